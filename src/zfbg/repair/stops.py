"""Full stops that were set as points, where a whole text has them so: ``新建工会536家.覆盖职工2万人.``"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.template import Repair
from zfbg.text import Edit, Text

# No number, no Latin word; names that hold a point (阿不都.买买提) do so here and there only.
_POINT = re.compile(r"\.(?<=[\u4e00-\u9fff)”\"》%℃]\.)(?=\s*(?:$|[\u4e00-\u9fff(“\"《]|(?:19|20)\d\d年|\d{1,2}月))")
# 一. and 第十一. at the start of a line number what follows.
_LABEL = re.compile(r"\s*\(?第?[一二三四五六七八九十]{1,3}\)?")
# So many points are how a text writes its stops.
_LEAST = 3


def _find(text: Text) -> Iterator[Edit]:
    """Edits that make a full stop of each point, where these are more than the stops there are."""
    key = text.key
    stops = max(_LEAST - 1, key.count("。"))
    if key.count(".") <= stops:
        return
    points = (match.start() for match in _POINT.finditer(key))
    found = [at for at in points if not _LABEL.fullmatch(key, key.rfind("\n", 0, at) + 1, at)]
    if len(found) > stops:
        for at in found:
            yield Edit(at, at + 1, "。")


STOPS = Repair("stops", _find)
