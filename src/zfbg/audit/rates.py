"""Rates against the counts that they are of: 22个待整改项目,16个已整改,整改完成率73%; and rates in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from zfbg.audit.claims import LIKELY, PLAIN, POSSIBLE, Claim, plain, told, weigh
from zfbg.audit.intervals import NOTHING, ROUNDED, Interval, counts, printed, product, quotient
from zfbg.audit.sentences import Figure, Sentence, sentences
from zfbg.audit.sums import is_level
from zfbg.lexicon import of_lexicon, table
from zfbg.model import Fact, Finding, Report

CHECK = "rates"
WHOLE = Decimal(100)
# So many figures before a rate are looked at.
FAR = 6


def find(report: Report) -> Iterator[Finding]:
    """Rates that do not follow from their counts, or stand in the wrong order."""
    yield from weigh(report, claims(report))


def claims(report: Report) -> Iterator[Claim]:
    """What the rates of a report say of the counts before them, and of each other."""
    for sentence in sentences(report):
        for figure in sentence.figures:
            if is_rate(figure.fact):
                yield from _of_counts(sentence, figure)
                yield from _of_all(sentence, figure)
        yield from _ordered(sentence)


def is_rate(fact: Fact) -> bool:
    """Whether a figure is a rate of something that is counted: 办结率95%."""
    return fact.measure in {"level", "progress"} and fact.unit == "%" and fact.indicator.endswith("率")


def is_bounded(fact: Fact) -> bool:
    """Whether a rate is of a part of a whole, and so never above 100 %."""
    return fact.unit == "%" and fact.measure == "level" and fact.indicator.endswith(_bounded())


def _of_counts(sentence: Sentence, rate: Figure) -> Iterator[Claim]:
    """The count that what the rate is of was done, and the one before it, of all."""
    before = sentence.figures[max(0, rate.number - FAR) : rate.number]
    for done in reversed(before):
        if not is_level(done.fact):
            continue
        wholes = [
            each
            for each in reversed(before)
            if each.end <= done.start and is_level(each.fact) and each.kind == done.kind
        ]
        if not wholes:
            continue
        verb = next((verb for verb in table("audit")["done"]["verbs"] if verb in rate.fact.indicator), "")
        said = _said_done(sentence, done, verb)
        strength = POSSIBLE if not said else PLAIN if len(wholes) == 1 else LIKELY
        made = [_share(rate, done, whole, strength) for whole in wholes]
        claim = next((claim for claim in made if claim.holds_as_printed), made[0])
        if said or (claim.exact and done.fact.value not in {whole.fact.value for whole in wholes}):
            yield claim
        return


def _said_done(sentence: Sentence, count: Figure, verb: str) -> bool:
    """Whether the text says that what is counted was done, of what was counted before: 已办结298个."""
    before, after = count.lead[-12:], sentence.after(count, 8)
    if not verb or not (verb in before or verb in after):
        return False
    return any(word in before for word in table("audit")["done"]["of"])


def _share(rate: Figure, done: Figure, whole: Figure, strength: str) -> Claim:
    unit = whole.fact.unit

    def holds(slack: Decimal) -> bool:
        # done = rate of the whole, without a division
        said = printed(rate.fact, slack).within(Decimal(0), None) * printed(whole.fact, slack)
        return said.meets(printed(done.fact, slack, unit).times(WHOLE))

    what = f"{told(done.fact)} of {told(whole.fact)}"
    value, all_, part = rate.fact.value, whole.fact.value, done.fact.value
    facts = (whole.fact, done.fact, rate.fact)
    if value is None or not all_ or part is None:
        return Claim(
            CHECK, strength, facts, holds, f"{what} can be {told(rate.fact)}", f"{what} cannot be {told(rate.fact)}"
        )
    made = quotient(printed(done.fact, Decimal(0), unit).times(WHOLE).lower or part, all_)
    return Claim(
        CHECK,
        strength,
        facts,
        holds,
        f"{what} is {plain(made, '%')}: {told(rate.fact)}",
        f"{what} is {plain(made, '%')}, not {told(rate.fact)}",
    )


def _of_all(sentence: Sentence, rate: Figure) -> Iterator[Claim]:
    """全部按时办结,办结率…: what was done with all has a rate of 100 %; a masked one may be determined."""
    fact = rate.fact
    verb = fact.indicator[:-1]
    said = re.search(f"全部[^,;:、]{{0,4}}{re.escape(verb)}(?=,)", rate.lead) if len(verb) >= 2 else None
    if said:
        yield Claim(
            CHECK,
            LIKELY,
            (fact,),
            lambda slack: printed(fact, slack).meets(Interval.at(WHOLE)),
            f"“{said[0]}”: {told(fact)} is 100%",
            f"“{said[0]}” says all, {told(fact)} does not",
        )
    elif fact.mask and is_bounded(fact) and fact.lower is not None and fact.lower >= WHOLE:
        # A rate of a part with so many digits before the point.
        possible = fact.lower == WHOLE
        yield Claim(
            CHECK,
            LIKELY,
            (fact,),
            lambda _: possible,
            f"{told(fact)} can only be 100%",
            f"{told(fact)} is above 100%",
        )


def _ordered(sentence: Sentence) -> Iterator[Claim]:
    """Rates of one thing that follow on each other: nothing is settled that was not answered."""
    rates = [figure for figure in sentence.figures if figure.fact.measure == "level" and is_rate(figure.fact)]
    for one, other in pairwise(rates):
        if one.fact.subject != other.fact.subject and other.fact.subject:
            continue
        for order in table("audit")["stages"]["rates"]:
            places = [_place(figure.fact.indicator, order) for figure in (one, other)]
            if None not in places and places[0] != places[1]:
                first, last = (one, other) if str(places[0]) < str(places[1]) else (other, one)
                yield _follows(sentence, first, last)
                break


def _follows(sentence: Sentence, first: Figure, last: Figure) -> Claim:
    """That the rate of what comes last is no more than that of what comes first; both of one count, if there is one."""
    earlier = min(first.number, last.number)
    counted = [each for each in sentence.figures[max(0, earlier - 2) : earlier] if is_level(each.fact)]
    size = counted[-1].fact.value if counted and counts(counted[-1].fact) and not counted[-1].fact.bound else None

    def ends(slack: Decimal) -> tuple[Interval, Interval]:
        found = [printed(figure.fact, slack).within(Decimal(0), WHOLE) for figure in (first, last)]
        whole = [_whole(each, size) for each in found] if size else found
        return whole[0], whole[1]

    def holds(slack: Decimal) -> bool:
        most, least = ends(slack)
        return least.reaches(most)

    facts: tuple[Fact, ...] = (first.fact, last.fact)
    of = ""
    if size:
        facts = (counted[-1].fact, *facts)
        most, least = ends(ROUNDED)
        low, high = plain(least.lower or NOTHING), plain(most.upper or NOTHING)
        of = f" (of {told(counted[-1].fact)}: at least {low}, and at most {high})"
    said = f"{told(last.fact)} is {{}} {told(first.fact)}, which comes first{{}}"
    return Claim(CHECK, LIKELY, facts, holds, said.format("no more than", ""), said.format("more than", of))


def _whole(rate: Interval, size: Decimal) -> Interval:
    """How many of ``size`` things, counted one by one, a rate in percent can be."""
    low, high = (None if end is None else quotient(product(end, size), WHOLE) for end in (rate.lower, rate.upper))
    return Interval(
        None if low is None else low.to_integral_value(ROUND_CEILING),
        None if high is None else high.to_integral_value(ROUND_FLOOR),
    )


def _place(indicator: str, order: list[str]) -> int | None:
    return next((at for at, rate in enumerate(order) if indicator.endswith(rate)), None)


@of_lexicon
def _bounded() -> tuple[str, ...]:
    return tuple(table("audit")["bounded"]["rates"])
