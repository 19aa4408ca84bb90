"""Shares: the part, and the whole that it is a share of."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import NOUN, Token, Tokens, first_of, last, said, trimmed, words
from zfbg.facts.context.states import begins_change
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import FILLER, RATES, Reading, scope_of
from zfbg.facts.mentions.units import dimension
from zfbg.facts.naming import counters, endings, names, owners
from zfbg.facts.naming.names import Name
from zfbg.lexicon import of_lexicon, table

_SHARE = frozenset({"share"})
_PORTION = frozenset({"portion"})
_ADVERBS = FILLER | {"from", "estimated"}
_TO = frozenset({"to"})
_LEADING = frozenset({"leading"})
_DIRECTION = frozenset({"up", "down"})
_VERBAL = frozenset({"verb", "empty", "enlist", "keep", "closing", "leading", "does"})
_JOINING = frozenset({"的", "和", "与", "及", "以及", "等", "中"})
_WHOLE_END = FILLER | {"portion", "closing", "to", "from"} | _DIRECTION
_COUNTED = frozenset({"persons", "enterprises", "things"})
_STOPS = frozenset({"stop", "semicolon", "comma", "colon", "open", "close"})
_FIGURES = frozenset({"quantity", "period", "base"})
_PLACE = frozenset({"place"})
_LISTING = frozenset({"listing"})
# 占全省8%的份额: no thing of which it is a share.
_AREAS = ("地区", "全球", "世界", "流域", "国内", "省内")
_PORTIONS = ("份额", "比重", "比例", "水平")


_SECTORS = re.compile("三次产业|三产结构|产业结构")
_PRODUCT = "地区生产总值"


def part(figure: Figure, thread: Thread) -> Reading | None:
    """三次产业结构11.1:36.3:52.6: each member is a share of the total product, told or not."""
    told = (thread.total, thread.indicator)
    whole = next((name for name in told if name.endswith(("生产总值", "GDP")) and not name.startswith("人均")), "")
    if not whole and thread.rule == "ratio":
        whole = thread.scope
    elif not whole and _SECTORS.search(figure.words + said(figure.lead)):
        whole = _PRODUCT
    return Reading("share", Name(), "ratio", scope=whole)


def share(figure: Figure, thread: Thread) -> Reading | None:
    """工业投资占固定资产投资的41.9%: what stands before the last 占 is the part, what stands behind it the whole."""
    if figure.quantity.unit == "倍":
        return None
    own = figure.own
    at = _outside(own, _SHARE)
    if at is None:
        return None
    what, of = own[:at], own[at + 1 :]
    if of and of[0].words == "到":  # 占到总数的5%
        of = of[1:]
    rule = "share"
    while what and what[-1].kinds & (FILLER | {"closing"}):
        rule = "share.about" if "about" in what[-1].kinds else rule
        what = what[:-1]
    if not (what or of) and (told := _told(figure.lead)):  # 甲在乙中的比重,将占
        return told
    what, whole = _within(what)
    name, whole = names.before(what), _whole(of) or whole
    if not (what or of) and said(figure.after).startswith(_BEING):  # 占四成的是食品类
        behind = said(_listed(figure)[1:]).removeprefix("是").removeprefix("为")
        return Reading("share", Name(), "which", scope=thread.part_of or thread.indicator, behind=behind)
    if whole and (which := _which(figure)) and (not name.words or which.endswith(endings.people())):
        return Reading("share", Name(), "which", scope=whole, behind=which)
    return Reading("share", name, rule, scope=whole or _part_of(name, thread))


_BEING = ("的是", "的为")


def _outside(own: Tokens, kinds: frozenset[str]) -> int | None:
    """The index of the last token of ``kinds`` that stands in no bracket: none in 城镇化率(城镇人口占总人口比重)."""
    depth = 0
    for number in range(len(own) - 1, -1, -1):
        of = own[number].kinds
        depth += ("close" in of) - ("open" in of)
        if not depth and not of.isdisjoint(kinds):
            return number
    return None


def _within(what: Tokens) -> tuple[Tokens, str]:
    """The part and its whole where 在 says it: 甲在乙中的比重, 在乙中甲占, 甲在全国占."""
    while what and (what[-1].words in {"的", "所"} or "portion" in what[-1].kinds):
        what = what[:-1]
    at = next((n for n in range(len(what) - 1, -1, -1) if what[n].words == "在"), -1)
    if at < 0:  # 住户中一人户占
        at = next((n for n, token in enumerate(what) if n and token.words == "中" and what[n - 1].kinds is NOUN), -1)
        return (what[at + 1 :], scope_of(said(what[:at]))) if 0 < at < len(what) - 1 else (what, "")
    inside = next((n for n in range(len(what) - 1, at + 1, -1) if what[n].words == "中"), 0)
    whole = what[at + 1 : inside or len(what)]
    if inside:
        sure = whole[0].kinds.isdisjoint({"verb", "leading"})  # 在推进项目建设中
    else:
        sure = bool(whole) and ("place" in whole[0].kinds or whole[-1].words.endswith(_AREAS))
    return ((inside and what[inside + 1 :]) or what[:at], scope_of(said(whole))) if sure else (what, "")


def _which(figure: Figure) -> str:
    """占人口七成的农民: the part stands behind its share; it is "" where that is only 8%的份额."""
    after = figure.after
    if not after or after[0].words != "的":
        return ""
    name = counters.behind(_parted(after[1:])[0])
    return "" if name.endswith(_PORTIONS) else name


def _part_of(name: Name, thread: Thread) -> str:
    """The whole of a share that names none: of the share before, or what was told to be made up of such parts.

    That is what a clause before named (规上工业中,), or what the paragraph began with (固定资产投资) or the sentence
    told as a total (电力总装机), if it is of the kind of the part (国有投资) and another thing.
    """
    measured = thread.stem is not None and dimension(thread.stem.unit) not in _COUNTED
    if thread.parent and not thread.part_of and thread.parted and measured and thread.worth[0] in _COUNTED:
        return ""  # 收入全部达到5万元,其中10万元以上的村9个,占67%
    if thread.part_of or thread.parent or thread.within:
        return thread.part_of or thread.parent or thread.within
    if not name.words or "新增" in thread.total:
        return ""
    totals = (told for told in reversed(thread.recent) if "总" in told)
    return next((told for told in (*totals, thread.total) if told[-2:] == name.words[-2:] and told != name.words), "")


def _whole(of: Tokens) -> str:
    """固定资产投资 of 占固定资产投资的比重由5%提高到."""
    of = trimmed(of, _WHOLE_END)
    return scope_of(said(of))


def item(figure: Figure, thread: Thread) -> Reading | None:
    """占比最高的是工业50%、农业20%; 前三位的行业及占比分别为:工业50%: whose share it is stands behind 是 or 为.

    So are what 、 joins to a share, 工业占50%、|农业30%.
    """
    if figure.joined:
        behind = figure.own[1:]
        if thread.measure != "share" or figure.quantity.unit != "%" or not behind or not _is_item(behind):
            return None
        name = names.before(behind)
        rated = name.words.endswith(endings.rates())
        return None if rated else Reading("share", name, "item", scope=thread.scope)
    if figure.kinds.isdisjoint(_PORTION):
        return None
    told, lead = figure.own, figure.lead
    if lead and "colon" in lead[-1].kinds:
        told = [*lead[last(lead[:-1], _STOPS) + 1 : -1], *told]
    at = _outside(told, _PORTION)
    if at is None:
        return None
    is_ = next((n for n in range(len(told) - 1, at, -1) if told[n].words in _IS), 0)
    if not is_ or not _is_item(told[is_ + 1 :]) or not all(token.kinds & _RANKING for token in told[at + 1 : is_]):
        return None
    whole = _of_first(said(told[:at]))
    return Reading("share", Name(), "item", scope=whole, behind=said(told[is_ + 1 :]).strip())


_IS = frozenset({"是", "为"})
_RANKING = frozenset({"respectively", "most", "least", "closing"})
_FIRST = re.compile("[排位居列]{0,2}(?:名)?(?:前[一-十\\d]+[名位大]?|最[多高大]).*")


def _of_first(told: str) -> str:
    """Of what items are told that rank first: 投诉量 of 投诉量居前三位的类别及."""
    first = _FIRST.search(told)
    return told[: first.start()].strip() if first else ""


def _is_item(of: Tokens) -> bool:
    """Whether tokens name one thing or more, and say nothing of it."""
    return bool(of) and all(not token.kinds.isdisjoint({"noun", "head", "listing"}) for token in of)


def portion(figure: Figure, thread: Thread) -> Reading | None:
    """工业投资比重41.9%, 比重为5%, 比重由5%, 比重提高到; 这一比重 is the one that was told of before."""
    own = trimmed(figure.own, _ADVERBS)
    if own and "to" in own[-1].kinds:
        own = trimmed(trimmed(own, _ADVERBS | _TO), _DIRECTION)
    if all(not token.kinds.isdisjoint(_LEADING) for token in own):
        again = thread.measure == "share" and not counters.behind(figure.after)  # 比重约为15%,2023年为三成
        return _told(figure.lead) or (Reading("share", Name(), "portion", scope=thread.scope) if again else None)
    if "portion" not in own[-1].kinds:
        return None
    what, whole = _within(own[:-1])
    name = names.before(what)
    if what and owners.is_pronoun(said(what)):
        return _told(figure.lead, anywhere=True) or Reading("share", Name(), "portion", scope=thread.scope)
    return Reading("share", name, "portion", scope=whole or _part_of(name, thread))


def _told(lead: Tokens, anywhere: bool = False) -> Reading | None:
    """The share of which the clause before speaks, or any before that: 工业在总产值中的比重,由5%提高到."""
    if anywhere:  # sentences without a figure were not looked at closely
        told = said(lead)
        lead = words(told, 0, len(told))
    at = last(lead, _PORTION)
    if at < 0 or not (anywhere or (at == len(lead) - 2 and "comma" in lead[-1].kinds)):
        return None
    clause = lead[last(lead[:at], _STOPS) + 1 : at]
    of = _outside(clause, _SHARE)
    what, whole = _within(clause if of is None else clause[:of])
    name = names.before(what)
    whole = whole if of is None else _whole(clause[of + 1 :]) or whole
    return Reading("share", name, "portion", scope=whole) if name.words else None


def parted(figure: Figure, thread: Thread) -> Reading | None:
    """比重由8%降到7%,其中甲由5%降到4%,乙由3%升到…: parts of a share are shares of the same whole."""
    if thread.measure != "share" or not (thread.parted or thread.rule == "parted") or not begins_change(figure.own):
        return None
    name = names.before(trimmed(figure.own, _ADVERBS))
    if not name.words or name.words.endswith(endings.rates()):
        return None
    return Reading("share", name, "parted", scope=thread.scope)


def of_share(name: Name, thread: Thread) -> str:
    """The whole of a share of which a change is told: 税收占比提高3个百分点."""
    if not name.words:
        return thread.part_of if thread.share else ""
    for word in ("占比", "比重"):
        if name.words.endswith(word) and len(name.words) > len(word):
            return _part_of(Name(name.words.removesuffix(word)), thread)
    return ""


def of_noun(figure: Figure, thread: Thread) -> Reading | None:
    """30%的企业: a share of what stands behind."""
    after, own = figure.after, trimmed(figure.own, FILLER)
    if own and own[-1].kinds & {"hold", "to"}:  # 控制在3.9%的较低水平
        return None
    name = names.before(figure.own)
    if figure.quantity.upto:  # 前1%学科
        return Reading("criterion", name, "class")
    if len(after) > 1 and after[0].words == "的" and after[1].kinds & RATES:  # 6.5%的增速
        name = name if name.words or thread.begun else Name(after[1].words)
        return Reading("growth", name, "rate of noun", -1 if "fall" in after[1].kinds else 1)
    if figure.quantity.unit == "倍":
        return None
    having = bool(own) and own[-1].words == "有"
    if after and after[0].words == "的":
        behind = _listed(figure)[1:]
        if (reach := _spread(own)) is not None:
            name = names.before(reach)
            name = name if name.words else Name(names.topic(figure.lead))
        return Reading("share", name, "part", scope=counters.behind(_parted(behind)[0]), behind=said(behind).strip())
    counted = thread.measure == "level" and thread.dimension in _COUNTED and thread.parent == thread.indicator
    if counted and figure.words.startswith("其中") and name.words and not owners.is_measure(name.words[-2:]):
        return Reading("share", name, "of count", scope=thread.parent)  # 学生800人,其中女生不到30%
    does = bool(after) and "does" in after[0].kinds and thread.begun and thread.measure in {"level", "growth"}
    being = having and bool(after) and after[0].words == "是"  # 职工中有30%是青年
    if being:
        behind = _listed(figure)[1:]
        return Reading("share", Name(), "having", scope=name.words or names.topic(figure.lead), behind=_said_of(behind))
    if (
        name.words
        and after
        and (after[0].words in _spent_on() or _does_so(after[0]))
        and not name.words.endswith(endings.rates())
    ):
        # 财政支出|七成以上|投向民生
        return Reading("share", Name(), "having", scope=name.words, behind=said(_listed(figure)).strip())
    if not (counters.behind(after) or does) or (name.words and not having):
        return None
    behind = _listed(figure)
    noun, sure = _parted(behind)
    whole = counters.behind(noun) if sure else ""
    if having and (name.words or thread.rule == "having"):  # 农民中有30%过着: the whole stands before
        return Reading("share", Name(), "having", scope=name.words or thread.part_of, behind=said(behind).strip())
    if not noun:  # 职工100人,九成进入; not 项目减少一半,九成备案
        whole = thread.indicator if thread.begun and thread.measure == "level" else ""
    elif not whole and figure.words.startswith("其中"):
        whole = thread.parent
    return Reading("share", name, "part", scope=whole, behind=said(behind).strip())


@of_lexicon
def _spent_on() -> frozenset[str]:
    """Words that say what a part of some money is for: 用于, 投向."""
    return frozenset(table("words")["names"]["used_for"])


def _does_so(token: Token) -> bool:
    return "does" in token.kinds


def _spread(own: Tokens) -> Tokens | None:
    """What spreads to a share of all there are: 试点范围 of 试点范围扩大到全市八成的村; None where nothing does."""
    own = trimmed(own, _PLACE)
    rest = trimmed(own, _TO)
    return rest[:-1] if len(rest) < len(own) and rest and not rest[-1].kinds.isdisjoint(_DIRECTION) else None


def _said_of(what: Tokens) -> str:
    """What is said of a part: 由外地迁来 of 有三成是由外地迁来的."""
    return said(what).strip().removesuffix("的")


def _listed(figure: Figure) -> Tokens:
    """What stands behind a figure, the members of a list (省、市、自治区) included."""
    after, following = figure.after, figure.following
    end = first_of(following, _STOPS | _FIGURES)
    if end < len(following) and not following[end].kinds.isdisjoint(_FIGURES):
        end = last(following[:end], _LISTING)
    return following[:end] if end > len(after) else after


def _parted(after: Tokens) -> tuple[Tokens, bool]:
    """The noun behind a share without what is said of it, and whether a verb ends it: 规上企业|完成数字化改造.

    A verb before 的 or a noun of a kind is part of the noun: 政府举办的机构, 重大建设项目.
    """
    for number, token in enumerate(after):
        if token.kinds is NOUN or token.words in _JOINING or not _does(token, after[number + 1 : number + 2]):
            continue
        behind = after[number + 1] if number + 1 < len(after) else None
        if behind and (behind.words.startswith("的") or "head" in behind.kinds):
            continue
        return after[:number], True
    return after, False


def _does(token: Token, behind: Tokens) -> bool:
    """Whether a token is a verb, or 提高 or 降 before 到."""
    if not token.kinds.isdisjoint(_VERBAL):
        return True
    return bool(behind) and not token.kinds.isdisjoint(_DIRECTION) and "to" in behind[0].kinds


def times(figure: Figure, thread: Thread) -> Reading | None:
    """是全国平均水平的1.7倍: what it is compared with is the scope; 达到耕地的六成 is a share of that."""
    own = trimmed(figure.own, FILLER)
    if not own or own[-1].words != "的":
        return None
    at = next((n for n, token in enumerate(own) if token.words in _EQUALS or "least" in token.kinds), None)
    if at is None:
        return None
    if not at and own[0].words in _EQUAL and figure.quantity.unit != "倍" and thread.begun and thread.leveled[1]:
        return Reading("share", Name(), "share", scope=scope_of(said(own[1:-1])))  # 完成投资5亿元,等于总投资的三分之一
    name, scope = names.before(own[:at]), scope_of(said(own[at + 1 : -1]))
    if figure.quantity.unit == "倍":
        return Reading("level", name, "times", scope=scope)
    reaches = at and own[at].words in _REACHES and name.words and scope and not figure.after
    return Reading("share", name, "share", scope=scope) if reaches else None


_EQUAL = frozenset({"相当于", "等于"})
_REACHES = _EQUAL | {"达到"}
_EQUALS = _REACHES | {"是", "为"}


def whole(figure: Figure, thread: Thread) -> Reading | None:
    """占总投资2000万元的39%: the amount is that of the whole."""
    if "share" not in figure.kinds:
        return None
    at = last(figure.own, _SHARE)
    following = figure.following
    if at < 0 or at + 1 == len(figure.own) or len(following) < 2 or following[0].words != "的":
        return None
    of = following[1].quantity
    return Reading("level", names.before(figure.own[at + 1 :]), "whole") if of and of.dimension == "ratio" else None


def of_whole(figure: Figure, thread: Thread) -> Reading | None:
    """The share that stands behind the amount of its whole."""
    if thread.rule == "whole" and figure.words == "的":
        return Reading("share", Name(), "share", scope=thread.last[1])
    return None


def recovered(figure: Figure, thread: Thread) -> Reading | None:
    """恢复至2019年同期水平的81%: so much of what it was then."""
    if "恢复" not in figure.words:
        return None
    own = figure.own
    at = next((n for n, token in enumerate(own) if token.words.endswith("恢复")), -1)
    if at < 0 or not own[at + 1 :] or (own[-1].words != "的" and at + 2 < len(own)):
        return None
    if own[at + 1].kinds.isdisjoint(_TO) and said(own[at + 1 :]) != "并超过的":  # 恢复并超过2019年的|121%
        return None
    whose = own[at].words.removesuffix("恢复")  # 过夜游客|恢复
    what = (*own[:at], Token(NOUN, whose)) if whose else own[:at]
    return Reading("level", names.before(what), "recovered")
