"""Senses: what the words around a number make of it: whether its unit is meant, a rank, a minus sign, a currency.

All are asked of ``key``, the half-width view of a text, and of where the figure stands in it.
"""

from __future__ import annotations

import re

from zfbg.facts.mentions.units import COUNTED, NAMED_ONLY_WITH, dimension
from zfbg.lexicon import either, of_lexicon, table

# A minus sign stands behind a word or a sign, not behind a digit or letter (4-9, RISC-5).
_NEGATIVE = re.compile(r"(?:^|[^\dA-Za-z])[-－−]$|(?:^|[^\u4e00-\u9fff]|[为是达到至在幅速率额值差呈润长])负的?$|零下$")
_PARTS_OF_TEXT = frozenset({"个", "项", "条", "点", "件", "类", "种"})
# What the words before such a number end with.
_ANNOUNCING = frozenset("下列为成分用从由")
# What is measured, not counted, and what stands before 一 that says so much.
_MEASURED = frozenset({"area", "length", "volume", "mass", "energy", "power"})
_ONE = re.compile("(?:[近超逾约每]|超过|不到|不足|至少|将近|接近)$")
_CHANGED = re.compile("[增加减产升降涨跌高低多少长近约占]")
_SIDES = re.compile("(?P<one>特别行政区)|(?:方向|方面|步骤|层面|维度|环节|阶段|角度|途径)")
_TOGETHER = re.compile("(?:[\u4e00-\u9fff]{0,3}(?:合计|共计|合起来|加起来)|[又就]?[约共]?占)")
_BOTH = re.compile("[和与及、][\u4e00-\u9fff]{1,10}$")
# So many characters before a figure another with its unit is looked for.
FAR = 24
_MINUS = frozenset("-－−负的下")
# What 二 says is the second; of two, 两 is said: 二次退回, 二本上线.
_ORDINALS = frozenset({"二次", "二本", "二轮"})
_QUALITY = re.compile("水(?![果产利务])|(?:考核)?标准(?!化)")


def is_meant(key: str, start: int, end: int, named: str, unit: str, of: str) -> bool:
    """Whether a unit (``of`` a dimension) that may be something else is meant: 100M宽带, 5折 of a price, 连续六年."""
    if named in NAMED_ONLY_WITH and not (
        stands_beside(key, start, end, NAMED_ONLY_WITH[named]) or _goes_on(key, start, named)
    ):
        return False
    before = key[start - 1 : start]
    if before == "每":  # 每50公斤提高6元: what the figure behind it is told for
        return False
    if unit in _PARTS_OF_TEXT:
        if before in _ANNOUNCING and _announced().search(key, max(0, start - 10), start):
            return False
        if before in {"这", "那"}:  # 这两项改革: those that were told of
            return False
        if _TOGETHER.match(key, end) and _BOTH.search(key, max(0, start - 14), start):
            return False  # 吃喝和收礼两类合计占: those named
        if _TOLD_BEHIND.match(key, end) and _tasks().search(key, max(0, start - 8), start):
            return False
        side = _SIDES.match(key, end) if key[start] in "两二2" else None
        if side and (side["one"] or _BOTH.search(key, max(0, start - 14), start)):
            return False  # 两个特别行政区, 建设和管护两个环节: both are known or were named
    if named == "组" and before == "村":  # 花果村8组: where it is
        return False
    if (named == "次" and before == "届") or key[start:end] in _ORDINALS:  # 三届二次全会
        return False
    if named == "字" and before in "共" and key[start - 3 : start - 1] in {"全文", "本文", "此文"}:  # 全文共3993字
        return False
    if named == "类" and (before == "劣" or _QUALITY.match(key, end)):  # 劣五类水体, 三类水质
        return False
    return of != "time" or unit[0] in "万千" or is_lasting(key, start, end)


def _goes_on(key: str, start: int, named: str) -> bool:
    """Whether a figure with the same unit, meant there, stands before in the sentence: 得分91.6分,提高2.3分."""
    at = key.rfind(named, max(0, start - FAR), start)
    told = at > 0 and key[at - 1].isdigit() and not any(stop in key[at:start] for stop in "。;\n")
    return told and stands_beside(key, at - 5, at + 1, NAMED_ONLY_WITH[named])


def stands_beside(key: str, start: int, end: int, signs: str) -> bool:
    """Whether one of these signs stands near, in the same member of a list: not 带宽、5G基站."""
    near = key[max(0, start - 6) : start].rpartition("、")[2] + key[end : end + 6].partition("、")[0]
    return not set(signs).isdisjoint(near)


# 任务有四项,即:…
_TOLD_BEHIND = re.compile("[, ]?(?:即|如下|分别[是为]|具体[是为]?|[是为])?:")


@of_lexicon
def _tasks() -> re.Pattern[str]:
    return re.compile(f"(?:{either(table('words')['quantities']['tasks'])})[共总计主要有为是]{{0,4}}$")


@of_lexicon
def _announced() -> re.Pattern[str]:
    """Behind these words a number says how many parts the text itself has: 做好以下八项工作, 报告分为三个部分."""
    return re.compile("|".join(table("words")["quantities"]["announced"]))


# What is told as a bare number: 出生率为7.4, 性别比107:100; of a list, 小学、初中差异系数分别为0.3和0.4, each is. Pages
# that lose percent signs tell shares so: 占总数的45.
_RATED = re.compile(
    r"(?:占(?![地用])(?:[\u4e00-\u9fff]{1,20}\ ?)?$|率|性别比例?|系数|指数|师比|学比|得分)(?:值|数)?(?:分别)?"
    # 完成率由上年的96.4升至99.2: both ends.
    r"(?:控制在|[为是达]|达到|约为|(?<=[系指]数)(?:[提上下][高升降]|[升降])[到至]"
    r"|[由从][^,。;\d]{0,6}(?:\d{1,3}(?:\.\d{1,4})?\ ?[\u4e00-\u9fff]{1,4}[至到为])?)?"
    r"(?:\d{1,3}(?:\.\d{1,4})?[、和])*$"
)


def is_rate(key: str, start: int) -> bool:
    """Whether a number without a unit is a rate or an index."""
    return _RATED.search(key, max(0, start - 32), start) is not None


# 新建教学楼一栋, 购置救护车一辆: behind its noun, at the end of a clause.
_ONE_BEHIND = re.compile("[\u4e00-\u9fff](?<![第每唯有是的下上同某任这那逐之过了到在统为])$")
_ENDED = re.compile("[,。;、)\n]|和[\u4e00-\u9fff]|$")
_BUILT = frozenset("栋座所台辆套幢间艘架枚部篇名处条家")
# 一个一等奖、两个二等奖: another that is counted in the same way follows.
_AND_MORE = re.compile(r"[^,。;:、\d]{1,10}[、和](?:[两三四五六七八九十]|\d{1,3})")


def is_one(key: str, start: int, end: int, unit: str) -> bool:
    """Whether 一 before a unit says a number: 一年, 一美元, 一千瓦, 不足一亩, but not 一方面 and 一吨吨."""
    of = dimension(unit)
    if unit.startswith("千"):
        return True
    if unit in _BUILT and _ENDED.match(key, end) and _ONE_BEHIND.search(key, max(0, start - 1), start):
        return True
    if of in COUNTED and (more := _AND_MORE.match(key, end)) and key.startswith(unit, more.end()):
        return True
    if of == "money":
        return unit != "元" or _ONE.search(key, max(0, start - 2), start) is not None
    if unit == "成":  # 偏多一成, not 一成不变
        return _CHANGED.search(key, max(0, start - 1), start) is not None
    return of == "time" or unit == "番" or (of in _MEASURED and _ONE.search(key, max(0, start - 2), start) is not None)


# 提高了近20个点, 比全市平均低5个点: behind a direction points are of percent, elsewhere places.
_POINTS = re.compile("(?<!新)[高低升降涨跌落快慢窄滑多少差增减][^,;。:、\\d新设建处布]{0,8}$")


def is_points(key: str, start: int) -> bool:
    """Whether 个点 behind a number that begins at ``start`` are percentage points."""
    return _POINTS.search(key, max(0, start - 10), start) is not None


# 比去年前移两位: by so many ranks; elsewhere 两位 are persons of whom little is told.
_MOVED = re.compile("(?:[前后上下]移|前进|上升|跃升|下降|下滑|(?<![辞清劝])退)了?$")


def is_moved(key: str, start: int) -> bool:
    """Whether a word before a number that begins at ``start`` says how far something moved among others."""
    return _MOVED.search(key, max(0, start - 4), start) is not None


# 在岗231天, 由法定的20个工作日压缩至5个工作日: a clause ends with so long, or tells what it became.
_SPAN = re.compile(
    "(?:天|小时|工作日)(?=[,;。]|$)|(?:天|日|小时|分钟|月)(?=[压缩降减增延提升调][\u4e00-\u9fff]{0,2}[至到为])"
)
_SPANNING = re.compile("[\u4e00-\u9fff](?<![第前后这那近每各几月年日期间满过隔上下来天])(?<![多少][\u4e00-\u9fff]了)$")


def is_lasting(key: str, start: int, end: int) -> bool:
    """Whether a span of time is told as a quantity: 连续六年, 仅42天, 提前两个月."""
    if _lasting_words().search(key, max(0, start - 8), start):
        return True
    return (
        _SPAN.search(key, max(start, end - 3), end + 4) is not None
        and _SPANNING.search(key, max(0, start - 3), start) is not None
    )


@of_lexicon
def _lasting_words() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('words')['quantities']['time_before'])})$")


# 院士突破两位数: so many of them; with a word of growth beside it 两位数 is a rate.
_COME_TO = re.compile("(?:突破|达到|超过|达)了?$")
_GROWING = re.compile("[增涨速幅升降率]")


def is_count(key: str, start: int, end: int) -> bool:
    """Whether 两位数 tells how many there are: what was come to, with no word of growth in its clause."""
    near = key[max(0, start - 14) : start].rpartition(",")[2] + key[end : end + 4].partition(",")[0]
    return _COME_TO.search(key, max(0, start - 3), start) is not None and _GROWING.search(near) is None


def is_no_rank(key: str, start: int) -> bool:
    """Whether the words before 第N say that it is no rank: 放在第一位."""
    return key.endswith(_no_rank_words(), 0, start)


@of_lexicon
def _no_rank_words() -> tuple[str, ...]:
    return tuple(table("words")["quantities"]["no_rank_before"])


def is_ranked(key: str, start: int) -> bool:
    """Whether a word of ranking stands shortly before: 总量居全市第三."""
    return _ranking().search(key, max(0, start - 12), start) is not None


@of_lexicon
def _ranking() -> re.Pattern[str]:
    return re.compile("|".join(table("words")["quantities"]["rank_before"]))


def sign(key: str, start: int) -> int:
    """-1 behind a minus sign or 负."""
    if key[start - 1 : start] not in _MINUS:
        return 1
    return -1 if _NEGATIVE.search(key, max(0, start - 3), start) else 1


def of_currency(key: str, start: int, unit: str) -> str:
    """The unit of an amount in 元 behind the name of a currency: 港币500万元 are 500 万港元."""
    if unit.endswith("元") and (before := _currency().search(key, max(0, start - 4), start)):
        return unit[:-1] + str(table("units")["before"][before[1]]) if dimension(unit[:-1]) == "" else unit
    return unit


@of_lexicon
def _currency() -> re.Pattern[str]:
    return re.compile(rf"({either(table('units')['before'])}) ?$")
