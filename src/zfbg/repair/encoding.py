"""Text decoded with the wrong table: ``ÌâÄ¿`` is GBK as Latin-1, ``é¢˜ç›®`` UTF-8 so, ``棰樼洰`` UTF-8 read as GBK.

The bytes are taken back and read anew. Nothing is believed that does not give what is seen when it is misread again,
and nothing unless the whole of it is made of common characters. A decoder of GBK that meets an odd byte of UTF-8
before ASCII gives U+FFFD for it: what it stood for is looked up in the rest of the document, by a repair of its own,
``encoding_lost``, since its changes are guesses.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from zfbg.repair.script import simplified
from zfbg.template import Repair
from zfbg.text import Edit, Text

UNKNOWN = "〓"
# Fewer characters than this, or fewer different ones, prove nothing: ×××× is a mask, “……” a pause.
ENOUGH, DIFFERENT = 6, 4
COMMON = 0.8
# How much oftener the document must have one lost character in its place than any other.
MARGIN = 2

# What browsers read for windows-1252: cp1252, and C1 controls for the five bytes that it leaves out.
_BYTES = {bytes((byte,)).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0x100)
}
_SINGLE = "".join(re.escape(char) for char in _BYTES)
_OF_PROSE = "\xa0·×°±".encode("latin-1")
_DENSE = re.compile(f"[{_SINGLE}]{{4}}")
_SINGLES = re.compile(f"[\x00-\x09\x0b\x0c\x0e-\x7f{_SINGLE}]+")
# Characters of one length each, so that each edit is spread over its characters exactly.
_UTF8 = re.compile(rb"(?:[\xe1-\xef][\x80-\xbf]{2})+|(?:[\xc2-\xdf][\x80-\xbf])+|(?:[\xf0-\xf4][\x80-\xbf]{3})+")
_GBK = re.compile(rb"(?:[\x81-\xfe][\x40-\x7e\x80-\xfe])+")
_PROSE = "、。，；：？！（）《》“”‘’—…·％　\u200b\u200c\u200d\u2060\ufeff"

# What the first bytes of 、 and 。, of ，：（）, of 的, 一, 二 and 年 become: hardly a sound text has one of them.
_TRACES = ("銆", "锛", "鐨", "涓", "浜", "骞")
_WIDE = re.compile("[^\x00-\x7f]+")
_DIGIT = re.compile(r"\d")
_NUMERALS = "一二三四五六七八九十〇零两百千万亿"
# Pairs that any report has, however little of this one is left.
_EVERYWHERE = ("。\n", *(f"{ordinal}、" for ordinal in "一二三四五六七八九十"))


class Run(NamedTuple):
    """A damaged stretch and its text; ``lost`` is the beginning of a last character whose end is lost."""

    start: int
    end: int
    new: str
    lost: bytes = b""


def single(data: bytes, *, strict: bool = True) -> str:
    """``data`` as Latin-1, or unless ``strict`` as browsers read windows-1252.

    >>> single("题目".encode("gbk"))
    'ÌâÄ¿'
    """
    text = data.decode("latin-1")
    return text if strict else text.translate(_windows())


@cache
def _windows() -> dict[int, str]:
    return {byte: bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def double(data: bytes) -> str:
    """``data`` as browsers read GBK: 80 is €, a byte that begins no character is U+FFFD.

    >>> double("题目。".encode())
    '棰樼洰銆�'
    """
    made, at = [], 0
    while at < len(data):
        lead, trail = data[at], data[at + 1] if at + 1 < len(data) else 0
        if lead <= 0x80:
            made.append(chr(lead) if lead < 0x80 else "€")
            at += 1
        elif lead < 0xFF and 0x40 <= trail <= 0xFE and trail != 0x7F:
            made.append(data[at : at + 2].decode("gb18030"))
            at += 2
        else:
            made.append("\ufffd")
            at += 1
    return "".join(made)


def _find(text: Text) -> list[Edit]:
    """Edits of the runs whose bytes are all there."""
    string = str(text)
    runs = [*_from_singles(string), *(run for run in _from_doubles(string) if not run.lost)]
    return [Edit(run.start, run.end, run.new) for run in runs]


def _find_lost(text: Text) -> list[Edit]:
    """Edits of the runs that have lost the end of their last character, which the rest of the document tells or 〓."""
    string = str(text)
    proved = len(text.pieces) > 1 and any(ENCODING.name in piece.by for piece in text.pieces)
    runs = [run for run in _from_doubles(string, proved=proved) if run.lost]
    if not runs:
        return []
    intact: list[str] = []
    at = 0
    for run in runs:
        intact += string[at : run.start], run.new, "\0"
        at = run.end
    intact.append(string[at:])
    pairs = Counter(map("".join, pairwise(_DIGIT.sub("0", "".join(intact)))))
    pairs.update(_EVERYWHERE)
    return [
        Edit(run.start, run.end, run.new + _told(run, string[run.end : run.end + 1] or "\n", pairs), sure=False)
        for run in runs
    ]


def _told(run: Run, after: str, pairs: Counter[str]) -> str:
    """The character whose first bytes are left, if the document has it between such neighbours, and others hardly.

    A sign need be known beside one of them only. Numerals are never told: no figure may be made out of debris.
    """
    found = []
    for byte in range(0x80, 0xC0):
        char = (run.lost + bytes((byte,))).decode("utf-8", "ignore")
        if char and char not in _NUMERALS:
            before, behind = pairs[run.new[-1:] + char], pairs[char + _DIGIT.sub("0", after)]
            if (before and behind) or (char in _PROSE and (before or behind)):
                found.append((before + behind, char))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] < MARGIN * found[1][0]):
        return UNKNOWN
    return found[0][1]


def _from_singles(string: str) -> list[Run]:
    """The runs of a text whose bytes were read one by one."""
    # Leaving out all that is not Latin-1 is much cheaper than looking for what is.
    if string.encode("latin-1", "ignore").translate(None, _OF_PROSE).isascii() or not _DENSE.search(string):
        return []
    seen = [
        (match, bytes(ord(c) if c < "\x80" else _BYTES[c] for c in match[0]))
        for match in _SINGLES.finditer(string)
        if not match[0].isascii()
    ]
    high = sum(len(data.translate(None, bytes(range(0x80)))) for _, data in seen)
    utf8 = sum(len(part[0]) for _, data in seen for part in _UTF8.finditer(data))
    pattern, encoding = (_UTF8, "utf-8") if utf8 >= COMMON * high else (_GBK, "gb18030")
    runs = []
    for match, data in seen:
        for part in pattern.finditer(data):
            new = part[0].decode(encoding, "ignore")
            old = match[0][part.start() : part.end()]
            if old in (single(part[0]), single(part[0], strict=False)) and _common(new) >= COMMON / 2:
                runs.append(Run(match.start() + part.start(), match.start() + part.end(), new))
    return runs if _credible("".join(run.new for run in runs)) else []


def _from_doubles(string: str, *, proved: bool = False) -> list[Run]:
    """The runs of a text of UTF-8 that was read two bytes by two.

    ``proved`` says that the text was one, and that only what has lost bytes is left of it.
    """
    if not any(trace in string for trace in _TRACES) and "\ufffd" not in string and not proved:
        return []
    runs: list[Run] = []
    start = 0
    for line in string.split("\n"):
        made = [_reread(match) for match in _WIDE.finditer(line) if not proved or match[0][-1] == "\ufffd"]
        found = [Run(start + run.start, start + run.end, run.new, run.lost) for run in made if run]
        new, old = "".join(run.new for run in found), "".join(string[run.start : run.end] for run in found)
        if found and _common(new) >= COMMON and _common(new) > _common(old):
            runs += found
        start += len(line) + 1
    return runs if proved or _credible("".join(run.new for run in runs)) else []


def _reread(match: re.Match[str]) -> Run | None:
    """A run beyond ASCII with its bytes read as UTF-8; None if they are none."""
    seen = match[0].rstrip("\ufffd")
    data = _taken_back(seen)
    marks = len(match[0]) - len(seen)
    if data is None or marks > 1:
        return None
    whole = len(data)
    if len(data) > 1 and data[-1] >= 0x80 and data[-2] >= 0xE1:
        whole -= 2
    try:
        new = data[:whole].decode("utf-8")
    except UnicodeDecodeError:
        return None
    lost = data[whole:]
    if double(data) != seen or bool(lost) != bool(marks):
        return None
    return Run(match.start(), match.end(), new, lost)


def _taken_back(seen: str) -> bytes | None:
    """The bytes that were read as GBK; None if there is a character that none give."""
    data = bytearray()
    need = 0
    for at, char in enumerate(seen):
        if char == "€":
            # 80, or A2E3 where the next bytes go on with a character that begins with E3.
            following = seen[at + 1 : at + 2].encode("gb18030", "ignore")[:1]
            code = b"\xa2\xe3" if need == 1 and b"\x80" <= following < b"\xc0" else b"\x80"
        else:
            code = char.encode("gb18030", "ignore")
            if len(code) != 2:
                return None
        for byte in code:
            need = 1 if 0xC0 <= byte < 0xE0 else 2 if 0xE0 <= byte < 0xF0 else 3 if byte >= 0xF0 else max(need - 1, 0)
        data += code
    return bytes(data)


def _common(text: str) -> float:
    """The share of characters of ``text`` beyond ASCII that Chinese prose is made of; 1 where there are none."""
    wide = [char for char in simplified(text) if char > "\x7f"]
    return sum(map(_usual, wide)) / len(wide) if wide else 1.0


@cache
def _usual(char: str) -> bool:
    """Whether a character is one of the 3755 of the first level of GB 2312, or a sign (rows A1, A2: Ⅰ, ①, ●)."""
    code = char.encode("gb2312", "ignore")
    return char in _PROSE or (len(code) == 2 and (code[0] in (0xA1, 0xA2) or 0xB0 <= code[0] <= 0xD7))


def _credible(text: str) -> bool:
    """Whether what all runs gave together is enough of Chinese prose to be believed."""
    han = [char for char in text if "\u3400" <= char <= "\u9fff"]
    return len(han) >= ENOUGH and len(set(han)) >= DIFFERENT and _common(text) >= COMMON


ENCODING = Repair("encoding", _find)
ENCODING_LOST = Repair("encoding_lost", _find_lost)
