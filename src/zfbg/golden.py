"""Reports as golden files: readable JSON that a reviewer goes through beside the document, and a test compares with.

Whatever has a place has its ``quote``, the raw words, and its ``span`` (``"12:20"`` is ``raw[12:20]``). Fields that are
empty are left out; so is ``by``, which may change, and a text or base value that only says the same again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import fields

from zfbg.model import Fact, Issue, Item, Marker, Meta, MetaField, Period, Region, Report, Section, Span

# An issue may be about the whole document.
LONGEST = 100


def content(report: Report) -> dict[str, Any]:
    """What a golden file says of a report, as JSON has it.

    >>> import zfbg
    >>> content(zfbg.parse("一、工业\\n产值5亿元。"))["outline"][1]
    {'depth': 2, 'quote': '产值5亿元。', 'span': '5:11'}
    """
    return {
        "meta": dict(_meta(report)),
        "outline": list(_outline(report, report.children, 1)),
        "facts": [_fact(report, fact) for fact in report.facts],
        "furniture": [{"kind": part.kind, **_placed(report, part.span)} for part in report.furniture],
        "issues": [_issue(report, issue) for issue in report.issues],
    }


def dumps(told: dict[str, Any]) -> str:
    """What :func:`content` gave as the text of a golden file."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _meta(report: Report) -> Iterator[tuple[str, Any]]:
    for field in fields(Meta):
        value = getattr(report.meta, field.name)
        if isinstance(value, Period):
            yield from _period(field.name, value)
        elif isinstance(value, Region):
            yield field.name, {each.name: told for each in fields(Region) if (told := getattr(value, each.name))}
        elif field.name == "fields" and value:
            yield field.name, [_field(report, each) for each in value]
        elif value:
            yield field.name, _plain(value)


def _field(report: Report, field: MetaField) -> dict[str, Any]:
    told = {"name": field.name, "label": field.label, "text": field.text, **_placed(report, field.span)}
    if told["text"] == told["quote"]:
        del told["text"]
    return {name: value for name, value in told.items() if value}


def _outline(report: Report, nodes: tuple[Section | Item, ...], depth: int) -> Iterator[dict[str, Any]]:
    """Headings and items in text order, an item one deeper than its section."""
    for node in nodes:
        told: dict[str, Any] = {"depth": depth, **_marker(node.marker)}
        if isinstance(node, Section):
            told |= {"title": node.title, "role": node.role} if node.role else {"title": node.title}
            yield told | _placed(report, node.heading)
            yield from _outline(report, node.children, depth + 1)
        else:
            placed = _placed(report, node.span)
            yield told | placed | ({"text": node.text} if node.text != placed["quote"] else {})


def _marker(marker: Marker | None) -> dict[str, Any]:
    if marker is None:
        return {}
    told = {"marker": marker.text, "style": marker.style, "ordinal": marker.ordinal}
    return told | ({"inferred": True} if marker.inferred else {})


def _fact(report: Report, fact: Fact) -> dict[str, Any]:
    told: dict[str, Any] = _placed(report, fact.span)
    for field in fields(Fact):
        value = getattr(fact, field.name)
        if isinstance(value, Period):
            told |= _period(field.name, value)
        elif field.name not in ("span", "by") and value not in (None, "", True):
            told[field.name] = _plain(value)
    for name, same in (("text", "quote"), ("base_value", "value"), ("base_unit", "unit")):
        if told.get(name) == told.get(same):
            told.pop(name, None)
    return told


def _issue(report: Report, issue: Issue) -> dict[str, Any]:
    placed = _placed(report, issue.span)
    if len(placed["quote"]) > LONGEST:
        placed["quote"] = placed["quote"][: LONGEST - 1] + "…"
    return {"code": issue.code, "message": issue.message, **placed}


def _placed(report: Report, span: Span) -> dict[str, Any]:
    return {"quote": report.quote(span), "span": f"{span.start}:{span.end}"}


def _period(name: str, period: Period) -> Iterator[tuple[str, str]]:
    """The period in EDTF, and its first and last day where they are known: ``2031-01-01/2031-06-30``."""
    yield name, period.edtf
    if period.start or period.end:
        yield name.replace("period", "days"), f"{period.start or '..'}/{period.end or '..'}"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
