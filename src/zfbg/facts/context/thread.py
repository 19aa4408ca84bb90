"""What still holds while a sentence is read from left to right, and where it is cut."""

from __future__ import annotations

import re
from decimal import Decimal
from operator import attrgetter

from attrs import define, fields

from zfbg.facts.clauses.tokens import Token
from zfbg.facts.context import places
from zfbg.facts.context.bases import NONE, Base
from zfbg.facts.context.hearing import goes_on
from zfbg.facts.mentions.edtf import as_of, is_open, is_so_far, several, year
from zfbg.facts.mentions.periods import Calendar
from zfbg.facts.mentions.units import COUNTED, base, counter, in_base
from zfbg.facts.naming.nouns import noun
from zfbg.facts.naming.stem import Stem
from zfbg.model import Period

# 全市, 年末: with these a sentence begins with something else.
_ANEW = frozenset("全年")
# One year, or its end: 一九五五年, 到一九五五年底; 目前 is no year of its own.
OF_YEAR = re.compile(r"\d{4}|\.\./\d{4}-12")


_MONTHLY = re.compile(r"(?:\d{4}|XXXX)-\d\d")

# So many indicators of sentences before are remembered, and so many counters.
SO_MANY, SO_FEW = 8, 4


@define
class Thread:
    """The state of the reading of one clause; full stops cut it, semicolons cut a part of it.

    What is measured: ``counted`` is what was counted last (``counting``: in this sentence), ``tallied`` what was in
    each of the last counters (件: 案件), ``indicator`` (of ``subject``) what was measured last, whose growth may
    follow, ``last`` both of the figure before, ``identified`` its id, ``bracketed`` says that it stands in a bracket,
    ``beside`` that this tells what is compared with (同比(9起));
    ``owner`` whose indicators are told (规上工业企业实现…,实现…);
    ``category`` is a class that was just named (产值50亿元以上), ``classed`` by what measure (产值), ``sized`` the
    class of those counted last (5000万元以上的); ``names`` are
    members of a list whose figures still follow, ``members`` all of the last list, ``whole`` what they are together,
    ``two`` those that 前者 and 后者 point to,
    ``numbered`` those of one whose number the figure before tells (甲、乙两项),
    ``recent`` the indicators of the sentence so far, ``earlier`` those of the sentences before;
    ``verb`` is that of a list (关停甲、乙), ``such`` some of those counted last,
    ``goal`` is the task whose figure stood before, ``run`` how many things in a row were counted just before.

    How: ``measure``, ``sign``, ``scope``, ``rule`` and ``dimension`` are those of the figure before, ``last_status`` is
    its status; ``leveled`` is what a level was told of last, ``unit`` the unit of that; ``worth`` is the dimension,
    the value and the unit of the last level, ``grown`` what the last growth came to.

    Wholes: ``share`` is the share told last, ``part_of`` its whole, ``within`` one that a clause named (规上工业中,),
    ``head`` what one told of all of a class (行业增加值实现增长,),
    ``divided`` one that the sentences since divide (分产业看,…。分领域看,…; None where none do), ``total`` what the
    paragraph began with,
    ``budget`` the budget told last (政府性基金预算), ``parent`` what stood before 其中 or before the bracket that a
    figure stands in, ``enclosing`` the noun before a bracket, ``stem`` all that was told there, ``parts`` what each
    part comes to in base units, ``parting`` says that the sentence began with 其中.

    When: ``period`` holds now, ``leading`` since the sentence began; ``frame`` says that this is one of several years
    (这五年) that outlives full stops; ``outer`` were both before the last time, ``until`` is the period heard before
    the last. ``told`` is where the last time ended and what it was, ``dated`` says that one was heard since the figure
    before, ``inherited`` that none was since a semicolon, ``happened`` that it says when something was begun or done
    (于2月启动), ``bounded`` that 从 stood before the first year of several, ``departing`` before a single one;
    ``aiming`` that 到 stands before the year that leads the sentence;
    ``once`` is for the next figure only. ``started`` and ``ended`` are the periods of A and B in 由A提高到B,
    ``before`` the one before it, ``leaving`` says that A was just read, ``base`` is what the sentence compares with,
    ``other`` with what the next of a list of figures is compared (比一季度、二季度分别回落1、2个百分点);
    ``respective`` is how many figures stood behind 分别, ``dealt`` are times that the next of them are told of one by
    one, ``deal`` is how many there were, up to what else is told, ``series`` the times that were listed (4月、5月);
    ``stood`` is the period of the figure before, ``parted`` says that parts of it are told behind 其中. Where:
    ``place``; ``everywhere``, the place that leads the sentence; ``home``, that of the heading or of a label
    (市本级收支情况:), until another place leads a sentence; ``label`` is a
    label of this sentence alone (农业局:).
    """

    calendar: Calendar
    period: Period | None
    leading: Period | None = None
    frame: bool = False
    begun: bool = False
    bracketed: bool = False
    beside: bool = False
    place: str = ""
    everywhere: str = ""
    home: str = ""
    label: str = ""
    base: Base = NONE
    other: Base = NONE
    status: str = ""
    announced: str = ""
    existing: bool = False
    counted: str = ""
    tallied: tuple[tuple[str, str], ...] = ()
    counting: bool = False
    subject: str = ""
    indicator: str = ""
    owner: str = ""
    category: str = ""
    classed: str = ""
    sized: str = ""
    verb: str = ""
    such: str = ""
    chain: int = 0
    run: int = 0
    share: str = ""
    scope: str = ""
    measure: str = ""
    unit: str = ""
    rule: str = ""
    dimension: str = ""
    leveled: tuple[str, str] = ("", "")
    worth: tuple[str, Decimal | None, str] = ("", None, "")
    grown: Decimal | None = None
    sign: int = 1
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    two: tuple[str, ...] = ()
    whole: str = ""
    recent: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    last: tuple[str, str] = ("", "")
    identified: str | None = None
    last_status: str = ""
    goal: str = ""
    outer: tuple[Period | None, bool] = (None, False)
    told: tuple[int, Period | None] = (-9, None)
    once: Period | None = None
    dated: bool = False
    inherited: bool = False
    happened: bool = False
    parted: bool = False
    bounded: bool = False
    aiming: bool = False
    departing: bool = False
    until: Period | None = None
    started: Period | None = None
    ended: Period | None = None
    before: Period | None = None
    respective: int = 0
    dealt: tuple[Period, ...] = ()
    series: tuple[Period, ...] = ()
    deal: int = 0
    stood: Period | None = None
    leaving: bool = False
    within: str = ""
    head: str = ""
    divided: str | None = None
    part_of: str = ""
    total: str = ""
    parent: str = ""
    enclosing: str = ""
    as_of: Period | None = None
    stem: Stem | None = None
    parting: bool = False
    parts: tuple[Decimal, ...] = ()
    budget: str = ""

    @classmethod
    def of(cls, calendar: Calendar) -> Thread:
        """The thread at the beginning of a clause."""
        return cls(calendar, calendar.default)

    def after(self, stop: Token, following: str) -> Thread:
        """The thread behind a full stop or a semicolon, before the words ``following``: with 其中 the time goes on."""
        if "stop" in stop.kinds:
            told = self.leading and self.measure != "growth" and not following.startswith("其中")
            if told and self.leading and _MONTHLY.fullmatch(self.leading.edtf):
                now, usual = self.leading, self.calendar.default
                self.leading = year(now.start.year) if usual is None and now.start else None
            on = self.frame or self._tells_on() or self._aims() or (not self.begun and goes_on(following))
            passing = not on and (
                self.leading is None
                or (self.leading.edtf.startswith("../") and self.calendar.default and not self._is_under_way())
                or self._elsewhen()
                or self._is_part()
            )
            same = following.startswith("其中")
            home = self.home if self.everywhere in {"", self.home} else ""
            if not same and (self.parted or self.parting):
                self._rejoin()
                if self.stem and following[:1] not in _ANEW:
                    self.counted = self.stem.counted
            earlier = (*self.earlier, *self.recent)[-SO_MANY:]
            place = self.everywhere if same or (self.everywhere and places.goes_on(following)) else home
            return Thread(
                self.calendar,
                self.period if same else self.calendar.default if passing else self.leading,
                leading=None if passing else self.leading,
                place=place,
                everywhere=place,
                home=home,
                frame=self.frame,
                stood=self.stood if same else None,
                started=self.started,
                ended=self.ended,
                total=self.total,
                earlier=earlier,
                recent=earlier if following.startswith("分别") else (),  # 甲5万吨。乙3万吨。分别完成任务的90%、80%
                divided=self.parent or None if self.divided is None else self.divided,
                budget=self.budget,
                counted=self.counted if self.counting or not self.begun else "",
                tallied=self.tallied if self.counting or not self.begun else (),
                subject=self.subject,
                indicator=self.indicator,
                measure=self.measure if same else "",
                scope=self.scope if same else "",
                parent=self.parent if same else "",
                unit=self.unit if same or following[:1] in {"分", "按"} else "",
                parting=same,
                as_of=self.leading if passing and self.leading and self.leading.edtf.startswith("../") else None,
                status=self.announced if same else "",
                announced=self.announced if same else "",
            )
        if self.parted and self.stem:
            self._rejoin()
            self.counted = self.stem.counted
        self.status, self.verb, self.names, self.existing = self.announced, "", (), False
        self.other = NONE
        self.owner = ""
        self.inherited, self.parted, self.run = True, False, 0
        self.place = self.everywhere
        if self.leading and self.leading.edtf.startswith("../") and is_so_far(self.period):
            return self  # 目前有企业9家,1-9月完成产值5亿元;实现税收2亿元
        present = as_of(self.calendar.present) if self.calendar.present else None
        if self.leading and self.leading == present and self.period == self.calendar.default:
            return self  # 现有水厂9座,全年供水5万吨;收取水费2万元
        monthly = self.period is not None and _MONTHLY.match(self.period.edtf) is not None  # 10月举办柿子节;|新建市场
        if self.leading or self.happened or monthly or self._elsewhen() or is_open(self.period):
            self.period, self.happened = self.leading or self.calendar.default, False
        return self

    @property
    def noun(self) -> str:
        """The noun of what was counted last: 项目 of 项目已谋划."""
        return noun(self.counted) if self.counted else ""

    def stand(self, place: str) -> None:
        """Learn a place; one that stands before the first figure of a sentence holds for all of it."""
        self.place = place or self.place
        if not self.begun:
            self.everywhere = self.place

    def settle(self, place: str) -> None:
        """Learn the place that a heading or a label sets for the sentences to come."""
        self.place = self.everywhere = self.home = place

    def resume(self) -> None:
        """Go on with the time of the sentence before, as of whose end it told of the same thing."""
        self.period = self.leading = self.as_of or self.period

    def _aims(self) -> bool:
        """Whether a paragraph begins with the time by which it aims, without figures: 到2027年,取得成效; 今后八年,."""
        now, usual = self.leading, self.calendar.default
        if self.begun or self.indicator or not (now and usual and now.end and usual.end):
            return False
        ahead = several(now) and now.start is not None and now.start > usual.end
        return ahead or (self.aiming and bool(OF_YEAR.fullmatch(now.edtf)) and now.end > usual.end)

    def _is_under_way(self) -> bool:
        """Whether a plan was told of as of a day: the next sentence goes on with others (截至8月,完成年计划的60%。)."""
        return self.measure == "progress"

    def _tells_on(self) -> bool:
        """Whether the year of the sentence is that of the next: reports of another age tell year by year."""
        now, usual = self.leading, self.calendar.default
        return bool(now and OF_YEAR.fullmatch(now.edtf) and self.calendar.is_old and not several(usual))

    def _elsewhen(self) -> bool:
        """Whether the period lies outside the section's: then it holds for its own clause only."""
        now, usual = self.leading or self.period, self.calendar.default
        if not (now and usual and usual.start and usual.end):
            return False
        first = now.start or now.end
        return bool(first and first < usual.start) or bool(now.end and now.end > usual.end)

    def _is_part(self) -> bool:
        """Whether the sentence is on one of the years that the section looks back on: the next tells of all again."""
        return several(self.calendar.default) and not (several(self.leading) or self.calendar.is_ahead)

    def count(self, noun: str) -> None:
        """Learn what was counted; it outlives the sentence, but not another that counts nothing."""
        self.counted, self.counting = noun, True

    def tally(self, unit: str, name: str) -> None:
        """Learn what was counted in a unit, of which it may be told what was done."""
        of = counter(unit)
        others = [pair for pair in self.tallied if pair[0] != of]
        self.tallied = ((of, name), *others[: SO_FEW - 1])

    def counted_in(self, unit: str) -> str:
        """What was counted last in a unit, or how often it was looked at: 案件 of 9件, 商店 of 9家次 for 3家."""
        of = counter(unit) if self.tallied else ""
        return next((name for told, name in self.tallied if told == of), "")

    def part(self, whole: str = "") -> None:
        """Learn that 其中 goes on to parts of what was measured last, or of the ``whole`` that no figure told of."""
        if not self.parted:
            self.stem = Stem(
                self.subject,
                self.indicator,
                self.last,
                self.identified,
                self.counted,
                self.last_status,
                self.unit,
                self.worth if self.measure == "level" else ("", None, ""),
            )
            self.parts = ()
        parent = whole or self.indicator or self.parent
        if self.parting and self.measure == "share" and self.scope == self.parent:
            parent = self.parent  # 男8人,占40%;女12人,占60%。其中教师5人: of all, not of the last part
        self.parent, self.part_of, self.parted = parent, "", True

    def add_part(self) -> None:
        """Learn that the figure was a part of the whole before 其中, or told more of one, as it may of the next."""
        _, value, unit = self.worth
        if not self.parted or self.bracketed or self.stem is None:
            return
        if self.measure == "level" and value is not None:
            self.parts = (*self.parts, in_base(value, unit))
        elif self.parts:  # 80亩,其中甲30亩,增加5亩,乙50亩,增加9亩
            self.stem = self.stem._replace(worth=("", None, ""))

    def is_divided(self, unit: str) -> bool:
        """Whether the parts behind 其中 come to their whole, of which what follows is told: 9件,其中甲4件、乙5件.

        A whole that is rounded (2.37亿元) may be off by one of its last digit, unless what follows in ``unit`` may be
        a part as well.
        """
        if self.stem is None or len(self.parts) < 2:
            return False
        dimension, value, of = self.stem.worth
        if value is None or base(of)[1] != base(self.unit)[1]:
            return False
        exact = dimension in COUNTED or base(of)[1] == base(unit)[1]
        off = 0 if exact else in_base(Decimal(1).scaleb(int(value.as_tuple().exponent)), of)
        return abs(sum(self.parts) - in_base(value, of)) <= off

    def outnumbers(self, value: Decimal | None, unit: str) -> bool:
        """Whether more were done than the last part holds, so that it is told of the whole: 9件,其中甲类4件,结案8件."""
        _, part, of = self.worth
        return self.parted and self.unit == unit == of and value is not None and part is not None and value > part

    def rejoin(self) -> None:
        """Go on from what was told before its parts, which are all told."""
        self._rejoin()
        if self.stem:
            self.counted, self.leveled = self.stem.counted, self.stem.last
            if self.stem.worth[0] in COUNTED:
                self.tally(self.stem.unit, self.stem.indicator)
        self.parted, self.parent, self.parts, self.run = False, "", (), 1

    def _rejoin(self) -> None:
        """Go on from what was told before its parts."""
        if self.stem and self.stem.indicator:
            self.subject, self.indicator, self.last, self.identified, *_ = self.stem

    def tell_share(self, name: str, whole: str, word: str) -> None:
        """Learn that ``name`` has a share in ``whole``, by the ``word`` for it; a change or a rank of it may follow."""
        self.part_of = whole
        self.share = name and (f"{name}占{whole}比重" if whole else name + word)

    def learn(self, subject: str, indicator: str) -> tuple[str, str]:
        """Remember what was measured."""
        self.subject, self.indicator = subject, indicator
        return subject, indicator


# All that a thread holds, to make another of it; evolve takes seven times as long.
held = attrgetter(*(field.name for field in fields(Thread)))
