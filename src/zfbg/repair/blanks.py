"""Blanks within numbers (``24. 3 亿元``), within words of a sentence, and between all letters (``政 府 工 作 报 告``).

Many offices set a blank on both sides of a figure: in a sentence, where no blank parts two words, these are taken out.
One blank between a number and its unit stays elsewhere, since the reading of facts steps over it, and so do the kinds
of blank that :attr:`zfbg.text.Text.key` folds.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from zfbg.lexicon import either, of_lexicon
from zfbg.repair.decimal import fraction
from zfbg.repair.lines import HAN, HAN_FIRST, HAN_LAST, MARKER, NUMERALS
from zfbg.template import Repair
from zfbg.text import Edit, Text

# Narrow blanks, which typesetting programs put between a number and its unit.
THIN = "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"

# Patterns that begin with a literal cost a text without the damage next to nothing.
_GATES = tuple(map(re.compile, (r"\. {1,2}\d", r" \.\d", r" \. \d", r"  [^ \n]", r" \d{3}", r" \d %")))
_NEAR = 24
_SPACED_GATE = re.compile(rf" [{HAN}](?= |$)", re.MULTILINE)
_WITHIN_GATE = re.compile(rf" (?=[{HAN}]{{2}})")

# Fewer letters than this on a line without a number are a name (王 某) or the sizes of a font (大 中 小).
LETTERS = 4
LONGEST = 60
# A line shorter than this, or without a stop, is no sentence: its blanks part names, cells and links.
PROSE, HEAD, FAR = 40, 30, 400
FEW = 50
# 全市有 12 家, 居第 3,: a figure between blanks, or between a blank and a sign. At the beginning and before 、 it may
# be a label.
_FIGURE = r"(?=[\dA-Za-z.%~/+—–-]*\d)[\dA-Za-z](?:[\dA-Za-z.%~/+—–-]*[\dA-Za-z%])?"
_SET = re.compile(
    rf"(?<=[{HAN}])(?P<before> )(?!\d{{1,2}}[、)]){_FIGURE}(?:(?P<after> )(?=[{HAN}])|(?=[,、。;:)”]))"
    rf"|(?:(?<=[,、(“:])|(?<![^。;!?\n])(?!\d{{1,2}} )){_FIGURE}(?P<behind> )(?=[{HAN}])"
)
# A blank beside a figure, which few texts have.
_BESIDE = re.compile(r" (?:(?<=[\dA-Za-z%] )|(?=[\dA-Za-z]))")
_PARTED = re.compile(rf"[{HAN}] [{HAN}]|\d +\d|  ")
_STOPS = "\n。;!?"
_STRETCH = re.compile(rf"[^{_STOPS}]+[。;!?]?")
_HAN = re.compile(f"[{HAN}]")
_NOT_PARTED = re.compile(rf"[{HAN}]{{2}}")
# What is counted by the thousand (12 000人次).
COUNTERS = ("人", "名", "户", "件", "次", "台", "辆", "套", "张", "份", "册", "家次", "户次", "件次", "台次", "元")
_GAP = re.compile(" {1,4}")


@of_lexicon
def _numbers() -> re.Pattern[str]:
    """Numbers with a blank that a reader would not set, behind a word: at the start of a line 1. 3 is a label."""
    unit = f"(?={fraction()})"
    thousands = f"(?=[多余]?{fraction()}|[多余]?(?:{either(COUNTERS)}))"
    no_label = "(?<![表图第页注款条务目号])(?<![附文要]件)"
    return re.compile(
        rf"(?<=[{HAN}(~、,“-]){no_label}\d{{1,7}}(?: {{1,2}}\. {{0,2}}|\. {{1,2}})\d{{1,4}} {{0,2}}{unit}"
        rf"|(?<=[{HAN}]){no_label}\d{{1,3}}(?: \d{{3}})(?! \d)(?:\.\d{{1,4}})? {{0,2}}{thousands}"
        rf"|(?<=[{HAN}])\d{{1,7}}(?:\.\d{{1,4}})? {{2,4}}{unit}"
        rf"|(?<=[{HAN}]){no_label}\d(?: \d){{1,2}} %"  # 比重为6 4 %: each sign was set alone
    )


def _find(text: Text) -> Iterator[Edit]:
    """Edits that take out the blanks of numbers, and those in a sentence within a word that the document has whole."""
    key = text.key
    places: set[int] = set()
    for thin in THIN:
        if thin in key:
            places.update(at for at, char in enumerate(key) if char == thin and at and key[at - 1].isdecimal())
            key = key.replace(thin, " ")
    done = 0
    hits = [hit.start() for gate in _GATES for hit in gate.finditer(key) if key[hit.start() - 1].isdecimal()]
    for hit in sorted(hits):
        match = _numbers().search(key, max(done, hit - _NEAR), hit + _NEAR) if hit >= done else None
        if match:
            done = match.end() + 1
            places.update(at for at in range(*match.span()) if key[at] == " ")
    yield from (Edit(at, at + 1, "") for at in places)
    yield from _within_words(key)
    yield from (edit for edit in _about_figures(key) if edit.start not in places)


def _about_figures(key: str) -> Iterator[Edit]:
    """The blanks that are set about figures in sentences."""
    done = 0
    for blank in _BESIDE.finditer(key):
        if blank.start() < done:
            continue
        start = max(done, *(key.rfind(stop, done, blank.start()) + 1 for stop in _STOPS))
        stretch = _STRETCH.match(key, start)
        assert stretch is not None
        end = done = stretch.end()
        comma = key.find(",", start, end)
        if (comma < 0 and key[end - 1] not in "。;") or _PARTED.search(stretch[0]):
            continue
        if MARKER.match(stretch[0]):  # a heading may be parted from its text by a blank
            start = comma if comma >= 0 else end
        for match in _SET.finditer(key, start, end):
            for group in ("before", "after", "behind"):
                if match[group]:
                    yield Edit(*match.span(group), "")


def _within_words(key: str) -> Iterator[Edit]:
    """Blanks in a word: its characters, with one more before and with one more after, stand together elsewhere."""
    hits = []
    for match in _WITHIN_GATE.finditer(key):
        start = match.start() - (key[match.start() - 1] == " ")
        if _NOT_PARTED.match(key, max(0, start - 2), start) and _in_sentence(key, start, match.end()):
            hits.append((start, match.end()))
    # To look for a few in the text is cheaper than to cut it into threes first.
    threes = zip(key, key[1:], key[2:], strict=False)
    elsewhere: Container[str] = key if len(hits) <= FEW else set(map("".join, threes))
    for start, end in hits:
        if key[start - 2 : start] + key[end] in elsewhere and key[start - 1] + key[end : end + 2] in elsewhere:
            yield Edit(start, end, "")


def _in_sentence(key: str, start: int, end: int) -> bool:
    """Whether a blank stands well within a sentence, not between a heading and its text, nor in a name in quotes."""
    low = max(key.rfind("\n", max(0, start - FAR), start) + 1, start - FAR)
    stop = key.find("\n", end, end + FAR)
    line, at = key[low : stop if stop >= 0 else end + FAR], start - low
    return (
        len(line) >= PROSE
        and "。" in line
        and (at >= HEAD or not MARKER.match(line))
        and "," in line[max(0, at - HEAD) : at + HEAD]
        and line.rfind("“", 0, at) <= line.rfind("”", 0, at)
    )


def _letters(text: Text) -> Iterator[Edit]:
    """Edits that take the blanks out of lines all of whose letters stand apart."""
    key = text.key
    if not _SPACED_GATE.search(key):
        return
    start = 0
    for line in key.split("\n"):
        if " " in line.strip():
            yield from _closed_up(line, start)
        start += len(line) + 1


def _closed_up(line: str, start: int) -> Iterator[Edit]:
    bare = line.strip()
    low = len(line) - len(line.lstrip())
    marker = MARKER.match(bare)
    rest = bare[marker.end() :] if marker else bare
    han = _HAN.findall(rest)
    gaps = [gap for gap in _GAP.finditer(rest) if gap.start()]
    if (
        _NOT_PARTED.search(rest)
        or "|" in rest
        or "\t" in rest
        or len(han) < (2 if marker else LETTERS)
        or (marker and len(rest) > LONGEST)
        or 2 * sum(char in NUMERALS for char in han) >= len(han)
    ):
        return
    apart = [gap for gap in gaps if _is_han(rest[gap.start() - 1]) and _is_han(rest[gap.end()])]
    if not apart or 2 * len(apart) < len(han) - 1:
        return
    single = not re.search(r"\d\d", rest)
    usual = min(len(gap[0]) for gap in apart)  # a wider gap parts words: two agencies that sign together
    low += start + (marker.end() if marker else 0)
    for gap in gaps:
        before, after = rest[gap.start() - 1], rest[gap.end()]
        if len(gap[0]) > usual:
            continue
        if _is_han(before) or _is_han(after) or (single and not before.isalpha() and not after.isalpha()):
            yield Edit(low + gap.start(), low + gap.end(), "")


def _is_han(char: str) -> bool:
    return HAN_FIRST <= char <= HAN_LAST


LETTERS_APART = Repair("letters", _letters)
BLANKS = Repair("blanks", _find)
