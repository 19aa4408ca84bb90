"""Quotation marks and title marks that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.audit.sentences import mended
from zfbg.model import Finding, Item, Report, Section, Span

CHECK = "quotes"
PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』"}
_CLOSING = {close: opening for opening, close in PAIRS.items()}
_SIGNS = re.compile(f"[{''.join(PAIRS)}{''.join(PAIRS.values())}]")
# So many signs are shown of each kind.
SHOWN = 8


def find(report: Report) -> Iterator[Finding]:
    """Signs without their other half, by kinds; one that closes on a later paragraph is none."""
    text = mended(report)
    open_: dict[str, list[int]] = {opening: [] for opening in PAIRS}
    alone: dict[str, list[int]] = {opening: [] for opening in PAIRS}
    counts: dict[str, list[int]] = {opening: [0, 0] for opening in PAIRS}
    for node in report.walk():
        if not isinstance(node, Section | Item):
            continue
        span = node.heading if isinstance(node, Section) else node.span
        start, end = text.at(span.start), text.at(span.end)
        words = text.string[start:end]
        for opening, waiting in open_.items():
            # A quotation of several paragraphs opens each of them and closes with the last (GB/T 15834).
            if waiting and words.lstrip().startswith(opening):
                waiting.clear()
                counts[opening][0] -= 1
            alone[opening] += waiting
            waiting.clear()
        for found in _SIGNS.finditer(words):
            at, sign = start + found.start(), found[0]
            if sign in PAIRS:
                if open_[sign] and sign == "“":  # an inner one would be ‘
                    alone[sign] += open_[sign]
                    open_[sign].clear()
                open_[sign].append(at)
                counts[sign][0] += 1
            else:
                opening = _CLOSING[sign]
                counts[opening][1] += 1
                if open_[opening]:
                    open_[opening].pop()
                else:
                    alone[opening].append(at)
    for opening, close in PAIRS.items():
        left = sorted({*alone[opening], *open_[opening]})
        opened, closed = counts[opening]
        if left:
            spans = tuple(text.span(at, at + 1) for at in left[:SHOWN])
            said = f"{opening} stands {opened} times and {close} {closed} times; {len(left)} of them without the other"
            yield Finding(CHECK, "soft", said, spans)
        elif opened:
            said = f"each of {opened} {opening} is closed by {close}"
            yield Finding(CHECK, "holds", said, (Span(0, len(report.source.raw)),))
