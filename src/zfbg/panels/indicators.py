"""The indicators of zfbg and of all installed templates, and whether words name one of them whole or a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import evolve, frozen

from zfbg.facts.naming.indicators import Indicator, identify, indicators, normalised
from zfbg.lexicon import either, of_lexicon, table, using
from zfbg.model import Fact
from zfbg.plugins import installed

# 全市 and 我市 are the place of a figure, which it has as well; 市区 and 园区 make it a figure of something else.
_OWN_PLACE = re.compile("[全我本]")
_BRACKET = re.compile(r"\((?:GDP|PM2\.5|CPI|PPI|R&D|不含农户)\)$")


@frozen
class Vocabulary:
    """All known indicators by id, and the ids by name as :func:`~zfbg.facts.naming.indicators.normalised` leaves it."""

    entries: Mapping[str, Indicator]
    ids: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]

    def name(self, key: str) -> str:
        """The canonical name of an indicator, or its id where no installed vocabulary has it."""
        return self.entries[key].name if key in self.entries else key

    def is_stock(self, key: str | None) -> bool:
        """Whether an indicator is told as of a day."""
        return key is not None and key in self.entries and self.entries[key].kind == "stock"

    def find(self, asked: str) -> str | None:
        """The id that ``asked`` is or names; None where it is another's words."""
        return asked if asked in self.entries else self.ids.get(normalised(asked)) or identify(asked)

    def whole(self, fact: Fact) -> bool:
        """Whether a fact with an ``indicator_id`` is of that indicator itself, not of a part or a variant of it.

        A subject may be the whole that the indicator is part of, for that leaves its name in full: 固定资产投资,
        其中工业投资…. But 具有资质的企业 and 市区 narrow it, (可比) is another way to count it.
        """
        key = fact.indicator_id
        if key is None or key not in self.entries:
            return key is not None
        if self._names_whole(normalised(fact.subject + fact.indicator), key):
            return True
        return (
            bool(fact.subject) and self._names_whole(normalised(fact.indicator), key) and bool(self.find(fact.subject))
        )

    def _names_whole(self, words: str, key: str) -> bool:
        names = self.names[key]
        if words in names:
            return True
        bare = _BRACKET.sub("", words)
        return any(name in bare and _around(bare, name) for name in names)


def _names(entry: Indicator) -> tuple[str, ...]:
    return tuple(normalised(name) for name in (entry.name, *entry.aliases))


def _around(words: str, name: str) -> bool:
    """Whether ``words`` are ``name`` with nothing around it that says what it is of."""
    before, _, after = words.partition(name)
    return _idle().fullmatch(f"{before}|{after}") is not None


@of_lexicon
def _idle() -> re.Pattern[str]:
    """What may stand around a name and leaves it what it is: ``before|after``."""
    words = table("indicator_words")
    told = {
        side: [
            word
            for kind, members in words[side].items()
            for word in members
            if kind != "places" or _OWN_PLACE.match(word)
        ]
        for side in ("before", "after")
    }
    return re.compile(rf"(?:(?:{either(told['before'])})[,:、的]?)*\|(?:{either(told['after'])})*")


@cache
def vocabulary() -> Vocabulary:
    """The indicators of zfbg and of the templates that are installed; where two have one id, the aliases of both."""
    entries: dict[str, Indicator] = {}
    for entry in _all():
        known = entries.get(entry.id)
        aliases = dict.fromkeys((*known.aliases, *entry.aliases)) if known else ()
        entries[entry.id] = evolve(known, aliases=tuple(aliases)) if known else entry
    names = {key: _names(entry) for key, entry in entries.items()}
    ids = {name: key for key in reversed(names) for name in names[key]}
    return Vocabulary(entries, ids, names)


def _all() -> Iterator[Indicator]:
    yield from indicators().values()
    for template in sorted(installed().templates, key=lambda template: template.name):
        if "indicators" in template.lexicon.words:
            with using(template.lexicon):
                yield from indicators().values()
