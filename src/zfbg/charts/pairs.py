"""Pairs: the targets of a report and what came of them, on an axis for each unit, measure and kind of period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from zfbg.charts.drawing import FONT, PAPER, Datasets, altair, styled
from zfbg.charts.marks import SENTENCE, Axis, label, safe, scaled
from zfbg.columns import nearest
from zfbg.errors import ChartError
from zfbg.panels import Track
from zfbg.panels.cells import Cell
from zfbg.panels.pair import Target

WIDTH = 300
STEP = 24
LABELS = 170
CELLS = 30
COLOURS = {"met": "#0072b2", "missed": "#d55e00", "undecided": "#8a8a8a"}
GREY = "#8a8a8a"


def targets(source: Track) -> Any:
    """The targets that a report set and what came of them, one a row, in the order of the text.

    A hollow diamond is the target, with a dashed line over one that is a range; a dot is the outcome, blue where the
    target is met, orange where it is missed, grey where that cannot be said, pale where it is an estimate. Behind them
    stands what the texts say. A target whose outcome is not told stands alone.

    Gives an Altair chart. ChartError where nothing can be drawn, or altair is not installed (extra ``viz``).
    """
    groups: dict[Axis, list[Target]] = {}
    for target in source.targets:
        series = target.goal.series
        if _ends(target.goal):
            axis = Axis(series.measure, series.base, series.unit, target.goal.time.kind)
            groups.setdefault(axis, []).append(target)
    if not groups:
        raise ChartError("no target can be drawn: the earlier report plans nothing in figures; see zfbg track")
    alt = altair()
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    several = len({target.goal.series.place for target in source.targets}) > 1
    data = Datasets()
    colour = _colour(source.counts)
    parts = [_pairs(axis, group, several, colour, data) for axis, group in ordered]
    counts = ", ".join(f"{number} {verdict}" for verdict, number in source.counts.items())
    chart = alt.vconcat(*parts).resolve_scale(x="independent", y="independent")
    return styled(chart, data, [f"targets ◇ and outcomes ●: {counts}"], 0)


def _colour(counts: Mapping[str, int]) -> Any:
    alt = altair()
    here = [verdict for verdict in COLOURS if verdict in counts]
    legend = alt.Legend(title=None, orient="bottom") if here else None
    scale = alt.Scale(domain=here, range=[COLOURS[verdict] for verdict in here])
    return alt.Color("verdict:N", scale=scale, legend=legend)


def _ends(cell: Cell | None) -> tuple[Decimal, Decimal] | None:
    """Between which numbers a cell is drawn; of an open range its one end."""
    if cell is None:
        return None
    ends = [each for each in (cell.value,) if each is not None] or [
        e for e in (cell.lower, cell.upper) if e is not None
    ]
    return (ends[0], ends[-1]) if ends else None


def _pairs(axis: Axis, group: Sequence[Target], several: bool, colour: Any, data: Datasets) -> Any:
    alt = altair()
    numbers = [end for target in group for cell in (target.goal, _outcome(target)) for end in _ends(cell) or ()]
    scale, unit = scaled(axis.unit, numbers)
    values = [_values(n, target, scale, several) for n, target in enumerate(group)]
    zero = len({value[end] for value in values for end in ("low", "high", "end") if value[end] is not None}) == 1
    y = alt.Y(
        "row:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelExpr="slice(datum.value, 4)",
            labelLimit=LABELS,
            minExtent=LABELS,
            maxExtent=LABELS,
            ticks=False,
            domain=False,
        ),
    )
    x = alt.X(
        "low:Q",
        title=f"{axis.measure}, {safe(unit)}",
        scale=alt.Scale(zero=zero, padding=12, nice=True),
        axis=alt.Axis(tickCount=5, grid=False),
    )
    tips = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (
            ("label", "indicator"),
            ("verdict", "verdict"),
            ("goal", "target"),
            ("goal_sentence", "planned in"),
            ("outcome", "outcome"),
            ("outcome_sentence", "told in"),
            ("why", "why"),
        )
    ]
    base = data.chart(values).encode(y=y, tooltip=tips)
    told = base.transform_filter("isValid(datum.end)")
    between = told.mark_rule(strokeWidth=1, color="#c4c4c4").encode(x=x, x2="end:Q")
    span = base.transform_filter("datum.low != datum.high").mark_rule(strokeWidth=1.5, strokeDash=[3, 2], color=GREY)
    goal = base.mark_point(
        shape="diamond", size=85, filled=True, fill=PAPER, stroke="#444444", strokeWidth=1.3, opacity=1
    )
    outcome = told.mark_circle(size=75).encode(
        x=alt.X("end:Q"),
        color=colour,
        opacity=alt.condition("datum.estimated", alt.value(0.55), alt.value(1)),
    )
    words = base.mark_text(align="left", dx=12, fontSize=11, color="#333333", font=FONT).encode(
        x=alt.X("far:Q"), text="told:N"
    )
    # A layer of nothing has no extent, of which Vega warns.
    ends = any(value["end"] is not None for value in values)
    ranges = any(value["low"] != value["high"] for value in values)
    layers = (between,) * ends + (span.encode(x=x, x2="high:Q"),) * ranges + (goal.encode(x=x),)
    layers += (outcome,) * ends + (words,)
    title = alt.Title(safe(axis.title))
    return alt.layer(*layers).properties(width=WIDTH, height=alt.Step(STEP), title=title)


def _outcome(target: Target) -> Cell | None:
    """The outcome where it is told in what the target is told in."""
    return target.outcome if target.verdict in COLOURS else None


def _values(n: int, target: Target, scale: Decimal, several: bool) -> dict[str, Any]:
    goal, outcome = target.goal, _outcome(target)
    low, high = _ends(goal) or (Decimal(0), Decimal(0))
    ends = _ends(outcome)
    end = ends[1] if ends else None
    name = (f"{goal.series.place.name} " if several else "") + goal.series.indicator
    written = goal.shown.written
    told = f"{written} → {outcome.shown.written}" if outcome else f"{written}  {target.verdict}"
    return {
        "measure": goal.series.measure,
        "base": safe(goal.series.base),
        "unit": safe(goal.series.unit),
        "kind": goal.time.kind,
        "row": f"{n:04d}{label(name, cells=CELLS)}",
        "label": safe(name),
        "low": nearest(low / scale),
        "high": nearest(high / scale),
        "end": None if end is None else nearest(end / scale),
        "far": nearest(max(low, high, end if end is not None else low) / scale),
        "told": safe(told),
        "verdict": target.verdict,
        "estimated": target.estimated,
        "why": safe(target.why),
        "goal": safe(written),
        "goal_sentence": safe(goal.shown.sentence[:SENTENCE]),
        "outcome": safe(outcome.shown.written) if outcome else "",
        "outcome_sentence": safe(outcome.shown.sentence[:SENTENCE]) if outcome else "",
    }
