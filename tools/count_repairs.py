"""Print what each repair changes in the documents of ../shared, as the table of docs/repairs.md.

Run from the repository: ``python tools/count_repairs.py``; ``--show N`` prints N changes drawn at random instead, for a
reader to approve. Pages are read as raw text, since that is where a pattern is most easily mistaken.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from zfbg.loaders.plain import load
from zfbg.repair import REPAIRS
from zfbg.text import Edit, Text

SHARED = Path(__file__).parents[2] / "shared"
GROUPS = ("text", "national", "province", "gb18030", "html")
AROUND = 16


def edits(path: Path) -> Iterator[tuple[str, str, Edit]]:
    """The edits of each repair in one document, each with the text it was found in."""
    text = Text.of(load(path.read_bytes(), str(path)).raw)
    for repair in REPAIRS:
        found = list(repair.find(text))
        yield from ((repair.name, str(text), edit) for edit in found)
        text = text.edited(found, by=repair.name)


def documents() -> dict[str, list[Path]]:
    """The seeds one by one and the groups of the corpus."""
    rows = {f"seed {path.name[:3]}": [path] for path in sorted((SHARED / "seeds").glob("*.txt"))}
    for group in GROUPS:
        paths = sorted(path for path in (SHARED / "corpus" / group).iterdir() if path.suffix in (".txt", ".html"))
        rows[f"{group} ({len(paths)})"] = paths
    return rows


def counts() -> str:
    """The table, repairs in the columns."""
    names = [repair.name for repair in REPAIRS]
    lines = [["", *(f"`{name}`" for name in names)], ["---", *("--:" for _ in names)]]
    for row, paths in documents().items():
        count = Counter(name for path in paths for name, _, _ in edits(path))
        lines.append([row, *(str(count[name] or "–") for name in names)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def sample(number: int, seed: int) -> str:
    """``number`` changes, the same share of each repair as far as there are any."""
    found: dict[str, list[str]] = {}
    for row, paths in documents().items():
        for path in paths:
            for name, string, edit in edits(path):
                before = string[max(0, edit.start - AROUND) : edit.start]
                after = string[edit.end : edit.end + AROUND]
                shown = f"{before}⟦{string[edit.start : edit.end]}→{edit.new}⟧{after}"
                found.setdefault(name, []).append(f"{name} | {row} | {shown!r}")
    chance = Random(seed)
    drawn = [chance.sample(lines, len(lines)) for lines in found.values()]
    turns = (lines[turn] for turn in range(number) for lines in drawn if turn < len(lines))
    return "\n".join(line for line, _ in zip(turns, range(number), strict=False))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, metavar="N", help="print N changes drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="which ones (default: 0)")
    options = parser.parse_args()
    if not SHARED.exists():
        sys.exit(f"{SHARED} does not exist; put the seeds and the corpus there")
    print(sample(options.show, options.seed) if options.show else counts())
