"""Directions that only a comparison makes of words: 比上年少5家, 比市价便宜两成, 同比少发9起, 名次退了2位."""

from __future__ import annotations

import re

from zfbg.facts.clauses.tokens import NOUN, Token, Tokens, trimmed
from zfbg.lexicon import either, of_lexicon, table

_UP, _DOWN = frozenset({"up"}), frozenset({"down"})
# Directions only where something is compared: 比上年少5家, 较上年低0.2个百分点.
COMPARATIVES = {**dict.fromkeys("高多快", _UP), **dict.fromkeys("低少慢", _DOWN)}
_EXCEEDING = frozenset("多少")
_THAN = frozenset({"than", "base"})
# 在去年高基数上|多出9件.
GROUND = ("基数上", "基础上")
_ABOUT = frozenset({"about"})
# What stands between what is compared with and how.
_STILL = "偏还仍又则也"
_MOVED = {"退": _DOWN, "进": _UP}


def compared(clause: Tokens, unit: str) -> Tokens:
    """``clause``, which leads to a figure in ``unit``, with the word that says how two things differ as a direction.

    Elsewhere 低 and its like are ends of nouns.
    """
    body = trimmed(clause, _ABOUT)
    bound = clause[len(body) :]  # 比全市平均低|近5个百分点
    done = len(body) > 1 and body[-1].words == "了"
    body = body[:-1] if done else body
    if not body:
        return clause
    end = body[-1].words
    if end in COMPARATIVES and (len(body) == 1 or (done and end in _EXCEEDING)):
        return [*body[:-1], Token(COMPARATIVES[end], end), *bound]  # 比年目标任务4%|低|0.6个百分点; 支出多了5亿元
    if unit == "位" and done and end[-1] in _MOVED:
        return [*body[:-1], *_rest(end[:-1]), Token(_MOVED[end[-1]], end[-1]), *bound]  # 名次退了2位
    way = _ways().search(end) if body[-1].kinds is NOUN or end in COMPARATIVES else None
    if way and _compares(body):
        kinds = _UP if way["up"] else _DOWN
        return [*body[:-1], *_rest(end[: way.start()]), Token(kinds, way[0]), *bound]
    before = body[:-1]
    if before and (before[-1].kinds is NOUN or before[-1].words == "多"):  # 少|投入, 多|筹
        end, before = before[-1].words + end, before[:-1]
    at = max(end.rfind("多"), end.rfind("少"))
    if at < 0 or end[at + 1 :] not in _doing():
        return clause
    plain = (not at and not before) or (at > 1 and end[at - 1] not in _no_more())  # 盗窃警情|少发
    if not (plain or _compares(body) or _is_each(before)):
        return clause
    return [*before, *_rest(end[:at]), Token(COMPARATIVES[end[at]], end[at:]), *bound]


def _compares(body: Tokens) -> bool:
    """Whether something is compared with before the last word."""
    return any(not token.kinds.isdisjoint(_THAN) or token.words.endswith(GROUND) for token in body[:-1])


def _is_each(before: Tokens) -> bool:
    """Whether words say for how much something is told: 每吨, 职工每人每月."""
    return any(token.words[0] == "每" for token in before)


def _rest(words: str) -> tuple[Token, ...]:
    rest = words.rstrip(_STILL)
    return (Token(NOUN, rest),) if rest else ()


@of_lexicon
def _ways() -> re.Pattern[str]:
    """The words that say which way something differs from what 比 names, at the end of a noun stretch."""
    of = table("words")["comparisons"]
    up = [*of["more"], *(way for way in COMPARATIVES if COMPARATIVES[way] is _UP)]
    down = [*of["less"], *(way for way in COMPARATIVES if COMPARATIVES[way] is _DOWN)]
    return re.compile(f"(?:(?P<up>{either(up)})|{either(down)})$")


@of_lexicon
def _no_more() -> frozenset[str]:
    return frozenset(table("words")["comparisons"]["no_more"])


@of_lexicon
def _doing() -> frozenset[str]:
    """What there was more or less of: 同比|少发|9起, 每吨|少卖|5元."""
    return frozenset(table("words")["comparisons"]["doing"])
