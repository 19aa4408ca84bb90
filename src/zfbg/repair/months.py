"""Months whose dash was lost: ``16月份`` for 1-6月份, ``1-`` of ``111月`` gone.

No year has so many months, and two that follow each other can be cut out of the digits in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.template import Repair
from zfbg.text import Edit, Text

_MONTH = re.compile(r"月(?P<part>份?)(?![龄薪租息供均底末初\d])")
_DIGITS = re.compile(r"(?<![\d.\-—~至到第/])\d{2,4}\Z")
# What stands before months where 份 does not follow: in 服刑36月 they are counted.
_BEFORE = frozenset("年,。;:、(\n ")


def cut_in_two(digits: str) -> int:
    """How many of the ``digits`` are the first of two months that rise; 0 where they are one month, or no two.

    >>> cut_in_two("111"), cut_in_two("16"), cut_in_two("12"), cut_in_two("712"), cut_in_two("61")
    (1, 1, 0, 1, 0)
    """
    if int(digits) <= 12:
        return 0
    ways = [at for at in range(1, len(digits)) if _rise(digits[:at], digits[at:])]
    return ways[0] if len(ways) == 1 else 0


def _rise(first: str, last: str) -> bool:
    return first[0] != "0" != last[0] and int(first) < int(last) <= 12


def _find(text: Text) -> Iterator[Edit]:
    """Edits that put the dashes back."""
    key = text.key
    for month in _MONTH.finditer(key):
        digits = _DIGITS.search(key, max(0, month.start() - 4), month.start())
        if digits is None:
            continue
        start = digits.start()
        told = month["part"] or not start or key[start - 1] in _BEFORE
        if told and (at := cut_in_two(digits[0])):
            yield Edit(start + at, start + at, "-", sure=False)


MONTHS = Repair("months", _find)
