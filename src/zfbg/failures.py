"""A document that could not be read, as a value: what many documents give where one document raises."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TypeVar

from attrs import field, frozen

T = TypeVar("T")
# Tells what is done now: load, parse …
Note = Callable[[str], None]


@frozen
class Failure:
    """Why a document of many gave no report.

    ``stage`` is what was being done: ``find`` (the file), ``load`` (its text), ``parse``, ``rows`` (its tables) or
    ``return`` (to who asked). ``error`` is one line: the kind of error, what is wrong and, for an error of zfbg, the
    cure. ``traceback`` is empty where a worker was stopped or died.
    """

    file: str
    stage: str
    error: str
    traceback: str = field(default="", repr=False)

    @property
    def exhausted(self) -> bool:
        """Whether memory ran out, after which a worker had better not go on."""
        return self.error.startswith("MemoryError")


def attempt(file: str, work: Callable[[Note], T], note: Note = lambda stage: None) -> T | Failure:
    """What ``work`` gives, or the Failure that it ends in; ``work`` notes each stage that it comes to.

    >>> attempt("a.txt", lambda note: note("load") or int("甲"))
    Failure(file='a.txt', stage='load', error="ValueError: invalid literal for int() with base 10: '甲'")
    """
    at = ""

    def noted(stage: str) -> None:
        nonlocal at
        at = stage
        note(stage)

    try:
        return work(noted)
    except (Exception, SystemExit) as error:
        return Failure(file, at, _told(error), "".join(traceback.format_exception(error)))


def _told(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause:  # loaders and templates wrap what their code raises
        if isinstance(cause, MemoryError):
            return "MemoryError: it asks for more memory than it may have; where the file is sound, allow more"
        cause = cause.__cause__
    return " ".join(f"{type(error).__name__}: {error}".split())
