"""Whose page it is: the division whose offices the head of a page names, for the ``claims`` of a region's template."""

from __future__ import annotations

import re
from itertools import zip_longest

from zfbg.lexicon import divisions, either, of_lexicon, table
from zfbg.outline.agencies import HAN

FARTHEST = 12
SHORT = 2


def seat(head: str) -> str | None:
    """The code of the one division whose offices ``head`` names, None where it names none or those of several.

    Of divisions that lie within each other it is the lowest: a county's page may link to the site of its province. An
    office has the full name of its division right before it. Whatever the text, at most one division is its seat, so
    that no two templates whose ``claims`` ask for this claim one document.

    >>> seat("四川省人民政府 | 绵阳市游仙区统计局 | 游仙区2031年工作总结")
    '510704'
    >>> seat("绵阳市统计局 涪城区统计局 游仙区统计局"), seat("绵阳市2031年工作总结"), seat("鼓楼区统计局")
    (None, None, None)
    """
    found = list(divisions.mentions(head))
    codes = set()
    end = 0
    for mention, following in zip_longest(found, found[1:]):
        if mention.code and not mention.short and _names_an_office(head, mention, end):
            # 绵阳市游仙区统计局 is no office of the city.
            goes_on = following is not None and following.start == mention.end
            if not (goes_on and divisions.lies_in(following.code, mention.code)):
                codes.add(mention.code)
        end = mention.end
    lowest = [code for code in codes if not any(divisions.lies_in(other, code) for other in codes)]
    return lowest[0] if len(lowest) == 1 else None


def _names_an_office(head: str, mention: divisions.Mention, end: int) -> bool:
    """Whether an office's name goes on behind a division's; ``end`` is where the mention before ends."""
    before = head[mention.start - 1 : mention.start]
    if before and before in table("agencies")["elsewhere"]:
        return False
    # 全市和县 is not about 和县.
    if mention.end - mention.start == SHORT and mention.start > end and re.match(HAN, before):
        return False
    return _office().match(head, mention.end) is not None


@of_lexicon
def _office() -> re.Pattern[str]:
    return re.compile(rf"{HAN}{{0,{FARTHEST}}}?(?:{either(table('agencies')['endings'])})")
