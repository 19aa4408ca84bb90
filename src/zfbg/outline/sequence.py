"""Which ordinals a report has lost: inferred only where there is one way to number the headings.

Headings under one parent count 1 … n. Where a label is broken (``()`` ``)``) or gone, what stands between two sound
labels is aligned with the numbers that are missing there: headings with a broken label, and lines that have the shape
of their labelled siblings. As many of these as numbers are missing leave one way; anything else is left as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zfbg.model import Issue
from zfbg.outline.markers import RANK, Mark
from zfbg.outline.shapes import Candidate, groups, shape
from zfbg.template import Stretch
from zfbg.text import Text

# What a message shows of a heading, at most.
SHOWN = 24


def complete(key: str, body: Sequence[Stretch], found: list[Candidate]) -> list[Candidate]:
    """``found`` with headings whose ordinals can be inferred, and without those that have lost theirs for good."""
    taken: set[int] | None = None
    added: list[Candidate] = []
    for (parent, _), members in groups(found).items():
        siblings = [found[place] for place in members]
        sound = [sibling for sibling in siblings if sibling.ordinal]
        if (len(sound) == len(siblings) and not _gaps(sound)) or not (sound or _all_empty(key, siblings)):
            continue
        taken = taken if taken is not None else {candidate.line for candidate in found}
        measure = _Measure.of(key, sound)
        low = found[parent].line if parent >= 0 else siblings[0].line - 1
        last = 0
        broken: list[Candidate] = []
        for sibling in (*siblings, None):
            if sibling and not sibling.ordinal:
                broken.append(sibling)
                continue
            known = sibling is not None and sibling.ordinal > last
            missing = sibling.ordinal - last - 1 if sibling and known else len(broken)
            if missing:
                # After the last sound label only a broken one tells that the list goes on.
                stop = sibling.line if sibling and known else broken[-1].line
                free = [n for n in range(low + 1, stop) if n not in taken]
                alike = [made for n in free if measure and (made := measure.heading(key, body[n], n))]
                chosen = _numbered(broken, alike, missing if known else None, len(free))
                for ordinal, candidate in enumerate(chosen, last + 1):
                    candidate.ordinal, candidate.inferred = ordinal, True
                added += (candidate for candidate in chosen if candidate.mark.start == candidate.mark.end)
            if sibling:
                low, last, broken = sibling.line, sibling.ordinal, []
    if not added and all(candidate.ordinal for candidate in found):
        return found
    numbered = [candidate for candidate in (*found, *added) if candidate.ordinal]
    return sorted(numbered, key=lambda candidate: candidate.start)


def _numbered(broken: list[Candidate], alike: list[Candidate], missing: int | None, free: int) -> list[Candidate]:
    """Those that take the missing ordinals, in order; ``missing`` is None where the end of the list is not known.

    The end not known, lines count only if every one of the ``free`` lines is shaped like a sibling.
    """
    both = sorted([*broken, *alike], key=lambda candidate: candidate.start)
    if missing is None:
        return both if len(alike) == free else broken if not alike else []
    if missing == len(both):
        return both
    return broken if missing == len(broken) else []


def _all_empty(key: str, siblings: Sequence[Candidate]) -> bool:
    """Whether all numbers of a list are lost, its brackets being left: there is one way to count it."""
    return len(siblings) > 1 and all(key.startswith("(", sibling.start) for sibling in siblings)


def _gaps(sound: Sequence[Candidate]) -> bool:
    last = 0
    for candidate in sound:
        if candidate.ordinal > last + 1:
            return True
        last = candidate.ordinal
    return False


class _Measure(NamedTuple):
    """What the titles of siblings have in common: a line that meets it may be one whose label is lost."""

    style: str
    depth: int
    run_in: bool
    shortest: float
    longest: float
    commas: frozenset[int]
    stopped: frozenset[bool]

    @classmethod
    def of(cls, key: str, siblings: Sequence[Candidate]) -> _Measure | None:
        """The measure of two or more siblings that are all run in or all on lines of their own; else None."""
        if len(siblings) < 2 or len({sibling.run_in for sibling in siblings}) > 1:
            return None
        titles = [key[sibling.mark.end : sibling.title_end] for sibling in siblings]
        lengths = [len(title) for title in titles]
        return cls(
            siblings[0].style,
            siblings[0].depth,
            siblings[0].run_in,
            min(lengths) * 0.6,
            max(lengths) * 1.4,
            frozenset(title.count(",") for title in titles),
            frozenset(sibling.end > sibling.title_end for sibling in siblings),
        )

    def heading(self, key: str, line: Stretch, number: int) -> Candidate | None:
        """The heading that a line without label would be, if it meets the measure."""
        mark = Mark(line.start, line.start, self.style, 0)
        title_end, end = shape(key, mark, line.end) or (0, 0)
        if not title_end or (end < line.end) != self.run_in:
            return None
        if not self.shortest <= title_end - line.start <= self.longest:
            return None
        if key.count(",", line.start, title_end) not in self.commas:
            return None
        if not self.run_in and (end > title_end) not in self.stopped:
            return None
        return Candidate(number, mark, end, title_end, self.run_in, depth=self.depth)


def irregularities(text: Text, found: Sequence[Candidate]) -> Iterator[Issue]:
    """What is amiss in the numbering: ordinals inferred, left out, given twice, or begun again among siblings.

    Each message names the neighbours by their labels and titles.
    """
    issues: list[Issue] = []
    for members in groups(found).values():
        before: Candidate | None = None
        for candidate in (found[place] for place in members):
            if RANK[candidate.style] < 0:
                continue
            ordinal, last = candidate.ordinal, before.ordinal if before else 0
            code = message = ""
            if candidate.inferred:
                code = "ordinal-inferred"
                message = f"the number {ordinal} of {_named(text, candidate)} is lost and follows from its neighbours"
            elif before and ordinal == last:
                code = "ordinal-repeated"
                message = f"{_named(text, candidate)} has the number {ordinal} of {_named(text, before)} before it"
            elif before and ordinal < last:
                code = "ordinal-restart"
                message = f"{_named(text, candidate)} begins the numbering again after {_named(text, before)}"
            elif ordinal != last + 1:
                code = "ordinal-gap"
                after = f"comes after {_named(text, before)}" if before else "is the first of its list"
                message = f"{_named(text, candidate)} {after}; {_missing(last + 1, ordinal - 1)} not there"
            if code:
                issues.append(Issue(text.span(candidate.start, candidate.end), code, message))
            before = candidate
    return iter(sorted(issues, key=lambda issue: issue.span))


def _named(text: Text, candidate: Candidate) -> str:
    """A heading as it stands, for a message."""
    words = " ".join(str(text)[candidate.start : candidate.title_end].split())
    return f"“{words if len(words) <= SHOWN else words[:SHOWN] + '…'}”"


def _missing(low: int, high: int) -> str:
    return f"number {low} is" if low == high else f"numbers {low} to {high} are"
