"""The command line as a user runs it: formats, several files, errors, pipes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import zfbg
from zfbg.cells import plain
from zfbg.cli import main
from zfbg.columns import FACTS
from zfbg.grid import cells, grid
from zfbg.model import mended
from zfbg.paragraphs import Mended, paragraphs
from zfbg.testing import mojibake, reports
from zfbg.text import Span

REPORT = """白石县工业和信息化局2031年工作总结

一、2031年工作情况

（一）工业经济稳步增长。全县实现规上工业总产值118.20亿元，同比增长5.50%。一是抓项目，开工27个。二是抓服务。

（二）投资有所回落

工业投资6.45亿元，同比下降8.7%。

浏览次数：12
"""
OUTLINE = ("kind", "depth", "ordinal", "marker", "style", "inferred", "role", "source_start", "source_end")
META = (
    *("title", "issuer", "document_number", "index_number", "published", "region", "region_name", "kinds"),
    *("summary_period", "plan_period", "signed", "issued", "created", "signatories", "openness"),
)

FACT_FIELDS = tuple(column.name for column in FACTS)
Capture = pytest.CaptureFixture[str]
BinaryCapture = pytest.CaptureFixture[bytes]
MonkeyPatch = pytest.MonkeyPatch


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "白石县.txt"
    path.write_text(REPORT, "utf-8")
    return str(path)


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "zfbg.cli", *arguments], input=stdin, capture_output=True)


def lines(capsys: Capture) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_facts_carry_the_promised_fields_and_their_words(file: str, capsys: Capture) -> None:
    assert main(["facts", file, "--format", "jsonl"]) == 0
    rows = lines(capsys)
    assert "118.20" in [row["value"] for row in rows]
    for row in rows:
        assert tuple(row) == FACT_FIELDS
        assert row["file"] == file
        assert row["quote"] == REPORT[row["source_start"] : row["source_end"]]
        assert all(isinstance(row[name], str | None) for name in ("value", "lower", "upper", "period"))
    [growth] = [row for row in rows if row["value"] == "5.50"]
    assert growth["section"] == "2031年工作情况 / 工业经济稳步增长"
    assert {row["item"] for row in rows} == {"", "一是 1"}


def test_outline_carries_the_promised_fields(file: str, capsys: Capture) -> None:
    assert main(["outline", file, "--format", "jsonl"]) == 0
    rows = lines(capsys)
    assert all(name in row for row in rows for name in OUTLINE)
    sections = [(row["depth"], row["ordinal"], row["title"]) for row in rows if row["kind"] == "section"]
    assert sections == [(1, 1, "2031年工作情况"), (2, 1, "工业经济稳步增长"), (2, 2, "投资有所回落")]
    items = [(row["depth"], row["marker"]) for row in rows if row["kind"] == "item" and row["ordinal"]]
    assert items == [(3, "一是"), (3, "二是")]


def test_meta_carries_the_promised_fields(file: str, capsys: Capture) -> None:
    assert main(["meta", file, "--format", "json"]) == 0
    [row] = lines(capsys)
    assert all(name in row for name in META)
    assert row["title"] == "白石县工业和信息化局2031年工作总结"
    assert row["document_number"] is None


def test_clean_is_the_body_one_paragraph_a_line(file: str, capsys: Capture) -> None:
    assert main(["clean", file]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "一、2031年工作情况",
        "（一）工业经济稳步增长。全县实现规上工业总产值118.20亿元，同比增长5.50%。一是抓项目，开工27个。二是抓服务。",
        "（二）投资有所回落",
        "工业投资6.45亿元，同比下降8.7%。",
    ]


def test_clean_begins_a_line_at_each_heading_of_a_flattened_report() -> None:
    flat = "一、工作情况 (一)抓项目。开工27个。 (二)抓服务。办结率95%。 二、下步打算 再接再厉。"
    told = list(paragraphs(zfbg.parse(flat)))
    assert [line[:4] for line in told] == ["一、工作", "(一)抓", "(二)抓", "二、下步"]


@given(reports())
def test_a_text_in_the_wrong_encoding_is_clean_as_it_was_written(text: str) -> None:
    assert list(paragraphs(zfbg.parse(mojibake(text)))) == list(paragraphs(zfbg.parse(text)))


def test_parse_prints_a_report_that_can_be_read_back(file: str, capsys: Capture) -> None:
    from zfbg.convert import from_json

    assert main(["parse", file]) == 0
    assert from_json(capsys.readouterr().out) == zfbg.parse(Path(file))


def test_parse_prints_markdown(file: str, capsys: Capture) -> None:
    assert main(["parse", file, "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# 白石县工业和信息化局2031年工作总结\n")
    assert "\n## 一、2031年工作情况\n" in out
    assert "\n### （二）投资有所回落\n" in out
    assert "| 118.20 | 亿元 |" in out


def test_tables_and_trees_fit_the_terminal(file: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (20, 60, 200):
        monkeypatch.setenv("COLUMNS", str(width))
        for command in ("facts", "outline", "meta", "plugins"):
            assert main([command] if command == "plugins" else [command, file]) == 0
            told = capsys.readouterr().out.splitlines()
            assert told
            assert max(map(cells, told)) <= width


def test_csv_has_a_header_and_one_row_a_fact(file: str, capsys: Capture) -> None:
    assert main(["facts", file, file, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == FACT_FIELDS
    assert len(rows) == 2 * len(zfbg.parse(REPORT).facts)


def test_a_table_goes_into_a_file_by_its_suffix_or_its_format(file: str, tmp_path: Path, capsys: Capture) -> None:
    rows = list(map(plain, zfbg.table(zfbg.parse(Path(file)))))
    for name in ("a.jsonl", "a.csv", "a.parquet", "a.xlsx"):
        assert main(["facts", file, "-o", str(tmp_path / name)]) == 0
        assert main(["facts", file, "--format", name[2:], "--output", str(tmp_path / "b")]) == 0
        if name != "a.xlsx":  # which says when it was made
            assert (tmp_path / "b").read_bytes() == (tmp_path / name).read_bytes()
    assert capsys.readouterr() == ("", "")
    assert [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()] == rows
    assert (tmp_path / "a.csv").read_text("utf-8").startswith("source_start,")
    assert pl.read_parquet(tmp_path / "a.parquet").height == len(rows)
    assert load_workbook(tmp_path / "a.xlsx").active.max_row == len(rows) + 1


def test_what_is_printed_is_what_is_written(file: str, tmp_path: Path, capsysbinary: BinaryCapture) -> None:
    for command, kind in (("facts", "csv"), ("facts", "parquet"), ("facts", "table"), ("meta", "json"), ("clean", "")):
        options = [command, file, *(("--format", kind) if kind else ())]
        assert main([*options, "-o", str(tmp_path / "out")]) == main(options) == 0
        assert capsysbinary.readouterr().out == (tmp_path / "out").read_bytes()


def test_a_byte_order_mark_is_for_csv(file: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["facts", file, "--format", "csv"]) == 0
    without = capsys.readouterr().out
    assert main(["facts", file, "--format", "csv", "--bom"]) == 0
    assert capsys.readouterr().out == "\ufeff" + without
    assert main(["facts", file, "--bom", "-o", str(tmp_path / "a.csv")]) == 0
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + without.encode()


@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
def test_bytes_go_into_a_pipe_and_not_to_a_terminal(
    kind: str, file: str, capsys: Capture, monkeypatch: MonkeyPatch
) -> None:
    done = run("facts", file, "--format", kind)
    assert (done.returncode, done.stderr, done.stdout[:2]) == (0, b"", {"parquet": b"PA", "xlsx": b"PK"}[kind])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(SystemExit) as ended:
        main(["facts", file, "--format", kind])
    assert ended.value.code == 2
    assert f"{kind} is not for a terminal; say where to write it with -o FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "jsonl", "--bom"], "a byte-order mark is for csv, not for jsonl; leave it out"),
        (["-o", "FILE"], "is one of the files to read; write to another one"),
        (["--format", "parquet", "-o", "a.parquet"], 'needs pyarrow; pip install "zfbg[arrow]"'),
        (["-o", "a.xlsx"], 'needs openpyxl; pip install "zfbg[xlsx]"'),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_read(
    options: list[str], message: str, file: str, capsys: Capture, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(SystemExit) as ended:
        main(["facts", "missing", file, *[option.replace("FILE", file) for option in options]])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert message in told
    assert "there is no such file" not in told
    assert Path(file).read_text("utf-8") == REPORT


def test_a_file_that_cannot_be_written_is_exit_2_and_one_line(file: str, tmp_path: Path, capsys: Capture) -> None:
    for path in (tmp_path / "none" / "a.csv", tmp_path):
        assert main(["facts", file, "-o", str(path)]) == 2
        told = capsys.readouterr().err
        assert told.startswith(f"zfbg: {path}: cannot be written: ")
        assert told.count("\n") == 1


def test_a_file_is_written_of_what_could_be_read(file: str, tmp_path: Path) -> None:
    assert main(["facts", "missing", file, "-o", str(tmp_path / "a.jsonl")]) == 1
    assert len((tmp_path / "a.jsonl").read_text("utf-8").splitlines()) == len(zfbg.parse(REPORT).facts)


def test_a_file_that_cannot_be_read_stops_no_other(file: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty.txt").touch()
    missing, empty = str(tmp_path / "missing.txt"), str(tmp_path / "empty.txt")
    assert main(["meta", missing, file, empty, str(tmp_path), "--format", "json"]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert [line.split(": ")[:2] for line in told.err.splitlines()] == [
        ["zfbg", missing],
        ["zfbg", empty],
        ["zfbg", str(tmp_path)],
    ]


@pytest.mark.parametrize(
    "arguments", [[], ["facts"], ["facts", "x", "--format", "xml"], ["dance"], ["facts", "x", "--template", "none"]]
)
def test_wrong_usage_is_exit_2(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: zfbg")


def test_template_takes_a_name(file: str, capsys: Capture) -> None:
    assert main(["meta", file, "--template", "generic", "--format", "json"]) == 0
    assert lines(capsys)[0]["template"] == "generic"


def test_plugins_lists_what_zfbg_brings(capsys: Capture) -> None:
    assert main(["plugins"]) == 0
    out = capsys.readouterr().out
    assert "template generic" in out
    assert "loader plain" in out


def test_a_dash_reads_standard_input_in_any_encoding() -> None:
    done = run("outline", "-", "--format", "jsonl", stdin=REPORT.encode("gb18030"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.splitlines()[0])["title"] == "2031年工作情况"
    assert json.loads(done.stdout.splitlines()[0])["file"] == "-"


def test_output_is_utf8_wherever_it_runs(file: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zfbg.cli", "clean", file], capture_output=True, env={"LC_ALL": "C", "PYTHONUTF8": "0"}
    )
    assert done.stdout.decode("utf-8").startswith("一、2031年工作情况\n")


def test_an_error_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    done = run("facts", str(tmp_path / "a\nb.txt"))
    assert done.returncode == 1
    assert done.stdout.decode().count("\n") <= 1
    assert done.stderr.decode().startswith("zfbg: ")
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE there")
def test_a_reader_that_leaves_early_is_no_error(file: str) -> None:
    command = [sys.executable, "-m", "zfbg.cli", "parse", *[file] * 50]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5),
    st.integers(12, 60),
)
def test_a_grid_is_aligned_and_no_wider_than_asked(rows: list[tuple[str, str]], width: int) -> None:
    told = list(grid(("name", "值"), rows, width, right=("值",)))
    assert len(told) == len(rows) + 1
    assert all(cells(line) <= width for line in told)
    assert all(line.isprintable() for line in told)


@given(
    st.lists(st.sampled_from(["一、工作。", "全县 增长5%", "\n", "實現", "學(xué)習(xí)", "(一)", "。"]), max_size=12),
    st.data(),
)
def test_the_mended_words_of_stretches_join_to_the_mended_text(parts: list[str], data: st.DataObject) -> None:
    """Cut anywhere but inside a change, the pieces put together are the text that was read."""
    report = zfbg.parse("".join(parts))
    inside = {at for change in report.changes for at in range(change.span.start + 1, change.span.end)}
    end = len(report.source.raw)
    cut = data.draw(st.sampled_from([at for at in range(end + 1) if at not in inside]))
    words = Mended(report)
    assert words.of(Span(0, cut)) + words.of(Span(cut, end)) == mended(report)
