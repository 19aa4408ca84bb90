"""Bytes of GBK lost or read out of phase: ``。ㄈ﹫(jiān)持`` was ``（三）堅持``, ``持?jǐn)?shù)字`` was ``持數字``.

Three causes are known, all from sites that handle GBK as single bytes. A stray A1, half of an ideographic blank, stands
before a ``（`` at the start of a line; a pinyin meant for a character is put into the middle of two others whose bytes
look like it; the A1 of a ``。`` is lost. Each time the text is out of phase up to the next byte below 80. Here the
bytes are paired anew; what was lost is found by the pinyin beside it or by what stands elsewhere in the document,
and a repair counts only if the same damage done to it gives what is seen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from zfbg.repair.evidence import Evidence
from zfbg.repair.gbk import WIDE, code, misread, pair
from zfbg.repair.lines import ORDINALS, han
from zfbg.repair.pairing import (
    AHEAD,
    MARGIN,
    REST,
    SAID,
    UNKNOWN,
    VANISHED,
    Pairing,
    follow,
    next_chars,
    paired,
    trail_bytes,
)
from zfbg.repair.readings import LETTERS, characters
from zfbg.repair.ruby import RUBY
from zfbg.template import Repair
from zfbg.text import Edit, Text, half_width

HIGHEST = 40
FAR = 400
# A damaged stretch is rarely longer; what stands in it must not speak for itself.
WINDOW = 32
# Characters for each heading, and for each pinyin without its opening bracket: where there are more of them, something
# else befell the text.
SPARSE, FEW = 50, 10
# How much better a lost 。 must explain a place than what stands there, and within how many characters.
GAIN, NEAR = 8.0, 12

_LABEL = re.compile(rf"[(（]([{ORDINALS}]{{1,3}})[)）]|(?:\A|[\s。])[{ORDINALS}]{{1,3}}、")
_OPENS_WITH_STOP = re.compile(r"(?m)^[ \t\u3000\xa0]*。(?=.)")
_STOP = re.compile(r"(?<=[\u4e00-\u9fff%)”》])(?:[?!]|\?[!-~])(?=[@-~\u00a1-\u9fff])")


@cache
def _labels() -> dict[str, list[int]]:
    """What becomes of ``（一）``, ``（二）`` … after a stray A1, less the ``。`` and the last byte, longest first."""
    made: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(1, HIGHEST):
        made[misread(b"\xa1" + code("（") + han(number).encode("gbk") + bytes((WIDE,)))[1:]].append(number)
    return dict(sorted(made.items(), key=lambda item: -len(item[0])))


@cache
def _start() -> re.Pattern[str]:
    """A ``。`` and a sign that begins what becomes of a label; the sign after it where the whole label vanished."""
    begin = {prefix[0] for prefix in _labels() if prefix}
    begin |= {char for low in range(0x80, 0xFF) if (char := pair(0xA9, low)) and char != "〇"}
    return re.compile(rf"。(?=[{''.join(sorted(begin))}]|[@-~]?\([{LETTERS}]{{1,6}}\))")


def _find(text: Text) -> list[Edit]:
    """Edits of whole stretches that were out of phase; nothing where no heading is and no pinyin was mended."""
    string = str(text)
    sites = [
        match.start()
        for match in _start().finditer(string)
        if not string[max(0, match.start() - 1) : match.start()].strip(" \t\n\u3000\xa0。;；")
    ]
    if len(sites) > FEW + len(string) // SPARSE:
        sites = []
    if not sites and (len(text.pieces) == 1 or not any(RUBY.name in piece.by for piece in text.pieces)):
        return []
    rests = list(REST.finditer(string))
    if len(rests) > len(string) // SPARSE:
        rests = []
    if sites:  # where others are shifted, a line that opens with a stop is one whose whole label vanished
        sites = sorted({*sites, *(match.end() - 1 for match in _OPENS_WITH_STOP.finditer(string))})
    windows = [(at, at + WINDOW) for at in (*sites, *(match.start() for match in rests))]
    evidence = Evidence(string, windows)
    edits = _headings(string, sites, evidence)
    for match in rests:
        edits += _straddled(string, match, evidence)
    evidence = Evidence(string, [(edit.start, edit.end) for edit in edits])
    for match in _STOP.finditer(string):
        edits += _stops(string, match, evidence)
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _headings(string: str, sites: Sequence[int], evidence: Evidence) -> list[Edit]:
    """The edits of labels ``（三）`` and of what follows them."""
    edits: list[Edit] = []
    number = at = 0
    for site in sites:
        if site < at:
            continue
        for label in _LABEL.finditer(string, at, site):
            number = _number(label[1]) if label[1] else 0
        at = site
        told = _start().match(string, site)
        for prefix, numbers in _labels().items():
            begin = site + 1 + len(prefix)
            if string.startswith(prefix, site + 1) and (told or number + 1 in numbers):
                meant = number + 1 if number + 1 in numbers else numbers[0]
                paths = _after_label(string, begin, han(meant), evidence)
                path = follow(string, paths, evidence, FAR)
                if path and _same(misread(path.data + _next(string, path)), string[site : path.back + 1]):
                    mended = evidence.credible(path.mended, UNKNOWN)
                    sure = not path.guessed and evidence.has_all(mended)
                    edits.append(Edit(site, path.end, mended, sure=sure))
                    number, at = meant, path.end
                    break
        else:  # what was searched in vain is not searched again from the next site in it
            line_end = string.find("\n", site, site + FAR)
            at = line_end if line_end >= 0 else site + FAR
    return edits


def _number(numeral: str) -> int:
    return next((number for number in range(1, HIGHEST) if han(number) == numeral), 0)


def _after_label(string: str, at: int, numeral: str, evidence: Evidence) -> Iterator[Pairing]:
    """The paths that begin behind a label, whose last byte A9 waits for the first one of the heading."""
    start = Pairing(at, 0, f"({numeral})", b"\xa1" + f"（{numeral}）".encode("gbk"), ")", 0.0, at, at)
    seen = code(string[at : at + 1] or "\n")
    if len(seen) == 2 and seen[0] == 0xA9:
        yield from paired(start, seen[1], at + 1)
    elif len(seen) == 1 and seen[0] < 0x40 and not SAID.match(string, at):
        yield start
    chars, said = next_chars(string, at, evidence)
    for lead in set(chars.values()):
        if not pair(0xA9, lead):
            yield start._replace(lead=lead, score=VANISHED, back=-1, vanished=True, guessed=not said)


def _straddled(string: str, match: re.Match[str], evidence: Evidence) -> list[Edit]:
    """The edit of a place where pinyin stands between the bytes of a character, ``match`` being ``?jǐn)``."""
    before = code(string[match.start() - 1]) if match.start() else b""
    if len(before) != 2:
        return []
    leads = {code(char)[1] for char in characters(match[1]) if code(char)[0] == before[1]}
    last = string[match.start() - 1]
    starts = [Pairing(match.end(), lead, "", b"", last, 0.0) for lead in sorted(leads) if lead > 0x80]
    path = follow(string, starts, evidence, WINDOW, mark="?", margin=MARGIN)
    if (
        path is None
        or UNKNOWN in path.mended
        or not _same(misread(path.data[1:], "?"), string[match.end() : path.back])
    ):
        return []
    return [Edit(match.start(), path.end, path.mended, sure=not path.guessed)]


def _stops(string: str, match: re.Match[str], evidence: Evidence) -> list[Edit]:
    """The edit of a place where the A1 of a ``。`` was lost; a decoder may have left a ``?`` for it."""
    site, at = match.span()
    start = Pairing(at, ord(match[0][-1]) + 0x80, "。", bytes((WIDE,)), "。", evidence.weight(string[site - 1], "。"))
    if not any(pair(start.lead, trail) in evidence.counts for trail in trail_bytes(code(string[at]))):
        return []
    path = follow(string, [start], evidence, NEAR + AHEAD, known=True)
    if path is None or path.back - at > NEAR or UNKNOWN in path.mended:
        return []
    seen = half_width(string[site - 1 : path.at])
    gain = path.score - sum(map(evidence.weight_elsewhere, seen, seen[1:]))
    behind = path.mended[1:] + half_width(string[path.end : path.end + 1])
    proved = any(map(evidence.seen_together, behind, behind[1:]))
    if gain < GAIN or not proved:
        return []
    if not _same(misread(path.data + _next(string, path)), string[at - 1 : path.back + 1]):
        return []
    return [Edit(site, path.end, path.mended, sure=not path.guessed)]


def _next(string: str, path: Pairing) -> bytes:
    """The byte that brought ``path`` back into phase and stands behind it, or what else the text goes on with."""
    return code(string[path.back : path.back + 1])


def _same(made: str, seen: str) -> bool:
    return half_width(made) == half_width(seen)


SHIFT = Repair("shift", _find)
