"""A clause as typed tokens: figures, calendar expressions, words that steer the reading, and noun stretches.

A clause is cut once. The words are ``lexicon/tokens.toml``: each list there is a kind, a word may be of several kinds
(提高 is a direction and a verb), and at each place the longest word wins. Everything else is a noun stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import define

from zfbg.facts.mentions.quantities import Mention, Quantity, mentions
from zfbg.lexicon import divisions, either, of_lexicon, table


@define(eq=False)  # not frozen, which makes thrice as slow what is made by the thousand; nobody changes one
class Token:
    """``words``, and the kinds they are of; a figure or a calendar expression knows where it stands."""

    kinds: frozenset[str]
    words: str
    quantity: Quantity | None = None
    period: re.Match[str] | None = None


Tokens = Sequence[Token]

# How far behind the last figure of a sentence its words are looked at.
BEHIND = 40
# More tokens without a figure are no sentence of a report: no rule that is asked at each of them looks farther back.
FARTHEST = 200
NOUN = frozenset({"noun"})
# What joins the last two of a list.
JOINTS = frozenset({"和", "及", "与", "以及"})
# The same, and the mark that divides the members of a list.
LISTING_JOINTS = JOINTS | {"、"}
NO_KIND: frozenset[str] = frozenset()
_QUANTITY = frozenset({"quantity"})
_PERIOD = frozenset({"period"})
_BASE = frozenset({"base"})
_STOPS = "。!?\n"
_MARKS = {
    **dict.fromkeys(_STOPS, frozenset({"stop"})),
    ";": frozenset({"semicolon"}),
    ",": frozenset({"comma"}),
    ":": frozenset({"colon"}),
    "、": frozenset({"listing"}),
    "(": frozenset({"open"}),
    ")": frozenset({"close"}),
}
# 完成率, 增长率, 开工数: a verb before one of these is part of a noun, 新增数字化车间 is not.
_MEASURED = re.compile("[率量额度]|数(?!字|据|控|智)|规模(?!以上|上|工业|化)|强度|总[额量]")
# The signs that such a measure begins with.
_MEASURES = frozenset("率量额度数规强总")
_PLACE = frozenset({"place"})
_COUNTERS = frozenset("个家座")
_ZONED = re.compile("(?!外)[\u4e00-\u9fff]{4}")
# A county or town that no list has (a town, an invented or a former county), unless the words are a kind of it.
_TOWN = re.compile(
    "(?![离距])[\u4e00-\u9fff]{2,3}(?:[县镇]|(?<![下返入回])乡)(?![域城级镇村区长志化居乡内外市])(?=[\u4e00-\u9fff、]|\\d|$)"
)
_MASKED = re.compile("[xX×*]{2}[县区镇乡](?=[\u4e00-\u9fff]{2})")
# A district that no list has, only where a clause begins with it: elsewhere these are 适宜区 and the like.
_DISTRICT = re.compile(
    "[\u4e00-\u9fff]{2}区(?=[\u4e00-\u9fff]{2})(?![域级分内委划间别块位])"
    "(?<![业务发范景能验聚护民活域困心镇税贸边流洪库化革老山牧林学新旧小社园片城郊矿灾禁限办厂展览会治]区)"
)
# A prefecture that is a city by now: 铜仁地区.
_REGION = re.compile("([\u4e00-\u9fff]{2,3})地区(?!生产总值)(?=[\u4e00-\u9fff\\d])")
_UNNAMED = re.compile(
    "[十百千万亿大强困贫范市区各全该本乡城小集制心点色先进产游居民户型态级类建设业村、和与的在对个处省]|[一二两三四五六七八九]$|重点|文明|卫生|脱贫"
)
# 平湖|市属企业: whose a thing is, not where.
_OF_TIER = re.compile("属(?!地)|直(?:机关|部门|单位|属|管)")
# What a stretch that begins with a place holds.
_DIVIDED = re.compile(f"[道城镇乡{divisions.FULL_ENDINGS}]")
# A street or a zone by its name.
_NAMED = re.compile("([\u4e00-\u9fff]{2,4}?)(?:街道|高新城|新城|新区|开发区|高新区)(?=[\u4e00-\u9fff]{2}|\\d|$)")
_LEADING = "\n 。;,:("
_BLANK = " \t\xa0\u3000"
_STOP = re.compile(f"[{_STOPS}]")
_QUOTED = re.compile("“[^“”\n]{1,40}”|《[^《》\n]{1,80}》")
_QUOTES = frozenset("“《")
_NAMING = frozenset({"zone", "tier", "division", "quotation"})
_CONDITIONAL = _NAMING | {"verb", "empty", "done", "up", "down", "reach"}
# An amount of money right behind a level of government is its part: 其中市级9亿元.
_PAID = re.compile(r"\d[\d.,]*[万亿]*元")
_DIVISION = frozenset({"division"})
_QUOTATION = frozenset({"quotation"})
# Behind the name of a division: then it is another word (城中区域, 会同县级部门, 新建区内).
_NO_DIVISION = frozenset("域级分内划间别块位县")


# A quotation mark; never a token of a clause.
_QUOTE = Token(_QUOTATION, "“")

_Known = dict[str, Token | None]


@of_lexicon
def _known() -> _Known:
    """The token of each word of the lexicon; None for an ordinary noun, which is there to hide others within it."""
    kinds: dict[str, set[str]] = {}
    for kind, words in table("tokens").items():
        for word in words:
            kinds.setdefault(word, set()).add(kind)
    known = {word: None if "nouns" in of else Token(frozenset(of), word) for word, of in kinds.items()}
    return known | _divided(known) | {mark: Token(of, mark) for mark, of in _MARKS.items()}


def _divided(known: _Known) -> _Known:
    """The divisions whose names these words would cut, as words of their own: 南和区 holds 和, 汉中 holds 中.

    A short name is a noun; one that begins with such a word is left out, as it may be that word (中山 in 其中山区), and
    a full one that is another thing as well (和县, 全州县).
    """
    begins = {word[0] for word in known}
    found: _Known = {}
    for name in divisions.names():
        if begins.isdisjoint(name) or name in known or not (cut := _first_cut(name, known)):
            continue
        if divisions.is_full(name):
            if len(name) > 2 and not name.startswith(tuple(table("tokens")["place"])):
                found[name] = Token(_DIVISION, name)
        elif not name.startswith(cut):
            found[name] = None
    return found


def _first_cut(name: str, known: _Known) -> str:
    """The first of the words that stands in ``name`` outside a noun; "" where none does."""
    at = 0
    while at < len(name):
        size = next((size for size in range(len(name) - at, 0, -1) if name[at : at + size] in known), 0)
        if size and known[name[at : at + size]]:
            return name[at : at + size]
        at += size or 1
    return ""


class _Begun(NamedTuple):
    """The words that begin with one character: itself, and longer ones by their second, the longest first."""

    alone: Token | None
    longer: dict[str, list[tuple[int, _Known]]]


@of_lexicon
def _lexicon() -> dict[str, _Begun]:
    """All words by how they begin; a quotation mark begins what is stepped over whole."""
    known = dict.fromkeys(_QUOTES, _QUOTE) | _known()
    lexicon = {word[0]: _Begun(known.get(word[0]), {}) for word in known}
    for word in sorted(known, key=len, reverse=True):
        if len(word) > 1:
            alike = lexicon[word[0]].longer.setdefault(word[1], [])
            if not alike or alike[-1][0] > len(word):
                alike.append((len(word), {}))
            alike[-1][1][word] = known[word]
    return lexicon


def tokens(key: str, start: int, end: int) -> list[Token]:
    """The tokens of ``key[start:end]``, the half-width view of a text; they tile it.

    Where no figure is near they are not looked at closely: a sentence without one is one noun beside its times.

    >>> [(token.words, sorted(token.kinds)[0]) for token in tokens("全市完成固定资产投资92.4亿元", 0, 16)]
    [('全市', 'place'), ('完成', 'achieved'), ('固定资产投资', 'noun'), ('92.4亿元', 'quantity')]
    """
    return cut(key, start, end, mentions(key, start, end))


def cut(key: str, start: int, end: int, told: Iterable[Mention]) -> list[Token]:
    """The tokens of ``key[start:end]``, where the scan has found what is ``told``."""
    found: list[Token] = []
    sentence: list[Mention] = []
    at = start
    for mention in told:
        if stop := _STOP.search(key, sentence[-1].end if sentence else at, mention.start):
            first = stop.start()
            behind = 1 + max([key.rfind(mark, first, mention.start) for mark in _STOPS])
            _sentence(found, key, at, sentence, first)
            found.append(Token(_MARKS["。"], key[first:behind]))
            at, sentence = behind, []
        sentence.append(mention)
    _sentence(found, key, at, sentence, end)
    return found


def _sentence(found: list[Token], key: str, start: int, mentions: list[Mention], end: int) -> None:
    """Add the tokens of ``key[start:end]`` with its ``mentions``; behind the last figure the first words only."""
    told = [mention.end for mention in mentions if mention.quantity]
    near = min(told[-1] + BEHIND, end) if told else start
    at = start
    for mention in mentions:
        if at < near:
            found += words(key, at, mention.start)
        elif at < mention.start:
            found.append(Token(NOUN, key[at : mention.start]))
        found.append(_figure(key, mention))
        at = mention.end
    stop = _STOP.search(key, at, end)
    if at < near:
        near = min(near, stop.start() if stop else end)
        found += words(key, at, near)
        at = near
    if at < end:
        found.append(Token(_MARKS["。"] if stop else NOUN, key[at:end]))


def _figure(key: str, mention: Mention) -> Token:
    said = key[mention.start : mention.end]
    if mention.quantity:
        return Token(_QUANTITY, said, quantity=mention.quantity)
    return Token(_BASE if mention.period and mention.period["c_base"] else _PERIOD, said, period=mention.period)


def words(key: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch without figures."""
    found: list[Token] = []
    lexicon = _lexicon()
    at = noun = start
    while at < end:
        begun = lexicon.get(key[at])
        if begun is None:
            at += 1
            continue
        token, longer = begun
        until = at + 1
        if until < end and key[until] in longer:
            for length, known in longer[key[until]]:
                word = key[at : at + length]
                if word in known and at + length <= end:
                    token, until = known[word], at + length
                    break
        if token is not None:
            if not token.kinds.isdisjoint(_CONDITIONAL):
                token, until = _conditional(token, key, noun, at, until, end)
            if token is not None:
                if noun < at:
                    _stretch(found, key, noun, at)
                found.append(token)
                noun = until
        at = until
    if noun < end:
        _stretch(found, key, noun, end)
    return found


def _conditional(token: Token, key: str, noun: int, at: int, until: int, end: int) -> tuple[Token | None, int]:
    """What ``token`` is in its place, and where it ends; a noun stretch that began at ``noun`` goes on to it.

    A verb is none within 完成率; a division, zone or tier is a place where it begins a name, else part of a noun.
    """
    kinds = token.kinds
    if kinds.isdisjoint(_NAMING):
        if token.words == "达" and noun == at - 1 and until < end:  # 宏达公司
            return None, until
        measured = key[until : until + 1] in _MEASURES and _MEASURED.match(key, until, end)
        return None if measured else token, until
    if kinds is _QUOTATION:
        quoted = _QUOTED.match(key, at, end)
        return None, quoted.end() if quoted else until
    if kinds is _DIVISION:
        if key[until : until + 1] in _NO_DIVISION:
            return _undivided(key, noun, at, until, end)
        return Token(_PLACE, token.words) if noun == at and not divisions.is_outside(key, until) else None, until
    if "tier" in kinds:
        told = noun == at and (budgets().match(key, until) or (until == end and _PAID.match(key, end)))
        return Token(_PLACE, token.words) if told else None, until
    head = "head" in kinds
    named = noun == at and key[at - 1 : at] not in _COUNTERS  # 6个园区
    if named and (_ZONED.match(key, until) or (not head and _leads(key, at))):
        return Token(_PLACE, token.words), until
    return token if head else None, until


def _undivided(key: str, noun: int, at: int, end_of_name: int, end: int) -> tuple[Token | None, int]:
    """The word that begins the name of a division, and its end: 新建 of 新建区内道路; it may be none."""
    known = _known()
    for until in range(end_of_name - 1, at, -1):
        if key[at:until] in known:
            token = known[key[at:until]]
            if token and not token.kinds.isdisjoint(_CONDITIONAL):
                return _conditional(token, key, noun, at, until, end)
            return token, until
    return None, at + 1


@of_lexicon
def budgets() -> re.Pattern[str]:
    """What the words of budgets begin with: 政府性基金, 收支."""
    return re.compile(either(table("words")["names"]["budgets"]))


def _stretch(found: list[Token], key: str, start: int, end: int) -> None:
    """Add a noun stretch to ``found``; the place that it begins with is a token of its own, and so is one within it."""
    begin = start
    while begin < end and key[begin] in _BLANK:
        begin += 1
    while end - begin > 2 and _DIVIDED.search(key, begin + 1, end) and (place := _place(key, begin, end)):
        start = begin = begin + len(place)
        found.append(Token(_PLACE, place))
    if start < end:
        found.append(Token(NOUN, key[start:end]))


def _place(key: str, start: int, end: int) -> str:
    """The division, zone or street whose name a noun stretch begins with."""
    for last in divisions.LAST.finditer(key, start + 1, min(end, start + divisions.LONGEST)):
        if divisions.is_full(name := key[start : last.end()]):
            if key.startswith("级", last.end()) and not budgets().match(key, last.end() + 1):
                return ""  # 青禾市级示范镇
            if _OF_TIER.match(key, last.end(), end) or divisions.is_outside(key, last.end()):
                return ""  # 平湖市属企业
            return name if name not in _generic() and not _honours().match(key, last.end(), end) else ""
    if found := _NAMED.match(key, start, end):
        if found[0][0] in "和及与" and start and not _leads(key, start):
            return ""  # 城市副中心|和平原新城
        within = any(divisions.begins(found[0][at:]) for at in range(1, len(found[1])))  # 促进青禾高新区
        joined = found[1][0] in "和与及"  # 老城区和平原新城
        return "" if joined or within or found[1] in _generic() else found[0]
    found = _TOWN.match(key, start) or _MASKED.match(key, start)
    if not found and _leads(key, start):
        if (region := _REGION.match(key, start)) and any(divisions.is_full(region[1] + kind) for kind in "市县州区"):
            return region[0]
        found = _DISTRICT.match(key, start)
    if not found or found.end() > end or found[0][:-1] in _generic():  # 上交县财政
        return ""
    return "" if _UNNAMED.search(found[0], 0, len(found[0]) - 1) else found[0]


def _leads(key: str, start: int) -> bool:
    """Whether a clause begins here: behind a mark or 其中."""
    return not start or key[start - 1] in _LEADING or key.endswith("其中", 0, start)


@of_lexicon
def _honours() -> re.Pattern[str]:
    """Behind the name of a province these are its honours, wherever they went: 山东省名牌产品."""
    return re.compile(either(table("words")["names"]["honours"]))


@of_lexicon
def _generic() -> frozenset[str]:
    return frozenset(table("words")["names"]["no_place"])


def listed(of: Sequence[Token], clause: str) -> Sequence[Token]:
    """The tokens ``of`` a clause with 、 for a comma that divides a list of figures alone: 分别增长12%,13%."""
    if not any(map(clause.__contains__, table("tokens")["respectively"])):
        return of
    found, each = list(of), False
    for number, token in enumerate(found[:-1]):
        if "respectively" in token.kinds:
            each = True
        elif "stop" in token.kinds or "semicolon" in token.kinds:
            each = False
        elif each and token.words == "," and number:
            before, behind = found[number - 1].quantity, found[number + 1].quantity
            each = bool(before and behind and before.unit == behind.unit)
            found[number] = Token(_MARKS["、"], "、") if each else token
    return found


def said(of: Iterable[Token]) -> str:
    """The words of tokens, in their order."""
    return "".join([token.words for token in of])


def kinds_of(of: Iterable[Token]) -> frozenset[str]:
    """All kinds of tokens."""
    return NO_KIND.union(*[token.kinds for token in of])


def trimmed(of: Tokens, kinds: frozenset[str]) -> Tokens:
    """``of`` less the tokens of any of ``kinds`` at its end."""
    end = len(of)
    while end and not of[end - 1].kinds.isdisjoint(kinds):
        end -= 1
    return of[:end]


def last(of: Tokens, kinds: frozenset[str]) -> int:
    """The index of the last token of any of ``kinds``, -1 where there is none."""
    for number in range(len(of) - 1, -1, -1):
        if not of[number].kinds.isdisjoint(kinds):
            return number
    return -1


def first_of(of: Tokens, kinds: frozenset[str]) -> int:
    """The index of the first token of any of ``kinds``, the length of ``of`` where there is none."""
    for number, token in enumerate(of):
        if not token.kinds.isdisjoint(kinds):
            return number
    return len(of)
