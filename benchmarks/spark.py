"""What ``zfbg.spark.facts`` takes: documents a second of processor time, memory of a Python worker, bytes out.

A Parquet file of pages, as a crawl gives it, is read by a Spark on this machine (``local[N]``), and the facts are
written as Parquet. The pages are the documents of benchmarks/batch.py in HTML.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from batch import memory, write
from zfbg import spark

PAGE = (
    '<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}"></head><body><div class="nav">'
    '<a href="/">首页</a></div><div id="zoom">{body}</div><div class="footer">版权所有</div></body></html>'
)
SAMPLE_SECONDS = 0.5


def pages(folder: Path) -> pa.Table:
    """The documents below ``folder`` as pages of a crawl."""
    rows = []
    for path in sorted(folder.rglob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        page = PAGE.format(title=lines[0], body="".join(f"<p>{line}</p>" for line in lines))
        rows.append({"url": f"https://example.gov.cn/{path.stem}.html", "html": page.encode()})
    return pa.Table.from_pylist(rows, pa.schema({"url": pa.string(), "html": pa.binary()}))


class Watch(threading.Thread):
    """The Python workers of Spark: the most memory that one had, and the processor time of all."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.seconds: dict[int, float] = {}
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(SAMPLE_SECONDS):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    if b"pyspark.daemon" in (process / "cmdline").read_bytes():
                        stat = (process / "stat").read_text().rpartition(")")[2].split()
                        self.peak = max(self.peak, memory(int(process.name)))
                        self.seconds[int(process.name)] = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
                except OSError:
                    continue


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--cores", default="2")
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    warnings.simplefilter("ignore")
    from pyspark.sql import SparkSession

    with TemporaryDirectory() as room:
        size = write(Path(room, "in"), options.documents, None)
        table = pages(Path(room, "in"))
        pq.write_table(table, Path(room, "pages.parquet"), row_group_size=200)
        print(f"{table.num_rows:,} pages of {size / table.num_rows:,.0f} characters")
        session = (
            SparkSession.builder.master(f"local[{options.cores}]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
            .getOrCreate()
        )
        watch, began = Watch(), time.monotonic()
        watch.start()
        read = session.read.parquet(str(Path(room, "pages.parquet"))).repartition(8)
        spark.facts(read, "html", id="url").write.parquet(str(Path(room, "out")))
        wall = time.monotonic() - began
        watch.over.set()
        watch.join()
        found = session.read.parquet(str(Path(room, "out")))
        facts, failed = found.count(), found.where("error is not null").count()
        out = sum(path.stat().st_size for path in Path(room, "out").glob("*.parquet"))
        cpu = sum(watch.seconds.values())
        print(f"{facts:,} facts, {failed:,} failed; {wall:,.0f} s on the wall")
        print(f"{table.num_rows / cpu:.1f} documents a second of processor time in Python ({cpu:,.0f} s)")
        print(f"{watch.peak / 1e6:,.0f} MB is the most that a Python worker had")
        print(f"{out / table.num_rows:,.0f} bytes of facts out a document")
        session.stop()


if __name__ == "__main__":
    main()
