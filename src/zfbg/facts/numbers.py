"""Numbers as reports write them: Arabic, Chinese and masked numerals, exact or bounded.

GB/T 15835-2011 says how numbers are to be written; the masks (xx.xx, ×, *, □) are those of reposted reports.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
MASKS = "xX×*□_"
CHINESE = "零〇一二两三四五六七八九十百千"

_MASKED = re.compile(f"[{re.escape(MASKS)}]")


class Number(NamedTuple):
    """What is known of a number: ``value`` where it is exact, else ``lower`` and ``upper``; None is open.

    ``mask`` is the numeral as written where signs stand in for its digits.
    """

    value: Decimal | None
    lower: Decimal | None = None
    upper: Decimal | None = None
    mask: str = ""


def number(text: str) -> Number | None:
    """Read one numeral; None where ``text`` is none.

    >>> number("16692.60").value, number("1,234").value, number("三百五十").value
    (Decimal('16692.60'), Decimal('1234'), Decimal('350'))
    >>> number("xx.xx").lower, number("xx.xx").upper
    (Decimal('10.00'), Decimal('99.99'))
    """
    if _MASKED.search(text):
        return masked(text)
    plain = text.replace(",", "")
    if plain and plain[0] in "0123456789":
        return Number(Decimal(plain))
    return chinese(text)


def masked(text: str) -> Number | None:
    """A number some or all of whose digits are masked, one sign for one digit: an interval.

    A masked first digit is not 0 unless it is the only one before the point (``x`` may be 0, ``x.x`` 0.5).

    >>> masked("XX.27")
    Number(value=None, lower=Decimal('10.27'), upper=Decimal('99.27'), mask='XX.27')
    """
    whole, point, decimals = text.partition(".")
    low = _MASKED.sub("0", whole)
    if len(whole) > 1 and whole[0] in MASKS:
        low = "1" + low[1:]
    high = _MASKED.sub("9", whole)
    if not low.isdecimal():
        return None
    lower, upper = low + point + _MASKED.sub("0", decimals), high + point + _MASKED.sub("9", decimals)
    return Number(None, Decimal(lower), Decimal(upper), text)


def chinese(text: str) -> Number | None:
    """A Chinese numeral: 三百五十, 十二, 百 (一百); 三四 is an interval.

    >>> chinese("二十三").value, chinese("一千零五").value, chinese("百").value
    (Decimal('23'), Decimal('1005'), Decimal('100'))
    >>> chinese("三四").lower, chinese("三四").upper
    (Decimal('3'), Decimal('4'))
    >>> chinese("九十四点三").value
    Decimal('94.3')
    """
    whole, point, decimals = text.partition("点")
    if point:
        value = chinese(whole)
        if value is None or value.value is None or not decimals or any(sign not in DIGITS for sign in decimals):
            return None
        return Number(Decimal(f"{value.value}.{''.join(str(DIGITS[sign]) for sign in decimals)}"))
    total = section = digit = 0
    seen = False
    for at, sign in enumerate(text):
        if sign in DIGITS:
            if seen and DIGITS[sign] and digit:
                following = DIGITS[sign] == digit + 1 and at == len(text) - 1
                return Number(None, Decimal(section + digit), Decimal(section + DIGITS[sign])) if following else None
            digit, seen = DIGITS[sign], True
        elif sign in PLACES:
            section += (digit or 1) * PLACES[sign]
            digit, seen = 0, True
        elif sign in MYRIADS:
            total = (total + section + digit or 1) * MYRIADS[sign]
            section = digit = 0
            seen = True
        else:
            return None
    return Number(Decimal(total + section + digit)) if seen else None
