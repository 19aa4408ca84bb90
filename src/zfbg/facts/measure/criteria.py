"""Criteria: numbers that only name a class of what is counted or rated: 10蒸吨以下锅炉, 800米内换乘比例."""

from __future__ import annotations

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import said
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import Reading
from zfbg.facts.mentions.units import COUNTED
from zfbg.facts.naming import endings, names
from zfbg.facts.naming.names import Name

# What names a class when a noun follows: 5000万元以上企业, 10蒸吨以下锅炉, 60岁以上老人.
AMOUNTS = frozenset({"money", "power", "area", "mass", "length", "volume", "energy"})
# 5千万以上项目: of money.
_BARE = frozenset({"百万", "千万", "亿"})
_SIZES = frozenset({"岁", "头", "只", "羽"})
AGES = frozenset({"岁", "周岁"})
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
    if figure.class_bound and figure.after and figure.after[0].words.startswith("人口"):
        return True  # 20万以上人口县
    if figure.bound == "~":  # 1亿左右农业转移人口
        return False
    if not figure.class_bound or not (quantity.dimension in AMOUNTS or quantity.unit in _SIZES | _BARE):
        return False
    if not figure.after:  # 50亿元以上项目1个、10亿元以上|3个
        counted = figure.following[0].quantity if figure.following else None
        return counted is not None and counted.dimension in COUNTED and counted.unit != quantity.unit
    return figure.after[0].words[0] not in "和与及并或左" and bool(said(figure.after).strip())


def counted_among(figure: Figure, thread: Thread) -> Reading | None:
    """占比超10%的有8种: so many of those named before."""
    after = figure.after
    if len(after) < 2 or after[0].words != "的" or after[1].words not in _COUNTING:
        return None
    return Reading("criterion", Name(thread.noun) if thread.noun else names.before(figure.own), "among")
