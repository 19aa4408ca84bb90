"""Rates: what a growth, change, share, rank or progress is told of."""

from __future__ import annotations

from zfbg.facts.about import budgets
from zfbg.facts.about.belonging import belongs, mishap, owner_told
from zfbg.facts.about.lasting import goes_on
from zfbg.facts.about.parts import counterpart, of_accounts, told_as, whole
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import words
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.ranks import grown
from zfbg.facts.measure.reading import RATES, Reading
from zfbg.facts.naming import counters, names, owners

_NAMES = frozenset({"noun", "head", "place"})
_ACHIEVING = frozenset({"empty", "achieved", "inner"})


def rate(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """Subject and indicator of a growth, change, share, rank or progress."""
    name = reading.name
    if not name.words or name.says_done or _is_rate(name.words):
        ranked = reading.measure == "rank" and figure.after and figure.after[0].kinds & _NAMES
        if ranked and (behind := counters.behind(figure.after, figure.crowded)):
            return "", _first_alike(behind)
        subject, indicator = _unnamed(thread, figure, reading)
        points = reading.measure in {"change", "rank"} and _is_rate(name.words)
        return subject, indicator + name.words if points and not indicator.endswith(name.words) else indicator
    subject, indicator = _named(thread, figure, reading)
    return subject or (whole(thread, indicator) if reading.measure in {"growth", "change"} else ""), indicator


def _is_rate(name: str) -> bool:
    return all(token.kinds & RATES for token in words(name, 0, len(name)))


def _unnamed(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """A rate without a name of its own: of the figure before, else of what the clause before speaks of."""
    if reading.measure == "share" and thread.measure == "criterion" and thread.category and figure.words[:1] in "的占":
        whole = thread.indicator if thread.category[0].isdigit() else ""
        return ("" if whole == reading.scope else whole), thread.category  # 年龄在60岁以上的|占47%
    if reading.measure == "share" and thread.measure == "share":  # 在A中占5%,在B中占8%
        return thread.last
    if reading.measure == "rank" and (thread.leaving or (thread.measure == "rank" and not reading.name.words)):
        return thread.last  # 总量居全市第4位、增速居全市第2位: the growth is of what was measured, not of 总量
    if reading.measure == "rank" and thread.share:
        return "", thread.share
    if reading.measure == "rank" and thread.indicator:
        told = reading.name.words and _is_rate(reading.name.words)  # 增幅居全省第8位
        return thread.subject, thread.indicator + ("" if told else grown(thread, figure))
    if reading.measure == "change" and figure.quantity.dimension == "point" and thread.share and not reading.name.words:
        return "", thread.share
    pointed = reading.measure == "change" and figure.quantity.dimension == "point" == thread.dimension
    if pointed and thread.begun and thread.last[1].endswith("率"):
        return thread.last  # 上线率提高4个百分点,比全县高12个百分点
    if thread.begun and _is_deed(reading.name.words):  # 受案增加90件,结案增加80件
        return thread.learn("", reading.name.words + thread.noun)
    parted = any("semicolon" in token.kinds or token.words == "其中" for token in figure.lead)
    if reading.measure in {"growth", "change"} and (spoken := names.spoken_of(figure.lead)):
        return thread.learn("", spoken)  # 向灾区调运的粮食,增加7亿斤
    topic = "" if thread.begun and thread.indicator and not parted else names.topic(figure.lead, names.LONG)
    if not thread.indicator and not topic and thread.begun:  # 投资占全部投资的4%,下降18%
        return thread.last
    if not thread.indicator or (topic and (parted or owners.owner_of(topic))):  # 产量再创新高,增产5亿斤
        return thread.learn("", topic)
    if figure.quantity.unit == "天":  # 优良天数比例90%,增加13天
        return thread.subject, thread.indicator.removesuffix("比例")
    return thread.subject, thread.indicator


def _is_deed(name: str) -> bool:
    """Whether a name is what was done to those that were counted: 结案, 破获; not that it was done at all (完成)."""
    of = words(name, 0, len(name))
    return bool(name) and all("done" in token.kinds and token.kinds.isdisjoint(_ACHIEVING) for token in of)


def _first_alike(name: str) -> str:
    """第一果品大县和主要养蜂大县: the rank is said of the first of two of a kind."""
    first, joint, other = name.partition("和")
    return first if joint and len(first) > 2 and first[-2:] == other[-2:] else name


def _named(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """A growth, change, share, rank or progress with a name of its own."""
    name = reading.name
    if reading.measure == "share":
        owner = name.owner or thread.category
        if not owner and thread.begun and owners.is_measure(name.words):
            told = "" if owners.owner_of(thread.indicator) else thread.indicator
            owner = belongs(thread, name.words) or told  # 建设农田5万亩,建成面积占…
        elif not owner and owners.says_nothing(name.words):
            owner = owner_told(figure.lead)  # 建成最大的硅料基地,产能占全国5%
        return owner, name.words
    if not name.owner and (line := budgets.line_of(thread.budget, name.words)):
        return thread.learn(*line)
    if thread.begun and (whole := counterpart(thread, name.words)):
        return thread.learn(name.owner, whole)  # 一般公共预算收入增长2%、支出增长5%
    if owners.says_nothing(name.words):
        head = name.words.removesuffix("收入") if thread.indicator.endswith("收入") else name.words
        if reading.measure == "change" and not name.owner and thread.begun and head and head in thread.indicator:
            return thread.last  # 农民人均收入9200元,人均增加500元
        if name.owner and reading.measure == "growth":
            return thread.learn(name.owner, name.words)
        on = thread.indicator if goes_on(thread, figure) else ""
        told = owner_told(figure.lead)
        before = "" if thread.begun else told  # 扩大借用项目库,项目数增长20%: not what a sentence before counts
        whose = before or belongs(thread, name.words) or thread.subject or told or on
        if reading.measure == "rank":
            return name.owner or before or _ranked(thread, name.words), name.words
        owner = name.owner or whose
        if (reading.measure == "change" and owners.is_harm(name.words)) or (reading.measure == "growth" and not owner):
            thread.learn(owner, name.words)
        return owner, name.words
    indicator = told_as(thread, figure, name.words, reading.measure) if reading.measure == "growth" else name.words
    of_class = thread.category if reading.measure == "growth" and not figure.lead else ""  # 5亿元以下|投资增长5%
    owner = name.owner or of_class or of_accounts(thread, indicator) or mishap(thread, indicator)
    if reading.measure != "rank":
        thread.share = ""
        thread.learn(owner, indicator)
    return owner, indicator


def _ranked(thread: Thread, indicator: str) -> str:
    """What a rank belongs to whose name says nothing alone: what was told of it before in the sentence, or last.

    职高达线210人,被重点院校录取12人,达线人数居全市第一: 职高.
    """
    told = next((name for name in reversed(thread.recent) if name.endswith(indicator[:2])), "")
    owner = told.removesuffix(indicator[:2]) or thread.indicator
    return thread.subject if owners.says_nothing(owner) else owner
