"""What still holds while a sentence is read from left to right, and where it is cut."""

from __future__ import annotations

import re
from datetime import timedelta

from attrs import define

from zfbg.facts import places
from zfbg.facts.names import noun
from zfbg.facts.owners import says_nothing, sibling
from zfbg.facts.periods import Calendar, as_of, base, resolve, years
from zfbg.facts.tokens import Token, Tokens, last, said
from zfbg.model import Period

# From a day on, to a day, or a day alone: 2023-06-01, 2023-06-01/2023-06-10, XXXX-06-14.
_DAYS = re.compile(r"(?:[\dX]{4}-\d{2}-\d{2}/?){1,2}")
_FEW = timedelta(days=27)
_FROM = frozenset({"from"})
_WHOLE_YEAR = frozenset({"全年", "年度", "本年度", "当年"})


@define
class Thread:
    """The state of the reading of one clause; full stops cut it, semicolons cut a part of it.

    What is measured: ``counted`` is what was counted last, ``indicator`` (of ``subject``) what was measured last, whose
    growth may follow, ``last`` both of the figure before, ``identified`` its id, ``bracketed`` says that it stands in a
    bracket; ``owner`` whose indicators are told (规上工业企业实现…,实现…); ``category`` is a class that was just named
    (50亿元以上); ``names`` are members of a list whose figures still follow, ``members`` all of the last list,
    ``whole`` what they are together, ``recent`` the indicators of the sentence so far; ``verb`` is that of a list
    (关停甲、乙), ``goal`` says that the figure before was a task's.

    How: ``measure``, ``sign``, ``scope``, ``rule`` and ``dimension`` are those of the figure before, ``last_status`` is
    its status; ``leveled`` is what a level was told of last, ``unit`` the unit of that.

    Wholes: ``share`` is the share told last, ``part_of`` its whole, ``within`` one that a clause named (规上工业中,),
    ``divided`` one that the sentences since divide (分产业看,…。分领域看,…), ``total`` what the paragraph began with,
    ``parent`` what stood before 其中 or before the bracket that a figure stands in.

    When: ``period`` holds now, ``leading`` since the sentence began; ``frame`` says that this is one of several years
    (这五年) that outlives full stops; ``until`` is the period heard before the last, ``started`` and ``ended`` are
    those of A and B in 由A提高到B, ``before`` the one before it, ``stood`` the period of the figure before,
    ``leaving`` says that A was just read. Where: ``place``; ``everywhere``, the place that leads the sentence;
    ``home``, that of the heading or of a label (市本级收支情况:), until another place leads a sentence.
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
    base: str = ""
    status: str = ""
    existing: bool = False
    counted: str = ""
    subject: str = ""
    indicator: str = ""
    owner: str = ""
    category: str = ""
    verb: str = ""
    chain: int = 0
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
    goal: bool = False
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

    @classmethod
    def of(cls, calendar: Calendar) -> Thread:
        """The thread at the beginning of a clause."""
        return cls(calendar, calendar.default)

    def after(self, stop: Token, following: str) -> Thread:
        """The thread behind a full stop or a semicolon, before the words ``following``: with 其中 the time goes on."""
        if "stop" in stop.kinds:
            passing = self.leading is None or self.leading.edtf.startswith("../") or self._elsewhen()
            passing = passing and not self.frame
            same = following.startswith("其中")
            home = self.home if self.everywhere in {"", self.home} else ""
            place = self.everywhere if same or (self.everywhere and places.goes_on(following)) else home
            return Thread(
                self.calendar,
                self.period if same else self.calendar.default if passing else self.leading,
                leading=None if passing else self.leading,
                place=place,
                everywhere=place,
                home=home,
                frame=self.frame,
                total=self.total,
                divided=self.divided or self.parent,
                counted=self.counted,
                subject=self.subject,
                indicator=self.indicator,
                measure=self.measure if same else "",
                unit=self.unit if same else "",
            )
        self.status, self.verb, self.names, self.existing = "", "", (), False
        self.place = self.everywhere
        if self.leading or self._elsewhen():
            self.period = self.leading or self.calendar.default
        return self

    @property
    def noun(self) -> str:
        """The noun of what was counted last: 项目 of 项目已谋划."""
        return noun(self.counted) if self.counted else ""

    def sibling(self, indicator: str) -> str:
        """Whose the measure before it in the sentence was: 新能源 in 新能源投资增长7%、装机规模增长9%."""
        owner, told = self.last
        if not self.begun:
            return ""
        return owner if owner and says_nothing(told) else sibling(self.indicator, indicator)

    def stand(self, place: str) -> None:
        """Learn a place; one that stands before the first figure of a sentence holds for all of it."""
        self.place = place or self.place
        if not self.begun:
            self.everywhere = self.place

    def settle(self, place: str) -> None:
        """Learn the place that a heading or a label sets for the sentences to come."""
        self.place = self.everywhere = self.home = place

    def _elsewhen(self) -> bool:
        """Whether the period lies outside the section's: then it holds for its own clause only."""
        now, usual = self.leading or self.period, self.calendar.default
        if not (now and usual and now.end and usual.start and usual.end):
            return False
        return (now.start or now.end) < usual.start or now.end > usual.end

    def is_ahead(self) -> bool:
        """Whether the period at hand ends after that of the report and of the section."""
        now, present, usual = self.period, self.calendar.present, self.calendar.default
        last = max((of.end for of in (present, usual) if of and of.end), default=None)
        return now is not None and now.end is not None and last is not None and now.end > last

    def is_past(self) -> bool:
        """Whether the period at hand ends before that of a plan begins."""
        now, usual = self.period, self.calendar.default
        return bool(now and now.end and usual and usual.start and now.end < usual.start)

    def hear(self, time: re.Match[str], before: str, behind: str) -> None:
        """Learn from a calendar expression between the characters ``before`` and ``behind``."""
        if time["c_base"]:
            self.base = base(time)
            return
        if (
            time["c_relative"] in {"去年", "上年", "前年"}
            and not time["c_until"]
            and before not in "\n,。;:、(在自从是到至由"
        ):
            return  # 开展上年度退规企业自查: not when, but which
        if before == "(" and behind == ")":
            return
        if behind in "任目计预" and time[0] in _WHOLE_YEAR:
            return  # 完成全年任务的70%: part of a name
        if period := resolve(time, self.calendar):
            if _DAYS.fullmatch(period.edtf) and not (period.start and period.end and period.end - period.start > _FEW):
                return  # the days of a meeting or a decision: no figure is of a few days
            self.until, self.period = self.period, period
            if not self.begun:
                self.leading, self.frame = period, bool(time["c_whole"] or time["c_plan"])

    def take_base(self) -> str:
        """The base of comparison of the figure at hand; 同比 holds on, a base that is named (比2020年) only once."""
        taken = self.base
        if taken.isdigit():
            self.base = ""
        return taken

    def when(self, own: Tokens, dated: bool, average: bool, same: bool) -> Period | None:
        """The period of the figure behind the words ``own``, ``dated`` if a time stands among them.

        ``same`` says that it is the next part of a ratio, whose parts are all of one time.

        What exists already in a plan stands as of the present; the A of 由A提高到B is of an earlier time, which only
        its own words can tell.
        """
        if not same:
            self.stood = self._when(own, dated, average)
        return self.stood

    def _when(self, own: Tokens, dated: bool, average: bool) -> Period | None:
        usual = self.calendar.default
        if average and self.started and self.started.end and self.ended and self.ended.end:
            return years(self.started.end.year + 1, self.ended.end.year)  # 从2005年的…增加到2010年的…,平均每年
        if average and usual and usual.start and usual.end and usual.start.year < usual.end.year:
            return usual  # 年均 speaks of all the years of the section
        if _begins_change(own):
            self.leaving, self.before = True, self.until if dated else self.period
            self.started = self.period if dated else self.started
            return self.started
        if self.leaving:
            self.leaving = False
            self.ended = self.period if dated else self.ended
            self.period = self.ended or self.before
        if self.existing and self.period == usual and self.calendar.present:
            return as_of(self.calendar.present)
        return self.period

    def part(self) -> None:
        """Learn that 其中 goes on to parts of what was measured last."""
        self.parent, self.part_of = self.indicator or self.parent, ""

    def tell_share(self, name: str, whole: str, word: str) -> None:
        """Learn that ``name`` has a share in ``whole``, by the ``word`` for it; a change or a rank of it may follow."""
        self.part_of = whole
        self.share = name and (f"{name}占{whole}比重" if whole else name + word)

    def learn(self, subject: str, indicator: str) -> tuple[str, str]:
        """Remember what was measured."""
        self.subject, self.indicator = subject, indicator
        return subject, indicator


def _begins_change(own: Tokens) -> bool:
    """Whether the words before a figure end with the 由 or 从 of 由A提高到B."""
    at = last(own, _FROM)
    return at >= 0 and len(said(own[at + 1 :])) <= 4
