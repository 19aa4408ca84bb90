"""From a file to a :class:`~zfbg.model.Source`: one module for each format.

A loader decodes and never mends: ``Source.raw`` is what stands in the file, line ends included, since every span of a
report counts its code points.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from attrs import evolve, frozen

from zfbg.errors import SourceError, named, place_of
from zfbg.loaders.limits import held, limits
from zfbg.model import Source
from zfbg.records import fault


@frozen
class Loader:
    """A file format: ``claims`` tells by bytes and name of a file, ``load`` reads it, SourceError if it cannot.

    ``load`` gets the name for its messages and for ``Source.name``; it is "" where the bytes came without one.
    """

    name: str
    claims: Callable[[bytes, str], bool]
    load: Callable[[bytes, str], Source]


def load(
    data: bytes, name: str, loaders: Iterable[Loader], fallback: Loader, owners: Mapping[str, str] | None = None
) -> Source:
    """Read ``data`` with the one loader that claims it, or with ``fallback`` where none does.

    SourceError names the loaders where two claim it, and the file where it cannot be read; with the plugins that give
    the loaders where ``owners`` (by the name of the loader) has them.
    """
    owners = owners or {}
    held(name or "bytes", "its size", len(data), "size")
    claimants = {loader.name: loader for loader in loaders if loader is not fallback and loader.claims(data, name)}
    if len(claimants) > 1:
        raise SourceError(
            f"{name or 'bytes'}: {named('loader', claimants, owners)} claim this file; uninstall the plugin of one of "
            "them, or have the claims of one refuse it"
        )
    loader = next(iter(claimants.values()), fallback)
    try:
        source = loader.load(data, name)
    except SourceError:
        raise
    except Exception as error:
        raise _failed(loader, name, owners, f"raised {type(error).__name__}: {error} ({place_of(error)})") from error
    if what := fault(source, Source):
        raise _failed(loader, name, owners, f"gave {what}")
    return source


def _failed(loader: Loader, name: str, owners: Mapping[str, str], what: str) -> SourceError:
    cure = "tell its authors, or uninstall its plugin to have the file read as plain text"
    return SourceError(f"{name or 'bytes'}: {named('loader', [loader.name], owners)} {what}; {cure}")


def load_path(
    path: str | os.PathLike[str], loaders: Iterable[Loader], fallback: Loader, owners: Mapping[str, str] | None = None
) -> Source:
    """Read the file at ``path``; SourceError says why it cannot be read and what to do."""
    from pathlib import Path

    file = Path(path)
    try:
        held(str(path), "its size", file.stat().st_size, "size")
        with file.open("rb") as opened:
            data = opened.read(limits().size + 1)  # a device or a pipe tells no size
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise SourceError(f"{path}: is a directory; name the files in it, such as {file / '*.txt'}") from error
    except PermissionError as error:
        raise SourceError(f"{path}: may not be read by this user; change its permissions") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); check the name and the disk") from error
    return evolve(load(data, str(path), loaders, fallback, owners), path=str(path), name=file.name)
