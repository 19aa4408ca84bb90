"""What a panel of real reports holds, and cells drawn from it to be read by a person against their words.

``panel.py ../shared/corpus --seed 2`` prints how many cells, conflicts and growths the documents of a folder make, why
facts are left out, and 100 cells that have a value, drawn evenly, each with its sentence, the figure in 【】. What was
read is written into docs/panel.md; nothing here is a score.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import zfbg
from sample import around


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--cells", type=int, default=100)
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.rglob("*") if path.suffix in {".txt", ".html"})
    reports = {zfbg.report_id(report): report for report in map(zfbg.parse, paths)}
    found = zfbg.panel(reports.values())
    facts = sum(len(report.facts) for report in reports.values())
    print(f"{len(reports)} reports, {facts} facts, {len(found.cells)} cells")
    print("conflicts:", dict(Counter(each.kind for each in found.conflicts)))
    agreed = Counter((each.soft, each.agrees) for each in found.growths)
    print("growths (soft, agrees):", {str(key): number for key, number in sorted(agreed.items(), key=str)})
    print("left out:", found.reasons, "\n")
    filled = [cell for cell in found.cells if cell.stands]
    for number, cell in enumerate(random.Random(options.seed).sample(filled, min(options.cells, len(filled))), start=1):
        source, series = cell.stands, cell.series
        measure = " ".join(filter(None, (series.measure, series.base, series.scope)))
        print(f"{number}. {series.place.name} | {series.indicator} | {measure} | {cell.time.edtf} | {cell.status}")
        value = cell.value if cell.value is not None else f"{cell.lower}…{cell.upper}"
        print(f"   {cell.bound}{value} {series.unit} of {len(cell.sources)} {cell.conflict}")
        print(f"   {around(reports[source.report_id], source.span.start, source.span.end)}\n")


if __name__ == "__main__":
    main()
