"""What can go wrong outside the text: files, plugins, wrong use. Each message says who, what, where and the cure.

Bad text is never an exception: it becomes an :class:`zfbg.model.Issue` of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class ZfbgError(Exception):
    """Root of every error that zfbg raises on purpose."""


class SourceError(ZfbgError):
    """An input that cannot be read as text: missing, a directory, empty, binary, or in no known encoding."""


class TemplateError(ZfbgError):
    """A template that cannot be used: unknown, of the wrong type, or its result breaks an invariant of the report."""


class LexiconError(TemplateError):
    """Words that a template adds to the vocabularies and that have not the form of the file they are added to."""


class AmbiguousTemplate(TemplateError):  # noqa: N818 - the name says the case, as DESIGN of the library has it
    """Two templates claim one document and neither extends the other; choose one with ``template=``."""


class ScaffoldError(ZfbgError):
    """A plugin that cannot be written: its name, its region, or a file that is in the way."""


class JsonError(ZfbgError):
    """A JSON text or dict that is no report of zfbg; the message begins with the path of what is wrong in it."""


class TableError(ZfbgError):
    """A table that cannot be made or written: a package is not installed, or its format or its reports will not do."""


class StoreError(ZfbgError):
    """A store that cannot be used: no store, of a newer version, held by another process; or what is asked of it."""


class PluginError(ZfbgError):
    """A plugin is at fault and ``strict=True`` asked to be told by an exception."""


class PanelError(ZfbgError):
    """Reports that cannot be set side by side: of two regions, or the later one given for the earlier."""


class ChartError(ZfbgError):
    """A chart that cannot be drawn: nothing of its kind is told, or a package is not installed."""


class BatchError(ZfbgError):
    """Many documents that cannot be read: where to write them will not do, or one failed and that was to be told."""


class PluginWarning(UserWarning):
    """A plugin could not be used; the message names it, its version and the cure, and the others go on working."""


def needs(what: str, package: str, extra: str) -> str:
    """Why ``what`` cannot be done without an optional package, and the cure.

    >>> needs("page.html is a web page: reading it", "lxml", "html")
    'page.html is a web page: reading it needs lxml; pip install "zfbg[html]"'
    """
    return f'{what} needs {package}; pip install "zfbg[{extra}]"'


def place_of(error: BaseException) -> str:
    """File and line where ``error`` was raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown place"


def named(kind: str, names: Iterable[str], owners: Mapping[str, str]) -> str:
    """Records that stand in each other's way, for a message, with the plugins that give them where ``owners`` has them.

    >>> named("template", ["b", "a"], {"a": "plugin 'x' (zfbg-x 0.1.0)"})
    "template 'a' of plugin 'x' (zfbg-x 0.1.0) and template 'b'"
    """
    told = (f"{kind} {name!r}" + (f" of {owners[name]}" if owners.get(name) else "") for name in sorted(names))
    return " and ".join(told)
