"""A report as a store keeps it: one row of the table ``reports``, with all that gives it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from zfbg.cells import encodable
from zfbg.columns import FILE, ISSUER, REGION, REPORT_ID, TITLE, Column, Type
from zfbg.convert import Plain, to_dict
from zfbg.model import Report
from zfbg.store.documents import exact, packed


@frozen
class Reading:
    """How a report came about: ``by`` are the versions of zfbg and of the plugins, ``options`` those of the caller."""

    by: str
    template: str
    options: str


@frozen
class Kept:
    """A report with its key, how it was read, and whether its raw text is kept."""

    report: Report
    report_id: str
    reading: Reading
    raw: bool
    plain: Plain = field(init=False, repr=False)

    @plain.default
    def _of_report(self) -> Plain:
        return to_dict(self.report)


def _meta(name: str, kind: Type, meaning: str) -> Column:
    return Column(name, kind, meaning, attrgetter(f"report.meta.{name}"), null=True)


def _within(path: str) -> Callable[[Kept], Any]:
    """What a path of attributes leads to, None as soon as one is."""

    def of(kept: Kept) -> Any:
        found: Any = kept.report.meta
        for step in path.split("."):
            found = None if found is None else getattr(found, step)
        return found

    return of


def _period(name: str, what: str) -> tuple[Column, ...]:
    start, end = f"{name}_start", f"{name}_end"
    return (
        Column(f"{name}_period", Type.TEXT, f"{what}, EDTF", _within(f"{name}_period.edtf"), null=True),
        Column(start, Type.DAY, "its first day, where known", _within(f"{name}_period.start"), null=True),
        Column(end, Type.DAY, "its last day, where known", _within(f"{name}_period.end"), null=True),
    )


def _json(kept: Kept) -> str:
    """The metadata in JSON that is valid everywhere: half a surrogate pair is spelt out before."""
    return json.dumps(_encodable(kept.plain["meta"]), ensure_ascii=False)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    return {name: _encodable(each) for name, each in value.items()} if isinstance(value, dict) else value


def _raw(kept: Kept) -> str | None:
    return kept.report.source.raw if kept.raw else None


def _document(kept: Kept) -> bytes:
    return packed(kept.plain, raw=kept.raw and not exact(kept.report.source.raw))


# What is known of a report before it is its turn to be written.
REPORT = (
    REPORT_ID,
    TITLE,
    ISSUER,
    _meta("issuer_full", Type.TEXT, "whole name of the issuer"),
    _meta("document_number", Type.TEXT, "发文字号"),
    _meta("index_number", Type.TEXT, "索引号"),
    REGION,
    Column("region_name", Type.TEXT, "name of the region", _within("region.name"), null=True),
    Column("region_level", Type.TEXT, "`province` `prefecture` `county` `zone`", _within("region.level"), null=True),
    _meta("published", Type.DAY, "发布日期, else the best of the other dates"),
    _meta("signed", Type.DAY, "成文日期"),
    _meta("issued", Type.DAY, "发文日期"),
    _meta("created", Type.DAY, "生成日期"),
    _meta("delivered", Type.DAY, "the day it was given to a congress"),
    Column("kinds", Type.TEXT, "`summary`, `plan`, or both joined by `, `", lambda at: ", ".join(at.report.meta.kinds)),
    *_period("summary", "what it looks back on"),
    *_period("plan", "what it looks ahead to"),
    Column("template", Type.TEXT, "the template that read it", attrgetter("report.template")),
    Column("read_by", Type.TEXT, "zfbg and the plugins that read it, with their versions", attrgetter("reading.by")),
    Column("options", Type.TEXT, "JSON: what the caller said of how it was read", attrgetter("reading.options")),
    FILE,
    Column("media_type", Type.TEXT, "of the file, such as `text/plain`", attrgetter("report.source.media_type")),
    Column(
        "length", Type.INTEGER, "of the raw text", lambda at: len(at.report.source.raw), "code points of the raw text"
    ),
    Column("has_raw", Type.BOOLEAN, "the raw text is kept", attrgetter("raw")),
    Column("raw", Type.TEXT, "the raw text, that all offsets count in; null where it was left out", _raw, null=True),
    Column("meta", Type.TEXT, "JSON: all that it says of itself (docs/json.md)", _json),
    Column("document", Type.BYTES, "the whole report: JSON (docs/json.md) in zlib, without `raw`", _document),
)
NUMBER = Column("number", Type.INTEGER, "its turn: the first that was added has 1", lambda _: None)
REPORTS = (*REPORT, NUMBER)
