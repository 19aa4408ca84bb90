"""How much a file may ask for before it is refused: bounds that no report comes near and a hostile file does.

They are read from the environment, so that workers and notebooks follow them alike; docs/loaders.md lists them.
"""

from __future__ import annotations

import os

from attrs import fields, frozen

from zfbg.errors import SourceError


@frozen
class Limits:
    """``size`` of a file in bytes, ``unpacked`` and ``members`` of an archive, ``tags`` of a page or document,
    ``attributes`` of one tag of a page, ``pages`` and ``characters`` of a PDF, ``seconds`` for LibreOffice to turn an
    old document into a new one."""

    size: int = 100_000_000
    unpacked: int = 300_000_000
    members: int = 5_000
    tags: int = 1_000_000
    attributes: int = 5_000
    pages: int = 3_000
    characters: int = 1_000_000
    seconds: int = 120


def limits() -> Limits:
    """The bounds in force: ``ZFBG_MAX_SIZE`` and so on where the environment sets them; SourceError for no number.

    >>> limits().pages
    3000
    """
    told: dict[str, int] = {}
    for field in fields(Limits):
        name = f"ZFBG_MAX_{field.name.upper()}"
        if said := os.environ.get(name):
            if not said.isdecimal():
                raise SourceError(f"{name}={said!r} is no number; give a whole one, such as {field.default}")
            told[field.name] = int(said)
    return Limits(**told)


def held(who: str, what: str, number: int, name: str) -> None:
    """SourceError where ``number`` of ``what`` is more than the bound called ``name``."""
    bound: int = getattr(limits(), name)
    if number > bound:
        raise SourceError(
            f"{who}: {what} is {number:,}, over {bound:,}; where the file is sound, set ZFBG_MAX_{name.upper()} higher"
        )
