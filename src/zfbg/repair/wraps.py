"""Lines broken at a fixed width, as by old editors and PDF.

A report has its paragraphs on lines of any length. Only where the longest lines are all about as long, and are not the
ends of sentences, was the text wrapped; then such lines are joined with the next, unless that begins something new.
Where blanks came in later, or signs were made narrow, such lines differ more; then words must be seen to be cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from zfbg.repair.lines import MARKER, NARROWEST, WIDEST, closed, cut, opens, pairs, sentence
from zfbg.template import Repair
from zfbg.text import Edit, Text

# Lines with many narrow letters hold more of them in the same width.
LONGEST = 75
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

_NARROW = re.compile("[\0-\u10ff]")


def _wraps(text: Text) -> Iterator[Edit]:
    """Edits that take the breaks out of paragraphs of a text that was wrapped."""
    key = text.key
    lines = key.split("\n")
    sizes = sorted(map(len, filter(None, lines)))
    if len(sizes) < ENOUGH or sizes[_last(sizes)] > LONGEST:
        return
    exact = _full(lines, len, _exactly) or _full(lines, _cells, _exactly)
    ragged = _full(lines, _cells, _nearly)
    whole = pairs(lines) if exact or ragged else frozenset()
    full = ragged if len(ragged) > MORE * len(exact) and _are_cut(lines, ragged, whole) else _with_nearly(lines, exact)
    at = 0
    for number, (line, following) in enumerate(pairwise(lines)):
        at += len(line) + 1
        if number not in full or closed(line) or opens(following):
            continue
        # A heading without a stop may be nearly as wide.
        title = number not in exact and MARKER.match(line) and not sentence(line)
        if not title or cut(line, following, whole):
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


def _are_cut(lines: Sequence[str], full: Iterable[int], whole: frozenset[str]) -> bool:
    """Whether words are cut where full lines end, so that they are no list of names or clauses."""
    breaks = [
        cut(line, following, whole)
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
    # A line that uneven letters end a little earlier is none of these ends, if it runs on itself.
    ends = [number + 1 for number in joined if closed(lines[number + 1]) or not _nearly(sizes[number + 1], width)]
    ended = sum(bool(lines[number].strip()) and closed(lines[number]) for number in ends)
    return full if ends and ended >= ENDED * len(ends) else set()


def _ends(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The first two and the last two characters of each name."""
    return [name[:2] for name in names], [name[-2:] for name in names]


WRAPS = Repair("wraps", _wraps)
