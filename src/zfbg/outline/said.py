"""What the words of a title or heading say of a time: years, a part of one, several, 今年 and 明年."""

from __future__ import annotations

import re

from attrs import frozen

from zfbg.facts.mentions.edtf import months, year, years
from zfbg.facts.mentions.periods import five_year_plan
from zfbg.model import Period

PART = (
    r"(?:(?P<half>[上下]|(?<=年)|(?<![一二两三个后前每这多])(?=半年度?(?:工作)?(?:总结|小结|述职|汇报)))半年|(?P<three>前三季度?)|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<first>1[0-2]|[1-9])\s?(?:月份?)?\s?[-—~至]+\s?(?P<last>1[0-2]|[1-9])\s?月份?|(?P<month>1[0-2]|[1-9])\s?月份?)"
)
MASKED = r"(?:(?:20)?(?:[xX×*]{2,4}|_{2,4})|20\d[xX×*_]|20[*_](?=年))"
SAID = re.compile(
    r"(?<!\d)(?P<from>(?:19|20)\d\d)\s?年?\s?[-—~至]+\s?(?P<to>(?:19|20)\d\d)(?!\d)"
    r"|(?P<five>十[一二三四五六七八]?五)[”\"」]?(?=时期|期间|规划|发展|以来|[”\"」])"
    r"|(?P<past>过去五年|五年来|近五年)|(?P<next>(?:今后|未来)五年)"
    r"|(?P<word>今年|本年|去年|上年|过去一年|明年|来年|下一年|下一?步|下一?阶段|今后)"
    r"|(?:(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)|(?P<han>[一二][〇○零九八一二三][〇○零一二三四五六七八九]{2}(?=年))"
    rf"|(?P<mask>{MASKED}(?=年)))?\s?年?度?\s?{PART}"
    r"|(?<!\d)(?P<only_year>(?:19|20)\d\d)(?!\d)\s?年?|(?P<only_han>[一二][〇○零九八一二三][〇○零一二三四五六七八九]{2})年"
    rf"|(?P<only_mask>{MASKED})年"
)
HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@frozen
class Said:
    """A time as a title says it: ``year`` may be missing or ``masked``; ``months`` are the first and last of a part.

    ``span`` are the first and last of several years, ``five`` those of a 五年规划.
    """

    year: int | None = None
    masked: bool = False
    months: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    word: str = ""
    five: bool = False

    def period(self, of_year: int | None) -> Period:
        """The period in ``of_year``, None being a masked one."""
        if self.span:
            return years(*self.span)
        return months(of_year, *self.months) if self.months else year(of_year)


def of_words(words: str) -> Said | None:
    """The time said in ``words``: a year or a part of one before anything else, the first of its sort."""
    found = [read(match) for match in SAID.finditer(words)]
    return min(found, key=lambda said: (not (said.year or said.masked), not said.months, not said.span), default=None)


def read(match: re.Match[str]) -> Said:
    if match["from"]:
        first, last = int(match["from"]), int(match["to"])
        return Said(span=(first, last)) if first <= last else Said(last)
    if match["five"]:
        return Said(span=five_year_plan(match["five"]), five=True)
    if word := match["past"] or match["next"] or match["word"]:
        return Said(word=word)
    digits = match["year"] or match["only_year"] or (match["han"] or match["only_han"] or "").translate(HAN_DIGITS)
    masked = bool(match["mask"] or match["only_mask"])
    return Said(int(digits) if digits else None, masked, months_of(match))


def months_of(match: re.Match[str]) -> tuple[int, int] | None:
    if match["half"] is not None:  # 2016年半年工作总结 is of the first
        return (7, 12) if match["half"] == "下" else (1, 6)
    if match["three"]:
        return 1, 9
    if match["quarter"]:
        number = "一二三四".find(match["quarter"]) + 1 or int(match["quarter"])
        return 3 * number - 2, 3 * number
    if match["month"]:
        return int(match["month"]), int(match["month"])
    first, last = int(match["first"] or 0), int(match["last"] or 0)
    return (first, last) if 0 < first <= last else None
