"""Periods in EDTF (ISO 8601-2): how calendar expressions are found, put together and resolved.

A year that the sentence does not name is that of the section; a masked one is ``XXXX``. Five-year plans are numbered
as the 国民经济和社会发展五年规划 are (一五 1953-57, 二五 1958-62, 三五 1966-70 … 十六五 2031-35).
"""

from __future__ import annotations

import re
from calendar import monthrange

from attrs import frozen

from zfbg.facts.mentions.edtf import LEAP, as_of, day, decade, month, months, several, since, span, year, years
from zfbg.facts.mentions.expressions import DEICTIC, RELATIVE, YEAR
from zfbg.facts.mentions.numbers import DIGITS, number
from zfbg.model import Period

# Reports from before tell in a language that the vocabulary does not know well, and not by sections of one year each.
OLD = 1990


@frozen
class Calendar:
    """What time expressions refer to: the ``default`` period of the section, and where 目前 stands (``present``).

    ``today`` is the year in which the report is given, if that is told: 今年 and 去年 are of it in every section.
    ``review`` says that a section looks back on its year, in a report that does not tell when it is given.
    """

    default: Period | None
    present: Period | None
    today: int | None = None
    review: bool = False
    coming: int | None = None

    @property
    def year(self) -> int | None:
        """The year of the section, None where it is masked or unknown."""
        return _first_year(self.default)

    @property
    def last_year(self) -> int | None:
        """The last year of the section's period: 今年 in a report on five years is its last."""
        return self.default.end.year if self.default and self.default.end else self.year

    @property
    def this_year(self) -> int | None:
        """What 今年 is: the year in which the report is given, else the section's."""
        return self.last_year if self.today is None else self.today

    @property
    def is_old(self) -> bool:
        """Whether the report is from before 1990, when reports were told in another way."""
        last = self.present.end if self.present else None
        return last is not None and last.year < OLD

    @property
    def is_ahead(self) -> bool:
        """Whether the section tells of a time behind that which the report looks back on."""
        present, usual = self.present, self.default
        return bool(present and present.end and usual and usual.end and usual.end > present.end)

    @property
    def present_year(self) -> int | None:
        """The year that the report looks back on, behind which 未来五年 begin."""
        return self.present.end.year if self.present and self.present.end else self.last_year


def _first_year(of: Period | None) -> int | None:
    head = of.edtf.removeprefix("../")[:4] if of else ""
    return int(head) if head.isdigit() else None


def resolve(match: re.Match[str], calendar: Calendar) -> Period | None:
    """The period that an expression names in its place, None where it names none (a comparison)."""
    if match["c_base"]:
        return None
    if match["c_now"]:
        return as_of(calendar.present) if calendar.present else None
    if match["c_whole"] or match["c_ahead"] or match["c_first"]:
        return _together(match, calendar)
    if era := match["c_era"]:
        return _since_era(era, calendar)
    if match["c_century"]:
        return year(None if calendar.year is None else 2000 if calendar.year <= 2000 else 2100)
    if match["c_both"]:
        return _listed(match)
    if match["c_decade"]:
        return _decade(match)
    if name := match["c_plan"] or match["c_early"]:
        return _plan(five_year_plan(name), match["c_planend"] or match["c_planend2"] or match["c_earlyend"])
    if match["c_nth"]:
        return _plan(five_year_plan(f"{match['c_nth']}五"), match["c_nthend"])
    if match["c_date"]:
        first, last = (_date(match[name]) for name in ("c_date", "c_todate"))
        return span(first, last) if first and last else first
    if match["c_yearmonth"]:
        return month(*map(int, match["c_yearmonth"].split("-")))
    return _calendar_date(match, calendar)


def _listed(match: re.Match[str]) -> Period | None:
    """Years that are told one by one, where they follow each other (2021年、2022年和2023年); else an unknown year.

    No one period is 2019年和2021年, and the last of them is not what both are told of.
    """
    first, final = year_of(match["c_both"]), year_of(match["c_andyear"])
    steps = sum(map(match[0].count, "、和"))
    return years(first, final) if first and final and final - first == steps else year(None)


def five_year_plan(name: str) -> tuple[int, int]:
    """The first and the last year of a 五年规划 by its name; from the third (1966) on they follow without a gap.

    >>> five_year_plan("十四五"), five_year_plan("九五"), five_year_plan("一五")
    ((2021, 2025), (1996, 2000), (1953, 1957))
    """
    which = _numeral(name[:-1]) or 0
    first = 1953 + 5 * (which - 1) if which < 3 else 1966 + 5 * (which - 3)
    return first, first + 4


_UP_TO_NOW = frozenset({"至今", "到今", "至现在", "到现在", "至目前", "到目前"})
_FROM = frozenset("自从")


def _calendar_date(match: re.Match[str], calendar: Calendar) -> Period | None:
    """Years, parts of them, and what 自, 截至, 以来, 前 and 后 say of them."""
    part, after = match["c_part"] or match["c_part2"] or "", match["c_after"] or ""
    of_year = calendar.last_year
    if match["c_early2"]:  # 07年—10年
        return span(year(year_of(match["c_early2"])), year(year_of(match["c_late2"])))
    if written := match["c_year"] or match["c_short"]:
        of_year = year_of(written)
    elif relative := match["c_relative"]:
        of_year = calendar.this_year if relative in DEICTIC else of_year
        ago = RELATIVE[relative.removesuffix("度")] + (calendar.review and relative == "去年")
        if ago > 0 and calendar.coming:
            of_year = calendar.coming + ago - 1
        else:
            of_year = None if of_year is None else of_year + ago
    found = _part(part, of_year) if part else year(of_year)
    if match["c_lastyear"]:
        last = year_of((match["c_year"][:2] + match["c_lastyear"])[-4:])
        return span(year(of_year), _part(part, last) if part else year(last))
    if match["c_yearend"]:
        return as_of(month(of_year, 12))
    if match["c_yearstart"]:
        found = month(of_year, 1)
    if match["c_to"]:
        upto = _upto(found, match["c_to"], of_year, calendar.last_year)
        if upto is None and match["c_to"].startswith(("19", "20")):
            return None  # 2021年10月-2021年5月: one of the years is wrong, and nothing tells which
        found = upto or found
    named = bool(match["c_year"] or match["c_short"])
    if match["c_since"] or after.removeprefix("起") in _UP_TO_NOW or (after == "以来" and named):
        return since(found)
    before = match.string[match.start() - 1 : match.start()]
    from_then = named or (part and (match["c_relative"] or before in _FROM))  # 从今年起 is told of this year
    if after in {"之后", "以后", "后"} or (after == "起" and from_then):
        return since(found)
    if after in {"以来", "来"} and calendar.default and match["c_relative"]:
        return calendar.default if calendar.last_year == of_year else found
    until = (match["c_until"] or "")[:1] == "截" or after.endswith("前")
    return as_of(found) if until or part in {"年底", "年末"} or part[-1:] in {"末", "底"} else found


def _together(match: re.Match[str], calendar: Calendar) -> Period | None:
    """So many whole years: up to the calendar's last (近三年), before it (前三年), or behind the present (未来五年).

    In a plan 五年累计 and 三年内 count from its first year on, and 过去五年 end with the present.
    """
    if match["c_ahead"]:
        first = calendar.present_year
        if first is None:
            return None
        if match["c_pair"]:
            return years(first, first + 1) if match["c_pair"] == "今明" else years(first + 1, first + 2)
        count = count_of(match["c_aheadyears"])
        return years(first + 1, first + count) if count > 1 else year(first + 1)
    last = calendar.last_year
    if last is None:
        return None
    if match["c_first"]:
        count, until = count_of(match["c_firstyears"]), calendar.last_year
        if several(calendar.default):  # those before the one in which the report is given
            until = calendar.today
        return years(until - count, until - 1) if until else None
    count = count_of(match["c_years"] or match["c_years1"] or match["c_years2"])
    if calendar.is_ahead:
        if match["c_years2"] and match[0][-1] != "来":
            first = calendar.year or last
            return years(first, first + count - 1)
        last = calendar.present_year or last
    elif match[0].endswith("内") and calendar.default != years(last - count + 1, last):
        return None  # 三年内 of what was done, but not those of the section: which, or a promise
    return years(last - count + 1, last) if count > 1 else year(last)


# 建国以来 and its like.
_FOUNDED = 1949


def _since_era(era: str, calendar: Calendar) -> Period | None:
    """历年来: up to the present; 解放以来: since 1949."""
    if era[0] == "历":
        return as_of(calendar.present) if calendar.present else None
    return since(year(_FOUNDED))


def _decade(match: re.Match[str]) -> Period | None:
    """上世纪90年代, 八十年代; 20年代 may be of either century."""
    ten = _numeral(match["c_ten"]) or 0
    of = match["c_of"]
    if of is None and ten < 30:
        return None
    century = {"上": 20, "本": 21, None: 20}.get(of) or _numeral(of) or 20
    return decade(100 * (century - 1) + ten)


def _plan(of: tuple[int, int], end: str | None) -> Period:
    return year(of[1]) if end else years(*of)


def _date(text: str | None) -> Period | None:
    """2010-01-29, 2010/1/29, 2010.01.29."""
    return day(*map(int, re.split("[-/.]", text))) if text else None


def _upto(first: Period, text: str, of_year: int | None, present: int | None) -> Period | None:
    """From a month or a day to another, whose year and month are the first's where it does not say them."""
    relative = next((name for name in RELATIVE if text.startswith(name)), "")
    if relative:  # 次年 counts from the first, 今年 from the section
        since_when = of_year if relative in {"次年", "下一年", "下年"} else present
        of_year = None if since_when is None else since_when + RELATIVE[relative]
        text = text[len(relative) :].lstrip("度")
    elif written := re.match(rf"({YEAR}|\d\d(?=年))\s?年(?!底|末)", text):
        of_year, text = year_of(written[1]), text[written.end() :]
    if "月" in text or text in {"年底", "年末"}:
        last = _part(text, of_year)
    else:
        of_month, number_of_day = first.edtf[5:7], _numeral(text[:-1])
        found = day(of_year, int(of_month), number_of_day) if of_month.isdigit() and number_of_day else None
        if found is None:
            return None
        last = found
    return span(first, last)


def year_of(text: str) -> int | None:
    """A year as written, None where it is masked; of two digits 50 to 99 are of the last century.

    >>> year_of("二〇二一"), year_of("两千零五"), year_of("97"), year_of("xxxx")
    (2021, 2005, 1997, None)
    """
    digits = "".join(str(DIGITS.get(sign, sign)) for sign in text.replace("○", "〇"))
    if "千" in text:
        found = number(text)
        return int(found.value) if found and found.value is not None else None
    if not digits.isdecimal():
        return None
    return int(digits) + (0 if len(digits) == 4 else 1900 if int(digits) >= 50 else 2000)


def _part(part: str, of_year: int | None) -> Period:
    """A part of a year: half, quarter, months, month, ten days, days or day."""
    if part in {"全年", "年内"}:
        return year(of_year)
    if part in {"年底", "年末"}:
        return month(of_year, 12)
    if "半年" in part:
        return months(of_year, 1, 6) if part[0] in "上前半" else months(of_year, 7, 12)
    if "季度" in part:
        signs = re.findall("[一二两三四1-4]", part) or ["一"]
        quarter, final = _numeral(signs[0]) or 1, _numeral(signs[-1]) or 1
        return months(of_year, 1 if part[0] == "前" else 3 * quarter - 2, 3 * final)
    part = part.replace("元", "1", 1)
    figures = [_numeral(sign) for sign in re.findall(r"\d+|[xX×]+|[一二两三四五六七八九十廿]+", part)]
    if part[0] == "前":
        return months(of_year, 1, figures[0])
    of_month = figures[0]
    if part.endswith("旬") and of_month:
        return _ten_days(of_year, of_month, "上中下".index(part[-2]))
    if part.rstrip("份").endswith("月") and len(figures) == 2:
        first, last = figures
        return months(of_year, first, last) if first is None or last is None or first <= last else month(of_year, last)
    if None not in figures and len(figures) > 1:
        days = [day(of_year, of_month or 0, number_of_day or 0) for number_of_day in figures[1:]]
        if days[0] and days[-1] and (found := days[0] if len(days) == 1 else span(days[0], days[-1])):
            return found
    return month(of_year, of_month)


def _ten_days(of_year: int | None, of_month: int, which: int) -> Period:
    """上旬, 中旬 and 下旬 of a month."""
    last = monthrange(of_year or LEAP, of_month)[1] if which == 2 else 10 * which + 10
    first, end = day(of_year, of_month, 10 * which + 1), day(of_year, of_month, last)
    return (first and end and span(first, end)) or month(of_year, of_month)


def count_of(numeral: str | None) -> int:
    """So many years as a numeral says, one where none stands.

    >>> count_of("五"), count_of(None)
    (5, 1)
    """
    return (_numeral(numeral) if numeral else None) or 1


def same_years(
    time: re.Match[str],
    told: tuple[int, Period | None],
    leading: Period | None,
    first: Period | None,
    final: Period | None,
) -> Period | None:
    """So many years, where a time before says which: “十四五”前三年, 2021年到2024年的四年间.

    ``told`` is where the time before ended and what it was, ``leading`` that of the sentence; ``first`` and ``final``
    are those of 由A提高到B.
    """
    end, before = told
    near = time.start() - end <= 1 and several(before)
    if time["c_first"] and near and before and before.start:
        return years(before.start.year, before.start.year + count_of(time["c_firstyears"]) - 1)
    if not time["c_years2"]:
        return None
    if near:
        return before
    if several(leading) and leading and leading == _up_to(leading, count_of(time["c_years2"])):
        return leading
    if first and first.end and final and final.end:
        count = final.end.year - first.end.year
        return years(first.end.year + 1, final.end.year) if count == count_of(time["c_years2"]) > 1 else None
    return None


def _up_to(last: Period, count: int) -> Period | None:
    """So many years, the last of which is that of ``last``."""
    return years(last.end.year - count + 1, last.end.year) if last.end else None


def _numeral(sign: str) -> int | None:
    found = None if sign[0] in "xX×" else number(sign)
    return int(found.value) if found and found.value is not None else None
