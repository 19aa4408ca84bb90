"""Superlatives: who has most is told in a clause of its own before a figure: 其中城关镇最多,有133件."""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import kinds_of, last, said, words
from zfbg.lexicon import alternation, of_lexicon, table

_CLAUSE = frozenset({"stop", "semicolon", "comma", "colon", "quantity"})
# A longer clause tells more than who has most.
LONG = 12


def moved(figure: Figure) -> Figure:
    """The figure with those who have most before it: 其中城关镇133件 of 其中城关镇最多,有133件."""
    lead = figure.lead
    if figure.words not in _having() or not lead or "comma" not in lead[-1].kinds or figure.quantity.kind != "amount":
        return figure
    begins = last(lead[:-1], _CLAUSE) + 1
    clause = said(lead[begins:-1])
    found = len(clause) <= LONG and _most().fullmatch(clause)
    if not found or figure.quantity.dimension == "ratio":
        return figure
    who = next(filter(None, (found["who"], found["next"])))
    own = words(who, 0, len(who))
    own = [*(token for token in lead[begins:-1] if token.words == "其中"), *own]
    return evolve(figure.without(own), lead=lead[:begins], kinds=figure.kinds | kinds_of(own))


@of_lexicon
def _having() -> frozenset[str]:
    return frozenset(table("words")["superlatives"]["having"])


@of_lexicon
def _most() -> re.Pattern[str]:
    of = table("words")["superlatives"]
    by, most, pointing = (alternation(of[part]) for part in ("by", "most", "pointing"))
    return re.compile(f"(?:其中)?(?:(?:{by})?(?P<who>..+?)(?:{most})|(?:{pointing})(?P<next>..+))")
