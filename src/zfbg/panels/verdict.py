"""Whether a target is met: certain, or not said at all."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from zfbg.panels.growth import says
from zfbg.panels.known import Known
from zfbg.panels.told import Series

OPEN = "undecided"


@frozen
class Tolerance:
    """How near is near (左右, 约): ``points`` of a rate or an index, else ``part`` of the target."""

    points: Decimal = Decimal("0.3")
    part: Decimal = Decimal("0.05")

    def of(self, goal: Decimal, unit: str) -> Decimal:
        """How much an outcome may be off a target ``goal``."""
        return self.points if unit in ("%", "个百分点") else abs(goal) * self.part


def way(series: Series, goal: Known) -> str:
    """In which direction an outcome is better than a target: ``more``, ``less``, or ``near`` where neither is.

    以上 and 以内 tell; else what is measured does (失业率, 事故起数), and a rank. Of a decline that is planned of
    anything else it is not known whether it is wanted or feared.
    """
    if goal.lower is not None and goal.upper is None:
        return "more"
    if goal.upper is not None and goal.lower is None:
        return "less"
    if says(series.indicator, "near"):
        return "near"
    if series.measure == "rank" or says(series.indicator, "less"):
        return "less"
    return "near" if goal.ends[1] < 0 and series.measure in ("growth", "change") else "more"


def verdict(series: Series, goal: Known, outcome: Known, tolerance: Tolerance) -> tuple[str, str]:
    """``met``, ``missed`` or ``undecided``, and in the last case why."""
    low, high = outcome.ends if outcome.value is None or outcome.bound else (outcome.value, outcome.value)
    least, most = _aim(series, goal, tolerance)
    kind = way(series, goal)
    if (kind == "less" or low >= least) and (kind == "more" or high <= most):
        return "met", ""
    if (kind == "more" and high < least) or (kind == "less" and low > most):
        return "missed", ""
    if kind == "near" and (high < least or low > most):
        return OPEN, "it is off the target, and neither more nor less is known to be better"
    return OPEN, "what is said of the outcome leaves it open"


def gap(series: Series, goal: Known, outcome: Known) -> tuple[Decimal | None, Decimal | None]:
    """How much an outcome is above the target (negative: below): in the unit of the series, and in % of the target.

    Of a target that is a range, the end that has to be reached counts. None where the outcome is no number.
    """
    aim = goal.value if goal.value is not None else goal.upper if way(series, goal) == "less" else goal.lower
    if aim is None or outcome.value is None or outcome.bound not in ("", "~"):
        return None, None
    above = outcome.value - aim
    return above, (above / abs(aim) * 100).quantize(Decimal("0.01")) if aim else None


def _aim(series: Series, goal: Known, tolerance: Tolerance) -> tuple[Decimal, Decimal]:
    """The least and the most that an outcome may be."""
    if goal.value is None or goal.bound in (">=", "<="):
        return goal.ends
    near = goal.bound == "~" or way(series, goal) == "near"
    off = tolerance.of(goal.value, series.unit) if near else Decimal(0)
    return goal.value - off, goal.value + off
