"""Where figures stand in a clause: one pass that finds quantities, ranks and calendar expressions.

A quantity says how much, how many or which rank. Numbering, names, sessions and slogans (5G, 415X, “三高”, 4号地块:
编号 in the sense of GB/T 15835) are no quantities; precision counts as much as recall.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import define

from zfbg.facts.numbers import DIGITS, Number, number, product, quotient
from zfbg.facts.scan import FIGURES, NUMERAL, scan, scanner
from zfbg.facts.units import NAMED_ONLY_WITH, OTHERWISE_WITH, base, dimension, plain_name, scale
from zfbg.lexicon import either, of_lexicon, table


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


# A minus sign stands behind a word or a sign, not behind a digit or letter (4-9, RISC-5).
_NEGATIVE = re.compile(r"(?:^|[^\dA-Za-z])[-－−]$|(?:^|[^\u4e00-\u9fff]|[为是达到至在幅速率额值差呈润长])负的?$|零下$")
# What 几 and 数 stand for before a scale word: more than one, less than ten.
_SOME = Number(None, Decimal(2), Decimal(10))
_PARTS = {"百": "%", "千": "‰", "万": "‱"}


# A list of percentage points of which the last alone has its whole unit.
_POINTS = re.compile(r"(?:、\d+(?:\.\d+)?个){0,6}?[、和]\d+(?:\.\d+)?个百分点")
_SETS = re.compile(r"(\d{1,2})[×xX*](\d+(?:\.\d+)?)")
_PARTS_OF_TEXT = frozenset({"个", "项", "条", "点", "件", "类", "种"})
# What the words before such a number end with.
_ANNOUNCING = frozenset("下列为成分")
_BEST = frozenset("%‰")
# What is measured, not counted, and what stands before 一 that says so much.
_MEASURED = frozenset({"area", "length", "volume", "mass", "energy", "power"})
_ONE = re.compile("(?:[近超逾约每]|超过|不到|不足|至少|将近|接近)$")
_MINUS = frozenset("-－−负的下")
_WITHIN = {"月": "个月", "小时": "小时", None: ""}
_HUNDREDS = frozenset("百千佰仟")
_QUALITY = re.compile("水(?![果产利务])|(?:考核)?标准(?!化)")
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
        figure = key[at] in FIGURES
        match = (of_figures if figure else of_words).match(key, at, end)
        if match and match.lastgroup in _RANGES and _is_two(key, match):
            match = scan(figure, False).match(key, at, end)
        if match is None:
            at += 1
            continue
        at, kind = match.end(), match.lastgroup
        if kind == "period":
            found.append(Mention(match.start(), at, period=match))
        elif kind not in _NAMES:
            for quantity in _READ[str(kind)](key, match):
                found.append(Mention(quantity.start, quantity.end, quantity))
    return found


def _is_two(key: str, match: re.Match[str]) -> bool:
    """Whether what looks like a range is a change from one to the other: 从5%到6%, 60家至50家."""
    if match.lastgroup == "percent":
        return bool(match["toparts"]) and key[match.start() - 1 : match.start()] in {"从", "由"}
    if match.lastgroup != "range" or not dimension(match["lowunit"]):
        return False
    return key[match.start() - 1 : match.start()] == "从" or _interval(match) is None


def _rank(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """第N and 前N where 名 or 位 stands behind or a word of ranking shortly before."""
    value = number(match["nth"] or match["upto"])
    sure = match["place"] or match["topplace"] in {"名", "位"}
    if any(key.endswith(word, 0, match.start()) for word in _no_rank_words()):
        return
    if value and match["topplace"] in _BEST:  # 前1%学科: a class
        yield Quantity(match.start(), match.end(), value, match["topplace"], "ratio", upto=True)
        return
    if value and (sure or _ranking().search(key, max(0, match.start() - 12), match.start())):
        yield Quantity(match.start(), match.end(), value, kind="rank", upto=bool(match["upto"]))


@of_lexicon
def _no_rank_words() -> tuple[str, ...]:
    return tuple(table("words")["quantities"]["no_rank_before"])


@of_lexicon
def _ranking() -> re.Pattern[str]:
    return re.compile("|".join(table("words")["quantities"]["rank_before"]))


def _digits(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """两位数: a rate of 10 % or more."""
    power = {"个": 0, "两": 1, "二": 1, "三": 2}[match["howmany"]]
    yield Quantity(match.start(), match.end(), Number(Decimal(10**power)), "%", "ratio", kind="digits")


def _percent(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """百分之五点三, 千分之五, 百分之二三十, 百分之负三点八, 百分之三至五."""
    value, sign = number(match["parts"]), -1 if "分之负" in match[0] else _sign(key, match.start())
    if value and match.groupdict().get("toparts"):
        value = _between(value, number(match["toparts"]))
    if value:
        yield Quantity(match.start(), match.end(), value, _PARTS[match["per"]], "ratio", sign=sign)


def _fraction(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """三分之一, 1/2以上: a share without a unit."""
    value, (top, slash, bottom) = number(match["fracture"]), match["fracture"].rpartition("又")[2].partition("/")
    if value and not (slash and int(top) >= int(bottom)):  # 24/7
        yield Quantity(match.start(), match.end(), value, "", "ratio", sign=_sign(key, match.start()))


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
    value = ends[0] if len(ends) == 1 else ends[0] and _between(ends[0], ends[1])
    if value:
        unit = (match["pricescale"] or "") + table("units")["before"][match[0][0]]
        yield Quantity(match.start(), match.end(), value, unit, "money")


def _range(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """Two numerals with a range sign: 5%-6%, 5至6个, 两到三万人; one quantity whose value is an interval."""
    unit = plain_name(match["highunit"])
    value = _interval(match)
    if value and not (dimension(unit) == "time" and not _lasting(key, match.start())):
        unit = _of_currency(key, match.start(), unit)
        yield Quantity(match.start(), match.end(), value, unit, dimension(unit))


def _interval(match: re.Match[str]) -> Number | None:
    """From the first numeral of a range to the second, in the unit of the second; None where they do not rise.

    The scale of the second holds for the first too, unless that has one of its own or would be the greater:
    十八至三十万 is from 180000, 8500到3万 from 8500.
    """
    low, high = number(match["low"]), number(match["high"])
    lowunit, unit = plain_name(match["lowunit"]), plain_name(match["highunit"])
    if low is None or high is None:
        return None
    (factor, name), (whole, other) = base(lowunit), base(unit)
    if name and name != other:
        return None
    mask = match[0] if low.mask or high.mask else ""
    if match["low"] in DIGITS and match["high"][-1:] in _HUNDREDS:
        return number(match["low"] + match["high"]) or _between(low, high)  # 八到九百 are 800 to 900, as 八九百 are
    value = None if lowunit else _between(low, high, mask)
    if value is None and (lowunit or scale(unit) > 1):
        worth = factor / (whole if name else scale(unit))
        least = low.ends[0]
        if least is not None and worth != 1:
            least = quotient(product(least, Decimal(worth.numerator)), Decimal(worth.denominator))
        value = _between(Number(least), high, mask) if least is not None else None
    return value


def _between(low: Number, high: Number | None, mask: str = "") -> Number | None:
    """From the least that ``low`` may be to the most that ``high`` may be, None where that is no interval."""
    least, most = low.ends[0], high.ends[1] if high else None
    return None if least is None or most is None or least > most else Number(None, least, most, mask)


def _amount(key: str, match: re.Match[str]) -> Sequence[Quantity]:
    """An Arabic or masked numeral with its unit, or with the place where the unit was lost."""
    start, end = match.span()
    numeral, mixed, more, scale, more2, scale2, named, more3, half = match.group(
        "number", "mixed", "more", "scale", "more2", "scale2", "unit", "more3", "half"
    )
    if numeral is None:  # 共计95, 全区48散乱污企业: what was behind the number is lost
        value = number(match["alone"] or match["uncounted"])
        return (Quantity(start, end, value),) if value and not (value.mask and match["alone"]) else ()
    named, scaled = named or _WITHIN[match["within"]], (scale or "") + (scale2 or "")
    if named == "个" and key[end : end + 1] == "、" and _POINTS.match(key, end):
        named = "个百分点"  # 拉动增长0.8个、1.9个、2.9个百分点
    elif named in OTHERWISE_WITH and _beside(key, start, end, OTHERWISE_WITH[named][0]):
        named = OTHERWISE_WITH[named][1]
    value = number(numeral + scaled if mixed else numeral)
    unit = _of_currency(key, start, plain_name(named if mixed else scaled + named))
    of = dimension(unit)
    if value is None or (value.mask and not named) or not _meant(key, start, end, named, unit, of):
        return ()
    if value.mask and (sets := _SETS.fullmatch(numeral)) and of == "power":  # 2×35万千瓦
        value = Number(product(Decimal(sets[1]), Decimal(sets[2])))
    if unit == "折" and value.value is not None and value.value >= 10:
        value = value.over(Decimal(10))  # 75折 are 7.5折
    value = _and_half(value) if half or match["within"] else value
    more = bool(more or more2 or more3)
    return (Quantity(start, end, value, unit, of, "amount", more, sign=_sign(key, start)),)


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
    unit = _of_currency(key, match.start(), plain_name(named if mixed else match["hanscale"] + named))
    more = bool(match["hanmore"] or match["hanmore2"])
    if han == "一" and not (match["hanscale"] or match["hanhalf"] or _is_one(key, match.start(), unit)):
        return
    if han in {"零", "〇"}:  # 零部件, 零距离; what did not happen is read by _absent
        return
    if han[0] in "百千" and not more:  # 百家争鸣, 千家万户; with a bound before it _round has it
        return
    value = _han(han + (f"点{match['tenth']}".replace("半", "五") if match["tenth"] else ""))
    start, end, of = *match.span(), dimension(unit)
    if value is None or not _meant(key, start, end, named, unit, of):
        return
    value = _and_half(value) if match["hanhalf"] or match["within"] else value
    yield Quantity(start, end, value, unit, of, more=more, sign=_sign(key, start))


def _is_one(key: str, start: int, unit: str) -> bool:
    """Whether 一 before a unit says a number: 一年, 一美元, 不足一亩, but not 一方面 and 一吨吨."""
    of = dimension(unit)
    if of == "money":
        return unit != "元" or _ONE.search(key, max(0, start - 2), start) is not None
    return of == "time" or unit == "番" or (of in _MEASURED and _ONE.search(key, max(0, start - 2), start) is not None)


def _han(text: str) -> Number | None:
    """A Chinese numeral whose scale word stands in the unit: 几 of 几万, 上 of 上亿."""
    return _SOME if text in {"几", "数"} else Number(None, Decimal(1)) if text in {"上", "成"} else number(text)


def _halved(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """半个百分点, 半年."""
    unit = match["halfunit"]
    if _meant(key, *match.span(), unit, unit, of := dimension(unit)):
        yield Quantity(match.start(), match.end(), Number(Decimal("0.5")), unit, of)


def _and_half(value: Number) -> Number:
    """三吨半: half a unit more."""
    exact = value.value is not None and value.value == value.value.to_integral_value()
    return Number(Decimal(f"{value.value:f}.5")) if exact else value


def _sign(key: str, start: int) -> int:
    """-1 behind a minus sign or 负."""
    if key[start - 1 : start] not in _MINUS:
        return 1
    return -1 if _NEGATIVE.search(key, max(0, start - 3), start) else 1


def _of_currency(key: str, start: int, unit: str) -> str:
    """The unit of an amount in 元 behind the name of a currency: 港币500万元 are 500 万港元."""
    if unit.endswith("元") and (before := _currency().search(key, max(0, start - 4), start)):
        return unit[:-1] + str(table("units")["before"][before[1]]) if dimension(unit[:-1]) == "" else unit
    return unit


@of_lexicon
def _currency() -> re.Pattern[str]:
    return re.compile(rf"({either(table('units')['before'])}) ?$")


def _meant(key: str, start: int, end: int, named: str, unit: str, of: str) -> bool:
    """Whether a unit (``of`` a dimension) that may be something else is meant: 100M宽带, 5折 of a price, 连续六年."""
    if named in NAMED_ONLY_WITH and not _beside(key, start, end, NAMED_ONLY_WITH[named]):
        return False
    before = key[start - 1 : start]
    if before == "每":  # 每50公斤提高6元: what the figure behind it is told for
        return False
    if unit in _PARTS_OF_TEXT:
        if before in _ANNOUNCING and _announced().search(key, max(0, start - 10), start):
            return False
        if before in {"这", "那"}:  # 这两项改革: those that were told of
            return False
    if named == "次" and (before == "届" or key[start:end] == "二次"):  # 三届二次全会; 二次退回: again
        return False
    if named == "字" and before in "共" and key[start - 3 : start - 1] in {"全文", "本文", "此文"}:  # 全文共3993字
        return False
    if named == "类" and (before == "劣" or _QUALITY.match(key, end)):  # 劣五类水体, 三类水质
        return False
    return of != "time" or _lasting(key, start)


def _beside(key: str, start: int, end: int, signs: str) -> bool:
    """Whether one of these signs stands near, in the same member of a list: not 带宽、5G基站."""
    near = key[max(0, start - 6) : start].rpartition("、")[2] + key[end : end + 6].partition("、")[0]
    return not set(signs).isdisjoint(near)


@of_lexicon
def _announced() -> re.Pattern[str]:
    """Behind these words a number says how many parts the text itself has: 做好以下八项工作, 报告分为三个部分."""
    return re.compile("|".join(table("words")["quantities"]["announced"]))


@of_lexicon
def _lasting_words() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('words')['quantities']['time_before'])})$")


def _lasting(key: str, start: int) -> bool:
    """Whether a span of time is told as a quantity: 连续六年, 仅42天, 提前两个月."""
    return _lasting_words().search(key, max(0, start - 5), start) is not None


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


_READ: dict[str, Callable[[str, re.Match[str]], Iterable[Quantity]]] = {
    "rank": _rank,
    "absent": _absent,
    "listed": _listed,
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
