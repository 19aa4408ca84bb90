"""The shape of a title: where it ends on its line, and whether text runs on after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define

from zfbg.outline.markers import RANK, Mark

# The longest titles of national reports have about 60 characters.
LONGEST = 66
# A first sentence longer than this after 1. or (1) is a task, not a title.
LONGEST_LOW = 42
_ITEM = r"(?<![之第其唯统专单同不])一是(?!一[,、。;是]|一就是)|(?<!另)一方面(?=[,是])"
_END = re.compile(rf"[。!?;]|:(?!\d)|(?<=[^\d\sA-Za-z]):|{_ITEM}")
_BLANKS = re.compile(r"(?<![ \t\n])[ \t]+(?![ \t\n])")
_HAN = re.compile(r"[一-鿿]")
# A blank beside a Han character that stands alone: 农 业, 工业 和 建筑业.
_SPACED = r"(?<=[一-鿿])\s+(?=[一-鿿](?![一-鿿]))"
LETTER_SPACING = re.compile(rf"{_SPACED}|(?<![一-鿿][一-鿿])(?<=[一-鿿])\s+(?=[一-鿿])")
_LETTER = re.compile(_SPACED)
# A figure in the first sentence after 1. or (1): a result or a task, not a title.
_FIGURE = re.compile(r"\d[ \t]?(?:%|[万亿]|个百分点|元)")
# A sentence that ends with a count: 已发现矿种83种.
_COUNTED = re.compile(r"\d[^\d\s年]{1,2}$")
# Cells with figures: the row of a table, its name numbered as a heading is.
_ROW = re.compile(
    r"(?:\||\t|[ \t][ \t])[ \t]*-?\d[\d.,%]*[ \t]*(?:$|[|\t ])|[ |][-—]?\d[\d.,%]*[ \t|]+-?\d[\d.,%]*(?:$|[ |])"
)


@define
class Candidate:
    """A place that may be a heading; ``ordinal`` is 0 where the label lost its number or was lost altogether."""

    line: int
    mark: Mark
    end: int
    title_end: int
    run_in: bool
    inline: bool = False
    ordinal: int = 0
    depth: int = 0
    inferred: bool = False

    @property
    def start(self) -> int:
        return self.mark.start

    @property
    def style(self) -> str:
        return self.mark.style


def shape(key: str, mark: Mark, stop: int) -> tuple[int, int] | None:
    """Where the title after ``mark`` ends, and where its closing stop does; None if what follows is no title."""
    limit = LONGEST if RANK[mark.style] <= RANK["cn-paren"] else LONGEST_LOW
    start = mark.end
    end = _END.search(key, start, min(stop, start + 2 * LONGEST))
    title_end = end.start() if end else min(stop, start + 2 * LONGEST)
    if gap := _gap(key, start, title_end):
        end, title_end = None, gap
    elif end and end[0] == ";":
        return None
    title_end = start + len(key[start:title_end].rstrip())
    if _ROW.search(key, start, title_end):
        return None
    length = title_end - start
    if not 2 <= length <= limit or not _HAN.search(key, start, title_end):
        return None
    if limit is LONGEST_LOW and _FIGURE.search(key, start, title_end):
        return None
    if end is None or end[0] in "一是一方面":
        return title_end, title_end
    return title_end, end.end()


def _gap(key: str, start: int, end: int) -> int | None:
    """Where a title that has lost its stop ends at a blank, with a whole sentence after it (一、综合 经核算，全年…)."""
    for blank in _BLANKS.finditer(key, start, min(end, start + LONGEST)):
        before, after = key[blank.start() - 1], key[blank.end() : blank.end() + 1]
        if before in "和与及、" or before.isascii() or (after.isascii() and not after.isdigit()):
            continue
        left, right = key[start : blank.start()], key[blank.end() : end]
        if len(left) < 2 or "," in left or _LETTER.match(key, blank.start()):
            continue
        long = len(right) > 10 and ("," in right or len(right) > 20) and any(sign.isdigit() for sign in right)
        if long or (key[end : end + 1] == "。" and len(right) > 5 and _COUNTED.search(right)):
            return blank.start()
    return None


def groups(found: Sequence[Candidate]) -> dict[tuple[int, str], list[int]]:
    """The places of siblings: under one heading (-1 for none) and numbered in one style."""
    members: dict[tuple[int, str], list[int]] = {}
    path: list[int] = []
    for place, candidate in enumerate(found):
        del path[candidate.depth - 1 :]
        members.setdefault((path[-1] if path else -1, candidate.style), []).append(place)
        path.append(place)
    return members


# Words that open the sentence after a title.
_OPENERS = re.compile(
    "紧?紧?围绕|切实|坚持|深入|积极|按照|认真|全面|进一步|持续|继续|加强|加快|加大|大力|充分|通过|根据|结合|依托|为[了深全进]|[今去]年"
)


def like_siblings(key: str, found: list[Candidate]) -> list[Candidate]:
    """``found`` with titles that have run into the next sentence cut to the measure of their siblings.

    Siblings must show what is the title: they begin with the same words, hold no comma, and end with a stop.
    """
    for members in groups(found).values():
        if len(members) < 3:
            continue
        titles = [key[found[place].mark.end : found[place].title_end] for place in members]
        clean = [title for title in titles if "," not in title]
        if not 2 <= len(clean) < len(titles) or len({title[:2] for title in titles}) > 1:
            continue
        low, high = min(map(len, clean)) - 2, max(map(len, clean)) + 2
        for place, title in zip(members, titles, strict=True):
            cuts = [cut.start() for cut in _OPENERS.finditer(title) if low <= cut.start() <= high]
            if "," in title and found[place].run_in and len(cuts) == 1:
                found[place].title_end = found[place].end = found[place].mark.end + cuts[0]
    return found
