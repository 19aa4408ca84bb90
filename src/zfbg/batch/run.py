"""A folder of documents into a dataset: what is done is left out, workers read the rest, and it is put in by parts."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from zfbg.batch.bounds import Bounds
from zfbg.batch.crew import Crew
from zfbg.batch.dataset import Dataset, Outcome
from zfbg.batch.files import files
from zfbg.batch.progress import Progress
from zfbg.batch.reading import Job, key_of, outcome, prepare, read
from zfbg.failures import Failure
from zfbg.store.batches import Batch
from zfbg.store.files import COPY, FAILED, PARSED

# A part is full with so many bytes of rows, however few its documents are.
FULL = 200_000_000


@frozen
class Plan:
    """What is to be done: the folder, where the dataset is, and how."""

    folder: Path
    to: Path
    template: str | None
    workers: int
    bounds: Bounds
    part: int


@define
class Tally:
    """What became of the documents: in this run, and ``before``, in one that this goes on from."""

    parsed: int = 0
    copies: int = 0
    failed: int = 0
    before: int = 0
    failed_before: int = 0
    hidden: int = 0
    interrupted: bool = False

    @property
    def done(self) -> int:
        return self.parsed + self.copies + self.failed

    def add(self, result: Outcome) -> None:
        self.parsed += result.status == PARSED
        self.copies += result.status == COPY
        self.failed += result.status == FAILED


@define
class Run:
    """One run, which tells ``progress`` of each document."""

    plan: Plan
    dataset: Dataset
    progress: Progress
    tally: Tally = field(factory=Tally, init=False)
    _part: list[Outcome] = field(factory=list, init=False)
    _ids: set[str] = field(factory=set, init=False)
    _bytes: int = field(default=0, init=False)

    def go(self) -> Tally:
        """Read what is not done yet. SIGINT and SIGTERM end it; what is read by then is put in, as the tally says."""
        plan = self.plan
        work = partial(read, plan.template)
        crew: Crew[Job, Batch | Failure] = Crew(prepare, work, attrgetter("name"), plan.workers, plan.bounds)
        results = crew.results(self._jobs())
        with _terminated_as_interrupted():
            try:
                for job, given in results:
                    self._take(job, given)
            except KeyboardInterrupt:
                self.tally.interrupted = True
            finally:
                results.close()
                self._commit()
        return self.tally

    def _jobs(self) -> Iterator[Job]:
        known = self.dataset.known()
        for file in files(self.plan.folder, self.plan.to):
            if file.hidden:
                self.tally.hidden += 1
                continue
            size, sha256 = file.digest()
            failed = known.get((file.name, sha256))
            if failed is None:
                yield Job(file, size, sha256)
            else:
                self.progress.skip()
                self.tally.before += 1
                self.tally.failed_before += failed

    def _take(self, job: Job, given: Batch | Failure) -> None:
        with _uninterrupted():
            key = None if isinstance(given, Failure) else key_of(given)
            result = outcome(job, given, known=key is not None and (key in self._ids or self.dataset.has(key)))
            self._part.append(result)
            self._bytes += result.nbytes
            if result.report_id:
                self._ids.add(result.report_id)
            self.tally.add(result)
            self.progress.count(failed=result.failure is not None)
            if len(self._part) >= self.plan.part or self._bytes >= FULL:
                self._commit()

    def _commit(self) -> None:
        with _uninterrupted():
            self.dataset.commit(self._part)
            self._part.clear()
            self._ids.clear()
            self._bytes = 0


def count(folder: Path, leave: Path) -> int:
    """How many documents there are."""
    return sum(not file.hidden for file in files(folder, leave))


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """SIGTERM, which a machine sends before it goes down, as SIGINT."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """SIGINT and SIGTERM within take effect behind it."""
    came: list[int] = []
    signals = (signal.SIGINT, signal.SIGTERM)

    def note(number: int, frame: Any) -> None:
        came.append(number)

    before = {number: signal.signal(number, note) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt
