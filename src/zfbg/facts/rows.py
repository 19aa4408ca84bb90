"""Rows of a flattened table: a name and its numbers on one line, under a line that says what the columns are.

Only whole rows are read: as many cells as the head of the table has, each number in a column whose head tells what
it is. A number under a head that is not known is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zfbg.facts.mentions.numbers import number
from zfbg.facts.mentions.periods import Calendar, resolve
from zfbg.facts.mentions.quantities import mentions
from zfbg.facts.mentions.units import base, dimension, in_base
from zfbg.facts.naming.indicators import fitting, identify
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
# An age begins with a digit: 16-59岁, 60周岁及以上.
_NAME = re.compile(r"(?:[^\d]|\d{1,2}(?:-\d{1,2})?周?岁).*[\u4e00-\u9fff].*|\d{1,2}-\d{1,2}周?岁")
_HAN = re.compile("[\\u4e00-\\u9fff]")
_BRACKET = re.compile(r"\(([^()]*)\)$")
# How far above a row its head is looked for, in characters: a table longer than that is not whole.
_ABOVE = 1200
# A title is no longer than this.
_TITLE = 40


class Column(NamedTuple):
    """What a column holds: ``measure`` "" where its numbers are not read, ``unit`` in brackets in its head.

    ``told`` is what its head says is measured (产量), of things that the rows name.
    """

    measure: str
    unit: str = ""
    base: str = ""
    period: Period | None = None
    told: str = ""


class Table(NamedTuple):
    """The head of the table that a row is of: its columns, what is measured in it, the rows between, nearest first."""

    columns: Sequence[Column]
    told: str
    above: Sequence[str]


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


def _head(key: str, start: int, count: int, context: Context) -> Table | None:
    """The columns that the nearest line above with ``count`` cells and no number tells, and the rows below it."""
    end, above = key.rfind("\n", 0, start) + 1, list[str]()  # blanks may stand before the name
    while end > max(0, start - _ABOVE):
        begin = key.rfind("\n", 0, end - 1) + 1
        cells = [cell[0] for cell in _cells(key, begin, end)]
        if len(cells) == count and _HAN.search(key, begin, end) and not any(map(_NUMBER.fullmatch, cells)):
            columns = _dated([_column(cell, context) for cell in cells])
            if not any(column.measure for column in columns):
                return None
            return Table(columns, next((column.told for column in columns if column.told), _titled(key, begin)), above)
        if not begin or not cells or not (len(cells) == count or _NUMBER.search(key, begin, end)):
            return None
        if len(cells) == count:
            above.append(cells[0])
        end = begin
    return None


def _titled(key: str, head: int) -> str:
    """What the title of a table, the line above its head, says is measured in it."""
    begin = key.rfind("\n", 0, max(0, head - 1)) + 1
    title = key[begin:head]
    found = _words()["measured"].search(title) if len(title) <= _TITLE and "。" not in title else None
    return found[0] if found else ""


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
    told = words["measured"].search(named)
    if not (period or told or words["level"].search(named)):
        return Column("")
    return Column("level", unit, period=period, told=told[0] if told else "")


def _facts(text: Text, cells: Sequence[re.Match[str]], table: Table, context: Context) -> Iterator[Fact]:
    place, name = _named(cells[0][0])
    subject = "" if not _words()["part"].fullmatch(name) else _whole(table.above)
    whole = identify(subject + name) or _words()["measuring"].search(subject + name)
    indicator = name if whole else name + table.told
    head = table.columns
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
            subject=subject,
            indicator=indicator,
            measure=column.measure,
            value=told,
            lower=None,
            upper=None,
            unit=unit,
            indicator_id=fitting(identify(subject + indicator), column.measure, unit),
            base=column.base,
            place=place,
            period=column.period or context.period,
            status="planned" if context.role == "plan" else "actual",
            by="rows",
            base_value=in_base(told, unit),
            base_unit=base(unit)[1],
        )


def _named(cell: str) -> tuple[str, str]:
    """The place and the name of a row: 全市 and 常住人口; what only orders rows (其中:, #) is left out."""
    name = _words()["lead"].sub("", cell)
    own = _words()["own"].match(name)
    return ("", name) if own is None or own.end() == len(name) else (own[0], name[own.end() :])


def _whole(above: Sequence[str]) -> str:
    """The row that the parts below it are of; "" where none stands above."""
    names = (_named(cell)[1] for cell in above)
    return next((name for name in names if not _words()["part"].fullmatch(name)), "")


@of_lexicon
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(alternation(patterns)) for name, patterns in table("words")["columns"].items()}
