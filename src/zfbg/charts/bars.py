"""Bars: growth and levels of indicators, one a row, with the figure as the text has it at the end of its bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from zfbg.charts.drawing import Datasets, altair, statuses, styled, tooltip
from zfbg.charts.marks import Axis, Mark, label, marks, rows, safe, scaled, told_apart
from zfbg.columns import Row
from zfbg.errors import ChartError
from zfbg.model import Report

MOST = 60
WIDTH = 420
STEP = 19
LABELS = 240


def growth(source: Report | Iterable[Report] | Iterable[Row], *, most: int = MOST) -> Any:
    """The rates of growth that reports tell, one bar for each, in % on an axis for each kind of period and base.

    ``source`` is a report, several, a table of facts, a panel, or rows that were picked out of these. Of more than
    ``most`` figures known indicators come first, and the title says how many were left out. Not drawn is what may be
    read wrongly (``sure``), what is masked and what is only supposed.

    Gives an Altair chart. ChartError where nothing can be drawn, or altair is not installed (extra ``viz``).
    """
    return _chart(source, "growth", ("%",), most)


def levels(source: Report | Iterable[Report] | Iterable[Row], *, most: int = MOST) -> Any:
    """How much and how many reports tell, one bar for each, on an axis for each unit and kind of period.

    Amounts are counted in 万 or 亿 of the base unit where that makes them short. Otherwise as :func:`growth`.
    """
    return _chart(source, "level", None, most)


def _chart(source: Any, measure: str, units: Sequence[str] | None, most: int) -> Any:
    given = rows(source)
    found = told_apart(mark for mark in marks(given, measure) if units is None or mark.axis.unit in units)
    if not found:
        raise ChartError(
            f"no {measure} that can be drawn is told; see what is with zfbg facts, or ask for another kind"
        )
    kept = [mark for _, mark in sorted(enumerate(found), key=lambda each: (not each[1].known, each[0]))[:most]]
    groups: dict[Axis, list[Mark]] = {}
    for mark in kept:
        groups.setdefault(mark.axis, []).append(mark)
    alt = altair()
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    data = Datasets()
    parts = [_bars(axis, group, [mark.status for mark in kept], data) for axis, group in ordered]
    titles = list(dict.fromkeys(safe(row["title"] or "") for row in given))
    chart = alt.vconcat(*parts).resolve_scale(x="independent", y="independent")
    return styled(chart, data, titles, len(found) - len(kept))


def _bars(axis: Axis, group: Sequence[Mark], said: Sequence[str], data: Datasets) -> Any:
    alt = altair()
    scale, unit = scaled(axis.unit, (max(mark.start, mark.end, key=abs) for mark in group))
    periods = list(dict.fromkeys(mark.period for mark in group))
    values = [mark.values(f"{n:04d}{_label(mark, periods)}", scale) for n, mark in enumerate(_ordered(group))]
    fill, stroke, dash = statuses(said)
    # Labels begin behind the number that keeps two rows with the same words apart.
    y = alt.Y(
        "row:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelExpr="slice(datum.value, 4)",
            labelLimit=LABELS,
            minExtent=LABELS,
            maxExtent=LABELS,
            grid=False,
            ticks=False,
            domain=False,
        ),
    )
    x = alt.X("start:Q", title=f"{axis.measure}, {safe(unit)}", axis=alt.Axis(tickCount=6, orient="top"))
    base = data.chart(values).encode(y=y, tooltip=tooltip(("label", "indicator"), ("told", "figure")))
    bars = base.mark_bar(strokeWidth=1, height=11).encode(x=x, x2="end:Q", fill=fill, stroke=stroke, strokeDash=dash)
    # Behind its bar; of what declines on the other side of 0, where no label of the axis stands.
    told = (
        base.transform_calculate(far="max(datum.start, datum.end)")
        .mark_text(align="left", dx=4, fontSize=11, color="#333333")
        .encode(x=alt.X("far:Q"), text="told:N")
    )
    zero = data.chart([{"zero": 0}]).mark_rule(color="#9a9a9a").encode(x="zero:Q")
    when = safe(periods[0]) if len(periods) == 1 and periods[0] else ""
    title = alt.Title(" · ".join(filter(None, (safe(axis.title), when))))
    return alt.layer(bars, told, zero).properties(width=WIDTH, height=alt.Step(STEP), title=title)


def _label(mark: Mark, periods: Sequence[str]) -> str:
    return label(mark.label, mark.period if len(periods) > 1 else "")


def _ordered(group: Sequence[Mark]) -> list[Mark]:
    """Figures of one indicator together, in the order of their periods, indicators in the order of the text."""
    first: dict[str, int] = {}
    for n, mark in enumerate(group):
        first.setdefault(mark.label, n)
    return sorted(group, key=lambda mark: (first[mark.label], mark.period, mark.status == "planned", Decimal(mark.end)))
