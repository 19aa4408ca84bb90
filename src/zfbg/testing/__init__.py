"""For tests, examples and authors of plugins: what must hold, damage as the web does it, and reports to do it to.

``assert_report``, ``check_template`` and :mod:`zfbg.testing.damage` need nothing but zfbg. ``fuzz`` and the strategies
``texts``, ``reports``, ``damaged``, ``outlines`` and ``values`` need Hypothesis (the extra ``testing``); they are
imported when they are asked for. For pytest there are the fixture ``check_template`` and the option ``--zfbg-regen``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zfbg.repair.script import traditional
from zfbg.testing.damage import (
    blanks,
    decimal_stops,
    doubled_commas,
    figures_apart,
    linked,
    lost,
    masked,
    mojibake,
    noisy,
    one_line,
    paged,
    pinyin,
    pointed,
    ragged,
    repost,
    shifted,
    spaced,
    typeset,
    unlabelled,
    wrapped,
)
from zfbg.testing.goldens import check_template
from zfbg.testing.soundness import assert_report
from zfbg.text import half_width

if TYPE_CHECKING:
    from zfbg.testing.fuzzing import fuzz as fuzz
    from zfbg.testing.records import values as values
    from zfbg.testing.strategies import damaged as damaged
    from zfbg.testing.strategies import reports as reports
    from zfbg.testing.strategies import texts as texts
    from zfbg.testing.trees import outlines as outlines

_WITH_HYPOTHESIS = {
    "damaged": "strategies",
    "fuzz": "fuzzing",
    "outlines": "trees",
    "reports": "strategies",
    "texts": "strategies",
    "values": "records",
}

__all__ = [
    "assert_report",
    "blanks",
    "check_template",
    "decimal_stops",
    "doubled_commas",
    "figures_apart",
    "half_width",
    "linked",
    "lost",
    "masked",
    "mojibake",
    "noisy",
    "one_line",
    "paged",
    "pinyin",
    "pointed",
    "ragged",
    "repost",
    "shifted",
    "spaced",
    "traditional",
    "typeset",
    "unlabelled",
    "wrapped",
]


def __getattr__(name: str) -> Any:
    if name not in _WITH_HYPOTHESIS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        module = import_module(f"{__name__}.{_WITH_HYPOTHESIS[name]}")
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise ModuleNotFoundError(f"{__name__}.{name} needs Hypothesis: pip install 'zfbg[testing]'") from error
    return getattr(module, name)
