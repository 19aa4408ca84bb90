"""The ways to pair bytes of GBK anew from where they are out of phase to where they are in phase again.

Several are followed side by side, each weighed by what the rest of the document holds (``evidence.py``), and the best
is taken. ``shift.py`` says where such a place begins and whether what was found may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from zfbg.repair.evidence import Evidence
from zfbg.repair.gbk import WIDE, code, pair
from zfbg.repair.readings import LETTERS, can_read, characters
from zfbg.text import half_width

UNKNOWN = "〓"
BEAM, AHEAD = 12, 5
# In bits, as Evidence.weight has them: one reading in 400 fits by chance; the rest by trial.
MISREAD, UNFOUND, VANISHED, MARGIN, HOPELESS = -9.0, -12.0, -3.0, 2.0, 10.0

SAID = re.compile(rf"\(([{LETTERS}]{{1,6}})\)")
REST = re.compile(rf"\?([{LETTERS}]{{1,6}})\)")


class Pairing(NamedTuple):
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


def follow(
    string: str,
    starts: Sequence[Pairing] | Iterator[Pairing],
    evidence: Evidence,
    farthest: int,
    mark: str = "",
    margin: float = 0.0,
    known: bool = False,
) -> Pairing | None:
    """The best of all ways to go on from ``starts`` until the text is in phase again, and a little beyond.

    None where there is no way within ``farthest`` characters, or none that leads by ``margin``. With ``known``, only
    characters that the document has elsewhere count.
    """
    waiting: dict[int, dict[tuple[int, str], Pairing]] = {}

    def add(path: Pairing) -> None:
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
                add(Pairing(at + 1, 0, path.mended, path.data, char, score, path.back, path.end, False, path.guessed))
    return None


def next_chars(string: str, at: int, evidence: Evidence) -> tuple[dict[str, int], bool]:
    """The characters whose lead byte may have vanished before ``at``, with that byte, and whether pinyin tells them.

    Without pinyin they are those of the document.
    """
    trails = trail_bytes(code(string[at : at + 1]))
    if match := SAID.match(string, at):
        return {char: code(char)[0] for char in characters(match[1]) if code(char)[1] >= 0x80}, True
    if "@" <= string[at : at + 1] <= "~" and (match := SAID.match(string, at + 1)):
        return {char: code(char)[0] for char in characters(match[1]) if code(char)[1] in trails}, True
    chars = (char for trail in trails for char in evidence.by_trail.get(trail, ""))
    return {half_width(char): code(char)[0] for char in chars}, False


def paired(path: Pairing, second: int, at: int) -> Iterator[Pairing]:
    """``path`` past a character whose second byte begins the next one, or is a sign of ASCII."""
    if second >= 0x80:
        yield path._replace(at=at, lead=second, back=-1, end=-1, vanished=False)
    else:
        sign = chr(second)
        yield path._replace(
            at=at, lead=0, mended=path.mended + sign, data=path.data + bytes((second,)), last=sign, back=at, end=at
        )


def trail_bytes(seen: bytes) -> list[int]:
    """The bytes that a character seen may begin with; one of ASCII may have been full-width."""
    if len(seen) == 2:
        return [seen[0]]
    return [*(byte for byte in seen if byte >= 0x40), *(WIDE for byte in seen if byte > 0x20)]


def _steps(string: str, path: Pairing, evidence: Evidence, mark: str) -> Iterator[Pairing]:
    """``path`` with the character that its lead byte begins, in all the ways the next sign allows."""
    sign = string[path.at : path.at + 1] or "\n"
    seen = code(sign)
    if len(seen) == 2:
        if char := _plausible(path.lead, seen[0]):
            yield from paired(_with(path, char, seen[0], evidence), seen[1], path.at + 1)
    elif seen:
        byte = seen[0]
        if char := _plausible(path.lead, byte):
            yield _annotated(string, _with(path, char, byte, evidence)._replace(lead=0), path.at + 1)
        if byte > 0x20 and (char := _plausible(path.lead, WIDE)):
            yield from paired(_with(path, char, WIDE, evidence), byte + 0x80, path.at + 1)
        if byte < 0x40 and (not path.vanished or SAID.match(string, path.at)):
            yield from _lost(string, path, evidence, mark)


def _plausible(lead: int, trail: int) -> str:
    """The character of two bytes, but no full-width letter or digit: a figure must never be made out of debris."""
    char = pair(lead, trail)
    return "" if lead == WIDE and half_width(char).isalnum() else char


def _with(path: Pairing, char: str, trail: int, evidence: Evidence) -> Pairing:
    """``path`` with ``char``, made of the byte that waited and ``trail``; written out, since it is called most."""
    plain = half_width(char)
    data = path.data + bytes((path.lead, trail))
    score = path.score + evidence.weight(path.last, plain)
    ended = path.back, path.end, path.vanished, path.guessed
    return Pairing(path.at, path.lead, path.mended + plain, data, plain, score, *ended)


def _annotated(string: str, path: Pairing, back: int) -> Pairing:
    """``path`` in phase at ``back``, less the pinyin of its last character that stands there."""
    match = SAID.match(string, back)
    if not match:
        return path._replace(at=back, back=back, end=back)
    if can_read(path.last, match[1]):
        return path._replace(at=match.end(), back=back, end=match.end())
    return path._replace(at=back, back=back, end=back, score=path.score + MISREAD)


def _lost(string: str, path: Pairing, evidence: Evidence, mark: str) -> Iterator[Pairing]:
    """``path`` with a character whose trail byte was lost before a sign of ASCII, found by its pinyin or neighbours."""
    match = (REST if mark else SAID).match(string, path.at)
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


def _vanishing(string: str, beam: Sequence[Pairing], evidence: Evidence) -> Iterator[Pairing]:
    """The ``beam`` with characters whose trail byte vanished together with the next lead byte, being no pair of GBK.

    Both are then taken from the characters of the document, the next one to begin with what is seen.
    """
    following, said = next_chars(string, beam[0].at, evidence)
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


def _best(paths: Iterable[Pairing]) -> list[Pairing]:
    """The few paths worth following, best first."""
    ranked = sorted(paths, key=lambda path: -path.score)[:BEAM]
    return [path for path in ranked if path.score >= ranked[0].score - HOPELESS]
