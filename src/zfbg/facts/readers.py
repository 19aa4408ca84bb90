"""From the figures of a clause to facts: what is measured, of whom, when, whether it happened or is planned.

A sentence is read from left to right with a :class:`~zfbg.facts.thread.Thread` of what still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.facts import clauses, measures
from zfbg.facts.about import LISTING, Around, about
from zfbg.facts.clauses import Name
from zfbg.facts.indicators import identify
from zfbg.facts.measures import Reading
from zfbg.facts.periods import Calendar
from zfbg.facts.quantities import Mention, Quantity, mentions
from zfbg.facts.status import status
from zfbg.facts.thread import Thread
from zfbg.model import Fact
from zfbg.template import Clause, Context, Reader
from zfbg.text import Text

_LISTED = re.compile("(?:、|和|及|与|以及)$")
_UNBROKEN = re.compile(r"[^,、;。:()!?\n“]*(?:“[^”\n]*”[^,、;。:()!?\n“]*)*")
_COUNTED = re.compile(r"[^,、;。:!?\n]*\d")
_CLAUSES = re.compile(r".*[,。;:!?\n]", re.DOTALL)
_MONEY = re.compile("元|投资|资金|收入|支出|产值|贷款|融资|增加值|税|减负|补助|利润|营收|投入|注册资本|销售额|总额")
# How far behind a figure its noun is looked for.
REACH = 40
# How many figures a list of figures may have.
FAR = 8


def figures(text: Text, clause: Clause, context: Context) -> Iterator[Fact]:
    """The facts of one clause of the text, in order.

    Values are signed Decimals with the digits as written; a field that the clause does not tell is empty.
    """
    found = mentions(text.key, clause.start, clause.end)
    if any(mention.quantity for mention in found):
        yield from _ClauseReader(text, clause, context).facts(found)


class _ClauseReader:
    """Reads one clause; holds its text, its context and the thread."""

    def __init__(self, text: Text, clause: Clause, context: Context) -> None:
        self.text, self.context = text, context
        self.key, self.end = text.key, clause.end
        self.start = clause.start + (len(clause.marker.text) if clause.marker else 0)
        self.thread = Thread.of(Calendar(context.period, context.meta.summary_period or context.period))
        self.region = context.meta.region.name if context.meta.region else ""

    def facts(self, found: list[Mention]) -> Iterator[Fact]:
        """The facts of the quantities among ``found``."""
        edge = at = self.start
        times: list[Mention] = []
        for number, mention in enumerate(found):
            if mention.start < at:  # within the marker
                continue
            self.thread = self.thread.after(self.key[at : mention.start])
            at = mention.end
            if mention.period is not None:
                self.thread.hear(mention.period, self.key[mention.start - 1 : mention.start], self.key[at : at + 1])
                times.append(mention)
            elif mention.quantity is not None and not self._glued(mention.quantity):
                lead, own = self._before(edge, mention.start, times)
                dated = any(time.period and not time.period["c_base"] for time in times)
                yield self._fact(mention.quantity, lead, own, dated, found[number + 1 : number + 1 + FAR])
                edge, times = mention.end, []

    def _glued(self, quantity: Quantity) -> bool:
        """Whether the digits may be two numbers: a class stands behind 等 where a count should, and nothing is counted.

        甲、乙等5台10蒸吨以下锅炉 whose 台 was lost; 甲、乙等5000万元以上项目12个 tells its count.
        """
        if self.key[quantity.start - 1 : quantity.start] != "等" or _COUNTED.match(self.key, quantity.end, self.end):
            return False
        return measures.is_bounded_class(quantity, self.key, self._after(quantity.end, []))

    def _before(self, start: int, end: int, times: list[Mention]) -> tuple[str, str]:
        """The words between the last figure and this one less time expressions: of the clauses before, of its own."""
        if found := measures.words().bound_after.match(self.key, start, end):
            start = found.end()  # 增长9%以上工业投资…: the bound belongs to the figure before, its stop was lost
        parts, at = [], start
        for time in times:
            until = time.period["c_until"] if time.period else None
            parts.append(self.key[at : time.start + (len(until) if until in {"到", "至"} else 0)])
            at = time.end
        gap = "".join((*parts, self.key[at:end]))
        cut = passed.end() if (passed := _CLAUSES.match(gap)) else 0
        lead, own = gap[:cut], gap[cut:]
        opened, closed = own.rfind("("), own.rfind(")")
        if opened > closed:
            own = own[opened + 1 :]
        elif closed >= 0 and own.count("(") < own.count(")"):
            own = own[closed + 1 :]
        if start != self.start and (listing := _LISTED.search(own)):
            own = listing[0]  # 8家技术中心、10家研发机构: what stands before 、 belongs to the figure before
        return lead, own

    def _fact(self, quantity: Quantity, lead: str, own: str, dated: bool, following: list[Mention]) -> Fact:
        thread = self.thread
        own = self._placed(lead, own.rstrip("-－− " if quantity.sign < 0 else " "))
        bounded, own = measures.bound(quantity, own, self.key, self.end)
        joint = self.key[quantity.start - 1 : quantity.start]
        around = Around(lead, own, self._after(quantity.end, following), joint, following, self.key)
        reading = self._reading(quantity, around)
        if reading.rule == "share.about":
            bounded = bounded or "~"
        thread.place = reading.name.place or thread.place
        if "年均" in own:
            thread.average()
        subject, indicator = about(thread, quantity, reading, around)
        told = self._status(reading, around)
        value, lower, upper = measures.values(quantity.number, reading.sign * quantity.sign, bounded)
        thread.measure, thread.sign, thread.scope = reading.measure, reading.sign, reading.scope
        thread.last, thread.last_status, thread.begun = (subject, indicator), told, True
        thread.recent = (*thread.recent[-FAR:], indicator) if reading.measure == "level" else thread.recent
        thread.category = self._category(quantity) if reading.measure == "criterion" else ""
        base = thread.take_base()
        return Fact(
            span=self.text.span(quantity.start, quantity.end),
            text=str(self.text)[quantity.start : quantity.end],
            subject=subject,
            indicator=indicator,
            measure=reading.measure,
            value=value,
            lower=lower,
            upper=upper,
            unit=self._unit(quantity, reading.measure, own + around.after + indicator),
            indicator_id=identify(subject + indicator) or (identify(indicator) if subject else None),
            bound=bounded,
            mask=quantity.number.mask,
            base=base if reading.measure in {"growth", "change"} else "",
            place="" if reading.measure in {"share", "rank", "criterion"} else thread.place,
            scope=reading.scope,
            period=thread.when(own, dated),
            status=told,
            by=f"figures.{reading.rule}",
        )

    def _placed(self, lead: str, own: str) -> str:
        """``own`` without the name of the report's region; the thread learns the place that stands in it."""
        if lead:
            for found in clauses.patterns().place_first.finditer(lead.rpartition("。")[2]):
                self.thread.place = found[1]
        if self.region and own.startswith(self.region):
            self.thread.place = self.region
            own = own[len(self.region) :]
        return own

    def _after(self, start: int, following: list[Mention]) -> str:
        """The words behind a figure up to the next punctuation or mention; those behind one that follows at once."""
        stop = following[0].start if following else self.end
        words = self.key[start : min(stop, self.end, start + REACH)]
        if found := measures.words().bound_after.match(words):
            words = words[found.end() :]
        if not words and following and following[0].quantity:
            return self._after(following[0].end, following[1:])
        unbroken = _UNBROKEN.match(words)
        return unbroken[0] if unbroken else words

    def _reading(self, quantity: Quantity, around: Around) -> Reading:
        """What kind of figure it is, where the figure before does not decide that by what its own words say."""
        thread, own = self.thread, around.own.strip()
        rate = quantity.kind == "amount" and quantity.dimension in {"ratio", "point"}
        if rate and own in LISTING and thread.measure in {"growth", "change", "share"}:
            return Reading(thread.measure, Name(), "list", thread.sign, thread.scope)
        if measures.is_bounded_class(quantity, self.key, around.after):
            return Reading("criterion", clauses.before(around.own), "class")
        if thread.goal and quantity.dimension == "ratio" and own in {"的", ")的"}:  # 完成年度任务200个的78%
            return Reading("progress", Name(), "progress")
        based, planned = bool(thread.base), thread.last_status == "planned"
        return measures.read(quantity, around.own, around.after, thread.measure, based, planned)

    def _status(self, reading: Reading, around: Around) -> str:
        if reading.measure == "criterion":
            return "actual"
        if reading.measure == "share" and not reading.name.words and self.thread.last_status == "planned":
            return "planned"
        return status(self.thread, around.lead, around.own, self.context.role)

    def _category(self, quantity: Quantity) -> str:
        """The class that a criterion names: 50亿元以上."""
        after = measures.words().bound_after.match(self.key, quantity.end, self.end)
        return self.key[quantity.start : after.end() if after else quantity.end]

    def _unit(self, quantity: Quantity, measure: str, near: str) -> str:
        """The unit as written; 元 is added to a bare 亿 or 万 where money is meant."""
        money = quantity.unit in {"亿", "万亿"} or (
            quantity.unit in {"万", "千万", "百万"} and (measure == "criterion" or _MONEY.search(near))
        )
        return quantity.unit + "元" if money else quantity.unit


READERS: tuple[Reader, ...] = (Reader("figures", figures),)
