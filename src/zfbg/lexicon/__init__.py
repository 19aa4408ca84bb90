"""The vocabularies, as data files beside this module, and their loader.

``*.toml`` files are tables of words; ``*.tsv`` files are long tables made by the scripts in ``tools/``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_LOOKS = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")


@cache
def table(name: str) -> dict[str, Any]:
    """The vocabulary file ``name``.toml as a mapping."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``name``.tsv, comments (lines that begin with ``#``) and blank lines left out."""
    lines = (files(__name__) / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def alternation(patterns: Iterable[str]) -> str:
    """One pattern that matches whatever one of ``patterns`` does; of two that could, the longer less its look-arounds.

    >>> alternation(["到", "(?<!亩)均", "平均"])
    '平均|(?<!亩)均|到'
    """
    return "|".join(sorted(set(patterns), key=lambda pattern: (-len(_LOOKS.sub("", pattern)), pattern)))


def either(words: Iterable[str]) -> str:
    """One pattern that matches any of ``words`` as it stands, the longest first.

    >>> either(["万元", "元", "万元(含税)"])
    '万元\\\\(含税\\\\)|万元|元'
    """
    return alternation(map(re.escape, words))
