"""Finds the headings of a report: on their own line, run into a paragraph, or in one long line.

A candidate needs a marker, a title of a heading's shape, and a place in the numbering. Depth follows from the order in
which the document itself uses its styles of numbering, so that levels may be skipped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from attrs import evolve

from zfbg.model import Issue
from zfbg.outline.items import closing
from zfbg.outline.markers import BROKEN, INLINE, RANK, Mark, leading, marker
from zfbg.outline.roles import role, with_context
from zfbg.outline.sequence import complete, irregularities
from zfbg.outline.shapes import LETTER_SPACING, LONGEST, Candidate, groups, like_siblings, shape
from zfbg.outline.titles import is_title
from zfbg.outline.unnumbered import unnumbered
from zfbg.template import Heading, Stretch
from zfbg.text import Text

# The dots between a title and its page in a table of contents.
_LEADER = re.compile(r"(?:…|[.·_-]{3})[ \t]*\d{1,3}$")
_CONTENTS = re.compile(r"目\s*[录次錄]\s*$")
# Below such a line stand notes, numbered as headings are.
_NOTES = re.compile(
    r"[(\[【]?(?:附?注释?\s*:|(?:附?注释|注\s+释|注解|附注|说明|(?:有关)?(?:名词|术语|用语)(?:解释|说明|注释).{0,8})[)\]】]?\s*:?$)"
)
# What the lines of _NOTES begin with, and those of broken labels.
_NOTED = frozenset("([【附注说有名术用")
_BROKEN = frozenset("()、")
_NOTES_LABEL = re.compile(r"(?:附?注释?|附注|备注|注解|说明|(?:资料|数据)来源)[)\]】]?:$")
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
    candidates = (one for one in _candidates(key, body) if not _is_collected(key, body, one))
    found = _without_contents(key, body, list(candidates))
    found = _nested(_without_lists(key, body, _nested(found)))
    if unnumbered_ones := unnumbered(key, body, found):
        found = _nested(sorted([*found, *unnumbered_ones], key=lambda candidate: candidate.start))
    found = like_siblings(key, _nested(complete(key, body, found)))
    headings = [_heading(text, candidate) for candidate in found]
    above = body[: found[0].line] if found else body[:0]
    openings = [key[line.start : line.end] for line in above]
    return _closed(key, body, with_context(headings, openings)), list(irregularities(text, found))


def _is_collected(key: str, body: Sequence[Stretch], candidate: Candidate) -> bool:
    """Whether a heading is the title of a report that a site has numbered: 第1篇 某局2020年工作总结 1350字."""
    if candidate.style != "part" or key[candidate.mark.start : candidate.mark.end].find("篇") < 0:
        return False
    line = body[candidate.line]
    return candidate.start == line.start and is_title(key[line.start : line.end].strip())


def _closed(key: str, body: Sequence[Stretch], headings: list[Heading]) -> list[Heading]:
    """``headings``, those of last subsections ended before a paragraph that speaks of the whole again."""
    closed = []
    for heading, after in zip_longest(headings, headings[1:]):
        if heading.depth > 1 and (after is None or after.depth < heading.depth):
            end = body[-1].end if after is None else after.start
            if (until := _last_paragraph(key, body, heading.end, end)) is not None:
                heading = evolve(heading, until=until)
        closed.append(heading)
    return closed


def _last_paragraph(key: str, body: Sequence[Stretch], start: int, end: int) -> int | None:
    """Where a line that closes the part begins between ``start`` and ``end``, behind at least one other line."""
    number = bisect_right(body, start, key=lambda line: line.end) + 1
    while number < len(body) and body[number].start < end:
        if closing().match(key, body[number].start, body[number].end):
            return body[number].start
        number += 1
    return None


def _heading(text: Text, candidate: Candidate) -> Heading:
    title = str(text)[candidate.mark.end : candidate.title_end].strip()
    if len(title.split()) > 1:
        title = LETTER_SPACING.sub("", title)
    label = marker(text, candidate.mark, candidate.ordinal, inferred=candidate.inferred)
    return Heading(candidate.start, candidate.end, label, title, candidate.depth, role(title))


def _candidates(key: str, body: Sequence[Stretch]) -> Iterator[Candidate]:
    """All places with a marker and a title, those that have lost their number included."""
    notes = False
    for number, (start, end) in enumerate((line.start, line.end) for line in body):
        mark = leading(key, start, end)
        if mark and key[end - 1].isdecimal() and _LEADER.search(key, mark.end, end):
            continue
        if mark is None:
            notes = notes or (key[start] in _NOTED and bool(_NOTES.match(key, start, end)))
            mark = _broken(key, start, end) if key[start] in _BROKEN else None
        elif notes:
            notes = RANK[mark.style] >= RANK["arabic"]
        marks = [mark] if mark else []
        if end - start > 12:
            marks += _inline(key, start, end, mark)
        if marks and notes:
            marks = [mark for mark in marks if RANK[mark.style] < RANK["arabic"]]
        for place, mark in enumerate(marks):
            stop = marks[place + 1].start if place + 1 < len(marks) else end
            title_end, heading_end = shape(key, mark, stop) or (0, 0)
            if title_end or mark.start == start:
                yield Candidate(
                    number, mark, heading_end, title_end, heading_end < end, mark.start > start, mark.ordinal
                )


def _broken(key: str, start: int, end: int) -> Mark | None:
    """The label at the start of a line if it has lost its number; no bracket that closes one of the line before."""
    match = BROKEN.match(key, start, end)
    if not match:
        return None
    before = key[max(0, start - _NEAR) : start].rstrip()
    if match[0][0] == ")" and before.rfind("(") > before.rfind(")"):
        return None
    if match[0][0] == "、" and before and before[-1] not in "。!?;:”":
        return None
    return Mark(start, match.end(), "cn" if match[0][0] == "、" else "cn-paren", 0)


def _inline(key: str, start: int, end: int, first: Mark | None) -> list[Mark]:
    """The markers within a line that may number a heading; behind notes (注释：) only those of the highest ranks."""
    marks = []
    last = first
    notes = False
    for match in INLINE.finditer(key, first.end - 1 if first else start, end):
        at = match.start() + (key[match.start()] != "(")
        mark = leading(key, at, end) if at > start else None
        if mark is None or mark.end == end or (first and at < first.end):
            continue
        before = key[max(start, at - _NEAR) : at].rstrip()
        if before[-1:] == ";" or not (before[-1:] in "。:!?" or key[at - 1].isspace() or _titled(key, last, mark)):
            continue
        if mark.style == "arabic-paren" and (
            last is None or last.style != mark.style or mark.ordinal != last.ordinal + 1
        ):
            continue  # (2) within a line counts on from the (1) that opens it, or is a reference
        notes = notes or (before[-1:] == ":" and bool(_NOTES_LABEL.search(before)))
        if notes and RANK[mark.style] >= RANK["arabic"]:
            continue
        marks.append(mark)
        last, notes = mark, False
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
    """Those of ``found`` that fit the numbering, with their depth.

    A style that is open goes on at its level. One that is not stands where it stood before under the same style, else
    by its rank, but never above a list that goes on behind it.
    """
    coming = _coming(found)
    styles: list[str] = []
    last: list[int] = []
    above: dict[str, str] = {}
    kept: list[Candidate] = []
    for place, candidate in enumerate(found):
        if not candidate.ordinal and "arabic-paren" in styles and candidate.style not in styles:
            candidate.mark = candidate.mark._replace(style="arabic-paren")
        style = candidate.style
        is_open = style in styles
        level = styles.index(style) if is_open else len(styles)
        before = last[level] if is_open else 0
        if not _fits(candidate, before, is_open, coming[place]):
            continue
        if style == "annex":
            level = 0
        elif not is_open:
            rank = RANK[style]
            floor = styles.index(above[style]) + 1 if above.get(style) in styles else 0
            while level > floor and RANK[styles[level - 1]] > rank:
                following = coming[place].get(styles[level - 1])
                if following is not None and found[following].ordinal == last[level - 1] + 1:
                    break
                level -= 1
        del styles[level:], last[level:]
        candidate.depth = level + 1
        if level and style not in above:
            above[style] = styles[-1]
        styles.append(style)
        last.append(candidate.ordinal or before + 1)
        kept.append(candidate)
    return kept


def _coming(found: list[Candidate]) -> list[dict[str, int]]:
    """For each place the next candidate of each style after it."""
    table: list[dict[str, int]] = []
    following: dict[str, int] = {}
    for place in reversed(range(len(found))):
        table.append(following)
        if found[place].ordinal:
            following = following | {found[place].style: place}
    table.reverse()
    return table


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

    A group of siblings is a list where most have no title, or where none has a text of its own (of the lower styles,
    and of whole sentences that count from one, none but the last).
    """
    dropped: set[int] = {place for place, candidate in enumerate(found) if not candidate.title_end}
    for (_, style), members in groups(found).items():
        titled = [place for place in members if place not in dropped]
        if len(titled) * 2 < len(members):
            dropped.update(titled)
        elif titled:
            bare = [_bare(key, body, found, place) for place in titled]
            sentences = all(key[found[place].end - 1] in "。!" for place in titled)
            if RANK[style] >= RANK["arabic"]:
                # What stands below the last of a list closes the part.
                listed = all(bare[:-1]) if len(members) > 1 else sentences and all(bare)
            else:
                listed = len(members) > 1 and all(bare) and (sentences or max(bare) > 1)
            if listed:
                dropped.update(titled)
            elif RANK[style] < RANK["arabic"]:
                dropped.update(_sentences(key, found, titled, bare))
    return [candidate for place, candidate in enumerate(found) if place not in dropped] if dropped else found


def _sentences(key: str, found: Sequence[Candidate], titled: Sequence[int], bare: Sequence[int]) -> Iterator[int]:
    """The runs of three or more among ``titled`` that are notes: whole sentences, hardly one of them with a second.

    Nothing stands below them; what follows the last is no longer of the list.
    """
    starts = [n for n, place in enumerate(titled) if n == 0 or found[place].ordinal == 1]
    for low, high in zip(starts, [*starts[1:], len(titled)], strict=True):
        run = [found[place] for place in titled[low:high]]
        longer = sum(candidate.run_in for candidate in run)
        alone = all(empty or each.run_in for empty, each in zip(bare[low : high - 1], run, strict=False))
        if len(run) > 2 and 3 * longer <= len(run) and alone and all(key[each.end - 1] in "。!" for each in run):
            yield from titled[low:high]


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
