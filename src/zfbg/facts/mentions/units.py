"""Units and counters with their dimension and base unit; the table is ``lexicon/units.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from zfbg.errors import LexiconError
from zfbg.facts.mentions.numbers import product, quotient
from zfbg.lexicon import alternation, either, of_lexicon, table

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# M and G are also names (5G), 度 is also a degree, 折 is also a fold: these count only where a sign of a word beside
# them says so.
NAMED_ONLY_WITH = {
    "M": "纤宽",
    "G": "纤宽",
    "兆": "纤宽",
    "度": "电",
    "方": "气水土石",
    "折": "价打",
    "分": "得评测绩满考分均",
}
# With these beside it another unit is meant: 气温15度.
OTHERWISE_WITH = {"度": ("温氏", "℃")}
# The dimensions of what is counted, not measured.
COUNTED = frozenset({"persons", "enterprises", "things", "visits", ""})
_NO_DIMENSION = frozenset({"begins_word", "yet_counts", "also", "before"})


@frozen
class Unit:
    """A unit as written, without its scale word: its dimension, and so many of its base unit that it is."""

    name: str
    dimension: str
    factor: Fraction
    base: str


@of_lexicon
def units() -> dict[str, Unit]:
    """All units by their names; what else they are called is in the table ``also``."""
    known = {}
    for dimension, entries in table("units").items():
        if dimension in _NO_DIMENSION:
            continue
        for name, worth in entries.items():
            if name != "base":
                factor, _, other = worth.partition(" ")
                try:
                    known[name] = Unit(name, dimension, Fraction(factor), other or entries.get("base", name))
                except (ValueError, ZeroDivisionError) as error:
                    cure = "write a number or a fraction, such as 2000/3"
                    raise LexiconError(f"units.toml: {name!r} is worth {worth!r}; {cure}") from error
    return known


@of_lexicon
def plain_name(unit: str) -> str:
    """A unit as it is commonly called: 万美金 is 万美元, 台(套) is 台套.

    >>> plain_name("万美金"), plain_name("家(次)"), plain_name("元/人(次)")
    ('万美元', '家次', '元/人次')
    """
    if unit in units():
        return unit
    return "/".join(
        "".join((scale, table("units")["also"].get(name, name))) for scale, name in map(_cut, unit.split("/"))
    )


@of_lexicon
def dimension(unit: str) -> str:
    """The dimension of a unit with or without scale words and a divisor, "" where it is none.

    >>> dimension("万家次"), dimension("亿元"), dimension("万元/亩"), dimension("千瓦")
    ('visits', 'money', 'money/area', 'power')
    """
    top, slash, bottom = unit.partition("/")
    if slash and _cut(unit)[1] not in units():
        return f"{dimension(top)}/{dimension(bottom)}"
    known = units().get(_cut(plain_name(unit))[1])
    return known.dimension if known else ""


@of_lexicon
def scale(unit: str) -> int:
    """The worth of the scale words that a unit begins with.

    >>> scale("亿元"), scale("万千瓦"), scale("千瓦"), scale("万")
    (100000000, 10000, 1, 10000)
    """
    worth = 1
    for word in _cut(unit)[0]:
        worth *= SCALES[word]
    return worth


@of_lexicon
def base(unit: str) -> tuple[Fraction, str]:
    """How many of its base unit a unit is, and that unit; one that is not known, or has no other, is its own.

    >>> base("亿元"), base("亩"), base("万家次")
    ((Fraction(100000000, 1), '元'), (Fraction(2000, 3), '平方米'), (Fraction(10000, 1), '家次'))
    >>> base("万元/亩"), base("‰"), base("亿美元")
    ((Fraction(15, 1), '元/平方米'), (Fraction(1, 10), '%'), (Fraction(100000000, 1), '美元'))
    >>> base("/10万"), dimension("/10万"), base("万/10万"), dimension("万/10万")
    ((Fraction(1, 1000), '%'), 'ratio', (Fraction(10, 1), '%'), 'ratio')
    """
    top, slash, bottom = unit.partition("/")
    if slash and _cut(unit)[1] not in units():
        above, below = base(top), base(bottom)
        return above[0] / below[0], f"{above[1]}/{below[1]}"
    name = _cut(plain_name(unit))[1]
    known = units().get(name)
    factor, other = (known.factor, known.base) if known else (Fraction(1), name)
    return scale(unit) * factor, other


def counter(unit: str) -> str:
    """The counter of things that are counted or looked at so often, whatever the multiplier: 家 of 万家次.

    >>> counter("万家次"), counter("件"), counter("次")
    ('家', '件', '次')
    """
    bare = unit.lstrip("十百千万亿")
    return bare.removesuffix("次") or bare


def in_base(value: Decimal, unit: str) -> Decimal:
    """``value`` of ``unit`` in its base unit: exact where the decimal expansion ends, else 28 significant digits.

    >>> in_base(Decimal("1.20"), "亿元"), in_base(Decimal(1), "亩")
    (Decimal('120000000'), Decimal('666.6666666666666666666666667'))
    """
    times, divided = _factor(unit)
    return product(value, times) if divided == 1 else quotient(product(value, times), divided)


@of_lexicon
def _factor(unit: str) -> tuple[Decimal, Decimal]:
    factor = base(unit)[0]
    return Decimal(factor.numerator), Decimal(factor.denominator)


@of_lexicon
def pattern() -> str:
    """An alternation of all units, longest first, with the divisor of per-unit units (万元/亩, 元/月)."""
    other, counts = table("units")["begins_word"], table("units")["yet_counts"]
    words = {name: f"(?!{_yet(counts[name]) if name in counts else ''}[{other[name]}])" for name in other}
    # A letter is no unit where another follows (5MPa), nor by one that is not known (m/s).
    whole = f"(?:{either([*units(), *table('units')['also']], words)})(?!(?<=[A-Za-z])[A-Za-z])"
    return rf"{whole}(?:/(?:[百千]?[万亿]?(?:{whole}|月))(?:·[月年日天次])?)?(?!(?<=[A-Za-z])/[A-Za-z])"


def _yet(behind: Sequence[str]) -> str:
    """What keeps a look-ahead from what stands ``behind`` a counter though it begins a word with it."""
    return f"(?!{alternation(behind)})"


@of_lexicon
def _cut(unit: str) -> tuple[str, str]:
    """The scale words of a unit and its name, the longest that is known: of 千瓦 none, of 万千瓦 万."""
    scales = re.match("[十百千万亿]*", unit)
    for start in range(scales.end() + 1 if scales else 1):
        name = unit[start:]
        if name in units() or name in table("units")["also"] or not name:
            return unit[:start], name
    at = scales.end() if scales else 0
    return unit[:at], unit[at:]
