"""What befalls these texts on the web, and how each damage is undone: one module for each repair.

The order of :data:`REPAIRS` undoes the damages last first. Pinyin goes before bytes are put back into phase, which
needs the plain text around as evidence; both work on the bytes of the traditional characters, so script comes last.
"""

from __future__ import annotations

from zfbg.repair.ruby import RUBY
from zfbg.repair.script import SCRIPT
from zfbg.repair.shift import SHIFT
from zfbg.template import Repair

REPAIRS: tuple[Repair, ...] = (RUBY, SHIFT, SCRIPT)
