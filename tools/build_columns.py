"""Write the tables of columns in the pages of docs from their declarations: ``python tools/build_columns.py``.

Each stands below the heading that is its name; all else on the page is written by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from zfbg.columns import CHANGES, FACTS, ISSUES, ITEMS, SECTIONS, Column
from zfbg.panels.rows import PANEL, TRACK
from zfbg.store.files import DOCUMENTS, FAILURES
from zfbg.store.kept import REPORTS
from zfbg.store.schema import PANEL_FACTS

DOCS = Path(__file__).parents[1] / "docs"
# By page and heading.
TABLES = {
    "tables.md": {"facts": FACTS, "sections": SECTIONS, "items": ITEMS, "issues": ISSUES},
    "panel.md": {"columns": PANEL},
    "track.md": {"columns": TRACK},
    "store.md": {
        "reports": REPORTS,
        "changes": CHANGES,
        "panel_facts": PANEL_FACTS,
        "documents": DOCUMENTS,
        "failures": FAILURES,
    },
}


def table(columns: tuple[Column, ...]) -> str:
    """The columns as a table of Markdown."""
    rows = [
        (f"`{each.name}`", each.type + (", null" if each.null else ""), each.unit, each.meaning) for each in columns
    ]
    lines = [("column", "type", "unit", "meaning"), ("---",) * 4, *rows]
    return "".join(f"| {' | '.join(line)} |\n".replace("|  |", "| |") for line in lines)


def filled(name_of_page: str) -> str:
    """A page with each table of columns as it is declared now."""
    page = (DOCS / name_of_page).read_text("utf-8")
    for name, columns in TABLES[name_of_page].items():
        page, found = re.subn(
            rf"(?m)(?<=^## {name}\n\n)(?:^\|.*\n)*", lambda _, columns=columns: table(columns), page, count=1
        )
        if not found:
            raise SystemExit(f"docs/{name_of_page} has no heading ## {name} to write the columns below")
    return page


if __name__ == "__main__":
    for name in TABLES:
        (DOCS / name).write_text(filled(name), "utf-8")
