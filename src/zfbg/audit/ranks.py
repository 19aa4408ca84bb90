"""Ranks of one thing among ever more: who is 3rd in the city is not 1st in the province."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zfbg.audit.claims import LIKELY, Claim, told, weigh
from zfbg.audit.intervals import Interval
from zfbg.audit.sentences import Figure, sentences
from zfbg.model import Fact, Finding, Report

CHECK = "ranks"
_WIDER = ("全区", "全县", "全市", "全省", "全国")


def find(report: Report) -> Iterator[Finding]:
    """Ranks that cannot both be."""
    yield from weigh(report, claims(report))


def claims(report: Report) -> Iterator[Claim]:
    """Two ranks of one thing side by side: among more it is no better."""
    for sentence in sentences(report):
        for one, other in pairwise(sentence.figures):
            if not (one.fact.measure == other.fact.measure == "rank" and one.name == other.name):
                continue
            places = [_wide(figure) for figure in (one, other)]
            if -1 in places or places[0] == places[1] or not (one.fact.sure and other.fact.sure):
                continue
            near, far = (one.fact, other.fact) if places[0] < places[1] else (other.fact, one.fact)
            said = f"{told(near)} of {near.scope} and {told(far)} of {far.scope}"
            yield Claim(
                CHECK,
                LIKELY,
                (near, far),
                lambda _, near=near, far=far: _known(near).reaches(_known(far)),  # type: ignore[misc]
                f"{said} can both be",
                f"{said} cannot both be: among more, no place is better",
            )


def _wide(figure: Figure) -> int:
    return _WIDER.index(figure.fact.scope) if figure.fact.scope in _WIDER else -1


def _known(fact: Fact) -> Interval:
    return Interval(fact.lower, fact.upper) if fact.value is None or fact.bound else Interval.at(fact.value)
