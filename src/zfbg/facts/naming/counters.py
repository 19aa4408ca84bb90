"""Counters: the name of what they count stands behind them (8家|企业), with what becomes of it or what it did."""

from __future__ import annotations

from zfbg.facts.clauses.tokens import NOUN, Token, Tokens, first_of, said, trimmed, words
from zfbg.facts.naming import verbs
from zfbg.facts.naming.adjuncts import BECAUSE_OF, IN_ALL
from zfbg.facts.naming.names import LONGEST, in_general
from zfbg.facts.naming.owners import says_nothing
from zfbg.lexicon import of_lexicon, table

_LISTING = frozenset({"listing"})
_REMAINDER = frozenset({"remainder"})
_ENDING = frozenset({"ending", "portion", "share", "to", "rate", "pull"})
_ALL = frozenset({"全部", "均"})
_EACH = frozenset({"respectively"})
_ADVERBS = frozenset({"closing", "ending"})
_TELLS = frozenset({"为", "平均"})
_DIFFERS = frozenset({"up", "down", "share", "least"})
_CHANGES = verbs.ACT | {"up", "down", "closing"}
_NOT = frozenset({"未", "尚未", "没有", "不"})
# So much of what those are not is told in a name.
_DENIED = 12
_PREDICATE = frozenset({"predicate"})
# What is done for those that are counted is told in a few words: 为9名农民工|解决拖欠工资问题.
_SENTENCE = 19
# These alone are no name: 2件%.
_SIGNS = " \t\xa0%‰"
# A noun stretch of so many characters is no second half of the noun before it.
_LONG = 4


def behind(after: Tokens, crowded: bool = False, served: bool = False, alone: bool = False) -> str:
    """The name of what a counter counts, from the tokens behind it; "" where they are none.

    ``crowded`` says that another figure follows at once: a verb within begins what that one is about. ``served``, that
    something is done for those that are counted: a verb within says what (为9名老人|发放补贴). ``alone``, that a verb
    directly behind a noun of a kind is what those did (抽查9个单位|查出).

    >>> def name(text): return behind(list(words(text, 0, len(text))))
    >>> name("省级企业技术中心"), name("重点企业用地需求情况"), name("企业进入评估阶段"), name("已挂牌")
    ('省级企业技术中心', '重点企业', '企业进入评估阶段', '')
    """
    while after and (after[0].words == "的" or not after[0].words.strip(_SIGNS)):
        after = after[1:]
    if len(after) > 2 and "plan" in after[0].kinds and "done" in after[1].kinds:  # 92个|计划新开工项目
        after = after[1:]
    owning, after = 0, after[: first_of(after, _EACH)] if crowded else after  # 四项排放量|分别下降5%
    if len(after) > 2 and after[1].words == "中" and "leading" in after[2].kinds:  # 9个村|中还没有通水的只剩一个
        after = after[:1]
    if first_of(after, _LISTING) < len(after):  # 50名视力、听力等残疾学生
        after = in_general(after)
        owning = max((n for n, token in enumerate(after) if token.words == "的"), default=0)
    if any(token.words == "因" for token in after[1:]):
        told = BECAUSE_OF.sub("", said(after))
        after = words(told, 0, len(told))
    if served and (crowded or len(said(after)) > _SENTENCE):
        verb = next((n for n in range(owning + 1, len(after)) if _is_done(after, n)), len(after))
        after = after if says_nothing(said(after[:verb])) else after[:verb]
    if not after or _is_said_of(after) or is_predicate(after):
        return ""
    if after[0].words == "人口" and len(after) > 1 and after[1].words == "的":  # 5000万人口的大省
        return after[0].words
    if not crowded and after[0].kinds is NOUN and _tells(after):
        return said(trimmed(after, _REMAINDER)).strip()
    heads = [number for number, token in enumerate(after) if "head" in token.kinds]
    if "opening" in after[0].kinds and not (heads or served) and "的" not in [token.words for token in after]:
        return ""
    if crowded and (not heads or heads[0] or (alone and _are_doers(after, heads))):
        verb = next((n for n in range(1, len(after)) if _does(after, n)), len(after))
        if 1 < verb < len(after) and "to" in after[verb].kinds and after[verb - 1].kinds & _CHANGES:
            verb -= 1  # 9个科室重组为7个
        heads, after = [number for number in heads if number < verb], after[:verb]
    name = said(trimmed(_cut(after, heads, owning, crowded), _REMAINDER)).strip()
    if not crowded:
        return name
    # 13个村有|9个村通电话, 90户农户户均|增收2000元
    return next((name.removesuffix(word) for word in _crowding() if name.endswith(word)), name)


def _are_doers(after: Tokens, heads: list[int]) -> bool:
    """Whether what those did follows who are counted at once: 单位|查出隐患, 干部职工|结对帮扶农户."""
    at = next((n for n, head in enumerate(heads) if n != head), len(heads))
    return at < len(after) and verbs.is_act(after[at])


@of_lexicon
def _crowding() -> tuple[str, ...]:
    """What leads on from those that are counted to the next figure."""
    return tuple(table("words")["names"]["crowding"])


def _cut(after: Tokens, heads: list[int], owning: int, crowded: bool) -> Tokens:
    """``after`` up to where the name ends: with the last of ``heads``, nouns of a kind, else before what ends it."""
    if heads and heads[0]:
        end = heads[0]
        if not crowded and (_goes_on(after[end + 1 :]) or _is_not(after[end + 1 :]) or _is_of_several(after, end)):
            return after
        for number in heads[1:]:
            if any(map(verbs.is_act, after[end + 1 : number])):
                break
            end = number
        return after[: end + 1]
    if heads:  # 新增8家企业成为省级企业技术中心
        return next((after[n + 1 :] for n, token in enumerate(after[:-1]) if token.words == "成为"), after)
    ends = (n for n, token in enumerate(after) if n > owning and token.kinds & _ENDING and after[n - 1].words != "的")
    cut = next(ends, len(after))
    if cut < len(after) and "to" in after[cut].kinds and after[cut - 1].kinds & _CHANGES:
        cut -= 1  # 5个镇扩大到9个, 9个科室重组为7个
    return after if _is_state(after[cut:]) else after[:cut]


def _is_said_of(after: Tokens) -> bool:
    """Whether a word behind a counter begins what is said of those that are counted; 应|急物资 is a noun."""
    joined = len(after) > 1 and after[0].kinds == _PREDICATE and len(after[0].words) == 1 and after[1].kinds is NOUN
    return "predicate" in after[0].kinds and not joined


def is_predicate(after: Tokens) -> bool:
    """Whether what follows a figure is a change of what stands before it: 提高到, 整合至."""
    if not after:
        return False
    first = after[0].kinds
    if not first.isdisjoint(verbs.ACT):
        return len(after) > 1 and after[1].words in {"到", "至"}
    return not first.isdisjoint({"up", "down"}) and (len(after) == 1 or "to" in after[1].kinds)


def first_head(name: str) -> str:
    """``name`` up to the first noun of a kind that is counted: 企业 of 企业工作专班."""
    of = words(name, 0, len(name))
    end = next((number for number, token in enumerate(of, 1) if "head" in token.kinds), len(of))
    return said(of[:end])


def _is_state(rest: Tokens) -> bool:
    """Whether what all of them are stands behind: 9个县水质|全部达标, not 全部开工."""
    return len(rest) == 2 and rest[0].words in _ALL and rest[1].kinds is NOUN and len(rest[1].words) < 5


def _tells(after: Tokens) -> bool:
    """Whether behind its first noun a clause tells what these did: 县|完成企业分类, 县|首次|全部|获评文明城市.

    How many divisions there are is known, not which of them did something: 省份|全部免征农业税.
    """
    at = next((n for n, t in enumerate(after) if n and (t.kinds.isdisjoint(_ADVERBS) or "enlist" in t.kinds)), 1)
    divided = are_divisions(after[0]) and at < len(after)
    return (divided or _goes_on(after[at:])) and len(said(after)) <= LONGEST


def are_divisions(token: Token) -> bool:
    """Whether a noun says no more than that divisions are counted: 县(市)."""
    return token.words in divisions()


@of_lexicon
def divisions() -> frozenset[str]:
    """Nouns that say no more than that divisions are counted."""
    return frozenset(table("words")["names"]["divisions"])


def _is_of_several(after: Tokens, head: int) -> bool:
    """Whether a noun behind the last of a list is of all of it: 学校、乡镇单位|运动场地对居民开放."""
    listed = first_of(after[:head], _LISTING) < head
    return listed and len(after) > head + 1 and after[head + 1].kinds is NOUN and len(after[head + 1].words) >= _LONG


def _goes_on(behind: Tokens) -> bool:
    """Whether the words behind a noun say which they are: 企业|已列入省级名单."""
    if behind and behind[0].words == "已":
        behind = behind[1:]
    return len(behind) > 1 and "enlist" in behind[0].kinds


def _is_not(behind: Tokens) -> bool:
    """Whether the words behind a noun say what those are not or did not do: 年初计划项目|未能如期开工."""
    return len(behind) > 1 and behind[0].words in _NOT and len(said(behind)) <= _DENIED


def _does(after: Tokens, number: int) -> bool:
    """Whether a predicate begins there: a verb, unless it is part of a noun (新投产项目), or how a measure differs."""
    token = after[number]
    if token.words in _TELLS:  # 9个部门|为农民工解决, 9家粮库|平均库容5吨
        return True
    if token.words[-1] == "有" and token.kinds is not NOUN:  # 9个村|共有党员
        return True
    if token.words in IN_ALL and number + 1 < len(after):  # 9家养老机构|累计收住老人
        return True
    if verbs.is_act(token):
        head = number + 1 < len(after) and "head" in after[number + 1].kinds and token.words == "建设"
        return not head and (after[number - 1].words != "新" or after[number + 1 : number + 2] == [])  # 重点建设项目
    return not token.kinds.isdisjoint(_DIFFERS)


def _is_done(after: Tokens, number: int) -> bool:
    """Whether what is done for those before begins there: a verb with something behind it that is no part of a noun."""
    return (verbs.is_act(after[number]) or "keep" in after[number].kinds) and number + 1 < len(after)
