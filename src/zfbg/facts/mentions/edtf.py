"""Years, months, days and spans of them as periods in EDTF (ISO 8601-2); a masked year is ``XXXX``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from zfbg.model import Period

# A year that has every day.
LEAP = 2000
# From a day on, to a day, or a day alone: 2023-06-01, 2023-06-01/2023-06-10, XXXX-06-14.
_DAYS = re.compile(r"(?:[\dX]{4}-\d{2}-\d{2}/?){1,2}")
_FEW = timedelta(days=27)


@lru_cache(512)
def year(number: int | None) -> Period:
    """A calendar year; None is a masked one.

    >>> year(2021).edtf, year(None).edtf
    ('2021', 'XXXX')
    """
    if number is None:
        return Period("XXXX")
    return Period(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def years(first: int | None, last: int | None) -> Period:
    """Whole years together, such as those of a five-year plan.

    >>> years(2021, 2025).edtf
    '2021/2025'
    """
    return Period(f"{year(first).edtf}/{year(last).edtf}", year(first).start, year(last).end)


@lru_cache(512)
def month(of_year: int | None, number: int | None) -> Period:
    """A month; either part may be masked.

    >>> month(2023, 5).edtf, month(None, None).edtf
    ('2023-05', 'XXXX-XX')
    """
    edtf = f"{'XXXX' if of_year is None else format(of_year, '04')}-{'XX' if number is None else format(number, '02')}"
    if of_year is None or number is None:
        return Period(edtf)
    return Period(edtf, date(of_year, number, 1), date(of_year, number, monthrange(of_year, number)[1]))


def months(of_year: int | None, first: int | None, last: int | None) -> Period:
    """Months of one year together: 1-5月, 上半年, 一季度.

    >>> months(2023, 1, 6).edtf, months(None, 1, 6).edtf
    ('2023-01/2023-06', 'XXXX-01/XXXX-06')
    """
    low, high = month(of_year, first), month(of_year, last)
    return (
        low if low.edtf == high.edtf and first is not None else Period(f"{low.edtf}/{high.edtf}", low.start, high.end)
    )


def day(of_year: int | None, of_month: int, number: int) -> Period | None:
    """A day, or None where the calendar has none such.

    >>> day(2023, 6, 14).edtf, day(None, 2, 29).edtf, day(2023, 2, 29)
    ('2023-06-14', 'XXXX-02-29', None)
    """
    try:
        when = date(of_year or LEAP, of_month, number)
    except ValueError:
        return None
    return Period(when.isoformat(), when, when) if of_year else Period(f"XXXX{when.isoformat()[4:]}")


def span(first: Period, last: Period) -> Period | None:
    """From the first day of one period to the last of another, None where that lies before.

    >>> span(month(2017, 8), month(2018, 3)).edtf
    '2017-08/2018-03'
    """
    if first.start and last.end and first.start > last.end:
        return None
    return Period(f"{first.edtf.partition('/')[0]}/{last.edtf.rpartition('/')[2]}", first.start, last.end)


def since(period: Period) -> Period:
    """From the first day of ``period`` on: 自2018年以来.

    >>> since(year(2018)).edtf
    '2018/..'
    """
    return Period(f"{period.edtf.partition('/')[0]}/..", period.start, None)


def decade(first: int) -> Period:
    """The ten years that begin with ``first``.

    >>> decade(1990).edtf
    '199X'
    """
    return Period(f"{first // 10}X", date(first, 1, 1), date(first + 9, 12, 31))


def as_of(period: Period) -> Period:
    """The state at the end of ``period``: 截至6月底, 目前.

    >>> as_of(months(2023, 1, 6)).edtf
    '../2023-06'
    """
    return Period(f"../{period.edtf.rpartition('/')[2]}", None, period.end)


def year_before(period: Period) -> Period | None:
    """The same time of the year before, None where its year is masked.

    >>> year_before(months(2023, 1, 6)).edtf, year_before(year(None))
    ('2022-01/2022-06', None)
    """
    if "X" in period.edtf:
        return None
    edtf = re.sub(r"\d{4}", lambda found: f"{int(found[0]) - 1:04}", period.edtf.replace("-02-29", "-02-28"))
    return Period(edtf, *(of and _shifted(of) for of in (period.start, period.end)))


def month_before(period: Period) -> Period | None:
    """The month before a month; None where the period is none, or its year is masked.

    >>> month_before(month(2023, 1)).edtf, month_before(months(2023, 1, 6)), month_before(month(None, 5))
    ('2022-12', None, None)
    """
    start = period.start
    if start is None or period != month(start.year, start.month):
        return None
    return month(start.year - (start.month == 1), (start.month - 2) % 12 + 1)


def _shifted(of: date) -> date:
    """The same day of the year before; a year has it unless it is the last of February."""
    return (of - timedelta(1) if (of.month, of.day) == (2, 29) else of).replace(year=of.year - 1)


def several(of: Period | None) -> bool:
    """Whether a period is of several whole years.

    >>> several(years(2021, 2025)), several(year(2025)), several(months(2025, 1, 6))
    (True, False, False)
    """
    return of is not None and len(of.edtf) == 9 and of.edtf[4] == "/" and of.edtf[:2] != ".."


def is_so_far(of: Period | None) -> bool:
    """Whether a period is the first months of a year: 1-9月.

    >>> is_so_far(months(2025, 1, 9)), is_so_far(months(None, 1, 9)), is_so_far(span(day(2025, 5, 1), day(2025, 5, 9)))
    (True, True, False)
    """
    return of is not None and of.edtf[4:8] == "-01/" and of.edtf[8:12] == of.edtf[:4]


def is_open(of: Period | None) -> bool:
    """Whether a period has begun and no end is told.

    >>> is_open(since(year(2018))), is_open(year(2018)), is_open(None)
    (True, False, False)
    """
    return of is not None and of.edtf.endswith("/..")


def is_of_days(of: Period) -> bool:
    """Whether a period is a day or some days, less than a month.

    >>> is_of_days(Period("XXXX-06-14")), is_of_days(month(2023, 6)), is_of_days(year(2023))
    (True, False, False)
    """
    lasting = of.end - of.start if of.start and of.end else None
    return _DAYS.fullmatch(of.edtf) is not None and (lasting is None or lasting <= _FEW)
