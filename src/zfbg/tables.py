"""Reports as tables of facts, sections, items and issues, and as the rows that the command line prints.

The rows of a table hold str, int, bool, Decimal, float, date and None; :func:`zfbg.cells.plain` makes of them what
JSON has.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from attrs import define, field

from zfbg import columns
from zfbg.brief import Shown
from zfbg.columns import FACTS, ISSUES, ITEMS, SECTIONS, Column, Entry, Row, file_of, row
from zfbg.errors import TableError
from zfbg.model import Finding, Period, Report, Section

_OUTLINE = {"depth", "ordinal", "marker", "style", "title", "text", "inferred", "role", "source_start", "source_end"}
_SECTION = tuple(column for column in SECTIONS if column.name in _OUTLINE)
_ITEM = tuple(column for column in ITEMS if column.name in _OUTLINE)


class Tabular(Shown):
    """Rows with columns, for any library that takes Arrow: ``pl.DataFrame(table)``, ``duckdb.sql("from t")``.

    Iterating gives each row as a dict. ``columns`` have their names, types, units and meanings.
    """

    __slots__ = ()

    @property
    def name(self) -> str:
        """What the rows are of."""
        raise NotImplementedError

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Row]:
        raise NotImplementedError

    def __arrow_c_schema__(self) -> object:
        from zfbg import arrow

        return arrow.schema(self.columns).__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for the Arrow PyCapsule interface, in batches that are made as they are asked for.

        TableError where pyarrow is not installed (the extra ``arrow``).
        """
        from zfbg import arrow

        reader = arrow.pyarrow().RecordBatchReader.from_batches(
            arrow.schema(self.columns), arrow.batches(self.columns, iter(self))
        )
        return reader.__arrow_c_stream__(requested_schema)

    def write(self, path: str | os.PathLike[str], *, format: str | None = None, bom: bool = False) -> None:  # noqa: A002
        """Write the table into a file: ``csv``, ``jsonl``, ``parquet`` (extra ``arrow``) or ``xlsx`` (extra ``xlsx``).

        Without ``format`` the suffix of the file tells it. ``bom`` begins a csv with a byte-order mark, by which Excel
        knows UTF-8. The file is there when it is whole; an error leaves what was there. TableError where the format
        is unknown or its package not installed, OSError where the file cannot be written.

        A generator of reports is used up by this: of ten thousand reports only one is held at a time.
        """
        from zfbg import writers

        writers.write(self.columns, self._once(), Path(path), self.name, kind=format, bom=bom)

    def _once(self) -> Iterator[Row]:
        """The rows, which need not be there a second time."""
        return iter(self)


@define(eq=False)
class Table(Tabular):
    """Rows that reports become. ``len`` is the number of rows.

    Reports from a generator are drawn once and kept, but :meth:`write` lets go of each when it is written.
    """

    name: str
    columns: tuple[Column, ...] = field(repr=False)
    _entries: Callable[[Report], Iterator[Entry]] = field(repr=False)
    _reports: Iterable[Report] | None = field(repr=False)

    def __iter__(self) -> Iterator[Row]:
        return self._rows(self._kept())

    def __len__(self) -> int:
        return sum(1 for report in self._kept() for _ in self._entries(_report(report)))

    def _once(self) -> Iterator[Row]:
        return self._rows(self._passing())

    def _rows(self, reports: Iterable[Report]) -> Iterator[Row]:
        return (row(self.columns, entry) for report in reports for entry in self._entries(_report(report)))

    def _kept(self) -> Iterable[Report]:
        """The reports, to go through any number of times."""
        if isinstance(self._reports, Iterator):
            self._reports = tuple(self._reports)
        if self._reports is None:
            raise TableError(f"this table of {self.name} came from a generator and is written; give its reports again")
        return self._reports

    def _passing(self) -> Iterator[Report]:
        """The reports, once, and from a generator never again."""
        if isinstance(reports := self._reports, Iterator):
            self._reports = None
            return reports
        return iter(self._kept())


class FactTable(Table):
    """The facts of reports, one a row; see :class:`Table`."""


def table(reports: Report | Iterable[Report]) -> FactTable:
    """The facts of a report, or of several, as a table.

    >>> import zfbg
    >>> facts = table(zfbg.parse("一、工业情况\\n全县工业投资5.60亿元，同比增长10.5%。"))
    >>> [(row["indicator"], row["measure"], row["value"], row["unit"]) for row in facts]
    [('工业投资', 'level', Decimal('5.60'), '亿元'), ('工业投资', 'growth', Decimal('10.5'), '%')]
    """
    return FactTable("facts", FACTS, columns.facts, _several(reports))


def sections_table(reports: Report | Iterable[Report]) -> Table:
    """The sections of reports as a table, in text order."""
    return Table("sections", SECTIONS, columns.sections, _several(reports))


def items_table(reports: Report | Iterable[Report]) -> Table:
    """The items of reports as a table, in text order."""
    return Table("items", ITEMS, columns.items, _several(reports))


def issues_table(reports: Report | Iterable[Report]) -> Table:
    """The issues of reports as a table."""
    return Table("issues", ISSUES, columns.issues, _several(reports))


def _several(reports: Report | Iterable[Report]) -> Iterable[Report]:
    return (reports,) if isinstance(reports, Report) else reports


def _report(report: object) -> Report:
    if not isinstance(report, Report):
        raise TypeError(f"a table is made of reports, as zfbg.parse gives them, not of {type(report).__name__}")
    return report


def outline_rows(report: Report) -> Iterator[Row]:
    """Sections and items in text order; an item stands one deeper than its section, top sections have depth 1."""
    for entry in columns.outline(report):
        if isinstance(entry.node, Section):
            yield {"kind": "section", **row(_SECTION, entry), "file": file_of(report)}
        else:
            yield {"kind": "item", **row(_ITEM, entry), "role": "", "file": file_of(report)}


def meta_row(report: Report) -> Row:
    """What a report says of itself, None where it does not tell; ``fields`` are the labelled lines as they stand."""
    meta = report.meta
    return {
        "title": meta.title,
        "issuer": meta.issuer,
        "document_number": meta.document_number,
        "index_number": meta.index_number,
        "signed": _iso(meta.signed),
        "issued": _iso(meta.issued),
        "created": _iso(meta.created),
        "published": _iso(meta.published),
        "region": meta.region.code if meta.region else None,
        "region_name": meta.region.name if meta.region else None,
        "kinds": list(meta.kinds),
        "summary_period": _edtf(meta.summary_period),
        "plan_period": _edtf(meta.plan_period),
        "signatories": list(meta.signatories),
        "openness": meta.openness,
        "fields": [{"name": each.name, "label": each.label, "text": each.text} for each in meta.fields],
        "template": report.template,
        "file": file_of(report),
        "delivered": _iso(meta.delivered),
        "recipients": list(meta.recipients),
        "signer": meta.signer,
        "attachments": list(meta.attachments),
        "copied_to": list(meta.copied_to),
        "keywords": list(meta.keywords),
        "category": meta.category,
        "validity": meta.validity,
        "issuer_full": meta.issuer_full,
    }


def finding_rows(report: Report, findings: Iterable[Finding]) -> Iterator[Row]:
    """What an audit found, in its order, with the words that each is about."""
    for found in findings:
        yield {
            "check": found.check,
            "severity": found.severity,
            "message": found.message,
            "spans": [[span.start, span.end] for span in found.spans],
            "quotes": [report.quote(span) for span in found.spans],
            "other": found.other,
            "other_spans": [[span.start, span.end] for span in found.other_spans],
            "title": report.meta.title,
            "file": file_of(report),
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _edtf(period: Period | None) -> str | None:
    return None if period is None else period.edtf
