"""Medals, and the contest they were won in: the words before the first tell it (在省运会中获金牌7枚、银牌9枚)."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import last, said
from zfbg.facts.context.thread import Thread
from zfbg.lexicon import either, of_lexicon, table

_STOP = frozenset({"stop"})


def won(thread: Thread, figure: Figure, medal: str) -> tuple[str, str] | None:
    """The contest and the ``medal``, that of the medals before where only these tell; None where nothing does."""
    if medal not in _medals():
        return None
    told = _contest().findall(said([*figure.lead[last(figure.lead, _STOP) + 1 :], *figure.own]))
    if told:
        return thread.learn(told[-1], medal)
    contest, before = thread.last
    return thread.learn(contest, medal) if before in _medals() and contest.endswith(_contests()) else None


@of_lexicon
def _medals() -> frozenset[str]:
    return frozenset(table("words")["contests"]["medals"])


@of_lexicon
def _contests() -> tuple[str, ...]:
    return tuple(table("words")["contests"]["names"])


@of_lexicon
def _contest() -> re.Pattern[str]:
    return re.compile(f"(?:在|参加)([^,:;在]{{1,24}}?(?:{either(_contests())}))(?=[中上内获共夺摘,]|$)")
