"""Rows as Arrow: the schema of columns, record batches made of rows as they come, and documents in such batches.

Needs pyarrow, the extra ``arrow``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve

from zfbg import api, columns
from zfbg.cells import encodable, fitted
from zfbg.columns import FACTS, PRECISION, SCALE, Column, Row, Type, row
from zfbg.errors import TableError, needs
from zfbg.failures import Failure, Note, attempt
from zfbg.model import Report, Source

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


def _told(name: str, meaning: str) -> Column:
    return Column(name, Type.TEXT, meaning, lambda failure: getattr(failure, name, None), null=True)


# What stands beside the facts, or the report, of each document that parse_batches reads.
FAULT = (
    _told("stage", "what was being done where the document failed: `load` `parse` `rows`"),
    _told("error", "why it has no report; null where it has one"),
    _told("traceback", "where in the code it failed"),
)
# What parse_batches makes of documents, beside their ids: a row for each fact, or one for each document.
OUTPUTS: dict[str, tuple[Column, ...]] = {
    "facts": (*(evolve(column, null=True) for column in FACTS), *FAULT),
    "json": (Column("report", Type.TEXT, "the report in JSON (docs/json.md)", lambda text: text, null=True), *FAULT),
}


def parse_batches(
    documents: Iterable[pa.RecordBatch],
    *,
    to: Literal["facts", "json"] = "facts",
    id: str = "id",  # noqa: A002 - as the column is called
    text: str = "text",
    template: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """Read documents that come in record batches, in any engine that has such: Spark, Ray, DataFusion, a plain loop.

    The column ``id``, a string or a whole number, says which document it is. ``text`` is either a string, which is a
    text, or binary, which is a file and is read by the loader that claims it, so that web pages are given as binary.
    ``to="facts"`` gives a row for each fact, the id before the columns of docs/tables.md; ``"json"`` one row for each
    document. A document that fails is one row, all null but ``stage``, ``error`` and ``traceback``; the others go on.

    Out come batches of up to 8192 rows, each made when it is asked for, whatever the size of those that come in.
    Nothing is kept between calls but the installed plugins, which are loaded once in a process. TableError where a
    column is missing or of another type, TemplateError for an unknown template.

    >>> import pyarrow as pa
    >>> page = "一、工业经济\\n工业投资5.60亿元。".encode("gb18030")
    >>> given = pa.RecordBatch.from_pydict({"id": ["a", "b"], "text": [page, b"%PDF-"]})
    >>> [found] = parse_batches([given])
    >>> for row in found.select(["id", "indicator", "value_float", "stage"]).to_pylist():
    ...     print(*row.values())
    a 工业投资 5.6 None
    b None None load
    """
    given = iter(documents)
    if (first := next(given, None)) is None:
        return
    if to not in OUTPUTS:
        raise TableError(f"to={to!r} is nothing that is made of documents; give one of {', '.join(OUTPUTS)}")
    if template is not None:
        api.find(template)
    key = _key(first.schema, id, text)
    read = partial(_json if to == "json" else _facts, template)
    rows = (
        {id: name.as_py(), **cells}
        for batch in chain([first], given)
        for name, document in zip(batch.column(id), batch.column(text), strict=True)
        for cells in _cells(OUTPUTS[to], str(name.as_py()), read, document)
    )
    yield from batches((key, *OUTPUTS[to]), rows)


def _key(form: pa.Schema, id: str, text: str) -> Column:  # noqa: A002
    """The column of ids; TableError where it or that of the documents will not do."""
    types = pyarrow().types
    for name in (id, text):
        if form.get_field_index(name) < 0:
            raise TableError(f"there is no column {name!r} among {', '.join(form.names)}; name it by id= or text=")
    kinds = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    if not any(told(form.field(text).type) for told in kinds):
        raise TableError(f"the column {text!r} is {form.field(text).type}; documents are string or binary")
    whole = types.is_integer(form.field(id).type)
    if not whole and not any(told(form.field(id).type) for told in kinds[:2]):
        raise TableError(f"the column {id!r} is {form.field(id).type}; ids are string or whole numbers")
    return Column(
        id, Type.INTEGER if whole else Type.TEXT, "of the document, as it was given", lambda at: at, null=True
    )


def _cells(
    declared: tuple[Column, ...], name: str, read: Callable[[str, Any, Note], list[Row]], document: Any
) -> list[Row]:
    """The rows of one document, without its id; one where it fails."""
    found = attempt(name, partial(read, name, document))
    if not isinstance(found, Failure):
        return found
    return [{column.name: column.of(found) if column in FAULT else None for column in declared}]


def _facts(template: str | None, name: str, document: Any, note: Note) -> list[Row]:
    report = _read(template, name, document, note)
    return [{**row(FACTS, entry), **_FINE} for entry in columns.facts(report)]


def _json(template: str | None, name: str, document: Any, note: Note) -> list[Row]:
    from zfbg.convert import to_json

    return [{"report": to_json(_read(template, name, document, note)), **_FINE}]


_FINE: Row = dict.fromkeys((column.name for column in FAULT), None)


def _read(template: str | None, name: str, document: Any, note: Note) -> Report:
    note("load")
    if (content := document.as_py()) is None:
        raise TableError("the document is null; leave out what has none")
    source = Source(content, name) if isinstance(content, str) else api.read(content, name)
    note("parse")
    report = api.parsed(source, template)
    note("rows")
    return report
