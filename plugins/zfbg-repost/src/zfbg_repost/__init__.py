"""Reads reposts: work reports that sites for sample documents pass on, masked or spoilt, between lines of their own.

The repairs of the generic template mend the text. This one knows what such sites add, once a text is known for a
repost: their lines (``lexicon/furniture.toml``), what they write behind a title, and several reports on one page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from attrs import evolve

from zfbg.generic import GENERIC
from zfbg.hookspecs import hookimpl
from zfbg.lexicon import read
from zfbg.model import Issue, Marker, Source
from zfbg.outline.markers import NUMERAL, number
from zfbg.outline.roles import role
from zfbg.outline.titles import is_title
from zfbg.template import Heading, Repair, Stretch, Template, remainder
from zfbg.text import Edit, Text

# Of the raw text, before any repair: in either script, in either width. Each begins with a rare sign, so that a long
# text is skipped quickly; what must stand before it is asked behind it.
SAID = tuple(
    map(
        re.compile,
        (
            r"源(?<=[来來]源)\s{0,3}[:：]\s{0,3}(?:互[联聯])?网?網?[络絡](?:整理|收集|转载|轉載|[,，]\s?(?:版[权權]|如有|[侵若]))",
            r"小[编編][^。\n]{0,20}(?:整理|收集|搜集|带来|帶來|分享|推荐|推薦)[^。\n]{0,50}(?:总结|總結|[范範]文|[报報]告|[计計][划劃]|要[点點])",
            r"[会會][员員](?<=由..)(?:[(（][^()（）\n]{1,20}[)）])?(?:分享|上[传傳]|提供)",
            r"[精通推最优優热熱][选選用荐薦新秀门門]\s?\d{1,3}\s?篇[)）】\]]",
            r"免[费費][预預][览覽]",
        ),
    )
)
MASKED = re.compile(
    r"[xX×＊*](?:[xX×＊*]{1,5}|(?<![A-Za-z].)(?<!＊)(?<!\*)\.[xX×]{1,3})(?:[亿億万萬个個家项項户戶元年月%％])"
)
RUBY = re.compile(r"\((?<=[\u4e00-\u9fff]\()[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}\)")
# One mask or one reading may stand in any report (XX村, a place name with its reading); this many do not.
SEVERAL = 5

# Of the mended text, in half width. What a site writes behind the title of a report: 范文(精选5篇), .docx.
BEHIND = re.compile(
    r"\s?(?:(?:优秀|精选|最新)?(?:范文|模板|参考)(?:大全|参考)?)?"
    r"\s?(?:[(【\[](?:精选|通用|推荐|最新|合集|优秀|热门|实用|必备|集锦|共)?\s?\d{1,3}\s?篇[)】\]])?"
    r"(?:\.(?:docx?|pdf|wps))?"
)
# Titles of reports end so; what stands behind the last of these on its line is the site's.
KIND = re.compile(r"(?:总结|计划|要点|报告|打算|思路|安排|汇报)(?=\s?(?:优秀|精选|最新|范文|模板|参考|[(【\[]|\.))")
# Sites number the paragraphs of what they preview, the title first, which they have told before.
BEFORE = re.compile(r"1、\s?")
# How far from the top a title is looked for, in lines.
TOP = 20

# The head of a box of links: the titles below it are of other reports.
BOX = re.compile(
    r"[▼▲◆★☆>》【\[(\s]{0,4}(?:相关|推荐|延伸|更多|精彩|往期|热门|猜你喜欢)(?:的|文章|阅读|范文|内容|链接|精选|回顾|推荐|总结){0,2}"
    r"(?:[▼▲:>】\])].{0,60}|\s?)"
)
# One of several reports on a page: 某局工作总结 篇1, 【篇一】某局工作总结.
PART = re.compile(
    rf"(?P<before>.{{0,60}}?)\s?[(【\[]?(?P<marker>篇\s?(?P<number>{NUMERAL}|\d{{1,2}}))\s?[)】\]]?[:、]?\s?(?P<behind>.{{0,60}})"
)


def claims(source: Source) -> bool:
    """Whether a text says that a site passes it on, or is masked or spoilt by readings many times over."""
    if any(pattern.search(source.raw) for pattern in SAID):
        return True
    return any(len(pattern.findall(source.raw)) >= SEVERAL for pattern in (MASKED, RUBY))


def titles(text: Text) -> Iterator[Edit]:
    """Cut from the lines of titles what the site wrote before and behind them."""
    for line in remainder(text, ())[:TOP]:
        words = text.key[line.start : line.end]
        start = found.end() if (found := BEFORE.match(words)) else 0
        kinds = [kind.end() for kind in KIND.finditer(words) if BEHIND.fullmatch(words, kind.end())]
        end = kinds[-1] if kinds else len(words)
        title = words[start:end]
        if not is_title(title) or (start and title not in text.key[: line.start]):
            continue
        if start:
            yield Edit(line.start, line.start + start, "")
        if end < len(words):
            yield Edit(line.start + end, line.end, "")


def furniture(text: Text) -> list[Stretch]:
    """What any page has, with the lines of sample sites, and their boxes of links."""
    general = list(GENERIC.furniture(text))
    boxed = False
    for line in remainder(text, general):
        words = text.key[line.start : line.end]
        boxed = bool(BOX.fullmatch(words)) or (boxed and is_title(words))
        if boxed:
            general.append(Stretch(line.start, line.end, "page"))
    return sorted(general)


def outline(text: Text, lines: Sequence[Stretch]) -> tuple[Sequence[Heading], Sequence[Issue]]:
    """The headings of each report on the page, below the line that begins it where there are several."""
    found = [(place, part) for place, line in enumerate(lines) if (part := _part(text, line))]
    if [part.marker.ordinal for _, part in found] != [*range(1, max(2, len(found)) + 1)]:
        return GENERIC.outline(text, lines)
    ends = [place for place, _ in found[1:]] + [len(lines)]
    headings, issues = GENERIC.outline(text, lines[: found[0][0]])
    headings, issues = list(headings), list(issues)
    for (place, part), end in zip(found, ends, strict=True):
        own, faults = GENERIC.outline(text, lines[place + 1 : end])
        headings += [part, *(evolve(heading, depth=heading.depth + 1) for heading in own)]
        issues += faults
    return headings, issues


def _part(text: Text, line: Stretch) -> Heading | None:
    """The heading that a line is if one of several reports begins below it."""
    words = PART.fullmatch(text.key, line.start, line.end)
    if words is None or bool(words["before"]) == bool(words["behind"]):
        return None
    named = "before" if words["before"] else "behind"
    title = str(text)[slice(*words.span(named))].strip()
    if not is_title(words[named]):
        return None
    marker = Marker("part", number(words["number"]), str(text)[slice(*words.span("marker"))])
    return Heading(line.start, line.end, marker, title, 1, role(title))


TEMPLATE = GENERIC.extended(
    "repost",
    claims,
    repairs=(*GENERIC.repairs, Repair("titles", titles)),
    furniture=furniture,
    outline=outline,
    lexicon=read(files(__name__) / "lexicon"),
    steps_back=True,
)


@hookimpl
def zfbg_templates() -> Iterable[Template]:
    yield TEMPLATE
