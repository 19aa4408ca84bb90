"""Shared: what all members of a list share, which is told with the first or the last of them only."""

from __future__ import annotations

import re

from zfbg.facts.naming import endings, nouns, owners, verbs
from zfbg.lexicon import alternation, of_lexicon, table

_KINDS = re.compile("(?P<name>.+?)(?:[两二三四五六七八九]|十)大(?P<kind>.+)")
_FLOWS = frozenset({"收入", "支出", "投资"})
# What is told of all members, at the end of the last: 失业保险、生育保险参保人数.
_TOLD = re.compile(
    "(?:数量|(?:年|日|月|总)?(?!.数)[\u4e00-\u9fff]{2}[量率]|(?:年|总)?[单总亩]产|(?:参保|参加|从业|就业)?人数|标准|规模|管网)$"
)
_GUESTS = ("游客", "旅客", "人次")
_THINGS = ("次", "户", "品")
_RATE = re.compile("(?<=..)(?:增速|增幅)$")


def together(found: tuple[str, ...]) -> str:
    """The members of a list in one, what they share told once.

    >>> together(("纺织业产值", "造纸业产值")), together(("粮食", "蔬菜"))
    ('纺织业、造纸业产值', '粮食、蔬菜')
    """
    told = _divided_by_shared(found)
    return "、".join(name.removesuffix(told) for name in found) + told


def _divided_by_shared(found: tuple[str, ...]) -> str:
    """What all of a list end with that is told of each of them; "" where nothing is."""
    for match in ending().finditer(found[-1], 1):
        shared = found[-1][match.start() :]
        if all(name.endswith(shared) and len(name) > len(shared) for name in found):
            return shared
    return ""


def completed(found: tuple[str, ...]) -> tuple[str, ...]:
    """The members of a list with what they share.

    >>> completed(("城镇", "农村居民收入")), completed(("甲", "乙两大产业产值"))
    (('城镇居民收入', '农村居民收入'), ('甲产业产值', '乙产业产值'))
    >>> completed(("国家级", "省级绿色工厂"))
    ('国家级绿色工厂', '省级绿色工厂')
    >>> completed(("中", "高等学校")), completed(("失业保险", "生育保险参保人数"))
    (('中等学校', '高等学校'), ('失业保险参保人数', '生育保险参保人数'))
    >>> completed(("生产安全事故起数", "死亡人数")), completed(("单位生产总值用水量", "能耗"))
    (('生产安全事故起数', '生产安全事故死亡人数'), ('单位生产总值用水量', '单位生产总值能耗'))
    """
    *others, last = found
    if (rate := _RATE.search(last)) and not any(map(_RATE.search, others)):  # 进出口、出口增速
        return tuple(name + rate[0] for name in completed((*others, last[: rate.start()])))
    if alike := _of_kinds(others, last):
        return alike
    if kind := _KINDS.match(last):
        return tuple(name + kind["kind"] for name in (*others, kind["name"]))
    if half := _half(others, last):
        return (*(name + last[len(half) :] for name in others), last)
    if per := _per().match(found[0]):
        return (found[0], *(name if _per().match(name) else per[0] + name for name in found[1:]))
    if all(map(owners.says_nothing, found[1:])) and (owner := owners.owner_of(found[0])) and not verbs.is_verb(owner):
        return (found[0], *(owner + name for name in found[1:]))
    if (graded := nouns.without_level(last)) != last and all(map(nouns.is_level, others)):
        return (*(name + graded for name in others), last)
    owner, _, own = last.rpartition("的")  # 甲责任、乙责任、丙责任的问题金额
    if len(own) > 1 and all(name[-2:] == owner[-2:] != "" and "的" not in name for name in others):
        return (*(f"{name}的{own}" for name in others), last)
    flow = ending().search(last, 1)
    if flow and flow[0] in _FLOWS and all(name.endswith((*endings.measures(), "次")) for name in others):
        return found  # 门诊人次、住院人次、业务收入
    told = {match[0] for name in others for match in ending().finditer(name)}
    for shared in ending().finditer(last, 1):
        if shared[0] not in told:  # 甲产业、乙产业增加值: not 产业, 增加值 is told of both
            own, of = last[shared.start() :], last[shared.start() - 1]
            if told and not all(name.endswith(of) for name in others):  # 光电产业、造船业|增加值 are of one kind
                return found
            return (*(name if _is_apart(name, own) else name + own for name in others), last)
        told.remove(shared[0])
    return (*(name + _told(last, name) for name in others), last)


def _half(others: list[str], last: str) -> str:
    """What ``last`` begins with where the others are no more than its counterparts; "" where they are more.

    农村 of 城镇、农村低保经费; 高 of 中、高等学校.
    """
    for of in table("words")["names"]["pairs"].values():
        if others == of[:-1] and last.startswith(of[-1]) and len(last) > len(of[-1]):
            return str(of[-1])
    return last[:1] if all(len(name) == 1 for name in others) and len(last) > 2 else ""


def _of_kinds(others: list[str], last: str) -> tuple[str, ...]:
    """The members of a list of kinds, with what is before the first and behind the last; none where they are others.

    >>> _of_kinds(["限上城镇"], "乡村消费品零售额")
    ('限上城镇消费品零售额', '限上乡村消费品零售额')
    >>> _of_kinds(["青溪断面氨氮"], "总磷浓度")
    ('青溪断面氨氮浓度', '青溪断面总磷浓度')
    >>> _of_kinds(["养老", "失业"], "工伤保险参保人数")
    ('养老保险参保人数', '失业保险参保人数', '工伤保险参保人数')
    """
    of = table("words")["names"]
    kinds = (*of["kinds"], *of["substances"], *of["branches"])
    if not last.startswith(kinds) or not all(name.endswith(kinds) for name in others):
        return ()
    kind = next(kind for kind in kinds if others[0].endswith(kind))
    told = last[len(next(kind for kind in kinds if last.startswith(kind))) :]
    whole = others[0].removesuffix(kind)
    return (others[0] + told, *(whole + name + told for name in others[1:]), whole + last) if told else ()


def _is_apart(name: str, told: str) -> bool:
    """Whether ``told`` cannot be told of ``name``: 游客 have no 收入, 生产总值 and 优良率 are measures."""
    if name.endswith(("值", *endings.rates())):
        return True
    return name.endswith(_GUESTS) and not told.endswith(("数", "量"))


def _told(last: str, of: str) -> str:
    """What is told at the end of the ``last`` of a list, where another is only named; "" where that has its own."""
    found = _TOLD.search(last, 2)
    measured = of.endswith((*endings.measures(), *endings.people(), *_THINGS))
    if not found or measured or _TOLD.search(of, 1) or owners.owner_of(of):
        return ""
    return found[0]


@of_lexicon
def ending() -> re.Pattern[str]:
    """What is told of each member of a list, at the end of the last."""
    return re.compile(alternation(table("words")["names"]["shared"]))


@of_lexicon
def _per() -> re.Pattern[str]:
    return re.compile(table("words")["names"]["per"])
