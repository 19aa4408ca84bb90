"""Which division or development zone a report is of; a masked one keeps its masked name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from zfbg.lexicon import divisions, either, of_lexicon, table
from zfbg.model import Region
from zfbg.outline import sites
from zfbg.text import half_width

MASKED_NAME = re.compile(r"(?<![A-Za-z\d%×*])(?:[xX×*]{1,4}|某某?)(?:自治)?[省市州县区旗镇乡]")
MASKED_FIGURE = re.compile(r"(?<![A-Za-z×*])[xX×*]{1,8}(?:\.[xX×*]{1,4})?\s?(?=[%亿万个家户年月位元项名人次件])")
FIGURE = re.compile(r"\d\s?[%亿万个家户位元项名人次件]")
MASKS = "xX×*"
FEWEST_MASKS = 3
LEVELS = {"省": "province", "市": "prefecture", "州": "prefecture", "县": "county", "区": "county", "旗": "county"}
OWN = re.compile(r"[全我]([省市州县区旗])|([省市州县区旗])(?:委|政府)")
# The body is asked only so far; who reports names its place early or not at all.
FAR = 20_000
CLEAR = 3
SHORTEST = 3
STREET = re.compile("[东南西北中]?(?:[路街镇乡庄村]|大道)")
CREDIT_CODE = re.compile(r"[159Y][1239](\d{6})[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def masked(key: str) -> bool:
    """Whether figures are masked throughout: three or more stand as xx%, x.x亿, xxxx年, and no fewer than plain ones.

    >>> masked("增长xx%,完成xx.x亿元,新增x家,位列第x位"), masked("增长5%,规模为x")
    (True, False)
    """
    if sum(map(key.count, MASKS)) < FEWEST_MASKS:
        return False
    masks = sum(1 for _ in MASKED_FIGURE.finditer(key))
    return masks >= FEWEST_MASKS and masks >= sum(1 for _ in FIGURE.finditer(key))


def region(names: Sequence[str], issuer: str | None, key: str, is_masked: bool, page: Page) -> Region | None:
    """The region that the names (title, issuer, signature …) tell of, the first that tells; else the one in the body.

    A name that several divisions have is settled by the index number, by the home of the site, by the other names or by
    the page; else its code stays open. Where no name tells, the index number may, if the template knows its site. A
    district or county whose agency calls itself 区… or 县… is sought in the body, and taken only where no other of its
    sort is named there. None where the text does not tell.
    """
    folded = [half_width(name) for name in names]
    for name in folded:
        # A zone before a division: 某市某高新区 is not the city.
        if found := _known_zone(name) or _zone(name, folded) or _named(name):
            return found
        if several := divisions.shared(name):
            return _settled(several[0], several[1], (*folded, page.around), page.index)
    if known := sites.of_index(page.index):
        return known
    if is_masked:
        told = Counter(mask[0] for mask in MASKED_NAME.finditer(key, 0, FAR))
        own = [item for item in told.most_common() if item[0][-1] == (issuer or "")[:1]] or told.most_common(1)
        return Region(None, own[0][0], LEVELS.get(own[0][0][-1], "county")) if own else None
    return _in_body(issuer, key[:FAR]) or _registered(page.index)


@frozen
class Page:
    """What else settles a name that several divisions have: the words ``around`` the report, its 索引号."""

    around: str = ""
    index: str | None = None


def _named(name: str) -> Region | None:
    """The division that a name begins with or is of; one that it only tells of (赴某市) does not count."""
    found = divisions.region(name)
    if found is None:
        return None
    at = name.find(found.name)
    if found.level == "province" and STREET.match(name, at + len(found.name)):
        return None  # 上海路街道, 海南镇
    before = name[:at][-1:]
    return None if before and before in table("agencies")["elsewhere"] else found


def _settled(name: str, codes: tuple[str, ...], around: Sequence[str], index: str | None) -> Region:
    known, home = sites.of_index(index), sites.home()
    code = (known and known.code) or registered_at(index)
    if code not in codes:
        code = (home and divisions.settle(codes, home.name)) or divisions.settle(codes, "\n".join(around))
    return Region(code, name, divisions.level(code or codes[0]), divisions.parent(code) if code else None)


def _registered(index: str | None) -> Region | None:
    code = registered_at(index)
    return divisions.division(code) if code else None


def registered_at(index: str | None) -> str | None:
    """The division where the agency of an index number is registered, if the number begins with its credit code.

    统一社会信用代码 (GB 32100-2015): the third to eighth sign are the code of GB/T 2260, the last is a check sign.
    Other index numbers begin with the agency's own code, which tells no place.

    >>> registered_at("11640100010086004H/2026-00050"), registered_at("11640100010086004J/2026-00050")
    ('640100', None)
    """
    match = CREDIT_CODE.match(index or "")
    if match is None:
        return None
    total = sum(CREDIT_SIGNS.index(sign) * 3**place for place, sign in enumerate(match[0][:-1]))
    return match[1] if CREDIT_SIGNS[-total % 31] == match[0][-1] and divisions.division(match[1]) else None


def _known_zone(name: str) -> Region | None:
    """The zone of the template's site that a title or an agency's name begins with, by whichever of its names."""
    match = _site_zones().match(name)
    return sites.zones()[match["zone"]].region if match else None


def _zone(name: str, names: Sequence[str]) -> Region | None:
    """The development zone that a title or an agency's name begins with; what lies in it is told of as its own."""
    match = _zones().match(name)
    if match is None or ((exact := divisions.region(match["zone"])) and exact.name == match["zone"]):
        return None  # 浦东新区 is a district
    zone = match["zone"]
    above = _last_named(zone)
    for other in names if above is None else ():
        # 火炬高新区 in the title, 某市火炬高新区管委会 below it.
        before, found, _ = other.partition(zone)
        above = above or (_last_named(before) if found and before else None)
    home = sites.home()
    return Region(None, zone, "zone", above or (home.code if home else None))


def _last_named(words: str) -> str | None:
    """The code of the last division that is named: the lowest in 某市某区某园区."""
    return next((mention.code for mention in reversed(list(divisions.mentions(words))) if mention.code), None)


def _in_body(issuer: str | None, key: str) -> Region | None:
    """The one division of the issuer's level that is named in the body."""
    level = (issuer or "")[:1]
    if level not in LEVELS:
        own = Counter(match[1] or match[2] for match in OWN.finditer(key))
        if issuer or not own:
            return None
        level = own.most_common(1)[0][0]
    least = 1 if issuer else CLEAR
    told = Counter[str]()
    names: dict[str, str] = {}
    cited: set[str] = set()
    for mention in divisions.named(key):
        name = key[mention.start : mention.end]
        # A short name is too easily met by chance: 市和县 has no 和县 in it.
        if name[-1] == level and mention.code and len(name) >= SHORTEST:
            told[mention.code] += 1
            names.setdefault(mention.code, name)
            if key[mention.start - 1 : mention.start] in ("《", "<", "〈"):
                cited.add(mention.code)
    best = told.most_common(2)
    if not best:
        return None
    code, count = best[0]
    alone = len(best) == 1 and (count > 1 or code in cited)
    if count >= least and (alone or (len(best) == 2 and count >= CLEAR * best[1][1] and count >= CLEAR)):
        return Region(code, names[code], divisions.level(code), divisions.parent(code))
    return None


@of_lexicon
def _zones() -> re.Pattern[str]:
    words = table("agencies")
    zone = rf"(?!{either(words['not_first'])})[\u3400-\u9fff]{{2,20}}?(?:{either(words['zones'])})"
    # The committee of a zone names that of the city before it: 中共某市委某高新区工委.
    above = r"(?:中共(?:[\u3400-\u9fff]{2,8}?[省市州县区旗]委)?)?"
    return re.compile(rf"(?:关于)?{above}(?P<zone>{zone}){_behind_zone()}")


@of_lexicon
def _site_zones() -> re.Pattern[str]:
    home = sites.home()
    above = rf"(?:{home.name.rstrip('市州盟')}[市州盟]?委?)?" if home else ""
    return re.compile(rf"(?:关于)?(?:中共)?{above}(?P<zone>{either(sites.zones()) or '(?!)'}){_behind_zone()}")


@of_lexicon
def _behind_zone() -> str:
    """What follows the name of a zone that reports itself."""
    words = table("agencies")
    return (
        rf"(?=\s*(?:$|(?:19|20)\d\d|关于|工作|[上下]半年|年度|第?[一二三四]季度|{either(words['after_zone'])}"
        rf"|[\u3400-\u9fff]{{2,12}}?(?:局|办公室|中心)))"
    )
