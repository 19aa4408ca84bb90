"""Gaps, repeats and restarts in the numbering of headings and items, as the outline met them."""

from __future__ import annotations

from collections.abc import Iterator

from zfbg.model import Finding, Item, Report, Section, Span

CHECK = "numbering"
CODES = frozenset({"ordinal-gap", "ordinal-repeated", "ordinal-restart", "ordinal-lost"})
# Whose ordinal is a position, not a number.
_UNNUMBERED = frozenset({"dash", "bullet", "bare", "annex", "side"})


def find(report: Report) -> Iterator[Finding]:
    """What the outline could not count, what it inferred, and the series that it could count."""
    faults = [issue for issue in report.issues if issue.code in CODES]
    # A page whose parts were joined in another order has both a gap and what is missing there further on.
    joined = {"ordinal-gap", "ordinal-restart"} <= {issue.code for issue in faults}
    for issue in faults:
        soft = joined and issue.code in {"ordinal-gap", "ordinal-restart"}
        also = "; the parts of the page may stand in another order" if soft else ""
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
