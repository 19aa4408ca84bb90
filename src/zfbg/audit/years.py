"""Years that the title, the headings and the text tell differently, and dates out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from zfbg.model import Finding, Report, Span

CHECK = "years"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A report that comes out so many days behind its time is late.
LATE = 180


def find(report: Report) -> Iterator[Finding]:
    """Contradicting years; a report signed after it was issued, or issued after it was published."""
    mismatches = [issue for issue in report.issues if issue.code == "year-mismatch"]
    for issue in mismatches:
        yield Finding(CHECK, "hard", issue.message, (issue.span,))
    yield from _days(report)
    yield from _numbers(report)
    yield from _late(report)


def _days(report: Report) -> Iterator[Finding]:
    meta = report.meta
    days = [("signed", meta.signed), ("issued", meta.issued), ("published", meta.published)]
    told = [(name, day) for name, day in days if day]
    for (one, first), (other, second) in pairwise(told):
        where = _fields(report, one, other)
        if first > second:
            yield Finding(CHECK, "soft", f"{one} {first.isoformat()} is after {other} {second.isoformat()}", where)
        elif one != other:
            said = f"{one} {first.isoformat()} is not after {other} {second.isoformat()}"
            yield Finding(CHECK, "holds", said, where)


def _numbers(report: Report) -> Iterator[Finding]:
    """The years in 文号 and 索引号 against the day of the report: ``info`` where they differ."""
    meta = report.meta
    day = meta.issued or meta.signed or meta.created or meta.published
    for name, number in (("document_number", meta.document_number), ("index_number", meta.index_number)):
        years = _YEAR.findall(number or "")
        if not day or len(years) != 1:
            continue
        agrees = int(years[0]) == day.year
        said = f"{number} names {years[0]}, the report is of {day.isoformat()}"
        yield Finding(CHECK, "holds" if agrees else "info", said, _fields(report, name))


def _late(report: Report) -> Iterator[Finding]:
    """A report that came out long after its time, and what it plans for a time that is past by then: ``info``."""
    meta = report.meta
    day = meta.published or meta.issued or meta.signed
    end = meta.summary_period.end if meta.summary_period else None
    if not day or not end:
        return
    where = _fields(report, "published", "issued", "signed")
    if (day - end).days > LATE:
        said = f"{day.isoformat()} is {(day - end).days} days after the end of {_told(end)} that the report is on"
        yield Finding(CHECK, "info", said, where)
        seen = set()
        for fact in report.facts:
            ends = fact.period.end if fact.period and fact.status == "planned" else None
            if ends and end < ends < day and (ends, fact.period) not in seen:
                seen.add((ends, fact.period))
                said = f"what is planned for {_told(ends)} was past on {day.isoformat()}"
                yield Finding(CHECK, "info", said, (fact.span,))


def _told(day: date) -> str:
    return day.isoformat()


def _fields(report: Report, *names: str) -> tuple[Span, ...]:
    spans = tuple(field.span for field in report.meta.fields if field.name in names)
    return spans or (Span(0, 0),)
