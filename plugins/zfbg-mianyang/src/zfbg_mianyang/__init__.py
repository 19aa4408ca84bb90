"""Reads work reports as the sites of Mianyang's districts, counties and zones publish them.

What the sites and their vocabulary add is data (``lexicon/``); the template reads as the generic one does. Headings
whose styled labels a page has lost are found by the generic outline, which says in ``Marker.inferred`` that it did.
"""

import re
from collections.abc import Iterable
from importlib.resources import files
from itertools import pairwise

from zfbg.generic import GENERIC
from zfbg.hookspecs import hookimpl
from zfbg.lexicon import divisions, read
from zfbg.model import Source
from zfbg.template import Template
from zfbg.text import half_width

# The head of a page is no longer, and the title stands within so many lines.
HEAD = 1500
LINES = 8
HOME = "5107"
# 2032-01-20 10:05文章来源: 某局, with or without the day before it; what the net has collected is of no such site.
DAY = r"(?:20\d\d-\d\d-\d\d(?:\s+\d\d:\d\d(?::\d\d)?)?\s*)?"
SOURCE = re.compile(rf"^\W*{DAY}(?:文章|信息|稿件)?来源\s*:(?!\s*(?:网络|互联网))", re.MULTILINE)
WIDGET = re.compile(r"字\s?[体号]\s*(?:大小)?\s*:?\s*[【\[]|打\s?印|浏览次数|浏览量|点击量")
# What may stand before the place that a title begins with, and what its kind is.
BEFORE = re.compile(r"^(?:\W|中共|四川省|(?:19|20)\d\d年度?|关于)*")
KIND = re.compile("总结|计划|要点|思路|打算|安排|工作报告")
LEXICON = read(files(__name__) / "lexicon")
ZONES = tuple(
    name for zone, told in LEXICON.words["sites"]["zones"].items() for name in (zone, *told.get("aliases", ()))
)


def claims(source: Source) -> bool:
    """Whether the page tells its source and has the widgets of these sites, and its title begins with a place there."""
    head = half_width(source.raw[:HEAD])
    if not (SOURCE.search(head) and WIDGET.search(head)):
        return False
    lines = [line for line in head.splitlines() if line.strip()][:LINES]
    # A title may stand on two lines.
    return any(_is_of_mianyang(one) and KIND.search(one + two) for one, two in pairwise((*lines, "")))


def _is_of_mianyang(line: str) -> bool:
    name = BEFORE.sub("", line, count=1)
    region = divisions.region(name)
    own = bool(region and region.code and region.code.startswith(HOME) and name.startswith(region.name))
    return own or name.startswith(ZONES)


TEMPLATE = GENERIC.extended("mianyang", claims, lexicon=LEXICON)


@hookimpl
def zfbg_templates() -> Iterable[Template]:
    yield TEMPLATE
