"""Full stops that were set as points, where a whole text has them so: ``新建工会536家.覆盖职工2万人.``"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.template import Repair
from zfbg.text import Edit, Text

# No number, no label (一.), no Latin word; names that hold a point (阿不都.买买提) do so here and there only.
_POINT = re.compile(
    r"\.(?<=[\u4e00-\u9fff)”\"》%℃]\.)(?<!^[一二三四五六七八九十]\.)(?<!\n[一二三四五六七八九十]\.)(?<!第[一二三四五六七八九十]\.)"
    r"(?=\s*(?:$|[\u4e00-\u9fff(“\"《]|(?:19|20)\d\d年|\d{1,2}月))"
)
# So many points are how a text writes its stops.
_LEAST = 3


def _find(text: Text) -> Iterator[Edit]:
    """Edits that make a full stop of each point, where these are more than the stops there are."""
    key = text.key
    stops = max(_LEAST - 1, key.count("。"))
    if key.count(".") <= stops:
        return
    found = [match.start() for match in _POINT.finditer(key)]
    if len(found) > stops:
        for at in found:
            yield Edit(at, at + 1, "。")


STOPS = Repair("stops", _find)
