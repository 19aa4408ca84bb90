"""Line breaks within a sentence or a label that the signs beside them give away.

Programs that turn a page into text break the line at each link: ``促进《⏎办法⏎》的实施``, ``修订章程⏎，并``. Where
pages were joined, a label may be cut in two: ``…完成。 十⏎一、卫生``. No line of a report ends with ``《`` or begins
with ``》`` or a comma, and none ends with a number of its own. A figure set low has a line of its own as well:
``广义货币M⏎2⏎增长``. Where only words stand on both sides the break stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.repair.lines import ORDINALS, closed
from zfbg.template import Repair
from zfbg.text import Edit, Text

# A longer stretch between 《 and 》 is no name.
LONGEST = 80
_BREAK = r"[ \t\r]{0,9}\n\s{0,60}"
_OPENED = re.compile(rf"《(?P<gap>{_BREAK})(?=[^《》\n]{{1,{LONGEST}}}(?:\n\s{{0,60}})?》)")
_BEGINS = re.compile(r"\n[ \t]{0,60}(?=[》,、;]|。[ \t\r]{0,9}(?:\n|\Z))")
# A label that its line ends with, or that is cut behind its bracket: 一是⏎发行国债, (⏎三)改革开放.
_ENDED = re.compile(rf"[是,](?P<gap>{_BREAK})(?=[\u4e00-\u9fff])")
_LABEL = re.compile(rf"[ \t]{{0,60}}(?:[{ORDINALS}]{{1,2}}是|第[{ORDINALS}],)")
# 小⏎(一)型水库: a class of these, which is no heading.
_CLASS = re.compile(rf"小(?P<gap>{_BREAK})(?=\([一二12]\))")
_BRACKET = re.compile(rf"\((?P<gap>{_BREAK})(?=[{ORDINALS}]{{1,3}}\))")
# PM2.5, M2 and gases, each of which a word or a bracket stands before; the search skips what begins none.
_WORD = "[\u4e00-\u9fff(、]"
_LOW = re.compile(
    rf"[CMNOPS](?:(?<={_WORD}[MO])|(?<={_WORD}P)M|(?<={_WORD}[CNS])O|(?<={_WORD}[CN])H)"
    rf"(?P<gap>{_BREAK})\d(?:\.\d)?(?P<gap2>{_BREAK})(?=[\u4e00-\u9fff),、])"
)
_CUT = re.compile(rf"十{_BREAK}(?=[一二三四五六七八九]、)")
_ENDS = re.compile(r"[。;!?”)\d—-][ \t]{1,9}$")
_TENTH = re.compile(r"(?:^|[\s。])十、", re.MULTILINE)


def _find(text: Text) -> Iterator[Edit]:
    """Edits that take out the breaks, or move one before the label that it cuts."""
    key = text.key
    edits = [Edit(*match.span("gap"), "") for gap in (_OPENED, _BRACKET, _CLASS) for match in gap.finditer(key)]
    for match in _LOW.finditer(key):
        edits += [Edit(*match.span("gap"), ""), Edit(*match.span("gap2"), "")]
    for match in _ENDED.finditer(key):
        begin = max(key.rfind("\n", 0, match.start()) + 1, match.start() - LONGEST)
        if _LABEL.fullmatch(key, begin, match.start() + 1):
            edits.append(Edit(*match.span("gap"), ""))
    for match in _BEGINS.finditer(key):
        line = key[max(key.rfind("\n", 0, match.start()) + 1, match.start() - LONGEST) : match.start()]
        if not closed(line):
            edits.append(Edit(match.start() - len(line) + len(line.rstrip()), match.end(), ""))
    tenth = _TENTH.search(key) if "十、" in key else None
    for match in _CUT.finditer(key, tenth.end()) if tenth else ():
        before = _ENDS.search(key, max(0, match.start() - LONGEST), match.start())
        if before:
            edits.append(Edit(before.start() + 1, match.end(), "\n十"))
    at = 0
    for edit in sorted(edits):
        if edit.start >= at:  # 《⏎,甲》: both signs prove the same break
            yield edit
            at = edit.end


BREAKS = Repair("breaks", _find)
