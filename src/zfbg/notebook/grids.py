"""Facts and rows as tables, sorted by a click on the head of a column where the viewer lets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from attrs import asdict, frozen

from zfbg.cells import digits, figure
from zfbg.columns import Row
from zfbg.grid import cut, grid
from zfbg.model import Fact, Facts
from zfbg.notebook.style import ENTER, SORT
from zfbg.page.labels import text
from zfbg.tables import Tabular

MOST = 400
MOST_LINES = 60
WIDTH = 60
LONGEST = 200
TERMINAL = 120
# Of the columns of a table those that a person has no use for, and those that only say once more what stands beside.
_BACKSTAGE = ("_id", "_float", "_start", "_end")

# What a terminal has room for, and what stands first elsewhere.
_TOLD = frozenset(
    {
        *(
            "region_name",
            "section",
            "title",
            "text",
            "subject",
            "indicator",
            "measure",
            "base",
            "value",
            "unit",
            "period",
        ),
        *("status", "conflict", "verdict", "goal_written", "outcome_written", "gap", "gap_unit", "code", "message"),
    }
)

FACTS = ("indicator", "figure", "unit", "measure", "period", "place", "scope", "status", "sure", "span")


@frozen
class Cell:
    """What stands in a cell, and what it is sorted by where that is a number."""

    shown: str
    key: Decimal | int | float | None = None


def fields(what: Fact) -> Iterator[str]:
    """A fact, field by field, less what is empty."""
    period = what.period.edtf if what.period else ""
    told = {**asdict(what, recurse=False), "span": f"{what.span.start}:{what.span.end}", "period": period}
    yield "<table>"
    for name, value in told.items():
        if value not in ("", None):
            yield f'<tr><th scope="row">{name}</th><td>{text(cut(_shown(value), LONGEST))}</td></tr>'
    yield "</table>"


def facts(what: Sequence[Fact]) -> Iterator[str]:
    """Facts as a table."""
    if what:
        yield from _table(FACTS, ("figure", "span"), map(_fact, what[:MOST]), len(what) - MOST)
    else:
        yield "<p>no facts</p>"


def rows(what: Tabular) -> Iterator[str]:
    """The rows of a table, less the columns that are empty or hold only keys and places."""
    names, found, more = _found(what, MOST)
    if not found:
        yield f"<p>no rows of {text(what.name)}</p>"
        return
    numbers = [name for name in names if any(isinstance(row[name], Decimal | int | float) for row in found)]
    cells = ([Cell(_shown(row[name]), _key(row[name])) for name in names] for row in found)
    yield from _table(names, numbers, cells, more)


def lines(what: Facts | Tabular) -> Iterator[str]:
    """The same as lines of text, fewer of them."""
    if isinstance(what, Facts):
        names: Sequence[str] = FACTS
        told = [[cell.shown for cell in _fact(each)] for each in what[:MOST_LINES]]
        more = len(what) - MOST_LINES
    else:
        every, found, more = _found(what, MOST_LINES)
        names = [name for name in every if name in _TOLD]
        told = [[_shown(row[name]) for name in names] for row in found]
    yield repr(what)
    if told:
        yield from grid(names, told, TERMINAL, right=("figure", "value"))
    if more > 0:
        yield f"… {more} more"


def _found(what: Tabular, most: int) -> tuple[list[str], list[Row], int]:
    """The columns and rows of a table that are shown, and how many rows are not."""
    every = iter(what)
    found = list(islice(every, most))
    names = [column.name for column in what.columns if not column.name.endswith(_BACKSTAGE)]
    names.sort(key=lambda name: name not in _TOLD)
    return [name for name in names if any(row[name] not in ("", None) for row in found)], found, sum(1 for _ in every)


def _fact(each: Fact) -> list[Cell]:
    key = each.value if each.base_value is None else each.base_value
    known = {name: getattr(each, name) for name in ("value", "lower", "upper", "bound", "mask")}
    span = f"{each.span.start}:{each.span.end}"
    return [
        Cell(each.subject + each.indicator),
        Cell(figure(known), key),
        Cell(each.unit),
        Cell(f"{each.measure} {each.base}".rstrip()),
        Cell(each.period.edtf if each.period else ""),
        Cell(each.place),
        Cell(each.scope),
        Cell(each.status),
        Cell("" if each.sure else "unsure"),
        Cell(span, each.span.start),
    ]


def _table(names: Sequence[str], numbers: Sequence[str], lines: Iterable[Sequence[Cell]], more: int) -> Iterator[str]:
    numeric = [name in numbers for name in names]
    yield f'<div class="scroll"><table onclick="{SORT}" onkeydown="{ENTER}"><thead><tr>'
    for name, number in zip(names, numeric, strict=True):
        yield f'<th scope="col" tabindex="0"{" data-n" if number else ""}>{text(name)}</th>'
    yield "</tr></thead><tbody>"
    for line in lines:
        yield f"<tr>{''.join(map(_cell, line, numeric))}</tr>"
    yield "</tbody></table></div>"
    if more > 0:
        yield f"<p>… {more} more; zfbg.table and write have all of them</p>"


def _cell(cell: Cell, number: bool) -> str:
    shown = text(cut(cell.shown, WIDTH))
    if not number:
        return f"<td>{shown}</td>"
    key = "" if cell.key is None else f"{float(cell.key):.15g}"
    return f'<td class="n" data-k="{key}">{shown}</td>'


def _key(value: object) -> Decimal | int | float | None:
    return value if isinstance(value, Decimal | int | float) else None


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return digits(value)
    return "" if value is None else str(value)
