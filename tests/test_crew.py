"""Workers may raise, hang, die, or eat all memory; their documents are recorded, and the others go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from zfbg.batch.bounds import Bounds
from zfbg.batch.crew import AHEAD, Crew
from zfbg.errors import BatchError, PluginWarning
from zfbg.failures import Failure, Note, attempt


def nothing() -> None:
    """Workers need no preparation."""


SIGNALS = ("SIGKILL", "SIGSEGV", "SIGABRT")


def deed(job: str, note: Note) -> object:
    """What a worker is made to do; the job says what."""
    note("parse")
    what, _, more = job.partition(" ")
    if what == "raise":
        raise ValueError(more)
    if what == "exit":
        sys.exit(more)
    if what == "end":
        os._exit(int(more))
    if what in SIGNALS:
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)  # pytest's faulthandler is not there, but may be
        os.kill(os.getpid(), getattr(signal, what))
    if what == "hang":
        while True:
            pass
    if what == "child":
        with Path(more).open("w") as said:
            said.write("begun")
            said.flush()
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60); print(' and outlived')"], stdout=said)
        while True:
            pass
    if what == "eat":
        return len(bytearray(10**11))
    if what == "lambda":
        return lambda: None
    if what == "warn":
        warnings.warn("plugin 'x' is old", PluginWarning, stacklevel=2)
    if what == "pid":
        return os.getpid()
    return job


def crew(workers: int = 2, seconds: float = 60, megabytes: int = 500, documents: int = 2000) -> Crew[str, Any]:
    return Crew(nothing, deed, str, workers, Bounds(seconds, megabytes, documents))


def done(jobs: list[str], **bounds: Any) -> list[object]:
    results = list(crew(**bounds).results(jobs))
    assert [job for job, _ in results] == jobs
    assert not multiprocessing.active_children()
    return [given for _, given in results]


def test_what_workers_give_comes_in_order_and_what_they_raise_is_a_failure_at_its_place() -> None:
    given = done(["a", "raise 甲\n乙", "b", "exit 5", "lambda", "c"])
    assert [each for each in given if not isinstance(each, Failure)] == ["a", "b", "c"]
    raised, left, unpicklable = (each for each in given if isinstance(each, Failure))
    assert raised == Failure("raise 甲\n乙", "parse", "ValueError: 甲 乙", raised.traceback)
    assert raised.traceback.startswith("Traceback")
    assert (left.stage, left.error) == ("parse", "SystemExit: 5")
    assert unpicklable.stage == "return"


def test_a_worker_that_dies_is_replaced_and_only_its_document_fails() -> None:
    jobs = [each for name in (*SIGNALS, "end 3") for each in (name, "fine")]
    given = done(jobs)
    assert given[1::2] == ["fine"] * 4
    killed, crashed, aborted, ended = given[::2]
    assert killed == Failure(
        "SIGKILL",
        "parse",
        "WorkerKilled: its worker was killed (SIGKILL), as the system does where memory runs out",
    )
    assert crashed == Failure("SIGSEGV", "parse", "WorkerDied: its worker died of SIGSEGV, as where a library crashes")
    assert isinstance(aborted, Failure)
    assert "SIGABRT" in aborted.error
    assert ended == Failure("end 3", "parse", "WorkerDied: its worker ended with status 3")


def test_a_document_has_so_much_time_and_so_much_memory(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    said = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)  # else it would wait for the worker to open the other end
    hung, fine, child, eaten, last = done(["hang", "fine", f"child {fifo}", "eat", "fine"], seconds=2)
    assert (fine, last) == ("fine", "fine")
    assert hung == Failure("hang", "parse", "TimeLimit: no result after 2 s; where the file is sound, allow more")
    assert isinstance(child, Failure)
    assert child.error == hung.error
    assert isinstance(eaten, Failure)
    assert eaten.exhausted
    assert eaten.traceback
    # What the worker has started is killed too; the end of its pipe comes when it is gone, which may take a moment.
    os.set_blocking(said, True)
    with os.fdopen(said) as lines:
        assert lines.read() == "begun"


def test_workers_are_renewed_and_one_that_ran_out_of_memory_does_not_go_on() -> None:
    pids = done(["pid"] * 7, workers=1, documents=3)
    assert [pids.count(each) for each in dict.fromkeys(pids)] == [3, 3, 1]
    before, _, after = done(["pid", "eat", "pid"], workers=1)
    assert before != after


def test_a_worker_that_is_killed_between_two_jobs_costs_none() -> None:
    def jobs() -> Iterator[str]:
        for number in range(6):
            [worker] = multiprocessing.active_children() or [None]
            if worker:
                worker.kill()
                worker.join()
            yield str(number)

    assert [given for _, given in crew(workers=1).results(jobs())] == [str(number) for number in range(6)]


class Fatal:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (4,)


def with_fatal(fatal: Fatal, job: str, note: Note) -> str:
    return job


def test_workers_that_cannot_begin_are_told_of_instead_of_started_for_ever() -> None:
    fatal: Crew[str, str] = Crew(nothing, partial(with_fatal, Fatal()), str, 2, Bounds())
    with pytest.raises(BatchError, match=r"before they begin \(the last with status 4\).*__main__"):
        list(fatal.results(["a"] * 9))
    assert not multiprocessing.active_children()


def test_little_is_drawn_ahead_and_no_worker_is_left_behind() -> None:
    drawn = count()
    with closing(crew(workers=1).results(str(number) for number in drawn)) as results:
        assert [given for _, given in islice(results, 3)] == ["0", "1", "2"]
    assert next(drawn) <= 3 + AHEAD + 1
    assert not multiprocessing.active_children()


def test_a_warning_of_a_plugin_is_told_once() -> None:
    with pytest.warns(PluginWarning, match="plugin 'x' is old") as told:
        done(["warn", "warn", "fine", "warn"])
    assert len(told) == 1


def test_results_can_be_drawn_in_a_thread() -> None:
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.extend(done(["a", "b"])))
    thread.start()
    thread.join()
    assert given == ["a", "b"]


@pytest.mark.parametrize("bounds", [{"seconds": 0}, {"megabytes": -1}, {"documents": 0}])
def test_bounds_that_nothing_can_keep_are_refused(bounds: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Bounds(**bounds)


def test_memory_that_ran_out_below_another_error_is_told_as_such() -> None:
    def work(note: Note) -> None:
        note("load")
        try:
            raise MemoryError
        except MemoryError as error:
            raise RuntimeError("a loader raised") from error

    failure = attempt("a", work)
    assert isinstance(failure, Failure)
    assert failure.exhausted
    assert (failure.file, failure.stage) == ("a", "load")
