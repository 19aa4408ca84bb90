"""Rows as files: CSV, JSON Lines, Parquet, xlsx, row after row as they come; a file is whole or not there."""

from __future__ import annotations

import csv
import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from zfbg import arrow, spreadsheet
from zfbg.cells import inert, plain
from zfbg.columns import Column, Row
from zfbg.errors import TableError

BOM = "\ufeff"

Columns = tuple[Column, ...]


def jsonl(columns: Columns, rows: Iterable[Row], out: TextIO, name: str) -> None:
    """One JSON object a line; numbers are strings of their digits."""
    for row in rows:
        out.write(json.dumps(plain(row), ensure_ascii=False) + "\n")


def comma_separated(columns: Columns, rows: Iterable[Row], out: TextIO, name: str) -> None:
    """A line of names, then one for each row; a text that might be taken for a formula has an apostrophe before it."""
    writer = csv.writer(_Lines(out))
    writer.writerow([column.name for column in columns])
    writer.writerows(plain({column: inert(value) for column, value in row.items()}).values() for row in rows)


class _Lines:
    """Takes lines that end in CRLF and ends them in LF: csv quotes only what its line ends are made of."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def write(self, line: str) -> None:
        self.out.write(line.removesuffix("\r\n") + "\n")


def parquet(columns: Columns, rows: Iterable[Row], out: BinaryIO, name: str) -> None:
    """A Parquet file with the schema of :func:`zfbg.arrow.schema`."""
    form = arrow.schema(columns)
    from pyarrow.parquet import ParquetWriter

    with ParquetWriter(out, form) as writer:
        for batch in arrow.batches(columns, rows):
            writer.write_batch(batch)


# How each format is written: the columns, the rows, a file of text or of bytes, the name of the table.
FORMATS: dict[str, Callable[[Columns, Iterable[Row], Any, str], None]] = {
    "jsonl": jsonl,
    "csv": comma_separated,
    "parquet": parquet,
    "xlsx": spreadsheet.write,
}
# Those that are bytes, and what asks for the package that each needs.
BINARY: dict[str, Callable[[], Any]] = {"parquet": arrow.pyarrow, "xlsx": spreadsheet.openpyxl}


def suits(kind: str, *, bom: bool = False) -> None:
    """TableError where a format lacks its package, or has no byte-order mark and one was asked for."""
    if bom and kind != "csv":
        raise TableError(f"a byte-order mark is for csv, not for {kind}; leave it out")
    if kind in BINARY:
        BINARY[kind]()


def write(columns: Columns, rows: Iterable[Row], path: Path, name: str, *, kind: str | None, bom: bool) -> None:
    """Write a table into a file, whole or not at all; without ``kind`` the suffix of the file tells the format."""
    kind = kind or suffix(path)
    if kind not in FORMATS:
        raise TableError(f"{path}: {kind!r} is no format of a table; give format= one of {', '.join(FORMATS)}")
    suits(kind, bom=bom)
    with replaced(path, text=kind not in BINARY) as out:
        if bom:
            out.write(BOM)
        FORMATS[kind](columns, rows, out, name)


def suffix(path: Path) -> str:
    """The format that the name of a file tells, or something that is none.

    >>> suffix(Path("facts.CSV")), suffix(Path("facts"))
    ('csv', '')
    """
    return path.suffix.lower().removeprefix(".")


@contextmanager
def replaced(path: Path, *, text: bool) -> Iterator[Any]:
    r"""A file to write that takes the place of ``path`` when it is whole, with its rights; if not, all stays as it was.

    It takes text, of which half a surrogate pair is spelt out (``\ud800``) since UTF-8 cannot hold it, or else bytes.
    What is no regular file, such as a pipe or /dev/stdout, is written to as it is.
    """
    how: dict[str, Any] = {"encoding": "utf-8", "errors": "backslashreplace", "newline": "\n"} if text else {}
    kind = "" if text else "b"
    if path.exists() and not path.is_file():
        with path.open(f"w{kind}", **how) as file:
            yield file
        return
    target = path.resolve()  # where a link leads, so that the link stays
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open(f"x{kind}", **how) as file:
            yield file
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
