"""Facts with the report they stand in: what a panel is made of, whether it comes from reports or from a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, runtime_checkable

from attrs import frozen

from zfbg.columns import file_of
from zfbg.model import Fact, Region, Report, report_id
from zfbg.panels.places import reporting

# A quoted sentence has at most so many characters on either side of its figure.
REACH = 120
_STOPS = "。！？!?\n"


@frozen
class Origin:
    """The report that a fact stands in: ``id`` is that of :func:`zfbg.report_id`, ``region`` of :func:`reporting`."""

    id: str
    title: str | None
    file: str
    region: Region | None
    # The last day of what the report looks back on, and of what it looks ahead to.
    summary_end: date | None = None
    plan_end: date | None = None


@frozen
class Record:
    """A fact of a report with its raw words: ``quote`` is the figure alone, ``sentence`` the words around it."""

    origin: Origin
    fact: Fact
    quote: str
    sentence: str


@runtime_checkable
class Recorded(Protocol):
    """What keeps facts of many reports, such as a store: gives them in any order, each with its report."""

    def records(self) -> Iterable[Record]: ...


Facts = Report | Iterable[Report] | Recorded


def records(source: Facts) -> Iterator[Record]:
    """The facts of reports, or of a store, with where they stand. TypeError for what is neither."""
    if isinstance(source, Recorded):
        yield from source.records()
        return
    for report in (source,) if isinstance(source, Report) else source:
        if not isinstance(report, Report):
            raise TypeError(f"a panel is made of reports, not of {type(report).__name__}; read files with zfbg.parse")
        yield from of_report(report)


def of_report(report: Report) -> Iterator[Record]:
    """The facts of one report in text order."""
    meta = report.meta
    ends = (period.end if period else None for period in (meta.summary_period, meta.plan_period))
    origin = Origin(report_id(report), meta.title, file_of(report), reporting(meta), *ends)
    for fact in report.facts:
        yield Record(origin, fact, report.quote(fact), _sentence(report.source.raw, fact))


def _sentence(raw: str, fact: Fact) -> str:
    """The raw sentence that a fact stands in, at most REACH characters on either side of the figure."""
    start, end = max(0, fact.span.start - REACH), min(len(raw), fact.span.end + REACH)
    for stop in _STOPS:
        start = max(start, raw.rfind(stop, start, fact.span.start) + 1)
        found = raw.find(stop, fact.span.end, end)
        end = end if found < 0 else found + (stop != "\n")
    return raw[start:end].strip()
