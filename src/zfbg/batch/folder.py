"""A dataset as a folder of Parquet files, which Spark, DuckDB and polars read: a folder for each table.

Outcomes are written in parts: ``facts/part-00007.parquet`` and its like in the other tables, last in ``documents``. A
part whose documents are there is there; what a killed run left of another is removed by the next one. So the dataset
itself says what is done, and there is no journal that could say otherwise.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zfbg import arrow
from zfbg.batch.dataset import Outcome, files, gathered
from zfbg.columns import Column
from zfbg.errors import BatchError
from zfbg.store.batches import COLUMNS
from zfbg.store.files import DOCUMENTS, FAILED, FAILURES, PARSED

if TYPE_CHECKING:
    import pyarrow as pa

_PART = re.compile(r"part-(\d+)\.parquet")
_LOCK = ".lock"


class Folder:
    """A dataset at ``path``, made where there is none. BatchError where another run writes to it, or it is none."""

    # In the order they are written.
    columns: Mapping[str, tuple[Column, ...]] = {**COLUMNS, "failures": FAILURES, "documents": DOCUMENTS}

    def __init__(self, path: Path) -> None:
        arrow.pyarrow()
        self.path = path
        strange = (
            [each.name for each in path.iterdir() if each.name not in {*self.columns, _LOCK}] if path.exists() else []
        )
        if strange:
            raise BatchError(f"{path}: is no dataset of zfbg, it has {strange[0]!r}; give the name of a new folder")
        for table in self.columns:
            (path / table).mkdir(parents=True, exist_ok=True)
        self._lock = _locked(path)
        self._clear()
        if not list(self._parts("documents")):
            self._put(0, ())  # so that a table without rows can be read too
        self._ids = {report_id for report_id, status in self._column("report_id", "status") if status == PARSED}
        self._next = 1 + max(self._parts("documents"), default=0)

    def known(self) -> dict[tuple[str, str], bool]:
        return {(file, sha256): status == FAILED for file, sha256, status in self._column("file", "sha256", "status")}

    def forget_failures(self) -> None:
        from pyarrow.parquet import read_table

        for number in sorted(self._parts("documents")):
            documents = read_table(self._part("documents", number))
            done = [status != FAILED for status in documents["status"].to_pylist()]
            if not all(done):
                _write(documents.filter(done), self._part("documents", number))
        self._clear()

    def has(self, report_id: str) -> bool:
        return report_id in self._ids

    def commit(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes:
            self._put(self._next, outcomes)
            self._ids.update(each.report_id for each in outcomes if each.report_id)
            self._next += 1

    def _put(self, part: int, outcomes: Sequence[Outcome]) -> None:
        rows = {**gathered(outcomes).tables, **files(outcomes)}
        for name, columns in self.columns.items():  # documents last
            table = rows[name] if name in rows else arrow.schema(columns).empty_table()
            if table.num_rows or not outcomes:
                _write(table, self._part(name, part))

    def close(self) -> None:
        os.close(self._lock)

    def _part(self, table: str, number: int) -> Path:
        return self.path / table / f"part-{number:05}.parquet"

    def _parts(self, table: str) -> Iterator[int]:
        return (int(found[1]) for path in (self.path / table).iterdir() if (found := _PART.fullmatch(path.name)))

    def _clear(self) -> None:
        """Remove what is of no whole part, and failures of files that are to be read again."""
        whole = {self._part("documents", number).name for number in self._parts("documents")}
        failed = {self._part("failures", number).name for number in self._with_failures()}
        for table in self.columns:
            kept = failed if table == "failures" else whole
            for path in (self.path / table).iterdir():
                if _PART.fullmatch(path.name.removeprefix(".")) and path.name not in kept:
                    path.unlink()

    def _with_failures(self) -> Iterator[int]:
        """The parts whose documents say that some failed, and the one that only has the columns."""
        from pyarrow.parquet import read_table

        for number in self._parts("documents"):
            if not number or FAILED in read_table(self._part("documents", number))["status"].to_pylist():
                yield number

    def _column(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """These columns of all documents."""
        from pyarrow.parquet import read_table

        for number in sorted(self._parts("documents")):
            table = read_table(self._part("documents", number), columns=list(names))
            yield from zip(*(table[name].to_pylist() for name in names), strict=True)


def _write(rows: pa.Table, path: Path) -> None:
    """Write a file that is whole and on the disk as soon as it has its name; until then a dot hides it from readers."""
    from pyarrow.parquet import write_table

    part = path.with_name(f".{path.name}")
    with part.open("wb") as file:
        write_table(rows, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _locked(path: Path) -> int:
    """A lock that the kernel lets go of when this process ends, however it does."""
    lock = os.open(path / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise BatchError(f"{path}: another run is writing to it; wait for it to end, or stop it") from None
    return lock
