"""The same thing told twice: with one figure it holds, with two that cannot be one the report contradicts itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from zfbg.audit import naming
from zfbg.audit.claims import spans_of, told, torn
from zfbg.audit.intervals import CUT, ROUNDED, printed
from zfbg.audit.sentences import Sentence, kind, passages, sentences
from zfbg.audit.sums import is_level
from zfbg.lexicon import either, of_lexicon, table
from zfbg.model import Fact, Finding, Report

CHECK = "repeats"
# A name of so many characters tells what is measured; shorter ones are told of many things.
NAMED = 4
# So many figures of one name are held against each other, one with the next.
MANY = 6
# A phrase of so many characters in two sentences says that they tell of one thing.
PHRASE = 5
_HAN = re.compile("[\u4e00-\u9fff]+")
_BUDGET = re.compile("批准|调整|年初预算|预算数|提前下达|提前批|预期完成|支出预算|收入预算|安排|共计")
# So many times less or more is another unit, 万元 for 亿元.
SLIP = 1000


def find(report: Report) -> Iterator[Finding]:
    """Figures that are told more than once."""
    yield from _alike(report)
    yield from _done(report)


def compare(report: Report, other: Report) -> Iterator[Finding]:
    """What two reports tell of one indicator, place and time; a later one may well have other figures (初步统计)."""
    theirs = {(mark, *_how(fact)): fact for fact in other.facts if (mark := naming.mark(fact, other))}
    for fact in report.facts:
        mark = naming.mark(fact, report)
        twin = theirs.get((mark, *_how(fact))) if mark and comparable(fact) else None
        if twin is None:
            continue
        if _agree(fact, twin):
            said, severity = f"{told(fact)} is told so in the other report too", "holds"
        else:
            said, severity = f"{told(fact)} is {told(twin)} in the other report", "soft"
        yield Finding(CHECK, severity, said, (fact.span,), other_spans=(twin.span,))


def _how(fact: Fact) -> tuple[str, ...]:
    return (fact.measure, kind(fact), fact.base, fact.scope)


def _alike(report: Report) -> Iterator[Finding]:
    """Facts of one name, place and kind of figure; those of one time and status are one figure.

    Within one paragraph a second figure of a name is of something else, as a rule (8.9万亩, 累计120.5万亩), and so it
    is of an indicator that is not a known one.
    """
    groups: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for sentence in sentences(report):
        for figure in sentence.figures:
            fact = figure.fact
            if comparable(fact) and not torn(report, fact):
                place = naming.place(fact, report)
                mark = (naming.key(fact), fact.measure, kind(fact), fact.base, fact.scope, place)
                groups[mark].append(Told(fact, sentence))
    for group in groups.values():
        if not 1 < len(group) <= MANY:
            continue
        for at, again in enumerate(group[1:], start=1):
            twins = [each for each in group[:at] if _same(each.fact, again.fact)]
            if twin := next((each for each in twins if _agree(each.fact, again.fact)), None):
                said = f"{told(twin.fact)} and {told(again.fact)} agree"
                yield Finding(CHECK, "holds", said, spans_of((twin.fact, again.fact)))
            elif conflict := next((each for each in twins if _one_thing(each, again)), None):
                yield _contradiction(conflict.fact, again.fact)


@frozen(eq=False)
class Told:
    """A fact and the sentence that tells it."""

    fact: Fact
    sentence: Sentence


def _one_thing(one: Told, other: Told) -> bool:
    """Whether two figures are of one known indicator and time, told in two places, and not a budget and its change."""
    if one.sentence.paragraph == other.sentence.paragraph or not _one_time(one.fact, other.fact):
        return False
    budget = any(_BUDGET.search(each.sentence.words) for each in (one, other))
    known = bool(one.fact.indicator_id) and one.fact.subject == other.fact.subject
    if one.fact.measure == "growth" and one.fact.base != "yoy":
        known = False  # 增长5% may be what is to be
    known = known and "planned" not in {one.fact.status, other.fact.status}
    return known and one.fact.sure and other.fact.sure and not budget


def comparable(fact: Fact) -> bool:
    """Whether a figure tells of one thing that may be told again: it is sure, named, and says how much there is."""
    if fact.mask:
        return False
    named = len(naming.name(fact.subject + fact.indicator)) >= NAMED
    level = is_level(fact) or (fact.measure in {"growth", "share", "level"} and "%" in fact.unit)
    return named and level and bool(fact.status)


def _same(one: Fact, other: Fact) -> bool:
    """Whether two figures may tell of one thing: a number of whole things need not have its time repeated."""
    return _one_time(one, other) or (one.value == other.value and one.value is not None and abs(one.value) > 9)


def _one_time(one: Fact, other: Fact) -> bool:
    times = [fact.period.edtf.removeprefix("../") if fact.period else "" for fact in (one, other)]
    return times[0] == times[1] and bool(times[0]) and "X" not in times[0]


def _agree(one: Fact, other: Fact) -> bool:
    return printed(one).meets(printed(other, ROUNDED, one.unit))


def _contradiction(one: Fact, other: Fact) -> Finding:
    hint = ""
    if one.base_value and other.base_value:
        ratio = abs(one.base_value / other.base_value)
        if ratio >= SLIP or ratio * SLIP <= 1:
            hint = ", a thousand times as much or more: in another unit?"
    if not hint and printed(one, CUT).meets(printed(other, CUT, one.unit)):
        hint = ", as if digits had been cut off"
    when = f" of {one.period.edtf}" if one.period else ""
    what = f"{told(one)} ({one.status}) and {told(other)} ({other.status}) are told{when}"
    return Finding(CHECK, "soft", f"{what}, and cannot both be{hint}", spans_of((one, other)))


def _done(report: Report) -> Iterator[Finding]:
    """解决问题30余项 and 8个问题已销号: words for one end of a matter, in paragraphs that tell of one matter."""
    words: dict[int, list[str]] = defaultdict(list)
    ends: dict[tuple[str, str, str], list[tuple[Fact, int]]] = defaultdict(list)
    for sentence in passages(report):
        words[sentence.paragraph].append(sentence.words)
        for figure in sentence.figures:
            name, fact = naming.name(figure.name), figure.fact
            if is_level(fact) and fact.status == "actual" and _ending().search(name):
                mark = (_ending().sub("", name), figure.kind, naming.place(fact, report))
                ends[mark].append((fact, sentence.paragraph))
    for told_of in ends.values():
        for (one, said), (other, again) in pairwise(told_of if len(told_of) <= MANY else ()):
            if said == again or not _one_time(one, other) or _agree(one, other):
                continue
            if phrase := _shared("".join(words[said]), "".join(words[again])):
                what = f"{told(one)} and {told(other)} are told of one matter (“{phrase}”)"
                yield Finding(CHECK, "soft", f"{what}, and cannot both be", spans_of((one, other)))


def _shared(one: str, other: str) -> str:
    """A phrase about the end of the matter that stands in both paragraphs, apart from the figures."""
    phrases = {run[at : at + PHRASE] for run in _HAN.findall(one) for at in range(len(run) - PHRASE + 1)}
    shared = (run[at : at + PHRASE] for run in _HAN.findall(other) for at in range(len(run) - PHRASE + 1))
    return next((phrase for phrase in shared if phrase in phrases and _ending().search(phrase)), "")


@of_lexicon
def _ending() -> re.Pattern[str]:
    return re.compile(f"已?(?:{either(table('audit')['done']['same'])})")
