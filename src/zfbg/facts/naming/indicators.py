"""Which indicator of ``lexicon/indicators.toml`` a phrase names, by the rules of ``lexicon/indicator_words.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from zfbg.errors import LexiconError
from zfbg.facts.mentions.units import dimension
from zfbg.lexicon import either, of_lexicon, table
from zfbg.text import HALF_WIDTH

LONGEST = 60  # No name with the words around it is longer; longer text is not looked at, so identify stays O(1).
MOST = 4  # words on either side of a name, as in 其中|全区|预计|完成|工业投资
_COUNTERS = frozenset({"persons", "enterprises", "things", "visits"})
_DROPPED = dict.fromkeys(map(ord, "“”‘’「」『』\"' \t\n\u3000\xa0"))


@frozen
class Indicator:
    """An entry of the vocabulary; ``kind`` is ``stock`` (as of a day) or ``flow`` (over a period)."""

    id: str
    name: str
    aliases: tuple[str, ...]
    unit: str
    kind: str


@of_lexicon
def indicators() -> Mapping[str, Indicator]:
    """The whole vocabulary by id, in the order of the file."""
    told = table("indicators")
    for key, entry in told.items():
        if lacking := [name for name in ("name", "aliases", "unit", "kind") if name not in entry]:
            raise LexiconError(f"indicators.toml: [{key}] has no {' and no '.join(lacking)}; write it there")
    return {
        key: Indicator(key, entry["name"], tuple(entry["aliases"]), entry["unit"], entry["kind"])
        for key, entry in told.items()
    }


def identify(words: str) -> str | None:
    """The id of the indicator that ``words`` name, or None where they name none of the vocabulary.

    Words of scope, time and verbs around a name are passed over, any other word makes it another indicator.

    >>> identify("全区规模以上工业增加值"), identify("完成固投"), identify("“专精特新”企业总数")
    ('industrial-value-added-above-scale', 'fixed-asset-investment', 'specialised-enterprises')
    >>> identify("玩具产业产值") is None
    True
    """
    if len(words) > LONGEST:
        return None
    read, names, before, after = _reading()
    if words in names:
        return names[words]
    key = read(words)
    closed = key.endswith(after)
    for shorter in (key, *_without_first(key, before)):
        if shorter in names:
            return names[shorter]
        for bare in _without_last(shorter, after) if closed else ():
            if bare in names:
                return names[bare]
    return None


def fitting(key: str | None, measure: str, unit: str) -> str | None:
    """The indicator ``key``, or None where its level cannot be stated in ``unit``: firms are counted, loans are not.

    >>> fitting("loans-arranged", "level", "万元"), fitting("loans-arranged", "level", "家")
    ('loans-arranged', None)
    """
    if key is None or measure != "level":
        return key
    usual, stated = _sort_of(indicators()[key].unit), _sort_of(unit)
    return key if usual == stated or not (usual and stated) else None


@of_lexicon
def _sort_of(unit: str) -> str:
    """What a unit measures, "" where that is not known; all counters count."""
    found = dimension(unit).partition("/")[0]
    return "count" if found in _COUNTERS else found


def normalised(words: str) -> str:
    """``words`` as names are compared: half width, no quotation marks or blanks, one spelling for each general term.

    >>> normalised("规模以上工业企业“技术改造”投资")
    '规上工业企业技改投资'
    """
    return _reading()[0](words)


def _without_first(key: str, before: Callable[[str], re.Match[str] | None]) -> Iterator[str]:
    """``key`` less one, two … of the words that ``before`` matches at its start."""
    for _ in range(MOST):
        match = before(key)
        if not match:
            return
        key = key[match.end() :]
        yield key


def _without_last(key: str, after: tuple[str, ...]) -> Iterator[str]:
    """``key`` less one, two … of the words ``after`` at its end; 资金额 ends with 额 as well as with 金额."""
    keys = [key]
    for _ in range(MOST):
        keys = [one.removesuffix(word) for one in keys if one.endswith(after) for word in after if one.endswith(word)]
        yield from keys


@of_lexicon
def _reading() -> tuple[
    Callable[[str], str],
    Mapping[str, str],
    Callable[[str], re.Match[str] | None],
    tuple[str, ...],
]:
    """How words are normalised, the ids by normalised name, and the words before (a matcher) and after a name."""
    words: dict[str, Any] = table("indicator_words")
    spelling = {word: rule["to"] for rule in words["same"] for word in rule["from"]}
    general = re.compile("|".join(_general(words["same"])))
    fold = HALF_WIDTH | _DROPPED
    folded = re.compile(f"[{re.escape(''.join(map(chr, fold)))}]")

    def read(text: str) -> str:
        text = text.translate(fold) if folded.search(text) else text  # few names hold any of these
        return general.sub(lambda match: spelling[match[0]], text)

    names = {read(name): entry.id for entry in indicators().values() for name in (entry.name, *entry.aliases)}
    before = re.compile(f"(?:{either(word for kind in words['before'].values() for word in kind)})[,:、的]?")
    after = sorted((word for kind in words["after"].values() for word in kind), key=len, reverse=True)
    return read, names, before.match, tuple(after)


def _general(rules: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The alternatives of the general rules, longest first within a rule; a condition is a look-ahead."""
    for rule in rules:
        follows = f"(?={either(rule['before'])})" if "before" in rule else ""
        unless = f"(?!{either(rule['unless'])})" if "unless" in rule else ""
        yield f"(?:{either(rule['from'])}){follows}{unless}"
