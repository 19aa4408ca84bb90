"""Words of a name that tell not what is measured, but how often, by whom, where or on whose word."""

from __future__ import annotations

import re

from zfbg.facts.clauses.tokens import NOUN, Tokens, said
from zfbg.facts.mentions.units import dimension
from zfbg.lexicon import of_lexicon, table

# 后经常委会批准: by whom, not what.
_APPROVED = re.compile("^[后并]?(?:已?经|按照?)[^,]{2,20}(?:审议|审查)?(?:批准(?!逮捕)|通过|同意)(?:的|后)?")
# 加|上年结余: what is added, not what stands on top.
_ADDED = re.compile("^加(?=上[年级])")
_CALLED = re.compile(r"\((?:以下|下)简称[^()]*\)")
_NOTES = ("]", *"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_NOTE = re.compile(r"\[\d{1,2}\]$|[①-⑳]$")
# 连续第三年|提高最低工资: how often.
_AGAIN = re.compile("^连续第[\\d一二三四五六七八九十]{1,3}年")
# 收购价平均|每50公斤: so much of it the figure is told for, not what.
_EACH = re.compile("(?<=.)[为是]?(?:平均)?每[\\d十百千万][^,。;:、的]{0,6}$|(?<=标准)为?每[人户]每?[年月日]?最[低高]$")
# 通过预算统筹、项目整合等|方式腾出财力: how, not what.
_BY_WAY = re.compile("^(?:方[式法]|形式|办法|渠道|途径|手段)(?=[\u4e00-\u9fff]{3})")
_WAYS = ("方", "形式", "办法", "渠道", "途径", "手段")
# 综合指数2.6,下降5%; 普及率提高到67.3,(of which the sign is lost) 提高5个百分点: how high it is.
_VALUED = re.compile(
    r"(?:(?<=指数)[为是达到]*|(?<=[率度重])(?:[提升增上扩下降减回].{1,2})?(?:[达为是]|[达升增]?到|至))\d+(?:\.\d+)?$"
)
# 收入,考虑物价因素增长5%, 剔除“退税”增长5%, 扣除一次性收入后增长5%: how it is reckoned, not what.
RECKONED = re.compile(
    "(?:^(?:不?考虑|不含)|若?(?:扣除|剔除))(?:“[^”]+”|[^,]{2,12}(?=后)|[^,]{0,12}因素)(?:[后外]|影响)?"
)
# 建成投产后|年产值: when, not what.
_ONCE = re.compile("^(?:全[部面])?(?:建成|投产|达产|达效|运营)+后(?=年|每年|日)")
# 达标率|各县均达: where all are alike, not what.
EACH_OF = re.compile(
    r"(?<![和与及、])各(?:[市县区乡镇村地]|县\([^()]*\)|县市?区|市县|市州|乡镇|街道|社区|学校|单位|部门)$"
)
# 三十六年合计, 五年计划的前三年: how long, not what.
SPAN = re.compile("(?:[\\d一二三四五六七八九十]{1,3}年(?:[来间内])?|(?:第[一二三四五六七八九十]{1,2}个)?五年计划)的?")
# 通过公开招标方式,投资9万元: how, not what.
BY_WAY_OF = re.compile("(?:通过|采[取用]|按照|以)[^,]{2,16}(?:方[式法]|形式|办法|渠道|途径|模式|手段)")
# 产量在连年增长的基础上: under what circumstances, not what.
UNDER = re.compile("(?<=.)在[^,在]+(?:基础上|情况下|背景下|前提下|(?:灾害|困难|压力|冲击)[中下]?)$")
# 在推进项目建设中, 在招商引资上: where, not what.
LOCATIVE = re.compile(
    "在[^,在]{2,18}(?:[上中内](?![报级市规争])|等[地处](?!方)|(?:领导|指导|支持|帮助|关心|关怀|推动|带动|努力|配合)下)"
)
# 投诉较多的是噪声, 病种依次为水痘: the first of those that a clause lists.
_IN_ORDER = re.compile("^.*(?:[多高大快]的[是为]|依次[是为])(?=..)")
# 根据县委要求|拆除: on whose word, not what.
ORDER = re.compile("(?:根据|按照|依据|遵照)[^,]{2,24}(?:要求|部署|精神|意见|规定|情况|实际|需[要求])的?(?=..)")
ORDERED = frozenset({"根据", "按照", "依据", "遵照", "依照"})
# What words of a circumstance or an order begin with: 在, 根据.
_CIRCUMSTANCE = frozenset({"在", *(word[0] for word in ORDERED)})
# 文化站坐落于集镇中心,投资9万元: where it lies, not what.
_LOCATED = re.compile("(?<=..)(?:位于|[坐座]落[于在]).*$")
_MADE_OF = re.compile("[^。;]{1,30}为(?:主|中心|核心|重点|龙头)的")
_ONE = re.compile("^(?:引进|新上|新建|建设|新增)?一[家个座处条项批](?=总?投资|占地|年产|注册)")
# 因基数低而|增幅: why, not what.
_BECAUSE = re.compile("^[因由]于?[^,]{2,14}而(?=..)")
# 村|因道路条件受限|未通客车: why, not what.
BECAUSE_OF = re.compile("因[^,]{2,16}?(?:原因|受限|影响|所限|制约|限制|不足|困难)(?=[未尚没不仍无]|$)")
# 补助标准|偏低: how it is, not what.
QUALITY = re.compile("(?<=[准资率平格本例费价量])[偏较过]?[低高大小少多]$")
# 剔除一次性因素后|实际增长: without what, not what.
_APART = ("因素后", "因素之后", "因素外", "影响后")
# 以粮食产量来说: what is spoken of.
_SPOKEN_OF = ("来说", "来讲", "而言")
IN_ALL = frozenset({"共", "一共", "累计", "共计", "总共", "先后"})
_SHORT = 10  # headings that stand in a line with what they are of are shorter
_HEADED = frozenset({"place", "inner", "verb", "leading", "noun"})
EDGES = " \t　\xa0—―-”’"
# The signs of all these, one of which a name has that tells more than what is measured.
_SIGNS = frozenset("“因经加除连后简方形办渠途手因位落为一是来而每").union(_NOTES)


def opens(noun: str) -> bool:
    """Whether a noun stretch opens a name whatever stands behind it: it tells no year, no circumstance, no order.

    >>> opens("工业投资"), opens("一年"), opens("根据县委要求"), opens(" ")
    (True, False, False, False)
    """
    return noun[0] not in _CIRCUMSTANCE and noun[-1] != "年" and bool(noun.strip(EDGES))


def bare(name: str) -> str:
    """``name`` without such words.

    >>> bare("经县政府同意对违建房屋"), bare("连续第三年提高最低工资"), bare("项目库[3]"), bare("——老城区改造")
    ('违建房屋', '提高最低工资', '项目库', '老城区改造')
    """
    if _SIGNS.isdisjoint(name) and not (plain := name.strip(EDGES))[-1:].isdigit():
        return plain
    if name.endswith(_NOTES):
        name = _NOTE.sub("", name)
    told, name = name, name.strip(EDGES)
    if name.count("“") > name.count("”") and told.endswith("”"):
        name += "”"  # 专精特新“小巨人”: its own
    if "经" in name and (approved := _APPROVED.match(name)):
        name = name[approved.end() :].removeprefix("对")
    if name.startswith("加上"):
        name = _ADDED.sub("", name)
    if name.startswith("连续第"):
        name = _AGAIN.sub("", name)
    if "后" in name:
        name = _ONCE.sub("", name)
    if "简称" in name:
        name = _CALLED.sub("", name)
    if name[-1:].isdigit():
        name = _VALUED.sub("", name)
    if "而" in name:
        name = _BECAUSE.sub("", name)
    if name.startswith(_WAYS):
        name = _BY_WAY.sub("", name)
    if "因素" in name or "除" in name:
        name = RECKONED.sub("", name)
    if "位于" in name or "落" in name:
        name = _LOCATED.sub("", name)
    if "为" in name and (made := _MADE_OF.match(name)):  # 以青石、卵石等为主的步道
        name = name[made.end() :]
    if "一" in name[:3]:  # 引进一家投资2亿元的公司
        name = _ONE.sub("", name)
    if "是" in name or "依次为" in name:
        name = _IN_ORDER.sub("", name)
    if name.endswith(_APART):
        return ""
    if name.endswith(_SPOKEN_OF):
        name = name[:-2]
    return _EACH.sub("", name) if "每" in name else name


def is_per(own: Tokens) -> bool:
    """Whether words say no more than for how much a figure is told: 折合每平方米|300元."""
    each = len(own) > 1 and own[-2].words == "每" and len(own[-1].words) < 4 and bool(dimension(own[-1].words))
    return each and not any(token.kinds is NOUN or "keep" in token.kinds for token in own[:-2])


def is_aside(clause: Tokens) -> bool:
    """Whether a clause only says what is left out, in what circumstances or why: 包括夜大学等, 受旱情影响."""
    if clause[-1].words.endswith("影响") or said(clause[:3]).startswith(_asides()):
        return True
    return clause[0].words == "在" and said(clause).endswith(_CIRCUMSTANCES)


_CIRCUMSTANCES = ("基础上", "情况下", "背景下", "前提下")


@of_lexicon
def _asides() -> tuple[str, ...]:
    return tuple(table("words")["names"]["asides"])


def happened(own: Tokens) -> Tokens:
    """``own`` without that there were so many of it: 火灾|共发生, 活动|一共举办."""
    if len(own) < 3 or own[-1].words not in _happening() or own[-2].words not in IN_ALL:
        return own
    return own[:-2]


@of_lexicon
def _happening() -> frozenset[str]:
    return frozenset(table("words")["names"]["happening"])


def headless(own: Tokens) -> Tokens:
    """``own`` without a short heading of a flattened page before it: 教育 全市共有…, 财政收支 实现…."""
    for number, token in enumerate(own[:-1]):
        if not token.words.endswith(" "):
            continue
        if token.words.endswith("】 "):
            return own[number + 1 :]
        if token.kinds is NOUN:
            headed = len(token.words) < _SHORT and not own[number + 1].kinds.isdisjoint(_HEADED)
            return own[number + 1 :] if headed else own
    return own
