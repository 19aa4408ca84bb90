"""What stands behind a figure: the words up to the next one, the noun behind a bracket, a list that is counted."""

from __future__ import annotations

import re

from zfbg.facts.clauses.tokens import JOINTS, NOUN, Token, Tokens, first_of, last, trimmed
from zfbg.facts.mentions.units import units
from zfbg.lexicon import of_lexicon, table

# What bounds the figure before it: 以上, 以内, 左右.
BOUNDING = frozenset({"least_after", "most_after", "about_after"})
_FAR_BREAK = frozenset({"stop", "semicolon", "comma", "colon", "quantity"})
_BREAK = _FAR_BREAK | {"listing", "open", "close", "period", "base"}
_NOUNS = NOUN | {"head"}
_LISTING = frozenset({"listing"})
_LISTABLE = _NOUNS | {"listing", "such", "leading", "closing", "keep"}
_VERB = frozenset({"verb"})
_REMAINDER = frozenset({"remainder"})
_SUCH, _HEAD = frozenset({"such"}), frozenset({"head"})
_OPEN, _CLOSE = frozenset({"open"}), frozenset({"close"})
_ALL = ("所有", "全部")
_ENLIST = frozenset({"enlist"})
_TURN = _BREAK | _ENLIST | {"estimated"}  # 其余3座|预计明年完工
# A word that only says whose something is: 国控、省控断面.
_TIER = re.compile("(?:国家|[国部省市州县区乡镇村])[级控属直管]")
_SIZES = frozenset({"全长", "总长", "总长度", "总里程", "总面积", "长", "长度", "面积", "里程"})


def after(following: Tokens) -> Tokens:
    """The tokens behind a figure up to the next punctuation or figure; those behind one that follows at once."""
    if following and following[0].quantity:
        rest = following[1:]
        return after(rest[1:] if rest and rest[0].kinds & BOUNDING else rest)
    if is_size(following):
        return []
    end = first_of(following, _TURN)
    if end == len(following) or following[end].kinds.isdisjoint(_ENLIST):
        while 0 < end < len(following) and following[end - 1].words in coming() and _is_dated(following[end:]):
            end -= 1
        return following[:end]
    enlists, end = end, end + first_of(following[end:], _BREAK)
    if enlists < end - 1 or (end < len(following) and following[end].period):  # 8家企业列入2022年国家、省名单
        far = first_of(following, _FAR_BREAK)
        if far == len(following) or not following[far].quantity:
            return [token for token in following[:far] if not token.period and "," not in token.words]
    return following[:end]


@of_lexicon
def coming() -> tuple[str, ...]:
    """What leads to the time by which something is to be: 5条道路|将于|明年6月通车."""
    return tuple(table("words")["status"]["leading_on"])


def _is_dated(rest: Tokens) -> bool:
    """Whether a time stands first, or behind what leads to it: 于|明年6月."""
    return bool(rest) and (rest[0].period is not None or (rest[0].words in coming() and _is_dated(rest[1:])))


def is_size(following: Tokens) -> bool:
    """Whether a length or an area with its figure stands first: 8条|全长12公里."""
    return len(following) > 1 and following[0].words in _SIZES and following[1].quantity is not None


def aside(following: Tokens) -> int:
    """How many tokens a bracket without figures has that a noun goes on behind: 9名贫困|(低保户)|残疾人; else 0."""
    length = _bracket(following)
    if length >= len(following):
        return 0
    return length if not following[length].kinds.isdisjoint(_NOUNS) or following[length].kinds is NOUN else 0


def _bracket(following: Tokens) -> int:
    """How many tokens a bracket without figures has that opens here, 0 where none does."""
    close = first_of(following, _CLOSE) if "open" in following[0].kinds else len(following)
    return 0 if close == len(following) or any(token.quantity for token in following[:close]) else close + 1


def other_counter(following: Tokens) -> int:
    """How many tokens a bracket has that holds only another counter of the same: 9套|(间)|; else 0."""
    if len(following) < 3 or "open" not in following[0].kinds or "close" not in following[2].kinds:
        return 0
    visits = following[3:] and following[3].words.startswith("次")  # 1200件(人)|次
    return 3 if following[1].words in units() and not visits else 0


def last_member(following: Tokens) -> Tokens:
    """The words of the last of a list of figures with what they count, from the words behind the first on."""
    while True:
        name = after(following)
        rest = following[len(name) :]
        if rest and name and (within := _bracket(rest)):
            behind = after(rest[within:])
            name, rest = [*name, *behind], rest[within + len(behind) :]
        listed = len(rest) > 1 and ("listing" in rest[0].kinds or rest[0].words in JOINTS)
        if not (name and listed and rest[1].quantity):
            return name
        following = rest[2:]


def listed(following: Tokens) -> Tokens:
    """A list of nouns behind a figure, up to the end of its clause; nothing where it is told otherwise.

    Before 的 verbs say what the noun behind is like (客流大、带动力强的商圈), behind 等 they end the list. What stands
    behind 等 must be of a kind that is counted: 等工程进展顺利 may be a predicate.
    """
    end = first_of(following, _FAR_BREAK | _OPEN)
    end = next((n for n in range(1, end) if _is_of_all(following[n - 1], following[n])), end)
    if end < len(following) and following[end].quantity and not _TIER.fullmatch(following[0].words):
        return []
    owning = max((n for n, token in enumerate(following[:end]) if token.words == "的"), default=0)
    verb = first_of(following[:end], _VERB)
    of = following[: end if verb < owning else verb]
    such = last(of, _SUCH)
    if last(of, _HEAD) < such or (such < 0 and len(of) < end) or len(of) == len(following):
        return []
    of = trimmed(of, _REMAINDER)
    return of if all(map(_is_listable, of, [*of[1:], None], [n < owning for n in range(len(of))])) else []


def _is_of_all(before: Token, token: Token) -> bool:
    """Whether a list ends, as what is told behind 、 is told of all there are: 5个市接通高铁、|所有市接通高速."""
    return token.words.startswith(_ALL) and not before.kinds.isdisjoint(_LISTING)


def _is_listable(token: Token, behind: Token | None, owning: bool) -> bool:
    """Whether a token may stand in a list of nouns; a noun stands behind 、, or what is told of one before 的."""
    if not token.kinds.isdisjoint(_LISTING):
        return behind is not None and (behind.kinds <= _NOUNS or owning)
    return (
        token.words in JOINTS or not token.kinds.isdisjoint(_LISTABLE) or (owning and not token.kinds.isdisjoint(_VERB))
    )
