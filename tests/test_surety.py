"""Which readings say of themselves that they may be another."""

from __future__ import annotations

import pytest
from hypothesis import given

import zfbg
from zfbg.testing import texts

HEAD = "青禾县经信局{year}年工作总结\n一、主要工作\n"


def sure(sentence: str, year: int = 2031) -> list[bool]:
    return [fact.sure for fact in zfbg.parse(HEAD.format(year=year) + sentence).facts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("工业投资5.6亿元，同比增长10.5%。", [True, True]),
        ("新增省级企业技术中心7家。", [True]),
        ("产值5000万元以上工业企业达142家。", [True, True]),
        ("投资8亿元。", [False]),  # of what, only the paragraph may tell
        ("推进老旧厂房改造，总投资达8亿元。", [False]),  # of what the clause before speaks of
        ("二是社区矫正。全年责令整改8家。", [False]),  # of what the sentence before names alone
        ("推出支持措施8条。", [False]),  # in what field is told nowhere
        ("考评时得了优秀，获得奖励资金320万元。", [False]),  # for what
        ("超八成的乡镇卫生院开展夜诊。", [False]),
        ("如果每户节水1吨，全年可节水3万吨。", [False, False]),
        ("接受帮扶的农户达到320户。", [False]),
        ("监测12种主要农产品，占比超过20%的有5种。", [True, True, False]),  # of a class, not of all
    ],
)
def test_a_reading_says_whether_it_can_be_relied_on(sentence: str, expected: list[bool]) -> None:
    assert sure(sentence) == expected


def test_no_reading_of_an_old_report_can() -> None:
    assert sure("工业投资5.6亿元。", 1989) == [False]
    assert sure("工业投资5.6亿元。", 1990) == [True]


@given(texts())
def test_a_fact_that_names_nothing_is_never_sure(text: str) -> None:
    assert not any(fact.sure and not fact.indicator for fact in zfbg.parse(text).facts if fact.by != "rows")
