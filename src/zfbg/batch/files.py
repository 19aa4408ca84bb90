"""The documents of a folder, in order of their names: what is to be read, and what is not and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from attrs import frozen

from zfbg.loaders.limits import limits

# What DuckDB has beside a file that it is writing to.
WAL = ".wal"


@frozen
class File:
    """A file of the folder: ``name`` is its path below it, with ``/``; ``fault`` says why it is not to be read.

    ``hidden`` ones, whose name begins with a dot, are not documents; a folder whose name does is one of them.
    """

    name: str
    path: Path
    fault: str = ""
    hidden: bool = False

    def digest(self) -> tuple[int, str]:
        """Size in bytes, and SHA-256 in hex; "" for what is not to be read, cannot be, or is larger than the limit."""
        if self.fault:
            return 0, ""
        try:
            with self.path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                return size, file_digest(file, "sha256").hexdigest() if size <= limits().size else ""
        except OSError:
            return 0, ""


def files(folder: Path, leave: Path) -> Iterator[File]:
    """All files below ``folder``, but for ``leave``, where the dataset is. Only one folder's names are held at a time.

    A link to a file below the folder is read as that file; one that leads out of it is at fault, whether to a file or
    a folder, and a link to a folder inside is not followed: what is there is found without it.
    """
    yield from _below(folder, "", _real(folder), _real(leave))


def _below(folder: Path, above: str, root: Path, leave: Path) -> Iterator[File]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield File(above.rstrip("/"), folder, f"the folder cannot be read ({error.strerror}); change its permissions")
        return
    for entry in entries:
        name, path = above + entry.name, Path(entry.path)
        if entry.name.removesuffix(WAL) == leave.name and _real(path.with_name(leave.name)) == leave:
            continue
        if entry.name.startswith("."):
            yield File(name, path, hidden=True)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(path, f"{name}/", root, leave)
        elif fault := _fault(path, root):
            yield File(name, path, fault)
        elif path.is_file():
            yield File(name, path)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # which leaves a loop of links as it is, where Path.resolve raises


def _fault(path: Path, root: Path) -> str:
    """Why what is no folder is not to be read, or nothing; also nothing for a link to a folder inside."""
    if path.is_symlink() and not _real(path).is_relative_to(root):
        return "the link leads out of the folder; read what it leads to on its own, or copy it here"
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"it cannot be found ({error.strerror}); check the link or the disk"
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return ""
    return "it is no file but a pipe, socket or device; take it out of the folder"
