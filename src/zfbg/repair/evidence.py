"""What a document says elsewhere: the characters and pairs of characters that decide between readings of damage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from math import log2
from operator import add

from zfbg.repair.gbk import code
from zfbg.repair.script import simplified
from zfbg.text import half_width


class Evidence:
    """Counts over a text, folded to half width, less the ``damaged`` stretches."""

    def __init__(self, string: str, damaged: Iterable[tuple[int, int]]) -> None:
        parts, at = [], 0
        for start, end in sorted(damaged):
            parts.append(string[at:start])
            at = max(at, end)
        folded = half_width("\n".join((*parts, string[at:])))
        self.pairs = Counter(map(add, folded, folded[1:]))
        self.chars = frozenset(folded)
        by_lead: defaultdict[int, list[str]] = defaultdict(list)
        by_trail: defaultdict[int, list[str]] = defaultdict(list)
        wide = (chr(ord(char) + 0xFEE0) for char in self.chars if "!" <= char <= "~")
        for char in sorted((*self.chars, *wide)):
            if len(data := code(char)) == 2:
                by_lead[data[0]].append(char)
                by_trail[data[1]].append(char)
        self.by_lead = dict(by_lead)
        self.by_trail = dict(by_trail)

    def weight(self, before: str, char: str, own: int = 0) -> float:
        """How well ``char`` stands behind ``before``: from 2 up where the document has the pair more than ``own`` times,
        0 where it has the character, less where that is rare at that.
        """
        times = self.pairs[before + char] - own
        if times > 0:
            return 2 + log2(times)
        return 0 if char in self.chars else -1 if common(char) else -3

    def weight_elsewhere(self, before: str, char: str) -> float:
        """The weight of a pair that the document has here, once."""
        return self.weight(before, char, own=1)

    def seen_together(self, before: str, char: str) -> bool:
        """Whether the document has the pair."""
        return self.pairs[before + char] > 0


@cache
def common(char: str) -> bool:
    """Whether ``char``, or the simplified form of it, is one of the 6763 of GB 2312."""
    try:
        simplified(char).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
