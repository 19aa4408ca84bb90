"""``zfbg load``, ``sql``, ``export`` and ``import``."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

import zfbg
from zfbg.cli import main
from zfbg.errors import StoreError

TEXT = "青禾县经信局2031年工作总结\n一、2031年工作情况\n工业投资5.60亿元，同比下降8.7%。开工27个。\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands run, with two reports and what is none."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", TEXT), ("b.txt", TEXT.replace("27", "28"))):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\xff\x00\x81" * 9)
    return tmp_path


@pytest.fixture
def loaded(folder: Path, capsys: Capture) -> Path:
    assert main(["load", "a.txt", "b.txt", "--to", "facts.duckdb"]) == 0
    capsys.readouterr()
    return folder


def test_load_puts_files_into_a_store_and_tells_what_became_of_them(folder: Path, capsys: Capture) -> None:
    assert main(["load", "a.txt", "bad.txt", "--to", "facts.duckdb"]) == 1
    out, err = capsys.readouterr()
    assert out == "facts.duckdb: 1 new, 0 already there, 0 read anew\n"
    first, last = err.splitlines()
    assert first.startswith("zfbg: bad.txt: ")
    assert last == "zfbg: 1 of 2 files could not be read: bad.txt"
    assert main(["load", "a.txt", "b.txt", "--to", "facts.duckdb"]) == 0
    assert capsys.readouterr() == ("facts.duckdb: 1 new, 1 already there, 0 read anew\n", "")
    assert main(["load", "a.txt", "--to", "facts.duckdb", "--template", "generic", "--no-raw"]) == 0
    assert main(["load", "a.txt", "--to", "facts.duckdb", "--template", "generic", "--no-raw", "--anew"]) == 0
    assert capsys.readouterr().out == "facts.duckdb: 0 new, 0 already there, 1 read anew\n" * 2
    query = "SELECT has_raw, options, file FROM reports ORDER BY number"
    assert zfbg.Store("facts.duckdb").sql(query).to_pylist() == [
        {"has_raw": False, "options": '{"template": "generic"}', "file": "a.txt"},
        {"has_raw": True, "options": "{}", "file": "b.txt"},
    ]


def test_load_reads_standard_input(folder: Path) -> None:
    command = [sys.executable, "-m", "zfbg.cli", "load", "-", "--to", "facts.duckdb"]
    done = subprocess.run(command, input=TEXT.encode(), capture_output=True, cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"facts.duckdb: 1 new, 0 already there, 0 read anew\n"), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_load_counts_on_a_terminal_only(folder: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "zfbg.cli", "load", "a.txt", "bad.txt", "b.txt", "--to", "facts.duckdb"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, cwd=folder)
    os.close(theirs)
    told = os.read(ours, 9999).decode()
    os.close(ours)
    assert done.stdout == b"facts.duckdb: 2 new, 0 already there, 0 read anew\n"
    assert told.startswith("\x1b[K1/3\rzfbg: bad.txt: ")
    assert "\n\x1b[K3/3\r\x1b[Kzfbg: 1 of 3 files " in told


def test_an_unknown_template_is_wrong_usage_and_makes_no_store(folder: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["load", "a.txt", "--to", "facts.duckdb", "--template", "nope"])
    assert "nope" in capsys.readouterr().err
    assert not (folder / "facts.duckdb").exists()


QUERY = "SELECT indicator, value, unit, [fact_id] AS ids, period_end FROM facts ORDER BY report_id, fact_id LIMIT 2"


def test_sql_prints_a_table(loaded: Path, capsys: Capture) -> None:
    assert main(["sql", "facts.duckdb", QUERY]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["indicator", "value", "unit", "ids", "period_end"],
        ["工业投资", "5.6", "亿元", "[1]", "2031-12-31"],
        ["工业投资", "-8.7", "%", "[2]", "2031-12-31"],
    ]


def test_sql_prints_csv_and_json_lines(loaded: Path, capsys: Capture) -> None:
    assert main(["sql", "facts.duckdb", QUERY, "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    first = {"indicator": "工业投资", "value": "5.6", "unit": "亿元", "ids": [1], "period_end": "2031-12-31"}
    assert rows == [first, first | {"value": "-8.7", "unit": "%", "ids": [2]}]
    assert main(["sql", "facts.duckdb", QUERY, "--format", "csv", "--bom"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("\ufeffindicator,")
    assert next(csv.DictReader(io.StringIO(out[1:]))) == first | {"ids": "[1]"}
    query = "SELECT '=1+1' AS a, -0.0 AS b, 1e30 AS c, 'nan'::FLOAT AS d"
    assert main(["sql", "facts.duckdb", query, "--format", "csv"]) == 0
    assert capsys.readouterr().out == "a,b,c,d\n'=1+1,0,1e+30,\n"


def test_sql_writes_a_file_that_is_whole(loaded: Path, capsys: Capture) -> None:
    assert main(["sql", "facts.duckdb", QUERY, "-o", "out.parquet"]) == 0
    assert pyarrow.parquet.read_table("out.parquet").equals(zfbg.Store("facts.duckdb").sql(QUERY))
    before = (loaded / "facts.duckdb").read_bytes()
    with pytest.raises(SystemExit, match="2"):
        main(["sql", "facts.duckdb", QUERY, "-o", "facts.duckdb", "--format", "csv"])
    assert "is one of the files to read; " in capsys.readouterr().err
    assert (loaded / "facts.duckdb").read_bytes() == before


def test_two_columns_of_one_name_are_both_there(loaded: Path) -> None:
    found = zfbg.Store("facts.duckdb").sql("SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a")
    assert found.to_pylist() == [{"a": 1, "a_2": 2, "a_2_2": 3, "a_3": 4}]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("selec", 'syntax error at or near "selec"'),
        ("SELECT nope FROM facts", 'Referenced column "nope" not found in FROM clause! Candidate bindings: '),
        ("", "this is no query, it gives no rows; write SELECT …"),
        ("SELECT error('一\n二')", "一 二"),
    ],
)
def test_what_is_wrong_with_a_query_is_one_line(query: str, told: str, loaded: Path, capsys: Capture) -> None:
    assert main(["sql", "facts.duckdb", query]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"zfbg: facts.duckdb: {told}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "query",
    [
        *("SELECT * FROM 'a.txt'", "SELECT * FROM read_text('a.txt')", "SELECT * FROM read_csv('a.txt')"),
        *("SELECT * FROM read_blob('/etc/hostname')", "SELECT * FROM glob('*')", "ATTACH 'other.duckdb'"),
        *("COPY facts TO 'stolen.csv'", "EXPORT DATABASE 'stolen'", "INSTALL httpfs", "LOAD httpfs"),
        *("SELECT * FROM 'https://example.com/a.parquet'", "CALL load_aws_credentials()"),
        *("SET enable_external_access = true", "SET lock_configuration = false", "RESET enable_external_access"),
        *("PRAGMA enable_external_access", "SET temp_directory = '.'", "SET python_enable_replacements = true"),
        *("DELETE FROM facts", "DROP TABLE facts", "CREATE TABLE x AS SELECT 1", "UPDATE reports SET number = 1"),
        *("INSERT INTO zfbg_schema VALUES (2)", "ALTER TABLE facts ADD COLUMN x INT"),
        *("ATTACH ':memory:' AS m; COPY facts TO 'stolen.csv'", "SELECT 1; DROP TABLE facts"),
    ],
)
def test_a_query_reads_the_store_and_nothing_else(query: str, loaded: Path, capsys: Capture) -> None:
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in loaded.iterdir() if path.is_file()}

    before = files()
    assert main(["sql", "facts.duckdb", query]) == 2
    assert capsys.readouterr().out == ""
    assert files() == before


def test_a_name_of_the_program_is_no_table(loaded: Path) -> None:
    with pytest.raises(StoreError, match=r"Table with name query does not exist!"):
        zfbg.Store("facts.duckdb").sql("SELECT * FROM query")


def test_a_store_that_is_not_there(folder: Path, capsys: Capture) -> None:
    assert main(["sql", "nope.duckdb", "SELECT 1"]) == 2
    assert capsys.readouterr().err.startswith("zfbg: nope.duckdb: there is no such store; ")
    assert main(["load", "a.txt", "--to", "nowhere/facts.duckdb"]) == 2
    assert capsys.readouterr().err == "zfbg: nowhere/facts.duckdb: there is no such folder; make it first\n"
    assert not (folder / "nope.duckdb").exists()


def test_commands_take_a_store_for_its_latest_reports(loaded: Path, capsys: Capture) -> None:
    assert main(["panel", "facts.duckdb", "--measure", "level", "--format", "jsonl"]) == 0
    from_store = capsys.readouterr().out
    assert from_store
    assert main(["panel", "b.txt", "--measure", "level", "--format", "jsonl"]) == 0  # a.txt has the same title
    assert capsys.readouterr().out == from_store
    assert main(["meta", "nope.duckdb", "b.txt", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert err.startswith("zfbg: nope.duckdb: there is no such store; ")
    with pytest.raises(SystemExit, match="2"):
        main(["load", "facts.duckdb", "--to", "other.duckdb"])
    assert "is a store; bring it over with zfbg export and zfbg import" in capsys.readouterr().err


def test_a_store_goes_out_as_a_folder_and_comes_in_again(loaded: Path, capsys: Capture) -> None:
    assert main(["export", "facts.duckdb", "out"]) == 0
    assert capsys.readouterr().out.startswith("out: 2 reports, 2 sections, ")
    assert main(["export", "facts.duckdb", "out"]) == 2
    assert capsys.readouterr().err.startswith("zfbg: out: is there already; ")
    assert main(["export", "facts.duckdb", "out", "--replace"]) == 0
    capsys.readouterr()
    assert main(["import", "out", "--to", "other.duckdb"]) == 0
    assert main(["import", "out", "--to", "other.duckdb", "--anew"]) == 0
    assert capsys.readouterr().out == (
        "other.duckdb: 2 new, 0 already there, 0 read anew\nother.duckdb: 0 new, 0 already there, 2 read anew\n"
    )
    assert list(zfbg.Store("other.duckdb").reports()) == list(zfbg.Store("facts.duckdb").reports())
