"""States: what a figure tells of one end of a time, not of all of it."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Token, Tokens
from zfbg.facts.mentions.edtf import several, year
from zfbg.lexicon import either, of_lexicon, table
from zfbg.model import Period

_FROM = frozenset({"由", "从"})
_TURNS = frozenset({"up", "down", "ranking", "reached"})
_PAUSES = frozenset({"comma", "listing", "verb", "done", "keep"})
_DONE = frozenset({"verb", "done", "keep", "sum"})
# A longer name between 从 and a figure is no end of a change: 从全市工作会议获悉,….
NEAR = 4
_OCCASIONS = frozenset({"人次", "家次", "户次", "场", "场次", "次", "起"})


def last_year(of: Period | None) -> Period | None:
    """The last of several years, else the period itself."""
    return year(of.end.year) if of and of.end and several(of) else of


def is_state(figure: Figure, measure: str, rule: str) -> bool:
    """Whether a figure tells how things stand at the end of the time: a rank, a share, a rate, or what was reached.

    What was done or added sums up (累计投资达到5亿元), what was held (保持第1位, 持续超过4%) holds for all of the time.
    """
    own = figure.own
    if rule == "part" or any(_words("held").search(token.words) for token in own):
        return False
    if measure in {"rank", "share"}:
        return all("keep" not in token.kinds for token in own)
    if figure.after and figure.after[0].words.startswith("人口") and all(map(_is_still, own)):
        return measure == "level"  # 我国有14亿人口
    reached = figure.reached or figure.quantity.dimension == "ratio"
    if measure != "level" or not reached or figure.quantity.unit.lstrip("十百千万亿") in _OCCASIONS:
        return False
    return all(map(_is_still, own))


def _is_still(token: Token) -> bool:
    """Whether a token says of nothing that it was done or added up."""
    return token.kinds.isdisjoint(_DONE) and not _words("flows").search(token.words)


@of_lexicon
def _words(name: str) -> re.Pattern[str]:
    return re.compile(either(table("words")["periods"][name]))


def begins_change(own: Tokens) -> bool:
    """Whether the words before a figure end with the 由 or 从 of 由A提高到B."""
    length = 0
    for token in reversed(own):
        if "from" in token.kinds:
            return True
        length += len(token.words)
        if length > NEAR:
            return False
    return False


def without_origin(own: Tokens) -> Tokens:
    """``own`` without the A of 由A提高到B where no figure tells it: 总量|由末位|跃居, 单产|从较低水平|提高到."""
    at = next((n for n in range(len(own) - 2, 0, -1) if own[n].words in _FROM), 0)
    turn = next((n for n in range(at + 1, len(own)) if not own[n].kinds.isdisjoint(_TURNS)), 0) if at else 0
    between = own[at + 1 : turn]
    told = any(token.words != "的" for token in between) and all(_goes_on(token) for token in between)
    return [*own[:at], *own[turn:]] if told else own


def _goes_on(token: Token) -> bool:
    """Whether a token is no pause and no verb."""
    return token.kinds.isdisjoint(_PAUSES)
