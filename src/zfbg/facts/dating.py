"""Dating: the period of a figure, from the times that its sentence has named so far."""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts.clauses import sequel
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import NOUN, Token, last
from zfbg.facts.context import bases
from zfbg.facts.context.bases import NONE
from zfbg.facts.context.hearing import Role, heard
from zfbg.facts.context.states import begins_change, is_state, last_year, without_origin
from zfbg.facts.context.thread import OF_YEAR, Thread
from zfbg.facts.measure.reading import LISTING
from zfbg.facts.mentions.edtf import as_of, is_of_days, is_open, several, year, year_before, years
from zfbg.facts.mentions.periods import Calendar, resolve, same_years, year_of
from zfbg.facts.mentions.units import COUNTED
from zfbg.lexicon import of_lexicon, table
from zfbg.model import Period

_AVERAGE = frozenset({"average"})
_YEARLY = frozenset({"年均", "年平均", "平均每年"})
_RATIO = frozenset(":∶")
_JOINED = frozenset("、和与及")
_MONTHLY = re.compile(r"(?:\d{4}|XXXX)-\d\d")
# How far behind its year the part of a year may stand, and what may not stand between.
NEAR = 16
_ENDS = re.compile("[。;:!?\n]")
# Rules by which a figure without a name tells more of the figure before it.
_OF_THE_SAME = frozenset({"share", "share.about", "rank", "gap", "list", "times"})
_FLOWING = frozenset({"done", "keep"})
# What a sentence aims at, before it says how much that is.
_GOALS = re.compile("(?:[预主既各][期要定项])*(?:目标|任务)+[^,。;:\\d]{0,8}[,:]")
# As of a day of January to April, when plans are laid before a congress.
_EARLY = re.compile(r"\.\./(\d{4})-0[1-4]-\d\d")


def hear(thread: Thread, time: re.Match[str], key: str) -> None:
    """Learn from a calendar expression, a match of the scan in ``key``."""
    role = heard(time, key, thread.once is not None)
    if role is Role.NONE:
        if thread.calendar.is_ahead and not thread.begun and time[0] == "全年" and _GOALS.match(key, time.end()):
            _learn(thread, time, key, year(thread.calendar.year))  # 紧盯全年目标,确保…: in a plan for half of it
        return
    if role is Role.BESIDE:
        thread.other = bases.heard(time, key, None) or thread.other
        return
    if "近" in time[0] and not thread.begun and several(thread.leading) and is_ahead(thread):
        return  # 今后八年,特别是近三年: the nearest of those to come
    period = same_years(time, thread.told, thread.leading, thread.started, thread.ended)
    period = period or resolve(time, _calendar_at(thread, time, key))
    if role is Role.BASE:
        thread.base = bases.heard(time, key, period) or thread.base
    elif role is Role.WHICH or (thread.begun and time["c_whole"] and "近" in time[0]):
        thread.once = period  # 普及率达到90%,近三年提高8个百分点,居全省第二: for its own figure
    elif period is None:
        if time["c_first"] or thread.calendar.last_year is None:
            thread.period, thread.dated = None, True
            thread.leading = thread.leading if thread.begun else None  # 现有: no longer of the sentence before
    elif not is_of_days(period):  # the days of a meeting or a decision: no figure is of a few days
        _learn(thread, time, key, period)
    elif not thread.begun and _MONTHLY.fullmatch(thread.leading.edtf if thread.leading else ""):
        thread.period, thread.leading = thread.calendar.default, None  # 3月…。5月12日…: no longer of March
    thread.told = time.end(), period


def _calendar_at(thread: Thread, time: re.Match[str], key: str) -> Calendar:
    """The section's, or that of the year which the clause before has named: 2018年,全县上半年…."""
    end, named = thread.told
    lead = thread.leading
    within = time["c_part2"] and not time["c_until"]  # 2022年征缴于9月启动,截至12月20日已缴费9万人: as of this year
    if within and lead and thread.begun and is_ahead(thread) and OF_YEAR.fullmatch(lead.edtf):
        return evolve(thread.calendar, default=lead)  # 2021年,力争收入达到5亿元,年内清欠3万元
    said = not thread.begun and named is not None and named is thread.leading and OF_YEAR.fullmatch(named.edtf)
    if not (said and time["c_part2"] and 0 <= end <= time.start() <= end + NEAR):
        return thread.calendar
    return thread.calendar if _ENDS.search(key, end, time.start()) else evolve(thread.calendar, default=named)


def _learn(thread: Thread, time: re.Match[str], key: str, period: Period) -> None:
    thread.series = _series(thread, time, key, period)
    thread.until, thread.period, thread.dated, thread.once = thread.period, period, True, None
    thread.inherited = thread.parted = False
    if not (thread.leaving or time["c_whole"]):
        thread.started = thread.ended = None
    behind_from = key[max(0, time.start() - 2) : time.start()].rstrip()[-1:] in {"由", "从"}
    single = not (time["c_lastyear"] or is_open(period))
    ranging = bool(time["c_lastyear"]) and (behind_from or "到" in time[0])  # 2016年到2020年 begins with 2016
    thread.bounded, thread.departing = ranging, behind_from and single
    thread.happened = key[time.start() - 1 : time.start()] == "于" or key.startswith("开始", time.end())
    if not (thread.begun or thread.happened) and time["c_after"] != "起":  # what began in 2019 holds for its clause
        thread.outer, thread.aiming = (thread.leading, thread.frame), time["c_until"] in {"到", "至"}
        lasts = "近" not in time[0] and not key.startswith("分别", time.end())  # 六年分别增长9%、3%
        thread.leading, thread.frame = period, lasts and bool(time["c_whole"] or time["c_plan"])


def when(thread: Thread, figure: Figure, measure: str, rule: str, named: bool) -> Period | None:
    """The period of a figure of this ``measure``, which words of its own say (``named``) or do not.

    The parts of a ratio are all of one time. What exists already in a plan stands as of the present; the A of
    由A提高到B is of an earlier time. Of several years a state that was reached is of the last, a sum of all.
    """
    if thread.other.words and figure.words.strip() in LISTING:
        thread.base, thread.other = thread.other, NONE
    if figure.joint not in _RATIO:
        thread.stood = _when(thread, figure, measure, rule, named)
    thread.dated = False
    return thread.stood


def _when(thread: Thread, figure: Figure, measure: str, rule: str, named: bool) -> Period | None:
    usual, own = thread.calendar.default, figure.own
    if thread.once is not None:
        taken, thread.once = thread.once, None
        return taken
    if dealt := _dealt(thread, figure):
        return dealt
    if thread.beside and measure == "level":
        return bases.then(thread.base, thread.period)
    if rule == "then":
        return thread.base.year or (thread.period and year_before(thread.period))
    if rule == "goal" and "年" in thread.goal and thread.period and not several(thread.period):
        return year(thread.period.end.year if thread.period.end else None)  # 全年任务 in a report on half of it
    if "average" in figure.kinds and last(own, _AVERAGE) >= 0:
        if averaged := _averaged(thread):
            return averaged
        yearly = measure in {"growth", "change"} and own[last(own, _AVERAGE)].words in _YEARLY
        if yearly and thread.last_status != "planned":
            return _since_base(thread)
    if running := _running(thread, figure):
        return running
    if thread.departing and thread.dated and not thread.leaving and without_origin(own) is not own:
        thread.period, (thread.leading, thread.frame) = thread.until, thread.outer  # 总量由2007年的末位跃居第六
    if starts(thread, figure):
        return thread.started if thread.leaving else _start(thread)
    if thread.leaving:
        return _arrive(thread)
    if thread.existing and thread.period == usual and thread.calendar.present:
        return as_of(thread.calendar.present)
    if _is_year_end(thread) and not thread.dated and any(map(_flows if thread.inherited else _is_made, own)):
        thread.period, thread.inherited = usual, False  # 年末存栏5万头;出栏8万头; 年末有营业部30家,交易额5亿元
    if not several(thread.period):
        return thread.period
    if (not named and rule in _OF_THE_SAME and not thread.dated) or (thread.parted and not figure.reached):
        return thread.stood or thread.period
    reached = is_state(figure, measure, rule) and not _is_average(thread)
    if reached or (thread.base.words == "yoy" and measure in {"growth", "change"}):
        return last_year(thread.period)
    return thread.period


# What ends the clause of a figure, and what was done to it says that it is no longer to come.
_CLAUSE_ENDS = frozenset({"comma", "semicolon", "stop", "quantity", "colon", "open", "listing"})
_DOES = frozenset({"verb", "done", "keep", "reach", "spend", "pull"})
_HAPPENED = frozenset({"已", "已经", "均已", "现已", "的"})


def foretold(figure: Figure, thread: Thread) -> tuple[Period, str] | None:
    """When something will happen to those that are counted, and its status: 其余3座|预计2017年3月底前完工."""
    if not figure.following or figure.quantity.dimension not in COUNTED:
        return None
    if any(not token.kinds.isdisjoint(_DOES) or _is_counted(token, figure) for token in figure.own):
        return None  # 招引企业4家预计明年投产
    words, estimated = "", False
    for token in figure.following:
        if not token.kinds.isdisjoint(_CLAUSE_ENDS) or token.words in _HAPPENED:
            return None
        if token.period:
            break
        words += token.words
        estimated = estimated or "estimated" in token.kinds
    else:
        return None
    period, present = resolve(token.period, thread.calendar), thread.calendar.present
    if not (period and period.end and present and present.end and period.end > present.end):
        return None
    if estimated:
        return period, "estimated"
    return (period, "planned") if token.period["c_after"] == "前" or words.endswith(sequel.coming()) else None


def _is_counted(token: Token, figure: Figure) -> bool:
    """Whether what is counted stands before its figure, not behind it."""
    return token.kinds is NOUN and not figure.after and token.words not in {"剩", "剩余"}


def _dealt(thread: Thread, figure: Figure) -> Period | None:
    """The next of several times of which figures are told one by one: 三年分别为5、6、7万元, 4月、5月分别为5、6万元."""
    if "分别" in figure.words:
        now, thread.dealt = thread.period, ()
        if not thread.names:
            told = thread.series
            if not told and several(now) and now and now.start and now.end:
                told = tuple(map(year, range(now.start.year, now.end.year + 1)))
            thread.dealt = told if thread.respective == len(told) else ()
            thread.deal = len(thread.dealt)
    elif figure.words.strip() not in LISTING:
        thread.dealt, thread.deal, thread.series = (), 0, ()  # what else was told is what 分别 behind it is of
    first, thread.dealt = next(iter(thread.dealt), None), thread.dealt[1:]
    return first


def _series(thread: Thread, time: re.Match[str], key: str, period: Period) -> tuple[Period, ...]:
    """The times that are listed up to this one: 4月、|5月; 2019年、2021年."""
    if time["c_both"]:
        pair = (year_of(time["c_both"]), year_of(time["c_andyear"]))
        apart = not several(period) and sum(map(time[0].count, _JOINED)) == 1
        return tuple(year(one) for one in pair if one) if apart else ()
    end, before = thread.told
    if not before or before != thread.period or time.start() - end != 1 or key[end] not in _JOINED:
        return ()
    return (*(thread.series or (before,)), period)


def _is_average(thread: Thread) -> bool:
    """Whether what is measured is an average of all the years: 年均增速."""
    return any(word in thread.last[1] for word in _YEARLY)


def _flows(token: Token) -> bool:
    """Whether a word tells what came or was made in a time, not how much there is at its end: 出栏, 水产品产量."""
    return not token.kinds.isdisjoint(_FLOWING) or _is_made(token)


def _is_made(token: Token) -> bool:
    """Whether a word tells what is made or dealt in over a time: 水产品产量, 证券交易额."""
    return token.words.endswith(_made())


@of_lexicon
def _made() -> tuple[str, ...]:
    return tuple(table("words")["periods"]["made"])


def _running(thread: Thread, figure: Figure) -> Period | None:
    """All the years that something lasts from one on: 从2005年开始连续三年."""
    now, count = thread.period, figure.quantity.number.value
    if not (thread.departing and figure.quantity.unit == "年" and count and now and OF_YEAR.fullmatch(now.edtf)):
        return None
    runs = figure.words.rstrip().endswith("连续") and now.start is not None and count == int(count) > 1
    return years(now.start.year, now.start.year + int(count) - 1) if runs and now.start else None


def starts(thread: Thread, figure: Figure) -> bool:
    """Whether a figure is the A of 由A提高到B, or one more of several: 分别从3元、5元提高到4元、6元."""
    if thread.leaving and figure.words.strip() in LISTING:
        return True
    return "from" in figure.kinds and begins_change(figure.own)


def _averaged(thread: Thread) -> Period | None:
    """The years that an average is over, where the sentence or the section has named them."""
    first, final = thread.started, thread.ended
    if first and first.end and final and final.end and first.end < final.end:
        return years(first.end.year + 1, final.end.year)  # 从2005年的…增加到2010年的…,平均每年
    if several(thread.period):
        return thread.period
    usual = thread.calendar.default
    return usual if several(usual) else None  # 年均 speaks of all the years of the section


def _since_base(thread: Thread) -> Period | None:
    """The years since that which was compared with last, where they are several: 是2020年的2倍,年均增长15%."""
    first, now = thread.base.year, thread.period
    if not (first and first.end and now and now.end and now.end.year > first.end.year + 1):
        return None
    return years(first.end.year + 1, now.end.year)


def _is_year_end(thread: Thread) -> bool:
    """Whether the period is the state at the end of the section's year."""
    now, usual = thread.period, thread.calendar.default
    return bool(now and usual and now.edtf.startswith("../") and now.end == usual.end)


def _start(thread: Thread) -> Period | None:
    """The period of the A of 由A提高到B: its own, the pair's before it, what B is compared with, or one before."""
    now = thread.period
    dated = thread.dated and thread.departing
    thread.leaving, thread.before = True, thread.until if dated else now
    if dated:
        thread.started, thread.ended = now, None
        if thread.leading is now:  # 由1997年的A: no other figure is of that year
            thread.leading, thread.frame = thread.outer
    elif thread.started is None:
        thread.started, thread.ended = _earlier(thread, now), None
    return thread.started


def _earlier(thread: Thread, now: Period | None) -> Period | None:
    """The time before a change that ends with ``now``, where only the words around it tell."""
    if thread.base.year:
        return thread.base.year
    if now and now.start and (several(now) or is_open(now)):
        return year(now.start.year - (not thread.bounded))
    if thread.calendar.is_ahead and thread.calendar.present and (now == thread.calendar.default or is_ahead(thread)):
        return as_of(thread.calendar.present)
    return None


def _arrive(thread: Thread) -> Period | None:
    """The period of the B of 由A提高到B."""
    thread.leaving = False
    if thread.dated:
        thread.ended = thread.period
    final = last_year(thread.calendar.default if is_open(thread.before) else thread.before)
    if not thread.dated and thread.ended is None and thread.started is not None and thread.before:
        thread.ended = final
    now = thread.ended or final
    lasts = several(thread.before) or is_open(thread.before)
    thread.period = now if thread.dated or not lasts else thread.before
    return now


def is_ahead(thread: Thread) -> bool:
    """Whether the period at hand ends after that of the report and of the section."""
    now, present, usual = _at_hand(thread), thread.calendar.present, thread.calendar.default
    if now is None or now.end is None or now is usual:
        return False
    ends = [of.end for of in (present, usual) if of and of.end]
    if not ends or now.end <= (last := max(ends)):
        return False
    begun = now.start is not None and now.start <= last
    return not (begun and several(now) and now.end.year == thread.calendar.this_year)


def is_so_far(thread: Thread) -> bool:
    """Whether the period at hand is the year of a section on a part of it: 今年 is that year so far."""
    present, usual = thread.calendar.present, thread.calendar.default
    return bool(present and present is usual and present.end and _at_hand(thread) == year(present.end.year))


def is_dated_ahead(thread: Thread) -> bool:
    """Whether a time that has not come yet was heard since the figure before: 由2026年的A提高到2030年的B."""
    return thread.dated and is_ahead(thread)


def is_present(thread: Thread) -> bool:
    """Whether the period at hand is a state that is no later than what the report looks back on."""
    now, present = _at_hand(thread), thread.calendar.present
    if now is None or not now.edtf.startswith("../"):
        return False
    return not (now.end and present and present.end and now.end > present.end)


def is_lately(thread: Thread) -> bool:
    """Whether the period is as of a day of the first months of a plan's year: that is past, no aim."""
    now, usual = _at_hand(thread), thread.calendar.default
    told = now is not None and _EARLY.fullmatch(now.edtf)
    return bool(told and usual and usual.start and usual.start.year == int(told[1]))


def is_past(thread: Thread) -> bool:
    """Whether the period at hand ends before that of a plan begins."""
    now, usual = _at_hand(thread), thread.calendar.default
    return bool(now and now.end and usual and usual.start and now.end < usual.start)


def _at_hand(thread: Thread) -> Period | None:
    """The period of the figure at hand: that of the B of 由A提高到B is not that of the A."""
    return thread.once or (thread.before if thread.leaving and not thread.dated else thread.period)
