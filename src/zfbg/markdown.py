"""A report as Markdown: its outline as headings, its paragraphs, and a table of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zfbg.cells import figure, plain
from zfbg.model import Item, Report, Section
from zfbg.tables import meta_row, table

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
# What would make a list or a rule of a paragraph; 1.增长 is none, for lack of a blank.
LIST = re.compile(r"^(\d*)(?=[.)]\s|[-+](?:\s|$)|---)")

META = ("issuer", "document_number", "index_number", "published", "region", "summary_period", "plan_period")
FACTS = ("indicator", "value", "unit", "measure", "period", "status", "section", "quote")


def markdown(report: Report) -> str:
    """The report as Markdown (CommonMark with tables), ended by a line break."""
    meta = meta_row(report)
    parts = [f"# {escaped(meta['title'] or report.source.name or '(no title)')}"]
    if told := [(name.replace("_", " "), str(meta[name])) for name in META if meta[name]]:
        parts.append(_table(("field", "value"), told))
    parts += _body(report.children, 2)
    if rows := list(map(plain, table(report))):
        cells = [[row["subject"] + row["indicator"], figure(row)] for row in rows]
        rest = [[row[name] or "" for name in FACTS[2:]] for row in rows]
        parts += ["## Facts", _table(FACTS, [[*a, *b] for a, b in zip(cells, rest, strict=True)])]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""``text`` on one line, as it is to be read and not as Markdown.

    >>> escaped("1. 增长*%")
    '1\\. 增长\\*%'
    """
    return LIST.sub(r"\1\\", SIGNS.sub(r"\\\1", " ".join(text.split())))


def _body(children: Sequence[Section | Item], level: int) -> Iterator[str]:
    for node in children:
        if isinstance(node, Section):
            yield f"{'#' * min(level, 6)} {escaped(node.marker.text + node.title)}"
            yield from _body(node.children, level + 1)
        else:
            yield escaped(node.text)


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [names, ["---"] * len(names), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
