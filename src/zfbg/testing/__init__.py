"""For tests, examples and authors of plugins: damage as the web does it, and reports to do it to.

:mod:`zfbg.testing.damage` needs nothing but zfbg. The strategies ``texts``, ``reports`` and ``outlines`` need
Hypothesis (the extra ``testing``); they are imported when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zfbg.repair.script import traditional
from zfbg.testing.damage import (
    blanks,
    decimal_stops,
    doubled_commas,
    linked,
    lost,
    masked,
    mojibake,
    noisy,
    one_line,
    paged,
    pinyin,
    repost,
    shifted,
    spaced,
    unlabelled,
    wrapped,
)
from zfbg.text import half_width

if TYPE_CHECKING:
    from zfbg.testing.strategies import reports as reports
    from zfbg.testing.strategies import texts as texts
    from zfbg.testing.trees import outlines as outlines

_STRATEGIES = {"outlines": "trees", "reports": "strategies", "texts": "strategies"}

__all__ = [
    "blanks",
    "decimal_stops",
    "doubled_commas",
    "half_width",
    "linked",
    "lost",
    "masked",
    "mojibake",
    "noisy",
    "one_line",
    "paged",
    "pinyin",
    "repost",
    "shifted",
    "spaced",
    "traditional",
    "unlabelled",
    "wrapped",
]


def __getattr__(name: str) -> Any:
    if name not in _STRATEGIES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        module = import_module(f"{__name__}.{_STRATEGIES[name]}")
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"{__name__}.{name} needs Hypothesis: pip install 'zfbg[testing]'") from error
    return getattr(module, name)
