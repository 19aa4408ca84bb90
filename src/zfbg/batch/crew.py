"""Worker processes that may be killed, and who looks after them and gives out the jobs.

Each worker has a pipe of its own and one job at a time. It says to which stage of the job it comes, and what the job
gave. A worker that is gone is noticed at the end of its pipe, and it is known which job it had, at which stage. The
pool of ``concurrent.futures`` breaks where a worker dies, and that of pebble too (docs/architecture.md, Decisions).
"""

from __future__ import annotations

import os
import pickle
import signal
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from attrs import define, field

from zfbg.batch.bounds import Bounds
from zfbg.batch.worker import STAGE, serve
from zfbg.errors import BatchError, PluginWarning
from zfbg.failures import Failure, Note

Job = TypeVar("Job")
Value = TypeVar("Value")

# Jobs for each worker that are given out before the first of them is done: more would wait in memory behind a slow one.
AHEAD = 32
# Workers in a row that end before they begin a job, until the reason is taken to be none of the jobs.
FALSE_STARTS = 3
# For a process whose pipe has ended to end as well.
LAST_SECONDS = 10


@define(eq=False)
class _Worker(Generic[Job]):
    """A worker process, as it is seen from here."""

    process: BaseProcess
    connection: Connection
    busy: bool = False
    number: int = -1
    job: Job | None = None
    stage: str = ""
    served: int = 0
    exhausted: bool = False

    def give(self, number: int, job: Job) -> None:
        self.busy, self.number, self.job, self.stage = True, number, job, ""
        with suppress(BrokenPipeError, ConnectionResetError):  # it is gone; the end of its pipe will say so
            self.connection.send(job)

    def stop(self) -> None:
        """End it at once, with what it has started, such as LibreOffice."""
        self.connection.close()
        pid = self.process.pid
        with suppress(ProcessLookupError, PermissionError):
            if pid and _is_ours(pid):
                os.killpg(pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()

    def end(self) -> int:
        """How it ended: the status of the process, or less 0 and the signal that ended it."""
        wait([self.process.sentinel], LAST_SECONDS)
        self.stop()
        status = self.process.exitcode
        return -signal.SIGKILL if status is None else status


def _is_ours(pid: int) -> bool:
    """Whether it is a child that runs or has not been asked for its end; else its number may be another's now."""
    try:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


@define(eq=False)
class Crew(Generic[Job, Value]):
    """Up to ``count`` workers that do ``work``; ``named`` is what to call a job in a Failure.

    Each worker calls ``prepare`` before its first job. All these go to the workers by pickle, as the jobs do.
    """

    prepare: Callable[[], object]
    work: Callable[[Job, Note], Value]
    named: Callable[[Job], str]
    count: int
    bounds: Bounds
    _workers: list[_Worker[Job]] = field(factory=list, init=False)
    _queue: Iterator[tuple[int, Job]] = field(factory=lambda: iter(()), init=False)
    _again: list[tuple[int, Job]] = field(factory=list, init=False)
    _done: dict[int, tuple[Job, Value | Failure]] = field(factory=dict, init=False)
    _given: int = field(default=0, init=False)
    _due: int = field(default=0, init=False)
    _false_starts: int = field(default=0, init=False)
    _told: set[str] = field(factory=set, init=False)

    def results(self, jobs: Iterable[Job]) -> Generator[tuple[Job, Value | Failure], None, None]:
        """What ``work`` gives for each job, in order; a Failure where it raises or its worker is lost.

        What plugins warn of in the workers is told here, each warning once. BatchError where workers end before they
        begin. When this ends or is closed, no worker is left. It is for one run.
        """
        self._queue = enumerate(jobs)
        try:
            while True:
                while self._busy() < self.count and (upcoming := self._next()):
                    self._free_worker().give(*upcoming)
                if not self._busy():
                    return
                for ready in wait([worker.connection for worker in self._workers if worker.busy]):
                    self._listen(next(worker for worker in self._workers if worker.connection is ready))
                while self._due in self._done:
                    yield self._done.pop(self._due)
                    self._due += 1
        finally:
            for worker in self._workers:
                worker.stop()

    def _busy(self) -> int:
        return sum(worker.busy for worker in self._workers)

    def _next(self) -> tuple[int, Job] | None:
        """The job to give out: one that a lost worker did not begin, else the next, unless too many wait behind one."""
        if self._again:
            return self._again.pop()
        if self._given - self._due >= self.count * AHEAD:
            return None
        if upcoming := next(self._queue, None):
            self._given += 1
        return upcoming

    def _free_worker(self) -> _Worker[Job]:
        """A worker without a job; a new one in place of one that has served its time, or where there are too few."""
        for worker in self._workers:
            if not worker.busy:
                if worker.served < self.bounds.documents and not worker.exhausted:
                    return worker
                worker.stop()
                self._workers.remove(worker)
                break
        self._workers.append(self._new_worker())
        return self._workers[-1]

    def _new_worker(self) -> _Worker[Job]:
        # Not by fork, which would take over the threads and locks of whoever calls this.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        bounds = self.bounds
        process = context.Process(
            target=serve,
            args=(theirs, self.prepare, self.work, self.named, bounds.seconds, bounds.megabytes),
            daemon=True,
        )
        with _interrupts_blocked():
            process.start()
        theirs.close()  # so that the end of the pipe is the end of the worker
        return _Worker(process, ours)

    def _listen(self, worker: _Worker[Job]) -> None:
        try:
            kind, *what = worker.connection.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        self._false_starts = 0
        if kind == STAGE:
            [worker.stage] = what
            return
        packed, told, worker.exhausted = what
        for warning in told:
            if warning not in self._told:
                self._told.add(warning)
                warnings.warn(warning, PluginWarning, stacklevel=3)
        self._finish(worker, pickle.loads(packed))
        worker.served += 1

    def _lost(self, worker: _Worker[Job]) -> None:
        """Record the document of a worker that is gone; where it had not begun it, another one does it."""
        self._workers.remove(worker)
        status = worker.end()
        if worker.stage:
            self._finish(worker, Failure(self.named(_known(worker.job)), worker.stage, self._reason(status)))
            return
        self._again.append((worker.number, _known(worker.job)))
        self._false_starts += 1
        if self._false_starts == FALSE_STARTS:
            raise BatchError(
                f"the workers end before they begin (the last with status {status}); what they said stands above. A "
                'script that starts them does so below if __name__ == "__main__":, since each worker reads the script'
            )

    def _finish(self, worker: _Worker[Job], given: Value | Failure) -> None:
        self._done[worker.number] = _known(worker.job), given
        worker.busy, worker.job = False, None

    def _reason(self, status: int) -> str:
        if status == -signal.SIGALRM:
            return f"TimeLimit: no result after {self.bounds.seconds:g} s; where the file is sound, allow more"
        if status == -signal.SIGKILL:
            return "WorkerKilled: its worker was killed (SIGKILL), as the system does where memory runs out"
        if status < 0:
            return f"WorkerDied: its worker died of {signal.Signals(-status).name}, as where a library crashes"
        return f"WorkerDied: its worker ended with status {status}"


def _known(job: Job | None) -> Job:
    assert job is not None  # of a worker that is busy
    return job


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """A process that is started here gets no SIGINT until it is ready to ignore it: it is ended from here."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
