"""What still holds while a sentence is read from left to right, and where it is cut."""

from __future__ import annotations

import re
from operator import attrgetter

from attrs import define, evolve, fields

from zfbg.facts import bases, places
from zfbg.facts.bases import NONE, Base
from zfbg.facts.edtf import as_of, is_of_days, is_open, several, year, year_before, years
from zfbg.facts.figures import Figure
from zfbg.facts.hearing import Role, goes_on, heard
from zfbg.facts.nouns import noun
from zfbg.facts.periods import Calendar, resolve, same_years
from zfbg.facts.states import begins_change, is_state, last_year
from zfbg.facts.stem import Stem
from zfbg.facts.tokens import Token, last
from zfbg.model import Period

_AVERAGE = frozenset({"average"})
_YEARLY = frozenset({"年均", "年平均", "平均每年"})
_RATIO = frozenset(":∶")
_MONTHLY = re.compile(r"(?:\d{4}|XXXX)-\d\d")
# How far behind its year the part of a year may stand, and what may not stand between.
NEAR = 16
_ENDS = re.compile("[。;:!?\n]")
# One year, or its end: 一九五五年, 到一九五五年底; 目前 is no year of its own.
_OF_YEAR = re.compile(r"\d{4}|\.\./\d{4}-12")
# Rules by which a figure without a name tells more of the figure before it.
_OF_THE_SAME = frozenset({"share", "share.about", "rank", "gap", "list", "times"})
_FLOWING = frozenset({"done", "keep"})


@define
class Thread:
    """The state of the reading of one clause; full stops cut it, semicolons cut a part of it.

    What is measured: ``counted`` is what was counted last (``counting``: in this sentence), ``indicator`` (of
    ``subject``) what was measured last, whose growth may follow, ``last`` both of the figure before, ``identified`` its
    id, ``bracketed`` says that it stands in a bracket; ``owner`` whose indicators are told (规上工业企业实现…,实现…);
    ``category`` is a class that was just named (50亿元以上); ``names`` are members of a list whose figures still
    follow, ``members`` all of the last list, ``whole`` what they are together, ``recent`` the indicators of the
    sentence so far; ``verb`` is that of a list (关停甲、乙), ``such`` some of those counted last,
    ``goal`` is the task whose figure stood before, ``run`` how many things in a row were counted just before.

    How: ``measure``, ``sign``, ``scope``, ``rule`` and ``dimension`` are those of the figure before, ``last_status`` is
    its status; ``leveled`` is what a level was told of last, ``unit`` the unit of that.

    Wholes: ``share`` is the share told last, ``part_of`` its whole, ``within`` one that a clause named (规上工业中,),
    ``divided`` one that the sentences since divide (分产业看,…。分领域看,…), ``total`` what the paragraph began with,
    ``budget`` the budget told last (政府性基金预算), ``parent`` what stood before 其中 or before the bracket that a
    figure stands in, ``stem`` all that was told there, ``parting`` says that the sentence began with 其中.

    When: ``period`` holds now, ``leading`` since the sentence began; ``frame`` says that this is one of several years
    (这五年) that outlives full stops; ``outer`` were both before the last time, ``until`` is the period heard before
    the last. ``told`` is where the last time ended and what it was, ``dated`` says that one was heard since the figure
    before, ``inherited`` that none was since a semicolon, ``happened`` that it says when something was begun or done
    (于2月启动), ``bounded`` that 从 stood before the first year of several, ``departing`` before a single one;
    ``once`` is for the next figure only. ``started`` and ``ended`` are the periods of A and B in 由A提高到B,
    ``before`` the one before it, ``leaving`` says that A was just read, ``base`` is what the sentence compares with;
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
    place: str = ""
    everywhere: str = ""
    home: str = ""
    label: str = ""
    base: Base = NONE
    status: str = ""
    announced: str = ""
    existing: bool = False
    counted: str = ""
    counting: bool = False
    subject: str = ""
    indicator: str = ""
    owner: str = ""
    category: str = ""
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
    sign: int = 1
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    whole: str = ""
    recent: tuple[str, ...] = ()
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
    departing: bool = False
    until: Period | None = None
    started: Period | None = None
    ended: Period | None = None
    before: Period | None = None
    stood: Period | None = None
    leaving: bool = False
    within: str = ""
    divided: str = ""
    part_of: str = ""
    total: str = ""
    parent: str = ""
    as_of: Period | None = None
    stem: Stem | None = None
    parting: bool = False
    budget: str = ""

    @classmethod
    def of(cls, calendar: Calendar) -> Thread:
        """The thread at the beginning of a clause."""
        return cls(calendar, calendar.default)

    def after(self, stop: Token, following: str) -> Thread:
        """The thread behind a full stop or a semicolon, before the words ``following``: with 其中 the time goes on."""
        if "stop" in stop.kinds:
            on = self.frame or self._tells_on() or (not self.begun and goes_on(following))
            passing = not on and (
                self.leading is None or self.leading.edtf.startswith("../") or self._elsewhen() or self._is_part()
            )
            same = following.startswith("其中")
            home = self.home if self.everywhere in {"", self.home} else ""
            if not same and (self.parted or self.parting):
                self._rejoin()
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
                divided=self.divided or self.parent,
                budget=self.budget,
                counted=self.counted if self.counting or not self.begun else "",
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
        self.inherited, self.parted, self.run = True, False, 0
        self.place = self.everywhere
        if self.leading or self.happened or self._elsewhen() or is_open(self.period):
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
        self.period = self.as_of or self.period

    def _tells_on(self) -> bool:
        """Whether the year of the sentence is that of the next: reports of another age tell year by year."""
        now, usual = self.leading, self.calendar.default
        return bool(now and _OF_YEAR.fullmatch(now.edtf) and self.calendar.is_old and not several(usual))

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

    @property
    def _at_hand(self) -> Period | None:
        """The period of the figure at hand: that of the B of 由A提高到B is not that of the A."""
        return self.before if self.leaving and not self.dated else self.period

    def is_ahead(self) -> bool:
        """Whether the period at hand ends after that of the report and of the section."""
        now, present, usual = self._at_hand, self.calendar.present, self.calendar.default
        if now is None or now.end is None or now is usual:
            return False
        ends = [of.end for of in (present, usual) if of and of.end]
        if not ends or now.end <= (last := max(ends)):
            return False
        begun = now.start is not None and now.start <= last
        return not (begun and several(now) and now.end.year == self.calendar.this_year)

    def is_dated_ahead(self) -> bool:
        """Whether a time that has not come yet was heard since the figure before: 由2026年的A提高到2030年的B."""
        return self.dated and self.is_ahead()

    def is_present(self) -> bool:
        """Whether the period at hand is a state that is no later than what the report looks back on."""
        now, present = self._at_hand, self.calendar.present
        if now is None or not now.edtf.startswith("../"):
            return False
        return not (now.end and present and present.end and now.end > present.end)

    def is_past(self) -> bool:
        """Whether the period at hand ends before that of a plan begins."""
        now, usual = self._at_hand, self.calendar.default
        return bool(now and now.end and usual and usual.start and now.end < usual.start)

    def hear(self, time: re.Match[str], key: str) -> None:
        """Learn from a calendar expression, a match of the scan in ``key``."""
        role = heard(time, key, self.once is not None)
        if role is Role.NONE:
            return
        period = same_years(time, self.told, self.started, self.ended) or resolve(time, self._calendar_at(time, key))
        if role is Role.BASE:
            self.base = bases.heard(time, key, period) or self.base
        elif role is Role.WHICH or (self.begun and time["c_whole"] and "近" in time[0]):
            self.once = period  # 普及率达到90%,近三年提高8个百分点,居全省第二: for its own figure
        elif period is None:
            if time["c_first"] or self.calendar.last_year is None:
                self.period, self.dated = None, True
                self.leading = self.leading if self.begun else None  # 现有: no longer of the sentence before
        elif not is_of_days(period):  # the days of a meeting or a decision: no figure is of a few days
            self._learn(time, key, period)
        elif not self.begun and _MONTHLY.fullmatch(self.leading.edtf if self.leading else ""):
            self.period, self.leading = self.calendar.default, None  # 3月…。5月12日…: no longer of March
        self.told = time.end(), period

    def _calendar_at(self, time: re.Match[str], key: str) -> Calendar:
        """The section's, or that of the year which the clause before has named: 2018年,全县上半年…."""
        end, named = self.told
        said = not self.begun and named is not None and _OF_YEAR.fullmatch(named.edtf)
        if not (said and time["c_part2"] and 0 <= end <= time.start() <= end + NEAR):
            return self.calendar
        return self.calendar if _ENDS.search(key, end, time.start()) else evolve(self.calendar, default=named)

    def _learn(self, time: re.Match[str], key: str, period: Period) -> None:
        self.until, self.period, self.dated, self.once = self.period, period, True, None
        self.inherited = self.parted = False
        if not (self.leaving or time["c_whole"]):
            self.started = self.ended = None
        behind_from = key[max(0, time.start() - 2) : time.start()].rstrip()[-1:] in {"由", "从"}
        single = not (time["c_lastyear"] or is_open(period))
        self.bounded, self.departing = behind_from and bool(time["c_lastyear"]), behind_from and single
        self.happened = key[time.start() - 1 : time.start()] == "于" or key.startswith("开始", time.end())
        if not (self.begun or self.happened) and time["c_after"] != "起":  # what began in 2019 holds for its clause
            self.outer = self.leading, self.frame
            self.leading, self.frame = period, bool(time["c_whole"] or time["c_plan"]) and "近" not in time[0]

    def when(self, figure: Figure, measure: str, rule: str, named: bool) -> Period | None:
        """The period of a figure of this ``measure``, which words of its own say (``named``) or do not.

        The parts of a ratio are all of one time. What exists already in a plan stands as of the present; the A of
        由A提高到B is of an earlier time. Of several years a state that was reached is of the last, a sum of all.
        """
        if figure.joint not in _RATIO:
            self.stood = self._when(figure, measure, rule, named)
        self.dated = False
        return self.stood

    def _when(self, figure: Figure, measure: str, rule: str, named: bool) -> Period | None:
        usual, own = self.calendar.default, figure.own
        if self.once is not None:
            taken, self.once = self.once, None
            return taken
        if rule == "then":
            return self.base.year or (self.period and year_before(self.period))
        if rule == "goal" and "年" in self.goal and self.period and not several(self.period):
            return year(self.period.end.year if self.period.end else None)  # 全年任务 in a report on half of it
        if "average" in figure.kinds and last(own, _AVERAGE) >= 0:
            if (
                self.started
                and self.started.end
                and self.ended
                and self.ended.end
                and self.started.end < self.ended.end
            ):
                return years(self.started.end.year + 1, self.ended.end.year)  # 从2005年的…增加到2010年的…,平均每年
            if several(self.period):
                return self.period
            if several(usual):
                return usual  # 年均 speaks of all the years of the section
            yearly = measure in {"growth", "change"} and own[last(own, _AVERAGE)].words in _YEARLY
            if yearly and self.last_status != "planned":
                return self._since_base()
        if "from" in figure.kinds and begins_change(own):
            return self._start()
        if self.leaving:
            return self._arrive()
        if self.existing and self.period == usual and self.calendar.present:
            return as_of(self.calendar.present)
        if self.inherited and self._is_year_end() and any(not token.kinds.isdisjoint(_FLOWING) for token in own):
            self.period, self.inherited = usual, False  # 年末存栏5万头;出栏8万头
        if not several(self.period):
            return self.period
        if (not named and rule in _OF_THE_SAME and not self.dated) or (self.parted and not figure.reached):
            return self.stood or self.period
        if is_state(figure, measure, rule) or (self.base.words == "yoy" and measure in {"growth", "change"}):
            return last_year(self.period)
        return self.period

    def _since_base(self) -> Period | None:
        """The years since that which was compared with last, where they are several: 是2020年的2倍,年均增长15%."""
        first, now = self.base.year, self.period
        if not (first and first.end and now and now.end and now.end.year > first.end.year + 1):
            return None
        return years(first.end.year + 1, now.end.year)

    def _is_year_end(self) -> bool:
        """Whether the period is the state at the end of the section's year."""
        now, usual = self.period, self.calendar.default
        return bool(now and usual and now.edtf.startswith("../") and now.end == usual.end)

    def _start(self) -> Period | None:
        """The period of the A of 由A提高到B: its own, the pair's before it, what B is compared with, or one before."""
        now = self.period
        dated = self.dated and self.departing
        self.leaving, self.before = True, self.until if dated else now
        if dated:
            self.started, self.ended = now, None
            if self.leading is now:  # 由1997年的A: no other figure is of that year
                self.leading, self.frame = self.outer
        elif self.started is None:
            self.started, self.ended = self._earlier(now), None
        return self.started

    def _earlier(self, now: Period | None) -> Period | None:
        """The time before a change that ends with ``now``, where only the words around it tell."""
        if self.base.year:
            return self.base.year
        if now and now.start and (several(now) or is_open(now)):
            return year(now.start.year - (not self.bounded))
        if self.calendar.is_ahead and self.calendar.present and (now == self.calendar.default or self.is_ahead()):
            return as_of(self.calendar.present)
        return None

    def _arrive(self) -> Period | None:
        """The period of the B of 由A提高到B."""
        self.leaving = False
        if self.dated:
            self.ended = self.period
        final = last_year(self.calendar.default if is_open(self.before) else self.before)
        if not self.dated and self.ended is None and self.started is not None and self.before:
            self.ended = final
        now = self.ended or final
        lasts = several(self.before) or is_open(self.before)
        self.period = now if self.dated or not lasts else self.before
        return now

    def count(self, noun: str) -> None:
        """Learn what was counted; it outlives the sentence, but not another that counts nothing."""
        self.counted, self.counting = noun, True

    def part(self) -> None:
        """Learn that 其中 goes on to parts of what was measured last."""
        if not self.parted:
            self.stem = Stem(self.subject, self.indicator, self.last, self.identified, self.counted, self.last_status)
        parent = self.indicator or self.parent
        if self.parting and self.measure == "share" and self.scope == self.parent:
            parent = self.parent  # 男8人,占40%;女12人,占60%。其中教师5人: of all, not of the last part
        self.parent, self.part_of, self.parted = parent, "", True

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
