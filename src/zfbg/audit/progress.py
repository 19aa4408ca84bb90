"""What is done against the plan: 完成计划的110.4% with both amounts, what a progress makes the plan, how far one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from zfbg.audit import naming
from zfbg.audit.claims import LIKELY, POSSIBLE, Claim, plain, rough, told, weigh
from zfbg.audit.intervals import NOTHING, ROUNDED, counts, printed, product, quotient
from zfbg.audit.sentences import Figure, Sentence, kind, sentences
from zfbg.audit.sums import is_level, levels
from zfbg.model import Fact, Finding, Period, Report

CHECK = "progress"
WHOLE = Decimal(100)
FAR = 5
_PLAN = re.compile("计划|目标|任务|预算")
_PLANNED = re.compile("调整后?|年初|年度|全年|计划|目标|任务|预算|安排|完成|实际")
_NEW = re.compile("^(?:新增|新培育|累计)")


def find(report: Report) -> Iterator[Finding]:
    """Progress that does not follow from what was planned and what was done."""
    yield from weigh(report, claims(report))
    yield from implied(report)
    yield from under_way(report)


def claims(report: Report) -> Iterator[Claim]:
    """What a report says of parts of plans."""
    before: Sentence | None = None
    for sentence in sentences(report):
        for figure in sentence.figures:
            if figure.fact.measure == "progress" and figure.fact.unit == "%":
                done = _done(sentence, figure)
                if done:
                    yield from _of_plan(sentence, figure, done)
                else:
                    yield from _of_whole_things(before, sentence, figure)
        before = sentence


def _done(sentence: Sentence, progress: Figure) -> Figure | None:
    """What was done: the amount of the same name before a progress."""
    before = sentence.figures[max(0, progress.number - FAR) : progress.number]
    key = naming.key(progress.fact)
    return next(
        (
            each
            for each in reversed(before)
            if is_level(each.fact) and each.fact.status != "planned" and naming.key(each.fact) == key
        ),
        None,
    )


def _of_plan(sentence: Sentence, progress: Figure, done: Figure) -> Iterator[Claim]:
    """The plan stands before what was done, or in a bracket behind the words of the progress."""
    around = sentence.figures[max(0, progress.number - FAR) : progress.number]
    plans = [
        each
        for each in reversed(around)
        if each is not done and is_level(each.fact) and each.kind == done.kind and _is_plan(each.fact, done.fact)
    ]
    if not plans:
        return
    made = [_progress(progress, done, plan, LIKELY if len(plans) == 1 else POSSIBLE) for plan in plans]
    yield next((claim for claim in made if claim.holds_as_printed), made[0])


def _is_plan(plan: Fact, done: Fact) -> bool:
    """Whether a figure is the plan of what was done: called alike, and planned."""
    said = _PLAN.findall(plan.indicator)
    planned = plan.status == "planned" or len(said) > len(_PLAN.findall(done.indicator))
    names = sorted(map(_unplanned, (plan.indicator, done.indicator)), key=len)
    return planned and len(names[0]) >= 2 and names[1].endswith(names[0])


def _unplanned(indicator: str) -> str:
    return _PLANNED.sub("", indicator)


def _progress(progress: Figure, done: Figure, plan: Figure, strength: str) -> Claim:
    unit = done.fact.unit

    def holds(slack: Decimal) -> bool:
        made = printed(progress.fact, slack).within(NOTHING, None) * printed(plan.fact, slack, unit)
        return made.meets(printed(done.fact, slack).times(WHOLE))

    facts = (plan.fact, done.fact, progress.fact)
    what = f"{told(done.fact)} of {told(plan.fact)}"
    value, of = done.fact.value, printed(plan.fact, NOTHING, unit).lower
    if value is None or not of or plan.fact.value is None:
        said = progress.fact.text
        return Claim(CHECK, strength, facts, holds, f"{what} can be {said}", f"{what} cannot be {said}")
    made = plain(quotient(product(value, WHOLE), of), "%")
    said = progress.fact.text
    return Claim(CHECK, strength, facts, holds, f"{what} is {made}: {said}", f"{what} is {made}, not {said}")


def _of_whole_things(before: Sentence | None, sentence: Sentence, progress: Figure) -> Iterator[Claim]:
    """申报22户。完成目标任务的275%: so many of a plan that is a whole number of 户."""
    if before is None or before.paragraph != sentence.paragraph or progress.number:
        return
    done = next((each for each in levels(before) if counts(each.fact)), None)
    if not done or done.fact.bound or not done.fact.value or not progress.fact.value:
        return
    plan = quotient(product(done.fact.value, WHOLE), progress.fact.value)

    def holds(slack: Decimal) -> bool:
        rate = printed(progress.fact, slack)
        if not rate.lower or not rate.upper or done.fact.value is None:
            return True
        made = product(done.fact.value, WHOLE)
        least = quotient(made, rate.upper).to_integral_value(ROUND_CEILING)
        return least <= quotient(made, rate.lower).to_integral_value(ROUND_FLOOR)

    what = f"{told(done.fact)}, {progress.fact.text} of what was planned, makes that {rough(plan, done.fact.unit)}"
    yield Claim(CHECK, POSSIBLE, (done.fact, progress.fact), holds, what, what)


def implied(report: Report) -> Iterator[Finding]:
    """What an amount and its progress make the plan: ``info`` where the report does not tell the plan."""
    for sentence in sentences(report):
        for figure in sentence.figures:
            fact = figure.fact
            done = _done(sentence, figure) if fact.measure == "progress" and fact.unit == "%" and fact.value else None
            if done and done.fact.value and fact.value and not next(_of_plan(sentence, figure, done), None):
                plan = rough(quotient(product(done.fact.value, WHOLE), fact.value), done.fact.unit)
                of = fact.scope or "the plan"
                said = f"{told(done.fact)}, {fact.text} of {of}, makes that about {plan}"
                yield Finding(CHECK, "info", said, (done.fact.span, fact.span))


def under_way(report: Report) -> Iterator[Finding]:
    """How much of what is planned for a year is done in a part of it: ``info``."""
    done: dict[tuple[str, str], Fact] = {}
    planned: list[Fact] = []
    for fact in report.facts:
        if is_level(fact) and fact.period and fact.sure:
            if fact.status == "planned":
                planned.append(fact)
            elif fact.status == "actual":
                for aim in _aims(fact):
                    done.setdefault((aim, fact.unit), fact)
    for plan in planned:
        part = next((done[aim, plan.unit] for aim in _aims(plan) if (aim, plan.unit) in done), None)
        if part and _within(part.period, plan.period) and part.value and plan.value and plan.value > 0:
            made = quotient(product(part.value, WHOLE), plan.value)
            when = part.period.edtf if part.period else ""
            said = f"{told(part)} in {when} is {rough(made, '%')} of {told(plan)} planned for {plan.period.edtf}"  # type: ignore[union-attr]
            yield Finding(CHECK, "info", said, (part.span, plan.span))


def compare(report: Report, other: Report) -> Iterator[Finding]:
    """What was done against what another report planned: ``info``; with a progress told, a claim."""
    plans = {
        found: fact for fact in other.facts if is_level(fact) and (found := naming.mark(fact, other, planned=True))
    }
    done: dict[tuple[str, ...], Fact] = {}
    for fact in report.facts:
        found = naming.mark(fact, report)
        plan = plans.get(found) if found else None
        if not found or not plan:
            continue
        if is_level(fact) and kind(fact) == kind(plan) and found not in done:
            done[found] = fact
            of = printed(plan, NOTHING, fact.unit).lower or plan.value
            made = f" is {rough(quotient(product(fact.value, WHOLE), of), '%')} of" if fact.value and of else " of"
            said = f"{told(fact)}{made} {told(plan)} planned in the other report"
            yield Finding(CHECK, "info", said, (fact.span,), other_spans=(plan.span,))
        elif fact.measure == "progress" and fact.unit == "%" and found in done:
            level = done[found]
            rate = printed(fact).within(NOTHING, None) * printed(plan, ROUNDED, level.unit)
            agrees = rate.meets(printed(level).times(WHOLE))
            said = (
                f"{told(level)} is {'' if agrees else 'not '}{fact.text} of {told(plan)}, planned in the other report"
            )
            spans = (level.span, fact.span)
            yield Finding(CHECK, "holds" if agrees else "soft", said, spans, other_spans=(plan.span,))


def _aims(fact: Fact) -> tuple[str, ...]:
    """By what names an aim is known again: its id, and its name without 新增."""
    name = _NEW.sub("", naming.name(fact.subject + fact.indicator))
    return (fact.indicator_id, name) if fact.indicator_id else (name,)


def _within(part: Period | None, whole: Period | None) -> bool:
    """Whether a time lies in another, and is not all of it."""
    if not (part and whole and part.end and whole.start and whole.end):
        return False
    start = part.start or part.end
    return whole.start <= start and part.end <= whole.end and (part.start, part.end) != (whole.start, whole.end)
