"""What a section is about, told by its heading: what was done, what is to be done, or what is amiss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from attrs import evolve

from zfbg.facts.mentions.edtf import years as period_of
from zfbg.facts.mentions.periods import five_year_plan
from zfbg.lexicon import either, of_lexicon, table
from zfbg.model import Period
from zfbg.template import Heading
from zfbg.text import half_width

# In the order in which one gives way to another where a heading joins them: 存在问题及下一步打算 is a plan.
ROLES = ("summary", "indicators", "achievements", "plan", "safeguards", "appendix", "problems")
# Roles that look back as a summary does, for whoever asks only for the time.
BACKWARD = ("indicators", "achievements")
_BELOW_PLAN = ("summary", "problems", *BACKWARD)
_BACK = ("summary", *BACKWARD)
# A longer heading is a run-in paragraph: what its sentences name is not what the section is.
LONGEST = 80
# “十五五”时期的目标, 关于《国民经济和社会发展第十五个五年规划纲要(草案)》的说明.
_PLANNED = re.compile(
    r"[“\"]?(?P<five>十[一二三四五六七八]?五)[”\"]?(?:时期|期间|发展|主要|总体|经济)"
    r"|关于[^,。;]{0,24}第(?P<nth>十?[一二三四五六七八九]|十)个五年(?:规划|计划)[^,。;]{0,12}说明$"
)
_ASIDE = re.compile(r"\([^()]*\)$")
# A year, or a 五年规划 by its name.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|十[一二三四五六七八]?五(?=[”\"]|时期|期间|规划)")
_GOVERNMENT = re.compile(r"政\s?府\s?工\s?作\s?报\s?告")


def role(title: str) -> str:
    """The role of the section with this title, one of :data:`ROLES`, or "" where it does not tell.

    The last word decides, since a Chinese heading names its thing last (计划完成情况 is a summary); one that joins
    what was with what will be tells nothing, and problems give way to what they are joined with. The words are in
    ``lexicon/roles.toml``.

    >>> [role(title) for title in ("2021年工作总结", "计划完成情况", "下一步工作打算", "存在的问题", "坚持问题导向")]
    ['summary', 'summary', 'plan', 'problems', '']
    >>> role("2021年工作总结和2022年工作计划"), role("主要经济指标完成情况"), role("特色亮点")
    ('', 'indicators', 'achievements')
    """
    found = [name for name, _ in _parts(title)]
    if "plan" in found and any(name == "summary" or name in BACKWARD for name in found):
        return ""
    return min(found, key=ROLES.index, default="")


def parts(title: str) -> tuple[tuple[str, str], ...]:
    """The roles that a title joins, each with the words that lead to it; a word that qualifies the next does not count.

    Indicators and achievements count as the summary that they are part of.

    >>> parts("2023年上半年工作总结和下半年工作打算")
    (('summary', '2023年上半年工作总结'), ('plan', '和下半年工作打算'))
    """
    return tuple(("summary" if name in BACKWARD else name, words) for name, words in _parts(title))


def with_context(headings: Sequence[Heading], openings: Iterable[str]) -> list[Heading]:
    """``headings`` with the roles that follow from the whole document; ``openings`` are the lines above the first.

    A heading that names only times that the document plans, or years after all that it looks back on, is plan. Below a
    plan only another year or a word such as 完成情况 makes a part look back. What follows the plan at the top level
    without a role of its own belongs to it, if the report has looked back before. 重点工作 in a report that is titled
    总结 alone is what was done, unless a part before it looks back.
    """
    openings = tuple(openings)
    named = [set(_YEAR.findall(heading.title)) for heading in headings]
    past, planned = _years(openings, zip((heading.title for heading in headings), named, strict=True))
    ahead = planned - past
    latest = max((year for year in past if year.isdecimal()), default="9999")
    tops = [heading.role for heading in headings if heading.depth == 1]
    back = [n for n, name in enumerate(tops) if name == "summary" or name in BACKWARD]
    forth = next((n for n, name in enumerate(tops) if name == "plan" and back and n > back[0]), len(tops))
    last_before = max(forth, *back, 0)
    top = -1
    doubtful = any(each.role == "plan" and _grammar().either.search(each.title) for each in headings)
    only_back = doubtful and _only_looks_back(openings)
    path: list[str] = []
    titles: list[str] = []
    made: list[Heading] = []
    for heading, years in zip(headings, named, strict=True):
        del path[heading.depth - 1 :], titles[heading.depth - 1 :]
        top += heading.depth == 1
        above, own = path[-1] if path else "", heading.role
        other = years and years - ahead - {year for year in years if year.isdecimal() and year > latest}
        met = above in _BACK and _looks_back(titles[-1]) and not years
        if only_back and own == "plan" and _grammar().either.search(heading.title):
            own = ""
        only_back = only_back and own not in (*_BACK, "plan", "problems")
        if own == "plan" and met and _grammar().aimed.search(heading.title):
            own = ""  # 目标完成情况, and below it 招商引资目标: how far each was met
        if years and not other and own not in ("problems", "plan"):
            own = own if own and _looks_back(heading.title) else "plan"
        elif above == "plan" and own in _BELOW_PLAN:
            own = own if other or _looks_back(heading.title) else ""
        elif not own and not path and top > last_before and not other and heading.marker.style != "bare":
            own = "plan"
        path.append(own or above)
        titles.append(heading.title)
        planned_for = _plan_of(heading.title, years) if path[-1] == "plan" or not path[-1] else None
        if heading.role != own or planned_for:
            heading = evolve(heading, role=own, period=planned_for)
        made.append(heading)
    return made


def _plan_of(title: str, named: set[str]) -> Period | None:
    """The years of the 五年规划 that a part is about (“十五五”时期主要目标): of that alone, and no year."""
    if len(named) > 1 or not (found := _PLANNED.match(half_width(title))):
        return None
    return period_of(*five_year_plan(found["five"] or f"{found['nth']}五"))


def _only_looks_back(openings: Iterable[str]) -> bool:
    """Whether what stands above the first heading announces what was done, and nothing else."""
    told = {name for line in openings if len(line) <= 2 * LONGEST for name, _ in parts(line)}
    return told == {"summary"}


def _looks_back(title: str) -> bool:
    return _grammar().past.search(title) is not None


def _years(openings: Iterable[str], titled: Iterable[tuple[str, set[str]]]) -> tuple[set[str], set[str]]:
    """The years and 五年规划 that lines and headings say they look back on, and those they plan."""
    past: set[str] = set()
    planned: set[str] = set()
    lines = ((line, set(_YEAR.findall(line))) for line in openings if len(line) <= 2 * LONGEST)
    for title, said in chain(lines, titled):
        if not said:
            continue
        if len(said) == 1 and _GOVERNMENT.search(title) and (year := min(said)).isdecimal():
            # The report of a year plans that year and looks back on the one before.
            planned.add(year)
            past.add(str(int(year) - 1))
        for name, words in parts(title):
            if name == "plan":
                planned.update(_YEAR.findall(words))
            elif name == "summary":
                past.update(_YEAR.findall(words))
    return past, planned


def _parts(title: str) -> list[tuple[str, str]]:
    key = "".join(half_width(title[: 2 * LONGEST]).split()).strip("。;:,.!").replace("(草案)", "草案")
    if key.endswith(")"):
        key = _ASIDE.sub("", key)
    if not key or len(key) > LONGEST:
        return []
    grammar = _grammar()
    marks = [(match.end(), -match.start(), grammar.roles[match[0]]) for match in grammar.words.finditer(key)]
    if match := grammar.first.match(key):
        marks.append((match.end(), 0, grammar.roles[match[0]]))
    if "," not in key and not grammar.verb.match(key) and not grammar.done.search(key):
        marks += (
            (match.end(), -match.start(), grammar.roles[match[0]])
            for match in grammar.last.finditer(key)
            if not key.endswith(grammar.before, 0, match.start())
        )
    if not marks:
        return []
    marks.sort()
    found = []
    at = 0
    for number, (end, _, name) in enumerate(marks):
        if number + 1 == len(marks) or grammar.joins.search(key, end, -marks[number + 1][1]):
            found.append((name, key[at:end]))
            at = end
    return found


class _Grammar(NamedTuple):
    words: re.Pattern[str]
    first: re.Pattern[str]
    last: re.Pattern[str]
    verb: re.Pattern[str]
    done: re.Pattern[str]
    joins: re.Pattern[str]
    past: re.Pattern[str]
    before: tuple[str, ...]
    aimed: re.Pattern[str]
    either: re.Pattern[str]
    roles: dict[str, str]


@of_lexicon
def _grammar() -> _Grammar:
    words = table("roles")
    form = words["form"]

    def named(place: str) -> str:
        return either([word for name in ROLES for word in words[name][place]])

    # Without a word between them: 2021年工作总结2022年工作安排.
    joins = rf"{either(form['joins'])}|(?:19|20)\d\d年"
    return _Grammar(
        re.compile(named("anywhere")),
        re.compile(named("first")),
        re.compile(f"(?:{named('last')})(?=$|{joins})"),
        re.compile(either(form["verbs"])),
        re.compile(either(form["done"])),
        re.compile(joins),
        re.compile(either(form["past"])),
        tuple(form["before"]),
        re.compile(f".{{4,}}(?:{either(form['aims'])})$"),
        re.compile(f"(?:{either(form['either'])})[。;:,.]?$"),
        {word: name for name in ROLES for place in ("anywhere", "first", "last") for word in words[name][place]},
    )
