"""What a document says elsewhere: the characters and pairs of characters that decide between readings of damage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from math import log2
from operator import add

from zfbg.lexicon import of_lexicon, table
from zfbg.repair.gbk import code
from zfbg.repair.script import simplified, traditional
from zfbg.text import half_width

# What the character before says of the next one, against how often that stands in the document at all.
PAIRED = 0.8


class Evidence:
    """Counts over a text, folded to half width, less the ``damaged`` stretches, and over ``lexicon/openers.toml``."""

    def __init__(self, string: str, damaged: Iterable[tuple[int, int]]) -> None:
        parts, at = [], 0
        for start, end in sorted(damaged):
            parts.append(string[at:start])
            at = max(at, end)
        # Words that such headings begin with, as if the document had each once behind a label.
        folded = half_width("\n".join((*parts, string[at:], _openers())))
        self.pairs = Counter(map(add, folded, folded[1:]))
        self.counts = Counter(folded)
        self.length = len(folded) + 1
        self.behind: defaultdict[str, set[str]] = defaultdict(set)
        for both in self.pairs:
            self.behind[both[0]].add(both[1])
        wide = (chr(ord(char) + 0xFEE0) for char in self.counts if "!" <= char <= "~")
        by_lead: defaultdict[int, list[str]] = defaultdict(list)
        by_trail: defaultdict[int, list[str]] = defaultdict(list)
        for char in sorted((*self.counts, *wide)):
            if len(data := code(char)) == 2:
                by_lead[data[0]].append(char)
                by_trail[data[1]].append(char)
        self.by_lead = dict(by_lead)
        self.by_trail = dict(by_trail)
        self._weights: dict[tuple[str, str, int], float] = {}

    def weight(self, before: str, char: str, own: int = 0) -> float:
        """How likely ``char`` stands behind ``before``, in bits below certainty; ``own`` occurrences do not count."""
        known = self._weights.get((before, char, own))
        if known is None:
            known = self._weights[before, char, own] = self._weigh(before, char, own)
        return known

    def _weigh(self, before: str, char: str, own: int) -> float:
        pairs, first = self.pairs[before + char] - own, self.counts[before] - own
        alone = max(self.counts[char] - own, 0) or (0.1 if common(char) else 0.001)
        return log2(PAIRED * max(pairs, 0) / max(first, 1) + (1 - PAIRED) * alone / self.length)

    def weight_elsewhere(self, before: str, char: str) -> float:
        """The weight of a pair that the document has here, once."""
        return self.weight(before, char, own=1)

    def seen_together(self, before: str, char: str) -> bool:
        """Whether the document has the pair."""
        return before + char in self.pairs

    def has_all(self, string: str) -> bool:
        """Whether every character of ``string`` stands elsewhere in the document.

        One that does not was told by its bytes alone, and two bytes that vanished before it leave no trace.
        """
        return all(char in self.counts for char in string)

    def credible(self, string: str, unknown: str) -> str:
        """``string`` with ``unknown`` for each character that is rare and that the document has nowhere."""
        return "".join(char if char in self.counts or everyday(char) else unknown for char in string)


@of_lexicon
def _openers() -> str:
    """Words that headings begin with, in both scripts, as if each stood once behind a label."""
    words: list[str] = table("openers")["words"]
    return "\n".join(f"){word}" for word in dict.fromkeys((*words, *map(traditional, words))))


@cache
def common(char: str) -> bool:
    """Whether ``char``, or the simplified form of it, is one of the 6763 of GB 2312."""
    return _lead(char) is not None


@cache
def everyday(char: str) -> bool:
    """Whether ``char``, or the simplified form of it, is one of the 3755 of the first level of GB 2312, or a sign."""
    lead = _lead(char)
    return lead is not None and lead < 0xD8


def _lead(char: str) -> int | None:
    """The first byte of the simplified form of ``char`` in GB 2312, None where it is not in it."""
    try:
        return simplified(char).encode("gb2312")[0]
    except UnicodeEncodeError:
        return None
