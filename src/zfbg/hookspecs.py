"""What a plugin may give to zfbg: one function for each kind of record, all in the entry-point group ``zfbg``.

A plugin is a module that implements some of these functions, each under :data:`hookimpl`, and whose distribution names
that module in its ``pyproject.toml``:

    [project.entry-points.zfbg]
    example = "zfbg_example"

Hooks are asked one plugin at a time and their records are picked by name or by claim, so load order never matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

if TYPE_CHECKING:
    from zfbg.audit import Check
    from zfbg.loaders import Loader
    from zfbg.template import Reader, Template

__all__ = ["hookimpl", "hookspec", "zfbg_checks", "zfbg_loaders", "zfbg_readers", "zfbg_templates"]

hookspec = HookspecMarker("zfbg")
hookimpl = HookimplMarker("zfbg")


@hookspec
def zfbg_templates() -> Iterable[Template]:
    """Give templates: a region's site, or a kind of document, and how it is read.

    Example:
        >>> from zfbg.generic import GENERIC
        >>> from zfbg.hookspecs import hookimpl
        >>> @hookimpl
        ... def zfbg_templates():
        ...     yield GENERIC.extended("qinghe", claims=lambda source: "青禾县人民政府网" in source.raw[:200])

    Returns:
        Templates, each with a name that no other plugin uses. Of those that claim a document, the one that extends the
        others is taken, and one that ``steps_back`` only where no other is left; two that do not extend each other are
        an error of which the user is told.
    """
    return ()


@hookspec
def zfbg_readers() -> Iterable[Reader]:
    """Give readers of facts that run after those of every template: a pack of indicators.

    Example:
        >>> import re
        >>> from zfbg.hookspecs import hookimpl
        >>> from zfbg.model import Fact
        >>> from zfbg.template import Reader
        >>> STARS = re.compile("([一二三四五])星级")
        >>> def stars(text, clause, context):
        ...     for found in text.finditer(STARS, clause.start, clause.end):
        ...         span = text.span(*found.span())
        ...         yield Fact(span, found[0], "", "星级", "level", None, None, None, "星", by="stars")
        >>> @hookimpl
        ... def zfbg_readers():
        ...     return (Reader("stars", stars),)

    Returns:
        Readers, each with a name that no other plugin uses; let the facts they find say in ``by`` which rule read them.
    """
    return ()


@hookspec
def zfbg_loaders() -> Iterable[Loader]:
    """Give loaders of a file format.

    Example:
        >>> from zfbg.hookspecs import hookimpl
        >>> from zfbg.loaders import Loader
        >>> from zfbg.model import Source
        >>> def load(data, name):
        ...     return Source(data.decode("big5"), name)
        >>> @hookimpl
        ... def zfbg_loaders():
        ...     yield Loader("big5", claims=lambda data, name: name.endswith(".big5"), load=load)

    Returns:
        Loaders, each with a name that no other plugin uses. A file that no loader claims is read as plain text; two
        that claim the same file are an error of which the user is told.
    """
    return ()


@hookspec
def zfbg_checks() -> Iterable[Check]:
    """Give checks: rules by which :func:`zfbg.audit` holds a report against itself.

    Example:
        >>> from zfbg.audit import Check
        >>> from zfbg.hookspecs import hookimpl
        >>> from zfbg.model import Finding
        >>> def idle(report):
        ...     for fact in report.facts:
        ...         if fact.indicator == "开工率" and fact.value == 0:
        ...             yield Finding("idle", "soft", "nothing was begun", (fact.span,))
        >>> @hookimpl
        ... def zfbg_checks():
        ...     yield Check("idle", idle)

    Returns:
        Checks, each with a name that no other plugin uses. A check that fails on a report costs what it found there.
    """
    return ()
