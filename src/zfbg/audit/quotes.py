"""Quotation marks and title marks that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zfbg.audit.sentences import mended, places
from zfbg.model import Finding, Item, Report, Section, Span

CHECK = "quotes"
PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』"}
_CLOSING = {close: opening for opening, close in PAIRS.items()}
_SIGNS = re.compile(f"[{''.join(PAIRS)}{''.join(PAIRS.values())}]")
# A quotation has no more paragraphs.
NEAR = 6
# So many signs are shown of each kind.
SHOWN = 8


def find(report: Report) -> Iterator[Finding]:
    """Signs without their other half, by kinds."""
    text, place = mended(report), places(report)
    alone: dict[str, list[Alone]] = {opening: [] for opening in PAIRS}
    counts: dict[str, list[int]] = {opening: [0, 0] for opening in PAIRS}
    nodes = (node for node in report.walk() if isinstance(node, Section | Item))
    for number, node in enumerate(nodes):
        span = node.heading if isinstance(node, Section) else node.span
        start, end = place(span.start), place(span.end)
        for at, sign in _alone(text.string[start:end], counts):
            alone[_CLOSING.get(sign, sign)].append(Alone(start + at, sign, number))
    for opening, close in PAIRS.items():
        left = _left(alone[opening])
        opened, closed = counts[opening]
        if left:
            spans = tuple(text.span(at, at + 1) for at in left[:SHOWN])
            said = f"{opened} {opening} and {closed} {close}; {len(left)} of them without the other"
            yield Finding(CHECK, "soft", said, spans)
        elif opened:
            said = f"each of {opened} {opening} is closed by {close}"
            yield Finding(CHECK, "holds", said, (Span(0, len(report.source.raw)),))


class Alone(NamedTuple):
    """A sign without its other half in its paragraph."""

    at: int
    sign: str
    paragraph: int


def _alone(words: str, counts: dict[str, list[int]]) -> Iterator[tuple[int, str]]:
    """The signs of one paragraph that have no other half there; ``counts`` are added to."""
    open_: dict[str, list[int]] = {opening: [] for opening in PAIRS}
    for found in _SIGNS.finditer(words):
        at, sign = found.start(), found[0]
        if sign in PAIRS:
            counts[sign][0] += 1
            if open_[sign] and sign == "“":  # an inner one would be ‘
                yield open_[sign].pop(), sign
            open_[sign].append(at)
        else:
            opening = _CLOSING[sign]
            counts[opening][1] += 1
            if open_[opening]:
                open_[opening].pop()
            else:
                yield at, sign
    for opening, waiting in open_.items():
        yield from ((at, opening) for at in waiting)


def _left(alone: list[Alone]) -> list[int]:
    """The signs that find no other half in a later paragraph either.

    A quotation of several paragraphs opens each of them and closes with the last (GB/T 15834).
    """
    left: list[int] = []
    waiting: list[Alone] = []
    for each in sorted(alone):
        if each.sign in PAIRS:
            waiting.append(each)
        elif waiting and 0 < each.paragraph - waiting[-1].paragraph <= NEAR:
            waiting.pop()
            while waiting and each.paragraph - waiting[-1].paragraph <= NEAR:
                waiting.pop()
        else:
            left.append(each.at)
    return sorted([*left, *(each.at for each in waiting)])
