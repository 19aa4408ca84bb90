"""The sentences of a report with the figures that stand in each, as the checks compare them.

Words are those of the mended text, folded to half width; a figure knows where it stands in them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from attrs import frozen

from zfbg.audit.kept import once
from zfbg.facts.mentions.units import base
from zfbg.model import Fact, Item, Report, Section
from zfbg.text import Span, Text

_END = re.compile(r"[。!?\n]+")
LONG = 24
_STOPPED = re.compile(r"[。!?;:]\s*$")
_UNREAD = re.compile(r"\d|[xX×*]{2}")
# Counters that count one thing alike (GB/T 15835 leaves the choice to the writer).
_ALIKE = {"户": "家", "企": "家", "项": "个", "件": "个", "条": "个", "名": "人", "位": "人"}


@frozen(eq=False)
class Figure:
    """A fact and where its figure stands in the words of its sentence."""

    fact: Fact
    start: int
    end: int
    number: int  # in its sentence
    lead: str  # the words before it, back to the figure before it, at most LONG

    @property
    def name(self) -> str:
        """What is measured, with what it belongs to."""
        return self.fact.subject + self.fact.indicator

    @cached_property
    def kind(self) -> str:
        """What it can be added to: its base unit, or the counter that counts alike."""
        return kind(self.fact)


@frozen(eq=False)
class Sentence:
    """A sentence and its figures in order; ``paragraph`` and ``section`` number the paragraphs and headings.

    ``goes_on`` says that what stands before it ends without a stop: lines may have been broken within a sentence.
    """

    words: str
    figures: tuple[Figure, ...]
    paragraph: int
    section: int
    goes_on: bool = False

    def between(self, one: Figure, other: Figure) -> str:
        """The words between two figures."""
        return self.words[one.end : other.start]

    def after(self, figure: Figure, length: int = 24) -> str:
        """The words behind a figure, up to the next one."""
        later = figure.number + 1
        at = self.figures[later].start if later < len(self.figures) else len(self.words)
        return self.words[figure.end : min(at, figure.end + length)]


def kind(fact: Fact) -> str:
    """What the figure of a fact can be added to: its base unit, or the counter that counts alike."""
    unit = base(fact.unit)[1]
    return _ALIKE.get(unit, unit)


def unread(words: str) -> bool:
    """Whether a number stands in ``words`` that was not read as a figure."""
    return bool(_UNREAD.search(words))


@once
def sentences(report: Report) -> tuple[Sentence, ...]:
    """All sentences of the body that have figures, in text order."""
    return tuple(each for each in passages(report) if each.figures)


@once
def passages(report: Report) -> tuple[Sentence, ...]:
    """All sentences of the body, in text order."""
    return tuple(_passages(report))


def _passages(report: Report) -> Iterator[Sentence]:
    text = mended(report)
    at = places(report)
    number = section = 0
    before = ""  # the words before a sentence that may go on with them
    for node in report.walk():
        if isinstance(node, Section | Item):
            section += isinstance(node, Section)
            span = node.heading if isinstance(node, Section) else node.span
            before = "" if node.marker else before
            for words, figures in _divided(text, at, span, node.facts):
                yield Sentence(words, figures, number, section, bool(before) and not _STOPPED.search(before))
                before = words.strip()
            before = "" if isinstance(node, Section) else before
            number += 1


@once
def mended(report: Report) -> Text:
    """The text that was read, aligned to the raw one."""
    return Text.replayed(report.source.raw, report.changes)


@once
def places(report: Report) -> Callable[[int], int]:
    """What ``Text.at`` of the mended text gives, in one step where that is as long as what it came from."""
    text = mended(report)
    starts = [piece.raw_start for piece in text.pieces]
    stops = [*(piece.start for piece in text.pieces[1:]), len(text)]

    def at(raw_at: int) -> int:
        number = bisect_right(starts, raw_at) - 1
        piece = text.pieces[number]
        whole = raw_at < piece.raw_end and stops[number] - piece.start == piece.raw_end - piece.raw_start
        return piece.start + raw_at - piece.raw_start if whole else text.at(raw_at)

    return at


def _divided(
    text: Text, at_: Callable[[int], int], span: Span, facts: tuple[Fact, ...]
) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    placed = [(fact, at_(fact.span.start), at_(fact.span.end)) for fact in facts]
    start, end = at_(span.start), at_(span.end)
    at, upto = 0, start
    while upto < end:
        found = _END.search(text.key, upto, end)
        stop = found.end() if found else end
        own: list[Figure] = []
        while at < len(placed) and placed[at][1] < stop:
            fact, first, last = placed[at]
            start_at = max(first - upto, 0)
            lead = text.key[upto + max(own[-1].end if own else 0, start_at - LONG) : upto + start_at]
            own.append(Figure(fact, start_at, min(max(last - upto, 0), stop - upto), len(own), lead))
            at += 1
        yield text.key[upto:stop], tuple(own)
        upto = stop
