"""A store as a folder of Parquet files, and back: ``facts/year=2023/part-0.parquet``, as Hive and Spark lay them out.

pyarrow writes and reads the files, not DuckDB, so that a query of a store can be kept from all files for good.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zfbg import arrow
from zfbg.errors import StoreError
from zfbg.store import schema
from zfbg.store.batches import Batch, State
from zfbg.store.kept import Reading

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection
    from pyarrow.parquet import ParquetFile

# What says that a folder is such a one, whole; it is written last.
MARK = "zfbg.json"
FILE = "part-0.parquet"
# Rows of a group in a file.
GROUP = 65_536
# The year that a report looks back on, else the one it looks ahead to, else that of its publication. A report that
# tells none has 0: pandas reads no folder where some have a year and others the null of Hive.
YEAR = "coalesce(year(coalesce(summary_end, plan_end, published)), 0)"


def export(database: DuckDBPyConnection, folder: Path, *, replace: bool) -> dict[str, int]:
    """Write all tables into a folder that is there when it is whole; gives the number of rows of each."""
    if folder.exists() and not replace:
        cure = "give another name, or have an older export replaced (--replace, replace=True)"
        raise StoreError(f"{folder}: is there already; {cure}")
    if folder.exists() and not (folder / MARK).is_file():
        raise StoreError(f"{folder}: is there already and no export of a store; give another name")
    years = [year for (year,) in database.execute(f"SELECT DISTINCT {YEAR} FROM reports ORDER BY 1").fetchall()]
    with _replaced(folder) as part:
        rows = {name: sum(_write(database, name, year, part) for year in years or [0]) for name in schema.TABLES}
        mark = {"version": schema.version(), "rows": rows}
        (part / MARK).write_text(json.dumps(mark, indent=2) + "\n", "utf-8")
    return rows


def _write(database: DuckDBPyConnection, name: str, year: int, folder: Path) -> int:
    """The rows of one table for one year, as one file, even where there are none: readers want the columns."""
    from pyarrow.parquet import ParquetWriter

    table = schema.TABLES[name]
    form = arrow.schema(table.columns)
    path = folder / name / f"year={year}" / FILE
    path.parent.mkdir(parents=True)
    columns = ", ".join(f'{name}."{column.name}"' for column in table.columns)
    of_year = f"SELECT report_id FROM reports WHERE {YEAR} = ?"
    order = "ORDER BY number" if name == "reports" else ""
    query = f"SELECT {columns} FROM {name} WHERE report_id IN ({of_year}) {order}"
    count = 0
    with ParquetWriter(path, form, compression="zstd") as writer:
        for batch in database.sql(query, params=[year]).to_arrow_reader(GROUP):
            writer.write_batch(batch.cast(form))
            count += batch.num_rows
    return count


@contextmanager
def _replaced(folder: Path) -> Iterator[Path]:
    """A folder to fill that takes the place of ``folder`` when that is done; if not, all stays as it was."""
    target = folder.resolve()
    part, old = (target.with_name(f".{target.name}.{secrets.token_hex(4)}.{end}") for end in ("part", "old"))
    try:
        part.mkdir()
        yield part
        there = target.exists()
        if there:
            target.rename(old)
        try:
            part.rename(target)
        except OSError:
            if there:
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        why = f"{error.strerror or error}; check the folder and its rights"
        raise StoreError(f"{folder}: cannot be written: {why}") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(part)


def batches(folder: Path) -> Iterator[Batch]:
    """What :func:`export` wrote, year by year; StoreError before the first where any file is not whole."""
    for year in _years(folder):
        tables = {name: _rows(_file(folder, name, year)) for name in schema.TABLES}
        reports = tables["reports"].read_all()
        keys = ("report_id", "read_by", "template", "options", "has_raw")
        told = zip(*(reports[key].to_pylist() for key in keys), strict=True)
        states = {key: State(Reading(*reading), raw) for key, *reading, raw in told}
        yield Batch(states, tables | {"reports": reports.drop_columns("number")})


def _years(folder: Path) -> list[str]:
    """The names of the years that a folder has; StoreError where it is no whole export of the present version."""
    try:
        mark = json.loads((folder / MARK).read_text("utf-8"))
        version, rows = int(mark["version"]), dict(mark["rows"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder}: is no whole export of a store, which has a file {MARK}; check the name") from error
    if version != schema.version():
        cure = "update zfbg" if version > schema.version() else "load it with that zfbg, open the store with this one"
        raise StoreError(f"{folder}: was exported in version {version}, and this zfbg reads {schema.version()}; {cure}")
    years = sorted(path.name for path in (folder / "reports").glob("year=*"))
    found = {name: sum(_file(folder, name, year).metadata.num_rows for year in years) for name in schema.TABLES}
    if found != rows:
        raise StoreError(f"{folder}: has {total(found)}, where {total(rows)} were written; export the store again")
    return years


def _file(folder: Path, name: str, year: str) -> ParquetFile:
    from pyarrow.parquet import ParquetFile

    path = folder / name / year / FILE
    try:
        return ParquetFile(path)
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; export the store again") from error


def _rows(file: ParquetFile) -> pa.RecordBatchReader:
    """The rows of a file, drawn group by group."""
    from pyarrow import RecordBatchReader

    return RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches(GROUP))


def total(rows: Mapping[str, int]) -> str:
    """The numbers of rows, for people.

    >>> total({"reports": 2, "facts": 31})
    '2 reports, 31 facts'
    """
    return ", ".join(f"{number} {name}" for name, number in rows.items())
