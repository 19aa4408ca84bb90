"""What a printed figure says of a number: its value, and between which ends the number may be."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal

from attrs import frozen

from zfbg.facts.units import in_base
from zfbg.model import Fact

HALF = Decimal("0.5")
# Whatever the decimal context of the caller: enough digits for any printed figure, and no traps.
EXACT = Context(prec=60, traps=[])


@frozen
class Known:
    """A figure in its base unit. ``value`` is None for a range; ``lower`` and ``upper`` are what the words say (超过,
    3至5), None being open; ``step`` is the worth of the last printed digit, of 约120 that of the last which is not
    nought; ``bound`` as in a fact.
    """

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    bound: str
    step: Decimal

    @property
    def exact(self) -> bool:
        """Whether the number is said as it is, but for its rounding."""
        return self.value is not None and not self.bound

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Between which ends the number is that was printed so, infinite where it is open.

        Printed digits are rounded or cut off: 54 is what is left of 53.5 up to 55. About 120 is 110 to 130.
        """
        if self.value is not None and self.bound in ("", "~"):
            size = abs(self.value)
            ends = size - (self.step if self.bound else self.step * HALF), size + self.step
            return ends if self.value >= 0 else (-ends[1], -ends[0])
        return (
            Decimal("-Infinity") if self.lower is None else self.lower,
            Decimal("Infinity") if self.upper is None else self.upper,
        )

    @property
    def width(self) -> Decimal:
        """How much the number may be off by."""
        low, high = self.ends
        return high - low


def of(fact: Fact) -> Known:
    """What ``fact`` says, in ``fact.base_unit``."""
    digits = next((each for each in (fact.value, fact.lower, fact.upper) if each is not None), Decimal(0))
    exponent = (digits.normalize() if fact.bound == "~" else digits).as_tuple().exponent
    step = in_base(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), fact.unit)
    lower, upper = (None if end is None else in_base(end, fact.unit) for end in (fact.lower, fact.upper))
    return Known(fact.base_value, lower, upper, fact.bound, step)


def agree(figures: Iterable[Known]) -> bool:
    """Whether all figures can have been printed of one number.

    54 can be 54.6 with its end cut off. 7.0 and 7.1 have the same digits, and are two numbers.

    >>> def printed(digits, step):
    ...     return Known(Decimal(digits), None, None, "", Decimal(step))
    >>> agree([printed("54", "1"), printed("54.6", "0.1")]), agree([printed("7.0", "0.1"), printed("7.1", "0.1")])
    (True, False)
    """
    told = list(figures)
    by_step: dict[Decimal, Decimal] = {}
    for figure in told:
        if figure.exact and figure.value is not None and by_step.setdefault(figure.step, figure.value) != figure.value:
            return False
    ends = [figure.ends for figure in told]
    return not ends or max(low for low, _ in ends) <= min(high for _, high in ends)
