"""The labels that a word processor counts out by itself (ISO/IEC 29500-1, 17.9): 一、 （一） 1. before paragraphs.

They stand nowhere in the text of a docx; a paragraph only names a list and a level. Most headings of reports that were
written in one are numbered so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from attrs import define, field, frozen

from zfbg.repair.lines import han

_PLACE = re.compile("%([1-9])")
_LEVELS = 9
# No label is longer; a file that means harm has a book of it before each paragraph.
_LONGEST = 100
# Bullets are signs of fonts that have no letters; ● is how all of them are read.
BULLET = "●"


@frozen
class Level:
    """How one level of a list counts: ``format`` as in ST_NumberFormat, ``text`` such as ``（%1）``."""

    start: int = 1
    format: str = "decimal"
    text: str = "%1."
    restarts: bool = True
    legal: bool = False
    space: str = "tab"


@define
class _List:
    levels: dict[int, Level]
    counts: list[int | None] = field(factory=lambda: [None] * _LEVELS)


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _roman(number: int) -> str:
    told = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    ):
        times, number = divmod(number, value)
        told += letters * times
    return told


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else f"({number})"


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _of_row(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_HAN = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_HAN, han),
    "ideographDigital": lambda number: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number)),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalEnclosedParen": lambda number: f"({number})",
    "ideographEnclosedCircle": lambda number: chr(0x3220 + number - 1) if number <= 10 else f"({han(number)})",
    "ideographTraditional": _of_row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of_row("子丑寅卯辰巳午未申酉戌亥"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "bullet": lambda number: BULLET,
    "none": lambda number: "",
}


def numeral(number: int, how: str) -> str:
    """A number as ST_NumberFormat ``how`` has it; in figures where that is not known or does not reach so far.

    >>> [numeral(12, how) for how in ("chineseCounting", "decimalEnclosedCircle", "upperRoman", "decimal")]
    ['十二', '⑫', 'XII', '12']
    """
    written = _FORMATS.get(how, str)
    return written(number) if 0 < number < 100 or how in {"bullet", "none"} else str(number)


class Numbering:
    """The lists of one document, counted as its paragraphs come; ``lists`` are the levels of each by its number."""

    def __init__(self, lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]]) -> None:
        self._of: dict[str, _List] = {}
        by_kind: dict[str, _List] = {}
        for number, (kind, levels, starts) in lists.items():
            # Lists of one kind go on counting, unless one says where it starts.
            known = by_kind.setdefault(kind, _List(levels))
            self._of[number] = _List(_started(levels, starts)) if starts else known

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph at ``level`` (from 0) of the list ``number``; "" where there is none."""
        of = self._of.get(number)
        if of is None or level not in of.levels or not 0 <= level < _LEVELS:
            return ""
        told = of.levels[level]
        before = of.counts[level]
        of.counts[level] = count = told.start if before is None else before + 1
        for above in range(level):
            if of.counts[above] is None:
                of.counts[above] = of.levels.get(above, Level()).start
        for below in range(level + 1, _LEVELS):
            if of.levels.get(below, Level()).restarts:
                of.counts[below] = None
        if told.format == "bullet":
            return BULLET

        def counted(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            how = "decimal" if told.legal and at != level else of.levels.get(at, Level()).format
            return numeral(of.counts[at] or count, how)

        label = _PLACE.sub(counted, told.text[:_LONGEST])
        return label + (" " if label and told.space != "nothing" and label[-1:].isalnum() else "")


def _started(levels: dict[int, Level], starts: dict[int, int]) -> dict[int, Level]:
    from attrs import evolve

    return {at: evolve(level, start=starts.get(at, level.start)) for at, level in levels.items()}


def of_document(root: Any, name: Callable[[str], str]) -> Numbering:
    """The lists that the numbering part ``root`` of a document tells; ``name`` gives names their namespace."""
    kinds = {each.get(name("abstractNumId"), ""): _levels(each, name) for each in root.iter(name("abstractNum"))}
    lists = {}
    for each in root.iter(name("num")):
        kind = _value(each, "abstractNumId", name)
        levels, starts = dict(kinds.get(kind, {})), {}
        for own in each.iter(name("lvlOverride")):
            at = _number(own.get(name("ilvl")), 0)
            levels |= _levels(own, name)
            if (start := own.find(name("startOverride"))) is not None:
                starts[at] = _number(start.get(name("val")), 1)
        lists[each.get(name("numId"), "")] = (kind, levels, starts)
    return Numbering(lists)


def _levels(root: Any, name: Callable[[str], str]) -> dict[int, Level]:
    return {
        _number(each.get(name("ilvl")), 0): Level(
            start=_number(_value(each, "start", name), 1),
            format=_value(each, "numFmt", name) or "decimal",
            text=_value(each, "lvlText", name),
            restarts=_value(each, "lvlRestart", name) != "0",
            legal=each.find(name("isLgl")) is not None,
            space=_value(each, "suff", name) or "tab",
        )
        for each in root.iter(name("lvl"))
    }


def _value(parent: Any, child: str, name: Callable[[str], str]) -> str:
    found = parent.find(name(child))
    return "" if found is None else found.get(name("val")) or ""


def _number(said: str | None, default: int) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 7 else default
