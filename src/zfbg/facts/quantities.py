"""Where figures stand in a clause: one pass that finds quantities, ranks and calendar expressions.

A quantity says how much, how many or which rank. Numbering, names, sessions and slogans (5G, 415X, “三高”, 4号地块:
编号 in the sense of GB/T 15835) are no quantities; precision counts as much as recall.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from zfbg.facts.numbers import CHINESE, MASKS, Number, number
from zfbg.facts.periods import EXPRESSION
from zfbg.facts.units import NAMED_ONLY_WITH, dimension, pattern
from zfbg.lexicon import table


class Quantity(NamedTuple):
    """A figure at ``[start, end)`` of the text: first sign of the number to last of the unit.

    ``kind`` is amount, rank, digits (两位数) or part (one member of a ratio 11.1:36.3:52.6); ``more`` says that 余, 多
    or 来 stands in it, ``upto`` that a rank is 前N; ``sign`` is -1 behind a minus sign.
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


class Mention(NamedTuple):
    """What the scan stops at: quantities, or a calendar expression (``period`` is its match)."""

    start: int
    end: int
    quantity: Quantity | None = None
    period: re.Match[str] | None = None


_MASKED = re.escape(MASKS)
_DIGIT = f"[\\d{_MASKED}]"
_NUMERAL = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,6}}+(?![\d,])|{_DIGIT}++)(?:\.{_DIGIT}++)?"
# 台(套) and 人(次) are 台套 and 人次.
_UNBRACKETED = str.maketrans("", "", "()")
_SCALE = "[十百千]?万?[亿万]|[百十]|千(?![瓦米克])"
_MORE = "余|多|来"
# A minus sign stands behind a word or a sign, not behind a digit or letter (4-9, RISC-5).
_NEGATIVE = re.compile(r"(?:^|[^\dA-Za-z])[-－−]$")
_BOUND = "(?:(?<=[超近逾])|(?<=突破)|(?<=超过))"
# Where the scan may begin: it is tried at these places only, which makes it several times faster.
_NUMERALS = f"{CHINESE}万亿几数"
_BEHIND = f"{_NUMERALS}点番余多来个家户次项件条批场名人倍年天座处所辆列台支宗起笔套架艘种类公亩吨元季月成位分"
_BEGIN = re.compile(
    rf"[0-9xX×*□_《“‘「]|[{_NUMERALS}上成](?=[{_BEHIND}])|第(?=[{CHINESE}0-9xX×*□_])"
    r"|[上下](?=[半年月个季末底])|[全本当去明来](?=年)|今(?=年)|年(?=[底末初])|前(?=[一二两三四五六七八九十百\d年])"
    r"|同(?=比)|环(?=比)|截(?=[至止])|[比较](?=[上去前年一二三\d])|[这近](?=[三四五]年)|过(?=去[三四五]年)"
    r"|[到至自](?=[目今本当去上明来下前年全\d一二三四五六七八九十xX×*])|目(?=前)|迄(?=今)|现(?=[共已有])|个(?=位)"
)


@cache
def _scan() -> re.Pattern[str]:
    """The one pattern of the scan; the first alternative that fits at a place wins and names the match.

    Quoted names and titles of documents are stepped over whole: what stands in them is a name.
    """
    unit = pattern()
    words = table("words")["quantities"]
    after = "|".join(words["names_after"])
    other = table("units")["begins_word"]
    counters = "|".join(
        counter + (f"(?![{other[counter]}])" if counter in other else "")
        for counter in sorted(words["chinese_counters"], key=len, reverse=True)
    )
    no_rank = "|".join(words["no_rank_after"])
    return re.compile(
        rf"""
        (?P<period>{EXPRESSION})
        |(?P<ratio>(?<![\d.:{_MASKED}]){_NUMERAL}(?:\s?[:∶]\s?{_NUMERAL}){{2,}}+(?![\d:∶]))
        |(?P<name>《[^》\n]{{0,120}}》|“[^”“\n]{{1,14}}”|\d{{1,2}}:\d{{2}}(?:-\d{{1,2}}:\d{{2}})?)
        |(?P<rank>第(?P<nth>[{CHINESE}]{{1,4}}+|{_DIGIT}{{1,4}}+)(?P<place>名|位)?(?!{no_rank})
            |(?<!年)前(?P<upto>[{CHINESE}]{{1,3}}+|\d{{1,4}}+)(?P<topplace>名|位|列|强)?(?!{no_rank}|季|年|期|个|天))
        |(?P<digits>(?P<howmany>[两二三个])位数)
        |(?P<percent>百分之(?P<hundredths>[{CHINESE}点]+))
        |(?P<range>(?<![A-Za-z\d.+{_MASKED}])
            (?P<low>{_NUMERAL})\ ?(?P<lowunit>(?:{_SCALE})?(?:{unit})?)
            \ ?(?:[-~～—–]{{1,2}}|至|到)\ ?
            (?P<high>{_NUMERAL})\ ?(?P<highunit>(?:{_SCALE})?{unit})(?!{after}))
        |(?P<amount>(?<![A-Za-z\d.+/第{_MASKED}])
            (?P<number>{_NUMERAL})\ ?
            (?P<more>{_MORE})?\ ?
            (?P<scale>{_SCALE})?\ ?
            (?P<more2>{_MORE})?\ ?
            (?:(?P<unit>{unit})(?P<more3>(?<=元)多)?(?!{after})
               |(?P<scaled>(?<=[亿万])(?!{unit}))|(?P<lost>(?<=[余多])(?=[\u4e00-\u9fff])))
            |(?<=[共合]计)(?P<alone>{_NUMERAL})(?=[,;。]))
        |(?P<round>{_BOUND}(?P<rounded>[百千]?)(?P<roundunit>(?:[万亿]{{1,2}}|(?<=[百千]))(?:{counters}))(?!{after}))
        |(?P<counted>(?<![{CHINESE}第初十\d])
            (?P<han>[{CHINESE}]{{1,6}}(?:点[零〇一二三四五六七八九]{{1,4}})?|[几数][十百千]|[上成][百千])
            (?P<hanmore>{_MORE})?(?P<hanunit>[万亿]*(?:{counters}))(?!{after}))
        """,
        re.VERBOSE,
    )


def mentions(key: str, start: int, end: int) -> list[Mention]:
    """All quantities and calendar expressions of ``key[start:end]``, the half-width view of a text, in order.

    >>> [(m.quantity.unit, m.quantity.number.value) for m in mentions("新增8家企业,增长5%", 0, 11) if m.quantity]
    [('家', Decimal('8')), ('%', Decimal('5'))]
    """
    found: list[Mention] = []
    scan, at = _scan(), start
    while begin := _BEGIN.search(key, at, end):
        match = scan.match(key, begin.start(), end)
        at = match.end() if match else begin.end()
        if match is None or match.lastgroup == "name":
            continue
        if match.lastgroup == "period":
            found.append(Mention(match.start(), match.end(), period=match))
        else:
            quantities = _READ[str(match.lastgroup)](key, match)
            found.extend(Mention(quantity.start, quantity.end, quantity) for quantity in quantities)
    return found


def _rank(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """第N and 前N where 名 or 位 stands behind or a word of ranking shortly before."""
    value = number(match["nth"] or match["upto"])
    sure = match["place"] or match["topplace"] in {"名", "位"}
    if any(key.endswith(word, 0, match.start()) for word in _no_rank_words()):
        return
    if value and (sure or _ranking().search(key, max(0, match.start() - 12), match.start())):
        yield Quantity(match.start(), match.end(), value, kind="rank", upto=bool(match["upto"]))


@cache
def _no_rank_words() -> tuple[str, ...]:
    return tuple(table("words")["quantities"]["no_rank_before"])


@cache
def _ranking() -> re.Pattern[str]:
    return re.compile("|".join(table("words")["quantities"]["rank_before"]))


def _digits(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """两位数: a rate of 10 % or more."""
    power = {"个": 0, "两": 1, "二": 1, "三": 2}[match["howmany"]]
    yield Quantity(match.start(), match.end(), Number(Decimal(10**power)), "%", "ratio", kind="digits")


def _percent(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """百分之五点三."""
    if value := number(match["hundredths"]):
        yield Quantity(match.start(), match.end(), value, "%", "ratio")


def _ratio(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """三次产业结构11.1:36.3:52.6: each member is a share."""
    if not re.search("结构|比例|比重|之比", key[max(0, match.start() - 16) : match.start()]):
        return
    for part in re.finditer(_NUMERAL, match[0]):
        if value := number(part[0]):
            start = match.start() + part.start()
            yield Quantity(start, start + len(part[0]), value, "%", "ratio", kind="part")


def _range(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """Two numerals with a range sign: 5%-6%, 5至6个; one quantity whose value is an interval."""
    low, high = number(match["low"]), number(match["high"])
    unit, lowunit = match["highunit"], match["lowunit"]
    if low is None or high is None or (lowunit and lowunit != unit):
        return
    lower = low.lower if low.value is None else low.value
    upper = high.upper if high.value is None else high.value
    if lower is None or upper is None or lower > upper or dimension(unit) == "time":
        return
    value = Number(None, lower, upper, match[0] if low.mask or high.mask else "")
    yield Quantity(match.start(), match.end(), value, unit, dimension(unit))


def _amount(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """An Arabic or masked numeral with its unit, or with the place where the unit was lost."""
    start, end = match.span()
    if match["alone"]:
        value = number(match["alone"])
        if value and not value.mask:
            yield Quantity(start, end, value)
        return
    value = number(match["number"])
    named = match["unit"] or ""
    unit = ((match["scale"] or "") + named).translate(_UNBRACKETED)
    if value is None or (value.mask and not named):
        return
    if named in NAMED_ONLY_WITH and not set(NAMED_ONLY_WITH[named]) & set(key[max(0, start - 6) : end + 6]):
        return
    if dimension(unit) == "time" and not _lasting(key, start):
        return
    sign = -1 if _NEGATIVE.search(key, max(0, start - 2), start) else 1
    more = bool(match["more"] or match["more2"] or match["more3"])
    yield Quantity(start, end, value, unit, dimension(unit), more=more, sign=sign)


def _round(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """突破万亿元, 超百家: a scale word alone behind a word that bounds it."""
    unit = match["roundunit"]
    value = number(match["rounded"]) or Number(Decimal(1))
    yield Quantity(match.start(), match.end(), value, unit, dimension(unit))


def _counted(key: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A Chinese numeral with a counter: 两次, 近七成, 几十家; 一 with a counter mostly says no number."""
    han, unit = match["han"], match["hanunit"]
    start, end = match.span()
    kind = dimension(unit)
    value = number(han[1:] if han[0] in "几数上成" else han)
    if (
        value is None
        or (han == "一" and kind != "time" and unit != "番")
        or (kind == "time" and not _lasting(key, start))
    ):
        return
    if han[0] in "百千":  # 百家争鸣, 千家万户; with a bound before it the alternative above has it
        return
    if han[0] in "几数" and value.value is not None:
        value = Number(None, value.value * 2, value.value * 10)
    elif han[0] in "上成":
        value = Number(None, value.value, None)
    yield Quantity(start, end, value, unit, kind, more=bool(match["hanmore"]))


@cache
def _lasting_words() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('words')['quantities']['time_before'])})$")


def _lasting(key: str, start: int) -> bool:
    """Whether a span of time is told as a quantity: 连续六年, 仅42天, 提前两个月."""
    return _lasting_words().search(key, max(0, start - 5), start) is not None


_READ: dict[str, Callable[[str, re.Match[str]], Iterator[Quantity]]] = {
    "rank": _rank,
    "digits": _digits,
    "percent": _percent,
    "ratio": _ratio,
    "range": _range,
    "amount": _amount,
    "round": _round,
    "counted": _counted,
}
