"""``zfbg batch``: every document of a folder is in the dataset or in its failures, whatever happens on the way."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import zfbg
from zfbg import cli
from zfbg.batch import folder as folders
from zfbg.batch.dataset import Outcome
from zfbg.batch.files import files
from zfbg.batch.folder import Folder
from zfbg.batch.progress import Progress
from zfbg.batch.reading import Job, outcome, read
from zfbg.errors import BatchError
from zfbg.failures import Failure, attempt
from zfbg.store import Store

# A loader that does what the first word of a file says, and writes down in a log that it was asked.
PLUGIN = """
import os, signal
from pathlib import Path
from zfbg.hookspecs import hookimpl
from zfbg.loaders import Loader
from zfbg.model import Source

def load(data, name):
    with open(os.environ["ZFBG_TEST_LOG"], "a") as log:
        log.write(Path(name).name + "\\n")
    word = data.split()[1]
    if word == b"crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == b"hang":
        while True:
            pass
    if word == b"eat":
        bytearray(10**11)
    if word == b"raise":
        raise KeyError("甲")
    return Source(data.split(b"\\n", 1)[1].decode(), name)

@hookimpl
def zfbg_loaders():
    return [Loader("obedient", lambda data, name: data.startswith(b"do "), load)]
"""


def report(number: int) -> str:
    return (
        f"青禾县经信局20{10 + number % 10}年工作总结\n一、工业经济\n"
        f"工业投资{number}.60亿元，同比增长{number % 7}.5%。\n"
        f"（一）项目建设。一是抓开工。开工项目{number + 2}个。二是抓投产。投产项目{number % 5 + 1}个。\n"
    )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, whose commands have the plugin."""
    site = tmp_path / "site"
    info = site / "obedient-1.dist-info"
    info.mkdir(parents=True)
    (site / "obedient.py").write_text(PLUGIN, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: obedient\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[zfbg]\nobedient = obedient\n")
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.setenv("ZFBG_TEST_LOG", str(tmp_path / "log"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


def command(*options: str | Path, to: str = "out") -> list[str]:
    return [sys.executable, "-m", "zfbg.cli", "batch", "in", "--to", to, "--workers", "1", *map(str, options)]


def batch(*options: str | Path, to: str = "out") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*options, to=to), capture_output=True, text=True)


def table(name: str, to: str = "out") -> list[dict[str, Any]]:
    """The rows of a dataset, a folder or a store, a folder's in the order they were put in."""
    if to.endswith(".duckdb"):
        columns = ", ".join(f'"{column.name}"' for column in Folder.columns[name])
        return Store(to, read_only=True).sql(f"SELECT {columns} FROM {name}").to_pylist()
    parts = sorted(Path(to, name).glob("part-*.parquet"))
    return [row for part in parts for row in pq.read_table(part).to_pylist()]


def dataset(to: str = "out") -> dict[str, list[dict[str, Any]]]:
    return {name: table(name, to) for name in Folder.columns}


def alike(to: str) -> dict[str, list[str]]:
    """The rows of a dataset, in an order that a folder and a store have in common."""
    return {name: sorted(map(repr, rows)) for name, rows in dataset(to).items()}


def fill(folder: Path, count: int, do: str = "do read") -> None:
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"{do}\n{report(number)}", "utf-8")


def test_every_file_is_a_report_or_a_failure_with_its_reason(place: Path) -> None:
    inside = place / "in"
    (inside / "sub").mkdir()
    (inside / "a.txt").write_text(report(1), "utf-8")
    (inside / "again.txt").write_text(report(1), "utf-8")
    (inside / "sub" / "gb.txt").write_bytes(report(2).encode("gb18030"))
    (inside / "page.html").write_text(f"<html><body><p>{report(3)}</p></body></html>", "utf-8")
    (inside / "empty.txt").touch()
    (inside / "picture.txt").write_bytes(b"\x89PNG\r\n")
    for word in ("crash", "hang", "eat", "raise"):
        (inside / word).write_text(f"do {word}\n", "utf-8")
    outside = place / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(report(9), "utf-8")
    (inside / "link-out.txt").symlink_to(outside / "secret.txt")
    (inside / "link-out").symlink_to(outside)
    (inside / "link-in.txt").symlink_to(inside / "sub" / "gb.txt")
    (inside / "link-up").symlink_to(inside)
    (inside / "link-loop").symlink_to("link-loop")
    (inside / "link-nowhere").symlink_to("nowhere")
    os.mkfifo(inside / "pipe")
    (inside / ".hidden").write_text(report(8), "utf-8")
    (inside / ".git").mkdir()
    (inside / ".git" / "x").write_text(report(8), "utf-8")
    Path(os.fsdecode(bytes(inside) + b"/\xc7\xe0\xba\xcc.txt")).write_text(report(4), "utf-8")

    done = batch("--seconds", "3", "--megabytes", "600", "--workers", "2")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("zfbg: 17 documents in ")
    assert ": 4 parsed, 2 with the same text as another, 11 failed, 2 hidden left out; " in done.stderr
    assert done.stderr.count("\n") == 1
    documents = {row["file"]: row["status"] for row in table("documents")}
    assert {name for name, status in documents.items() if status == "parsed"} == {
        *("a.txt", "link-in.txt", "page.html", "\\udcc7\\udce0\\udcba\\udccc.txt"),
    }
    assert {name for name, status in documents.items() if status == "copy"} == {"again.txt", "sub/gb.txt"}
    failures = {row["file"]: (row["stage"], row["error"]) for row in table("failures")}
    assert failures.keys() == {name for name, status in documents.items() if status == "failed"}
    whys = {
        "crash": ("load", "WorkerDied: its worker died of SIGSEGV"),
        "hang": ("load", "TimeLimit: no result after 3 s"),
        "eat": ("load", "MemoryError: it asks for more memory"),
        "raise": ("load", "SourceError: "),
        "empty.txt": ("load", "SourceError: in/empty.txt: is empty"),
        "picture.txt": ("load", "SourceError: in/picture.txt: is a picture"),
        "link-out.txt": ("find", "the link leads out of the folder"),
        "link-out": ("find", "the link leads out of the folder"),
        "link-loop": ("find", "it cannot be found (Too many levels of symbolic links)"),
        "link-nowhere": ("find", "it cannot be found (No such file or directory)"),
        "pipe": ("find", "it is no file but a pipe, socket or device"),
    }
    for name, (stage, why) in whys.items():
        assert failures[name][0] == stage
        assert failures[name][1].startswith(why)
    assert next(row for row in table("failures") if row["file"] == "raise")["traceback"].startswith("Traceback")


def test_the_rows_are_those_that_the_tables_have(place: Path) -> None:
    fill(place / "in", 7, "")
    assert batch("--part", "3").returncode == 0
    reports = [zfbg.parse(Path("in", row["file"])) for row in table("documents")]
    for name, made in (("facts", zfbg.table), ("sections", zfbg.sections_table), ("items", zfbg.items_table)):
        rows = [{**row, "file": Path(row["file"]).name} for row in made(reports)]
        assert [{**row, **_exact(row)} for row in table(name)] == [{**row, **_exact(row)} for row in rows]
        assert rows


def test_a_store_gets_what_a_folder_gets_and_keeps_what_it_has(place: Path) -> None:
    fill(place / "in", 5)
    (place / "in" / "bad.txt").write_text("do raise\n", "utf-8")
    known = zfbg.parse(report(3) + "\n", template="generic")
    Store("out.duckdb").add([known])
    assert batch("--part", "4").returncode == 1
    assert batch("--part", "4", "--resume", to="out.duckdb").returncode == 1
    kept, whole = alike("out.duckdb"), alike("out")
    assert kept["documents"] == whole["documents"]
    assert kept["failures"] == whole["failures"]
    assert [row for row in kept["facts"] if zfbg.report_id(known) not in row] == whole["facts"]
    [first, *_] = Store("out.duckdb").reports()
    assert first == known


def _exact(row: dict[str, Any]) -> dict[str, Any]:
    """The decimals, as those that are equal."""
    return {name: value.normalize() for name, value in row.items() if hasattr(value, "normalize")}


@pytest.mark.parametrize("to", ["out", "out.duckdb"])
def test_what_is_done_is_not_done_again(place: Path, to: str) -> None:
    fill(place / "in", 5)
    (place / "in" / "bad.txt").write_text("do raise\n", "utf-8")
    assert batch("--part", "2", to=to).returncode == 1
    before = alike(to)
    again = batch("--resume", "--part", "2", to=to)
    assert again.returncode == 1
    assert "0 documents in 0 s: 0 parsed, 0 failed, 6 were done before (1 of them failed)" in again.stderr
    assert alike(to) == before
    log = (place / "log").read_text().split()
    assert sorted(log) == sorted({*log})


def test_a_file_that_is_new_or_changed_is_read_and_what_it_was_stays(place: Path) -> None:
    fill(place / "in", 2)
    assert batch().returncode == 0
    (place / "in" / "0000.txt").write_text(f"do read\n{report(30)}", "utf-8")
    (place / "in" / "new.txt").write_text(f"do read\n{report(31)}", "utf-8")
    done = batch("--resume")
    assert done.returncode == 0
    assert "2 parsed, 0 failed, 1 were done before" in done.stderr
    assert [row["file"] for row in table("documents")] == ["0000.txt", "0001.txt", "0000.txt", "new.txt"]
    assert len({row["report_id"] for row in table("facts")}) == 4


@pytest.mark.parametrize("to", ["out", "out.duckdb"])
def test_what_failed_is_read_again_where_that_is_asked_for(place: Path, to: str) -> None:
    fill(place / "in", 3)
    for name in ("0001.txt", "bad.txt"):
        (place / "in" / name).write_text("do eat\n", "utf-8")
    assert batch("--part", "2", to=to).returncode == 1
    monkey = (place / "site" / "obedient.py").read_text("utf-8").replace("bytearray(10**11)", "pass")
    (place / "site" / "obedient.py").write_text(monkey, "utf-8")
    assert "4 were done before (2 of them failed)" in batch("--resume", to=to).stderr
    done = batch("--resume", "--retry", to=to)
    assert done.returncode == 0
    assert "2 documents in" in done.stderr
    assert "2 were done before" in done.stderr
    assert not table("failures", to)
    statuses = sorted((row["file"], row["status"]) for row in table("documents", to))
    assert statuses == [("0000.txt", "parsed"), ("0001.txt", "parsed"), ("0002.txt", "parsed"), ("bad.txt", "copy")]


def test_failures_are_forgotten_whole_whenever_that_is_cut_short(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place / "in", 2, "")
    (place / "in" / "9").touch()
    results = list(outcomes(place / "in"))
    crashed = Folder(place / "out")
    crashed.commit(results[1:])
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "_clear", lambda folder: pytest.fail("a crash"))
        with pytest.raises(pytest.fail.Exception, match="a crash"):
            crashed.forget_failures()
    crashed.close()
    assert len(table("failures")) == 1
    again = Folder(place / "out")
    assert not table("failures")
    assert [file for file, _ in again.known()] == ["0001.txt"]
    again.commit(results[2:])
    assert len(table("failures")) == 1
    again.close()
    Folder(place / "out").close()
    assert len(table("failures")) == 1


def test_what_cannot_be_done_is_wrong_usage_and_changes_nothing(place: Path) -> None:
    fill(place / "in", 1)
    (place / "notes").mkdir()
    (place / "notes" / "a.txt").write_text("notes")
    for options, to, why in (
        ((), "notes", "notes: is there already; go on with it by --resume"),
        (("--resume",), "notes", "notes: is no dataset of zfbg, it has 'a.txt'"),
        (("--template", "nope"), "out", "nope"),
        (("--workers", "0"), "out", "--workers"),
    ):
        done = batch(*options, to=to)
        assert done.returncode == 2
        assert why in done.stderr
    assert not (place / "out").exists()
    assert [path.name for path in (place / "notes").iterdir()] == ["a.txt"]
    with pytest.raises(SystemExit, match="2"):
        cli.main(["batch", "nowhere", "--to", "out"])


def test_the_dataset_may_be_in_the_folder_and_one_run_writes_at_a_time(place: Path) -> None:
    fill(place / "in", 2, "")
    (place / "in" / "facts.duckdb.wal").touch()
    assert [file.name for file in files(place / "in", place / "in" / "facts.duckdb")] == ["0000.txt", "0001.txt"]
    (place / "in" / "facts.duckdb.wal").unlink()
    first = batch(to="in/out")
    assert first.returncode == 0
    assert " 2 parsed" in first.stderr
    held = Folder(place / "in" / "out")
    second = batch("--resume", to="in/out")
    assert second.returncode == 2
    assert "another run is writing to it" in second.stderr
    held.close()
    assert "2 were done before" in batch("--resume", to="in/out").stderr


def outcomes(folder: Path) -> Iterator[Outcome]:
    """What becomes of the files of a folder, without workers."""
    for file in files(folder, folder / "none"):
        size, sha256 = file.digest()
        job = Job(file, size, sha256)

        def work(note: Any, job: Job = job) -> Any:
            note("load")
            return read(None, job, note)

        yield outcome(job, attempt(job.name, work), known=False)


def test_a_part_of_which_a_crash_left_some_is_not_there(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place / "in", 4, "")
    (place / "in" / "9").touch()
    results = list(outcomes(place / "in"))
    writes = len(Folder.columns)
    whole = Folder(place / "whole")
    whole.commit(results[:2])
    before = dataset("whole")
    whole.commit(results[2:])
    for crash in range(2 * writes):
        # Each file is written in two steps; the crash comes before one of them.
        to = place / f"out{crash}"
        crashed = Folder(to)
        crashed.commit(results[:2])
        steps = iter(range(crash + 1))

        def step(act: Any, *given: Any, steps: Iterator[int] = steps) -> Any:
            if next(steps, None) is None:
                raise KeyboardInterrupt
            return act(*given)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", lambda *given, step=step: step(os.replace, *given))
            patched.setattr(folders.os, "fsync", partial(step, os.fsync))
            with pytest.raises(KeyboardInterrupt):
                crashed.commit(results[2:])
        crashed.close()
        again = Folder(to)
        assert dataset(str(to)) == before
        assert not list(to.rglob(".part*"))
        assert len(again.known()) == 2
        again.commit(results[2:])
        again.close()
        assert dataset(str(to)) == dataset("whole")


def test_a_folder_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "notes.txt").touch()
    Folder(tmp_path).close()
    assert (tmp_path / "facts" / "notes.txt").exists()
    (tmp_path / "other").mkdir()
    with pytest.raises(BatchError, match="'other'"):
        Folder(tmp_path)


def started(*options: str | Path, to: str = "out") -> subprocess.Popen[str]:
    return subprocess.Popen(command(*options, to=to), stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_an_interrupt_ends_a_run_that_can_be_taken_up_again(place: Path, number: signal.Signals) -> None:
    fill(place / "in", 40)
    (place / "in" / "0020.txt").write_text("do hang\n", "utf-8")
    run = started("--part", "4", "--seconds", "1000", "--workers", "2")
    while not (place / "out" / "documents" / "part-00002.parquet").exists():
        assert run.poll() is None
    run.send_signal(number)
    told = run.communicate()[1]
    assert run.returncode == 1
    assert told.startswith("zfbg: interrupted after ")
    assert told.endswith("; go on with --resume\n")
    assert told.count("\n") == 1
    count = len(table("documents"))
    assert f"{count} documents" in told
    (place / "in" / "0020.txt").write_text(f"do read\n{report(20)}", "utf-8")
    assert batch("--resume", "--part", "4").returncode == 0
    assert f"{count} were" not in told
    assert batch(to="whole").returncode == 0
    assert dataset() == dataset("whole")


def test_a_run_that_is_killed_leaves_no_worker_that_hangs(place: Path) -> None:
    (place / "in" / "hang").write_text("do hang\n")
    run = started("--seconds", "2")
    while not (place / "log").exists():
        assert run.poll() is None
    children = _children(run.pid)
    assert children
    run.kill()
    run.communicate()
    while any(_alive(child) for child in children):  # the kernel ends them when their time is up
        pass


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in tasks.read_text().split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_a_run_that_is_killed_at_random_moments_ends_as_one_that_is_not(place: Path) -> None:
    """Twenty kills; each comes after some of the documents have been asked for, and then a little later."""
    fill(place / "in", 120)
    for number in (7, 50, 51, 90):
        (place / "in" / f"{number:04}.txt").write_text("do raise\n", "utf-8")
    (place / "in" / "0060.txt").write_text("do crash\n", "utf-8")
    assert batch(to="whole").returncode == 1
    draw = random.Random(8)
    log, kills, name = place / "log", 0, 0
    while kills < 20:
        to, reads = f"out{name}{'.duckdb' * (name % 2)}", len(log.read_text().split())
        run = started("--resume", "--part", str(draw.randint(1, 9)), "--workers", "2", to=to)
        until = reads + draw.randint(0, 25)
        while run.poll() is None and len(log.read_text().split()) < until:
            pass
        try:
            run.wait(draw.uniform(0, 0.1))
        except subprocess.TimeoutExpired:
            run.kill()
            kills += 1
        run.communicate()
        if run.returncode != -signal.SIGKILL:
            assert alike(to) == alike("whole")
            name += 1
    assert batch("--resume", to=to).returncode == 1
    assert alike(to) == alike("whole")


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for out, told in ((Terminal(), "1 of 4 documents · 0.5/s · 1 failed · 6 s left"), (io.StringIO(), "")):
        clock = iter(range(0, 100, 2))
        progress = Progress(4, out, lambda clock=clock: float(next(clock)))
        progress.count(failed=True)
        assert told in out.getvalue()
        assert "\n" not in out.getvalue()
        assert bool(out.getvalue()) == bool(told)


def test_a_failure_says_what_it_is_of() -> None:
    assert "file='a'" in repr(Failure("a", "load", "why", "trace"))
    assert "trace" not in repr(Failure("a", "load", "why", "trace"))
