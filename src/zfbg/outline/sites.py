"""What a template knows of the site that its documents come from (``lexicon/sites.toml``); nothing for GENERIC."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from zfbg.errors import LexiconError
from zfbg.lexicon import divisions, of_lexicon, table
from zfbg.model import Region


@frozen
class Zone:
    """A development zone: the region that it is, and its whole name."""

    region: Region
    full: str


@of_lexicon
def home() -> Region | None:
    """The division whose site it is."""
    code: str = table("sites")["home"]
    return _division(code, "home") if code else None


@of_lexicon
def zones() -> Mapping[str, Zone]:
    """The zones of the site by every name they go by.

    >>> from zfbg.lexicon import Lexicon, using
    >>> with using(Lexicon({"sites": {"home": "510700", "zones": {"某高新区": {"aliases": ["某高新园区"]}}}})):
    ...     zones()["某高新园区"].region
    Region(code=None, name='某高新区', level='zone', parent='510700')
    """
    found: dict[str, Zone] = {}
    for name, told in table("sites")["zones"].items():
        above = _division(told["parent"], name) if told.get("parent") else home()
        zone = Zone(Region(None, name, "zone", above.code if above else None), told.get("full", name))
        found |= dict.fromkeys((name, *told.get("aliases", ())), zone)
    return found


def of_index(number: str | None) -> Region | None:
    """The region whose agency has an index number, by how the number begins; the longest beginning counts."""
    return next((region for beginning, region in _beginnings() if (number or "").startswith(beginning)), None)


@of_lexicon
def _beginnings() -> tuple[tuple[str, Region], ...]:
    told = sorted(table("sites")["index_numbers"].items(), key=lambda entry: len(entry[0]), reverse=True)
    return tuple((start, zones()[of].region if of in zones() else _division(of, start)) for start, of in told)


def _division(code: str, where: str) -> Region:
    found = divisions.division(code)
    if found is None:
        cure = "write six digits, or the name of a zone of this file"
        raise LexiconError(f"sites.toml: {where!r} tells of {code!r}, which is no code of GB/T 2260; {cure}")
    return found
