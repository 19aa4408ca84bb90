"""What becomes of the files of a batch, and what every place for that can do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from zfbg import arrow
from zfbg.columns import Column, row
from zfbg.failures import Failure
from zfbg.store.batches import Batch
from zfbg.store.files import COPY, DOCUMENTS, FAILED, FAILURES, PARSED

if TYPE_CHECKING:
    import pyarrow as pa


@frozen
class Outcome:
    """What became of one file: a report with its rows, or a failure.

    ``sha256`` is that of its bytes; file and bytes together say that this work is done. Where the report is there from
    an earlier file with the same text, ``rows`` is None.
    """

    file: str
    sha256: str
    size: int
    read_by: str
    report_id: str | None = None
    rows: Batch | None = field(default=None, repr=False)
    failure: Failure | None = None

    @property
    def status(self) -> str:
        if self.failure:
            return FAILED
        return PARSED if self.rows else COPY

    @property
    def nbytes(self) -> int:
        """Bytes of the rows in memory."""
        return sum(table.nbytes for table in self.rows.tables.values()) if self.rows else 0


class Dataset(Protocol):
    """A place for outcomes. What is committed is there whatever happens next, and nothing else is."""

    def known(self) -> dict[tuple[str, str], bool]:
        """The files that are done, by name and SHA-256; whether each failed."""

    def forget_failures(self) -> None:
        """Have the files that failed no longer be known."""

    def has(self, report_id: str) -> bool:
        """Whether the report is there."""

    def commit(self, outcomes: Sequence[Outcome]) -> None:
        """Put outcomes in, all or none."""

    def close(self) -> None:
        """Let others write to it."""


def gathered(outcomes: Sequence[Outcome]) -> Batch:
    """The rows of all reports together."""
    batches = [each.rows for each in outcomes if each.rows]
    names = list(batches[0].tables) if batches else []
    concat = arrow.pyarrow().concat_tables
    return Batch(
        {key: state for batch in batches for key, state in batch.states.items()},
        {name: concat([batch.tables[name] for batch in batches]) for name in names},
    )


def files(outcomes: Sequence[Outcome]) -> dict[str, pa.Table]:
    """The rows of ``failures`` and ``documents``."""
    return {
        "failures": _table(FAILURES, (each for each in outcomes if each.failure)),
        "documents": _table(DOCUMENTS, outcomes),
    }


def _table(columns: tuple[Column, ...], outcomes: Iterable[Outcome]) -> pa.Table:
    rows = (row(columns, outcome) for outcome in outcomes)
    return arrow.pyarrow().Table.from_batches(list(arrow.batches(columns, rows)), arrow.schema(columns))
