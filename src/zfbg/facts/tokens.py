"""A clause as typed tokens: figures, calendar expressions, words that steer the reading, and noun stretches.

A clause is cut once. The words are ``lexicon/tokens.toml``: each list there is a kind, a word may be of several kinds
(提高 is a direction and a verb), and at each place the longest word wins. Everything else is a noun stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from zfbg.facts.quantities import Mention, Quantity, mentions
from zfbg.lexicon import divisions, table


class Token(NamedTuple):
    """``words`` at ``[start, end)`` of the half-width text, and the kinds they are of."""

    kinds: frozenset[str]
    words: str
    start: int
    end: int
    quantity: Quantity | None = None
    period: re.Match[str] | None = None


Tokens = Sequence[Token]

_NOUN = frozenset({"noun"})
_QUANTITY = frozenset({"quantity"})
_PERIOD = frozenset({"period"})
_MARKS = {
    **dict.fromkeys("。!?\n", frozenset({"stop"})),
    ";": frozenset({"semicolon"}),
    ",": frozenset({"comma"}),
    ":": frozenset({"colon"}),
    "、": frozenset({"listing"}),
    "(": frozenset({"open"}),
    ")": frozenset({"close"}),
}
# 完成率, 增长率, 开工数: a verb before one of these is part of a noun, 新增数字化车间 is not.
_MEASURED = re.compile("[率量额度]|数(?!字|据|控|智)|规模|强度|总[额量]")
_PLACE = frozenset({"place"})
_ZONE = frozenset({"zone"})
_ZONED = re.compile("[\u4e00-\u9fff]{4}")
# A street or a zone by its name.
_NAMED = re.compile("([\u4e00-\u9fff]{2,4}?)(?:街道|高新城|新城|新区|开发区|高新区)(?=[\u4e00-\u9fff]{2}|\\d|$)")
_BLANK = " \t\xa0\u3000"
_STOP = re.compile(r"[。!?\n]")
_QUOTED = re.compile("“[^“”\n]{1,40}”|《[^《》\n]{1,80}》")
_VERBAL = frozenset({"verb", "empty", "done", "up", "down"})


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of each word of the lexicon; an ordinary noun, there to hide others within it, is of none."""
    known: dict[str, set[str]] = {}
    for kind, words in table("tokens").items():
        for word in words:
            known.setdefault(word, set()).add(kind)
    return {word: frozenset() if "nouns" in kinds else frozenset(kinds) for word, kinds in known.items()} | _MARKS


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the words of the lexicon are that begin with a character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in _kinds():
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()}


def tokens(key: str, start: int, end: int) -> list[Token]:
    """The tokens of ``key[start:end]``, the half-width view of a text; they tile it.

    >>> [(token.words, sorted(token.kinds)[0]) for token in tokens("全市完成固定资产投资92.4亿元", 0, 16)]
    [('全市', 'place'), ('完成', 'achieved'), ('固定资产投资', 'noun'), ('92.4亿元', 'quantity')]
    """
    found: list[Token] = []
    at = start
    for mention in mentions(key, start, end):
        found.extend(_between(key, at, mention.start))
        found.append(_figure(key, mention))
        at = mention.end
    found.extend(_between(key, at, end))
    return found


def _between(key: str, start: int, end: int) -> Iterator[Token]:
    """The tokens between two figures; whole sentences between them are one stop, since nothing is read in them."""
    stops = [stop.start() for stop in _STOP.finditer(key, start, end)]
    if not stops:
        yield from words(key, start, end)
        return
    yield from words(key, start, stops[0])
    yield Token(_MARKS["。"], key[stops[0] : stops[-1] + 1], stops[0], stops[-1] + 1)
    yield from words(key, stops[-1] + 1, end)


def _figure(key: str, mention: Mention) -> Token:
    start, end = mention.start, mention.end
    if mention.quantity:
        return Token(_QUANTITY, key[start:end], start, end, quantity=mention.quantity)
    kinds = frozenset({"base"}) if mention.period and mention.period["c_base"] else _PERIOD
    return Token(kinds, key[start:end], start, end, period=mention.period)


def words(key: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch without figures."""
    known, lengths, at, noun = _kinds(), _lengths(), start, start
    while at < end:
        sign = key[at]
        if sign in "“《" and (quoted := _QUOTED.match(key, at, end)):
            at = quoted.end()
            continue
        for length in lengths.get(sign, ()):
            kinds = known.get(key[at : at + length])
            if kinds is not None and at + length <= end:
                break
        else:
            at += 1
            continue
        until = at + length
        if "zone" in kinds and noun == at and _ZONED.match(key, until):
            kinds = _PLACE
        elif "zone" in kinds:
            kinds -= _ZONE
        if kinds and not (kinds & _VERBAL and _MEASURED.match(key, until, end)):
            if noun < at:
                yield from _stretch(key, noun, at)
            yield Token(kinds, key[at:until], at, until)
            noun = until
        at = until
    if noun < end:
        yield from _stretch(key, noun, end)


def _stretch(key: str, start: int, end: int) -> Iterator[Token]:
    """A noun stretch; the place that it begins with is a token of its own."""
    begin = start
    while begin < end and key[begin] in _BLANK:
        begin += 1
    if end - begin > 2 and (place := _place(key, begin, end)):
        start = begin + len(place)
        yield Token(_PLACE, place, begin, start)
    if start < end:
        yield Token(_NOUN, key[start:end], start, end)


def _place(key: str, start: int, end: int) -> str:
    """The division, zone or street whose name a noun stretch begins with."""
    for last in divisions.LAST.finditer(key, start + 1, min(end, start + divisions.LONGEST)):
        if divisions.is_full(key[start : last.end()]):
            return key[start : last.end()]
    found = _NAMED.match(key, start, end)
    return found[0] if found and found[1] not in _generic() else ""


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("words")["names"]["no_place"])


def said(of: Iterable[Token]) -> str:
    """The words of tokens, in their order."""
    return "".join(token.words for token in of)


def trimmed(of: Tokens, kinds: frozenset[str]) -> Tokens:
    """``of`` less the tokens of any of ``kinds`` at its end."""
    end = len(of)
    while end and of[end - 1].kinds & kinds:
        end -= 1
    return of[:end]
