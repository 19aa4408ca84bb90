"""Reports going into a store: batches of rows, each written as one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import localcontext
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from attrs import frozen

from zfbg import arrow, columns
from zfbg.cells import encodable
from zfbg.columns import Row, row
from zfbg.model import Report, report_id
from zfbg.panels.indicators import vocabulary
from zfbg.panels.known import EXACT
from zfbg.panels.records import of_report
from zfbg.panels.rows import of_told
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
class Known:
    """What a store has of a report that is to be added."""

    number: int
    reading: Reading
    raw: bool


@frozen
class Intake:
    """How reports are taken in: with their raw text or without, what the caller says of how they were read, and
    whether they are written though nothing has changed.
    """

    raw: bool
    options: str
    anew: bool

    def kept(self, identity: str, report: Report) -> Kept:
        """A report as it is to be kept."""
        return Kept(report, identity, self.reading(report), self.raw)

    def reading(self, report: Report) -> Reading:
        """How ``report`` was read, as far as this process knows."""
        return Reading(read_by(report.template), encodable(report.template), self.options)

    def same(self, report: Report, known: Known | None) -> bool:
        """Whether what the store has of a report is all that there is to have."""
        return bool(known and not self.anew and known.reading == self.reading(report) and known.raw >= self.raw)


def options_of(options: Mapping[str, Any]) -> str:
    """Options as JSON, in one order."""
    return json.dumps(options, ensure_ascii=True, sort_keys=True, default=str)


@cache
def read_by(template: str) -> str:
    """The versions of zfbg and of the plugins that have a hand in what ``template`` reads."""
    from importlib.metadata import version

    infos = (info for info in installed().infos if info.readers or template in info.templates)
    others = {f"{info.distribution} {info.version}" for info in infos if info.distribution != "zfbg"}
    return ", ".join([f"zfbg {version('zfbg')}", *sorted(others)])


def batches(reports: Iterable[Report], intake: Intake) -> Iterator[tuple[dict[str, Report], Added]]:
    """Reports by their ids, in batches that are not too large, and what became of those that came twice in one."""
    batch: dict[str, Report] = {}
    again, characters = Added(), 0
    for report in reports:
        if not isinstance(report, Report):
            raise TypeError(f"a store takes reports, as zfbg.parse gives them, not {type(report).__name__}")
        identity = report_id(report)
        if identity in batch:
            same = intake.reading(batch[identity]) == intake.reading(report) and not intake.anew
            again += Added(same=1) if same else Added(replaced=1)
            batch[identity] = batch[identity] if same else report
            continue
        batch[identity] = report
        characters += len(report.source.raw)
        if len(batch) >= REPORTS or characters >= CHARACTERS:
            yield batch, again
            batch, again, characters = {}, Added(), 0
    if batch:
        yield batch, again


def known(database: DuckDBPyConnection, ids: Iterable[str]) -> dict[str, Known]:
    """What the store has of these reports."""
    query = f"SELECT report_id, number, read_by, template, options, has_raw FROM reports WHERE report_id IN {_LISTED}"
    found = database.execute(query, [list(ids)]).fetchall()
    return {each[0]: Known(each[1], Reading(*each[2:5]), each[5]) for each in found}


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


def _taken(report: Report) -> Iterator[tuple[int, Any]]:
    """The facts that a panel takes, by their number, as lines of it."""
    known = vocabulary()
    with localcontext(EXACT):
        for number, record in enumerate(of_report(report), 1):
            each = told(record, known)
            if isinstance(each, Told):
                yield number, of_told(each)


def prepared(kept: Sequence[Kept]) -> dict[str, pa.Table]:
    """The rows of several reports by table, as Arrow."""
    package = arrow.pyarrow()
    parts: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for each in kept:
        for name, rows in rows_of(each).items():
            parts[name] += arrow.batches(COLUMNS[name], rows)
    tables = {name: (found, arrow.schema(COLUMNS[name])) for name, found in parts.items()}
    return {name: package.Table.from_batches(found, form) for name, (found, form) in tables.items()}


def add(
    database: DuckDBPyConnection, batch: Mapping[str, Report], tables: Mapping[str, pa.Table], intake: Intake
) -> Added:
    """Put reports in, in one transaction, unless another process has done so since their rows were made."""
    database.execute("BEGIN")
    there = known(database, batch)
    same = [identity for identity, report in batch.items() if intake.same(report, there.get(identity))]
    older = [identity for identity in batch if identity in there and identity not in same]
    for name, rows in tables.items():
        if older:
            database.execute(f"DELETE FROM {name} WHERE report_id IN {_LISTED}", [older])
        if name == "reports":
            rows = _numbered(database, rows, there)
        database.register("incoming", rows)
        database.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming WHERE report_id NOT IN {_LISTED}", [same])
        database.unregister("incoming")
    database.execute("COMMIT")
    return Added(len(batch) - len(same) - len(older), len(same), len(older))


def _numbered(database: DuckDBPyConnection, rows: pa.Table, there: Mapping[str, Known]) -> pa.Table:
    """The reports with their turns; one that was there keeps its own."""
    [(last,)] = database.execute("SELECT coalesce(max(number), 0) FROM reports").fetchall()
    turns = count(last + 1)
    numbers = [there[each].number if each in there else next(turns) for each in rows["report_id"].to_pylist()]
    return rows.append_column("number", [arrow.pyarrow().array(numbers, "int64")])
