"""Periods in EDTF (ISO 8601-2): how calendar expressions are found, put together and resolved.

A year that the sentence does not name is that of the section; a masked one is ``XXXX``. Five-year plans are numbered
as the 国民经济和社会发展五年规划 are (六五 1981-85 … 十六五 2031-35).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from attrs import frozen

from zfbg.model import Period


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


def day(of_year: int, of_month: int, number: int) -> Period | None:
    """A day, or None where the calendar has none such."""
    try:
        when = date(of_year, of_month, number)
    except ValueError:
        return None
    return Period(when.isoformat(), when, when)


def as_of(period: Period) -> Period:
    """The state at the end of ``period``: 截至6月底, 目前.

    >>> as_of(months(2023, 1, 6)).edtf
    '../2023-06'
    """
    return Period(f"../{period.edtf.rpartition('/')[2]}", None, period.end)


_YEAR = r"(?:19|20)\d\d|[xX×*]{4}|(?:19|20)[xX×*]{2}"
_MONTH = r"1[0-2]|0?[1-9]|[xX×]{1,2}"
_DAY = r"[12]\d|3[01]|0?[1-9]|[xX×]{1,2}"
_TO = r"\s?[-—–~～至到]{1,2}\s?"
# Matched in the half-width view, inside the scan of facts/quantities.py; every group begins with c_.
EXPRESSION = rf"""
    (?P<c_base>同比|环比|[比较](?:上年|去年|上月|上个?季度?|上个月|前一?年|年初|上半年|[一二三]季度|前三季度|上?年[末底]|(?:{_YEAR})年(?:[末底]|同期)?)
        (?:同期|同月|末|底)?(?:相比)?)
    |(?P<c_now>截[至止]目前|到目前为?止?|目前|至今|迄今|现(?=[共已有]))
    |(?P<c_whole>(?:这|过去|近)(?P<c_years>[三四五])年(?:间|来)?(?:以来)?|(?P<c_years2>[三四五])年(?:间|来|(?=累计|新增|共|全[国省市县])))
    |[“‘「]?(?P<c_plan>(?:十[一二三四五六]|[六七八九十])五)(?:[”’」](?!规划|纲要)(?P<c_planend>期?末|收官)?(?:期间|时期|以来)?|(?P<c_planend2>期?末)|期间|时期)
    |(?<![\d.A-Za-z])(?:(?P<c_since>自)?(?P<c_until>截[至止]到?|到|至)?(?<=[自至止到])\s?)?
     (?:
        (?:(?P<c_year>{_YEAR})(?:{_TO}(?P<c_lastyear>(?:19|20)?\d\d|[xX×*]{{4}}))?\s?(?:年度?|(?=[全区我]))
          |(?P<c_relative>今年|本年度?|当年|(?:去年|上年)(?!结余|结转|决算|预算|执行|快报|底|末)|前年|明年|来年))
        \s?(?:(?P<c_yearend>年?[底末](?![\u4e00-\u9fff]{{0,1}}库))|(?P<c_part>{{part}}))?
       |(?P<c_part2>{{part}}|年底|年末)
     )
     (?P<c_after>以来|来(?![自到])|之?前(?![\d一二三列])|起)?
""".replace(
    "{part}",
    rf"上半年|下半年|全年|[一二三四1-4]季度|前[一二两三]季度|"
    rf"(?:{_MONTH}){_TO}(?:{_MONTH})月份?|(?:{_MONTH}|[一二三四五六七八九]|十[一二]?)月(?:份|底|末|初|中旬|上旬|下旬|(?:{_DAY})[日号])?",
)

_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1}
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}


@frozen
class Calendar:
    """What time expressions refer to: the ``default`` period of the section, and where 目前 stands (``present``)."""

    default: Period | None
    present: Period | None

    @property
    def year(self) -> int | None:
        """The year of the section, None where it is masked or unknown."""
        head = self.default.edtf.removeprefix("../")[:4] if self.default else ""
        return int(head) if head.isdigit() else None

    @property
    def last_year(self) -> int | None:
        """The last year of the section's period: 今年 in a report on five years is its last."""
        return self.default.end.year if self.default and self.default.end else self.year


def base(match: re.Match[str]) -> str:
    """What a comparison is made with: yoy (同比), mom (环比, 比上月), year-end (较年初), else as the text names it."""
    words: str = match["c_base"]
    if named := re.search(r"\d{4}", words):
        return named[0]
    if "半年" in words or (words.endswith("季度") and "上" not in words):
        return words[1:]
    if "月" in words or "季" in words or "环" in words:
        return "mom"
    if "初" in words or words[-1] in "末底":
        return "year-end"
    return "yoy"


def resolve(match: re.Match[str], calendar: Calendar) -> Period | None:
    """The period that an expression names in its place, None where it names none (a comparison)."""
    if match["c_base"]:
        return None
    if match["c_now"]:
        return as_of(calendar.present) if calendar.present else None
    if match["c_whole"]:
        count, last = _DIGITS[match["c_years"] or match["c_years2"]], calendar.last_year
        return years(last - count + 1, last) if last else None
    if match["c_plan"]:
        first, last = five_year_plan(match["c_plan"])
        return year(last) if match["c_planend"] or match["c_planend2"] else years(first, last)
    part = match["c_part"] or match["c_part2"] or ""
    of_year = calendar.last_year
    if match["c_year"]:
        of_year = int(match["c_year"]) if match["c_year"].isdigit() else None
    elif match["c_relative"]:
        of_year = None if of_year is None else of_year + _RELATIVE[match["c_relative"][0]]
    if match["c_lastyear"]:
        joined = (match["c_year"][:2] + match["c_lastyear"])[-4:]
        last = int(joined) if joined.isdecimal() else None
        if of_year and last and last < of_year:
            return None
        return years(of_year, last)
    found = _part(part, of_year, match) if part else year(of_year)
    if match["c_yearend"]:
        return as_of(month(of_year, 12))
    if match["c_since"] or (match["c_after"] == "以来" and match["c_year"]):
        return Period(f"{found.edtf}/..", found.start, None)
    if match["c_after"] in {"以来", "来"} and calendar.default and match["c_relative"]:
        return calendar.default if calendar.last_year == of_year else found
    if (match["c_until"] or "")[:1] == "截" or match["c_after"] in {"前", "之前"} or part in {"年底", "年末"}:
        return as_of(found)
    return found


def five_year_plan(name: str) -> tuple[int, int]:
    """The first and the last year of a 五年规划 by its name; from the third (1966) on they follow without a gap.

    >>> five_year_plan("十四五"), five_year_plan("九五")
    ((2021, 2025), (1996, 2000))
    """
    number = _numeral(name[:-1]) or 0
    first = 1966 + 5 * (number - 3)
    return first, first + 4


def _part(part: str, of_year: int | None, match: re.Match[str]) -> Period:
    """A part of a year: half, quarter, months, month or day."""
    if part == "全年":
        return year(of_year)
    if part in {"年底", "年末"}:
        return month(of_year, 12)
    if part.endswith("半年"):
        return months(of_year, 1, 6) if part[0] == "上" else months(of_year, 7, 12)
    if part.endswith("季度"):
        number = _DIGITS.get(part[-3]) or int(part[-3])
        return months(of_year, 1 if part[0] == "前" else 3 * number - 2, 3 * number)
    figures = [_numeral(sign) for sign in re.findall(r"\d+|[xX×]+|[一二三四五六七八九十]+", part)]
    if part.rstrip("份").endswith("月") and len(figures) == 2:
        first, last = figures
        return months(of_year, first, last) if first is None or last is None or first <= last else month(of_year, last)
    if len(figures) == 2 and of_year and None not in figures:
        return day(of_year, figures[0] or 0, figures[1] or 0) or month(of_year, figures[0])
    return month(of_year, figures[0])


def _numeral(sign: str) -> int | None:
    if sign.isdigit():
        return int(sign)
    if sign[0] in "xX×":
        return None
    return sum(_DIGITS[one] for one in sign)
