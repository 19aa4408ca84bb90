"""People: whose those are who are counted behind what a clause has counted or measured, and what each of these has."""

from __future__ import annotations

import re

from zfbg.facts.context.thread import Thread
from zfbg.facts.naming import endings, owners
from zfbg.lexicon import of_lexicon, table

# Those who have staff.
_HOUSES = re.compile(r"(?:院|站|所|中心|机构)(?:\([^()]*\))?$")
_PERSONS = frozenset({"人", "名"})
# Longer names of people say themselves who they are.
_SHORT = 4


def whose(thread: Thread, indicator: str) -> str:
    """Whose staff, pupils or the like an ``indicator`` is of, or of which households it is told; "" of none."""
    if not thread.begun:
        return ""
    if indicator.startswith(_per_household()) and thread.unit.endswith("户"):
        return "".join(thread.last)  # 茶叶种植90户,户均收入3万元
    return _employer(thread, indicator) or _classed(thread, indicator) or _of_part(thread, indicator)


def _employer(thread: Thread, indicator: str) -> str:
    """Whose the staff are that a clause counts behind its houses: 卫生院床位900张,卫生技术人员800人."""
    if thread.parted:
        return ""
    whose, before = thread.last
    if indicator in _workers():  # 个体户9万户,注册资金3亿元,从业人员8万人
        employer = whose if owners.says_nothing(before) else thread.noun if thread.counting else ""
        return employer if owners.has(employer, "利润") else ""
    if indicator not in _staff():
        return ""
    if before in _staff() or owners.says_nothing(before):
        return whose
    # 防疫站3个,卫生技术人员80人
    alone = not whose and thread.counting and len(thread.recent) == 1 and _HOUSES.search(thread.noun)
    return thread.noun if alone else ""


def _classed(thread: Thread, indicator: str) -> str:
    """Of whom a class of people is, where only one sort of them was told of: 党员21人,高中以上文化8人."""
    if not owners.is_class(indicator):
        return ""
    if thread.parted and thread.stem and thread.stem.unit in _PERSONS:
        return thread.stem.indicator  # 干部90人,其中党员60人,平均年龄40岁
    told = {name for name in thread.recent if not (owners.is_class(name) or name.startswith(("女", "男")))}
    return told.pop() if len(told) == 1 and indicator not in told else ""


def _of_part(thread: Thread, indicator: str) -> str:
    """Of which part of a whole those are that were told of all of it before: 在园幼儿90人。其中公办园4所,幼儿30人."""
    told = (*thread.earlier, *thread.recent)[:-1]
    part = thread.counted if thread.stem and thread.counting and thread.dimension == "things" else ""
    if (
        len(indicator) > _SHORT
        or not part
        or part in indicator
        or thread.last != ("", part)
        or not indicator.endswith(endings.people())
    ):
        return ""
    return part if any(name.endswith(indicator) and name != indicator for name in told) else ""


@of_lexicon
def _per_household() -> tuple[str, ...]:
    return tuple(table("words")["names"]["per_household"])


@of_lexicon
def _workers() -> frozenset[str]:
    return frozenset(table("words")["names"]["workers"])


@of_lexicon
def _staff() -> frozenset[str]:
    return frozenset(table("words")["names"]["staff"])
