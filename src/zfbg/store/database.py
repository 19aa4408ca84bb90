"""``zfbg.Store``: reports in one DuckDB file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from zfbg.errors import StoreError
from zfbg.model import Report
from zfbg.panels.records import Record, of_report
from zfbg.source import key_of
from zfbg.store import batches, documents, folders, schema
from zfbg.store.batches import Added, Batch, State
from zfbg.store.files import FAILED
from zfbg.store.opening import opened

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_PAGE = """
SELECT report_id, document, raw, length FROM reports
WHERE report_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY number
"""
_WORDS = """
SELECT quote, coalesce(items.text, sections.title) AS sentence
FROM facts LEFT JOIN items USING (report_id, item_id) LEFT JOIN sections ON items.item_id IS NULL
    AND sections.report_id = facts.report_id AND sections.section_id = facts.section_id
WHERE facts.report_id = ? ORDER BY fact_id
"""
# So many reports are read before the file is let go of again.
PAGE = 50


class Store:
    """Reports in one DuckDB file, with their sections, items, facts, changes and issues as tables (docs/store.md).

    The file is made where there is none; one of an older version is brought to the present one. It is open only for the
    moment of a query or of a batch, so that readers and writers in other processes take turns; ``wait`` is for how many
    seconds. ``read_only`` changes nothing in the file, not even its version. StoreError where DuckDB or pyarrow is not
    installed (the extra ``store``), the file is no store or of a newer version, or another process holds it for longer.

    >>> import tempfile, zfbg
    >>> store = Store(Path(tempfile.mkdtemp()) / "facts.duckdb")
    >>> print(store.add([zfbg.parse("一、工业情况\\n全县工业投资5.60亿元，同比增长10.5%。")]))
    1 new, 0 already there, 0 read anew
    >>> store.sql("SELECT indicator, measure, value_float, unit FROM facts ORDER BY fact_id").to_pylist()[0]
    {'indicator': '工业投资', 'measure': 'level', 'value_float': 5.6, 'unit': '亿元'}
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False, wait: float = 30) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self.wait = wait
        if read_only or (self.path.exists() and self._version() == schema.version()):
            with self._reading():
                return
        self._migrate()

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r}{', read_only=True' if self.read_only else ''})"

    def add(
        self,
        reports: Report | Iterable[Report],
        *,
        raw: bool = True,
        options: Mapping[str, Any] | None = None,
        anew: bool = False,
    ) -> Added:
        """Put reports in, each once: the key is the SHA-256 of the raw text, whatever its file is called.

        A report that is there is written again only where another version of zfbg, of a plugin or another template
        read it, or with other ``options``; ``anew`` writes it in any case. ``options`` is what is to be known later of
        how it was read, in any words. ``raw=False`` leaves the raw text out; :meth:`report` then asks for it.

        Reports are drawn one by one and written in batches of at most 200, each in one transaction: after an error or
        a crash, whole batches are there and no part of one. Adding the same again goes on from there.
        """
        self._may_write()
        told = batches.options_of(options)
        added = Added()
        for chunk, again in batches.chunks((reports,) if isinstance(reports, Report) else reports, told):
            fresh = chunk if anew else self._fresh(chunk, raw, told)
            added += Added(same=len(chunk) - len(fresh)) + again
            if fresh:
                # Rows take longer to make than to write: nobody is to wait for them.
                added += self.add_batch(batches.made(fresh, raw, told), anew=anew)
        return added

    def _fresh(self, chunk: Mapping[str, Report], raw: bool, told: str) -> dict[str, Report]:
        """Those of some reports that the store has not, or not so."""
        with self._reading() as database:
            there = batches.states(database, chunk)
        wanted = {key: State(batches.reading(report, told), raw) for key, report in chunk.items()}
        return {key: chunk[key] for key, state in wanted.items() if key not in there or not there[key].covers(state)}

    def add_batch(self, batch: Batch, *, anew: bool = False, files: Mapping[str, pa.Table] | None = None) -> Added:
        """Put the rows in that :func:`zfbg.store.batch` made of reports, in one transaction.

        What :meth:`add` does in one process may so be done in two: rows take much longer to make than to write.
        ``files`` are rows of ``documents`` and ``failures``, as ``zfbg batch`` makes them; those that are there stay.
        """
        self._may_write()
        with self._writing() as database:
            return batches.add(database, batch, anew=anew, files=files or {})

    def forget_failures(self) -> None:
        """Take the files of a batch that failed out of ``documents`` and ``failures``, so that they are read again."""
        self._may_write()
        with self._writing() as database:
            database.execute("BEGIN")
            database.execute("DELETE FROM failures")
            database.execute("DELETE FROM documents WHERE status = ?", [FAILED])
            database.execute("COMMIT")

    def _may_write(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: this store was opened with read_only=True; open it without to add reports")

    def report(self, report_id: str, *, raw: str | None = None) -> Report:
        """The report with this key, as it was added. KeyError where there is none.

        ``raw`` is the raw text of one that was added without it; StoreError where it is wanted, or another text.
        """
        with self._reading() as database:
            rows = database.execute("SELECT document, raw FROM reports WHERE report_id = ?", [report_id]).fetchall()
        if not rows:
            raise KeyError(f"{self.path} has no report {report_id}")
        [(document, kept)] = rows
        if raw is not None and key_of(raw) != report_id:
            raise StoreError(
                f"{self.path}: this is not the raw text of report {report_id}; give the one it was read from"
            )
        found = documents.report(document, kept if raw is None else raw)
        if found is None:
            raise StoreError(f"{self.path}: report {report_id} was added without its raw text; give it with raw=")
        return found

    def reports(self, where: str = "true", parameters: Iterable[Any] = ()) -> Iterator[Report]:
        """The reports in the order they were added, drawn one by one; StoreError as for :meth:`report`.

        ``where`` is a condition in SQL on the columns of the table ``reports``: ``"region = ? AND published IS NULL"``.
        """
        for key, document, raw, _ in self._documents(f"SELECT report_id FROM reports WHERE {where}", parameters):
            found = documents.report(document, raw)
            if found is None:
                raise StoreError(f"{self.path}: report {key} was added without its raw text; ask report() with raw=")
            yield found

    def _documents(self, query: str, parameters: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Key, document, raw text and length of the reports that a query names, page by page."""
        with self._reading() as database:
            keys = [key for (key,) in database.execute(f"{query} ORDER BY number", list(parameters)).fetchall()]
        for start in range(0, len(keys), PAGE):
            with self._reading() as database:
                page = database.execute(_PAGE, [keys[start : start + PAGE]]).fetchall()
            yield from page  # behind which the file is free

    def records(self) -> Iterator[Record]:
        """The facts of the latest reports (view ``reports_latest``), for :func:`zfbg.panel` and :func:`zfbg.track`.

        Of a report without its raw text, the sentence of a fact is its item as read, or its heading.
        """
        for key, document, raw, length in self._documents("SELECT report_id FROM reports_latest"):
            if found := documents.report(document, raw):
                yield from of_report(found)
                continue
            hidden = documents.report(document, "\0" * length)
            assert hidden
            words = self.sql(_WORDS, [key]).to_pylist()
            for record, told in zip(of_report(hidden), words, strict=True):
                yield evolve(record, origin=evolve(record.origin, id=key), **told)

    def sql(self, query: str, parameters: Iterable[Any] = ()) -> pa.Table:
        """The rows that a query gives, all of them, as a pyarrow Table, which polars, pandas and DuckDB take as it is.

        A query reads the store and nothing else: no file, no network, no variable of the program, and it changes
        nothing. StoreError tells what DuckDB has against it.
        """
        with self._reading() as database:
            found = database.sql(query, params=list(parameters))
            if found is None:
                raise StoreError(f"{self.path}: this is no query, it gives no rows; write SELECT …")
            rows = found.to_arrow_table()
            return rows.rename_columns(_distinct(rows.column_names))

    def export(self, folder: str | os.PathLike[str], *, replace: bool = False) -> dict[str, int]:
        """Write all tables into a folder of Parquet files, ``facts/year=2023/part-0.parquet``; gives their rows.

        ``year`` is that of what a report looks back on, else of what it looks ahead to, else of its publication, else
        0. The folder is there when it is whole; an error leaves what was there. StoreError where there is one already,
        unless ``replace`` and it is an older export.
        """
        with self._reading() as database:
            return folders.export(database, Path(folder), replace=replace)

    def add_parquet(self, folder: str | os.PathLike[str], *, anew: bool = False) -> Added:
        """Put the reports in that :meth:`export` wrote, as :meth:`add` does, in a transaction for each year.

        StoreError where the folder is no whole export, or of another version.
        """
        self._may_write()
        return sum((self.add_batch(batch, anew=anew) for batch in folders.batches(Path(folder))), Added())

    def __len__(self) -> int:
        with self._reading() as database:
            return int(database.execute("SELECT count(*) FROM reports").fetchall()[0][0])

    def __contains__(self, report_id: str) -> bool:
        with self._reading() as database:
            return report_id in batches.states(database, [report_id])

    @contextmanager
    def _reading(self) -> Iterator[DuckDBPyConnection]:
        with opened(self.path, write=False, wait=self.wait) as database:
            self._current(database)
            yield database

    @contextmanager
    def _writing(self) -> Iterator[DuckDBPyConnection]:
        with opened(self.path, write=True, wait=self.wait) as database:
            self._current(database)
            yield database

    def _version(self) -> int:
        with opened(self.path, write=False, wait=self.wait) as database:
            return self._version_of(database)

    def _version_of(self, database: DuckDBPyConnection) -> int:
        """The version of the tables in the file, 0 where it has none."""
        names = {name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if not names:
            return 0
        if "zfbg_schema" not in names:
            raise StoreError(f"{self.path}: this DuckDB file is no store of zfbg; give another name")
        [(version,)] = database.execute("SELECT version FROM zfbg_schema").fetchall()
        return int(version)

    def _current(self, database: DuckDBPyConnection) -> None:
        """StoreError where the tables are not of the present version."""
        version, present = self._version_of(database), schema.version()
        if version > present:
            raise StoreError(
                f"{self.path}: this store has version {version}, newer than {present} of this zfbg; update zfbg"
            )
        if version < present:
            raise StoreError(
                f"{self.path}: this store has version {version}, older than {present} of this zfbg; open it once "
                "without read_only, which brings it up to date (zfbg load does)"
            )

    def _migrate(self) -> None:
        """Bring the file to the present version, in one transaction."""
        with opened(self.path, write=True, wait=self.wait) as database:
            version = self._version_of(database)
            if version < schema.version():
                database.execute("BEGIN")
                schema.bring(database, version)
                database.execute("COMMIT")
            self._current(database)


def _distinct(names: Iterable[str]) -> list[str]:
    """Names of columns, of which the second of a kind is ``name_2``: a row is a dict to many readers.

    >>> _distinct(["report_id", "value", "report_id"])
    ['report_id', 'value', 'report_id_2']
    """
    given: dict[str, None] = {}
    for name in names:
        tries = chain((name,), (f"{name}_{number}" for number in count(2)))
        given[next(each for each in tries if each not in given)] = None
    return list(given)
