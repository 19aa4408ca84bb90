"""Congress: the sessions of the 全国人民代表大会, to which the reports of the 国务院 are given, and their years."""

from __future__ import annotations

import re

from zfbg.facts.mentions import numbers

# 向第九届全国人民代表大会第二次会议作报告, within the first so many characters; no session told is the first.
_SITTING = re.compile(
    "[向给]第(?P<congress>十?[一二三四五六七八九]|十)届全国人民代表大会(?:第(?P<session>[一二三四五])次会议)?"
)
_HEAD = 600
# When the first five congresses sat; since the sixth they sit once a year, for five years.
_SAT = (
    (1954, 1955, 1956, 1957, 1958),
    (1959, 1960, 1962, 1963),
    (1964,),
    (1975,),
    (1978, 1979, 1980, 1981, 1982),
)
_YEARLY, _YEARLY_SINCE, _TERM = 6, 1983, 5


def sat(body: str) -> int | None:
    """The year of the session of the 全国人民代表大会 to which a text is read, by the number of that."""
    found = _SITTING.search(body, 0, _HEAD)
    congress, session = (
        (numbers.number(found[name] or "一") for name in ("congress", "session")) if found else (None, None)
    )
    if not (congress and congress.value and session and session.value):
        return None
    nth, sitting = int(congress.value), int(session.value) - 1
    if nth >= _YEARLY:
        return _YEARLY_SINCE + _TERM * (nth - _YEARLY) + sitting if sitting < _TERM else None
    return _SAT[nth - 1][sitting] if sitting < len(_SAT[nth - 1]) else None
