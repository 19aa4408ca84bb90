"""Comparisons: what the same measure did elsewhere, told behind a figure by no more than where."""

from __future__ import annotations

from zfbg.facts.clauses.figures import MINUS, Figure
from zfbg.facts.clauses.tokens import last, said
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import RATES, Reading
from zfbg.facts.naming.names import Name

_AGAINST = frozenset({"against"})
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
