"""The raw text of a report with its marks: furniture, headings, repairs, facts, and what findings and issues are about.

All of these are stretches of one text that may lie across each other. So the text is cut wherever one begins or ends,
and each piece says what it is of; only headings, which are disjoint, are elements around pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from zfbg.model import Finding, Report, Section, Span
from zfbg.page.labels import text


@define
class _Piece:
    """What holds between two places where something begins or ends; numbers count from 1."""

    start: int
    kinds: list[str] = field(factory=list)
    fact: int = 0
    change: int = 0
    anchors: list[str] = field(factory=list)
    title: str = ""


def marked(report: Report, findings: Sequence[Finding] = ()) -> str:
    """The raw text as HTML; ``f3`` anchors the third fact, ``c3``, ``i3`` and ``a3`` a change, issue and finding."""
    raw = report.source.raw
    pieces = _pieces(report, findings)
    headings = [node for node in report.walk() if isinstance(node, Section)]
    levels = _levels(report)
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    heads = {node.heading.start: node for node in headings if len(node.heading)}
    numbers = {id(node): number for number, node in enumerate(headings, 1)}
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        while opened and opened[-1][0] <= piece.start:
            parts.append(opened.pop()[1])
        if node := heads.get(piece.start):
            level = min(levels[id(node)] + 2, 6)
            parts.append(f'<h{level} id="s{numbers[id(node)]}">')
            opened.append((node.heading.end, f"</h{level}>"))
        end = len(raw) if after is None else after.start
        parts.append(_element(piece, raw[piece.start : end], report))
    parts += [close for _, close in reversed(opened)]
    return "".join(parts)


def _levels(report: Report) -> dict[int, int]:
    levels: dict[int, int] = {}
    stack = [(node, 1) for node in report.children if isinstance(node, Section)]
    while stack:
        node, level = stack.pop()
        levels[id(node)] = level
        stack += [(child, level + 1) for child in node.children if isinstance(child, Section)]
    return levels


def _pieces(report: Report, findings: Sequence[Finding]) -> list[_Piece]:
    spans = list(_spans(report, findings))
    length = len(report.source.raw)
    edges = {0, *(place for span, *_ in spans for place in (span.start, span.end) if place < length)}
    pieces = {start: _Piece(start) for start in sorted(edges)}
    starts = sorted(edges)
    index = {start: number for number, start in enumerate(starts)}
    ordered = [pieces[start] for start in starts]
    for span, kind, number, title in spans:
        first = index.get(span.start, len(ordered) - 1)
        last = index.get(span.end, len(ordered))
        if kind in {"fact", "change", "issue", "finding"}:
            ordered[first].anchors.append(f"{'a' if kind == 'finding' else kind[0]}{number}")
        for piece in ordered[first:last]:
            piece.kinds.append(kind)
            if kind == "fact":
                piece.fact = number
            elif kind == "change":
                piece.change = number
            if title:
                piece.title = f"{piece.title}; {title}" if piece.title else title
    return ordered


def _spans(report: Report, findings: Sequence[Finding]) -> Iterator[tuple[Span, str, int, str]]:
    """All that is marked: where, what, which, and what to say of it."""
    for part in report.furniture:
        yield part.span, f"furniture {part.kind}", 0, ""
    for node in report.walk():
        if isinstance(node, Section):
            yield node.heading, "heading", 0, ""
    for number, change in enumerate(report.changes, 1):
        yield change.span, "change", number, f"{change.old!r} → {change.new!r} ({', '.join(change.by)})"
    for number, fact in enumerate(report.facts, 1):
        about = fact.subject + fact.indicator
        yield fact.span, "fact", number, f"{about} · {fact.measure}" + (f" · {fact.period.edtf}" if fact.period else "")
    for number, issue in enumerate(report.issues, 1):
        if len(issue.span) < len(report.source.raw):
            yield issue.span, "issue", number, issue.message
    for number, found in enumerate(findings, 1):
        for span in found.spans:
            yield span, "finding", number, found.message


def _element(piece: _Piece, words: str, report: Report) -> str:
    kinds = list(dict.fromkeys(kind for kind in piece.kinds if kind != "heading"))
    anchors = "".join(f'<a id="{anchor}" class="anchor"></a>' for anchor in piece.anchors if anchor[0] != "f")
    if not kinds:
        return anchors + text(words)
    shown = text(words)
    if piece.change:
        change = report.changes[piece.change - 1]
        # What a change puts there stands in its first piece; where facts cut it, the others are left empty.
        new = change.new if piece.start == change.span.start else ""
        shown = f"<del>{shown}</del><ins>{text(new)}</ins>"
    attributes = f' class="{" ".join(kinds)}"'
    if piece.title:
        attributes += f' title="{text(piece.title)}"'
    if not piece.fact:
        return f"{anchors}<span{attributes}>{shown}</span>"
    fact = report.facts[piece.fact - 1]
    first = f"f{piece.fact}" in piece.anchors
    attributes = attributes.replace('class="', f'class="m-{fact.measure} p-{fact.status or "supposed"} ', 1)
    if first:
        attributes += f' id="f{piece.fact}" tabindex="0" role="link"'
    return f'{anchors}<mark data-fact="{piece.fact}"{attributes}>{shown}</mark>'
