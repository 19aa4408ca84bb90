"""Numbered stretches of one length, into which previews of documents cut a text.

A preview cuts by length: ``…共支付补贴5208.⏎2、31万元``. Its numbers are told from those of a list by the sentences
that go on over them, and by the length of what they number. They are taken out with the break before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zfbg.repair.lines import closed
from zfbg.template import Repair
from zfbg.text import Edit, Text

# No item of a list is so long, breaks off, and is followed by the next.
SHORTEST = 120
_NUMBER = re.compile(r"^[ \t]{0,9}(?P<ordinal>\d{1,2})、", re.MULTILINE)


def _find(text: Text) -> Iterator[Edit]:
    """Edits that join the stretches that a preview has numbered."""
    key = text.key
    if "2、" not in key:
        return
    run: list[re.Match[str]] = []
    for match in _NUMBER.finditer(key):
        ordinal = int(match["ordinal"])
        if run and ordinal == int(run[-1]["ordinal"]) + 1:
            run.append(match)
        elif ordinal == 1:
            yield from _joined(key, run)
            run = [match]
    yield from _joined(key, run)


def _joined(key: str, run: list[re.Match[str]]) -> Iterator[Edit]:
    """Edits that take the numbers of ``run`` out, if a preview has set them."""
    if len(run) < 2:
        return
    stretches = [key[one.end() : after.start()].strip() for one, after in pairwise(run)]
    cut = sum(not closed(stretch) for stretch in stretches)
    if any(len(stretch) < SHORTEST or "\n" in stretch for stretch in stretches) or 2 * cut <= len(stretches):
        return
    yield Edit(*run[0].span(), "")
    for match in run[1:]:
        start = match.start()
        while start and key[start - 1].isspace():
            start -= 1
        yield Edit(start, match.end(), "")


PREVIEWS = Repair("previews", _find)
