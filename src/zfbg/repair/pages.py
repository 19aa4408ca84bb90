"""Page numbers left between lines or in a sentence.

A page may end within a sentence, whose halves are joined then, as the lines of a wrapped text are. It may end with a
heading as well, which is no half of the paragraph below. A line that may be either is joined only where something shows
that it was cut: a bracket is open over the mark, what follows is too short for a sentence, or headings of its kind have
their text on their own line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from zfbg.repair.lines import (
    HAN,
    MARKER,
    NARROWEST,
    NUMERALS,
    OPENING,
    ORDINALS,
    WIDEST,
    begins,
    closed,
    cut,
    opens,
    pairs,
    sentence,
)
from zfbg.template import Repair
from zfbg.text import Edit, Text

# How many blank lines there may be beside a page number.
GAP = 8
_TOTAL = r"第 ?(?P<page>\d{1,3}) ?页[ ,/]{0,3}共 ?(?P<pages>\d{1,3}) ?页"
_NUMBER = r"[-—–]{1,2} ?\d{1,3} ?[-—–]{1,2}"
_LINE = rf"[ \t]{{0,60}}(?P<mark>{_NUMBER}|{_TOTAL}|第 ?\d{{1,3}} ?页)[ \t\r]{{0,9}}"
_PAGE_LINE = re.compile(rf"\n{_LINE}(?=\n|\Z)")
_PAGE_INLINE = re.compile(rf"{_TOTAL} ?(?=[{HAN},、(\d“])")
# —15— between blanks: the pages of a flattened document.
_PAGE_DASHED = re.compile(r"(?<=[^\s—–]) (?P<mark>[—–]\ ?\d{1,3}\ ?[—–]) (?=[^\s—–])")
_BEFORE_INLINE = re.compile(rf"[{HAN},、。;:\d”)] ?$")
_BLANK_AFTER = re.compile(rf"(?:[ \t\r]{{0,60}}\n){{0,{GAP}}}")
# The end of a sentence, shorter than any whole one, with another behind it.
_REST = re.compile(rf"[{HAN}]{{1,6}}。[^\s]")
_LABEL = re.compile(rf"(?:^|[。;:!?] ?)(?P<label>另|第[{ORDINALS}]{{0,2}}|\(?[{ORDINALS}]{{1,2}})$")
_WITHIN = re.compile(rf"[{HAN}]$")
_BRACKETS = tuple(
    (re.compile(rf"{opening}[^{opening}{closing}]*$"), re.compile(rf"[^{opening}{closing}。\n]*{closing}"))
    for opening, closing in ("《》", "“”", (r"\(", r"\)"))
)
_STOPPED = re.compile(r"。[^\s]")
_ORDINAL = re.compile(rf"[{NUMERALS}\d]+")


def _pages(text: Text) -> Iterator[Edit]:
    """Edits that take out page numbers, with their line breaks where a sentence goes on behind them."""
    key = text.key
    known = _Known(key)
    patterns = (_PAGE_LINE, _PAGE_INLINE, *([_PAGE_DASHED] if " —" in key or " –" in key else ()))
    found = sorted((match for of in patterns for match in of.finditer(key)), key=lambda match: match.start())
    at = 0
    for match in found:
        edit = _taken_out(match, at, known)
        if edit and edit.start >= at:
            yield edit
            at = edit.end


class _Known:
    """What the document says of itself, looked up once it is asked for."""

    def __init__(self, key: str) -> None:
        self.key = key

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two characters that stand side by side."""
        return pairs(self.key.split("\n"))

    @cached_property
    def headings(self) -> Counter[tuple[str, bool]]:
        """How many lines begin with each kind of number, with text behind the title (True) or without."""
        return Counter(
            (_kind(number[0]), _STOPPED.search(line) is not None)
            for line in self.key.split("\n")
            if (number := MARKER.match(line.lstrip()))
        )


def _kind(number: str) -> str:
    """A number of a heading without what it counts: ``(三)`` and ``(十)`` are of a kind."""
    return _ORDINAL.sub("", number.strip())


def _taken_out(match: re.Match[str], at: int, known: _Known) -> Edit | None:
    """The edit that takes out one page number of what stands behind ``at``, None if it is none."""
    key, (start, end) = known.key, match.span()
    if match.re is _PAGE_DASHED:
        # 增 —7— 长 is a word that the document has elsewhere.
        return Edit(start if cut(key[start - 1], key[end], known.pairs) else start + 1, end, "")
    if match["page"] and int(match["page"]) > int(match["pages"]):
        return None
    if match.re is _PAGE_INLINE:
        return Edit(start, end, "") if not start or _BEFORE_INLINE.search(key, max(0, start - 2), start) else None
    low = max(at, start - 2 * WIDEST)
    before = key[low:start].rstrip()
    after = _BLANK_AFTER.match(key, end + 1)
    behind = after.end() if after else end
    following = key[behind : behind + WIDEST].partition("\n")[0]
    ended = low + len(before)
    before = before[before.rfind("\n") + 1 :]
    if _halves(before, following, known):
        return Edit(ended, behind, "")
    if "第" in match["mark"] and not match["page"]:
        return None  # 第2页 alone, between whole paragraphs, may be a link
    # Where nothing tells, what mends wrapped lines may know better: it is left one break.
    return Edit(start, end, "") if closed(before) or opens(following) else Edit(ended, behind, "\n")


def _label_cut(before: str, following: str) -> bool:
    """Whether the label of a line is cut in two: 十 and 一、, 第 and 四部分, 另 and 一方面."""
    label = _LABEL.search(before, max(0, len(before) - 5))
    whole = label and OPENING.match(label["label"] + following)
    return bool(label and whole and whole.end() > len(label["label"]))


def _halves(before: str, following: str, known: _Known) -> bool:
    """Whether two lines are the halves of one, and not two, one of which may be a heading."""
    if _label_cut(before, following):
        return True
    if closed(before) or begins(following):
        return False
    if sentence(before):
        return "," in before or not opens(following)  # 几个方面: ends a sentence, and is no label
    if any(opened.search(before) and closing.match(following) for opened, closing in _BRACKETS):
        return True
    number = MARKER.match(before.lstrip())
    if not number or len(before) < NARROWEST or not _WITHIN.search(before) or opens(following):
        return False
    of, kind = known.headings, _kind(number[0])
    # Where as many have their text on the line as have not, this one among the latter, a word seen elsewhere is enough.
    return bool(_REST.match(following)) or (of[kind, True] >= of[kind, False] and cut(before, following, known.pairs))


PAGES = Repair("pages", _pages)
