"""Years whose zeros are letters or digits: ``二OO八年`` and ``二00八年`` were ``二〇〇八年``, ``2OO8年`` 2008年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.template import Repair
from zfbg.text import Edit, Text

_HAN = re.compile("二(?P<rest>[Oo○〇零0]{2}[一二三四五六七八九Oo○〇零0])(?=年)")
_FIGURES = re.compile(r"2(?P<rest>[Oo][Oo0]|0[Oo])(?=\d年)")
_ZEROS = frozenset("Oo0")


def _find(text: Text) -> Iterator[Edit]:
    """Edits of each sign that is no zero of its numeral."""
    key = text.key
    found = [("〇", match) for match in _HAN.finditer(key)]
    if "2O" in key or "2o" in key or "20O" in key:
        found += [("0", match) for match in _FIGURES.finditer(key)]
    for zero, match in sorted(found, key=lambda pair: pair[1].start()):
        start = match.start("rest")
        for at, sign in enumerate(match["rest"], start):
            if sign in _ZEROS and sign != zero:
                yield Edit(at, at + 1, zero)


ZEROS = Repair("zeros", _find)
