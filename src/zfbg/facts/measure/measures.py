"""What kind of figure it is: level, growth, change, share, progress, rank or criterion, with its sign and scope.

Each reader looks at the tokens around a figure and says how it is to be read, or nothing; the first that says something
is believed. ``tests/cases/facts`` has examples of each.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import Tokens, last, said, trimmed, words
from zfbg.facts.context.states import begins_change, without_origin
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure import growths, shares
from zfbg.facts.measure.comparisons import compared, elsewhere, gap
from zfbg.facts.measure.criteria import (
    AMOUNTS,
    bounded_class,
    classed,
    counted_among,
    counted_class,
    inside,
    is_named,
    passed,
)
from zfbg.facts.measure.fractions import fraction
from zfbg.facts.measure.progress import beyond, completed, goal, of_goal, of_then, pace, progress, standard, then
from zfbg.facts.measure.ranks import rank
from zfbg.facts.measure.reading import FILLER, LISTING, RATES, MeasureReader, Reading, scope_of
from zfbg.facts.measure.shares import of_noun, of_share, of_whole, part, parted, portion, recovered, share, times, whole
from zfbg.facts.mentions.numbers import Number
from zfbg.facts.naming import counters, endings, names
from zfbg.facts.naming.adjuncts import RECKONED
from zfbg.facts.naming.names import Name

_DIRECTION = frozenset({"up", "down"})
_ENDS_CHANGE = FILLER | _DIRECTION | {"to", "closing"}

# 提高到每人每年240元: for whom it is so much.
_EACH = frozenset({"年人均", "人均", "户均", "每人每年", "每人每月", "每人", "每户", "每年", "每月"})

_COMPARED = frozenset({"base", "than"})
_REPEATED = frozenset({"growth", "change", "share", "progress"})


def repeated(figure: Figure, thread: Thread) -> Reading | None:
    """增长1%、2%: the next of a list is of the kind of the figure before."""
    if figure.words.strip() in LISTING and thread.measure in _REPEATED:
        return Reading(thread.measure, Name(), "list", thread.sign, thread.scope)
    return None


def repeated_change(figure: Figure, thread: Thread) -> Reading | None:
    """提高30元和5元: so is an amount behind an amount, and the next of 甲、乙分别减少3吨和5吨."""
    if thread.measure != "change":
        return None
    dimension = figure.quantity.dimension
    # 播种面积9万亩,产量3万吨,分别增加2万亩和1万吨
    alike = dimension == "money" or (thread.names and (dimension == thread.dimension or not figure.after))
    return (
        Reading("change", Name(), "list", thread.sign, thread.scope)
        if alike and figure.words.strip() in LISTING
        else None
    )


def none(figure: Figure, thread: Thread) -> Reading | None:
    """未发生亡人事故: what did not happen is a figure of 0."""
    return Reading("level", Name(), "none")


def point(figure: Figure, thread: Thread) -> Reading | None:
    """提高0.5个百分点, 高于全市平均2个百分点: what it is compared with is the scope."""
    own = figure.own
    pull = next((n for n, token in enumerate(own) if "pull" in token.kinds), None)
    if pull is not None and own[pull + 1 :]:
        sign = -1 if own[pull].words in {"下拉", "拉低"} else 1
        return Reading("change", Name(said(own[pull:]), owner=names.before(own[:pull]).words), "pull", sign)
    found, to = direction(own)
    if found is None:
        against = [n for n, token in enumerate(own) if "against" in token.kinds]
        if against and len(said(own[against[-1] + 1 :])) <= 14:
            found = against[-1]
    elif to:
        found = None
    if found is None:
        name = names.before(own)
        return Reading("change", name, "change", scope=of_share(name, thread))
    sign = -1 if "down" in own[found].kinds else 1
    name = _named(own[:found])
    of = trimmed(own[found + 1 :], FILLER)
    if "against" in own[found].kinds and any(token.kinds.isdisjoint(RATES) for token in of):
        return Reading("change", name, "gap", sign, scope_of(said(of)))
    if other := _other(own[:found]):
        name = name if name.words or other[-1].kinds.isdisjoint(RATES) else Name(other[-1].words)
        return Reading("change", name, "gap", sign, scope_of(said(trimmed(other, RATES))))
    return Reading("change", name, "change", sign, scope=of_share(name, thread))


def _other(own: Tokens) -> Tokens:
    """What 比 or 较 compares with: 增速比|全省民间投资|高, 比|工业投资增速|高."""
    at = last(own, _THAN)
    other = own[at + 1 :] if at >= 0 else []
    return other if len(said(other)) > 1 and said(other) not in {"相比", "之下"} else []


def _named(own: Tokens) -> Name:
    """The name before a direction; what it is compared with (比全国平均) is no part of it.

    Nor is what changes of another before 、: 住宿大幅减少、餐饮增长5%.
    """
    for number in range(len(own) - 2, 0, -1):
        if (
            "listing" in own[number].kinds
            and own[number - 1].kinds & _DIRECTION
            and own[number - 1].words not in _WORKS
        ):
            own = own[number + 1 :]
            break
    for number, token in enumerate(own):
        if token.words == "剔除":  # 收入|剔除“退税”增长5%
            rest = RECKONED.sub("", said(own[number:]))
            return names.before([*own[:number], *words(rest, 0, len(rest))])
        if "than" in token.kinds:  # 与常年相比增加5天: only what it is compared with
            return names.before(own[:number]) if number and own[0].words not in _WITH else Name()
    return names.before(own)


def direction(own: Tokens) -> tuple[int | None, bool]:
    """Where the word of direction stands that leads to the figure, and whether 到 or 至 follows it."""
    end, to = len(own), False
    while end and (own[end - 1].kinds & (FILLER | {"to"}) or own[end - 1].words in _EACH):
        end -= 1
        to = to or ("to" in own[end].kinds and own[end].words in {"到", "至", "为", "达到", "到达", "达"})
    if end and own[end - 1].kinds & _DIRECTION:
        return end - 1, to or own[end - 1].words.endswith("到")  # 发展到
    return None, False


_FROM = frozenset({"from"})


def growth(figure: Figure, thread: Thread) -> Reading | None:
    """增长5%, 下降3.2%; behind 提高到 a level, or what the figure before was."""
    found, to = direction(figure.own)
    if found is None:
        return None
    of = trimmed(figure.own[:found], RATES)  # 投资增速|下降5%
    name = names.of_direction(_named(of), figure.own[found].words, _is_money(figure))
    if to:
        measure = thread.measure if thread.measure in {"share", "growth"} and not name.words else "level"
        return Reading(measure, name, "to", scope=thread.scope if measure == "share" else "")
    sign = -1 if "down" in figure.own[found].kinds else 1
    if other := _other(of):  # 比市场价便宜15%
        return Reading("growth", name, "gap", sign, scope_of(said(other)))
    return Reading("growth", name, "growth", sign)


def rate(figure: Figure, thread: Thread) -> Reading | None:
    """增速达5%, 降幅3%, 增长目标为6%."""
    own = trimmed(trimmed(figure.own, FILLER), frozenset({"hold"}))
    own = own[:-1] if own and own[-1].words == "+" else own
    if own and not own[-1].kinds.isdisjoint(_AIM):
        return Reading("growth", names.before(own), "rate")
    if own and own[-1].words == "增长" and len(own) < len(figure.own):  # 经济增长保持在5%以上
        return Reading("growth", names.before(own[:-1]), "rate")
    if not own or not own[-1].kinds & RATES:
        return None
    rest = own[:-1]
    if rest and rest[-1].words == "的":
        rest = rest[:-1]
    return Reading("growth", names.before(rest), "rate", -1 if "fall" in own[-1].kinds else 1)


_AIM = frozenset({"aim"})


def cutting(figure: Figure, thread: Thread) -> Reading | None:
    """压缩审批时间30%: the verb of direction stands before its object."""
    own = figure.own
    if figure.joined and thread.rule == "cutting" and own[1:]:  # 压减时间58%、材料52%
        name = names.before(own)
        return Reading("growth", evolve(name, owner=name.owner or thread.last[0]), "cutting", thread.sign)
    at = 0
    while at < len(own) and (
        own[at].kinds & {"leading", "comma", "listing", "average", "sum"} or own[at].words == "平均"
    ):
        at += 1
    if at + 1 >= len(own) or not own[at].kinds & _DIRECTION or own[at].words not in _CUTTING:
        return None
    what = own[at + 1 :]
    if "to" in what[0].kinds or said(trimmed(what, _REACHED))[-1:] in set("率比重例"):  # 精简比率达到92%
        return None
    return Reading("growth", names.before(what), "cutting", -1 if "down" in own[at].kinds else 1)


_REACHED = FILLER | {"to", "reached", "closing"}
_CUTTING = frozenset({"压减", "压缩", "削减", "精简", "缩短", "减少", "降低", "下降", "节约", "提高", "增加"})


def change(figure: Figure, thread: Thread) -> Reading | None:
    """增加30亿元, 减少2家: an amount behind a word of direction."""
    alone = len(figure.own) == 1 and thread.begun and thread.dimension == figure.quantity.dimension  # 5万吨,增80吨
    if not figure.own or figure.own[-1].kinds.isdisjoint(_ENDS_CHANGE):
        return None
    found, to = direction(figure.own)
    word = figure.own[found].words if found is not None else ""
    if found is None or to or word == "拉动":
        return None
    if len(word) < 2 and word not in _SHORT and not (alone or _is_compared(figure, thread, found)):
        return None
    if word == "扩大" and "base" not in figure.kinds:  # 支出规模比去年扩大2亿元
        return None
    # 比上年净增8000万元; 人均收入9000元,净增700元; but not 新增企业9家、净增7家
    if word == "净增" and figure.kinds.isdisjoint(_COMPARED) and not (alone and figure.quantity.dimension == "money"):
        return None
    rest = figure.own[:found]
    behind = counters.behind(figure.after)
    if (behind and behind not in _STEPS) or _is_work(figure, thread, found):
        return None
    sign = -1 if "down" in figure.own[found].kinds else 1
    name = names.of_direction(_named(rest), word, _is_money(figure))
    if other := _other(rest):  # 比全省平均水平高出16元
        if not name.words and figure.quantity.dimension == "time" != thread.worth[0]:  # 投资5亿元,比计划进度慢两个月
            name = Name(said(other))
        return Reading("change", name, "gap", sign, scope_of(said(other)))
    return Reading("change", name, "change", sign)


def _is_compared(figure: Figure, thread: Thread, at: int) -> bool:
    """Whether a short direction says how a measure differs: 比去年增3吨, 其中电费降3元; not 减 of 减5000万元."""
    if not figure.kinds.isdisjoint(_COMPARED):
        return True
    of = figure.own[:at]
    of = of[1:] if of and (of[0].words == "每" or not of[0].kinds.isdisjoint(_BEFORE_NAMES)) else of
    return bool(of) and (_is_money(figure) or (thread.begun and thread.measure == "change")) and is_named(of)


def _is_money(figure: Figure) -> bool:
    return figure.quantity.dimension == "money"


def _is_work(figure: Figure, thread: Thread, at: int) -> bool:
    """Whether 提升 or 节约 says what was done (完成林分提升5万亩, 节约2亿元), not how a measure differs."""
    if thread.base.words or figure.own[at].kinds.isdisjoint(_WORK) or last(figure.own, _THAN) >= 0:
        return False
    if figure.own[at].words in _SAVED:
        return figure.quantity.dimension in AMOUNTS
    is_of_measure = said(figure.own[:at]).endswith(endings.measures())  # 企业数提升5家
    return figure.quantity.dimension in _WORKED and not is_of_measure


# By so many of these something is better or worse: 提升2个等级.
_STEPS = frozenset({"水平", "等级", "档次"})
_SAVED = frozenset({"节约", "审减", "核减"})
_BEFORE_NAMES = frozenset({"opener", "listing"})
_SHORT = frozenset("高低多少退进")
_WITH = frozenset({"与", "同", "和"})
# Before 、 these are often verbs of the noun that follows: 提升、改造老旧设备.
_WORKS = frozenset({"提升", "扩大", "拉动"})
_WORK = frozenset({"work"})
_THAN = frozenset({"than"})
_WORKED = frozenset({"area", "length", "things", "enterprises", ""})


# The readers of each kind of figure, and of each dimension where the kind is an amount; for all others OF_AMOUNTS.
OF_KINDS: dict[str, tuple[MeasureReader, ...]] = {
    "rank": (rank,),
    "part": (part,),
    "none": (none,),
    "digits": (growths.digits,),
}
OF_RATES: tuple[MeasureReader, ...] = (
    *(
        repeated,
        of_then,
        of_goal,
        of_whole,
        recovered,
        compared,
        elsewhere,
        growths.fold,
        growths.signed,
        pace,
        standard,
        gap,
        progress,
        counted_among,
        shares.item,
        share,
        portion,
        growths.held,
        parted,
        completed,
        growth,
    ),
    *(rate, cutting, times, of_noun, growths.listed, fraction),
)
OF_POINTS: tuple[MeasureReader, ...] = (repeated, beyond, pace, point)
OF_AMOUNTS: tuple[MeasureReader, ...] = (
    standard,
    beyond,
    pace,
    gap,
    goal,
    whole,
    of_then,
    then,
    inside,
    bounded_class,
    counted_class,
    classed,
    passed,
    repeated_change,
    growths.adjusted,
    change,
)


def read(figure: Figure, thread: Thread) -> Reading:
    """How ``figure`` is to be read; a level where no reader knows better."""
    quantity = figure.quantity
    if "from" in figure.kinds and not thread.leaving and (own := without_origin(figure.own)) is not figure.own:
        figure = figure.without(own)
    readers = OF_KINDS.get(quantity.kind)
    if readers is None:
        dimension = quantity.dimension
        readers = OF_RATES if dimension == "ratio" else OF_POINTS if dimension == "point" else OF_AMOUNTS
    for reader in readers:
        if reading := reader(figure, thread):
            return reading
    own = _unheld(figure.own)
    if "from" in figure.kinds and begins_change(own):
        own = own[: last(own, _FROM)]  # 保费由每生|每年5元提高到
    if own and (own[-1].words in _EACH or not own[-1].kinds.isdisjoint(_ENDS_CHANGE)):
        found, to = direction(own)
        own = own[:found] if to else own
    return Reading("level", names.before(own), "level")


def _unheld(own: Tokens) -> Tokens:
    """``own`` without the plan that a state is held to: 失业率|控制在|年度目标|4%以内."""
    if not own or own[-1].kinds.isdisjoint(_PLAN):
        return own
    at = last(own, _HOLD)
    return own[: at + 1] if 0 <= at < len(own) - 1 else own


_HOLD, _PLAN = frozenset({"hold"}), frozenset({"plan", "closing"})


def values(number: Number, sign: int, bound: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, lower and upper end of a signed figure: what is known of it, None where open.

    >>> values(Number(Decimal("30")), 1, ">=")
    (Decimal('30'), Decimal('30'), None)
    """
    value, lower, upper = number.value, number.lower, number.upper
    if sign < 0:
        value, lower, upper = _negative(value), _negative(upper), _negative(lower)
    if value is not None and bound in {">=", "<="}:
        rising = bound == (">=" if sign > 0 else "<=")
        lower, upper = (value, None) if rising else (None, value)
    return value, lower, upper


def _negative(number: Decimal | None) -> Decimal | None:
    """A number with the other sign and all its digits, whatever the decimal context of the caller; 0 stays 0."""
    return number.copy_negate() if number else number
