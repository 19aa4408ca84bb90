"""JSON: a report goes out and comes back the same, digits included."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zfbg.convert import from_dict, from_json, to_dict, to_json
from zfbg.model import (
    Change,
    Fact,
    Furniture,
    Issue,
    Item,
    Marker,
    Meta,
    MetaField,
    Period,
    Region,
    Report,
    Section,
    Source,
    Span,
)

words = st.text(max_size=5)
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
decimals = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([Decimal("16692.60"), Decimal("1E+3")])
days = st.dates()
periods = st.builds(Period, words, st.none() | days, st.none() | days)
markers = st.builds(Marker, words, st.integers(0, 99), words, st.booleans())
facts = st.builds(
    Fact,
    span=spans,
    text=words,
    subject=words,
    indicator=words,
    measure=words,
    unit=words,
    value=st.none() | decimals,
    lower=st.none() | decimals,
    upper=st.none() | decimals,
    indicator_id=st.none() | words,
    period=st.none() | periods,
)
items = st.builds(Item, spans, st.none() | markers, words, st.lists(facts, max_size=2).map(tuple))
nodes = st.recursive(
    items,
    lambda below: st.builds(
        Section, spans, spans, markers, words, words, st.lists(below, max_size=3).map(tuple), st.tuples(facts)
    ),
    max_leaves=6,
)
metas = st.builds(
    Meta,
    title=st.none() | words,
    signed=st.none() | days,
    region=st.none() | st.builds(Region, st.none() | words, words, words, st.none() | words),
    kinds=st.lists(words, max_size=2).map(tuple),
    summary_period=st.none() | periods,
    fields=st.lists(st.builds(MetaField, words, words, words, spans), max_size=2).map(tuple),
)
reports = st.builds(
    Report,
    meta=metas,
    children=st.lists(nodes, max_size=3).map(tuple),
    furniture=st.lists(st.builds(Furniture, spans, words), max_size=2).map(tuple),
    changes=st.lists(st.builds(Change, spans, words, words, st.tuples(words)), max_size=2).map(tuple),
    issues=st.lists(st.builds(Issue, spans, words, words), max_size=2).map(tuple),
    source=st.builds(Source, words, words, st.none() | words),
    template=words,
)


@given(reports)
def test_a_report_comes_back_the_same(report: Report) -> None:
    assert from_json(to_json(report)) == report
    assert from_dict(to_dict(report)) == report


@given(reports)
def test_digits_come_back_as_written(report: Report) -> None:
    back = from_json(to_json(report))
    assert [str(fact.value) for fact in back.facts] == [str(fact.value) for fact in report.facts]


@given(reports)
def test_the_dict_is_what_json_gives(report: Report) -> None:
    assert json.loads(to_json(report)) == to_dict(report)


def test_the_form_of_a_report() -> None:
    fact = Fact(Span(2, 6), "5.50%", "", "税收", "growth", Decimal("5.50"), None, None, "%", period=Period("2023"))
    report = Report(
        Meta(published=date(2023, 6, 14)), (Item(Span(0, 6), None, "税收5.50%", (fact,)),), (), (), (), Source("…"), "t"
    )
    plain = to_dict(report)
    assert plain["meta"]["published"] == "2023-06-14"
    [item] = plain["children"]
    assert (item["kind"], item["span"], item["facts"][0]["value"]) == ("item", {"start": 0, "end": 6}, "5.50")
