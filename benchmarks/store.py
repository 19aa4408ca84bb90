"""How fast generated reports go into a store, and what that takes: ``python benchmarks/store.py``.

Reports are drawn with a seed, parsed and added in one run of one process. At each mark: reports a second since the mark
before (and of the store alone, without parsing), memory now and at most, size of the file. With ``--reader`` a second
process asks the store all the while; at the end it tells how long its queries took.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import zfbg
from zfbg.testing.strategies import AMOUNTS, COUNTS, DEEDS, DOINGS, OFFICES, ORDINALS, PLACES, THEMES

MARKS = (1_000, 5_000, 10_000)
READER = """
import sys, time
import zfbg
store = zfbg.Store(sys.argv[1], read_only=True)
told = []
print("ready", flush=True)
import threading
done = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
while not done.is_set():
    start = time.perf_counter()
    store.sql("SELECT count(*) FROM facts WHERE indicator_id = 'fixed-asset-investment'")
    told.append(time.perf_counter() - start)
    done.wait(0.1)
told.sort()
print(f"{len(told)} queries, median {told[len(told) // 2]:.2f} s, 99 % within {told[len(told) * 99 // 100]:.2f} s, "
      f"longest {told[-1]:.2f} s")
"""


def sentence(draw: random.Random) -> str:
    """A sentence with one or two figures, as the strategies of zfbg.testing have it."""
    if draw.random() < 0.3:
        name, counter = draw.choice(COUNTS)
        return f"{name}{draw.randint(1, 400)}{counter}，{draw.choice(DOINGS)}。"
    name = draw.choice(list(AMOUNTS))
    least, most = AMOUNTS[name]
    rate = f"{draw.choice(('增长', '下降'))}{draw.randint(1, 600) / 10}%"
    return f"实现{name}{draw.randint(least * 100, most * 100) / 100:.2f}亿元，同比{rate}。"


def text(seed: int, number: int) -> str:
    """The report that has this number: a title, two sections of six each, some 50 figures."""
    draw = random.Random(f"{seed}-{number}")
    year = draw.randint(2008, 2025)
    lines = [f"{draw.choice(PLACES)}县{draw.choice(OFFICES)}{year}年工作总结和{year + 1}年工作计划"]
    for ordinal, head in enumerate((f"{year}年工作总结", f"{year + 1}年工作计划")):
        lines.append(f"{ORDINALS[ordinal]}、{head}")
        for below, theme in enumerate(draw.sample(THEMES, 6)):
            body = "".join(sentence(draw) for _ in range(3))
            lines.append(f"（{ORDINALS[below]}）{theme}{draw.choice(DEEDS)}。{body}{draw.choice(DOINGS)}。")
    return "\n".join(lines) + f"\n{number}\n"


def memory() -> int:
    """Megabytes that the process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 2**20


class Watch:
    """Draws reports and tells at each mark how it goes."""

    def __init__(self, path: Path, seed: int, marks: list[int]) -> None:
        self.path, self.seed, self.marks = path, seed, marks
        self.facts = 0
        self.characters = 0
        self.parsing = 0.0
        self.last = (0, time.perf_counter(), 0.0)

    def reports(self) -> Iterator[zfbg.Report]:
        for number in range(self.marks[-1]):
            if number in self.marks:
                self.tell(number)
            start = time.perf_counter()
            report = zfbg.parse(text(self.seed, number))
            self.parsing += time.perf_counter() - start
            self.facts += len(report.facts)
            self.characters += len(report.source.raw)
            yield report

    def tell(self, number: int) -> None:
        before, since, parsed = self.last
        now = time.perf_counter()
        done, wall, parsing = number - before, now - since, self.parsing - parsed
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        size = self.path.stat().st_size / 2**20
        print(
            f"{number:6} reports, {self.facts:7} facts: {done / wall:6.1f}/s, {done / (wall - parsing):6.1f}/s without "
            f"parsing; {memory()} MB, at most {peak} MB; file {size:.0f} MB",
            flush=True,
        )
        self.last = (number, now, self.parsing)


def timed(what: str, run: object) -> None:
    start = time.perf_counter()
    told = run()  # type: ignore[operator]
    print(f"{what}: {time.perf_counter() - start:.2f} s, {told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=MARKS[-1])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", action="store_true", help="ask the store from another process all the while")
    arguments = parser.parse_args()
    marks = [mark for mark in MARKS if mark < arguments.reports] + [arguments.reports]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.duckdb"
        store = zfbg.Store(path)
        zfbg.parse(text(0, 0))  # which loads the vocabularies
        print(f"before: {memory()} MB", flush=True)
        watch = Watch(path, arguments.seed, marks)
        reader = None
        if arguments.reader:
            command = [sys.executable, "-c", READER, str(path)]
            reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            assert reader.stdout
            reader.stdout.readline()
        added = store.add(watch.reports())
        watch.tell(arguments.reports)
        print(f"{added}; {watch.characters / arguments.reports:.0f} characters a report")
        if reader:
            print(f"reader: {reader.communicate()[0].strip()}")
        some = [zfbg.parse(text(arguments.seed, number)) for number in range(200)]
        timed("200 of them once more", lambda: str(store.add(some)))
        for what in ("facts WHERE indicator_id = 'fixed-asset-investment'", "facts_latest", "panel"):
            timed(what, lambda what=what: store.sql(f"SELECT count(*) AS n FROM {what}").to_pylist())
        timed("zfbg.panel", lambda: len(zfbg.panel(store).cells))
        timed("export", lambda: store.export(Path(folder) / "facts")["facts"])
        size = sum(each.stat().st_size for each in (Path(folder) / "facts").rglob("*.parquet")) / 2**20
        print(f"the folder: {size:.0f} MB")
        other = zfbg.Store(Path(folder) / "other.duckdb")
        timed("import", lambda: str(other.add_parquet(Path(folder) / "facts")))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"at the end: at most {peak} MB")


if __name__ == "__main__":
    main()
