"""The template of any work report, written exactly as a plugin's template is."""

from __future__ import annotations

from zfbg.facts.readers import READERS
from zfbg.hookspecs import hookimpl
from zfbg.model import Source
from zfbg.outline.furniture import furniture
from zfbg.outline.head import head
from zfbg.outline.headings import outline
from zfbg.outline.items import items
from zfbg.repair import REPAIRS
from zfbg.template import Template


def claims(source: Source) -> bool:
    """Nothing: this template reads what no other claims."""
    return False


GENERIC = Template(
    name="generic",
    claims=claims,
    repairs=REPAIRS,
    furniture=furniture,
    outline=outline,
    head=head,
    items=items,
    readers=READERS,
)


@hookimpl
def zfbg_templates() -> tuple[Template, ...]:
    return (GENERIC,)
