"""Administrative divisions (GB/T 2260) by the names that stand in a text.

A name is resolved only where one division has it, or where the name of a division above it stands before it. 28 names
of counties are shared (鼓楼区 four times), so a bare one of these stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from attrs import frozen

from zfbg.lexicon import of_lexicon, rows, table
from zfbg.model import Region

SHORTEST, LONGEST = 2, 15
# Whoever writes 绵阳 or 安徽 means the city or the province; a county is never called without its last character.
ENDINGS = ("特别行政区", "自治区", "地区", "省", "市", "盟")
PEOPLES = re.compile(
    "(?:(?:蒙古|藏|回|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|撒拉"
    "|毛南|仡佬|锡伯|普米|怒|独龙|裕固|保安|各)族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|鄂温克|鄂伦春)+(?=自治|$)"
)
FULL_ENDINGS = "省市区县旗盟州岛"
LAST = re.compile(f"[{FULL_ENDINGS}]")

# 平湖市外|到位资金, not 平湖市|外贸.
_OUTSIDE = re.compile("外(?:资金|(?![资贸汇商事经向出侨宾语国办来务币籍观围环债]))")


@frozen
class Mention:
    """``string[start:end]`` names a division; ``code`` is None where several are called so, ``short`` is without 市."""

    start: int
    end: int
    code: str | None
    short: bool


def mentions(string: str) -> Iterator[Mention]:
    """The divisions named in ``string``, in order, the longest name at each place; full and short names.

    >>> [mention.code for mention in mentions("绵阳市游仙区某局，南京鼓楼区、鼓楼区")]
    ['510700', '510704', '320100', '320106', '320106']
    """
    names, beginnings = _names(), _beginnings()
    above: list[str] = []
    at = 0
    while at < len(string):
        if string[at : at + SHORTEST] not in beginnings:
            at += 1
            continue
        for size in range(min(LONGEST, len(string) - at), SHORTEST - 1, -1):
            if found := names.get(string[at : at + size]):
                code = _resolve(found, above)
                if code:
                    above.append(code)
                yield Mention(at, at + size, code, string[at : at + size] not in _full())
                at += size
                break
        else:
            at += 1


def begins(string: str) -> bool:
    """Whether ``string`` begins with the name of a division.

    >>> begins("和田地区教育局"), begins("和各部门")
    (True, False)
    """
    names = _names()
    return any(string[:size] in names for size in range(SHORTEST, LONGEST + 1))


def is_full(name: str) -> bool:
    """Whether ``name`` is the full name of a division."""
    return name in _full()


def is_outside(string: str, end: int) -> bool:
    """Whether 外 behind a name that ends at ``end`` says that something is of anywhere else.

    >>> is_outside("平湖市外到位资金", 3), is_outside("平湖市外贸出口", 3)
    (True, False)
    """
    return _OUTSIDE.match(string, end) is not None


def names() -> Iterable[str]:
    """The full names of all divisions, and the short ones of provinces and prefectures."""
    return _names()


def named(string: str) -> Iterator[Mention]:
    """The divisions named in full in a long text, quickly: sought backwards from 省 市 区 县, without their parents."""
    full = _full()
    for last in LAST.finditer(string):
        end = last.end()
        for size in range(min(LONGEST, end), SHORTEST - 1, -1):
            if found := full.get(string[end - size : end]):
                yield Mention(end - size, end, found[0] if len(found) == 1 else None, False)
                break


def region(string: str) -> Region | None:
    """The first division named in ``string`` with those named right before and after it; None where it is not sure.

    ``name`` is as the text has it, from the highest to the lowest division. A bare short name counts for a province
    only: 长安 and 中山 are also names of other things.

    >>> region("绵阳市游仙区某局2021年工作总结")
    Region(code='510704', name='绵阳市游仙区', level='county', parent='510700')
    >>> region("市中区财政局") is None
    True
    """
    chain = _first(string)
    if not chain or (code := chain[-1].code) is None:
        return None
    if chain[-1].short and level(code) != "province":
        return None
    return Region(code, string[chain[0].start : chain[-1].end], level(code), parent(code))


def shared(string: str) -> tuple[str, tuple[str, ...]] | None:
    """The first name in ``string`` if several divisions have it, with their codes.

    >>> shared("市中区财政局2023年工作总结")
    ('市中区', ('370103', '370402', '511002', '511102'))
    """
    chain = _first(string)
    if not chain or chain[-1].code:
        return None
    name = string[chain[-1].start : chain[-1].end]
    return name, _names()[name]


def settle(codes: tuple[str, ...], string: str) -> str | None:
    """The one of ``codes`` that lies in a division which ``string`` names; None where none or several do.

    >>> settle(("370103", "370402", "511002", "511102"), "网站首页 > 济南市 > 政务公开")
    '370103'
    """
    told = {mention.code for mention in mentions(string) if mention.code}
    uppers = [code for code in told if not any(lies_in(other, code) for other in told)]
    within = [code for code in codes if code in uppers or any(lies_in(code, upper) for upper in uppers)]
    return within[0] if len(within) == 1 else None


def _first(string: str) -> list[Mention]:
    """The first division that is named and those named right after it, each below the one before."""
    chain: list[Mention] = []
    for mention in mentions(string):
        if chain and (mention.start != chain[-1].end or not lies_in(mention.code, chain[-1].code)):
            break
        chain.append(mention)
    return chain


def division(code: str) -> Region | None:
    """The division with a code of GB/T 2260, by its full name; None where the table has none such.

    >>> division("510704")
    Region(code='510704', name='游仙区', level='county', parent='510700')
    """
    name = _by_code().get(code)
    return None if name is None else Region(code, name, level(code), parent(code))


def parents(of: Region | str) -> tuple[Region, ...]:
    """The divisions above a region or code, the nearest first; those of a development zone begin with where it lies.

    >>> [above.name for above in parents("510704")]
    ['绵阳市', '四川省']
    >>> [above.name for above in parents(Region(None, "某高新区", "zone", "350200"))]
    ['厦门市', '福建省']
    """
    upper = parent(of) if isinstance(of, str) else of.parent
    found: list[Region] = []
    while upper and (above := division(upper)):
        found.append(above)
        upper = above.parent
    return tuple(found)


def level(code: str) -> str:
    """``province``, ``prefecture`` or ``county``, by the noughts that end the code."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def parent(code: str) -> str | None:
    """The code of the division above; a district of a 直辖市 stands right below its province."""
    above = (code[:4] + "00", code[:2] + "0000")
    return next((upper for upper in above if upper != code and upper in _by_code()), None)


def lies_in(code: str | None, upper: str | None) -> bool:
    """Whether a division lies below another.

    >>> lies_in("510704", "510700"), lies_in("510700", "510000"), lies_in("510700", "510700")
    (True, True, False)
    """
    return code is not None and upper is not None and code != upper and code.startswith(_stem(upper))


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _resolve(found: tuple[str, ...], above: list[str]) -> str | None:
    """The one of ``found`` that is meant after the divisions ``above`` were named, the last of them first."""
    if len(found) == 1:
        return found[0]
    for upper in reversed(above):
        within = [code for code in found if code.startswith(_stem(upper))]
        if len(within) == 1:
            return within[0]
    return None


@cache
def _by_code() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("divisions")}


@of_lexicon
def _full() -> dict[str, tuple[str, ...]]:
    """Codes by full name, and by the names that autonomous prefectures and counties go by."""
    return _told() | {name: (code,) for name, code in table("agencies")["customary"].items()}


@cache
def _told() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, name in rows("divisions"):
        found[name] = (*found.get(name, ()), code)
    for code, name in rows("divisions"):
        if name[-3:] in ("自治州", "自治县"):  # 恩施州 for 恩施土家族苗族自治州
            brief = PEOPLES.sub("", name.replace("自治", "")[:-1]) + name[-1]
            if len(brief) > SHORTEST and brief not in found:
                found[brief] = (code,)
    return found


@of_lexicon
def _names() -> dict[str, tuple[str, ...]]:
    """Codes by full name, and by short name for provinces and prefectures; 吉林 alone is the province."""
    found = dict(_full())
    for name, codes in _full().items():
        if codes[0].endswith("00") and (short := _short(name)) and short not in found:
            found[short] = codes
    return found


@of_lexicon
def _beginnings() -> frozenset[str]:
    """What names begin with: at most places of a text none does."""
    return frozenset(name[:SHORTEST] for name in _names())


def _short(name: str) -> str:
    for ending in ENDINGS:
        if name.endswith(ending):
            bare = PEOPLES.sub("", name.removesuffix(ending))
            return bare if len(bare) >= SHORTEST else ""
    return ""
