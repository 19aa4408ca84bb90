"""Lists that are counted: 甲、乙、丙等3家 names no more than three, 甲、乙、丙三大产业 just three."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from zfbg.audit.sentences import mended, places
from zfbg.model import Finding, Item, Report, Section, Span
from zfbg.text import Text

CHECK = "lists"
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_COUNTED = re.compile(
    r"(?<![第—～~\-、十百])(?P<open>等)?(?P<number>[两二三四五六七八九十]|(?<![\d.,])[1-9]\d?)"
    r"(?P<unit>大类|大|家|个|项|户|类|条|次|份|所|种|篇|名)(?![、月年度层])"
)
# What a list begins behind.
_START = re.compile(
    r"[,;:。!?\n)]|分别|其中|包括|包含|以及|(?:^|(?<=[。\n]))\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})、|(?:大|类)(?:\w{2,6})[和与]"
)
# 科技孵化器2个(甲和乙): the list stands behind.
_BEHIND = re.compile(r"\((?!其中|含|包括)(?P<said>[^()\d]{2,120})\)")
_HELD = re.compile(r"“[^“”]{1,60}”|《[^《》]{1,60}》|\([^()]{0,60}\)")
_AND = re.compile("[和及与]")
# “3+3”布局: a number made of others.
_MADE_OF = re.compile(r"(?P<one>\d)\+(?P<other>\d)")
_GREAT = frozenset({"大", "大类"})
# A list is no longer.
LONG = 160
# So many members are as few as a list has.
FEW = 2
# So many characters of a list are shown.
SHOWN = 60


@frozen
class Counted:
    """A list and its number: ``open`` where 等 says that it may have more members than it names."""

    words: str
    least: int
    most: int
    number: int
    open: bool
    unit: str
    span: Span


def find(report: Report) -> Iterator[Finding]:
    """Lists against the number that stands behind them."""
    text, at = mended(report), places(report)
    for node in report.walk():
        if isinstance(node, Section | Item):
            span = node.heading if isinstance(node, Section) else node.span
            start, end = at(span.start), at(span.end)
            for counted in _counted(text, start, end):
                yield from _weighed(counted)
            yield from _made_of(text, start, end)


def _weighed(counted: Counted) -> Iterator[Finding]:
    words = counted.words
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN // 2]}…{words[-SHOWN // 2 :]}"
    names = str(counted.least) if counted.least == counted.most else f"{counted.least} to {counted.most}"
    if counted.least <= counted.number <= counted.most or (counted.open and counted.number >= counted.least):
        yield Finding(CHECK, "holds", f"“{shown}” names {names} of {counted.number}", (counted.span,))
    elif counted.open:
        said = f"“{shown}” names {names}, more than the {counted.number} that it counts"
        yield Finding(CHECK, "soft", said, (counted.span,))
    elif counted.unit in _GREAT and counted.least >= FEW and counted.most < counted.number <= counted.most + FEW:
        yield Finding(CHECK, "soft", f"“{shown}” names {names}, and counts {counted.number}", (counted.span,))


def _counted(text: Text, start: int, end: int) -> Iterator[Counted]:
    key = text.key
    last = start
    for found in _COUNTED.finditer(key, start, end):
        number = _number(found["number"])
        said = _listed(key[max(last, found.start() - LONG, start) : found.start()])
        last = found.end()
        if number < FEW:
            continue
        if said:
            span = text.span(found.start() - len(said), found.end())
            least, most = _members(said)
            yield Counted(f"{said}{found[0]}", least, most, number, bool(found["open"]), found["unit"], span)
        elif behind := _BEHIND.match(key, found.end(), end):
            least, most = _members(behind["said"])
            if most > 1:
                whole = text.span(found.start(), behind.end())
                words = key[found.start() : behind.end()]
                yield Counted(words, least, most, number, "等" in behind["said"], "", whole)


def _listed(words: str) -> str:
    """The list at the end of ``words``: what stands between its signs 、, behind the last clause."""
    held = _HELD.sub(lambda found: "□" * len(found[0]), words)
    cut = max((found.end() for found in _START.finditer(held)), default=0)
    said = held[cut:]
    whole = not any(sign in said for sign in "“”《》")  # else it begins or ends within a quotation
    return words[cut:] if whole and ("、" in said or "□" in said) else ""


def _members(said: str) -> tuple[int, int]:
    """How many a list names, at least and at most: 和 may join two of them, or stand within one."""
    held = _HELD.sub("□", said)
    least = held.count("、") + 1
    return least, least + len(_AND.findall(held))


def _made_of(text: Text, start: int, end: int) -> Iterator[Finding]:
    """三大产业和三大产业“3+3”布局,六大产业: the number that the others make."""
    key = text.key
    great = [found for found in _COUNTED.finditer(key, start, end) if found["unit"] in _GREAT]
    for one, other, both in zip(great, great[1:], great[2:], strict=False):
        if both.end() - one.start() > LONG:
            continue
        numbers = [_number(found["number"]) for found in (one, other, both)]
        plus = _MADE_OF.search(key, other.end(), both.start())
        if plus and [int(plus["one"]), int(plus["other"])] == numbers[:2]:
            span = text.span(one.start(), both.end())
            made = sum(numbers[:2])
            if made == numbers[2]:
                yield Finding(CHECK, "holds", f"{one[0]} and {other[0]} make {both[0]}", (span,))
            else:
                yield Finding(CHECK, "soft", f"{one[0]} and {other[0]} make {made}, not {both[0]}", (span,))


def _number(numeral: str) -> int:
    return _NUMERALS.get(numeral) or (int(numeral) if numeral.isdecimal() else 0)
