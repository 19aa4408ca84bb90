"""Rows of a flattened table: a name and its numbers on one line, under a line that says what the columns are.

Only whole rows are read: as many cells as the head of the table has, each number in a column whose head tells what
it is. A number under a head that is not known is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zfbg.facts.indicators import fitting, identify
from zfbg.facts.numbers import number
from zfbg.facts.periods import Calendar, resolve
from zfbg.facts.quantities import mentions
from zfbg.facts.units import base, dimension, in_base
from zfbg.lexicon import alternation, of_lexicon, table
from zfbg.model import Fact, Period
from zfbg.template import Clause, Context
from zfbg.text import Text

# Cells stand between tabs, pipes or wide gaps; where there are none, between blanks.
_WIDE = re.compile(r"[^\s|]+(?:[ \xa0][^\s|]+)*")
_NARROW = re.compile(r"[^\s|]+")
_GAP = re.compile(r"\t|\||[ \xa0]{2}")
_LAST = frozenset("0123456789%|")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_NAME = re.compile("[^\\d].*[\\u4e00-\\u9fff].*")
_HAN = re.compile("[\\u4e00-\\u9fff]")
_BRACKET = re.compile(r"\(([^()]*)\)$")
# How far above a row its head is looked for, in characters: a table longer than that is not whole.
_ABOVE = 1200


class Column(NamedTuple):
    """What a column holds: ``measure`` "" where its numbers are not read, ``unit`` in brackets in its head."""

    measure: str
    unit: str = ""
    base: str = ""
    period: Period | None = None


def row(text: Text, clause: Clause, context: Context) -> list[Fact] | None:
    """The facts of a clause that is a whole row of a table, None where it is none."""
    if text.key[clause.end - 1] not in _LAST:
        return None
    cells = _cells(text.key, clause.start, clause.end)
    if len(cells) < 2 or not _NAME.fullmatch(cells[0][0]) or not _NUMBER.fullmatch(cells[-1][0].rstrip("%")):
        return None
    head = _head(text.key, clause.start, len(cells), context)
    return list(_facts(text, cells, head, context)) if head else None


def _cells(key: str, start: int, end: int) -> list[re.Match[str]]:
    cell = _WIDE if _GAP.search(key, start, end) else _NARROW
    return list(cell.finditer(key, start, end))


def _head(key: str, start: int, count: int, context: Context) -> Sequence[Column] | None:
    """The columns that the nearest line above with ``count`` cells and no number tells."""
    end = start
    while end > max(0, start - _ABOVE):
        begin = key.rfind("\n", 0, end - 1) + 1
        cells = [cell[0] for cell in _cells(key, begin, end)]
        if len(cells) == count and _HAN.search(key, begin, end) and not any(map(_NUMBER.fullmatch, cells)):
            columns = _dated([_column(cell, context) for cell in cells])
            return columns if any(column.measure for column in columns) else None
        if not begin or not cells or not (len(cells) == count or _NUMBER.search(key, begin, end)):
            return None
        end = begin
    return None


def _dated(columns: Sequence[Column]) -> list[Column]:
    """The columns of growth and share with the period of the level before them."""
    dated: list[Column] = []
    period: Period | None = None
    for column in columns:
        period = column.period or period
        dated.append(column._replace(period=period) if column.measure in {"growth", "share", "rank"} else column)
    return dated


def _column(cell: str, context: Context) -> Column:
    words = _words()
    bracket = _BRACKET.search(cell)
    unit = bracket[1] if bracket and dimension(bracket[1]) else ""
    named = cell[: bracket.start()] if bracket else cell
    for measure in ("unit", "growth", "share", "rank"):
        if words[measure].search(named):
            base = "yoy" if measure == "growth" and words["yoy"].search(named) else ""
            return Column(measure, "%" if measure in {"growth", "share"} else "", base)
    found = [mention.period for mention in mentions(named, 0, len(named)) if mention.period]
    calendar = Calendar(context.period, context.meta.summary_period or context.period)
    period = resolve(found[0], calendar) if found else None
    return Column("level", unit, period=period) if period or words["level"].search(named) else Column("")


def _facts(text: Text, cells: Sequence[re.Match[str]], head: Sequence[Column], context: Context) -> Iterator[Fact]:
    name = _words()["lead"].sub("", cells[0][0])
    own = next((cell[0] for cell, column in zip(cells, head, strict=True) if column.measure == "unit"), "")
    for cell, column in zip(cells[1:], head[1:], strict=True):
        digits = cell[0].rstrip("%")
        value = number(digits.lstrip("-"))
        unit = "%" if cell[0].endswith("%") else column.unit or own
        if (
            column.measure in {"", "unit"}
            or not _NUMBER.fullmatch(digits)
            or value is None
            or value.value is None
            or not unit
        ):
            continue
        told = value.value.copy_negate() if digits[0] == "-" else value.value
        yield Fact(
            span=text.span(*cell.span()),
            text=str(text)[cell.start() : cell.end()],
            subject="",
            indicator=name,
            measure=column.measure,
            value=told,
            lower=None,
            upper=None,
            unit=unit,
            indicator_id=fitting(identify(name), column.measure, unit),
            base=column.base,
            period=column.period or context.period,
            status="planned" if context.role == "plan" else "actual",
            by="rows",
            base_value=in_base(told, unit),
            base_unit=base(unit)[1],
        )


@of_lexicon
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(alternation(patterns)) for name, patterns in table("words")["columns"].items()}
