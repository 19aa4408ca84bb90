"""From the figures of a clause to facts: what is measured, of whom, when, whether it happened or is planned.

A clause is cut into tokens once (``tokens.py``), each figure taken with its words (``figures.py``), read for its kind
(``measures.py``), its name (``about.py``), its time and status, from left to right with a
:class:`~zfbg.facts.thread.Thread` of what still holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from zfbg.facts import measures, names
from zfbg.facts.about import about
from zfbg.facts.figures import FAR, Figure, figures
from zfbg.facts.indicators import identify
from zfbg.facts.measures import Reading
from zfbg.facts.periods import Calendar
from zfbg.facts.stated import bound_of, glued, unit_of
from zfbg.facts.status import status
from zfbg.facts.thread import Thread
from zfbg.facts.tokens import Tokens, said, tokens
from zfbg.facts.units import base as base_of
from zfbg.facts.units import in_base
from zfbg.model import Fact
from zfbg.template import Clause, Context, Reader
from zfbg.text import Text

_CLAUSE = frozenset({"stop", "semicolon", "comma", "colon"})
_PUNCTUATION = frozenset({"comma", "semicolon", "colon"})
_STOPS = frozenset({"stop", "semicolon"})
# Behind these a place is what is compared with, or an aside; not where.
_ASIDE = frozenset({"ranking", "share", "than", "against", "open"})


def read(text: Text, clause: Clause, context: Context) -> Iterator[Fact]:
    """The facts of one clause of the text, in order.

    Values are signed Decimals with the digits as written; a field that the clause does not tell is empty.
    """
    start = clause.start + (len(clause.marker.text) if clause.marker else 0)
    found = tokens(text.key, start, clause.end)
    if any(token.quantity for token in found):
        yield from _ClauseReader(text, context).facts(found)


class _ClauseReader:
    """Reads one clause; holds its text, its context and the thread."""

    def __init__(self, text: Text, context: Context) -> None:
        self.text, self.context = text, context
        self.thread = Thread.of(Calendar(context.period, context.meta.summary_period or context.period))
        self.region = context.meta.region.name if context.meta.region else ""

    def facts(self, found: Tokens) -> Iterator[Fact]:
        """The facts of the quantities among the tokens ``found``."""
        for before, figure in figures(found):
            self._pass(before)
            if not glued(figure):
                yield self._fact(figure)

    def _pass(self, before: Tokens) -> None:
        """Learn from the tokens before a figure: stops and times."""
        for number, token in enumerate(before):
            if token.kinds & _STOPS:
                following = before[number + 1].words if number + 1 < len(before) else ""
                self.thread = self.thread.after(token, following)
            elif token.period:
                key = self.text.key
                self.thread.hear(token.period, key[token.start - 1 : token.start], key[token.end : token.end + 1])

    def _fact(self, figure: Figure) -> Fact:
        thread, quantity = self.thread, figure.quantity
        figure = self._placed(figure)
        thread.within = _within(figure.lead) or thread.within
        reading = measures.read(figure, thread)
        bound = bound_of(figure, reading)
        if any("average" in token.kinds for token in figure.own):
            thread.average()
        subject, indicator = about(thread, figure, reading)
        told = self._status(reading, figure)
        value, lower, upper = measures.values(quantity.number, reading.sign * quantity.sign, bound)
        thread.measure, thread.sign, thread.scope = reading.measure, reading.sign, reading.scope
        thread.last, thread.last_status, thread.begun = (subject, indicator), told, True
        thread.part_of = reading.scope if reading.measure == "share" else thread.part_of
        thread.total = thread.total or indicator
        thread.recent = (*thread.recent[-FAR:], indicator) if reading.measure == "level" else thread.recent
        thread.category = self._category(figure) if reading.measure == "criterion" else ""
        base = thread.take_base()
        unit = unit_of(figure, reading.measure, indicator)
        return Fact(
            span=self.text.span(quantity.start, quantity.end),
            text=str(self.text)[quantity.start : quantity.end],
            subject=subject,
            indicator=indicator,
            measure=reading.measure,
            value=value,
            lower=lower,
            upper=upper,
            unit=unit,
            indicator_id=identify(subject + indicator) or (identify(indicator) if subject else None),
            bound=bound,
            mask=quantity.number.mask,
            base=base if reading.measure in {"growth", "change"} and reading.rule not in {"gap", "pull"} else "",
            place="" if reading.measure == "criterion" else thread.place,
            scope=reading.scope,
            period=thread.when(figure.own, figure.dated),
            status=told,
            by=f"figures.{reading.rule}",
            base_value=None if value is None else in_base(value, unit),
            base_unit=base_of(unit)[1],
        )

    def _placed(self, figure: Figure) -> Figure:
        """The figure without the name of the report's region; the thread learns the place that stands before it."""
        own = figure.own[:-2] if figure.quantity.kind == "rank" and len(figure.own) < 4 else figure.own
        place = _last_place((*figure.lead, *own))
        own = figure.own
        if self.region and own and own[0].words.startswith(self.region):
            place = self.region
            rest = own[0]._replace(words=own[0].words[len(self.region) :])
            figure = figure.without((rest, *own[1:]) if rest.words else own[1:])
        self.thread.stand(place)
        return figure

    def _status(self, reading: Reading, figure: Figure) -> str:
        if reading.measure == "criterion":
            return "actual"
        if reading.measure == "share" and not reading.name.words and self.thread.last_status == "planned":
            return "planned"
        return status(self.thread, said(figure.lead), said(figure.own), self.context.role)

    def _category(self, figure: Figure) -> str:
        """The class that a criterion names: 50亿元以上."""
        start, end = figure.quantity.start, figure.end
        return self.text.key[start:end]


def _last_place(before: Tokens) -> str:
    """The first place of the last clause of the sentence that tells one; none that ranks or is compared with."""
    place, aside, found = "", 0, False
    for number, token in enumerate(before):
        kinds = token.kinds
        if "stop" in kinds:
            place, aside, found = "", 0, False
        elif kinds & _PUNCTUATION:
            aside, found = 0, False
        elif kinds & _ASIDE:
            aside += 1
        elif "close" in kinds:
            aside = 0
        elif "place" in kinds and not (aside or found or (number and "noun" in before[number - 1].kinds)):
            place, found = token.words, True
    return place


def _within(lead: Tokens) -> str:
    """The whole that the clause before names: 规上工业中,…增长8%."""
    if len(lead) > 2 and "comma" in lead[-1].kinds and lead[-2].words == "中":
        start = max((n + 1 for n, token in enumerate(lead[:-1]) if token.kinds & _CLAUSE), default=0)
        if lead[start].words != "在":
            return names.before(lead[start:-2]).words
    return ""


READERS: tuple[Reader, ...] = (Reader("figures", read),)
