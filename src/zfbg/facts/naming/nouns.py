"""Nouns: what a name counts or measures, without the verb and the level that it was told with."""

from __future__ import annotations

import re

from zfbg.facts.clauses.tokens import Tokens, said, trimmed, words
from zfbg.lexicon import alternation, either, of_lexicon, table

_DONE = frozenset({"done"})
_DONE_BEFORE = frozenset({"已", "均", "均已", "已经", "新", "共", "累计", "了"})
_NEW = re.compile("^(?:新增|净增|新认定|新引进|新开工|新建|新(?!生儿|能源|型|农合|农保|冠|疆|材料|媒体|兵))")


def noun(name: str) -> str:
    """A name without the verb that closes it and without 新增 before it.

    >>> noun("增资扩产项目已谋划"), noun("新增高新技术企业"), noun("全院共受理执行案件")
    ('增资扩产项目', '高新技术企业', '执行案件')
    """
    of: Tokens = words(name, 0, len(name))
    if of and of[-1].words == "了":
        of = of[:-1]
    if of and of[-1].kinds & _DONE:
        of = of[:-1]
        while of and of[-1].words in _DONE_BEFORE:
            of = of[:-1]
    bare = _NEW.sub("", said(of)) or name
    bare = bare.partition("进行")[0] or bare  # 对8件规章进行清理
    if taken := _taken().search(bare):
        bare = bare[taken.end() :]
    own = bare.rpartition("的")[2]
    return own if len(own) > 1 else bare


@of_lexicon
def _taken() -> re.Pattern[str]:
    of = table("words")["names"]
    return re.compile(
        f"^(?:.{{2,8}}?)?(?:共|累计|一共)?(?:{alternation(of['taken'])})|^(?:{either(of['looked_at'])})(?![站点员组室所出]|.?$)"
    )


def stock(name: str) -> str:
    """The name of all there is of what was new: 通车里程 of 通车里程新增, where 达到 or 突破 follows.

    >>> stock("通车里程新增"), stock("新增托位"), stock("托位数")
    ('通车里程', '托位', '托位数')
    """
    return said(trimmed(words(name, 0, len(name)), _DONE)).removeprefix("新增") or name


def is_level(words: str) -> bool:
    """Whether ``words`` are just a level: 省级, 市级以上."""
    return _levels().fullmatch(words) is not None


def of_level(words: str, noun: str) -> str:
    """省级 behind 国家级企业技术中心 is 省级企业技术中心; "" where nothing was counted.

    >>> of_level("省级", "国家级企业技术中心")
    '省级企业技术中心'
    """
    return words + without_level(noun) if noun else ""


def without_level(name: str) -> str:
    """绿色工厂 of 省级绿色工厂."""
    return _levels().sub("", name, count=1)


@of_lexicon
def _levels() -> re.Pattern[str]:
    return re.compile(table("words")["names"]["levels"])
