"""Where figures stand in a clause: one pass that finds quantities, ranks and calendar expressions.

A quantity says how much, how many or which rank. Numbering, names, sessions and slogans (5G, 415X, “三高”, 4号地块:
编号 in the sense of GB/T 15835) are no quantities; precision counts as much as recall.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import define

from zfbg.facts.mentions import ranges, senses
from zfbg.facts.mentions.expressions import EXPRESSION
from zfbg.facts.mentions.numbers import Number, number, product
from zfbg.facts.mentions.scan import FIGURES, NUMERAL, scan, scanner
from zfbg.facts.mentions.units import COUNTED, OTHERWISE_WITH, dimension, plain_name
from zfbg.lexicon import table


@define(eq=False)
class Quantity:
    """A figure at ``[start, end)`` of the text: first sign of the number to last of the unit.

    ``kind`` is amount, rank, digits (两位数), none (未发生) or part (one member of 11.1:36.3:52.6); ``more`` says
    that 余, 多 or 来 stands in it, ``upto`` that a rank is 前N; ``sign`` is -1 behind a minus sign or 负.
    """

    start: int
    end: int
    number: Number
    unit: str = ""
    dimension: str = ""
    kind: str = "amount"
    more: bool = False
    upto: bool = False
    sign: int = 1


@define(eq=False)
class Mention:
    """What the scan stops at: quantities, or a calendar expression (``period`` is its match)."""

    start: int
    end: int
    quantity: Quantity | None = None
    period: re.Match[str] | None = None


# What 几 and 数 stand for before a scale word: more than one, less than ten.
_SOME = Number(None, Decimal(2), Decimal(10))
_PARTS = {"百": "%", "千": "‰", "万": "‱"}


# A list of percentage points of which the last alone has its whole unit.
_POINTS = re.compile(r"(?:、\d+(?:\.\d+)?个){0,6}?[、和]\d+(?:\.\d+)?个百分点")
_SETS = re.compile(r"(\d{1,2})[×xX*](\d+(?:\.\d+)?)")
_BEST = frozenset("%‰")
_WITHIN = {"月": "个月", "小时": "小时", None: ""}
_RANGES = frozenset({"range", "percent"})
# What has digits and is no quantity: 《…》, 10:00, and the age of those who are counted (35岁以下12人).
_NAMES = frozenset({"name", "aged"})


def mentions(key: str, start: int, end: int) -> list[Mention]:
    """All quantities and calendar expressions of ``key[start:end]``, the half-width view of a text, in order.

    >>> [(m.quantity.unit, m.quantity.number.value) for m in mentions("新增8家企业,增长5%", 0, 11) if m.quantity]
    [('家', Decimal('8')), ('%', Decimal('5'))]
    """
    found: list[Mention] = []
    (starts, of_words, of_figures), at = scanner(), start
    while first := starts.search(key, at, end):
        at = first.start()
        if time := EXPRESSION.match(key, at, end):
            found.append(Mention(at, time.end(), period=time))
            at = time.end()
            continue
        figure = key[at] in FIGURES
        match = (of_figures if figure else of_words).match(key, at, end)
        if match and match.lastgroup in _RANGES and ranges.is_two(key, match):
            match = scan(figure, False).match(key, at, end)
        if match is None:
            at += 1
            continue
        at, kind = match.end(), match.lastgroup
        if kind not in _NAMES:
            for quantity in _READ[str(kind)](key, match):
                found.append(Mention(quantity.start, quantity.end, quantity))
    return found


def _rank(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """第N and 前N where 名 or 位 stands behind or a word of ranking shortly before."""
    value = number(match["nth"] or match["upto"])
    sure = match["place"] or match["topplace"] in {"名", "位"}
    if senses.is_no_rank(key, match.start()):
        return
    if value and match["topplace"] in _BEST:  # 前1%学科: a class
        yield Quantity(match.start(), match.end(), value, match["topplace"], "ratio", upto=True)
        return
    if value and (sure or senses.is_ranked(key, match.start())):
        yield Quantity(match.start(), match.end(), value, kind="rank", upto=bool(match["upto"]))


def _broken(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """.52亿元: what stood before the point is lost, and with it how much it was."""
    unit = plain_name(match["leftunit"])
    if (of := dimension(unit)) not in COUNTED:
        yield Quantity(match.start(), match.end(), Number(None, mask=f".{match['left']}"), unit, of)


def _digits(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """两位数: a rate of 10 % or more, or a count that has come to so many."""
    number = Number(Decimal(10 ** {"个": 0, "两": 1, "二": 1, "三": 2}[match["howmany"]]))
    if senses.is_count(key, *match.span()):
        yield Quantity(match.start(), match.end(), number, "", "", kind="digits")
    else:
        yield Quantity(match.start(), match.end(), number, "%", "ratio", kind="digits")


def _percent(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """百分之五点三, 千分之五, 百分之二三十, 百分之负三点八, 百分之三至五."""
    value, sign = number(match["parts"]), -1 if "分之负" in match[0] else senses.sign(key, match.start())
    if value and match.groupdict().get("toparts"):
        value = ranges.between(value, number(match["toparts"]))
    if value:
        yield Quantity(match.start(), match.end(), value, _PARTS[match["per"]], "ratio", sign=sign)


def _fraction(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """三分之一, 1/2以上: a share without a unit."""
    value, (top, slash, bottom) = number(match["fracture"]), match["fracture"].rpartition("又")[2].partition("/")
    if value and not (slash and int(top) >= int(bottom)):  # 24/7
        yield Quantity(match.start(), match.end(), value, "", "ratio", sign=senses.sign(key, match.start()))


def _ratio(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """三次产业结构11.1:36.3:52.6: each member is a share."""
    if not re.search("结构|构成|比例|比重|占比|之比|产业比", key[max(0, match.start() - 48) : match.start()]):
        return
    for part in re.finditer(NUMERAL, match[0]):
        if value := number(part[0]):
            start = match.start() + part.start()
            yield Quantity(start, start + len(part[0]), value, "%", "ratio", kind="part")


def _coins(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """三块五, 3元5角, 一百元三角二分: one sum in 元."""
    yuan = number(match["yuan"])
    tenths, hundredths = match["jiao"] or match["loose"] or "0", match["fen"] or match["onlyfen"] or "0"
    cents = [number(sign) for sign in (tenths, hundredths)]
    if yuan and tenths == hundredths == "0":  # 四五千块钱
        yield Quantity(match.start(), match.end(), yuan, "元", "money")
        return
    if yuan is None or yuan.value is None or yuan.value != yuan.value.to_integral_value():
        return
    digits = "".join(str(cent.value) for cent in cents if cent).rstrip("0")
    value = Decimal(f"{yuan.value:f}".partition(".")[0] + (f".{digits}" if digits else ""))
    yield Quantity(match.start(), match.end(), Number(value), "元", "money")


def _priced(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """￥500, $1.5万, €5-10: the sign of a currency stands before the number."""
    ends = [number(numeral) for numeral in re.findall(NUMERAL, match["price"])]
    value = ends[0] if len(ends) == 1 else ends[0] and ranges.between(ends[0], ends[1])
    if value:
        unit = (match["pricescale"] or "") + table("units")["before"][match[0][0]]
        yield Quantity(match.start(), match.end(), value, unit, "money")


def _range(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """Two numerals with a range sign: 5%-6%, 5至6个, 两到三万人; one quantity whose value is an interval."""
    unit = plain_name(match["highunit"])
    value = ranges.interval(match)
    if value and not (dimension(unit) == "time" and not senses.is_lasting(key, *match.span())):
        unit = senses.of_currency(key, match.start(), unit)
        yield Quantity(match.start(), match.end(), value, unit, dimension(unit))


def _amount(key: str, match: re.Match[str]) -> Sequence[Quantity]:
    """An Arabic or masked numeral with its unit, or with the place where the unit was lost."""
    start, end = match.span()
    numeral, mixed, more, scale, more2, scale2, named, more3, half = match.group(
        "number", "mixed", "more", "scale", "more2", "scale2", "unit", "more3", "half"
    )
    if numeral is None:  # 共计95, 全区48散乱污企业: what was behind the number is lost
        if match["rate"]:
            value = number(match["rate"]) if senses.is_rate(key, start) else None
            return (Quantity(start, end, value, "", "ratio"),) if value and not value.mask else ()
        if match["nought"]:  # 贫困发生率降至0
            return (Quantity(start, end, Number(Decimal(0))),)
        value = number(match["alone"] or match["uncounted"])
        return (Quantity(start, end, value),) if value and not (value.mask and match["alone"]) else ()
    named, scaled = named or _WITHIN[match["within"]], (scale or "") + (scale2 or "")
    if named == "个" and key[end : end + 1] == "、" and _POINTS.match(key, end):
        named = "个百分点"  # 拉动增长0.8个、1.9个、2.9个百分点
    elif named == "个点" and not senses.is_points(key, start):
        named, end = "个", end - 1  # 监测3个点
    elif named in OTHERWISE_WITH and senses.stands_beside(key, start, end, OTHERWISE_WITH[named][0]):
        named = OTHERWISE_WITH[named][1]
    value = number(numeral + scaled if mixed else numeral)
    unit = senses.of_currency(key, start, plain_name(named if mixed else scaled + named))
    of = dimension(unit)
    if value is None or (value.mask and not named) or not senses.is_meant(key, start, end, named, unit, of):
        return ()
    if value.mask and (sets := _SETS.fullmatch(numeral)) and of == "power":  # 2×35万千瓦
        value = Number(product(Decimal(sets[1]), Decimal(sets[2])))
    if unit == "折" and value.value is not None and value.value >= 10:
        value = value.over(Decimal(10))  # 75折 are 7.5折
    value = _and_half(value) if half or match["within"] else value
    more = bool(more or more2 or more3)
    return (Quantity(start, end, value, unit, of, "amount", more, sign=senses.sign(key, start)),)


def _round(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """突破万亿元, 超百家: a scale word alone behind a word that bounds it."""
    unit = plain_name(match["roundunit"])
    value = number(match["rounded"]) or Number(Decimal(1))
    yield Quantity(match.start(), match.end(), value, unit, dimension(unit))


def _counted(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A Chinese numeral with a counter: 两次, 近七成, 几十家; 一 with a counter mostly says no number."""
    han, named = match["han"], match["hanunit"] or _WITHIN[match["within"]] or "成"
    if mixed := bool(set(han) & {"万", "亿"}):  # 二十五亿七千多|万: what stands behind 亿 has its scale from there
        han += match["hanscale"]
    unit = senses.of_currency(key, match.start(), plain_name(named if mixed else match["hanscale"] + named))
    more = bool(match["hanmore"] or match["hanmore2"])
    if han == "一" and not (match["hanscale"] or match["hanhalf"] or senses.is_one(key, *match.span(), unit)):
        return
    if unit == "位" and not senses.is_moved(key, match.start()):
        return
    if han in {"零", "〇"}:  # 零部件, 零距离; what did not happen is read by _absent
        return
    if han[0] in "百千" and not more:  # 百家争鸣, 千家万户; with a bound before it _round has it
        return
    value = _han(han + (f"点{match['tenth']}".replace("半", "五") if match["tenth"] else ""))
    start, end, of = *match.span(), dimension(unit)
    if named == "个点" and not senses.is_points(key, start):
        unit, end, of = match["hanscale"] + "个", end - 1, "things"
    if value is None or not senses.is_meant(key, start, end, named, unit, of):
        return
    value = _and_half(value) if match["hanhalf"] or match["within"] else value
    yield Quantity(start, end, value, unit, of, more=more, sign=senses.sign(key, start))


def _han(text: str) -> Number | None:
    """A Chinese numeral whose scale word stands in the unit: 几 of 几万, 上 of 上亿."""
    return _SOME if text in {"几", "数"} else Number(None, Decimal(1)) if text in {"上", "成"} else number(text)


def _halved(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """半个百分点, 半年."""
    unit = match["halfunit"]
    if senses.is_meant(key, *match.span(), unit, unit, of := dimension(unit)):
        yield Quantity(match.start(), match.end(), Number(Decimal("0.5")), unit, of)


def _and_half(value: Number) -> Number:
    """三吨半: half a unit more."""
    exact = value.value is not None and value.value == value.value.to_integral_value()
    return Number(Decimal(f"{value.value:f}.5")) if exact else value


def _listed(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """分别提高3、5个百分点: the unit of the last figure of a list is that of all."""
    sentence = key[max(0, match.start() - 40) : match.start()].rpartition("。")[2]
    value = number(match["member"])
    if value and "分别" in sentence:
        unit = match["listunit"]
        yield Quantity(match.start(), match.end(), value, unit, dimension(unit))


def _absent(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """未发生亡人事故: there were none."""
    yield Quantity(match.start(), match.end(), Number(Decimal(0)), kind="none")


def _zero(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """事故起数为零."""
    yield Quantity(match.start(), match.end(), Number(Decimal(0)))


_READ: dict[str, Callable[[str, re.Match[str]], Iterable[Quantity]]] = {
    "rank": _rank,
    "absent": _absent,
    "zero": _zero,
    "listed": _listed,
    "broken": _broken,
    "digits": _digits,
    "percent": _percent,
    "fraction": _fraction,
    "ratio": _ratio,
    "coins": _coins,
    "priced": _priced,
    "range": _range,
    "amount": _amount,
    "round": _round,
    "counted": _counted,
    "halved": _halved,
}
