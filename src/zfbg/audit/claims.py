"""What the figures of a report say of each other, and whether they can: a claim is weighed into a finding.

A room reads which figures claim what (this is the sum of those, this is part of that) and how plainly the text says so;
:func:`weigh` compares. What the text only may mean never becomes an accusation: where it holds it is told as such,
where it does not nothing was claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from zfbg.audit.intervals import CUT, ROUNDED
from zfbg.model import Fact, Finding, Report, Span

NEAR = 6
_TORN_BEFORE = re.compile(r"\d\s*(?:[.．]\s*|[,，]?\s*\n\s*|\s+)$")
_POINT_AFTER = re.compile(r"\s*[.．]\s*\d")
_TORN_AFTER = re.compile(r"\s*(?:[.．]|\n)\s*\d")
# How plainly the text makes a claim.
PLAIN = "plain"
LIKELY = "likely"
POSSIBLE = "possible"
# What does not hold is worth a note, and no contradiction.
NOTED = "noted"


@frozen(eq=False)
class Claim:
    """That figures agree: ``holds`` tells by how many units of the last printed digit each may be off.

    ``agrees`` is the message where they do, ``differs`` where they do not.
    """

    check: str
    strength: str
    facts: tuple[Fact, ...]
    holds: Callable[[Decimal], bool]
    agrees: str
    differs: str

    @property
    def holds_as_printed(self) -> bool:
        """Whether the figures agree within the rounding of their printed digits."""
        return self.holds(ROUNDED)

    @property
    def exact(self) -> bool:
        """Whether all figures are exact: neither masked, nor a range, nor bounded."""
        return all(fact.value is not None and not fact.bound for fact in self.facts)


def weigh(report: Report, claims: Iterable[Claim]) -> Iterator[Finding]:
    """Findings ``holds`` for the claims that hold; ``hard`` or ``soft`` ones for those that do not.

    What is claimed of the same figures twice is weighed once, and what rests on a torn one (60. 35亿元) not at all.
    """
    seen = set()
    for claim in claims:
        spans = spans_of(claim.facts)
        agrees = claim.holds_as_printed
        if (mark := (frozenset(spans), agrees)) in seen or any(torn(report, fact) for fact in claim.facts):
            continue
        seen.add(mark)
        if agrees:
            yield Finding(claim.check, "holds", claim.agrees, spans)
        elif claim.strength == NOTED:
            yield Finding(claim.check, "info", claim.differs, spans)
        elif claim.strength != POSSIBLE:
            hard = claim.strength == PLAIN and not claim.holds(CUT) and all(map(reliable, claim.facts))
            yield Finding(claim.check, "hard" if hard else "soft", claim.differs, spans)


def torn(report: Report, fact: Fact) -> bool:
    """Whether digits stand right beside a figure that a blank, a line break or a stop tore from it."""
    raw, span = report.source.raw, fact.span
    before, after = raw[max(0, span.start - NEAR) : span.start], raw[span.end : span.end + NEAR]
    tail = _TORN_AFTER if raw[span.end - 1 : span.end].isdecimal() else _POINT_AFTER
    return bool(_TORN_BEFORE.search(before) or tail.match(after))


def reliable(fact: Fact) -> bool:
    """Whether a hard finding may rest on a fact: its reading is sure, and it asserts something, not about (约, 近)."""
    return fact.sure and bool(fact.status) and fact.bound != "~"


def told(fact: Fact, figure: bool = True) -> str:
    """A fact for a message: what is measured and the figure as the text has it."""
    name = fact.subject + fact.indicator
    name = name if len(name) <= 24 else f"…{name[-23:]}"
    return f"{name} {fact.text}".strip() if figure else name


def signed(fact: Fact) -> str:
    """A growth or change for a message, with its sign, which its words tell (下降)."""
    return fact.text if fact.value is None else plain(fact.value, fact.unit)


def plain(value: Decimal, unit: str = "") -> str:
    """A number for a message, without the zeros that arithmetic left.

    >>> plain(Decimal("4.2100"), "亿元"), plain(Decimal("4E+2")), plain(Decimal("33.333333333333333"))
    ('4.21亿元', '400', '33.3333')
    """
    if abs(value) < Decimal(10) ** 12 and value == value.to_integral_value():
        return f"{value.to_integral_value():f}{unit}"
    shown = f"{value:.4f}" if Decimal("0.01") <= abs(value) < Decimal(10) ** 12 else f"{value:.4g}"
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown and 'e' not in shown.lower() else shown}{unit}"


def rough(value: Decimal, unit: str = "") -> str:
    """A number that rests on rounded ones, with four digits.

    >>> rough(Decimal("163.2045"), "亿元"), rough(Decimal("10474.7"), "家")
    ('163.2亿元', '10475家')
    """
    size = value.adjusted()
    return plain(value.quantize(Decimal(1).scaleb(min(0, max(size - 3, -6)))) if abs(size) < 20 else value, unit)


def spans_of(facts: Iterable[Fact]) -> tuple[Span, ...]:
    """Where the figures of facts stand, each once."""
    return tuple(dict.fromkeys(fact.span for fact in facts))
