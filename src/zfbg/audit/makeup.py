"""The two ways in which figures of one kind are held against each other: parts make up a whole; a part is in it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zfbg.audit.claims import Claim, plain, told
from zfbg.audit.intervals import NOTHING, ROUNDED, Interval, difference, printed, total, worth
from zfbg.audit.sentences import Figure
from zfbg.model import Fact


def makes_up(check: str, strength: str, whole: Figure, parts: Sequence[Figure]) -> Claim:
    """That ``parts`` make up ``whole``."""
    unit = whole.fact.unit

    def holds(slack: Decimal) -> bool:
        return total(printed(part.fact, slack, unit) for part in parts).meets(printed(whole.fact, slack, unit))

    said = " + ".join(told(part.fact) for part in parts)
    made = total(printed(part.fact, ROUNDED, unit) for part in parts)
    whole_told = told(whole.fact)
    facts = (whole.fact, *(part.fact for part in parts))
    exact = sum_of([part.fact for part in parts], unit)
    if exact is not None and whole.fact.value is not None:
        off = difference(exact, whole.fact.value)
        what = f"{plain(abs(off), unit)} {'more' if off > 0 else 'less'} than"
        return Claim(
            check,
            strength,
            facts,
            holds,
            f"{whole_told} is {said}",
            f"{said} make {plain(exact, unit)}, {what} {whole_told}",
        )
    least = "" if made.lower is None else f" at least {plain(made.lower, unit)}"
    most = "" if made.upper is None else f"{' and' if least else ''} at most {plain(made.upper, unit)}"
    return Claim(
        check,
        strength,
        facts,
        holds,
        f"{whole_told} can be {said}, which make{least}{most}",
        f"{said} make{least}{most}, and {whole_told} cannot be",
    )


def at_most(check: str, strength: str, part: Figure | Sequence[Figure], whole: Figure, why: str = "") -> Claim:
    """That ``part``, or several together, are no more than ``whole``."""
    parts = [part] if isinstance(part, Figure) else list(part)
    unit = whole.fact.unit

    def holds(slack: Decimal) -> bool:
        return total(printed(each.fact, slack, unit) for each in parts).reaches(printed(whole.fact, slack, unit))

    said = " + ".join(told(each.fact) for each in parts)
    exact = sum_of([each.fact for each in parts], unit)
    off = ""
    if exact is not None and whole.fact.value is not None:
        off = f" by {plain(difference(exact, whole.fact.value), unit)}"
    facts = (whole.fact, *(each.fact for each in parts))
    because = f" ({why})" if why else ""
    least = total(printed(each.fact, NOTHING, unit) for each in parts).lower
    needs = f", where it is {plain(least, unit)} or more" if exact is None and least is not None and least > 0 else ""
    return Claim(
        check,
        strength,
        facts,
        holds,
        f"{said} is no more than {told(whole.fact)}{needs}{because}",
        f"{said} is more than {told(whole.fact)}{off}{needs}{because}",
    )


def sum_of(facts: Sequence[Fact], unit: str) -> Decimal | None:
    """The sum of what is printed, in ``unit``; None where a figure is masked or a range."""
    if any(fact.value is None for fact in facts):
        return None
    made = Interval.at(Decimal(0))
    for fact in facts:
        assert fact.value is not None
        made = made + Interval.at(fact.value).times(worth(fact.unit, unit))
    return made.lower
