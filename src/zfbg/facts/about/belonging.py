"""Belonging: to what a measure belongs whose name says nothing alone, such as 总投资 or 办结率."""

from __future__ import annotations

import re

from zfbg.facts.about import works
from zfbg.facts.about.parts import AGED, SORT, owner_before
from zfbg.facts.clauses.tokens import Tokens, first_of, last, said, words
from zfbg.facts.context.thread import Thread
from zfbg.facts.mentions.units import base
from zfbg.facts.naming import endings, names, nouns, owners, verbs
from zfbg.facts.naming.verbs import VERBS
from zfbg.lexicon import alternation, of_lexicon, table

_CLAUSE = frozenset({"comma", "semicolon", "colon", "stop"})
# What a sentence takes up has so many characters.
_NAMED, _FIELD, _SENTENCE = 4, 16, 24
# A deed of so few characters may be any.
SHORT = 2
_ADVERB = re.compile("(?:已经?|均|共|累计)$")
_NUMBER = re.compile("(?:人?次?数|面积)$")
_RATE = re.compile("(?:率|水平)$")

# How much there is of what was told to grow.
_SIZES = frozenset({"规模", "总规模", "总额", "总量", "总数"})


def belongs(thread: Thread, indicator: str) -> str:
    """What a name that says nothing alone belongs to: to whom the measure before it did, or what was counted last."""
    if harm := mishap(thread, indicator):
        return harm
    if thread.begun and thread.dimension == "money" and thread.measure == "level" and indicator in _of_amounts():
        return "".join(thread.last)  # 新增企业5家;完成招商引资3亿元,完成率115%
    if owners.yields(indicator) and (planted := _planted(thread)):
        return planted
    if (owner := owner_before(thread, indicator)) or (owner := whose_rate(thread, indicator)):
        return owner
    if indicator in _SIZES and thread.begun and not thread.counting and thread.measure in {"growth", "change"}:
        return "".join(thread.last)  # 转移支付增加5亿元、规模近9亿元
    if thread.begun and thread.dimension == "area" and owners.is_per_area(indicator):
        return thread.indicator  # 荞麦4000亩,亩产80公斤
    laid = thread.begun and thread.dimension in {"length", "area"} and thread.measure == "level"
    way = laid and thread.dimension == "length" and not thread.indicator.endswith(_heights())  # 大坝填筑至高程9米: none
    if way and indicator.endswith("投资") and not is_of_several(thread, indicator):  # 通村公路9公里,完成投资3亿元
        return thread.subject if owners.says_nothing(thread.indicator) else thread.indicator
    if thread.chain > 1 and indicator.endswith("率"):  # 办理建议5件、提案7件,办结率100%
        return "、".join(map(nouns.noun, thread.recent[-thread.chain :]))
    if thread.run - thread.parted > 1 and (indicator == "床位" or indicator.endswith(endings.people())):
        return thread.stem.counted if thread.parted and thread.stem else ""  # 学校9所,其中初中2所,小学7所,学生800人
    if laid and not (thread.counting or owners.says_nothing(thread.indicator)):
        return ""  # 建成泵站2座。大坝填筑至高程9米,投资3亿元: not of what a sentence before counted
    noun = names.without_predicate(thread.noun) or _reaching(thread)
    if owners.says_nothing(noun) and thread.counted.endswith(noun):
        noun = thread.counted  # 建成项目5个,完成投资3亿元
    if thread.begun and thread.dimension == "money" and not thread.last[0] and owners.says_nothing(thread.last[1]):
        return ""  # 水闸3座、泵站2座,总投资3亿元,到位资金2亿元
    if thread.parted and thread.stem and noun.endswith(SORT):
        noun = thread.stem.counted  # 企业9家,其中加工类5家、养殖类4家,销售收入3亿元: of all
    apart = thread.chain == 1 and works.is_works(noun)  # 完成改革2项,谋划重点项目9个,总投资3亿元
    if noun.endswith(("户数", "套数")) or (is_of_several(thread, indicator) and not apart):
        return ""  # 改造户数为190户,总投资3亿元; 建成桥梁3座、水闸5座,完成投资3亿元
    if indicator.endswith("面积") and thread.counted in table("words")["names"]["divisions"]:
        return ""  # 辖9个乡镇,总面积900平方公里
    if verbs.kept_verb(noun) == noun:
        return ""  # 立案9件,罚款3万元
    if noun.endswith(indicator) or owners.says_nothing(noun) or not owners.has(noun, indicator):
        return ""
    whole = noun == thread.indicator and thread.subject.endswith(AGED)
    return owners.sibling(noun, indicator) or (thread.subject + noun if whole else noun)


@of_lexicon
def _heights() -> tuple[str, ...]:
    """What a length says how high something has come, of which nothing is told."""
    return tuple(table("words")["names"]["heights"])


def mishap(thread: Thread, harm: str) -> str:
    """The accidents, counted last, that did a ``harm``: 事故 of 事故9起,死亡3人,直接经济损失5万元."""
    return thread.counted if owners.is_mishap(thread.counted) and owners.is_harm(harm) else ""


@of_lexicon
def _of_amounts() -> frozenset[str]:
    """Rates of the amount that was told last, not of what was counted before it."""
    return frozenset(table("words")["names"]["rates_of_amounts"])


def _reaching(thread: Thread) -> str:
    """What was just said to reach so many: 帮困救助 of 帮困救助惠及4720人次."""
    name = thread.indicator if thread.begun else ""
    verb = next((verb for verb in table("tokens")["reach"] if name.endswith(verb)), "")
    return name.removesuffix(verb) if verb else ""


def whose_rate(thread: Thread, rate: str) -> str:
    """Of whom a rate is that tells how many there were of those whose number stands just before.

    孕产妇系统管理318人,系统管理率98%: 孕产妇.
    """
    deed = _RATE.sub("", rate)
    told_so = thread.begun and (thread.counting or thread.dimension == "area")  # 油菜机播面积8万亩,机播水平33%
    if deed == rate or len(deed) < SHORT or not told_so:
        return ""
    told = _NUMBER.sub("", thread.indicator)
    if not told.endswith(deed):
        return ""
    if owners.says_nothing(told) and thread.subject:
        return thread.subject  # 老年人9人,健康管理8人,管理率88%
    owner = _ADVERB.sub("", told.removesuffix(deed))
    if thread.counting and (owners.says_nothing(told) or not owner):  # 受理申请9人,已入学8人,入学率88%
        return next((nouns.noun(name) for name in reversed(thread.recent[:-1]) if not owners.is_bare(name)), "")
    return thread.subject + owner if thread.subject.endswith(AGED) else owner


def rated(thread: Thread, rate: str) -> str:
    """Of which things, counted before in the sentence, a bare rate is: 评估报告 of 完成评估报告9份,采信率90%."""
    if not (thread.begun and thread.counting and owners.is_rate_of_those(rate)):
        return ""
    if not thread.indicator.endswith(thread.noun):  # 企业9家,落实联络员12名,到岗率100%
        return nouns.noun(thread.indicator) if thread.dimension == "persons" else ""
    return belongs(thread, rate).removeprefix(_RATE.sub("", rate))  # 免疫生猪9万头,免疫率100%


def is_of_several(thread: Thread, indicator: str) -> bool:
    """Whether several things were counted right before: an investment behind them is in all."""
    return thread.run > 1 and indicator.endswith(("投资", "资金", "价值"))


def _planted(thread: Thread) -> str:
    """What was planted so much of just before, or before what it yields: 柠檬 of 种植柠檬4000亩."""
    if not thread.begun:
        return ""
    if thread.subject and owners.yields(thread.indicator):
        return thread.subject
    # 种植小麦6万亩,减少2%,产量9吨; 年产蔬菜65万吨,产值8亿元
    grown = base(thread.unit)[1] == base("亩")[1] or thread.indicator.startswith("年产")
    return owners.planted(thread.indicator) if grown else ""


def owner_told(lead: Tokens) -> str:
    """Whose a measure is that says nothing alone: what the clause before speaks of, or that before one of a record.

    What was higher than ever is a measure itself: 博览会闭幕,展览面积创新高,|成交额.
    """
    start = last(lead[:-1], _CLAUSE) + 1
    if start and "comma" in lead[start - 1].kinds and _record().search(said(lead[start:])):
        lead = lead[:start]
    name = names.topic(lead)
    return "" if owners.is_slogan(name) else name


def taken_up(lead: Tokens, of: str) -> str:
    """The work that the sentence before only takes up, if it can have ``of``: 医保征缴 of 积极做好医保征缴。."""
    if not lead or "stop" not in lead[-1].kinds:
        return ""
    told = said(lead).rstrip("。\n").rpartition("。")[2].strip()
    sentence = words(told, 0, len(told)) if len(told) <= _SENTENCE else []
    if first_of(sentence[:2], VERBS) > 1 or first_of(sentence, _CLAUSE) < len(sentence):
        return ""
    name = names.topic(sentence, _FIELD)
    return name if len(name) >= _NAMED and not owners.is_slogan(name) and owners.has(name, of) else ""


@of_lexicon
def _record() -> re.Pattern[str]:
    return re.compile(alternation(table("words")["topics"]["records"]))
