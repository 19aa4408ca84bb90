"""One value in each of the forms that tables take: text, JSON, CSV, Arrow."""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal

from zfbg.columns import PRECISION, SCALE, Row

# Not to be formulas when a spreadsheet opens the file (OWASP, CSV injection); the wide signs are read as the narrow.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)

_BOUNDS = {"": "", ">=": "≥", "<=": "≤", "~": "≈"}
# A number with more zeros than this at either end is written with an exponent.
ZEROS = 100
# Significant digits that a float keeps whatever the number is.
FLOAT_DIGITS = 15

_STEP = Decimal(1).scaleb(-SCALE)
_WIDE = Context(prec=2 * PRECISION)


def plain(row: Row) -> Row:
    """A row as JSON has it: a Decimal is its digits (``"16692.60"``), a date ISO 8601.

    >>> plain({"value": Decimal("16692.60"), "period_start": date(2023, 1, 1), "sure": True})
    {'value': '16692.60', 'period_start': '2023-01-01', 'sure': True}
    """
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return digits(value)
    return value.isoformat() if isinstance(value, date) else value


def digits(number: Decimal) -> str:
    """A number as it was written; only where that would be a row of zeros it has an exponent.

    >>> digits(Decimal("16692.60")), digits(Decimal("1.2E+8")), digits(Decimal("1E+9999"))
    ('16692.60', '120000000', '1E+9999')
    """
    exponent = number.as_tuple().exponent
    return format(number, "f") if isinstance(exponent, int) and abs(exponent) <= ZEROS else str(number)


def figure(row: Row) -> str:
    """The figure of a fact for people: its value with the bound, else its masked numeral, else what it lies between.

    >>> figure({"value": Decimal("30"), "bound": ">=", "mask": ""})
    '≥30'
    >>> figure({"value": None, "bound": "", "mask": "", "lower": Decimal("5"), "upper": Decimal("6")})
    '5…6'
    """
    if told := row["mask"] if row["value"] is None else _text(row["value"]):
        return f"{_BOUNDS[row['bound']]}{told}"
    low, high = _text(row["lower"]), _text(row["upper"])
    return f"{low}…{high}" if low or high else ""


def _text(number: Decimal | str | None) -> str:
    return digits(number) if isinstance(number, Decimal) else number or ""


def formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula; a number it takes for a number.

    >>> [formula(text) for text in ("=1+1", "－x.x", "-3.5", "亿元")]
    [True, True, False, False]
    """
    return bool(FORMULA.match(text)) and not NUMBER.fullmatch(text)


def inert(value: object) -> object:
    """A cell of CSV that no spreadsheet takes for a formula: such a text has an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and formula(value) else value


def encodable(text: str) -> str:
    r"""A text that UTF-8 can hold: half a surrogate pair is spelt out, as JSON does.

    >>> encodable("投资\ud800")
    '投资\\ud800'
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def fitted(number: Decimal | None) -> Decimal | None:
    """A number as decimal128(38, 12) can hold it, else None.

    It is rounded (half to even) only where it keeps as many digits as a float would, 15.

    >>> fitted(Decimal("16692.60")), fitted(Decimal("66666.66666666666666666666667"))
    (Decimal('16692.600000000000'), Decimal('66666.666666666667'))
    >>> fitted(Decimal("1E-13")), fitted(Decimal("1E+26"))
    (None, None)
    """
    if number is None or not number.is_finite() or (number and number.adjusted() >= PRECISION - SCALE):
        return None
    held = number.quantize(_STEP, context=_WIDE)
    kept = held.adjusted() + 1 + SCALE
    return None if kept > PRECISION or (held != number and kept < FLOAT_DIGITS) else held
