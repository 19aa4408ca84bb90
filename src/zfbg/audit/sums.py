"""Parts that make up a whole: behind 其中, before 合计, with 其余, as a division without rest, or by their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from zfbg.audit import naming
from zfbg.audit.claims import LIKELY, PLAIN, POSSIBLE, Claim, weigh
from zfbg.audit.makeup import makes_up
from zfbg.audit.sentences import Figure, Sentence, sentences, unread
from zfbg.lexicon import either, of_lexicon, table
from zfbg.model import Fact, Finding, Report

CHECK = "sums"
# So many figures before and behind a word are looked at.
FAR = 12
# So long a clause may be that says 合计 of what stands before it.
SHORT = 14
_LESS = re.compile("其中|剔除|扣除|扣减|减去|加上[^\\d,;]{0,30}(?:,|$)|另|含")
# A bracket parts the figure right before it: 政府债务限额9亿元(一般债务4亿元,专项债务5亿元).
# An amount that was not read as a figure; a year is none.
_AMOUNT = re.compile(r"\d(?![\d年月日、.]|[^,;。]{0,2}号)")
_PARTED = re.compile(r"其中|包括|包含|\((?!其中|包括|包含)")
_REST = re.compile("(?:其余|剩余|余下)的?$")
_LIST = re.compile("[、和及与]")
_BREAK = re.compile("[,;:。、]")
_LEVEL = re.compile("(?P<level>[省市区县])级?(?:及)?以上")
_LADDER = ("国家", "省", "市", "县")
_GREAT = re.compile("(?P<number>[二两三四五六七八九十]|\\d{1,2})大")
_NUMERALS = {sign: number for number, sign in enumerate("二三四五六七八九十", start=2)} | {"两": 2}
# So many characters of a member of a name find what it names.
GRAM = 4


def find(report: Report) -> Iterator[Finding]:
    """Wholes against the sum of their parts."""
    yield from weigh(report, claims(report))


def claims(report: Report) -> Iterator[Claim]:
    """What a report says of wholes and all their parts."""
    before: Sentence | None = None
    said = sentences(report)
    for sentence in said:
        near = before.figures if before and before.paragraph == sentence.paragraph else ()
        found = levels(sentence)
        yield from _totals(sentence, near)
        yield from _divided(sentence, near)
        yield from _rests(sentence, found)
        yield from _nets(sentence, found)
        yield from _groups(sentence, found)
        before = sentence
    yield from _wholes(report, said)
    yield from _listed(said)


def levels(sentence: Sentence) -> list[Figure]:
    """The figures of a sentence that can be added up."""
    return [figure for figure in sentence.figures if is_level(figure.fact)]


def is_level(fact: Fact) -> bool:
    """Whether a figure says how much or how many there are; a rate does not."""
    return fact.measure == "level" and bool(fact.unit) and "%" not in fact.unit and fact.unit not in {"‰", "倍", "成"}


def own_words(sentence: Sentence, figure: Figure) -> str:
    """The words of the clause before a figure: what it is called there."""
    return _BREAK.split(figure.lead)[-1]


@frozen(eq=False)
class Parted:
    """Parts of one kind of unit behind 其中 or in a bracket, and the wholes that may be meant, the nearest first.

    ``close`` says that the nearest whole stands right before the parts, and the first of these right behind 其中.
    """

    wholes: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    close: bool
    bracket: bool


def parted(sentence: Sentence, near: Sequence[Figure]) -> Iterator[Parted]:
    """What 其中, or a bracket behind a figure, parts; ``near`` are the figures of the sentence before it."""
    figures, words = sentence.figures, sentence.words
    starts = [figure.start for figure in figures]
    marks = list(_PARTED.finditer(words))
    for number, mark in enumerate(marks):
        bracket = words[mark.start()] == "("
        stop = marks[number + 1].start() if number + 1 < len(marks) else len(words)
        closing = words.find(")", mark.end(), stop)
        if closing >= 0 and (bracket or words[mark.start() - 1 : mark.start()] == "("):
            stop = closing
        first = bisect_left(starts, mark.start())
        before = figures[max(0, first - FAR) : first]
        if bracket and (not before or before[-1].end != mark.start()):
            continue
        if not any(is_level(figure.fact) for figure in before) and mark.start() <= 2:
            before = tuple(near[-FAR:])
        groups: dict[str, list[Figure]] = defaultdict(list)
        for figure in figures[first : first + FAR]:
            if figure.start < stop and is_level(figure.fact):
                groups[figure.kind].append(figure)
        for kind, parts in groups.items():
            wholes = [figure for figure in reversed(before) if is_level(figure.fact) and figure.kind == kind]
            if wholes:
                nearest = next(figure for figure in reversed(before) if is_level(figure.fact))
                yield Parted(tuple(wholes), tuple(parts), wholes[0] is nearest and parts[0] is figures[first], bracket)


def _totals(sentence: Sentence, near: Sequence[Figure]) -> Iterator[Claim]:
    """A, B and C, 合计 so many."""
    added = sentence.words.lstrip().startswith("加")
    # What 加上 adds to was told in the sentence before.
    run = [figure for figure in near[:1] if is_level(figure.fact)] if added else []
    other = added or sentence.goes_on
    for figure in sentence.figures:
        if not is_level(figure.fact):
            other = True
            continue
        words = own_words(sentence, figure)
        if _total().search(words) and len(words) <= SHORT:
            parts = [part for part in run if part.kind == figure.kind]
            if len(parts) >= 2:
                said = _words_from(sentence, parts[0] if parts[0] in sentence.figures else sentence.figures[0], figure)
                lead = sentence.words[: parts[0].start] if parts[0] in sentence.figures else ""
                if not _LESS.search(said) and not unread(said) and not _AMOUNT.search(lead):
                    plainly = not other and len(parts) == len(run)
                    yield makes_up(CHECK, PLAIN if plainly else POSSIBLE, figure, parts)
            run, other = [], False
            continue
        run.append(figure)
        run = run[-FAR:]


def _words_from(sentence: Sentence, first: Figure, last: Figure) -> str:
    """The words between two figures, without the figures that stand there."""
    run = sentence.figures[first.number : last.number + 1]
    return "|".join(sentence.between(one, other) for one, other in pairwise(run))


def _divided(sentence: Sentence, near: Sequence[Figure]) -> Iterator[Claim]:
    """A whole and behind 其中 all its parts, where words say that these are all."""
    for told in parted(sentence, near):
        wholes, parts, close = told.wholes, told.parts, told.close
        named = [(part, own_words(sentence, part) + part.name) for part in parts]
        for members, strict in _divisions():
            chosen = [[part for part, words in named if _is_member(words, member, members)] for member in members]
            if all(len(each) == 1 for each in chosen):
                yield _best(wholes, [each[0] for each in chosen], PLAIN if strict and close else LIKELY)
        if len(parts) >= 2 and _closed(sentence, wholes[0], named):
            yield _best(wholes, parts, PLAIN if close else LIKELY)


def _is_member(words: str, member: str, members: Sequence[str]) -> bool:
    return member in words and not any(other in words for other in members if other not in member)


def _best(wholes: Sequence[Figure], parts: Sequence[Figure], strength: str) -> Claim:
    """The claim that holds of the nearest whole, or of one further off; where none does, of the nearest."""
    made = [makes_up(CHECK, strength, whole, parts) for whole in wholes]
    return next((claim for claim in made if claim.holds_as_printed), made[0])


def _closed(sentence: Sentence, whole: Figure, parts: Sequence[tuple[Figure, str]]) -> bool:
    """Whether the name of the whole lists its parts, 中央、省级资金, or gives the levels that they are of, 市级以上."""
    listed = _LIST.split(naming.name(whole.name))
    if len(listed) == len(parts) and all(
        member[:2] in words for member, (_, words) in zip(listed, parts, strict=True) if len(member) >= 2
    ):
        return True
    found = _LEVEL.search(whole.name)
    if not found:
        return False
    lowest = _LADDER.index({"区": "县"}.get(found["level"], found["level"]))
    wanted = _LADDER[: lowest + 1]
    return len(parts) == len(wanted) and all(
        _of_level(own_words(sentence, part), level, whole.name) for level, (part, _) in zip(wanted, parts, strict=True)
    )


def _of_level(words: str, level: str, whole: str) -> bool:
    """Whether a part is called by its level alone, or by that and what the whole is: 省级, 省级企业技术中心."""
    found = re.search(f"{level if level != '县' else '[县区]'}级?(?P<rest>.*)$", words)
    return bool(found) and (found["rest"] in whole if found else False)


def _rests(sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """38 problems, 8 of them solved, 其余30个."""
    for at, figure in enumerate(found):
        if at < 2 or not _REST.search(figure.lead):
            continue
        alike = [each for each in found[max(0, at - FAR) : at] if each.kind == figure.kind]
        if len(alike) >= 2:
            made = [
                makes_up(CHECK, PLAIN if len(alike) == 2 else POSSIBLE, alike[start], [*alike[start + 1 :], figure])
                for start in reversed(range(len(alike) - 1))
            ]
            yield next((claim for claim in made if claim.holds_as_printed), made[-1])


def _nets(sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """新增31家, 退规12家, 净增19家: what came is what went and what is left of it."""
    for one, other, net in zip(found, found[1:], found[2:], strict=False):
        came, went, left = (own_words(sentence, figure) for figure in (one, other, net))
        if left.startswith("净增") and went[:1] == "退" and "新增" in came and one.kind == other.kind == net.kind:
            yield makes_up(CHECK, PLAIN, one, [other, net])


def _groups(sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """三大产业 behind three of them; and figures that add up to the one before them, without a word that they must."""
    for at, figure in enumerate(found):
        number = _GREAT.search(figure.name)
        size = _NUMERALS.get(number["number"]) or int(number["number"]) if number else 0
        parts = found[at - size : at] if 2 <= size <= at else []
        alike = {(naming.tail(part), part.kind) for part in parts} == {(naming.tail(figure), figure.kind)}
        if parts and alike and not any(_GREAT.search(part.name) for part in parts):
            yield makes_up(CHECK, PLAIN, figure, parts)
        for length in (2, 3, 4):
            run = found[at + 1 : at + 1 + length]
            if len(run) == length and len({part.fact.unit for part in run}) == 1 and run[0].kind == figure.kind:
                between = sentence.words[figure.end : run[-1].start]
                claim = makes_up(CHECK, POSSIBLE, figure, run)
                if not _PARTED.search(between) and claim.exact and claim.holds_as_printed:
                    yield claim


def _wholes(report: Report, said: Iterable[Sentence]) -> Iterator[Claim]:
    """GDP and the three sectors, trade and its two directions, told in one paragraph of one place and time."""
    rules = _made_of()
    open_: dict[tuple[int, int, str], tuple[Figure, dict[int, Figure]]] = {}
    for sentence in said:
        for figure in levels(sentence):
            fact = figure.fact
            called = naming.name(figure.name)
            for number, (wholes, parts) in enumerate(rules):
                told = f"{naming.place(fact, report)}|{fact.period.edtf if fact.period else ''}|{fact.status}"
                slot = (number, sentence.paragraph, told)
                if (prefix := _prefix(called, wholes)) is not None:
                    open_[slot] = (figure, {})
                    continue
                if slot not in open_ or figure.kind != open_[slot][0].kind:
                    continue
                whole, filled = open_[slot]
                lead = _prefix(naming.name(whole.name), wholes)
                for at, names in enumerate(parts):
                    prefix = _prefix(called, names)
                    if prefix is not None and prefix in {"", lead} and at not in filled:
                        filled[at] = figure
                        if len(filled) == len(parts):
                            yield makes_up(CHECK, PLAIN, whole, [filled[part] for part in sorted(filled)])
                            del open_[slot]
                            break


def _prefix(called: str, names: Sequence[str]) -> str | None:
    """What stands before one of ``names`` at the end of a name; None where none does."""
    return next((called.removesuffix(name) for name in names if called.endswith(name)), None)


def _listed(said: Iterable[Sentence]) -> Iterator[Claim]:
    """A name that lists several things, each told of elsewhere: 贷款、转贷、延期超4亿元."""
    grams: dict[str, list[Figure]] = defaultdict(list)
    lists = []
    for sentence in said:
        for figure in levels(sentence):
            members = [member for member in _LIST.split(figure.name) if member]
            if len(members) >= 2:
                lists.append((figure, members))
            for gram in {figure.name[at : at + GRAM] for at in range(min(len(figure.name), 40) - GRAM + 1)}:
                if len(grams[gram]) < GRAM:
                    grams[gram].append(figure)
    for whole, members in lists:
        parts = []
        for member in members:
            found = [
                figure
                for figure in grams.get(member[-GRAM:], ())
                if figure is not whole and _told_alike(figure, whole) and not _LIST.search(figure.name)
            ]
            parts += found if len(member) >= GRAM and len(found) == 1 else []
        if len(parts) == len(members) and len(set(map(id, parts))) == len(parts):
            yield makes_up(CHECK, POSSIBLE, whole, parts)


def _told_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one kind of unit, one time, and both done or both planned."""
    return (one.kind, one.fact.status, one.fact.period) == (other.kind, other.fact.status, other.fact.period)


@of_lexicon
def _total() -> re.Pattern[str]:
    return re.compile(either(table("audit")["totals"]["words"]))


@of_lexicon
def _made_of() -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    """The names of wholes, and of each of their parts, as names are compared."""
    return tuple(
        (tuple(map(naming.name, rule["whole"])), tuple(tuple(map(naming.name, part)) for part in rule["parts"]))
        for rule in table("audit")["wholes"]
    )


@of_lexicon
def _divisions() -> tuple[tuple[tuple[str, ...], bool], ...]:
    return tuple((tuple(rule["parts"]), rule["strict"]) for rule in table("audit")["divisions"])
