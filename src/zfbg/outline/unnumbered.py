"""Headings without a number: the lines that divide a report (2025年工作回顾 … 2026年工作安排), and its annexes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from zfbg.lexicon import of_lexicon, table
from zfbg.outline.markers import Mark, leading, number
from zfbg.outline.roles import parts
from zfbg.outline.shapes import Candidate
from zfbg.outline.titles import is_title
from zfbg.template import Stretch

# A line that divides a report is short; the longest seen joins two times (“十四五”时期发展成就和2025年工作回顾).
LONGEST = 36
SHORTEST = 4
# Where nothing is numbered, headings may be whole sentences without their stop (1964).
LONGEST_SENTENCE, PARAGRAPH, SEVERAL = 70, 20, 4
_STOPS, _ENDS = frozenset(",;:。!?、)]”’》|"), frozenset("。!?:;”")
# Shorter lines above a heading are the title, the date and the salutation, not the text that it divides.
PROSE = 24
# What the labels of annexes begin with.
_ANNEX_SIGNS = frozenset("附有部重名术用")
# Such a line divides a report alone as well: 过去五年的工作回顾.
_ALONE = re.compile(".{3,10}(?:回顾|总结|安排|打算)")
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十]+")


class _Words(NamedTuple):
    time: re.Pattern[str]
    annex: re.Pattern[str]
    glossary: re.Pattern[str]
    ending: re.Pattern[str]


@of_lexicon
def _words() -> _Words:
    words = table("outline")
    return _Words(*(re.compile(f"(?:{'|'.join(words[name])})") for name in _Words._fields))


def unnumbered(key: str, body: Sequence[Stretch], numbered: Sequence[Candidate]) -> list[Candidate]:
    """The headings of ``body`` that have no number; ``numbered`` are the others.

    A line divides the report where it is short, has no stop, names a time and a role, and text stands above and below;
    one alone must say no more (2023年工作回顾), and none stands between two numbers that count on. Other lines that
    begin and end alike are then headings too. Where nothing is numbered, lines without a stop between paragraphs are.
    An annex begins with 附件 on a line of its own, and its title on the next, or with 名词解释; 结束语 leaves the last
    part.
    """
    taken = {candidate.line for candidate in numbered}
    short = [
        (place, key[line.start : line.end])
        for place, line in enumerate(body)
        if line.end - line.start <= LONGEST and place not in taken
    ]
    found = _dividing(key, body, numbered, short)
    for place, words in short:
        if words[0] == "结" and _words().ending.fullmatch(words) and numbered and numbered[-1].line < place:
            found.append(_heading(body[place], place, len(found) + 1))
    if not found and not numbered:
        found += _bracketed(key, body) or _between_paragraphs(key, body)
    found += _annexes(key, body, numbered, short)
    return sorted(found, key=lambda candidate: candidate.start)


def _dividing(
    key: str, body: Sequence[Stretch], numbered: Sequence[Candidate], short: Sequence[tuple[int, str]]
) -> list[Candidate]:
    time = _words().time
    first = next(
        (n for n, line in enumerate(body) if line.end - line.start >= PROSE and key[line.end - 1] in "。:;!"), len(body)
    )
    titled = False
    alone: list[tuple[int, str]] = []
    lines: list[tuple[int, str]] = []
    within = _Within(numbered)
    again = Counter(words for _, words in short)
    begun = {candidate.line for candidate in numbered if candidate.ordinal == 1}
    for place, words in short:
        if len(words) < SHORTEST or words[-1] in "。:;!,?" or "。" in words:
            continue
        if again[words] > 1 and is_title(words):
            continue  # the title once more, as pages have it above and below their introduction
        divides = (
            (titled or first < place) and (_followed(body, place) or place + 1 in begun) and not within.a_list(place)
        )
        if divides:
            alone.append((place, words))
        if time.search(words) and parts(words):
            if divides:
                lines.append((place, words))
            titled = titled or is_title(words)
    if len(lines) == 1 and _ALONE.fullmatch(lines[0][1]):  # the report breaks off before the other
        return [_heading(body[lines[0][0]], lines[0][0], 1)]
    if len(lines) < 2:
        return []
    shapes = Counter(words[:2] + words[-2:] for _, words in lines)
    places = {place for place, _ in lines} | {n for n, words in alone if shapes[words[:2] + words[-2:]] > 1}
    return [_heading(body[place], place, ordinal) for ordinal, place in enumerate(sorted(places), 1)]


def _between_paragraphs(key: str, body: Sequence[Stretch]) -> list[Candidate]:
    """In a report without any number: lines without a stop, one or two between paragraphs, if there are several."""
    places: list[int] = []
    run: list[int] = []
    below = False
    for place, line in enumerate(body):
        size, last = line.end - line.start, key[line.end - 1]
        if SHORTEST <= size <= LONGEST_SENTENCE and last not in _STOPS:
            run.append(place)
            continue
        paragraph = size >= PARAGRAPH and last in _ENDS
        if below and paragraph and len(run) <= 2:
            places += run
        run, below = [], paragraph
    if len(places) < SEVERAL:
        return []
    return [_heading(body[place], place, ordinal) for ordinal, place in enumerate(places, 1)]


def _bracketed(key: str, body: Sequence[Stretch]) -> list[Candidate]:
    """Two lines or more that are nothing but 【概况】, as yearbooks set their headings."""
    found: list[Candidate] = []
    for place, line in enumerate(body):
        if key[line.start] == "【" and _BRACKETED.fullmatch(key, line.start, line.end):
            mark = Mark(line.start, line.start + 1, "bare", len(found) + 1)
            found.append(Candidate(place, mark, line.end, line.end - 1, False, ordinal=mark.ordinal, inferred=True))
    return found if len(found) > 1 else []


_BRACKETED = re.compile(r"【[^【】\n]{2,16}】")


def _followed(body: Sequence[Stretch], place: int) -> bool:
    """Whether text comes below a line, and not at once another short one (a table of contents, a row of a table)."""
    return place + 1 < len(body) and body[place + 1].end - body[place + 1].start > LONGEST


class _Within:
    """Tells of line after line whether the numbers of the headings on both sides of it count on."""

    def __init__(self, numbered: Sequence[Candidate]) -> None:
        self.numbered, self.at = numbered, 0
        self.last: dict[str, int] = {}

    def a_list(self, place: int) -> bool:
        """Whether a line stands within a list of headings; the lines must be asked for in order."""
        while self.at < len(self.numbered) and self.numbered[self.at].line <= place:
            self.last[self.numbered[self.at].style] = self.numbered[self.at].ordinal
            self.at += 1
        if self.at == len(self.numbered):
            return False
        coming = self.numbered[self.at]
        return coming.ordinal > 1 and coming.ordinal == self.last.get(coming.style, 0) + 1


def _heading(line: Stretch, place: int, ordinal: int) -> Candidate:
    mark = Mark(line.start, line.start, "bare", ordinal)
    return Candidate(place, mark, line.end, line.end, False, ordinal=ordinal, inferred=True)


def _annexes(
    key: str, body: Sequence[Stretch], numbered: Sequence[Candidate], short: Sequence[tuple[int, str]]
) -> list[Candidate]:
    """Annexes, with their title where the next line is one."""
    words = _words()
    found: list[Candidate] = []
    first = numbered[0].line if numbered else len(body)
    taken = {candidate.line for candidate in numbered}
    for place, line in short:
        if line[0] not in _ANNEX_SIGNS or not first < place < len(body) - 1:
            continue
        label = words.annex.fullmatch(line)
        if not (label or words.glossary.fullmatch(line)):
            continue
        if not label:
            if not found or found[-1].line != place:
                mark = Mark(body[place].start, body[place].start, "annex", len(found) + 1)
                found.append(
                    Candidate(place, mark, body[place].end, body[place].end, False, ordinal=mark.ordinal, inferred=True)
                )
            continue
        title = body[place + 1]
        # The title stands right below its label, and is none itself; what the page put between them parts them.
        other = place + 1 in taken or words.annex.fullmatch(key, title.start, title.end)
        near = not key[body[place].end : title.start].strip()
        text_below = near and not other and place + 2 < len(body) and leading(key, title.start, title.end) is None
        if text_below and title.end - title.start <= LONGEST and key[title.end - 1] not in "。:;!,?":
            numeral = _NUMERAL.search(line)
            ordinal = (number(numeral[0]) if numeral else 0) or len(found) + 1
            mark = Mark(body[place].start, body[place].end, "annex", ordinal)
            found.append(
                Candidate(place + 1, mark, title.end, title.end, False, ordinal=mark.ordinal, inferred=not numeral)
            )
    return found
