"""Rows as a workbook of Excel (xlsx). Needs openpyxl, the extra ``xlsx``.

A text is a cell of text whatever it begins with; one that Excel would take for a formula when it is edited is marked
as quoted, as an apostrophe does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from zfbg.cells import FLOAT_DIGITS, digits, encodable, formula
from zfbg.columns import Column, Row
from zfbg.errors import TableError, needs

# Limits of Excel: rows of a sheet, UTF-16 units of a cell, the first year it has dates of, decimals it shows.
MOST_ROWS = 1_048_576
LONGEST = 32_767
FIRST_YEAR = 1900
MOST_DECIMALS = 30

# A line ends in LF within a cell; XML makes that of the others, or not, as it was written.
LINE_END = re.compile("\r\n?")
# What XML 1.0 cannot hold.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def openpyxl() -> Any:
    """The package; TableError with the cure where it is not installed."""
    try:
        import openpyxl
    except ImportError as error:
        raise TableError(needs("a table in xlsx", "openpyxl", "xlsx")) from error
    return openpyxl


def write(columns: tuple[Column, ...], rows: Iterable[Row], out: BinaryIO, name: str, most: int = MOST_ROWS) -> None:
    """Write the rows on a sheet called ``name``, below the names of the columns; past ``most`` on another one."""
    book = openpyxl().Workbook(write_only=True)
    sheet = _sheet(book, columns, name)
    full, number = most, 1
    try:
        for row in rows:
            full -= 1
            if not full:
                full, number = most - 1, number + 1
                sheet = _sheet(book, columns, f"{name} {number}")
            sheet.append([_cell(sheet, row[column.name]) for column in columns])
    except BaseException:
        for each in book:  # else openpyxl complains of them when they are thrown away
            each.close()
        raise
    book.save(out)


def _sheet(book: Any, columns: tuple[Column, ...], name: str) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in columns])
    return sheet


def _cell(sheet: Any, value: object) -> Any:
    """What openpyxl takes for a value: a cell of its own where the value alone would become something else."""
    if isinstance(value, Decimal):
        return _number(sheet, value)
    if isinstance(value, int) and abs(value) >= 10**FLOAT_DIGITS:
        return str(value)
    if isinstance(value, date) and value.year < FIRST_YEAR:
        return value.isoformat()
    return _text(sheet, value) if isinstance(value, str) else value


def _number(sheet: Any, number: Decimal) -> Any:
    """A number that shows the decimals it was written with; text where Excel would change its digits."""
    _, figures, exponent = number.as_tuple()
    if not isinstance(exponent, int) or len(figures) > FLOAT_DIGITS or abs(exponent) > MOST_DECIMALS:
        return _text(sheet, digits(number))
    cell = _made(sheet, number)
    cell.number_format = "0" if exponent >= 0 else f"0.{'0' * -exponent}"
    return cell


def _text(sheet: Any, text: str) -> Any:
    quoted = formula(text)
    text = _cut(LINE_END.sub("\n", ILLEGAL.sub("\ufffd", encodable(text))))
    if not quoted and not text.startswith("#"):  # openpyxl takes #N/A for an error
        return text or None
    cell = _made(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = quoted
    return cell


def _made(sheet: Any, value: object) -> Any:
    from openpyxl.cell import WriteOnlyCell

    return WriteOnlyCell(sheet, value)


def _cut(text: str) -> str:
    """``text`` as long as a cell may be, ended by ``…`` where more stood."""
    if len(text) * 2 <= LONGEST or len(wide := text.encode("utf-16-le")) <= 2 * LONGEST:
        return text
    return wide[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
