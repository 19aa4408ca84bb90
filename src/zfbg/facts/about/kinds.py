"""Kinds: parts told by their kind alone, or with the noun of the whole: 幼儿园88所,其中公办58所."""

from __future__ import annotations

from zfbg.facts.context.thread import Thread
from zfbg.facts.naming.verbs import kept_verb
from zfbg.lexicon import of_lexicon, table

# 各类案件, 新案件, 甲、乙案件: of no one field.
_ALL_OF = frozenset("各新全总共类、和及与的")


def is_kind(name: str) -> bool:
    """Whether ``name`` tells no more than of which kind or grade a part is: 公办, 高级."""
    return name in kinds() or name in _grades()


def counted(thread: Thread) -> str:
    """The noun of those of which one kind is told: 幼儿园 of 公办幼儿园."""
    whole = thread.parent or thread.within or thread.indicator
    whole = whole.removeprefix(kept_verb(whole))
    kind = next((kind for kind in kinds() if whole.startswith(kind)), "")
    return whole.removeprefix(kind)


def field(thread: Thread, name: str) -> str:
    """The field of those counted of which ``name`` tells one kind by their noun; "" of all other names.

    法律援助 of 刑事案件 behind 法律援助案件.
    """
    kind = next((kind for kind in (*kinds(), *_grades()) if name.startswith(kind)), "")
    noun = name.removeprefix(kind)
    if not kind or len(noun) < 2 or not thread.parent.endswith(noun):
        return ""
    of = thread.parent.removeprefix(kept_verb(thread.parent)).removesuffix(noun)
    told = of.startswith((*kinds(), *_grades())) or of[:2] in name or not _ALL_OF.isdisjoint(of)
    return "" if told or len(of) < 2 else of


@of_lexicon
def kinds() -> frozenset[str]:
    return frozenset(table("words")["names"]["kinds"])


@of_lexicon
def _grades() -> frozenset[str]:
    return frozenset(table("words")["names"]["grades"])
