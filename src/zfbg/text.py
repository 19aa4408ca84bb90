"""A text that knows, character by character, where in the raw file it stood.

Repairs change a text by edits; a :class:`Text` keeps for each of its characters the stretch of raw code points that
it came from. The alignment is a list of pieces, so a text without edits costs nothing and k edits cost O(k).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from re import Match, Pattern
from typing import NamedTuple

from attrs import field, frozen

from zfbg.brief import words

# U+FF01..U+FF5E are the ASCII signs in full width, U+3000 is the full-width blank (UAX #11, East Asian Width).
# The mapping is 1:1; NFKC is not used since it changes lengths (㎡ ① ㈠).
# 〝 and 〞 are other forms of the quotation marks, which programs put for these;
# ︰ is one of the colon, ﹪ of the percent sign, ∕ of the slash, 〈 and ﹙ with their halves of brackets (〈一〉农业).
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
HALF_WIDTH |= {0x301D: 0x201C, 0x301E: 0x201D, 0xFE30: 0x3A, 0xFE6A: 0x25, 0x2215: 0x2F}
HALF_WIDTH |= {0x3008: 0x28, 0x3009: 0x29, 0xFE59: 0x28, 0xFE5A: 0x29}

_WIDE = re.compile(f"[{''.join(map(chr, HALF_WIDTH))}]")


def half_width(text: str) -> str:
    """Fold full-width signs and blanks to ASCII, and other forms of quotation marks and colons, one for one.

    >>> half_width("（一）增长５％，"), half_width("〝十五〞，12︰48︰40"), half_width("〈二〉")
    ('(一)增长5%,', '“十五”,12:48:40', '(二)')
    """
    # One replace for each sign that occurs is many times faster than translate, which looks at every character.
    at = 0
    while found := _WIDE.search(text, at):
        text, at = text.replace(found[0], chr(HALF_WIDTH[ord(found[0])])), found.end()
    return text


@frozen(order=True)
class Span:
    """A stretch ``[start, end)`` of code points of the raw input."""

    start: int  #: the first code point
    end: int  #: the first code point behind it

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@frozen(order=True)
class Edit:
    """Put ``new`` in the place of ``[start, end)``; offsets count in the text that is edited.

    An edit that keeps the length replaces character by character; in any other the new characters are spread evenly
    over what they replace, in order. ``sure`` is False where something was lost and ``new`` is a guess.
    """

    start: int
    end: int
    new: str = field(repr=words)
    sure: bool = True


class Piece(NamedTuple):
    """From ``start`` on, characters come from raw ``[raw_start, raw_end)``; ``by`` names the repairs, () is a copy."""

    start: int
    raw_start: int
    raw_end: int
    by: tuple[str, ...]


@frozen
class Replacement:
    """One difference between the raw input and the text: ``raw[span]`` was ``old`` and is read as ``new``."""

    span: Span  #: the stretch of the raw text that was changed
    old: str = field(repr=words)  #: what stood there
    new: str = field(repr=words)  #: what is read in its place
    by: tuple[str, ...]  #: names of the repairs that had a hand in it


@frozen(eq=False)
class Text:
    """A string with its alignment to the raw input it came from.

    >>> text = Text.of("同比增長(zhǎng)5%")
    >>> mended = text.edited([Edit(3, 11, "长")], by="demo")
    >>> str(mended), mended.span(3, 4), text.raw[3:11]
    ('同比增长5%', Span(start=3, end=11), '長(zhǎng)')
    """

    string: str = field(repr=words)
    raw: str = field(repr=words)
    pieces: tuple[Piece, ...] = field(repr=False)

    @classmethod
    def of(cls, raw: str) -> Text:
        """The text of a raw input before any repair."""
        return cls(raw, raw, (Piece(0, 0, len(raw), ()),))

    @classmethod
    def replayed(cls, raw: str, changes: Sequence[Replacement]) -> Text:
        """The text that ``changes`` make of ``raw``, aligned as the one that they were told of.

        >>> text = Text.of("增長(zhǎng)5%").edited([Edit(1, 9, "长")], by="demo")
        >>> again = Text.replayed(text.raw, text.changes())
        >>> str(again), again.span(1, 2) == text.span(1, 2)
        ('增长5%', True)
        """
        pieces: list[Piece] = []
        length = at = 0
        for change in changes:
            if at < change.span.start:
                pieces.append(Piece(length, at, change.span.start, ()))
                length += change.span.start - at
            pieces.append(Piece(length, change.span.start, change.span.end, change.by))
            length, at = length + len(change.new), change.span.end
        if at < len(raw) or not pieces:
            pieces.append(Piece(length, at, len(raw), ()))
        return cls(replay(raw, changes) if changes else raw, raw, tuple(pieces))

    def __str__(self) -> str:
        return self.string

    def __len__(self) -> int:
        return len(self.string)

    def __getitem__(self, part: slice) -> Text:
        """The text between two offsets, aligned to the same raw input; ValueError for a step.

        >>> line = Text.of("一、总结\\n新增8家。")[5:]
        >>> str(line), line.span(2, 4)
        ('新增8家。', Span(start=7, end=9))
        """
        start, stop, step = part.indices(len(self.string))
        if step != 1:
            raise ValueError("a Text has no part with a step; take the characters of str(text)")
        stop = max(start, stop)
        made = []
        for piece, end in zip(self.pieces, self._stops, strict=True):
            if (piece.start < stop and end > start) or start < piece.start == end < stop:
                low, high = max(piece.start, start), min(end, stop)
                made.append(Piece(low - start, *_raw(piece, end, low, high), piece.by))
        at = self._raw_of(start)[0]
        return Text(self.string[start:stop], self.raw, tuple(made) or (Piece(0, at, at, ()),))

    @cached_property
    def key(self) -> str:
        """The same characters folded to half width, for matching; offsets are those of the text itself."""
        return half_width(self.string)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def _stops(self) -> list[int]:
        return [*self._starts[1:], len(self.string)]

    def finditer(self, pattern: Pattern[str], start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        """Matches of ``pattern`` in the half-width view; their offsets are offsets of this text."""
        return pattern.finditer(self.key, start, len(self) if end is None else end)

    def span(self, start: int, end: int) -> Span:
        """The raw stretch that ``[start, end)`` of this text came from; empty for an empty stretch."""
        if self.string is self.raw:
            return Span(start, end)
        number = bisect_right(self._starts, start) - 1
        if start < end <= (stop := self._stops[number]):  # most stretches lie within one piece
            return Span(*_raw(self.pieces[number], stop, start, end))
        first, last = self._raw_of(start)[0], self._raw_of(end - 1)[1] if end > start else 0
        return Span(first, max(first, last))

    def at(self, raw_at: int) -> int:
        """The offset of the first character that came from ``raw_at`` or from behind it; the length at the end.

        >>> text = Text.of("增長(zhǎng)5%").edited([Edit(1, 9, "长")], by="demo")
        >>> text.at(1), text.at(9), text.at(11)
        (1, 2, 4)
        """
        if raw_at >= len(self.raw):
            return len(self.string)
        if self.string is self.raw:
            return raw_at
        return bisect_left(range(len(self.string)), raw_at, key=lambda at: self._raw_of(at)[0])

    def _raw_of(self, at: int) -> tuple[int, int]:
        """Raw start and end of the character at ``at``; past the last one, where the text ends."""
        if at >= len(self.string):
            end = self.pieces[-1].raw_end
            return end, end
        number = bisect_right(self._starts, at) - 1
        return _raw(self.pieces[number], self._stops[number], at, at + 1)

    def edited(self, edits: Iterable[Edit], by: str) -> Text:
        """This text with ``edits`` made, recorded as the work of the repair ``by``, of ``by?`` where it is not sure.

        Edits must not overlap; they need not be sorted. ValueError names the first that overlaps or lies outside.
        """
        ordered = sorted(edits, key=_place)
        if not ordered:
            return self
        pieces, stops = self.pieces, self._stops
        parts: list[str] = []
        made: list[Piece] = []
        number = at = length = 0
        for edit in (*ordered, None):
            upto = len(self.string) if edit is None else edit.start
            if edit and not at <= edit.start <= edit.end <= len(self.string):
                raise ValueError(f"repair {by!r}: {edit} overlaps another edit or lies outside the text")
            # Carry over what stands before the edit, deletions made just there by earlier repairs included.
            while number < len(pieces):
                piece, stop = pieces[number], stops[number]
                if piece.start > upto or (piece.start == upto and stop > upto):
                    break
                low = max(piece.start, at)
                made.append(Piece(length + low - at, *_raw(piece, stop, low, min(stop, upto)), piece.by))
                if stop > upto:
                    break
                number += 1
            parts.append(self.string[at:upto])
            length, at = length + upto - at, upto
            if edit is None or (not edit.new and edit.start == edit.end):
                continue
            raw_start = raw_end = made[-1].raw_end if made else pieces[0].raw_start
            names: dict[str, None] = {}
            while number < len(pieces) and pieces[number].start < edit.end:
                piece, stop = pieces[number], stops[number]
                raw_end = _raw(piece, stop, at, min(stop, edit.end))[1]
                names.update(dict.fromkeys(piece.by))
                if stop > edit.end:
                    break
                number += 1
            names[by if edit.sure else f"{by}?"] = None
            made.append(Piece(length, raw_start, raw_end, tuple(names)))
            parts.append(edit.new)
            length, at = length + len(edit.new), edit.end
        return Text("".join(parts), self.raw, tuple(made))

    def changes(self) -> tuple[Replacement, ...]:
        """All differences to the raw input, in order and disjoint.

        Putting them into the raw input gives this text; into a stretch of it, the part of the text that stood there.
        """
        return tuple(
            Replacement(Span(raw_start, raw_end), self.raw[raw_start:raw_end], self.string[start:stop], by)
            for (start, raw_start, raw_end, by), stop in zip(self.pieces, self._stops, strict=True)
            if by
        )


def _raw(piece: Piece, stop: int, low: int, high: int) -> tuple[int, int]:
    """The share of the raw stretch of ``piece`` that ``[low, high)`` of the text has."""
    start, raw_start, raw_end, _ = piece
    size, raw_size = stop - start, raw_end - raw_start
    if size == raw_size:
        return raw_start + low - start, raw_start + high - start
    if size == 0:
        return raw_start, raw_end
    return raw_start + (low - start) * raw_size // size, raw_start + (high - start) * raw_size // size


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def replay(raw: str, changes: Sequence[Replacement]) -> str:
    """Put ``changes`` into ``raw``: the text that was read."""
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += raw[at : change.span.start], change.new
        at = change.span.end
    return "".join((*parts, raw[at:]))
