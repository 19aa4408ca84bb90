"""Files of tables: they come back as they went out, hold no formula, and are whole or not there."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import sys
import threading
import weakref
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import spreadsheet, writers
from zfbg.cells import FORMULA, NUMBER, encodable, formula, inert, plain
from zfbg.columns import FACTS, Type
from zfbg.errors import TableError
from zfbg.model import Fact, Item, Report, Span
from zfbg.spreadsheet import FIRST_YEAR, ILLEGAL, LONGEST
from zfbg.testing import values

TEXT = "青禾县经信局2031年工作总结\n一、2031年工作情况\n工业投资5.60亿元，同比下降8.7%。开工27个。\n"
several = st.lists(values(), max_size=3)


@pytest.fixture
def report() -> Report:
    return zfbg.parse(TEXT)


def hostile(**fields: Any) -> Report:
    """A report of one fact with these fields."""
    fact = evolve(Fact(Span(0, 2), "8个", "", "企业", "level", Decimal(8), None, None, "个"), **fields)
    report = zfbg.parse("一、工作")
    return evolve(report, children=(Item(Span(0, 2), None, "8个", (fact,)),))


def written(table: zfbg.Table, kind: str, **options: Any) -> Any:
    """The file that a table becomes, as it is read again."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{kind}"
        table.write(path, **options)
        if kind == "parquet":
            return pa.parquet.read_table(path)
        if kind == "xlsx":
            return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        return path.read_bytes().decode("utf-8")


@given(several)
def test_csv_comes_back_with_one_row_a_fact(told: list[Report]) -> None:
    table = zfbg.table(told)
    names, *rows = csv.reader(io.StringIO(written(table, "csv"), newline=""))
    assert names == [column.name for column in table.columns]
    assert rows == [
        ["" if cell is None else encodable(str(plain({"": inert(cell)})[""])) for cell in row.values()] for row in table
    ]


@given(several)
def test_no_cell_of_csv_is_a_formula(told: list[Report]) -> None:
    table = zfbg.table(told)
    text = written(table, "csv")
    for cells, row in zip(list(csv.reader(io.StringIO(text, newline="")))[1:], table, strict=True):
        for cell, value in zip(cells, row.values(), strict=True):
            assert not isinstance(value, str) or NUMBER.fullmatch(cell) or not FORMULA.match(cell)
    # A reader for whom a carriage return ends a line finds it within quotation marks.
    assert len(list(csv.reader(io.StringIO(text, newline=None)))) == len(table) + 1


@given(st.text(st.sampled_from("=+-@\t\r\n＝－1.5xa亿"), max_size=6))
def test_an_apostrophe_stands_before_what_might_be_a_formula_and_nothing_else(cell: str) -> None:
    safe = str(inert(cell))
    assert safe.removeprefix("'") == cell
    assert NUMBER.fullmatch(safe) or not FORMULA.match(safe)
    assert (safe != cell) == formula(cell)


@pytest.mark.parametrize(("cell", "safe"), [("-8.7", "-8.7"), ("+5", "+5"), ("-x.x", "'-x.x"), ("=1+1", "'=1+1")])
def test_numbers_are_no_formulas(cell: str, safe: str) -> None:
    assert inert(cell) == safe


def test_a_formula_of_a_hostile_report_is_text_in_csv_and_xlsx(report: Report) -> None:
    bad = '=HYPERLINK("http://x","y")'
    table = zfbg.table(hostile(indicator=bad, subject="@SUM(A1)", value=Decimal("-3.5"), unit="\r=1", scope="a\r=1+1"))
    [row] = csv.DictReader(io.StringIO(written(table, "csv"), newline=""))
    assert (row["indicator"], row["subject"], row["unit"]) == (f"'{bad}", "'@SUM(A1)", "'\r=1")
    assert (row["value"], row["value_float"], row["scope"]) == ("-3.5", "-3.5", "a\r=1+1")
    names, cells = written(table, "xlsx").active.iter_rows()
    got = {name.value: cell for name, cell in zip(names, cells, strict=True)}
    assert (got["indicator"].value, got["indicator"].data_type, got["indicator"].quotePrefix) == (bad, "s", True)
    assert (got["value"].value, got["value"].data_type, got["value"].quotePrefix) == (-3.5, "n", False)


def test_ids_are_no_numbers_and_no_dates_for_a_reader_of_csv() -> None:
    report = zfbg.parse("一、情况\n" + "开工8个。\n" * 10)
    table = zfbg.items_table(report)
    read = pd.read_csv(io.StringIO(written(table, "csv")))["item_id"].tolist()
    assert read == [row["item_id"] for row in table]
    assert read[-1] == "/1/10"


@given(several)
def test_json_lines_come_back(told: list[Report]) -> None:
    table = zfbg.table(told)
    rows = [json.loads(line) for line in written(table, "jsonl").split("\n")[:-1]]
    assert [json.dumps(row) for row in rows] == [json.dumps(plain(row)) for row in table]


@given(several)
def test_parquet_comes_back(told: list[Report]) -> None:
    table = zfbg.table(told)
    assert written(table, "parquet").equals(pa.table(table), check_metadata=True)


@given(several)
def test_a_workbook_comes_back_and_has_no_formula(told: list[Report]) -> None:
    table = zfbg.table(told)
    names, *rows = written(table, "xlsx").active.iter_rows()
    assert [cell.value for cell in names] == [column.name for column in table.columns]
    assert len(rows) == len(table)
    for row, cells in zip(table, rows, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            assert cell.data_type in ("s", "n", "d", "b"), cell.value
            same_cell(column.type, row[column.name], cell)


def same_cell(kind: Type, value: Any, cell: Any) -> None:
    if value in (None, ""):
        assert cell.value is None
    elif kind is Type.TEXT:
        shown = ILLEGAL.sub("\ufffd", encodable(value))
        assert (cell.value, cell.data_type) == (shown.replace("\r\n", "\n").replace("\r", "\n"), "s")
        assert cell.quotePrefix == formula(value)
    elif kind is Type.DAY:
        assert cell.value == value.isoformat() if value.year < FIRST_YEAR else cell.value.date() == value
    elif kind is Type.DECIMAL and cell.data_type == "n":
        assert float(cell.value) == float(value)
        assert len(cell.number_format.partition(".")[2]) == max(0, -value.as_tuple().exponent)
    elif kind is Type.DECIMAL:
        assert Decimal(cell.value) == value
    elif kind is Type.INTEGER and cell.data_type == "s":
        assert int(cell.value) == value
    else:
        assert cell.value == value or math.isclose(cell.value, value, rel_tol=1e-15)


def test_a_workbook_goes_on_on_another_sheet(report: Report) -> None:
    rows = list(zfbg.table(report))
    out = io.BytesIO()
    spreadsheet.write(FACTS, rows, out, "facts", most=3)
    book = openpyxl.load_workbook(out)
    assert [(sheet.title, sheet.max_row) for sheet in book] == [("facts", 3), ("facts 2", 2)]
    assert [sheet["A1"].value for sheet in book] == ["source_start"] * 2
    assert [cell.value for sheet in book for cell in sheet["C"][1:]] == [row["text"] for row in rows]


@pytest.mark.parametrize("sign", ["税", "\U0001f600"])
def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so(sign: str) -> None:
    width = len(sign.encode("utf-16-le")) // 2
    [_, long], [_, fits] = (
        written(zfbg.table(hostile(unit=text)), "xlsx").active["N"]
        for text in (sign * (LONGEST + 1), sign * (LONGEST // width))
    )
    assert long.value == sign * ((LONGEST - 1) // width) + "…"
    assert fits.value == sign * (LONGEST // width)


def test_a_byte_order_mark_on_request(report: Report) -> None:
    table = zfbg.table(report)
    assert written(table, "csv", bom=True) == "\ufeff" + written(table, "csv")
    with pytest.raises(TableError, match=r"^a byte-order mark is for csv, not for jsonl; "):
        written(table, "jsonl", bom=True)


@pytest.mark.parametrize("kind", writers.FORMATS)
def test_of_a_generator_one_report_is_held_at_a_time(kind: str, tmp_path: Path) -> None:
    alive: list[weakref.ref[Report]] = []

    def drawn() -> Iterator[Report]:
        for n in range(9):
            assert sum(each() is not None for each in alive) <= 1
            report = zfbg.parse(TEXT.replace("27", str(n + 1)))
            alive.append(weakref.ref(report))
            yield report
            del report

    table = zfbg.table(drawn())
    table.write(tmp_path / f"facts.{kind}")
    assert len(alive) == 9
    with pytest.raises(TableError, match=r"came from a generator and is written; "):
        len(table)


def test_the_suffix_or_the_format_tells_how(report: Report, tmp_path: Path) -> None:
    table = zfbg.table(report)
    table.write(str(tmp_path / "a.CSV"))
    table.write(tmp_path / "a.data", format="csv")
    assert (tmp_path / "a.CSV").read_bytes() == (tmp_path / "a.data").read_bytes()
    for name in ("a", "a.xls"):
        with pytest.raises(TableError, match=r"is no format of a table; give format= one of jsonl, csv, "):
            table.write(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.CSV", "a.data"]


@pytest.mark.parametrize(("kind", "package", "extra"), [("parquet", "pyarrow", "arrow"), ("xlsx", "openpyxl", "xlsx")])
def test_a_package_that_is_not_installed_is_an_error_with_its_cure(
    kind: str, package: str, extra: str, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(TableError, match=rf'needs {package}; pip install "zfbg\[{extra}\]"$'):
        zfbg.table(report).write(tmp_path / f"facts.{kind}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", writers.FORMATS)
def test_a_file_that_fails_halfway_leaves_what_was_there(kind: str, report: Report, tmp_path: Path) -> None:
    def broken() -> Iterator[Report]:
        yield report
        raise RuntimeError("enough")

    for path in (tmp_path / f"old.{kind}", tmp_path / f"new.{kind}"):
        if path.stem == "old":
            path.write_text("as it was")
        with pytest.raises(RuntimeError, match="enough"):
            zfbg.table(broken()).write(path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(f"old.{kind}", "as it was")]


@pytest.mark.skipif(sys.platform == "win32", reason="no links, rights and pipes of this kind there")
def test_links_rights_and_pipes_stay_what_they_are(report: Report, tmp_path: Path) -> None:
    table = zfbg.table(report)
    target, link, pipe = tmp_path / "target.csv", tmp_path / "link.csv", tmp_path / "pipe.csv"
    target.touch()
    target.chmod(0o640)
    link.symlink_to(target)
    table.write(link)
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    table.write(pipe)
    reader.join()
    assert pipe.is_fifo()
    assert got == [target.read_text("utf-8")]
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]
