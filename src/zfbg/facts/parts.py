"""Parts and siblings: what is told of the whole, or of the first of a list, is told of those that only name an owner.

债务余额5亿元,其中一般债务2亿元 is 一般债务余额; 采矿业增加值增长2%,制造业增长3% is 制造业增加值.
"""

from __future__ import annotations

import re
from functools import cache

from zfbg.facts import owners
from zfbg.facts.figures import Figure
from zfbg.facts.thread import Thread
from zfbg.facts.units import base
from zfbg.lexicon import either, table

# A name that ends so is one of a measure already.
_MEASURED = tuple("率量额数值比度长重速积税费")
_PLAN = re.compile("(?:预算|计划)$")
# Enterprises are counted as well: 高新技术企业增长5% are more of them.
_COUNTED = ("企业", "项目")


def told_as(thread: Thread, figure: Figure, name: str, measure: str) -> str:
    """The whole name of what ``name`` only tells the owner of, behind a sibling or a whole; else ``name``."""
    if not (thread.begun or thread.parent) or not _same_kind(thread, figure, measure):
        return name
    if thread.begun:
        owner, told = _divided(thread.indicator)
        alike = owner[-1:] == name[-1:] and owner != name and not name.endswith(_COUNTED)
        if owner and (alike or figure.joined) and (whole := _joined(name, told)) != name:
            return whole
    return _part(name, thread.parent) if thread.parent else name


def _part(name: str, of: str) -> str:
    """The whole name of a part ``of`` a whole: 一般债务余额; one of two that the whole names in one: 债券还本."""
    for pair, halves in table("words")["names"]["pairs"].items():
        if name in halves and pair in of:  # 债券还本付息5亿元(还本4亿元,付息1亿元)
            return of.replace(pair, name, 1)
    return _joined(name, _divided(of)[1])


def owner_before(thread: Thread, indicator: str) -> str:
    """Whose the measure before it in the sentence was: 新能源 in 新能源投资增长7%、装机规模增长9%."""
    owner, told = thread.last
    if not thread.begun:
        return ""
    return owner if owner and owners.says_nothing(told) else owners.sibling(thread.indicator, indicator)


def _divided(name: str) -> tuple[str, str]:
    """Whose an indicator is, and what is told of that: 债务|余额."""
    name = _PLAN.sub("", name)
    found = _attribute().search(name)
    return (name[: found.start()], found[0]) if found else ("", "")


def _is_owner(name: str) -> bool:
    """Whether ``name`` is that of no measure, but of something of which one is told."""
    name = _PLAN.sub("", name)
    measured = name.endswith((*_MEASURED, *owners.counterparts())) or owners.says_nothing(name) or owners.owner_of(name)
    return len(name) > 1 and not measured and "、" not in name


def _same_kind(thread: Thread, figure: Figure, measure: str) -> bool:
    """Whether the figure can be one of the same thing as the figure before: both growths, or amounts in one unit."""
    if measure == "level":
        return base(figure.quantity.unit)[1] == base(thread.unit)[1]
    return thread.measure in {"level", "growth"}


def _joined(name: str, told: str) -> str:
    """住户存款 and 存款余额 are 住户存款余额; 参保职工 is no owner of 参保人数."""
    for length in range(len(told) - 1, 1, -1):
        if name.endswith(told[:length]):
            return name + told[length:]
    return name + told if told[:2] not in name and _is_owner(name) else name


@cache
def _attribute() -> re.Pattern[str]:
    of = table("words")["names"]
    return re.compile(f"(?:{either([*of['attributes'], *of['told_of']])})$")
