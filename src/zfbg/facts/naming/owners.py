"""Whose a measure is: names that say nothing alone (总投资, 办结率), and owners told with one of their measures."""

from __future__ import annotations

import re

from attrs import frozen

from zfbg.facts.clauses.tokens import LISTING_JOINTS
from zfbg.facts.naming.indicators import identify
from zfbg.facts.naming.verbs import kept_verb
from zfbg.lexicon import alternation, either, of_lexicon, remembered, table

_ORGANISATION = re.compile("(.+(?:企业|机构|单位|公司)).*[率额量入出润产税]$")
# Before a measure these tell another of the same.
_EXTREMES = ("最高", "最低")
# Longer rates say of what they are.
_RATE = 4
# So many names are remembered: the same come again and again.
NAMES = 4096


@frozen
class _Lists:
    general: frozenset[str]
    measured: re.Pattern[str]
    owned: re.Pattern[str]
    attribute: re.Pattern[str]
    passing: frozenset[str]
    passed: re.Pattern[str]
    cared: re.Pattern[str]
    tended: re.Pattern[str]
    aggregates: tuple[str, ...]


@of_lexicon
def _lists() -> _Lists:
    names = table("words")["names"]
    behind = f"(?:{either(names['measured_as'])})*"
    fund = f"(?:{either([*names['payers'], *names['funded']])}|各级|级|和)*资金"
    measured = f"(?:{behind}(?:{either([*names['measured'], *names['told_of']])})|{fund})"
    cared = f"(?:{alternation(names['cared'])})(?:人数|(?:覆盖)?率)?"
    told = [*names["attributes"], *names["general"], *names["passing"], cared, measured]
    return _Lists(
        frozenset([*names["general"], *names["passing"]]),
        re.compile(measured),
        re.compile(f"(.{{2,}}?){behind}({either(names['told_of'])})"),
        re.compile(f"(?:{alternation(told)})$"),
        frozenset(names["passing"]),
        re.compile(f"(.{{2,}}?)({either(names['passing'])})"),
        re.compile(cared),
        re.compile(f"(.{{2,}}?)({cared})"),
        tuple(names["aggregates"]),
    )


@remembered(NAMES)
def says_nothing(words: str) -> bool:
    """Whether a name needs what it belongs to: 总投资, 办结率, 企业.

    >>> says_nothing("计划总投资"), says_nothing("铁路投资"), says_nothing("总量和增速")
    (True, False, True)
    """
    if words in _lists().general or is_measure(words) or _lists().cared.fullmatch(words):
        return True
    members = re.split("[和及与、]", words) if not LISTING_JOINTS.isdisjoint(words) else ()
    return bool(members) and all(member in _lists().general or is_measure(member) for member in members)


@remembered(NAMES)
def is_bare(name: str) -> bool:
    """Whether a name needs to be told of what it is: what only says what was done, a measure alone, a short rate.

    >>> is_bare("立案"), is_bare("督导率"), is_bare("金额"), is_bare("立案案件"), is_bare("城镇化率")
    (True, True, True, False, False)
    """
    done = name.removeprefix("新")
    if not done or kept_verb(done) == done:
        return True
    return (says_nothing(name) or (len(name) <= _RATE and name.endswith("率"))) and identify(name) is None


@remembered(NAMES)
def is_rate_of_those(name: str) -> bool:
    """Whether a name is of a rate that says what was done, or is so, not of whom: of those that were counted before.

    >>> is_rate_of_those("采信率"), is_rate_of_those("出生率"), is_rate_of_those("公路优良率")
    (True, False, False)
    """
    return name.endswith("率") and name not in _regional() and is_bare(name)


@of_lexicon
def _regional() -> frozenset[str]:
    """Rates of all who live in a region, or of all there is in it, whatever was counted before."""
    return frozenset(table("words")["names"]["rates_of_regions"])


@remembered(NAMES)
def is_of_field(name: str) -> bool:
    """Whether a name is of something that may be of any field, and says not of which.

    >>> is_of_field("领军企业"), is_of_field("具体措施"), is_of_field("物流企业"), is_of_field("企业")
    (True, True, False, False)
    """
    return name.startswith(bringing()) or _of_fields().fullmatch(name) is not None


@of_lexicon
def bringing() -> tuple[str, ...]:
    """Verbs of what brings so much of something, which is told before: 带动|社会投资."""
    return tuple(table("words")["fields"]["bringing"])


@of_lexicon
def _of_fields() -> re.Pattern[str]:
    of = table("words")["fields"]
    return re.compile(f"(?:{either(of['kinds'])})+(?:{either(of['things'])})|{either(of['whole'])}|.{{0,4}}相关案件")


def is_slogan(name: str) -> bool:
    """Whether a clause tells of all that was to be done, or how people work, of which no measure is.

    >>> is_slogan("圆满完成各项任务"), is_slogan("稳中求进"), is_slogan("退耕还林任务")
    (True, True, False)
    """
    return _slogans().search(name) is not None


@of_lexicon
def _slogans() -> re.Pattern[str]:
    return re.compile(alternation(table("words")["topics"]["slogans"]))


def is_pronoun(words: str) -> bool:
    """Whether a name only points to what was named before: 这一, 该."""
    return words in _pronouns()


@of_lexicon
def _pronouns() -> frozenset[str]:
    return frozenset(table("words")["names"]["pronouns"])


def is_measure(words: str) -> bool:
    """Whether a name is only that of a measure, of whatever: 总投资, 床位, 办结率."""
    return _lists().measured.fullmatch(words) is not None


def is_told_of(name: str) -> bool:
    """Whether a name is that of a measure that is told of an owner, as of a trade: 产值, 投资.

    >>> is_told_of("产值"), is_told_of("新开工")
    (True, False)
    """
    return _lists().attribute.fullmatch(name) is not None


def tells_of(name: str) -> bool:
    """Whether a name ends with a measure that is told of an owner: 龙头企业营收, 一批产值."""
    return _lists().attribute.search(name) is not None


def sibling(name: str, other: str) -> str:
    """Whose the measure ``name`` is, where ``other`` can be another measure of the same; else "".

    >>> sibling("地方国企资产总额", "利润"), sibling("工业投资", "总投资"), sibling("城镇化率", "利润")
    ('地方国企', '', '')
    >>> sibling("普通高中招生", "在校生"), sibling("普通高中招生", "总投资"), sibling("固定资产投资", "税收")
    ('普通高中', '', '')
    """
    lists = _lists()
    if name.endswith(lists.aggregates):
        return ""
    told = lists.tended if lists.cared.fullmatch(other) else lists.passed if other in lists.passing else lists.owned
    found = told.fullmatch(name)
    same = found and other.endswith(found[2]) and not other.startswith(_EXTREMES)  # 平均单产9吨,最高单产10吨
    return found[1] if found and not (says_nothing(name) or same or _is_half(other, name)) else ""


def _is_half(name: str, of: str) -> bool:
    """Whether ``name`` begins with one of two things that ``of`` tells in one: 进口额 is no measure of 进出口."""
    pairs = table("words")["names"]["pairs"]
    return any(pair in of and name.startswith(tuple(members)) for pair, members in pairs.items())


def owner_of(name: str) -> str:
    """Whose an indicator is: its name less what it tells of that; "" where it is nobody's.

    >>> owner_of("一般债务余额"), owner_of("规上工业企业利润总额"), owner_of("营业收入"), owner_of("图书馆")
    ('一般债务', '规上工业企业', '', '')
    """
    found = _lists().attribute.search(name)
    return name[: found.start()] if found else ""


def planted(name: str) -> str:
    """What was planted or bred so much of, which then yields: 柠檬 of 种植柠檬; "" where nothing was."""
    found = _planting().fullmatch(name)
    return found[1] if found else ""


def yields(name: str) -> bool:
    """Whether ``name`` is told of land or what grows there, behind how much of it there is: 产量, 总面积."""
    return name in table("words")["names"]["yields"]


def sown(name: str) -> str:
    """What grows on a field that a name is of: 荞麦 of 荞麦总面积; "" where it is of none.

    >>> sown("荞麦播种面积"), sown("建筑面积"), sown("面积")
    ('荞麦', '', '')
    """
    found = _fields().fullmatch(name)
    return found[1] if found else ""


@of_lexicon
def _fields() -> re.Pattern[str]:
    return re.compile(f"(.{{2,}}?)(?:{alternation(table('words')['names']['fields'])})面积")


def is_per_area(name: str) -> bool:
    """Whether ``name`` is told of a field: 亩产, 平均亩产."""
    return yields(name) and name.rstrip("量").endswith(("亩产", "单产"))


@of_lexicon
def _planting() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(table('words')['names']['planted'])})(.+)")


def pays(name: str) -> bool:
    """Whether a name is of who pays, or none."""
    return not name or name.endswith(_payers())


def collects(name: str) -> bool:
    """Whether a name is of who collects taxes: what these 完成 is revenue.

    >>> collects("地税局"), collects("国税部门"), collects("财政")
    (True, True, False)
    """
    return _collectors().fullmatch(name) is not None


@of_lexicon
def _collectors() -> re.Pattern[str]:
    of = table("words")["names"]["collectors"]
    return re.compile(f"[省市州区县]?(?:{either(of)})(?:局|部门|系统|分局|机关)")


def is_mishap(name: str) -> bool:
    """Whether a name is of accidents, which do harm."""
    return name.endswith(_mishaps())


@of_lexicon
def _mishaps() -> tuple[str, ...]:
    return tuple(table("words")["names"]["mishaps"])


def is_harm(name: str) -> bool:
    """Whether a name says what accidents did, or how many there were of them, not of which.

    >>> is_harm("死亡人数"), is_harm("直接经济损失"), is_harm("孕产妇死亡")
    (True, True, False)
    """
    return _harms().fullmatch(name) is not None


@of_lexicon
def _harms() -> re.Pattern[str]:
    return re.compile(f"(?:共|造成)?(?:{alternation(table('words')['names']['harms'])})")


@of_lexicon
def _payers() -> tuple[str, ...]:
    return tuple(table("words")["names"]["payers"])


def is_class(name: str) -> bool:
    """Whether a name is a class of people and says not of whom.

    >>> is_class("46—55岁"), is_class("大专以上学历"), is_class("0-14岁人口")
    (True, True, False)
    """
    return _classes().fullmatch(name) is not None


@of_lexicon
def _classes() -> re.Pattern[str]:
    return re.compile(alternation(table("words")["names"]["people_classes"]))


@remembered(NAMES)
def is_vague(name: str) -> bool:
    """Whether a name says not of whom or what: a class of people, a measure alone, what may be of any field.

    >>> is_vague("46—55岁"), is_vague("计划总投资"), is_vague("领军企业"), is_vague("工业投资")
    (True, True, True, False)
    """
    return is_class(name) or says_nothing(name) or is_of_field(name) or name[:2] in _former()


@of_lexicon
def _former() -> frozenset[str]:
    return frozenset(table("words")["names"]["former"])


def organisation(name: str) -> str:
    """The enterprises or bodies of which a measure is told: 规上工业企业 of 规上工业企业产品销售率; else "".

    >>> organisation("规上工业企业产品销售率"), organisation("规上工业企业"), organisation("城镇化率")
    ('规上工业企业', '', '')
    """
    found = _ORGANISATION.match(name)
    return found[1] if found else ""


def has(noun: str, measure: str) -> bool:
    """Whether what was counted can have a ``measure``: cigarettes make no 利润, staff has no 资金, no 工程 住院分娩.

    >>> has("卷烟", "利润"), has("商贸企业", "利润"), has("从业人员", "投入资金"), has("从业人员", "收入")
    (False, True, False, True)
    """
    names = table("words")["names"]
    if _lists().cared.fullmatch(measure):
        return noun.endswith(tuple(table("words")["endings"]["people"]))
    if measure in names["passing"] and noun.endswith(tuple(names["of_no_school"])):
        return False  # 图书146万册;专任教师2384人
    if measure in names["accounts"]:
        return noun.endswith(tuple(names["having"]))
    return not (noun.endswith(tuple(names["people"])) and measure.endswith(tuple(names["of_no_people"])))


def counterpart(name: str, of: str) -> str:
    """The whole name of a bare 支出 behind 失业保险基金收入: 失业保险基金支出; "" where it has none.

    >>> counterpart("支出", "失业保险基金收入"), counterpart("支出", "工业投资"), counterpart("出口", "服务进出口")
    ('失业保险基金支出', '', '服务出口')
    """
    of = of.removesuffix("计划").removesuffix("预算")
    for pair, halves in table("words")["names"]["pairs"].items():
        if name in halves and of.endswith(pair):
            return of.removesuffix(pair) + name
    for other in counterparts().get(name, ()):
        if of.endswith(other) and len(of) > len(other):
            return of.removesuffix(other) + name
    return ""


@of_lexicon
def counterparts() -> dict[str, tuple[str, ...]]:
    """The names that stand for each other's, each with its group."""
    return {name: tuple(group) for group in table("words")["names"]["counterparts"] for name in group}
