"""What befalls these texts on the web, and how each damage is undone: one module for each kind.

The order of :data:`REPAIRS` undoes the damages last first. A wrong decoding was the last to happen and hides all
others. Characters that are not seen come next: they stand between any two that a later pattern wants side by side.
Pinyin goes before bytes are put back into phase, which needs the plain text around as evidence; both work on the bytes
of the traditional characters, so script comes after them. All others know words, units and signs in simplified
characters only, so they follow: stops first, by which others tell where a sentence ends; debris and page numbers are
taken out before lines are joined, and lines are joined before numbers are mended, which may go over the end of a line;
commas may stand doubled where such an end was.
"""

from __future__ import annotations

from zfbg.repair.blanks import BLANKS, LETTERS_APART
from zfbg.repair.breaks import BREAKS
from zfbg.repair.commas import COMMAS
from zfbg.repair.decimal import DECIMAL
from zfbg.repair.encoding import ENCODING, ENCODING_LOST
from zfbg.repair.months import MONTHS
from zfbg.repair.noise import DEBRIS, UNSEEN
from zfbg.repair.pages import PAGES
from zfbg.repair.percent import PERCENT
from zfbg.repair.previews import PREVIEWS
from zfbg.repair.ruby import RUBY
from zfbg.repair.runon import RUN_ON
from zfbg.repair.runs import RUNS
from zfbg.repair.script import SCRIPT
from zfbg.repair.seams import SEAMS
from zfbg.repair.shift import SHIFT
from zfbg.repair.stops import STOPS
from zfbg.repair.wraps import WRAPS
from zfbg.repair.zeros import ZEROS
from zfbg.template import Repair

REPAIRS: tuple[Repair, ...] = (
    ENCODING,
    ENCODING_LOST,
    UNSEEN,
    RUBY,
    SHIFT,
    SCRIPT,
    DEBRIS,
    STOPS,
    LETTERS_APART,
    PAGES,
    PREVIEWS,
    RUNS,
    WRAPS,
    SEAMS,
    BREAKS,
    BLANKS,
    DECIMAL,
    MONTHS,
    ZEROS,
    COMMAS,
    PERCENT,
    RUN_ON,
)
