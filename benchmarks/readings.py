"""Compare zfbg with what readers found right in facts drawn from real reports, where these lie beside the checkout.

``readings.py ../shared/corpus`` reads the documents as ``sample.py`` does and prints, for each draw, how many of the
figures have a field that is wrong, and how many lack one that the text tells; and how many of those that are ``sure``
are wrong. ``readings/*.jsonl`` hold what is right for each figure, by field, as readers of the documents wrote it down:
several answers where several are right, with ``""`` among them where an empty field is. ``refused`` is what zfbg said
when a reader found it wrong. Draws named ``even`` were drawn from all facts alike, the others evenly over groups of
documents and measures, so that rare and hard figures count for more.

A draw tells of reports never seen only until its errors have been looked at: docs/accuracy.md says which were fresh.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sample import documents
from zfbg.cells import plain
from zfbg.tables import table

READINGS = Path(__file__).with_name("readings")
FIELDS = ("about", "measure", "value", "unit", "bound", "base", "place", "scope", "period", "status")
# Empty, these may be missing, the others are wrong.
OPTIONAL = frozenset({"base", "place", "scope", "period", "bound"})
# What says no more than which figures a class has.
OF_CLASSES = frozenset({"base", "place", "period", "status", "scope"})
# How alike two names are to be, by the characters they share.
ALIKE = {"about": 0.85, "scope": 0.8}
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "“”‘’\"' "))

Row = dict[str, Any]


def alike(one: str, other: str) -> float:
    """The F1 of the characters of two names; width, blanks and quotation marks never count."""
    one, other = one.translate(_WIDTH), other.translate(_WIDTH)
    if not one or not other:
        return float(one == other)
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))


def same_period(one: str, other: str) -> bool:
    """Whether two periods in EDTF are one, or one is the state at the end of the other."""
    if one == other:
        return True
    first, last = one.rpartition("/")[2], other.rpartition("/")[2]
    as_of = one.startswith("../") or other.startswith("../")
    return as_of and bool(first and last) and first.startswith(last[:4]) and (first in last or last in first)


def fits(field: str, told: str, right: list[str]) -> bool:
    """Whether ``told`` is one of the right answers of a field."""
    if field in ALIKE:
        return any(alike(told, answer) >= ALIKE[field] for answer in right)
    if field == "period":
        return any(same_period(told, answer) for answer in right)
    return told in right


def told(row: Row, field: str) -> list[str]:
    """What zfbg says of a field; a name is right with its subject or without."""
    if field == "about":
        return [row["subject"] + row["indicator"], row["indicator"]]
    if field == "value":
        return ["|".join(str(row[name] or "") for name in ("value", "lower", "upper"))]
    return [str(row[field] or "")]


def judged(reading: Row, row: Row | None) -> tuple[list[str], list[str]]:
    """The fields of a figure that are wrong, and those that are missing."""
    if not reading["quantity"]:
        return (["quantity"] if row else []), []
    if row is None:
        return ["gone"], []
    wrong, missing = [], []
    for field in FIELDS:
        right = reading.get(field)
        if right is None or ("criterion" in reading["measure"] and field in OF_CLASSES):
            continue
        said, refused = told(row, field), reading.get("refused", {}).get(field)
        if said[0] == refused:
            wrong.append(field)
        elif not any(fits(field, each, right) for each in said):
            (missing if field in OPTIONAL and not said[0] else wrong).append(field)
    return wrong, missing


def located(raw: str, reading: Row) -> int:
    """Where a figure stands in ``raw``: the place nearest to where it stood that reads as it did there."""
    key = reading["before"] + reading["text"]
    places, at = [], raw.find(key)
    while at >= 0:
        places.append(at + len(reading["before"]))
        at = raw.find(key, at + 1)
    return min(places, key=lambda place: abs(place - reading["at"]), default=reading["at"])


def readings() -> Iterator[Row]:
    """All that was read, in the order of the files."""
    for path in sorted(READINGS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N figures with a wrong field")
    parser.add_argument("--draw", default="", help="only draws whose name begins so")
    options = parser.parse_args()
    by_file: dict[str, list[Row]] = {}
    for reading in readings():
        if reading["draw"].startswith(options.draw):
            by_file.setdefault(reading["file"], []).append(reading)
    counts: dict[str, Counter[str]] = {}
    for group, name, report in documents(options.corpus):
        raw = report.source.raw
        rows = {int(row["source_start"]): row for row in map(plain, table(report))}
        for reading in by_file.get(f"{group}/{name}", ()):
            at = located(raw, reading)
            row = rows.get(at)
            wrong, missing = judged(reading, row)
            for key in (reading["draw"], f"  {reading['draw']} {group}"):
                counts.setdefault(key, Counter()).update(
                    ["figures", *(["wrong"] if wrong else []), *(["missing"] if missing and not wrong else []), *wrong]
                )
                if row and row["sure"]:
                    counts[key].update(["sure", *(["sure wrong"] if wrong else [])])
            if wrong and options.errors:
                options.errors -= 1
                right = {field: reading.get(field) for field in wrong}
                got = row and {name: row[name] for name in ("subject", "indicator", *wrong) if name in row}
                print(f"{group}/{name} {at} {reading['text']!r}: {got} where {right} is right")
    print(f"{'draw':24}{'figures':>8}{'wrong':>7}{'':>8}{'missing':>9}{'sure':>7}{'wrong':>7}  wrong fields")
    for key, count in sorted(counts.items(), key=lambda pair: pair[0].strip()):
        share = f"{count['wrong'] / count['figures']:.1%}"
        fields = ", ".join(f"{name} {count[name]}" for name in ("gone", "quantity", *FIELDS) if count[name])
        said = f"{key:24}{count['figures']:8}{count['wrong']:7}{share:>8}{count['missing']:9}"
        print(f"{said}{count['sure']:7}{count['sure wrong']:7}  {fields}")


if __name__ == "__main__":
    main()
