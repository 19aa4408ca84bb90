"""``zfbg.parse_many``: the reports of many documents, in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal

from zfbg import api
from zfbg.batch.bounds import Bounds, workers_here
from zfbg.batch.crew import Crew
from zfbg.errors import BatchError
from zfbg.failures import Failure, Note
from zfbg.model import Report, Source

Document = os.PathLike[str] | bytes | Source


def parse_many(
    documents: Iterable[Document],
    *,
    workers: int | None = None,
    on_error: Literal["raise", "yield"] = "raise",
    template: str | None = None,
    seconds: float = Bounds().seconds,
    megabytes: int = Bounds().megabytes,
) -> Iterator[Report | Failure]:
    """Read many documents in worker processes and give their reports, in order and as soon as they are there.

    A document is a path, the bytes of a file or a Source; a str might be either a path or a text, and is a TypeError.
    ``workers`` is how many processes there are, without it one for each processor. Each document has ``seconds`` and
    ``megabytes``; what takes more, hangs or crashes costs its worker, not the others. A document that gives no report
    raises a BatchError at its place (``on_error="raise"``) or is a :class:`Failure` there (``"yield"``); what is wrong
    with a text is in ``Report.issues``, as ever. An iterable without end is fine: little is drawn ahead.

    TemplateError for an unknown template. A script calls this below ``if __name__ == "__main__":``, as all that starts
    processes.

    >>> pages = [Source(f"一、工业经济\\n工业投资{n}.60亿元。", f"{n}.txt") for n in (5, 6)]
    >>> [str(report.facts[0].value) for report in parse_many(pages, workers=1)]
    ['5.60', '6.60']
    """
    if on_error not in ("raise", "yield"):
        raise ValueError(f"on_error={on_error!r} is neither 'raise' nor 'yield'")
    if workers is not None and workers < 1:
        raise ValueError(f"workers={workers} can read nothing; give 1 or more")
    if template is not None:
        api.find(template)
    crew = Crew(_prepare, partial(_report, template), _name, workers or workers_here(), Bounds(seconds, megabytes))
    return _reports(crew.results(map(_document, documents)), on_error)


def _reports(results: Iterator[tuple[Document, Report | Failure]], on_error: str) -> Iterator[Report | Failure]:
    for _, given in results:
        if isinstance(given, Failure) and on_error == "raise":
            raise BatchError(f"{given.file}: {given.stage}: {given.error}; on_error='yield' goes on with the others")
        yield given


def _document(document: Document) -> Document:
    if isinstance(document, os.PathLike | bytes | Source):
        return document
    raise TypeError(f"{document!r:.80} is no document; give a path as Path(…), a text as Source(…), or bytes")


def _prepare() -> None:
    """Load the plugins and the words that every document needs."""
    api.parsed(Source("一、工作情况\n新增8家。"))


def _report(template: str | None, document: Document, note: Note) -> Report:
    source = api.read(document)
    note("parse")
    return api.parsed(source, template)


def _name(document: Document) -> str:
    return (
        document.name or "text"
        if isinstance(document, Source)
        else "bytes"
        if isinstance(document, bytes)
        else str(document)
    )
