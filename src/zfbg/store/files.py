"""What became of the files of a batch, as rows: each is in ``documents``, and in ``failures`` if it gave no report.

Their entries are the outcomes of :mod:`zfbg.batch`.
"""

from __future__ import annotations

from operator import attrgetter

from zfbg.columns import Column, Type

PARSED, COPY, FAILED = "parsed", "copy", "failed"


def _text(name: str, meaning: str, *, null: bool = False) -> Column:
    return Column(name.rpartition(".")[2], Type.TEXT, meaning, attrgetter(name), null=null)


FILE = _text("file", "the file, by its path below the folder")
SHA256 = _text("sha256", "of its bytes, in hex; empty where they could not be read")
DOCUMENTS = (
    FILE,
    SHA256,
    Column("size", Type.INTEGER, "of the file", attrgetter("size"), "bytes"),
    _text("status", "`parsed`; `copy`, where another file with the same text was read before; or `failed`"),
    _text("report_id", "its report, null where it failed", null=True),
    _text("read_by", "the version of zfbg"),
)
FAILURES = (
    FILE,
    SHA256,
    _text("failure.stage", "what was being done: `find` `load` `parse` `rows` `return`"),
    _text("failure.error", "the kind of error, what is wrong and, where zfbg knows it, the cure"),
    _text("failure.traceback", "where in the code; empty where the worker was stopped or died"),
)
