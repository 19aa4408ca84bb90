"""Calendars: what the times of a clause refer to, by its report, its section and the headings above it."""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts.mentions.edtf import months, year
from zfbg.facts.mentions.periods import Calendar, resolve
from zfbg.facts.mentions.quantities import mentions
from zfbg.lexicon import table
from zfbg.model import Meta, Period
from zfbg.template import Clause, Context, Stretch
from zfbg.text import Text, half_width

AHEAD = frozenset({"plan", "safeguards"})  # sections that speak of what is to be done
_NEXT = "下"
_YEAR = re.compile(r"\d{4}年?")
_REVIEW = re.compile(r"\d{4}年[^。,]{0,12}回顾$")  # 去年 below it is the year that it names
_MONTHS = re.compile(r"[\dxX×]{1,2}\s?(?:[-—~至－～]\s?[\dxX×]{1,2}\s?月|月份)")


def framed(text: Text, clause: Clause, context: Context) -> Context:
    """The context of a clause with the period of the words that open its part (这五年) or of a heading (1-9月…)."""
    if clause.frame and text.key.startswith(_NEXT, clause.frame.start):  # 下一步打算:一是…
        return evolve(context, role="plan", period=context.meta.plan_period or _next(context.meta.summary_period))
    if clause.frame and (ahead := _ahead(text, clause.frame, context)):
        return evolve(context, role="plan", period=ahead)
    if clause.frame and (context.titles or text.key[clause.frame.start].isdigit()):
        return evolve(context, period=_of_part(text, clause.frame, context) or context.period)
    title = next(filter(_MONTHS.match, reversed(context.titles)), "")
    return evolve(context, period=_of_title(title, context) or context.period) if title else context


def _next(present: Period | None) -> Period | None:
    """The rest of the year that a report tells the first months of, or the year behind that which it tells of."""
    if not (present and present.end):
        return None
    last = present.end
    return months(last.year, last.month + 1, 12) if last.month < 12 else year(last.year + 1)


def _ahead(text: Text, frame: Stretch, context: Context) -> Period | None:
    """The time behind the report's of which the words that open a part say what is to be done: 2012年,我们将…:一是…."""
    present, verbs = calendar(context).present, tuple(table("outline")["plan_verbs"])
    if not (present and present.end and text.key.endswith(verbs, frame.start, frame.end)):
        return None
    if not text.key[frame.start].isdigit():  # 明年
        return context.meta.plan_period or _next(year(present.end.year))
    coming = _of_part(text, frame, context)
    return coming if coming and coming.end and coming.end.year == present.end.year + 1 else None


def _of_part(text: Text, frame: Stretch, context: Context) -> Period | None:
    times = calendar(context)
    for mention in mentions(text.key, frame.start, frame.end):
        if mention.period and (period := resolve(mention.period, times)):
            return period
    return None


def _of_title(title: str, context: Context) -> Period | None:
    """The months of the section's year that a heading begins with: 1-11月交通事故情况."""
    title = half_width(title)
    first = next(iter(mentions(title, 0, len(title))), None)
    return resolve(first.period, calendar(context)) if first and first.period else None


def calendar(context: Context) -> Calendar:
    """What the times of a section refer to.

    今年 is the year in which a report was given to a congress, and that of the plan where a government's report without
    a date looks back on the year before; in any other report it is the section's, and that of a plan the plan's. So is
    明年 in the plan of an agency, whose report is written before that year, whatever its heading says.
    """
    meta = context.meta
    present, plan = meta.summary_period or context.period, meta.plan_period
    today = meta.delivered.year if meta.delivered else None
    if today is None and plan and plan.start and (context.role in AHEAD or _is_given(meta)):
        today = plan.start.year
    elif today is None and present and present.end:
        today = present.end.year
    coming = present.end.year + 1 if present and present.end and context.role in AHEAD and not _is_given(meta) else None
    coming = coming if plan and plan.start and plan.start.year == coming else None
    review = str(today) == (context.period and context.period.edtf) and any(map(_REVIEW.search, context.titles))
    return Calendar(context.period, present, today, review, coming)


def _is_given(meta: Meta) -> bool:
    """Whether a report is a government's to its congress; reports of agencies have titles that say so."""
    said = (
        "政府工作报告" in _YEAR.sub("", meta.title) if meta.title else (meta.issuer or "").endswith(("政府", "国务院"))
    )
    return said and len(meta.kinds) > 1
