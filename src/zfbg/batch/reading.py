"""What a worker of a batch does: from a file to its rows."""

from __future__ import annotations

from importlib.metadata import version

from attrs import evolve, frozen

from zfbg import api
from zfbg.batch.dataset import Outcome
from zfbg.batch.files import File
from zfbg.failures import Failure, Note
from zfbg.model import Source
from zfbg.store.batches import Batch, batch


@frozen
class Job:
    """A file to read, with the size and the SHA-256 of its bytes."""

    file: File
    size: int
    sha256: str

    @property
    def name(self) -> str:
        return self.file.name


def read(template: str | None, job: Job, note: Note) -> Batch | Failure:
    """The rows of a file; their column ``file`` is its path below the folder."""
    if job.file.fault:
        return Failure(job.name, "find", job.file.fault)
    source = api.read(job.file.path)
    note("parse")
    report = api.parsed(evolve(source, path=job.name), template)
    note("rows")
    return batch([report], options={"template": template} if template else None)


def prepare() -> None:
    """Load what every document needs: plugins, vocabularies, Arrow."""
    batch([api.parsed(Source("一、工作情况\n新增8家。"))])


def outcome(job: Job, given: Batch | Failure, *, known: bool) -> Outcome:
    """What became of a job; ``known`` says that the report is there from another file."""
    read_by = f"zfbg {version('zfbg')}"
    if isinstance(given, Failure):
        return Outcome(job.name, job.sha256, job.size, read_by, failure=given)
    return Outcome(job.name, job.sha256, job.size, read_by, key_of(given), None if known else given)


def key_of(rows: Batch) -> str:
    """The key of the one report that has these rows."""
    [key] = rows.states
    return key
