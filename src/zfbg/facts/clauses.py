"""What the words around a figure say: the name of what is measured, before or behind it.

Names are cut, not parsed: from the beginning go conjunctions, adverbs and verbs that only say that it was done, from
the end predicates. The word lists are ``lexicon/words.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import regex
from attrs import frozen

from zfbg.lexicon import alternation, table


def closing(pattern: str) -> regex.Pattern[str]:
    """``pattern`` at the end of a string, compiled to be matched from there backwards.

    A search forwards would try it in vain at every character before.
    """
    return regex.compile(f"(?r)(?:{pattern})$")


def ending(pattern: regex.Pattern[str], words: str) -> regex.Match[str] | None:
    """The match of a :func:`closing` pattern at the end of ``words``.

    >>> ending(closing("(?:累计|完成)+"), "全区累计完成")[0]
    '累计完成'
    """
    return pattern.match(words)


_INNER_BEFORE = closing("(?:预计|共|已|累计)+")
_PREDICATE = re.compile("全部|均已?|已|正在|处于")
_AND_SUCH = re.compile("(?<![高中初平同])等(?![级次候待同于价])")
_INNER = re.compile("(?:实现|完成)(?=[^。]{2})")
_QUOTED = re.compile("“[^“”]*”")


class Name(NamedTuple):
    """What is measured: ``words``; ``verb`` was cut off before them, ``owner`` stood before the verb within."""

    words: str = ""
    verb: str = ""
    place: str = ""
    owner: str = ""


@frozen
class Patterns:
    """The word lists of names, compiled once."""

    lead: re.Pattern[str]
    verbs: re.Pattern[str]
    place: re.Pattern[str]
    place_first: re.Pattern[str]
    tail: regex.Pattern[str]
    tail_behind: regex.Pattern[str]
    only_verbs: re.Pattern[str]
    done: regex.Pattern[str]
    new: re.Pattern[str]
    no_noun: re.Pattern[str]
    open_clause: re.Pattern[str]
    heads: re.Pattern[str]
    verb: re.Pattern[str]
    level: re.Pattern[str]
    shared: re.Pattern[str]
    general: frozenset[str]
    objects: frozenset[str]
    weak: frozenset[str]


@cache
def patterns() -> Patterns:
    """The compiled word lists."""
    names = table("words")["names"]
    verbs = alternation([*names["verbs"], *names["done"]])
    lead = alternation(names["lead"])
    return Patterns(
        lead=re.compile(rf"(?:[\s,、:;。”’)—-]|{lead})+"),
        verbs=re.compile(rf"(?:{alternation(names['verbs'])})(?:了|到(?!位)|出(?!口|让))?(?![率量额度数])"),
        place=re.compile(names["places"]),
        place_first=re.compile(rf"(?:^|[,;:、])(?:\s|{lead}|{alternation(names['verbs'])})*+({names['places']})"),
        tail=closing(rf"(?:[\s,、:“‘(—-]|{alternation(names['tail'])})+"),
        tail_behind=closing(f"(?:{alternation(names['tail_behind'])})+"),
        only_verbs=re.compile(rf"(?:{verbs}|{lead}|新|了|出|待|[省市区县]{{1,2}}级?(?={verbs}))++"),
        done=closing(f"(?:已|均|均已|已经|新|共|累计)?(?:{alternation(names['done'])})(?:了)?"),
        new=re.compile("^(?:新增|净增|新认定|新引进|新建|新)"),
        no_noun=re.compile(alternation(names["no_noun"])),
        open_clause=re.compile(alternation(names["clause_before_head"])),
        heads=re.compile(alternation(names["heads"])),
        verb=re.compile(alternation([*names["verbs"], *(word for word in names["done"] if len(word) > 1)])),
        level=re.compile(names["levels"]),
        shared=re.compile(alternation(names["shared"])),
        general=frozenset(names["general"]),
        objects=frozenset(names["objects"]),
        weak=frozenset(names["weak"]),
    )


# A longer name is no name but a sentence without stops, or a table.
LONGEST = 40


def before(words: str) -> Name:
    """The name that stands before a figure.

    >>> before("其中全区累计完成工业投资"), before("已建成科技孵化器").words
    (Name(words='工业投资', verb='', place='全区', owner=''), '科技孵化器')
    >>> before("规模以上工业企业预计实现总产值")
    Name(words='总产值', verb='', place='', owner='规模以上工业企业')
    """
    known = patterns()
    place = verb = owner = ""
    while tail := ending(known.tail, words):
        words = words[: tail.start()]
    while words:
        if lead := known.lead.match(words):
            words = words[lead.end() :]
        elif found := known.place.match(words):
            place, words = place or found[0], words[found.end() :].removeprefix("的")
        elif (done := known.verbs.match(words)) and done.end() < len(words):
            if done[0] not in known.weak:
                verb += done[0]
            words = words[done.end() :]
        else:
            break
    if (again := _AND_SUCH.search(words, 1, max(1, len(words) - 1))) and (
        len(words) > 20 or words[again.end() :] not in known.general
    ):  # 甲、乙等重点企业: the name is what they are
        words = words[again.end() :]
    if (inner := _INNER.search(words)) and inner.start():
        owner, words = words[: inner.start()], words[inner.end() :]
        while adverb := ending(_INNER_BEFORE, owner):
            owner = owner[: adverb.start()]
    if verb and words in known.objects:
        words, verb = verb + words, ""
    if len(words) > LONGEST and " " in words:  # cells of a flattened table
        words = words.rpartition(" ")[2]
    if words.count("“") != words.count("”"):
        words = words.strip("“”")
    return Name(words, verb, place, owner)


def behind(words: str, crowded: bool = False) -> str:
    """The name of what a counter counts, from the words behind it; "" where they are none.

    ``crowded`` says that another figure follows at once: a verb within begins what that one is about.

    >>> behind("省级企业技术中心"), behind("重点企业用地需求情况"), behind("企业进入评估阶段"), behind("已挂牌")
    ('省级企业技术中心', '重点企业', '企业进入评估阶段', '')
    """
    known = patterns()
    words = words.lstrip().removeprefix("的")
    if not words or known.no_noun.match(words):
        return ""
    unquoted = _QUOTED.sub(lambda quoted: "“" + "·" * (len(quoted[0]) - 2) + "”", words)
    heads = list(known.heads.finditer(unquoted))
    if known.open_clause.match(words) and not heads:
        return ""
    if crowded and (not heads or heads[0].start()) and (verb := known.verb.search(unquoted, 3)):
        heads = [head for head in heads if head.end() <= verb.start()]
        words = words[: verb.start()]
    if heads and heads[0].start():
        end = heads[0].end()
        for head in heads[1:]:
            if known.verb.search(words, end, head.start()):
                break
            end = head.end()
        words = words[:end]
    elif heads:
        words = words.partition("成为")[2] or words  # 新增8家企业成为省级企业技术中心
    elif cut := _PREDICATE.search(words, 3):
        words = words[: cut.start()]
    tail = ending(known.tail_behind, words)
    return words[: tail.start()] if tail else words


def first_head(words: str) -> str:
    """``words`` up to the first noun of a kind that is counted: 企业 of 企业工作专班."""
    head = patterns().heads.search(words)
    return words[: head.end()] if head else words


def is_verb(words: str) -> bool:
    """Whether ``words`` say only that something was done (签约, 已开工), not what."""
    return patterns().only_verbs.fullmatch(words) is not None


def noun(words: str) -> str:
    """A name without the verb that closes it and without 新增 before it.

    >>> noun("增资扩产项目已谋划"), noun("新增高新技术企业")
    ('增资扩产项目', '高新技术企业')
    """
    known = patterns()
    done = ending(known.done, words)
    bare = known.new.sub("", words[: done.start()] if done else words) or words
    own = bare.rpartition("的")[2]
    return own if len(own) > 1 else bare


def of_level(words: str, noun: str) -> str:
    """省级 behind 国家级企业技术中心 is 省级企业技术中心; "" where ``words`` are not just a level.

    >>> of_level("省级", "国家级企业技术中心")
    '省级企业技术中心'
    """
    level = patterns().level
    return words + level.sub("", noun, count=1) if level.fullmatch(words) and noun else ""


def says_nothing(words: str) -> bool:
    """Whether a name needs what it belongs to: 总投资, 计划投资, 企业."""
    return words in patterns().general
