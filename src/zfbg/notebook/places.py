"""What has a place in a report, shown there: the headings above it and the raw words around it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from zfbg import brief
from zfbg.model import Fact, Finding, Item, Node, Report, Section, Span
from zfbg.notebook import grids, trees
from zfbg.page.labels import text

# How many characters of a long paragraph stand on either side of what is shown.
REACH = 200


@frozen(repr=False)
class View(brief.Shown):
    """What :meth:`zfbg.Report.show` gives: HTML in a notebook, text elsewhere."""

    report: Report
    node: Node | Finding | Span

    def __repr__(self) -> str:
        return "\n".join(self._text())

    def parts(self) -> Iterator[str]:
        """The parts of its HTML."""
        for span in _spans(self.node):
            above, around = _around(self.report, span)
            yield f"<p><small>{' › '.join(text(each) for each in above)}</small></p>"
            if not isinstance(self.node, Section):
                left, right = _more(span, around)
                yield f'<p class="raw">{left}{"".join(_marked(self.report, span, around))}{right}</p>'
        match self.node:
            case Section():
                yield from trees.tree(self.node)
            case Item():
                yield from grids.facts(self.node.facts)
            case Fact():
                yield from grids.fields(self.node)
            case Span():
                pass
            case _:
                yield f"<p>{text(repr(self.node))}</p>"

    def _text(self) -> Iterator[str]:
        raw = self.report.source.raw
        for span in _spans(self.node):
            above, around = _around(self.report, span)
            yield from above
            if not isinstance(self.node, Section | Item):
                left, right = _more(span, around)
                before, after = raw[around.start : span.start].lstrip(), raw[span.end : around.end].rstrip()
                yield f"{left}{before}【{raw[span.start : span.end]}】{after}{right}"
        match self.node:
            case Section():
                yield repr(self.node)
                yield from trees.lines(self.node)
            case Item():
                yield raw[self.node.span.start : self.node.span.end]
                yield from map(repr, self.node.facts)
            case Span():
                pass
            case _:
                yield repr(self.node)


def view(report: Report, node: Node | Finding | Span) -> View:
    """A view of ``node``; ValueError where its place is not in the text of the report."""
    for span in _spans(node):
        if span not in Span(0, len(report.source.raw)):
            raise ValueError(f"{node!r} stands outside the text of {report!r}; show it with the report that it is of")
    return View(report, node)


def _spans(node: Node | Finding | Span) -> tuple[Span, ...]:
    if isinstance(node, Finding):
        return node.spans
    return (node,) if isinstance(node, Span) else (node.span,)


def _around(report: Report, span: Span) -> tuple[list[str], Span]:
    """The headings above a stretch, from the top, and the item or heading that it stands in, cut to what is near."""
    above: list[str] = []
    children = report.children
    while section := next((each for each in children if isinstance(each, Section) and span in each.span), None):
        if span == section.span:
            break
        if span in section.heading:
            return above, _near(section.heading, span)
        above.append(f"{section.marker.text}{section.title}")
        children = section.children
    item = next((each for each in children if isinstance(each, Item) and span in each.span), None)
    return above, _near(item.span if item else Span(0, len(report.source.raw)), span)


def _near(whole: Span, span: Span) -> Span:
    return Span(max(whole.start, span.start - REACH), min(whole.end, span.end + REACH))


def _more(span: Span, around: Span) -> tuple[str, str]:
    """Signs that words were left out before and behind what is near."""
    left = "…" if span.start - around.start == REACH else ""
    return left, "…" if around.end - span.end == REACH else ""


def _marked(report: Report, asked: Span, around: Span) -> Iterator[str]:
    """The raw words around a stretch: it is marked, and so are the facts beside it or, of an item, within it."""
    raw, at = report.source.raw, around.start
    facts = [fact.span for fact in report.facts if fact.span in around]
    within = [span for span in facts if span in asked and span != asked]
    marks = within or [asked, *(span for span in facts if span.end <= asked.start or asked.end <= span.start)]
    for span in sorted(marks, key=lambda span: (span.start, span.end)):
        if span.start < at:
            continue
        kind = ' class="asked"' if span == asked else ""
        yield f"{text(raw[at : span.start])}<mark{kind}>{text(raw[span.start : span.end])}</mark>"
        at = span.end
    yield text(raw[at : around.end])
