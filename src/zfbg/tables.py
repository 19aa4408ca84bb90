"""Reports as rows: the field names here are those that scripts and tables of users rely on.

The rows of a table hold str, int, bool, Decimal, float, date and None; :func:`plain` makes of them what JSON has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from zfbg import columns
from zfbg.columns import FACTS, ITEMS, SECTIONS, Row, file_of, row
from zfbg.model import Finding, Period, Report, Section

# A number with more zeros than this at either end is written with an exponent.
ZEROS = 100

_OUTLINE = {"depth", "ordinal", "marker", "style", "title", "text", "inferred", "role", "source_start", "source_end"}
_SECTION = tuple(column for column in SECTIONS if column.name in _OUTLINE)
_ITEM = tuple(column for column in ITEMS if column.name in _OUTLINE)


def fact_rows(report: Report) -> Iterator[Row]:
    """All facts of a report in text order, with the fields of :data:`zfbg.columns.FACTS`."""
    return (row(FACTS, entry) for entry in columns.facts(report))


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
            "title": report.meta.title,
            "file": file_of(report),
        }


def plain(told: Row) -> Row:
    """A row as JSON has it: a Decimal is its digits (``"16692.60"``), a date ISO 8601.

    >>> plain({"value": Decimal("16692.60"), "period_start": date(2023, 1, 1), "sure": True})
    {'value': '16692.60', 'period_start': '2023-01-01', 'sure': True}
    """
    return {name: _plain(value) for name, value in told.items()}


def digits(number: Decimal) -> str:
    """A number as it was written; only where that would be a row of zeros it has an exponent.

    >>> digits(Decimal("16692.60")), digits(Decimal("1.2E+8")), digits(Decimal("1E+9999"))
    ('16692.60', '120000000', '1E+9999')
    """
    exponent = number.as_tuple().exponent
    return format(number, "f") if isinstance(exponent, int) and abs(exponent) <= ZEROS else str(number)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return digits(value)
    return value.isoformat() if isinstance(value, date) else value


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _edtf(period: Period | None) -> str | None:
    return None if period is None else period.edtf
