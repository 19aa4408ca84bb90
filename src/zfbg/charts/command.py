"""``zfbg chart``: what it takes, and how it draws in each format."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from functools import partial
from typing import Any

from zfbg.charts import bars, files, lines, pairs
from zfbg.charts.drawing import altair
from zfbg.errors import ChartError
from zfbg.model import Report
from zfbg.panels import panel, track
from zfbg.panels.command import Console, Output

FORMATS = files.FORMATS
KINDS = ("growth", "levels", "panel", "targets")


def chart_arguments(sub: argparse.ArgumentParser) -> None:
    """What ``zfbg chart`` takes besides what all commands do."""
    text = "growth or levels (bars), panel (lines over time), targets (of two reports, the earlier first)"
    sub.add_argument("--kind", metavar="KIND", default=KINDS[0], help=f"{text}; default: %(default)s")


def chart_outputs(arguments: argparse.Namespace, console: Console) -> dict[str, Output]:
    """How ``zfbg chart`` draws in each format; ChartError where an argument is wrong or altair is not installed."""
    if arguments.kind not in KINDS:
        raise ChartError(f"--kind {arguments.kind}: give one of {', '.join(KINDS)}")
    if arguments.kind == "targets" and len(arguments.files) != 2:
        raise ChartError("--kind targets: name two reports, the one that sets the targets first")
    altair()

    def output(written_as: str, reports: Iterable[Report], out: Any) -> None:
        given = list(reports)
        chart = _chart(arguments.kind, given) if given else None
        if chart is not None:  # else none could be read, and that was told
            out.write(files.text(chart, written_as))

    return {each: partial(output, each) for each in FORMATS}


def _chart(kind: str, reports: list[Report]) -> Any:
    match kind, reports:
        case "growth", _:
            return bars.growth(reports)
        case "levels", _:
            return bars.levels(reports)
        case "panel", _:
            return lines.panel(panel(reports))
        case "targets", [last, this]:
            return pairs.targets(track(last, this))
    return None  # one of the two could not be read, and that was told
