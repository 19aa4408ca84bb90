"""Charts of what reports tell: :func:`growth`, :func:`levels`, :func:`panel`, :func:`targets`.

No axis has two units, two kinds of period or two bases of comparison; what is planned is hollow and dashed. Each mark
tells on hover the words that it was read from. Charts are Altair's, of the extra ``viz``.
"""

from zfbg.charts.bars import growth, levels
from zfbg.charts.files import write
from zfbg.charts.lines import panel
from zfbg.charts.pairs import targets

__all__ = ["growth", "levels", "panel", "targets", "write"]
