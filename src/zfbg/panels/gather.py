"""``zfbg.panel``: reports, or a store of them, as region × indicator × period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import localcontext
from typing import Any

from attrs import field, frozen

from zfbg.brief import line, many
from zfbg.columns import Column, Row, row
from zfbg.facts.naming.indicators import normalised
from zfbg.panels.cells import Cell, Conflict, cells
from zfbg.panels.growth import Growth, growths
from zfbg.panels.indicators import Vocabulary, vocabulary
from zfbg.panels.known import EXACT
from zfbg.panels.records import Facts, Record, records
from zfbg.panels.rows import PANEL, Line, of_cell, of_growth, wide
from zfbg.panels.told import MEASURES, LeftOut, Told, told
from zfbg.tables import Tabular


@frozen
class Panel(Tabular):
    """What reports tell, as region × indicator × period in base units; see :func:`panel`.

    ``cells`` stand in the order of place, indicator, measure and time. ``growths`` follow from two levels each, whether
    a text says so or not. ``left_out`` are the facts that are in no cell, each with the reason. ``absent`` are the
    indicators and regions that were asked for and that no cell is of. A panel is a table as well, with the columns of
    docs/panel.md: ``pl.DataFrame(panel)``, ``panel.write("panel.csv")``.
    """

    cells: tuple[Cell, ...]
    growths: tuple[Growth, ...] = field(repr=False)
    left_out: tuple[LeftOut, ...] = field(repr=False)
    absent: tuple[str, ...] = ()

    def __repr__(self) -> str:
        counts = (many(len(self.cells), "cell"), many(len(self.growths), "growth"), f"{len(self.left_out)} left out")
        return line(self, ", ".join(counts))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The cells whose sources differ, contradictions first."""
        kinds = ("contradiction", "estimate", "rounding")
        found = [Conflict(cell.conflict, cell) for cell in self.cells if cell.conflict]
        return tuple(sorted(found, key=lambda each: kinds.index(each.kind)))

    @property
    def reasons(self) -> dict[str, int]:
        """How many facts were left out for each reason, the most first."""
        return dict(
            sorted(Counter(each.reason for each in self.left_out).items(), key=lambda each: (-each[1], each[0]))
        )

    def lines(self) -> Iterator[Line]:
        """What the rows are made of: the cells, then the growths that were reckoned."""
        yield from map(of_cell, self.cells)
        yield from map(of_growth, self.growths)

    @property
    def name(self) -> str:
        """``panel``, as what a file of it is of."""
        return "panel"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its rows."""
        return PANEL

    def __iter__(self) -> Iterator[Row]:
        """A row for each cell, then one for each growth that was reckoned (``computed``)."""
        return (row(PANEL, line) for line in self.lines())

    def wide(self, kind: str | None = None, *, bounded: bool = False) -> list[Mapping[str, Any]]:
        """A row for each series, kind of period and status, with a column for each period, in the order of time.

        ``kind`` (``year``, ``months-5`` …) asks for the periods of one kind. Only what texts tell stands there, and
        only what they tell as it is: 超过, 左右 and ranges are left empty, for a number alone would claim more.
        ``bounded`` puts the number of those in too (a range has none).
        """
        return wide(self.cells, kind, bounded)


def panel(
    source: Facts,
    *,
    indicators: Iterable[str] | str | None = None,
    regions: Iterable[str] | str | None = None,
    measure: Iterable[str] | str | None = None,
) -> Panel:
    """What reports tell, as region × indicator × period in base units, each cell with the words it was read from.

    ``source`` is a report, several, or what has ``records()`` as a store does. ``indicators`` are ids
    (``retail-sales``), names (社零总额) or, of what no vocabulary has, the words of the text; without them all known
    indicators are taken. ``regions`` are codes or names of divisions, each with its parts that have no code (市本级,
    高新区). ``measure`` is one of level, growth, change, share, progress and rank, or several; ValueError for another.

    Nothing is averaged and nothing summed. Where reports differ by more than printed digits allow, the cell is empty
    and ``Panel.conflicts`` has all of them. Times of different kinds (months, half-years, years, as of a day) never
    stand in one row. The order of the reports, and the same report twice, change nothing.

    >>> import zfbg
    >>> report = zfbg.parse("绵阳市游仙区2023年工作总结\\n一、工作情况\\n全区进出口总额5.60亿元，增长10.5%。")
    >>> for cell in zfbg.panel(report).cells:
    ...     print(cell.series.place.code, cell.series.indicator_id, cell.series.measure, cell.time.edtf, cell.value)
    510704 foreign-trade growth 2023 10.5
    510704 foreign-trade level 2023 560000000
    """
    measures = _measures(measure)
    with localcontext(EXACT):
        asked = _Asked.of(indicators, regions)
        kept: list[Told] = []
        left_out: list[LeftOut] = []
        for record in records(source):
            if not asked.takes(record):
                continue
            each = told(record, asked.vocabulary, asked.keys)
            if isinstance(each, LeftOut):
                left_out.append(each)
            elif asked.regions is None or any(each.series.place.answers(region) for region in asked.regions):
                kept.append(each)
        every = cells(kept)
        found = tuple(cell for cell in every if cell.series.measure in measures)
        computed = growths(every) if "growth" in measures else ()
        left = sorted((each for each in left_out if measure is None or each.measure in measures), key=_place_in_text)
        return Panel(found, tuple(computed), tuple(left), asked.absent(found))


@frozen
class _Asked:
    """What a panel is asked for: ids and words by the names that were given, and regions; None is all."""

    vocabulary: Vocabulary
    names: Mapping[str, str] | None
    regions: tuple[str, ...] | None

    @classmethod
    def of(cls, indicators: Iterable[str] | str | None, regions: Iterable[str] | str | None) -> _Asked:
        known = vocabulary()
        names = _listed(indicators)
        keys = None if names is None else {name: known.find(name) or normalised(name) for name in names}
        return cls(known, keys, _listed(regions))

    @property
    def keys(self) -> frozenset[str]:
        """The ids that were asked for, and the words that no vocabulary has."""
        return frozenset((self.names or {}).values())

    def takes(self, record: Record) -> bool:
        """Whether a fact is one that was asked for, as far as its words and its report tell."""
        fact = record.fact
        if self.names is None:
            return True
        return fact.indicator_id in self.keys or normalised(fact.subject + fact.indicator) in self.keys

    def absent(self, found: Iterable[Cell]) -> tuple[str, ...]:
        """What was asked for and is not among the cells."""
        series = {cell.series for cell in found}
        here = {key for each in series for key in (each.indicator_id, each.indicator)}
        lacking = [name for name, key in (self.names or {}).items() if key not in here]
        lacking += [name for name in self.regions or () if not any(each.place.answers(name) for each in series)]
        return tuple(lacking)


def _place_in_text(left: LeftOut) -> tuple[str, str, int]:
    return left.source.title or "", left.source.report_id, left.source.span.start


def _listed(given: Iterable[str] | str | None) -> tuple[str, ...] | None:
    return None if given is None else (given,) if isinstance(given, str) else tuple(dict.fromkeys(given))


def _measures(given: Iterable[str] | str | None) -> tuple[str, ...]:
    asked = _listed(given) or MEASURES
    if wrong := [each for each in asked if each not in MEASURES]:
        raise ValueError(f"measure={wrong[0]!r} is none that a panel has; take of {', '.join(MEASURES)}")
    return asked
