"""Report values that no text need ever give: every field of every record, filled by its type.

Needs Hypothesis: ``pip install 'zfbg[testing]'``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from zfbg.model import Furniture, Issue, Item, Location, Report, Section, Source, Span

# What makes trouble in a cell, a line or a file, and the widths of the language.
WORDS = (
    *(
        "工业投资",
        "亿元",
        "%",
        "",
        "=1+1",
        "+1",
        "-3.5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        '"',
        ",",
        "'",
        "\x00",
    ),
    *("\ud800", "\udfff", "\ufffe", "\U0001f600", "#N/A", "_x003D_", "\u2028", "2023-06-14", " "),
)
NUMBERS = tuple(
    map(Decimal, ("16692.60", "-3.5", "0", "1E+3", "0E-7", "1E+30", "1E-30", "1E+400", f"{'9' * 40}.{'9' * 40}"))
)


def values() -> st.SearchStrategy[Report]:
    """Reports of any content, which keep nothing that parsing promises: spans may lie outside the text."""
    return _of(Report)


@cache
def _of(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        return _tuples(_of(get_args(kind)[0]))
    if kind == Section | Item:
        return st.recursive(_of(Item), lambda below: _records(Section, children=_tuples(below)))
    if get_origin(kind) in (Union, UnionType):
        return st.one_of([_of(each) for each in sorted(get_args(kind), key=lambda each: each is not NoneType)])
    if kind is Source:
        return _sources()
    return _records(kind) if attrs.has(kind) else SIMPLE[kind]


@st.composite
def _tuples(draw: st.DrawFn, members: st.SearchStrategy[Any]) -> tuple[Any, ...]:
    return tuple(draw(st.lists(members, max_size=2)))


@st.composite
def _records(draw: st.DrawFn, /, kind: type, **given: st.SearchStrategy[Any]) -> Any:
    # Not st.builds, whose account of how a failing report was built takes minutes to print.
    hints = get_type_hints(kind)
    return kind(**{name: draw(given[name] if name in given else _of(hint)) for name, hint in hints.items()})


SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.sampled_from(WORDS) | st.text(st.characters(), max_size=5),
    int: st.integers(0, 99) | st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    Decimal: st.sampled_from(NUMBERS) | st.decimals(allow_nan=False, allow_infinity=False),
    date: st.dates(),
    NoneType: st.none(),
}


@st.composite
def _sources(draw: st.DrawFn) -> Source:
    """Sources, whose parts must lie within the text and in order."""
    raw = draw(_of(str))
    within = st.integers(0, len(raw))
    cuts = sorted(draw(st.lists(within, max_size=4)))
    aside = tuple(Furniture(Span(*pair), draw(_of(str))) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    places = tuple(Location(at, draw(_of(str))) for at in sorted(draw(st.lists(within, max_size=2))))
    issues = tuple(Issue(part.span, draw(_of(str)), draw(_of(str))) for part in aside)
    return Source(raw, draw(_of(str)), draw(_of(str | None)), draw(_of(str)), aside, places, issues)
