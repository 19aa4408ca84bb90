"""What a sentence told before it went on to parts."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Stem(NamedTuple):
    """What was told before its parts behind 其中: behind them the words go on from there."""

    subject: str
    indicator: str
    last: tuple[str, str]
    identified: str | None
    counted: str
    status: str
    unit: str
    worth: tuple[str, Decimal | None, str]
