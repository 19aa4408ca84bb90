"""How far a batch is, in one line on a terminal that is written over and over; nothing where there is no terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from attrs import define

# Seconds between two lines.
PAUSE = 0.2


@define
class Progress:
    """Counts documents and tells of them on ``out``. ``total`` is of this run; ``clock`` counts seconds."""

    total: int
    out: TextIO
    clock: Callable[[], float] = time.monotonic
    done: int = 0
    failed: int = 0
    _began: float = 0.0
    _told: float = float("-inf")

    def __attrs_post_init__(self) -> None:
        self._began = self.clock()

    def count(self, *, failed: bool) -> None:
        """One more document is done."""
        self.done += 1
        self.failed += failed
        now = self.clock()
        if self.out.isatty() and now - self._told >= PAUSE:
            self._told = now
            print(f"\r\x1b[K{self.line(now - self._began)}", end="", file=self.out, flush=True)

    def skip(self) -> None:
        """One of the documents has nothing to do with this run."""
        self.total -= 1

    def clear(self) -> None:
        """Leave an empty line for what is told next."""
        if self.out.isatty():
            print("\r\x1b[K", end="", file=self.out, flush=True)

    @property
    def seconds(self) -> float:
        """Since it began."""
        return self.clock() - self._began

    def line(self, seconds: float) -> str:
        """Documents, rate, failures, time left."""
        rate = self.done / seconds if seconds else 0.0
        left = f" · {spell((self.total - self.done) / rate)} left" if rate and self.total > self.done else ""
        return f"{self.done:,} of {self.total:,} documents · {rate:.1f}/s · {self.failed:,} failed{left}"


def spell(seconds: float) -> str:
    """A time in words, rounded.

    >>> spell(5.4), spell(90), spell(7300)
    ('5 s', '1 min 30 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
