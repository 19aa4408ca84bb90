"""``zfbg.Store``: reports in one DuckDB file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zfbg.errors import StoreError
from zfbg.model import Report, key_of
from zfbg.panels.records import Record, of_report
from zfbg.store import batches, documents, schema
from zfbg.store.batches import Added, Intake
from zfbg.store.opening import opened

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

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

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False, wait: float = 10) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self.wait = wait
        if read_only or (self.path.exists() and self._version() == schema.VERSION):
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
        if self.read_only:
            raise StoreError(f"{self.path}: this store was opened with read_only=True; open it without to add reports")
        intake = Intake(raw, batches.options_of(options or {}), anew)
        added = Added()
        for batch, again in batches.batches((reports,) if isinstance(reports, Report) else reports, intake):
            added += self._add(batch, intake) + again
        return added

    def _add(self, batch: Mapping[str, Report], intake: Intake) -> Added:
        # Rows take much longer to make than to write: nobody is to wait for them.
        with self._reading() as database:
            there = batches.known(database, batch)
        fresh = {key: report for key, report in batch.items() if not intake.same(report, there.get(key))}
        added = Added(same=len(batch) - len(fresh))
        if not fresh:
            return added
        tables = batches.prepared([intake.kept(key, report) for key, report in fresh.items()])
        with self._writing() as database:
            return added + batches.add(database, fresh, tables, intake)

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

    def reports(self) -> Iterator[Report]:
        """All reports in the order they were added, drawn one by one; StoreError as for :meth:`report`."""
        for key, document, raw in self._documents():
            found = documents.report(document, raw)
            if found is None:
                raise StoreError(f"{self.path}: report {key} was added without its raw text; ask report() with raw=")
            yield found

    def _documents(self, query: str = "SELECT report_id FROM reports ORDER BY number") -> Iterator[tuple[Any, ...]]:
        with self._reading() as database:
            keys = [key for (key,) in database.execute(query).fetchall()]
        for start in range(0, len(keys), PAGE):
            with self._reading() as database:
                yield from database.execute(
                    "SELECT report_id, document, raw FROM reports WHERE report_id IN (SELECT unnest(?::VARCHAR[])) "
                    "ORDER BY number",
                    [keys[start : start + PAGE]],
                ).fetchall()

    def records(self) -> Iterator[Record]:
        """The facts of the latest reports, for :func:`zfbg.panel` and :func:`zfbg.track`."""
        for _, document, raw in self._documents("SELECT report_id FROM reports_latest ORDER BY number"):
            if found := documents.report(document, raw):
                yield from of_report(found)

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

    def __len__(self) -> int:
        with self._reading() as database:
            return int(database.execute("SELECT count(*) FROM reports").fetchall()[0][0])

    def __contains__(self, report_id: str) -> bool:
        with self._reading() as database:
            return report_id in batches.known(database, [report_id])

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
        version = self._version_of(database)
        if version > schema.VERSION:
            raise StoreError(
                f"{self.path}: this store has version {version}, and this zfbg reads up to {schema.VERSION}; update it"
            )
        if version < schema.VERSION:
            raise StoreError(
                f"{self.path}: this store has version {version}, which Store({str(self.path)!r}) brings to "
                f"{schema.VERSION}; open it once without read_only"
            )

    def _migrate(self) -> None:
        """Bring the file to the present version, in one transaction."""
        with opened(self.path, write=True, wait=self.wait) as database:
            version = self._version_of(database)
            if version < schema.VERSION:
                database.execute("BEGIN")
                for migrate in schema.MIGRATIONS[version:]:
                    migrate(database)
                database.execute("CREATE OR REPLACE TABLE zfbg_schema AS SELECT ?::BIGINT AS version", [schema.VERSION])
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
