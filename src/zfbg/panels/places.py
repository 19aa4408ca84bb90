"""Whose figure it is: a division of GB/T 2260, or a part of one that has no code of its own (市本级, 高新区)."""

from __future__ import annotations

import re

from attrs import frozen

from zfbg.lexicon import divisions
from zfbg.model import Meta, Region


@frozen
class Place:
    """Where a figure is of. ``code`` is None for a part and for a development zone; ``within`` is then the code, or
    the name, of the division that it is part of. The country has no code.

    >>> Place(None, "青禾县县本级", "519901").name
    '青禾县县本级'
    """

    code: str | None
    name: str
    within: str | None = None

    def answers(self, asked: str) -> bool:
        """Whether ``asked`` is the code or name of the place, or of the division that it is part of."""
        return asked in {self.code, self.name, self.within}


# Who reports, by the name it gives itself: 云澄市人民政府, 青禾县2023年…. What no name of one place ends with is left.
_NAMED = re.compile(
    r"(?P<name>(?:[\u4e00-\u9fff]{2,5}?[市州盟])?[\u4e00-\u9fff]{2,5}?(?P<level>[市县区旗州盟]))"
    r"(?=\d{4}年|人民政府|[\u4e00-\u9fff]{2,12}[局委办部厅]$)"
)
_NO_NAME = re.compile("[各全本我]|高新|经济|开发|经开|园区|新区|示范|保税|城区|市区|社区|景区|县区|区县|自治区")
_LEVELS = {"市": "prefecture", "州": "prefecture", "盟": "prefecture", "县": "county", "区": "county", "旗": "county"}

COUNTRY = Place(None, "全国")
_WHOLE = re.compile("[全我本](?P<level>国|省|疆|自治区|地区|[市州盟区县旗])$")
_OWN = frozenset({"", "辖区", "全辖"})
_SEVERAL = re.compile("[、和及与]")


def reporting(meta: Meta) -> Region | None:
    """The region that a report is of, where it can be told from all others; None where it cannot.

    A masked name, and one that several divisions have (鼓楼区), tell no region. One that no division has, be it new,
    repealed or invented, stands for itself, without a code.

    >>> reporting(Meta(issuer="云澄市人民政府"))
    Region(code=None, name='云澄市', level='prefecture', parent=None)
    >>> reporting(Meta(issuer="高新区经发局")), reporting(Meta(region=Region(None, "鼓楼区", "county")))
    (None, None)
    """
    if meta.region:
        return meta.region if meta.region.code or meta.region.parent else None
    for name in (meta.issuer, meta.title):
        found = _NAMED.match(name or "")
        if found and not _NO_NAME.search(found["name"]) and not list(divisions.mentions(found["name"])):
            return Region(None, found["name"], _LEVELS[found["level"]])
    return None


def of(words: str, region: Region | None) -> Place | str:
    """The place that ``words`` in the report of ``region`` name; where there is none that is sure, the reason.

    >>> county = Region("510704", "游仙区", "county", "510700")
    >>> [place if isinstance(place, str) else place.name for place in (of(w, county) for w in ("", "全市", "区本级"))]
    ['游仙区', '绵阳市', '游仙区区本级']
    >>> of("涪城区、三台县", county), of("全县", county), of("", None)
    ('several-places', 'unknown-place', 'no-region')
    """
    if words in ("全国", "我国"):
        return COUNTRY
    if region is None:
        return "no-region"
    own = _of_region(region)
    if words in _OWN or words in (own.name, region.name) or region.name.endswith(words):
        return own
    if whole := _WHOLE.match(words):
        above = (region, *divisions.parents(region))
        return next((_of_region(each) for each in above if _is(each, whole["level"])), "unknown-place")
    named = [found for found in divisions.mentions(region.name + words) if found.start >= len(region.name)]
    start = len(region.name)
    if len(named) == 1 and (named[0].start, named[0].end) == (start, start + len(words)):
        found = divisions.division(named[0].code) if named[0].code else None
        return _of_region(found) if found else "unknown-place"
    if len(named) > 1 or _SEVERAL.search(words):
        return "several-places"
    return Place(None, own.name + words, own.code or own.name)


def _of_region(region: Region) -> Place:
    known = divisions.division(region.code) if region.code else None
    return Place(region.code, known.name if known else region.name, None if region.code else region.parent)


def _is(region: Region, level: str) -> bool:
    return region.name.startswith("新疆") if level == "疆" else region.name.endswith(level)
