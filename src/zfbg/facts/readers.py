"""From the figures of a clause to facts: what is measured, of whom, when, whether it happened or is planned.

A clause is cut into tokens once (``clauses/tokens.py``), each figure taken with its words (``clauses/figures.py``),
read for its kind (``measure/``), its name (``about/``), its time (``dating.py``) and status, from left to right with a
:class:`~zfbg.facts.context.thread.Thread` of what still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from zfbg.facts import dating
from zfbg.facts.about import budgets, counts, lists, wholes
from zfbg.facts.about.about import about
from zfbg.facts.about.parts import same_measure
from zfbg.facts.about.spending import of_heading, titled
from zfbg.facts.calendars import calendar, framed
from zfbg.facts.clauses import heads, labels, superlatives
from zfbg.facts.clauses.figures import FAR, Figure, figures
from zfbg.facts.clauses.sequel import BOUNDING
from zfbg.facts.clauses.tokens import FARTHEST, LISTING_JOINTS, NOUN, Token, Tokens, cut, last, listed, said
from zfbg.facts.context import bases, places
from zfbg.facts.context.thread import Thread, held
from zfbg.facts.measure import measures, ranks
from zfbg.facts.measure.criteria import AGES
from zfbg.facts.measure.reading import LISTING, Reading, terms
from zfbg.facts.mentions.quantities import Mention, Quantity, mentions
from zfbg.facts.mentions.units import COUNTED, dimension, in_base
from zfbg.facts.mentions.units import base as base_of
from zfbg.facts.naming import names, owners
from zfbg.facts.naming.indicators import fitting, identify
from zfbg.facts.rows import row
from zfbg.facts.shortfalls import parted
from zfbg.facts.stated import bound_of, glued, unit_of
from zfbg.facts.status import announced, learn, status
from zfbg.facts.surety import sure
from zfbg.facts.tallies import Tally
from zfbg.model import Fact, Period
from zfbg.template import Clause, Context, Reader
from zfbg.text import Text

_BOUNDS = {">=": "超", "<=": "不足"}
# 预计(下同), (为预计数,下同): so are all figures that follow.
_EXPECTED = re.compile("(?:预计|预测|快报)数?[,(]{0,2}下同$")
_STOPS = frozenset({"stop", "semicolon"})
_BRACKETS = frozenset({"open", "close"})
_DONE = frozenset({"done", "achieved", "empty"})  # behind these a part in a bracket is not of the plan before it
_MARKS = _STOPS | _BRACKETS | {"colon"}
_AVERAGE = frozenset({"average"})


def read(text: Text, clause: Clause, context: Context) -> Iterable[Fact]:
    """The facts of one clause of the text, in order.

    Values are signed Decimals with the digits as written; a field that the clause does not tell is empty.
    """
    if (rows := row(text, clause, context)) is not None:
        return rows
    start = clause.start + (len(clause.marker.text) if clause.marker else 0)
    told = mentions(text.key, start, clause.end)
    if not any(mention.quantity for mention in told):
        return ()
    return [fact for part, of in parted(text, clause, context) for fact in _facts(text, part, of, told)]


def _facts(text: Text, clause: Clause, context: Context, scanned: Iterable[Mention]) -> Iterator[Fact]:
    """The facts of a clause, in whose text the scan has found what it has ``scanned``."""
    start, end = clause.start + (len(clause.marker.text) if clause.marker else 0), clause.end
    told = [mention for mention in scanned if start <= mention.start < end]
    found = listed(cut(text.key, start, end, told), text.key[start:end])
    ranked = any(mention.quantity and mention.quantity.kind == "rank" for mention in told)
    if ranked or ranks.is_told(text.key[start:end]):
        found = ranks.whole(found)
    return _ClauseReader(text, framed(text, clause, context)).facts(found)


class _ClauseReader:
    """Reads one clause; holds its text, its context, the thread, and what that was outside the bracket it is in."""

    def __init__(self, text: Text, context: Context) -> None:
        self.text, self.context = text, context
        self.thread = Thread.of(calendar(context))
        self.outside: Thread | None = None
        self.apart: tuple[str, ...] = ()
        self.before: tuple[str, str] | None = None
        self.expected = False
        self.field, self.opening = "", of_heading(context.titles)
        self.headed = heads.field_of(context.titles)
        self.tally = Tally()
        self.thread.settle(places.home(context.titles, context.meta.region))
        self.thread.budget = budgets.of_titles(context.titles)
        self.seat = places.supposed(context.meta.region, context.meta.issuer)
        self.region = context.meta.region.name if context.meta.region else ""

    def facts(self, found: Tokens) -> Iterator[Fact]:
        """The facts of the quantities among the tokens ``found``."""
        for before, figure in figures(found):
            self._pass(before)
            if not (glued(figure) or lists.tells_again(self.thread, figure)):
                yield self._fact(figure)

    def _pass(self, before: Tokens) -> None:
        """Learn from the tokens before a figure: stops and times."""
        for number, token in enumerate(before):
            if token.kinds is NOUN:
                if "下同" in token.words and _EXPECTED.search(said(before[max(0, number - FAR) : number + 1])):
                    self.expected = True
                continue
            if not token.kinds.isdisjoint(_MARKS):
                self._mark(token, before, number)
            elif token.words == "其中":
                self.thread.part("" if self.thread.begun else names.topic(before[:number]))
                self.tally.part()
            elif token.period:
                dating.hear(self.thread, token.period, self.text.key)

    def _mark(self, token: Token, before: Tokens, number: int) -> None:
        """Learn from a stop, a colon or a bracket."""
        if not token.kinds.isdisjoint(_BRACKETS):
            self._bracket("open" in token.kinds, before[:number])
            self.thread.beside = bases.stands_beside(before, number)
            return
        if not token.kinds.isdisjoint(_STOPS):
            self.outside = None if "stop" in token.kinds else self.outside
            self.thread = self.thread.after(token, said(before[number + 1 : number + 4]))
            self.tally = Tally() if "stop" in token.kinds else self.tally
        elif label := labels.before(before, number):
            self._labelled(label)
        self.field = labels.field(before, number) or self.field
        if not self.thread.begun:
            self.headed = heads.field_named(labels.alone(before, number)) or self.headed
        if "colon" in token.kinds and not self.thread.begun:
            sentence = before[max(0, number - FARTHEST) : number]
            words = said(sentence[last(sentence, _STOPS) + 1 :])
            self.thread.announced = announced(words) or self.thread.announced
            self.thread.status = self.thread.status or self.thread.announced
        if number and before[number - 1].words.endswith("情况"):
            self._announced(before, number)

    def _labelled(self, label: str) -> None:
        """Learn whose the figures are that stand behind a label, up to the end of the sentence or the next label."""
        self.thread.label = label
        if labels.is_place(label):
            self.thread.place = self.thread.everywhere = label

    def _announced(self, before: Tokens, stop: int) -> None:
        """Learn the place that a label before a stop or colon announces."""
        place = places.of_label(places.label(before, stop), self.context.meta.region)
        if place is not None:
            self.thread.settle(place)

    def _bracket(self, opens: bool, before: Tokens) -> None:
        """What figures in a bracket tell holds within it: 债务78亿元(其中:市本级6亿元),增长5%.

        Where it stands at once behind a figure they are of parts, else of the noun before it: 甲厂(投资3亿元).
        """
        self.tally.part()
        if opens:
            self.outside = Thread(*held(self.thread))
            self.outside.bracketed = False
            if not all(map(_is_bound, before)):
                self.thread.enclosing = names.member(before)
            elif self.thread.begun:
                self.thread.part()
        elif self.outside and self.thread.bracketed:
            self.thread, self.outside = self.outside, None
        elif self.outside:
            self.thread.parent, self.thread.part_of = self.outside.parent, self.outside.part_of
            self.thread.enclosing, self.outside = "", None

    def _fact(self, figure: Figure) -> Fact:
        thread, quantity = self.thread, figure.quantity
        if thread.parted and self.outside is None and thread.is_divided(quantity.unit):
            thread.rejoin()
        figure = self._placed(superlatives.moved(figure))
        resumed = "" if thread.begun or thread.dated else thread.subject + thread.indicator
        measure, parted = thread.measure, thread.begun or wholes.divides(figure.lead)
        thread.within = wholes.within(figure.lead, thread) or thread.within
        thread.head = heads.head(figure) or thread.head
        if passed := counts.told_before(thread, figure):
            figure = figure.without(figure.own[passed:])
        reading = measures.read(figure, thread)
        bound = bound_of(figure, reading)
        subject, indicator = about(thread, figure, reading)
        if not indicator and reading.measure == "criterion" and dimension(thread.unit) == quantity.dimension:
            subject, indicator = thread.leveled  # 收入均超过8万元,其中20万元以上|的有6个
        if reading.measure == "change" and not reading.name.words and (of := self._of_counter(quantity)):
            subject, indicator = thread.learn("", of)
        if not (subject or indicator) and reading.measure == "level" and quantity.dimension == "money":
            subject, indicator = thread.learn("", titled(self.context.titles))  # 1.支持旧城改造。安排2亿元。
        self.opening = heads.opening(figure, not (thread.begun or thread.earlier)) or self.opening
        if self.opening and not subject and quantity.dimension not in COUNTED and owners.is_measure(indicator):
            subject, indicator = thread.learn(self.opening, indicator)  # 青河治理工程。…。完成投资3亿元
        subject, indicator = self.tally.told(figure, thread, subject, indicator, bool(reading.name.words))
        if self.field and labels.in_field(subject or indicator):
            subject, indicator = thread.learn(self.field + subject, indicator)
        of_field = self.headed and not subject and reading.measure in _OF_FIELD and quantity.dimension != "money"
        if guessed := of_field and owners.is_bare(indicator):
            subject, indicator = thread.learn(self.headed, indicator)  # 药品安全。…,立案9件
        if not (parted or same_measure(indicator, thread.divided or "")):
            thread.divided = None
        if resumed and resumed == subject + indicator:
            thread.resume()
        told = self._status(reading, figure)
        if self.expected and told == "actual" and reading.measure != "criterion" and not dating.is_past(thread):
            told = "estimated"
        value, lower, upper = measures.values(quantity.number, reading.sign * quantity.sign, bound)
        if thread.last != (subject, indicator):
            thread.identified = identify(subject + indicator) or (identify(indicator) if subject else None)
            thread.budget = budgets.of_name(subject + indicator) or thread.budget
        thread.measure, thread.rule = reading.measure, reading.rule
        thread.sign, thread.scope = reading.sign, reading.scope
        thread.unit, thread.dimension = quantity.unit if reading.measure == "level" else thread.unit, quantity.dimension
        thread.last, thread.last_status, thread.begun = (subject, indicator), told, True
        thread.bracketed = self.outside is not None
        if reading.measure == "share":
            name = "" if reading.behind or reading.rule == "ratio" else subject + indicator
            thread.tell_share(name, reading.scope, "比重" if reading.rule == "portion" else "占比")
        elif reading.measure == "growth":
            thread.share, thread.grown = "", value
        if reading.measure == "level":
            thread.leveled = thread.last
            thread.worth = thread.worth if quantity.unit == "倍" else (quantity.dimension, value, quantity.unit)
            if quantity.dimension in COUNTED and counts.are_told(figure, reading.name, indicator):
                thread.tally(quantity.unit, indicator)
            thread.chain = thread.chain + 1 if figure.joined else 1
        thread.add_part()
        named = reading.name.words and indicator.endswith(reading.name.words)
        on = figure.joined or (named and "semicolon" not in figure.kinds)
        built = quantity.dimension in _BUILT and reading.measure == "level"
        thread.run = 0 if not built else thread.run + 1 if on else 1
        if reading.measure in {"level", "growth"}:
            thread.total = thread.total or indicator
            if thread.recent[-1:] != (indicator,):
                thread.recent = (*thread.recent[-FAR:], indicator)
        thread.category = self._category(figure, reading) if reading.measure == "criterion" else ""
        again = reading.rule == "list" or (figure.joined and not reading.name.words)
        if reading.rule != "then":
            thread.base = thread.base.taken(again or _goes_on(figure, reading, measure, parted))
        unit = unit_of(figure, reading.measure, indicator)
        untimed = not (told or thread.dated or thread.leading)
        period = dating.when(thread, figure, reading.measure, reading.rule, bool(reading.name.words))
        if untimed and period == thread.calendar.default:
            period = None  # 如果每人节约1元: what is only supposed is of no time that nothing tells
        period = period if reading.rule == "goal" else self._planned(period, told)
        if coming := dating.foretold(figure, thread) if reading.measure == "level" else None:
            period, told = coming
        return Fact(
            span=self.text.span(quantity.start, quantity.end),
            text=str(self.text)[quantity.start : quantity.end],
            subject=subject,
            indicator=indicator + terms(figure, reading, measure),
            measure=reading.measure,
            value=value,
            lower=lower,
            upper=upper,
            unit=unit,
            indicator_id=fitting(thread.identified, reading.measure, unit),
            bound=bound,
            mask=quantity.number.mask,
            base=_base(figure, reading, thread.base.words),
            place="" if reading.measure == "criterion" else self._place(figure),
            scope="" if reading.rule == "goal" else reading.scope,
            period=period,
            status=told,
            by=f"figures.{reading.rule}",
            base_value=None if value is None else in_base(value, unit),
            base_unit=base_of(unit)[1],
            sure=not guessed and sure(figure, reading, subject + indicator, told, period, self.context),
        )

    def _of_counter(self, quantity: Quantity) -> str:
        """What was counted so before a rate of it was told: 上线687人,上线率29%,较上年增加|74人."""
        thread = self.thread
        if quantity.dimension not in COUNTED or dimension(thread.unit) != "ratio":
            return ""
        return thread.counted_in(quantity.unit)

    def _planned(self, period: Period | None, told: str) -> Period | None:
        """What a section plans that stands in neither part of a report is not of the year that this looks back on."""
        meta = self.context.meta
        past = told == "planned" and not self.context.role and period is meta.summary_period and not self.thread.leading
        return meta.plan_period or period if past else period

    def _placed(self, figure: Figure) -> Figure:
        """The figure without the name of the report's region; the thread learns the place that stands before it."""
        own, place = figure.own, places.told(figure, self.context.meta.region, self.seat)
        member = self.tally.member(figure, self.thread, place, self.context.meta.region)
        if member or (not place and (place := places.of_list(figure, self.tally.members > 0))):
            self.tally.enter(figure, self.thread)
            place, own, figure = member or place, (), figure.without(())
        if self.region and places.begins(own, self.region):
            place = self.region
            rest = evolve(own[0], words=own[0].words[len(self.region) :])
            figure = figure.without((rest, *own[1:]) if rest.words else own[1:])
        before = self.thread.place, self.thread.everywhere
        self.thread.stand(place)
        if member:
            self.thread.everywhere = before[1]
        passing = place and (figure.joint == "等" or (self.tally.members and places.is_masked(place)))
        # 推动白沙镇水厂、铁路桥等7个项目: where the first of those is that are counted, not what follows.
        self.before = before if passing and not places.is_own(place, self.context.meta.region) else None
        return figure

    def _place(self, figure: Figure) -> str:
        """Where a figure is of; 甲县、乙县投资分别增长1%、2% are each of one, where their names are no list as well."""
        thread = self.thread
        if self.apart and figure.words.strip() in LISTING:
            self.apart = self.apart[1:]
        elif not thread.names and not LISTING_JOINTS.isdisjoint(thread.place):
            self.apart = lists.members(thread.place, lists.count_of(figure))
        else:
            self.apart = ()
        place = thread.place
        if self.before:
            (thread.place, thread.everywhere), self.before = self.before, None
        return self.apart[0] if self.apart else place

    def _status(self, reading: Reading, figure: Figure) -> str:
        if reading.measure == "criterion":
            return "actual"
        if reading.rule == "goal":
            return "planned"
        if reading.rule == "then":  # 预计9亿元,与去年的8亿元差不多
            return "actual"
        if figure.quantity.kind == "none" and self.context.role != "plan" and not dating.is_ahead(self.thread):
            return "actual"  # 确保未发生事故: of what was done
        if dating.starts(self.thread, figure) and not dating.is_dated_ahead(self.thread):
            learn(self.thread, said(figure.lead) if figure.lead else "", figure.words, self.context.role)
            return "actual"
        if reading.measure in {"share", "growth"} and not reading.name.words and self.thread.last_status == "planned":
            return "planned"  # 底线目标9亿元,增长5%
        if reading.measure == "growth" and figure.after and "plan" in figure.after[0].kinds:
            return "planned"  # 围绕生产总值增长6%目标
        if self.outside and self.thread.last_status == "planned" and not any(t.kinds & _DONE for t in figure.own):
            return "planned"  # 预算5亿元(其中:市本级3亿元)
        own = figure.words + figure.noted
        if not figure.lead and self.thread.begun and self.thread.last_status == "planned" and _is_counted(figure):
            return "planned"  # 搬迁任务9户|32人; 计划解决9个|贫困村320人
        if (
            reading.measure == "progress" or reading.rule == "gap"
        ):  # 完成年任务的70%: the plan is named, what is told was done
            own = own.replace(reading.scope, "", 1)
        return status(self.thread, said(figure.lead) if figure.lead else "", own, self.context.role)

    def _category(self, figure: Figure, reading: Reading) -> str:
        """The class that a criterion names: 50亿元以上, 年营业收入2000万元以上."""
        name = names.before(figure.own) if reading.rule == "among" else reading.name
        again = self.thread.classed if said(figure.after[:2]) == "的有" else ""  # 超5%的有8种、超10%的有3种
        measured = "" if name.says_done or figure.joint in _JOINS else name.words or again
        self.thread.classed = measured
        bound = "" if figure.class_bound or figure.quantity.upto else _BOUNDS.get(figure.bound, "")
        if bound and figure.bound == ">=" and figure.quantity.unit in AGES:
            bound = "年满"
        return measured + bound + self.text.key[figure.quantity.start : figure.end]


def _is_counted(figure: Figure) -> bool:
    """Whether no more than nouns stand between a figure and the one before it, of which it is another counter."""
    return figure.quantity.dimension in COUNTED and all(not token.kinds.isdisjoint(_NAMES) for token in figure.own)


def _goes_on(figure: Figure, reading: Reading, before: str, begun: bool) -> bool:
    """Whether a growth is one more of the same kind: 出口比2021年增长50%,进口增长20%."""
    grows = begun and reading.measure == before == "growth" and bool(reading.name.words)
    return grows and "semicolon" not in figure.kinds


def _base(figure: Figure, reading: Reading, told: str) -> str:
    """What a figure is measured from that tells how two times differ: growth, change, or 1949年的三倍.

    A bracket behind it may say so (下降2%(与2020年相比)). The average of some years is not measured from the first.
    """
    if reading.measure not in {"growth", "change"}:
        times = figure.quantity.unit == "倍" or reading.rule == "recovered"
        return told if reading.measure == "level" and times else ""
    if reading.rule in {"gap", "pull"} or ((told[:1].isdigit() or told == "yoy") and last(figure.own, _AVERAGE) >= 0):
        return ""
    following = figure.following
    if not told and len(following) > 1 and "open" in following[0].kinds and (behind := following[1].period):
        return bases.named(behind) if behind["c_base"] else ""
    return told


def _is_bound(token: Token) -> bool:
    return not token.kinds.isdisjoint(BOUNDING)


_NAMES = NOUN | {"head"}
_JOINS = frozenset("等或及")
_OF_FIELD = frozenset({"level", "change", "progress"})
_BUILT = frozenset({"things", "length"})  # what is built is told in these

READERS: tuple[Reader, ...] = (Reader("figures", read),)
