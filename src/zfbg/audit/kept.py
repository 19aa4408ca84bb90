"""What several checks ask for is made once in an audit, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

A = TypeVar("A")
T = TypeVar("T")

_kept: ContextVar[dict[tuple[object, object], Any] | None] = ContextVar("kept", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """One audit: within, what is made :func:`once` is kept. Its reports must live as long."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(make: Callable[[A], T]) -> Callable[[A], T]:
    """Keep what ``make`` makes of a text, by its characters, or of a report, by its identity; outside an audit not."""

    @wraps(make)
    def made(of: A) -> T:
        known = _kept.get()
        if known is None:
            return make(of)
        key = (make, of if isinstance(of, str) else id(of))
        if key not in known:
            known[key] = make(of)
        return known[key]  # type: ignore[no-any-return]

    return made
