"""Labels within a paragraph, whose all is that follows in the sentence: 白沙镇:到位资金5亿元。农业局:到位资金2亿元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zfbg.facts.clauses.tokens import Tokens, said
from zfbg.lexicon import either, of_lexicon, table

_STOPS = frozenset({"stop", "semicolon", "quantity"})
_LONGEST = 20
_NAME = re.compile(f"[\u4e00-\u9fff·“”()]{{2,{_LONGEST}}}")

_FIELD = re.compile("(?<![^。,;\n])(?:[一二三四五六七八九十]是|在)?(?P<field>[\u4e00-\u9fff、]{2,14}?)方面$")
_FEW = 9
_DIVIDED = re.compile("(?P<whole>[^按]{2,12})按[^按]{1,8}(?:分|看)")


def before(tokens: Tokens, colon: int) -> str:
    """The label that the mark ``colon`` closes: one name from the last stop on, without its times; else "".

    >>> from zfbg.facts.clauses.tokens import words
    >>> before(words("投产。白沙镇:", 0, 7), 3)
    '白沙镇'
    """
    start, long = colon, 0
    while start and long <= _LONGEST and tokens[start - 1].kinds.isdisjoint(_STOPS):
        start -= 1
        long += len(tokens[start].words) if not tokens[start].period else 0
    if start and tokens[start - 1].quantity:
        return ""
    name = said(token for token in tokens[start:colon] if not token.period)
    return name if _NAME.fullmatch(name) else ""


def field(tokens: Tokens, stop: int) -> str:
    """The field that the sentence or label which the mark ``stop`` closes names, and nothing else; else "".

    >>> from zfbg.facts.clauses.tokens import words
    >>> field(words("道路运输业方面。", 0, 8), 1), field(words("增收。", 0, 3), 1)
    ('道路运输业', '')
    """
    words = alone(tokens, stop)
    found = _FIELD.search(words) if "方面" in words else None
    return found["field"] if found else ""


def alone(tokens: Tokens, stop: int) -> str:
    """The last sentences or the label that the mark ``stop`` closes; it holds those without figures or times itself."""
    return tokens[stop].words.strip("。:;!?\n") or said(tokens[max(0, stop - _FEW) : stop])


def in_field(name: str) -> bool:
    """Whether a name tells of something that happens in any field, and not in which: 发生事故.

    >>> in_field("发生事故"), in_field("交通事故")
    (True, False)
    """
    return _events().fullmatch(name) is not None


def is_place(label: str) -> bool:
    """Whether a label names a place.

    >>> is_place("白沙镇"), is_place("农业局")
    (True, False)
    """
    return len(label) < 10 and _places().fullmatch(label) is not None


def is_body(label: str) -> bool:
    """Whether a label names an agency, an enterprise or a school.

    >>> is_body("农业局"), is_body("粮食生产")
    (True, False)
    """
    return _bodies().fullmatch(label) is not None


def is_done(label: str) -> bool:
    """Whether a label names what was done for those whose figures follow.

    >>> is_done("口蹄疫免疫"), is_done("完成情况")
    (True, False)
    """
    return label.endswith(_works())


@of_lexicon
def _works() -> tuple[str, ...]:
    return tuple(table("words")["labels"]["works"])


def divided(label: str) -> str:
    """What a label says is divided in what follows; "" where it says nothing of the kind.

    >>> divided("地方收入按部门分"), divided("按级次分"), divided("农业局")
    ('地方收入', '', '')
    """
    found = _DIVIDED.fullmatch(label)
    return found["whole"] if found else ""


def of_goals(indicator: str) -> bool:
    """Whether an indicator says only that something is aimed at: 底线目标 of 零售总额:底线目标9亿元.

    >>> of_goals("奋斗目标"), of_goals("零售总额目标")
    (True, False)
    """
    return _goals().fullmatch(indicator) is not None


@of_lexicon
def _events() -> re.Pattern[str]:
    names = table("words")["names"]
    of = table("words")["labels"]
    return re.compile(f"(?:{either([*names['happening'], *of['deeds']])})?(?:{either(of['events'])})")


@of_lexicon
def _places() -> re.Pattern[str]:
    return _named(table("words")["labels"]["places"])


@of_lexicon
def _bodies() -> re.Pattern[str]:
    return _named(table("agencies")["endings"])


def _named(endings: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?!{either(table('words')['labels']['no_place'])}).+(?:{either(endings)})")


@of_lexicon
def _goals() -> re.Pattern[str]:
    return re.compile(f"(?:{either(table('words')['labels']['aims'])})?目标")
