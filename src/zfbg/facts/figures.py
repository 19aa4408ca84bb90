"""The figures of a clause, each among its words: what stands before it, behind it, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from zfbg.facts.quantities import Quantity
from zfbg.facts.tokens import Token, Tokens, words

# How many tokens behind a figure are looked at, and how many figures a list of figures may have.
REACH, FAR = 24, 8
_CLAUSE = frozenset({"stop", "semicolon", "comma", "colon"})
_LISTING = frozenset({"listing"})
_OF = frozenset({"share", "achieved"})
_AND = frozenset({"和", "及", "与", "以及"})
_BREAK = _CLAUSE | {"listing", "open", "close", "quantity", "period", "base"}
_BOUNDS = {"least": ">=", "most": "<=", "about": "~"}
_BOUNDS_BEFORE = frozenset(_BOUNDS)
_BOUNDS_AFTER = {"least_after": ">=", "most_after": "<=", "about_after": "~"}


@frozen
class Figure:
    """A quantity and its surroundings.

    ``lead`` are the clauses before its own since the last figure, ``own`` the words of its own clause before it, both
    without time expressions; ``after`` are the words behind it up to the next punctuation or figure, ``following`` all
    that comes behind it. ``bound`` is what the words on either side say of its exactness; these stand in neither.
    ``times`` are the time expressions before it, and ``joint`` is the character directly before it; ``end`` is where it
    ends with its bound.
    """

    quantity: Quantity
    lead: Tokens
    own: Tokens
    after: Tokens
    following: Tokens
    bound: str
    class_bound: bool
    times: Tokens
    joint: str
    end: int

    @property
    def dated(self) -> bool:
        """Whether a time that is no base of comparison stands before it since the last figure."""
        return any("period" in time.kinds for time in self.times)

    @property
    def joined(self) -> bool:
        """Whether 、 or 和 joins its clause to the figure before it."""
        return bool(self.own) and (bool(self.own[0].kinds & _LISTING) or self.own[0].words in _AND)

    @property
    def next_in_clause(self) -> Token | None:
        """The next figure before a punctuation mark."""
        for token in self.following:
            if token.quantity or token.kinds & (_CLAUSE | _LISTING):
                return token if token.quantity else None
        return None

    @property
    def crowded(self) -> bool:
        """Whether the words behind it go on to another figure without a stop."""
        behind = self.following[len(self.after) : len(self.after) + 1]
        return bool(behind and behind[0].quantity)

    def without(self, own: Tokens) -> Figure:
        """The same figure with less of its own words."""
        return evolve(self, own=own)


def figures(of: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Figure]]:
    """Each figure of the tokens of a clause, in order, with the tokens since the figure before."""
    edge = 0
    for number, token in enumerate(of):
        if token.quantity is None:
            continue
        before, following = of[edge:number], of[number + 1 : number + 1 + REACH]
        if edge and before and before[0].kinds & _BOUNDS_AFTER.keys():
            before = before[1:]  # 增长9%以上工业投资…: the bound belongs to the figure before, its stop was lost
        yield of[edge:number], _figure(token, before, following, first=not edge)
        edge = number + 1


def _figure(token: Token, before: Tokens, following: Tokens, first: bool) -> Figure:
    quantity = token.quantity
    assert quantity is not None
    cut = max((n + 1 for n, t in enumerate(before) if t.kinds & _CLAUSE), default=0)
    times = tuple(t for t in before if t.period)
    whole = max((n for n, t in enumerate(before) if t.kinds & _OF), default=len(before))
    own = _bracketed([part for n, t in enumerate(before[cut:], cut) for part in _untimed(t, n > whole)])
    joint = before[-1].words[-1] if before else ""
    if not first and own and (own[-1].kinds & _LISTING or own[-1].words in _AND):
        own = own[-1:]  # 8家技术中心、10家研发机构: what stands before 、 belongs to the figure before
    bound, own = _bounded(quantity, own)
    class_bound, end = False, token.end
    if following and (after := following[0].kinds & _BOUNDS_AFTER.keys()):
        bound, class_bound, end = _BOUNDS_AFTER[min(after)], True, following[0].end
        following = following[1:]
    return Figure(
        quantity,
        tuple(t for t in before[:cut] if not t.period),
        tuple(own),
        _after(following),
        tuple(following),
        bound,
        class_bound,
        times,
        joint,
        end,
    )


def _bracketed(own: Tokens) -> Tokens:
    """The words inside the bracket that a figure stands in, or behind one that was closed before."""
    opened = max((n for n, token in enumerate(own) if "open" in token.kinds), default=-1)
    closed = max((n for n, token in enumerate(own) if "close" in token.kinds), default=-1)
    if opened > closed:
        return own[opened + 1 :]
    opens, closes = (sum(kind in token.kinds for token in own) for kind in ("open", "close"))
    return own[closed + 1 :] if closes > opens else own


def _bounded(quantity: Quantity, own: Tokens) -> tuple[str, Tokens]:
    """The bound that the words before a figure put on it, and these without that.

    以上 and 不少于 include the number (民法典 1259); 余, 多 and 超 are read as no less, 前N as no more.
    """
    found = ">=" if quantity.more or quantity.kind == "digits" else "<=" if quantity.upto else ""
    own = _unspaced(own)
    while own and (kinds := own[-1].kinds & _BOUNDS_BEFORE):
        found = found or _BOUNDS[min(kinds)]
        own = own[:-1]
    return found, own


def _untimed(token: Token, named: bool) -> Tokens:
    """A token without its time: of 到2007年 the 到; 全年 in 占全年用水量 is part of a name."""
    if not token.period:
        return (token,)
    if named and token.words == "全年":
        return (token._replace(kinds=frozenset({"noun"}), period=None),)
    until = token.period["c_until"]
    return tuple(words(until, 0, 1)) if until in {"到", "至"} else ()


def _unspaced(own: Tokens) -> Tokens:
    while own and not own[-1].words.strip(" \t-－−"):
        own = own[:-1]
    return own


def _after(following: Tokens) -> Tokens:
    """The tokens behind a figure up to the next punctuation or figure; those behind one that follows at once."""
    if following and following[0].quantity:
        rest = following[1:]
        if rest and rest[0].kinds & _BOUNDS_AFTER.keys():
            rest = rest[1:]
        return _after(rest)
    end = next((n for n, token in enumerate(following) if token.kinds & _BREAK), len(following))
    return tuple(following[:end])
