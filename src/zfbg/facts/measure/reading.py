"""How a figure is to be read: what the readers of measures say, and what they share."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import define

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import LISTING_JOINTS
from zfbg.facts.context.thread import Thread
from zfbg.facts.naming.names import Name

FILLER = frozenset({"filler", "respectively", "least", "most", "about"})
RATES = frozenset({"rate", "fall"})
_TERMS = frozenset({"terms"})
LISTING = LISTING_JOINTS | {"至"}


@define(eq=False)
class Reading:
    """How a figure is to be read: ``name`` is what stands before it, ``scope`` the reference set, ``rule`` says why.

    ``behind`` is what it measures where that stands behind it.
    """

    measure: str
    name: Name
    rule: str
    sign: int = 1
    scope: str = ""
    behind: str = ""


def terms(figure: Figure, reading: Reading, before: str) -> str:
    """(可比) of a second growth of one thing, behind one (of measure ``before``) that is not: 增长8%,可比增长5%."""
    if before != "growth" or reading.measure != "growth" or reading.name.words:
        return ""
    return next((f"({token.words})" for token in reversed(figure.own) if not token.kinds.isdisjoint(_TERMS)), "")


MeasureReader = Callable[[Figure, Thread], Reading | None]
_SCOPE_END = re.compile("(?:的|[还仍]|分别|比重|比例|份额|排名|综合|最[低高大小]|[由从])$")
_SCOPE_BEGIN = re.compile("(?:[了约的从在、至]|到(?![位账期])|[上提跃]升[到至]?|升[到至])+")


def scope_of(of: str) -> str:
    """The reference set of a share or rank, as the clause has it."""
    if begin := _SCOPE_BEGIN.match(of):
        of = of[begin.end() :]
    while end := _SCOPE_END.search(of):
        of = of[: end.start()]
    return of.strip("“”—- ")
