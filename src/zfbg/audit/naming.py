"""What figures are of, so that two that tell of the same thing are known: names and places without what is idle."""

from __future__ import annotations

import re

from zfbg.audit.kept import once
from zfbg.audit.sentences import Figure
from zfbg.lexicon import either, of_lexicon, table
from zfbg.model import Fact, Report

_SIGNS = re.compile(r"[“”‘’\"'《》〈〉()（）\s·]")
# Of an issuer or title, its place: 青禾县 of 青禾县经信局.
_NAMED = re.compile(r"\w{1,10}?[省市区县州旗镇乡](?!\w{0,4}[省市区县州旗镇乡])")
# 全区, 我县, 本市, 区属: the place that reports, where it is such a one.
_OWN = re.compile("(?:全|我|本)(?P<level>[国省市区县州旗镇乡])|(?P<belonging>[国省市区县州旗镇乡])属|辖区")


@once
def name(text: str) -> str:
    """A name by which figures are compared.

    >>> name("规模以上工业企业总产值"), name("“三高”企业总数"), name("累计完成工业投资")
    ('规上工业企业总产值', '三高企业', '工业投资')
    """
    text = _SIGNS.sub("", text)
    for other, same in table("audit")["names"]["same"].items():
        text = text.replace(other, same) or text
    text = _idle().sub("", text) or text
    return text if text.endswith("指数") else text.removesuffix("数") or text


def key(fact: Fact) -> str:
    """The name of what a fact measures, or the id of its indicator."""
    return fact.indicator_id or name(fact.subject + fact.indicator)


def tail(figure: Figure, length: int = 2) -> str:
    """How the name of a figure ends: 产值, 项目."""
    return name(figure.name)[-length:]


def place(fact: Fact, report: Report) -> str:
    """The place that a fact is of; empty for the one that reports, however the text calls it."""
    return own_place(fact.place, report)


def own_place(text: str, report: Report) -> str:
    """A place, empty where it is the one that reports.

    >>> import zfbg
    >>> report = zfbg.parse("青禾县经信局2031年工作总结\\n一、情况\\n略。")
    >>> own_place("全县", report), own_place("我县", report), own_place("全市", report)
    ('', '', '全市')
    """
    whole = report.meta.region.name if report.meta.region else ""
    if not whole and (named := _NAMED.match(report.meta.issuer or report.meta.title or "")):
        whole = named[0]
    if not text or text == whole:
        return ""
    if found := _OWN.fullmatch(text):
        level = found["level"] or found["belonging"]
        if text[0] in "我本" or level is None or whole.endswith(level):
            return ""
    return text


def mark(fact: Fact, report: Report, planned: bool = False) -> tuple[str, ...] | None:
    """By what facts of two reports are known to be of one thing: what, where and when; None where that is not sure."""
    if not (fact.period and fact.sure and (fact.status == "planned" if planned else fact.status == "actual")):
        return None
    region = report.meta.region
    own = (region.code or region.name) if region else ""
    return (key(fact), place(fact, report) or own, fact.period.edtf.removeprefix("../"))


@of_lexicon
def _idle() -> re.Pattern[str]:
    return re.compile(either(table("audit")["names"]["idle"]))
