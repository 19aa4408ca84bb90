"""Which budget a line is of: 上年结余 below 失业保险基金 is that of the fund, 支出预算 that of the budget told last.

There are four budgets (预算法 5): the general public one, that of government funds, that of state capital, and that of
social insurance. All have lines of the same names; those of the general budget are told without it.
"""

from __future__ import annotations

import re

from attrs import frozen

from zfbg.lexicon import alternation, either, of_lexicon, remembered, table

# Most names have none of these.
_MARKED = re.compile("基金|公共|国有资本")
# 收入预算, 支出年初预算, 收入预算数: what is planned of a side of a budget.
_PLANNED = re.compile("(?<=[收支][入出])(?:年初|调整|总)?预算(?:数|安排)?$")

_ADJUSTED = "调整后"


@frozen
class _Words:
    named: re.Pattern[str]
    titled: re.Pattern[str]
    general: re.Pattern[str]
    sides: frozenset[str]
    lines: frozenset[str]
    shared: re.Pattern[str]
    sharing: re.Pattern[str]


@of_lexicon
def _words() -> _Words:
    of = table("words")["budgets"]
    named = f"(?:地方)?(?:{alternation([*of['general'], *of['others']])})(?:预算)?"
    shared = f"(?P<part>(?:{either(of['sharing'])})(?:{alternation(of['sharers'])})?)"
    return _Words(
        named=re.compile(rf"(?P<budget>{named})总?(?:预算)?(?:{either(['收入', '支出'])})"),
        titled=re.compile(rf"(?P<budget>{named})(?:收支|[收支][入出]|预算|执行|平衡|情况|$)"),
        general=re.compile(alternation(of["general"])),
        sides=frozenset(of["sides"]),
        lines=frozenset(of["lines"]),
        shared=re.compile(f"(?:本次|计划|拟)*{shared}"),
        sharing=re.compile(f"^(?:本次|{shared})|中{shared}$".replace("?P<part>", "?:")),
    )


def of_name(name: str) -> str:
    """The budget whose income or expenditure ``name`` is; "" of any other name.

    >>> of_name("政府性基金预算支出"), of_name("失业保险基金收入预算"), of_name("国有土地收益基金收入")
    ('政府性基金预算', '失业保险基金', '')
    """
    if not _MARKED.search(name):
        return ""
    found = _words().named.match(name)
    return found["budget"] if found else ""


@remembered(64)
def of_titles(titles: tuple[str, ...]) -> str:
    """The budget that the nearest of the headings tells that tells one.

    >>> of_titles(("2024年预算草案", "关于2024年市级政府性基金支出预算的说明", "主要支出项目"))
    '政府性基金'
    """
    for title in reversed(titles):
        if found := _words().titled.search(title):
            return found["budget"]
    return ""


def line_of(budget: str, line: str) -> tuple[str, str] | None:
    """Subject and indicator of a line of ``budget``, None where its name says enough.

    >>> line_of("失业保险基金", "上年结余"), line_of("一般公共预算", "上年结余"), line_of("一般公共预算", "支出")
    (('失业保险基金', '上年结余'), None, ('', '一般公共预算支出'))
    """
    known = _words()
    if budget and line in known.sides:
        return "", (budget.removesuffix("预算") if "预算" in line else budget) + line
    if budget and line in known.lines and not known.general.search(budget):
        return budget, line
    return None


def divided(name: str, whole: str) -> str:
    """The name of a part of the sum told before, the ``whole``, where ``name`` only says to whom it goes; else "".

    >>> divided("转贷县级", "留用市本级债务限额"), divided("分配县区", "转移支付中分配市级"), divided("支出", "补助")
    ('转贷县级债务限额', '分配县区转移支付', '')
    """
    found = _words().shared.fullmatch(name)
    whole = _words().sharing.sub("", whole) if found else ""
    return found["part"] + whole if found and whole else ""


def adjusted(name: str) -> str:
    """The name of a budget that was changed: 调整后收入预算."""
    return _ADJUSTED + name.removeprefix(_ADJUSTED)


def done(name: str) -> str:
    """What is done of a budget that was planned: 一般公共预算收入 of 一般公共预算收入年初预算.

    >>> done("一般公共预算收入年初预算"), done("调整后失业保险基金支出"), done("固定资产投资")
    ('一般公共预算收入', '失业保险基金支出', '固定资产投资')
    """
    return _PLANNED.sub("", name.removeprefix(_ADJUSTED))
