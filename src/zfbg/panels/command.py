"""``zfbg panel`` and ``zfbg track``: what they take, and what they print in each format."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TextIO

from attrs import frozen

from zfbg import writers
from zfbg.cells import digits
from zfbg.columns import Column, Row, row
from zfbg.errors import PanelError
from zfbg.model import Report
from zfbg.panels.cells import Cell
from zfbg.panels.gather import Panel, panel
from zfbg.panels.pair import Target, track
from zfbg.panels.rows import LEFT, PANEL, TRACK, Line, of_sources
from zfbg.panels.told import MEASURES, REASONS, LeftOut

FORMATS = ("table", *writers.FORMATS)
SHOWN = ("cells", "conflicts", "left-out")
_CELLS = ("region", "indicator", "measure", "period", "status", "value", "note")
_LEFT = ("reason", "indicator", "figure", "sentence")
_TRACKED = ("indicator", "verdict", "target", "outcome", "gap", "note")
_RIGHT = ("value", "target", "outcome", "gap")

Output = Callable[[Iterable[Report], Any], None]


@frozen
class Console:
    """What the command line has for all commands: telling of something on standard error, and aligned tables."""

    say: Callable[[str], None]
    table: Callable[[Sequence[str], Sequence[Sequence[str]], TextIO, Sequence[str]], None]


@frozen
class Outputs:
    """How a command prints in each of its formats, once its arguments are known."""

    of: Callable[[argparse.Namespace, Console], dict[str, Output]]
    formats: tuple[str, ...] = FORMATS


@frozen
class _Shown:
    """What is printed: as a table of columns with all their rows, and as the lines that a person reads."""

    name: str
    columns: tuple[Column, ...]
    entries: Sequence[Any]
    names: tuple[str, ...]
    line: Callable[[Any], tuple[str, ...]]

    @property
    def rows(self) -> Iterator[Row]:
        return (row(self.columns, entry) for entry in self.entries)


def panel_arguments(sub: argparse.ArgumentParser) -> None:
    """What ``zfbg panel`` takes besides what all commands do."""
    some = partial(sub.add_argument, action="append", default=None)
    some("--indicator", metavar="NAME", help="only this indicator, by id or name; may be given again")
    some("--region", metavar="CODE", help="only this region, by code or name; may be given again")
    some("--measure", metavar="NAME", help=f"only this one of {', '.join(MEASURES)}; may be given again")
    text = "cells, conflicts (all figures of cells whose reports differ) or left-out (facts in no cell)"
    sub.add_argument("--show", metavar="WHAT", default="cells", help=f"{text}; default: %(default)s")


def panel_outputs(arguments: argparse.Namespace, console: Console) -> dict[str, Output]:
    """How ``zfbg panel`` prints in each format; PanelError where an argument is wrong."""
    if arguments.show not in SHOWN:
        raise PanelError(f"--show {arguments.show}: give one of {', '.join(SHOWN)}")
    if wrong := [each for each in arguments.measure or () if each not in MEASURES]:
        raise PanelError(f"--measure {wrong[0]}: give one of {', '.join(MEASURES)}")

    def shown(reports: Iterable[Report]) -> tuple[_Shown, list[str]]:
        asked = {"indicators": arguments.indicator, "regions": arguments.region, "measure": arguments.measure}
        found = panel(reports, **asked)
        return _panel(found, arguments.show), list(_notes(found))

    return _outputs(shown, console)


def track_outputs(arguments: argparse.Namespace, console: Console) -> dict[str, Output]:
    """How ``zfbg track`` prints in each format; PanelError where the two reports cannot be paired."""

    def shown(reports: Iterable[Report]) -> tuple[_Shown | None, list[str]]:
        match list(reports):
            case [last, this]:
                found = track(last, this)
                return _Shown(found.name, TRACK, found.targets, _TRACKED, _tracked), _left_out(found.left_out)
        return None, []  # one of them could not be read, and that was told

    return _outputs(shown, console)


def _outputs(
    shown: Callable[[Iterable[Report]], tuple[_Shown | None, list[str]]], console: Console
) -> dict[str, Output]:
    def output(kind: str, reports: Iterable[Report], out: Any) -> None:
        what, notes = shown(reports)
        if what and kind == "table":
            console.table(what.names, [*map(what.line, what.entries)], out, _RIGHT)
        elif what:
            writers.FORMATS[kind](what.columns, what.rows, out, what.name)
        for note in notes:
            console.say(f"note: {note}")

    return {kind: partial(output, kind) for kind in FORMATS}


def _panel(found: Panel, what: str) -> _Shown:
    if what == "left-out":
        return _Shown("left-out", LEFT, found.left_out, _LEFT, _left)
    if what == "conflicts":
        lines = [line for conflict in found.conflicts for line in of_sources(conflict.cell)]
        return _Shown("conflicts", PANEL, lines, _CELLS, _line)
    return _Shown(found.name, PANEL, list(found.lines()), _CELLS, _line)


def _line(line: Line) -> tuple[str, ...]:
    series = line.series
    measure = " ".join(filter(None, (series.measure, series.base, series.scope)))
    written = f"{digits(line.value)}{series.unit}" if line.computed and line.value is not None else ""
    value = written or (line.source.written if line.source else "")
    return series.place.name, series.indicator, measure, line.time.edtf, line.status, value, _note(line)


def _note(line: Line) -> str:
    if not line.computed:
        return line.conflict
    reported = {None: "computed", True: "computed, as reported", False: "computed, not as reported"}[line.agrees]
    return f"{reported} (soft)" if line.soft else reported


def _left(left: LeftOut) -> tuple[str, ...]:
    return left.reason, left.indicator, left.source.quote, left.source.sentence


def _tracked(target: Target) -> tuple[str, ...]:
    notes = ("estimated" if target.estimated else "", "carried on" if target.carried_on else "", target.why)
    told = (_written(target.goal), _written(target.outcome), _gap(target), "; ".join(filter(None, notes)))
    return target.goal.series.indicator, target.verdict, *told


def _gap(target: Target) -> str:
    """How far an outcome is from its target: in points of a rate, in % of an amount."""
    if target.gap_unit == "个百分点":
        return "" if target.gap is None else f"{target.gap:+f}点"
    return "" if target.gap_percent is None else f"{target.gap_percent:+f}%"


def _written(cell: Cell | None) -> str:
    """What stands in a cell, or all that is told where nothing does."""
    sources = () if cell is None else (cell.stands,) if cell.stands else cell.sources
    return " / ".join(dict.fromkeys(source.written for source in sources))


def _notes(found: Panel) -> Iterator[str]:
    """What a reader of the cells should know: what was not found, what contradicts itself, what was left out."""
    for name in found.absent:
        yield f"nothing is told of {name}; check the name, or see --show left-out"
    if empty := sum(1 for each in found.conflicts if each.kind == "contradiction"):
        yield f"cells left empty, since what is told cannot be one number: {empty}; --show conflicts has all figures"
    yield from (f"{note}; --show left-out lists them" for note in _left_out(found.left_out))


def _left_out(left_out: Sequence[LeftOut]) -> list[str]:
    counts = Counter(each.reason for each in left_out)
    told = (f"{number} because {REASONS[reason]}" for reason, number in counts.most_common())
    return [f"facts left out: {len(left_out)}, {', '.join(told)}"] if left_out else []
