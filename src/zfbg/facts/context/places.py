"""Where a figure is of: the place that its words tell, a heading or a label before it.

A place among which something ranks, with which it is compared, or that is part of a name is none of these.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import LISTING_JOINTS, NOUN, Tokens, budgets, first_of, last, said, words
from zfbg.facts.naming import names
from zfbg.lexicon import divisions, either, of_lexicon, remembered, table
from zfbg.model import Region

_AWAY = frozenset("距离")
_RANKED = frozenset({"ranking", "from"})
_INSIDE = (*"中里内", "里面", "里边", "里头")
_PULL = frozenset({"pull"})
_AGAINST = frozenset({"against"})
_PUNCTUATION = frozenset({"comma", "semicolon", "colon"})
# Behind these a place is what is compared with, or an aside; not where.
_ASIDE = frozenset({"ranking", "share", "than", "against", "open"})
_PLACING = _ASIDE | _PUNCTUATION | {"stop", "place", "close"}
_BREAKS = _PUNCTUATION | {"stop", "open", "close"}
_AWARDED = frozenset({"enlist", "empty"})
_STOPS = frozenset({"stop", "semicolon", "quantity"})
# What a way leads from: 白沙|至青石镇, 白沙镇|至青石镇.
_ENDS_OF_WAY = (NOUN, frozenset({"place"}))
_NAMING = frozenset({"comma", "colon", "verb", "empty", "done"})
# 全市, 我省, 本县: the region that reports, or one around it.
_OWN = re.compile("[全我本辖该](?P<level>[国省疆市州盟区县旗镇乡])$|辖区内?$")
_SEAT = re.compile("(?P<name>[\u4e00-\u9fffxX×]{2,6}?(?P<level>[省市州县区旗镇乡]))(?!场|长)")
_LEVELS = {"省": "province", "市": "prefecture", "州": "prefecture", **dict.fromkeys("县区旗镇乡", "county")}
_WIDTHS = {"国": 0, "省": 1, "疆": 1, "州": 2, "市": 2, "盟": 2}
_REACHES = {"province": 1, "prefecture": 2, "county": 3, "zone": 3}
# A title or a label that says whose figures follow: 关于2023年市本级预算收支情况的说明, 市本级收支平衡情况.
_LABEL = re.compile(r"(?:[(]?[一二三四五六七八九十\d]+[)、.])?(?:关于)?(?:\d{4}年度?)?(?P<of>[^,;:。]{4,40})")
_TOPIC = re.compile("预算|收支|收入|支出|情况")


# 大禾市, 杏坡村: a place in a list of such, each with its figure.
_OF_LIST = re.compile(
    "(?![各全本驻]|[^县]{0,3}(?:贫困|示范|重点))(?:[\u4e00-\u9fff]{1,4}|[xX×*]{1,3}|[A-Z])(?:[市区县旗镇乡村]|街道|社区|农场|林场|开发区)"
)
_ANNOUNCING = re.compile("(?:情况|分布|排名|依次|分别|如下)[是为如下有]{0,2}:$|(?:^|位)的(?:分别|依次)?[是为有]:$")


def of_list(figure: Figure, listing: bool) -> str:
    """The place that is all that stands before a figure of a list that was announced: 分布情况是:杏坡村5座、桃湾村9座.

    ``listing`` says that the figure before was of that list; "" where there is no such place.
    """
    lead = figure.lead
    announced = lead and "colon" in lead[-1].kinds and _ANNOUNCING.search(said(lead[-4:]))
    if not (announced or listing):
        return ""
    own = [token for token in figure.own if "listing" not in token.kinds]
    if not announced and len(own) == len(figure.own):
        return ""
    words = said(own).strip()
    return words if _OF_LIST.fullmatch(words) else ""


def is_of_list(name: str) -> bool:
    """Whether a name is such as a list of places holds: 杏坡村, 白沙街道."""
    return _OF_LIST.fullmatch(name) is not None


# So many tokens may make a name.
_NAME = 8
_GOING_ON = ("完成", "实现", "加上")
_UNTIMELY = re.compile(r"(?:预计|当年|本年|全年|\d{4}年)*")


@remembered(64)
def supposed(region: Region | None, issuer: str | None) -> Region | None:
    """The region, or what the name of who reports says of it where the region is not known: 某县财政局."""
    found = None if region else _SEAT.match(issuer or "")
    return Region(None, found["name"], _LEVELS[found["level"]]) if found else region


def told(figure: Figure, region: Region | None, seat: Region | None) -> str:
    """The place that the words before a figure tell, "" where they tell none; none around the ``seat`` is such."""
    if "place" not in figure.kinds:
        return ""
    own = figure.own
    if own and own[0].words[0] in _AWAY and figure.quantity.dimension == "length":  # 距省会青禾市20公里
        own = ()
    if figure.quantity.kind == "rank":  # 营收从全国第9位, 产能升至全国第2位: among whom it ranks is not where it is
        own = own[: first_of(own, _RANKED)]
        if own and own[-1].words.endswith(_INSIDE):  # 在全市各县区中排名
            own = own[: next((n for n, token in enumerate(own) if token.words == "在"), 0)]
        while own and own[-1].kinds is not NOUN:
            own = own[:-1]
    elif figure.quantity.dimension == "point":  # 拉动全市工业增长2个百分点
        own = own[: first_of(own, _PULL)]
    elif own and "place" in own[0].kinds and figure.quantity.dimension == "ratio" and wider(own[0].words, seat):
        return own[0].words  # 全国增长5%,我市增长6%
    elif figure.joint == "(" and (at := last(own, _AGAINST)) >= 0:  # 增速高于全国(3.8%)
        return next((token.words for token in own[at + 1 : at + 2] if "place" in token.kinds), "")
    if _is_next(own):
        return own[-1].words
    return _last((*figure.lead, *own), len(figure.lead), region, seat)


def _is_next(own: Tokens) -> bool:
    """Whether the words before a figure end with the place of the next of a list: 白沙镇5亩|菜地、青石镇|9亩茶园."""
    listed = len(own) > 2 and "listing" in own[-2].kinds and own[-3].kinds is NOUN
    return listed and "place" in own[-1].kinds and not _OWN.match(own[-1].words)


def _last(before: Tokens, lead: int, region: Region | None, seat: Region | None) -> str:
    """The first place of the last clause of the sentence that tells one; the first ``lead`` tokens are clauses before.

    In these another place than the region stands only as the subject of the sentence, not in 推进白沙镇改造,新增5家.
    """
    place, aside, found = "", 0, False
    for number, token in enumerate(before):
        kinds = token.kinds
        if kinds is NOUN or kinds.isdisjoint(_PLACING):
            continue
        if "stop" in kinds:
            place, aside, found = "", 0, False
        elif "place" in kinds:
            if aside or found or wider(token.words, seat) or _is_of_campaign(before, number):
                continue
            if 0 < number < lead and before[number - 1].kinds >= _AWARDED and "done" not in before[number - 1].kinds:
                continue  # 3项做法获全市推介,新增5家
            if number > 1 and before[number - 1].words == "至" and before[number - 2].kinds in _ENDS_OF_WAY:
                continue  # 白沙至青石镇公路
            listed = 0 < number < lead and "listing" in before[number - 1].kinds
            own = is_own(token.words, region) and not listed  # 甲县、乙县、高新区完成任务
            if _within(before, number, own):
                continue
            if number >= lead or own or _heads(before, number):
                place, found = _listed(before, number), True
        elif not kinds.isdisjoint(_PUNCTUATION):
            aside, found = 0, False
        elif "close" in kinds:
            aside = 0
        else:
            aside += 1
    return place


def _within(before: Tokens, number: int, own: bool) -> bool:
    """Whether a noun stretch goes on to place ``number``, or to a list that it is in: 国企重组、开发区管理制度.

    和 joins to a noun another place than the region itself (``own``): 老城区和临江新城产值.
    """
    listed = False
    for at in range(number - 1, -1, -1):
        kinds = before[at].kinds
        if kinds is NOUN:  # 教育 全市…: a heading of a flattened page
            noun = before[at].words
            return listed or (at == number - 1 and noun[-1] not in " \u3000" and not names.gives(noun))
        if not kinds.isdisjoint(_BREAKS):
            return False
        listed = listed or "listing" in kinds or (not own and before[at].words in LISTING_JOINTS)
    return False


def _is_of_campaign(before: Tokens, number: int) -> bool:
    """Whether place ``number`` begins the name of what was held there, or joined: 全国安全生产大检查."""
    behind = before[number + 1 : number + _NAME]
    if not behind or behind[0].kinds is not NOUN or not _OWN.match(before[number].words):
        return False
    return _campaigns().match(said(behind)) is not None


@of_lexicon
def _campaigns() -> re.Pattern[str]:
    return re.compile(f"[^,。;:、\\d]{{2,14}}?(?:{either(table('words')['names']['campaigns'])})")


def _heads(before: Tokens, number: int) -> bool:
    """Whether place ``number`` is the first thing that its sentence names."""
    for token in reversed(before[:number]):
        if not token.kinds.isdisjoint(_STOPS):
            return True
        if token.kinds is NOUN or not token.kinds.isdisjoint(_NAMING):
            return False
    return True


def _listed(before: Tokens, number: int) -> str:
    """The places of the list that place ``number`` begins; "" where what it is joined to is no place."""
    while number + 1 < len(before) and "place" in before[number + 1].kinds:
        number += 1  # 青禾市白沙县
    end = number + 1
    while end < len(before) and before[end].words in LISTING_JOINTS:
        if end + 1 == len(before) or "place" not in before[end + 1].kinds:
            return ""  # 白沙镇和农技站蔬菜基地
        end += 2
    return said(before[number:end])


def is_masked(place: str) -> bool:
    """Whether of the name of a place only the kind is told: X街道, which may be any of several."""
    return not place[0].isalpha() or place[0].isascii()


def begins(own: Tokens, region: str) -> bool:
    """Whether words begin with the name of the ``region``: 青禾市产值, not 青禾市外|到位资金.

    >>> begins([*words("青禾市外到位资金", 0, 8)], "青禾市"), begins([*words("青禾市产值", 0, 5)], "青禾市")
    (False, True)
    """
    return bool(own) and own[0].words.startswith(region) and not divisions.is_outside(said(own), len(region))


def is_own(place: str, region: Region | None) -> bool:
    """Whether ``place`` is the region that reports: 全市, 我县, its name; 园区 unless it is known to be no zone."""
    if _OWN.match(place) or (region and place in region.name):
        return True
    return (region is None or region.level == "zone") and place in table("tokens")["zone"]


@lru_cache(maxsize=64)
def _around(region: Region) -> frozenset[str]:
    """The names of the divisions that ``region`` lies in."""
    return frozenset(above.name for above in divisions.parents(region))


def wider(place: str, region: Region | None) -> bool:
    """Whether ``place`` is around the region that reports: 全国 and 全省 in the report of a city.

    Such a place is hardly ever where: it is what is compared with (全国最多), or part of a name (全国试点, 全省首批).
    """
    if region is None:
        return False
    found = _OWN.match(place)
    if not found or found["level"] in {None, region.name[-1]}:
        return place in _around(region)
    return _WIDTHS.get(found["level"], 9) < _REACHES.get(region.level, 0)


@remembered(64)
def home(titles: tuple[str, ...], region: Region | None) -> str:
    """The place that the nearest of the headings tells that tells one; "" where that is the region itself."""
    return next((place for title in reversed(titles) if (place := of_label(title, region)) is not None), "")


@remembered(256)
def of_label(label: str, region: Region | None) -> str | None:
    """The place whose figures a title or a label announces: "" for the region itself, None where it tells none.

    >>> of_label("关于2023年市本级预算收支情况的说明", None), of_label("全市预算草案", None), of_label("存在问题", None)
    ('市本级', '', None)
    """
    found = _LABEL.match(label)
    if not found or not _TOPIC.search(found["of"]):
        return None
    of = words(found["of"], 0, len(found["of"]))
    if "place" not in of[0].kinds:
        return None
    place = _listed(of, 0)
    return "" if place != of[0].words or is_own(place, region) else place


def goes_on(sentence: str) -> bool:
    """Whether a sentence goes on with the place of the one before: it begins with 完成, 加上, or a budget.

    >>> goes_on("预计当年收支结余"), goes_on("完成"), goes_on("新增企业")
    (True, True, False)
    """
    found = _UNTIMELY.match(sentence)
    at = found.end() if found else 0
    return sentence.startswith(_GOING_ON, at) or budgets().match(sentence, at) is not None


def label(before: Tokens, stop: int) -> str:
    """The words of the clause or sentence that the mark ``stop`` closes, without its times."""
    start = stop
    while start and before[start - 1].kinds.isdisjoint(_STOPS):
        start -= 1
    return said(token for token in before[start:stop] if not token.period)
