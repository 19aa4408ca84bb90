"""Growth against the levels that it leads from and to: within a report, and against the report of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zfbg.audit import naming
from zfbg.audit.claims import LIKELY, POSSIBLE, Claim, plain, rough, signed, told, weigh
from zfbg.audit.intervals import NOTHING, ROUNDED, Interval, printed, product, quotient
from zfbg.audit.sentences import Figure, Sentence, kind, sentences
from zfbg.audit.sums import is_level
from zfbg.lexicon import of_lexicon, table
from zfbg.model import Fact, Finding, Report

CHECK = "growth"
WHOLE = Decimal(100)
FAR = 4
_MORE = re.compile("净增|新增")
_YEAR = re.compile("(?:19|20)\\d\\d")


def find(report: Report) -> Iterator[Finding]:
    """Growth that does not follow from what it leads from and to."""
    yield from weigh(report, claims(report))
    yield from implied(report)


def claims(report: Report) -> Iterator[Claim]:
    """What a report says of growth and of the amounts beside it."""
    for sentence in sentences(report):
        for figure in sentence.figures:
            fact = figure.fact
            if fact.measure == "growth" and fact.unit == "%":
                yield from _by_amount(sentence, figure)
                yield from _to_nothing(sentence, figure)


def _by_amount(sentence: Sentence, growth: Figure) -> Iterator[Claim]:
    """存款9万亿元,比年初增加1万亿元,增长12.5%: what was added, of what there was before."""
    before = sentence.figures[max(0, growth.number - 2) : growth.number]
    if len(before) < 2 or before[1].fact.measure != "change" or not is_level(before[0].fact):
        return
    level, change = before[0].fact, before[1].fact
    keys = {naming.key(each) for each in (level, change, growth.fact)}
    comparable = len(keys) == 1 and kind(level) == kind(change) and change.base == growth.fact.base
    if "(" in sentence.between(before[0], before[1]) or ")" in sentence.between(before[0], before[1]):
        return  # of what the bracket told of
    if not comparable or is_real(growth.fact) or level.period != growth.fact.period:
        return

    def holds(slack: Decimal) -> bool:
        # change = growth of (level - change)
        was = printed(level, slack) - printed(change, slack, level.unit)
        return _grown(was, printed(growth.fact, slack)).meets(printed(level, slack))

    was = (printed(level, NOTHING) - printed(change, NOTHING, level.unit)).lower
    made = plain(_percent(level.value, was), "%") if was and level.value is not None else "some other"
    said = f"{told(level)}, changed by {signed(change)}, is growth of {made}"
    facts = (level, change, growth.fact)
    shown = signed(growth.fact)
    yield Claim(CHECK, LIKELY, facts, holds, f"{said}: {shown}", f"{said}, not {shown}")


def _to_nothing(sentence: Sentence, growth: Figure) -> Iterator[Claim]:
    """未发生事故, and 死亡人数下降100%: nothing is left."""
    if growth.fact.value != -WHOLE:
        return
    before = sentence.figures[max(0, growth.number - FAR) : growth.number]
    for figure in reversed(before):
        fact = figure.fact
        if is_level(fact) and (fact.by.endswith(".none") or _named_alike(figure.name, growth.name)):
            yield Claim(
                CHECK,
                LIKELY,
                (fact, growth.fact),
                lambda slack, fact=fact: printed(fact, slack).meets(Interval.at(NOTHING)),  # type: ignore[misc]
                f"{told(growth.fact)} leaves nothing: {told(fact)}",
                f"{told(growth.fact)} leaves nothing, {told(fact)} is something",
            )
            return
        if fact.by.endswith(".none") or fact.value == 0:
            yield Claim(
                CHECK,
                POSSIBLE,
                (fact, growth.fact),
                lambda _: True,
                f"{told(growth.fact)} leaves nothing: {told(fact)}",
                "",
            )
            return


def _named_alike(one: str, other: str) -> bool:
    short, long = sorted(map(naming.name, (one, other)), key=len)
    return len(short) >= 2 and long.endswith(short)


def implied(report: Report) -> Iterator[Finding]:
    """净增4148家,增长39.6%: what there was before and is now, as ``info``."""
    for sentence in sentences(report):
        for more, growth in zip(sentence.figures, sentence.figures[1:], strict=False):
            fact, rate = more.fact, growth.fact
            added = is_level(fact) and _MORE.search(fact.indicator) and rate.measure == "growth" and rate.unit == "%"
            alike = naming.tail(more) in growth.name or naming.tail(growth) in more.name
            if added and alike and fact.value and rate.value and rate.value > 0 and "企业数" in growth.name:
                was = quotient(product(fact.value, WHOLE), rate.value)
                now = rough(was + fact.value, fact.unit)
                said = f"{told(fact)}, growth of {rate.text}, leads from about {rough(was, fact.unit)} to {now}"
                yield Finding(CHECK, "info", said, (fact.span, rate.span))


def compare(report: Report, other: Report) -> Iterator[Finding]:
    """Growth over the year before against the level that another report tells of that year; always ``soft``.

    Levels at the prices of their year do not give the growth of value added, which is at constant prices (国家统计局),
    and 规上 growth is that of the same enterprises: the latter is compared, the former not.
    """
    base = {mark: fact for fact in other.facts if is_level(fact) and (mark := naming.mark(fact, other))}
    levels: dict[tuple[str, ...], Fact] = {}
    for fact in report.facts:
        mark = naming.mark(fact, report)
        if not mark:
            continue
        if is_level(fact):
            levels[mark] = fact
        if fact.measure != "growth" or fact.unit != "%" or fact.base != "yoy" or is_real(fact):
            continue
        level, was = levels.get(mark), base.get((*mark[:-1], _year_before(mark[-1])))
        if level is None or was is None or kind(level) != kind(was):
            continue
        made = _grown(printed(was, ROUNDED, level.unit), printed(fact))
        before = printed(was, NOTHING, level.unit).lower
        shown = plain(_percent(level.value, before), "%") if level.value is not None and before else "some other"
        what = f"{told(level)} after {told(was)} in the other report is growth of {shown}"
        spans = (level.span, fact.span)
        if made.meets(printed(level)):
            yield Finding(CHECK, "holds", f"{what}: {signed(fact)}", spans, other_spans=(was.span,))
        else:
            same = " (规上 growth is that of the same enterprises)" if "规上" in naming.name(level.indicator) else ""
            yield Finding(CHECK, "soft", f"{what}, not {signed(fact)}{same}", spans, other_spans=(was.span,))


def is_real(fact: Fact) -> bool:
    """Whether growth is at constant prices, so that two levels do not give it."""
    return named_real(fact.subject + fact.indicator)


def named_real(name: str) -> bool:
    """Whether the growth of what has this name is at constant prices."""
    return any(word in name for word in _real())


def _grown(was: Interval, growth: Interval) -> Interval:
    """What there is after growth in percent of what there was."""
    return (was * (growth + Interval.at(WHOLE)).within(NOTHING, None)).times(Decimal("0.01"))


def _percent(now: Decimal, was: Decimal) -> Decimal:
    return quotient(product(now - was, WHOLE), was)


def _year_before(edtf: str) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) - 1), edtf)


@of_lexicon
def _real() -> tuple[str, ...]:
    return tuple(table("audit")["real"]["words"])
