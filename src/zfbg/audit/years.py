"""Years that the title, the headings and the text tell differently, and dates of the page out of order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zfbg.audit import Check
from zfbg.hookspecs import hookimpl
from zfbg.model import Finding, Report, Span


def find(report: Report) -> Iterator[Finding]:
    """Contradicting years; a report signed after it was issued, or issued after it was published."""
    for issue in report.issues:
        if issue.code == "year-mismatch":
            yield Finding("years", "hard", issue.message, (issue.span,))
    meta = report.meta
    days = [("signed", meta.signed), ("issued", meta.issued), ("published", meta.published)]
    told = [(name, day) for name, day in days if day]
    for (one, first), (other, second) in pairwise(told):
        if first > second:
            spans = tuple(each.span for each in meta.fields if each.name in {one, other})
            message = f"{one} {first.isoformat()} is after {other} {second.isoformat()}"
            yield Finding("years", "soft", message, spans or (Span(0, 0),))


@hookimpl
def zfbg_checks() -> tuple[Check, ...]:
    return (Check("years", find),)
