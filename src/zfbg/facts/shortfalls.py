"""Sections that tell first what is lacking and then what is planned: 存在的不足及明年设想.

Their headings make them plans; what is lacking in them exists, in the time that the report looks back on.
"""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts.calendars import AHEAD
from zfbg.lexicon import alternation, either, of_lexicon, table
from zfbg.template import Clause, Context
from zfbg.text import Text, half_width


def parted(text: Text, clause: Clause, context: Context) -> tuple[tuple[Clause, Context], ...]:
    """A clause of such a section in up to two parts, each with its context; any other clause as it is."""
    titles = [half_width(title) for title in context.titles] if context.role in AHEAD else []
    at = next((n for n in range(len(titles) - 1, -1, -1) if _lacking().search(titles[n])), -1)
    if at < 0 or any(_doing().match(title) or _planned().search(title) for title in titles[at + 1 :]):
        return ((clause, context),)
    title, key = titles[at], text.key
    first = clause.start + (len(clause.marker.text) if clause.marker else 0)
    heading = key.rfind(title, 0, clause.start)
    begins = _planning().search(key, heading + len(title) if heading >= 0 else clause.start, clause.end)
    at = begins.start() if begins else clause.end
    if at <= first or _doing().match(key, first):
        return ((clause, context),)
    lacking = evolve(context, role="problems", period=context.meta.summary_period or context.period)
    if begins is None:
        return ((clause, lacking),)
    return ((evolve(clause, end=at), lacking), (evolve(clause, start=at, marker=None), context))


@of_lexicon
def _lacking() -> re.Pattern[str]:
    """What a heading joins to what is planned: 不足与2013年设想."""
    return re.compile(f"(?:{either(table('words')['shortfalls']['lacking'])})[及与和暨、以]")


@of_lexicon
def _planning() -> re.Pattern[str]:
    """How a sentence or paragraph begins from which on a section plans."""
    begins = alternation(table("words")["shortfalls"]["planning"])
    return re.compile(rf"(?<=[。;\n])\s*(?:[(]?[一二三四五六七八九十\d]{{1,2}}[、.)是]\s?)?(?:{begins})")


@of_lexicon
def _planned() -> re.Pattern[str]:
    """What a heading below says that comes to what is planned."""
    return re.compile(alternation(table("words")["shortfalls"]["planning"]))


@of_lexicon
def _doing() -> re.Pattern[str]:
    """The verb that a paragraph begins with that says what is to be done."""
    verbs = [verb for verb in table("roles")["form"]["verbs"] if len(verb) > 1]
    return re.compile(f"\\s*(?:[一二三四五六七八九十]是|要)?(?:{either(verbs)})")
