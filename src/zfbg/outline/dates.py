"""Days as heads and closes write them: 2022年2月17日, 2022-02-17 11:13, 二〇二二年二月十七日."""

from __future__ import annotations

import re
from datetime import date

from zfbg.outline.labels import DATE

# 二十五日, and 二五日 as some write it; 五十日 and 十十月 are no dates.
HAN_DATE = re.compile(
    r"(?P<y>[一二][〇○零九八一二三][〇○零一二三四五六七八九]{2})年(?P<m>十[一二]?|一[〇○零一二]|[一二三四五六七八九])月"
    r"(?P<d>三十一?|二?十[一二三四五六七八九]?|[一二][〇○零一二三四五六七八九]|三[〇○零一]|[一二三四五六七八九])日"
)
BARE_DATE = re.compile(r"\(?(?:" + re.sub(r"\?P<\w+>", "?:", f"{DATE.pattern}|{HAN_DATE.pattern}") + r")\)?")
HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def day_in(words: str) -> date | None:
    """The first day in ``words``; None where there is none or the calendar has none such.

    >>> day_in("二〇二二年二月十七日"), day_in("二〇二三年五月二五日"), day_in("2023-02-30")
    (datetime.date(2022, 2, 17), datetime.date(2023, 5, 25), None)
    """
    if match := DATE.search(words):
        numbers = [int(match[part]) for part in "ymd"]
    elif match := HAN_DATE.search(words):
        numbers = [int(match["y"].translate(HAN_DIGITS)), _number(match["m"]), _number(match["d"])]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def last_day(words: str) -> re.Match[str] | None:
    """The date that ends a line.

    >>> last_day("某局  2024年1月5日")[0], last_day("2024年1月5日印发")
    ('2024年1月5日', None)
    """
    day = DATE.search(words) or HAN_DATE.search(words)
    return day if day and day.end() == len(words) else None


def _number(words: str) -> int:
    """A number of a calendar, up to 三十一."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int(words.translate(HAN_DIGITS))
    return int((tens or "一").translate(HAN_DIGITS)) * 10 + int((ones or "零").translate(HAN_DIGITS))
