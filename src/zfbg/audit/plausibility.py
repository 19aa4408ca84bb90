"""What can hardly be: more at a later stage than before it, half a household, a fall by more than all there was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from zfbg.audit import naming
from zfbg.audit.claims import LIKELY, POSSIBLE, Claim, rough, told, torn, weigh
from zfbg.audit.intervals import printed, product, quotient
from zfbg.audit.makeup import at_most
from zfbg.audit.sentences import Figure, Sentence, kind, sentences
from zfbg.audit.sums import is_level, levels, own_words
from zfbg.lexicon import table
from zfbg.model import Fact, Finding, Report

CHECK = "plausibility"
# So many figures before one are looked at for an earlier stage.
FAR = 4
WHOLE = Decimal(100)
# What is counted one by one: no half of it is built.
_ONES = frozenset({"家", "户", "人", "名", "位", "栋", "座", "辆", "台", "起", "宗", "件", "笔", "场", "所"})
_COMMA = re.compile("[,;:。]")
# So many signs before a figure may say that it is of each.
LEAD = 24
_EACH = re.compile("[每均]")
# A rate, as so many to so many people or so much money.
_TO = re.compile("[每均率百千万亿]")


def find(report: Report) -> Iterator[Finding]:
    """Figures that can hardly be."""
    yield from weigh(report, claims(report))
    yield from halves(report)
    yield from falls(report)


def claims(report: Report) -> Iterator[Claim]:
    """What a report says of the stages of one thing, and of what is made in a year and what it adds."""
    said = sentences(report)
    for sentence in said:
        yield from _stages(sentence)
    yield from _value_added(said)


def _stages(sentence: Sentence) -> Iterator[Claim]:
    """已建设1050个,开通4000个: of one thing there is no more at a later stage."""
    found = levels(sentence)
    for at, later in enumerate(found):
        for earlier in reversed(found[max(0, at - FAR) : at]):
            if earlier.kind != later.kind:
                continue
            steps = _steps(sentence, earlier, later)
            if steps is None:
                continue
            first, last, same = steps
            one, other = (earlier, later) if same >= 0 else (later, earlier)
            strength = LIKELY if _one_thing(sentence, one, other, first, last) else POSSIBLE
            if strength == POSSIBLE and naming.tail(one) != naming.tail(other):
                continue
            yield at_most(CHECK, strength, other, one, f"{last} comes after {first}")
            break


def _steps(sentence: Sentence, one: Figure, other: Figure) -> tuple[str, str, int] | None:
    """The stages that two counts are of, the first and the last; 1 where they stand in this order, -1 where not."""
    said = [_clause(sentence, figure) + "|" + figure.name for figure in (one, other)]
    for order in table("audit")["stages"]["orders"]:
        places = [max((at for at, stage in enumerate(order) if stage in words), default=-1) for words in said]
        if min(places) >= 0 and places[0] != places[1]:
            first, last = sorted(places)
            return order[first], order[last], 1 if places[0] < places[1] else -1
    return None


def _clause(sentence: Sentence, figure: Figure) -> str:
    """The clause before a figure; of a list that goes on (…等19家;…等10家), with the clauses before."""
    said = ""
    for number in range(figure.number, max(-1, figure.number - FAR), -1):
        words = _COMMA.split(sentence.figures[number].lead)
        said = words[-1] + said
        if not said.endswith("等") or len(words) == 1:
            break
    return said


def _one_thing(sentence: Sentence, earlier: Figure, later: Figure, first: str, last: str) -> bool:
    """Whether two counts are of the same things: the later one names nothing else, or the same."""
    names = [naming.name(figure.name) for figure in (earlier, later)]
    bare = [name.replace(stage, "") for name, stage in zip(names, (first, last), strict=True)]
    words = own_words(sentence, later).replace(last, "").strip("已了现并共达")
    return bare[0] == bare[1] or not words


def _value_added(said: Iterable[Sentence]) -> Iterator[Claim]:
    """增加值 is part of 总产值 of the same, told in one paragraph: a tenth to a half of it, as a rule."""
    outputs: dict[tuple[object, ...], Fact] = {}
    for sentence in said:
        for figure in levels(sentence):
            fact = figure.fact
            name = naming.name(fact.indicator)
            mark = (sentence.paragraph, name[:-3], fact.place, fact.period, fact.unit)
            if name.endswith("总产值"):
                outputs[mark] = fact
            elif name.endswith("增加值") and (output := outputs.get(mark)) and output.value and fact.value:
                share = quotient(product(fact.value, WHOLE), output.value)
                what = f"{told(fact)} is {rough(share, '%')} of {told(output)}"
                yield Claim(
                    CHECK,
                    LIKELY,
                    (output, fact),
                    lambda _, share=share: Decimal(5) <= share <= Decimal(60),  # type: ignore[misc]
                    f"{what}: from 5% to 60%, as value added is",
                    f"{what}, where from 5% to 60% is to be expected",
                )


def halves(report: Report) -> Iterator[Finding]:
    """Fractions of what is counted one by one: 12.5家."""
    for fact in report.facts:
        if not is_level(fact) or fact.unit not in _ONES or fact.value is None or not _broken(fact.value):
            continue
        lead = report.source.raw[max(0, fact.span.start - LEAD) : fact.span.start]
        if not (_TO.search(fact.subject + fact.indicator) or _EACH.search(lead) or torn(report, fact)):
            yield Finding(CHECK, "soft", f"{told(fact)} is no whole number of {kind(fact)}", (fact.span,))


def _broken(value: Decimal) -> bool:
    return int(value.as_tuple().exponent) < 0 and value != value.to_integral_value()


def falls(report: Report) -> Iterator[Finding]:
    """A fall by more than all there was; it may be of a profit that turned into a loss."""
    for fact in report.facts:
        if fact.measure != "growth" or fact.unit != "%" or not fact.sure or torn(report, fact):
            continue
        known = printed(fact)
        most = known.upper
        if most is not None and most < -WHOLE and not any(word in fact.indicator for word in ("利润", "收益", "盈余")):
            yield Finding(CHECK, "soft", f"{told(fact)} falls by more than all there was", (fact.span,))
