"""A part that is larger than its whole: behind 其中, by its name, or by what stands in the table of parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from zfbg.audit import naming
from zfbg.audit.claims import LIKELY, NOTED, PLAIN, POSSIBLE, Claim, weigh
from zfbg.audit.makeup import at_most
from zfbg.audit.sentences import Figure, Sentence, sentences
from zfbg.audit.sums import levels, own_words, parted
from zfbg.lexicon import either, of_lexicon, table
from zfbg.model import Fact, Finding, Period, Report

CHECK = "subsets"
# So many figures before one are looked at for its whole.
FAR = 6
# Unit, place, time, and whether it is planned.
Mark = tuple[str, str, str, bool]
# A quarter has fewer days.
QUARTER = 93
_NEW = re.compile("^(?:新增|新认定|新净增|净增|新建|新培育)")
# So many times as much is no part that is too large, but another thing.
APART = 100
_TO = re.compile("每|平均|人均")
_MEAN = re.compile("均|每|率$|指数$|价格$")
_ALSO = re.compile("(?:另有|另外|还有)")
_HOW_MANY = re.compile("(?:总数|累计|总量|在库|达)")


def find(report: Report) -> Iterator[Finding]:
    """Parts against the wholes that they are in."""
    yield from weigh(report, claims(report))


def claims(report: Report) -> Iterator[Claim]:
    """What a report says of parts of wholes."""
    said = sentences(report)
    before: Sentence | None = None
    for sentence in said:
        near = before.figures if before and before.paragraph == sentence.paragraph else ()
        found = levels(sentence)
        yield from _among(sentence, near)
        yield from _named(found)
        yield from _narrowed(sentence, found)
        yield from _new(sentence, found)
        before = sentence
    yield from _besides(said)
    yield from _continued(said)
    yield from _by_time(said)
    yield from _tabled(report, said)


def _among(sentence: Sentence, near: Sequence[Figure]) -> Iterator[Claim]:
    """A whole, 其中 a part."""
    for told in parted(sentence, near):
        whole = _alike(told.wholes, told.parts)
        for part in told.parts:
            first = part is told.parts[0] and told.close and whole is told.wholes[0]
            if is_mean(part) or is_mean(whole) or _TO.search(part.lead + whole.lead):
                continue
            plainly = first and len(told.wholes) == 1 and not told.bracket and not _apart(part.fact, whole.fact)
            strength = PLAIN if plainly else POSSIBLE
            made = [at_most(CHECK, strength, part, each) for each in dict.fromkeys((whole, *told.wholes))]
            yield next((claim for claim in made if claim.holds_as_printed), made[0])
        parallel = [part for part in told.parts if naming.tail(part) == naming.tail(told.parts[0])]
        if len(parallel) > 1 and not is_mean(whole):
            yield at_most(CHECK, POSSIBLE, parallel, whole)


def is_mean(figure: Figure) -> bool:
    """Whether a figure is an average, or below zero: its parts may be more."""
    value = figure.fact.value
    return "/" in figure.fact.unit or bool(_MEAN.search(figure.name)) or (value is not None and value < 0)


def _alike(wholes: Sequence[Figure], parts: Sequence[Figure]) -> Figure:
    """The nearest whole that is called as the first part is (产值), else the nearest."""
    return next((whole for whole in wholes if naming.tail(whole) == naming.tail(parts[0])), wholes[0])


def _apart(part: Fact, whole: Fact) -> bool:
    """Whether a part is so much more than its whole that one of them was misread, or is of another thing."""
    if not part.base_value or not whole.base_value:
        return False
    return abs(part.base_value) > APART * abs(whole.base_value)


def _named(found: Sequence[Figure]) -> Iterator[Claim]:
    """走访企业 and 走访挂钩企业, 引进企业 and 签约企业: what has a word more, or another verb, is a part."""
    for at, part in enumerate(found):
        called = naming.name(part.name)
        for whole in found[max(0, at - FAR) : at]:
            of = _done().sub("", re.split("[共已现]", naming.name(whole.name))[-1])
            if whole.kind == part.kind and not is_mean(whole) and len(of) >= 4 and _narrower(called, of):
                yield at_most(CHECK, POSSIBLE, part, whole)


def _narrowed(sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """39家企业无厂房,已摸排15家: what was done already is of what was counted just before."""
    for whole, part in pairwise(found):
        if whole.kind == part.kind and not is_mean(whole) and "已" in sentence.between(whole, part)[-FAR * 2 :]:
            yield at_most(CHECK, POSSIBLE, part, whole)


def _narrower(part: str, whole: str) -> bool:
    """Whether a name is another one with a word put into it."""
    if len(part) <= len(whole):
        return False
    lead = 0
    while lead < len(whole) and part[lead] == whole[lead]:
        lead += 1
    return part.endswith(whole[lead:])


def _new(sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """新增9家,总数达29家: what is new is no more than all there are."""
    for at, new in enumerate(found):
        called = naming.name(new.name)
        if not _NEW.search(called):
            continue
        for all_ in found[at + 1 : at + 1 + FAR]:
            of = naming.name(all_.name)
            if all_.kind == new.kind and of == _NEW.sub("", called):
                counted = _HOW_MANY.search(own_words(sentence, all_)) or _HOW_MANY.search(all_.name)
                yield at_most(CHECK, LIKELY if counted else POSSIBLE, new, all_)
                break


def _besides(said: Sequence[Sentence]) -> Iterator[Claim]:
    """39户…。8户已签约。另有8户…: what follows one count is of the count that the section begins with."""
    first: dict[tuple[int, str], Figure] = {}
    last: dict[tuple[int, str], Figure] = {}
    for sentence in said:
        for figure in levels(sentence):
            place = (sentence.section, figure.kind)
            whole, one = first.setdefault(place, figure), last.get(place)
            if one and one is not whole and _ALSO.search(own_words(sentence, figure)):
                yield at_most(CHECK, POSSIBLE, [one, figure], whole)
            last[place] = figure


def _by_time(said: Sequence[Sentence]) -> Iterator[Claim]:
    """项目12个。一季度开工3个,二季度开工4个: what was done in parts of a time is of the count that came first."""
    first: dict[tuple[int, str], Figure] = {}
    parts: dict[tuple[int, str, str], dict[str, Figure]] = defaultdict(dict)
    for sentence in said:
        for figure in levels(sentence):
            whole = first.setdefault((sentence.paragraph, figure.kind), figure)
            if whole is not figure and _short(figure.fact.period):
                mark = (sentence.paragraph, figure.kind, naming.tail(figure, 4))
                parts[mark].setdefault(_year(figure), figure)
    for (paragraph, kind, _), told in parts.items():
        if len(told) > 1:
            yield at_most(CHECK, POSSIBLE, list(told.values()), first[(paragraph, kind)])


def _short(period: Period | None) -> bool:
    """Whether a time is a quarter or less, or some months of a masked year."""
    if period and period.start and period.end:
        return (period.end - period.start).days < QUARTER
    return period is not None and period.edtf.count("XXXX-") == 2


def _continued(said: Sequence[Sentence]) -> Iterator[Claim]:
    """其中制造业项目新增签约24个。物流业项目新增签约61个: parts that go on behind a full stop, called alike."""
    whole: Figure | None = None
    parts: list[Figure] = []
    paragraph, before = -1, None
    for sentence in (*said, None):
        if sentence is None or sentence.paragraph != paragraph:
            if whole and len(parts) > 1:
                yield at_most(CHECK, POSSIBLE, parts, whole)
            whole, parts, before = None, [], None
        if sentence is None:
            break
        paragraph = sentence.paragraph
        told = next(parted(sentence, before.figures if before else ()), None)
        if told and whole is None:
            whole, parts = _alike(told.wholes, told.parts), [told.parts[0]]
        if whole and parts and not is_mean(whole):
            ends = naming.tail(parts[0], 4)
            parts += [
                figure
                for figure in levels(sentence)
                if figure.kind == whole.kind and figure not in {whole, parts[0]} and naming.tail(figure, 4) == ends
            ]
        before = sentence


def _tabled(report: Report, said: Sequence[Sentence]) -> Iterator[Claim]:
    """Parts and wholes by name, of one place, time and status: 技改投资 is in 工业投资."""
    rules = _rules()
    wholes: dict[tuple[str, str, Mark], Figure] = {}
    parts: dict[tuple[str, Mark], list[Figure]] = defaultdict(list)
    for sentence in said:
        for figure in levels(sentence):
            fact = figure.fact
            called = naming.name(figure.name)
            mark = (figure.kind, naming.place(fact, report), _year(figure), fact.status == "planned")
            for part, rule in rules.items():
                if called == part or (called.endswith(part) and (rule["any"] or len(called) <= len(part) + 2)):
                    parts[(part, mark)].append(figure)
                for whole in rule["of"]:
                    if called == whole or (rule["any"] and called.endswith(whole)):
                        wholes.setdefault((part, whole, mark), figure)
    for (part, mark), members in parts.items():
        for name in rules[part]["of"]:
            if found := wholes.get((part, name, mark)):
                others = [member for member in members if member is not found]
                strength = POSSIBLE if rules[part]["any"] else LIKELY
                yield from (at_most(CHECK, strength, member, found) for member in others)
                if rules[part]["any"] and 1 < len(others) <= FAR:
                    yield at_most(CHECK, NOTED, others, found, "unless they overlap")


def _year(figure: Figure) -> str:
    """The time of a figure; as of a time and in it are one."""
    return figure.fact.period.edtf.removeprefix("../") if figure.fact.period else ""


@of_lexicon
def _done() -> re.Pattern[str]:
    return re.compile(f"^(?:{either(table('tokens')['keep'])})")


@of_lexicon
def _rules() -> dict[str, dict[str, Any]]:
    """The table of parts, with names as they are compared."""
    return {
        naming.name(part): {"of": [naming.name(whole) for whole in rule["of"]], "any": rule["any"]}
        for part, rule in table("audit")["parts"].items()
    }
