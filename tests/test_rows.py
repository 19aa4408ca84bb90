"""Rows of flattened tables: read where they are whole and their head says what the columns are, else left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.generic import GENERIC

HEAD = "青禾县2031年国民经济和社会发展统计公报\n一、工业\n"


def read(table: str) -> list[tuple[str, str, str, str, str]]:
    facts = zfbg.parse(HEAD + table, template=GENERIC).facts
    return [
        (fact.text, fact.indicator, fact.measure, fact.unit, fact.period.edtf if fact.period else "")
        for fact in facts
        if fact.by == "rows"
    ]


def test_a_row_is_read_by_the_head_of_its_table() -> None:
    assert read("产品名称 单位 产量 比上年增长(%)\n粮食 万吨 98.7 3.2\n其中：小麦 万吨 1,045.2 -1.5\n") == [
        ("98.7", "粮食产量", "level", "万吨", "2031"),
        ("3.2", "粮食产量", "growth", "%", "2031"),
        ("1,045.2", "小麦产量", "level", "万吨", "2031"),
        ("-1.5", "小麦产量", "growth", "%", "2031"),
    ]


def test_what_is_measured_may_stand_in_the_title_of_the_table() -> None:
    table = "表3：2031年主要农产品产量\n指标 单位 绝对数 比上年增长(%)\n油菜籽 万吨 4.1 2.0\n生猪存栏 万头 7.2 -1.0\n"
    assert [fact[1] for fact in read(table)] == ["油菜籽产量", "油菜籽产量", "生猪存栏", "生猪存栏"]


def test_a_part_is_told_of_the_row_above_that_is_none() -> None:
    table = (
        "指标\t年末数（万人）\t比重（%）\n全市常住人口\t36.7\t100.0\n其中：城镇\t20.9\t56.9\n乡村\t15.8\t43.1\n"
        "其中：男性\t18.5\t50.4\n"
    )
    facts = [fact for fact in zfbg.parse(HEAD + table, template=GENERIC).facts if fact.by == "rows"]
    assert [(fact.place, fact.subject, fact.indicator) for fact in facts[::2]] == [
        ("全市", "", "常住人口"),
        ("", "常住人口", "城镇"),
        ("", "常住人口", "乡村"),
        ("", "常住人口", "男性"),
    ]


def test_the_time_and_unit_of_a_column_stand_in_its_head() -> None:
    assert read(
        "| 指标 | 1-6月(亿元) | 同比增长 | 比重(%) |\n|---|---|---|---|\n| 民间投资 | 12.5 | 8.1% | 30.1 |\n"
    ) == [
        ("12.5", "民间投资", "level", "亿元", "2031-01/2031-06"),
        ("8.1%", "民间投资", "growth", "%", "2031-01/2031-06"),
        ("30.1", "民间投资", "share", "%", "2031-01/2031-06"),
    ]


def test_the_value_of_a_row_is_told_in_the_base_of_its_unit_too() -> None:
    raw = HEAD + "产品名称 单位 产量 比上年增长(%)\n原煤 万吨 12.5 -3.2\n"
    facts = [fact for fact in zfbg.parse(raw, template=GENERIC).facts if fact.by == "rows"]
    assert [(str(fact.base_value), fact.base_unit) for fact in facts] == [("125000", "吨"), ("-3.2", "%")]


@pytest.mark.parametrize(
    "table",
    [
        "粮食 万吨 98.7 3.2\n",  # no head
        "产品名称 单位 产量 比上年增长(%)\n粮食 万吨 98.7\n",  # a cell is missing
        "产品名称 备注 说明 序号\n粮食 万吨 98.7 3.2\n",  # a head that tells nothing
        "联系电话 0731 1234567\n",
        "附表 3\n",
    ],
)
def test_what_is_no_whole_row_is_left_alone(table: str) -> None:
    assert read(table) == []


CELLS = st.text(st.sampled_from("产量单位增长粮食万吨亿元%()12.5,- |\t　"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6), st.sampled_from([" ", "  ", "|", "\t"]))
def test_no_table_makes_it_raise_and_numbers_are_those_of_cells(lines: list[list[str]], between: str) -> None:
    raw = HEAD + "\n".join(between.join(cells) for cells in lines)
    report = zfbg.parse(raw, template=GENERIC)
    for fact in report.facts:
        if fact.by == "rows":
            assert raw[fact.span.start : fact.span.end].strip("% ") == fact.text.strip("%")
            assert fact.value is not None
            assert str(fact.value) == fact.text.strip("%").replace(",", "")


def test_a_row_may_be_indented_and_its_name_begin_with_an_age() -> None:
    table = (
        "指标\t年末数（万人）\t比重（%）\n全市常住人口\t36.7\t100.0\n\xa0\xa0\xa0\xa0其中：城镇\t20.9\t56.9\n"
        "\xa0\xa0\xa0\xa016-59岁（含不满60岁）\t21.3\t58.0\n60周岁及以上\t9.2\t25.1\n"
    )
    facts = zfbg.parse(HEAD + table, template=GENERIC).facts
    assert [(fact.subject, fact.indicator, fact.text) for fact in facts if fact.measure == "share"] == [
        ("", "常住人口", "100.0"),
        ("常住人口", "城镇", "56.9"),
        ("常住人口", "16-59岁(含不满60岁)", "58.0"),
        ("常住人口", "60周岁及以上", "25.1"),
    ]
