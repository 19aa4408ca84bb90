"""From the glyphs of pages to lines and paragraphs, by where they stand: what page layout did, undone.

Distances are in units of the page; those that do not depend on it are in widths of a hanzi (em), the height of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from attrs import frozen

# Gaps within a line, in em: from here on a blank between hanzi (a spaced title), and another cell of a table.
_BLANK, _WORD, _CELL = 0.8, 0.2, 1.8
# How near a line must come to the edge of its column to go on in the next, and how far an indented one begins from it.
_FULL, _INDENT = 1.6, 1.2
# A title is larger than the text.
_LARGE = 1.15
# Running heads stand in this share of the page at its top or bottom, on as many pages at least.
_MARGIN = 0.12
_PAGES = 3
_NUMBER = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–\s]*(?:[,，/共]*\s*\d{1,4}\s*页?)?")
_DIGITS = re.compile(r"\d+")
_HAN = re.compile("[\u4e00-\u9fff]")
# In a row of a table, a gap that divides no spaced word (指 标) is one between cells.
_NARROW = re.compile("(?<![\\t ][\u4e00-\u9fff])(?<!^[\u4e00-\u9fff]) | (?![\u4e00-\u9fff](?:[\\t ]|$))")
# What may not be broken, and moves to the next line whole.
_WHOLE = re.compile("[!-~]+|.[，。；：、）》”]+")
_ASCII = re.compile(r"[!-~]")
# As many lines one below the other make a column.
_COLUMN = 8


class Glyph(NamedTuple):
    """A character and its box; ``bottom`` and ``top`` count from the lower edge of the page."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float


@frozen
class Line:
    """A line of a page and where it stands; cells of a table stand between tabs.

    ``em`` is the height of its hanzi; the boxes of figures, which are of another font, tell nothing. ``only`` says that
    it has none.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    em: float
    only: bool


@frozen
class Sheet:
    """A page: its lines from the top down, and what is amiss with it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    scanned: bool = False
    unknown: bool = False
    columns: bool = False


def upright(glyphs: Sequence[Glyph], quarter: int, width: float, height: float) -> list[Glyph]:
    """Glyphs that stand turned by quarters clockwise on a page of this size, as they are to who turns the page."""
    if quarter == 1:
        return [Glyph(g.sign, height - g.top, g.left, height - g.bottom, g.right) for g in glyphs]
    if quarter == 2:
        return [Glyph(g.sign, width - g.right, height - g.top, width - g.left, height - g.bottom) for g in glyphs]
    if quarter == 3:
        return [Glyph(g.sign, g.bottom, width - g.right, g.top, width - g.left) for g in glyphs]
    return list(glyphs)


def lines(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """The lines that glyphs make, from the top down; two columns are left in the order of the file."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _beside(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    found = [_line(run) for run in runs]
    width = max((glyph.right for glyph in glyphs), default=0.0)
    if has_columns(found, width):
        return tuple(found)
    bands: list[list[Glyph]] = []
    for run in sorted(runs, key=lambda run: (-_middle(run[0]), run[0].left)):
        if bands and _level(bands[-1][0], run[0]):
            bands[-1] += run
        else:
            bands.append(list(run))
    return tuple(_line(sorted(band, key=lambda glyph: glyph.left)) for band in bands)


def has_columns(found: Sequence[Line], width: float) -> bool:
    """Whether a page has two columns: lines of the left half one below the other, then as many of the right half."""
    sides = ["left" if line.right < width * 0.55 else "right" if line.left > width * 0.45 else "" for line in found]
    left = _longest(sides, found, "left")
    right = _longest(sides, found, "right")
    return min(left, right) >= _COLUMN


def _longest(sides: Sequence[str], found: Sequence[Line], side: str) -> int:
    best = length = 0
    for number, where in enumerate(sides):
        below = number and found[number].top < found[number - 1].top
        long = len(found[number].text) > _COLUMN
        length = (length + 1 if below else 1) if where == side and long else 0
        best = max(best, length)
    return best


def _middle(glyph: Glyph) -> float:
    return (glyph.bottom + glyph.top) / 2


def _level(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs stand on one line: their middles are nearer than half of the lower one's height."""
    height = min(one.top - one.bottom, other.top - other.bottom)
    return abs(_middle(one) - _middle(other)) < max(height, 1.0) / 2


def _beside(one: Glyph, other: Glyph) -> bool:
    """Whether ``other`` goes on behind ``one`` on the same line, not far from it."""
    em = max(one.top - one.bottom, 1.0)
    return _level(one, other) and -em / 2 < other.left - one.right < 3 * em


def _line(run: Sequence[Glyph]) -> Line:
    heights = [glyph.top - glyph.bottom for glyph in run if _HAN.fullmatch(glyph.sign)]
    em = max(median(heights or [glyph.top - glyph.bottom for glyph in run]), 1.0)
    parts = [run[0].sign]
    for one, other in pairwise(run):
        gap = (other.left - one.right) / em
        words = bool(_ASCII.fullmatch(one.sign) and _ASCII.fullmatch(other.sign))
        parts.append("\t" if gap > _CELL else " " if gap > (_WORD if words else _BLANK) else "")
        parts.append(other.sign)
    text = "".join(parts)
    if "\t" in text:
        text = _NARROW.sub("\t", text)
    left, right = min(glyph.left for glyph in run), max(glyph.right for glyph in run)
    middle = median(_middle(glyph) for glyph in run)
    return Line(text, left, middle - em / 2, right, middle + em / 2, em, not heights)


def running(sheets: Sequence[Sheet]) -> frozenset[Line]:
    """The lines that are page numbers, or stand at one edge of several pages with the same words but for numbers."""
    edges: dict[str, list[Line]] = {}
    found: set[Line] = set()
    for sheet in sheets:
        for line in sheet.lines:
            top, bottom = line.bottom > sheet.height * (1 - _MARGIN), line.top < sheet.height * _MARGIN
            if not (top or bottom):
                continue
            if _NUMBER.fullmatch(line.text):
                found.add(line)
            else:
                edges.setdefault(("top " if top else "bottom ") + _DIGITS.sub("#", line.text), []).append(line)
    for alike in edges.values():
        if len(alike) >= max(2, min(_PAGES, len(sheets))):
            found.update(alike)
    return frozenset(found)


def paragraphs(sheets: Sequence[Sheet], heads: frozenset[Line]) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """The paragraphs of the pages, and from which offset on each stands on which page."""
    body = [(line, sheet) for sheet in sheets for line in sheet.lines if line not in heads]
    column = _column([line for line, _ in body])
    text = ""
    places: list[tuple[int, int]] = []
    for number, (line, sheet) in enumerate(body):
        before, page = body[number - 1] if number else (line, sheet)
        if number and (column.goes_on(before, line) or (page is sheet and column.is_title(before, line, sheet.width))):
            words = _ASCII.fullmatch(text[-1:]) and text[-1].isalpha() and _ASCII.fullmatch(line.text[:1])
            text += " " if words else ""
        elif text:
            yield text, tuple(places)
            text, places = "", []
        if not places or places[-1][1] != sheet.number:
            places.append((len(text), sheet.number))
        text += line.text
    if text:
        yield text, tuple(places)


@frozen
class Column:
    """Where most lines begin, where most of the longest end, and the height of most."""

    left: float
    right: float
    em: float

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether the paragraph of ``line`` goes on in the one below it: what begins that had no room in it."""
        whole = _WHOLE.match(following.text)
        room = _FULL + (
            len(whole[0]) * (0.5 if whole[0].isascii() else 1) if whole and not line.text.endswith("。") else 0
        )
        return (
            line.right > self.right - room * line.em
            and following.left < self.left + _INDENT * line.em
            and (line.only or following.only or abs(line.em - following.em) < 0.25 * line.em)
            and "\t" not in line.text
            and "\t" not in following.text
        )

    def is_title(self, line: Line, following: Line, width: float) -> bool:
        """Whether two lines are one title: larger than the text, of one height, and in the middle of the page."""
        return abs(line.em - following.em) < 0.05 * line.em and all(
            each.em > _LARGE * self.em and abs(each.left + each.right - width) < 2 * each.em and each.left > self.left
            for each in (line, following)
        )


def _column(found: Sequence[Line]) -> Column:
    if not found:
        return Column(0.0, 0.0, 1.0)
    left = min(_often(line.left for line in found))
    right = max(_often(line.right for line in found))
    return Column(left, right, median(line.em for line in found))


def _often(places: Iterable[float]) -> list[float]:
    """The places, to four units, that are a quarter as frequent as the most frequent one or more."""
    counts = Counter(round(place / 4) for place in places)
    most = max(counts.values())
    return [place * 4.0 for place, count in counts.items() if count * 4 >= most]
