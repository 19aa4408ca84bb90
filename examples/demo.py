"""What `make demo` shows: the reports in examples/reports/ read, an outline, a fact table, and facts.csv."""

from __future__ import annotations

import io
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

import zfbg
from zfbg import cli


def printed(*arguments: str) -> str:
    """What ``zfbg ARGUMENTS`` prints."""
    with redirect_stdout(io.StringIO()) as out:
        cli.main(arguments)
    return out.getvalue()


def main(paths: list[str]) -> int:
    print(f"{len(paths)} reports, all invented, each with a damage of its own:\n")
    for path in paths:
        start = time.perf_counter()
        report = zfbg.parse(Path(path))
        seconds = time.perf_counter() - start
        title = report.meta.title or "(no title)"
        print(
            f"  {Path(path).name:14} {len(report.source.raw):6} characters  {len(report.facts):4} facts  "
            f"{len(report.changes):4} changes  {seconds * 1000:6.1f} ms  {title}"
        )
    first = next(path for path in paths if path.endswith("clean.txt"))
    damaged = next(path for path in paths if path.endswith("repost.txt"))
    print(f"\nzfbg outline {damaged}   (as found: traditional script, pinyin, bytes out of phase)\n")
    print(printed("outline", damaged))
    print(f"\nzfbg facts {first}   (the first rows)\n")
    print("\n".join(printed("facts", first).splitlines()[:22]), "\n…")
    out = Path("facts.csv")
    out.write_text(printed("facts", *paths, "--format", "csv"), "utf-8-sig", newline="")  # with BOM, for spreadsheets
    print(f"\nAll facts of all {len(paths)} reports are in {out}, each with the words it was read from.")
    print(
        "\nTry next:\n"
        f"  .venv/bin/zfbg facts {damaged}\n"
        f"  .venv/bin/zfbg meta {first}\n"
        "  .venv/bin/zfbg outline YOUR-REPORT.txt\n"
        "  .venv/bin/python -c \"import zfbg; print(zfbg.parse('一、上半年\\n新增规上企业8家。').facts)\"\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
