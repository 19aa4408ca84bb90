"""What a figure is about: its indicator, and the subject that the indicator belongs to."""

from __future__ import annotations

import re
from typing import NamedTuple

from zfbg.facts import clauses, measures
from zfbg.facts.clauses import Name
from zfbg.facts.measures import Reading
from zfbg.facts.quantities import Mention, Quantity
from zfbg.facts.thread import Thread

# Longer lists are no lists of what figures follow.
MANY = 40
COUNTED = frozenset({"persons", "enterprises", "things", "visits", ""})
LISTING = frozenset({"、", "和", "及", "与", "以及", "至"})
# Counters of enterprises count enterprises unless the noun before says which of these.
ORGANISATIONS = ("企业", "机构", "单位", "平台", "中心")

_OF = re.compile("(?:对)?(.{0,12}贡献率)$")
_TOTAL = re.compile("累计|总数|总量|达")
_DONE = re.compile(",*(?:同时|并|共)*(?:实现|完成)")
_LASTING_BEFORE = clauses.closing("(?:连续|仅用?|只用|不到|不足|提前|缩短|压缩|历时|为期|用时)+")
_LASTING_BEHIND = re.compile("^(?:就|即|来|实现|完成)+")
_SUM = re.compile("[合共总]计")
_WHOLE = re.compile("[两二三四五六七八九十]大.*")
_KINDS = re.compile("(?P<name>.+?)(?:[两二三四五六七八九]|十)大(?P<kind>.+)")


class Around(NamedTuple):
    """The words around a figure: the clauses before its own, its own before it, those behind it, what follows.

    ``joint`` is the sign directly before the figure; ``following`` are the mentions behind it, and ``key`` is the
    half-width text that all of these stand in.
    """

    lead: str
    own: str
    after: str
    joint: str
    following: list[Mention]
    key: str


def about(thread: Thread, quantity: Quantity, reading: Reading, around: Around) -> tuple[str, str]:
    """Subject and indicator of a figure; the thread learns them where others may follow."""
    name, following = reading.name, around.following
    crowded = bool(following and following[0].quantity and following[0].start == quantity.end + len(around.after))
    behind = clauses.behind(around.after, crowded)
    if quantity.kind == "part":
        thread.names = (*thread.names, "")
        return "", f"第{'一二三四五六七八九'[min(len(thread.names), 9) - 1]}产业"
    if reading.measure == "criterion":
        return "", clauses.first_head(behind) or name.words
    if reading.measured_behind:
        return "", behind or thread.indicator
    in_list = "分别" in around.own or (thread.names and around.own.strip() in LISTING)
    if in_list and (listed := _listed(thread, name, around)):
        return thread.learn(*listed)
    if reading.rule in {"to", "list"} and not name.words:
        return thread.last
    if reading.measure == "level":
        thread.share = ""
        return _level(thread, quantity, name, around, behind)
    if not name.words or clauses.is_verb(name.words) or measures.words().rate.fullmatch(name.words):
        return _unnamed(thread, quantity, reading, around.lead)
    return _rate(thread, reading)


def _unnamed(thread: Thread, quantity: Quantity, reading: Reading, lead: str) -> tuple[str, str]:
    """A rate without a name of its own: of the figure before, else of what the clause before speaks of."""
    if reading.measure == "change" and quantity.dimension == "point" and thread.share:
        return "", thread.share
    return (thread.subject, thread.indicator) if thread.indicator else ("", _topic(lead))


def _rate(thread: Thread, reading: Reading) -> tuple[str, str]:
    """A growth, change, share, rank or progress with a name of its own."""
    name = reading.name
    if reading.measure == "progress":
        return thread.subject + thread.indicator, name.words
    if reading.measure == "share":
        thread.share = f"{name.words}占{reading.scope}比重" if reading.scope else f"{name.words}占比"
        return name.owner, name.words
    if clauses.says_nothing(name.words):
        belongs = thread.indicator if reading.measure == "rank" else thread.noun or thread.subject
        return name.owner or belongs, name.words
    if reading.measure != "rank":
        thread.share = ""
        thread.learn(name.owner, name.words)
    return name.owner, name.words


def _listed(thread: Thread, name: Name, around: Around) -> tuple[str, str] | None:
    """The next of a list whose figures follow in its order (甲、乙分别增长1%、2%), None where there is no list."""
    if "分别" in around.own:
        thread.names, thread.owner = (), name.words if name.owner else ""
        names = re.split("[、和及与]", (name.owner or name.words).partition("分别")[0])
        if 1 < len(names) <= MANY:
            thread.names = _completed(names)
            whole = _WHOLE.search(name.owner + name.words)
            thread.whole = whole[0].replace("分别", "") if whole else ""
        elif not name.words or clauses.is_verb(name.words):  # …, …,分别增长1%和2%: of the figures before
            count = 1
            for mention in around.following:
                if not mention.quantity or around.key[mention.start - 1] not in "、和":
                    break
                count += 1
            thread.names = thread.recent[-count:] if 1 < count <= len(thread.recent) else ()
    if not thread.names:
        return None
    listed, thread.names = thread.names[0], thread.names[1:]
    return (listed, thread.owner) if thread.owner else ("", listed)


def _completed(names: list[str]) -> tuple[str, ...]:
    """The members of a list with what they share: 城镇、农村居民收入, 甲、乙、丙三大产业产值."""
    *others, last = names
    if kind := _KINDS.match(last):
        return tuple(name + kind["kind"] for name in (*others, kind["name"]))
    shared = clauses.patterns().shared
    found = shared.search(last, 1)
    if not found or any(shared.search(name) for name in others):
        return tuple(names)
    return (*(name + last[found.start() :] for name in others), last)


def _level(thread: Thread, quantity: Quantity, name: Name, around: Around, behind: str) -> tuple[str, str]:
    """What a level measures: the name before it, or what its counter counts behind it."""
    counted = quantity.dimension in COUNTED
    verbal = not name.words or clauses.is_verb(name.words)
    if quantity.dimension == "time" or name.words.endswith("连续"):
        return _lasting(thread, name, behind)
    thread.goal = clauses.ending(measures.words().progress, around.own) is not None
    if around.own.lstrip(", 其中").startswith("对") and (
        own_of := _OF.match(name.words)
    ):  # 对经济增长的贡献率为9.6%: of the indicator before
        return thread.indicator, own_of[1]
    if level := clauses.of_level(name.words, thread.noun):
        return thread.learn(name.owner, level)
    if behind and counted:
        found = _counted(thread, quantity, name, around, behind, verbal)
        thread.noun = clauses.noun(behind)
        return thread.learn(*found)
    if behind and verbal:
        return thread.learn(name.owner, behind)
    if behind and quantity.dimension != "money":
        return thread.learn(name.words, behind)
    if counted and verbal:
        return thread.learn(name.owner, _verbal(thread, quantity, name, around.own))
    if not name.words and thread.whole and _SUM.search(around.own):
        return thread.learn("", thread.whole)
    if not name.words:
        topic = _topic(around.lead)
        return thread.learn("", topic) if topic else (thread.subject, thread.indicator)
    return thread.learn(*_named(thread, name, around, behind, counted))


def _named(thread: Thread, name: Name, around: Around, behind: str, counted: bool) -> tuple[str, str]:
    """A level with its name before it."""
    subject, indicator = name.owner, name.words
    if (
        counted
        and thread.indicator.startswith("新增")
        and around.own.startswith("、")
        and not indicator.startswith("新")
    ):
        indicator = "新增" + indicator
    if _DONE.match(around.own):
        subject = subject or thread.owner
    thread.owner = subject or thread.owner
    if clauses.says_nothing(indicator):
        noun = "" if thread.noun.endswith(indicator) else thread.noun
        subject = subject or thread.category or behind or noun or _topic(around.lead)
    elif not around.lead:
        subject = subject or thread.category
    if counted:
        thread.noun = clauses.noun(indicator)
    return subject, indicator


def _verbal(thread: Thread, quantity: Quantity, name: Name, own: str) -> str:
    """A count of which only the verb is told (签约59家): of the noun that was counted before."""
    noun = thread.noun
    if name.words and len(noun) > 2 and clauses.is_verb(noun[:-2]):  # 办理企业, then 正在办理12家
        noun = noun[-2:]
    if quantity.dimension == "enterprises" and not noun.endswith(ORGANISATIONS):
        noun = "企业"
    total = not name.words and noun and _TOTAL.search(own)
    return name.words + noun if name.words or total else thread.indicator


def _counted(
    thread: Thread, quantity: Quantity, name: Name, around: Around, behind: str, verbal: bool
) -> tuple[str, str]:
    """A count whose noun stands behind it: 新增8家省级企业技术中心; what stands before owns it or is its verb."""
    new = next((verb for verb in ("新增", "净增") if verb in name.verb + name.words), "") if verbal else ""
    if not new and around.joint in "、和及与":
        new = thread.verb
    thread.verb = new
    told = name.verb + name.words
    if not told and clauses.says_nothing(clauses.noun(behind)):
        return _topic(around.lead), behind  # 建立后备库,8家企业入库
    if clauses.says_nothing(behind):
        return "", told + behind
    if not verbal and not new and name.words.startswith("新"):
        return "", name.words + behind
    return "" if verbal else name.words, new + behind


def _lasting(thread: Thread, name: Name, behind: str) -> tuple[str, str]:
    """How long something lasts or how often it comes in a row: what it is stands on both sides."""
    lasting = clauses.ending(_LASTING_BEFORE, name.words)
    what, rest = name.words[: lasting.start()] if lasting else name.words, _LASTING_BEHIND.sub("", behind)
    return "", what + rest if len(rest) > 2 else what or thread.indicator


def _topic(lead: str) -> str:
    """What the clause before, within the sentence, speaks of: the object of its verb, else its words."""
    last = lead.rpartition("。")[2].rstrip(",:;")
    words = clauses.before(last.rpartition(",")[2].rpartition(":")[2]).words
    return words if len(words) <= 20 else ""
