"""Divides the lines below one heading into paragraphs and enumerated clauses.

Enumerations (一是 … 二是, 第一， … 第二， 一方面 … 另一方面, ① …) start clauses of their own wherever they stand;
they go on over the lines of a section and may begin again. A word is taken for a marker at the start of a sentence, and
elsewhere only where it is the very next one, since 统一是, 唯一是, 居第一 look alike. Dashes and bullets are markers
where a list has two of them; they count by their place. The sentence that closes a part (在肯定成绩的同时, …) ends the
last item.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum, IntEnum, auto
from itertools import pairwise
from typing import NamedTuple

from attrs import evolve, frozen

from zfbg.lexicon import of_lexicon, table
from zfbg.model import Marker
from zfbg.outline.markers import LIST_START, LISTED, RANK, UNNUMBERED, Mark, leading, listed, marker
from zfbg.template import Clause, Stretch
from zfbg.text import Text

# A sentence that may open an item: short, in one breath, with more after it.
_SHORT = re.compile(r"[^。;,:!?\n\d ]{4,22}。")
_TOPIC = re.compile(rf"(?<=[。;])[ \t]*(?P<topic>{_SHORT.pattern})")
# 之二是, 第二是, 唯一是: after these a marker is the end of another word.
_BEFORE = frozenset("第之其有者唯统万")
_BREAKS = frozenset("。;:!?,、%”’》) \t")


class Strength(IntEnum):
    """How well the place of a marker shows that something new begins there."""

    NONE = 0
    BREATH = 1
    SENTENCE = 2


class Found(NamedTuple):
    """A word that may be a marker; ``line`` is the number of its line, ``opens`` whether it stands first in it."""

    mark: Mark
    line: int
    strength: Strength
    opens: bool


class Accepted(NamedTuple):
    """A marker with its ordinal, inferred or as it stands."""

    mark: Mark
    line: int
    ordinal: int
    inferred: bool = False


def items(text: Text, lines: Sequence[Stretch]) -> list[Clause]:
    """The clauses of ``lines``, in order; together they hold every character of the lines but blanks between them.

    >>> raw = "今年主要抓了三项工作。一是保供给。二是稳物价。统一是关键。"
    >>> [(clause.marker and clause.marker.text, raw[clause.start : clause.end])
    ...     for clause in items(Text.of(raw), [Stretch(0, len(raw))])]
    [(None, '今年主要抓了三项工作。'), ('一是', '一是保供给。'), ('二是', '二是稳物价。统一是关键。')]
    """
    key = text.key
    found = _found(key, lines)
    marks = _with_lost(key, lines, _accepted(found), found) if found else []
    clauses: list[Clause] = []
    at = 0
    for line in lines:
        label = None
        start = line.start
        while at < len(marks) and marks[at].mark.start < line.end:
            mark, _, ordinal, inferred = marks[at]
            _close(clauses, key, start, mark.start, label)
            start, label = mark.start, marker(text, mark, ordinal, inferred=inferred)
            at += 1
        if label is not None and at == len(marks) and (last := _last_stop().search(key, start, line.end)):
            _close(clauses, key, start, last.end(), label)
            start, label = last.end(), None
        _close(clauses, key, start, line.end, label)
    return _framed(key, clauses)


class _By(Enum):
    """How a time is told that holds for several clauses, and so how long it holds."""

    OPENING = auto()  # 2021年以来,…: up to words that close it
    LINE = auto()  # a line of its own: up to the next such line, or words that close it
    LABEL = auto()  # the last words of a paragraph: for the numbered parts that follow


@frozen
class _Frame:
    """A time that is told once for several clauses."""

    time: Stretch
    by: _By

    def closes(self, alone: bool, marked: bool, words: str) -> bool:
        """Whether it no longer holds for a clause of ``words``, a line ``alone`` or one with a marker."""
        if self.by is _By.LABEL and not marked:
            return True
        return bool((self.by is not _By.OPENING and alone) or _frame_end().match(words))


def _framed(key: str, clauses: list[Clause]) -> list[Clause]:
    """The clauses with the words that say of what time they and those before them tell."""
    frame: _Frame | None = None
    for number, clause in enumerate(clauses):
        start = clause.start + (len(clause.marker.text) if clause.marker else 0)
        alone = clause.marker is None and _is_line(key, start, clause.end)
        open_ended = frame is not None and frame.by is _By.OPENING
        if found := _frame().match(key, start, clause.end):
            frame = _Frame(Stretch(*found.span("time")), _By.OPENING)
        elif alone and not open_ended and (found := _label().match(key, start, clause.end)):
            frame = _Frame(Stretch(*found.span("time")), _By.LINE)
        elif frame and frame.closes(alone, clause.marker is not None, key[start : clause.end]):
            frame = None
        if frame:
            clauses[number] = evolve(clause, frame=frame.time)
        if (not (frame and frame.by is _By.OPENING) and (within := _labelled(key, start, clause.end))) or (
            within := _planning(key, start, clause.end)
        ):
            frame = _Frame(within, _By.LABEL)
    return clauses


# A line on which a time and what is told of it stand alone is no longer than this.
_LINE = 30
_HOW = "情况:"


def _is_line(key: str, start: int, end: int) -> bool:
    """Whether a paragraph is a short line without a stop: 下一步打算."""
    return end - start <= _LINE and key[end - 1] not in "。;,!、" and not key[start:end].isspace()


def _labelled(key: str, start: int, end: int) -> Stretch | None:
    """The time that the last label within a paragraph names, for its parts: …。2010年造林情况:…。一是…。二是…."""
    at = key.rfind(_HOW, start, end)
    if at < 0:
        return None
    begins = max(start, *(key.rfind(stop, start, at) + 1 for stop in "。;!"))
    found = _label().match(key, begins, at + len(_HOW))
    return Stretch(*found.span("time")) if found else None


def _planning(key: str, start: int, end: int) -> Stretch | None:
    """A time and that something will be done in it, in the last sentence of a paragraph: 2012年,我们将…:一是…."""
    if key[end - 1] not in ":。":
        return None
    begins = max(start, *(key.rfind(stop, start, end - 1) + 1 for stop in "。;!"))
    found = _plans().match(key, begins, end)
    return Stretch(*found.span("time")) if found else None


@of_lexicon
def _plans() -> re.Pattern[str]:
    outline = table("outline")
    times, verbs = "|".join(outline["plan_times"]), "|".join(outline["plan_verbs"])
    return re.compile(rf"\s*(?P<time>(?:{times}),?[^。;:\n\d]{{0,16}}?(?:{verbs})(?![求点素闻]))")


@of_lexicon
def _label() -> re.Pattern[str]:
    """A time and what is told of it, alone: 1—9月指标完成情况, 2022年主要工作, 2010年造林情况:."""
    outline = table("outline")
    times, ends = "|".join(outline["label_times"]), "|".join(outline["label_ends"])
    return re.compile(rf"\s*(?P<time>{times})(?:[^。;,:!\n\d]{{0,20}})(?:{ends}):?$")


@of_lexicon
def _frame() -> re.Pattern[str]:
    outline = table("outline")
    past = f"(?:{'|'.join(outline['frame_past'])})"
    times = "|".join(outline["frame_times"])
    # What stands before is read in one way only: dashes, or 五 in a sentence, could be divided in very many.
    return re.compile(rf"(?>{'|'.join(outline['frame_before'])}|\s)*(?P<time>(?:{past}(?:19|20)\d\d年|{times}))")


@of_lexicon
def _frame_end() -> re.Pattern[str]:
    return re.compile("|".join(table("outline")["frame_end"]))


@of_lexicon
def closing() -> re.Pattern[str]:
    """The beginning of a sentence that closes a part of the report: it speaks of the whole again."""
    return re.compile("|".join(table("outline")["closing"]))


@of_lexicon
def _last_stop() -> re.Pattern[str]:
    """The end of a sentence after which a part of the report closes."""
    return re.compile(rf"[。!][ \t]*(?=(?:{closing().pattern}))")


def _close(clauses: list[Clause], key: str, start: int, end: int, label: Marker | None) -> None:
    while end > start and key[end - 1].isspace():
        end -= 1
    while end > start and key[start].isspace():
        start += 1
    if end > start:
        clauses.append(Clause(start, end, label))


def _found(key: str, lines: Sequence[Stretch]) -> list[Found]:
    """All words that look like markers, bare 是 included (its ordinal is 0)."""
    found = []
    for number, (low, end) in enumerate((line.start, line.end) for line in lines):
        at = low
        if mark := leading(key, low, end):
            found.append(Found(mark, number, Strength.SENTENCE, True))
            at = mark.end
        elif match := LIST_START.match(key, low, end):
            found.append(Found(listed(match, low), number, Strength.SENTENCE, True))
            at = match.end()
        for match in LISTED.finditer(key, at - 1 if at > low else low, end):
            start = match.start()
            if key[start] in _BREAKS:
                start += 1
                strength = _strength(key, low, start)
                mark = listed(match, start)
                if mark.style != "lost" or strength is Strength.SENTENCE:
                    found.append(Found(mark, number, strength, False))
            elif start > low and key[start - 1] not in _BEFORE:
                found.append(Found(listed(match, start), number, Strength.NONE, False))
    return found


def _strength(key: str, low: int, at: int) -> Strength:
    """What stands before ``at`` in a line that begins at ``low``."""
    before = at
    while before > low and key[before - 1] in " \t”’》)":
        before -= 1
    if before == low or key[before - 1] in "。;:!?":
        return Strength.SENTENCE
    return Strength.BREATH if before < at or key[at - 1] in ",、%" else Strength.NONE


def _accepted(found: Sequence[Found]) -> list[Accepted]:
    """Those of ``found`` that begin an item, each list counted for itself."""
    follows = _follows(found)
    last: dict[str, int] = {}
    accepted = []
    several = _several(found)
    for place, (mark, line, strength, opens) in enumerate(found):
        style, before = mark.style, last.get(mark.style, 0)
        if style == "lost":
            continue
        if style in UNNUMBERED:
            if style in several and strength is Strength.SENTENCE:
                last = _counted(last, style, before + 1)
                accepted.append(Accepted(mark, line, before + 1))
            continue
        ordinal = mark.ordinal or before + 1
        expected = follows[place] if ordinal == 1 else ordinal == before + 1 and before > 0
        if opens and style in RANK:
            good = style != "arabic" or ordinal > before or ordinal == 1
        elif style == "shi":
            good = strength is Strength.SENTENCE or (expected and (strength is Strength.BREATH or ordinal > 1))
        elif style == "first" or style in RANK:
            good = expected and strength is Strength.SENTENCE
        else:
            good = expected
        if good:
            last = _counted(last, style, ordinal)
            accepted.append(Accepted(mark, line, ordinal))
    return accepted


def _several(found: Sequence[Found]) -> set[str]:
    """The dashes and bullets that begin two clauses or more."""
    places = [word.mark.style for word in found if word.mark.style in UNNUMBERED and word.strength is Strength.SENTENCE]
    return {style for style in UNNUMBERED if places.count(style) > 1}


def _counted(last: dict[str, int], style: str, ordinal: int) -> dict[str, int]:
    """``last`` with ``ordinal`` as the last of its list; lists opened within that list are closed."""
    if not last or (len(last) == 1 and style in last):
        return {style: ordinal}
    outer: dict[str, int] = {}
    for name, value in last.items():
        if name == style and ordinal > 1:
            break
        if name != style:
            outer[name] = value
    return {**outer, style: ordinal}


def _follows(found: Sequence[Found]) -> list[bool]:
    """For each place whether the next word of its list counts on from it."""
    following: dict[str, int] = {}
    result = []
    for mark, _, strength, _ in reversed(found):
        coming = following.get(mark.style, -1)
        result.append(mark.ordinal == 1 and coming in (0, 2))
        if strength is not Strength.NONE or mark.ordinal > 1:
            following[mark.style] = mark.ordinal
    return result[::-1]


def _with_lost(
    key: str, lines: Sequence[Stretch], accepted: Sequence[Accepted], found: Sequence[Found]
) -> list[Accepted]:
    """``accepted`` and the items that have lost their number or their whole label, where there is only one way."""
    bare = [word for word in found if word.mark.style == "lost"]
    counted = [item for item in accepted if item.mark.style == "shi"]
    if not bare and all(two.ordinal <= one.ordinal + 1 for one, two in pairwise(counted)):
        return list(accepted)
    lost: list[Accepted] = []
    for place, item in enumerate(counted):
        following = counted[place + 1] if place + 1 < len(counted) else None
        if following and following.ordinal > 1:
            starts = _between(key, lines, item, following, bare)
        else:
            end = min(following.mark.start if following else len(key), lines[item.line].end)
            within = _within(bare, item.mark.start, end)
            starts = [_place(word) for word in within if ";" in key[word.mark.start - 2 : word.mark.start]]
        lost += (
            Accepted(Mark(start, stop, "shi", 0), line, item.ordinal + number, True)
            for number, (start, stop, line) in enumerate(starts, 1)
        )
    return sorted([*accepted, *lost]) if lost else list(accepted)


def _within(bare: Sequence[Found], low: int, high: int) -> Sequence[Found]:
    """Those of ``bare`` that stand between two places."""
    return bare[bisect_right(bare, low, key=_start) : bisect_left(bare, high, key=_start)]


def _start(word: Found) -> int:
    return word.mark.start


def _place(word: Found) -> tuple[int, int, int]:
    return word.mark.start, word.mark.end, word.line


def _between(
    key: str, lines: Sequence[Stretch], item: Accepted, following: Accepted, bare: Sequence[Found]
) -> list[tuple[int, int, int]]:
    """Where the items begin whose numbers are missing between two others; none unless there is one way."""
    missing = following.ordinal - item.ordinal - 1
    if missing < 1:
        return []
    starts = [_place(word) for word in _within(bare, item.mark.start, following.mark.start)]
    starts = starts or _unlabelled(key, lines, item, following)
    return starts if len(starts) == missing else []


def _unlabelled(key: str, lines: Sequence[Stretch], item: Accepted, following: Accepted) -> list[tuple[int, int, int]]:
    """Where items without any label may begin: lines between two items, or short sentences shaped as theirs are."""
    if following.line > item.line:
        return [(lines[n].start, lines[n].start, n) for n in range(item.line + 1, following.line)]
    if not all(_SHORT.match(key, label.mark.start) for label in (item, following)):
        return []
    topics = _TOPIC.finditer(key, item.mark.end, following.mark.start)
    return [(match.start("topic"), match.start("topic"), item.line) for match in topics]
