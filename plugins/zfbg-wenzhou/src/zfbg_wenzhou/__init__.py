"""Reads work reports as the sites of Wenzhou and its districts and counties publish them.

What the sites and their vocabulary add is data (``lexicon/``); the template reads as the generic one does. The region,
which such pages often name nowhere in their heads, follows from the index number.
"""

import re
from collections.abc import Iterable
from importlib.resources import files

from zfbg.generic import GENERIC
from zfbg.hookspecs import hookimpl
from zfbg.lexicon import divisions, read
from zfbg.model import Source
from zfbg.template import Template
from zfbg.text import half_width

# The head of a page is no longer.
HEAD = 1500
HOME = "3303"
# Nine digits for the city's catalogue, three for the district or county, three for the class; year and running number.
INDEX_NUMBER = re.compile(r"索\s*引\s*号\s*[:|]?\s*001008003\d{6}/(?:19|20)\d\d-\d+")
# 统一社会信用代码 (GB 32100-2015) of an agency that is registered there.
CREDIT_CODE = re.compile(rf"索\s*引\s*号\s*[:|]?\s*11{HOME}\d\d[0-9A-Z]{{10}}/(?:19|20)\d\d-\d+")
ISSUER = re.compile(r"(?:发布机构|发布单位)\s*[:|]?[ \t\xa0]*(?P<name>[^\s|:]{2,40})")
# The table of every government of Zhejiang.
LABELS = re.compile(r"组配分类|主题分类"), re.compile(r"公开方式|有效性")


def claims(source: Source) -> bool:
    """Whether the head of the page has the table of Zhejiang's sites with an index number or an issuer of Wenzhou."""
    head = half_width(source.raw[:HEAD])
    issuer = ISSUER.search(head)
    if issuer is None or not all(label.search(head) for label in LABELS):
        return False
    if INDEX_NUMBER.search(head) or CREDIT_CODE.search(head):
        return True
    region = divisions.region(issuer["name"])
    return bool(region and region.code and region.code.startswith(HOME))


TEMPLATE = GENERIC.extended("wenzhou", claims, lexicon=read(files(__name__) / "lexicon"))


@hookimpl
def zfbg_templates() -> Iterable[Template]:
    yield TEMPLATE
