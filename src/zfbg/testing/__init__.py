"""For tests, examples and authors of plugins: damage as the web does it, and reports to do it to.

:mod:`zfbg.testing.damage` needs nothing but zfbg; :mod:`zfbg.testing.strategies` needs Hypothesis (the extra
``testing``) and is imported by name.
"""

from __future__ import annotations

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
