"""Units and counters with their dimension and the factor to the base unit; the table is ``lexicon/units.toml``."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from attrs import frozen

from zfbg.lexicon import table

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# M and G are also names (5G), 度 is also a degree: these count only where a sign of a word beside them says so.
NAMED_ONLY_WITH = {"M": "纤宽", "G": "纤宽", "兆": "纤宽", "度": "电"}


@frozen
class Unit:
    """A unit as written, without its scale word: dimension, and factor to the dimension's base unit."""

    name: str
    dimension: str
    factor: Fraction


@cache
def units() -> dict[str, Unit]:
    """All units by their surface form."""
    return {
        name: Unit(name, dimension, Fraction(factor))
        for dimension, entries in table("units").items()
        if dimension != "begins_word"
        for name, factor in entries.items()
        if name != "base"
    }


def dimension(unit: str) -> str:
    """The dimension of a unit with or without scale words and a divisor, "" where it is none.

    >>> dimension("万家次"), dimension("亿元"), dimension("万元/亩"), dimension("千瓦")
    ('visits', 'money', 'money/area', 'power')
    """
    known = units()
    if unit in known:
        return known[unit].dimension
    top, slash, bottom = unit.partition("/")
    if slash:
        return f"{dimension(top)}/{dimension(bottom)}"
    bare = unit.lstrip("".join(SCALES))
    for start in range(len(unit) - len(bare), 0, -1):
        if unit[start:] in known:
            return known[unit[start:]].dimension
    return ""


@cache
def pattern() -> str:
    """An alternation of all units, longest first, with the divisor of per-unit units (万元/亩)."""
    other = table("units")["begins_word"]
    names = sorted(units(), key=lambda name: (-len(name), name))
    plain = "|".join(re.escape(name) + (f"(?![{other[name]}])" if name in other else "") for name in names)
    return rf"(?:{plain})(?:/(?:[万亿]?(?:{plain})))?"
