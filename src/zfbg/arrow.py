"""Rows as Arrow: the schema of columns, and record batches made of rows as they come.

Needs pyarrow, the extra ``arrow``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from zfbg.cells import encodable, fitted
from zfbg.columns import PRECISION, SCALE, Column, Row, Type
from zfbg.errors import TableError, needs

if TYPE_CHECKING:
    import pyarrow as pa

# Rows of a batch: some megabytes.
BATCH = 8192

_CELLS: dict[Type, Callable[[Any], Any]] = {Type.TEXT: lambda text: text and encodable(text), Type.DECIMAL: fitted}


def pyarrow() -> Any:
    """The package; TableError with the cure where it is not installed."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise TableError(needs("a table in Arrow or Parquet", "pyarrow", "arrow")) from error
    return pa


def schema(columns: tuple[Column, ...]) -> pa.Schema:
    """The schema of columns; the metadata of a field are its ``meaning`` and its ``unit``."""
    pa = pyarrow()
    types = {
        Type.TEXT: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.BOOLEAN: pa.bool_(),
        Type.DECIMAL: pa.decimal128(PRECISION, SCALE),
        Type.FLOAT: pa.float64(),
        Type.DAY: pa.date32(),
        Type.BYTES: pa.binary(),
    }
    return pa.schema(
        [
            pa.field(each.name, types[each.type], each.null, {"meaning": each.meaning, "unit": each.unit})
            for each in columns
        ]
    )


def batches(columns: tuple[Column, ...], rows: Iterable[Row], size: int = BATCH) -> Iterator[pa.RecordBatch]:
    """The rows in record batches of at most ``size``, each made when it is asked for."""
    pa, form, left = pyarrow(), schema(columns), iter(rows)
    while chunk := list(islice(left, size)):
        yield pa.record_batch(
            [_array(pa, column, form.field(column.name).type, chunk) for column in columns], schema=form
        )


def _array(pa: Any, column: Column, kind: Any, rows: list[Row]) -> Any:
    cell = _CELLS.get(column.type)
    values = (row[column.name] for row in rows)
    return pa.array(map(cell, values) if cell else values, kind)
