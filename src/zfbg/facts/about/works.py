"""Works: a project that a clause names has what is told behind it, not the last thing that was counted."""

from __future__ import annotations

import re

from zfbg.facts.clauses import sequel
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import NOUN, Token, Tokens, last, said, trimmed, words
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure import criteria
from zfbg.facts.naming import counters, names
from zfbg.facts.naming.owners import is_measure, is_told_of, owner_of
from zfbg.lexicon import either, of_lexicon, table

_STOPS = frozenset({"stop", "semicolon", "comma", "colon"})
_PAUSES = frozenset({"stop", "comma"})
_BEGINS = frozenset({"stop", "semicolon", "colon"})
# 清溪河治理柳湾至石桥段.
_STRETCH = re.compile("至.{2,12}段$")
_NAMING = NOUN | {"head", "place", "division"}
_DONE, _VERBAL = frozenset({"keep"}), frozenset({"keep", "verb"})
# What a project does, or what there was of that.
_DOES = frozenset({"keep", "verb", "done", "leading", "reach"})
# Longer names are sentences.
LONGEST = 30


def owned(thread: Thread, figure: Figure, before: str, subject: str, indicator: str) -> tuple[str, str] | None:
    """A subject and an indicator with the project that they are of, None where that changes nothing.

    ``before`` is whose the last measure was.

    水厂项目,占地5亩 is of 水厂项目, as is 该项目总投资9亿元 behind it.
    """
    name = subject, indicator
    if found := _split().match(indicator):
        subject, indicator = subject or found[1], found[2]
    if subject and subject.startswith(_pointing()):
        told = map(names.without_verbs, (before, "".join(thread.last), _topic(figure)))
        cut = (one[: one.rfind(subject[1:]) + len(subject) - 1] for one in told)
        subject = next(filter(is_work, cut), "")
    elif subject in _kinds():  # 实施青河治理工程。目前,项目|完成投资3亿元
        work = before if thread.begun else names.without_verbs(_topic(figure))
        subject = work if is_work(work) else subject
    elif (whose := _short(subject or indicator)) and (full := _told_whole(thread, whose)):
        subject, indicator = full, indicator if subject else indicator.removeprefix(whose)
    elif of := _behind(figure, indicator):
        subject, indicator = of
    elif indicator and (not (subject or thread.begun) or (thread.begun and is_measure(indicator))):
        earlier = thread.begun and not thread.counting and subject == thread.noun  # of what a sentence before counts
        head = "" if subject and not earlier else _at_head(thread, figure)
        subject = _heading(figure.lead) or head or subject
    return None if (subject, indicator) == name else (subject, indicator)


def _short(name: str) -> str:
    """The bare kind of a place of which a measure is told: 示范区 of 示范区平均单产; else ""."""
    if not name.startswith(_bases()):
        return ""
    kind = next(kind for kind in _bases() if name.startswith(kind))
    return kind if name == kind or is_told_of(name.removeprefix(kind)) else ""


def _told_whole(thread: Thread, kind: str) -> str:
    """The whole name, told before, of what only its ``kind`` is told of: 玉米高产示范区 of 示范区."""
    told = (*thread.earlier, *thread.recent)
    return names.without_verbs(next((name for name in reversed(told) if name.endswith(kind) and name != kind), ""))


@of_lexicon
def _bases() -> tuple[str, ...]:
    return tuple(table("words")["works"]["bases"])


def behind_next(figure: Figure) -> str:
    """Whose a measure is, behind the next figure: 全长90公里的|三条|旅游公路, 投资3亿元、|占地9亩|的会展中心."""
    listed = not figure.after and bool(figure.following) and "listing" in figure.following[0].kinds
    if not (listed or (figure.crowded and said(figure.after) == "的")):
        return ""
    of = figure.after_next
    shared = not listed or (len(of) > 1 and of[0].words == "的")
    return names.without_predicate(counters.behind(of)) if shared else ""


def _behind(figure: Figure, indicator: str) -> tuple[str, str] | None:
    """The project behind an investment, with who invests, and what is left of the name of that.

    丰华公司传感器项目 and 投资 of 丰华公司投资|5亿元|的传感器项目.
    """
    after = figure.after
    if not (after and after[0].words == "的" and indicator.endswith("投资") and (whose := owner_of(indicator))):
        return None
    work = counters.first_head(counters.behind(after))
    if not is_works(work):
        return None
    named = all(token.kinds <= _NAMING for token in words(whose, 0, len(whose)))  # not 引进总投资5亿元的项目
    return (whose if named else "") + work, indicator.removeprefix(whose)


def _topic(figure: Figure) -> str:
    return names.topic(trimmed(figure.lead, _PAUSES), LONGEST)


def _heading(lead: Tokens) -> str:
    """The name of a project that is all of the clause before: 河道治理工程,治理河道5公里."""
    if len(lead) < 2 or "comma" not in lead[-1].kinds:
        return ""
    start = last(lead[:-1], _STOPS) + 1
    clause = lead[start:-1]
    begins = not start or not lead[start - 1].kinds.isdisjoint(_BEGINS)
    if not (begins and clause) or clause[0].kinds.isdisjoint(_NAMING):
        return ""
    name = said(clause).strip()
    bare = name.partition("(")[0] if name[-1:] == ")" else name  # 青河治理工程(城区段)
    return name if is_named(bare) and name == names.topic(lead, LONGEST) and len(name) <= LONGEST else ""


def _at_head(thread: Thread, figure: Figure) -> str:
    """The project of which the sentence began to tell, behind other figures of it.

    青河治理工程 of 青河治理工程新建堤防4公里、泵站2座,完成投资3万元.
    """
    if not thread.begun or thread.inherited or _names_works(figure.lead):
        return ""
    return next(filter(None, map(_doer, reversed(thread.recent))), "")


def _names_works(lead: Tokens) -> bool:
    """Whether the words since the figure before tell of a project, or of another part of the sentence."""
    return any(not token.kinds.isdisjoint(_BEGINS) or token.words.endswith(_kinds()) for token in lead[1:])


def _doer(name: str) -> str:
    """The project at the head of what was told with what it did: 青河治理工程 of 青河治理工程新建堤防; else ""."""
    found = _project().match(name)
    if not found or not is_work(found[1]):
        return ""
    does = words(name, found.end(1), len(name))
    return found[1] if not does[0].kinds.isdisjoint(_DOES) or is_told_of(name[found.end(1) :]) else ""


def is_named(name: str) -> bool:
    """Whether a name is that of one project or of a stretch of it."""
    return is_work(name) or _STRETCH.search(name) is not None


def done_to(thread: Thread, figure: Figure, counted: str) -> str:
    """What is ``counted`` with the work that was done to it, of which the last of a list tells.

    完成9万千瓦|机组、20万吨|产能、5台|锅炉超低排放改造: 机组超低排放改造, 产能超低排放改造 and 锅炉超低排放改造.
    """
    if not (counted and figure.own):
        return counted
    leads = figure.own[0 if figure.joint == "等" else -1]  # 开展青河、石河等9条河流、5条沟道治理
    begins, joined = leads.words in _carrying_out(), figure.joined and len(figure.own) == 1
    if not (begins or (joined and thread.begun)):
        return counted
    told = sequel.last_member(figure.following)
    if len(told) < 2 or not _is_work_done(told[-1]) or not told[0].kinds.isdisjoint(_VERBAL):
        return counted
    if told[0] is figure.after[0]:
        whole = counted if counted.endswith(_kinds()) else said(told).strip().removeprefix("的")
    elif criteria.is_named(figure.after):
        whole = counted + said(told[_behind_head(told) :]).strip()
    else:
        return counted
    return whole if begins or thread.indicator.endswith(said(told[-1:])) else counted


def _is_work_done(token: Token) -> bool:
    """Whether a token names work, at the end of what it is done to: 改造, 建设."""
    return not token.kinds.isdisjoint(_DONE) or token.words == "建设"


def _behind_head(told: Tokens) -> int:
    """Where the work begins that is told behind a noun of a kind: 锅炉|超低排放改造; else it is the last word."""
    return next((n for n in range(len(told) - 1, 0, -1) if "head" in told[n - 1].kinds), len(told) - 1)


@of_lexicon
def _carrying_out() -> frozenset[str]:
    """Verbs of which work is the object: 完成|5台锅炉改造."""
    return frozenset(table("words")["works"]["carried_out"])


def is_work(name: str) -> bool:
    """Whether a name is that of one project.

    >>> is_work("河道治理工程"), is_work("项目"), is_work("重点项目")
    (True, False, False)
    """
    if not name.endswith(_kinds()) or len(name) < SHORTEST or name.startswith(_several()):
        return False
    return not any(kind in name[:-4] for kind in _kinds())  # 甲工程属重点项目


def is_works(name: str) -> bool:
    """Whether a name is that of projects, of one or of several."""
    return name.endswith(_kinds())


# 重点项目, 民生工程: no names of one.
SHORTEST = 5


@of_lexicon
def _kinds() -> tuple[str, ...]:
    return tuple(table("words")["works"]["kinds"])


@of_lexicon
def _several() -> tuple[str, ...]:
    return tuple(table("words")["works"]["several"])


@of_lexicon
def _pointing() -> tuple[str, ...]:
    return tuple(f"{word}{kind}" for word in table("words")["works"]["pointing"] for kind in _kinds())


@of_lexicon
def _project() -> re.Pattern[str]:
    return re.compile(f"(.{{{SHORTEST - 2},26}}?(?:{either(table('words')['works']['kinds'])}))(?=..)")


@of_lexicon
def _split() -> re.Pattern[str]:
    of = table("words")["works"]
    kinds = f"(?:{either(of['kinds'])})"
    named = f"(?:{either(of['pointing'])}){kinds}(?=..)"
    planned = f".{{2,26}}?{kinds}(?=(?:{either(of['planned'])}))"
    return re.compile(f"({named}|{planned})(.+)")
