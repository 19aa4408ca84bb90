"""What a section is about, told by its heading: what was done, what is to be done, or what is amiss."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from zfbg.lexicon import table
from zfbg.text import half_width

ROLES = ("summary", "plan", "problems")
# A longer heading is a run-in paragraph: what its sentences name is not what the section is.
LONGEST = 80


def role(title: str) -> str:
    """The role of the section with this title: ``summary``, ``plan``, ``problems``, or "" where it does not tell.

    The last word decides, since a Chinese heading names its thing last (计划完成情况 is a summary); one that joins
    summary and plan tells nothing, and problems give way to what they are joined with. The words are in
    ``lexicon/roles.toml``.

    >>> [role(title) for title in ("2021年工作总结", "计划完成情况", "下一步工作打算", "存在的问题", "坚持问题导向")]
    ['summary', 'summary', 'plan', 'problems', '']
    >>> role("2021年工作总结和2022年工作计划")
    ''
    """
    found = {name for name, _ in parts(title)}
    return "" if found >= {"summary", "plan"} else next((name for name in ROLES if name in found), "")


def parts(title: str) -> tuple[tuple[str, str], ...]:
    """The roles that a title joins, each with the words that lead to it; a word that qualifies the next does not count.

    >>> parts("2023年上半年工作总结和下半年工作打算")
    (('summary', '2023年上半年工作总结'), ('plan', '和下半年工作打算'))
    """
    key = re.sub(r"\s+", "", half_width(title[: 2 * LONGEST])).strip("。;:,.!")
    key = re.sub(r"\([^()]*\)$", "", key)
    if not key or len(key) > LONGEST:
        return ()
    grammar = _grammar()
    marks = list(grammar.words.finditer(key))
    if not grammar.verb.match(key) and "," not in key:
        marks += grammar.last.finditer(key)
    marks.sort(key=lambda mark: (mark.end(), -mark.start()))
    found: list[tuple[str, str]] = []
    at = 0
    for number, mark in enumerate(marks):
        if number + 1 == len(marks) or grammar.joins.search(key, mark.end(), marks[number + 1].start()):
            found.append(((mark.lastgroup or "").rstrip("_"), key[at : mark.end()]))
            at = mark.end()
    return tuple(found)


class _Grammar(NamedTuple):
    words: re.Pattern[str]
    last: re.Pattern[str]
    verb: re.Pattern[str]
    joins: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words = table("roles")
    form = words["form"]

    def named(place: str, mark: str = "") -> str:
        return "|".join(f"(?P<{name}{mark}>{either(words[name][place])})" for name in ROLES if words[name][place])

    before = "".join(f"(?<!{re.escape(word)})" for word in form["before"])
    joins = either(form["joins"])
    return _Grammar(
        re.compile(f"{named('anywhere')}|^(?:{named('first', '_')})"),
        re.compile(f"{before}(?:{named('last')})(?=$|{joins})"),
        re.compile(either(form["verbs"])),
        re.compile(joins),
    )


def either(words: list[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
