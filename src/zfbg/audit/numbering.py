"""Gaps, repeats and restarts in the numbering of headings, as the outline met them."""

from __future__ import annotations

from collections.abc import Iterator

from zfbg.audit import Check
from zfbg.hookspecs import hookimpl
from zfbg.model import Finding, Report

CODES = frozenset({"ordinal-gap", "ordinal-repeated", "ordinal-restart", "ordinal-lost"})


def find(report: Report) -> Iterator[Finding]:
    """What the outline could not count."""
    for issue in report.issues:
        if issue.code in CODES:
            yield Finding("numbering", "hard", issue.message, (issue.span,))


@hookimpl
def zfbg_checks() -> tuple[Check, ...]:
    return (Check("numbering", find),)
