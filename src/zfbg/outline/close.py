"""The close of a report, where it is signed: 署名, 成文日期 and 附注, with 附件说明 and 版记."""

from __future__ import annotations

import re
from datetime import date

from attrs import evolve

from zfbg.lexicon import either, of_lexicon, table
from zfbg.outline import agencies, colophon
from zfbg.outline.bylines import Bylines
from zfbg.outline.dates import BARE_DATE, day_in, last_day
from zfbg.outline.furniture import NUMBERED
from zfbg.outline.labels import labelled, pairs
from zfbg.outline.reading import LONGEST_NAME, Reading
from zfbg.text import half_width

# A close has few lines.
CLOSING = 8


def read_close(page: Reading, title: str | None, above: Bylines) -> Bylines:
    """署名, 成文日期 and 附注 at the end of the text, from the last line upwards; 附件说明 and 版记."""
    page.labels += colophon.closing_fields(page.text, [part for part in page.furniture if part.kind == "closing"])
    low = max(page.headings[-1].end if page.headings else 0, page.zone[-1].end if page.zone else 0)
    dated = False
    signed = above.signed
    signatories: tuple[str, ...] = ()
    for line in page.lines[: -CLOSING - 1 : -1]:
        words = page.key[line.start : line.end]
        if line.start < low or len(words) > 3 * LONGEST_NAME or line.start in page.stretches:
            break
        if note := _note().fullmatch(words):
            page.add("openness", line, note["note"])
        elif words.startswith("(联系人") and words.endswith(")"):
            page.add("contact", line, words[1:-1])
        elif BARE_DATE.fullmatch(words) and (day := day_in(words)):
            signed = signed or day
            page.add("signed", line, words.strip("()"))
            dated = True
        elif (signature := _signature(page, words, dated, (title or "", above.agency or ""))) is not None:
            names, on = signature
            signatories = (*names, *signatories)
            signed = signed or on
            last = last_day(words)
            page.add("signatories", line, words[: last.start()].rstrip() if last else words)
            if last:
                page.add("signed", line, last[0])
        elif labelled(words):
            page.labels += (pair for _, found in pairs(page.key, [line]) for pair in found)
        elif words.startswith(tuple(table("labels")["values"]["contact"])):
            page.add("contact", line, words)
        else:
            break
        page.mark(line, "closing")
    return evolve(above, signed=signed, signatories=signatories or above.signatories)


def _signature(
    page: Reading, words: str, dated: bool, named: tuple[str, ...]
) -> tuple[tuple[str, ...], date | None] | None:
    """The agencies that sign and the day they did; without a date below them only those that the head names too."""
    if NUMBERED.match(words):
        return None
    last = last_day(words)
    if last and (names := agencies.in_line(words[: last.start()].strip())):
        return names, day_in(last[0])
    names = agencies.in_line(words)
    known = (page.value("issuer") or "", *named)
    return (names, None) if names and (dated or any(names[0] in half_width(name) for name in known)) else None


@of_lexicon
def _note() -> re.Pattern[str]:
    notes = either(table("labels")["values"]["notes"])
    return re.compile(rf"[(\[]\s?(?P<note>{notes})\s?[)\]]")
