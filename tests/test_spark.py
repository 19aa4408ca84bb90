"""Documents on Spark: a real one, on this machine, gives the rows that zfbg gives without it."""

from __future__ import annotations

import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from zfbg import spark
from zfbg.arrow import parse_batches
from zfbg.errors import TableError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java: apt-get install default-jre-headless"),
]
EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/reports/*.txt"))
COUNT = 5000


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patched:
        warnings.simplefilter("ignore")  # pyspark says which pandas it has not been tried with
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        patched.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        from pyspark.sql import SparkSession

        made = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "1g")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
            .getOrCreate()
        )
        yield made
        made.stop()


def document(number: int) -> bytes | None:
    """One of the examples in one of three encodings with figures of its own; now and then what is none."""
    if number % 97 == 0:
        return (None, b"%PDF-1.4 broken", b"")[number % 3]
    text = EXAMPLES[number % len(EXAMPLES)].read_text("utf-8")[:600].replace("1", str(number % 10))
    return text.encode(("utf-8", "gb18030", "utf-16")[number % 3])


@pytest.mark.parametrize(("of", "to"), [(spark.facts, "facts"), (spark.reports, "json")])
def test_spark_gives_the_rows_of_a_local_run(session: Any, of: Any, to: Any) -> None:
    documents = [(number, document(number)) for number in range(COUNT if to == "facts" else 200)]
    frame = session.createDataFrame(documents, "number int, page binary").repartition(7)
    found = of(frame, "page", id="number").toArrow()
    form = pa.schema({"number": pa.int32(), "page": pa.binary()})
    local = pa.RecordBatch.from_pylist([{"number": number, "page": page} for number, page in documents], form)
    expected = pa.Table.from_batches(list(parse_batches([local], to=to, id="number", text="page")))
    assert found.column_names == expected.column_names
    assert _sorted(found) == _sorted(expected)
    assert len({row["number"] for row in expected.to_pylist() if row["error"]}) == len(documents) // 97 + 1


def _sorted(table: pa.Table) -> list[list[Any]]:
    # A traceback names the lines of whoever called.
    rows = table.drop_columns(["traceback"]).to_pylist()
    return sorted((list(row.values()) for row in rows), key=lambda row: (row[0], str(row)))


def test_columns_that_will_not_do_are_told_before_anything_runs(session: Any) -> None:
    frame = session.createDataFrame([(1.5, "a")], "number double, page string")
    with pytest.raises(TableError, match="there is no column 'id' among number, page"):
        spark.facts(frame, "page")
    with pytest.raises(TableError, match="'number' is double; ids are string or whole numbers"):
        spark.facts(frame, "page", id="number")
    with pytest.raises(TableError, match="there is no column 'text'"):
        spark.facts(frame, id="page")
