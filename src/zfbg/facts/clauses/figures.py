"""The figures of a clause, each among its words: what stands before it, behind it, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve

from zfbg.facts.clauses import sequel
from zfbg.facts.clauses.directions import GROUND, compared
from zfbg.facts.clauses.sequel import BOUNDING
from zfbg.facts.clauses.tokens import JOINTS, NOUN, Token, Tokens, first_of, kinds_of, last, said, trimmed, words
from zfbg.facts.mentions.quantities import Quantity
from zfbg.facts.mentions.units import COUNTED

# How many tokens behind a figure are looked at, and how many figures a list of figures may have.
REACH, FAR = 24, 8
# How many brackets with figures of their own words may go on behind.
ASIDES = 12
_CLAUSE = frozenset({"stop", "semicolon", "comma", "colon"})
_CHANGING = frozenset({"up", "down", "filler"})
_LISTING = frozenset({"listing"})
_DIRECTIONS = frozenset({"up", "down", "against", "rate", "fall", "respectively"})
_OF = frozenset({"share", "achieved"})
_SUM = re.compile("[合共总]计|总共")
_PAUSES = _CLAUSE | _LISTING
_COMMA = frozenset({"comma"})
_ADVERBS = frozenset({"filler", "closing"})
_ACT, _REACH = frozenset({"verb", "keep"}), frozenset({"reach"})
_OPEN, _CLOSE = frozenset({"open"}), frozenset({"close"})
_BRACKETS = _OPEN | _CLOSE
MINUS = frozenset({"-", "－", "−", "负"})
_THINGS = frozenset({"persons", "enterprises", "things"})
_TIMES = frozenset({"period", "base"})
_MEANING = frozenset({"comma", "opener"})
_ASIDE_ENDS = frozenset({"open", "close", "stop"})
# Times that a sentence begins with.
_OPENING = frozenset({"全年", "年末"})
_EQUALS = frozenset({"为", "是"})
_COMPARING = frozenset({"比", "较"})
# So many tokens behind 比 may say what time it was: 比|疫情|前|的|2019年.
_OF_THEN = 5
_ENDS = frozenset({"from", "to"})
_BOUNDS = {"least": ">=", "most": "<=", "about": "~"}
_BOUNDS_BEFORE = frozenset(_BOUNDS)
_BOUNDS_AFTER = {"least_after": ">=", "most_after": "<=", "about_after": "~"}
# 24%强 is a little more, 24%弱 a little less; elsewhere both are no bounds.
_NARROW = {"强": ">=", "弱": "<="}


@define(eq=False)
class Figure:
    """A quantity and its surroundings.

    ``lead`` are the clauses before its own since the last figure, ``own`` the words of its own clause before it, both
    without time expressions; ``after`` are the words behind it up to the next punctuation or figure, ``following`` all
    that comes behind it. ``bound`` is what the words on either side say of its exactness; these stand in neither, and
    ``class_bound`` says that they stand behind it. ``joint`` is the character directly before it, ``end`` is where
    it ends with its bound; ``words`` are those of ``own``, ``text`` its own. ``reached`` says that it is a state that
    was come to (达到, 突破, 提高到). ``kinds`` are all those of the tokens before it: what is in none of them need not
    be looked for. ``joined`` says that 、 or 和 joins its clause to the figure before it, ``crowded`` that the words
    behind it go on to another figure without a stop.
    """

    quantity: Quantity
    lead: Tokens
    own: Tokens
    after: Tokens
    following: Tokens
    bound: str
    class_bound: bool
    joint: str
    end: int
    words: str
    text: str
    reached: bool
    kinds: frozenset[str]
    joined: bool
    crowded: bool

    @property
    def next_in_clause(self) -> Token | None:
        """The next figure before a punctuation mark."""
        for token in self.following:
            if token.quantity or not token.kinds.isdisjoint(_PAUSES):
                return token if token.quantity else None
        return None

    @property
    def counted(self) -> Tokens:
        """The words behind it, less a second member of what goes on as a list: 5条高速|和甲线、乙线等项目.

        Where bare nouns are listed, or what the noun behind them is like (40个设施全、客流大的商圈), all of them.
        """
        end = len(self.after)
        if end and self.following[end : end + 1] and (within := sequel.aside(self.following[end:])):
            return [*self.following[: end + within], *sequel.after(self.following[end + within :])]
        rest = self.following[end : end + 2] if end else ()
        if len(rest) < 2 or rest[0].words != "、" or rest[1].quantity:
            return self.after
        if all(token.kinds is NOUN for token in self.after) and (whole := sequel.listed(self.following)):
            return whole
        return self.after[: next((n for n, token in enumerate(self.after) if n and token.words in JOINTS), None)]

    @property
    def noted(self) -> str:
        """What a bracket without figures says behind it: 52万人次(预计)."""
        rest = self.following[:3]
        if len(rest) < 3 or "open" not in rest[0].kinds or "close" not in rest[2].kinds:
            return ""
        return "" if rest[1].quantity else rest[1].words

    @property
    def sums(self) -> bool:
        """Whether it is told as the sum of others: 合计, 共计, 总共."""
        return _SUM.search(self.words) is not None

    @property
    def shares(self) -> bool:
        """Whether another figure is of the same: 8条、12.3公里道路, 8条、全长12.3公里的道路, 8条全长12.3公里的道路."""
        listed = bool(self.following) and "listing" in self.following[0].kinds
        rest = self.following[listed : listed + 2]
        return (listed and len(rest) > 1 and rest[0].quantity is not None) or sequel.is_size(rest)

    @property
    def after_next(self) -> Tokens:
        """The words behind the next figure."""
        at = next((n for n, token in enumerate(self.following) if token.quantity), len(self.following))
        return sequel.after(self.following[at + 1 :])

    def without(self, own: Tokens) -> Figure:
        """The same figure with less of its own words."""
        return evolve(self, own=own, words=said(own), joined=_is_joined(own))


def figures(of: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Figure]]:
    """Each figure of the tokens of a clause, in order, with the tokens since the figure before."""
    edge = 0
    for number, token in enumerate(of):
        if token.quantity is None:
            continue
        passed = before = of[edge:number]
        kinds = kinds_of(passed)
        if len(passed) > 2 and passed[0].words == ")" and passed[-1].words == "(" and _is_joined(passed[1:]):
            before = passed[1:]  # 水痘(15例)、腮腺炎|(8例)
        elif "close" in kinds:
            close = edge + first_of(passed, _CLOSE)
            before = _direct(_flow(of, edge, close, number) if edge else passed)
        passing = number + 2 < len(of) and _is_attribute(token.quantity, of[number + 1], of[number + 2])
        behind = number + 1 + (passing or sequel.other_counter(of[number + 1 : number + 5]))
        following = of[behind : number + 1 + REACH]
        if edge and before and not before[0].kinds.isdisjoint(BOUNDING):
            before = before[1:]  # 增长7%以上民间投资…: the bound belongs to the figure before, its stop was lost
        told = kinds if before is passed else kinds_of(before)
        yield passed, _figure(token, before, told, following, first=not edge)
        edge = behind


def _is_attribute(quantity: Quantity, time: Token, behind: Token) -> bool:
    """Whether a time is part of the noun that is counted: 36个|二季度|开工项目."""
    if time.period is None or quantity.kind != "amount" or quantity.dimension not in _THINGS:
        return False
    return not time.period["c_base"] and (behind.kinds is NOUN or "keep" in behind.kinds)


def _is_joined(own: Tokens) -> bool:
    return bool(own) and ("listing" in own[0].kinds or own[0].words in JOINTS)


def _flow(of: Sequence[Token], edge: int, close: int, number: int) -> Sequence[Token]:
    """The tokens before figure ``number`` since the figure before, at ``edge``, where a bracket is closed at ``close``.

    A bracket with figures in it is an aside: in 债务78亿元(其中:市本级6亿元),为… the words go on from where it opened.
    """
    parts: list[Sequence[Token]] = []
    while True:
        at = close
        while at and of[at - 1].kinds.isdisjoint(_ASIDE_ENDS):
            at -= 1
        if not 0 < at <= edge or "open" not in of[at - 1].kinds:
            parts.append(of[edge:number])
            break
        parts.append(of[close + 1 : number])
        start = at = at - 1
        while start and of[start - 1].quantity is None:
            start -= 1
        inner = next((place for place in range(start, at) if of[place].words == ")"), 0)
        if not (inner and start) or len(parts) > ASIDES:
            parts.append(of[start:at])
            break
        edge, close, number = start, inner, at
    return [token for part in reversed(parts) for token in part]


def _direct(before: Sequence[Token]) -> Sequence[Token]:
    """The tokens before a figure without brackets that say what is meant: 粮食(不包括大豆,下同)产量."""
    parts: list[Sequence[Token]] = []
    while True:
        opened = first_of(before, _OPEN)
        closed = first_of(before[opened:], _CLOSE) + opened
        if closed == len(before):
            parts.append(before)
            return [token for part in parts for token in part] if parts[1:] else before
        meaning = opened and first_of(before[opened:closed], _MEANING) < closed - opened
        parts.append(before[: opened if meaning else closed + 1])
        before = before[closed + 1 :]


def _figure(token: Token, before: Tokens, kinds: frozenset[str], following: Tokens, first: bool) -> Figure:
    quantity = token.quantity
    assert quantity is not None
    timed = not kinds.isdisjoint(_TIMES)
    if "portion" in kinds and "colon" in before[-1].kinds and before[-2].words in _EQUALS:
        before = before[:-1]  # 占比分别为:5%、8%
    elif quantity.sign < 0 and len(before) > 1 and before[-1].words in MINUS:
        before = before[:-1]  # 高于全国(-5%)
    cut = 0 if kinds.isdisjoint(_CLAUSE) else last(before, _CLAUSE) + 1
    clause = before[cut:]
    own = compared(clause, quantity.unit) if clause else clause
    if timed and own:
        own = _timeless(own)
    if own is not clause:
        kinds |= kinds_of(own)
    if not kinds.isdisjoint(_BRACKETS):
        own = _bracketed(own)
    reached = "reached" in kinds and _reached(own)
    bound, own = _bounded(quantity, own, kinds)
    clauses = before[:cut]
    if not first and own:
        at = _joint(own)
        if at and cut:  # 车间建成、已有5家投产: a clause of its own
            clauses = [*clauses, *own[:at], Token(_COMMA, ",")]
        own = own[at:]
    class_bound, end = False, quantity.end
    if following and not following[0].kinds.isdisjoint(BOUNDING):
        bound = _BOUNDS_AFTER[min(following[0].kinds & BOUNDING)]
        class_bound, end = True, quantity.end + len(following[0].words)
        following = following[1:]
    elif following and quantity.dimension == "ratio" and (narrow := _NARROW.get(following[0].words)):
        bound, following = narrow, following[1:]
    elif paired := _paired(following, quantity):
        bound, class_bound, following = _BOUNDS_AFTER[min(paired[0].kinds & BOUNDING)], True, paired[1:]
    lead = [t for t in clauses if not t.period] if timed else clauses
    joint = before[-1].words[-1] if before else ""
    after = sequel.after(following)
    return Figure(
        quantity,
        lead,
        own,
        after,
        following,
        bound,
        class_bound,
        joint,
        end,
        said(own),
        token.words,
        reached,
        kinds,
        joined=_is_joined(own),
        crowded=len(after) < len(following) and following[len(after)].quantity is not None,
    )


def _joint(own: Tokens) -> int:
    """Where 、 or 和 stands that joins a figure to the one before, 0 where none does.

    What stands before it belongs to that: 8家技术中心、10家研发机构; 两个千亿元大关、双双超过9000亿元; 8家技术中心、
    新建10家. Of verbs that are joined (改造和新建10家) both belong to it.
    """
    at = len(own) - 1
    while at and own[at].words not in JOINTS and _is_adverb(own[at]):
        at -= 1
    if own[at].kinds.isdisjoint(_LISTING) and own[at].words not in JOINTS:
        return 0
    verbs = at > 0 and at + 1 < len(own) and own[at - 1].kinds & _ACT and own[at + 1].kinds & _ACT
    return 0 if verbs else at


def _is_adverb(token: Token) -> bool:
    """Whether a token stands between a joint and its figure; a verb does, but whose figure 惠及 tells stands before."""
    return not token.kinds.isdisjoint(_ADVERBS) or (bool(token.kinds & _ACT) and token.kinds.isdisjoint(_REACH))


def _bracketed(own: Tokens) -> Tokens:
    """The words inside the bracket that a figure stands in, or behind one that was closed before."""
    depth = 0
    for number in range(len(own) - 1, -1, -1):
        if "open" in own[number].kinds:
            if not depth:  # 工业投资(5亿元): nothing else stands in the bracket
                return own[number + 1 :] or own[:number]
            depth -= 1
        elif "close" in own[number].kinds:
            depth += 1
    return own[last(own, _CLOSE) + 1 :] if depth else own


def _timeless(own: Tokens) -> Tokens:
    """``own`` without times and bases of comparison.

    Of 到2007年 the 到 stays, and 全年 where it is part of a name (占全年用水量); what 比去年 compares with goes as well
    (比去年|预算赤字|减少).
    """
    kept: list[Token] = []
    comparing, whole, ground = False, False, -1
    for number, token in enumerate(own):
        if token.period is None:
            if (comparing and token.kinds.isdisjoint(_DIRECTIONS)) or number == ground:
                continue
            kept.append(token)
            comparing, whole = False, whole or not token.kinds.isdisjoint(_OF)
        elif kept and token.words in _OPENING and kept[-1].words[-1] == " ":
            kept.clear()  # 主要产品产量 全年|工业利润: the title of a chart in the line before
        elif "base" in token.kinds:
            comparing = token.words[0] in "比较按"
        elif kept and (at := _compares(kept, own[number + 1 : number + 3])) >= 0:
            del kept[at:]
            comparing = True
        elif kept and kept[-1].words == "在" and said(own[number + 1 : number + 2]).endswith(GROUND):
            kept.pop()
            ground = number + 1
        elif kept and kept[-1].words == "在" and number + 1 < len(own) and own[number + 1].kinds is not NOUN:
            if own[number + 1].words != "的":  # 在去年的基础上
                kept.pop()  # 社员在上半年|已有
        elif whole and token.words == "全年":
            kept.append(Token(NOUN, token.words))
        elif (until := token.period["c_until"]) in {"到", "至"}:
            kept.extend(words(until, 0, 1))
        elif token.period["c_lastyear"] and kept and kept[-1].words == "从":
            kept.pop()  # 从2021年到2024年: no 从 of 从A提高到B
    if len(kept) > 1 and kept[-1].words == "的":
        planned = len(kept) > 2 and "plan" in kept[-2].kinds and own[-3].period is not None
        if (planned or own[-2].period) and not kept[-2 - planned].kinds.isdisjoint(_ENDS):
            del kept[-1 - planned :]  # 由2020年的A提高到2025年的B, 到2025年预算的B
    return kept


def _compares(kept: Tokens, behind: Tokens) -> int:
    """Where 比 stands that leads to a time, -1 where none does: 比|2019年, 比|疫情前|的|2019年|少."""
    if kept[-1].words in _COMPARING:
        return len(kept) - 1
    differs = kept[-1].words == "的" and behind and behind[0].kinds is not NOUN and kinds_of(behind) & _DIRECTIONS
    near = len(kept) - _OF_THEN if differs else len(kept)
    return next((n for n in range(max(0, near), len(kept)) if kept[n].words in _COMPARING), -1)


def _paired(following: Tokens, quantity: Quantity) -> Tokens:
    """The bound of two figures that together name a class, with what stands behind it: 25户|及|100人|以上|自然村."""
    if len(following) < 4 or following[0].words not in _OR or quantity.dimension not in COUNTED:
        return []
    other, behind = following[1].quantity, following[2:]
    alike = other is None or other.unit == quantity.unit or other.dimension not in COUNTED
    return [] if alike or behind[0].kinds.isdisjoint(BOUNDING) else behind


_OR = frozenset({"及", "或", "和", "且", "或者"})


def _bounded(quantity: Quantity, own: Tokens, kinds: frozenset[str]) -> tuple[str, Tokens]:
    """The bound that the words before a figure, of these ``kinds``, put on it, and the words without that.

    以上 and 不少于 include the number (民法典 1259); 余, 多 and 超 are read as no less, 前N as no more.
    """
    found = ">=" if quantity.more or quantity.kind == "digits" else "<=" if quantity.upto else ""
    own = _unspaced(own)
    if kinds.isdisjoint(_BOUNDS_BEFORE):
        return found, own
    if at := next((n for n, token in enumerate(own[:3], 1) if token.words == "大约"), 0):  # 大约损失产值9亿元
        found, own = found or "~", [*own[: at - 1], *own[at:]]
    if len(own) > 1 and own[-1].words in {"是", "为", "有"} and "about" in own[-2].kinds:  # 大约是17%
        own = own[:-1]
    if own and not found and not own[-1].kinds.isdisjoint(_CHANGING):
        rest = trimmed(own, _CHANGING)  # 大约增加了两千
        found = "~" if rest and "about" in rest[-1].kinds else ""
    while own and not own[-1].kinds.isdisjoint(_BOUNDS_BEFORE):
        found = found or _BOUNDS[min(own[-1].kinds & _BOUNDS_BEFORE)]
        own = own[:-1]
    return found, own


def _reached(own: Tokens) -> bool:
    """Whether 达到 or 突破 stands before the figure, with nothing but other bounds between (达到约5万元)."""
    for token in reversed(own):
        if "reached" in token.kinds:
            return True
        if token.kinds.isdisjoint(_BOUNDS_BEFORE) and token.words.strip():
            return False
    return False


def _unspaced(own: Tokens) -> Tokens:
    while own and not own[-1].words.strip(" \t-－−"):
        own = own[:-1]
    return own
