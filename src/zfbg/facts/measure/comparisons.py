"""Comparisons: what the same measure did elsewhere, told behind a figure by no more than where."""

from __future__ import annotations

from zfbg.facts.clauses.directions import COMPARATIVES
from zfbg.facts.clauses.figures import MINUS, Figure
from zfbg.facts.clauses.tokens import Token, Tokens, last, said, trimmed
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import FILLER, RATES, Reading, scope_of
from zfbg.facts.mentions.quantities import Quantity
from zfbg.facts.mentions.units import COUNTED, dimension, in_base
from zfbg.facts.naming import names
from zfbg.facts.naming.names import Name
from zfbg.lexicon import of_lexicon, table

_AGAINST = frozenset({"against"})
_DIFFERENT = frozenset({"against", "place"})
_PLACES = frozenset({"place", "listing", "comma", "leading"})
_GROWING = frozenset({"growth", "compared", "rate"})
_DIFFERING = frozenset({"growth", "change"})
# What others are called among whom something is compared is no longer.
LONGEST = 14


def compared(figure: Figure, thread: Thread) -> Reading | None:
    """增速高于全国(3.8%)…: in the bracket stands what others have."""
    at = last(figure.own, _AGAINST) if figure.joint == "(" else -1
    if at < 0 or not figure.own[at + 1 :]:
        return None
    if "place" not in figure.own[at + 1].kinds:  # 增幅高于州市平均增幅(3.8%)
        others = said(figure.own[at + 1 :])
        of_rate = thread.measure in _DIFFERING and not figure.own[-1].kinds.isdisjoint(RATES) and len(others) < LONGEST
        return Reading("growth", Name(), "compared", scope=others) if of_rate else None
    rate = at and figure.own[at - 1].kinds & RATES
    return Reading("growth" if rate or thread.measure in {"growth", "change"} else "level", Name(), "compared")


def elsewhere(figure: Figure, thread: Thread) -> Reading | None:
    """增长11%(全国10.7%、全省-1%): behind a growth, a place alone tells the growth there."""
    own = figure.own
    if not own or thread.measure != "growth" or thread.rule not in _GROWING or not thread.begun:
        return None
    sign = -1 if own[-1].words in MINUS else 1
    own = own[:-1] if sign < 0 else own
    if not own or "place" not in own[-1].kinds or any(token.kinds.isdisjoint(_PLACES) for token in own):
        return None
    return Reading("growth", Name(), "compared", sign)


def gap(figure: Figure, thread: Thread) -> Reading | None:
    """低于区局平均年龄2岁, 超全市平均亩产80公斤: by how much the figure before differs from that of others.

    One as great as that before is the others' own: 28微克,低于国家标准35微克.
    """
    own, quantity = figure.own, figure.quantity
    if figure.kinds.isdisjoint(_DIFFERENT):
        return None
    at = last(own, _AGAINST)
    if at < 0:
        at = next((n for n, token in enumerate(own[:-1]) if token.words in COMPARATIVES and _is_place(own[n + 1])), -1)
    of = trimmed(own[at + 1 :], FILLER) if at >= 0 else []
    if not of or len(said(of)) > LONGEST or not (_is_standard(of) or (_is_place(of[0]) and _differs(figure, of))):
        return None
    name = names.before(own[:at])
    same = quantity.dimension in {dimension(thread.unit), thread.worth[0]}
    alike = thread.rule == "gap" or same or _grows(quantity, thread)
    if not (name.words or (thread.begun and thread.last[1] and alike)):
        return None
    if not name.words and is_as_great(quantity, thread):
        return Reading("level", name, "compared", scope=said(of[:-1])) if of[-1].words == "的" else None
    return Reading("change", name, "gap", -1 if own[at].words[0] in _LESS else 1, scope_of(said(of)))


_LESS = frozenset("低慢少")
_DIRECTIONS = frozenset({"up", "down"})


def _grows(quantity: Quantity, thread: Thread) -> bool:
    return quantity.dimension == "ratio" and thread.measure == "growth"


def is_as_great(quantity: Quantity, thread: Thread) -> bool:
    """Whether a quantity is more than half of the figure before it."""
    alike, before, unit = ("ratio", thread.grown, "%") if _grows(quantity, thread) else thread.worth
    value = quantity.number.value
    if before is None or alike != quantity.dimension:
        return False
    return value is None or 2 * in_base(value, quantity.unit) > abs(in_base(before, unit))


def _is_place(token: Token) -> bool:
    return "place" in token.kinds


def _differs(figure: Figure, of: Tokens) -> bool:
    """Whether a place is what a figure is compared with, not where so many are: 高于全省320元, 超过全市50家."""
    return len(of) == 1 and figure.quantity.dimension not in COUNTED


def _is_standard(of: Tokens) -> bool:
    """Whether words are such as a figure is compared with: 全市平均亩产, 国家标准, 年度计划, the same of others."""
    words = said(of).removesuffix("的")
    if not of[-1].kinds.isdisjoint(_DIRECTIONS):  # 超过重工业平均增长3%的速度
        return False
    return "plan" in of[-1].kinds or "平均" in words or words.endswith(_standards())


@of_lexicon
def _standards() -> tuple[str, ...]:
    return tuple(table("words")["comparisons"]["standards"])
