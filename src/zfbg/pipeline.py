"""The way of a report: mend the text, set furniture aside, find headings, head and items, read facts, check.

Each step is a function of the template; this module only carries offsets of the mended text over to raw spans.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar, cast

from attrs import define, evolve

from zfbg.errors import LexiconError, TemplateError, place_of
from zfbg.lexicon import using
from zfbg.model import Fact, Furniture, Issue, Item, Meta, MetaField, Period, Report, Section, Source, Span, mended
from zfbg.records import fault, is_own
from zfbg.template import Clause, Context, Head, Heading, Reader, Stretch, Template, remainder
from zfbg.text import Edit, Replacement, Text

Record = TypeVar("Record")
Part = TypeVar("Part", Stretch, Heading, Clause)

# Roles of sections that speak of what is to be done.
AHEAD = frozenset({"plan", "safeguards"})


def parse(source: Source, template: Template, owners: Mapping[str, str] | None = None) -> Report:
    """Read ``source`` the way ``template`` says. No text makes it raise; TemplateError where the template is wrong.

    A reader that fails costs its own facts: an issue ``reader-failed`` names it, and its plugin where ``owners`` (by
    the name of the reader) has it.
    """
    with using(template.lexicon):
        try:
            return _parsed(source, template, owners or {})
        except _StageFailed as failure:
            where = f"template {template.name!r} on {source.name or 'text'}"
            cure = "tell its authors, or choose another with template=…"
            raise TemplateError(f"{where}: {failure}; {cure}") from failure.__cause__


def _parsed(source: Source, template: Template, owners: Mapping[str, str]) -> Report:
    text = mend(Text.of(source.raw), template)
    with _stage("furniture"):
        furniture = _apart(_parts(template.furniture(text), Stretch, 0, len(text)), text, source.aside)
    with _stage("outline"):
        found, issues = _pair(template.outline(text, remainder(text, furniture)))
        headings = _parts(found, Heading, 0, len(text))
    with _stage("head"):
        head = _whole(template.head(text, furniture, headings))
        aside = _parts(sorted((*furniture, *head.stretches), key=_place), Stretch, 0, len(text))
    children, failed = _nested(text, template, head.meta, remainder(text, aside), headings)
    report = Report(
        meta=head.meta,
        children=children,
        furniture=tuple(Furniture(text.span(part.start, part.end), part.kind) for part in aside),
        changes=text.changes(),
        issues=(
            *source.issues,
            *_guesses(text),
            *issues,
            *head.issues,
            *_without(source, headings, children),
            *(failure.issue(owners.get(failure.reader.name, "")) for failure in failed),
        ),
        source=source,
        template=template.name,
    )
    check(report, text)
    return report


def mend(text: Text, template: Template) -> Text:
    """The text with the repairs of ``template`` made, each on what the one before has mended."""
    for repair in template.repairs:
        with _stage(f"repair {repair.name!r}"):
            text = text.edited((_one(edit, Edit) for edit in _several(repair.find(text), Edit)), by=repair.name)
    return text


def _apart(found: Sequence[Stretch], text: Text, aside: Iterable[Furniture]) -> tuple[Stretch, ...]:
    """What the loader set aside, and what the template ``found`` beside it."""
    told = [Stretch(text.at(part.span.start), text.at(part.span.end), part.kind) for part in aside]
    told = [part for part in told if part.start < part.end]
    ends, parts = [part.end for part in told], list(told)
    for part in found:
        at = part.start
        for known in told[bisect_right(ends, at) :]:
            if known.start >= part.end:
                break
            if at < known.start:
                parts.append(Stretch(at, known.start, part.kind))
            at = known.end
        if at < part.end:
            parts.append(Stretch(at, part.end, part.kind))
    return tuple(sorted(parts, key=_place))


class _StageFailed(TemplateError):  # noqa: N818 - it says which function failed, for the message of a TemplateError
    """Which function of a template raised, or gave what does not belong to the text."""


class _Wrong(Exception):  # noqa: N818 - it says what a function gave, not what went wrong
    """What a function of a template gave that it may not give."""


@define
class _stage:  # noqa: N801 - it is used as a function is; contextmanager would take four times as long
    """Within, _StageFailed tells of what the function ``name`` of the template raises, or gives wrongly."""

    name: str

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, _Wrong):
            raise _StageFailed(f"{self.name} gave {error}") from error
        if isinstance(error, Exception) and not isinstance(error, TemplateError):
            raised = f"{type(error).__name__}: {error} ({place_of(error)})"
            raise _StageFailed(f"{self.name} raised {raised}") from error


def _one(record: object, kind: type[Record]) -> Record:
    """``record`` if it is a ``kind`` and holds what one holds."""
    if what := fault(record, kind):
        raise _Wrong(what)
    return cast(Record, record)


def _whole(head: Head) -> Head:
    """``head`` if all of its parts are such."""
    _one(_one(head, Head).meta, Meta)
    for element in head.meta.fields:
        _one(element, MetaField)
    for issue in head.issues:
        _one(issue, Issue)
    return head


def _several(records: Iterable[Record], kind: type[Record]) -> Iterable[Record]:
    if not isinstance(records, Iterable):
        raise _Wrong(f"{records!r:.80} where {kind.__name__} records belong")
    return records


def _pair(given: tuple[Iterable[Heading], Iterable[Issue]]) -> tuple[Iterable[Heading], tuple[Issue, ...]]:
    if not (isinstance(given, tuple) and len(given) == 2):
        raise _Wrong(f"{given!r:.80} where headings and issues belong")
    return given[0], tuple(_one(issue, Issue) for issue in _several(given[1], Issue))


def _parts(given: Iterable[Part], kind: type[Part], low: int, high: int, held: bool = False) -> tuple[Part, ...]:
    """What a function gave, if it is of one kind, in order, disjoint, and between two places of the text.

    ``held`` says that no other kind can be given: the function is one of zfbg.
    """
    parts = tuple(_several(given, kind))
    at = low
    for number, part in enumerate(parts):
        if not held:
            _one(part, kind)
        if not (at <= part.start <= part.end <= high):
            stands = f"a {kind.__name__} at [{part.start}, {part.end}) of the mended text"
            if not low <= part.start <= part.end <= high:
                raise _Wrong(f"{stands}, outside [{low}, {high})")
            before = parts[number - 1]
            raise _Wrong(f"{stands}, which overlaps the one before it at [{before.start}, {before.end}), or comes late")
        at = part.end
    return parts


class _ReaderFailed(Exception):  # noqa: N818 - it says what happened to the text, not what is wrong with the code
    """What a reader did wrong, and in which stretch of the text."""

    def __init__(self, reader: Reader, span: Span, what: str) -> None:
        super().__init__(what)
        self.reader, self.span, self.what = reader, span, what

    def issue(self, owner: str) -> Issue:
        """The issue that tells of it; ``owner`` is the plugin that gives the reader."""
        who = f"{owner}: " if owner else ""
        return Issue(
            self.span,
            "reader-failed",
            f"{who}reader {self.reader.name!r} {self.what}; its facts are left out: tell its authors, or uninstall it",
        )


def _nested(
    text: Text, template: Template, meta: Meta, body: Sequence[Stretch], headings: Sequence[Heading]
) -> tuple[tuple[Section | Item, ...], Sequence[_ReaderFailed]]:
    """The tree, read without the readers that fail anywhere in this text, and how these failed."""
    failed: list[_ReaderFailed] = []
    while True:
        try:
            return _Nesting(text, template, meta, body).nest(headings), failed
        except _ReaderFailed as failure:
            failed.append(failure)
            left = tuple(reader for reader in template.readers if reader is not failure.reader)
            template = evolve(template, readers=left)


class _Nesting:
    """Builds the tree of one report out of headings and lines; holds what every node needs."""

    def __init__(self, text: Text, template: Template, meta: Meta, body: Sequence[Stretch]) -> None:
        self.text, self.template, self.meta = text, template, meta
        self.body, self.ends, self.held = body, [line.end for line in body], is_own(template.items)

    def nest(self, headings: Sequence[Heading]) -> tuple[Section | Item, ...]:
        """Items before the first heading, then the sections of the top level."""
        end = len(self.text)
        outside = self._context((), "", None)
        before = self._items(0, headings[0].start if headings else end, outside)
        return (*before, *self._sections(headings, end, outside))

    def _sections(self, headings: Sequence[Heading], end: int, above: Context) -> Iterator[Section | Item]:
        """The sections that ``headings`` make, those of greater depth within those before them.

        Lines behind the end of a section and before the next are items of the section above.
        """
        if not headings:
            return
        tops = [0, *(n for n in range(1, len(headings)) if headings[n].depth <= headings[0].depth), len(headings)]
        for first, after in pairwise(tops):
            heading, below = headings[first], headings[first + 1 : after]
            following = headings[after].start if after < len(headings) else end
            stop = following if heading.until is None else min(heading.until, following)
            own_end = below[0].start if below else stop
            inner = heading.role or above.role
            told = heading.period or (above.period if inner == above.role and above.titles else None)
            context = self._context((*above.titles, heading.title), inner, told)
            own = self._items(heading.end, own_end, context)
            children: tuple[Section | Item, ...] = (*own, *self._sections(below, stop, context))
            head_span = self.text.span(heading.start, heading.end)
            yield Section(
                span=Span(head_span.start, children[-1].span.end if children else head_span.end),
                heading=head_span,
                marker=heading.marker,
                title=heading.title,
                role=inner,
                children=children,
                facts=self._facts(Clause(heading.start, heading.end, heading.marker), head_span, context),
            )
            if stop < following:
                yield from self._items(stop, following, above)

    def _items(self, start: int, end: int, context: Context) -> tuple[Item, ...]:
        """The items that the lines of the body between ``start`` and ``end`` are divided into."""
        lines = []
        for number in range(bisect_right(self.ends, start), len(self.body)):
            line = self.body[number]
            if line.start >= end:
                break
            whole = start <= line.start and line.end <= end
            lines.append(line if whole else Stretch(max(line.start, start), min(line.end, end), line.kind))
        with _stage("items"):
            clauses = _parts(self.template.items(self.text, lines), Clause, start, end, held=self.held)
        return tuple([self._item(clause, context) for clause in clauses])

    def _item(self, clause: Clause, context: Context) -> Item:
        span = self.text.span(clause.start, clause.end)
        text = str(self.text)[clause.start : clause.end]
        return Item(span, clause.marker, text, self._facts(clause, span, context))

    def _facts(self, clause: Clause, span: Span, context: Context) -> tuple[Fact, ...]:
        found = [fact for reader in self.template.readers for fact in self._read(reader, clause, span, context)]
        return tuple(sorted(found, key=_order) if len(found) > 1 else found)

    def _read(self, reader: Reader, clause: Clause, span: Span, context: Context) -> Sequence[Fact]:
        """What a reader finds in a clause; _ReaderFailed where it raises or gives what is no fact of that clause."""
        try:
            found = tuple(reader.read(self.text, clause, context))
        except (LexiconError, MemoryError):  # the template's fault, or nobody's, whichever reader met it
            raise
        except Exception as error:
            raise _ReaderFailed(reader, span, f"raised {type(error).__name__}: {error} ({place_of(error)})") from error
        if not found:
            return found
        own = is_own(reader.read)
        for fact in found:
            if what := None if own else fault(fact, Fact):
                raise _ReaderFailed(reader, span, f"gave {what}")
            if fact.span not in span:
                where = f"[{fact.span.start}, {fact.span.end})"
                raise _ReaderFailed(reader, span, f"gave a fact at {where}, outside its clause")
        return found

    def _context(self, titles: tuple[str, ...], role: str, told: Period | None) -> Context:
        """What holds below the last of ``titles``, whose time is ``told`` by it or by one above, else by the role."""
        period = told or (self.meta.plan_period if role in AHEAD else self.meta.summary_period)
        return Context(self.meta, role, titles, period)


_order = attrgetter("span.start", "span.end", "by")
_place = attrgetter("start", "end", "kind")


def _guesses(text: Text) -> Iterator[Issue]:
    """An issue for each stretch in which something was lost that a repair could only guess."""
    stretch: list[Replacement] = []
    for change in (*text.changes(), None):
        if stretch and (change is None or change.span.start > stretch[-1].span.end or not _is_guess(change)):
            span = Span(stretch[0].span.start, stretch[-1].span.end)
            old, new = text.raw[span.start : span.end], "".join(part.new for part in stretch)
            by = stretch[0].by[0].rstrip("?")
            yield Issue(span, "uncertain-repair", f"{by}: {old!r} is read as {new!r}; what was lost is a guess")
            stretch = []
        if change is not None and _is_guess(change):
            stretch.append(change)


def _is_guess(change: Replacement) -> bool:
    return any(name.endswith("?") for name in change.by)


def _without(source: Source, headings: Sequence[Heading], children: Sequence[Section | Item]) -> Iterator[Issue]:
    """Issues of a text that is no report: nothing in it, or no heading."""
    whole = Span(0, len(source.raw))
    if not children:
        yield Issue(whole, "empty", "no text of a report was found")
    elif not headings:
        yield Issue(whole, "no-headings", "no numbered heading was found; the text may not be a work report")


def check(report: Report, text: Text) -> None:
    """Hold a report to its invariants; _StageFailed says which one the template's functions broke, and where.

    Siblings are ordered and disjoint, children lie within their parents, issues and elements of the head within the
    text, and the changes replay. What needs more time is held by :func:`zfbg.testing.assert_report`.
    """
    whole = Span(0, len(report.source.raw))

    def fail(what: str, span: Span) -> None:
        raise _StageFailed(f"{what} at [{span.start}, {span.end})")

    def within(nodes: Sequence[Section | Item], outer: Span) -> None:
        at = outer.start
        for node in nodes:
            if node.span.start < at or node.span not in outer:
                fail(f"{type(node).__name__} overlaps its neighbour or leaves its parent", node.span)
            at = node.span.end
            if isinstance(node, Section):
                within(node.children, Span(node.heading.end, node.span.end))

    within(report.children, whole)
    for name, spans in (
        ("an issue", [issue.span for issue in report.issues]),
        ("an element of the head", [element.span for element in report.meta.fields]),
    ):
        for span in spans:
            if span not in whole:
                fail(f"{name} lies outside the text", span)
    if mended(report) != str(text):
        fail("the changes do not replay to the text that was read", whole)
