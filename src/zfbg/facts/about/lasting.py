"""How long something lasts, or how often it comes in a row: 投资连续3年增长, 仅用40天建成."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Token, said, words
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import RATES
from zfbg.facts.naming import counters, names
from zfbg.facts.naming.names import Name
from zfbg.lexicon import either, of_lexicon, table

_BEFORE = re.compile("(?:、?并)?(?:连续|仅用?|只用|不到|不足|提前|缩短|压缩|历时|为期|用时)+$")
_BEHIND = re.compile("^(?:就|即|来|实现|完成)+")
_DIRECTIONS = frozenset({"up", "down"})
_AGAINST = frozenset({"against"})
_HELD = frozenset({"hold"})
_EARLY = "提前"
_TASKS = ("目标", "任务")
_TOTALS = frozenset({"总量", "规模"})
_PASSING = frozenset({"least", "to", "filler"})


def lasting(thread: Thread, figure: Figure, name: Name) -> tuple[str, str]:
    """What lasts, or comes in a row, stands on both sides; another figure of it may follow at once."""
    found = _BEFORE.search(name.words)
    what = name.words[: found.start()] if found else name.words
    in_a_row = figure.words.rstrip().endswith(("连续", "持续"))
    if in_a_row and figure.joined and what in _TOTALS:  # 产值增长7%、总量连续3年居全市首位
        what = thread.indicator + what
    if what and all(token.kinds & RATES for token in words(what, 0, len(what))):  # 投资增长7%,增幅连续3年居全市前五
        what = thread.indicator + what
    held = bool(figure.after) and not figure.after[0].kinds.isdisjoint(_HELD)
    if in_a_row and held and figure.joined and not what:  # 利用率达94%、连续5年保持全省第一
        what = "".join(thread.last)
    after, following = said(figure.after).strip(), figure.next_in_clause
    rest = "" if counters.is_predicate(figure.after) and not in_a_row else _BEHIND.sub("", after)
    if figure.own and figure.own[-1].words == _EARLY:
        if what and after:  # 铁路提前一年建成
            return thread.learn("", what + _EARLY + after)
        if thread.begun and names.gives(after.removesuffix("的")):  # 营收9亿元,提前一个月|完成市下达的8亿元的任务
            return thread.subject, thread.indicator + _EARLY
    if not rest and following and following.quantity and following.quantity.kind == "none":
        rest = following.words  # 连续5年未发生较大事故
    if figure.crowded and following and _is_told(figure, following, in_a_row):
        _, told = thread.learn("", what or names.topic(figure.lead, names.LONG) or thread.indicator)
        return "", ("" if told.endswith(_TASKS) else told) + rest + following.words  # 完成全年目标,连续3次居全市第一
    if not what and rest and _assessed().search(rest):
        what = names.topic(figure.lead, names.LONG)  # 落实河长制,连续3年获省级考核优秀
    if in_a_row and not what and figure.after and not figure.after[0].kinds.isdisjoint(_AGAINST):
        return "", (names.topic(figure.lead, names.LONG) or thread.indicator) + rest  # 收入增速创新高,连续两年快于
    changed = thread.begun and len(figure.after) == 1 and not figure.after[0].kinds.isdisjoint(_DIRECTIONS)
    if in_a_row and (what or changed) and len(rest) > 1:  # 粮食产量5万吨,连续4年增产
        _, what = thread.learn("", what or thread.indicator)
        return "", what + rest
    return thread.learn("", what + rest if len(rest) > 2 else what or thread.indicator)


def goes_on(thread: Thread, figure: Figure) -> bool:
    """Whether what lasted so long is told of, and was the last thing told: 粮食连续九年增产,产量达6万吨."""
    return thread.dimension == "time" and bool(figure.lead) and not figure.lead[0].kinds.isdisjoint(_DIRECTIONS)


def _is_told(figure: Figure, following: Token, in_a_row: bool) -> bool:
    """Whether a figure behind is what was so for so long: a rank, or an amount that was passed (连续3年突破百亿元)."""
    assert following.quantity
    if following.quantity.kind == "rank":
        return True
    return in_a_row and bool(figure.after) and not figure.after[-1].kinds.isdisjoint(_PASSING)


@of_lexicon
def _assessed() -> re.Pattern[str]:
    return re.compile(either(table("words")["names"]["assessed"]))
