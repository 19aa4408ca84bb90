"""Commas that were set twice, or beside the stop that replaced them: ``，，`` ``,,`` ``，。`` ``，、``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.template import Repair
from zfbg.text import Edit, Text

# Two patterns that each begin with a literal cost a tenth of what one with a choice would.
_PAIRS = (re.compile(",[,。、]"), re.compile("、[,、]"))
# Four and more are a table whose cells are empty, and so is a comma that does not follow a word or a figure.
_RUN = re.compile(
    r"(?<=[\u4e00-\u9fff%)”》\d])(?P<run>[,、]{2,3}(?P<stop>。?)|[,、]。)(?=[\u4e00-\u9fff“《\d(\sA-Za-z]|$)"
)


def _find(text: Text) -> Iterator[Edit]:
    """Edits that leave one sign of each run: the full stop, else the first."""
    key = text.key
    if not any(pair.search(key) for pair in _PAIRS):
        return
    string = str(text)
    for match in _RUN.finditer(key):
        start, end = match.span()
        before, after = key[start - 1], key[end : end + 1]
        if before in ')"0123456789' and after.isascii() and after not in "\n\r":
            continue
        kept = "。" if key[end - 1] == "。" else string[start]
        # What stays keeps its own place: what goes is cut away beside it.
        if kept == "。":
            yield Edit(start, end - 1, "")
        else:
            yield Edit(start + 1, end, "")


COMMAS = Repair("commas", _find)
