"""Parts of a whole in percent: none above 100 %, ratios that make up a whole, shares that follow from two levels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from zfbg.audit import naming
from zfbg.audit.claims import LIKELY, Claim, plain, rough, told, torn, weigh
from zfbg.audit.intervals import NOTHING, Interval, printed, product, quotient, total
from zfbg.audit.rates import is_bounded
from zfbg.audit.sentences import Figure, Sentence, sentences
from zfbg.audit.sums import is_level
from zfbg.model import Fact, Finding, Report

CHECK = "shares"
WHOLE = Decimal(100)
# 福建省外贸50强: a list of so many.
_BEST = re.compile(r"(?P<number>\d{1,4}|百)[强佳优]")
# So many levels of one name are remembered as what a share may be of.
KEPT = 4


def find(report: Report) -> Iterator[Finding]:
    """Shares and ratios that cannot be, and shares against what they are of."""
    yield from beyond(report)
    yield from ratios(report)
    yield from weigh(report, claims(report))
    yield from implied(report)


def beyond(report: Report) -> Iterator[Finding]:
    """Shares and rates of parts above 100 % or below 0, by all that is known of them (XXX% may be 100, 1XX% not)."""
    for fact in report.facts:
        if fact.unit != "%" or not (fact.measure == "share" or is_bounded(fact)) or torn(report, fact):
            continue
        least = fact.value if fact.value is not None else fact.lower
        most = fact.value if fact.value is not None else fact.upper
        if (least is not None and least > WHOLE) or (most is not None and most < 0):
            severity = "hard" if fact.measure == "share" or fact.sure else "soft"
            yield Finding(CHECK, severity, f"{fact.text} is no share of a whole", (fact.span,))


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
    if len(values) < len(members) or len(values) < 3 or torn(report, members[0]) or torn(report, members[-1]):
        return
    # each member may be off by half a unit of its last digit (GB/T 8170)
    made = total(printed(fact) for fact in members)
    said = report.source.raw[members[0].span.start : members[-1].span.end]
    spans = tuple(fact.span for fact in members)
    if made.meets(Interval.at(WHOLE)):
        yield Finding(CHECK, "holds", f"{said} makes up 100", spans)
    else:
        yield Finding(CHECK, "hard", f"{said} makes up {sum(values, Decimal(0))}, not 100", spans)


def claims(report: Report) -> Iterator[Claim]:
    """Shares whose part and whole the report tells as well, of one time and place; and what they were before."""
    known: dict[str, list[Figure]] = defaultdict(list)
    for sentence in sentences(report):
        for figure in sentence.figures:
            fact = figure.fact
            if is_level(fact):
                known[naming.name(figure.name)].append(figure)
        for figure in sentence.figures:
            if figure.fact.measure == "share" and figure.fact.unit == "%":
                yield from _of_levels(report, sentence, figure, known)
        yield from _best_of(sentence)
        yield from _changed(sentence)


def _of_levels(report: Report, sentence: Sentence, share: Figure, known: dict[str, list[Figure]]) -> Iterator[Claim]:
    part = part_of(sentence, share)
    scope = naming.name(share.fact.scope)
    if part is None or not scope:
        return
    wholes = [
        whole
        for whole in known.get(scope, ())[-KEPT:]
        if whole.kind == part.kind
        and naming.place(whole.fact, report) == naming.place(part.fact, report)
        and (whole.fact.period, whole.fact.status) == (part.fact.period, part.fact.status)
    ]
    if wholes:
        made = [_share(share, part, whole) for whole in reversed(wholes)]
        yield next((claim for claim in made if claim.holds_as_printed), made[0])


def part_of(sentence: Sentence, share: Figure) -> Figure | None:
    """The level of what has the share, told before it in the sentence."""
    before = sentence.figures[max(0, share.number - 4) : share.number]
    return next(
        (
            each
            for each in reversed(before)
            if is_level(each.fact)
            and naming.key(each.fact) == naming.key(share.fact)
            and each.fact.period == share.fact.period
        ),
        None,
    )


def _share(share: Figure, part: Figure, whole: Figure, strength: str = LIKELY) -> Claim:
    unit = part.fact.unit

    def holds(slack: Decimal) -> bool:
        made = printed(share.fact, slack).within(NOTHING, None) * printed(whole.fact, slack, unit)
        return made.meets(printed(part.fact, slack).times(WHOLE))

    facts = (whole.fact, part.fact, share.fact)
    what = f"{told(part.fact)} of {told(whole.fact)}"
    value, all_ = part.fact.value, whole.fact.value
    if value is None or not all_:
        return Claim(
            CHECK, strength, facts, holds, f"{what} can be {share.fact.text}", f"{what} is not {share.fact.text}"
        )
    of = printed(whole.fact, NOTHING, unit).lower or all_
    made = plain(quotient(product(value, WHOLE), of), "%") if of else "?"
    return Claim(
        CHECK,
        strength,
        facts,
        holds,
        f"{what} is {made}: {share.fact.text}",
        f"{what} is {made}, not {share.fact.text}",
    )


def _best_of(sentence: Sentence) -> Iterator[Claim]:
    """17家厂商跻身福建省外贸50强,占比34%: a list of so many is the whole."""
    for share in sentence.figures:
        if share.fact.measure != "share" or not share.number:
            continue
        part = sentence.figures[share.number - 1]
        found = _BEST.search(part.fact.indicator)
        if found and is_level(part.fact) and part.fact.indicator == share.fact.indicator and part.fact.value:
            size = Decimal(100 if found["number"] == "百" else int(found["number"]))
            made = plain(quotient(product(part.fact.value, WHOLE), size), "%") if size else "?"

            def holds(slack: Decimal, share: Fact = share.fact, part: Fact = part.fact, size: Decimal = size) -> bool:
                return printed(share, slack).times(size).meets(printed(part, slack).times(WHOLE))

            what = f"{part.fact.text} of {found[0]} is {made}"
            yield Claim(
                CHECK,
                LIKELY,
                (part.fact, share.fact),
                holds,
                f"{what}: {share.fact.text}",
                f"{what}, not {share.fact.text}",
            )


def _changed(sentence: Sentence) -> Iterator[Claim]:
    """占比12.18%,提升0.18个百分点: what it was before is a share as well."""
    for share, change in zip(sentence.figures, sentence.figures[1:], strict=False):
        if share.fact.measure != "share" or share.fact.unit != "%" or change.fact.measure != "change":
            continue
        if (
            change.fact.unit not in {"个百分点", "百分点"}
            or not change.fact.scope
            or change.fact.scope != share.fact.scope
        ):
            continue

        def before(slack: Decimal, share: Fact = share.fact, change: Fact = change.fact) -> Interval:
            return printed(share, slack) - printed(change, slack)

        was = before(NOTHING)
        shown = plain(was.lower, "%") if was.lower is not None and was.lower == was.upper else "a share"
        what = f"{told(share.fact)}, changed by {change.fact.text}, was {shown} before"
        yield Claim(
            CHECK,
            LIKELY,
            (share.fact, change.fact),
            lambda slack, before=before: before(slack).meets(Interval(NOTHING, WHOLE)),  # type: ignore[misc]
            what,
            f"{what}, which is no share of a whole",
        )


def implied(report: Report) -> Iterator[Finding]:
    """What a level and its share say that the whole is: ``info``, with what the report tells of it for other times."""
    known: dict[str, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        if is_level(fact):
            known[_loosely(fact.subject + fact.indicator)].append(fact)
    for sentence in sentences(report):
        for share in sentence.figures:
            part = part_of(sentence, share) if share.fact.measure == "share" and share.fact.unit == "%" else None
            if part is None or not part.fact.value or not share.fact.value or not share.fact.scope:
                continue
            told_of = next(iter(known.get(_loosely(share.fact.scope), ())), None)
            if told_of and (told_of.period, told_of.status) == (part.fact.period, part.fact.status):
                continue
            whole = rough(quotient(product(part.fact.value, WHOLE), share.fact.value), part.fact.unit)
            said = f"{told(part.fact)}, {share.fact.text} of {share.fact.scope}, makes the whole about {whole}"
            other = f"; {told(told_of)} is told of {_when(told_of)}" if told_of else ""
            spans = (part.fact.span, share.fact.span, *((told_of.span,) if told_of else ()))
            yield Finding(CHECK, "info", f"{said}{other}", spans)


def _when(fact: Fact) -> str:
    when = fact.period.edtf if fact.period else "no time"
    return f"{when} ({fact.status})" if fact.status != "actual" else when


def _loosely(name: str) -> str:
    """A name without the place and the class that it is of: 全区工业总产值 and 规上工业企业总产值."""
    return re.sub("^(?:全|我)?[省市区县]|规上|企业", "", naming.name(name))
