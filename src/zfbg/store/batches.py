"""Reports going into a store: rows are made of a batch of them, and written as one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import localcontext
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from zfbg import arrow, columns
from zfbg.cells import encodable
from zfbg.columns import Row, row
from zfbg.model import Report, report_id
from zfbg.panels.indicators import vocabulary
from zfbg.panels.known import EXACT
from zfbg.panels.records import of_report
from zfbg.panels.rows import Line, of_told
from zfbg.panels.told import Told, told
from zfbg.plugins import installed
from zfbg.store.kept import REPORT, Kept, Reading
from zfbg.store.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

# A batch is full with so many reports, or so many characters of raw text.
REPORTS, CHARACTERS = 200, 4_000_000
# What is made of a report before it is its turn to be written.
COLUMNS = {name: table.columns for name, table in TABLES.items()} | {"reports": REPORT}
_LISTED = "(SELECT unnest(?::VARCHAR[]))"


@frozen
class Added:
    """How many of the reports that were to be added were new, were there already, and took the place of an older
    reading of the same text.
    """

    new: int = 0
    same: int = 0
    replaced: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.same + other.same, self.replaced + other.replaced)

    def __str__(self) -> str:
        return f"{self.new} new, {self.same} already there, {self.replaced} read anew"


@frozen
class State:
    """What decides whether a report is to be written again: how it was read, and whether its raw text is there."""

    reading: Reading
    raw: bool

    def covers(self, other: State) -> bool:
        """Whether a store that has this needs nothing of ``other``."""
        return self.reading == other.reading and self.raw >= other.raw


@frozen
class Batch:
    """Rows of reports, ready to be written by :meth:`zfbg.Store.add_batch`; it may be made in another process."""

    states: Mapping[str, State]
    tables: Mapping[str, pa.Table | pa.RecordBatchReader] = field(repr=False)


def batch(reports: Iterable[Report], *, raw: bool = True, options: Mapping[str, Any] | None = None) -> Batch:
    """The rows of some reports, all of them at once; ``raw`` and ``options`` as in :meth:`zfbg.Store.add`."""
    return made({report_id(report): report for report in reports}, raw, options_of(options))


def made(reports: Mapping[str, Report], raw: bool, options: str) -> Batch:
    """The rows of reports by their ids."""
    package = arrow.pyarrow()
    parts: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for identity, report in reports.items():
        for name, rows in rows_of(Kept(report, identity, reading(report, options), raw)).items():
            parts[name] += arrow.batches(COLUMNS[name], rows)
    tables = {name: (found, arrow.schema(COLUMNS[name])) for name, found in parts.items()}
    return Batch(
        {identity: State(reading(report, options), raw) for identity, report in reports.items()},
        {name: package.Table.from_batches(found, form) for name, (found, form) in tables.items()},
    )


def options_of(options: Mapping[str, Any] | None) -> str:
    """Options as JSON, in one order."""
    return json.dumps(options or {}, sort_keys=True, default=str)


def reading(report: Report, options: str) -> Reading:
    """How a report was read, as far as this process knows."""
    return Reading(read_by(report.template), encodable(report.template), options)


@cache
def read_by(template: str) -> str:
    """The versions of zfbg and of the plugins that have a hand in what ``template`` reads."""
    from importlib.metadata import version

    infos = (info for info in installed().infos if info.readers or template in info.templates)
    others = {f"{info.distribution} {info.version}" for info in infos if info.distribution != "zfbg"}
    return ", ".join([f"zfbg {version('zfbg')}", *sorted(others)])


def chunks(reports: Iterable[Report], options: str) -> Iterator[tuple[dict[str, Report], Added]]:
    """Reports by their ids, as many as make a batch, and what became of those that came twice among them."""
    chunk: dict[str, Report] = {}
    again, characters = Added(), 0
    for report in reports:
        if not isinstance(report, Report):
            raise TypeError(f"a store takes reports, as zfbg.parse gives them, not {type(report).__name__}")
        identity = report_id(report)
        if identity in chunk:
            same = reading(chunk[identity], options) == reading(report, options)
            again += Added(same=1) if same else Added(replaced=1)
            chunk[identity] = chunk[identity] if same else report
            continue
        chunk[identity] = report
        characters += len(report.source.raw)
        if len(chunk) >= REPORTS or characters >= CHARACTERS:
            yield chunk, again
            chunk, again, characters = {}, Added(), 0
    if chunk:
        yield chunk, again


def rows_of(kept: Kept) -> dict[str, list[Row]]:
    """The rows of one report by table."""
    report = kept.report
    entries: dict[str, Iterable[Any]] = {
        "reports": (kept,),
        "sections": columns.sections(report),
        "items": columns.items(report),
        "facts": columns.facts(report),
        "changes": columns.changes(report),
        "issues": columns.issues(report),
        "panel_facts": _taken(report),
    }
    return {name: [row(COLUMNS[name], entry) for entry in found] for name, found in entries.items()}


def _taken(report: Report) -> Iterator[tuple[int, Line]]:
    """The facts that a panel takes, by their number, as lines of it."""
    known = vocabulary()
    with localcontext(EXACT):
        for number, record in enumerate(of_report(report), 1):
            each = told(record, known)
            if isinstance(each, Told):
                yield number, of_told(each)


def states(database: DuckDBPyConnection, ids: Iterable[str]) -> dict[str, State]:
    """What the store has of these reports."""
    query = f"SELECT report_id, read_by, template, options, has_raw FROM reports WHERE report_id IN {_LISTED}"
    return {each[0]: State(Reading(*each[1:4]), each[4]) for each in database.execute(query, [list(ids)]).fetchall()}


def add(database: DuckDBPyConnection, batch: Batch, *, anew: bool, files: Mapping[str, pa.Table]) -> Added:
    """Write a batch in one transaction, but for what the store has as it is, and the rows of files with it."""
    database.execute("BEGIN")
    there = states(database, batch.states)
    same = [key for key, state in batch.states.items() if key in there and not anew and there[key].covers(state)]
    older = [key for key in batch.states if key in there and key not in set(same)]
    turns = _turns(database, older)
    for name, rows in batch.tables.items():
        if older:
            database.execute(f"DELETE FROM {name} WHERE report_id IN {_LISTED}", [older])
        database.register("incoming", _numbered(rows, turns) if name == "reports" else rows)
        database.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming WHERE report_id NOT IN {_LISTED}", [same])
        database.unregister("incoming")
    for name, rows in files.items():
        database.register("incoming", rows)
        database.execute(f"INSERT OR IGNORE INTO {name} BY NAME SELECT * FROM incoming")
        database.unregister("incoming")
    database.execute("COMMIT")
    return Added(len(batch.states) - len(same) - len(older), len(same), len(older))


@frozen
class _Turns:
    """The turns of the reports that are there, and the next one."""

    there: Mapping[str, int]
    following: Iterator[int]

    def of(self, identity: str) -> int:
        return self.there[identity] if identity in self.there else next(self.following)


def _turns(database: DuckDBPyConnection, older: list[str]) -> _Turns:
    there = database.execute(f"SELECT report_id, number FROM reports WHERE report_id IN {_LISTED}", [older]).fetchall()
    [(last,)] = database.execute("SELECT coalesce(max(number), 0) FROM reports").fetchall()
    return _Turns(dict(there), count(last + 1))


def _numbered(rows: pa.Table, turns: _Turns) -> pa.Table:
    """The reports with their turns; one that was there keeps its own."""
    numbers = [turns.of(each) for each in rows["report_id"].to_pylist()]
    return rows.append_column("number", [arrow.pyarrow().array(numbers, "int64")])
