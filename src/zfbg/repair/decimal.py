"""Decimal points that became full stops: ``2。87亿元`` was ``2.87亿元``, ``104。4%`` was ``104.4%``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.lexicon import either, of_lexicon, table
from zfbg.template import Repair
from zfbg.text import Edit, Text

# What is measured has decimals; what is counted (家, 个, 人) has none, nor have years.
MEASURED = ("money", "area", "length", "volume", "mass", "energy", "power", "ratio", "point")
_NUMBER = re.compile(r"(?<![\dA-Za-z.:∶/第。,])\d{1,7}(?:,\d{3}){0,3}$")
_SHARES = re.compile(r"(?<![\dA-Za-z.:∶/第。])\d{1,2}。\d{1,2}(?:[:∶]\d{1,2}[.。]\d{1,2}){2}(?![\d:∶])")
# What has no unit: its value may end the sentence, and the next one begin with a figure.
_UNITLESS = re.compile(r"(?:指数|PMI|得分|评分|总分|分数)[^,。;]{0,8}$")
NEAR = 20


@of_lexicon
def fraction() -> str:
    """A pattern of what follows a number with decimals: a unit of measure, or a scale word.

    >>> bool(re.match(fraction(), "万人")), bool(re.match(fraction(), "年")), bool(re.match(fraction(), "家"))
    (True, False, False)
    """
    names = {
        name
        for kind in MEASURED
        for name in table("units")[kind]
        if name not in ("base", "度", "成", "番", "斤", "克", "担", "升")
    }
    return f"(?:[十百千]?[万亿]|{either(names)})"


@of_lexicon
def _pattern() -> re.Pattern[str]:
    """A stop before the decimals of what is measured, or of the first of three shares."""
    return re.compile(rf"。(?=\d{{1,3}}(?:[余多]? ?{fraction()}|[:∶]\d))")


# 576、23万元: no list of two, since the second is less, and nothing before them is a list; then 12、59% is none either.
_LISTED = re.compile(r"、(?<=\d、)(?P<rest>\d\d)(?![\d.])")
_WHOLE = re.compile(r"(?<=[\u4e00-\u9fff])(?!19\d\d$|20\d\d$)\d{1,6}$")
_LIST = re.compile("[、和与及]|分别|各")


def _pauses(key: str) -> Iterator[Edit]:
    """Edits of the marks of lists that stand for decimal points."""
    found = []
    for match in _LISTED.finditer(key):
        at = match.start()
        whole = _WHOLE.search(key, max(0, at - 6), at)
        if whole and _is_one(key, whole.start(), match.end()):
            found.append((at, int(whole[0]), match["rest"]))
    if any(rest[0] == "0" or int(rest) < whole for _, whole, rest in found):
        yield from (Edit(at, at + 1, ".", sure=False) for at, _, _ in found)


def _is_one(key: str, start: int, end: int) -> bool:
    """Whether a measure stands behind the digits, and no list before them within their clause."""
    clause = re.split("[,。;:\n]", key[max(0, start - 2 * NEAR) : start])[-1]
    return not _LIST.search(clause) and re.match(fraction(), key[end : end + NEAR]) is not None


def _find(text: Text) -> Iterator[Edit]:
    """Edits of single stops; not of one that ends a rank, a ratio, a name or a number with decimals of its own."""
    key = text.key
    done = 0
    for match in _pattern().finditer(key):
        at = match.start()
        if at < done or not key[at - 1 : at].isdecimal():
            continue
        if shares := _SHARES.search(key, max(0, at - 2), at + NEAR):
            done = shares.end()
            yield from (Edit(n, n + 1, ".") for n in range(at, done) if key[n] == "。")
        elif (
            (number := _NUMBER.search(key, max(0, at - NEAR), at))
            and ":" not in key[match.end() : match.end() + 4]
            and not _UNITLESS.search(key, max(0, number.start() - NEAR), number.start())
        ):
            yield Edit(at, at + 1, ".")


# 1。.06亿元: a point that stands there twice.
_TWICE = ("。.", "..")


def _doubled(key: str) -> Iterator[Edit]:
    """Edits that leave one of two points before the decimals of what is measured."""
    for twice in _TWICE:
        at = key.find(twice)
        while at > 0:
            if _NUMBER.search(key, max(0, at - NEAR), at) and re.match(
                rf"\d{{1,3}} ?{fraction()}", key[at + 2 : at + NEAR]
            ):
                yield Edit(at, at + 2, ".")
            at = key.find(twice, at + 2)


# 96%.2012年: a stop that became a point.
_POINT = re.compile(r"\.(?<=[%‰]\.)(?=(?:19|20)\d\d年|[\u4e00-\u9fff])")


def _marks(text: Text) -> Iterator[Edit]:
    """All edits, in their order."""
    stops = (Edit(match.start(), match.end(), "。") for match in _POINT.finditer(text.key))
    yield from sorted([*_find(text), *_pauses(text.key), *_doubled(text.key), *stops], key=lambda edit: edit.start)


DECIMAL = Repair("decimal", _marks)
