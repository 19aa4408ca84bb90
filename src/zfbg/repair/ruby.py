"""Pinyin that a site has put in brackets after characters, as ``業(yè)``, against copying."""

from __future__ import annotations

import re

from zfbg.repair.readings import LETTERS, can_read
from zfbg.template import Repair
from zfbg.text import Edit, Text

# Fewer insertions than this are an author's own glosses, not the work of a machine.
ENOUGH = 5

_BLANK = "[ \u00a0\u3000]{0,3}"
_SAID = f"{_BLANK}[{LETTERS}]{{1,6}}{_BLANK}"
# Two patterns that each begin with a literal cost a sound text a tenth of what one with a choice would.
_HALF = re.compile(rf"\({_SAID}\)(?:\({_SAID}\))*")
_FULL = re.compile(rf"（{_SAID}）(?:（{_SAID}）)*")
_SYLLABLE = re.compile(f"[{LETTERS}]+")


def _find(text: Text) -> list[Edit]:
    """Edits that leave each annotated character alone, its brackets gone; none unless the text is full of them."""
    string = str(text)
    edits = []
    for pattern in (_HALF, _FULL):
        for match in pattern.finditer(string):
            start = match.start() - 1
            if start >= 0 and all(can_read(string[start], said) for said in _SYLLABLE.findall(match[0])):
                edits.append(Edit(start, match.end(), string[start]))
    return edits if len(edits) >= ENOUGH else []


RUBY = Repair("ruby", _find)
