"""How a kind of document is read: the one record that regions and templates extend, and how one is chosen.

The stages of a template are plain functions over :class:`~zfbg.text.Text`. They speak in offsets of that text; the
pipeline turns them into raw spans. Ordered things are tuples here, so what runs, and in which order, can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from attrs import evolve, field, frozen

from zfbg.errors import AmbiguousTemplate, TemplateError, named
from zfbg.lexicon import Lexicon
from zfbg.model import Fact, Issue, Marker, Meta, Period, Source
from zfbg.text import Edit, Text

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


@frozen(order=True)
class Stretch:
    """``[start, end)`` of the mended text, and what it is."""

    start: int
    end: int
    kind: str = ""


@frozen
class Head:
    """What the head of a document gave: its metadata, the stretches that hold it, and what contradicts itself."""

    meta: Meta
    stretches: tuple[Stretch, ...] = ()
    issues: tuple[Issue, ...] = ()


@frozen
class Heading:
    """A numbered heading: ``[start, end)`` covers marker, title and closing stop; ``depth`` counts from 1.

    ``until`` is where its section ends if that is before the next heading: a paragraph that speaks of the whole again
    (在肯定成绩的同时…) belongs to the section above. ``period`` are the years of the 五年规划 that the
    title names, if it names no other time.
    """

    start: int
    end: int
    marker: Marker
    title: str
    depth: int
    role: str = ""
    until: int | None = None
    period: Period | None = None


@frozen
class Clause:
    """A paragraph, or the enumerated part of one: ``[start, end)`` of the mended text.

    ``frame`` are the words that open this paragraph, or one before it in its section, and say of what time it tells
    (这五年, 刚刚过去的2025年).
    """

    start: int
    end: int
    marker: Marker | None = None
    frame: Stretch | None = None


@frozen
class Context:
    """What a reader may not guess: where in the report it reads, and what holds there unless the sentence differs."""

    meta: Meta
    role: str = ""
    titles: tuple[str, ...] = ()
    period: Period | None = None


@frozen
class Repair:
    """A named repair: finds what is damaged and says by edits what it should be; never touches a sound text."""

    name: str
    find: Callable[[Text], Iterable[Edit]]


@frozen
class Reader:
    """A named reader of facts from one clause of the mended text."""

    name: str
    read: Callable[[Text, Clause, Context], Iterable[Fact]]


@frozen
class Template:
    """A kind of document and how it is read.

    ``claims`` says whether a source is of this kind; ``extends`` names the templates that this one is more special
    than, and where it ``steps_back``, any other that claims the document is more special. ``repairs`` run in order,
    each on the text the one before has mended. ``furniture`` finds what is not the report, ``outline`` the headings in
    the rest of it, ``head`` reads the metadata, which may need the headings (a report without a title says its period
    there), ``items`` divides the paragraphs below one heading, ``readers`` find the facts. ``lexicon`` are the words
    that this kind of document adds to those of zfbg.
    """

    name: str
    claims: Callable[[Source], bool]
    repairs: tuple[Repair, ...]
    furniture: Callable[[Text], Sequence[Stretch]]
    outline: Callable[[Text, Sequence[Stretch]], tuple[Sequence[Heading], Sequence[Issue]]]
    head: Callable[[Text, Sequence[Stretch], Sequence[Heading]], Head]
    items: Callable[[Text, Sequence[Stretch]], Sequence[Clause]]
    readers: tuple[Reader, ...]
    lexicon: Lexicon = field(factory=Lexicon)
    extends: tuple[str, ...] = ()
    steps_back: bool = False

    def __attrs_post_init__(self) -> None:
        for name in ("claims", "furniture", "outline", "head", "items"):
            self._hold(name, (getattr(self, name),), Callable, "a function")
        self._hold("repairs", self.repairs, Repair, "a Repair")
        self._hold("readers", self.readers, Reader, "a Reader")
        self._hold("lexicon", (self.lexicon,), Lexicon, "a Lexicon")
        self._hold("steps_back", (self.steps_back,), bool, "True or False")

    def _hold(self, name: str, values: Iterable[object], kind: Any, called: str) -> None:
        for value in values:
            if not isinstance(value, kind):
                raise TemplateError(f"template {self.name!r}: {name} is given {value!r:.80} where {called} belongs")

    def extended(self, name: str, claims: Callable[[Source], bool], **changes: object) -> Template:
        """A template more special than this one that differs in ``changes`` only; a ``lexicon`` is added to its own."""
        if isinstance(own := changes.get("lexicon"), Lexicon):
            changes["lexicon"] = self.lexicon | own
        return evolve(self, name=name, claims=claims, extends=(*self.extends, self.name), **changes)  # type: ignore[arg-type]


_place = attrgetter("start", "end")


def remainder(text: Text, aside: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The non-blank lines of ``text``, trimmed, that are not set aside; a line may be set aside in part."""
    string, lines, at = str(text), [], 0
    for part in (*sorted(aside, key=_place), Stretch(len(string), len(string))):
        lines += [Stretch(*line.span()) for line in _LINE.finditer(string, at, part.start)]
        at = max(at, part.end)
    return tuple(lines)


def choose(
    source: Source, templates: Iterable[Template], fallback: Template, owners: Mapping[str, str] | None = None
) -> Template:
    """The one template that claims ``source``, or ``fallback`` where none does.

    A claimant that another claimant extends steps back, and so does one that says so (``steps_back``) where any other
    is left; load order never matters. AmbiguousTemplate names the claimants where two or more are left, and their
    plugins where ``owners`` (by the name of the template) has them.
    """
    claimants = [template for template in templates if template.claims(source)]
    extended = {name for template in claimants for name in template.extends}
    most = [template for template in claimants if template.name not in extended]
    first = [template for template in most if not template.steps_back]
    left = {template.name: template for template in first or most}
    if len(left) > 1:
        raise AmbiguousTemplate(
            f"{source.name or 'text'}: {named('template', left, owners or {})} claim this document and none of them "
            "extends the others; choose one with template=… or --template, or have the claims of one refuse it"
        )
    return next(iter(left.values()), fallback)


def by_name(name: str, templates: Iterable[Template]) -> Template:
    """The template called ``name``; TemplateError lists those there are."""
    known = {template.name: template for template in templates}
    if name not in known:
        raise TemplateError(f"no template is called {name!r}; there are: {', '.join(sorted(known))}")
    return known[name]
