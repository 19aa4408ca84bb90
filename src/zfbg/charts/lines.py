"""Lines: the cells of a panel over time, a small chart for each indicator, measure, unit and kind of period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from zfbg.charts.drawing import PAPER, PLACES, Datasets, altair, styled, tooltip
from zfbg.charts.marks import Axis, Mark, label, safe, scaled
from zfbg.errors import ChartError
from zfbg.panels import Panel
from zfbg.panels.cells import Cell

MOST = 30
COLUMNS = 3
WIDTH = 230
HEIGHT = 120

# How a bound looks: an arrow to where the number is, a diamond for about.
_SHAPES = {"": "circle", ">=": "triangle-up", "<=": "triangle-down", "~": "diamond"}

_Key = tuple[str, str, Axis]


def panel(source: Panel, *, most: int = MOST) -> Any:
    """The cells of a panel over time: a chart for each indicator, measure, unit, kind of period; a line a place.

    What is planned is a hollow point at the end of a dashed line; 超过 and 以内 are triangles that point to where the
    number is, 左右 a diamond, a range a bar. At a contradiction the line is broken. Growths that no report tells are
    not drawn, nor is what has a single figure. Of more than ``most`` charts those with most figures are drawn, and the
    title says how many were left out.

    Gives an Altair chart. ChartError where nothing can be drawn, or altair is not installed (extra ``viz``).
    """
    groups: dict[_Key, list[Cell]] = {}
    for cell in source.cells:
        if cell.time.end and (_ends(cell) or not cell.known):
            series = cell.series
            groups.setdefault((series.indicator, series.scope, _axis(cell)), []).append(cell)
    drawn = {key: group for key, group in groups.items() if sum(1 for cell in group if cell.known) > 1}
    if not drawn:
        raise ChartError("no two figures of a panel can be drawn as one series; give reports of more years or regions")
    kept = sorted(drawn, key=lambda key: -len(drawn[key]))[:most]
    places = list(dict.fromkeys(cell.series.place.name for key in drawn for cell in drawn[key]))
    alt = altair()
    data = Datasets()
    parts = [_lines(key, group, places, data) for key, group in drawn.items() if key in kept]
    chart = alt.concat(*parts, columns=COLUMNS).resolve_scale(x="independent", y="independent", color="shared")
    return styled(chart, data, (), len(drawn) - len(kept))


def _axis(cell: Cell) -> Axis:
    series = cell.series
    return Axis(series.measure, series.base, series.unit, cell.time.kind)


def _ends(cell: Cell) -> tuple[Decimal, Decimal] | None:
    """Between which numbers a figure is drawn; None for a range that is open."""
    if cell.value is not None:
        return cell.value, cell.value
    return None if cell.lower is None or cell.upper is None else (cell.lower, cell.upper)


def _lines(key: _Key, group: Sequence[Cell], places: Sequence[str], data: Datasets) -> Any:
    alt = altair()
    indicator, scope, axis = key
    scale, unit = scaled(axis.unit, (end for cell in group for end in _ends(cell) or ()))
    values = [value for cell in group for value in _points(cell, scale)]
    drawn = list(_segments(group, scale))
    colours = [PLACES[n % len(PLACES)] for n in range(len(places))]
    shown = [safe(place) for place in places]
    legend = alt.Legend(title=None, orient="bottom", columns=6, symbolOpacity=1) if len(places) > 1 else None
    colour = alt.Color("place:N", scale=alt.Scale(domain=shown, range=colours), legend=legend)
    days = sorted({str(cell.time.end) for cell in group})
    whole_years = all(day.endswith("12-31") for day in days)
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(type="utc", padding=14),
        axis=alt.Axis(
            values=days, format="%Y" if whole_years else "%Y-%m", labelOverlap="greedy", labelAngle=0, grid=False
        ),
    )
    # An axis around a single number would round it.
    zero = len({value[end] for value in values for end in ("start", "end")}) == 1
    y = alt.Y("end:Q", title=safe(unit), scale=alt.Scale(zero=zero, padding=8), axis=alt.Axis(tickCount=4))
    base = data.chart(values).encode(x=x)
    stroke = alt.Stroke("place:N", scale=alt.Scale(domain=shown, range=colours), legend=legend)
    lines = (
        data.chart(drawn)
        .mark_line(strokeWidth=1.5)
        .encode(
            x=x,
            y=y,
            color=colour,
            detail="line:N",
            strokeDash=alt.StrokeDash(
                "dashed:N", scale=alt.Scale(domain=["no", "yes"], range=[[1, 0], [4, 3]]), legend=None
            ),
        )
    )
    ranges = base.mark_rule(strokeWidth=4, opacity=0.45).encode(y="start:Q", y2="end:Q", color=colour)
    points = base.mark_point(size=46, strokeWidth=1.5, opacity=1).encode(
        y=y,
        stroke=stroke,
        fill=alt.condition("datum.status == 'planned'", alt.value(PAPER), colour),
        shape=alt.Shape("shape:N", scale=None),
        tooltip=tooltip(("label", "indicator"), ("told", "figure"), ("conflict", "conflict")),
    )
    name = label(indicator + (f"（{scope}）" if scope else ""))
    title = alt.Title(name, subtitle=safe(axis.title), limit=WIDTH + 40)
    return alt.layer(lines, ranges, points).properties(width=WIDTH, height=HEIGHT, title=title)


def _points(cell: Cell, scale: Decimal) -> Iterator[dict[str, Any]]:
    source = cell.stands
    if source is None or (ends := _ends(cell)) is None:
        return
    series = cell.series
    mark = Mark(
        axis=_axis(cell),
        report="",
        place=series.place.name,
        label=series.indicator,
        period=cell.time.edtf,
        status=cell.status,
        start=ends[0],
        end=ends[1],
        told=source.written,
        quote=source.quote,
        sentence=source.sentence,
        file=source.file,
        known=True,
    )
    told = mark.values("", scale)
    yield {**told, "day": str(cell.time.end), "shape": _SHAPES[cell.bound], "conflict": cell.conflict}


def _segments(group: Sequence[Cell], scale: Decimal) -> Iterator[dict[str, Any]]:
    """The points of the lines of each place: of what is so, and dashed from its end over what is planned.

    Where what is told contradicts itself a line is broken.
    """
    by_place: dict[str, list[Cell]] = {}
    for cell in sorted(group, key=lambda cell: cell.time.sorting):
        by_place.setdefault(cell.series.place.name, []).append(cell)
    for place, cells in by_place.items():
        so = [cell for cell in cells if cell.status != "planned"]
        planned = [cell for cell in cells if cell.status == "planned"]
        number = 0
        for cell in so:
            number += cell.stands is None
            yield from _vertex(cell, f"{place}{number}", "no", scale)
        last = so[-1] if so else None
        ahead = [cell for cell in planned if last is None or cell.time.sorting > last.time.sorting]
        for cell in (*([last] if last and ahead else []), *ahead):
            yield from _vertex(cell, place, "yes", scale)


def _vertex(cell: Cell, line: str, dashed: str, scale: Decimal) -> Iterator[dict[str, Any]]:
    for told in _points(cell, scale):
        kept = {name: told[name] for name in ("day", "end", "place")}
        yield {**kept, "line": f"{dashed} {safe(line)}", "dashed": dashed}
