"""What an audit finds, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given

import zfbg
from zfbg.testing import reports


def found(text: str) -> list[tuple[str, str]]:
    report = zfbg.parse(text)
    return [(each.check, report.quote(each.spans[0])) for each in zfbg.audit(report)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("工业投资占固定资产投资的141.9%。", [("shares", "141.9%")]),
        ("工业投资占固定资产投资的100%。", []),
        ("工业投资占固定资产投资的XX%。", []),
        ("工业投资占固定资产投资的2XX%。", [("shares", "2XX%")]),
        ("三次产业结构为11.1:36.3:52.6。", []),
        ("三次产业结构为11.1:36.3:52.8。", [("shares", "11.1")]),
        ("三次产业结构为11.1:36.3:52.7，上年为11.0:36.0:53.0。", []),  # within the rounding of three digits
        ("三次产业结构为11:36:54，上年为11:36:50。", [("shares", "11")]),
    ],
)
def test_shares(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(f"一、工业情况\n{sentence}") == expected


def test_numbering() -> None:
    assert found("一、情况\n略。\n二、打算\n略。") == []
    assert [check for check, _ in found("一、情况\n略。\n三、打算\n略。")] == ["numbering"]


def test_days_out_of_order() -> None:
    page = "发文日期：2031-02-24\n发布日期：2031-0{}-26\n青禾县工信局2030年工作总结\n一、情况\n略。"
    assert found(page.format(2)) == []
    assert found(page.format(1)) == [("years", "2031-02-24")]


@given(reports())
def test_a_sound_report_says_nothing_against_itself(text: str) -> None:
    assert not zfbg.audit(zfbg.parse(text))
