"""Ranges: two numerals with a sign between them, 5%-6% or 十八至三十万: from which number to which."""

from __future__ import annotations

import re
from decimal import Decimal

from zfbg.facts.mentions.numbers import DIGITS, Number, number, product, quotient
from zfbg.facts.mentions.units import base, dimension, plain_name, scale

_HUNDREDS = frozenset("百千佰仟")


def is_two(key: str, match: re.Match[str]) -> bool:
    """Whether what looks like a range is a change from one to the other: 从5%到6%, 60家至50家."""
    if match.lastgroup == "percent":
        return bool(match["toparts"]) and key[match.start() - 1 : match.start()] in {"从", "由"}
    if match.lastgroup != "range" or not dimension(match["lowunit"]):
        return False
    return key[match.start() - 1 : match.start()] == "从" or interval(match) is None


def interval(match: re.Match[str]) -> Number | None:
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
        return number(match["low"] + match["high"]) or between(low, high)  # 八到九百 are 800 to 900, as 八九百 are
    value = None if lowunit else between(low, high, mask)
    if value is None and (lowunit or scale(unit) > 1):
        worth = factor / (whole if name else scale(unit))
        least = low.ends[0]
        if least is not None and worth != 1:
            least = quotient(product(least, Decimal(worth.numerator)), Decimal(worth.denominator))
        value = between(Number(least), high, mask) if least is not None else None
    return value


def between(low: Number, high: Number | None, mask: str = "") -> Number | None:
    """From the least that ``low`` may be to the most that ``high`` may be, None where that is no interval."""
    least, most = low.ends[0], high.ends[1] if high else None
    return None if least is None or most is None or least > most else Number(None, least, most, mask)
