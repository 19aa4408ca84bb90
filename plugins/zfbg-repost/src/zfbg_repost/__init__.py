"""Reads reposts: work reports that sites for sample documents pass on, masked or spoilt, between lines of their own.

The repairs of the generic template mend the text; this one sets the site's lines aside wherever they stand, where the
generic template only trusts the top and the bottom of a page.
"""

import re
from collections.abc import Iterable

from zfbg.generic import GENERIC
from zfbg.hookspecs import hookimpl
from zfbg.model import Source
from zfbg.template import Stretch, Template, remainder
from zfbg.text import Text

# Of the raw text, before any repair: in either script, in either width.
# Each begins with a rare sign, so that a long text is skipped quickly; what must stand before it is asked behind it.
FOOTER = re.compile(r"源(?<=[来來]源)\s{0,3}[:：]\s{0,3}网?網?[络絡](?:整理|收集|转载|轉載)")
MASKED = re.compile(
    r"[xX×＊*](?:[xX×＊*]{1,5}|(?<![A-Za-z].)(?<!＊)(?<!\*)\.[xX×]{1,3})(?:[亿億万萬个個家项項户戶元年月%％])"
)
RUBY = re.compile(r"\((?<=[\u4e00-\u9fff]\()[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}\)")
# One mask or one reading may stand in any report (XX村, a place name with its reading); this many do not.
SEVERAL = 5

SITE_LINES = re.compile(
    "|".join(
        (
            r".{0,30}小编.{0,60}",
            r"[★☆※◆>》【\[\s]{0,4}.{0,30}(?:工作总结|工作计划|工作报告|工作要点).{0,10}"
            r"(?:范文|模板|[(【\[](?:精选|通用|推荐|最新|合集|优秀)?\s?\d{1,3}篇[)】\]]).{0,10}",
            r"以上(?:就是|便是|内容是).{0,40}(?:全部内容|希望对|供.{0,6}参考|欢迎).{0,40}",
            r"(?:相关|推荐|延伸|更多|精彩)(?:文章|阅读|范文|内容|链接)(?:推荐)?\s?[::>].{0,60}",
            r".{0,10}(?:点击|查看|翻到)下一页.{0,20}|.{0,6}本文导航.{0,40}",
            r"[(\[【]?(?:未完|试读结束|剩余内容).{0,60}",
        )
    )
)


def claims(source: Source) -> bool:
    """Whether a text says that it was collected from the net, or is masked or spoilt by readings many times over."""
    if FOOTER.search(source.raw):
        return True
    return any(len(pattern.findall(source.raw)) >= SEVERAL for pattern in (MASKED, RUBY))


def furniture(text: Text) -> list[Stretch]:
    """What any page has, and the lines of the site wherever they stand."""
    general = list(GENERIC.furniture(text))
    for line in remainder(text, general):
        if SITE_LINES.fullmatch(text.key, line.start, line.end):
            general.append(Stretch(line.start, line.end, "page"))
    return sorted(general)


TEMPLATE = GENERIC.extended("repost", claims, furniture=furniture)


@hookimpl
def zfbg_templates() -> Iterable[Template]:
    yield TEMPLATE
