"""How a line of a report opens and closes, as far as repairs that join lines must know it; all in half width.

The outline knows much more, but of a mended text. What is doubtful here is left apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

HAN_FIRST, HAN_LAST = "\u4e00", "\u9fff"
HAN = f"{HAN_FIRST}-{HAN_LAST}"
LONGEST_TITLE = 40
# The lines of a text that was wrapped are no narrower and no wider, in characters.
NARROWEST, WIDEST = 16, 60
NUMERALS = "一二三四五六七八九十〇零"
ORDINALS = "一二三四五六七八九十"
_ORDINAL = f"[{ORDINALS}]{{1,3}}"
MARKER = re.compile(
    rf" ?(?:{_ORDINAL}[、.]|\( ?(?:{_ORDINAL}|\d{{1,2}}) ?\)|\d{{1,2}}[、.)](?!\d)"
    rf"|第(?:{_ORDINAL}|\d{{1,2}})(?:部分|章|节|篇)|[①-⑳㈠-㈩⑴-⒇⒈-⒛Ⅰ-Ⅻ])"
)
# What begins a line of its own: a number, an enumeration, the end of the report, an address; and a label of the page.
OPENING = re.compile(
    rf"(?:{MARKER.pattern})|{_ORDINAL}[是要]|第{_ORDINAL}[,:]|首先|其[次{ORDINALS}][,、]|[一另]一?方面|——|[-*·●•◆■★※▲]|附[件表注:]|注:"
    r"|各位代表|https?:"
)
_LABEL = re.compile("[^,。;:]{2,8}:")
_CLOSED = "。;:!?…"
_CLOSING = " ”’》)】\r"
_WORD = re.compile(rf"[{HAN}]{{2}}")
_UNIT = re.compile(rf"\d[{HAN}%]")


def han(value: int) -> str:
    """An ordinal up to 99 in Chinese numerals.

    >>> [han(value) for value in (3, 10, 12, 20, 31)]
    ['三', '十', '十二', '二十', '三十一']
    """
    tens, ones = divmod(value, 10)
    head = ("" if tens < 2 else ORDINALS[tens - 1]) + ("十" if tens else "")
    return head + (ORDINALS[ones - 1] if ones else "")


def opens(line: str) -> bool:
    """Whether ``line`` begins something new: it is indented or blank, or has a marker or a label."""
    return begins(line) or _LABEL.match(line) is not None


def begins(line: str) -> bool:
    """Whether ``line`` begins something new, also if words before a colon are no label: 几个方面:."""
    return not line.strip() or line[0] in " \t" or OPENING.match(line) is not None


def closed(line: str) -> bool:
    """Whether a sentence ends with ``line``; quotation marks and brackets behind its stop do not matter."""
    bare = line.rstrip(_CLOSING)
    return not bare or bare[-1] in _CLOSED


def sentence(line: str) -> bool:
    """Whether ``line`` is the beginning of a sentence rather than a title: long, or with a stop or comma in it.

    Behind a number a comma is not enough, for a title may have one: (二)坚持创新驱动,推动产业升级.
    """
    if MARKER.match(line):
        return "。" in line or len(line) > LONGEST_TITLE
    return len(line) >= 20 and ("," in line or "。" in line or len(line) >= 30)


def pairs(lines: Sequence[str]) -> frozenset[str]:
    """Every two characters that stand side by side within a line."""
    return frozenset(pair for line in lines for pair in map("".join, pairwise(line)))


def cut(line: str, following: str, whole: frozenset[str]) -> bool:
    """Whether a word or a figure and its unit are cut between two lines; ``whole`` are the pairs of the text."""
    pair = line.rstrip()[-1] + following.lstrip()[0]
    return (pair in whole and bool(_WORD.match(pair))) or bool(_UNIT.match(pair))
