"""``zfbg.track``: what one report planned, and what the next one tells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext

from attrs import evolve, field, frozen

from zfbg.brief import cut, line, many
from zfbg.columns import Column, Row, row
from zfbg.errors import PanelError
from zfbg.model import Region
from zfbg.panels import times
from zfbg.panels.cells import Cell, cells
from zfbg.panels.indicators import vocabulary
from zfbg.panels.known import EXACT
from zfbg.panels.records import Facts, Record, records
from zfbg.panels.rows import TRACK
from zfbg.panels.times import Time
from zfbg.panels.told import LeftOut, Told, told
from zfbg.panels.verdict import OPEN, Tolerance, gap, verdict
from zfbg.tables import Tabular

VERDICTS = ("met", "missed", OPEN, "not-reported", "not-comparable")


@frozen
class Target:
    """A target and what came of it.

    ``goal`` is the cell of what was planned, ``outcome`` that of what is told of it, or None. ``verdict`` is ``met``,
    ``missed``, ``undecided``, ``not-reported`` (no figure of that indicator and place is told) or ``not-comparable``
    (one is told, but of another time, measure or unit, or the time has not come); ``why`` says the last three in full.
    ``gap`` is the outcome less the target in ``gap_unit``, ``gap_percent`` the same in % of the target. ``again`` is
    what the later report plans for the time after, ``carried_on`` whether that is the same number once more.
    """

    goal: Cell
    outcome: Cell | None
    verdict: str
    why: str
    gap: Decimal | None
    gap_percent: Decimal | None
    again: Cell | None = field(repr=False)
    carried_on: bool

    def __repr__(self) -> str:
        return line(self, self.goal.series.told, self.goal.time.edtf, self.verdict, cut(self.goal.shown.written))

    @property
    def estimated(self) -> bool:
        """Whether the outcome is an estimate (预计)."""
        return self.outcome is not None and self.outcome.status == "estimated"

    @property
    def gap_unit(self) -> str:
        """The unit of ``gap``: two rates differ by 个百分点."""
        return "个百分点" if self.goal.series.unit == "%" else self.goal.series.unit


@frozen
class Track(Tabular):
    """The targets of a report in the order of its text; see :func:`track`.

    ``left_out`` are the planned facts that cannot be tracked, each with the reason. A Track is a table as well, with
    the columns of docs/track.md: ``pl.DataFrame(found)``, ``found.write("targets.csv")``.
    """

    targets: tuple[Target, ...]
    left_out: tuple[LeftOut, ...] = field(repr=False)

    def __repr__(self) -> str:
        return line(self, many(len(self.targets), "target"), f"{len(self.left_out)} left out")

    @property
    def counts(self) -> dict[str, int]:
        """How many targets have each verdict."""
        found = Counter(target.verdict for target in self.targets)
        return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}

    @property
    def name(self) -> str:
        """``targets``, as what a file of it is of."""
        return "targets"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its rows."""
        return TRACK

    def __iter__(self) -> Iterator[Row]:
        """A row for each target."""
        return (row(TRACK, target) for target in self.targets)


def track(last: Facts, this: Facts, *, tolerance: Tolerance | None = None) -> Track:
    """Pair what ``last`` planned with what ``this`` tells of it, by place, indicator, measure, unit and period.

    Both are a report, several of one region, or what has ``records()``. Met or missed is said only where it is
    certain. 左右 is met within ``tolerance``: 0.3 points of a rate, 5 % of an amount. PanelError where the reports are
    of two regions, or ``this`` is the earlier one.

    >>> import zfbg
    >>> last = zfbg.parse("绵阳市游仙区2022年工作总结\\n一、2023年工作计划\\n全区进出口总额增长8%以上。")
    >>> this = zfbg.parse("绵阳市游仙区2023年工作总结\\n一、2023年工作情况\\n全区进出口总额增长7.2%。")
    >>> [(target.verdict, str(target.gap), target.gap_unit) for target in track(last, this).targets]
    [('missed', '-0.8', '个百分点')]
    """
    with localcontext(EXACT):
        plans, news = _of_one_region(list(records(last)), list(records(this)))
        goals, left_out = _goals(plans)
        taken = [each for each in (told(record, vocabulary(), None) for record in news) if isinstance(each, Told)]
        later = _Later(cells(taken), _latest(record.origin.summary_end for record in news))
        targets = [_target(goal, later, tolerance or Tolerance()) for goal in goals]
        return Track(tuple(sorted(targets, key=lambda each: _place_in_text(each.goal))), tuple(left_out))


def _of_one_region(plans: list[Record], news: list[Record]) -> tuple[list[Record], list[Record]]:
    """The records, all of the one region that any of the reports tells.

    PanelError where they are of several, or where the later ones are not later.
    """
    told = {_name(each.origin.region): each.origin.region for each in (*plans, *news) if each.origin.region}
    if len(told) > 1:
        raise PanelError(f"the reports are of {', '.join(sorted(told))}; give two of one region")
    first = _latest(record.origin.summary_end for record in plans)
    second = _latest(record.origin.summary_end for record in news)
    if first and second and first > second:
        raise PanelError(
            f"the first report looks back on a time up to {first}, the second to {second}; give the earlier one first"
        )
    # Who gives two reports that name no region says that they are of one.
    region = next(iter(told.values()), Region(None, "", ""))
    one, other = ([evolve(each, origin=evolve(each.origin, region=region)) for each in some] for some in (plans, news))
    return one, other


def _name(region: Region) -> str:
    return region.code or region.name


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _goals(plans: Iterable[Record]) -> tuple[list[Cell], list[LeftOut]]:
    """What reports plan for the time after the one that they look back on."""
    known = vocabulary()
    kept: list[Told] = []
    left_out: list[LeftOut] = []
    for record in plans:
        if record.fact.status != "planned":
            continue
        each = told(record, known, None)
        over = record.origin.summary_end
        if isinstance(each, Told) and over and each.time.end and each.time.end <= over:
            name = record.fact.subject + record.fact.indicator
            each = LeftOut("past", name, record.fact.measure, each.source)
        if isinstance(each, LeftOut):
            left_out.append(each)
        else:
            kept.append(each)
    return list(cells(kept)), left_out


class _Later:
    """What the later reports tell: cells by series and time, and by what they are of."""

    def __init__(self, told: Sequence[Cell], end: date | None) -> None:
        self.end = end
        self.facts = [cell for cell in told if cell.status != "planned"]
        self.plans = [cell for cell in told if cell.status == "planned"]
        self.by_key = {(cell.series, cell.time.edtf): cell for cell in self.facts}

    def outcome(self, goal: Cell) -> Cell | None:
        """The cell that tells what came of ``goal``."""
        same = self.by_key.get((goal.series, goal.time.edtf))
        if same or goal.series.indicator_id:
            return same
        # Of what no vocabulary has it is not known whether it is a stock: of 2023 and at its end are one.
        return next((found for time in _alike(goal.time) if (found := self.by_key.get((goal.series, time)))), None)

    def near(self, goal: Cell) -> Cell | None:
        """A cell of the same indicator and place within the time of ``goal``, though of another kind."""
        of, start = goal.series, goal.time.start
        for cell in self.facts:
            end, told = cell.time.end, cell.series
            if (told.place, told.indicator_id, told.indicator) != (of.place, of.indicator_id, of.indicator):
                continue
            if end and goal.time.end and end <= goal.time.end and (start or date(goal.time.end.year, 1, 1)) <= end:
                return cell
        return None

    def again(self, goal: Cell) -> Cell | None:
        """What is planned of the same for the time after that of ``goal``, the nearest first; or for the same time."""
        ahead = [cell for cell in self.plans if cell.series == goal.series and cell.time.kind == goal.time.kind]
        ahead = [cell for cell in ahead if cell.time.sorting >= goal.time.sorting]
        return min(ahead, key=lambda cell: cell.time.sorting, default=None)


def _alike(time: Time) -> tuple[str, ...]:
    if time.kind == "year":
        return (times.at_end(time).edtf,)
    year_end = time.kind == "as-of" and time.end and (time.end.month, time.end.day) == (12, 31)
    return (str(time.end.year),) if year_end and time.end else ()


def _target(goal: Cell, later: _Later, tolerance: Tolerance) -> Target:
    again = later.again(goal)
    same = again is not None and None not in (again.known, goal.known) and _numbers(again) == _numbers(goal)
    outcome = later.outcome(goal)
    found = Target(goal, outcome, "", "", None, None, again, same)
    if goal.known is None:
        return evolve(found, verdict="not-comparable", why="the plan tells several numbers that contradict each other")
    if outcome is None:
        return _without_outcome(found, later)
    if outcome.known is None:
        return evolve(found, verdict=OPEN, why="the outcome is told in several numbers that contradict each other")
    said, why = verdict(goal.series, goal.known, outcome.known, tolerance)
    above, percent = gap(goal.series, goal.known, outcome.known)
    return evolve(found, verdict=said, why=why, gap=above, gap_percent=percent)


def _numbers(cell: Cell) -> tuple[object, ...]:
    return cell.value, cell.lower, cell.upper, cell.bound


def _without_outcome(found: Target, later: _Later) -> Target:
    goal = found.goal
    end = goal.time.end
    if end and later.end and end > later.end:
        why = f"its time ends on {end}, and the report looks back on a time up to {later.end}"
        return evolve(found, verdict="not-comparable", why=why)
    near = later.near(goal)
    if near is None:
        return evolve(found, verdict="not-reported", why="no figure of that indicator and place is told for the time")
    said = f"{near.series.measure} {near.series.base}".rstrip()
    why = f"what is told is a {said} in {near.series.unit or 'no unit'} for {near.time.edtf}"
    return evolve(found, verdict="not-comparable", why=why, outcome=near)


def _place_in_text(goal: Cell) -> tuple[str, str, int]:
    source = goal.sources[0]
    return source.title or "", source.report_id, source.span.start
