"""Columns are declared once: rows, the page on tables and the joins between tables follow from that."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given

import zfbg
from zfbg import columns, report_id
from zfbg.columns import CHANGES, FACTS, ISSUES, ITEMS, SECTIONS, Column, Entry, Type, row
from zfbg.model import Report
from zfbg.testing import reports, texts

ROOT = Path(__file__).parents[1]
TABLES = (
    (FACTS, columns.facts),
    (SECTIONS, columns.sections),
    (ITEMS, columns.items),
    (ISSUES, columns.issues),
    (CHANGES, columns.changes),
)
HELD = {
    Type.TEXT: str,
    Type.INTEGER: int,
    Type.BOOLEAN: bool,
    Type.DECIMAL: Decimal,
    Type.FLOAT: float,
    Type.DAY: date,
}


def rows(declared: tuple[Column, ...], entries: Callable[[Report], Iterator[Entry]], report: Report) -> list[dict]:
    return [row(declared, entry) for entry in entries(report)]


def tool(name: str) -> ModuleType:
    """A script of tools/, which is no package, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["tables.md", "panel.md", "track.md", "store.md"])
def test_the_pages_on_tables_say_what_is_declared(page: str) -> None:
    assert tool("build_columns").filled(page) == (ROOT / "docs" / page).read_text("utf-8"), "run tools/build_columns.py"


@pytest.mark.parametrize(("declared", "entries"), TABLES)
@given(text=texts() | reports())
def test_a_value_is_of_the_type_of_its_column(
    declared: tuple[Column, ...], entries: Callable[[Report], Iterator[Entry]], text: str
) -> None:
    for told in rows(declared, entries, zfbg.parse(text)):
        for column in declared:
            value = told[column.name]
            assert column.null if value is None else type(value) is HELD[column.type], column


@given(texts() | reports())
def test_tables_join(text: str) -> None:
    """Every id is the only one of its kind in a report, and every reference leads to what holds the row."""
    report = zfbg.parse(text)
    facts, sections, items, issues = (rows(*table, report) for table in TABLES[:4])
    section = {each["section_id"]: each for each in sections}
    item = {each["item_id"]: each for each in items}
    assert (len(section), len(item)) == (len(sections), len(items))
    assert not section.keys() & item.keys()
    assert [each["fact_id"] for each in facts] == list(range(1, len(facts) + 1))
    assert [each["issue_id"] for each in issues] == list(range(1, len(issues) + 1))
    for each in (*facts, *sections, *items):
        above = section.get(each.get("parent_id", each.get("section_id") if each not in sections else None))
        if above:
            assert above["source_start"] <= each["source_start"] <= each["source_end"] <= above["source_end"]
            assert each["section"].endswith(above["title"])
        else:
            assert each["section"] == ""
    for each in facts:
        if each["item_id"] is None:
            heading = section[each["section_id"]]
            assert heading["heading_start"] <= each["source_start"] < heading["heading_end"]
        else:
            holder = item[each["item_id"]]
            assert holder["source_start"] <= each["source_start"] <= each["source_end"] <= holder["source_end"]
            assert holder["section_id"] == each["section_id"]
    assert {each["report_id"] for each in (*facts, *sections, *items, *issues)} <= {report_id(report)}


def test_the_key_of_a_report_is_that_of_its_raw_text() -> None:
    one, other = zfbg.parse("一、工作。开工8个。"), zfbg.parse("一、工作。开工9个。")
    named = zfbg.parse(zfbg.Source("一、工作。开工8个。", "a.txt"))
    assert report_id(one) == report_id(named) != report_id(other)
    assert report_id(zfbg.parse("\ud800")) != report_id(zfbg.parse("\ud801"))
