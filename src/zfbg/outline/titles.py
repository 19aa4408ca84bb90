"""The title of a report: which line is one, and what of the line it is."""

from __future__ import annotations

import re

from zfbg.outline.markers import own_leading
from zfbg.text import half_width

LONGEST = 120
# 文种 that a report may be (党政机关公文处理工作条例, article 8, and the 事务文书).
KIND = (
    r"(?:总\s*结|小结|计\s*划|要\s*点|报\s*告|公\s*报|汇\s*报|打\s*算|思\s*路|安\s*排|情况|设想|谋划|展望|规划|意见|方案|草案|概况|综述"
    r"|回顾|目标|任务|说明|分析|通报|提\s?纲|(?<=汇报|报告|述职|总结)材料)"
)
# What carries a plan as its attachment: 关于印发《…工作要点》的通知, with or without 《》; 关于做好总结的通知 does not.
CARRIER = r"(?<=》的)(?:通\s?知|决定|批复|函)"
CARRIED = rf"关于(?:印发|转发|报送|上报|下达)[^。;!?]{{2,{LONGEST}}}?{KIND}的(?:通\s?知|函|请\s?示|报\s?告)"
# What a site adds to the titles that it collects, before and behind them.
COLLECTED = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3}篇|【?篇[一二三四五六七八九十\d]{1,3}】?)[\s:、.]{0,3}")
NOTE = r"(?:\s*\((?![^()]{0,6}篇\))(?:[^()]|\([^()]*\)){1,20}\))?"
FOOTNOTE = r"(?:\s*\[\d{1,2}\])?"
# What sites of samples add: 工作总结范文(4篇), 工作总结篇1.
SAMPLE = (
    r"(?:\s*(?:优秀|精选|最新)?(?:范文|范本|模板|样本|精选|集锦|大全|汇编|合集)?"
    r"(?:\s*\(?(?:精选|通用|共|合集)?\d{1,2}篇\)?|\s*\(\d{1,2}\)|\s*篇\s?(?:\d{1,2}|[一二三四五六七八九十])|\s{1,3}\d{3,5}字)?)"
)
# A site's name, the year once more or the day it was put there, the sitting of the congress, or what a file is of may
# follow on the same line.
TAIL = (
    r"(?:\.(?:docx?|pdf|wps|txt))?"
    r"(?:\s*(?:——|--|—|[-_|–])\s*\S.{0,60}|\s+(?:19|20)\d\d(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?)?"
)
TITLE = re.compile(
    rf"(?:《(?P<cited>[^\s。;!?:《》][^。;!?《》]{{0,{LONGEST}}}?{KIND}{NOTE})》"
    rf"|(?P<title>[^\s。;!?:][^。;!?]{{0,{LONGEST}}}?(?:{KIND}|{CARRIER}|{CARRIED}){NOTE})){FOOTNOTE}{SAMPLE}{TAIL}\s*"
)
LAST_WORD = re.compile(rf"(?:的|工作)?{KIND}{NOTE}")
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}\s?[、.]|\(?[一二三四五六七八九十\d]{1,3}[).、]|第[一二三四五六七八九十]+(?:部分|章|篇)|[-—•·#>]|\*(?!\**[省市县区镇乡村街局])"
)
SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
SHORTEST = 4


def is_title(line: str) -> bool:
    """Whether a line (in half width, trimmed) can be the title of a report.

    >>> [is_title(line) for line in ("某县2021年工作总结", "一、2021年工作总结", "会议听取了工作报告。")]
    [True, False, False]
    """
    return _place(line) is not None


def title_of(line: str) -> str | None:
    """The title in a line: without the site's name or the sitting that may follow, or the 《》 around it all; a
    letter-spaced one drawn together.

    >>> title_of("关于某市2025年预算执行情况的报告（摘要）——2026年1月8日在某市人民代表大会上")
    '关于某市2025年预算执行情况的报告（摘要）'
    >>> title_of("政 府 工 作 报 告"), title_of("《某局2023年工作总结》"), title_of("某局工作总结范文(3篇)")
    ('政府工作报告', '某局2023年工作总结', '某局工作总结')
    """
    place = _place(half_width(line))
    return None if place is None else tight(line[slice(*place)])


def ends_title(line: str) -> bool:
    """Whether a line is the last word of a title that was broken before it.

    >>> ends_title("报 告"), ends_title("报告厅")
    (True, False)
    """
    return LAST_WORD.fullmatch(line) is not None


def tight(title: str) -> str:
    """A title without the blanks that letter-space it or that stand for a line break between Chinese characters."""
    return SPACED.sub("", title)


def plain(title: str) -> str:
    """A title for comparing: no width, no blanks, no quotation marks.

    >>> plain("《某县“十四五” 总结》")
    '某县十四五总结'
    """
    return re.sub(r"[\s“”\"'《》]", "", half_width(title))


def _place(line: str) -> tuple[int, int] | None:
    collected = COLLECTED.match(line)
    start = collected.end() if collected else 0
    if len(line) > LONGEST or NUMBERED.match(line, start) or own_leading(line, 0, len(line)):
        return None
    match = TITLE.fullmatch(line, start)
    if match is None:
        return None
    title = "cited" if match["cited"] else "title"
    low, high = match.span(title)
    if line[high : high + 1] == "|" and line[high + 1 :].endswith(line[low:high]):  # 工作总结|教育工作总结
        return high + 1, len(line)
    return (low, high) if len(tight(match[title])) >= SHORTEST else None
