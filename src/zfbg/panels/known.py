"""What a printed figure says of a number: its value, and between which ends the number may be."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal
from itertools import combinations

from attrs import frozen

from zfbg.audit.intervals import CUT, ROUNDED, Interval, printed
from zfbg.facts.mentions.units import in_base
from zfbg.model import Fact

# Whatever the decimal context of the caller: enough digits for any printed figure, and no traps.
EXACT = Context(prec=60, traps=[])


@frozen
class Known:
    """A figure in its base unit. ``value`` is None for a range; ``lower`` and ``upper`` are what the words say (超过,
    3至5), None being open; ``bound`` is as in a fact. ``step`` is the worth of the last printed digit, ``can_be`` what
    the number can be that was printed so.
    """

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    bound: str
    step: Decimal
    can_be: Interval

    @property
    def exact(self) -> bool:
        """Whether the number is said as it is, but for its rounding."""
        return self.value is not None and not self.bound

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The ends of ``can_be``, infinite where it is open."""
        low, high = self.can_be.lower, self.can_be.upper
        return Decimal("-Infinity") if low is None else low, Decimal("Infinity") if high is None else high

    @property
    def width(self) -> Decimal:
        """How much the number may be off by."""
        low, high = self.ends
        return high - low


def of(fact: Fact) -> Known:
    """What ``fact`` says, in ``fact.base_unit``.

    >>> import zfbg
    >>> of(zfbg.parse("一、工作情况\\n进出口总额54亿元。").facts[0]).can_be
    Interval(lower=Decimal('5350000000'), upper=Decimal('5500000000'))
    """
    digits = next((each for each in (fact.value, fact.lower, fact.upper) if each is not None), Decimal(0))
    exponent = digits.as_tuple().exponent
    step = in_base(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), fact.unit)
    lower, upper = (None if end is None else in_base(end, fact.unit) for end in (fact.lower, fact.upper))
    return Known(fact.base_value, lower, upper, fact.bound, step, _can_be(fact))


def _can_be(fact: Fact) -> Interval:
    """What a number can be that is printed as in ``fact``: rounded, or with its end cut off, which makes it smaller."""
    near, far = printed(fact, ROUNDED), printed(fact, CUT)
    if fact.value is not None and not fact.bound:
        near = Interval(near.lower, far.upper) if fact.value >= 0 else Interval(far.lower, near.upper)
    ends = (None if end is None else in_base(end, fact.unit) for end in (near.lower, near.upper))
    return Interval(*ends)


def agree(figures: Iterable[Known]) -> bool:
    """Whether all figures can have been printed of one number.

    54 can be 54.6 with its end cut off. 7.0 and 7.1 have the same digits, and are two numbers.

    >>> import zfbg
    >>> def told(*figures):
    ...     facts = (zfbg.parse(f"一、工作情况\\n进出口总额{figure}亿元。").facts[0] for figure in figures)
    ...     return agree(map(of, facts))
    >>> told("54", "54.6"), told("54", "55.2"), told("7.0", "7.1")
    (True, False, False)
    """
    told = list(figures)
    by_step: dict[Decimal, Decimal] = {}
    for figure in told:
        if figure.exact and figure.value is not None and by_step.setdefault(figure.step, figure.value) != figure.value:
            return False
    return all(one.meets(other) for one, other in combinations(dict.fromkeys(each.can_be for each in told), 2))
