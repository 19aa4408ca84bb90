"""Lines broken at a fixed width, as by old editors and PDF, and page numbers left between them or in a sentence.

A report has its paragraphs on lines of any length. Only where the longest lines are all about as long, and are not the
ends of sentences, was the text wrapped; then such lines are joined with the next, unless that begins something new.
Where blanks came in later, or signs were made narrow, such lines differ more; then words must be seen to be cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from zfbg.repair.lines import HAN, MARKER, closed, opens, sentence
from zfbg.template import Repair
from zfbg.text import Edit, Text

NARROWEST, WIDEST = 16, 60
# Punctuation may not begin a line: the sign, or the one before it, is moved over the edge.
SLACK = 2
# The share of the width by which lines may be shorter that were changed after they were wrapped.
RAGGED = 0.2
# Times as many lines as reach one width are to reach it nearly, before the text is taken for such a one.
MORE = 1.5
ENOUGH = 4
# The share of breaks between two characters that stand side by side elsewhere, or between a number and its unit.
CUT = 0.25
# The share of lines that may be longer (an address, a title), and of wrapped paragraphs that end with a stop.
OUTSIDE, ENDED = 0.03, 0.6

_TOTAL = r"第 ?(?P<page>\d{1,3}) ?页[ ,/]{0,3}共 ?(?P<pages>\d{1,3}) ?页"
_NUMBER = r"[-—–]{1,2} ?\d{1,3} ?[-—–]{1,2}"
_PAGE_LINE = re.compile(rf"\n[ \t]{{0,60}}(?P<mark>{_NUMBER}|{_TOTAL}|第 ?\d{{1,3}} ?页)[ \t\r]{{0,9}}(?=\n|\Z)")
_PAGE_INLINE = re.compile(rf"{_TOTAL} ?(?=[{HAN},、\d“])")
# —15— between blanks: the pages of a flattened document.
_PAGE_DASHED = re.compile(r"(?<=[^\s—–]) (?P<mark>[—–]\ ?\d{1,3}\ ?[—–]) (?=[^\s—–])")
_WORD = re.compile(rf"[{HAN}]{{2}}")
_UNIT = re.compile(rf"\d[{HAN}%]")
_NARROW = re.compile("[\0-\u10ff]")
_BEFORE_INLINE = re.compile(rf"[{HAN},、\d”)] ?$")
# How many blank lines there may be beside a page number.
GAP = 8
_BLANK_AFTER = re.compile(rf"(?:[ \t\r]{{0,60}}\n){{0,{GAP}}}")


def _pages(text: Text) -> Iterator[Edit]:
    """Edits that take out page numbers, with their line breaks where a sentence goes on behind them."""
    key = text.key
    at = 0
    patterns = (_PAGE_LINE, _PAGE_INLINE, *([_PAGE_DASHED] if " —" in key or " –" in key else ()))
    found = sorted((match for of in patterns for match in of.finditer(key)), key=lambda match: match.start())
    for match in found:
        start, end = match.span()
        if match.re is _PAGE_DASHED:
            parted = key[start - 1] + key[end : end + 1]
            if not (_WORD.fullmatch(parted) and parted in key):  # 增 —7— 长 is a word that the document has elsewhere
                start += 1
        elif match["page"] and int(match["page"]) > int(match["pages"]):
            continue
        elif match.re is _PAGE_INLINE:
            if start and not _BEFORE_INLINE.search(key, max(0, start - 2), start):
                continue
        else:
            low = max(at, start - 2 * WIDEST)
            start = low + len(key[low:start].rstrip())
            after = _BLANK_AFTER.match(key, end + 1)
            end = after.end() if after else end
            before = key[max(key.rfind("\n", low, start) + 1, low) : start]
            following = key[end : end + WIDEST].partition("\n")[0]
            if closed(before) or opens(following) or not sentence(before):
                # 第2页 alone, between whole paragraphs, may be a link.
                if "第" in match["mark"] and not match["page"]:
                    continue
                start, end = match.span("mark")
        if start >= at:
            yield Edit(start, end, "")
            at = end


def _wraps(text: Text) -> Iterator[Edit]:
    """Edits that take the breaks out of paragraphs of a text that was wrapped."""
    key = text.key
    lines = key.split("\n")
    sizes = sorted(map(len, filter(None, lines)))
    if len(sizes) < ENOUGH or sizes[_last(sizes)] > WIDEST:
        return
    exact = _full(lines, len, _exactly) or _full(lines, _cells, _exactly)
    ragged = _full(lines, _cells, _nearly)
    whole = _pairs(lines) if exact or ragged else frozenset()
    full = ragged if len(ragged) > MORE * len(exact) and _cut(lines, ragged, whole) else _with_nearly(lines, exact)
    at = 0
    for number, (line, following) in enumerate(pairwise(lines)):
        at += len(line) + 1
        if number not in full or closed(line) or opens(following):
            continue
        # A heading without a stop may be nearly as wide.
        title = number not in exact and MARKER.match(line) and not sentence(line)
        if not title or _is_cut(line, following, whole):
            yield Edit(at - 1 - len(line) + len(line.rstrip()), at, "")


def _with_nearly(lines: Sequence[str], exact: set[int]) -> set[int]:
    """Those of a wrapped text that letters of uneven width let end earlier as well."""
    sizes = [_cells(line.rstrip()) for line in lines] if exact else []
    width = max((sizes[number] for number in exact), default=0)
    return exact | {number for number, size in enumerate(sizes) if (1 - RAGGED) * width <= size <= width}


def _cells(line: str) -> int:
    """The width of a line in cells, two for a full-width character."""
    return 2 * len(line) - len(_NARROW.findall(line))


def _last(sizes: Sequence[int]) -> int:
    """The place of the longest line, in order of length, less the few that may be longer than the text is wide."""
    return max(0, int(len(sizes) * (1 - OUTSIDE)) - 1)


def _pairs(lines: Sequence[str]) -> frozenset[str]:
    """Every two characters that stand side by side within a line."""
    return frozenset(pair for line in lines for pair in map("".join, pairwise(line)))


def _is_cut(line: str, following: str, whole: frozenset[str]) -> bool:
    """Whether a word or a figure and its unit are cut between two lines; ``whole`` are the pairs of the text."""
    pair = line.rstrip()[-1] + following.lstrip()[0]
    return (pair in whole and bool(_WORD.match(pair))) or bool(_UNIT.match(pair))


def _cut(lines: Sequence[str], full: Iterable[int], whole: frozenset[str]) -> bool:
    """Whether words are cut where full lines end, so that they are no list of names or clauses."""
    breaks = [
        _is_cut(line, following, whole)
        for line, following in ((lines[number], lines[number + 1]) for number in full if number + 1 < len(lines))
        if not closed(line) and not opens(following)
    ]
    return sum(breaks) >= CUT * len(breaks)


def _exactly(size: int, width: int) -> bool:
    return abs(size - width) <= SLACK


def _nearly(size: int, width: int) -> bool:
    return (1 - RAGGED) * width <= size <= (1 + RAGGED) * width


def _full(lines: Sequence[str], measure: Callable[[str], int], reaches: Callable[[int, int], bool]) -> set[int]:
    """The numbers of the lines that reach the fixed width; none if there is no such width."""
    sizes = [measure(line.rstrip()) for line in lines]
    used = sorted(size for size in sizes if size)
    if len(used) < ENOUGH:
        return set()
    width = used[_last(used)]
    unit = 1 if measure is len else 2
    if not NARROWEST * unit <= width <= WIDEST * unit:
        return set()
    full = {number for number, size in enumerate(sizes) if reaches(size, width)}
    joined = [number for number in full if number + 1 < len(lines) and not closed(lines[number])]
    if len(joined) < ENOUGH:
        return set()
    # Lists of names are of one length too, and many of them begin or end alike.
    names = [lines[number].strip() for number in joined]
    if any(2 * Counter(part).most_common(1)[0][1] > len(names) for part in _ends(names)):
        return set()
    # So are headings set in pairs of clauses, but hold no stop.
    headings = sum("。" not in lines[number] and bool(MARKER.match(lines[number].lstrip())) for number in joined)
    if 2 * headings > len(joined):
        return set()
    # The paragraphs that these lines run into: most of them must come to the end of a sentence.
    ends = [number + 1 for number in joined if number + 1 not in full]
    ended = sum(bool(lines[number].strip()) and closed(lines[number]) for number in ends)
    return full if ends and ended >= ENDED * len(ends) else set()


def _ends(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The first two and the last two characters of each name."""
    return [name[:2] for name in names], [name[-2:] for name in names]


PAGES = Repair("pages", _pages)
WRAPS = Repair("wraps", _wraps)
