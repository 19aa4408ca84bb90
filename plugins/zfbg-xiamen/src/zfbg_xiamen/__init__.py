"""Reads work reports as Xiamen's sites publish them: municipal and district bureaus, and the Torch zone (火炬高新区).

What the sites and their vocabulary add is data (``lexicon/``); the template reads as the generic one does.
"""

import re
from collections.abc import Iterable
from importlib.resources import files

from zfbg.generic import GENERIC
from zfbg.hookspecs import hookimpl
from zfbg.lexicon import divisions, read
from zfbg.model import Source
from zfbg.template import Template
from zfbg.text import half_width

# The head of a page is no longer.
HEAD = 1500
HOME = "3502"
# XM, two digits for city (00) or district, three for the agency, its classes, year and running number.
INDEX_NUMBER = re.compile(r"索\s*引\s*号\s*[:|]?\s*XM\d{5}(?:-\d{2,4}){1,3}-(?:19|20)\d\d-\d{3,6}(?!\d)")
ISSUER = re.compile(r"发\s*布\s*机\s*构\s*[:|]?[ \t\xa0]*(?P<name>[^\s|:]{2,40})")
# Labels that stand in the heads of these sites and hardly elsewhere.
OWN_LABEL = re.compile(r"^\W*(?:公文生成日期|备注/文号)\s*:", re.MULTILINE)

LEXICON = read(files(__name__) / "lexicon")
ZONES = tuple(
    name for zone, told in LEXICON.words["sites"]["zones"].items() for name in (zone, *told.get("aliases", ()))
)


def claims(source: Source) -> bool:
    """Whether the head has an index number of Xiamen, or the labels of its sites and an issuer that names it."""
    head = half_width(source.raw[:HEAD])
    if INDEX_NUMBER.search(head):
        return True
    issuer = ISSUER.search(head)
    return bool(issuer and OWN_LABEL.search(head) and _is_of_xiamen(issuer["name"]))


def _is_of_xiamen(name: str) -> bool:
    region = divisions.region(name)
    return name.startswith(ZONES) or bool(region and region.code and region.code.startswith(HOME))


TEMPLATE = GENERIC.extended("xiamen", claims, lexicon=LEXICON)


@hookimpl
def zfbg_templates() -> Iterable[Template]:
    yield TEMPLATE
