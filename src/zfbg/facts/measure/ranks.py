"""Ranks: what ranks, and among whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import NOUN, Token, Tokens, said, trimmed, words
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import LISTING, Reading, scope_of
from zfbg.facts.mentions.units import COUNTED
from zfbg.facts.naming import names
from zfbg.facts.naming.names import Name
from zfbg.lexicon import either, of_lexicon, table

_TO = frozenset({"to"})
_DIRECTION = frozenset({"up", "down"})
_IS = frozenset({"是", "为"})
_MARKS = frozenset({"comma", "listing", "semicolon", "stop", "colon"})
_OF_NOUNS = frozenset({"noun", "head"})
_COUNTERS = frozenset({"个", "家", "座"})
# So many tokens before a rank it is told among how many.
NEAR = 7
_SO_MANY = re.compile("(.*[0-9一二三四五六七八九十百][个家]..*?)(?:[当之]?[中内]|里[面边头]?)?$")
# The whole world at the end of a name: 花卉产量|全球.
_WORLD = re.compile("(?:在|居|列)?(?:全球|世界|全国)$")


def whole(of: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a clause with ranks, with 14个 as a noun where it only says among how many something ranks.

    在全省14个市州中排名第1, 居全省14个市州第1位.
    """
    found = list(of)
    for number, token in enumerate(of):
        if token.quantity and token.quantity.unit in _COUNTERS and _is_among(of, number):
            found[number] = Token(NOUN, token.words)
    return found


def _is_among(of: Sequence[Token], number: int) -> bool:
    """Whether a rank follows a count, with no more between them than among whom; or how it ranks stands before."""
    end = min(number + NEAR, len(of))
    until = next((n for n in range(number + 1, end) if of[n].quantity or not _MARKS.isdisjoint(of[n].kinds)), end)
    between, ranks = of[number + 1 : until], of[until].quantity if until < len(of) else None
    told = ranks is not None and ranks.kind == "rank"
    if not between or not (told or _last_words().search(said(between))):
        return False
    before = [token for token in of[max(0, number - 2) : number] if "place" not in token.kinds]
    if before and "ranking" in before[-1].kinds:
        return all(token.kinds <= _OF_NOUNS for token in between)
    within = _WITHIN.match(said(between))
    return within is not None and (
        not (within["how"] or not told)
        or any(not _RANKED.isdisjoint(token.kinds) for token in between[1:])
        or is_told(within["how"])
    )


# 八个区里面|排, 12个县区中|由: among whom something ranks, and how it does.
_WITHIN = re.compile("[^,;。]{1,14}?(?:[当之]?中|里[面边头]?|内)(?P<how>.*)")
_RANKED = frozenset({"ranking", "from"})


@of_lexicon
def _last_words() -> re.Pattern[str]:
    """What says a rank without a number: 倒数, 之首."""
    return re.compile(either(table("words")["ranks"]["ends"]))


def is_told(words_: str) -> bool:
    """Whether words tell a rank without its number."""
    return _last_words().search(words_) is not None


def rank(figure: Figure, thread: Thread) -> Reading | None:
    """全市排名第3: what ranks, and among whom."""
    if figure.quantity.upto and _is_class(figure, thread):
        return Reading("criterion", names.before(figure.own), "class")
    if not figure.own and figure.after and figure.after[0].words in _IS:  # 第二位|是噪声扰民
        return Reading("rank", names.before(figure.after[1:]), "rank")
    own = trimmed(figure.own, frozenset({"to", "up", "down", "from"}))
    ranking = [n for n, token in enumerate(own) if "ranking" in token.kinds]
    what, of = (own[: ranking[0]], own[ranking[0] + 1 :]) if ranking else (own, ())
    of = tuple(token for token in of if "ranking" not in token.kinds)
    scope, rest = _among(said(of))
    if thread.leaving and not any(token.kinds is NOUN for token in own):  # 从第12位升至第9位
        return Reading("rank", Name(), "rank", scope=scope or thread.scope)
    if not of:
        what, among = _ranked_among(what)
        scope, rest = _among(among)
    if what and "to" in what[-1].kinds:  # 指数升至|全国
        what = trimmed(trimmed(what, _TO), _DIRECTION)
    name = names.before(what)
    if rest and name.words and not name.says_done:
        scope = scope_of(said(of)) or scope
    elif rest:
        name = names.before(words(rest, 0, len(rest)))
    goes_on = thread.leaving or figure.words.strip() in LISTING or (thread.measure == "rank" and not name.words)
    return Reading("rank", name, "rank", scope=scope or (thread.scope if goes_on else ""))


def _is_class(figure: Figure, thread: Thread) -> bool:
    """Whether 前N名 only says which are counted: 5家企业进入全省前10名, 前10名的企业."""
    after = figure.after
    if len(after) > 1 and after[0].words == "的" and not after[1].kinds.isdisjoint(_OF_NOUNS):
        return True
    return thread.begun and thread.dimension in COUNTED and thread.last[1].endswith(figure.text)


def _among(of: str) -> tuple[str, str]:
    """The reference set that ``of`` begins with, and what is left."""
    if many := _SO_MANY.match(of):
        judged = _judged().fullmatch(many[1])  # 全市9个县区|目标考核
        return (scope_of(judged[1]), judged[2]) if judged else (scope_of(many[1]), "")
    found = _among_words().match(of)
    if not found:
        name = names.before(words(of, 0, len(of)))
        return scope_of(name.place + name.words), ""
    return scope_of(found[0]), of[found.end() :].removeprefix("的").removesuffix("综合")


_INSIDE = re.compile("(.{2,24}?)(?:[当之]?中|里[面边头]|内)")  # 在山南五县区|中, 在全市八个区|里面


@of_lexicon
def _judged() -> re.Pattern[str]:
    """Among how many, and what they were compared by."""
    of = table("words")["ranks"]
    return re.compile(f"(.*[个家](?:{either(of['compared'])}))(.*(?:{either(of['judging'])}))")


def _ranked_among(what: Tokens) -> tuple[Tokens, str]:
    """The words before 排名, cut where the reference set begins: 亩均税收|全市, 收入|在山南五县区中."""
    begins = next((n for n, token in enumerate(what) if token.words == "在"), len(what))
    if begins + 2 < len(what) and (among := _INSIDE.fullmatch(said(what[begins + 1 :]))):
        return what[:begins], among[1]
    for number, token in enumerate(what):
        if "place" in token.kinds and (number or len(what) == 1):
            return what[:number], said(what[number:])
    if what and (world := _WORLD.search(what[-1].words)) and world.start():
        cut = evolve(what[-1], words=what[-1].words[: world.start()])
        return (*what[:-1], cut), world[0].lstrip("在居列")
    found = _among_words().search(said(what))
    at, left = 0, found.start() if found else 0
    while left > 0:
        left -= len(what[at].words)
        at += 1
    return (what[:at], said(what[at:])) if found and not left else (what, "")


def grown(thread: Thread, figure: Figure) -> str:
    """What ranks behind a growth or an increase: 增长5%、居全省第2位 is the rank of the growth.

    Behind a level and its growth (8亿元,增长5%,居第2位) it may be either; a rank from which it rose is no growth's.
    """
    if any("from" in token.kinds for token in figure.own) or thread.indicator.endswith(("速", "率", "幅")):
        return ""
    if thread.measure == "growth" and not (figure.lead and thread.leveled == thread.last):
        return "增速" if thread.sign > 0 else "降幅"
    if thread.measure == "change" and thread.rule == "change" and not figure.lead and thread.dimension != "point":
        return "增加" if thread.sign > 0 else "减少"
    return ""


@of_lexicon
def _among_words() -> re.Pattern[str]:
    return re.compile(table("words")["names"]["ranked_among"])
