"""The name of what is measured: the tokens before a figure, or behind its counter.

Names are cut, not parsed: from the beginning go conjunctions, adverbs and verbs that only say that it was done, from
the end predicates. Which words these are says ``lexicon/tokens.toml``; what names say nothing alone, ``words.toml``.
"""

from __future__ import annotations

import re

from attrs import define

from zfbg.facts.adjuncts import BY_WAY_OF, EACH_OF, EDGES, LOCATIVE, ORDER, ORDERED, SPAN, UNDER, bare
from zfbg.facts.owners import is_pronoun, says_nothing
from zfbg.facts.tokens import NOUN, Token, Tokens, first_of, last, said, trimmed, words
from zfbg.lexicon import either, of_lexicon, table

VERBS = frozenset({"verb", "empty"})
_CLAUSE = frozenset({"comma", "semicolon", "colon"})
_PUNCTUATION = frozenset({"comma", "listing", "colon", "semicolon", "open", "close", "stop"})
_BEFORE = _PUNCTUATION | {"leading"}
_BEHIND = frozenset({"closing", "comma", "listing", "colon", "open"})
_CHANGED = frozenset({"up", "down", "closing"})
_LISTING = frozenset({"listing"})
_CLOSE = frozenset({"close"})
_DEGREE = frozenset({"degree"})
_ACT = VERBS | {"keep"}
_DISPOSING = frozenset({"将", "把"})
_IN_ALL = frozenset({"共", "累计", "共计", "总共", "先后"})
_SHORT = 10  # headings that stand in a line with what they are of are shorter
_HEADED = frozenset({"place", "inner", "verb", "leading", "noun"})
# A short heading of a flattened page before the name: 交通 交通运输业增加值.
_RUN_IN = re.compile("[\u4e00-\u9fff]{2,8} +[\u4e00-\u9fff]{4,}$")
# 粮食生产实现“九连增”: how often, not what.
_ROW = re.compile("“?[一二三四五六七八九十]{1,3}连[增丰升冠]”?")
_CIRCUMSTANCES = ("基础上", "情况下", "背景下", "前提下")


@define(eq=False)
class Name:
    """What is measured: ``words``; ``verb`` was cut off before them.

    ``owner`` stood before the verb within: 规上企业 in 规上企业实现营业收入. ``says_done``: that something was done
    (签约, 已开工) is all that the words say, not what.
    """

    words: str = ""
    verb: str = ""
    place: str = ""
    owner: str = ""
    says_done: bool = False


@of_lexicon
def _objects() -> frozenset[str]:
    return frozenset(table("words")["names"]["objects"])


# 钢铁、石化等产业先进产能: what stands before 等 says of which.
_FIELDS = ("产业", "行业", "领域", "方面", "工业")
# What is done for those that are counted is told in a few words: 为9名农民工|解决拖欠工资问题.
_SENTENCE = 16
# A longer clause is no topic.
LONG = 30
# A longer name is no name but a sentence without stops, or a table.
LONGEST = 40


def before(own: Tokens) -> Name:
    """The name that stands before a figure.

    >>> def name(text): return before(list(words(text, 0, len(text))))
    >>> name("其中全区累计完成工业投资").place, name("已建成科技孵化器").words, name("已签约").says_done
    ('全区', '科技孵化器', True)
    >>> name("规模以上工业企业预计实现总产值")
    Name(words='总产值', verb='', place='', owner='规模以上工业企业', says_done=False)
    """
    rest, verb, place = _opened(_happened(_headless(trimmed(own, _BEHIND))))
    rest = _listed(rest)
    owner, rest = _owned(rest)
    name = bare(said(rest))
    if verb and name in _objects():
        name, verb = verb + name, ""
        rest = words(name, 0, len(name))
    if " " in name and (len(name) > LONGEST or _RUN_IN.match(name)):  # cells of a flattened table, a heading before
        name = name.rpartition(" ")[2]
    if "各" in name:
        name = EACH_OF.sub("", name)
    if name.count("“") != name.count("”"):
        name = name.strip("“”")
    if "年" in name and SPAN.fullmatch(name):
        name = ""
    if len(name) < 5 and is_pronoun(name):
        name = ""
    return Name(name, verb, place, owner, _says_done(rest))


def _happened(own: Tokens) -> Tokens:
    """``own`` without that there were so many of it: 火灾|共发生, 活动|一共举办."""
    if len(own) < 3 or own[-1].words not in _happening() or own[-2].words not in _IN_ALL:
        return own
    own = own[:-2]
    return own[:-1] if len(own) > 1 and own[-1].words == "一" else own


@of_lexicon
def _happening() -> frozenset[str]:
    return frozenset(table("words")["names"]["happening"])


def topic(lead: Tokens, longest: int = 20) -> str:
    """What the clause before, within the sentence, speaks of: the object of its verb, else its words."""
    end = len(lead)
    while end and lead[end - 1].kinds & _CLAUSE:
        end -= 1
    start = last(lead[:end], _CLAUSE | {"stop"}) + 1
    if start and lead[start : start + 1] and lead[start].words.startswith("包括"):  # 成人高校,包括夜大学等,在校生
        return topic(lead[: start - 1], longest)
    if start < end and lead[start].words == "在" and said(lead[start:end]).endswith(_CIRCUMSTANCES):
        return topic(lead[: start - 1], longest) if start and "comma" in lead[start - 1].kinds else ""
    while end > start and lead[end - 1].kinds & _CHANGED:  # 工资再次提高,月均提高5元
        end -= 1
    if BY_WAY_OF.fullmatch(said(lead[start:end])):
        return ""
    passive = any(token.words.startswith("被") for token in lead[start:end])
    if passive or (start < end and lead[end - 1].words.endswith("看")):  # 从就业看
        return ""
    end = start + 1 + first_of(lead[start + 1 : end], _DEGREE) if start < end else end  # 平台不断壮大
    while end > start + 1 and lead[end - 1].kinds & _CHANGED:  # 产业增长迅速
        end -= 1
    told = before(lead[start:end])
    name = UNDER.sub("", told.owner if _ROW.fullmatch(told.words) else told.words)
    return name if len(name) <= longest else ""


def _opened(own: Tokens) -> tuple[Tokens, str, str]:
    """``own`` from where its name begins, the verb that stood before it, and its place."""
    at, end = 0, len(own)
    verb = place = ""
    for number in range(end - 1):
        token = own[number]
        if (
            number
            and token.words in _IN_ALL
            and own[number - 1].kinds is NOUN
            and _bodies().search(own[number - 1].words)
        ):
            at = number + 1  # 县公安机关共|破获案件
        if "opener" in token.kinds or (token.words in _DISPOSING and own[number + 1].kinds is NOUN):
            at = number + 1  # 用两年时间将|筹资标准
        elif number and "place" in token.kinds and own[number - 1].words == "的":
            at = number  # 人代会批准的|全市收入预算
    while at < end:
        token = own[at]
        if "place" in token.kinds:
            place, at = place or token.words, at + 1
            at += at < end and own[at].words == "的"
        elif token.words[-1] == "年" and at + 2 < end and SPAN.fullmatch(said(own[at : at + 2])):
            at += 2  # 一年来共接待来访
        elif located := token.words == "在" and LOCATIVE.match(said(own[at:])):
            own, at = _behind(own, at, located.end()), 0
            end = len(own)
        elif token.words[:2] in ORDERED and (ordered := ORDER.match(said(own[at:]))):
            own, at = _behind(own, at, ordered.end()), 0
            end = len(own)
        elif token.words == "在" and at + (act := first_of(own[at:], _ACT)) + 1 < end:  # 在山区乡镇新建水窖
            at += act
        elif "open" in token.kinds and (close := first_of(own[at:], _CLOSE)) < end - at - 1:  # 市本级(含开发区)收入
            at += close + 1
        elif token.kinds & _BEFORE or not token.words.strip(EDGES) or _exceeds(own[at : at + 2]):
            at += 1
        elif token.kinds & VERBS and at + 1 < end and not _is_member(own[at + 1 : at + 3]):
            verb += token.words if "empty" not in token.kinds else ""
            at += 1
        else:
            break
    return own[at:], verb, place


@of_lexicon
def _bodies() -> re.Pattern[str]:
    """What those end with whose report it is: what they did is told, not that they did it."""
    return re.compile(f"(?:{either(table('words')['names']['bodies'])})$")


def _exceeds(of: Tokens) -> bool:
    """Whether 超过 and the like stand before what is compared with: 增长8%,超过|重工业增长5%."""
    return "against" in of[0].kinds and len(of) > 1 < len(of[0].words) and of[1].kinds is NOUN


def without_verbs(name: str) -> str:
    """What is left of ``name`` without the verbs that open it.

    >>> without_verbs("推进河道、沟渠等治理工程")
    '河道、沟渠等治理工程'
    """
    return said(_opened(words(name, 0, len(name)))[0])


def _is_member(behind: Tokens) -> bool:
    """Whether what looks like a verb is a noun that 与 or 和 joins to another: 研究|与|试验发展经费."""
    return len(behind) > 1 and behind[0].words in {"与", "和", "及"} and behind[1].kinds is NOUN


def _behind(own: Tokens, at: int, length: int) -> Tokens:
    """What stands ``length`` characters or more behind the beginning of token ``at``; a token may be cut."""
    while at < len(own) and length >= len(own[at].words):
        length -= len(own[at].words)
        at += 1
    if not length or at == len(own):
        return own[at:]
    rest = own[at].words[length:]
    return [*words(rest, 0, len(rest)), *own[at + 1 :]]


def _listed(own: Tokens) -> Tokens:
    """甲、乙等重点企业: the name is what they are, unless that says nothing alone."""
    for number in range(len(own) - 2, 0, -1):
        if "such" in own[number].kinds:
            behind = own[number + 1 :]
            if behind[0].words.startswith(_FIELDS):
                break
            if len(said(own)) > 20 or not says_nothing(said(behind)):
                kept = next(n for n, token in enumerate(own) if "keep" not in token.kinds)
                return [*own[:kept], *behind]
            break
    return own


def _owned(own: Tokens) -> tuple[str, Tokens]:
    """Whose it is, and what: 规上企业|实现|营业收入."""
    for number in range(1, len(own) - 1):
        if "inner" in own[number].kinds and len(said(own[number + 1 :])) > 1:
            whose = said(trimmed(own[:number], _BEHIND | {"estimated", "leading"})).strip(EDGES)
            return whose if len(whose) <= LONGEST else "", _opened(own[number + 1 :])[0]
    return "", own


def _headless(own: Tokens) -> Tokens:
    """``own`` without a short heading of a flattened page before it: 教育 全市共有…, 财政收支 实现…."""
    for number, token in enumerate(own[:-1]):
        if token.kinds is NOUN and token.words[-1] == " ":
            headed = len(token.words) < _SHORT and not own[number + 1].kinds.isdisjoint(_HEADED)
            return own[number + 1 :] if headed else own
    return own


def behind(after: Tokens, crowded: bool = False, served: bool = False, alone: bool = False) -> str:
    """The name of what a counter counts, from the tokens behind it; "" where they are none.

    ``crowded`` says that another figure follows at once: a verb within begins what that one is about. ``served``, that
    something is done for those that are counted: a verb within says what (为9名老人|发放补贴). ``alone``, that a verb
    directly behind a noun of a kind is what those did (抽查9个单位|查出).

    >>> def name(text): return behind(list(words(text, 0, len(text))))
    >>> name("省级企业技术中心"), name("重点企业用地需求情况"), name("企业进入评估阶段"), name("已挂牌")
    ('省级企业技术中心', '重点企业', '企业进入评估阶段', '')
    """
    while after and (after[0].words == "的" or not after[0].words.strip()):
        after = after[1:]
    owning = 0
    if first_of(after, _LISTING) < len(after):  # 50名视力、听力等残疾学生
        after = _listed(after)
        owning = max((n for n, token in enumerate(after) if token.words == "的"), default=0)
    if served and (crowded or len(said(after)) > _SENTENCE):
        verb = next((n for n in range(owning + 1, len(after)) if _is_done(after, n)), len(after))
        after = after if says_nothing(said(after[:verb])) else after[:verb]
    if not after or "predicate" in after[0].kinds or is_predicate(after):
        return ""
    if after[0].words == "人口" and len(after) > 1 and after[1].words == "的":  # 5000万人口的大省
        return after[0].words
    if not crowded and after[0].kinds is NOUN and _tells(after):
        return said(trimmed(after, frozenset({"remainder"}))).strip()
    heads = [number for number, token in enumerate(after) if "head" in token.kinds]
    if "opening" in after[0].kinds and not heads and "的" not in [token.words for token in after]:
        return ""
    if crowded and (not heads or heads[0] or (alone and len(after) > 1 and _is_act(after[1]))):
        verb = next((n for n in range(1, len(after)) if _does(after, n)), len(after))
        heads, after = [number for number in heads if number < verb], after[:verb]
    if heads and heads[0]:
        end = heads[0]
        if not crowded and _goes_on(after[end + 1 :]):
            return said(trimmed(after, frozenset({"remainder"}))).strip()
        for number in heads[1:]:
            if any(map(_is_act, after[end + 1 : number])):
                break
            end = number
        after = after[: end + 1]
    elif heads:  # 新增8家企业成为省级企业技术中心
        after = next((after[n + 1 :] for n, token in enumerate(after[:-1]) if token.words == "成为"), after)
    else:
        cut = next((n for n, token in enumerate(after) if n > owning and token.kinds & _ENDING), len(after))
        if cut < len(after) and "to" in after[cut].kinds and after[cut - 1].kinds & _CHANGED:
            cut -= 1  # 5个镇扩大到9个
        after = after if _is_state(after[cut:]) else after[:cut]
    return said(trimmed(after, frozenset({"remainder"}))).strip()


_ENDING = frozenset({"ending", "portion", "share", "to", "rate", "pull"})
_ALL = frozenset({"全部", "均"})
_ADVERBS = frozenset({"closing", "ending"})
_DIFFERS = frozenset({"up", "down", "share", "least"})


def _is_state(rest: Tokens) -> bool:
    """Whether what all of them are stands behind: 9个县水质|全部达标, not 全部开工."""
    return len(rest) == 2 and rest[0].words in _ALL and rest[1].kinds is NOUN and len(rest[1].words) < 5


def _tells(after: Tokens) -> bool:
    """Whether behind its first noun a clause tells what these did: 县|完成企业分类, 县|首次|全部|获评文明城市."""
    at = next((n for n, t in enumerate(after) if n and (t.kinds.isdisjoint(_ADVERBS) or "enlist" in t.kinds)), 1)
    return _goes_on(after[at:]) and len(said(after)) <= LONGEST


def _goes_on(behind: Tokens) -> bool:
    """Whether the words behind a noun say which they are: 企业|已列入省级名单."""
    if behind and behind[0].words == "已":
        behind = behind[1:]
    return len(behind) > 1 and "enlist" in behind[0].kinds


def is_predicate(after: Tokens) -> bool:
    """Whether what follows a figure is a change of what stands before it: 提高到, 整合至."""
    if not after:
        return False
    first = after[0].kinds
    if not first.isdisjoint(_ACT):
        return len(after) > 1 and after[1].words in {"到", "至"}
    return not first.isdisjoint({"up", "down"}) and (len(after) == 1 or "to" in after[1].kinds)


def _is_act(token: Token) -> bool:
    """Whether a token is a verb, 完成 or the like."""
    return bool(token.kinds & VERBS) or ("done" in token.kinds and len(token.words) > 1)


def _does(after: Tokens, number: int) -> bool:
    """Whether a predicate begins there: a verb, unless it is part of a noun (新投产项目), or how a measure differs."""
    if _is_act(after[number]):
        return after[number - 1].words != "新" or after[number + 1 : number + 2] == []
    return not after[number].kinds.isdisjoint(_DIFFERS)


def _is_done(after: Tokens, number: int) -> bool:
    """Whether what is done for those before begins there: a verb with something behind it that is no part of a noun."""
    return (_is_act(after[number]) or "keep" in after[number].kinds) and number + 1 < len(after)


def first_head(name: str) -> str:
    """``name`` up to the first noun of a kind that is counted: 企业 of 企业工作专班."""
    of = words(name, 0, len(name))
    end = next((number for number, token in enumerate(of, 1) if "head" in token.kinds), len(of))
    return said(of[:end])


_SAYS_DONE = VERBS | {"done", "leading", "filler"}
_PARTICLES = frozenset({"新", "了", "出", "待", "待省市", "省市", "省级", "市级", "区级", "县级"})


def is_verb(name: str) -> bool:
    """Whether ``name`` says only that something was done (签约, 已开工), not what.

    >>> is_verb("新签约"), is_verb("签约项目")
    (True, False)
    """
    return _says_done(words(name, 0, len(name)))


def _says_done(of: Tokens) -> bool:
    for token in of:
        if token.kinds.isdisjoint(_SAYS_DONE) and token.words not in _PARTICLES:
            return False
    return bool(of)


def kept_verb(name: str) -> str:
    """The verb at the beginning of ``name`` that says what became of what is counted: 关停 of 关停小煤矿.

    >>> kept_verb("关停小煤矿"), kept_verb("建成小煤矿")
    ('关停', '')
    """
    verb = ""
    while _kept().match(name):
        first = words(name, 0, len(name))[0]
        verb, name = verb + first.words, name[len(first.words) :]
    return verb or _newly(name)


def _newly(name: str) -> str:
    """新培育 of 新培育瞪羚企业; "" of 新能源电站."""
    if not name.startswith("新"):
        return ""
    of = words(name, 0, len(name))
    return "新" + of[1].words if len(of) > 1 and of[0].words == "新" and _is_act(of[1]) else ""


@of_lexicon
def _kept() -> re.Pattern[str]:
    return re.compile(either(table("tokens")["keep"]))
