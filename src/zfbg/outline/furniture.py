"""What stands on the page and is not the report: navigation above it, links and notices below it, widgets anywhere.

A web page wraps a report in lines of its own. Only whole lines are set aside (and table pipes that close the last
one), above the first line that reads like a report and below the last; the patterns are in ``lexicon/furniture.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zfbg.lexicon import of_lexicon, table
from zfbg.outline.colophon import closing
from zfbg.outline.labels import labelled
from zfbg.outline.markers import own_leading
from zfbg.outline.titles import is_title
from zfbg.template import Stretch, remainder
from zfbg.text import Text

# Links are numbered too, with Arabic figures and without a stop.
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}\s?[、.]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:部分|章|篇)"
    r"|\d{1,2}[.、](?!\d)(?:.{40}|.*[。;:])"
)
SALUTATION = re.compile(r"(?:各位|尊敬的?)[^,。:]{1,20}[:!,]")
# Lines shorter than this are headings, labels and links; the foot of a page is allowed longer ones by its patterns.
PROSE = 40
CLAUSES = 3
SENTENCE = 12
# After the last heading, a line of the foot's patterns begins it, whatever follows, if no more than this share follows.
FOOT_SHARE = 0.3
LONGEST_WIDGET = 200
# No page is known to have more lines above its report.
DEEPEST = 200


def furniture(text: Text) -> list[Stretch]:
    """The stretches that are not the report, in order: ``page`` what a site puts around it, ``closing`` the 附件说明
    and 版记 of the document. A text without these has none.

    Lines with metadata labels and the title are left to :func:`zfbg.outline.head.head`.

    >>> page = Text.of("首页 > 政务公开 > 总结\\n某局工作总结\\n一、概况\\n(略)\\n浏览次数:12\\n扫一扫在手机打开当前页")
    >>> [str(page)[part.start : part.end] for part in furniture(page)]
    ['首页 > 政务公开 > 总结', '浏览次数:12\\n扫一扫在手机打开当前页']
    """
    patterns, key = _patterns(), text.key
    lines = remainder(text, ())
    words = [key[line.start : line.end] for line in lines]
    begins, bottom = beginning(words), _bottom(words, patterns)
    top = begins or 0
    aside = [
        number
        for number, line in enumerate(words)
        if len(line) <= LONGEST_WIDGET
        and (
            patterns.widget.fullmatch(line)
            or ((number < top or number >= bottom) and line in patterns.words)
            or (number < top and patterns.above.fullmatch(line))
        )
    ]
    aside += _navigation(words[:top], patterns)
    foot = _foot(words, bottom, patterns)
    if foot is not None:
        aside += range(foot, len(words))
    apart = set(aside)
    found = _merged(lines, sorted(apart))
    for first, last in closing(words[:foot], len(words) if begins is None else begins):
        block = range(first, last + 1)
        if apart.isdisjoint(block):
            found.append(Stretch(lines[first].start, lines[last].end, "closing"))
            apart.update(block)
    return sorted([*found, *_pipes(key, lines, apart)])


class _Patterns(NamedTuple):
    widget: re.Pattern[str]
    words: frozenset[str]
    navigation: re.Pattern[str]
    above: re.Pattern[str]
    below: re.Pattern[str]


@of_lexicon
def _patterns() -> _Patterns:
    data = table("furniture")
    joined = {name: re.compile("|".join(f"(?:{one})" for one in data[name])) for name in data if name != "words"}
    return _Patterns(
        joined["widgets"], frozenset(data["words"]), joined["navigation"], joined["above"], joined["below"]
    )


def _is_text(line: str) -> bool:
    """Whether a line reads like a report: a numbered heading, a salutation, or a long line with sentences."""
    if NUMBERED.match(line) or SALUTATION.match(line) or own_leading(line, 0, len(line)):
        return True
    if len(line) >= SENTENCE and line[-1] in "。;":
        return True
    return len(line) >= PROSE and ("。" in line or ";" in line or line[-1] in ":!" or line.count(",") >= CLAUSES)


def beginning(words: Sequence[str]) -> int | None:
    """The number of lines above the first that reads like a report; None where none does."""
    patterns = _patterns()
    for number, line in enumerate(words[:DEEPEST]):
        if _is_text(line) and not (
            len(line) <= LONGEST_WIDGET
            and (
                labelled(line)
                or is_title(line)
                or patterns.widget.fullmatch(line)
                or patterns.above.fullmatch(line)
                or patterns.navigation.fullmatch(line)
            )
        ):
            return number
    return None


def _bottom(words: Sequence[str], patterns: _Patterns) -> int:
    """The number of the first line below the last that reads like a report."""
    for number in range(len(words) - 1, -1, -1):
        line = words[number]
        short = len(line) <= LONGEST_WIDGET
        if _is_text(line) and not (short and (patterns.below.fullmatch(line) or patterns.widget.fullmatch(line))):
            return number + 1
    return len(words)


def _navigation(words: Sequence[str], patterns: _Patterns) -> list[int]:
    """The lines of the page's navigation: all above its last line, but for labels and a title that is not repeated."""
    last = -1
    for number, line in enumerate(words):
        value = number and words[number - 1].endswith(":") and labelled(words[number - 1])
        if patterns.navigation.fullmatch(line) and not value:
            last = number
    if last < 0:
        return []
    titles = [number for number, line in enumerate(words) if is_title(line) and not patterns.navigation.fullmatch(line)]
    after = [number for number in titles if number > last]
    # 首页 and > on lines of their own, and the last step of the path once more as the name of the column.
    stop = after[0] if after else len(words)
    while last + 1 < stop and (
        words[last][-1] in ">»::" or words[last + 1][0] in ">»" or words[last + 1] in words[: last + 1]
    ):
        last += 1
    keep = {titles[-1]} if titles and not after else set()
    return [number for number in range(last + 1) if number not in keep and not labelled(words[number])]


def _foot(words: Sequence[str], bottom: int, patterns: _Patterns) -> int | None:
    """The line with which the foot of the page begins, if it has one: below the last text, or so near the end that the
    prose below it is a notice or the beginning of another article."""
    backwards = range(len(words) - 1, -1, -1)
    low = 1 + next((number for number in backwards if NUMBERED.match(words[number])), len(words) // 2)
    left = FOOT_SHARE * sum(map(len, words))
    for number in range(len(words) - 1, low - 1, -1):
        left -= len(words[number])
        if left < 0:
            low = number + 1
            break
    return next(
        (
            number
            for number in range(min(low, bottom), len(words))
            if len(words[number]) <= LONGEST_WIDGET
            and (
                patterns.below.fullmatch(words[number])
                or (number >= bottom and patterns.widget.fullmatch(words[number]))
            )
        ),
        None,
    )


def _merged(lines: Sequence[Stretch], aside: Sequence[int]) -> list[Stretch]:
    """Lines that follow each other as one stretch."""
    made: list[Stretch] = []
    before = -2
    for number in aside:
        start = made.pop().start if number == before + 1 else lines[number].start
        made.append(Stretch(start, lines[number].end, "page"))
        before = number
    return made


def _pipes(key: str, lines: Sequence[Stretch], aside: set[int]) -> list[Stretch]:
    """The pipes that close the last line of text, left over from a table with one cell."""
    last = next((number for number in range(len(lines) - 1, -1, -1) if number not in aside), None)
    if last is None:
        return []
    start = end = lines[last].end
    while start > lines[last].start and key[start - 1] in "| \t":
        start -= 1
    if "|" not in key[start:end] or "|" in key[lines[last].start : start]:
        return []
    return [Stretch(key.index("|", start), end, "page")]
