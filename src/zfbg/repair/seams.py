"""Blanks where the lines of a wrapped text ended, whose breaks were lost: ``工作部 署,紧跟`` every thirty characters.

Programs that flatten a page of a document put one blank for each line break, within words too. Between two Chinese
characters no blank belongs; where such blanks stand as far from one before as lines are wide, time and again, they are
the ends of lines, and are taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from zfbg.repair.lines import HAN, MARKER
from zfbg.template import Repair
from zfbg.text import Edit, Text

# A line shorter than this has no ends of others in it.
LONG = 160
ENOUGH = 5
# How wide such lines are, in cells, and by how much they differ.
WIDTHS = range(40, 101)
SLACK = 2
# The share of these blanks that must be as far apart.
PROVEN = 0.75
_BLANK = re.compile(" (?<!  )(?! )")
_SEAM = re.compile(rf" (?<=[{HAN},、“(”)] )(?=[{HAN}“(])")


def _find(text: Text) -> Iterator[Edit]:
    """Edits that take out the blanks."""
    key, start = text.key, 0
    for line in key.split("\n"):
        if len(line) >= LONG and " " in line:
            yield from (Edit(start + at, start + at + 1, "") for at in _seams(line))
        start += len(line) + 1


def _seams(line: str) -> list[int]:
    """Where in a line those blanks stand; none where they are not as far apart as lines are wide."""
    found = [match.start() for match in _SEAM.finditer(line) if not MARKER.match(line, match.end())]
    if len(found) < ENOUGH:
        return []
    places = [0]
    for char in line:
        places.append(places[-1] + (1 if char < "\u1100" else 2))
    blanks = [0, *(places[match.end()] for match in _BLANK.finditer(line))]
    best = max((sum(_has(blanks, places[at] - width) for at in found), -width) for width in WIDTHS)
    return found if best[0] >= max(ENOUGH, PROVEN * len(found)) else []


def _has(blanks: list[int], place: int) -> bool:
    """Whether a blank stands at ``place``, or nearly."""
    at = bisect_left(blanks, place - SLACK)
    return at < len(blanks) and blanks[at] <= place + SLACK


SEAMS = Repair("seams", _find)
