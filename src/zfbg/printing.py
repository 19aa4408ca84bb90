"""What the commands print of reports: a function for each form, which writes them one by one to where it is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO

from zfbg import api, writers
from zfbg.cells import figure, plain
from zfbg.columns import FACTS, Row
from zfbg.grid import cut, grid, wrapped
from zfbg.model import Report
from zfbg.paragraphs import paragraphs
from zfbg.tables import meta_row, outline_rows, table


def _line(value: object, out: TextIO) -> None:
    print(json.dumps(value, ensure_ascii=False), file=out)


def whole(reports: Iterable[Report], out: TextIO) -> None:
    """All of a report in JSON, one line for each."""
    from zfbg.convert import to_json

    for report in reports:
        print(to_json(report), file=out)


def markdown(reports: Iterable[Report], out: TextIO) -> None:
    """Reports in Markdown."""
    from zfbg.markdown import markdown as written

    for report in reports:
        print(written(report), file=out)


def page(reports: Iterable[Report], out: TextIO) -> None:
    """Reports as pages for a browser, each with what its audit finds."""
    from zfbg.page import page as drawn

    for report in reports:
        out.write(drawn(report, api.audit(report)))


def diff(reports: Iterable[Report], out: TextIO) -> None:
    """One page with two reports beside each other; nothing where one of them could not be read."""
    from zfbg.page.diff import diff as drawn

    if len(both := tuple(reports)) == 2:
        out.write(drawn(*both))


def outline_jsonl(reports: Iterable[Report], out: TextIO) -> None:
    """A line of JSON for each heading and item."""
    for report in reports:
        for row in outline_rows(report):
            _line(row, out)


def meta_json(reports: Iterable[Report], out: TextIO) -> None:
    """A line of JSON for the metadata of each report."""
    for report in reports:
        _line(meta_row(report), out)


def clean(reports: Iterable[Report], out: TextIO) -> None:
    """The mended body, a paragraph a line."""
    for report in reports:
        for line in paragraphs(report):
            print(line, file=out)


def fact_file(kind: str, reports: Iterable[Report], out: Any) -> None:
    """The rows of all facts as a file of one of ``writers.FORMATS``."""
    rows = (row for report in reports for row in table(report))
    writers.FORMATS[kind](FACTS, rows, out, "facts")


def fact_table(reports: Iterable[Report], out: TextIO) -> None:
    """The figures as one table."""
    names = ("indicator", "value", "unit", "measure", "period", "status")
    rows = [
        (
            row["subject"] + row["indicator"],
            figure(row),
            row["unit"],
            f"{row['measure']} {row['base']}".rstrip(),
            row["period"] or "",
            row["status"],
        )
        for report in reports
        for row in map(plain, table(report))
    ]
    aligned(names, rows, out, right=("value",))


def meta_table(reports: Iterable[Report], out: TextIO) -> None:
    """The metadata of each report as a table, with its labelled lines below."""
    for number, report in enumerate(reports):
        row = meta_row(report)
        labelled = [(each["label"], each["text"]) for each in row.pop("fields")]
        told = [(name, ", ".join(value) if isinstance(value, list) else value) for name, value in row.items() if value]
        if number:
            print(file=out)
        aligned(("field", "value"), [*told, *labelled], out)


def audit_jsonl(found: Callable[[Report], Iterable[Row]], reports: Iterable[Report], out: TextIO) -> None:
    """A line of JSON for each finding."""
    for report in reports:
        for row in found(report):
            _line(row, out)


def audit_table(found: Callable[[Report], Iterable[Row]], reports: Iterable[Report], out: TextIO) -> None:
    """The findings as one table, the messages told in full."""
    width = shutil.get_terminal_size().columns
    # The message is told in full; the words that it is about are in it, as a rule.
    room = max(width - len("plausibility  severity    ") - width // 6, 20)
    rows = []
    for report in reports:
        for row in found(report):
            first, *rest = wrapped(row["message"], room)
            rows.append((row["check"], row["severity"], first, cut(" · ".join(row["quotes"]), width // 6)))
            rows += [("", "", line, "") for line in rest]
    aligned(("check", "severity", "message", "words"), rows, out)


def outline_tree(reports: Iterable[Report], out: TextIO) -> None:
    """Headings and items, indented by their depth."""
    width = shutil.get_terminal_size().columns
    for report in reports:
        for row in outline_rows(report):
            mark = f"[{row['ordinal']}]" if row["inferred"] else row["marker"]
            text = f"{mark}{row['title']}" if row["kind"] == "section" else f"· {row['text']}"
            print(cut(f"{'  ' * (row['depth'] - 1)}{text}", width), file=out)


def aligned(names: Sequence[str], rows: Sequence[Sequence[str]], out: TextIO, right: Sequence[str] = ()) -> None:
    """Rows as columns as wide as the terminal allows."""
    for line in grid(names, rows, shutil.get_terminal_size().columns, right):
        print(line, file=out)
