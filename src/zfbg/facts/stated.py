"""What a figure or a time says on its own, in a report or in any other sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.facts.clauses.figures import Figure, figures
from zfbg.facts.clauses.tokens import kinds_of, said, tokens
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure import criteria, measures
from zfbg.facts.measure.reading import Reading
from zfbg.facts.mentions.edtf import year
from zfbg.facts.mentions.periods import Calendar, resolve
from zfbg.facts.mentions.quantities import mentions
from zfbg.facts.mentions.units import base, in_base
from zfbg.model import Dated, Quantity
from zfbg.text import Text

_PEOPLE = re.compile("人口|人数|人次|群众|用户")
# What is counted stands behind, and is people: 5亿人口的国家, 300多万个体工商户.
_PERSONS = re.compile(
    "(?!的)[^,支用补建资]{0,14}?(?:人[口才员民]|国人|群众|劳动力|劳动者|纳税人|农民|居民|职工|学生|老人|儿童|孩子|婴幼儿|用户|网民|商户)"
)
_MONEY = re.compile("元|投资|资金|收入|支出|产值|贷款|融资|增加值|税|减负|补助|利润|营收|投入|注册资本|销售额|总额")
# Groups of expressions that say nothing without the year that they are told in.
_RELATIVE = ("c_relative", "c_now", "c_whole", "c_ahead", "c_first")


def quantities(text: Text) -> Iterator[Quantity]:
    """The quantities of a mended text, in order. The sign is that of a minus sign or 负: 下降5% is 5.

    >>> [(found.text, str(found.value), found.unit, found.bound) for found in quantities(Text.of("近百个，3亿元以上"))]
    [('百个', '100', '个', '~'), ('3亿元', '3', '亿元', '>=')]
    """
    fresh = Thread.of(Calendar(None, None))
    for _, figure in figures(tokens(text.key, 0, len(text))):
        if glued(figure):
            continue
        quantity, reading = figure.quantity, measures.read(figure, fresh)
        bound = bound_of(figure, reading)
        unit = unit_of(figure, reading.measure)
        value, lower, upper = measures.values(quantity.number, quantity.sign, bound)
        yield Quantity(
            span=text.span(quantity.start, quantity.end),
            text=str(text)[quantity.start : quantity.end],
            value=value,
            lower=lower,
            upper=upper,
            unit=unit,
            bound=bound,
            mask=quantity.number.mask,
            base_value=None if value is None else in_base(value, unit),
            base_unit=base(unit)[1],
        )


def periods(text: Text, of_year: int | None) -> Iterator[Dated]:
    """The calendar expressions of a mended text, in order, less the bases of comparisons (同比, 比上年).

    ``of_year`` is what 今年 and 5月 are of; without it what is told from the present is left out and 5月 is XXXX-05.

    >>> [found.period.edtf for found in periods(Text.of("去年5月，2021年至2025年，近三年"), 2024)]
    ['2023-05', '2021/2025', '2022/2024']
    >>> [found.period.edtf for found in periods(Text.of("去年完成，5月开工"), None)]
    ['XXXX-05']
    """
    now = None if of_year is None else year(of_year)
    calendar = Calendar(now, now)
    for mention in mentions(text.key, 0, len(text)):
        match = mention.period
        if match is None or (now is None and any(match[name] for name in _RELATIVE)):
            continue
        period = resolve(match, calendar)
        if period and (match["c_year"] or period.edtf != "XXXX"):
            span = text.span(mention.start, mention.end)
            yield Dated(span, str(text)[mention.start : mention.end], period)


def bound_of(figure: Figure, reading: Reading) -> str:
    """The bound of a figure, that of 约占 and of 不低于甲的1.6倍 included."""
    if reading.rule == "times" and not figure.bound and "least" in kinds_of(figure.own[:-1]):
        return ">="
    if reading.rule == "goal" and not figure.class_bound:  # 低于4%的目标: the aim itself is 4%
        return "<=" if any("most_after" in token.kinds for token in figure.after[:3]) else ""  # 控制在4%的目标以内
    if reading.rule == "inside":  # 800米内
        return figure.bound or "<="
    return figure.bound or ("~" if reading.rule == "share.about" else "")


def unit_of(figure: Figure, measure: str, indicator: str = "") -> str:
    """The unit as written; 元 is added to a bare 亿 or 万 where money is meant."""
    unit = figure.quantity.unit
    if unit in {"亿", "万"} and (_PEOPLE.search(figure.words) or _PERSONS.match(said(figure.after))):
        return unit
    if unit in {"亿", "万亿"} or (unit in {"万", "千万", "百万"} and measure == "criterion"):
        return unit + "元"
    if unit in {"万", "千万", "百万"} and _MONEY.search(figure.words + said(figure.after) + indicator):
        return unit if _PERSONS.match(said(figure.after)) else unit + "元"
    return unit


def glued(figure: Figure) -> bool:
    """Whether the digits may be two numbers: a class stands behind 等 where a count should, and nothing is counted.

    甲、乙等5台10蒸吨以下锅炉 whose 台 was lost; 甲、乙等5000万元以上项目12个 tells its count.
    An age that stands alone is no figure either: 其中:0-14岁(含不满15周岁) is a line of a table.
    """
    alone = figure.quantity.unit in criteria.AGES and not figure.after
    if alone and (not figure.joint.strip(":(\n") or figure.words.startswith("含")):
        return True
    return figure.joint == "等" and figure.next_in_clause is None and criteria.is_bounded_class(figure)
