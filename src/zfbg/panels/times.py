"""Of what time a figure is, and of what kind that time is: figures of two kinds never stand in one series."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from attrs import frozen

from zfbg.model import Period

_QUARTERS = {(1, 3), (4, 6), (7, 9), (10, 12)}
_HALVES = {(1, 6), (7, 12)}


@frozen
class Time:
    """A period in the one EDTF form that it has here, its kind, its first and last day (None where it is open).

    ``kind`` is ``year``, ``half-year``, ``three-quarters`` (1-9月), ``quarter``, ``months-5`` (1-5月, and so for every
    other number of months from January), ``month``, ``day``, ``as-of``, ``years`` (whole ones, such as a 五年规划),
    ``since`` (2021年以来) or ``span`` (any other stretch).
    """

    edtf: str
    kind: str
    start: date | None
    end: date | None

    @property
    def sorting(self) -> tuple[str, str, str]:
        """By the day it ends, then by the day it begins."""
        return str(self.end or "9999"), str(self.start or ""), self.edtf


def of(period: Period | None) -> Time | None:
    """The time of a period; None where the text masks it or does not tell it.

    >>> day = date.fromisoformat
    >>> of(Period("2023-01/2023-12", day("2023-01-01"), day("2023-12-31"))).edtf
    '2023'
    >>> of(Period("2023-01/2023-05", day("2023-01-01"), day("2023-05-31"))).kind
    'months-5'
    >>> of(Period("../2023-06", None, day("2023-06-30")))
    Time(edtf='../2023-06-30', kind='as-of', start=None, end=datetime.date(2023, 6, 30))
    """
    if period is None:
        return None
    start, end = period.start, period.end
    if period.edtf.startswith("../"):
        return as_of(end) if end else None
    if start is None:
        return None
    if end is None:
        return Time(f"{start.isoformat()}/..", "since", start, None)
    return between(start, end)


def as_of(day: date) -> Time:
    """The state at the end of ``day``."""
    return Time(f"../{day.isoformat()}", "as-of", None, day)


def between(start: date, end: date) -> Time:
    """The time from one day up to and with another."""
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not whole:
        kind, edtf = ("day", str(start)) if start == end else ("span", f"{start}/{end}")
    elif start.year != end.year:
        years = (start.month, end.month) == (1, 12)
        kind, edtf = ("years", f"{start.year}/{end.year}") if years else ("span", f"{start:%Y-%m}/{end:%Y-%m}")
    elif (start.month, end.month) == (1, 12):
        kind, edtf = "year", str(start.year)
    else:
        kind = _within_a_year(start.month, end.month)
        edtf = f"{start:%Y-%m}" if kind == "month" else f"{start:%Y-%m}/{end:%Y-%m}"
    return Time(edtf, kind, start, end)


def _within_a_year(first: int, last: int) -> str:
    months = (first, last)
    if first == last:
        return "month"
    if months in _QUARTERS:
        return "quarter"
    if months in _HALVES:
        return "half-year"
    if months == (1, 9):
        return "three-quarters"
    return f"months-{last}" if first == 1 else "span"


def at_end(time: Time) -> Time:
    """The state at the end of a time, which a stock is told for: 2023年…企业412家 is as of the end of 2023."""
    return as_of(time.end) if time.end and time.kind not in ("as-of", "span", "day") else time


def year_before(time: Time) -> Time | None:
    """The same time one year before; None where that is no time of the same kind."""
    if time.end is None or time.kind in ("years", "since"):
        return None
    last = time.end.day == monthrange(time.end.year, time.end.month)[1]
    end = _back(time.end, last)
    return as_of(end) if time.start is None else between(_back(time.start, False), end)


def _back(day: date, last: bool) -> date:
    final = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, final if last else min(day.day, final))
