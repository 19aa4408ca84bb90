"""Heads: what a clause or sentence without a figure tells of all that a list then names: 产品产量有升有降。其中:…."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Tokens, last, said, words
from zfbg.lexicon import alternation, either, of_lexicon, remembered, table
from zfbg.text import half_width

_PAUSES = frozenset({"comma", "colon"})
_STOP = frozenset({"stop"})
# A longer opening of a sentence is no name of a field.
_LONG = 16
_CLAUSE = frozenset({"stop", "semicolon", "comma", "colon"})
_SHORTEST, _FIELD = 3, 8
_ORDINAL = re.compile("^[一二三四五六七八九十]{1,2}是")
_UNMIXED = re.compile("[\u4e00-\u9fff]+")
_NAMING, _DOING = frozenset({"noun", "head", "keep"}), frozenset({"verb", "done", "closing", "opening"})
_CHANGING = frozenset({"up", "down", "done", "predicate", "closing"})


def head(figure: Figure) -> str:
    """What the clause before a figure says of all of a class: 行业增加值 of 21个行业增加值实现增长,其中汽车业增长5%.

    The sentence before is one only where 其中 goes on from it.
    """
    lead = figure.lead
    end = len(lead)
    parts = figure.words.startswith("其中")
    while end and (lead[end - 1].words == "其中" or not lead[end - 1].kinds.isdisjoint(_PAUSES)):
        parts = parts or lead[end - 1].words == "其中"
        end -= 1
    if parts and end and not lead[end - 1].kinds.isdisjoint(_STOP):
        end -= 1
    if not end or end == len(lead):
        return ""
    return _told(lead[last(lead[:end], _CLAUSE) + 1 : end])


def opening(figure: Figure, first: bool) -> str:
    """The work, trade or product that the sentence before a figure names and nothing else: 青河治理工程。总投资9亿元.

    Unless the figure is the ``first``, the first of the sentences between goes on from the one before it.
    """
    if "stop" not in figure.kinds:
        return ""
    sentences = said(figure.lead).split("。")[0 if first else 1 : -1]
    return next(filter(None, map(named_alone, sentences)), "")


def field(lead: Tokens) -> str:
    """The field that a sentence names first: 茶叶发展 of 茶叶发展方面,新建茶园,产量5万吨.

    >>> from zfbg.facts.clauses.tokens import words
    >>> field(words("投产。茶叶发展方面,新建茶园,", 0, 15)), field(words("新建茶园,", 0, 5))
    ('茶叶发展', '')
    """
    told = said(lead).rpartition("。")[2].partition(",")[0]
    return told.removesuffix("方面").removeprefix("在") if told.endswith("方面") and len(told) < _LONG else ""


@remembered(64)
def field_of(titles: tuple[str, ...]) -> str:
    """The field that the nearest heading names and nothing else."""
    return field_named(half_width(titles[-1])) if titles else ""


def field_named(title: str) -> str:
    """The field that a heading, a label or a sentence names and nothing else; "" where it says what was done, or how.

    >>> field_named("药品安全。"), field_named("人民调解工作"), field_named("强化监管"), field_named("主要工作")
    ('药品安全', '人民调解', '', '')
    """
    name = _ORDINAL.sub("", title.strip(" \n。;:").rpartition("。")[2].strip()).removesuffix("工作")
    if not _SHORTEST <= len(name) <= _FIELD or not _UNMIXED.fullmatch(name) or _no_fields().search(name):
        return ""
    first, *rest = words(name, 0, len(name))
    named = not first.kinds.isdisjoint(_NAMING) and first.kinds.isdisjoint(_DOING)
    does = any(len(token.words) > 1 and not token.kinds.isdisjoint(_CHANGING) for token in rest)
    return name if named and not does else ""


@of_lexicon
def _no_fields() -> re.Pattern[str]:
    return re.compile(either(table("words")["heads"]["no_fields"]))


def named_alone(sentence: str) -> str:
    """The work, trade or product that a sentence names, where it says nothing else; else "".

    >>> named_alone("二是青河治理工程"), named_alone("加快推进青河治理")
    ('青河治理工程', '')
    """
    found = _alone().fullmatch(sentence.strip(" \n:;"))
    return found["head"] if found else ""


@of_lexicon
def _alone() -> re.Pattern[str]:
    ends = either(table("words")["heads"]["alone"])
    return re.compile(f"(?:[一二三四五六七八九十]{{1,2}}是)?(?P<head>[\u4e00-\u9fff]{{0,16}}(?:{ends}))")


def _told(clause: Tokens) -> str:
    found = _head().search(said(clause))
    return found["head"] if found else ""


@of_lexicon
def _head() -> re.Pattern[str]:
    of = table("words")["heads"]
    names = table("words")["names"]
    told = either([*names["attributes"], *names["told_of"]])
    rising = f"(?:{alternation(of['how'])})*(?:{alternation(of['states'])})(?:{alternation(of['kinds'])})?"
    return re.compile(f"(?P<head>(?:{alternation(of['classes'])})(?:{told})){rising}$")
