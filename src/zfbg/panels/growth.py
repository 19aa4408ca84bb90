"""Growth that follows from two levels a year apart, where the terms of the statistics allow to reckon it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from attrs import evolve, field, frozen

from zfbg.audit.growth import named_real
from zfbg.brief import line
from zfbg.lexicon import table
from zfbg.panels import times
from zfbg.panels.cells import Cell
from zfbg.panels.times import Time
from zfbg.panels.told import Series

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@frozen
class Growth:
    """A growth in % that no text says, reckoned from the cells ``level`` and ``before``, a year apart.

    ``lower`` and ``upper`` are what it can be by the printed digits of both. ``soft`` says that the two levels are of
    different firms (规上, 限上): the growth that a bureau states need not follow from them. ``reported`` is the cell of
    the growth that a report tells, where there is one, ``agrees`` whether that can have been printed of it.
    """

    series: Series
    time: Time
    value: Decimal
    lower: Decimal
    upper: Decimal
    status: str
    soft: bool
    level: Cell = field(repr=False)
    before: Cell = field(repr=False)
    reported: Cell | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return line(self, self.series.told, self.time.edtf, f"{self.value}%", "soft" if self.soft else "")

    @property
    def agrees(self) -> bool | None:
        """Whether the reported growth can be that of the two levels; None where none is reported."""
        if self.reported is None or self.reported.known is None:
            return None
        low, high = self.reported.known.ends
        return low <= self.upper and self.lower <= high


def growths(cells: Sequence[Cell]) -> Iterator[Growth]:
    """The growth of each level among ``cells`` that may be reckoned, with what is reported of it there."""
    by_key = {(cell.series, cell.time.edtf): cell for cell in cells if cell.status != "planned"}
    for cell in by_key.values():
        earlier = times.year_before(cell.time)
        before = by_key.get((cell.series, earlier.edtf)) if earlier else None
        now, then = _level(cell), before and _level(before)
        if not (now and before and then):
            continue
        series = evolve(cell.series, measure="growth", base="yoy", unit="%")
        yield Growth(
            series=series,
            time=cell.time,
            value=_rate(now.value, then.value).quantize(CENT, ROUND_HALF_EVEN),
            lower=_rate(now.lower, then.upper).quantize(CENT, ROUND_FLOOR),
            upper=_rate(now.upper, then.lower).quantize(CENT, ROUND_CEILING),
            status="estimated" if "estimated" in (cell.status, before.status) else "actual",
            soft=says(series.indicator, "same_set"),
            level=cell,
            before=before,
            reported=by_key.get((series, cell.time.edtf)),
        )


@frozen
class _Level:
    """A level above 0, and what it can be by its printed digits."""

    value: Decimal
    lower: Decimal
    upper: Decimal


def _level(cell: Cell) -> _Level | None:
    """The level of a cell whose growth follows from two of its kind: a count or an amount, said as it is."""
    series, known = cell.series, cell.known
    if series.measure != "level" or series.unit == "%" or known is None or known.value is None or not known.exact:
        return None
    if known.ends[0] <= 0 or named_real(series.indicator) or says(series.indicator, "rates"):
        return None
    return _Level(known.value, *known.ends)


def _rate(new: Decimal, old: Decimal) -> Decimal:
    return (new / old - 1) * HUNDRED


def says(name: str, kind: str) -> bool:
    """Whether a name has one of the words of ``lexicon/series.toml`` in it."""
    return any(word in name for word in table("series")[kind])
