"""Audit a folder of reports: how much is found of each kind, each finding with its words, and what is found of slips.

``audit.py ../shared/corpus`` prints a table of checks and severities and then every hard and soft finding, to be read
by a person against its text. ``--slips`` puts a slip into each sum, share, progress and growth that holds, one at a
time (the first digit of one of its figures is changed), and counts how many of them an audit then tells of.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import zfbg
from zfbg import testing

SUFFIXES = {".txt", ".html", ".docx", ".pdf"}
# The checks that compute one figure from others; a slip in what is only no larger than something may well be none.
COMPUTED = ("sums", "shares", "progress", "growth", "rates")
SEVERITIES = ("hard", "soft", "info", "holds")


def documents(folder: Path) -> Iterator[tuple[str, zfbg.Report]]:
    """Name and report of each file of ``folder`` that zfbg reads, in order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES:
            try:
                yield f"{path.parent.name}/{path.name}", zfbg.parse(path)
            except zfbg.SourceError as error:
                print(f"not read: {error}")


def words(report: zfbg.Report, finding: zfbg.Finding) -> str:
    """The words that a finding is about, with some on either side."""
    start, end = min(span.start for span in finding.spans), max(span.end for span in finding.spans)
    raw = report.source.raw
    shown = raw[max(0, start - 60) : min(end + 30, start + 300)]
    return " ".join(shown.split())


def slips(name: str, report: zfbg.Report, found: Counter[tuple[str, bool]]) -> None:
    """Change a figure of each finding that holds, and count by check whether the audit then tells of it."""
    raw = report.source.raw
    for finding in zfbg.audit(report, all=True):
        if finding.check not in COMPUTED or finding.severity != "holds" or len(finding.spans) < 2:
            continue
        span = finding.spans[-1] if finding.check == "sums" else finding.spans[0]
        figure = raw[span.start : span.end]
        at = next((at for at, sign in enumerate(figure) if sign in "123456789"), None)
        if at is None:
            continue
        slip = figure[:at] + ("9" if figure[at] != "9" else "1") + figure[at + 1 :]
        broken = zfbg.parse(raw[: span.start] + slip + raw[span.end :], template=report.template)
        told = any(
            each.severity in {"hard", "soft"} and any(part.start <= span.start < part.end for part in each.spans)
            for each in zfbg.audit(broken)
        )
        found[finding.check, told] += 1


DAMAGE: dict[str, Callable[[str], str]] = {
    "one line": testing.one_line,
    "wraps": testing.wrapped,
    "masks": testing.masked,
    "half width": testing.half_width,
    "traditional": testing.traditional,
    "spaces": testing.spaced,
    "links": partial(testing.linked, seed=1),
    "blanks": partial(testing.blanks, seed=1),
    "pages": partial(testing.paged, seed=1),
}


def damaged(name: str, report: zfbg.Report) -> Iterator[str]:
    """What an audit is sure of in a damaged text and was not in the text."""
    before = Counter(each.check for each in zfbg.audit(report) if each.severity == "hard")
    for kind, damage in DAMAGE.items():
        broken = zfbg.parse(damage(report.source.raw), template=report.template)
        hard = [each for each in zfbg.audit(broken) if each.severity == "hard"]
        for finding in hard:
            if sum(each.check == finding.check for each in hard) > before[finding.check]:
                yield f"{kind}: {name} {finding.check}: {finding.message}\n    {words(broken, finding)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--slips", action="store_true")
    parser.add_argument("--damaged", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("error", zfbg.PluginWarning)
    kinds: Counter[tuple[str, str]] = Counter()
    told: Counter[tuple[str, bool]] = Counter()
    shown: list[str] = []
    new: list[str] = []
    count = 0
    for name, report in documents(options.folder):
        count += 1
        for finding in zfbg.audit(report, all=True):
            kinds[finding.check, finding.severity] += 1
            if finding.severity in {"hard", "soft"}:
                shown.append(
                    f"{name} {finding.check} {finding.severity}: {finding.message}\n    {words(report, finding)}"
                )
        if options.slips:
            slips(name, report, told)
        new += damaged(name, report) if options.damaged else ()
    print(f"{count} reports\n{'':14}" + "".join(f"{severity:>8}" for severity in SEVERITIES))
    for check in sorted({check for check, _ in kinds}):
        print(f"{check:14}" + "".join(f"{kinds[check, severity]:8}" for severity in SEVERITIES))
    print(
        f"{'':14}" + "".join(f"{sum(n for (_, s), n in kinds.items() if s == severity):8}" for severity in SEVERITIES)
    )
    for entry in shown:
        print(entry)
    if options.damaged:
        print(f"{len(new)} new hard findings in {len(DAMAGE)} damages of each", *new, sep="\n")
    for check in COMPUTED if options.slips else ():
        print(f"slips in {check}: {told[check, True]} of {told[check, True] + told[check, False]} told of")


if __name__ == "__main__":
    main()
