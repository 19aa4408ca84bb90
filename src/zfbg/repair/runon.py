"""Line breaks lost behind a title: ``某局2020年工作总结一、主要工作1.保障有力。``, ``…工作报告各位代表：``.

Where a page was flattened, nothing stands between a title and what follows it. The first number of a list tells where
the title ended, if nothing but a title stands before it; so does the salutation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zfbg.lexicon import either, of_lexicon, table
from zfbg.repair.lines import HAN, LONGEST_TITLE
from zfbg.template import Repair
from zfbg.text import Edit, Text

_WORD = rf"[{HAN}”》)]"
_FIRST = rf"(?:一、|\(一\)|1[.、](?!\d))(?=[{HAN}“])"
# What a title ends with, and what may follow it at once.
_KIND = "总结|小结|计划|要点|报告|汇报|打算|思路|安排|情况|规划|方案|讲话"
_DIGITS = r"(?:(?:19|20)\d\d|[xX×*_\d]{2,4})"
_YEAR = rf"(?:{_DIGITS}(?:年?[-—─~至]{_DIGITS})?|[今去近])年"
_AFTER = (
    rf"各位(?:代表|领导|委员)|主任[、,](?:各位)?副主任|同志们[:,!]|尊敬的|现将|{_YEAR}(?:以?来|[上下]半年|[一二三四]季度|前三季度)?[,是]|(?:[上下]半年|前三季度|[一二三四]季度),"
    rf"|一、(?=[{HAN}“\d])|第一部分(?=[{HAN}“、:])"
)
# What a numbered title ends with that a sentence follows at once: how such a sentence begins.
_ROLE = "总结|回顾|回忆|情况|成效|进展|思路|打算|安排|目标"
_BEGINS = (
    rf"{_YEAR}(?:以?来|,|是)|过去的?[一五]年|[一二三四五]年来|“十[一二三四]?五”?(?:时期|期间)"
    r"|我[省市县区镇乡街局委办](?=[^的])"
)
# The end of what may be a title, which few places have, and what is one from the start of its line up to that.
_ENDED = re.compile(rf"(?:{_KIND})(?:\([^()\n]{{1,12}}\))?(?P<gap>[ \t]{{0,4}})(?={_AFTER})")
_TITLE = re.compile(rf"[ \t]{{0,9}}[^\s。;!?:,][^。;!?\n]{{3,{2 * LONGEST_TITLE}}}")
# A title that opens the text, or follows the place of its page (首页 > 政务公开), and a blank and a sentence behind it.
_OPENING = re.compile(
    r"(?:\s*[^\n>]{0,30}>[^\n。]{0,80}\n)?"
    rf"\s*[^\s。;!?:,][^。;!?:,\n]{{3,{LONGEST_TITLE}}}?(?:{_KIND})(?P<gap>[ \t]{{1,4}})(?=[^\s,。;:][^\n。]{{40}})"
)
_NUMERAL = "一二三四五六七八九十"
# At the start of its line or behind a stop or a title: asked behind the first sign of what stands there, and where a
# mark closes that, which few places have.
_LEADS = rf"(?=[{_NUMERAL}]{{0,3}}[、)])(?:(?<=^.)|(?<=[。: ].)|(?<=(?:{_KIND}).))"
_LABEL = re.compile(
    rf"[{_NUMERAL}(]{_LEADS}(?:(?<!\()[{_NUMERAL}]{{0,2}}、|(?<=\()[{_NUMERAL}]{{1,3}}\))", re.MULTILINE
)
# What stands behind a label: a title with the first number of the level below behind it.
_NESTED = re.compile(rf"[^。;:!?\n]{{2,{LONGEST_TITLE}}}?(?<={_WORD})(?P<gap>[ \t]{{0,4}})(?={_FIRST})")
# The title of a part, with the sentence below it behind it: 一、2010年工作总结今年以来.
_ENTERED = re.compile(
    rf"(?<=、)[^。;:!?,\n]{{2,{LONGEST_TITLE}}}?(?:{_ROLE})"
    rf"(?P<gap>[ \t]{{0,2}})(?={_BEGINS})"
)
# Any title that a sentence follows at once which a time opens: 一、经济又好又快发展五年来,镇政府…
_TIMED = re.compile(
    rf"(?<=、)[^。;:!?,\n]{{5,{LONGEST_TITLE}}}?"
    rf"(?<![近过去的在自从到至于是以各我们])(?<!政府)(?<!委员会)(?<![县市区局委镇乡村会院办部厅]|[\d年月])"
    rf"(?P<gap>[ \t]{{0,2}})(?=(?:(?:19|20)\d\d年(?:以来)?|[今]年以?来|[一三五]年来),)"
)

# 【概况】 as yearbooks set it before a paragraph, which is long and has a stop.
_BRACKETED = re.compile(
    r"^[ \t]{0,4}【[^【】\n]{2,16}】(?P<gap>[ \t]{0,2})(?=[^\s。;][^\n。;]{8,200}[。;])", re.MULTILINE
)


def _find(text: Text) -> Iterator[Edit]:
    """Edits that set a break behind a title that has run into what it stands above."""
    key = text.key
    places = set(_titles(key))
    labels = [label.span() for label in _LABEL.finditer(key)]
    for titled in (_NESTED, _ENTERED, _TIMED, _resulted()):
        at = 0
        for start, end in labels:
            if start >= at and (title := titled.match(key, end)):
                places.add(title.span("gap"))
                at = title.end()
                if start and key[start - 1] != "\n":
                    places.add((start, start))
    bracketed = [match.span("gap") for match in _BRACKETED.finditer(key)] if "【" in key else []
    places.update(bracketed if len(bracketed) > 1 else [])
    at = 0
    while opening := _OPENING.match(key, at):
        places.add(opening.span("gap"))
        at = opening.end()
    last = -1
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start > last:
            yield Edit(start, end, "\n")
            last = end


@of_lexicon
def _resulted() -> re.Pattern[str]:
    """A title that ends with how it went, with a sentence behind it: (一)茶果采收全面丰收全区茶园面积9万亩."""
    return re.compile(
        rf"[^。;:!?\n]{{2,{LONGEST_TITLE}}}?(?:{either(table('outline')['results'])})(?P<gap>[ \t]{{0,2}})"
        rf"(?=(?:{_YEAR}(?:以?来|[,是])|截[至止]|[全我][省市县区镇乡][^,。;:、]{{2,14}}\d|目前,))"
    )


def _titles(key: str) -> Iterator[tuple[int, int]]:
    """Where titles that lead their line end, the first of each line."""
    before = -1
    for ended in _ENDED.finditer(key):
        at = ended.start()
        far = max(0, at - 2 * LONGEST_TITLE - 11)  # no title begins there
        start = max(far, key.rfind("\n", far, at) + 1)
        if start > before and _TITLE.fullmatch(key, start, at):
            yield ended.span("gap")
            before = at


RUN_ON = Repair("run_on", _find)
