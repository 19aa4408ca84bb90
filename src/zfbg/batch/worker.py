"""What runs in a worker process: one job after the other, each within its bounds of time and memory.

Time is kept by the kernel: SIGALRM ends the process wherever it hangs, also where nobody looks after it any more.
"""

from __future__ import annotations

import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from zfbg.errors import PluginWarning
from zfbg.failures import Failure, Note, attempt

# What a worker says: at which stage of its job it is; what the job gave, and what was warned of.
STAGE, DONE = "stage", "done"
# For Python to start and the first job to come.
START_SECONDS = 300
_MEGABYTE = 1_000_000


def serve(
    connection: Connection,
    prepare: Callable[[], object],
    work: Callable[[Any, Note], Any],
    named: Callable[[Any], str],
    seconds: float,
    megabytes: int,
) -> None:
    """Do the jobs that come over ``connection`` until nobody is there to send one; ``prepare`` is no part of any."""
    _alone()
    signal.setitimer(signal.ITIMER_REAL, START_SECONDS)
    bounds_memory = _memory_can_be_bound()
    prepare()
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_REAL, seconds)
        if bounds_memory:
            _bind_memory(megabytes)
        told: list[str] = []
        with _warnings_into(told):
            given = attempt(named(job), partial(_pickled, work, job), lambda stage: connection.send((STAGE, stage)))
        packed = pickle.dumps(given) if isinstance(given, Failure) else given
        try:
            connection.send((DONE, packed, tuple(told), isinstance(given, Failure) and given.exhausted))
        except OSError:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)


def _pickled(work: Callable[[Any, Note], Any], job: Any, note: Note) -> bytes:
    note("load")
    given = work(job, note)
    note("return")
    return pickle.dumps(given)


def _alone() -> None:
    """Out of the group of the terminal, with its own, so that what it starts can be ended with it."""
    with suppress(PermissionError):
        os.setsid()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _memory_can_be_bound() -> bool:
    return Path("/proc/self/statm").exists()


def _bind_memory(megabytes: int) -> None:
    """Let the process have ``megabytes`` more than it has now; what asks for more gets a MemoryError."""
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
    most = pages * resource.getpagesize() + megabytes * _MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


@contextmanager
def _warnings_into(told: list[str]) -> Iterator[None]:
    """Put what plugins warn of into ``told``; other warnings are shown as ever."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", PluginWarning)
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any) -> None:
            if issubclass(category, PluginWarning):
                told.append(str(message))
            else:
                shown(message, category, *where)

        warnings.showwarning = show  # type: ignore[assignment]
        yield
