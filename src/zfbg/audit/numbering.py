"""Gaps, repeats and restarts in the numbering of headings and items, as the outline met them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zfbg.model import Finding, Issue, Item, Report, Section, Span

CHECK = "numbering"
CODES = frozenset({"ordinal-gap", "ordinal-repeated", "ordinal-restart", "ordinal-lost"})
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}
_LABEL = re.compile(
    r"(?:^|(?<=[\n。；;]))[\s\u3000]*[（(]?(?P<number>\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?)[)）、.．]"
)
# Whose ordinal is a position, not a number.
_UNNUMBERED = frozenset({"dash", "bullet", "bare", "annex", "side"})


def find(report: Report) -> Iterator[Finding]:
    """What the outline could not count, what it inferred, and the series that it could count."""
    faults = [issue for issue in report.issues if issue.code in CODES]
    before = {_span(one).start: other for run in _series(report) for other, one in pairwise(run)}
    # A page whose parts were joined in another order has both a gap and what is missing there further on.
    joined = {"ordinal-gap", "ordinal-restart"} <= {issue.code for issue in faults}
    for issue in faults:
        sibling = before.get(issue.span.start)
        if issue.code == "ordinal-gap" and _there(report, sibling, issue.span):
            continue
        moved = joined and issue.code in {"ordinal-gap", "ordinal-restart"}
        also = "; the parts of the page may stand in another order" if moved else ""
        soft = moved or _may_begin(report, issue, sibling)
        yield Finding(CHECK, "soft" if soft else "hard", issue.message + also, (issue.span,))
    for issue in report.issues:
        if issue.code == "ordinal-inferred":
            yield Finding(CHECK, "soft", issue.message, (issue.span,))
    for members in _series(report):
        spans = tuple(_span(member) for member in members)
        inferred = [member for member in members if member.marker and member.marker.inferred]
        for member in inferred:
            if isinstance(member, Item) and member.marker:
                said = f"the number {member.marker.ordinal} of an item is lost and follows from its neighbours"
                yield Finding(CHECK, "soft", said, (_span(member),))
        first, last = (member.marker.ordinal if member.marker else 0 for member in (members[0], members[-1]))
        ordinals = [member.marker.ordinal for member in members if member.marker]
        if ordinals == list(range(1, len(members) + 1)) and not inferred:
            style = members[0].marker.text if members[0].marker else ""
            yield Finding(CHECK, "holds", f"{style.strip()} and what follows count from {first} to {last}", spans)


def _may_begin(report: Report, issue: Issue, before: Section | Item | None) -> bool:
    """Whether a list may begin here: a table or annex that counts anew, or the rest of one that was cut off."""
    if issue.code == "ordinal-gap":
        return before is None
    label = _LABEL.search(report.source.raw, issue.span.start, issue.span.end)
    first = label is not None and _ordinal(label["number"]) == 1
    return issue.code == "ordinal-restart" or (issue.code == "ordinal-repeated" and first)


def _there(report: Report, before: Section | Item | None, span: Span) -> bool:
    """Whether a label that is missing stands at the head of a line after all, in front of what is no heading."""
    here = next((found for found in _LABEL.finditer(report.source.raw, span.start, span.end)), None)
    if before is None or before.marker is None or here is None:
        return False
    said = before.marker.ordinal + 1
    shown = report.source.raw[_span(before).start : span.start]
    return any(_ordinal(found["number"]) == said for found in _LABEL.finditer(shown))


def _ordinal(numeral: str) -> int:
    """The number of a label: 16, 十六, 二十."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _series(report: Report) -> Iterator[list[Section | Item]]:
    """Headings and items of one style under one heading."""
    stack = [report.children]
    while stack:
        children = stack.pop()
        series: dict[str, list[Section | Item]] = {}
        for child in children:
            if isinstance(child, Section):
                stack.append(child.children)
            if child.marker and child.marker.style not in _UNNUMBERED:
                series.setdefault(f"{type(child).__name__} {child.marker.style}", []).append(child)
        yield from (members for members in series.values() if len(members) > 1)


def _span(node: Section | Item) -> Span:
    return node.heading if isinstance(node, Section) else node.span
