"""From the figures of a clause to facts: what is measured, of whom, when, whether it happened or is planned.

A sentence is read from left to right with a thread of what still holds: the noun that was counted last, the indicator
whose growth may follow (",增长N%"), the period, the place, the status. The thread is cut at full stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import define, frozen

from zfbg.facts import clauses, measures
from zfbg.facts.clauses import Name, alternation
from zfbg.facts.indicators import identify
from zfbg.facts.measures import Reading
from zfbg.facts.periods import Calendar, as_of, base, resolve
from zfbg.facts.quantities import Mention, Quantity, mentions
from zfbg.lexicon import table
from zfbg.model import Fact, Period
from zfbg.template import Clause, Context, Reader
from zfbg.text import Text

COUNTED = frozenset({"persons", "enterprises", "things", "visits", ""})


@define
class _Thread:
    """What still holds while a clause is read on."""

    period: Period | None
    place: str = ""
    base: str = ""
    status: str = ""
    existing: bool = False
    noun: str = ""
    subject: str = ""
    indicator: str = ""
    share: str = ""
    verb: str = ""
    measure: str = ""
    sign: int = 1
    scope: str = ""
    names: tuple[str, ...] = ()
    owner: str = ""
    last: tuple[str, str] = ("", "")
    last_status: str = ""
    recent: tuple[str, ...] = ()
    leading: Period | None = None
    begun: bool = False
    category: str = ""
    goal: bool = False


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
        self.calendar = Calendar(context.period, context.meta.summary_period or context.period)
        self.thread = _Thread(context.period)
        self.region = context.meta.region.name if context.meta.region else ""

    def facts(self, found: list[Mention]) -> Iterator[Fact]:
        """The facts of the quantities among ``found``."""
        edge = at = self.start
        holes: list[Mention] = []
        for number, mention in enumerate(found):
            if mention.start < at:
                continue
            self._punctuation(at, mention.start)
            at = mention.end
            if mention.quantity is None:
                self._time(mention)
                holes.append(mention)
                continue
            yield self._fact(mention.quantity, *self._gap(edge, mention.start, holes), found[number + 1 :])
            edge, holes = mention.end, []

    def _punctuation(self, start: int, end: int) -> None:
        """Cut the thread at the stops between two mentions."""
        between = self.key[start:end]
        thread = self.thread
        if "。" in between or "\n" in between or "!" in between:
            passing = thread.leading is None or thread.leading.edtf.startswith("../") or self._elsewhen()
            self.thread = _Thread(
                self.context.period if passing else thread.leading,
                leading=None if passing else thread.leading,
                noun=thread.noun,
                subject=thread.subject,
                indicator=thread.indicator,
            )
        elif ";" in between:
            thread.status, thread.verb, thread.names, thread.existing = "", "", (), False
            if thread.leading or self._elsewhen():
                thread.period = thread.leading or self.context.period

    def _elsewhen(self) -> bool:
        """Whether the period of the thread lies outside the section's: then it holds for its own clause only."""
        now, usual = self.thread.leading or self.thread.period, self.context.period
        if not (now and usual and now.end and usual.start and usual.end):
            return False
        return (now.start or now.end) < usual.start or now.end > usual.end

    def _time(self, mention: Mention) -> None:
        match = mention.period
        assert match is not None
        if match["c_base"]:
            self.thread.base = base(match)
        elif match["c_relative"] in {"去年", "上年", "前年"} and self.key[match.start() - 1 : match.start()] not in "\n,。;:、(在自从是":
            return  # 开展上年度退规企业自查: not when, but which
        elif self.key[match.start() - 1 : match.start()] == "(" and self.key[match.end() : match.end() + 1] == ")":
            return
        elif period := resolve(match, self.calendar):
            self.thread.period = period
            if not self.thread.begun:
                self.thread.leading = period

    def _gap(self, start: int, end: int, holes: list[Mention]) -> tuple[str, str]:
        """The words between the last figure and this one without time expressions: those before, and of, its clause."""
        if found := measures.words().bound_after.match(self.key, start, end):
            start = found.end()  # 增长9%以上工业投资…: the bound belongs to the figure before, its stop was lost
        parts, at = [], start
        for hole in holes:
            assert hole.period is not None
            until = hole.period["c_until"]
            parts.append(self.key[at : hole.start + (len(until) if until in {"到", "至"} else 0)])
            at = hole.end
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

    def _fact(self, quantity: Quantity, lead: str, own: str, following: list[Mention]) -> Fact:
        thread = self.thread
        own = self._placed(lead, own.rstrip("-－−") if quantity.sign < 0 else own)
        bounded, own = measures.bound(quantity, own, self.key, self.end)
        after = self._after(quantity.end, following)
        reading = self._reading(quantity, own, after)
        if reading.rule == "share.about":
            bounded = bounded or "~"
        thread.place = reading.name.place or thread.place
        usual = self.context.period
        if "年均" in own and usual and usual.start and usual.end and usual.start.year < usual.end.year:
            thread.period = usual
        subject, indicator = self._about(quantity, reading, own, lead, after, following)
        status = self._status(lead, own, reading.measure)
        if reading.measure == "share" and not reading.name.words and thread.last_status == "planned":
            status = "planned"
        value, lower, upper = measures.values(quantity.number, reading.sign * quantity.sign, bounded)
        thread.measure, thread.sign, thread.scope = reading.measure, reading.sign, reading.scope
        thread.last, thread.last_status, thread.begun = (subject, indicator), status, True
        if reading.measure == "level":
            thread.recent = (*thread.recent, indicator)
        thread.category = self._category(quantity) if reading.measure == "criterion" else ""
        if thread.base.isdigit():
            based, thread.base = thread.base, ""
        else:
            based = thread.base
        period = thread.period
        if thread.existing and period == self.context.period and self.calendar.present:
            period = as_of(self.calendar.present)
        return Fact(
            span=self.text.span(quantity.start, quantity.end),
            text=str(self.text)[quantity.start : quantity.end],
            subject=subject,
            indicator=indicator,
            measure=reading.measure,
            value=value,
            lower=lower,
            upper=upper,
            unit=self._unit(quantity, reading.measure, own + after + indicator),
            indicator_id=identify(subject + indicator) or (identify(indicator) if subject else None),
            bound=bounded,
            mask=quantity.number.mask,
            base=based if reading.measure in {"growth", "change"} else "",
            place="" if reading.measure in {"share", "rank", "criterion"} else thread.place,
            scope=reading.scope,
            period=period,
            status=status,
            by=f"figures.{reading.rule}",
        )

    def _category(self, quantity: Quantity) -> str:
        """The class that a criterion names: 50亿元以上."""
        after = measures.words().bound_after.match(self.key, quantity.end, self.end)
        return self.key[quantity.start : after.end() if after else quantity.end]

    def _placed(self, lead: str, own: str) -> str:
        """``own`` without the name of the report's region; the thread learns the place that stands in it."""
        for found in clauses.patterns().place_first.finditer(lead.rpartition("。")[2]):
            self.thread.place = found[1]
        if self.region and own.startswith(self.region):
            self.thread.place = self.region
            own = own[len(self.region) :]
        return own

    def _after(self, start: int, following: list[Mention]) -> str:
        """The words behind a figure up to the next punctuation or mention; those behind one that follows at once."""
        stop = following[0].start if following else self.end
        words = self.key[start : min(stop, self.end, start + 40)]
        if found := measures.words().bound_after.match(words):
            words = words[found.end() :]
        if not words and following and following[0].quantity:
            return self._after(following[0].end, following[1:])
        unbroken = _STOP.match(words)
        return unbroken[0] if unbroken else words

    def _reading(self, quantity: Quantity, own: str, after: str) -> Reading:
        thread = self.thread
        if own.strip() in _LISTING and thread.measure and quantity.dimension in {"ratio", "point"}:
            if quantity.kind == "amount" and thread.measure in {"growth", "change", "share"}:
                return Reading(thread.measure, Name(), "list", thread.sign, thread.scope)
        if measures.is_bounded_class(quantity, self.key, after):
            return Reading("criterion", clauses.before(own), "class")
        if thread.goal and own.strip() in {"的", ")的"}:
            return Reading("progress", Name(), "progress")
        return measures.read(quantity, own, after, thread.measure, bool(thread.base), thread.last_status == "planned")

    def _about(
        self, quantity: Quantity, reading: Reading, own: str, lead: str, after: str, following: list[Mention]
    ) -> tuple[str, str]:
        """Subject and indicator of a figure; the thread learns them where others may follow."""
        thread, name = self.thread, reading.name
        crowded = bool(following and following[0].quantity and following[0].start == quantity.end + len(after))
        behind = clauses.behind(after, crowded)
        if quantity.kind == "part":
            thread.names = (*thread.names, "")
            return "", f"第{'一二三四五六七八九'[min(len(thread.names), 9) - 1]}产业"
        if reading.measure == "criterion":
            return "", clauses.first_head(behind) or name.words
        if reading.measured_behind:
            return "", behind or thread.indicator
        if "分别" in own or (thread.names and own.strip() in _LISTING):
            if listed := self._listed(name, following, own):
                return listed
        if reading.rule in {"to", "list"} and not name.words:
            return thread.last
        if reading.measure == "level":
            return self._level(quantity, name, own, lead, behind)
        if not name.words or clauses.is_verb(name.words) or measures.words().rate.fullmatch(name.words):
            if reading.measure == "change" and quantity.dimension == "point" and thread.share:
                return "", thread.share
            return (thread.subject, thread.indicator) if thread.indicator else ("", self._topic(lead))
        if reading.measure == "progress":
            return thread.subject + thread.indicator, name.words
        if reading.measure == "share":
            thread.share = f"{name.words}占{reading.scope}比重" if reading.scope else f"{name.words}占比"
            return name.owner, name.words
        if clauses.says_nothing(name.words):
            return name.owner or (thread.indicator if reading.measure == "rank" else thread.noun or thread.subject), name.words
        if reading.measure != "rank":
            thread.indicator, thread.subject, thread.share = name.words, name.owner, ""
        return name.owner, name.words

    def _listed(self, name: Name, following: list[Mention], own: str) -> tuple[str, str] | None:
        """The next of a list whose figures follow in its order (甲、乙分别增长1%、2%), None where there is no list."""
        thread = self.thread
        if "分别" in own:
            thread.names, thread.owner = (), name.words if name.owner else ""
            names = re.split("[、和及与]", re.sub("分别.*", "", name.owner or name.words))
            if len(names) > 1:
                thread.names = _completed(names)
            elif not name.words or clauses.is_verb(name.words):  # …, …,分别增长1%和2%: of the figures before
                count = 1
                for mention in following:
                    if not mention.quantity or self.key[mention.start - 1] not in "、和":
                        break
                    count += 1
                thread.names = thread.recent[-count:] if 1 < count <= len(thread.recent) else ()
        if not thread.names:
            return None
        listed, thread.names = thread.names[0], thread.names[1:]
        thread.subject, thread.indicator = (listed, thread.owner) if thread.owner else ("", listed)
        return thread.subject, thread.indicator

    def _level(self, quantity: Quantity, name: Name, own: str, lead: str, behind: str) -> tuple[str, str]:
        """What a level measures: the name before it, or what its counter counts behind it."""
        thread = self.thread
        thread.share = ""
        counted = quantity.dimension in COUNTED
        verbal = not name.words or clauses.is_verb(name.words)
        subject = name.owner
        if quantity.dimension == "time" or name.words.endswith("连续"):
            return self._lasting(name, behind)
        thread.goal = quantity.dimension != "ratio" and clauses.ending(measures.words().progress, own) is not None
        if own_of := _OF.match(name.words):  # 对经济增长的贡献率为9.6%: of the indicator before
            return thread.indicator, own_of[1]
        if level := clauses.of_level(name.words, thread.noun):
            indicator = level
        elif behind and counted:
            subject, indicator = self._counted(quantity, name, lead, behind, verbal)
            thread.noun = clauses.noun(behind)
        elif behind and verbal:
            indicator = behind
        elif behind and quantity.dimension != "money":
            subject, indicator = name.words, behind
        elif counted and verbal:
            noun = thread.noun
            if name.words and len(noun) > 2 and clauses.is_verb(noun[:-2]):  # 办理企业, then 正在办理12家
                noun = noun[-2:]
            if quantity.dimension == "enterprises" and not noun.endswith(("企业", "机构", "单位", "平台", "中心")):
                noun = "企业"
            total = not name.words and _TOTAL.search(own) is not None
            indicator = name.words + noun if name.words or total and noun else thread.indicator
        elif not name.words:
            subject, indicator = ("", topic) if (topic := self._topic(lead)) else (thread.subject, thread.indicator)
        else:
            indicator = name.words
            if thread.indicator.startswith("新增") and counted and self._in_list(own):
                indicator = "新增" + indicator
            if _DONE.match(own) and not subject:
                subject = thread.owner
            thread.owner = subject or thread.owner
            if clauses.says_nothing(indicator):
                subject = subject or thread.category or behind or thread.noun or self._topic(lead)
            elif thread.category and not lead:
                subject = subject or thread.category
            if counted:
                thread.noun = clauses.noun(indicator)
        thread.indicator, thread.subject = indicator, subject
        return subject, indicator

    def _in_list(self, own: str) -> bool:
        return own[:1] == "、" and not own.startswith("、新")

    def _counted(self, quantity: Quantity, name: Name, lead: str, behind: str, verbal: bool) -> tuple[str, str]:
        """A count whose noun stands behind it: 新增8家省级企业技术中心; what stands before owns it or is its verb."""
        thread = self.thread
        new = next((verb for verb in ("新增", "净增") if verb in name.verb + name.words), "") if verbal else ""
        if not new and self.key[quantity.start - 1] in "、和及与":
            new = thread.verb
        thread.verb = new
        if clauses.says_nothing(behind):
            return ("", name.verb + name.words + behind) if name.verb + name.words else (self._topic(lead), behind)
        if behind.startswith("企业入") and not name.words:
            return self._topic(lead), behind
        if not verbal and quantity.unit == "个" and not new and name.words.startswith("新"):
            return "", name.words + behind
        return ("" if verbal else name.words), new + behind

    def _lasting(self, name: Name, behind: str) -> tuple[str, str]:
        """How long something lasts or how often it comes in a row: what it is stands on both sides."""
        what = _SPAN_BEFORE.sub("", name.words)
        rest = _SPAN_AFTER.sub("", behind)
        return "", what + rest if len(rest) > 2 else what or self.thread.indicator

    def _topic(self, lead: str) -> str:
        """What the clause before, within the sentence, speaks of: the object of its verb, else its words."""
        last = lead.rpartition("。")[2].rstrip(",:;")
        words = clauses.before(last.rpartition(",")[2].rpartition(":")[2]).words
        return words if len(words) <= 20 else ""

    def _status(self, lead: str, own: str, measure: str) -> str:
        """actual, estimated or planned: by the words of the clause, else by the section."""
        known, thread = _status_words(), self.thread
        if measure == "criterion":
            return "actual"
        near = _QUOTED.sub("", lead.rpartition("。")[2].rpartition(";")[2] + own)
        if known.named.search(_QUOTED.sub("", own)):
            return "planned"
        if known.estimated.search(near):
            thread.status = "estimated"
        elif known.planned.search(near):
            thread.status = "planned"
        if thread.status:
            return thread.status
        if self.context.role != "plan":
            return "actual"
        if not known.alike.match(own):
            thread.existing = known.existing.search(_last_clause(near)) is not None or (thread.existing and not lead)
        return "actual" if thread.existing else "planned"

    def _unit(self, quantity: Quantity, measure: str, near: str) -> str:
        """The unit as written; 元 is added to a bare 亿 or 万 where money is meant."""
        if quantity.unit in {"亿", "万", "万亿", "千万", "百万"}:
            if quantity.unit in {"亿", "万亿"} or measure == "criterion" or _MONEY.search(near):
                return quantity.unit + "元"
        return quantity.unit


def _completed(names: list[str]) -> tuple[str, ...]:
    """The members of a list with what they share: 城镇、农村居民收入, 甲、乙、丙三大产业产值."""
    first, last = names[0], names[-1]
    if kind := re.match("(?P<name>.+?)(?:[两二三四五六七八九]|十)大(?P<kind>.+)", last):
        return tuple(name + kind["kind"] for name in (*names[:-1], kind["name"]))
    if len(first) <= 6 < len(last):  # what they share stands with the last
        return (*(name + last[len(name) :] if len(name) <= 6 else name for name in names[:-1]), last)
    return tuple(names)


def _last_clause(words: str) -> str:
    return words.rpartition(",")[2]


@frozen
class _StatusWords:
    planned: re.Pattern[str]
    named: re.Pattern[str]
    estimated: re.Pattern[str]
    existing: re.Pattern[str]
    alike: re.Pattern[str]


@cache
def _status_words() -> _StatusWords:
    words = table("words")["status"]
    planned = alternation(words["planned"])
    return _StatusWords(
        planned=re.compile(rf"(?:^|[,、:;。])\s*(?:[并再要均且和]|其中|今年|全年|年内|重点|负责){{0,2}}(?:{planned})|(?:力争|争取|确保|力促)$"),
        named=re.compile(alternation(words["planned_names"])),
        estimated=re.compile(alternation(words["estimated"])),
        existing=re.compile(alternation(words["existing"])),
        alike=re.compile(rf"\s*(?:{alternation(words['alike'])})"),
    )


_LISTED = re.compile("(?:、|和|及|与|以及)$")
_LISTING = frozenset({"、", "和", "及", "与", "以及", "至"})
_OF = re.compile("(?:对)?(.{0,12}贡献率)$")
_STOP = re.compile(r"[^,、;。:()!?\n“]*(?:“[^”\n]*”[^,、;。:()!?\n“]*)*")
_CLAUSES = re.compile(r".*[,。;:!?\n]", re.DOTALL)
_TOTAL = re.compile("累计|总数|总量|达")
_DONE = re.compile(",*(?:同时|并|共)*(?:实现|完成)")
_SPAN_BEFORE = re.compile("(?:连续|仅用?|只用|不到|不足|提前|缩短|压缩|历时|为期|用时)+$")
_SPAN_AFTER = re.compile("^(?:就|即|来|实现|完成)+")
_QUOTED = re.compile("“[^”]*”|《[^》]*》")
_MONEY = re.compile("元|投资|资金|收入|支出|产值|贷款|融资|增加值|税|减负|补助|利润|营收|投入|注册资本|销售额|总额")

READERS: tuple[Reader, ...] = (Reader("figures", figures),)
