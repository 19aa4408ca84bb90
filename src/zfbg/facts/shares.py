"""Shares: the part, and the whole that it is a share of."""

from __future__ import annotations

from zfbg.facts import names
from zfbg.facts.figures import Figure
from zfbg.facts.names import Name
from zfbg.facts.reading import FILLER, RATES, Reading, scope_of
from zfbg.facts.thread import Thread
from zfbg.facts.tokens import Tokens, said, trimmed

_SHARE = frozenset({"share"})
_VERBAL = frozenset({"verb", "empty", "enlist", "keep", "closing", "leading"})
_DIRECTION = frozenset({"up", "down"})
_WHOLE_END = FILLER | {"portion", "closing", "to", "from"} | _DIRECTION


def part(figure: Figure, thread: Thread) -> Reading | None:
    """三次产业结构11.1:36.3:52.6: each member is a share."""
    return Reading("share", Name(), "ratio")


def share(figure: Figure, thread: Thread) -> Reading | None:
    """工业投资占固定资产投资的41.9%: what stands before the last 占 is the part, what stands behind it the whole."""
    if figure.quantity.unit == "倍":
        return None
    own = figure.own
    at = _outside(own, _SHARE)
    if at is None:
        return None
    what, of = own[:at], own[at + 1 :]
    rule = "share"
    while what and what[-1].kinds & (FILLER | {"closing"}):
        rule = "share.about" if "about" in what[-1].kinds else rule
        what = what[:-1]
    name = names.before(what)
    return Reading("share", name, rule, scope=_whole(of) or _part_of(name, thread))


def _outside(own: Tokens, kinds: frozenset[str]) -> int | None:
    """The index of the last token of ``kinds`` that stands in no bracket: none in 城镇化率(城镇人口占总人口比重)."""
    depth = 0
    for number in range(len(own) - 1, -1, -1):
        of = own[number].kinds
        depth += ("close" in of) - ("open" in of)
        if not depth and not of.isdisjoint(kinds):
            return number
    return None


def _part_of(name: Name, thread: Thread) -> str:
    """The whole of a share that names none: of the share before, or what the paragraph began with (固定资产投资).

    That must be of the kind of the part (国有投资), and another thing.
    """
    if thread.part_of or thread.parent:
        return thread.part_of or thread.parent
    alike = name.words[-2:] == thread.total[-2:] and name.words != thread.total
    return thread.total if name.words and alike else ""


def _whole(of: Tokens) -> str:
    """固定资产投资 of 占固定资产投资的比重由5%提高到."""
    of = trimmed(of, _WHOLE_END)
    return scope_of(said(of))


def portion(figure: Figure, thread: Thread) -> Reading | None:
    """工业投资占比41.9%, 比重为5%."""
    own = trimmed(figure.own, FILLER)
    if not own or "portion" not in own[-1].kinds:
        return None
    name = names.before(own[:-1])
    return Reading("share", name, "portion", scope=_part_of(name, thread))


def of_noun(figure: Figure, thread: Thread) -> Reading | None:
    """30%的企业: a share of what stands behind."""
    after, own = figure.after, trimmed(figure.own, FILLER)
    if own and own[-1].kinds & {"hold", "to"}:  # 控制在3.9%的较低水平
        return None
    name = names.before(figure.own)
    if len(after) > 1 and after[0].words == "的" and after[1].words in {"有", "达", "共"}:  # 占比超过20%的有15种
        return Reading("criterion", name, "class")
    if len(after) > 1 and after[0].words == "的" and after[1].kinds & RATES:  # 6.5%的增速
        return Reading("growth", name, "rate of noun", -1 if "fall" in after[1].kinds else 1)
    if figure.quantity.unit == "倍":
        return None
    if (after and after[0].words == "的") or (not name.words and names.behind(after)):
        return Reading("share", name, "part", scope=names.behind(_nouns(after)), behind=True)
    return None


def _nouns(after: Tokens) -> Tokens:
    """The words behind a figure up to a verb: 的规上企业|完成数字化改造."""
    return after[: next((n for n, token in enumerate(after) if n > 1 and token.kinds & _VERBAL), len(after))]


def times(figure: Figure, thread: Thread) -> Reading | None:
    """是全国平均水平的1.7倍: what it is compared with is the scope."""
    own = trimmed(figure.own, FILLER)
    if figure.quantity.unit != "倍" or not own or own[-1].words != "的":
        return None
    at = next((n for n, token in enumerate(own) if token.words in {"是", "为", "相当于", "达到"}), None)
    if at is None:
        return None
    return Reading("level", names.before(own[:at]), "times", scope=scope_of(said(own[at + 1 : -1])))
