"""Where a report contradicts itself: checks, each a function over a whole report, and what they find.

A check never mends and never reads the text anew; it compares what was read. The checks that zfbg brings are given by
the same hook as those of plugins (:func:`zfbg.hookspecs.zfbg_checks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from zfbg.errors import named, place_of
from zfbg.model import Finding, Issue, Report, Span
from zfbg.records import fault


@frozen
class Check:
    """A named check: finds what a report says against itself."""

    name: str
    find: Callable[[Report], Iterable[Finding]]


def findings(
    report: Report, checks: Iterable[Check], owners: Mapping[str, str] | None = None
) -> tuple[tuple[Finding, ...], tuple[Issue, ...]]:
    """What ``checks`` find in ``report``, in text order, and an issue ``check-failed`` for each check that fails.

    The issue names the plugin that gives the check where ``owners`` (by the name of the check) has it.
    """
    whole = Span(0, len(report.source.raw))

    def fails(check: Check, what: str) -> Issue:
        who = named("check", [check.name], owners or {})
        message = f"{who} {what}; what it found is left out: tell its authors, or uninstall its plugin"
        return Issue(whole, "check-failed", message)

    found: list[Finding] = []
    failed: list[Issue] = []
    for check in checks:
        try:
            own = tuple(check.find(report))
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


def _fault(found: Finding) -> str | None:
    return fault(found, Finding) or next((what for span in found.spans if (what := fault(span, Span))), None)
