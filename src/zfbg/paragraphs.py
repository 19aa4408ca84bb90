"""The body of a report as running text: what was read, mended, without the furniture of its page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from zfbg.model import Fact, Item, Report, Section
from zfbg.text import Span


def paragraphs(report: Report) -> Iterator[str]:
    """The mended paragraphs of headings and items; text that the source runs into its heading stays on its line.

    A heading begins a paragraph even where the source has the whole report on one line.
    """
    line: list[str] = []
    end = 0
    words = Mended(report)
    for node in report.walk():
        if isinstance(node, Fact):
            continue
        span = node.heading if isinstance(node, Section) else node.span
        between = words.of(Span(end, max(end, span.start)))
        if line and (isinstance(node, Section) or "\n" in between or "\r" in between):
            yield from _closed(line)
        elif line and between.isspace():
            line.append(between)
        line.append(node.text if isinstance(node, Item) else words.of(span))
        end = span.end
    yield from _closed(line)


def _closed(line: list[str]) -> Iterator[str]:
    """The paragraph in ``line``, if there is one; a line break within an item ends no paragraph."""
    if text := " ".join("".join(line).split("\n")).strip():
        yield text
    line.clear()


class Mended:
    """The mended words of any raw stretch of one report."""

    def __init__(self, report: Report) -> None:
        self._raw, self._changes = report.source.raw, report.changes
        self._ends = [change.span.end for change in report.changes]

    def of(self, span: Span) -> str:
        """``raw[span]`` with the changes made that begin in it; a change that keeps the length is cut to the span."""
        parts: list[str] = []
        at = span.start
        for number in range(bisect_left(self._ends, at), len(self._changes)):
            change = self._changes[number]
            start, end = change.span.start, change.span.end
            if start >= span.end:
                break
            low, high = max(start, at), min(end, span.end)
            parts.append(self._raw[at:low])
            if len(change.old) == len(change.new):
                parts.append(change.new[low - start : high - start])
            elif start >= span.start:
                parts.append(change.new)
            at = high
        return "".join((*parts, self._raw[at : span.end]))
