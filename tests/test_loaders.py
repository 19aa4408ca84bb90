"""Loaders: from bytes and files to the text as it stands, or an error that says what to do."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zfbg.api import read
from zfbg.errors import SourceError

HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)
TEXT = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), min_size=1)


@given(TEXT)
def test_utf8_comes_back_as_it_stands(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        assert read(data).raw == text
    assert read(codecs.BOM_UTF8 + data).raw == text


@given(TEXT, st.sampled_from([(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]))
def test_utf16_is_known_by_its_mark(text: str, encoding: tuple[bytes, str]) -> None:
    mark, name = encoding
    assert read(mark + text.encode(name)).raw == text


@given(HANZI)
def test_gb18030_is_read_where_it_is_no_utf8(text: str) -> None:
    sentence = "全县规上工业总产值增长，" + text
    assert read(sentence.encode("gb18030")).raw == sentence


@given(HANZI)
def test_big5_is_told_from_gb18030(text: str) -> None:
    common = "".join(char for char in text if b"" < char.encode("big5", "ignore")[:1] < b"\xc7")
    sentence = f"全縣規模以上工業總產值增長百分之五，{common}"
    assert read(sentence.encode("big5")).raw == sentence


@given(HANZI, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf16_without_its_mark_is_known_by_its_line_ends(text: str, encoding: str) -> None:
    lines = f"一、工业情况\r\n新增规上企业8家，{text}"
    assert read(lines.encode(encoding)).raw == lines


@given(HANZI, st.integers(0, 10_000))
def test_utf8_with_a_broken_byte_is_never_read_as_gb18030(text: str, where: int) -> None:
    data = ("全县规上工业总产值" + text).encode()
    at = where % len(data)
    with pytest.raises(SourceError, match=r"damaged at byte|neither UTF-8"):
        read(data[:at] + b"\xff" + data[at + 1 :])


@given(st.binary())
def test_any_bytes_give_a_text_or_a_source_error(data: bytes) -> None:
    try:
        source = read(data, "x")
    except SourceError:
        return
    assert "\0" not in source.raw


def test_line_ends_stay() -> None:
    assert read("一\r\n二\r三".encode()).raw == "一\r\n二\r三"


def test_a_text_is_taken_as_it_is() -> None:
    assert read("\0\ud800").raw == "\0\ud800"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ", "PDF"),
        (b"PK\x03\x04aaaa", "docx"),
        (b"a\0b", "binary"),
        (b"\xff\xfea", "byte-order mark"),
        (b"\xff\xfea\0\0\0", "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_the_file_the_reason_and_the_cure(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=rf"^report\.txt: .*{told}.*; .+"):
        read(data, "report.txt")


def test_a_file_gives_its_path_and_name(tmp_path: Path) -> None:
    file = tmp_path / "工作总结.txt"
    file.write_bytes("一、情况".encode("gb18030"))
    source = read(file)
    assert (source.raw, source.name, source.path) == ("一、情况", "工作总结.txt", str(file))


def test_a_file_that_cannot_be_opened_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="directory"):
        read(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_a_source_error(tmp_path: Path) -> None:
    file = tmp_path / "locked.txt"
    file.write_text("一")
    file.chmod(0)
    with pytest.raises(SourceError, match="permissions"):
        read(file)


def test_what_is_no_source_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="not int"):
        read(5)  # type: ignore[arg-type]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZFBG_MAX_SIZE", "1000")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room
    with pytest.raises(SourceError, match=r"large\.txt: its size is 1,099,511,627,776, over 1,000; .* ZFBG_MAX_SIZE"):
        read(tmp_path / "large.txt")
    with pytest.raises(SourceError, match=r"bytes: its size is 1,001"):
        read(b"a" * 1001)


def test_the_bytes_of_a_file_decide_and_not_its_name() -> None:
    page = "<!DOCTYPE html><html><body><p>一、总结</p></body></html>".encode()
    for name in ("report.doc", "report.docx", "report.pdf", "report.txt", "report"):
        assert read(page, name).raw == "一、总结"
    for name in ("report.html", "report.pdf", "report.docx"):
        assert read("一、总结".encode("gb18030"), name).raw == "一、总结"
    spreadsheet = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le")
    with pytest.raises(SourceError, match=r"report\.doc: is an Office file of the old kind"):
        read(spreadsheet, "report.doc")


def test_no_more_is_read_of_a_device_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZFBG_MAX_SIZE", "1000")
    code = (
        "import resource, pathlib, zfbg; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
        "zfbg.parse(pathlib.Path('/dev/zero'))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "its size is 1,001, over 1,000" in told.stderr
