"""Reads growth that a report tells in words alone: 与上年持平 is one of 0 %, 由负转正 one above it.

zfbg reads what is written as a figure. This reader puts the figure there (与上年持平 becomes 比上年增长0%), has zfbg
read the clause, and keeps the facts that stand where the words did: so what is measured, of whom and when is read as
for any figure.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate
from weakref import WeakKeyDictionary

from attrs import evolve, frozen

from zfbg.facts.readers import read as read_figures
from zfbg.hookspecs import hookimpl
from zfbg.model import Fact
from zfbg.template import Clause, Context, Reader, Stretch
from zfbg.text import Edit, Text

# Matched in half width. What is held against a time only: 与全市平均持平 says nothing of growth.
_TIME = r"(?:上一?年|去年|上个?月|上一?季度?|(?:19|20)\d\d年)(?:度|末|底|同期|同月)?"
PATTERN = re.compile(
    rf"(?P<than>[与同跟和比较])(?:{_TIME})(?P<with>相比)?(?P<level>(?:基本|总体|大体|大致)?(?:持平|相当(?![于大多部一程长])))"
    r"|(?P<zero>零增长)(?!率|行动|目标|计划|方案|的)"
    r"|(?:增速|增幅)?(?:实现)?(?P<up>由负转正)"
    r"|(?:增速|增幅)?(?:实现)?(?P<down>由正转负)"
)
# Said by others of themselves: 15%的企业表示价格与上年持平 tells of firms, not of prices.
HEARSAY = re.compile("表示|认为|反映|预期|反馈")
FIGURES = {"level": "增长0%", "zero": "增长0%", "up": "增长0%以上", "down": "下降0%以上"}


@frozen
class Reworded:
    """A text with figures in the place of words, and where each piece of it stood: edits with what they add."""

    text: Text
    edits: tuple[Edit, ...]
    added: tuple[int, ...]

    def at(self, place: int) -> int:
        """Where ``place`` of the text is in this one, if no edit covers it."""
        return place + self.added[bisect_right(self.edits, place, key=lambda edit: edit.end)]


_reworded: WeakKeyDictionary[Text, Reworded] = WeakKeyDictionary()


def reworded(text: Text) -> Reworded:
    """``text`` in other words; made once, so that many such clauses cost no more than one."""
    if text not in _reworded:
        edits = tuple(sorted(edit for found in text.finditer(PATTERN) for edit in _edits(found)))
        added = tuple(accumulate((len(edit.new) - edit.end + edit.start for edit in edits), initial=0))
        _reworded[text] = Reworded(text.edited(edits, by="trends"), edits, added)
    return _reworded[text]


def _edits(found: re.Match[str]) -> Iterator[Edit]:
    if found["than"]:
        yield Edit(*found.span("than"), "比")
    if found["with"]:
        yield Edit(*found.span("with"), "")
    kind = _kind(found)
    start = found.start(kind) if kind == "level" else found.start()
    yield Edit(start, found.end(), FIGURES[kind])


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in FIGURES if found[kind])


def read(text: Text, clause: Clause, context: Context) -> Iterator[Fact]:
    """The growth that the words of a clause tell."""
    told = list(text.finditer(PATTERN, clause.start, clause.end))
    if not told:
        return
    other = reworded(text)
    frame = clause.frame and Stretch(other.at(clause.frame.start), other.at(clause.frame.end))
    moved = evolve(clause, start=other.at(clause.start), end=other.at(clause.end), frame=frame)
    facts = tuple(read_figures(other.text, moved, context))
    for each in told:
        kind = _kind(each)
        start, end = each.span(kind)
        opening = max(text.key.rfind(stop, clause.start, start) for stop in "。;") + 1
        if HEARSAY.search(text.key, max(opening, clause.start), start):
            continue
        place = text.span(each.start() if kind != "level" else start, end)
        for fact in facts:
            if fact.span in place and fact.measure == "growth" and fact.value == 0:
                yield _fact(fact, text, start, end, kind)


def _fact(fact: Fact, text: Text, start: int, end: int, kind: str) -> Fact:
    fact = evolve(fact, span=text.span(start, end), text=str(text)[start:end], by=f"trends.{kind}", bound="")
    zero = Decimal(0)
    if kind == "up":
        return evolve(fact, value=None, base_value=None, lower=zero, upper=None, bound=">=")
    if kind == "down":
        return evolve(fact, value=None, base_value=None, lower=None, upper=zero, bound="<=")
    near = "" if text.key[start:end] in {"持平", "零增长"} else "~"
    return evolve(fact, value=zero, lower=None, upper=None, bound=near)


@hookimpl
def zfbg_readers() -> Iterable[Reader]:
    yield Reader("trends", read)
