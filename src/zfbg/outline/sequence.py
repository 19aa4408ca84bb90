"""Which ordinals a report has lost: inferred only where there is one way to number the headings.

Headings under one parent count 1 … n. Where a label is broken (``()`` ``)``) or gone, what stands between two sound
labels is aligned with the numbers that are missing there: headings with a broken label, and lines that have the shape
of their labelled siblings. As many of these as numbers are missing leave one way; else the number is not known.
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
    """``found`` with the ordinals that can be inferred, and with the headings that have lost their whole label.

    A broken label among sound ones is a heading even where nothing tells its number, which is 0 then; broken ones with
    no sound one beside them are dropped.
    """
    whole = {candidate.style for candidate in found if candidate.ordinal}
    taken: set[int] | None = None
    added: list[Candidate] = []
    dropped: set[int] = set()
    for (parent, style), members in groups(found).items():
        siblings = [found[place] for place in members]
        sound = [sibling for sibling in siblings if sibling.ordinal]
        if not sound and not _all_empty(key, siblings):
            if style not in whole:
                dropped.update(sibling.start for sibling in siblings)
            continue
        if len(sound) == len(siblings) and not _gaps(sound):
            continue
        taken = taken if taken is not None else {candidate.line for candidate in found}
        measure = _Measure.strict(key, sound)
        loose = _Measure.loose(key, siblings)
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
                if known:
                    chosen = _numbered(broken, alike, missing)
                elif len(alike) == len(free) or not any(loose.heading(key, body[n], n) for n in free):
                    chosen = _in_order(broken, alike)
                else:
                    chosen = []
                for ordinal, candidate in enumerate(chosen, last + 1):
                    candidate.ordinal, candidate.inferred = ordinal, True
                added += (candidate for candidate in chosen if candidate.mark.start == candidate.mark.end)
            if sibling:
                low, last, broken = sibling.line, sibling.ordinal, []
    # A bracket that was opened only may be one of the text.
    dropped.update(
        candidate.start
        for candidate in found
        if not candidate.ordinal and key[candidate.start : candidate.mark.end].rstrip() == "("
    )
    if not added and not dropped:
        return found
    kept = [candidate for candidate in (*found, *added) if candidate.start not in dropped]
    return sorted(kept, key=lambda candidate: candidate.start)


def _numbered(broken: list[Candidate], alike: list[Candidate], missing: int) -> list[Candidate]:
    """Those that take the ``missing`` ordinals between two that are known; none where there is more than one way."""
    if missing == len(broken):
        return broken
    both = _in_order(broken, alike)
    return both if missing == len(both) else []


def _in_order(broken: list[Candidate], alike: list[Candidate]) -> list[Candidate]:
    return sorted([*broken, *alike], key=lambda candidate: candidate.start)


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
    run_in: frozenset[bool]
    shortest: float
    longest: float
    commas: frozenset[int]
    stopped: frozenset[bool]
    digits: bool

    @classmethod
    def strict(cls, key: str, siblings: Sequence[Candidate]) -> _Measure | None:
        """The measure of ``siblings`` for what is a heading like them; None where they are too few or differ."""
        run_in = frozenset(sibling.run_in for sibling in siblings)
        if len(siblings) < 2 or len(run_in) > 1:
            return None
        stopped = frozenset(sibling.end > sibling.title_end for sibling in siblings)
        return cls.loose(key, siblings)._replace(run_in=run_in, stopped=stopped)

    @classmethod
    def loose(cls, key: str, siblings: Sequence[Candidate]) -> _Measure:
        """The measure of ``siblings`` for what may be a heading like them."""
        titles = [key[sibling.mark.end : sibling.title_end] for sibling in siblings]
        lengths = [len(title) for title in titles]
        return cls(
            siblings[0].style,
            siblings[0].depth,
            frozenset((True, False)),
            min(lengths) * 0.6,
            max(lengths) * 1.4,
            frozenset(title.count(",") for title in titles),
            frozenset((True, False)),
            any(map(str.isdigit, "".join(titles))),
        )

    def heading(self, key: str, line: Stretch, number: int) -> Candidate | None:
        """The heading that a line without label would be, if it meets the measure."""
        mark = Mark(line.start, line.start, self.style, 0)
        title_end, end = shape(key, mark, line.end) or (0, 0)
        if not title_end or (end < line.end) not in self.run_in:
            return None
        if not self.shortest <= title_end - line.start <= self.longest:
            return None
        if key.count(",", line.start, title_end) not in self.commas:
            return None
        if not self.digits and any(map(str.isdigit, key[line.start : title_end])):
            return None
        if end == line.end and (end > title_end) not in self.stopped:
            return None
        return Candidate(number, mark, end, title_end, end < line.end, depth=self.depth)


def irregularities(text: Text, found: Sequence[Candidate]) -> Iterator[Issue]:
    """What is amiss in the numbering: ordinals lost or inferred, left out, given twice, or begun again among siblings.

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
            if not ordinal:
                code = "ordinal-lost"
                message = f"the number of {_named(text, candidate)} is lost, and its neighbours do not tell it"
            elif candidate.inferred:
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
            before = candidate if ordinal else before
    return iter(sorted(issues, key=lambda issue: issue.span))


def _named(text: Text, candidate: Candidate) -> str:
    """A heading as it stands, for a message."""
    words = " ".join(str(text)[candidate.start : candidate.title_end].split())
    return f"“{words if len(words) <= SHOWN else words[:SHOWN] + '…'}”"


def _missing(low: int, high: int) -> str:
    return f"number {low} is" if low == high else f"numbers {low} to {high} are"
