"""Reports side by side: region × indicator × period (:func:`panel`), targets and what came of them (:func:`track`).

A fact of a report is taken (:mod:`zfbg.panels.told`) as of a series and a time, or left out with a reason. All that
reports tell of one series at one time makes a cell (:mod:`zfbg.panels.cells`). Nothing is averaged.
"""

from zfbg.panels.gather import Panel, panel
from zfbg.panels.pair import Track, track
from zfbg.panels.verdict import Tolerance

__all__ = ["Panel", "Tolerance", "Track", "panel", "track"]
