"""Bases: what growth and change are measured from, the year before (同比) or another time that is named."""

from __future__ import annotations

import re

from attrs import frozen

from zfbg.facts.clauses.tokens import Tokens
from zfbg.facts.mentions.edtf import month_before, year, year_before
from zfbg.facts.mentions.expressions import YEAR
from zfbg.facts.mentions.periods import year_of
from zfbg.model import Period

_JOINED = frozenset("、和与")
_LAST = frozenset({"去年", "上年"})
_LASTING = frozenset({"", "yoy", "mom", "year-end"})


@frozen
class Base:
    """``words`` as facts have them (yoy, mom, year-end, 2020), and the year where it is told.

    同比 holds on, and 与2020年相比 before a comma (``leads``); 比2020年 is for one figure and for those that tell it
    again, behind which it is ``spent``.
    """

    words: str = ""
    year: Period | None = None
    leads: bool = False
    spent: bool = False

    def taken(self, again: bool) -> Base:
        """The base for the figure at hand, which tells the one before ``again`` or does not."""
        if self.spent and not again:
            return Base(year=self.year)
        spent = self.words not in _LASTING and not self.leads
        return self if spent is self.spent else Base(self.words, self.year, self.leads, spent)


NONE = Base()


def heard(time: re.Match[str], key: str, period: Period | None) -> Base | None:
    """The base that a calendar expression of the scan in ``key`` names, which is the ``period`` where it is no 比…."""
    leads = key[time.end() : time.end() + 1] == ","
    if time["c_base"]:
        words = named(time)
        return Base(words, year(int(words)) if words.isdigit() else None, leads)
    if time["c_part2"] and key[time.start() - 1 : time.start()] in _JOINED:  # 比一季度、|二季度
        return Base(time[0])
    if period and (period.edtf != "XXXX" or time["c_relative"] in _LAST) and not time["c_first"]:
        of = str(period.end.year) if period.end and period.edtf.startswith("../") else period.edtf
        told = year(period.end.year) if period.end else None
        return Base("yoy" if time["c_relative"] in _LAST else of, told, leads)
    return None


def stands_beside(before: Tokens, number: int) -> bool:
    """Whether the bracket at ``number`` of the tokens before a figure tells what is compared with: 同比(事故9起)."""
    if not number or "open" not in before[number].kinds or "base" not in before[number - 1].kinds:
        return False
    return not any("close" in token.kinds for token in before[number:])


def then(base: Base, now: Period | None) -> Period | None:
    """The time that is compared with, of what is told of ``now``; None where no words tell it."""
    if base.year or now is None:
        return base.year
    if base.words == "yoy":
        return year_before(now)
    return month_before(now) if base.words == "mom" else None


def named(match: re.Match[str]) -> str:
    """What a comparison is made with: yoy (同比), mom (环比, 比上月), year-end (较年初), else as the text names it."""
    words: str = match["c_base"].removeprefix("相")
    if words.endswith("同比"):
        return "yoy"
    if "均" in words:  # 与前两年均比
        return ""
    if told := re.search(YEAR, words):
        return str(year_of(told[0]) or told[0])
    if "半年" in words or (words.endswith("季度") and "上" not in words):
        return words[1:]
    if ("月" in words or "季" in words or "环" in words) and "同月" not in words:
        return "mom"
    if "初" in words or words[-1] in "末底":
        return "year-end"
    return "yoy"
