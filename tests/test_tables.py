"""Tables of reports in the libraries that people use, and what becomes of numbers and texts that do not fit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.cells import digits, encodable, fitted
from zfbg.columns import FACTS, ISSUES, ITEMS, SECTIONS, Column, Type
from zfbg.errors import TableError
from zfbg.model import Report
from zfbg.tables import Table
from zfbg.testing import reports, texts, values

TEXT = """白石县工业和信息化局2031年工作总结
一、2031年工作情况
（一）工业经济稳步增长。规上工业总产值118.20亿元，同比增长5.50%。一是抓项目，开工27个。二是抓服务。
（二）投资有所回落。工业投资xx.5亿元，同比下降8.7%，盘活用地100亩。
"""
TABLES: dict[Callable[[Any], Table], tuple[Column, ...]] = {
    zfbg.table: FACTS,
    zfbg.sections_table: SECTIONS,
    zfbg.items_table: ITEMS,
    zfbg.issues_table: ISSUES,
}
each_table = pytest.mark.parametrize("make", TABLES, ids=lambda make: make.__name__)
several = st.lists(values() | (texts() | reports()).map(zfbg.parse), max_size=3)


def read() -> list[Report]:
    return [zfbg.parse(TEXT), zfbg.parse(""), zfbg.parse(TEXT.replace("白石", "云岭"))]


def held(column: Column, value: Any) -> Any:
    """What Arrow holds of a value."""
    if value is None:
        return None
    return encodable(value) if column.type is Type.TEXT else fitted(value) if column.type is Type.DECIMAL else value


@each_table
def test_arrow_has_the_columns_that_are_declared(make: Callable[[Any], Table]) -> None:
    schema = pa.schema(make(read()))
    assert [(each.name, str(each.type), each.nullable) for each in schema] == [
        (each.name, {"date32": "date32[day]", "float64": "double"}.get(each.type, each.type), each.null)
        for each in TABLES[make]
    ]
    for column, each in zip(TABLES[make], schema, strict=True):
        assert each.metadata == {b"meaning": column.meaning.encode(), b"unit": column.unit.encode()}


@each_table
@given(told=several)
def test_every_report_becomes_rows_and_arrow(make: Callable[[Any], Table], told: list[Report]) -> None:
    table = make(told)
    rows = list(table)
    assert len(table) == len(rows)
    assert all(tuple(row) == tuple(column.name for column in table.columns) for row in rows)
    arrow = pa.table(table)
    arrow.validate(full=True)
    assert arrow.to_pylist() == [
        {column.name: held(column, row[column.name]) for column in table.columns} for row in rows
    ]


@each_table
def test_the_libraries_take_a_table_as_it_stands(make: Callable[[Any], Table]) -> None:
    t = make(read())
    names, rows = [column.name for column in t.columns], pa.table(t).to_pylist()
    assert rows or make is zfbg.issues_table
    assert pl.DataFrame(t).columns == names
    assert pl.DataFrame(t).to_dicts() == rows
    assert duckdb.sql("from t").columns == names
    assert [dict(zip(names, row, strict=True)) for row in duckdb.sql("from t").fetchall()] == rows
    assert list(pd.DataFrame.from_arrow(t).columns) == names
    frame = pd.DataFrame.from_arrow(t).astype(object)
    assert frame.where(frame.notna(), None).to_dict("records") == rows


def test_tables_join_in_a_database() -> None:
    facts, sections, items = zfbg.table(read()), zfbg.sections_table(read()), zfbg.items_table(read())
    assert facts, sections
    found = duckdb.sql("""
        select distinct sections.title, items.marker, facts.value
        from facts join sections using (report_id, section_id) join items using (report_id, item_id)
        where facts.indicator = '开工'
    """)
    assert found.fetchall() == [("工业经济稳步增长", "一是", Decimal(27))]
    assert items


def test_digits_are_exact_in_decimals_and_near_in_floats() -> None:
    t = zfbg.table(zfbg.parse(TEXT))
    rows = {row["text"]: row for row in pl.DataFrame(t).to_dicts()}
    assert (rows["118.20亿元"]["value"], rows["118.20亿元"]["value_float"]) == (Decimal("118.20"), 118.2)
    assert rows["118.20亿元"]["base_value"] == 11_820_000_000
    assert (rows["xx.5亿元"]["value"], rows["xx.5亿元"]["lower"]) == (None, Decimal("10.5"))
    assert rows["100亩"]["base_value"] == Decimal("66666.666666666667")
    assert "118.20" in [str(row["value"]) for row in t]


@given(st.decimals() | st.decimals(-(10**6), 10**6) | st.decimals(places=40, min_value=-9, max_value=9))
def test_a_decimal_is_held_exactly_or_as_well_as_a_float_or_not_at_all(number: Decimal) -> None:
    got = fitted(number)
    if got is None:
        assert not number.is_finite() or abs(number) >= 10**25 or 10**12 % Fraction(number).denominator
    else:
        assert pa.scalar(got, pa.decimal128(38, 12)).as_py() == got
        assert got == number or abs(got - number) <= abs(number) * Decimal("1E-14")


@pytest.mark.parametrize("text", ["0", "0E+99", "-0", "1E+25", "9" * 26, "-0.000000000001", "1.5", "1E+3"])
def test_what_fits_is_held(text: str) -> None:
    assert fitted(Decimal(text)) == Decimal(text)


@pytest.mark.parametrize(
    "text", ["1E+26", f"{'9' * 26}.9999999999999", "1E-13", "NaN", "sNaN", "-Infinity", "1E+999999"]
)
def test_what_does_not_fit_is_none(text: str) -> None:
    assert fitted(Decimal(text)) is None


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_digits_say_the_number(number: Decimal) -> None:
    assert Decimal(digits(number)) == number
    assert len(digits(Decimal("1E+999999"))) < 20


@each_table
def test_a_generator_is_drawn_once_and_kept(make: Callable[[Any], Table]) -> None:
    told = read()
    t = make(report for report in told)
    assert pa.table(t).num_rows == len(t) == len(list(t)) == len(make(told))
    assert duckdb.sql("from t").fetchall() == duckdb.sql("from t").fetchall()


def test_batches_are_made_as_they_are_asked_for() -> None:
    from zfbg.arrow import batches

    drawn = []

    def rows() -> Iterator[dict[str, Any]]:
        for row in zfbg.table(read()):
            drawn.append(row)
            yield row

    first = next(batches(FACTS, rows(), size=3))
    assert first.num_rows == len(drawn) == 3
    assert sum(batch.num_rows for batch in batches(FACTS, rows(), size=3)) == len(zfbg.table(read()))


@pytest.mark.parametrize("wrong", ["一、工作", [zfbg.Span(0, 1)], 5])
def test_a_table_is_made_of_reports(wrong: Any) -> None:
    with pytest.raises(TypeError):
        list(zfbg.table(wrong))
    with pytest.raises(TypeError):
        len(zfbg.table(wrong))


def test_arrow_that_is_not_installed_is_an_error_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    table = zfbg.table(zfbg.parse(TEXT))
    assert len(list(table)) == len(table) > 0
    for capsule in (table.__arrow_c_schema__, table.__arrow_c_stream__):
        with pytest.raises(TableError, match=r'needs pyarrow; pip install "zfbg\[arrow\]"$'):
            capsule()
