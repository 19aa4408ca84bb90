"""Verbs: that something was done, which is no name, and what became of what is counted, which is part of one."""

from __future__ import annotations

import re

from zfbg.facts.clauses.tokens import Token, Tokens, said, trimmed, words
from zfbg.lexicon import either, of_lexicon, table

VERBS = frozenset({"verb", "empty"})
# No verb is longer with what is looked at behind it: many verbs in a row are not cut anew from each of them.
NEAR = 40
ACT = VERBS | {"keep"}
_DONE = frozenset({"done"})
_SAYS_DONE = VERBS | {"done", "leading", "filler"}
_PARTICLES = frozenset({"新", "了", "出", "待", "待省市", "省市", "省级", "市级", "区级", "县级"})


def is_verb(name: str) -> bool:
    """Whether ``name`` says only that something was done (签约, 已开工), not what.

    >>> is_verb("新签约"), is_verb("签约项目")
    (True, False)
    """
    return says_done(words(name, 0, len(name)))


def says_done(of: Tokens) -> bool:
    """Whether all that these tokens say is that something was done."""
    for token in of:
        if token.kinds.isdisjoint(_SAYS_DONE) and token.words not in _PARTICLES:
            return False
    return bool(of)


def undone(name: str) -> str:
    """``name`` without what was done at its end.

    >>> undone("电站开工"), undone("存款余额")
    ('电站', '存款余额')
    """
    return said(trimmed(words(name, 0, len(name)), ACT | _DONE))


def kept_verb(name: str) -> str:
    """The verb at the beginning of ``name`` that says what became of what is counted: 关停 of 关停小煤矿.

    >>> kept_verb("关停小煤矿"), kept_verb("建成小煤矿"), kept_verb("新建和改造公路")
    ('关停', '', '新建和改造')
    """
    verb = ""
    while found := _kept().match(name):
        start = found.start("verb")
        end = start + len(words(name, start, min(start + NEAR, len(name)))[0].words)
        verb, name = verb + name[:end], name[end:]
    return verb or _newly(name)


def _newly(name: str) -> str:
    """新培育 of 新培育瞪羚企业; "" of 新能源电站."""
    if not name.startswith("新"):
        return ""
    of = words(name, 0, len(name))
    done = len(of) > 1 and of[0].words == "新" and (is_act(of[1]) or "keep" in of[1].kinds)
    return "新" + of[1].words if done else ""


@of_lexicon
def _kept() -> re.Pattern[str]:
    return re.compile(f"[和、及]?(?P<verb>{either(table('tokens')['keep'])})")


def is_act(token: Token) -> bool:
    """Whether a token is a verb, 完成 or the like."""
    return bool(token.kinds & VERBS) or ("done" in token.kinds and len(token.words) > 1)
