"""Reads the bulletins of 青禾县, a county that does not exist: the plugin to copy."""

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from zfbg.facts.mentions import periods
from zfbg.generic import GENERIC
from zfbg.hookspecs import hookimpl
from zfbg.model import Source
from zfbg.template import Head, Heading, Stretch, Template, remainder
from zfbg.text import Text

# 青禾快报〔2031〕第12期  青禾县统计局  2031年6月10日. Patterns match the text in half width; its own width is kept.
MASTHEAD = re.compile(
    r"(?P<number>青禾快报〔\d{4}〕第\d+期)\s+(?P<issuer>\S+)\s+(?P<year>\d{4})年(?P<month>\d\d?)月(?P<day>\d\d?)日"
)
PAGER = re.compile(r"◁\s*上一期.*下一期\s*▷")


def claims(source: Source) -> bool:
    """Whether the county's masthead stands near the top."""
    return "青禾快报〔" in source.raw[:200]


def furniture(text: Text) -> list[Stretch]:
    """What any page has, the county's masthead, and its pager wherever it stands."""
    general = list(GENERIC.furniture(text))
    for line in remainder(text, general):
        words = text.key[line.start : line.end]
        if MASTHEAD.fullmatch(words) or PAGER.fullmatch(words):
            general.append(Stretch(line.start, line.end, "header" if MASTHEAD.fullmatch(words) else "page"))
    return sorted(general)


def head(text: Text, furniture: Sequence[Stretch], headings: Sequence[Heading]) -> Head:
    """What any head says, and number, issuer and day of the masthead."""
    general = GENERIC.head(text, furniture, headings)
    found = next(text.finditer(MASTHEAD), None)
    if not found:
        return general
    day = periods.day(int(found["year"]), int(found["month"]), int(found["day"]))
    meta = evolve(general.meta, document_number=found["number"], issuer=found["issuer"], issued=day and day.start)
    return evolve(general, meta=meta)


TEMPLATE = GENERIC.extended("example", claims, furniture=furniture, head=head)


@hookimpl
def zfbg_templates() -> Iterable[Template]:
    yield TEMPLATE
