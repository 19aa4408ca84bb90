"""Damage done on purpose: what befalls a clean report on its way over the web, as functions from string to string.

Each does one damage, as seen in real documents, and does the same to the same text every time; what is left to chance
follows ``seed``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from random import Random

from zfbg.lexicon import rows
from zfbg.repair.gbk import code, misread
from zfbg.repair.script import simplified
from zfbg.text import half_width

__all__ = ["half_width", "lost", "masked", "one_line", "pinyin", "repost", "shifted", "traditional"]

_ORDINALS = "一二三四五六七八九十"
_BLANK = "[ \t\u3000\u00a0]*"
_LABEL = re.compile(rf"(?m)^(?P<blank>{_BLANK})(?P<open>[(（])(?P<ordinal>[{_ORDINALS}]{{1,3}})(?P<close>[)）])")
_SIGNS = (
    (re.compile(rf"(?<=[；;])[{_ORDINALS}](?=是)"), 0.2),
    (re.compile(r"(?m)。$"), 0.3),
    (re.compile(r"[，,、。；;](?!$)"), 0.03),
    (re.compile(r"\d(?=[\d.])"), 0.02),
)
_FIGURE_LABEL = re.compile(rf"(?m)(^{_BLANK}[(（]?\d{{1,2}}(?:[)）、]|[.．](?!\d)))|\d")


def traditional(text: str) -> str:
    """``text`` in traditional characters, character by character, each only if it leads back to the simplified one.

    >>> traditional("规上工业增加值")
    '規上工業增加值'
    """
    return text.translate({ord(char): _traditional(char) for char in set(text) if "\u3400" <= char <= "\u9fff"})


@cache
def _s2t() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2t").convert
    return convert


@cache
def _traditional(char: str) -> str:
    form = _s2t()(char)
    return form if len(form) == 1 and code(form) and simplified(form) == char else char


def pinyin(text: str, share: float = 0.5, seed: int = 0, bytewise: bool = False) -> str:
    """``text`` with the reading in brackets behind all occurrences of some characters, drawn with the chance ``share``.

    As on the sites that do it the characters are traditional ones; in a text without any, all but the ordinals.
    With ``bytewise`` the reading is put in wherever the two bytes of such a character follow each other in GBK, even
    if they belong to two others; characters that GBK lacks become ``?``.

    >>> pinyin("規上工業增加值", share=1)
    '規(guī)上工業(yè)增加值'
    """
    said = _usual_readings()
    here = sorted({char for char in text if char in said and char not in _ORDINALS})
    chance = Random(seed)
    drawn = [char for char in [char for char in here if simplified(char) != char] or here if chance.random() < share]
    if not bytewise:
        return text.translate({ord(char): f"{char}({said[char]})" for char in drawn})
    data = text.encode("gbk", "replace")
    for char in drawn:
        data = data.replace(code(char), code(char) + f"({said[char]})".encode("gbk"))
    return misread(data, mark="?")


@cache
def _usual_readings() -> dict[str, str]:
    return {char: row[0] for row in rows("readings") for char in row[1]}


def shifted(text: str) -> str:
    """``text`` with a stray byte A1 before each label ``（一）`` at the start of a line, read as GBK.

    The line is out of phase up to its first byte below 80; lines with characters that GBK lacks stay as they are.

    >>> shifted("（一）出口订单稳中有升ABC")
    '。ㄒ唬┏隹诙┑ノ戎杏猩鼳BC'
    """
    return "\n".join(map(_shifted, text.split("\n")))


def _shifted(line: str) -> str:
    match = _LABEL.match(line)
    if not match:
        return line
    rest = [code(char) for char in line[match.end() :]]
    if not all(rest):
        return line
    return match["blank"] + misread(b"\xa1" + f"（{match['ordinal']}）".encode("gbk") + b"".join(rest))


def masked(text: str) -> str:
    """``text`` with an ``x`` for each digit, those of labels left alone; points stay, so do Chinese numerals.

    >>> masked("1、2023年增长5.7%")
    '1、xxxx年增长x.x%'
    """
    return _FIGURE_LABEL.sub(lambda match: match[1] or "x", text)


def one_line(text: str) -> str:
    """The title, then the whole body as a second line, as where a page lost its paragraphs."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join((*lines[:1], "".join(lines[1:])))


def lost(text: str, seed: int = 0) -> str:
    """``text`` less what a site drops that throws away styled stretches: labels, ordinals, stops, signs and digits.

    A label ``（四）`` is gone, or left as ``()`` or ``)``; ``二是`` is left as ``是``.
    """
    chance = Random(seed)

    def sign(match: re.Match[str], rate: float) -> str:
        return "" if chance.random() < rate else match[0]

    def label(match: re.Match[str]) -> str:
        left = ("", match["open"] + match["close"], match["close"])
        return chance.choice(left) if chance.random() < 0.3 else match[0]

    text = _LABEL.sub(label, text)
    for pattern, rate in _SIGNS:
        text = pattern.sub(partial(sign, rate=rate), text)
    return text


def repost(text: str, share: float = 0.5, seed: int = 0) -> str:
    """``text`` as a reposting site gives it: traditional, with pinyin, headings out of phase, half-width."""
    return half_width(shifted(pinyin(traditional(text), share, seed)))
