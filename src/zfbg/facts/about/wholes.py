"""Wholes that the clause before names: 规上工业中,…; 分产业看,… divides what was measured last."""

from __future__ import annotations

import re

from zfbg.facts.clauses.tokens import Tokens, last, said
from zfbg.facts.context.thread import Thread
from zfbg.facts.naming import names, owners

_DIVIDING = re.compile("(?:按|分|从(?!.*[量值额率]看))[\u4e00-\u9fff]{2,8}[①-⑳]?(?:分|看|划分)")
# What was measured last is told of these too.
_TRADES = ("行业", "门类", "大类")
_CLAUSE = frozenset({"stop", "semicolon", "comma", "colon"})


def divides(lead: Tokens) -> bool:
    """Whether the clause before says how what was measured is divided: 分产业看,…."""
    if len(lead) < 3 or lead[-2].words[-1:] not in {"分", "看"}:
        return False
    return _DIVIDING.fullmatch(said(lead[last(lead[:-1], _CLAUSE) + 1 : -1])) is not None


def within(lead: Tokens, thread: Thread) -> str:
    """The whole that the clause before names: 规上工业中,…增长8%; 分产业看,… goes on with what was measured last."""
    if len(lead) < 3 or "comma" not in lead[-1].kinds:
        return ""
    if divides(lead):  # the second of 分产业看, 分领域看 divides the same whole, also one that nothing names
        if named := _named(lead[: last(lead[:-1], _CLAUSE) + 1]):  # 规上工业中,分产业看
            thread.divided = named
        elif thread.divided is None:
            thread.divided = thread.indicator
        return thread.divided
    named = _named(lead)
    if named.endswith(_TRADES) and owners.owner_of(thread.indicator):  # 工业增加值增长5%。重点行业中,…
        thread.head = thread.indicator
    return named


def _named(lead: Tokens) -> str:
    """The whole that a clause of ``lead`` names at its end: 规上工业中, not 在建设中."""
    if len(lead) < 3 or lead[-2].words != "中":
        return ""
    start = last(lead[:-1], _CLAUSE) + 1
    return names.before(lead[start:-2]).words if lead[start].words[0] != "在" else ""
