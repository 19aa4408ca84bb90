"""The installed plugins: loaded one by one, held to the rules, listed with what they give or with what is wrong.

A plugin is used whole or not at all. One that fails is named in a PluginWarning and in :attr:`PluginInfo.error`, and
the others go on. Names of templates, readers, loaders and checks are unique across plugins; a name that two of
them give belongs to neither, so the order in which they load never decides anything.
"""

from __future__ import annotations

import inspect
import os
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen

from zfbg.audit import Check
from zfbg.brief import some
from zfbg.errors import PluginWarning
from zfbg.loaders import Loader
from zfbg.records import fault
from zfbg.template import Reader, Template

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from pluggy import PluginManager

GROUP = "zfbg"
BUILT_IN = {
    "generic": "zfbg.generic",
    "plain": "zfbg.loaders.plain",
    "html": "zfbg.loaders.html",
    "docx": "zfbg.loaders.docx",
    "pdf": "zfbg.loaders.pdf",
    "audit": "zfbg.audit.checks",
}
RECORDS: dict[str, type[Template] | type[Reader] | type[Loader] | type[Check]] = {
    "zfbg_templates": Template,
    "zfbg_readers": Reader,
    "zfbg_loaders": Loader,
    "zfbg_checks": Check,
}
# The records of these hooks say of which documents they are.
_CLAIMING = frozenset({"zfbg_templates", "zfbg_loaders"})


@frozen
class PluginInfo:
    """An installed plugin: its entry point, the distribution that brought it, the names of what it gives.

    ``error`` is None, or what is wrong with the plugin and the cure; it then gives nothing.
    """

    name: str
    distribution: str
    version: str
    templates: tuple[str, ...] = field(default=(), repr=some)
    readers: tuple[str, ...] = field(default=(), repr=some)
    loaders: tuple[str, ...] = field(default=(), repr=some)
    checks: tuple[str, ...] = field(default=(), repr=some)
    error: str | None = None

    def __str__(self) -> str:
        return f"plugin {self.name!r} ({self.distribution} {self.version})"


@frozen
class Installed:
    """All that the sound plugins give, by name, and the list of all plugins."""

    infos: tuple[PluginInfo, ...]
    templates: tuple[Template, ...]
    readers: tuple[Reader, ...]
    loaders: tuple[Loader, ...]
    checks: tuple[Check, ...]


@cache
def installed() -> Installed:
    """What is installed, found on first use. ``ZFBG_DISABLE_PLUGINS=1`` leaves only what zfbg itself brings."""
    from importlib.metadata import EntryPoint, entry_points

    entries = [EntryPoint(name, module, GROUP) for name, module in BUILT_IN.items()]
    if os.environ.get("ZFBG_DISABLE_PLUGINS", "") in ("", "0"):
        entries += entry_points(group=GROUP)
    return assemble(entries)


def assemble(entries: Iterable[EntryPoint]) -> Installed:
    """Load ``entries`` and gather what they give; a PluginWarning for each that is at fault."""
    from pluggy import PluginManager

    from zfbg import hookspecs

    manager = PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    candidates = sorted((_Candidate(_info(entry), entry) for entry in entries), key=lambda each: each.order)
    for candidate in candidates:
        candidate.load(manager)
    plugins = [candidate.plugin for candidate in candidates if not candidate.info.error]
    for candidate in candidates:
        if not candidate.info.error:
            candidate.ask(manager, [plugin for plugin in plugins if plugin is not candidate.plugin])
    for candidate, what in _contested(candidates):
        candidate.fail(what)
    for candidate in candidates:
        if candidate.info.error:
            warnings.warn(candidate.info.error, PluginWarning, stacklevel=3)
    return Installed(
        infos=tuple(candidate.listed() for candidate in candidates),
        templates=tuple(record for each in candidates for record in each.given("zfbg_templates")),
        readers=tuple(record for each in candidates for record in each.given("zfbg_readers")),
        loaders=tuple(record for each in candidates for record in each.given("zfbg_loaders")),
        checks=tuple(record for each in candidates for record in each.given("zfbg_checks")),
    )


def _info(entry: EntryPoint) -> PluginInfo:
    if entry.dist is None:
        from importlib.metadata import version

        return PluginInfo(entry.name, "zfbg", version("zfbg"))
    try:
        name, number = entry.dist.name, entry.dist.version
    except Exception:  # what is left of a distribution that was half removed
        name = number = ""
    return PluginInfo(entry.name, name or entry.module, number or "of unknown version")


@define
class _Candidate:
    """A plugin on its way in: loaded, then asked, unless it fails."""

    info: PluginInfo
    entry: EntryPoint
    plugin: Any = None
    records: dict[str, tuple[Any, ...]] = field(factory=dict)

    @property
    def order(self) -> tuple[str, str, str]:
        return self.info.distribution, self.info.name, self.entry.value

    @property
    def built_in(self) -> bool:
        return self.entry.dist is None

    def fail(self, what: str) -> None:
        """Leave the plugin out; the first thing that is wrong with it is told."""
        self.records = {}
        if not self.info.error:
            cure = f"update it or uninstall {self.info.distribution}"
            self.info = evolve(self.info, error=f"{self.info}: {' '.join(what.split())}; {cure}")

    def load(self, manager: PluginManager) -> None:
        """Import the plugin and hold it to the hooks; what zfbg itself brings must not fail."""
        from pluggy import PluginValidationError

        name = f"{self.info.distribution}:{self.info.name}"
        try:
            self.plugin = self.entry.load()
            manager.register(self.plugin, name)
            manager.check_pending()
            unmarked = [
                hook for hook in _hook_like(self.plugin) if manager.parse_hookimpl_opts(self.plugin, hook) is None
            ]
            if unmarked:
                self.fail(f"{unmarked[0]} is not marked with @hookimpl (names that begin with zfbg_ are for hooks)")
            elif not manager.get_hookcallers(self.plugin):
                self.fail(f"has none of the hooks {', '.join(sorted(RECORDS))} marked with @hookimpl")
        except PluginValidationError as error:
            self.fail(f"is no plugin of this zfbg: {error}; its hooks are {', '.join(sorted(RECORDS))}")
        except (Exception, SystemExit) as error:
            if self.built_in:
                raise
            self.fail(f"cannot be loaded: {type(error).__name__}: {error}")
        if self.info.error and manager.has_plugin(name):
            manager.unregister(name=name)

    def ask(self, manager: PluginManager, others: list[Any]) -> None:
        """Call the hooks of this plugin alone, so that what they raise or return is known to be its own."""
        for hook in sorted(caller.name for caller in manager.get_hookcallers(self.plugin) or ()):
            kind = RECORDS[hook]
            try:
                results = manager.subset_hook_caller(hook, remove_plugins=others)()
                records = tuple(results[0]) if results else (None,)
            except (Exception, SystemExit) as error:
                self.fail(f"{hook} raised {type(error).__name__}: {error}")
                return
            if wrong := [what for record in records if (what := fault(record, kind))]:
                self.fail(f"{hook} gave {wrong[0]}")
                return
            if not all(record.name for record in records):
                self.fail(f"{hook} gave a {kind.__name__} without a name")
                return
            self.records[hook] = records

    def given(self, hook: str) -> tuple[Any, ...]:
        """What the plugin gives, with a ``claims`` that cannot stop the other plugins."""
        records = self.records.get(hook, ())
        if self.built_in or hook not in _CLAIMING:
            return records
        return tuple(evolve(record, claims=_Guarded(record.claims, self.info, record.name)) for record in records)

    def listed(self) -> PluginInfo:
        return evolve(
            self.info,
            templates=self.names("zfbg_templates"),
            readers=self.names("zfbg_readers"),
            loaders=self.names("zfbg_loaders"),
            checks=self.names("zfbg_checks"),
        )

    def names(self, hook: str) -> tuple[str, ...]:
        return tuple(sorted(record.name for record in self.records.get(hook, ())))


@frozen
class _Guarded:
    """The ``claims`` of a plugin: where it raises, a PluginWarning says so and the record claims nothing."""

    claims: Callable[..., object]
    plugin: PluginInfo
    name: str

    def __call__(self, *document: object) -> bool:
        try:
            return bool(self.claims(*document))
        except Exception as error:
            what = f"claims of {self.name!r} raised {type(error).__name__}: {error}"
            cure = f"update it or uninstall {self.plugin.distribution}"
            warnings.warn(f"{self.plugin}: {' '.join(what.split())}; {cure}", PluginWarning, stacklevel=2)
            return False


def _hook_like(plugin: object) -> list[str]:
    """The names of functions in ``plugin`` that look like hooks."""
    return [name for name in dir(plugin) if name.startswith("zfbg_") and inspect.isroutine(getattr(plugin, name))]


def _contested(candidates: Iterable[_Candidate]) -> list[tuple[_Candidate, str]]:
    """The plugins that give a name which they or another give too; what zfbg itself brings keeps its names."""
    faults = []
    for hook, kind in RECORDS.items():
        owners: dict[str, list[_Candidate]] = {}
        for candidate in candidates:
            for record in candidate.records.get(hook, ()):
                owners.setdefault(record.name, []).append(candidate)
        for name, several in owners.items():
            if len(several) > 1:
                who = " and ".join(str(each.info) for each in several)
                what = f"the {kind.__name__.lower()} name {name!r} is given by {who}"
                faults += [(each, what) for each in several if not each.built_in]
    return faults
