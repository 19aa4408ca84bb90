"""Percent signs that a page has lost altogether: ``同比增长18.3；``, ``占总数的60，``.

Some programs drop the sign wherever it stands. Where a document has not one, and rates and shares end with their digits
time and again, it is put back: a guess each time, since 率 may count in ‰ and a change may be of whole things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.template import Repair
from zfbg.text import Edit, Text

ENOUGH = 3
# No rate with its number is longer than this.
NEAR = 16
# Births and deaths among all who live there are told in ‰.
_OF_ALL = re.compile(r"(?:(?<!儿)(?<!妇)(?<!故)死亡率|出生率|自然增长率)[为达到在约]{0,3}[\d.]+$")
_SIGN = re.compile("[%‰]|百分[之点]|个点")
_LOST = re.compile(
    r"(?:(?:同比|上年|去年|分别|年均|递?增长|[增升]幅|下降|上升)[增长下降上升为达到约近超过了]{0,4}|占[^\d,。;:、]{1,14}的|[^效]率[为达到在约]{0,3}|比[重例][为达到]{0,2})"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?=[,;。、)\n]|和\d)"
)


def _find(text: Text) -> Iterator[Edit]:
    """Edits that put the signs back."""
    key = text.key
    if _SIGN.search(key):
        return
    ends = [match.end() for match in _LOST.finditer(key)]
    if len(ends) >= ENOUGH:
        yield from (
            Edit(end, end, "‰" if _OF_ALL.search(key, max(0, end - NEAR), end) else "%", sure=False) for end in ends
        )


PERCENT = Repair("percent", _find)
