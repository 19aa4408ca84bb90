"""The lines of a page that its title stands on: one, several below each other, a main title and its ——subtitle.

Which words can be a title is told in :mod:`zfbg.outline.titles`.
"""

from __future__ import annotations

import re

from zfbg.outline import agencies
from zfbg.outline.bylines import SITTING
from zfbg.outline.reading import LONGEST_NAME, Reading
from zfbg.outline.titles import ends_title, is_title, plain, tight, title_of

CONTINUED = re.compile(r"(?:19|20)\d\d|[xX×*]{2,4}年|二[〇○零]|关于|工作|[上下]半年|年度|第?[一二三四]季度")
# Where a title may be cut before its last word: 某局2023年 / 工作总结, 某局2023年工作 / 总结.
CUT = re.compile(r"(?:(?:19|20)\d\d年度?|[上下]半年|季度|工作|报告|情况)$")
JOINS = ("和", "与", "及", "的", "暨", "、")
LONGEST_TITLE = 4


def read_title(page: Reading) -> str | None:
    """The title: the one that agrees with a labelled title, else the first that can be one. Its lines are marked."""
    told = page.value("title")
    chosen: str | None = None
    found = [
        (numbers, title)
        for number, line, words in page.free()
        if (numbers := _title_at(page, number, words))
        for title in [_joined(page, numbers)]
    ]
    # The first line of a title on two lines may be one by itself.
    found = [one for one in found if not any(one[0] != other and set(one[0]) < set(other) for other, _ in found)]
    if told:
        said = plain(told)
        agreeing = [one for one in found if plain(one[1]) in said or said in plain(one[1])]
        # The label repeats the title; where the line says more, as with the agency's name, the line is the title.
        chosen = max(
            (title_of(told) or tight(told), *(title for _, title in agreeing)), key=lambda title: len(plain(title))
        )
        found = agreeing
    elif found:
        # 统计公报 above the title is the name of the column it stands in.
        chosen = next((title for _, title in found if re.search(r"\d{4}|[xX×*]{2}", title)), found[0][1])
    for numbers, title in found:
        if plain(title) in plain(chosen or "") or plain(chosen or "") in plain(title):
            for number in numbers:
                page.mark(page.zone[number], "title")
    return chosen


def _title_at(page: Reading, number: int, words: str) -> range:
    """The lines of the title that ends at line ``number``; none where no title does."""
    first = number
    if words[0] in "—-" and is_title(words.lstrip("—- ")) and not SITTING.match(words):
        return range(number - _is_main(page, number - 1), number + 1)
    while first > 0 and number - first < LONGEST_TITLE - 1 and _is_half(page, first - 1, words):
        first -= 1
    whole = is_title(words)
    if whole and first == number and number and _is_agency(page, number - 1) and CONTINUED.match(words):
        first -= 1
    return range(first, number + 1) if whole or (first < number and ends_title(words)) else range(0)


def _is_main(page: Reading, number: int) -> bool:
    """Whether the line is a main title, which says nothing of its kind, above a ——subtitle that does."""
    if number < 0 or page.zone[number].start in page.stretches:
        return False
    words = page.key[page.zone[number].start : page.zone[number].end]
    return len(words) <= LONGEST_NAME and not re.search(r"[。;:|>]", words) and not agencies.in_line(words)


def _joined(page: Reading, numbers: range) -> str:
    lines = [str(page.text)[page.zone[number].start : page.zone[number].end] for number in numbers]
    whole = "".join(tight(line) for line in lines)
    if lines[-1][0] in "—-":
        return whole if len(lines) > 1 else whole.lstrip("—- ")
    return title_of(whole) or tight(whole)


def _is_half(page: Reading, number: int, below: str) -> bool:
    """Whether the line is the first half of a title that goes on ``below`` it."""
    line = page.zone[number]
    words = page.key[line.start : line.end]
    if len(words) > LONGEST_NAME or line.start in page.stretches or re.search(r"[。,;:!?|>]", words):
        return False
    if is_title(words):
        return below.startswith(JOINS)  # …2023年工作总结 / 和2024年工作计划
    return words.startswith("关于") or words.endswith(JOINS) or (ends_title(below) and bool(CUT.search(words)))


def _is_agency(page: Reading, number: int) -> bool:
    line = page.zone[number]
    return line.start not in page.stretches and len(agencies.in_line(page.key[line.start : line.end])) == 1
