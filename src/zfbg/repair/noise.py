"""What is put between the words against copying: characters that are not seen, and ASCII debris at the ends of lines.

Forum software (the ``jammer`` of Discuz!) adds pairs of signs to each paragraph, the first drawn from U+0020–003B, a
blank, the second from U+003F–007E: ``各位代表: (f"LD8MJ/``. Copying keeps the blanks or drops them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.repair.lines import opens, sentence
from zfbg.template import Repair
from zfbg.text import Edit, Text

# Zero-width blanks and joiners, direction marks, word joiner, byte-order mark, soft hyphen.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
# A sentence that goes on over a line that holds nothing but such characters.
_CUT = re.compile(rf"(?<=[\u4e00-\u9fff，、」”）》])\n[{INVISIBLE}]+\n(?=[\u4e00-\u9fff])")
_PICTURE = "\U0001f000"

_LOW, _HIGH = r"[ -;]", r"[?-~]"
_PAIRS = re.compile(rf"(?<=[\u4e00-\u9fff。；：！？，、%”）》.;:!?,)])(?:{_LOW} {_HIGH}){{3,20}}$")
TAIL = 80
_ALL_BUT_HIGH = bytes(range(0x3F))
_DEBRIS = re.compile(r"(?<=[\u4e00-\u9fff”》）)%％\d][。；：！？，、:;!?,])[ \t]{0,2}(?P<debris>[!-;?-~]{6,32})$")
_ENDING = re.compile(r"[!-~]$", re.MULTILINE)
_ALTERNATING = re.compile(r"(?:[!-;]?[?-~])+[!-;]?")
_TURN = re.compile(r"[!-;][?-~]")
_KINDS = tuple(map(re.compile, ("[a-z]", "[A-Z]", r"\d", r"[^a-zA-Z\d]")))
_ODD = re.compile(r"[\"#$'*+\\^`{|}~]")


def _unseen(text: Text) -> Iterator[Edit]:
    """Edits that take out what is not seen, but for the joiners within a picture sign."""
    string = str(text)
    if not any(char in string for char in INVISIBLE):
        return
    at = 0
    for cut in (*(match for match in _CUT.finditer(string) if _goes_on(text.key, *match.span())), None):
        for match in _UNSEEN.finditer(string, at, cut.start() if cut else len(string)):
            if string[match.end() : match.end() + 1] < _PICTURE:
                yield Edit(match.start(), match.end(), "")
        if cut:
            yield Edit(cut.start(), cut.end(), "")
            at = cut.end()


def _goes_on(key: str, start: int, end: int) -> bool:
    """Whether the line that ends at ``start`` is a sentence that may go on at ``end``."""
    before = key[max(key.rfind("\n", max(0, start - TAIL), start) + 1, start - TAIL) : start]
    return sentence(before) and not opens(key[end : end + TAIL].partition("\n")[0])


def _debris(text: Text) -> Iterator[Edit]:
    """Edits that take debris from the ends of lines; debris without its blanks must look like nothing else."""
    string = str(text)
    # Leaving out all but the upper half of ASCII is much cheaper than looking at the end of each line.
    if len(string.encode("ascii", "ignore").translate(None, _ALL_BUT_HIGH)) < 3:
        return
    for last in _ENDING.finditer(string):
        end = last.end()
        low = max(0, end - TAIL)
        low = max(low, string.rfind("\n", low, end) + 1)
        match = _PAIRS.search(string, low, end) or _DEBRIS.search(string, low, end)
        if match and (match.re is _PAIRS or _drawn(match["debris"])):
            yield Edit(match.start(), match.end(), "")


def _drawn(debris: str) -> bool:
    """Whether signs look drawn by lot: of three kinds and more, low and high by turns, a bracket open or a rare sign.

    >>> _drawn('(f"LD8MJ/'), _drawn("0731-82212513"), _drawn("web@example.cn"), _drawn("GDP(PPP)")
    (True, False, False, False)
    """
    return (
        _ALTERNATING.fullmatch(debris) is not None
        and len(_TURN.findall(debris)) >= 3
        and sum(kind.search(debris) is not None for kind in _KINDS) >= 3
        and (_ODD.search(debris) is not None or debris.count("(") != debris.count(")"))
    )


UNSEEN = Repair("unseen", _unseen)
DEBRIS = Repair("debris", _debris)
