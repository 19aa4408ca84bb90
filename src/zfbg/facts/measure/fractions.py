"""Fractions: 一半, 三分之一 and 七成 that no word says to be shares of something."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Token, trimmed
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import FILLER, Reading
from zfbg.facts.naming import endings, names
from zfbg.facts.naming.names import Name

_FRACTION = re.compile("[成半/]|分之")
_UNITS = frozenset({"", "成"})
_COMPARED = frozenset({"than", "against", "up", "down", "rate", "fall", "plan"})
_REACHED = FILLER | {"to", "closing", "sum", "reached"}
_PROPORTION = "比例"


def fraction(figure: Figure, thread: Thread) -> Reading | None:
    """持证的不到一半, 长年在外的达七成, 比例接近七成: parts of a whole are a share, unless a rate is so high."""
    if figure.quantity.unit not in _UNITS or not _FRACTION.search(figure.text):
        return None
    if figure.after or "恢复" in figure.words or any(map(_compares, figure.own)):
        return None
    if thread.begun and thread.last[1].endswith(endings.rates()) and thread.measure == "level":
        return None  # 小区覆盖率51%,老小区不到两成
    if figure.own and figure.own[-1].words == "的":  # 恢复到2019年的六成
        return None
    name = names.before(trimmed(figure.own, _REACHED))
    if name.words == _PROPORTION:  # 住校生1936人,比例接近七成
        of = thread.measure == "level" and thread.begun
        return Reading("share", Name(thread.indicator), "fraction") if of else None
    words = name.words.removesuffix(_PROPORTION).removesuffix("的")
    if not words or name.says_done or (words == name.words and words.endswith(endings.rates())):
        return None
    return Reading("share", Name(words, owner=name.owner), "fraction", scope=thread.part_of or thread.parent)


def _compares(token: Token) -> bool:
    """Whether a word compares, other than 超过, which bounds as well."""
    return not token.kinds.isdisjoint(_COMPARED) and "least" not in token.kinds
