"""Whom something reaches (惠及9万名学生, 覆盖八成乡镇): a count of these is of what reaches them."""

from __future__ import annotations

import re

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import last, said, trimmed, words
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.reading import FILLER
from zfbg.facts.naming import counters, names
from zfbg.lexicon import of_lexicon, table

_REACH = frozenset({"reach"})
_TELLING = FILLER | {"closing"}
_PURPOSE = frozenset({"purpose"})
# 育儿补贴|每人每年最高额度: how much each gets of what reaches them.
_HEAD = re.compile("(?<=..)(?:每[人户生名]|人均|户均).*$")
# A shorter name of what was told before is no name of what reaches; nor is 县 of 扩大到5个县.
SHORT = 3


def reached(thread: Thread, figure: Figure) -> tuple[str, str] | None:
    """What reaches, and whom: 育儿补贴 and 惠及婴幼儿; None where no verb of reaching stands before the figure."""
    at = last(figure.own, _REACH) if "reach" in figure.kinds else -1
    if at < 0:
        return None
    own = trimmed(figure.own, _TELLING)
    counted = said(token for token in own[at + 1 :] if "place" not in token.kinds)
    behind = counted or counters.behind(figure.after, figure.crowded)
    if not counted and figure.after and figure.after[0].words == "的" and figure.quantity.dimension != "ratio":
        return "", behind + own[at].words  # 惠及9万名学生的项目
    what = names.before(own[:at]).words or _told(figure)
    if len(what) < 2:
        among = thread.counting and thread.counted in counters.divisions()
        told = "".join(thread.last)
        if among:
            told = thread.last[0] or told.removesuffix(thread.counted)
        elif thread.last[0] and thread.last[1].startswith(_reaching()):  # 工程覆盖9个镇,惠及群众5万人
            told = thread.last[0]
        told = _HEAD.sub("", told)
        what = told if thread.begun and len(told) >= SHORT else ""
    if behind and not counted:
        thread.verb = own[at].words  # 惠及9个镇、86个村
    return (what, own[at].words + behind) if behind else ("", what + own[at].words)


@of_lexicon
def _reaching() -> tuple[str, ...]:
    return tuple(table("tokens")["reach"])


def _told(figure: Figure) -> str:
    """What the clause before speaks of; what money is for (用于扶持企业,惠及86家) reaches nobody by itself."""
    topic = names.topic(figure.lead)
    if topic in counters.divisions():
        return ""
    return "" if topic and not words(topic, 0, len(topic))[0].kinds.isdisjoint(_PURPOSE) else topic
