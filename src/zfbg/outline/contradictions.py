"""Where title, headings and body of a report tell different years of the same thing.

The title is trusted before the headings, the headings before the body; what is not followed becomes an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zfbg.model import Issue, Period
from zfbg.outline.roles import BACKWARD
from zfbg.outline.said import Said
from zfbg.outline.timing import KINDS, Timing, said_of
from zfbg.template import Heading
from zfbg.text import Text

# A first sentence that names the year it tells of; 2020年以来 and 2020年底 lead up to it.
FIRST = re.compile(r"\s*(?:[^\s。,;:]{0,12}[:!]\s*)?(?P<year>(?:19|20)\d\d)年?(?=[,、]|我|全|度|上半年|是)")
# A year further off is history.
NEAR = 2
DIGITS = re.compile(r"\d{4}|[〇○零]")
ROLES = {"summary": ("summary", *BACKWARD), "plan": ("plan",)}
WORDS = {"summary": "what was done", "plan": "what is planned"}


def contradictions(text: Text, title: str | None, headings: Sequence[Heading], told: Timing) -> Iterator[Issue]:
    """Issues ``year-mismatch``: a heading against the title, or the first sentence below one against both."""
    by_title = said_of([title or ""])
    periods = {"summary": told.summary, "plan": told.plan}
    known = {year for period in periods.values() for year in _years(period)}
    for kind in KINDS:
        years = _years(periods[kind])
        tops = [heading for heading in headings if heading.depth == 1 and heading.role in ROLES[kind]] if years else []
        if not tops:
            continue
        first, found = tops[0], _first(text, tops[0])
        source = "title" if _year(by_title.get(kind)) else "heading"
        if source == "title":
            dated = [heading for heading in tops if DIGITS.search(heading.title)]
            said = [(heading, year) for heading in dated if (year := _year(said_of([heading.title]).get(kind)))]
            if said and all(year not in years for _, year in said):
                first, year = said[0]
                found = _first(text, first)
                agrees = f" and the text below the heading {found[0]}" if found and found[0] in years else ""
                message = f"the heading says {year} of {WORDS[kind]}, the title {_say(periods[kind])}{agrees}"
                span = text.span(first.start, first.end)
                yield Issue(span, "year-mismatch", f"{message}; the title is followed")
        if found and found[0] not in known and min(abs(found[0] - year) for year in years) <= NEAR:
            message = f"the text says {found[0]} of {WORDS[kind]}, the {source} {_say(periods[kind])}"
            yield Issue(text.span(*found[1:]), "year-mismatch", f"{message}; the {source} is followed")


def _first(text: Text, heading: Heading) -> tuple[int, int, int] | None:
    """The year that the first words below a heading name, and where they stand."""
    match = FIRST.match(text.key, heading.end)
    return (int(match["year"]), *match.span("year")) if match else None


def _year(said: Said | None) -> int | None:
    return said.year if said else None


def _years(period: Period | None) -> range:
    return range(period.start.year, period.end.year + 1) if period and period.start and period.end else range(0)


def _say(period: Period | None) -> str:
    return period.edtf if period else ""
