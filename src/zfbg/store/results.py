"""What a query gives, in the formats of the command line."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from zfbg import writers
from zfbg.cells import digits, encodable
from zfbg.columns import Column, Row, Type

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("table", "csv", "jsonl", "parquet")
# More digits than any number of DuckDB has.
_EXACT = Context(prec=80)


def value(cell: Any) -> Any:
    """A cell as JSON has it: a decimal as its digits, without zeros that only its column asks for; a day as ISO 8601.

    >>> value(Decimal("5.600000000000")), value(date(2023, 1, 1)), value([1, {"a": float("nan")}])
    ('5.6', '2023-01-01', [1, {'a': None}])
    """
    if isinstance(cell, Decimal):
        return digits(cell.normalize(_EXACT)) if cell.is_finite() else None
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, list | tuple):
        return [value(each) for each in cell]
    if isinstance(cell, dict):
        return {str(name): value(each) for name, each in cell.items()}
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.hex()
    return cell if cell is None or isinstance(cell, bool | int | str) else str(cell)


def rows(found: pa.Table) -> Iterator[Row]:
    """The rows as JSON has them, drawn some at a time."""
    for batch in found.to_batches(max_chunksize=1024):
        for row in batch.to_pylist():
            yield {name: value(cell) for name, cell in row.items()}


def flat(found: pa.Table) -> Iterator[Row]:
    """The rows with lists and structures as their JSON."""
    for row in rows(found):
        yield {
            name: json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else cell
            for name, cell in row.items()
        }


def lines(found: pa.Table) -> list[tuple[str, ...]]:
    """The rows as a person reads them."""
    return [tuple("" if cell is None else encodable(str(cell)) for cell in row.values()) for row in flat(found)]


def numeric(found: pa.Table) -> tuple[str, ...]:
    """The names of the columns of numbers."""
    from pyarrow import types

    kinds = (types.is_integer, types.is_floating, types.is_decimal)
    return tuple(each.name for each in found.schema if any(kind(each.type) for kind in kinds))


def _csv(found: pa.Table, out: TextIO) -> None:
    columns = tuple(Column(name, Type.TEXT, "", lambda _: None) for name in found.column_names)
    writers.FORMATS["csv"](columns, flat(found), out, "")


def _jsonl(found: pa.Table, out: TextIO) -> None:
    writers.FORMATS["jsonl"]((), rows(found), out, "")


def _parquet(found: pa.Table, out: BinaryIO) -> None:
    from pyarrow.parquet import write_table

    write_table(found, out)


WRITTEN: dict[str, Callable[[pa.Table, Any], None]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
