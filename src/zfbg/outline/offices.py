"""The whole name of who reports: 某市某区工业和信息化局 for 区工信局."""

from __future__ import annotations

import re

from zfbg.lexicon import divisions, of_lexicon, table
from zfbg.model import Region
from zfbg.outline import sites
from zfbg.text import half_width

SECOND_NAME = re.compile(r"\([^()]*\)$")


def in_full(issuer: str, region: Region) -> str | None:
    """The whole name of the office of ``region`` that calls itself ``issuer``; None unless both its place and what it
    is are known.

    >>> from zfbg.lexicon.divisions import division
    >>> in_full("区经信局(区民营经济局)", division("330302")), in_full("湖里区工信局", division("350206"))
    ('温州市鹿城区经济和信息化局', '厦门市湖里区工业和信息化局')
    >>> in_full("区直机关工委", division("330302")) is None
    True
    """
    name = SECOND_NAME.sub("", re.sub(r"\s", "", half_width(issuer)))
    if region.level == "zone":
        return _of_zone(name, region)
    own = divisions.division(region.code) if region.code else None
    whole = _offices().get(_office(name, own)) if own else None
    return f"{_place(own)}{whole}" if own and whole else None


def _office(name: str, own: Region) -> str:
    """An agency's name without that of its division ``own``, or without the 区 or 自治县 that stands for it."""
    told = divisions.region(name)
    places = [told.name] if told and told.code == own.code else []
    places += [own.name, own.name[-3:], own.name[-1]]
    place = next((place for place in places if name.startswith(place)), "")
    return name.removeprefix(place)


def _place(own: Region) -> str:
    """A division as its offices name it: a district with its city, any other by itself."""
    above = divisions.parents(own) if own.level == "county" and own.name.endswith("区") else ()
    return (above[0].name if above else "") + own.name


def _of_zone(name: str, region: Region) -> str | None:
    zone = sites.zones().get(region.name)
    called = next((one for one in sorted(sites.zones(), key=len, reverse=True) if name.startswith(one)), None)
    if zone is None or called is None or sites.zones()[called] is not zone:
        return None
    whole = _offices().get(name[len(called) :] or "管理委员会")
    return zone.full + whole if whole else None


@of_lexicon
def _offices() -> dict[str, str]:
    """Whole names by short ones, and by themselves."""
    told: dict[str, str] = table("agencies")["full"]
    return told | {whole: whole for whole in told.values()}
