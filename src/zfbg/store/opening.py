"""Opening the file of a store for a moment: waiting while another process holds it, and saying what is wrong.

DuckDB lets one process write to a file, or any number read it, and never both. So nobody keeps it open: a writer has
it for the time of one batch, a reader for that of one query, and each waits a little for the other.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zfbg.errors import StoreError, needs

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Seconds between two tries, the first and the longest.
FIRST, LONGEST = 0.01, 0.25
# No query reads or writes another file, fetches an extension, or sees a variable of the program.
CLOSED: Mapping[str, str] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
# Groups of rows are not merged as more come in, which would take more memory the larger the store is.
WRITING: Mapping[str, str] = {"max_vacuum_tasks": "0"}
_HOLDER = re.compile(r"held in (?:.*[/\\])?(?P<program>[^/\\]+?) \(PID (?P<pid>\d+)\)")


def duckdb() -> Any:
    """The package; StoreError with the cure where it, or pyarrow, is not installed."""
    try:
        import duckdb
        import pyarrow  # noqa: F401 - rows go in and out as Arrow
    except ImportError as error:
        raise StoreError(needs("a store", error.name or "duckdb", "store")) from error
    return duckdb


@contextmanager
def opened(path: Path, *, write: bool, wait: float) -> Iterator[DuckDBPyConnection]:
    """A connection to the file, closed behind it, which rolls back what was not committed.

    StoreError where it cannot be had within ``wait`` seconds, and for what DuckDB has against what is done with it.
    """
    connection = _connected(path, write, wait)
    try:
        yield connection
    except duckdb().Error as error:
        raise StoreError(f"{path}: {said(str(error))}") from error
    finally:
        connection.close()


def _connected(path: Path, write: bool, wait: float) -> DuckDBPyConnection:
    package = duckdb()
    config = {**CLOSED, **(WRITING if write else {})}
    until, pause = time.monotonic() + wait, FIRST
    while True:
        try:
            connection: DuckDBPyConnection = package.connect(path, read_only=not write, config=config)
            return connection
        except package.Error as error:
            if not _held(str(error)):
                raise StoreError(f"{path}: {_why(str(error))}") from error
            if (left := until - time.monotonic()) <= 0:
                raise StoreError(f"{path}: {_holder(str(error), wait)}") from error
        time.sleep(min(pause, left))
        pause = min(2 * pause, LONGEST)


def _held(message: str) -> bool:
    """Whether the file is held by another process, or by another Store of this one, and may soon be free."""
    signs = ("Could not set lock", "being used by another process", "different configuration", "already attached")
    return any(sign in message for sign in signs)


def _holder(message: str, wait: float) -> str:
    found = _HOLDER.search(message)
    who = f"{found['program']} (process {found['pid']})" if found else "another connection"
    # DuckDB tells no more than one.
    return (
        f"{who} holds the file, and did so for {wait:g} seconds; wait for it to end, close its connection, "
        "or wait longer (--wait, wait=)"
    )


def _why(message: str) -> str:
    if "not a valid DuckDB" in message:
        return "this is no store but another kind of file; give another name"
    if "database does not exist" in message:
        return "there is no such store; check the name, or make it by adding reports (zfbg load)"
    if "No such file or directory" in message:
        return "there is no such folder; make it first"
    return f"it cannot be opened: {said(message)}"


def said(message: str) -> str:
    """What DuckDB says, on one line and without the kind of its error before it.

    >>> said("Parser Error: syntax error at or near \\"selec\\"\\n\\nLINE 1: selec\\n        ^^^^^")
    'syntax error at or near "selec"'
    """
    text = message.split("\nLINE ")[0]
    return " ".join(re.sub(r"^[A-Z]\w*(?: \w+)* Error: ", "", text).split())
