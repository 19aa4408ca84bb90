"""Where a report contradicts itself: checks, each a function over a whole report, and what they find.

A check never mends and never reads the text anew; it compares what was read. The checks that zfbg brings are given by
the same hook as those of plugins (:func:`zfbg.hookspecs.zfbg_checks`), in ``checks.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve, frozen

from zfbg.audit.kept import kept
from zfbg.errors import named, place_of
from zfbg.model import Finding, Issue, Report, Span
from zfbg.records import fault

# The severities of what is said against a report; the others are told when all is asked for.
AGAINST = frozenset({"hard", "soft"})


@frozen
class Check:
    """A named check: finds what a report says against itself, and ``compare`` what it says against another report.

    ``compare`` gets the report and the other one; its findings have ``other_spans``, and ``findings`` names the other.
    """

    name: str
    find: Callable[[Report], Iterable[Finding]]
    compare: Callable[[Report, Report], Iterable[Finding]] | None = None


def findings(
    report: Report, checks: Iterable[Check], owners: Mapping[str, str] | None = None, against: Iterable[Report] = ()
) -> tuple[tuple[Finding, ...], tuple[Issue, ...]]:
    """What ``checks`` find in ``report``, in text order, and an issue ``check-failed`` for each check that fails.

    The issue names the plugin that gives the check where ``owners`` (by the name of the check) has it. ``against``
    are other reports to hold it against.
    """
    with kept():
        return _found(report, checks, owners or {}, tuple(against))


def _found(
    report: Report, checks: Iterable[Check], owners: Mapping[str, str], others: tuple[Report, ...]
) -> tuple[tuple[Finding, ...], tuple[Issue, ...]]:
    whole = Span(0, len(report.source.raw))

    def fails(check: Check, what: str) -> Issue:
        who = named("check", [check.name], owners)
        message = f"{who} {what}; what it found is left out: tell its authors, or uninstall its plugin"
        return Issue(whole, "check-failed", message)

    found: list[Finding] = []
    failed: list[Issue] = []
    for check in checks:
        try:
            own = tuple(check.find(report))
            own += tuple(found for other in others for found in _compared(check, report, other))
        except Exception as error:
            failed.append(fails(check, f"raised {type(error).__name__}: {error} ({place_of(error)})"))
            continue
        if wrong := [what for each in own if (what := _fault(each))]:
            failed.append(fails(check, f"gave {wrong[0]}"))
        elif outside := [span for each in own for span in each.spans if span not in whole]:
            failed.append(fails(check, f"gave [{outside[0].start}, {outside[0].end}), outside the text"))
        else:
            found += own
    return tuple(sorted(found, key=lambda each: (each.spans, each.check, each.message))), tuple(failed)


def _compared(check: Check, report: Report, other: Report) -> Iterator[Finding]:
    """What a check finds against another report, with the name of that one."""
    if check.compare is None:
        return
    name = other.source.path or other.source.name or other.meta.title or "the other report"
    for found in check.compare(report, other):
        yield evolve(found, other=name) if isinstance(found, Finding) else found


def _fault(found: Finding) -> str | None:
    return fault(found, Finding) or next((what for span in found.spans if (what := fault(span, Span))), None)
