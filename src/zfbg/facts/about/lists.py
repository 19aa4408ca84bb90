"""Lists: several names whose figures follow in their order (甲、乙分别增长1%、2%), however the list is told."""

from __future__ import annotations

import re

from zfbg.facts.about.belonging import mishap
from zfbg.facts.about.parts import of_accounts, owner_before
from zfbg.facts.about.shared import completed, ending
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.sequel import BOUNDING
from zfbg.facts.clauses.tokens import JOINTS, Token, Tokens, first_of, said, words
from zfbg.facts.context.thread import Thread
from zfbg.facts.measure.ranks import grown
from zfbg.facts.measure.reading import LISTING, Reading
from zfbg.facts.naming import names, nouns, owners, verbs
from zfbg.facts.naming.names import Name
from zfbg.lexicon import of_lexicon, table

# Longer lists are no lists of what figures follow.
MANY = 40
_WHOLE = re.compile("[两二三四五六七八九十]大.*")
_ALL = re.compile("[、和及与]")
_CLOSE = frozenset({"close"})
_COMPARED = frozenset({"base", "respectively"})
_STEPS = frozenset({"up", "down", "listing"})
_PAUSES = frozenset({"comma", "listing"})
_RATES = frozenset({"%", "倍", "个百分点"})
_NO_NAME = verbs.VERBS | {"up", "down", "open", "close", "stop", "quantity"}
# 第一、二产业对经济增长的贡献率分别为…,分别拉动…: who does it is named before.
_TO_WHOLE = re.compile("对[^,对]{2,14}贡献率$")
# 各险种, 各项指标: those that were told before, as are 三项|指标.
_EACH = re.compile("各|指标(?:$|分别)")
_LEVEL, _INDICATORS = "持平", "指标"
_STOPS = frozenset({"comma", "semicolon", "stop"})
_ATTRIBUTE = re.compile("(?:率|占比|比重)$")
# 接连突破8万亿元、9万亿元: one thing passes both.
_PASSING = frozenset({"接连", "连续", "先后", "相继"})
# 接待游客、实现旅游收入分别增长: done to each, not part of its name.
_ACHIEVED = re.compile("^(?:实现|完成)(?=..)")


def is_list(thread: Thread, figure: Figure, name: Name) -> bool:
    """Whether names and figures stand in one order: 甲、乙分别增长1%、2%; 甲和乙增长1%和2%."""
    own = figure.words.strip()
    if thread.other.words:  # 比一季度、二季度|分别回落: times are listed, not names
        return False
    if "分别" in own or _goes_on(thread, figure):
        return True
    count = count_of(figure)
    if count < 2:
        return False
    if not name.words or name.says_done:  # 甲、乙分别为5元、7元,增长1%、2%
        return len(thread.recent) >= count
    if any(token.words in _PASSING for token in figure.own):
        return False
    told = name.owner or name.words
    return bool(members(told, count) or paired(told, count))


def tells_again(thread: Thread, figure: Figure) -> bool:
    """Whether a figure only says how many those are that were just told: 事故9起,死亡2人,|两项|指标同比分别下降….

    The thread learns them as a list whose figures may follow.

    A bracket may name them again: 两项指标(事故起数、死亡人数).
    """
    rest = figure.following
    if figure.own or not rest or rest[0].words != "指标" or figure.quantity.unit != "项":
        return False
    if len(rest) > 1 and "open" in rest[1].kinds:
        rest = rest[first_of(rest, _CLOSE) :]
    if len(rest) < 2 or rest[1].kinds.isdisjoint(_COMPARED):
        return False
    if len(thread.members) != (count := int(figure.quantity.number.value or 0)):
        thread.members = tuple(dict.fromkeys(reversed(thread.recent)))[count - 1 :: -1] if count else ()
    return True


def _goes_on(thread: Thread, figure: Figure) -> bool:
    """Whether a list goes on with this figure: …、2%; of one that fell while others rose, …,下降2%."""
    if not thread.names:
        return False
    own = figure.words.strip()
    return own in LISTING or (bool(figure.own) and all(map(_steps, figure.own)))


def _steps(token: Token) -> bool:
    """Whether a token only leads from one figure of a list to the next."""
    return not token.kinds.isdisjoint(_STEPS) or token.words in JOINTS


def listed(thread: Thread, figure: Figure, reading: Reading) -> tuple[str, str] | None:
    """The next of a list whose figures follow in its order (甲、乙分别增长1%、2%), None where there is no list."""
    if not (figure.words.strip() in LISTING or _goes_on(thread, figure)):
        thread.names, thread.owner = _begun(thread, figure, reading)
        if reading.rule == "pull":
            thread.names = tuple(_TO_WHOLE.sub("", name) for name in thread.names)
        if figure.reached and "累计" in figure.words:  # 新增甲3家、乙5家,累计分别达20家和30家
            thread.names = tuple(map(nouns.stock, thread.names))
        if reading.name.says_done and verbs.kept_verb(reading.name.words) == reading.name.words:
            thread.names = tuple(reading.name.words + name for name in thread.names)  # 今年新增的分别是2家、3家
        if reading.measure == "rank" and not reading.name.words and (growth := grown(thread, figure)):
            thread.names = tuple(name + growth for name in thread.names)
    if not thread.names:
        return None
    told, thread.names = thread.names[0], thread.names[1:]
    if thread.owner:
        return told, thread.owner
    if not owners.says_nothing(told):
        return of_accounts(thread, told), told
    return mishap(thread, told) or owner_before(thread, told), told  # 事故9起,起数、死亡人数分别下降5%、6%


def _begun(thread: Thread, figure: Figure, reading: Reading) -> tuple[tuple[str, ...], str]:
    """The members of a list of figures that begins, and what is told of each where that is not their name itself."""
    name = reading.name
    count = count_of(figure)
    told = name.owner or name.words
    found = _of_such(figure, told, count) or (paired(told, count) if count > 2 else ()) or members(told, count)
    if count == 1:
        found = tuple(_ALL.split(told.partition("分别")[0]))
    if told and count > 1 and not found:
        found = _apart(figure, told, count) or _numbered(thread, name, count)
    if 1 < len(found) <= MANY:
        stocked = told.rpartition("分别")[2]
        found = tuple(_ACHIEVED.sub("", name) for name in found)
        found = tuple(name + stocked for name in found) if stocked in _stocked() else completed(found)
        if reading.measure == "level" and (verb := verbs.kept_verb(found[0])) in _treating():
            found = tuple(name if verbs.kept_verb(name) else verb + name for name in found)
        thread.members = found
        whole = _WHOLE.search(name.owner + name.words)
        thread.whole = whole[0].replace("分别", "") if whole else ""
        return thread.members, name.words if name.owner else ""
    # 三项指标分别持平、上升5%、下降3%
    level, kept = (said(part).count(_LEVEL) if "分别" in figure.words else 0 for part in (figure.own, _rest(figure)))
    if thread.members and name.words.startswith(_INDICATORS):
        return thread.members[level:], ""
    if count + level + kept == 1:
        return (), ""
    each = _EACH.match(name.words) and not paired(name.words, count)
    own = "" if name.says_done or each else name.words
    if not own or reading.rule == "pull" or owners.says_nothing(own) or _ATTRIBUTE.search(own):
        return _before(thread, figure, count + level + kept)[level:], own
    return paired(told, count), ""


def numbered(figure: Figure) -> tuple[str, ...]:
    """The members of a list whose number a figure tells before it says more of each: 甲、乙|两项|排放量分别…."""
    if not ("、" in figure.words and any("respectively" in token.kinds for token in figure.following)):
        return ()
    count = figure.quantity.number.value or 0
    return members(names.before(figure.own).words, int(count)) if 1 < count <= MANY else ()


def _numbered(thread: Thread, name: Name, count: int) -> tuple[str, ...]:
    """These members, with what the words behind their number say of each: 甲排放量 of 甲、乙两项|排放量."""
    if len(thread.numbered) != count or name.words.startswith(_INDICATORS):
        return thread.numbered if len(thread.numbered) == count else ()
    of = "" if name.owner else name.words.partition("分别")[0]
    return tuple(each if each.endswith(of) else each + of for each in thread.numbered)


def _rest(figure: Figure) -> Tokens:
    """What follows up to the next stop."""
    return figure.following[: first_of(figure.following, _STOPS)]


def _before(thread: Thread, figure: Figure, count: int) -> tuple[str, ...]:
    """The members that a list of figures without names of its own goes on with: …,分别增长1%和2%."""
    if len(thread.numbered) == count and figure.words.lstrip(",").startswith("分别"):  # 甲、乙两种方式补充9人
        of = thread.indicator
        return tuple(each if each.endswith(of) else each + of for each in thread.numbered)
    if len(thread.members) == count:
        return thread.members
    topic = names.topic(figure.lead, MANY)
    if found := members(topic, count):
        thread.members = completed(found)
        return thread.members
    if count == thread.deal:  # 三年产量分别为5吨、6吨、7吨,分别增长…: of one thing in so many years
        return ()
    return thread.recent[-count:] if len(thread.recent) >= count else ()


def _of_such(figure: Figure, told: str, count: int) -> tuple[str, ...]:
    """Members that 等 closes before what they are: 甲、乙等|产品产量|分别增长1%、2%."""
    at = next((number for number, token in enumerate(figure.own) if "such" in token.kinds), 0)
    if not at or count < 2:
        return ()
    kind = told.rpartition(figure.own[at].words)[2]
    kind = kind.removeprefix(verbs.kept_verb(kind))  # 受理甲、乙等|投诉
    kind = next((kind[len(word) :] for word in table("words")["names"]["pointing"] if kind.startswith(word)), kind)
    return tuple(name + kind for name in members(names.before(figure.own[:at]).words, count))


def _apart(figure: Figure, last: str, count: int) -> tuple[str, ...]:
    """Members that commas divide, all of one kind: 甲业,乙业,丙业分别增长1%、2%、3%."""
    clauses = _clauses(figure.lead)[1 - count :]
    if len(clauses) + 1 < count or any(token.kinds & _NO_NAME for clause in clauses for token in clause):
        return ()
    found = (*(names.before(clause).words for clause in clauses), last)
    kind = _kind(last)
    return found if all(name and name.endswith(kind) for name in found[:-1]) else ()


def _clauses(lead: Tokens) -> list[Tokens]:
    """The clauses of ``lead`` that commas close."""
    found, start = [], 0
    for number, token in enumerate(lead):
        if "comma" in token.kinds:
            found.append(lead[start:number])
            start = number + 1
    return found


def members(name: str, count: int) -> tuple[str, ...]:
    """The ``count`` members that ``name`` lists; none where it cannot be cut into so many.

    、 divides before 和, 及 and 与, which also stand within a name; of these, what stands between names of one kind
    divides.

    >>> members("餐饮、租赁和商务服务业营业收入", 2), members("仓储业和文化及娱乐业", 2)
    (('餐饮', '租赁和商务服务业营业收入'), ('仓储业', '文化及娱乐业'))
    >>> members("电力、燃气及水供应业、纺织业产值", 2), members("固定资产投资", 2)
    (('电力、燃气及水供应业', '纺织业产值'), ())
    """
    parts = name.partition("分别")[0].split("、")
    kind = _kind(parts[-1])
    if len(parts) > count:
        parts = _merged(parts, kind)
    elif len(parts) < count:
        parts = _divided(parts, kind, count - len(parts))
    return tuple(parts) if len(parts) == count > 1 and all(parts) else ()


def _kind(last: str) -> str:
    """The character that the members of a list end with before what they share: 业 of 纺织业产值."""
    found = ending().search(last, 1)
    return last[: found.start()][-1:] if found else last[-1:]


def _merged(parts: list[str], kind: str) -> list[str]:
    """``parts`` joined up to such as end with ``kind``: 电力、燃气及水供应业 is one."""
    found: list[str] = []
    held = ""
    for part in parts:
        held += part
        if part.endswith(kind) or part is parts[-1]:
            found.append(held)
            held = ""
        else:
            held += "、"
    return found


def _divided(parts: list[str], kind: str, more: int) -> list[str]:
    """``parts``, the last divided ``more`` times; each of them where only so there are enough."""
    cuts = [_cuts(part) for part in parts]
    if sum(map(len, cuts)) == more:
        return [name for part, at in zip(parts, cuts, strict=True) for name in _cut(part, at)]
    last = cuts[-1]
    for chosen in (
        last,
        [(start, end) for start, end in last if parts[-1][:start].endswith(kind)],
        [(start, end) for start, end in last if parts[-1][start:end] == "和"],
    ):
        if len(chosen) == more:
            return [*parts[:-1], *_cut(parts[-1], chosen)]
    return []


def _cuts(part: str) -> list[tuple[int, int]]:
    """Where 和, 及 or 与 stands in ``part`` as a word."""
    found, at = [], 0
    for token in words(part, 0, len(part)):
        end = at + len(token.words)
        if token.words in JOINTS and at > 0 and end < len(part):
            found.append((at, end))
        at = end
    return found


def _cut(part: str, at: list[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _, end in at)]
    ends = [*(start for start, _ in at), len(part)]
    return [part[start:end] for start, end in zip(starts, ends, strict=True)]


def paired(name: str, count: int) -> tuple[str, ...]:
    """The ``count`` things that a name tells in one: 城镇居民收入 and 农村居民收入 of 城乡居民收入."""
    for pair, of in table("words")["names"]["pairs"].items():
        if len(of) == count and pair in name:
            return tuple(name.replace(pair, member, 1) for member in of)
    return ()


def count_of(figure: Figure) -> int:
    """How many figures only 、 or 和 joins, from this one on; 1 where a bracket hides how many they are.

    Of 分别上升5%,下降3% both count.
    """
    count, rest, each = 1, figure.following, "分别" in figure.words
    while len(rest) > 1:
        if not rest[0].kinds.isdisjoint(BOUNDING):
            rest = rest[1:]
        elif "open" in rest[0].kinds and first_of(rest, _CLOSE) < len(rest):
            return 1
        elif ("listing" in rest[0].kinds or rest[0].words in JOINTS) and rest[1].quantity:
            count, rest = count + 1, rest[2:]
        elif each and _turns(figure, rest):
            count, rest = count + 1, rest[3:]
        else:
            break
    return count


def _turns(figure: Figure, rest: Tokens) -> bool:
    """Whether a list goes on with another direction: 分别上升5%|、下降3%; 分别减少3件|和增加2件."""
    if len(rest) < 3 or not (quantity := rest[2].quantity):
        return False
    if quantity.unit != figure.quantity.unit and {quantity.unit, figure.quantity.unit} - _RATES:
        return False
    pauses = not rest[0].kinds.isdisjoint(_PAUSES) or rest[0].words in JOINTS
    return pauses and not rest[1].kinds.isdisjoint({"up", "down"})


@of_lexicon
def _stocked() -> frozenset[str]:
    return frozenset(table("words")["names"]["stocked"])


@of_lexicon
def _treating() -> frozenset[str]:
    """Verbs that are those of all members of a list: 改造供水、供热管网5公里、3公里."""
    return frozenset(table("words")["names"]["treating"])
