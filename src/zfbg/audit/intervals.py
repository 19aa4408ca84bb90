"""What a printed figure can have been before it was rounded: an interval of exact Decimals, and its arithmetic.

All arithmetic keeps all digits, whatever the decimal context of the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from attrs import frozen

from zfbg.facts.mentions.units import COUNTED, base, dimension
from zfbg.model import Fact

# Half a unit of the last printed digit (GB/T 8170); a whole one where digits were cut off instead of rounded.
ROUNDED = Decimal("0.5")
CUT = Decimal(1)
# How far 约, 近 and 左右 reach, as a part of the figure: the words give no ends.
ABOUT = Decimal("0.1")
NOTHING = Decimal(0)

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_DIGITS = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


@frozen
class Interval:
    """All numbers from ``lower`` to ``upper``, both ends included; None is open.

    >>> rounded = Interval(Decimal("54.55"), Decimal("54.65"))
    >>> rounded.meets(Interval(Decimal("53.5"), Decimal("54.5")))
    False
    >>> (rounded + Interval.at(Decimal(1))).lower, rounded.meets(Interval(Decimal(54), None))
    (Decimal('55.55'), True)
    """

    lower: Decimal | None
    upper: Decimal | None

    @classmethod
    def at(cls, value: Decimal) -> Interval:
        """One number alone."""
        return cls(value, value)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.lower, other.lower), _plus(self.upper, other.upper))

    def __neg__(self) -> Interval:
        return Interval(_negative(self.upper), _negative(self.lower))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The products of members of both, where neither has a negative one; a lower end that is open counts as 0."""
        lower = _EXACT.multiply(self.lower or NOTHING, other.lower or NOTHING)
        open_above = self.upper is None or other.upper is None
        return Interval(lower, None if open_above else _EXACT.multiply(self.upper, other.upper))  # type: ignore[arg-type]

    def times(self, factor: Decimal) -> Interval:
        """Every member times ``factor``, which is not negative."""
        return Interval(_times(self.lower, factor), _times(self.upper, factor))

    def meets(self, other: Interval) -> bool:
        """Whether some number is in both."""
        return not (_above(self.lower, other.upper) or _above(other.lower, self.upper))

    def reaches(self, other: Interval) -> bool:
        """Whether some member is no greater than some member of ``other``."""
        return not _above(self.lower, other.upper)

    def within(self, lower: Decimal | None, upper: Decimal | None) -> Interval:
        """The part of it between ``lower`` and ``upper``."""
        least = self.lower if lower is None or (self.lower is not None and self.lower > lower) else lower
        most = self.upper if upper is None or (self.upper is not None and self.upper < upper) else upper
        return Interval(least, most)


def total(parts: Iterable[Interval]) -> Interval:
    """What the parts make together."""
    made = Interval.at(NOTHING)
    for part in parts:
        made = made + part
    return made


def printed(fact: Fact, slack: Decimal = ROUNDED, unit: str | None = None) -> Interval:
    """What the figure of ``fact`` can have been, in ``unit`` (its own where None): ``slack`` units of its last digit
    off, exact where it counts whole things, from or to its bound, and for 约 and 近 a tenth off.

    >>> import zfbg
    >>> invested, built = zfbg.parse("一、情况\\n完成工业投资5.60亿元，新建工业厂房12栋。").facts
    >>> printed(invested), printed(invested, unit="万元").lower, printed(built).upper
    (Interval(lower=Decimal('5.595'), upper=Decimal('5.605')), Decimal('55950.000'), Decimal('12'))
    """
    value = fact.value
    if fact.bound == "~" and value is not None:
        off = max(_EXACT.multiply(abs(value), ABOUT), _ulp(value))
        ends = Interval(_EXACT.subtract(value, off), _EXACT.add(value, off))
    elif value is None or fact.bound in {">=", "<="}:
        lower, upper = fact.lower, fact.upper
        if value is not None and lower is None and upper is None:
            lower, upper = (value, None) if (fact.bound == ">=") == (value >= 0) else (None, value)
        ends = Interval(lower, upper)
        if fact.mask and not counts(fact):
            ends = Interval(_plus(lower, _negative(_step(lower, slack))), _plus(upper, _step(upper, slack)))
    elif counts(fact):
        ends = Interval.at(value)
    else:
        off = _EXACT.multiply(_ulp(value), slack)
        ends = Interval(_EXACT.subtract(value, off), _EXACT.add(value, off))
    return ends if unit is None or unit == fact.unit else ends.times(worth(fact.unit, unit))


def counts(fact: Fact) -> bool:
    """Whether the figure counts whole things, one by one: 12栋, not 1.2万栋."""
    return dimension(fact.unit) in COUNTED and base(fact.unit)[0] == 1 and fact.unit != "" and "." not in fact.text


def worth(unit: str, other: str) -> Decimal:
    """How many of ``other`` one ``unit`` is; both have one base."""
    if unit == other:
        return Decimal(1)
    ratio = base(unit)[0] / base(other)[0]
    return _DIGITS.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))


def quotient(value: Decimal, divisor: Decimal) -> Decimal:
    """``value`` by ``divisor``, which is not 0, with 28 significant digits."""
    return _DIGITS.divide(value, divisor)


def product(value: Decimal, factor: Decimal) -> Decimal:
    """``value`` times ``factor``, exactly."""
    return _EXACT.multiply(value, factor)


def difference(value: Decimal, other: Decimal) -> Decimal:
    """``value`` less ``other``, exactly."""
    return _EXACT.subtract(value, other)


def _ulp(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent), _EXACT)


def _step(end: Decimal | None, slack: Decimal) -> Decimal | None:
    return None if end is None else _EXACT.multiply(_ulp(end), slack)


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else _EXACT.add(one, other)


def _times(end: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if end is None else _EXACT.multiply(end, factor)


def _negative(end: Decimal | None) -> Decimal | None:
    return None if end is None else end.copy_negate()


def _above(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one > other
