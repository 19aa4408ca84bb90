"""Score zfbg against the hand-made truth and fail where a score lies below the floor in gold-floor.json.

``gold.py PATH/TO/score.py`` checks; ``--raise`` writes the scores of this run into the floor where they are higher.
The floor is never lowered by hand or by this script.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR = Path(__file__).with_name("gold-floor.json")
GROUPS = ("FIVE", "MORE")
# What a floor is kept for; the other columns explain these.
KEPT = ("quantity_f1", "fact_f1", "outline_f1", "items_f1", "meta", "clean")


def scores(scorer: Path) -> dict[str, dict[str, float]]:
    """The scorer's rows, by group; its table goes to standard output."""
    command = Path(sys.executable).with_name("zfbg")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        subprocess.run([sys.executable, scorer, "--zfbg", str(command), "--json", out], check=True)
        return {group: row for group, row in json.loads(out.read_text("utf-8")).items() if group in GROUPS}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floor to this run's scores")
    options = parser.parse_args()
    found = scores(options.scorer)
    floor = json.loads(FLOOR.read_text("utf-8")) if FLOOR.exists() else {}
    if options.lift:
        for group, row in found.items():
            kept = floor.setdefault(group, {})
            for name, value in row.items():
                # rounded down, so that the floor is a figure that was reached
                if name in KEPT and value is not None:
                    kept[name] = max(kept.get(name, 0.0), int(value * 1000) / 1000)
        FLOOR.write_text(json.dumps(floor, indent=1, sort_keys=True) + "\n", "utf-8")
    below = [
        f"{group} {name}: {found[group][name]:.4f} is below the floor {least}"
        for group, row in floor.items()
        for name, least in row.items()
        if found[group][name] < least
    ]
    print("\n".join(below) or f"no score lies below {FLOOR.name}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
