"""Growths that no word of direction before the figure tells: 保持8%的增长; 增长较快的有甲业8%、乙业5%; 采矿业-2%."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Tokens, said, trimmed
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import FILLER, RATES, Reading
from zfbg.facts.naming import endings, names
from zfbg.facts.naming.names import Name

_HELD = frozenset({"保持", "实现", "取得", "呈现", "维持"})
_DIRECTIONS = frozenset({"up", "down"}) | RATES
# What a clause says of those whose figures follow, up to the word that leads to them.
_GROWING = re.compile("(?:增长|增速|增幅|涨幅|上涨|(?P<falls>下降|降幅|跌幅))[^,;。:]{0,12}[有是为:]")
_LEADING = frozenset("有是为")
# What grows but has no share of its own: a bare rate of it is its growth.
_TRADES = ("业", "类", "制品", "增加值")
# What is told in money only: its rate is that of its growth.
_NO_RATE = ("增加值", "总产值", "零售额", "零售总额")
_ADJUSTING = frozenset({"调增", "调减"})
LISTED = "growths"


def held(figure: Figure, thread: Thread) -> Reading | None:
    """保持8%以上增长, 实现6.5%的增长."""
    own, after = figure.own, figure.after
    if not own or not after or own[-1].words not in _HELD:
        return None
    if after[0].words == "的":
        after = after[1:]
    if len(after) != 1 or after[0].kinds.isdisjoint(_DIRECTIONS):
        return None
    return Reading("growth", names.before(own[:-1]), "held", -1 if "down" in after[0].kinds else 1)


def listed(figure: Figure, thread: Thread) -> Reading | None:
    """增长较快的有甲业8%、乙业5%; 采矿业-2%、制造业7%, of which the others show that these are growths."""
    if figure.quantity.unit != "%" or not figure.own:
        return None
    own, sign = figure.own, 1
    if thread.begun and thread.rule == LISTED and "semicolon" not in figure.kinds:
        sign = thread.sign
    elif found := _GROWING.search(_sentence(figure.lead) + figure.words):
        at = max((n for n, token in enumerate(own) if token.words in _LEADING), default=-1)
        own, sign = own[at + 1 :], -1 if found["falls"] else 1
    elif figure.words.endswith(_NO_RATE):  # 规模以上工业增加值10.1%
        sign = 1
    elif not (_is_trade(figure.words) and (figure.quantity.sign < 0 or _falls(figure.following))):
        return None
    name = names.before(own)
    if not name.words or name.says_done or name.words.endswith(endings.rates()):
        return None
    return Reading("growth", name, LISTED, sign)


def _sentence(lead: Tokens) -> str:
    """The clauses before a figure in its sentence."""
    return said(lead).rpartition("。")[2]


def _is_trade(name: str) -> bool:
    return name.rstrip("-－−").endswith(_TRADES)


def _falls(following: Tokens) -> bool:
    """Whether a figure that follows in the sentence is below nought."""
    for token in following:
        if "stop" in token.kinds:
            return False
        if token.quantity and token.quantity.sign < 0:
            return True
    return False


def signed(figure: Figure, thread: Thread) -> Reading | None:
    """同比+5%, 同比-3%: no word says which way, only the sign."""
    own = figure.own
    if "base" not in figure.kinds or own[1:] or not thread.begun or figure.quantity.unit == "倍":
        return None
    plus = bool(own) and own[0].words == "+"
    return Reading("growth", Name(), "growth") if plus or (not own and figure.quantity.sign < 0) else None


def digits(figure: Figure, thread: Thread) -> Reading | None:
    """两位数增长, 增长两位数."""
    own = trimmed(figure.own, FILLER)
    if not figure.quantity.unit:  # 院士突破两位数
        return Reading("level", names.before(own), "level")
    return Reading("growth", names.before(own[:-1] if own and own[-1].kinds & _DIRECTIONS else own), "digits")


def fold(figure: Figure, thread: Thread) -> Reading | None:
    """翻一番."""
    if figure.quantity.unit != "番":
        return None
    own = trimmed(figure.own, FILLER)
    if not figure.quantity.unit:  # 院士突破两位数
        return Reading("level", names.before(own), "level")
    return Reading("growth", names.before(own[:-1] if own and own[-1].words == "翻" else own), "fold")


def adjusted(figure: Figure, thread: Thread) -> Reading | None:
    """执行中调增收入预算2亿元: by so much a budget was changed."""
    if "调" not in figure.words:
        return None
    own = figure.own
    at = next((n for n, token in enumerate(own[:-1]) if token.words in _ADJUSTING), -1)
    name = names.before(own[at + 1 :]) if at >= 0 else Name()
    if not name.words.endswith("预算"):
        return None
    return Reading("change", name, "change", -1 if "down" in own[at].kinds else 1)
