"""Deeds: the verb before a count that says what was done to those that are counted, and who did it."""

from __future__ import annotations

import re

from attrs import evolve

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import first_of, said, trimmed, words
from zfbg.facts.naming import verbs
from zfbg.facts.naming.names import Name
from zfbg.lexicon import either, of_lexicon, table

_KEEP, _VERB, _LISTING = frozenset({"keep"}), frozenset({"verb"}), frozenset({"listing"})
_TELLING = frozenset({"filler", "closing"})
# A longer name says itself what is counted.
SHORT = 4
_DOERS = frozenset({"persons", "enterprises", ""})


def verb_told(figure: Figure, behind: str) -> str:
    """The verb before a count without which its noun tells little: 带动9人就业, 吸引9名青年; else ""."""
    if behind in _helped() and figure.own and not figure.own[-1].kinds.isdisjoint(_VERB):
        return figure.own[-1].words
    own = trimmed(figure.own, _TELLING)
    told = bool(own) and own[-1].words in _doing() and figure.quantity.dimension in _DOERS
    return own[-1].words if told else ""


def done_to_listed(names: str) -> str:
    """The verb where it is kept, before a list of some of those that are counted: 灾害|涉及|甲镇、乙镇等9个乡镇.

    Behind another word a verb may be a noun: 小区改造、道路等9个项目.
    """
    of = words(names, 0, len(names))
    first = first_of(of, _LISTING)
    at = first_of(of[:first], _KEEP)
    noun = at + 1 >= first or (at and is_deed(of[at].words))
    return "" if noun else verbs.kept_verb(said(of[at:]))


def doer(name: str) -> tuple[str, str]:
    """Who did something to what is counted, and the verb where it is kept: 示范区|新推出9项制度.

    >>> doer("农村学校配备"), doer("着重抓好"), doer("示范区新推出"), doer("打通"), doer("启动改造")
    (('农村学校', ''), ('', ''), ('示范区', '新推出'), ('', '打通'), ('', '改造'))
    """
    if is_deed(name):
        return "", name
    of = words(name, 0, len(name))
    rest = trimmed(of, verbs.VERBS | {"closing", "leading", "keep"})
    if len(rest) == len(of) or name.endswith("建设"):
        return name, ""
    done = of[len(rest) :]
    new = bool(rest) and rest[-1].words.endswith("新")
    kept = said(done[first_of(done, _KEEP) :])
    who = said(rest).removesuffix("新").rstrip("、")
    return who if len(who) > 2 else "", "新" + said(done) if new else kept


def untouched(name: Name, counted: bool) -> Name:
    """``name`` without 涉及, unless it is a short one of those that are counted, which says little alone."""
    touched = next((verb for verb in touching() if name.words.startswith(verb)), "")
    if not touched or (counted and len(name.words) - len(touched) <= SHORT):
        return name
    return evolve(name, words=name.words[len(touched) :])


def is_deed(name: str) -> bool:
    """Whether a name only says what was done: 打通, 改造提升."""
    return _acts().fullmatch(name) is not None


def deed(name: str) -> str:
    """What was done, at the end of a name: 取消 of 税费改革取消."""
    return _deeds().search(name)[0]  # type: ignore[index]


@of_lexicon
def _acts() -> re.Pattern[str]:
    return re.compile(f"(?:{either(table('words')['names']['acts'])})+")


@of_lexicon
def _deeds() -> re.Pattern[str]:
    directions = {*table("tokens")["up"], *table("tokens")["down"]}
    acts = [act for act in table("words")["names"]["acts"] if len(act) > 1 and act not in directions]
    return re.compile(f"(?:{either(acts)})*$")


@of_lexicon
def _doing() -> frozenset[str]:
    """Verbs that say what those who are counted came to be counted for: 带动9户农户."""
    return frozenset(table("words")["names"]["doing"])


@of_lexicon
def touching() -> tuple[str, ...]:
    """Verbs that say no more than that it was about those that are counted: 涉及9个镇."""
    return tuple(table("words")["names"]["touching"])


@of_lexicon
def _helped() -> frozenset[str]:
    """What persons come to by the help of others: 带动9人就业."""
    return frozenset(table("words")["names"]["helped"])
