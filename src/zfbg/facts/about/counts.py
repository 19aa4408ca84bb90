"""Counts: what is counted, of which a noun behind the counter or only a verb before it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from zfbg.facts.about import deeds, lists, treated
from zfbg.facts.about.belonging import taken_up
from zfbg.facts.about.parts import measured_of, owner_before
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import JOINTS, LISTING_JOINTS, NOUN, Token, first_of, last, said, trimmed, words
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.criteria import is_named, is_round
from zfbg.facts.measure.reading import Reading
from zfbg.facts.mentions.quantities import Quantity
from zfbg.facts.mentions.units import COUNTED
from zfbg.facts.naming import counters, endings, names, nouns, owners, verbs
from zfbg.facts.naming.names import Name
from zfbg.lexicon import of_lexicon, table

# So many characters say of what.
LEAST = 4
# So many tokens at least tell what was done after those that were counted.
_LEAST_TOLD = 3
# A longer noun is understood without the names of all that it counts.
SHORT = 2
# 3个国家级、9个省级重点专科: of what kind these are is told with the next.
_TIER = re.compile("^(?:国家|部|省部?|自治区|市|州|区|县|[十百千]?(?:万亿|[万亿]))级")
_LISTED = frozenset("、等")
# 工厂的成本: whose a measure is, not 国家级的园区.
_OWNED = re.compile("([^的]+[^级型类性式别的])的.{2,}")
# 五大类23项指标, 8个方面21条措施: how they are divided, not whose they are.
_SORTS = re.compile("(?:^|[一二三四五六七八九十两][个大]?)(?:方面|领域|环节|维度|层面|大?类)$")
_BREAKS = frozenset({"comma", "semicolon", "colon", "stop", "listing", "open", "close", "quantity", "period"})
_LISTING = frozenset({"listing"})
_TELLING, _CLOSING = frozenset({"filler", "closing"}), frozenset({"closing"})
_LEAST, _REMAINDER, _DIRECTIONS = frozenset({"least"}), frozenset({"remainder"}), frozenset({"up", "down"})
_ENLIST = frozenset({"enlist"})
_SAID = verbs.ACT | {"opening", "closing", "enlist", "done", "up", "down"}
_NOT = frozenset({"不", "未"})
# So much of what they are not is told in a name.
_NAMED = 12
_RATED = re.compile("(?:水质)?[\u4e00-\u9fff]{2}(?:率|比例)$|水质$")
_SINGLE = frozenset({"人", "名", "户"})
# Longer words tell more than what those who are counted came to.
_SHORT = 8
_TOLD = frozenset({"noun", "head", "place"})
_INNER = frozenset({"inner", "empty"})
_AWARDED = frozenset({"keep", "predicate"})


def behind(figure: Figure) -> str:
    """What the counter counts behind it.

    5种产品产量居全省第一 and 8家企业产值超百亿元 (a round sum) count those that do so; in 6个县产值增长8% it is 县.
    """
    if not figure.after or (figure.quantity.dimension not in COUNTED and "predicate" in figure.after[0].kinds):
        return ""  # 50米|内换乘率
    if not figure.crowded and (came := come_to(figure.after, figure.quantity)):
        return came
    served = bool(figure.own) and "serve" in figure.own[-1].kinds
    if figure.quantity.unit == "次" and not figure.crowded and _does_so(figure.after):
        return said(trimmed(figure.after, _REMAINDER)).strip()
    if figure.joint == "等" and not figure.crowded and figure.after[0].kinds >= _AWARDED:  # 甲中心等3家获批省级研究院
        return said(trimmed(figure.counted, _REMAINDER)).strip()
    counted = treated.counted(figure)
    if done := _done_by_all(figure):
        return said(figure.after).strip() + done
    crowded = figure.crowded or (len(counted) > len(figure.after) and figure.next_in_clause is not None)
    alone = bool(figure.own) and all("serve" not in token.kinds for token in figure.own)  # 抽查150个|单位|查出隐患9处
    name = treated.conducted(figure) or treated.sent(figure) or counters.behind(counted, crowded, served, alone)
    if name and (done := treated.done_to(figure)):
        return name + done
    if _TIER.fullmatch(name) and (next_tier := _TIER.match(said(figure.after_next))):
        return name + said(figure.after_next)[next_tier.end() :]
    listed = len(figure.after) < len(counted) < len(figure.following)
    if listed and (beyond := figure.following[len(counted)].quantity):
        return _unrated(name, beyond)  # 9个|国控、省控断面水质优良比例100%
    following = figure.next_in_clause if name else None
    if following and figure.crowded and (sized := _sized(figure, following.quantity)):
        return sized
    if following is None or following.quantity is None or figure.quantity.dimension not in COUNTED:
        return name
    if not figure.crowded:
        return _owner(name, following.quantity) or name  # 7个|工厂的成本比2019年降低3%
    if (done := _done_by_both(figure, following.quantity)) and is_named(words(name, 0, len(name))):
        return name + done
    of = trimmed(figure.after, _LEAST)
    passing = len(of) < len(figure.after) and is_round(following.words) and is_named(of)
    if passing or following.quantity.kind == "rank":
        return said(figure.after).strip() + following.words
    owned = _owner(name, following.quantity) or (measured_of(name) if is_named(words(name, 0, len(name))) else "")
    return owned or _unrated(name, following.quantity)


def come_to(after: Sequence[Token], of: Quantity) -> str:
    """What persons or households that are counted came to: 就业 of 5万人|实现就业; else ""."""
    at = next((n for n, token in enumerate(after) if token.words not in _attained()), 0)
    told = said(after[at:]).strip()
    named = at and _is_told(after[at]) and 1 < len(told) <= _SHORT
    return told if named and of.unit.lstrip("十百千万亿") in _SINGLE else ""


@of_lexicon
def _attained() -> frozenset[str]:
    return frozenset(table("words")["names"]["attained"])


def _sized(figure: Figure, following: Quantity | None) -> str:
    """What is counted that so much is told of before it: 水厂 of 1座|总投资5亿元的水厂."""
    rest, told = figure.after_next, said(trimmed(figure.after, _TELLING))
    if following is None or following.dimension in COUNTED or len(rest) < 2 or rest[0].words != "的":
        return ""
    return counters.behind(rest) if owners.is_told_of(told) or told.endswith(endings.measures()) else ""


def _unrated(name: str, following: Quantity) -> str:
    """What is counted of which a rate is told behind it: 排水沟 of 9条|排水沟整治率达100%."""
    rated = _RATED.search(name, LEAST) if following.unit == "%" else None
    return name[: rated.start()] if rated else name  # 9个断面水质达标率: the 断面 are counted


def _owner(name: str, following: Quantity) -> str:
    """Whose a measure is of which a rate is told behind the counter: 工厂 of 5个|工厂的成本降低3%; else ""."""
    owned = _OWNED.fullmatch(name) if following.dimension == "ratio" else None
    return owned[1] if owned and is_named(words(owned[1], 0, len(owned[1]))) else ""


def _done_by_all(figure: Figure) -> str:
    """全部免征农业税 of 8个省、23个县全部免征农业税: what all did that a list counts; "" where it tells nothing.

    Other than divisions are told of at once only where no verb leads the list: 9家企业、3家平台|入选国家级名单.
    """
    behind = figure.following[len(figure.after) :]
    if not (len(figure.after) == 1 and len(behind) > 1 and "listing" in behind[0].kinds and behind[1].quantity):
        return ""
    if behind[1].quantity.dimension in COUNTED and (suffered := _suffered(figure.after_next)):
        return suffered
    if counters.are_divisions(figure.after[0]):
        rest = figure.after_next
        done = len(rest) > 1 and counters.are_divisions(rest[0]) and "place" not in rest[1].kinds
        return said(rest[1:]).strip() if done else ""
    led = any(verbs.is_act(token) or token.words in treated.TOWARDS for token in figure.own[-1:])
    if led or figure.after[0].kinds is not NOUN or behind[1].quantity.dimension not in COUNTED:
        return ""
    rest = figure.after_next
    return _enlisted(rest, first_of(rest, _ENLIST))


def _done_by_both(figure: Figure, following: Quantity) -> str:
    """入选国家级名单 of 6个镇和9个村入选国家级名单: what those did that are counted at once behind these."""
    if following.dimension not in COUNTED or not is_named(trimmed(figure.after, _REMAINDER)):
        return ""
    rest = figure.after_next
    if suffered := _suffered(rest):
        return suffered
    return _enlisted(rest, 1 if rest and counters.are_divisions(rest[0]) else first_of(rest, _ENLIST))


def _suffered(of: Sequence[Token]) -> str:
    """What befell those that are counted last, and so all before: 受灾 of 9个镇3万人|受灾, 9个镇86个村|受灾."""
    told = said(of).strip()
    verb = next(filter(told.endswith, _befalling()), "") if len(told) <= _SHORT else ""
    whom = told.removesuffix(verb)
    counted = whom in counters.divisions() or whom.endswith(endings.households())
    return (verb if counted else told) if verb else ""


@of_lexicon
def _befalling() -> tuple[str, ...]:
    return tuple(table("words")["names"]["befalling"])


def _enlisted(of: Sequence[Token], at: int) -> str:
    """What those did that are counted last, from ``at`` on: 入选国家级名单 of 村|入选国家级名单."""
    done = trimmed(of[at:], _REMAINDER)
    return said(done).strip() if at and len(done) > 1 else ""


def _does_so(of: Sequence[Token]) -> bool:
    """Whether what was done so often stands behind 次: 两次|下调政策利率."""
    return len(of) > 1 and (verbs.is_act(of[0]) or not of[0].kinds.isdisjoint(_DIRECTIONS))


def told_before(thread: Thread, figure: Figure) -> int:
    """How many tokens before a figure are what was just counted: 为2个|村|安装路灯9盏, 甲5万千瓦|风电、|乙3万吨酒厂."""
    own = figure.own
    if not thread.begun or len(own) < _LEAST_TOLD or figure.lead:
        return 0
    at = first_of(own, _LISTING)
    if 0 < at < len(own) - 1 and own[at].words == "、":  # 新增2个|产业园、|新入规企业9家
        told = thread.last[1]
        counted = figure.quantity.kind == "amount" and figure.quantity.dimension in COUNTED
        whole = told.removeprefix(verbs.kept_verb(told)) if counted else told
        if thread.measure == "level" and (counted or at == 1) and said(own[:at]) in {told, whole}:
            return at + 1
    if not thread.counting or not (at := _named_anew(own, thread.counted)):
        return 0
    act, what = own[at : at + 2]
    done = verbs.is_act(act) and act.kinds.isdisjoint(_INNER)
    named = what.kinds is NOUN and not what.words.endswith(endings.rates())  # 重点单位|检查覆盖率
    return at if done and named else 0


def _named_anew(own: Sequence[Token], counted: str) -> int:
    """How many tokens name once more what was counted, where others follow: 党员|干部|结对联系群众; else 0."""
    return next((n for n in range(1, min(len(own) - 1, len(counted) + 1)) if said(own[:n]) == counted), 0)


def named_before(thread: Thread, figure: Figure, name: Name) -> bool:
    """Whether the nouns of a list are told before its counts, none behind them: 铲车3辆、运输车2辆|清运垃圾."""
    own, of = figure.own, figure.after
    if not (figure.joined and of and thread.begun and thread.counting) or figure.lead or figure.joint in _LISTED:
        return False
    if counters.are_divisions(of[0]):
        return False  # 在甲镇、乙镇2个|乡
    counted = figure.quantity.dimension in COUNTED and figure.quantity.unit != "次"
    return counted and bool(name.words) and not name.says_done and own[-1].kinds is NOUN and of[0].words != "的"


def predicate(figure: Figure) -> str:
    """What all that are counted are, where no more stands behind them: 40项举措|为全省首创; else ""."""
    of = figure.after
    if not of or figure.crowded or figure.quantity.dimension not in COUNTED:
        return ""
    at = next((n for n, token in enumerate(of) if token.words == "为"), len(of))
    told = of[at + 1 :]
    return said(of[at:]) if told and len(said(told)) <= _SHORT and all(map(_is_told, [*of[:at], *told])) else ""


def denied(figure: Figure, name: Name) -> str:
    """What those who are counted are not or do not do, where those are told before: 片区剩余8户|未签约; else ""."""
    of = figure.after
    if figure.quantity.dimension not in COUNTED or not (name.words and len(of) > 1) or of[0].words not in _NOT:
        return ""
    told = said(of).strip()
    long = figure.crowded or len(told) > _NAMED or any(token.words in treated.TOWARDS for token in of)
    return "" if long else told  # not 干部9人|不间断对


def _is_told(token: Token) -> bool:
    return token.kinds is NOUN or not token.kinds.isdisjoint(_TOLD)


def of_those(thread: Thread, figure: Figure) -> tuple[str, str] | None:
    """How many they are whose houses were just counted: 参加失业保险304个单位|7920人; None where it is not so told."""
    own = figure.words
    if figure.lead or not (thread.begun and thread.counting and own and own == thread.counted):
        return None
    subject, indicator = thread.last
    whose = indicator.removesuffix(own)
    if figure.quantity.dimension != "persons" or whose == indicator or len(whose) < LEAST or verbs.is_verb(whose):
        return None
    return subject, whose


def among(thread: Thread, figure: Figure, reading: Reading) -> Reading:
    """What is told of those that were just counted, with their names: 稻谷、油菜籽等|9种|农产品产量."""
    such, thread.such = thread.such, ""
    name = reading.name
    if not such or figure.lead or figure.joined or not name.words or figure.quantity.dimension in COUNTED - {""}:
        return reading
    whole = evolve(name, words=f"{such}等{name.words}")
    return evolve(reading, name=whole) if figure.words.startswith(name.words) else reading


def of_class(thread: Thread) -> str:
    """Those counted of a class: 占比超过10%的产品, 5000万元以上的项目, of which more may be told."""
    whole = thread.counted.removeprefix(thread.sized)
    if thread.category[:1].isdigit():
        thread.sized = thread.category + "的"
        thread.count(thread.sized + whole)
    return f"{thread.category}的{whole}"


def ranked(thread: Thread) -> str:
    """What those were ranked by whose figures follow: 起数排在前两位的是:甲镇5起、乙镇3起; "" where none were."""
    return thread.last[1] if thread.measure == "rank" and not thread.indicator else ""


def of_noun(thread: Thread, figure: Figure, name: Name, behind: str, verbal: bool) -> tuple[str, str]:
    """A count whose noun stands behind it: 新增7家省级企业技术中心; what stands before owns it or is its verb."""
    if not verbal and _is_averaged(figure):
        return deeds.doer(name.words)[0] or name.words, "平均" + behind
    new = verbs.kept_verb(name.verb + name.words) if verbal else ""
    joined = figure.joint in LISTING_JOINTS and not figure.lead
    if not new and (joined or _goes_on(thread, figure, behind)):
        new = thread.verb
    thread.verb = new
    if figure.joint == "等" and figure.crowded and figure.quantity.dimension == "things":
        thread.such = name.words
    told = name.verb + name.words
    if figure.crowded:  # 3个市的12项工程
        behind = counters.first_head(behind.removesuffix("的")) if behind.endswith("的") else behind
    if not told and (behind.endswith(_gaining()) or owners.says_nothing(nouns.noun(behind))):  # 建立后备库,8家企业入库
        on = thread.begun and "semicolon" not in figure.kinds
        topic = _topic(figure, names.LONG) or taken_up(figure.lead, behind)
        topic = "" if topic.endswith(_gaining()) else topic  # 5万人参保,2万人领取养老金
        return topic or (owner_before(thread, behind) if on else ""), behind
    if verb := deeds.verb_told(figure, behind):
        thread.verb = verb
        return deeds.doer(name.words)[0] if not (verbal or figure.joined) else "", verb + behind
    if owners.says_nothing(behind):
        return "", told + behind
    if not verbal and not new and name.words.startswith("新"):
        thread.verb = verbs.kept_verb(name.words)
        return "", name.words + behind
    # 甲、乙等8家企业, 推进甲和8项乙: some of them, or another thing; no owner
    listed = figure.joined or figure.joint in _LISTED or (bool(figure.own) and figure.own[-1].words in JOINTS)
    if behind.endswith("之一"):  # 成为首批5个公园之一
        return "", behind.removesuffix("之一")
    # 民政局为9名老人发放, 我们在9个村试点: who does it is no owner
    within = len(figure.own) > 1 and figure.own[-1].words == "在" and not verbs.is_act(figure.own[-2])
    served = within or (bool(figure.own) and "serve" in figure.own[-1].kinds)
    whose, act = ("", "") if verbal or listed or served else deeds.doer(name.words)
    act = deeds.done_to_listed(name.words) if figure.joint == "等" else act
    if "”" in whose:  # “一企一策”支持甲厂、乙厂|2个中心: what stands before the verb is no owner
        quoted = whose.rpartition("”")[2]
        bare = quoted if "“" in quoted else names.without_verbs(quoted)
        whose = whose if bare == quoted else bare
    thread.verb = new = new or act
    if len(behind) > deeds.SHORT and new in deeds.touching():
        new = ""  # 涉及22个|待整改项目
    if served and not (new or figure.crowded) and figure.own[-1].words == "为" and _are_served(behind):
        new = "为"  # 为|9名|妇女提供法律援助
    return "" if whose and _is_no_owner(whose, behind, figure) else whose, new + behind


def _is_averaged(figure: Figure) -> bool:
    """Whether so many are told of each of those before: 12所敬老院|平均只有|3.2名护理员."""
    return "平均" in [token.words for token in figure.own[len(trimmed(figure.own, _CLOSING)) :]]


@of_lexicon
def _all() -> frozenset[str]:
    """Words that say how many of all there are, not whose: 所有|56所幼儿园."""
    return frozenset(table("words")["names"]["all"])


@of_lexicon
def _gaining() -> tuple[str, ...]:
    return tuple(table("words")["names"]["gaining"])


def _goes_on(thread: Thread, figure: Figure, behind: str) -> bool:
    """Whether a bare noun is counted right behind another that has its verb: 涉及9个乡镇,|86个村."""
    bare = (
        len(behind) < _SHORT
        and said(figure.after).strip() == behind
        and all(t.kinds.isdisjoint(_SAID) for t in figure.after)
    )
    return (
        bare and thread.begun and thread.counting and not figure.words.strip(", ") and "semicolon" not in figure.kinds
    )


def _topic(figure: Figure, longest: int) -> str:
    """What the clause before speaks of; where that begins with what a figure counts, what these did.

    9个镇开展家庭医生签约,2万人受益: 家庭医生签约.
    """
    lead = figure.lead
    clause = len(lead) > 1 and "comma" in lead[-1].kinds and last(lead[:-1], _BREAKS) < 0
    if clause and (at := first_of(lead, verbs.VERBS)) and at + 2 < len(lead):
        lead = lead[at + 1 :]
    return names.topic(lead, longest)


def _are_served(behind: str) -> bool:
    """Whether what stands behind a counter goes on to what was done for those who are counted."""
    return any(verbs.is_act(token) for token in words(behind, 0, len(behind))[1:])


def are_told(figure: Figure, name: Name, indicator: str) -> bool:
    """Whether a count says what was counted, not what was done of others (结案8件) or how these divide (4个方面)."""
    done = name.words and not figure.after and (name.says_done or verbs.kept_verb(name.words) == name.words)
    if figure.quantity.dimension == "persons" and not indicator.endswith(endings.people()):
        return False  # 党纪处分9人
    return not (done or _SORTS.search(indicator))


def _is_no_owner(whose: str, behind: str, figure: Figure) -> bool:
    """Whether what stands before a count is a word left over (落实好|6项政策), a sort, or names what is counted."""
    if len(whose) == 1 or whose in _all() or _SORTS.search(whose):
        return True
    return len(behind) > SHORT and _are_these(whose, figure.quantity)


def _are_these(names: str, counted: Quantity) -> bool:
    """Whether as many are named as are counted: of 甲河、乙河两个景区 both are what is counted."""
    value = counted.number.value
    return value is not None and 1 < value <= lists.MANY and bool(lists.members(names, int(value)))
