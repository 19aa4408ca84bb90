"""Criteria: numbers that only name a class of what is counted or rated: 10蒸吨以下锅炉, 800米内换乘比例."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import NOUN, Tokens, said
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import Reading
from zfbg.facts.mentions.units import COUNTED
from zfbg.facts.naming import counters, endings, names, owners
from zfbg.facts.naming.names import Name

# What names a class when a noun follows: 5000万元以上企业, 10蒸吨以下锅炉, 60岁以上老人.
AMOUNTS = frozenset({"money", "power", "area", "mass", "length", "volume", "energy"})
# 5千万以上项目: of money.
_BARE = frozenset({"百万", "千万", "亿"})
_SIZES = frozenset({"岁", "头", "只", "羽"})
AGES = frozenset({"岁", "周岁"})
_NAMING = NOUN | {"head"}
_GOING_ON = "和与及并或左"
_ACTS = frozenset({"verb", "keep", "reach", "spend", "pull", "done", "empty", "serve"})
_COUNTING = frozenset({"有", "达", "共"})


def inside(figure: Figure, thread: Thread) -> Reading | None:
    """800米内换乘比例达9%: so near is that of which a rate is told."""
    near = figure.crowded and figure.quantity.dimension == "length" and said(figure.after).startswith(("内", "范围内"))
    return Reading("criterion", names.before(figure.own), "inside") if near else None


def bounded_class(figure: Figure, thread: Thread) -> Reading | None:
    """10蒸吨以下锅炉: 以上 or 以下 behind an amount goes on to a noun, so that it names a class."""
    return Reading("criterion", names.before(figure.own), "class") if is_bounded_class(figure) else None


def is_bounded_class(figure: Figure) -> bool:
    """Whether 以上 or 以下 stands between an amount and a noun."""
    quantity = figure.quantity
    if quantity.unit in AGES and quantity.number.value is None and figure.after:
        return True  # 0-6岁儿童
    if quantity.unit in AGES and figure.after and said(figure.after).endswith(endings.people()):
        return True  # 80岁老人
    if figure.class_bound and figure.end == quantity.end:
        return bool(figure.after)  # 25户|及100人以上自然村
    if quantity.unit in AGES and figure.bound and figure.after and "average" not in figure.kinds:
        return True  # 对年满60周岁退役士兵发放补助
    if figure.class_bound and figure.after and figure.after[0].words.startswith("人口"):
        return True  # 20万以上人口县
    if figure.class_bound and quantity.dimension == "persons" and quantity.unit not in _SIZES:
        return _is_group(figure)
    if figure.bound == "~":  # 1亿左右农业转移人口
        return False
    if not figure.class_bound or not (quantity.dimension in AMOUNTS or quantity.unit in _SIZES | _BARE):
        return False
    if not figure.after:  # 50亿元以上项目1个、10亿元以上|3个
        counted = figure.following[0].quantity if figure.following else None
        return counted is not None and counted.dimension in COUNTED and counted.unit != quantity.unit
    return figure.after[0].words[0] not in _GOING_ON and bool(said(figure.after).strip())


def _is_group(figure: Figure) -> bool:
    """Whether so many people make the thing that is named behind them: 50人以上班级, but not 安置50人以上就业."""
    acts = any(not token.kinds.isdisjoint(_ACTS) for token in figure.own)
    noun = counters.behind(figure.after)
    return len(noun) > 1 and not acts and noun[0] not in _GOING_ON and not noun.endswith(endings.people())


def counted_among(figure: Figure, thread: Thread) -> Reading | None:
    """占比超10%的有8种: so many of those named before."""
    after = figure.after
    if len(after) < 2 or after[0].words != "的" or after[1].words not in _COUNTING:
        return None
    return Reading("criterion", Name(thread.noun) if thread.noun else names.before(figure.own), "among")


def counted_class(figure: Figure, thread: Thread) -> Reading | None:
    """营收超亿元的园区达8个: a bound that 的 leads on to what is counted names a class."""
    number = figure.quantity.number
    spans = figure.quantity.dimension in AMOUNTS and number.value is None and not number.mask  # 300-499万元的项目5个
    if not (figure.bound or spans) or not figure.after or figure.after[0].words != "的":
        return None
    if any(token.words == "成为" for token in figure.own):  # 青禾港成为首个吞吐量超千万吨的大港
        return Reading("criterion", names.before(figure.own), "class")
    counted = figure.next_in_clause
    if counted is None or counted.quantity is None:
        marked = is_round(figure.text) and any("head" in token.kinds for token in figure.after[1:5])
        return Reading("criterion", names.before(figure.own), "class") if marked else None  # 投资过千万元的项目均已开工
    quantity = counted.quantity
    portion = quantity.dimension == "ratio" and any("share" in token.kinds for token in figure.after)
    if portion:  # 月收入不到二千元的占四成
        return Reading("criterion", names.before(figure.own), "class")
    if quantity.kind != "amount" or quantity.dimension not in COUNTED or quantity.unit == figure.quantity.unit:
        return None
    return Reading("criterion", names.before(figure.own), "class")


def passed(figure: Figure, thread: Thread) -> Reading | None:
    """8家企业产值超百亿元: a round sum that each of those just counted passes."""
    counted = thread.dimension in COUNTED and thread.begun and not (figure.lead or figure.joined)
    if not (counted and thread.measure == "level" and figure.bound == ">=" and is_round(figure.text)):
        return None
    return Reading("criterion", names.before(figure.own), "class") if figure.own and is_named(figure.own) else None


def is_named(of: Tokens) -> bool:
    """Whether tokens are nouns only."""
    return all(not token.kinds.isdisjoint(_NAMING) for token in of)


def is_round(amount: str) -> bool:
    """Whether an amount is a mark that some pass: 百亿元, 千亿元."""
    return _ROUND.match(amount) is not None


_ROUND = re.compile("[十百千万亿]+(?![一二三四五六七八九])[^多余几来]")


def classed(figure: Figure, thread: Thread) -> Reading | None:
    """亿元企业, 4亿元项目: an amount before a noun of a kind that is counted."""
    quantity = figure.quantity
    if not figure.after or (quantity.dimension not in AMOUNTS and quantity.unit not in {"万", "亿"}):
        return None
    if _CLASS.match(said(figure.after)):
        return Reading("criterion", names.before(figure.own), "class")
    counted = figure.next_in_clause.quantity if figure.crowded and figure.next_in_clause else None
    kind = "head" in figure.after[-1].kinds or (counted is not None and counted.dimension in COUNTED)
    passes = figure.bound == ">=" and kind and is_round(figure.text)  # 营收过百亿元食品企业, 税收超千万元楼宇7幢
    name = names.before(figure.own) if passes and is_named(figure.after) else Name()  # 营收过百亿元|食品企业
    return Reading("criterion", name, "class") if name.words and owners.tells_of(name.words) else None


_CLASS = re.compile("(?:级|规模)?(?:工业|重点|制造业|大)?(?:企业|项目|梯队|产业|集群|市场)|的?部分")
