"""Documents of a Spark DataFrame, read on its workers.

Needs pyspark and pyarrow, the extra ``spark``, and zfbg with its plugins on every worker.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from zfbg.arrow import OUTPUTS, parse_batches
from zfbg.columns import Type
from zfbg.errors import TableError, needs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

# The types of columns, as Spark calls them in its schemas.
_TYPES = {
    Type.TEXT: "string",
    Type.INTEGER: "long",
    Type.BOOLEAN: "boolean",
    Type.DECIMAL: "decimal(38,12)",
    Type.FLOAT: "double",
    Type.DAY: "date",
}


def facts(df: DataFrame, text: str = "text", *, id: str = "id", template: str | None = None) -> DataFrame:  # noqa: A002
    """A DataFrame of the facts of all documents: their id, the columns of docs/tables.md, and ``stage``, ``error`` and
    ``traceback``, which are null but in the one row that a document has which fails.

    ``text`` is a column of strings, which are texts, or of binary, which are files of any kind: give web pages as
    binary. ``id`` is a string or a whole number; further columns are left out, to be joined by it. Nothing is read
    before Spark runs it. TableError where pyspark is not installed or a column will not do.
    """
    return _read(df, text, id, "facts", template)


def reports(df: DataFrame, text: str = "text", *, id: str = "id", template: str | None = None) -> DataFrame:  # noqa: A002
    """A DataFrame with a row for each document: its id, ``report`` in JSON (docs/json.md), and as for :func:`facts`
    what is wrong with one that fails.
    """
    return _read(df, text, id, "json", template)


def _schema(df: DataFrame, text: str, id: str, to: str) -> StructType:  # noqa: A002
    """The id as it is given, before what is made of the documents; all may be null."""
    try:
        from pyspark.sql.types import BinaryType, IntegralType, StringType, StructType
    except ImportError as error:
        raise TableError(needs("reading on Spark", "pyspark", "spark")) from error
    for name in (id, text):
        if name not in df.columns:
            raise TableError(f"there is no column {name!r} among {', '.join(df.columns)}; name it by id= or text=")
    key, document = df.schema[id].dataType, df.schema[text].dataType
    if not isinstance(key, IntegralType | StringType):
        raise TableError(f"the column {id!r} is {key.simpleString()}; ids are string or whole numbers")
    if not isinstance(document, BinaryType | StringType):
        raise TableError(f"the column {text!r} is {document.simpleString()}; documents are string or binary")
    form = StructType().add(id, "long" if isinstance(key, IntegralType) else "string")
    for column in OUTPUTS[to]:
        form = form.add(column.name, _TYPES[column.type], metadata={"comment": column.meaning})
    return form


def _read(df: DataFrame, text: str, id: str, to: Literal["facts", "json"], template: str | None) -> DataFrame:  # noqa: A002
    form = _schema(df, text, id, to)
    # By its name, which the workers import: nothing of it travels.
    return df.select(id, text).mapInArrow(partial(parse_batches, to=to, id=id, text=text, template=template), form)
