"""Figures and quotation marks that were put on lines of their own.

A word processor's file is a row of runs, each of one face; digits and quotation marks often are of another face than
the words. Programs that print each run on its own line leave ``发放资料⏎1500⏎多份,出动⏎8000⏎人次``. A table
has its figures alone on lines too, but no stops between them, and page numbers count on; a sentence has neither habit.
Other pages only break before each figure: ``发生事故⏎67宗、死亡⏎34人、受伤``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from zfbg.repair.lines import HAN, MARKER, begins, closed, opens, sentence
from zfbg.template import Repair
from zfbg.text import Edit, Text

# So many figures must stand alone, most of them in sentences.
ENOUGH = 3
# The lines that may be those of the title.
TOP = 12
_ALONE = re.compile(r"[ \t]{0,9}\d[\d.,~-]{0,11}%?[ \t\r]{0,9}")
_QUOTES = re.compile(r"[ \t]{0,9}[“”《》][ \t\r]{0,9}")
_STOP = re.compile("[,。;:、]")
_GOES_ON = re.compile(r"[ \t]{0,9}[,。;:、)”》]")
_TITLE = re.compile("(?:总结|计划|要点|报告|汇报|打算|思路|安排)$")
# A figure that begins a line and that a sentence goes on behind: 死亡⏎34人、受伤; no date does.
_APART = re.compile(
    rf"[ \t]{{0,9}}(?![\d.]{{1,5}}[年月日])\d[\d.]{{0,12}}(?P<goes_on>(?:[余多]?[万亿]?[{HAN}]{{1,3}}|[%‰])[、,。;])?"
)
_ENDS_BEFORE = re.compile(rf"[{HAN}、,][ \t\r]{{0,9}}\Z")
_UNIT = re.compile(rf"[ \t]{{0,9}}[{HAN}%‰]")
_NUMBER = re.compile(r"\d[ \t\r]{0,9}\Z")
_FIRST = re.compile(rf"[{HAN},。;:、)]")


def _find(text: Text) -> Iterator[Edit]:
    """Edits that take the breaks out of the sentences of a text whose figures stand alone."""
    lines = text.key.split("\n")
    if _is_of_runs(lines):
        joined = _go_on
    elif _are_apart(lines):
        joined = _is_about_figure
    else:
        return
    at = 0
    for number, (line, following) in enumerate(pairwise(lines)):
        at += len(line) + 1
        if joined(line, following) and not (number < TOP and _TITLE.search(line.rstrip())):
            yield Edit(at - 1 - len(line) + len(line.rstrip()), at + len(following) - len(following.lstrip()), "")


def _is_of_runs(lines: Sequence[str]) -> bool:
    """Whether the figures that stand alone are those of sentences."""
    alone, within = [], 0
    for number in range(1, len(lines) - 1):
        before, line, after = lines[number - 1 : number + 2]
        if _ALONE.fullmatch(line) and before.strip() and not closed(before) and _FIRST.match(after.strip()):
            alone.append(line.strip())
            within += bool(_STOP.search(before) or _STOP.search(after))
    counted = all(b.isdecimal() and a.isdecimal() and int(b) == int(a) + 1 for a, b in pairwise(alone))
    return within >= ENOUGH and 2 * within >= len(alone) and not counted


def _go_on(line: str, following: str) -> bool:
    """Whether ``line`` is the beginning of a sentence that goes on with ``following``."""
    if not (line.strip() and following.strip()) or (line + following).isascii():
        return False
    if _QUOTES.fullmatch(line) or _QUOTES.fullmatch(following) or _GOES_ON.match(following):
        return not line.rstrip().endswith("。")
    if closed(line) or (MARKER.match(line) and not sentence(line)):
        return False
    return bool(_ALONE.fullmatch(line)) or not opens(following.lstrip())


def _are_apart(lines: Sequence[str]) -> bool:
    """Whether figures begin lines in the middle of sentences so often that it is no chance."""
    found = (
        1
        for line, following in pairwise(lines)
        if (figure := _APART.match(following)) and figure["goes_on"] and _ENDS_BEFORE.search(line)
    )
    return sum(islice(found, ENOUGH)) == ENOUGH and not _are_wrapped(lines)


def _are_wrapped(lines: Sequence[str]) -> bool:
    """Whether sentences are broken anywhere, most of them not at a figure: so are those of wrapped lines."""
    at_figures = broken = 0
    for line, following in pairwise(lines):
        if _is_about_figure(line, following):
            at_figures += 1
        elif sentence(line) and not closed(line) and not begins(following):
            broken += 1
    return broken > at_figures


def _is_about_figure(line: str, following: str) -> bool:
    """Whether the break between two lines stands before a figure, or between it and its unit: 损失⏎181.4⏎万元."""
    if begins(following):
        return False
    before = _APART.match(following) and _ENDS_BEFORE.search(line)
    return bool(before or (_NUMBER.search(line) and _UNIT.match(following)))


RUNS = Repair("runs", _find)
