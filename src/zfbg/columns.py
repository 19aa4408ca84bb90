"""The columns of the tables that reports become: each is declared here, once, with its type, unit and meaning.

Rows, the schema of Arrow, the fields of ``zfbg facts`` and the page docs/tables.md all come of these declarations.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from zfbg.model import Change, Fact, Issue, Item, Marker, Report, Section, report_id

# Digits of decimal128 in all and behind the point: up to 26 before it, where a sum in yuan of a country has 15.
PRECISION, SCALE = 38, 12


class Type(StrEnum):
    """What a column holds, by its name in Arrow."""

    TEXT = "string"
    INTEGER = "int64"
    BOOLEAN = "bool"
    DECIMAL = f"decimal128({PRECISION}, {SCALE})"
    FLOAT = "float64"
    DAY = "date32"
    BYTES = "binary"


@frozen
class Entry:
    """A section, item, fact, issue or change of a report, and where it stands.

    ``id`` is its own within the report: the path of a section or item (``/2/1`` is the first child of the second), the
    number of a fact, issue or change in text order, from 1. ``titles`` are those of the sections it stands in; a fact
    in a heading stands in that section, a section in those above it.
    """

    report: Report = field(repr=False)
    report_id: str
    node: Section | Item | Fact | Issue | Change
    id: str | int
    titles: tuple[str, ...] = ()
    section_id: str | None = None
    item: Item | None = None
    item_id: str | None = None

    @property
    def section(self) -> str:
        """The titles above, as one text."""
        return " / ".join(self.titles)


@frozen
class Column:
    """A column of a table: ``of`` takes its value from an entry, ``null`` says that it may be missing.

    ``unit`` says what a number counts; a name in backquotes is the column that holds the unit.
    """

    name: str
    type: Type
    meaning: str
    of: Callable[[Any], Any] = field(repr=False, eq=False)
    unit: str = ""
    null: bool = False


Row = dict[str, Any]


def row(columns: tuple[Column, ...], entry: Any) -> Row:
    """The values of ``columns``: str, int, bool, Decimal, float, date, or None."""
    return {column.name: column.of(entry) for column in columns}


def outline(report: Report) -> Iterator[Entry]:
    """Sections and items in text order."""
    identity = report_id(report)
    stack = [Entry(report, identity, node, f"/{n}") for n, node in enumerate(report.children, 1)][::-1]
    while stack:
        entry = stack.pop()
        yield entry
        if isinstance(entry.node, Section):
            above, path = (*entry.titles, entry.node.title), str(entry.id)
            below = enumerate(entry.node.children, 1)
            stack += [Entry(report, identity, node, f"{path}/{n}", above, path) for n, node in below][::-1]


def sections(report: Report) -> Iterator[Entry]:
    """The sections in text order."""
    return (entry for entry in outline(report) if isinstance(entry.node, Section))


def items(report: Report) -> Iterator[Entry]:
    """The items in text order."""
    return (entry for entry in outline(report) if isinstance(entry.node, Item))


def facts(report: Report) -> Iterator[Entry]:
    """The facts in text order."""
    number = 0
    for place in outline(report):
        node = place.node
        if isinstance(node, Section):
            where: tuple[Any, ...] = ((*place.titles, node.title), place.id)
        elif isinstance(node, Item):
            where = (place.titles, place.section_id, node, place.id)
        else:
            continue
        for fact in node.facts:
            number += 1
            yield Entry(report, place.report_id, fact, number, *where)


def issues(report: Report) -> Iterator[Entry]:
    """The issues as the report has them."""
    identity = report_id(report)
    return (Entry(report, identity, issue, number) for number, issue in enumerate(report.issues, 1))


def changes(report: Report) -> Iterator[Entry]:
    """What the repairs changed, in text order."""
    identity = report_id(report)
    return (Entry(report, identity, change, number) for number, change in enumerate(report.changes, 1))


def file_of(report: Report) -> str:
    """The path of the file as it was given, or the name of a text that came without one."""
    return report.source.path or report.source.name


def nearest(number: Decimal | None) -> float | None:
    """The float nearest to a number; None where there is none that is finite.

    >>> nearest(Decimal("-3.50")), nearest(Decimal("1E+400"))
    (-3.5, None)
    """
    if number is None or not number.is_finite():
        return None
    found = float(number)
    return found if math.isfinite(found) else None


def _float(name: str) -> Callable[[Any], float | None]:
    exact = attrgetter(f"node.{name}")
    return lambda entry: nearest(exact(entry))


def _day(name: str) -> Callable[[Any], Any]:
    return lambda entry: getattr(entry.node.period, name) if entry.node.period else None


def _label(marker: Marker | None) -> str:
    return f"{marker.text} {marker.ordinal}".strip() if marker else ""


def _ordinal(marker: Marker | None) -> int | None:
    # Dashes and bullets are not numbered; their Marker.ordinal is a position. A lost number is 0.
    return (marker.ordinal or None) if marker and marker.style not in {"dash", "bullet"} else None


def _of_node(name: str, kind: Type, meaning: str, unit: str = "", null: bool = False) -> Column:
    """A column that is a field of the node."""
    return Column(name, kind, meaning, attrgetter(f"node.{name}"), unit, null)


POINTS = "code points of the raw text"
START = Column("source_start", Type.INTEGER, "where it begins in the file", lambda at: at.node.span.start, POINTS)
END = Column("source_end", Type.INTEGER, "where it ends, the first behind it", lambda at: at.node.span.end, POINTS)
QUOTE = Column("quote", Type.TEXT, "its words as they stand in the file", lambda at: at.report.quote(at.node))
REGION = Column(
    "region",
    Type.TEXT,
    "of the report: six digits of GB/T 2260",
    of=lambda at: at.report.meta.region.code if at.report.meta.region else None,
    null=True,
)
ISSUER = Column("issuer", Type.TEXT, "who reports", attrgetter("report.meta.issuer"), null=True)
TITLE = Column("title", Type.TEXT, "of the report", attrgetter("report.meta.title"), null=True)
FILE = Column("file", Type.TEXT, "the file as it was given", lambda at: file_of(at.report))
REPORT_ID = Column("report_id", Type.TEXT, "the report: SHA-256 of its raw text, in hex", attrgetter("report_id"))
SECTION_ID = Column(
    "section_id",
    Type.TEXT,
    "the section it stands in, null above the first; `section_id` of the sections",
    of=attrgetter("section_id"),
    null=True,
)
SECTION = Column(
    "section", Type.TEXT, "titles of the sections it stands in, joined by ` / `", lambda entry: entry.section
)
DEPTH = Column("depth", Type.INTEGER, "1 for what stands in no section", lambda at: len(at.titles) + 1)
ORDINAL = Column(
    "ordinal",
    Type.INTEGER,
    "its number; null without one, for a dash or bullet, and where it is lost for good",
    of=lambda at: _ordinal(at.node.marker),
    null=True,
)
MARKER = Column(
    "marker",
    Type.TEXT,
    "its label as read (`（一）`), empty where it was lost or there is none",
    of=lambda at: at.node.marker.text if at.node.marker else "",
)
STYLE = Column(
    "style",
    Type.TEXT,
    "kind of label (see model.md), empty for a plain paragraph",
    of=lambda at: at.node.marker.style if at.node.marker else "",
)
INFERRED = Column(
    "inferred",
    Type.BOOLEAN,
    "the number is not in the text but follows from its neighbours",
    of=lambda at: bool(at.node.marker and at.node.marker.inferred),
)

FACTS = (
    START,
    END,
    _of_node("text", Type.TEXT, "the figure as read, after repair"),
    QUOTE,
    SECTION,
    Column(
        "item",
        Type.TEXT,
        "marker and number of its item (`一是 1`), or empty",
        of=lambda at: _label(at.item.marker) if at.item else "",
    ),
    _of_node("subject", Type.TEXT, "what the indicator belongs to, or empty"),
    _of_node("indicator", Type.TEXT, "what is measured"),
    _of_node("indicator_id", Type.TEXT, "stable id where the indicator is a known one", null=True),
    _of_node("measure", Type.TEXT, "`level` `growth` `change` `share` `progress` `rank` `criterion`"),
    _of_node("value", Type.DECIMAL, "signed number; null where it is masked or a range", "`unit`", null=True),
    _of_node("lower", Type.DECIMAL, "least that a masked, ranged or bounded number can be", "`unit`", null=True),
    _of_node("upper", Type.DECIMAL, "most that it can be; null is open", "`unit`", null=True),
    _of_node("unit", Type.TEXT, "as written (`万元`, `%`, `个百分点`), empty where the text has none"),
    _of_node("base_value", Type.DECIMAL, "the value in the base unit: of 1.2亿元 120000000", "`base_unit`", null=True),
    _of_node("base_unit", Type.TEXT, "`元`, `吨`, `%`, `人` …; counters and foreign currencies are their own"),
    _of_node("bound", Type.TEXT, "empty, `>=`, `<=` or `~`"),
    _of_node("mask", Type.TEXT, "the masked numeral as written (`xx.xx`), or empty"),
    _of_node("base", Type.TEXT, "compared with what: `yoy`, `mom`, `year-end`, a year, words of the text, or empty"),
    _of_node("place", Type.TEXT, "the place that the sentence, a label or its heading names (`全县`), or empty"),
    _of_node("scope", Type.TEXT, "the whole of a share, the set of a rank, the plan of a progress, or empty"),
    Column("period", Type.TEXT, "EDTF", of=lambda at: at.node.period.edtf if at.node.period else None, null=True),
    Column("period_start", Type.DAY, "first day, where known", _day("start"), null=True),
    Column("period_end", Type.DAY, "last day, where known", _day("end"), null=True),
    _of_node("status", Type.TEXT, "`actual` `estimated` `planned`; empty where the text only supposes it"),
    _of_node("by", Type.TEXT, "the rule that read it; for finding errors, it may change"),
    _of_node("sure", Type.BOOLEAN, "false where the reading may be another"),
    REGION,
    ISSUER,
    TITLE,
    FILE,
    Column("value_float", Type.FLOAT, "`value` as the nearest float", _float("value"), "`unit`", null=True),
    Column("lower_float", Type.FLOAT, "`lower` as the nearest float", _float("lower"), "`unit`", null=True),
    Column("upper_float", Type.FLOAT, "`upper` as the nearest float", _float("upper"), "`unit`", null=True),
    Column(
        "base_value_float",
        Type.FLOAT,
        "`base_value` as the nearest float",
        of=_float("base_value"),
        unit="`base_unit`",
        null=True,
    ),
    REPORT_ID,
    Column("fact_id", Type.INTEGER, "number of the fact in its report, in text order, from 1", attrgetter("id")),
    SECTION_ID,
    Column(
        "item_id",
        Type.TEXT,
        "the item it stands in, null in a heading; `item_id` of the items",
        of=attrgetter("item_id"),
        null=True,
    ),
    Column(
        "location",
        Type.TEXT,
        "where in the file it stood (`page 3`, see loaders.md), null in plain text",
        of=lambda at: " to ".join(at.report.source.where(at.node.span)) or None,
        null=True,
    ),
)

SECTIONS = (
    REPORT_ID,
    Column("section_id", Type.TEXT, "place in the tree: `/2/1` is the first child of the second", attrgetter("id")),
    Column("parent_id", Type.TEXT, "`section_id` of the section above", attrgetter("section_id"), null=True),
    DEPTH,
    ORDINAL,
    MARKER,
    STYLE,
    _of_node("title", Type.TEXT, "words of the heading"),
    INFERRED,
    _of_node("role", Type.TEXT, "`summary`, `plan` … (see model.md), empty where its heading does not tell"),
    SECTION,
    START,
    END,
    Column("heading_start", Type.INTEGER, "where its heading begins", lambda at: at.node.heading.start, POINTS),
    Column("heading_end", Type.INTEGER, "where its heading ends", lambda at: at.node.heading.end, POINTS),
    FILE,
)

ITEMS = (
    REPORT_ID,
    Column("item_id", Type.TEXT, "place in the tree, in one count with the sections beside it", attrgetter("id")),
    SECTION_ID,
    DEPTH,
    ORDINAL,
    MARKER,
    STYLE,
    _of_node("text", Type.TEXT, "its words after repair"),
    INFERRED,
    SECTION,
    START,
    END,
    FILE,
)

ISSUES = (
    REPORT_ID,
    Column("issue_id", Type.INTEGER, "number of the issue in its report, from 1", attrgetter("id")),
    _of_node("code", Type.TEXT, "kind of issue (see model.md)"),
    _of_node("message", Type.TEXT, "what is amiss"),
    START,
    END,
    QUOTE,
    TITLE,
    FILE,
)

CHANGES = (
    REPORT_ID,
    Column("change_id", Type.INTEGER, "number of the change in its report, from 1", attrgetter("id")),
    START,
    END,
    _of_node("old", Type.TEXT, "what stood there"),
    _of_node("new", Type.TEXT, "what is read in its place"),
    Column("by", Type.TEXT, "the repairs that had a hand in it, joined by `, `", lambda at: ", ".join(at.node.by)),
    FILE,
)
