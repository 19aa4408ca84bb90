"""The body of a report as running text: what was read, mended, without the furniture of its page."""

from __future__ import annotations

from collections.abc import Iterator

from zfbg.model import Fact, Item, Report, Section
from zfbg.text import Span, Text


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
        self.text = Text.replayed(report.source.raw, report.changes)

    def of(self, span: Span) -> str:
        """The characters that came from ``raw[span]``; where two stretches meet, each has its own share of a change."""
        return str(self.text)[self.text.at(span.start) : self.text.at(span.end)]
