"""The grammar of the signs that number headings and items, after GB/T 9704-2012, 7.3.3, and beyond it.

The standard knows ``一、`` ``(一)`` ``1.`` ``(1)``; reports also write ``第一部分``, ``①``, ``㈠``, ``1、`` and count
in running text (一是, 一要, 第一，, 首先, 其一, 一方面). All patterns run over half-width text
(:attr:`zfbg.text.Text.key`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from zfbg.errors import LexiconError
from zfbg.lexicon import of_lexicon, table
from zfbg.model import Marker
from zfbg.text import Text

# From the highest level to the lowest; the depth in a report follows from how it uses them.
HEADING_STYLES = ("part", "chapter", "section", "cn", "cn-paren", "arabic", "arabic-paren", "roman", "circled")
RANK = {style: rank for rank, style in enumerate(HEADING_STYLES)}
# Headings without a number stand above all: annexes, and the lines that divide a report.
RANK |= {"annex": -2, "bare": -1}

NUMERAL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
# What follows a number that is one of several in a name: 一、二期工程, 第一、二、三产业.
_PLURAL = rf"(?!{NUMERAL}(?:[、,期级类线批季等次至产号]|$))"
_KINDS = {"部分": "part", "篇": "part", "章": "chapter", "节": "section"}

_NUMBERED = rf"""
    第[ \t]?(?P<di>{NUMERAL}|\d{{1,2}})[ \t]?(?P<kind>部分|篇(?!幅)|章(?!程)|节(?![能约点日水]))[ \t]*[:、,.]?
  | (?P<cn>{NUMERAL})[ \t]?[、.]{_PLURAL}
  | \(?[ \t]?(?P<cnparen>{NUMERAL})[ \t]?\)[ \t]*[、.]?
  | (?P<arabic>\d{{1,3}})[ \t]?(?:、{_PLURAL}(?!\d+[、,期号])|\.(?!\d)|\.(?=(?:19|20)\d\d[ \t]?年))
  | \([ \t]?(?P<arabicparen>\d{{1,2}})[ \t]?\)[、.]?
  | (?P<halfparen>\d{{1,2}})\)
  | (?P<single>[①-⑳㈠-㈩⑴-⒇⒈-⒛])[、.]?
  | (?P<roman>[Ⅰ-Ⅻ])[、.]
"""
# Most lines begin with no sign that any of these begins with.
LEADING = re.compile(rf"(?=[第一二三四五六七八九十(\d\ \t①-⑳㈠-㈩⑴-⒇⒈-⒛Ⅰ-Ⅻ])(?:{_NUMBERED})[ \t]*", re.VERBOSE)
# In the midst of a line: a number in brackets anywhere, any other after the end of a sentence or a blank, which the
# match begins with.
INLINE = re.compile(
    rf"""[(。:!?\ \t)](?=[一二三四五六七八九十第㈠-㈩⒈-⒛\d\ \t])
    (?:(?<=\()[ \t]?(?:{NUMERAL}|\d{{1,2}})[ \t]?\)
      |(?<!\()(?=[一二三四五六七八九十第㈠-㈩⒈-⒛\d])
       (?:{NUMERAL}[ \t]?[、.]|[㈠-㈩⒈-⒛]|\d{{1,2}}[ \t]?[.、](?!\d)|第(?:{NUMERAL}|\d{{1,2}})(?:部分|章|节|篇)))""",
    re.VERBOSE,
)
# A label that lost its number, at the start of a line: () ) ( 、
BROKEN = re.compile(r"(?:\([ \t]*\)|\)|、|\((?=[^()]*(?:\(|$)))[ \t]*(?=[一-鿿“])")


class Mark(NamedTuple):
    """A marker as it stands in a text: ``[start, end)`` with the blanks after it; ``ordinal`` 0 where it was lost."""

    start: int
    end: int
    style: str
    ordinal: int


def number(numeral: str) -> int:
    """The value of an ordinal up to 99, in Chinese or Arabic digits or as one sign.

    >>> [number(numeral) for numeral in ("三", "十", "十二", "二十一", "７", "㈤", "⑪", "Ⅳ")]
    [3, 10, 12, 21, 7, 5, 11, 4]
    """
    if digit := _DIGITS.get(numeral):
        return digit
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and numeral != "十":
        return int(unicodedata.numeric(numeral))
    tens, ten, ones = numeral.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def leading(key: str, start: int, end: int) -> Mark | None:
    """The marker of a heading that stands at ``start``, if any.

    >>> leading("(二)发展生产", 0, 7)
    Mark(start=0, end=3, style='cn-paren', ordinal=2)
    >>> leading("一、二期工程", 0, 6), leading("3.5亿元", 0, 5)
    (None, None)
    """
    if mark := own_leading(key, start, end):
        return mark
    match = LEADING.match(key, start, end)
    if not match:
        return None
    name = match.lastgroup or ""
    if name == "kind":
        style, numeral = _KINDS[match["kind"]], match["di"]
    elif name == "single":
        numeral = match["single"]
        style = {"①": "circled", "㈠": "cn-paren", "⑴": "arabic-paren"}.get(_first_of(numeral), "arabic")
    else:
        style, numeral = _STYLES.get(name, name), match[name]
    return Mark(start, match.end(), style, number(numeral))


# What # stands for in a pattern of a template: a number in any of the ways that number() reads.
_ANY = rf"(?P<numeral>{NUMERAL}|\d{{1,3}}|[❶-❿➀-➓㊀-㊉壹贰叁肆伍陆柒捌玖拾])"


@of_lexicon
def _own() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The numbering that the template in use adds: a style and a pattern each."""
    found = []
    for style, patterns in table("outline")["numbering"].items():
        for pattern in patterns:
            where = f"outline.toml [numbering]: {style} = {pattern!r}"
            if style not in HEADING_STYLES:
                raise LexiconError(f"{where}: there is no such style; take one of {', '.join(HEADING_STYLES)}")
            if pattern.count("#") != 1:
                raise LexiconError(f"{where}: a pattern has one # where the number stands, such as '任务#[:、]'")
            try:
                found.append((style, re.compile(rf"(?:{pattern.replace('#', _ANY)})[ \t]*")))
            except re.error as error:
                raise LexiconError(f"{where}: is no regular expression: {error}") from error
    return tuple(found)


def own_leading(key: str, start: int, end: int) -> Mark | None:
    """The marker at ``start`` of a numbering that only the documents of the template in use have, if any."""
    for style, pattern in _own():
        if match := pattern.match(key, start, end):
            return Mark(start, match.end(), style, number(match["numeral"]))
    return None


def _first_of(sign: str) -> str:
    """The first sign of the row of enclosed numbers that ``sign`` is in."""
    return chr(ord(sign) - int(unicodedata.numeric(sign)) + 1)


# Words and signs that count in running text. The pairs (一方面 … 另一方面) are told apart by their style.
_LIST = rf"""
    (?P<shi>{NUMERAL})是(?!一[,、。;是]|一就是)
  | (?P<yao>{NUMERAL})要(?!素|件|求|点|义|塞|务|是)
  | 第(?P<di>{NUMERAL})(?:[,:]|是|、(?!{NUMERAL}))
  | 其(?P<qi>{NUMERAL})[,、:是]
  | (?P<first>首先|其次|再次|再者|最后)(?![^,:。;]{{0,4}}的)
  | (?P<side>另?一方面)
  | \([ \t]?(?:(?P<arabicparen>\d{{1,2}})|(?P<cnparen>{NUMERAL}))[ \t]?\)
  | (?P<arabic>\d{{1,2}})[.、](?!\d)
  | (?P<halfparen>\d{{1,2}})\)
  | (?P<single>[①-⑳⑴-⒇])
  | (?P<dash>——)[ \t]*(?=[一-鿿“《])
  | (?P<bullet>[●■◆▲★►➢•])[ \t]*(?=[一-鿿“《])
  | (?P<lost>是)(?=[一-鿿])(?![全我唯首目国省市县区本一因为否])
"""
# The list signs at one place, such as the start of a line.
LIST_START = re.compile(_LIST, re.VERBOSE)
# In the midst of a line: after a sign that ends something, with that sign; a counted 是 elsewhere too, from its numeral
# on. Beginning with a class of signs lets the search skip what cannot begin.
LISTED = re.compile(
    rf"""[一二三四五六七八九十。;:!?,、%”’》)\ \t](?=[一二三四五六七八九十第其首再最另(\d①-⑳⑴-⒇—●■◆▲★►➢•是])
    (?:(?<=[。;:!?,、%”’》)\ \t])(?:{_LIST})
      |(?<=[一二三四五六七八九十])(?P<run>(?:(?<=十)[一二三四五六七八九]?|(?<!十)(?:十[一二三四五六七八九]?)?)是(?!一[,、。;是]|一就是)))
    """,
    re.VERBOSE,
)
# Words of one list whose place in it is not written: the first of them opens it, any other continues it.
_OPENING = {"首先": 1, "一方面": 1, "另一方面": 2}
_STYLES = {"cnparen": "cn-paren", "arabicparen": "arabic-paren", "halfparen": "arabic-paren"}
# Signs that count by their place alone.
UNNUMBERED = frozenset(("dash", "bullet"))


def listed(match: re.Match[str], start: int) -> Mark:
    """The marker from ``start`` that :data:`LIST_START` or :data:`LISTED` found.

    ``ordinal`` is 0 where it is not written: a word that only continues (其次, 最后), a sign, a 是 without its number.
    """
    name, end = match.lastgroup or "", match.end()
    if name == "run":
        return Mark(start, end, "shi", number(match.string[start : end - 1]))
    if name in ("first", "side"):
        return Mark(start, end, name, _OPENING.get(match[name], 0))
    if name == "lost" or name in UNNUMBERED:
        return Mark(start, end, name, 0)
    if name == "single":
        return Mark(start, end, "circled" if "①" <= match[name] <= "⑳" else "arabic-paren", number(match[name]))
    return Mark(start, end, _STYLES.get(name, name), number(match[name]))


def marker(text: Text, mark: Mark, ordinal: int | None = None, *, inferred: bool = False) -> Marker:
    """The marker of the model for ``mark``, with ``ordinal`` where that had to be found out."""
    written = str(text)[mark.start : mark.end].strip()
    return Marker(mark.style, mark.ordinal if ordinal is None else ordinal, written, inferred)
