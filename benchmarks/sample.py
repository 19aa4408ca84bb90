"""Draw facts, and sentences with digits, from a folder of reports, to be read by a person against their words.

``sample.py ../shared/corpus --seed 1`` prints one JSON object a line: 200 facts, spread evenly over the folder's groups
(its subfolders) and over measures, each with the sentence around its figure, which stands in 【】; then 40 sentences
with all that was found in them. What is read is written into docs/accuracy.md; nothing here is a score.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import zfbg
from zfbg.cells import plain
from zfbg.tables import table

FORMATS = frozenset({".txt", ".html", ".docx", ".pdf"})
SENTENCE = re.compile(r"[^。!！?？\n]*[。!！?？\n]?")
SHOWN = [
    "subject",
    "indicator",
    "indicator_id",
    "measure",
    "value",
    "lower",
    "upper",
    "unit",
    "bound",
    "mask",
    "base",
    "place",
    "scope",
    "period",
    "status",
    "by",
]


def documents(folder: Path) -> Iterator[tuple[str, str, zfbg.Report]]:
    """Group, name and report of each document of ``folder``."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in FORMATS:
            yield path.parent.name, path.stem, zfbg.parse(path)


def around(report: zfbg.Report, start: int, end: int) -> str:
    """The sentence of ``[start, end)`` and the one before it, the figure in 【】."""
    raw = report.source.raw
    head = max(raw.rfind("\n", 0, start) + 1, start - 240)
    tail = re.compile(r"[。\n]|$").search(raw, end)
    return f"{raw[head:start]}【{raw[start:end]}】{raw[end : min(end + 120, tail.end() if tail else end)]}".strip()


def facts(report: zfbg.Report) -> Iterator[tuple[dict[str, object], str]]:
    """Each row of the table of facts with its measure."""
    for row in map(plain, table(report)):
        yield row, str(row["measure"])


def spread(pools: dict[tuple[str, str], list[dict[str, object]]], count: int, draw: random.Random) -> Iterator[dict]:
    """``count`` members of ``pools``, one from each in turn."""
    for pool in pools.values():
        draw.shuffle(pool)
    turns = sorted(pools)
    while count and turns:
        for key in list(turns):
            if not pools[key]:
                turns.remove(key)
            elif count:
                count -= 1
                yield pools[key].pop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--facts", type=int, default=200)
    parser.add_argument("--sentences", type=int, default=40)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    figures: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    sentences: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for group, name, report in documents(options.folder):
        rows = list(facts(report))
        title = {"file": f"{group}/{name}", "title": report.meta.title}
        for row, measure in rows:
            quote = around(report, int(row["source_start"]), int(row["source_end"]))  # type: ignore[call-overload]
            figures[group, measure].append(
                {**title, "section": row["section"], "quote": quote} | {key: row[key] for key in SHOWN}
            )
        for match in SENTENCE.finditer(report.source.raw):
            if re.search(r"\d", match[0]) and len(match[0]) < 400:
                found = [
                    {"text": row["text"]} | {key: row[key] for key in ("value", "unit", "measure")}
                    for row, _ in rows
                    if match.start() <= int(row["source_start"]) < match.end()  # type: ignore[call-overload]
                ]
                sentences[group, ""].append({**title, "sentence": match[0].strip(), "found": found})
    for kind, pools, count in (("fact", figures, options.facts), ("sentence", sentences, options.sentences)):
        for number, entry in enumerate(spread(pools, count, draw), start=1):
            shown = {key: value for key, value in entry.items() if value not in (None, "")}
            print(json.dumps({"kind": kind, "number": number, **shown}, ensure_ascii=False))


if __name__ == "__main__":
    main()
