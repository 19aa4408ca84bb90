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
        for place in _places(self.report, self.node):
            yield f"<p><small>{' › '.join(text(each) for each in place.above)}</small></p>"
            if not isinstance(self.node, Section):
                yield f'<p class="raw">{place.left}{"".join(_marked(self.report, place))}{place.right}</p>'
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
        for place in _places(self.report, self.node):
            yield from place.above
            if not isinstance(self.node, Section | Item):
                pieces, at = [place.left], place.around.start
                for span in place.asked:
                    pieces += [raw[at : span.start], "【", raw[span.start : span.end], "】"]
                    at = span.end
                yield "".join((*pieces, raw[at : place.around.end], place.right)).strip()
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


@frozen
class _Place:
    """Stretches that stand in one item or heading, the headings above it, and what of it is near them."""

    above: tuple[str, ...]
    asked: tuple[Span, ...]
    around: Span
    whole: Span

    @property
    def left(self) -> str:
        """A sign that words were left out before."""
        return "…" if self.around.start > self.whole.start else ""

    @property
    def right(self) -> str:
        """A sign that words were left out behind."""
        return "…" if self.around.end < self.whole.end else ""


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


def _places(report: Report, node: Node | Finding | Span) -> Iterator[_Place]:
    """Where a value stands; stretches that are near each other in one item or heading are one place."""
    found: list[_Place] = []
    for span in sorted(set(_spans(node))):
        above, whole = _whole(report, span)
        around = Span(max(whole.start, span.start - REACH), min(whole.end, span.end + REACH))
        last = found[-1] if found else None
        if last and last.whole == whole and last.asked[-1].end <= span.start and around.start <= last.around.end:
            found[-1] = _Place(above, (*last.asked, span), Span(last.around.start, around.end), whole)
        else:
            found.append(_Place(above, (span,), around, whole))
    return iter(found)


def _whole(report: Report, span: Span) -> tuple[tuple[str, ...], Span]:
    """The headings above a stretch, from the top, and the item or heading that it stands in."""
    above: list[str] = []
    children = report.children
    while section := next((each for each in children if isinstance(each, Section) and span in each.span), None):
        if span == section.span:
            break
        if span in section.heading:
            return tuple(above), section.heading
        above.append(f"{section.marker.text}{section.title}")
        children = section.children
    item = next((each for each in children if isinstance(each, Item) and span in each.span), None)
    return tuple(above), item.span if item else Span(0, len(report.source.raw))


def _marked(report: Report, place: _Place) -> Iterator[str]:
    """The raw words of a place, what was asked for marked, and the facts beside it or, of an item, within it."""
    raw, at = report.source.raw, place.around.start
    facts = [fact.span for fact in report.facts if fact.span in place.around]
    within = [span for span in facts if span not in place.asked and any(span in asked for asked in place.asked)]
    beside = [
        span for span in facts if not any(span.start < each.end and each.start < span.end for each in place.asked)
    ]
    for span in sorted(within or [*place.asked, *beside]):
        if span.start < at:
            continue
        kind = ' class="asked"' if span in place.asked else ""
        yield f"{text(raw[at : span.start])}<mark{kind}>{text(raw[span.start : span.end])}</mark>"
        at = span.end
    yield text(raw[at : place.around.end])
