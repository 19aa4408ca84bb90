"""Rows as aligned columns for a terminal, where a Chinese character is two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
CUT = "…"
NARROWEST = 4


def grid(names: Sequence[str], rows: Sequence[Sequence[str]], width: int, right: Sequence[str] = ()) -> Iterator[str]:
    """Lines of aligned columns, none wider than ``width`` cells; the widest columns are cut first, with ``…``.

    ``right`` names the columns that are aligned to the right.

    >>> print(*grid(("指标", "value"), [("规上工业总产值", "118.20"), ("税收", "5")], 40, right=("value",)), sep="\\n")
    指标             value
    规上工业总产值  118.20
    税收                 5
    """
    table = [[_printable(cell) for cell in row] for row in (names, *rows)]
    natural = [max(map(cells, column)) for column in zip(*table, strict=True)]
    widths = _fitted(natural, width - len(GAP) * (len(names) - 1))
    for line in table:
        padded = (_padded(cell, n, name in right) for cell, n, name in zip(line, widths, names, strict=True))
        yield cut(GAP.join(padded).rstrip(), width)


def cells(text: str) -> int:
    """How many cells of a terminal ``text`` takes (UAX #11: wide and full-width characters take two).

    >>> cells("增长5%"), cells("％")
    (6, 2)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(sign: str) -> int:
    if unicodedata.east_asian_width(sign) in "WF":
        return 2
    return 0 if unicodedata.category(sign) in ("Mn", "Me", "Cf") else 1


def _printable(text: str) -> str:
    """``text`` on one line without signs that would steer the terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Widths that together fit into ``room``: those above one common limit are lowered to it."""
    if sum(natural) <= room:
        return list(natural)
    limit = next(
        (limit for limit in range(max(natural), NARROWEST, -1) if sum(min(n, limit) for n in natural) <= room),
        NARROWEST,
    )
    return [min(n, limit) for n in natural]


def _padded(text: str, width: int, right: bool) -> str:
    text = cut(text, width)
    blank = " " * (width - cells(text))
    return blank + text if right else text + blank


def cut(text: str, width: int) -> str:
    """``text`` on one line of at most ``width`` cells, ended by ``…`` where more stood.

    >>> cut("规上工业总产值", 9)
    '规上工业…'
    """
    text = _printable(text)
    if cells(text) <= width:
        return text
    kept, taken = [], 1
    for sign in text:
        taken += _cells(sign)
        if taken > width:
            break
        kept.append(sign)
    return "".join(kept) + CUT


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells; a line is broken at its last blank, where it has one.

    >>> wrapped("298 of 312 is 95.5%, not 办结率 90.5%", 20)
    ['298 of 312 is 95.5%,', 'not 办结率 90.5%']
    """
    lines, line, taken = [], "", 0
    for sign in _printable(text):
        taken += _cells(sign)
        if taken > width and line:
            head, blank, tail = line.rpartition(" ") if sign != " " else (line, " ", "")
            lines.append(head if blank and head else line)
            line = tail if blank and head else ""
            taken = cells(line) + _cells(sign)
        line = (line + sign).lstrip() if not line else line + sign
    return [*lines, line.strip()] if line.strip() or not lines else lines
