"""Page numbers left between lines or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.repair.lines import HAN, WIDEST, closed, opens, sentence
from zfbg.template import Repair
from zfbg.text import Edit, Text

_TOTAL = r"第 ?(?P<page>\d{1,3}) ?页[ ,/]{0,3}共 ?(?P<pages>\d{1,3}) ?页"
_NUMBER = r"[-—–]{1,2} ?\d{1,3} ?[-—–]{1,2}"
_PAGE_LINE = re.compile(rf"\n[ \t]{{0,60}}(?P<mark>{_NUMBER}|{_TOTAL}|第 ?\d{{1,3}} ?页)[ \t\r]{{0,9}}(?=\n|\Z)")
_PAGE_INLINE = re.compile(rf"{_TOTAL} ?(?=[{HAN},、\d“])")
# —15— between blanks: the pages of a flattened document.
_PAGE_DASHED = re.compile(r"(?<=[^\s—–]) (?P<mark>[—–]\ ?\d{1,3}\ ?[—–]) (?=[^\s—–])")
_WORD = re.compile(rf"[{HAN}]{{2}}")
_BEFORE_INLINE = re.compile(rf"[{HAN},、\d”)] ?$")
# How many blank lines there may be beside a page number.
GAP = 8
_BLANK_AFTER = re.compile(rf"(?:[ \t\r]{{0,60}}\n){{0,{GAP}}}")


def _pages(text: Text) -> Iterator[Edit]:
    """Edits that take out page numbers, with their line breaks where a sentence goes on behind them."""
    key = text.key
    at = 0
    patterns = (_PAGE_LINE, _PAGE_INLINE, *([_PAGE_DASHED] if " —" in key or " –" in key else ()))
    found = sorted((match for of in patterns for match in of.finditer(key)), key=lambda match: match.start())
    for match in found:
        start, end = match.span()
        if match.re is _PAGE_DASHED:
            parted = key[start - 1] + key[end : end + 1]
            if not (_WORD.fullmatch(parted) and parted in key):  # 增 —7— 长 is a word that the document has elsewhere
                start += 1
        elif match["page"] and int(match["page"]) > int(match["pages"]):
            continue
        elif match.re is _PAGE_INLINE:
            if start and not _BEFORE_INLINE.search(key, max(0, start - 2), start):
                continue
        else:
            low = max(at, start - 2 * WIDEST)
            start = low + len(key[low:start].rstrip())
            after = _BLANK_AFTER.match(key, end + 1)
            end = after.end() if after else end
            before = key[max(key.rfind("\n", low, start) + 1, low) : start]
            following = key[end : end + WIDEST].partition("\n")[0]
            if closed(before) or opens(following) or not sentence(before):
                # 第2页 alone, between whole paragraphs, may be a link.
                if "第" in match["mark"] and not match["page"]:
                    continue
                start, end = match.span("mark")
        if start >= at:
            yield Edit(start, end, "")
            at = end


PAGES = Repair("pages", _pages)
