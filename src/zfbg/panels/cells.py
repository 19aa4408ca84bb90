"""A cell of a panel: what all reports together tell of one series at one time, and which of it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import field, frozen

from zfbg.brief import cut, line, many
from zfbg.panels.known import Known, agree
from zfbg.panels.times import Time
from zfbg.panels.told import Series, Source, Told


@frozen
class Cell:
    """One series at one time.

    ``stands`` is the source whose figure stands, None where none does. ``status`` is actual, estimated or planned.
    ``conflict`` is "", or:

    - ``contradiction``: no one number can have been printed so. Nothing stands, and all sources are to be looked at.
    - ``rounding``: the figures differ as rounded or cut off digits do (54 and 54.6). The one with most digits stands.
    - ``estimate``: an estimate differs from what is told as a fact. The fact stands.
    """

    series: Series
    time: Time
    status: str
    conflict: str
    stands: Source | None = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)

    def __repr__(self) -> str:
        told = " / ".join(dict.fromkeys(source.written for source in self.sources[:3]))
        return line(self, self.series.told, self.time.edtf, self.status, cut(told), self.conflict)

    @property
    def known(self) -> Known | None:
        """What the figure that stands says, in ``series.unit``."""
        return self.stands.known if self.stands else None

    @property
    def shown(self) -> Source:
        """The source that stands, else the first."""
        return self.stands or self.sources[0]

    @property
    def value(self) -> Decimal | None:
        """The number that stands, in ``series.unit``; None for a range, and where nothing stands."""
        return self.stands.known.value if self.stands else None

    @property
    def lower(self) -> Decimal | None:
        """The least that the number can be by its words (超过, 3至5); None is open, or nothing stands."""
        return self.stands.known.lower if self.stands else None

    @property
    def upper(self) -> Decimal | None:
        """The most that it can be by its words; None is open, or nothing stands."""
        return self.stands.known.upper if self.stands else None

    @property
    def bound(self) -> str:
        """As in a fact: "" where the number is said as it is, ``>=``, ``<=`` or ``~``."""
        return self.stands.known.bound if self.stands else ""


@frozen
class Conflict:
    """A cell whose sources differ; ``kind`` is the cell's ``conflict``, ``sources`` are all of them."""

    kind: str
    cell: Cell

    def __repr__(self) -> str:
        return line(
            self, self.kind, self.cell.series.told, self.cell.time.edtf, f"of {many(len(self.sources), 'figure')}"
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.cell.sources


def cells(told: Iterable[Told]) -> tuple[Cell, ...]:
    """The cells of what was told, by series and time; what is planned stands apart from what is so."""
    groups: dict[tuple[Series, str, bool], list[Told]] = {}
    for each in told:
        groups.setdefault((each.series, each.time.edtf, each.source.status == "planned"), []).append(each)
    made = (_cell(_distinct(group)) for group in groups.values())
    return tuple(sorted(made, key=lambda cell: (cell.series.sorting, cell.time.sorting, cell.status == "planned")))


def _distinct(group: Iterable[Told]) -> list[Told]:
    """The figures of a cell in one order, each once: the same text under two file names is one report."""
    found: dict[tuple[str, int], Told] = {}
    for each in sorted(group, key=lambda each: _where(each.source)):
        found.setdefault((each.source.report_id, each.source.span.start), each)
    return sorted(found.values(), key=lambda each: _where(each.source))


def _where(source: Source) -> tuple[str, str, str, int]:
    return source.title or "", source.report_id, source.file, source.span.start


def _cell(group: Sequence[Told]) -> Cell:
    firm = [each for each in group if each.source.status != "estimated"] or list(group)
    stands = _best(firm) if agree(each.source.known for each in firm) else None
    return Cell(
        series=group[0].series,
        time=group[0].time,
        status=firm[0].source.status,
        conflict=_conflict(group, firm),
        stands=stands.source if stands else None,
        sources=tuple(each.source for each in group),
    )


def _best(firm: Sequence[Told]) -> Told:
    """What stands, of figures that agree: one said as it is before 约, a range or a bound, then the most digits."""
    return min(enumerate(firm), key=lambda each: (not each[1].source.known.exact, each[1].source.known.width, each[0]))[
        1
    ]


def _conflict(group: Sequence[Told], firm: Sequence[Told]) -> str:
    if not agree(each.source.known for each in firm):
        return "contradiction"
    if not agree(each.source.known for each in group):
        return "estimate"
    values = {each.source.known.value for each in firm if each.source.known.exact}
    return "rounding" if len(values) > 1 else ""
