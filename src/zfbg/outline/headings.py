"""Finds the numbered headings of a report: on their own line, run into a paragraph, or in one long line.

A candidate needs a marker, a title of a heading's shape, and a place in the numbering. Depth follows from the order in
which the document itself uses its styles of numbering, so that levels may be skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zfbg.model import Issue
from zfbg.outline.markers import BROKEN, INLINE, RANK, Mark, leading, marker
from zfbg.outline.roles import role
from zfbg.outline.sequence import complete, irregularities
from zfbg.outline.shapes import LETTER_SPACING, LONGEST, Candidate, groups, like_siblings, shape
from zfbg.template import Heading, Stretch
from zfbg.text import Text

_CONTENTS = re.compile(r"目\s*[录次錄]\s*$")
# Below such a line stand notes, numbered as headings are.
_NOTES = re.compile(
    r"[(\[【]?(?:附?注释?\s*:|(?:附?注释|注\s+释|注解|附注|说明|(?:有关)?(?:名词|术语|用语)(?:解释|说明|注释).{0,8})[)\]】]?\s*:?$)"
)
_NEAR = 120
_BREAK = re.compile("[。;:!?,]")
_WORDLESS = re.compile(r"[\d\s.,%+\-—~()|/:*]*")


def outline(text: Text, body: Sequence[Stretch]) -> tuple[list[Heading], list[Issue]]:
    """The headings of ``body``, in order, and what is wrong with their numbering.

    ``body`` are the non-blank lines of the report. Ordinals that the text lost are inferred only where there is one way
    to number the headings.

    >>> raw = "一、上半年工作情况\\n(一)狠抓生产,运行平稳。一是稳产量。\\n二、下半年打算"
    >>> lines = [Stretch(0, 9), Stretch(10, 29), Stretch(30, 37)]
    >>> [(heading.depth, heading.marker.text, heading.title) for heading in outline(Text.of(raw), lines)[0]]
    [(1, '一、', '上半年工作情况'), (2, '(一)', '狠抓生产,运行平稳'), (1, '二、', '下半年打算')]
    """
    key = text.key
    found = _without_contents(key, body, list(_candidates(key, body)))
    found = _nested(_without_lists(key, body, _nested(found)))
    found = like_siblings(key, _nested(complete(key, body, found)))
    headings = [_heading(text, candidate) for candidate in found]
    return headings, list(irregularities(text, found))


def _heading(text: Text, candidate: Candidate) -> Heading:
    title = LETTER_SPACING.sub("", str(text)[candidate.mark.end : candidate.title_end].strip())
    label = marker(text, candidate.mark, candidate.ordinal, inferred=candidate.inferred)
    return Heading(candidate.start, candidate.end, label, title, candidate.depth, role(title))


def _candidates(key: str, body: Sequence[Stretch]) -> Iterator[Candidate]:
    """All places with a marker and a title, those that have lost their number included."""
    notes = False
    for number, line in enumerate(body):
        at, mark = line.start, leading(key, line.start, line.end)
        if mark is None:
            notes = notes or bool(_NOTES.match(key, line.start, line.end))
            mark = _broken(key, line)
        elif notes:
            notes = RANK[mark.style] >= RANK["arabic"]
        marks = [mark] if mark else []
        if line.end - line.start > 12:
            marks += _inline(key, line, mark)
        if notes:
            marks = [mark for mark in marks if RANK[mark.style] < RANK["arabic"]]
        for mark, stop in zip(marks, [*(mark.start for mark in marks[1:]), line.end], strict=False):
            title_end, end = shape(key, mark, stop) or (0, 0)
            if title_end or mark.start == at:
                yield Candidate(number, mark, end, title_end, end < line.end, mark.start > at, mark.ordinal)


def _broken(key: str, line: Stretch) -> Mark | None:
    """The label at the start of ``line`` if it has lost its number; no bracket that closes one of the line before."""
    match = BROKEN.match(key, line.start, line.end)
    if not match:
        return None
    before = key[max(0, line.start - _NEAR) : line.start].rstrip()
    if match[0][0] == ")" and before.rfind("(") > before.rfind(")"):
        return None
    if match[0][0] == "、" and before and before[-1] not in "。!?;:”":
        return None
    return Mark(line.start, match.end(), "cn" if match[0][0] == "、" else "cn-paren", 0)


def _inline(key: str, line: Stretch, first: Mark | None) -> list[Mark]:
    """The markers within a line that may number a heading."""
    marks = []
    last = first
    for match in INLINE.finditer(key, first.end if first else line.start + 1, line.end):
        mark = leading(key, match.start(), line.end)
        if mark is None:
            continue
        blank = key[mark.start - 1].isspace()
        before = key[max(line.start, mark.start - _NEAR) : mark.start].rstrip()[-1:]
        if before == ";" or not (before in "。:!?" or blank or _titled(key, last, mark)):
            continue
        marks.append(mark)
        last = mark
    return marks


def _titled(key: str, last: Mark | None, mark: Mark) -> bool:
    """Whether nothing but a title stands between two markers, as in 一、上半年工作总结(一)生产。"""
    return (
        last is not None
        and mark.ordinal == 1
        and RANK[last.style] < RANK[mark.style]
        and 2 <= mark.start - last.end <= LONGEST
        and not _BREAK.search(key, last.end, mark.start)
    )


def _without_contents(key: str, body: Sequence[Stretch], found: list[Candidate]) -> list[Candidate]:
    """``found`` without the lines of a table of contents (目录), which ends where its first heading comes again."""
    for number, line in enumerate(body):
        if _CONTENTS.match(key, line.start, line.end):
            first = next((n for n, candidate in enumerate(found) if candidate.line > number), None)
            if first is None:
                return found
            opening = found[first].mark
            for n in range(first + 1, len(found)):
                if (found[n].style, found[n].ordinal) == (opening.style, opening.ordinal):
                    return found[:first] + found[n:]
            return found
    return found


def _nested(found: list[Candidate]) -> list[Candidate]:
    """Those of ``found`` that fit the numbering, with their depth."""
    coming = _coming(found)
    stack: list[tuple[str, int]] = []
    kept: list[Candidate] = []
    for place, candidate in enumerate(found):
        open_styles = [style for style, _ in stack]
        if not candidate.ordinal and "arabic-paren" in open_styles and candidate.style not in open_styles:
            candidate.mark = candidate.mark._replace(style="arabic-paren")
        level = open_styles.index(candidate.style) if candidate.style in open_styles else None
        last = stack[level][1] if level is not None else 0
        if not _fits(candidate, last, level is not None, coming[place]):
            continue
        if level is None:
            level = len(stack)
            while level and RANK[stack[level - 1][0]] > RANK[candidate.style]:
                style, last_of = stack[level - 1]
                following = coming[place].get(style)
                if following is not None and found[following].ordinal == last_of + 1:
                    break
                level -= 1
        del stack[level:]
        candidate.depth = level + 1
        stack.append((candidate.style, candidate.ordinal or last + 1))
        kept.append(candidate)
    return kept


def _coming(found: list[Candidate]) -> list[dict[str, int]]:
    """For each place the next candidate of each style after it."""
    table: list[dict[str, int]] = []
    following: dict[str, int] = {}
    for place in reversed(range(len(found))):
        table.append(following)
        if found[place].ordinal:
            following = {**following, found[place].style: place}
    return table[::-1]


def _fits(candidate: Candidate, last: int, is_open: bool, coming: dict[str, int]) -> bool:
    """Whether the ordinal may stand here: strictly for a marker within a line, loosely for one that opens a line."""
    ordinal = candidate.ordinal
    if not ordinal:
        return True
    if candidate.inline:
        return ordinal == last + 1 and (ordinal > 1 or candidate.style in coming)
    if RANK[candidate.style] <= RANK["cn-paren"]:
        return True
    return ordinal == 1 or (is_open and last <= ordinal <= last + 3)


def _without_lists(key: str, body: Sequence[Stretch], found: list[Candidate]) -> list[Candidate]:
    """``found`` without lists of tasks and rows of tables.

    A group of siblings is a list where most have no title, or where none has a text of its own.
    """
    dropped: set[int] = {place for place, candidate in enumerate(found) if not candidate.title_end}
    for (_, style), members in groups(found).items():
        untitled = sum(place in dropped for place in members)
        if untitled * 2 > len(members):
            dropped.update(members)
        elif len(members) > 1 and not untitled:
            bare = [_bare(key, body, found, place) for place in members]
            sentences = all(key[found[place].end - 1] in "。!" for place in members)
            if all(bare) and (RANK[style] >= RANK["arabic"] or sentences or max(bare) > 1):
                dropped.update(members)
    return [candidate for place, candidate in enumerate(found) if place not in dropped] if dropped else found


def _bare(key: str, body: Sequence[Stretch], found: list[Candidate], place: int) -> int:
    """0 if words stand below a heading, 1 if nothing does, 2 if only figures do."""
    candidate = found[place]
    if candidate.run_in:
        return 0
    following = found[place + 1] if place + 1 < len(found) else None
    if following and following.depth > candidate.depth:
        return 0
    stop = following.line if following else len(body)
    lines = range(candidate.line + 1, stop)
    if not lines:
        return 1
    return 2 if all(_WORDLESS.fullmatch(key, body[n].start, body[n].end) for n in lines) else 0
