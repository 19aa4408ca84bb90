"""What was read: the raw text and the file it stood in, what is no part of the report, what is amiss in the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from attrs import field, frozen

from zfbg import brief
from zfbg.text import Span

_START = attrgetter("start")


@frozen
class Furniture:
    """What stands on the page and is not the report: ``kind`` is header, footer, footnote, title, closing or page."""

    span: Span  #: where it stands
    kind: str  #: header, footer, footnote, title, closing or page


@frozen
class Location:
    """From ``start`` on the raw text stood at ``name`` of the file: ``page 3``, ``paragraph 12``, ``/html/body/p``."""

    start: int  #: the first code point of the raw text that stood there
    name: str  #: where in the file: page 3, paragraph 12, /html/body/p


@frozen
class Source:
    """What was read: the raw text that all spans refer to, and where it came from.

    ``aside`` is what the loader knows to be no part of the report, in order and disjoint: running heads, footnotes,
    the navigation of a page. ``locations`` say where in the file the text stood, in order; plain text has none, its
    offsets say it. ``issues`` are what the loader saw amiss, such as scanned pages. ValueError where any of these is
    out of order or outside the text.
    """

    raw: str = field(repr=False)  #: the text that all spans count in
    name: str = ""  #: what to call it, such as the name of its file; empty where it has none
    path: str | None = None  #: the file as it was given
    media_type: str = "text/plain"  #: of the file, such as text/plain
    aside: tuple[Furniture, ...] = field(default=(), repr=False)  #: what the loader knows to be no part of the report
    locations: tuple[Location, ...] = field(default=(), repr=False)  #: where in the file the text stood
    issues: tuple[Issue, ...] = ()  #: what the loader saw amiss

    __repr__ = brief.source

    def __attrs_post_init__(self) -> None:
        at = 0
        for part in self.aside:
            if not at <= part.span.start <= part.span.end <= len(self.raw):
                raise ValueError(f"{part} overlaps the one before it or lies outside the text")
            at = part.span.end
        if wrong := [issue for issue in self.issues if issue.span not in Span(0, len(self.raw))]:
            raise ValueError(f"{wrong[0]} lies outside the text")
        starts = [0, *(location.start for location in self.locations), len(self.raw)]
        if starts != sorted(starts):
            raise ValueError(f"locations of {self.name or 'a text'} are out of order or outside the text")

    def where(self, span: Span) -> tuple[str, ...]:
        """Where in the file the words of ``span`` stood, in order: one place, or several that they go over.

        >>> source = Source("一、总结新增8家。", locations=(Location(0, "page 1"), Location(4, "page 2")))
        >>> source.where(Span(0, 4)), source.where(Span(2, 6))
        (('page 1',), ('page 1', 'page 2'))
        """
        first = max(0, bisect_right(self.locations, span.start, key=_START) - 1)
        last = max(first + 1, bisect_left(self.locations, span.end, key=_START))
        return tuple(dict.fromkeys(location.name for location in self.locations[first:last]))


@frozen
class Issue:
    """Something in the text that a reader should know of: ``code`` is a stable word, ``message`` says it in full."""

    span: Span  #: the words it is about
    code: str  #: a stable word: empty, no-headings, ordinal-lost …
    message: str = field(repr=brief.words)  #: what is amiss, in full


def key_of(raw: str) -> str:
    """The key of the report that is read from a raw text."""
    from hashlib import sha256

    # Not every str can be UTF-8; lone surrogates are to have a key too.
    return sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
