"""What all charts share: Altair itself, colours, the ways that a status looks, type for Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zfbg.errors import ChartError, needs

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
INK = "#2f5d8a"
PAPER = "#ffffff"
# Told apart by those who see few colours too (Okabe and Ito).
PLACES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a7a7a", "#000000")
STATUSES = ("actual", "estimated", "planned")
FILLS = (INK, "#a9c0d6", PAPER)
DASHES = ([1, 0], [1, 0], [3, 2])
WORDS = ("quote", "sentence", "period", "status", "place", "file")


def altair() -> Any:
    """The package; ChartError with the cure where it is not installed."""
    try:
        import altair as alt
    except ImportError as error:
        raise ChartError(needs("a chart", "altair", "viz")) from error
    return alt


def statuses(found: Sequence[str]) -> tuple[Any, Any, Any]:
    """Fill and dash by status: an estimate is pale, a plan hollow and dashed. One status alone needs no legend."""
    alt = altair()
    here = [status for status in STATUSES if status in found]
    places = [STATUSES.index(status) for status in here]
    plain = here == ["actual"]
    legend = None if plain else alt.Legend(title=None, symbolType="square", symbolOpacity=1, orient="bottom")
    stroke = alt.Stroke("status:N", scale=alt.Scale(domain=here, range=[INK] * len(here)), legend=legend, title=None)
    fill = alt.Fill(
        "status:N", scale=alt.Scale(domain=here, range=[FILLS[place] for place in places]), legend=legend, title=None
    )
    dash = alt.StrokeDash(
        "status:N", scale=alt.Scale(domain=here, range=[DASHES[place] for place in places]), legend=legend, title=None
    )
    return fill, stroke, dash


def tooltip(*first: tuple[str, str]) -> list[Any]:
    """What a mark tells on hover: ``first``, as fields with their titles, then the words that it was read from."""
    alt = altair()
    told = [alt.Tooltip(f"{name}:N", title=title) for name, title in first]
    return [*told, *(alt.Tooltip(f"{name}:N", title=name) for name in WORDS)]


class Datasets:
    """The values of all parts of a chart, which name them: Altair copies a chart at every step, but not these."""

    def __init__(self) -> None:
        self.values: dict[str, list[dict[str, Any]]] = {}

    def chart(self, values: list[dict[str, Any]]) -> Any:
        """A chart of values."""
        alt = altair()
        name = f"data-{len(self.values)}"
        self.values[name] = values
        return alt.Chart(alt.NamedData(name=name))


def styled(chart: Any, data: Datasets, titles: Sequence[str], more: int) -> Any:
    """A chart with the type and the light lines of all of them, named after the one report that it is of."""
    alt = altair()
    title = alt.Title(
        titles[0] if len(titles) == 1 else "", subtitle=f"{more} more not drawn" if more else "", offset=12
    )
    axis = {"grid": True, "gridColor": "#ececec", "domainColor": "#9a9a9a", "tickColor": "#c8c8c8"}
    axis |= {"labelColor": "#333333", "titleColor": "#555555", "titleFontWeight": "normal"}
    axis |= {"labelFontSize": 11, "titleFontSize": 11}
    heads = {"anchor": "start", "fontSize": 12, "fontWeight": "bold", "color": "#222222", "subtitleColor": "#666666"}
    legend = {"labelColor": "#333333", "labelFontSize": 11}
    config = alt.Config(font=FONT, view={"stroke": None}, axis=axis, title=heads, legend=legend, concat={"spacing": 22})
    chart.title, chart.background, chart.config, chart.datasets = title, PAPER, config, data.values
    return chart
