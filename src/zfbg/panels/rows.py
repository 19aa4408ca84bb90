"""Panels as rows: the columns are declared here, once, for CSV, JSON Lines and Arrow alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from zfbg.columns import Column, Row, Type, nearest
from zfbg.panels.cells import Cell
from zfbg.panels.growth import Growth
from zfbg.panels.times import Time
from zfbg.panels.told import Series, Source, Told


@frozen
class Line:
    """A row of a panel: a cell, or a growth that was reckoned, or one source of a cell that has several."""

    series: Series
    time: Time
    status: str
    conflict: str = ""
    source: Source | None = None
    sources: int = 0
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    bound: str = ""
    computed: bool = False
    soft: bool = False
    agrees: bool | None = None
    before: Source | None = None


def of_cell(cell: Cell) -> Line:
    """A cell as a row."""
    told = (cell.value, cell.lower, cell.upper, cell.bound)
    return Line(cell.series, cell.time, cell.status, cell.conflict, cell.stands, len(cell.sources), *told)


def of_told(told: Told) -> Line:
    """One figure as a row, whatever else is told of its cell."""
    known = told.source.known
    values = (known.value, known.lower, known.upper, known.bound)
    return Line(told.series, told.time, told.source.status, "", told.source, 1, *values)


def of_growth(growth: Growth) -> Line:
    """A growth that was reckoned as a row."""
    return Line(
        series=growth.series,
        time=growth.time,
        status=growth.status,
        source=growth.level.stands,
        sources=2,
        value=growth.value,
        lower=growth.lower,
        upper=growth.upper,
        computed=True,
        soft=growth.soft,
        agrees=growth.agrees,
        before=growth.before.stands,
    )


def of_sources(cell: Cell) -> Iterator[Line]:
    """All sources of a cell as rows, whichever of them stands."""
    for source in cell.sources:
        known = source.known
        told = (known.value, known.lower, known.upper, known.bound)
        yield Line(cell.series, cell.time, source.status, cell.conflict, source, len(cell.sources), *told)


def _from(name: str, kind: Type, meaning: str, unit: str = "", null: bool = False) -> Column:
    """A column that ``name`` leads to, attribute by attribute; None as soon as one is."""
    path = name.split(".")

    def of(line: Any) -> Any:
        for step in path:
            line = None if line is None else getattr(line, step)
        return line

    return Column(path[-1], kind, meaning, of, unit, null)


def _source(name: str, path: str, kind: Type, meaning: str, unit: str = "") -> Column:
    found = _from(path, kind, meaning, unit, null=True)
    return Column(name, kind, meaning, found.of, unit, null=True)


# Columns of a panel that other tables have too.
_WHERE = frozenset({"report_id", "title", "file", "source_start", "source_end", "quote", "sentence"})
_SERIES = frozenset(
    {
        "region",
        "region_name",
        "within",
        "indicator_id",
        "indicator",
        "measure",
        "base",
        "scope",
        "unit",
        "period",
        "period_kind",
        "period_start",
        "period_end",
    }
)
POINTS = "code points of the raw text"
PANEL = (
    _source("region", "series.place.code", Type.TEXT, "six digits of GB/T 2260; null for a part, a zone, the country"),
    Column("region_name", Type.TEXT, "name of the place", lambda line: line.series.place.name),
    _source("within", "series.place.within", Type.TEXT, "of a part or zone: the division that it is part of"),
    _from("series.indicator_id", Type.TEXT, "id of the indicator; null for words that were asked for", null=True),
    _from("series.indicator", Type.TEXT, "its canonical name, or the words"),
    _from("series.measure", Type.TEXT, "`level` `growth` `change` `share` `progress` `rank`"),
    _from("series.base", Type.TEXT, "compared with what: `yoy`, `mom`, `year-end`, a year, words, or empty"),
    _from("series.scope", Type.TEXT, "the whole of a share, the set of a rank, the plan of a progress, or empty"),
    _from("series.unit", Type.TEXT, "base unit"),
    Column("period", Type.TEXT, "EDTF", lambda line: line.time.edtf),
    Column("period_kind", Type.TEXT, "kind of the period", lambda line: line.time.kind),
    _source("period_start", "time.start", Type.DAY, "first day; null for a state as of a day"),
    _source("period_end", "time.end", Type.DAY, "last day; null where it is open"),
    _from("status", Type.TEXT, "`actual` `estimated` `planned`"),
    _from("value", Type.DECIMAL, "the number; null for a range and where nothing stands", "`unit`", null=True),
    _from(
        "lower", Type.DECIMAL, "least that it can be by its words, or of a computed one by digits", "`unit`", null=True
    ),
    _from("upper", Type.DECIMAL, "most that it can be", "`unit`", null=True),
    Column("value_float", Type.FLOAT, "`value` as the nearest float", lambda line: nearest(line.value), "`unit`", True),
    _from("bound", Type.TEXT, "empty, `>=`, `<=` or `~`"),
    _from("conflict", Type.TEXT, "empty, `contradiction`, `rounding` or `estimate`"),
    _from("computed", Type.BOOLEAN, "reckoned from two levels; no text says it"),
    _from("soft", Type.BOOLEAN, "computed of levels that are of different firms (规上)"),
    _from("agrees", Type.BOOLEAN, "whether the growth that is reported can be the computed one", null=True),
    _from("sources", Type.INTEGER, "how many figures tell it"),
    _source(
        "report_id", "source.report_id", Type.TEXT, "the report of what stands; of the later level of a computed one"
    ),
    _source("title", "source.title", Type.TEXT, "its title"),
    _source("file", "source.file", Type.TEXT, "its file"),
    _source("source_start", "source.span.start", Type.INTEGER, "where the figure begins", POINTS),
    _source("source_end", "source.span.end", Type.INTEGER, "where it ends, the first behind it", POINTS),
    _source("quote", "source.quote", Type.TEXT, "the figure as it stands in the file"),
    _source("sentence", "source.sentence", Type.TEXT, "the raw sentence, or 120 characters on either side"),
    _source("before_report_id", "before.report_id", Type.TEXT, "the report of the earlier level of a computed growth"),
    _source("before_file", "before.file", Type.TEXT, "its file"),
    _source("before_start", "before.span.start", Type.INTEGER, "where the earlier level begins", POINTS),
    _source("before_end", "before.span.end", Type.INTEGER, "where it ends", POINTS),
    _source("before_quote", "before.quote", Type.TEXT, "the earlier level as it stands in the file"),
)


LEFT = (
    _from("reason", Type.TEXT, "why it is in no cell"),
    _from("indicator", Type.TEXT, "what it is of, in the words of the text"),
    _from("measure", Type.TEXT, "as in a fact"),
    *(column for column in PANEL if column.name in _WHERE),
)


def _told(name: str, what: str) -> tuple[Column, ...]:
    """The columns of one of the cells of a target."""
    shown = f"{name}.shown"
    return (
        _source(f"{name}_value", f"{name}.value", Type.DECIMAL, f"{what}; null for a range, and without one", "`unit`"),
        _source(f"{name}_lower", f"{name}.lower", Type.DECIMAL, "least that it can be by its words", "`unit`"),
        _source(f"{name}_upper", f"{name}.upper", Type.DECIMAL, "most that it can be", "`unit`"),
        _source(f"{name}_bound", f"{name}.bound", Type.TEXT, "empty, `>=`, `<=` or `~`"),
        _source(f"{name}_written", f"{shown}.written", Type.TEXT, "the same for people, in the unit of the text"),
        _source(f"{name}_report_id", f"{shown}.report_id", Type.TEXT, "the report that tells it"),
        _source(f"{name}_file", f"{shown}.file", Type.TEXT, "its file"),
        _source(f"{name}_start", f"{shown}.span.start", Type.INTEGER, "where the figure begins", POINTS),
        _source(f"{name}_end", f"{shown}.span.end", Type.INTEGER, "where it ends, the first behind it", POINTS),
        _source(f"{name}_quote", f"{shown}.quote", Type.TEXT, "the figure as it stands in the file"),
        _source(f"{name}_sentence", f"{shown}.sentence", Type.TEXT, "the raw sentence"),
    )


def _of_goal(column: Column) -> Column:
    """A column of a panel, of the cell that a target is."""
    return evolve(column, of=lambda target: column.of(target.goal))


TRACK = (
    *(_of_goal(column) for column in PANEL if column.name in _SERIES),
    *_told("goal", "the target"),
    _from("verdict", Type.TEXT, "`met` `missed` `undecided` `not-reported` `not-comparable`"),
    _from("why", Type.TEXT, "of the last three, in words"),
    *_told("outcome", "what came of it"),
    _source("outcome_status", "outcome.status", Type.TEXT, "`actual` or `estimated`"),
    _source("outcome_period", "outcome.time.edtf", Type.TEXT, "of what is told, where it is not comparable"),
    _from("gap", Type.DECIMAL, "the outcome less the target", "`gap_unit`", null=True),
    _from("gap_unit", Type.TEXT, "个百分点 of a rate, else `unit`"),
    _from("gap_percent", Type.DECIMAL, "the gap in % of the target", "%", null=True),
    _from("carried_on", Type.BOOLEAN, "the same number is planned once more"),
    *_told("again", "what is planned of the same next"),
    _source("again_period", "again.time.edtf", Type.TEXT, "for when"),
)


def wide(cells: Iterable[Cell], kind: str | None, bounded: bool) -> list[Mapping[str, Any]]:
    """A row for each series, kind of time and status, with a column for each time that any of them has."""
    kept = [cell for cell in cells if cell.known and (bounded or cell.known.exact) and kind in (None, cell.time.kind)]
    names = [time.edtf for time in sorted({cell.time for cell in kept}, key=lambda time: time.sorting)]
    found: dict[tuple[Series, str, str], Row] = {}
    for cell in kept:
        row = found.setdefault((cell.series, cell.time.kind, cell.status), dict.fromkeys(names))
        row[cell.time.edtf] = cell.value
    return [{**_heading(*key), **row} for key, row in found.items()]


def _heading(series: Series, kind: str, status: str) -> Row:
    place = series.place
    told = {name: getattr(series, name) for name in ("indicator_id", "indicator", "measure", "base", "scope", "unit")}
    where = {"region": place.code, "region_name": place.name, "within": place.within}
    return {**where, **told, "period_kind": kind, "status": status}
