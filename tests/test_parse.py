"""What holds for the report of every text: it comes, it tiles, it can be traced, and it replays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.generic import GENERIC
from zfbg.model import Furniture, Issue, Item, Location, Report, Section, Source, Span, mended
from zfbg.testing import assert_report, half_width, reports, repost, texts, traditional


def parse(text: str) -> Report:
    return zfbg.parse(text, template=GENERIC)


@given(texts())
def test_any_text_gives_a_sound_report(text: str) -> None:
    assert_report(parse(text))


@given(st.text())
def test_any_string_gives_a_sound_report(text: str) -> None:
    assert_report(parse(text))


@given(reports())
def test_a_clean_report_is_sound_and_nothing_is_repaired(text: str) -> None:
    report = parse(text)
    assert_report(report)
    assert report.changes == ()
    assert mended(report) == text
    assert any(isinstance(node, Section) for node in report.walk())


@given(reports(half=False))
def test_width_makes_no_difference(text: str) -> None:
    wide, narrow = parse(text), parse(half_width(text))
    assert [type(node) for node in wide.walk()] == [type(node) for node in narrow.walk()]
    assert [node.span for node in wide.walk()] == [node.span for node in narrow.walk()]
    assert [(fact.value, fact.unit, fact.measure) for fact in wide.facts] == [
        (fact.value, fact.unit, fact.measure) for fact in narrow.facts
    ]


def what_is_said(report: Report) -> list[tuple[object, ...]]:
    """The tree without its spans."""
    return [
        (
            fact.indicator,
            fact.subject,
            fact.measure,
            fact.value,
            fact.unit,
            fact.status,
            fact.period and fact.period.edtf,
        )
        for fact in report.facts
    ] + [(node.marker.ordinal, half_width(node.title)) for node in report.walk() if isinstance(node, Section)]


@given(reports())
def test_traditional_script_makes_no_difference(text: str) -> None:
    assert what_is_said(parse(traditional(text))) == what_is_said(parse(text))


@given(reports(half=True), st.integers(0, 9))
def test_a_repost_is_sound_and_its_figures_are_found(text: str, seed: int) -> None:
    report = parse(repost(text, seed=seed))
    assert_report(report)
    assert [(fact.value, fact.unit) for fact in report.facts] == [(fact.value, fact.unit) for fact in parse(text).facts]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\x00"])
def test_nothing_is_a_report_with_an_issue(text: str) -> None:
    report = parse(text)
    assert report.children == () or all(isinstance(child, Item) for child in report.children)
    assert {issue.code for issue in report.issues} & {"empty", "no-headings"}


def test_furniture_is_kept_and_marked() -> None:
    report = parse("双溪县经信局2023年工作总结\n一、工作情况\n新增规上企业8家。\n浏览次数：1024\n")
    kinds = {report.quote(part): part.kind for part in report.furniture}
    assert kinds == {"双溪县经信局2023年工作总结": "title", "浏览次数：1024": "page"}
    assert all(isinstance(part, Furniture) for part in report.furniture)


@given(reports(), st.lists(st.integers(0, 400), max_size=8))
def test_what_a_loader_sets_aside_is_furniture_and_nothing_else_is_lost(raw: str, cuts: list[int]) -> None:
    places = sorted(min(cut, len(raw)) for cut in cuts)
    aside = tuple(Furniture(Span(*pair), "footer") for pair in zip(places[::2], places[1::2], strict=False))
    report = zfbg.parse(Source(raw, aside=aside))
    assert_report(report)
    inside = {at for part in aside for at in range(part.span.start, part.span.end)}
    assert inside.isdisjoint(at for fact in report.facts for at in range(fact.span.start, fact.span.end))


@pytest.mark.parametrize("spans", [[(4, 9)], [(2, 1)], [(0, 3), (2, 4)]])
def test_a_source_holds_what_is_set_aside_to_its_text(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlaps the one before it or lies outside the text"):
        Source("新增8家", aside=tuple(Furniture(Span(*span), "page") for span in spans))


def test_what_a_loader_sees_amiss_is_an_issue_of_the_report() -> None:
    scanned = Issue(Span(0, 2), "scanned-page", "page 1 is a picture")
    assert scanned in zfbg.parse(Source("新增8家", issues=(scanned,))).issues
    with pytest.raises(ValueError, match="outside the text"):
        Source("新增", issues=(Issue(Span(0, 9), "scanned-page", "page 1 is a picture"),))


@pytest.mark.parametrize("starts", [(5,), (-1,), (2, 1)])
def test_a_source_holds_locations_to_its_text(starts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="out of order or outside the text"):
        Source("新增8家", locations=tuple(Location(start, "page") for start in starts))


def test_facts_stand_in_text_order_with_their_words() -> None:
    report = parse("一、工作情况\n新增规上企业8家，完成投资5.20亿元，同比增长3%。")
    assert [report.quote(fact) for fact in report.facts] == ["8家", "5.20亿元", "3%"]
    assert re.fullmatch(r"figures\.\w+", report.facts[0].by)


def test_this_year_in_a_report_on_half_of_it_is_that_year_so_far_unless_it_tells_of_aims() -> None:
    text = "青禾县教育局2019年上半年工作总结\n一、高考成绩\n今年,我县高考考生2392人。2019年招生目标为2400人。"
    assert [(fact.text, fact.status) for fact in zfbg.parse(text).facts] == [
        ("2392人", "actual"),
        ("2400人", "planned"),
    ]


def test_the_year_since_which_a_report_tells_is_not_its_own_where_its_date_is_later() -> None:
    text = "青禾县义务教育工作汇报\n(2019年8月31日)\n2012年以来,我县始终坚持均衡发展。\n一、基本情况\n全县有学校91所。"
    assert zfbg.parse(text).meta.summary_period is None
    begun = zfbg.parse(text.replace("2019年8月31日", "2012年12月31日")).meta.summary_period
    assert begun is not None
    assert begun.edtf == "2012"


def test_a_point_behind_a_percent_sign_that_a_sentence_follows_is_a_stop() -> None:
    text = "全市安置退役士兵845人,安置率为96%.2012年,培训退役士兵269人。"
    assert [fact.indicator for fact in zfbg.parse(text).facts][1:] == ["安置率", "培训退役士兵"]


def test_a_year_of_whose_first_months_a_text_tells_is_not_ahead_of_it() -> None:
    text = "全区卫生工作情况报告\n2022年度我区考核排名全市第一。\n一、基本情况\n2023年,全区有卫生室83间。"
    text += "2023年1-7月,全区诊疗量85万人次。"
    report = zfbg.parse(text)
    assert report.meta.summary_period is not None
    assert report.meta.summary_period.edtf == "2023"
    assert {fact.status for fact in report.facts} == {"actual"}
