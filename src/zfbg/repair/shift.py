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
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from zfbg.repair.evidence import Evidence
from zfbg.repair.gbk import WIDE, code, misread, pair
from zfbg.repair.lines import ORDINALS, han
from zfbg.repair.readings import LETTERS, can_read, characters
from zfbg.repair.ruby import RUBY
from zfbg.template import Repair
from zfbg.text import Edit, Text, half_width

UNKNOWN = "〓"
HIGHEST = 40
BEAM, AHEAD, FAR = 12, 5, 400
# In bits, as Evidence.weight has them: one reading in 400 fits by chance; the rest by trial.
MISREAD, UNFOUND, VANISHED, MARGIN, HOPELESS = -9.0, -12.0, -3.0, 2.0, 10.0
# A damaged stretch is rarely longer; what stands in it must not speak for itself.
WINDOW = 32
# Characters for each heading, and for each pinyin without its opening bracket: where there are more of them, something
# else befell the text.
SPARSE, FEW = 50, 10
# How much better a lost 。 must explain a place than what stands there, and within how many characters.
GAIN, NEAR = 8.0, 12

_SAID = re.compile(rf"\(([{LETTERS}]{{1,6}})\)")
_REST = re.compile(rf"\?([{LETTERS}]{{1,6}})\)")
_LABEL = re.compile(rf"[(（]([{ORDINALS}]{{1,3}})[)）]|(?:\A|[\s。])[{ORDINALS}]{{1,3}}、")
_OPENS_WITH_STOP = re.compile(r"(?m)^[ \t\u3000\xa0]*。(?=.)")
_STOP = re.compile(r"(?<=[\u4e00-\u9fff%)”》])(?:[?!]|\?[!-~])(?=[@-~\u00a1-\u9fff])")


class _Path(NamedTuple):
    """One way to pair the bytes up to ``at``: ``lead`` waits for its trail byte, 0 where the text is in phase again."""

    at: int
    lead: int
    mended: str
    data: bytes
    last: str
    score: float
    back: int = -1
    end: int = -1
    vanished: bool = False
    guessed: bool = False


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
    rests = list(_REST.finditer(string))
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
                path = _follow(string, paths, evidence, FAR)
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


def _after_label(string: str, at: int, numeral: str, evidence: Evidence) -> Iterator[_Path]:
    """The paths that begin behind a label, whose last byte A9 waits for the first one of the heading."""
    start = _Path(at, 0, f"({numeral})", b"\xa1" + f"（{numeral}）".encode("gbk"), ")", 0.0, at, at)
    seen = code(string[at : at + 1] or "\n")
    if len(seen) == 2 and seen[0] == 0xA9:
        yield from _paired(start, seen[1], at + 1)
    elif len(seen) == 1 and seen[0] < 0x40 and not _SAID.match(string, at):
        yield start
    chars, said = _next_chars(string, at, evidence)
    for lead in set(chars.values()):
        if not pair(0xA9, lead):
            yield start._replace(lead=lead, score=VANISHED, back=-1, vanished=True, guessed=not said)


def _next_chars(string: str, at: int, evidence: Evidence) -> tuple[dict[str, int], bool]:
    """The characters whose lead byte may have vanished before ``at``, with that byte, and whether pinyin tells them.

    Without pinyin they are those of the document.
    """
    trails = _trails(code(string[at : at + 1]))
    if match := _SAID.match(string, at):
        return {char: code(char)[0] for char in characters(match[1]) if code(char)[1] >= 0x80}, True
    if "@" <= string[at : at + 1] <= "~" and (match := _SAID.match(string, at + 1)):
        return {char: code(char)[0] for char in characters(match[1]) if code(char)[1] in trails}, True
    chars = (char for trail in trails for char in evidence.by_trail.get(trail, ""))
    return {half_width(char): code(char)[0] for char in chars}, False


def _paired(path: _Path, second: int, at: int) -> Iterator[_Path]:
    """``path`` past a character whose second byte begins the next one, or is a sign of ASCII."""
    if second >= 0x80:
        yield path._replace(at=at, lead=second, back=-1, end=-1, vanished=False)
    else:
        sign = chr(second)
        yield path._replace(
            at=at, lead=0, mended=path.mended + sign, data=path.data + bytes((second,)), last=sign, back=at, end=at
        )


def _trails(seen: bytes) -> list[int]:
    """The bytes that a character seen may begin with; one of ASCII may have been full-width."""
    if len(seen) == 2:
        return [seen[0]]
    return [*(byte for byte in seen if byte >= 0x40), *(WIDE for byte in seen if byte > 0x20)]


def _straddled(string: str, match: re.Match[str], evidence: Evidence) -> list[Edit]:
    """The edit of a place where pinyin stands between the bytes of a character, ``match`` being ``?jǐn)``."""
    before = code(string[match.start() - 1]) if match.start() else b""
    if len(before) != 2:
        return []
    leads = {code(char)[1] for char in characters(match[1]) if code(char)[0] == before[1]}
    last = string[match.start() - 1]
    starts = [_Path(match.end(), lead, "", b"", last, 0.0) for lead in sorted(leads) if lead > 0x80]
    path = _follow(string, starts, evidence, WINDOW, mark="?", margin=MARGIN)
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
    start = _Path(at, ord(match[0][-1]) + 0x80, "。", bytes((WIDE,)), "。", evidence.weight(string[site - 1], "。"))
    if not any(pair(start.lead, trail) in evidence.counts for trail in _trails(code(string[at]))):
        return []
    path = _follow(string, [start], evidence, NEAR + AHEAD, known=True)
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


def _next(string: str, path: _Path) -> bytes:
    """The byte that brought ``path`` back into phase and stands behind it, or what else the text goes on with."""
    return code(string[path.back : path.back + 1])


def _same(made: str, seen: str) -> bool:
    return half_width(made) == half_width(seen)


def _follow(
    string: str,
    starts: Sequence[_Path] | Iterator[_Path],
    evidence: Evidence,
    farthest: int,
    mark: str = "",
    margin: float = 0.0,
    known: bool = False,
) -> _Path | None:
    """The best of all ways to go on from ``starts`` until the text is in phase again, and a little beyond.

    None where there is no way within ``farthest`` characters, or none that leads by ``margin``. With ``known``, only
    characters that the document has elsewhere count.
    """
    waiting: dict[int, dict[tuple[int, str], _Path]] = {}

    def add(path: _Path) -> None:
        here = waiting.setdefault(path.at, {})
        key = path.lead, path.mended
        if key not in here or here[key].score < path.score:
            here[key] = path

    for path in starts:
        add(path)
    last = min(waiting, default=0) + farthest
    while waiting:
        at = min(waiting)
        beam = _best(waiting.pop(at).values())
        if not known:
            beam += _vanishing(string, beam, evidence)
        best = beam[0]
        closing = at >= len(string) or string[at] == "\n" or at >= last
        if not best.lead and (closing or at - best.end >= AHEAD):
            rivals = (path.score for path in beam if path.mended != best.mended)
            return best if best.score - next(rivals, -1e9) >= margin else None
        if at >= last:
            return None
        for path in beam:
            if path.lead:
                for more in _steps(string, path, evidence, mark):
                    if not known or more.last in evidence.counts:
                        add(more)
            elif not closing:
                char = half_width(string[at])
                score = path.score + evidence.weight(path.last, char)
                add(_Path(at + 1, 0, path.mended, path.data, char, score, path.back, path.end, False, path.guessed))
    return None


def _steps(string: str, path: _Path, evidence: Evidence, mark: str) -> Iterator[_Path]:
    """``path`` with the character that its lead byte begins, in all the ways the next sign allows."""
    sign = string[path.at : path.at + 1] or "\n"
    seen = code(sign)
    if len(seen) == 2:
        if char := _plausible(path.lead, seen[0]):
            yield from _paired(_with(path, char, seen[0], evidence), seen[1], path.at + 1)
    elif seen:
        byte = seen[0]
        if char := _plausible(path.lead, byte):
            yield _annotated(string, _with(path, char, byte, evidence)._replace(lead=0), path.at + 1)
        if byte > 0x20 and (char := _plausible(path.lead, WIDE)):
            yield from _paired(_with(path, char, WIDE, evidence), byte + 0x80, path.at + 1)
        if byte < 0x40 and (not path.vanished or _SAID.match(string, path.at)):
            yield from _lost(string, path, evidence, mark)


def _plausible(lead: int, trail: int) -> str:
    """The character of two bytes, but no full-width letter or digit: a figure must never be made out of debris."""
    char = pair(lead, trail)
    return "" if lead == WIDE and half_width(char).isalnum() else char


def _with(path: _Path, char: str, trail: int, evidence: Evidence) -> _Path:
    """``path`` with ``char``, made of the byte that waited and ``trail``; written out, since it is called most."""
    plain = half_width(char)
    data = path.data + bytes((path.lead, trail))
    score = path.score + evidence.weight(path.last, plain)
    ended = path.back, path.end, path.vanished, path.guessed
    return _Path(path.at, path.lead, path.mended + plain, data, plain, score, *ended)


def _annotated(string: str, path: _Path, back: int) -> _Path:
    """``path`` in phase at ``back``, less the pinyin of its last character that stands there."""
    match = _SAID.match(string, back)
    if not match:
        return path._replace(at=back, back=back, end=back)
    if can_read(path.last, match[1]):
        return path._replace(at=match.end(), back=back, end=match.end())
    return path._replace(at=back, back=back, end=back, score=path.score + MISREAD)


def _lost(string: str, path: _Path, evidence: Evidence, mark: str) -> Iterator[_Path]:
    """``path`` with a character whose trail byte was lost before a sign of ASCII, found by its pinyin or neighbours."""
    match = (_REST if mark else _SAID).match(string, path.at)
    if mark and not match:
        return
    end = match.end() if match else path.at
    after = half_width(string[end : end + 1] or "\n")
    ranked = sorted(
        (
            (evidence.weight(path.last, half_width(char)) + evidence.weight(half_width(char), after), char)
            for char in (_read_so(match[1], path.lead) if match else evidence.by_lead.get(path.lead, ""))
            if match
            or (
                code(char)[1] >= 0x80
                and _plausible(path.lead, code(char)[1])
                and _known(path.last, char, after, evidence)
            )
        ),
        reverse=True,
    )
    made = path._replace(
        mended=path.mended + UNKNOWN,
        data=path.data + bytes((path.lead, 0xFE)),
        last=UNKNOWN,
        score=path.score + UNFOUND,
    )
    if len(ranked) == 1 or (ranked and ranked[0][0] - ranked[1][0] >= MARGIN):
        made = _with(path, ranked[0][1], code(ranked[0][1])[1], evidence)
    told = match is not None and len(ranked) == 1
    made = made._replace(vanished=False, guessed=path.guessed or not told)
    yield made._replace(at=end, lead=0, data=made.data + (b"(" if mark else b""), back=path.at + len(mark), end=end)


@cache
def _read_so(syllable: str, lead: int) -> frozenset[str]:
    """The characters read ``syllable`` that begin with the byte ``lead`` and do not end with one of ASCII."""
    return frozenset(char for char in characters(syllable) if code(char)[0] == lead and code(char)[1] >= 0x80)


def _known(before: str, char: str, after: str, evidence: Evidence) -> bool:
    plain = half_width(char)
    return evidence.seen_together(before, plain) or evidence.seen_together(plain, after)


def _vanishing(string: str, beam: Sequence[_Path], evidence: Evidence) -> Iterator[_Path]:
    """The ``beam`` with characters whose trail byte vanished together with the next lead byte, being no pair of GBK.

    Both are then taken from the characters of the document, the next one to begin with what is seen.
    """
    following, said = _next_chars(string, beam[0].at, evidence)
    for path in beam:
        if not path.lead or path.vanished:
            continue
        for char in evidence.by_lead.get(path.lead, ""):
            trail, plain = code(char)[1], half_width(char)
            if trail < 0x80 or not _plausible(path.lead, trail):
                continue
            sure = said or evidence.seen_together(path.last, plain)
            leads = {following[more] for more in (following if sure else following.keys() & evidence.behind[plain])}
            leads = {lead for lead in leads if not pair(trail, lead)}
            if leads:
                made = _with(path, char, trail, evidence)
                for lead in leads:
                    yield made._replace(lead=lead, score=made.score + VANISHED, vanished=True, guessed=True)


def _best(paths: Iterable[_Path]) -> list[_Path]:
    """The few paths worth following, best first."""
    ranked = sorted(paths, key=lambda path: -path.score)[:BEAM]
    return [path for path in ranked if path.score >= ranked[0].score - HOPELESS]


SHIFT = Repair("shift", _find)
