"""Parts of a whole: no share is above 100 %, and the members of a ratio make up a whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zfbg.audit import Check
from zfbg.hookspecs import hookimpl
from zfbg.model import Fact, Finding, Report

WHOLE = Decimal(100)


def beyond(report: Report) -> Iterator[Finding]:
    """Shares that are above 100 % or below 0, by all that is known of them (XXX% may be 100, 1XX% may not)."""
    for fact in report.facts:
        if fact.measure != "share" or fact.unit != "%":
            continue
        least = fact.value if fact.value is not None else fact.lower
        most = fact.value if fact.value is not None else fact.upper
        if (least is not None and least > WHOLE) or (most is not None and most < 0):
            yield Finding("shares", "hard", f"{fact.text} is no share of a whole", (fact.span,))


def ratios(report: Report) -> Iterator[Finding]:
    """Ratios (三次产业结构11.1:36.3:52.6) that do not make up 100, by more than their printed digits allow."""
    members: list[Fact] = []
    for fact in (*report.facts, None):
        follows = fact is not None and fact.by.endswith(".ratio")
        if members and not (follows and fact is not None and _next(report, members[-1], fact)):
            yield from _uneven(report, members)
            members = []
        if follows and fact is not None:
            members.append(fact)


def _next(report: Report, one: Fact, other: Fact) -> bool:
    return report.source.raw[one.span.end : other.span.start].strip() in {":", "：", "∶"}


def _uneven(report: Report, members: list[Fact]) -> Iterator[Finding]:
    values = [fact.value for fact in members if fact.value is not None]
    if len(values) < len(members) or len(values) < 3:
        return
    total = sum(values, Decimal(0))
    # each member may be off by half a unit of its last digit (GB/T 8170)
    slack = sum((Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2 for value in values), Decimal(0))
    if abs(total - WHOLE) > slack:
        said = report.source.raw[members[0].span.start : members[-1].span.end]
        yield Finding("shares", "hard", f"{said} makes up {total}, not 100", tuple(fact.span for fact in members))


def find(report: Report) -> Iterator[Finding]:
    """Shares and ratios that cannot be."""
    yield from beyond(report)
    yield from ratios(report)


@hookimpl
def zfbg_checks() -> tuple[Check, ...]:
    return (Check("shares", find),)
