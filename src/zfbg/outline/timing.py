"""Whether a report looks back, ahead or both, and on which time: by its title, headings, first words and dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from zfbg.facts.mentions.edtf import months, years
from zfbg.lexicon import remembered
from zfbg.model import Period
from zfbg.outline import congress
from zfbg.outline.roles import parts
from zfbg.outline.said import HAN_DIGITS, PART, SAID, Said, months_of, of_words, read
from zfbg.template import Heading
from zfbg.text import half_width

KINDS = ("summary", "plan")
OPENING = re.compile(
    r"\s*(?:[^\s,。;:]{0,12}[:!]\s*)?(?:(?P<year>(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年|(?P<mask>[xX×*]{4}年|20(?:[xX×*]{2}|_{2,4}|\d[xX×*_]|[*_])年))"
)
# A time that stands for itself, before the sentence: 2021年, 2021年上半年.
_IS_OPENING = re.compile(rf"\s?(?:度?,|{PART}|[^,。;:\n\d]{{2,28}}(?:年报|公报|总结))")
YEAR_AND_PART = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<part>[上下]半年|前三季度|[一二三四1-4]季度|1\s?[-—~至])?"
)
# A report given in a later month looks back on the year that ends, not on the one before.
_LATE = 10
# Named so often, a year is what a text is about.
_OFTEN = 10
_YEARS = re.compile(r"(?:19|20)\d\d(?=年)|[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
# 到2020年全面建成小康社会 tells of an aim, 比2020年 of another time.
_NAMED = re.compile(rf"(?:(?<!(?<!截)[到至])|(?<=至)(?=.{{4}}年1?\d月[底末]))(?<![比较与同])(?:{_YEARS.pattern})")
_LATER = re.compile(rf"[,。]{PART}(?=,)")
# 截至4月底,全市…: all since January.
_UNTIL = re.compile(r"\s*截?[至止](?P<last>1[0-2]|[2-9])月(?:份|[底末]|[123]?\d日)?(?=[,全我])")
# 总结2021年工作,部署2022年任务: what a meeting did, within the first so many characters.
_MET = re.compile(r"总结(?:回顾)?了?((?:19|20)\d\d)年[^。\n]{1,40}部署了?20\d\d年")
_FIRST = 600
# 2019年, 2019年年初以来; not 比2019年, 自2019年起, 到2019年, 2019年以来, nor when something was founded or honoured.
_WHEN = re.compile(
    r"(?:(?<=截[至止])|(?<=至)(?=.{4}年1?\d月[底末])|(?<![比较与同自从由到至于在继仅了\d—~～-]))(?:(?:199|20\d)\d|二[〇○零][〇○零一二三四五六七八九]{2})年度?"
    r"(?![以之]?[来起前后]|的?(?:同期|水平)|起|的[^,。;\n]{0,8}倍|[^,。;\n]{0,12}(?:》|被评|被授|荣获|获评|获得|授予|成立|单设|设立|组建|颁布|出台|印发|下发))"
)
GOVERNMENT = re.compile(r"政府(?:(?:19|20)\d\d年?)?工作报告")


@frozen
class Timing:
    """``kinds`` of the report and the periods it tells of."""

    kinds: tuple[str, ...] = ()
    summary: Period | None = None
    plan: Period | None = None


@frozen
class Hints:
    """What tells the year where neither title nor headings do, the best first (domain notes 1.5).

    ``openings`` are the first words of the body and those below its first headings.
    ``body`` is the text, ``reposted`` whether the page only passes it on: its date then tells nothing of the report.
    """

    openings: tuple[str, ...] = ()
    delivered: date | None = None
    numbered: int | None = None
    dates: tuple[date, ...] = ()
    masked: bool = False
    body: str = ""
    reposted: bool = False


def below(lines: Iterable[str]) -> str:
    """The time that stands alone in brackets on one of the ``lines`` below a title; of a month, it was given then.

    >>> below(["(2023年 4季度)", "(2024年1月)"])
    '(2023年 4季度)'
    """
    for line in lines:
        bracket = line.strip()
        found = SAID.fullmatch(bracket.strip("() ")) if bracket[:1] == "(" and bracket[-1:] == ")" else None
        if found and not found["month"]:
            return bracket
    return ""


def timing(title: str | None, headings: Sequence[Heading], hints: Hints) -> Timing:
    """Kinds and periods of a report; what the text does not tell stays empty.

    >>> told = timing("某局2021年工作总结和2022年工作计划", (), Hints())
    >>> told.kinds, told.summary.edtf, told.plan.edtf
    (('summary', 'plan'), '2021', '2022')
    """
    name = half_width(title or "")
    tops = [half_width(heading.title) for heading in headings if heading.depth == 1]
    government = bool(GOVERNMENT.search(re.sub(r"\s", "", name))) or (
        not name and any(GOVERNMENT.search(words) for words in hints.openings)
    )
    by_title, by_headings = said_of([name]), said_of(tops)
    kinds = set(by_title) or set(by_headings)
    kinds |= {kind for kind, told in by_headings.items() if told is not None}
    if government:
        kinds |= set(KINDS)
    begun = SAID.match(hints.openings[0]) if hints.openings else None
    told = {kind: _closer(by_title.get(kind), by_headings.get(kind)) for kind in kinds}
    if not by_title and not government and kinds:
        ahead = by_headings.get("plan")
        if bare := of_words(name):  # 2021年度工作报告, whose last heading is 明年打算, is of 2021
            kinds.add("summary")
            told["summary"] = _closer(bare, by_headings.get("summary"))
        elif "summary" not in kinds and ahead and ahead.year and headings[0].role != "plan":
            kinds.add("summary")
            told["summary"] = Said()  # behind other sections 2020年工作思路 looks ahead from 2019
    if "summary" in told and begun and begun["year"]:
        told["summary"] = _closer(told["summary"], read(begun))
    if government and (bare := of_words(name)) and bare.year:
        # Given early in 2024, a report of 2023 looks back on that year.
        late = hints.delivered is not None and hints.delivered.year == bare.year + 1
        told = _with_year(told, by_headings, bare.year + late)
    spans = not told and "报告" in name and not SAID.fullmatch(name)  # 三年(2014年-2016年)工作报告
    if not told and (bare := of_words(name)) and (bare.year or bare.masked or (spans and bare.span and not bare.five)):
        return Timing(summary=_period(bare, bare.year, hints))
    if not told:  # no part of it says what it is: what it tells of is the year it names, or the part it begins with
        of_year = None if hints.masked else _told_of(hints) or _opened(hints)
        of_part = read(begun) if begun else None
        so_far = of_part.months if of_part else _later(hints.openings)
        if so_far and so_far[0] < so_far[1] and not (of_year or hints.masked):  # 1-7月,各项工作进展顺利。
            return Timing(summary=months(_of_part(so_far, hints), *so_far))
        return Timing(summary=_period(_closer(Said(of_year), of_part), of_year, hints))
    summary, plan = _years(told, hints, [heading.role for heading in headings])
    planned = _plan(told)
    return Timing(
        tuple(kind for kind in KINDS if kind in kinds),
        _period(told.get("summary"), summary, hints),
        _period(planned, None if planned and planned.five else plan, hints),
    )


def _later(openings: Sequence[str]) -> tuple[int, int] | None:
    """The part of a year that the first line tells of behind other words, or begins with the end of: 截至4月底,…."""
    line = openings[0].partition("\n")[0] if openings else ""
    if until := _UNTIL.match(line):
        return 1, int(until["last"])
    found = _LATER.search(line)
    return months_of(found) if found else None


def _closer(title: Said | None, heading: Said | None) -> Said:
    """What a title says; of a whole year, the part of it that the heading, or the first sentence, names.

    Where the title says nothing of time, the year and its first months that the other says.
    """
    part = heading is not None and heading.months is not None and heading.months[0] == 1 < heading.months[1]
    if title == Said() and heading and heading.year and part:
        return heading
    same = heading is not None and heading.year in (None, title and title.year)
    if title and heading and part and same and title.year and not (title.months or title.span):
        return evolve(title, months=heading.months)
    return title or heading or Said()


def _with_year(told: dict[str, Said], by_headings: dict[str, Said | None], given: int) -> dict[str, Said]:
    """A 政府工作报告 of the year ``given`` plans that year and looks back on the one before, if its headings agree."""
    return {
        "summary": by_headings.get("summary") or told.get("summary") or Said(given - 1),
        "plan": by_headings.get("plan") or Said(given),
    } | ({"summary": Said(given - 1)} if not by_headings.get("summary") else {})


def said_of(titles: Iterable[str]) -> dict[str, Said | None]:
    """The kinds that the titles tell of and the time that the first to say one says; a plain year before a 五年规划."""
    found: dict[str, Said | None] = {}
    for title in titles:
        for kind, said in _kinds_of(title):
            before = found.get(kind)
            if before is None or (said and said.year and not before.year and not before.months):
                found[kind] = said or before
    return found


@remembered(128)
def _kinds_of(title: str) -> tuple[tuple[str, Said | None], ...]:
    """The kinds that a title joins and the time of each; contradictions are sought in the same titles once more."""
    return tuple((kind, of_words(words)) for kind, words in parts(title) if kind in KINDS)


def _years(told: dict[str, Said], hints: Hints, roles: Sequence[str]) -> tuple[int | None, int | None]:
    """The years of summary and plan, each from the other where only one is said, else from the hints.

    ``roles`` are those of the headings.
    """
    summary, plan = told.get("summary", Said()), told.get("plan", Said())
    same = _same_year(summary, plan)
    if summary.year or plan.year:
        return summary.year or (plan.year or 0) - (not same), plan.year or (summary.year or 0) + (not same)
    if summary.masked or plan.masked:  # a title in which the year was left out, above a text that begins with it
        begun = _opened(hints)
        return begun, begun + 1 if begun and "plan" in told and not same else begun
    for number, words in enumerate(hints.openings):
        if opening := OPENING.match(words):
            stands = number == 0 or opening["mask"] or _IS_OPENING.match(words, opening.end())
            if not (stands or _is_main(int(opening["year"].translate(HAN_DIGITS)), hints.body)):
                continue  # below a heading, 2009年一期工程 may be of a thing of that year
            if opening["mask"]:
                return None, None
            if _is_start(words, opening, hints):
                continue
            said = max([int(opening["year"].translate(HAN_DIGITS)), *_parts_told(hints.body)])
            if "summary" in told or "plan" not in told:
                return said, said + (not same)
            # In a plan, 一、发展现状 tells of a year before.
            return (None, said) if number == 0 or roles[number - 1] == "plan" else (None, None)
    if hints.masked:
        return None, None
    if hints.delivered and hints.delivered.month > _LATE:
        return hints.delivered.year, hints.delivered.year + 1
    if given := hints.delivered.year if hints.delivered else congress.sat(hints.body):
        return given - 1, given
    if summary.months or plan.months:
        ended = _of_part(summary.months or (1, (plan.months or (1, 12))[0] - 1), hints)
        return ended, ended
    if hints.numbered:
        return hints.numbered - 1, hints.numbered
    # Whether a report of the year before or of this year cannot be told from a date in the middle of it.
    turns = [day.year - (day.month <= 6) for day in hints.dates if day.month <= 6 or day.month >= 11]
    if hints.reposted:  # the day on which a site took it over, unless the text knows of that year
        turns = [turn for turn in turns if str(turn) in _YEARS.findall(hints.body)]
    turn = next(iter(turns), None) or _told_of(hints)
    return turn, turn + 1 if turn else None


def _parts_told(body: str) -> list[int]:
    """The years of which a text tells the first months or quarters: 2023年1-7月, 2023年上半年."""
    begun = (match for match in YEAR_AND_PART.finditer(body) if match["part"] and match["part"][0] in "上前1一")
    return [int(match["year"]) for match in begun]


def _is_start(words: str, opening: re.Match[str], hints: Hints) -> bool:
    """Whether a text begins with the year since which it tells, and is from another: 2012年以来, signed in 2019."""
    if not words.startswith("以来", opening.end()):
        return False
    said = int(opening["year"].translate(HAN_DIGITS))
    named = (int(year.translate(HAN_DIGITS)) for year in _NAMED.findall(hints.body))
    return max(named, default=said) > said + 1 or any(day.year - (day.month <= 6) > said for day in hints.dates)


def _is_main(of_year: int, body: str) -> bool:
    """Whether a text names no other year as often."""
    count = Counter(int(year.translate(HAN_DIGITS)) for year in _YEARS.findall(body))
    return all(count[other] < count[of_year] for other in count if other != of_year)


def _told_of(hints: Hints) -> int | None:
    """The year that a text looks back on, where nothing else says it: the last of those that it names most often.

    A short one tells of the only year that it names, unless it only compares with that or tells what began or is to
    be; old ones tell year by year.
    """
    if met := _MET.search(hints.body, 0, _FIRST):
        return int(met[1])
    count = Counter(int(year.translate(HAN_DIGITS)) for year in _YEARS.findall(hints.body))
    most = max(count.values(), default=0)
    if most >= _OFTEN:
        return max(year for year in count if count[year] * 2 >= most)
    told = {int(year.translate(HAN_DIGITS)) for year in _NAMED.findall(hints.body)}
    if len(told) != 1 or not _WHEN.search(hints.body) or (only := max(told)) < max(count):
        return None
    dated = [day for day in hints.dates if not hints.reposted]
    return only if not dated or any(day.year - only in (0, 1) for day in dated) else None


def _opened(hints: Hints) -> int | None:
    """The year that a text begins with, unless it names a later one than that which follows: 2021年,某局…."""
    opening = next(filter(None, map(OPENING.match, (*hints.openings[:1], hints.body))), None)
    if opening is None or not opening["year"] or not _IS_OPENING.match(opening.string, opening.end()):
        return None
    of_year = int(opening["year"].translate(HAN_DIGITS))
    named = (int(year.translate(HAN_DIGITS)) for year in _NAMED.findall(hints.body))
    return of_year if max(named, default=of_year) <= of_year + 1 else None


def _of_part(part: tuple[int, int], hints: Hints) -> int | None:
    """The year of a 上半年 that names none: the body's, if it says 2021年上半年; else that of the page's date.

    A date that the body knows nothing of, neither its year nor the one before, tells none.
    """
    parts, years_told = Counter[int](), set[int]()
    for match in YEAR_AND_PART.finditer(hints.body):
        years_told.add(int(match["year"]))
        if match["part"] and (same := SAID.match(hints.body, match.start())) and months_of(same) == part:
            parts[int(match["year"])] += 1
    if parts:
        return parts.most_common(1)[0][0]
    ended = next((day.year - (day.month < part[1]) for day in hints.dates), None)
    if ended is None or ended in years_told:
        return ended
    return None if hints.reposted or (years_told and ended - 1 not in years_told) else ended


def _same_year(summary: Said, plan: Said) -> bool:
    """Whether the plan is for the rest of the year that the summary is of."""
    early = summary.months is not None and summary.months[1] < 12
    return (early and plan.word not in ("明年", "来年", "下一年")) or (plan.months is not None and plan.months[0] > 1)


def _plan(told: dict[str, Said]) -> Said | None:
    """The plan's time; after the first half of a year the next step is the second."""
    plan, summary = told.get("plan"), told.get("summary")
    rest = (
        plan is not None and not (plan.months or plan.span or plan.year) and plan.word not in ("明年", "来年", "下一年")
    )
    if rest and summary and summary.months and summary.months[1] < 12:
        return Said(months=(summary.months[1] + 1, 12))
    return plan


def _period(said: Said | None, of_year: int | None, hints: Hints) -> Period | None:
    if said is None or said.word == "今后":
        return None
    if said.span:
        first, last = said.span
        # A 五年规划 that is not over yet has been told of so far.
        return years(first, of_year) if said.five and of_year and first <= of_year < last else said.period(None)
    if of_year is None:
        part = said.months is not None and said.months[0] < said.months[1]  # 上半年 of a year that nothing tells
        return said.period(None) if said.masked or hints.masked or part else None
    if said.word in ("过去五年", "五年来", "近五年"):
        return years(of_year - 4, of_year)
    if said.word.endswith("五年"):
        return years(of_year, of_year + 4)
    return said.period(of_year)
