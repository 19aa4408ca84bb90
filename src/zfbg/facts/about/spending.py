"""Money that is spent: what it is, or what it is for, often stands behind the amount, and only who pays before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zfbg.facts.clauses import heads
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Token, Tokens, first_of, last, said, trimmed, words
from zfbg.facts.measure.reading import FILLER
from zfbg.facts.naming import names, owners, verbs
from zfbg.lexicon import either, of_lexicon, remembered, table
from zfbg.text import half_width

_SPEND = frozenset({"spend"})
_ACT = verbs.VERBS | {"purpose", "keep"}
_BEFORE_ACT = frozenset({"leading", "filler"})
# These clauses tell more of the sum itself: 比上年增加2亿元, 占总投资的三成.
_OF_SUM = frozenset({"up", "down", "share", "than", "against", "plan", "base"})
_ACHIEVED, _PLAN = frozenset({"achieved"}), frozenset({"plan"})
_CLAUSE = frozenset({"comma", "semicolon", "colon", "stop"})
_STOPS = frozenset({"semicolon", "stop"})
_TOWARDS = frozenset({"对", "给", "向", "为"})
_FOR = frozenset({"对", "为"})
_CARRIED = frozenset({"进行", "实施", "给予", "予以"})
_SUCH = frozenset({"such"})
_FULL_STOP = frozenset({"stop"})
_ASIDE = re.compile(r"\([^()]*\)$")
_STOP = re.compile("[,;:。!?\n]")
# A longer purpose is told by its first member.
LONGEST = 30
# What stands behind 等 and is shorter says too little (等项目).
SHORTEST = 4
# A sentence that says what a paragraph is about is short, and one clause.
SHORT = 20
_CLAUSES = frozenset(",;:")
_FEW = 3
_PERFECT = frozenset("了")
_CLOSE = frozenset({"close"})
# How many things and how large they are leave no gap where both are left out: 建成|6条总长2886米的|道路.
_SIZED = frozenset({"总长", "全长", "长", "总面积", "面积", "的", "了"})
_RATIOS = frozenset({"ratio", "point", "money"})
_MORE = frozenset({"up"})
_MONEYED = ("投入", "支出", "补贴", "补助", "资金", "经费")


def spent(figure: Figure) -> tuple[str, str] | None:
    """Who pays and what for, of an amount that a verb of spending stands before: 县财政安排3亿元专项资金; else None."""
    own = trimmed(figure.own, FILLER | {"sum"})
    if not own:
        return None
    if own[-1].kinds.isdisjoint(_SPEND):
        bare = not figure.crowded and names.before(own).words == said(own) in _using()
        funds = _funds(figure.after) if bare else ""
        return ("", said(own) + funds) if funds else None
    payer = names.before(own[:-1]).words
    if funds := _funds(figure.after):
        told = own[0].words in _TOWARDS  # 对种粮农户一次性发放2亿元补贴
        kept = "" if own[-1].kinds & verbs.VERBS else own[-1].words
        return (payer if told or owners.pays(payer) else ""), kept + funds
    if len(payer) < len("先行") and not figure.after and (same := _object_before(figure.lead, own[-1])):
        return "", own[-1].words + same
    if not owners.pays(payer):
        return None
    what = purpose(figure.following) or _sake(figure.lead) or _raised(figure.lead)
    return (payer, what) if what else None


def _object_before(lead: Tokens, verb: Token) -> str:
    """What the same verb has as its object in a clause before: 拟发行特别国债,用于水利,今年先发行|2亿元."""
    at = next((n for n in range(len(lead) - 1, -1, -1) if lead[n].words == verb.words), -1)
    stop = last(lead, _FULL_STOP)
    clause = lead[at + 1 : at + 1 + first_of(lead[at + 1 :], _CLAUSE)] if stop < at else []
    return said(clause) if 0 < len(said(clause)) <= SHORT and clause[0].kinds.isdisjoint(_ACT) else ""


def _funds(after: Tokens) -> str:
    """专项奖补资金 of 专项奖补资金予以支持: the kind of money that stands behind an amount."""
    if not after or "predicate" in after[0].kinds:
        return ""
    end = next((n for n, token in enumerate(after) if _is_act(token, n + 1 == len(after))), len(after))
    found = _fund().match(said(after[:end]).lstrip(" 的"))
    return found[0] if found else ""


def _is_act(token: Token, ends: bool) -> bool:
    """Whether a token says what is done with money: 补贴农户, not the 补贴 that a clause ends with."""
    return bool(token.kinds & _ACT) and token.words != "建设" and not (ends and token.words in _funded())


@of_lexicon
def _using() -> frozenset[str]:
    """Verbs of which the money is the object that stands behind its amount: 用好2亿元引导基金."""
    return frozenset(table("words")["names"]["using"])


@of_lexicon
def _funded() -> frozenset[str]:
    return frozenset(table("words")["names"]["funds"])


@of_lexicon
def _fund() -> re.Pattern[str]:
    return re.compile(f".{{0,20}}(?:{either(table('words')['names']['funds'])})")


def _begins_act(clause: Tokens, at: int) -> int:
    """Where what is done begins, behind a time behind 于 and what no name begins with."""
    while at < len(clause) and not clause[at].kinds & _ACT and (clause[at].kinds & _BEFORE_ACT or _is_then(clause, at)):
        if clause[at].words == "在":  # 投资3亿元,在9个乡镇修建水厂
            return at + first_of(clause[at:], _ACT)
        at += 1
    return at


def _is_then(clause: Tokens, at: int) -> bool:
    return at > 0 and clause[at].period is not None and clause[at - 1].words == "于"


def purpose(following: Tokens) -> str:
    """What is done with the sum, 支持旧城改造, behind it; clauses that only compare the sum are passed over."""
    if following and following[0].words == "的":  # 投资3亿元的水厂
        return ""
    if following and "open" in following[0].kinds:  # 投资3亿元(其中自筹1亿元),建成水厂
        following = following[first_of(following, _CLOSE) + 1 :]
    for clause in _clauses(following):
        at = _begins_act(clause, 0)
        if clause[at : at + 1] and clause[at].words == "于":  # 投资3亿元,于2月启动扩建
            at = _begins_act(clause, at + 1)
        if _is_progress(clause):  # 利润2亿元,完成年计划的67%
            continue
        if at < len(clause) and clause[at].kinds & _ACT:
            return _short(clause[at:])
        if clause[0].words in _FOR and any(token.words in _CARRIED for token in clause):  # 对校舍进行改造
            return _short(clause)
        if clause and clause[0].kinds.isdisjoint(_OF_SUM):
            return ""
    return ""


def _is_progress(clause: Tokens) -> bool:
    """Whether a clause tells how much of a plan the sum is."""
    if all(token.kinds.isdisjoint(_ACHIEVED) for token in clause[:_FEW]):
        return False
    rated = any(token.quantity and token.quantity.unit == "%" for token in clause)  # 完成计划投资的110%
    return rated or any(not t.kinds.isdisjoint(_PLAN) or t.words.endswith("计划") for t in clause)  # 已超额完成投资计划


def aim(figure: Figure) -> str:
    """What 资金 is for that says no more itself: in its own clause behind it, else in the clause before."""
    following = figure.following
    what = _aimed(purpose(following[: first_of(following, _CLAUSE)]))
    return what if what or begins(figure) else names.topic(figure.lead)


def begins(figure: Figure) -> bool:
    """Whether a part of a sentence begins with the clause of a figure: what stands before is of another sum."""
    return bool(figure.lead) and not figure.lead[-1].kinds.isdisjoint(_STOPS)


def far_aim(figure: Figure, first: bool) -> str:
    """The same in the clauses behind it; the ``first`` of a paragraph may be for what that is about."""
    return _aimed(purpose(figure.following)) or (_headed(figure.lead) if first else "")


def _aimed(what: str) -> str:
    """农村公路维修 of 用于农村公路维修; "" of a verb alone: 争取资金5万元,拨付|2万元."""
    used = _used().match(what)
    what = names.without_verbs(what[used.end() :] if used else what)
    return "" if verbs.is_verb(what) or what in table("tokens")["reach"] else what


@of_lexicon
def _used() -> re.Pattern[str]:
    return re.compile(either(table("words")["names"]["used_for"]))


def opens_clause(figure: Figure, indicator: str) -> bool:
    """Whether an amount of money stands with nothing but its name at the beginning of a part of a sentence."""
    opens = bool(figure.lead) and "semicolon" in figure.lead[-1].kinds
    return opens and figure.quantity.dimension == "money" and figure.words == indicator


def _headed(lead: Tokens) -> str:
    """What the first sentence of a paragraph, without a figure, says that it is about: 加强校舍建设."""
    head = lead[: first_of(lead, _FULL_STOP)]
    name = names.without_verbs(said(head)) if len(head) < len(lead) and len(said(head)) <= SHORT else ""
    return name if _CLAUSES.isdisjoint(name) and not owners.is_slogan(name) else ""


def titled(titles: Sequence[str]) -> str:
    """What the heading says that a sum is for of which no more is told: 支持旧城改造; "" of another heading."""
    title = half_width(titles[-1]) if titles else ""
    of = words(title, 0, len(title))
    return title if of and not of[0].kinds.isdisjoint(_ACT) and len(title) <= SHORT else ""


@remembered(64)
def of_heading(titles: tuple[str, ...]) -> str:
    """The work, trade or product that the nearest heading names, or of which it says how that does; else "".

    >>> of_heading(("重点工作", "青河治理工程（二期）")), of_heading(("医药产业增势良好",)), of_heading(("投资增长",))
    ('青河治理工程', '医药产业', '')
    """
    title = _ASIDE.sub("", half_width(titles[-1])) if titles else ""
    return heads.named_alone(title) or names.trade(title)


def sake(figure: Figure, payer: str) -> str:
    """What a bare 支出 is for, of which only the ``payer`` is told: 为修缮校舍,省财政每年安排支出5亿元."""
    return _sake(figure.lead) if payer and owners.pays(payer) else ""


def _clauses(following: Tokens) -> list[Tokens]:
    """The clauses behind a figure up to the end of the sentence."""
    clauses: list[list[Token]] = [[]]
    for token in following:
        if not token.kinds.isdisjoint(_STOPS):
            break
        if not token.kinds.isdisjoint(_CLAUSE):
            clauses.append([])
        else:
            clauses[-1].append(token)
    return [clause for clause in clauses if clause]


def _short(clause: Tokens) -> str:
    """The words of a clause without its number; "" where it tells several."""
    told = [token.quantity for token in clause if token.quantity]
    if len(told) > 2 or (told[1:] and any(quantity.dimension in _RATIOS for quantity in told)):
        return ""
    left_out = _SIZED if told[1:] else _PERFECT
    what = said(t for t in clause if not (t.quantity or t.period or t.words in left_out))
    what = _STOP.split(what, maxsplit=1)[0].strip()
    if len(what) <= LONGEST:
        return what
    such = last(clause, _SUCH)  # 支持甲馆、乙街、丙楼等文化设施改造
    kind = said(clause[such + 1 :]) if such > 0 else ""
    return clause[0].words + kind if SHORTEST <= len(kind) <= LONGEST else what.partition("、")[0]


def _raised(lead: Tokens) -> str:
    """社会保障投入 of 要增加社会保障投入: the money that the clause before says is to be more."""
    if not lead or "comma" not in lead[-1].kinds:
        return ""
    clause = lead[last(lead[:-1], _CLAUSE) + 1 : -1]
    what = said(clause[last(clause, _MORE) + 1 :]) if last(clause, _MORE) >= 0 else ""
    return what.removesuffix("力度") if what.removesuffix("力度").endswith(_MONEYED) else ""


def _sake(lead: Tokens) -> str:
    """加快养老服务建设 of 为加快养老服务建设, in the clauses before."""
    for clause in reversed(_clauses(lead[last(lead, _FULL_STOP) + 1 :])):
        if clause[0].words == "为":
            return _short(clause[1:])
    return ""
