"""Lists of places, each with its figures (甲镇2户9人,资金2万元;乙镇3户…), and sums of what was counted (共计16个)."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from attrs import define, field

from zfbg.facts.about import budgets
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import NOUN, Tokens, last, said, words
from zfbg.facts.context import places
from zfbg.facts.context.thread import Thread
from zfbg.facts.mentions.units import COUNTED
from zfbg.facts.naming import adjuncts, names, nouns, owners
from zfbg.facts.naming.verbs import is_verb, kept_verb
from zfbg.lexicon import divisions, either, of_lexicon, table
from zfbg.model import Region

_PASSING = frozenset({"listing", "leading", "opener", "closing", "colon"})
_PARTED = frozenset({"comma", "semicolon", "listing", "colon", "open", "stop"})
_CLAUSE = frozenset({"comma", "semicolon", "colon", "stop"})
# A post of those who report, not the posts that are counted (派出所3个).
_POST = re.compile("[\u4e00-\u9fff]{2,4}(?:中队|大队|支队|分队|派出所|司法所|分局|所|站)")
# 有118条得到解决, 成功5件: some of those counted; what may stand before it, and what is no noun behind it.
_SOME, _LEADING, _NOT = (
    frozenset({"有", "已有", "成功"}),
    frozenset({",", "其中", "已", "也", "还", "且", "、"}),
    ("不", "未", "没"),
)
_NAMED, _BECAME = frozenset({"noun", "head", "keep", "place"}), frozenset({"keep", "predicate"})
_APART = re.compile("[以之]?外.{0,3}$")
_BUILT = frozenset({"个", "所", "座", "家", "支"})
# 石桥 between 青禾镇 and 白沙镇.
_BARE = re.compile("[\u4e00-\u9fff]{2,4}")
_TITLED = re.compile("(?:完成|进展|分布|落实)*(?:情况)?(?:(?:分别|依次)?[是为:]|如下|的)*$")
# More members are told by the first two of them.
MANY, LONG = 3, 24
# A sum is of no more counts than these.
SUMMED = 60
# More words say more than what became of those that are left, or what some of them did.
DONE, LONGEST = 10, 14


@define
class Tally:
    """What a sentence has counted, and the list of places that it goes through.

    ``head`` is what the figures of these are of, ``unit`` that of the first, ``members`` how many were read,
    ``outside`` the place that held before the list; ``counted`` are names of what was counted, with value and unit.
    """

    head: tuple[str, str] = ("", "")
    unit: str = ""
    members: int = 0
    outside: tuple[str, str] = ("", "")
    counted: list[tuple[str, Decimal, str]] = field(factory=list)

    def member(self, figure: Figure, thread: Thread, told: str, region: Region | None) -> str:
        """The place of which a figure of a list is that tells no more itself; "" where it is of no such list.

        ``told`` is the place that its words tell.
        """
        opens = figure.joined or not figure.lead or not figure.lead[-1].kinds.isdisjoint(_PARTED)
        announced = _announced(figure.lead)
        counted = figure.quantity.dimension in COUNTED
        begins = announced or (counted and (thread.begun or thread.parting))
        if not (opens and (self.members or begins)) or figure.sums:
            return ""
        own = figure.own[next((n for n, token in enumerate(figure.own) if token.kinds.isdisjoint(_PASSING)), 0) :]
        if not own:
            return ""
        same = figure.quantity.unit == (self.unit or thread.unit)
        same = same or (thread.parted and any(unit == figure.quantity.unit for _, _, unit in self.counted))
        if "place" in own[0].kinds:
            begins = announced or self.members > 0 or thread.parted or thread.parting or same
            name = said(own).strip() if begins else ""
            return name if name and name == told and not places.is_own(name, region) else ""
        if own[0].kinds is not NOUN or not (announced or (same and (self.members or thread.parted or thread.parting))):
            return ""
        name = said(own).strip()
        built = figure.quantity.unit in _BUILT  # 风景名胜区4个, 服务站3个
        listed = places.is_of_list(name) and not _is_kind(name) and not (built and name.endswith("区"))
        if len(own) == 1 and (listed or name in divisions.names()):
            return name
        if not built and _POST.fullmatch(name) and (self.members or _again(figure, name[-1])):
            return name
        if not (counted and (self.members > 1 or _again(figure)) and _BARE.fullmatch(name)):
            return ""
        return "" if name.endswith(_nobody()) or _is_kind(name) or owners.says_nothing(name) else name

    def enter(self, figure: Figure, thread: Thread) -> None:
        """Take one more member: its figures are of what the list is of."""
        if not self.members:
            self.outside = thread.place, thread.everywhere
            self.unit = figure.quantity.unit
            self.head = self._head(figure, thread)
        self.members += 1
        if self.head[1]:
            thread.subject, thread.indicator = self.head
            thread.count(self.head[1])

    def _head(self, figure: Figure, thread: Thread) -> tuple[str, str]:
        if not (thread.begun or thread.parting):
            title = _titled(figure.lead)  # 下达债务限额9亿元。计划分配:甲县5亿元、乙县4亿元
            return "", budgets.divided(title, thread.subject + thread.indicator) or title
        if alike := next((name for name, _, unit in reversed(self.counted) if unit == self.unit), ""):
            return "", alike  # 受理投诉9件,分布在5个乡镇,其中城关镇3件
        if thread.counted and thread.unit != self.unit:  # 救助24户,发放资金9万元。其中甲镇2户
            return "", thread.counted
        return thread.subject, thread.indicator

    def part(self) -> None:
        """Learn that other parts follow: behind 其中 or in a bracket another list begins."""
        self.members = 0

    def told(self, figure: Figure, thread: Thread, subject: str, indicator: str, named: bool) -> tuple[str, str]:
        """Subject and indicator of a figure, those of what it sums up where it is not ``named``; they are counted."""
        if self._sums_up(figure) and (whole := self._left(figure, thread)) and not named:
            subject, indicator = thread.learn("", whole)
        elif figure.words.endswith(_rest()) and (rest := self._remaining(figure, indicator)):
            subject, indicator = thread.learn("", rest)
        elif figure.own and figure.own[-1].words in _SOME and (some := self._some(figure)):
            subject, indicator = thread.learn("", some)
        elif figure.own and figure.own[-1].words == "除" and (but := self._excepted(figure)):
            subject, indicator = thread.learn("", but)
        self._count(subject + indicator, figure)
        return subject, indicator

    def _sums_up(self, figure: Figure) -> bool:
        """Whether a figure is what all that was counted comes to."""
        return (self.members > 1 or len(self.counted) > 1) and figure.sums

    def _left(self, figure: Figure, thread: Thread) -> str:
        """What a sum is of: what the places have, or all that was counted and comes to as many; "" of neither."""
        if self.members > 1:
            thread.place, thread.everywhere = self.outside
            return "".join(self.head)
        value, total = figure.quantity.number.value, Decimal(0)
        for count in range(1, min(len(self.counted), SUMMED) + 1):
            total += self.counted[-count][1]
            if total == value and count > 1:
                return _together([name for name, *_ in self.counted[-count:]])
        return ""

    def _remaining(self, figure: Figure, named: str) -> str:
        """What is left of all that was counted, with what is told of these: 受理申请86件,调解51件,其余35件|正在审理.

        All are those that the parts and the rest come to, else the first that are more; ``named`` may stand behind.
        """
        if not (noun := _noun(self._whole(figure))):
            return ""
        behind = adjuncts.BECAUSE_OF.sub("", said(figure.after)).strip()
        if figure.after and noun.endswith(told := figure.after[0].words):
            behind = behind.removeprefix(told)
        elif figure.after and figure.after[0].kinds is NOUN:  # 其余7所|民办幼儿园
            return f"其余{named}" if behind.startswith(named) else ""
        return f"其余{noun}" + ("" if figure.crowded or len(behind) > DONE else behind)

    def _some(self, figure: Figure) -> str:
        """Some of all that were counted, with what they did or are: 建成书屋64个,有52个|实现数字化; 调解9件,成功5件."""
        of = figure.after
        if any(token.words not in _LEADING for token in figure.own[:-1]) or not (whole := self._whole(figure)):
            return ""
        if figure.own[-1].words == "成功":
            return whole + "成功"
        if not of or not (of[0].words.startswith(_NOT) or of[0].kinds >= _BECAME or of[0].kinds.isdisjoint(_NAMED)):
            return ""
        behind = figure.following[len(of)].quantity if figure.crowded else None
        done = said(of).strip() + (figure.following[len(of)].words if behind and behind.kind == "none" else "")
        crowded = behind is not None and behind.kind != "none"  # not 有9家产值超过5亿元
        return "" if of[0].kinds is NOUN or crowded or len(done) > LONGEST else _noun(whole) + done

    def _whole(self, figure: Figure) -> str:
        """All of which a figure tells some: what the parts come to, else the first that are more."""
        part = total = figure.quantity.number.value or Decimal(0)
        alike = [(name, value) for name, value, unit in self.counted if unit == figure.quantity.unit]
        for name, value in reversed(alike):
            if value == total > part:
                return name
            total += value
        return next((name for name, value in alike if value > part), "")

    def _excepted(self, figure: Figure) -> str:
        """Those of all that were counted that stand apart: 2个 of 下达项目24个,除2个|暂缓|外,全部开工."""
        done = _APART.sub("", said(figure.after))
        noun = _noun(self._whole(figure) or names.topic(figure.lead, names.LONG))
        if not noun or figure.crowded or done == said(figure.after) or len(done) > DONE:
            return ""
        return done + noun

    def _count(self, name: str, figure: Figure) -> None:
        """Learn that so many of ``name`` were counted."""
        value = figure.quantity.number.value
        if name and value is not None and figure.quantity.dimension in COUNTED:
            self.counted.append((name, value, figure.quantity.unit))


def _again(figure: Figure, ending: str = "") -> bool:
    """Whether another figure of the same unit stands behind a name with this ``ending``; without, behind a place."""
    for before, token in pairwise(figure.following):
        if token.quantity and token.quantity.unit == figure.quantity.unit:
            name = before.words
            if name.endswith(ending) if ending else "place" in before.kinds or places.is_of_list(name):
                return not _is_kind(name)
            if ending:
                return False
    return False


def _noun(name: str) -> str:
    """What is counted by the ``name`` of all, without what was done to them; "" where no more is told."""
    noun = nouns.noun(name.removeprefix(kept_verb(name)))
    noun = names.without_verbs(noun) or noun
    return "" if is_verb(noun) else noun


def _announced(lead: Tokens) -> bool:
    return bool(lead) and "colon" in lead[-1].kinds


def _titled(lead: Tokens) -> str:
    """What a list is of by the words before its colon: 危房改造 of 各镇危房改造完成情况:."""
    if not _announced(lead):
        return ""
    label = _TITLED.sub("", said(lead[last(lead[:-1], _CLAUSE) + 1 :]))
    return names.topic(words(label, 0, len(label)), names.LONG)


def _together(of: list[str]) -> str:
    """Several things that were counted in one, their verb told once.

    >>> _together(["新建派出所", "新建警务室"]), _together(["桥梁", "水闸", "泵站", "码头"])
    ('新建派出所、警务室', '桥梁、水闸等')
    """
    verb = kept_verb(of[0])
    told = [name.removeprefix(verb) for name in of]
    whole = verb + "、".join(told)
    return whole if len(of) <= MANY and len(whole) <= LONG else verb + "、".join(told[:2]) + "等"


def _is_kind(name: str) -> bool:
    """Whether what ends like a place is of a kind that is counted: 行政村, 示范区."""
    return _kinds().match(name) is not None


@of_lexicon
def _kinds() -> re.Pattern[str]:
    of = table("words")["labels"]
    return re.compile(f"(?:{either([*of['no_place'], *of['kinds_of_place']])})")


@of_lexicon
def _nobody() -> tuple[str, ...]:
    """What no place is called."""
    return tuple(table("words")["labels"]["no_names"])


@of_lexicon
def _rest() -> tuple[str, ...]:
    return tuple(table("words")["names"]["rest"])
