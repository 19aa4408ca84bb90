"""What ``zfbg batch`` takes: documents a second of processor time, memory of the run and of a worker, bytes out.

Without a folder it writes documents of its own: the examples, each with other figures, so that no two have the same
text; ``--characters`` cuts them. Time on the wall says more of what else the machine does.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
# How much more memory the run may have in its last quarter than in its second, before it is not called flat.
GROWTH = 1.10
# A part of the dataset is held until it is full: with fewer documents than this, that is what would be seen.
FEW = 10_000
SAMPLE_SECONDS = 1.0


def write(folder: Path, count: int, characters: int | None) -> int:
    """Write documents and give their characters."""
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    draw, size = random.Random(count), 0
    for number, text in enumerate(islice(cycle(texts), count)):
        below = folder / f"{number // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        # Years stay what they are; every other number keeps its length.
        made = re.sub(r"(?<![\d.])[1-9]\d*(?![\d年])", lambda found: str(draw.randint(1, 9)) + found[0][1:], text)
        made = f"{made[:characters]}\n第{number}号"
        size += len(made)
        (below / f"{number:06}.txt").write_text(made, "utf-8")
    return size


def memory(pid: int) -> int:
    """Bytes of memory that a process has to itself or shares, 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def run(folder: Path, to: Path, options: list[str]) -> tuple[list[tuple[int, int]], str]:
    """Run ``zfbg batch``; the memory of the run and of its largest worker, each second, and what it says."""
    command = [sys.executable, "-m", "zfbg.cli", "batch", str(folder), "--to", str(to), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    samples = []
    while True:
        try:
            process.wait(SAMPLE_SECONDS)
            break
        except subprocess.TimeoutExpired:
            samples.append((memory(process.pid), max(map(memory, children(process.pid)), default=0)))
    assert process.stderr
    return samples, process.stderr.read()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--characters", type=int)
    parser.add_argument("--store", action="store_true", help="into a store instead of a folder of Parquet files")
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    with TemporaryDirectory() as room:
        folder, to = options.folder or Path(room, "in"), Path(room, "out.duckdb" if options.store else "out")
        if not options.folder:
            size = write(folder, options.documents, options.characters)
            print(f"{options.documents:,} documents of {size / options.documents:,.0f} characters")
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        samples, said = run(folder, to, ["--workers", options.workers])
        wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        print(said.strip())
        count = int(re.search(r"zfbg: ([\d,]+) documents", said)[1].replace(",", ""))  # type: ignore[index]
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        out = sum(path.stat().st_size for path in ([to] if options.store else to.rglob("*.parquet")))
        print(f"{count / cpu:.1f} documents a second of processor time ({cpu:,.0f} s), {wall:,.0f} s on the wall")
        print(f"{out / count:,.0f} bytes out a document, {out / 1e6:,.1f} MB in all")
    quarters = [samples[len(samples) * n // 4 : len(samples) * (n + 1) // 4] for n in range(4)]
    print(f"{'memory in MB, by quarters of the time':40}" + "".join(f"{n + 1:>8}" for n in range(4)))
    for name, which in (("the run", 0), ("its largest worker", 1)):
        print(f"{name:40}" + "".join(f"{max((s[which] for s in part), default=0) / 1e6:8.0f}" for part in quarters))
    if count < FEW:
        print(f"whether that is flat is seen with {FEW:,} documents or more")
        return 0
    peaks = [max((sample[0] for sample in part), default=0) for part in quarters]
    flat = peaks[3] <= GROWTH * peaks[1]
    print("flat" if flat else f"NOT FLAT: more than {GROWTH} times as much in the last quarter as in the second")
    return 0 if flat else 1


if __name__ == "__main__":
    sys.exit(main())
