"""A dataset in a :class:`zfbg.Store`: reports, documents and failures of a part go in as one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zfbg.batch.dataset import Outcome, files, gathered
from zfbg.store import Store
from zfbg.store.files import FAILED


class Stored:
    """The store at ``path``, made where there is none; StoreError where it will not do."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self._ids = set(self.store.sql("SELECT report_id FROM reports")["report_id"].to_pylist())

    def known(self) -> dict[tuple[str, str], bool]:
        rows = self.store.sql("SELECT file, sha256, status FROM documents").to_pylist()
        return {(row["file"], row["sha256"]): row["status"] == FAILED for row in rows}

    def forget_failures(self) -> None:
        self.store.forget_failures()

    def has(self, report_id: str) -> bool:
        return report_id in self._ids

    def commit(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes:
            self.store.add_batch(gathered(outcomes), files=files(outcomes))
            self._ids.update(each.report_id for each in outcomes if each.report_id)

    def close(self) -> None:
        """Nothing is held between two parts."""
