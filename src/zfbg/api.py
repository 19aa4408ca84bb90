"""Where sources, templates and the pipeline meet: the functions that users call."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from attrs import evolve

from zfbg import pipeline
from zfbg.audit import AGAINST, findings
from zfbg.errors import PluginError, PluginWarning, TemplateError
from zfbg.lexicon import PLAIN, Lexicon, using
from zfbg.loaders import load, load_path
from zfbg.model import Dated, Finding, Quantity, Report, Source
from zfbg.plugins import PluginInfo, installed
from zfbg.template import Template, by_name, choose
from zfbg.text import Text

# EDTF years have four digits, and what is counted back from one must have them too.
_YEARS = range(1000, 9000)


def parse(
    source: str | bytes | os.PathLike[str] | Source,
    *,
    template: str | Template | None = None,
    templates: Iterable[Template] | None = None,
    strict: bool = False,
) -> Report:
    """Read a work report into its tree of sections, items and facts.

    ``source`` is the text itself (str), the bytes of a file, a path (``pathlib.Path``) or a Source. The installed
    template that claims it is used, the generic one where none does; ``template`` names another or is one, and
    ``templates`` stand in for all the installed ones. A plugin that is at fault is left out with a PluginWarning, and
    one of its readers that fails on this text costs its own facts (an issue ``reader-failed``); ``strict`` makes either
    a PluginError.

    No text makes it raise: what is wrong with a text is in ``Report.issues``. SourceError says why bytes or a file
    cannot be read as text, AmbiguousTemplate that two templates claim one document, TemplateError that a template is
    unknown or broken.

    >>> report = parse("一、上半年工作情况\\n1-5月，全县实现规上工业总产值118.20亿元。")
    >>> [(fact.indicator, str(fact.value), fact.unit, fact.period.edtf) for fact in report.facts]
    [('规上工业总产值', '118.20', '亿元', 'XXXX-01/XXXX-05')]
    """
    with _strictly(strict):
        report = parsed(read(source), template, templates)
        for issue in report.issues:
            if issue.code == "reader-failed":
                warnings.warn(f"{report.source.name or 'text'}: {issue.message}", PluginWarning, stacklevel=2)
        return report


def parsed(
    document: Source, template: str | Template | None = None, templates: Iterable[Template] | None = None
) -> Report:
    """The report of a document as :func:`parse` gives it, without a warning of what is in ``Report.issues``."""
    return _parsed(document, template if isinstance(template, Template) else _chosen(document, template, templates))


def _parsed(document: Source, chosen: Template) -> Report:
    owner = _owners("templates").get(chosen.name, "")
    owners = {reader.name: owner for reader in chosen.readers} | _owners("readers")
    try:
        return pipeline.parse(document, evolve(chosen, readers=(*chosen.readers, *installed().readers)), owners)
    except TemplateError as error:
        who = f"{owner}: " if owner else ""
        raise type(error)(f"{who}{error}") from error.__cause__


@contextmanager
def _strictly(strict: bool) -> Iterator[None]:
    """Where ``strict``, a PluginError in place of every PluginWarning within; those of the loading are told at once."""
    if not strict:
        yield
        return
    plugins(strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error", PluginWarning)
        try:
            yield
        except PluginWarning as warning:
            raise PluginError(str(warning)) from warning


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence outside a report, in order; spans are half-open offsets of ``text``.

    The text is mended first, as :func:`parse` mends a report (traditional script, full width, inserted pinyin), and
    the bounds on either side are read (近, 超过, 以上). What is no quantity is left out: numbering, names, dates, bare
    numbers. No text makes it raise.

    >>> [(found.text, str(found.value), found.unit, str(found.base_value)) for found in quantities("产值3.5亿元")]
    [('3.5亿元', '3.5', '亿元', '350000000')]
    >>> [(str(found.lower), str(found.upper), found.unit) for found in quantities("招收十八至三十万人")]
    [('18', '30', '万人')]
    """
    from zfbg.facts import stated

    return tuple(stated.quantities(_mended(text)))


def periods(text: str, year: int | None = None) -> tuple[Dated, ...]:
    """The times that a sentence outside a report names, in order; spans are half-open offsets of ``text``.

    ``year`` is the one that 今年 and 5月 are of. Without it 今年 and its like are left out, and 5月 is ``XXXX-05``.
    Bases of comparison (同比, 比上年) are no times of their own. No text makes it raise; ValueError for a year without
    four digits.

    >>> [(found.text, found.period.edtf) for found in periods("今年1-5月和2021年上半年", year=2023)]
    [('今年1-5月', '2023-01/2023-05'), ('2021年上半年', '2021-01/2021-06')]
    """
    if year is not None and year not in _YEARS:
        raise ValueError(f"year={year} is no year that a report is of; give one from {_YEARS[0]} to {_YEARS[-1]}")
    from zfbg.facts import stated

    return tuple(stated.periods(_mended(text), year))


def audit(
    report: Report,
    *,
    against: Iterable[Report] = (),
    all: bool = False,  # noqa: A002 - as the option of the command line is called
    strict: bool = False,
) -> tuple[Finding, ...]:
    """What a report says against itself, in text order, by the checks of zfbg and of all plugins.

    ``against`` are reports to hold it against, such as that of the year before. ``all`` gives what was compared and
    agrees (``holds``) and what is worth knowing (``info``) as well. A check that fails costs what it found, with a
    PluginWarning; ``strict`` makes that a PluginError.

    >>> report = parse("一、工业情况\\n工业投资占固定资产投资的141.9%。")
    >>> [(found.check, found.severity, found.message) for found in audit(report)]
    [('shares', 'hard', '141.9% is no share of a whole')]
    """
    with _strictly(strict):
        with using(_words(report)):
            found, failed = findings(report, installed().checks, _owners("checks"), against)
        for issue in failed:
            warnings.warn(f"{report.source.name or 'text'}: {issue.message}", PluginWarning, stacklevel=2)
        return tuple(each for each in found if all or each.severity in AGAINST)


def _words(report: Report) -> Lexicon:
    """The words of the template that read a report; those of zfbg alone where it is not installed."""
    return next((each.lexicon for each in installed().templates if each.name == report.template), PLAIN)


def plugins(*, strict: bool = False) -> tuple[PluginInfo, ...]:
    """The installed plugins and what they give; ``error`` says what is wrong with one that cannot be used.

    ``strict`` raises a PluginError that tells of all that cannot be used.

    >>> [plugin.templates for plugin in plugins() if plugin.name == "generic"]
    [('generic',)]
    """
    with warnings.catch_warnings():
        if strict:  # told by the exception
            warnings.simplefilter("ignore", PluginWarning)
        infos = installed().infos
    if strict and (faults := [plugin.error for plugin in infos if plugin.error]):
        raise PluginError("\n".join(faults))
    return infos


def read(source: str | bytes | os.PathLike[str] | Source, name: str = "") -> Source:
    """The Source of what :func:`parse` takes; ``name`` is what to call bytes or a text. SourceError as there."""
    if isinstance(source, Source):
        return source
    if isinstance(source, str):
        return Source(source, name)
    from zfbg.loaders.plain import PLAIN

    if isinstance(source, bytes | bytearray | memoryview):
        return load(bytes(source), name, installed().loaders, PLAIN, _owners("loaders"))
    if isinstance(source, os.PathLike):
        return load_path(source, installed().loaders, PLAIN, _owners("loaders"))
    raise TypeError(f"zfbg reads str, bytes, a path or a Source, not {type(source).__name__}")


def find(name: str) -> Template:
    """The installed template called ``name``; TemplateError lists those there are."""
    return by_name(name, installed().templates)


def _mended(text: str) -> Text:
    from zfbg.generic import GENERIC

    return pipeline.mend(Text.of(text), GENERIC)


def _chosen(document: Source, name: str | None, templates: Iterable[Template] | None) -> Template:
    from zfbg.generic import GENERIC

    known = installed().templates if templates is None else (GENERIC, *templates)
    for template in known:
        if not isinstance(template, Template):
            raise TemplateError(f"templates= takes Template records, not {template!r:.80}")
    return choose(document, known, GENERIC, _owners("templates")) if name is None else by_name(name, known)


def _owners(kind: str) -> dict[str, str]:
    """The plugins that give what is installed of one kind, by its names."""
    return {name: str(plugin) for plugin in installed().infos for name in getattr(plugin, kind)}
