"""The alignment: whatever is edited, every character knows where in the raw input it stood, and the changes replay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zfbg.text import Edit, Span, Text, half_width, replay


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    """Edits of a text of ``length`` that do not overlap: insertions, deletions and replacements."""
    points = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    return [
        Edit(start, end, draw(st.text("xyz", max_size=4)))
        for start, end in zip(points[::2], points[1::2], strict=False)
    ]


def edited(string: str, changes: list[Edit]) -> str:
    """What the edits make of the string, done the plain way."""
    for edit in sorted(changes, reverse=True):
        string = string[: edit.start] + edit.new + string[edit.end :]
    return string


@given(st.text("abcdef", max_size=14), st.data())
def test_edits_compose_and_stay_aligned(raw: str, data: st.DataObject) -> None:
    text = Text.of(raw)
    for repair in ("one", "two", "three"):
        changes = data.draw(edits(len(text)))
        wanted = edited(str(text), changes) if len({edit.start for edit in changes}) == len(changes) else None
        text = text.edited(changes, by=repair)
        assert wanted is None or str(text) == wanted
        assert replay(raw, text.changes()) == str(text)
        at = 0
        for piece in text.pieces:  # the pieces tile the raw input
            assert piece.raw_start == at
            at = piece.raw_end
        assert at == len(raw)
        last = 0
        for number, character in enumerate(str(text)):
            span = text.span(number, number + 1)
            assert last <= span.start <= span.end <= len(raw)
            last = span.start
            if not any(change.span.start <= span.start < change.span.end for change in text.changes()) and len(span):
                assert raw[span.start : span.end] == character


@given(st.text("abcdef", max_size=14), st.data())
def test_the_changes_alone_give_the_text_with_its_alignment(raw: str, data: st.DataObject) -> None:
    text = Text.of(raw)
    for repair in ("one", "two"):
        text = text.edited(data.draw(edits(len(text))), by=repair)
    again = Text.replayed(raw, text.changes())
    assert str(again) == str(text)
    for start in range(len(text)):
        assert again.span(start, start + 1) == text.span(start, start + 1)
    assert again.at(len(raw)) == len(again)
    for at in range(len(raw)):
        first = again.at(at)
        assert all(again.span(n, n + 1).start < at for n in range(first))
        assert all(again.span(n, n + 1).start >= at for n in range(first, len(again)))


@given(st.text("abcdef", max_size=14), st.data())
def test_changes_are_ordered_disjoint_and_name_their_repair(raw: str, data: st.DataObject) -> None:
    text = Text.of(raw).edited(data.draw(edits(len(raw))), by="demo")
    at = 0
    for change in text.changes():
        assert change.span.start >= at
        assert change.old == raw[change.span.start : change.span.end]
        assert change.by == ("demo",)
        at = change.span.end


@given(st.text("abcdef", max_size=14), st.data())
def test_a_part_of_a_text_is_aligned_as_the_whole_is(raw: str, data: st.DataObject) -> None:
    text = Text.of(raw).edited(data.draw(edits(len(raw))), by="one")
    low, high = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    part = text[low:high]
    assert str(part) == str(text)[low:high]
    assert_aligned_alike(part, text, low)
    changes = data.draw(edits(len(part)))
    inner = part.edited(changes, by="two")
    outer = text.edited([Edit(edit.start + low, edit.end + low, edit.new) for edit in changes], by="two")
    assert str(inner) == str(outer)[low : low + len(inner)]
    assert_aligned_alike(inner, outer, low)


def assert_aligned_alike(part: Text, whole: Text, shift: int) -> None:
    """Characters of both come from the same raw stretch; within what repairs replaced, from the same replacement.

    Replacements that touch are one: what is put in between two deletions may stand before or behind either.
    """
    replaced: list[Span] = []
    for change in whole.changes():
        if replaced and replaced[-1].end == change.span.start:
            replaced[-1] = Span(replaced[-1].start, change.span.end)
        else:
            replaced.append(change.span)
    last = 0
    for at in range(len(part)):
        one, other = part.span(at, at + 1), whole.span(shift + at, shift + at + 1)
        assert one == other or any(one in span and other in span for span in replaced)
        assert one.start >= last
        last = one.start


def test_a_part_has_no_step() -> None:
    with pytest.raises(ValueError, match="no part with a step"):
        Text.of("abc")[::2]


@given(st.text())
def test_a_text_without_edits_is_its_raw_input(raw: str) -> None:
    text = Text.of(raw)
    assert str(text) == raw
    assert text.changes() == ()
    assert text.span(0, len(raw)) == Span(0, len(raw))
    assert text.edited([], by="nothing") is text


@given(st.text())
def test_half_width_is_one_for_one_and_leaves_han_alone(string: str) -> None:
    folded = half_width(string)
    assert len(folded) == len(string)
    assert half_width(folded) == folded
    assert [sign for sign in string if "\u4e00" <= sign <= "\u9fff"] == [
        sign for sign in folded if "\u4e00" <= sign <= "\u9fff"
    ]


def test_matching_is_done_in_half_width_and_keeps_the_offsets() -> None:
    text = Text.of("（一）增长５％")
    match = next(text.finditer(re.compile(r"\d%")))
    assert str(text)[match.start() : match.end()] == "５％"


@pytest.mark.parametrize("changes", [[Edit(0, 3, "x"), Edit(2, 4, "y")], [Edit(3, 9, "x")], [Edit(2, 1, "x")]])
def test_edits_that_overlap_or_lie_outside_are_refused_by_name(changes: list[Edit]) -> None:
    with pytest.raises(ValueError, match="'clumsy'"):
        Text.of("abcdef").edited(changes, by="clumsy")


def test_an_insertion_at_the_end_of_a_part_may_stand_on_either_side_of_what_was_deleted() -> None:
    text = Text.of("aaa").edited([Edit(0, 0, "x"), Edit(1, 2, ""), Edit(2, 3, "")], by="one")
    inner = text[0:2].edited([Edit(2, 2, "x")], by="two")
    outer = text.edited([Edit(2, 2, "x")], by="two")
    assert str(inner) == str(outer) == "xax"
    assert_aligned_alike(inner, outer, 0)
