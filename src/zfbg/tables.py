"""Reports as rows: the field names here are those that scripts and tables of users rely on.

Rows hold text, integers, booleans and None; a Decimal is its digits (``"16692.60"``), a date ISO 8601, a period EDTF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from zfbg.model import Fact, Finding, Item, Marker, Period, Report, Section

Row = dict[str, Any]

FACT_FIELDS = (
    *("source_start", "source_end", "text", "quote", "section", "item", "subject", "indicator", "indicator_id"),
    *("measure", "value", "lower", "upper", "unit", "base_value", "base_unit"),
    *("bound", "mask", "base", "place", "scope"),
    *("period", "period_start", "period_end", "status", "by", "sure", "region", "issuer", "title", "file"),
)


def fact_rows(report: Report) -> Iterator[Row]:
    """All facts of a report in text order, each with the titles above it, joined by `` / ``, and its item's marker."""
    for node, path in _walk(report.children, ()):
        item = _item(node.marker) if isinstance(node, Item) else ""
        titles = (*path, node.title) if isinstance(node, Section) else path
        for fact in node.facts:
            yield fact_row(report, fact, " / ".join(titles), item)


def fact_row(report: Report, fact: Fact, section: str = "", item: str = "") -> Row:
    """One fact as :data:`FACT_FIELDS`; ``section`` and ``item`` say where in the outline it stands."""
    meta, period = report.meta, fact.period
    return {
        "source_start": fact.span.start,
        "source_end": fact.span.end,
        "text": fact.text,
        "quote": report.quote(fact),
        "section": section,
        "item": item,
        "subject": fact.subject,
        "indicator": fact.indicator,
        "indicator_id": fact.indicator_id,
        "measure": fact.measure,
        "value": _digits(fact.value),
        "lower": _digits(fact.lower),
        "upper": _digits(fact.upper),
        "unit": fact.unit,
        "base_value": _digits(fact.base_value),
        "base_unit": fact.base_unit,
        "bound": fact.bound,
        "mask": fact.mask,
        "base": fact.base,
        "place": fact.place,
        "scope": fact.scope,
        "period": _edtf(period),
        "period_start": _iso(period.start) if period else None,
        "period_end": _iso(period.end) if period else None,
        "status": fact.status,
        "by": fact.by,
        "sure": fact.sure,
        "region": meta.region.code if meta.region else None,
        "issuer": meta.issuer,
        "title": meta.title,
        "file": file_of(report),
    }


def outline_rows(report: Report) -> Iterator[Row]:
    """Sections and items in text order; an item stands one deeper than its section, top sections have depth 1."""
    for node, path in _walk(report.children, ()):
        marker = node.marker
        yield {
            "kind": "section" if isinstance(node, Section) else "item",
            "depth": len(path) + 1,
            # Dashes and bullets are not numbered; their Marker.ordinal is a position. A lost number is 0.
            "ordinal": (marker.ordinal or None) if marker and marker.style not in {"dash", "bullet"} else None,
            "marker": marker.text if marker else "",
            "style": marker.style if marker else "",
            **({"title": node.title} if isinstance(node, Section) else {"text": node.text}),
            "inferred": marker.inferred if marker else False,
            "role": node.role if isinstance(node, Section) else "",
            "source_start": node.span.start,
            "source_end": node.span.end,
            "file": file_of(report),
        }


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


def file_of(report: Report) -> str:
    """The path of the file as it was given, or the name of a text that came without one."""
    return report.source.path or report.source.name


def _walk(
    children: tuple[Section | Item, ...], path: tuple[str, ...]
) -> Iterator[tuple[Section | Item, tuple[str, ...]]]:
    """Nodes in text order with the titles above them."""
    for node in children:
        yield node, path
        if isinstance(node, Section):
            yield from _walk(node.children, (*path, node.title))


def _item(marker: Marker | None) -> str:
    return f"{marker.text} {marker.ordinal}".strip() if marker else ""


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _edtf(period: Period | None) -> str | None:
    return None if period is None else period.edtf
