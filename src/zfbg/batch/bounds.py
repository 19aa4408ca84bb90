"""What a worker may use, and how many there are."""

from __future__ import annotations

import os

from attrs import frozen


@frozen
class Bounds:
    """What a worker may use: ``seconds`` and ``megabytes`` for one document, ``documents`` until another takes over."""

    seconds: float = 60
    megabytes: int = 1000
    documents: int = 2000

    def __attrs_post_init__(self) -> None:
        if min(self.seconds, self.megabytes, self.documents) <= 0:
            raise ValueError(f"{self} has a bound that nothing can keep; give numbers above 0")


def workers_here() -> int:
    """As many workers as there are processors for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
