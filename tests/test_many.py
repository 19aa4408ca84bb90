"""Many documents: ``parse_many`` gives what ``parse`` does, and ``parse_batches`` the rows of the tables."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import Source
from zfbg.arrow import OUTPUTS, parse_batches
from zfbg.cells import encodable
from zfbg.errors import BatchError, TableError, TemplateError
from zfbg.failures import Failure
from zfbg.testing import texts

EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/reports/*.txt"))
BROKEN = b"%PDF-1.4 and nothing more"


def test_many_documents_are_read_as_each_alone_and_in_order() -> None:
    documents = [*EXAMPLES, EXAMPLES[0].read_bytes(), Source("一、工作\n新增8家。", "text")]
    assert list(zfbg.parse_many(documents, workers=2)) == [zfbg.parse(document) for document in documents]


def test_a_document_that_fails_is_told_at_its_place(tmp_path: Path) -> None:
    missing = tmp_path / os.fsdecode(b"\xb2\xe2.txt")
    documents = [EXAMPLES[0], missing, BROKEN, EXAMPLES[1]]
    first, nothing, broken, last = zfbg.parse_many(documents, workers=1, on_error="yield")
    assert (first, last) == (zfbg.parse(EXAMPLES[0]), zfbg.parse(EXAMPLES[1]))
    assert isinstance(nothing, Failure)
    assert (nothing.file, nothing.stage) == (str(missing), "load")
    assert nothing.error.startswith("SourceError: ")
    assert "there is no such file" in nothing.error
    assert isinstance(broken, Failure)
    assert broken.file == "bytes"
    reports = zfbg.parse_many(documents, workers=1)
    assert next(reports) == first
    with pytest.raises(BatchError, match=r"load: SourceError: .*there is no such file.*on_error='yield'"):
        next(reports)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("document", ["a.txt", 5, None])
def test_what_might_be_a_path_or_a_text_is_refused(document: Any) -> None:
    with pytest.raises(TypeError, match=r"is no document; give a path as Path\(…\), a text as Source\(…\)"):
        list(zfbg.parse_many([document]))


def test_wrong_use_is_told_before_anything_is_read() -> None:
    for options, error in (
        ({"template": "nope"}, TemplateError),
        ({"workers": 0}, ValueError),
        ({"on_error": "ignore"}, ValueError),
        ({"seconds": 0}, ValueError),
    ):
        with pytest.raises(error):
            zfbg.parse_many([BROKEN], **options)  # type: ignore[arg-type]


def batches(documents: list[Any], size: int = 2, **types: Any) -> list[pa.RecordBatch]:
    rows = [{"id": f"{number}.txt", "text": document} for number, document in enumerate(documents)]
    form = pa.schema({"id": types.get("id", pa.string()), "text": types.get("text", pa.string())})
    return [pa.RecordBatch.from_pylist(rows[at : at + size], form) for at in range(0, len(rows), size)]


def rows(found: list[pa.RecordBatch]) -> list[dict[str, Any]]:
    return pa.Table.from_batches(found).to_pylist()


@given(st.lists(texts(), min_size=1, max_size=4), st.integers(1, 3))
def test_the_rows_are_those_of_the_table_with_their_id(documents: list[str], size: int) -> None:
    documents = [encodable(document) for document in documents]
    reports = [zfbg.parse(Source(document, f"{number}.txt")) for number, document in enumerate(documents)]
    expected = [
        {"id": f"{number}.txt", **row, "stage": None, "error": None, "traceback": None}
        for number, report in enumerate(reports)
        for row in pa.table(zfbg.table(report)).to_pylist()
    ]
    found = list(parse_batches(batches(documents, size)))
    assert (rows(found) if found else []) == expected
    told = rows(list(parse_batches(batches(documents, size), to="json")))
    assert [zfbg.from_json(row["report"]) for row in told] == reports


def test_a_document_that_fails_is_one_row_and_the_others_go_on() -> None:
    good = EXAMPLES[0].read_text("utf-8").encode("gb18030")
    page = f"<html><body><p>{EXAMPLES[1].read_text('utf-8')}</p></body></html>".encode()
    for to in OUTPUTS:
        found = rows(list(parse_batches(batches([BROKEN, good, None, page], text=pa.binary()), to=to)))  # type: ignore[arg-type]
        failed = [row for row in found if row["error"]]
        assert [(row["id"], row["stage"]) for row in failed] == [("0.txt", "load"), ("2.txt", "load")]
        assert all(row["traceback"].startswith("Traceback") for row in failed)
        beside = {"id", "stage", "error", "traceback"}
        assert {value for row in failed for name, value in row.items() if name not in beside} == {None}
        assert {row["id"] for row in found if not row["error"]} == {"1.txt", "3.txt"}


def test_rows_come_as_they_are_made_and_ids_may_be_numbers() -> None:
    form = pa.schema({"page": pa.int32(), "body": pa.large_string()})
    text = EXAMPLES[0].read_text("utf-8")

    def endless() -> Any:
        for number in range(10**9):
            yield pa.RecordBatch.from_pylist([{"page": number, "body": text}] * 100, form)

    first = next(parse_batches(endless(), id="page", text="body"))
    assert first.schema.field("page").type == pa.int64()
    assert first.num_rows == 8192
    assert list(parse_batches([])) == []


def test_columns_that_will_not_do_are_refused() -> None:
    for options, given_, why in (
        ({"id": "url"}, batches([""]), "no column 'url' among id, text; name it by id= or text="),
        ({}, batches([5], text=pa.int64()), "'text' is int64; documents are string or binary"),
        ({"id": "text"}, batches([b""], text=pa.binary()), "'text' is binary; ids are string or whole numbers"),
        ({"to": "csv"}, batches([""]), "one of facts, json"),
    ):
        with pytest.raises(TableError, match=why):
            list(parse_batches(given_, **options))  # type: ignore[arg-type]
    with pytest.raises(TemplateError):
        list(parse_batches(batches([""]), template="nope"))
