"""What holds for every report, whatever text it was read from, and what to say of a report that breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from zfbg.model import Change, Fact, Furniture, Issue, Item, MetaField, Report, Section, Span
from zfbg.paragraphs import Mended
from zfbg.text import Text

# The words that Fact.measure, status and bound are made of (docs/model.md).
MEASURES = frozenset({"level", "growth", "change", "share", "progress", "rank", "criterion"})
STATUSES = frozenset({"", "actual", "estimated", "planned"})
BOUNDS = frozenset({"", ">=", "<=", "~"})
CALLED: dict[type, str] = {
    Section: "a section",
    Item: "an item",
    Fact: "a fact",
    Furniture: "a piece of furniture",
    Issue: "an issue",
    Change: "a change",
    MetaField: "an element of the head",
}
MOST = 5


def assert_report(report: Report) -> None:
    """AssertionError where an invariant of a report does not hold; its message says what, where and in which words.

    Changes are in order and replay; headings, items and furniture tile the text; sections hold what is below them,
    items and headings their facts; the words of each item and fact are those of its span, mended; no reader failed.

    >>> from attrs import evolve
    >>> import zfbg
    >>> report = zfbg.parse("一、工业\\n产值5亿元。")
    >>> assert_report(report)
    >>> section = evolve(report.children[0], children=())
    >>> assert_report(evolve(report, children=(section,)))
    Traceback (most recent call last):
    AssertionError: text: the report breaks what holds for every report
      these words are in no heading, item or furniture at [5, 11): '产值5亿元。'
    """
    __tracebackhide__ = True
    raw = report.source.raw
    # What follows quotes by spans and replays changes: where these are wrong, it would tell of nothing else.
    broken = [*_outside(report), *_unreplayable(report)]
    if not broken:
        broken = [*_untiled(report), *_misnested(report), *_misread(report), *_failed(report)]
    if broken:
        told = [
            f"  {what} at [{span.start}, {span.end}): {_cut(raw[span.start : span.end])!r}" for what, span in broken
        ]
        more = [f"  … and {len(told) - MOST} more"] if len(told) > MOST else []
        name = report.source.name or "text"
        raise AssertionError("\n".join((f"{name}: the report breaks what holds for every report", *told[:MOST], *more)))


Broken = Iterator[tuple[str, Span]]


def _outside(report: Report) -> Broken:
    whole = Span(0, len(report.source.raw))
    spanned = (*report.walk(), *report.furniture, *report.issues, *report.changes, *report.meta.fields)
    for each in spanned:
        spans = (each.span, each.heading) if isinstance(each, Section) else (each.span,)
        for span in spans:
            if not 0 <= span.start <= span.end <= whole.end:
                yield f"{CALLED[type(each)]} lies outside the text (0 to {whole.end})", span


def _unreplayable(report: Report) -> Broken:
    """Changes that cannot be put into the raw text one after another."""
    at = 0
    for change in report.changes:
        if change.span.start < at:
            yield "a change overlaps the one before it", change.span
        if report.quote(change) != change.old:
            yield f"a change says that {_cut(change.old)!r} stood here", change.span
        if not change.by:
            yield "a change names no repair", change.span
        at = change.span.end


def _untiled(report: Report) -> Broken:
    """Words that are in two of headings, items and furniture, or in none."""
    leaves = [(CALLED[Furniture], part.span) for part in report.furniture]
    for node in report.walk():
        if isinstance(node, Section):
            leaves.append(("a heading", node.heading))
        elif isinstance(node, Item):
            leaves.append((CALLED[Item], node.span))
    leaves.sort(key=lambda leaf: (leaf[1].start, leaf[1].end))
    for (one, before), (other, after) in pairwise(leaves):
        if after.start < before.end:
            yield f"these words are in {one} and in {other}", Span(after.start, min(before.end, after.end))
    raw, at = report.source.raw, 0
    # A change may have lost what it was made of, such as noise between two items.
    for span in sorted([*(leaf for _, leaf in leaves), *(change.span for change in report.changes)]):
        yield from _words(raw, at, span.start)
        at = max(at, span.end)
    yield from _words(raw, at, len(raw))


def _words(raw: str, start: int, end: int) -> Broken:
    if found := raw[start:end].strip():
        at = raw.index(found, start)
        yield "these words are in no heading, item or furniture", Span(at, at + len(found))


def _misnested(report: Report) -> Broken:
    """Children that leave what they are in, or stand before the one before them."""
    yield from _misplaced(report.children, Span(0, len(report.source.raw)))
    for node in report.walk():
        if isinstance(node, Fact):
            continue
        if isinstance(node, Section):
            if node.heading not in node.span:
                yield "a heading leaves its section", node.heading
            yield from _misplaced(node.children, Span(node.heading.end, node.span.end))
        for fact in node.facts:
            if fact.span not in node.span or not len(fact.span):
                yield f"a fact ({fact.by or 'by no rule'}) is empty or leaves {CALLED[type(node)]}", fact.span


def _misplaced(nodes: tuple[Section | Item, ...], outer: Span) -> Broken:
    at = outer.start
    for node in nodes:
        if node.span.start < at or node.span not in outer:
            yield f"{CALLED[type(node)]} overlaps the one before it, or leaves what it is in", node.span
        at = node.span.end


def _misread(report: Report) -> Broken:
    """Items and facts whose words or values are not what stands at their place."""
    words = Mended(report)
    for node in report.walk():
        if isinstance(node, Section):
            continue
        if not _mends(words.text, node.span, node.text):
            there = words.of(node.span)
            who = f"a fact ({node.by or 'by no rule'})" if isinstance(node, Fact) else "an item"
            yield f"{who} has the text {_cut(node.text)!r}, which is {_cut(there)!r} when mended", node.span
        if isinstance(node, Fact):
            yield from ((what, node.span) for what in _unlike(node))


def _mends(text: Text, span: Span, words: str) -> bool:
    """Whether ``words`` stand in ``text`` just where ``span`` is mended; several characters may come from one place."""
    start = text.at(span.start)
    while start < len(text) and text.span(start, start + 1).start == span.start:
        if str(text).startswith(words, start) and text.span(start, start + len(words)) == span:
            return True
        start += 1
    return not words and not len(span)


def _unlike(fact: Fact) -> Iterator[str]:
    """What a fact has that no fact can have."""
    who = f"a fact ({fact.by or 'by no rule'})"
    for name, known in (("measure", MEASURES), ("status", STATUSES), ("bound", BOUNDS)):
        if (value := getattr(fact, name)) not in known:
            yield f"{who} has the {name} {value!r}, which is none of {', '.join(map(repr, sorted(known)))}"
    for name in ("value", "lower", "upper", "base_value"):
        if (value := getattr(fact, name)) is not None and not isinstance(value, Decimal):
            yield f"{who} has the {name} {value!r}, which is no Decimal"


def _failed(report: Report) -> Broken:
    for issue in report.issues:
        if issue.code == "reader-failed":
            yield issue.message, issue.span


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
