"""Write the tables of columns in docs/tables.md from their declarations: ``python tools/build_columns.py``.

Each stands below the heading that is its name; all else on the page is written by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from zfbg.columns import FACTS, ISSUES, ITEMS, SECTIONS, Column

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"
TABLES = {"facts": FACTS, "sections": SECTIONS, "items": ITEMS, "issues": ISSUES}


def table(columns: tuple[Column, ...]) -> str:
    """The columns as a table of Markdown."""
    rows = [
        (f"`{each.name}`", each.type + (", null" if each.null else ""), each.unit, each.meaning) for each in columns
    ]
    lines = [("column", "type", "unit", "meaning"), ("---",) * 4, *rows]
    return "".join(f"| {' | '.join(line)} |\n".replace("|  |", "| |") for line in lines)


def filled(page: str) -> str:
    """The page with each table of columns as it is declared now."""
    for name, columns in TABLES.items():
        page, found = re.subn(
            rf"(?m)(?<=^## {name}\n\n)(?:^\|.*\n)*", lambda _, columns=columns: table(columns), page, count=1
        )
        if not found:
            raise SystemExit(f"{PAGE} has no heading ## {name} to write the columns below")
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
