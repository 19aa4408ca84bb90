"""The name of what is measured: the tokens before a figure, or of the clause before it.

Names are cut, not parsed: from the beginning go conjunctions, adverbs and verbs that only say that it was done, from
the end predicates. Which words these are says ``lexicon/tokens.toml``; what names say nothing alone, ``words.toml``.
"""

from __future__ import annotations

import re

from attrs import define, evolve

from zfbg.facts.clauses.tokens import FARTHEST, JOINTS, NOUN, Tokens, first_of, kinds_of, last, said, trimmed, words
from zfbg.facts.naming import adjuncts, verbs
from zfbg.facts.naming.adjuncts import EDGES, IN_ALL, LOCATIVE, ORDER, ORDERED, SPAN, UNDER, bare, opens
from zfbg.facts.naming.owners import bringing, is_measure, is_pronoun, says_nothing
from zfbg.lexicon import alternation, either, of_lexicon, table

_CLAUSE = frozenset({"comma", "semicolon", "colon"})
_PUNCTUATION = frozenset({"comma", "listing", "colon", "semicolon", "open", "close", "stop"})
_BEFORE = _PUNCTUATION | {"leading"}
_BEHIND = frozenset({"closing", "comma", "listing", "colon", "open"})
_CHANGED = frozenset({"up", "down", "closing"})
_DIRECTIONS = frozenset({"up", "down"})
_CLOSE, _INNER = frozenset({"close"}), frozenset({"inner"})
_NOUNS = NOUN | {"head"}
_NAMING = _NOUNS | {"leading", "place"}
_LISTING = frozenset({"listing"})
_DEGREE = frozenset({"degree"})
_FROM = frozenset({"from"})
_DISPOSING = frozenset({"将", "把"})
_OBJECTS = {"将": _FROM, "把": _FROM, "对": frozenset({"empty"})}
# 我市, 全市, 本市: the region of the report.
_OWN = frozenset("我全本")
_PLANNED = frozenset({"原计划", "原定", "计划", "拟"})
_FOR = frozenset({"为", "向", "给"})
# Behind who did it, before what was done so often in all.
_TIMES = frozenset({"共", "一共", "先后"})
# With these, or behind them, a name may begin.
_OPENING, _OPENS = frozenset({"opener", "place"}), _DISPOSING | IN_ALL
_YEARS = re.compile("(?<=[一-鿿]{3})(?<![个第近这])[两三四五六七八九十]年$")  # 利润总额|五年|分别增长
_VERB = 2  # characters of a verb that no list has
# A short heading of a flattened page before the name: 交通 交通运输业增加值, 二、经济发展 工业增加值.
_RUN_IN = re.compile("[\u4e00-\u9fff]{2,8} +[\u4e00-\u9fff]{4,}$|.、[\u4e00-\u9fff]{2,8} +[^ ]{4,}$")
# 粮食生产实现“九连增”: how often, not what.
_ROW = re.compile("(?:[\u4e00-\u9fff]{2,6}的)?“?[一二三四五六七八九十]{1,3}连[增丰升冠]”?")
_TRADE = re.compile(
    "(?!加快|推动|发展|培育|壮大|做[强大优]|打造|支持|推进|促进|提升|全|各|其)[\u4e00-\u9fff]{1,10}?"
    "(?:产业|[^就企行农毕失作开创停复专职物]业)(?!链|园|基|集|化|务|绩|态|投|发)"
)
# 钢铁、石化等产业先进产能: what stands before 等 says of which.
_FIELDS = ("产业", "行业", "领域", "方面", "工业")
# What ends with one of these says itself what grows: 税收增收3亿元.
_SAID = ("入", "收", "税", "费", "利", "款", "金", "出", "产", "量", "值", "额", "预算", "利润")
# A longer clause is no topic; where no more is known of it, one that is longer than the first.
SHORTER, LONG = 20, 30
# So many characters name a topic at least.
LEAST = 2
# A longer name is no name but a sentence without stops, or a table.
LONGEST = 40


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


def before(own: Tokens) -> Name:
    """The name that stands before a figure.

    >>> def name(text): return before(list(words(text, 0, len(text))))
    >>> name("其中全区累计完成工业投资").place, name("已建成科技孵化器").words, name("已签约").says_done
    ('全区', '科技孵化器', True)
    >>> name("规模以上工业企业预计实现总产值")
    Name(words='总产值', verb='', place='', owner='规模以上工业企业', says_done=False)
    """
    if not (rest := trimmed(own, _BEHIND)) or adjuncts.is_per(rest):
        return Name()
    if len(rest) > 2 and len(rest[-1].words) == 1 and rest[-1].kinds is NOUN and rest[-2].words in _PLANNED:
        rest = trimmed(rest[:-2], _BEHIND)  # 水窖原计划|建200口
    if len(rest) > 1 and "place" in rest[-1].kinds and "keep" in rest[-2].kinds:
        rest = rest[:-1]  # 涉及|全县9个镇
    rest, verb, place = _opened(adjuncts.happened(adjuncts.headless(_unowned(rest))))
    rest = in_general(rest)
    owner, rest = _owned(rest, own)
    name = bare(said(rest))
    if verb and (name in _objects() or verb in bringing()):
        name, verb = verb + name, ""
        rest = words(name, 0, len(name))
    if " " in name and (len(name) > LONGEST or _RUN_IN.match(name)):  # cells of a flattened table, a heading before
        name = name.rpartition(" ")[2]
    if "()" in name:
        name = name.replace("()", "")  # 汛期(4-9月)
    if "各" in name:
        name = adjuncts.EACH_OF.sub("", name)
    if name.count("“") != name.count("”"):
        name = name.strip("“”")
    if name.endswith("年"):
        name = _YEARS.sub("", name)
    if ("年" in name and SPAN.fullmatch(name)) or (len(name) < 5 and is_pronoun(name)):
        name = ""
    return Name(name, verb, place, owner, verbs.says_done(rest))


@of_lexicon
def _objects() -> frozenset[str]:
    return frozenset(table("words")["names"]["objects"])


def trade(lead: str) -> str:
    """The trade that a sentence speaks of, the last that begins with one: 装备制造业 of 装备制造业加快升级。.

    >>> trade("装备制造业加快升级,建成基地。引进企业。"), trade("加快升级。")
    ('装备制造业', '')
    """
    for sentence in reversed(lead.split("。")):
        if found := _TRADE.match(sentence.strip(EDGES)):
            return found[0]
    return ""


def topic(lead: Tokens, longest: int = SHORTER) -> str:
    """What the clause before, within the sentence, speaks of: the object of its verb, else its words."""
    lead = lead[-FARTHEST:]
    end = len(trimmed(lead, _CLAUSE))
    start = last(lead[:end], _CLAUSE | {"stop"}) + 1
    if start < end and adjuncts.is_aside(lead[start:end]):  # 成人高校,包括夜大学等,在校生
        return topic(lead[: start - 1], longest) if start and "comma" in lead[start - 1].kinds else ""
    if whose := _subject(lead[start:end]):
        return whose if len(whose) <= longest else ""
    while end > start and lead[end - 1].kinds & _CHANGED:  # 工资再次提高,月均提高5元
        end -= 1
    if adjuncts.BY_WAY_OF.fullmatch(said(lead[start:end])):
        return ""
    if start < end and (to := _OBJECTS.get(lead[start].words)):  # 将意外险|从小学扩大到初中; 对审批事项|进行清理
        end = start + first_of(lead[start:end], to)
    passive = any(token.words.startswith("被") for token in lead[start:end])
    if passive or (start < end and lead[end - 1].words.endswith("看")):  # 从就业看
        return ""
    end = start + 1 + first_of(lead[start + 1 : end], _DEGREE) if start < end else end  # 平台不断壮大
    while end > start + 1 and lead[end - 1].kinds & _CHANGED:  # 产业增长迅速
        end -= 1
    told = before(lead[start:end])
    name = _unchanged(UNDER.sub("", told.owner if _ROW.fullmatch(told.words) else told.words))
    name = adjuncts.QUALITY.sub("", name)
    return name if len(name) <= longest else ""


def spoken_of(lead: Tokens) -> str:
    """What the clause before names whole, where it says nothing else: 向灾区调运的粮食,."""
    if len(lead) < 4 or "comma" not in lead[-1].kinds or lead[-2].kinds.isdisjoint(_NOUNS) or lead[-3].words != "的":
        return ""
    start = last(lead[:-1], _CLAUSE | {"stop"}) + 1
    whole = start and all(not token.kinds.isdisjoint(_NAMING) for token in lead[start:-1])
    return topic(lead, LONG) if whole else ""


def _subject(clause: Tokens) -> str:
    """What a clause tells of that says how that does: 化纤企业 of 化纤企业量质齐升; "" of any other clause."""
    if not _predicate().search(said(clause), LEAST):
        return ""
    name = before(clause).words
    whose = without_predicate(name)
    return whose if whose != name and len(whose) >= LEAST else ""


def _unchanged(name: str) -> str:
    """``name`` without that it grew: 教育支出 of 大幅度增加教育支出."""
    of = words(name, 0, len(name))
    at = next((n for n, token in enumerate(of) if token.kinds.isdisjoint(_CHANGED)), 0)
    return said(of[at:]) if any(not token.kinds.isdisjoint(_DIRECTIONS) for token in of[:at]) else name


def without_predicate(clause: str) -> str:
    """What a clause tells of: its words before their predicate, all of them where it has none.

    >>> without_predicate("城乡社区养老服务制度基本建立"), without_predicate("化纤企业量质齐升")
    ('城乡社区养老服务制度', '化纤企业')
    >>> without_predicate("基本养老保险制度"), without_predicate("物流业支撑能力进一步提升")
    ('基本养老保险制度', '物流业')
    """
    found = _predicate().search(clause, LEAST)
    return clause[: found.start()].rstrip("、的") if found else clause


@of_lexicon
def _predicate() -> re.Pattern[str]:
    of = table("words")["topics"]
    done = f"(?:{alternation(of['done'])})(?:.{{0,4}}$|、)|{alternation(of['done_with'])}"
    does = f"(?:{either(of['adverbs'])})+(?:$|{done})|{alternation(of['alone'])}"
    return re.compile(f"(?:{alternation(of['qualities'])})?(?:{does}).*$")


def of_direction(name: Name, word: str, of_money: bool) -> Name:
    """``name`` with what a word of a direction says that grows: 农民人均收入 of 农民人均|增收.

    What is told in money (``of_money``) is no 产量.
    """
    noun = table("words")["names"]["grown"].get(word, "")
    noun = "" if noun == "产量" and of_money else noun
    told = not noun or len(name.words) < 2 or name.words.endswith((*_SAID, noun[0])) or name.words in noun
    return name if told else evolve(name, words=name.words.removesuffix("年") + noun)


def member(before_: Tokens) -> str:
    """The name of the noun that ``before_`` ends with, the last of a list: 乙厂 of 建成甲厂、乙厂."""
    at = last(before_, _PUNCTUATION) + 1
    name = before(before_[at:])
    return "" if len(name.words) > LONG or name.says_done or says_nothing(name.words) else name.words


def _opened(own: Tokens) -> tuple[Tokens, str, str]:
    """``own`` from where its name begins, the verb that stood before it, and its place."""
    at, end = 0, len(own)
    verb = place = ""
    for number in range(end - 1):
        token = own[number]
        if token.kinds is NOUN or (token.kinds.isdisjoint(_OPENING) and token.words not in _OPENS):
            continue
        behind = number and token.words in IN_ALL and own[number - 1].kinds is NOUN
        if behind and _bodies().search(own[number - 1].words):
            at = number + 1  # 县公安机关共|破获案件
        if "opener" in token.kinds or (token.words in _DISPOSING and own[number + 1].kinds is NOUN):
            at = number + 1  # 用两年时间将|筹资标准
        elif number and "place" in token.kinds and (own[number - 1].words == "的" or _is_given(own, number)):
            at = number  # 人代会批准的|全市收入预算, 省财政厅下达|我市新增债务限额
    while at < end:
        token = own[at]
        if (token.kinds is NOUN and opens(token.words)) or (token.words in _FOR and _is_for(own, at)):
            break
        if "place" in token.kinds:
            place, at = place or token.words, at + 1
            at += at < end and own[at].words == "的"
        elif token.words[-1] == "年" and at + 2 < end and SPAN.fullmatch(said(own[at : at + 2])):
            at += 2  # 一年来共接待来访
        elif located := token.words == "在" and LOCATIVE.match(said(own[at : at + LONGEST])):
            own, at = _behind(own, at, located.end()), 0
            end = len(own)
        elif token.words[:2] in ORDERED and (ordered := ORDER.match(said(own[at : at + LONGEST]))):
            own, at = _behind(own, at, ordered.end()), 0
            end = len(own)
        elif token.words in ORDERED:  # 按照每人9元的标准
            at += 1
        elif token.words == "在" and (act := first_of(own[at : at + LONGEST], verbs.ACT)) < min(LONGEST, end - at - 1):
            at += act  # 在山区乡镇新建水窖
        elif "open" in token.kinds and (close := first_of(own[at:], _CLOSE)) < end - at - 1:  # 市本级(含开发区)收入
            at += close + 1
        elif token.kinds & _BEFORE or not token.words.strip(EDGES) or _exceeds(own, at):
            at += 1
        elif token.kinds & verbs.VERBS and at + 1 < end and not _is_of_several(own, at):
            verb += token.words if "empty" not in token.kinds else ""
            at += 1 + (token.words == "建成" and own[at + 1].words == "后")  # 建成后|日处理能力
        else:
            break
    return own[at:], verb, place


def _is_for(own: Tokens, at: int) -> bool:
    """Whether 为 or 向 tells for whom or to whom what stands behind was done: 向|公安机关|移送|案件."""
    act = at + 1 + first_of(own[at + 1 :], verbs.ACT | _PUNCTUATION)
    if not at + 1 < act < len(own) - 1 or is_pronoun(own[at + 1].words):
        return False
    return not own[act].kinds.isdisjoint(verbs.ACT) and own[act].kinds.isdisjoint(_INNER)


def _is_given(own: Tokens, number: int) -> bool:
    """Whether a place is that of the report, to which one above gave what follows."""
    return own[number].words[0] in _OWN and gives(own[number - 1].words) and not says_nothing(said(own[number + 1 :]))


def gives(noun: str) -> bool:
    """Whether a noun stretch ends with a verb by which one above gives what follows: 省核定|我区债务限额."""
    return noun.endswith(_giving())


@of_lexicon
def _giving() -> tuple[str, ...]:
    return tuple(table("words")["names"]["giving"])


@of_lexicon
def _bodies() -> re.Pattern[str]:
    """What those end with whose report it is: what they did is told, not that they did it."""
    return re.compile(f"(?:{either(table('words')['names']['bodies'])})$")


def _exceeds(own: Tokens, at: int) -> bool:
    """Whether 超过 and the like stand before what is compared with: 增长8%,超过|重工业增长5%."""
    against = "against" in own[at].kinds and len(own[at].words) > 1
    return against and at + 1 < len(own) and own[at + 1].kinds is NOUN


def without_verbs(name: str) -> str:
    """What is left of ``name`` without the verbs that open it.

    >>> without_verbs("推进河道、沟渠等治理工程")
    '河道、沟渠等治理工程'
    """
    return said(_opened(words(name, 0, len(name)))[0])


def _is_of_several(own: Tokens, at: int) -> bool:
    """Whether a verb stays, as the first of several that are kept with a name, or as a noun that is joined to another.

    制定|、|修改|、|废止规章, 研究|与|试验发展经费.
    """
    if at + 2 < len(own) and own[at + 1].words in JOINTS and own[at + 2].kinds is NOUN:
        return True
    for number in range(at + 1, len(own) - 1, 2):
        joint, verb = own[number], own[number + 1]
        if not (joint.words in JOINTS or "listing" in joint.kinds) or "empty" in own[at].kinds:
            return False
        if "keep" in verb.kinds:
            return True
        if len(verb.words) != _VERB:
            return False
    return False


def _behind(own: Tokens, at: int, length: int) -> Tokens:
    """What stands ``length`` characters or more behind the beginning of token ``at``; a token may be cut."""
    while at < len(own) and length >= len(own[at].words):
        length -= len(own[at].words)
        at += 1
    if not length or at == len(own):
        return own[at:]
    rest = own[at].words[length:]
    return [*words(rest, 0, len(rest)), *own[at + 1 :]]


def in_general(own: Tokens) -> Tokens:
    """甲、乙等小街巷: the name is what they are, unless that says too little alone: 岗位等补贴, 家电等主要商品."""
    for number in range(len(own) - 2, 0, -1):
        if "such" in own[number].kinds:
            behind = own[number + 1 :]
            if behind[0].words.startswith(_FIELDS) or "close" in behind[0].kinds:
                break
            general, of = said(behind), table("words")["names"]
            points_back = general.startswith(tuple(of["pointing"]))
            bare = len(said(own)) <= SHORTER and (points_back or says_nothing(general) or general in of["funds"])
            if not (bare or general in of["kinds_told"]):  # 走私、洗钱等案件: however long; 审结|盗窃等侵财案件
                kept = next(n for n, token in enumerate(own) if token.kinds.isdisjoint(("keep", "done")))
                return [*own[:kept], *behind]
            break
    return own


def _owned(own: Tokens, whole: Tokens) -> tuple[str, Tokens]:
    """Whose it is, and what: 规上企业|实现|营业收入; of 接待游客、实现旅游收入分别 (the ``whole``) both are told."""
    for number in range(1, len(own) - 1):
        if own[number].words in _TIMES and _does(own, number):
            return said(own[:number]).strip(EDGES), _opened(own[number + 1 :])[0]  # 律师|共办理案件
        inner = "inner" in own[number].kinds
        if inner and own[number - 1].words == "、":
            inner = "respectively" not in kinds_of(whole[-2:])
        inner = inner and own[number + 1].words != "的"  # 从林业上获得的收入
        inner = inner and not own[number - 1].words.endswith("或")  # 挽回损失或取得利益
        if inner and len(said(own[number + 1 :])) > 1:
            whose = said(trimmed(own[:number], _BEHIND | {"estimated", "leading"})).strip(EDGES)
            whose = "" if len(whose) > LONGEST or whose in _spans() else whose
            return whose, _opened(own[number + 1 :])[0]
    return "", own


def _does(own: Tokens, number: int) -> bool:
    """Whether what was done in all follows, by those named before: 征收项目|共涉及居民."""
    if own[number - 1].kinds.isdisjoint(_NOUNS) or number + 2 >= len(own):
        return False
    does = not own[number + 1].kinds.isdisjoint(verbs.ACT) and own[number + 1].kinds.isdisjoint(_INNER)
    return does and first_of(own[number:], _LISTING) == len(own) - number  # 风灾共涉及甲镇、乙镇等9个乡镇


@of_lexicon
def _spans() -> frozenset[str]:
    """What is no owner but a time: 年度计划完成投资."""
    return frozenset(table("words")["names"]["spans"])


def _unowned(own: Tokens) -> Tokens:
    """``own`` without the noun of the amount before it: 投资5亿元|的甲项目、投资|2亿元的乙项目."""
    if not own or own[0].words != "的":
        return own
    at = max((n for n, token in enumerate(own[:-1]) if "listing" in token.kinds or token.words in JOINTS), default=0)
    return own[at + 1 :] if at and is_measure(said(own[at + 1 :])) else own
