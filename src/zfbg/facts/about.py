"""What a figure is about: its indicator, and the subject that the indicator belongs to."""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts import budgets, contests, counts, labels, lasting, lists, names, nouns, owners, works
from zfbg.facts.figures import Figure
from zfbg.facts.names import Name
from zfbg.facts.parts import as_done, counterpart, of_accounts, owner_before, told_as
from zfbg.facts.progress import aimed
from zfbg.facts.ranks import grown
from zfbg.facts.reach import reached
from zfbg.facts.reading import RATES, Reading
from zfbg.facts.spending import aim, far_aim, opens_clause, sake, spent
from zfbg.facts.states import begins_change
from zfbg.facts.thread import Thread
from zfbg.facts.tokens import Token, Tokens, said, words
from zfbg.facts.units import COUNTED
from zfbg.lexicon import either, of_lexicon, table

# A longer clause is no topic.
LONG = 30

_OF = re.compile("(?:对)?(.{0,12}贡献率)$")
_MEANT = re.compile("仅?[这该此](?:一?[个项类种]|一|部分|些)?的?(?:(?:比重|比例|数字|指标)$)?(..+|$)")
_DONE = re.compile(",*(?:同时|并|共)*(?:实现|完成)")
_ADJUSTED = frozenset({"调整为", "预算调整为", "调整后"})
_SUM = re.compile("[合共总]计")
# Those who have staff.
_HOUSES = re.compile(r"(?:院|站|所|中心|机构)(?:\([^()]*\))?$")
_EACH_DAY = re.compile("(?P<each>(?:平均)?每[天日月年周]|日均|月均|年均)(?P<done>.+)")
_TOTAL = re.compile("[、,]?(?:总?累计|总数|总量)")
_NAMES = frozenset({"noun", "head", "place"})
# People that are counted do not take the place of where they are: 高校5所,教师700人,在校生2万人.
_PEOPLE = tuple("人员师生工民者士授")
_BREAKS = frozenset({"comma", "semicolon", "colon", "stop", "listing", "open", "close", "quantity", "period"})
_DIRECTIONS = frozenset({"up", "down"})
_PAUSES = frozenset({"comma", "listing"})
_TO = frozenset({"to"})
# 关税按5%征收: behind such a rate stands what is done at it.
_BY = frozenset({"按", "拟按", "按照"})
_INDUSTRY = re.compile("业(?:$|[^务绩态主])")


def about(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """Subject and indicator of a figure; the thread learns them where others may follow."""
    before = thread.subject
    subject, indicator = _about(thread, figure, reading)
    if reading.measure == "level" and (of := works.owned(thread, figure, before, subject, indicator)):
        subject, indicator = thread.learn(*of)
    if subject and subject != indicator and indicator.startswith(subject):
        subject = ""  # 企业|企业发放贷款
    label = thread.label
    if not label or subject or reading.measure == "criterion" or indicator.startswith(label):
        return subject, indicator
    if whole := labels.divided(label):
        return thread.learn(whole, indicator)
    if labels.of_goals(indicator) or (labels.is_body(label) and not labels.is_place(label)):
        return thread.learn(label, indicator)
    return subject, indicator


def _about(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    if (meant := _MEANT.match(reading.name.words)) and (not meant[1] or thread.indicator.endswith(meant[1])):
        if sum("stop" in token.kinds for token in figure.lead) > 1:  # 这个比重: of a sentence without figures
            return "", ""
        reading = evolve(reading, name=Name())  # 这部分支出, 仅此一项: that of the figure before
    if thread.such:
        reading = counts.among(thread, figure, reading)
    name, quantity = reading.name, figure.quantity
    if quantity.kind == "part":
        told = thread.members if figure.joint in {":", "∶"} else ()
        sector = f"第{'一二三四五六七八九'[min(len(told), 8)]}产业"
        thread.members = (*told, sector)
        return "", sector
    if quantity.kind == "none":
        return "", _happened().sub("", figure.text, count=1)
    if reading.rule in {"goal", "then"}:
        thread.goal = reading.scope
        return thread.leveled
    if reading.measure == "criterion":
        named = "" if reading.rule == "among" else _class(figure)
        return "", named or name.words or (thread.last[1] if thread.measure == "criterion" else "")
    if (reading.behind or reading.measure == "level") and (found := reached(thread, figure)):
        return thread.learn(*found)
    if reading.behind:
        return name.words, reading.behind
    if reading.rule == "whole":
        return name.owner, name.words
    listed = bool(thread.names) or "分别" in figure.words
    if reading.measure == "progress" and not (name.words or listed):
        return (thread.subject, thread.indicator) if thread.begun else ("", reading.scope)
    if not name.words and len(thread.members) > 1 and _is_of_all(thread, figure, reading):
        return thread.learn("", lists.together(thread.members))
    if lists.is_list(thread, figure, name) and (member := lists.listed(thread, figure, reading)):
        return member if reading.rule == "pull" else thread.learn(*member)
    if name.words and not name.says_done:
        thread.members = ()
    if reading.rule == "pull":
        return name.owner or thread.subject + thread.indicator, name.words
    if reading.rule in {"to", "list"} and not name.words:
        return thread.last
    again = not name.words or name.says_done or len(figure.own) == 2 or thread.last[1].endswith(name.words)
    if thread.leaving and _arrives(figure.own) and again:
        return thread.last  # 从3个|拓展到5个
    if reading.measure == "level":
        thread.share = ""
        if quantity.dimension == "money" and (paid := spent(figure)):
            return thread.learn(*paid)
        ruled = quantity.dimension == "ratio" and bool(figure.own) and figure.own[-1].words in _BY
        behind = "" if ruled or (name.words and _goes_over(figure)) else counts.behind(figure)
        begun = thread.begun
        subject, indicator = contests.won(thread, figure, behind or name.words) or _level(thread, figure, name, behind)
        alone = figure.lead and not (begun or subject) and indicator == name.words
        if alone and (name.says_done or names.kept_verb(indicator) == indicator != ""):
            return thread.learn(names.topic(figure.lead, LONG), indicator)  # 实施公路提升行动,新改建5公里
        return subject, indicator
    if not name.words or name.says_done or _is_rate(name.words):
        ranked = reading.measure == "rank" and figure.after and figure.after[0].kinds & _NAMES
        if ranked and (behind := names.behind(figure.after, figure.crowded)):
            return "", _first_alike(behind)
        subject, indicator = _unnamed(thread, figure, reading)
        points = reading.measure in {"change", "rank"} and _is_rate(name.words)
        return subject, indicator + name.words if points and not indicator.endswith(name.words) else indicator
    subject, indicator = _rate(thread, figure, reading)
    return subject or (thread.within if reading.measure in {"growth", "change"} else ""), indicator


def _is_of_all(thread: Thread, figure: Figure, reading: Reading) -> bool:
    """Whether a figure is of a whole list: 甲、乙合计占比5%; 甲、乙分别增长1%、2%,占工业投资的5%."""
    if _SUM.search(figure.words):
        return True
    return reading.measure == "share" and thread.rule == "list" and bool(figure.lead) and lists.count_of(figure) == 1


@of_lexicon
def _happened() -> re.Pattern[str]:
    return re.compile(f"{either(table('words')['absence']['verbs'])}(?:[一1][起例件])?|零")


def _arrives(own: Tokens) -> bool:
    """Whether a figure is the B of 由66户整合至12户, whatever the verb between."""
    return bool(own) and not own[-1].kinds.isdisjoint(_TO)


def _goes_over(figure: Figure) -> bool:
    """Whether a figure is the A of 从3个拓展到5个: the word behind it counts nothing."""
    return len(figure.after) == 2 and not figure.after[1].kinds.isdisjoint(_TO) and begins_change(figure.own)


def _class(figure: Figure) -> str:
    """What a criterion is a class of: 企业 of 5000万元以上企业; a list (交通运输、仓储和邮政业) is named whole."""
    after = list(figure.after)
    if after and after[0].words in {"且", "并且"}:
        return ""
    rest = figure.following[len(after) :]
    while len(rest) > 1 and "listing" in rest[0].kinds and not rest[1].quantity and _INDUSTRY.search(said(rest[1:4])):
        end = next((n for n, token in enumerate(rest[1:], 1) if token.kinds & _BREAKS), len(rest))
        after, rest = [*after, *rest[:end]], rest[end:]
    verb = next((n for n, token in enumerate(after) if n and _ends_class(token, after[n + 1 :])), len(after))
    return names.first_head(names.behind(after[:verb]))


def _ends_class(token: Token, following: Tokens) -> bool:
    """Whether a verb says what is done to a class; in 重大建设项目 it is part of its name."""
    return bool(token.kinds & names.VERBS) and not (following and "head" in following[0].kinds)


def _is_rate(name: str) -> bool:
    return all(token.kinds & RATES for token in words(name, 0, len(name)))


def _unnamed(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """A rate without a name of its own: of the figure before, else of what the clause before speaks of."""
    if reading.measure == "share" and thread.measure == "share":  # 在A中占5%,在B中占8%
        return thread.last
    if reading.measure == "rank" and (thread.leaving or (thread.measure == "rank" and not reading.name.words)):
        return thread.last  # 总量居全市第4位、增速居全市第2位: the growth is of what was measured, not of 总量
    if reading.measure == "rank" and thread.share:
        return "", thread.share
    if reading.measure == "rank" and thread.indicator:
        return thread.subject, thread.indicator + grown(thread, figure)
    if reading.measure == "change" and figure.quantity.dimension == "point" and thread.share and not reading.name.words:
        return "", thread.share
    parted = any("semicolon" in token.kinds or token.words == "其中" for token in figure.lead)
    topic = "" if thread.begun and thread.indicator and not parted else names.topic(figure.lead, LONG)
    if not thread.indicator and not topic and thread.begun:  # 投资占全部投资的4%,下降18%
        return thread.last
    if not thread.indicator or (topic and (parted or owners.owner_of(topic))):  # 产量再创新高,增产5亿斤
        return thread.learn("", topic)
    return thread.subject, thread.indicator


def _ranked(thread: Thread, indicator: str) -> str:
    """What a rank belongs to whose name says nothing alone: what was told of it before in the sentence, or last.

    职高达线210人,被重点院校录取12人,达线人数居全市第一: 职高.
    """
    told = next((name for name in reversed(thread.recent) if name.endswith(indicator[:2])), "")
    owner = told.removesuffix(indicator[:2]) or thread.indicator
    return thread.subject if owners.says_nothing(owner) else owner


def _first_alike(name: str) -> str:
    """第一果品大县和主要养蜂大县: the rank is said of the first of two of a kind."""
    first, joint, other = name.partition("和")
    return first if joint and len(first) > 2 and first[-2:] == other[-2:] else name


def _rate(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str]:
    """A growth, change, share, rank or progress with a name of its own."""
    name = reading.name
    if reading.measure == "share":
        owner = name.owner or thread.category
        if not owner and thread.begun and owners.is_measure(name.words):
            told = "" if owners.owner_of(thread.indicator) else thread.indicator
            owner = _belongs(thread, name.words) or told  # 建设农田5万亩,建成面积占…
        return owner, name.words
    if not name.owner and (line := budgets.line_of(thread.budget, name.words)):
        return thread.learn(*line)
    if thread.begun and (whole := counterpart(thread, name.words)):
        return thread.learn(name.owner, whole)  # 一般公共预算收入增长2%、支出增长5%
    if owners.says_nothing(name.words):
        if name.owner and reading.measure == "growth":
            return thread.learn(name.owner, name.words)
        belongs = _belongs(thread, name.words) or thread.subject or names.topic(figure.lead)
        return name.owner or (_ranked(thread, name.words) if reading.measure == "rank" else belongs), name.words
    indicator = told_as(thread, figure, name.words, reading.measure) if reading.measure == "growth" else name.words
    owner = name.owner or of_accounts(thread, indicator)
    if reading.measure != "rank":
        thread.share = ""
        thread.learn(owner, indicator)
    return owner, indicator


def _level(thread: Thread, figure: Figure, name: Name, behind: str) -> tuple[str, str]:
    """What a level measures: the name before it, or what its counter counts behind it."""
    quantity, own = figure.quantity, figure.words
    counted = quantity.dimension in COUNTED
    verbal = not name.words or name.says_done
    if quantity.dimension == "time" or name.words.endswith("连续"):
        return lasting.lasting(thread, figure, name)
    thread.goal = aimed(figure.own)
    if own.lstrip(", 其中").startswith("对") and (own_of := _OF.match(name.words)):
        return thread.indicator, own_of[1]  # 对经济增长的贡献率为8.5%: of the indicator before
    if nouns.is_level(name.words) and (level := nouns.of_level(name.words, thread.noun)):
        return thread.learn(name.owner, level)
    if counted and verbal and not behind and figure.shares:  # 8条、12.3公里道路
        behind = names.behind(figure.after_next)
    if behind.endswith(_milestones()):  # 产值跨过两个千亿元大关: the 产值 goes on
        if not verbal:
            thread.learn(name.owner, name.words)
        whose = thread.subject + thread.indicator
        return (whose, behind) if quantity.dimension == "things" else (thread.subject, thread.indicator)
    if counted and not behind and (each := _EACH_DAY.match(name.words)) and names.is_verb(each["done"]):
        noun = nouns.noun(thread.indicator) if thread.begun and thread.measure == "growth" else ""
        done = each["done"] + noun if noun else counts.of_verb(thread, figure, evolve(name, words=each["done"]))
        return thread.learn(name.owner, each["each"] + done)  # 企业增长5%,平均每天新增90户
    if behind and counted:
        found = counts.of_noun(thread, figure, name, behind, verbal)
        thread.count(behind)
        return thread.learn(*found)
    if behind and verbal:
        return thread.learn(name.owner, behind)
    if behind and quantity.dimension != "money":
        return thread.learn(name.words, behind)
    if counted and verbal and _SUM.search(own) and (topic := names.topic(figure.lead, LONG)):
        return thread.learn("", topic)  # 资助大学生和中学生,合计600名
    if counted and not name.words and quantity.unit in _INHABITANTS and _is_of_place(figure.own):
        return thread.learn("", "人口")
    if counted and verbal:
        return thread.learn(name.owner, counts.of_verb(thread, figure, name))
    if not name.words and thread.whole and _SUM.search(own):
        return thread.learn("", thread.whole)
    if not name.words:
        topic = names.topic(figure.lead)
        if topic and not topic.endswith(_milestones()):  # 产值跨过两个千亿元大关,达到6千亿元
            return thread.learn("", topic)
        indicator = _step(figure, counts.ranked(thread) or thread.indicator)
        if figure.joined or (_TOTAL.match(figure.words) and thread.unit == figure.quantity.unit):
            indicator = _made().sub("", nouns.stock(indicator))
        return thread.learn(thread.subject, indicator)
    return thread.learn(*_named(thread, figure, name, behind, counted))


# 全镇1395户6820人: who lives there.
_INHABITANTS = frozenset({"户", "万户", "人", "万人", "口"})
_INHABITING = frozenset({"place", "leading", "closing"})


def _is_of_place(own: Tokens) -> bool:
    """Whether nothing but a place stands before a count."""
    places = any("place" in token.kinds for token in own)
    return places and all(not token.kinds.isdisjoint(_INHABITING) for token in own)


def _sums_up(figure: Figure) -> bool:
    """Whether the sum of all there are follows at once: 5万亩、累计达到60万亩."""
    behind = figure.following[:4]
    pauses = len(behind) > 2 and not behind[0].kinds.isdisjoint(_PAUSES) and behind[1].words in {"累计", "总数", "总量"}
    return pauses and any(t.quantity and t.quantity.unit == figure.quantity.unit for t in behind[2:])


@of_lexicon
def _made() -> re.Pattern[str]:
    """Words that say that only the new ones are told, before what they are."""
    return re.compile(f"^(?:{either(table('words')['names']['made'])}|新建成?(?!材)|净增)")


@of_lexicon
def _milestones() -> tuple[str, ...]:
    return tuple(table("words")["names"]["milestones"])


def _named(thread: Thread, figure: Figure, name: Name, behind: str, counted: bool) -> tuple[str, str]:
    """A level with its name before it."""
    subject, indicator = name.owner, name.words
    own = figure.words
    indicator = _with_verb(thread, figure, indicator)
    if not subject and (line := budgets.line_of(thread.budget, indicator)):
        return line[0], _step(figure, line[1])
    if whole := counterpart(thread, indicator):
        return subject, whole  # 转移支付收入3亿元,收入总计9亿元: of what the paragraph began with
    if not subject and thread.begun and thread.indicator in owners.counterparts().get(indicator, ()):
        subject = thread.subject  # 公路运输完成货运量9万吨,货物周转量3万吨公里
    if _DONE.match(own):
        subject = subject or thread.owner
    thread.owner = subject or thread.owner
    if owners.says_nothing(indicator):
        first = not (thread.subject or thread.indicator)
        if indicator.endswith("资金") and owners.pays(subject):
            subject = aim(figure) or (far_aim(figure, first) if subject else "") or subject
        elif indicator.endswith("支出"):
            subject = sake(figure, subject) or subject
        if not subject and opens_clause(figure, indicator):  # 投资1亿元,建成甲桥;投资2亿元,建成乙桥
            subject = far_aim(figure, False)
        summed = _SUM.match(own) and any("semicolon" in token.kinds for token in figure.lead)  # …;共计完成投资5亿元
        told_before = (counted or thread.begun or not figure.lead) and not summed
        noun = _belongs(thread, indicator) if told_before else ""
        told = "" if thread.begun else names.topic(figure.lead)  # 成人高校,包括夜大学等,在校生5万人
        if thread.dimension == "time" and figure.lead and figure.lead[0].kinds & _DIRECTIONS:
            told = thread.indicator  # 粮食连续九年增产,产量达6万吨
        topic = "" if _is_of_several(thread, indicator) else names.topic(figure.lead)
        subject = subject or thread.category or behind or told or noun or topic
        if not (subject or thread.begun) and (_DONE.match(own) or not _of_another(figure)):
            subject = owners.organisation(thread.subject + thread.indicator)  # 工业企业产品销售率97%。实现利润5亿元
        if not subject and figure.quantity.dimension == "money":  # 投资3亿元,实施了两所学校的扩建
            subject = far_aim(figure, first and indicator.endswith("资金"))
        return subject, indicator
    indicator = as_done(thread, figure, told_as(thread, figure, indicator, "level"))
    if name.verb in table("words")["names"]["made"] and _sums_up(figure):
        indicator = name.verb + indicator
    if not figure.lead:
        subject = subject or thread.category
    subject = subject or of_accounts(thread, indicator)
    if not subject and indicator in _staff() and thread.begun and not thread.parted:
        whose, before = thread.last  # 卫生院床位900张,卫生技术人员800人
        # 防疫站3个,卫生技术人员80人
        alone = not whose and thread.counting and len(thread.recent) == 1 and _HOUSES.search(thread.noun)
        subject = whose if before in _staff() or owners.says_nothing(before) else thread.noun if alone else ""
    if counted and not (indicator.endswith(_PEOPLE) and thread.counting and not thread.noun.endswith(_PEOPLE)):
        thread.count(indicator)
    return subject, indicator


@of_lexicon
def _staff() -> frozenset[str]:
    return frozenset(table("words")["names"]["staff"])


def _step(figure: Figure, indicator: str) -> str:
    """What a budget is called that was changed (支出预算调整为6亿元), and what was done of it (实际完成5亿元)."""
    own = [token.words for token in figure.own]
    if not _ADJUSTED.isdisjoint(own) and budgets.of_name(indicator):
        return budgets.adjusted(indicator)
    return budgets.done(indicator) if "完成" in own else indicator


def _of_another(figure: Figure) -> bool:
    """Whether an amount at the beginning of a sentence is of what stands behind it: 总投资5亿元的水厂."""
    begins = not figure.lead or "stop" in figure.lead[-1].kinds
    return not begins or (bool(figure.after) and figure.after[0].words == "的")


def _belongs(thread: Thread, indicator: str) -> str:
    """What a name that says nothing alone belongs to: to whom the measure before it did, or what was counted last."""
    if owners.yields(indicator) and (planted := _planted(thread)):
        return planted
    if owner := owner_before(thread, indicator):
        return owner
    if thread.chain > 1 and indicator.endswith("率"):  # 办理建议5件、提案7件,办结率100%
        return "、".join(map(nouns.noun, thread.recent[-thread.chain :]))
    noun = thread.noun
    if noun.endswith(("户数", "套数")) or _is_of_several(thread, indicator):
        return ""  # 改造户数为190户,总投资3亿元; 建成桥梁3座、水闸5座,完成投资3亿元
    if noun.endswith(indicator) or owners.says_nothing(noun) or not owners.has(noun, indicator):
        return ""
    return owners.sibling(noun, indicator) or noun


def _planted(thread: Thread) -> str:
    """What was planted so much of just before, or before what it yields: 柠檬 of 种植柠檬4000亩."""
    if not thread.begun:
        return ""
    if thread.subject and owners.yields(thread.indicator):
        return thread.subject
    return owners.planted(thread.indicator) if thread.dimension == "area" else ""


def _is_of_several(thread: Thread, indicator: str) -> bool:
    """Whether several things were counted right before: an investment behind them is in all."""
    return thread.run > 1 and indicator.endswith("投资")


def _with_verb(thread: Thread, figure: Figure, indicator: str) -> str:
    """关停砖厂…家、小煤窑45处: the verb of the first member of a list is that of all."""
    if (verb := names.kept_verb(indicator)) or figure.joined:
        thread.verb = verb or thread.verb
        told = verb or not thread.verb or owners.is_measure(indicator)
        return indicator if told else thread.verb + indicator
    thread.verb = ""
    return indicator
