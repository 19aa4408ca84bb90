"""Acts: counts before which only what was done is told, of what was counted or spoken of before (受理9件,结案8件)."""

from __future__ import annotations

import re

from zfbg.facts.about.counts import ranked
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Tokens
from zfbg.facts.context.thread import Thread
from zfbg.facts.naming import endings, names, nouns, owners, verbs
from zfbg.facts.naming.names import Name
from zfbg.lexicon import either, of_lexicon, table

# Counters of enterprises count enterprises unless the noun before says which of these.
_ORGANISATIONS = ("企业", "机构", "单位", "平台", "中心")
_NEW = frozenset({"新增", "净增"})
_STOCKED = re.compile("^年?(?:出栏|存栏)")
_TOTAL = re.compile("累计|总数|总量|达")
_ALL_TOLD = re.compile("[、,]?(?:总?累计|总数|总量)")
_PLANNED = re.compile("(?:计划|任务|目标)(?:总?数)?$")
_MANY = re.compile("(?:比?较|偏|最|很)[多少高低大]$")
_PAUSES = frozenset({"comma", "listing"})
_INHABITANTS = frozenset({"户", "万户", "人", "万人", "口"})
_IN_ALL = frozenset({"共", "共计", "累计", "达"})
_INHABITING = frozenset({"place", "leading", "closing"})


def done(thread: Thread, figure: Figure, name: Name) -> tuple[str, str]:
    """By what was done, of a count before which no more is said."""
    if figure.sums and (topic := names.topic(figure.lead, names.LONG)):
        return "", topic  # 资助大学生和中学生,合计600名
    lives = _is_of_place(figure.own) or _is_of_villages(thread, figure)
    if not name.words and figure.quantity.unit in _INHABITANTS and lives:
        return "", "人口"
    total = _ALL_TOLD.match(figure.words)
    if not (name.words or total) and figure.reached and figure.lead and (told := names.topic(figure.lead, names.LONG)):
        return "", told  # 同15个城市建交。与我县通航的城市,已增加到29个
    anew = not (name.words or thread.begun) and figure.words.strip(",") in _IN_ALL
    if anew and (topic := _MANY.sub("", names.topic(figure.lead, names.LONG))):
        return name.owner, topic  # 犯罪人数减少,共90人
    counted = thread.counted_in(figure.quantity.unit)
    others = name.words and not (thread.begun or thread.counting) and thread.tallied and thread.tallied[0][1] != counted
    if others and (topic := names.topic(figure.lead)) and "comma" in figure.lead[-1].kinds:
        thread.count("")
        return topic, name.words  # 提出意见74条。开展文件清理,废止21件
    same = thread.begun and (counted or thread.unit == figure.quantity.unit)
    goes_on = same and (verbs.is_verb(thread.indicator) or owners.is_bare(thread.indicator))
    whose = name.owner or (thread.subject if goes_on else "")
    if told := of_verb(thread, figure, name):
        again = whose and told.endswith(whose.removeprefix(verbs.kept_verb(whose)))  # 查处案件9件,罚款3万元,移送案件2件
        return "" if again else whose, told
    topic = _MANY.sub("", names.topic(figure.lead, names.LONG))  # 联名信较多,共58件
    return whose, "" if "、、" in topic else topic  # 2020年、2021年收案分别为:…


def _is_of_villages(thread: Thread, figure: Figure) -> bool:
    """Whether villages were counted just before, and nothing else stands between: 9个村、41个村民小组,2390户."""
    before = figure.own or figure.lead[-1:]
    alone = bool(before) and all(t.words in _IN_ALL or not t.kinds.isdisjoint(_PAUSES) for t in before)  # ,共272户
    counted = thread.begun and thread.unit == "个" and thread.indicator == thread.noun  # not 改造3个社区,120户
    return alone and counted and thread.noun.endswith(_villages())


@of_lexicon
def _villages() -> tuple[str, ...]:
    return (*table("words")["names"]["divisions"], "组")


def _is_of_place(own: Tokens) -> bool:
    """Whether nothing but a place stands before a count."""
    places = any("place" in token.kinds for token in own)
    return places and all(not token.kinds.isdisjoint(_INHABITING) for token in own)


def of_verb(thread: Thread, figure: Figure, name: Name) -> str:
    """A count of which only the verb is told (签约59家): of the noun that was counted before."""
    counted = thread.counted_in(figure.quantity.unit) if name.words else ""
    noun = nouns.noun(counted) if counted else thread.noun
    if kept := verbs.kept_verb(noun):
        noun = noun.removeprefix(kept)
        noun = names.without_verbs(noun) if name.words else noun  # 开工建设住房90套,建成60套
    if name.words and not thread.counting and thread.counted.endswith(name.words):
        return name.words  # 甲所结案9件。乙中心全年结案8件: of others
    if name.words and len(noun) > 2 and verbs.is_verb(noun[:-2]):  # 办理企业, then 正在办理12家
        noun = noun[-2:]
    elif name.words and noun[:1] == name.words[0] and verbs.is_verb(noun[:2]):  # 调出城乡低保, then 调进9人
        noun = noun[2:]
    new = not name.words or name.words in _NEW  # 新增工厂5家、累计30家; 家庭农场472家,新增8家
    looked = counted and thread.unit.endswith("次")  # 检查场所9家次,责令整改3家
    going_on = thread.counting and (looked or (new and thread.unit == figure.quantity.unit))
    if name.words in _stocked():
        noun = _STOCKED.sub("", noun)  # 年出栏生猪26万头,存栏9万头
    at_home = "户" in figure.quantity.unit and _homes().search(noun)  # 城市低保新增90户,退出20户
    if figure.quantity.dimension == "enterprises" and not (at_home or noun.endswith(_ORGANISATIONS) or going_on):
        of_homes = figure.quantity.unit == "户" and noun.endswith(endings.households())  # 低保户
        noun = noun if of_homes else "户" if _live_there(figure) else "企业"
    unit = figure.quantity.unit.lstrip("十百千万亿")
    times = unit.endswith("次") and len(unit) > 1 and figure.quantity.dimension == "visits"
    if name.words and times and not counted:
        return name.words + unit
    total = not name.words and noun and _TOTAL.search(figure.words)
    return name.words + noun if name.words or total else _PLANNED.sub("", ranked(thread) or thread.indicator)


@of_lexicon
def _stocked() -> frozenset[str]:
    """What is told of animals: 出栏, 存栏."""
    return frozenset(table("words")["names"]["stocked"])


def _live_there(figure: Figure) -> bool:
    """Whether people are counted with the households: 新增59户128人."""
    behind = figure.following[0].quantity if figure.following else None
    return figure.quantity.unit == "户" and behind is not None and behind.dimension == "persons"


@of_lexicon
def _homes() -> re.Pattern[str]:
    """What households have or are given: those of which it is told are no enterprises."""
    return re.compile(either(table("words")["names"]["homes"]))
