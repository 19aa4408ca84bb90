"""Targets and what came of them: met or missed only where it is certain, and said why where it is neither."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import Tolerance, cli
from zfbg.audit.intervals import Interval
from zfbg.errors import PanelError
from zfbg.panels.known import Known
from zfbg.panels.pair import VERDICTS, Target, Track, track
from zfbg.panels.places import Place
from zfbg.panels.told import Series
from zfbg.panels.verdict import verdict
from zfbg.testing.strategies import reports, texts

EXAMPLES = Path(__file__).parents[1] / "examples" / "panel"
BUREAU = "青禾县发展和改革局"


def paired(goal: str, outcome: str, plan: str = "略。") -> Track:
    """A target for 2023 and what the report on 2023 tells of it, which plans ``plan``."""
    last = zfbg.parse(f"{BUREAU}2022年工作总结和2023年工作计划\n一、2022年工作总结\n略。\n二、2023年工作计划\n{goal}")
    this = zfbg.parse(
        f"{BUREAU}2023年工作总结和2024年工作计划\n一、2023年工作总结\n{outcome}\n二、2024年工作计划\n{plan}"
    )
    return track(last, this)


def one(goal: str, outcome: str, plan: str = "略。") -> Target:
    [target] = paired(goal, outcome, plan).targets
    return target


@pytest.mark.parametrize(
    ("goal", "outcome", "said", "gap"),
    [
        ("进出口总额增长8%以上。", "进出口总额增长8%。", "met", "0"),
        ("进出口总额增长8%以上。", "进出口总额增长7.9%。", "missed", "-0.1"),
        ("进出口总额增长8%。", "进出口总额增长8.3%。", "met", "0.3"),
        ("进出口总额增长8%。", "进出口总额下降1.2%。", "missed", "-9.2"),
        ("进出口总额增长5%—8%。", "进出口总额增长5.1%。", "met", "0.1"),
        ("进出口总额增长5%—8%。", "进出口总额增长9.0%。", "met", "4.0"),
        ("进出口总额增长5%—8%。", "进出口总额增长4.9%。", "missed", "-0.1"),
        ("进出口总额增长6%左右。", "进出口总额增长5.7%。", "met", "-0.3"),
        ("进出口总额增长6%左右。", "进出口总额增长5.6%。", "missed", "-0.4"),
        ("进出口总额达到12亿元以上。", "进出口总额123000万元。", "met", "30000000"),
        ("进出口总额达到12亿元左右。", "进出口总额11.5亿元。", "met", "-50000000"),
        ("进出口总额达到12亿元左右。", "进出口总额11.3亿元。", "missed", "-70000000"),
        ("进出口总额达到12亿元以上。", "进出口总额超过12亿元。", "met", None),
        ("进出口总额达到12亿元以上。", "进出口总额超过11亿元。", "undecided", None),
        ("进出口总额达到12亿元以上。", "进出口总额近12亿元。", "undecided", "0"),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率5.5%。", "met", "0.0"),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率5.6%。", "missed", "0.1"),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率5.0%。", "met", "-0.5"),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率5.9%。", "missed", "0.4"),
        ("单位地区生产总值能耗下降2.5%。", "单位地区生产总值能耗下降2.6%。", "met", "-0.1"),
        ("单位地区生产总值能耗下降2.5%。", "单位地区生产总值能耗下降2.4%。", "missed", "0.1"),
        ("居民消费价格涨幅3%左右。", "居民消费价格上涨2.9%。", "met", "-0.1"),
        ("一般公共预算收入下降9%。", "一般公共预算收入下降9.2%。", "met", "-0.2"),
        ("一般公共预算收入下降9%。", "一般公共预算收入下降12%。", "undecided", "-3"),
        ("事故起数下降10%以上。", "事故起数下降12%。", "met", "-2"),
        ("事故起数下降10%以上。", "事故起数下降9%。", "missed", "1"),
        ("居民消费价格涨幅3%左右。", "居民消费价格上涨0.3%。", "undecided", "-2.7"),
    ],
)
def test_a_verdict_is_what_is_certain(goal: str, outcome: str, said: str, gap: str | None) -> None:
    target = one(goal, outcome)
    assert (target.verdict, target.gap) == (said, gap and Decimal(gap))
    assert bool(target.why) == (said == "undecided")


@pytest.mark.parametrize(
    ("goal", "outcome", "said", "why"),
    [
        ("进出口总额增长8%以上。", "工业投资增长7%。", "not-reported", "no figure of that indicator"),
        ("进出口总额增长8%以上。", "进出口总额12亿元。", "not-comparable", "what is told is a level in 元 for 2023"),
        ("进出口总额增长8%以上。", "1-5月，进出口总额增长9%。", "not-comparable", "for 2023-01/2023-05"),
        ("进出口总额达到12亿元。", "进出口总额2亿美元。", "not-comparable", "in 美元"),
        ("市本级一般公共预算收入增长8%。", "全县一般公共预算收入增长9%。", "not-reported", "and place"),
        ("到2025年，进出口总额达到20亿元。", "进出口总额12亿元。", "not-comparable", "its time ends on 2025-12-31"),
        ("进出口总额增长8%。", "进出口总额增长7%。进出口总额增长9%。", "undecided", "contradict"),
        ("进出口总额增长8%。进出口总额增长9%。", "进出口总额增长9%。", "not-comparable", "the plan tells several"),
    ],
)
def test_what_is_no_verdict_says_why(goal: str, outcome: str, said: str, why: str) -> None:
    target = one(goal, outcome)
    assert target.verdict == said
    assert why in target.why
    assert (target.gap, target.gap_percent) == (None, None)


@pytest.mark.parametrize(("rank", "said"), [("2", "met"), ("3", "met"), ("4", "missed")])
def test_a_smaller_rank_is_better(rank: str, said: str) -> None:
    target = one("力争进出口总额居全省第3位。", f"进出口总额居全省第{rank}位。")
    assert (target.goal.series.measure, target.verdict) == ("rank", said)


def test_it_is_told_why_a_target_is_undecided() -> None:
    assert "neither more nor less" in one("居民消费价格涨幅3%左右。", "居民消费价格上涨0.3%。").why
    assert "leaves it open" in one("进出口总额达到12亿元以上。", "进出口总额超过11亿元。").why


def test_a_gap_is_told_in_the_unit_and_in_percent() -> None:
    target = one("技改投资达到20亿元。", "技改投资19亿元。")
    assert (target.gap, target.gap_unit, target.gap_percent) == (Decimal("-100000000"), "元", Decimal("-5.00"))
    assert one("技改投资增长8%。", "技改投资增长7%。").gap_unit == "个百分点"


def test_an_outcome_that_is_estimated_says_so() -> None:
    assert one("技改投资增长8%。", "预计技改投资增长8.5%。").estimated
    assert not one("技改投资增长8%。", "技改投资增长8.5%。").estimated


def test_a_target_that_is_set_again_is_noticed() -> None:
    again = one("新建5G基站1200个。", "略。", "新建5G基站1200个。")
    assert (again.verdict, again.carried_on) == ("not-reported", True)
    assert again.again is not None
    assert again.again.time.edtf == "2024"
    other = one("新建5G基站1200个。", "略。", "新建5G基站1300个。")
    assert other.again is not None
    assert not other.carried_on
    assert one("新建5G基站1200个。", "新建5G基站1250个。").again is None
    assert one("新建5G基站1200个。", "略。", "“十五五”期间，新建5G基站1200个。").again is None
    bound = one("新建5G基站1200个。", "略。", "新建5G基站1200个以上。")
    assert not bound.carried_on


def test_words_of_no_vocabulary_are_paired_as_they_stand() -> None:
    target = one("新增养老床位800张。", "新增养老床位812张。")
    assert (target.goal.series.indicator_id, target.verdict) == (None, "met")


def test_what_cannot_be_tracked_is_listed_with_the_reason() -> None:
    found = paired("进出口总额达到xx亿元。“十五五”期间，进出口总额增长40%。", "进出口总额12亿元。")
    assert found.targets == ()
    assert {each.reason for each in found.left_out} == {"masked", "several-years"}


def test_a_plan_whose_time_is_over_is_no_target() -> None:
    last = zfbg.parse(f"{BUREAU}2022年工作总结\n一、2022年工作总结\n2022年计划完成工业投资12亿元。")
    this = zfbg.parse(f"{BUREAU}2023年工作总结\n一、2023年工作总结\n略。")
    assert {each.reason for each in track(last, this).left_out} == {"past"}


def test_two_reports_that_name_no_region_are_taken_as_of_one() -> None:
    last = zfbg.parse("2022年工作总结和2023年工作计划\n一、2023年工作计划\n技改投资增长8%。")
    this = zfbg.parse("2023年工作总结\n一、2023年工作总结\n技改投资增长9%。")
    assert [target.verdict for target in track(last, this).targets] == ["met"]


def test_reports_of_two_regions_or_in_the_wrong_order_are_refused() -> None:
    first, second = zfbg.parse(EXAMPLES / "lanqiao-2022.txt"), zfbg.parse(EXAMPLES / "lanqiao-2023.txt")
    with pytest.raises(PanelError, match="give the earlier one first"):
        track(second, first)
    with pytest.raises(PanelError, match="give two of one region"):
        track(first, zfbg.parse(EXAMPLES / "qinghe-2023.txt"))


def test_the_tolerance_is_what_one_says() -> None:
    last = zfbg.parse(f"{BUREAU}2022年工作总结\n一、2023年工作计划\n技改投资增长8%左右。")
    this = zfbg.parse(f"{BUREAU}2023年工作总结\n一、2023年工作总结\n技改投资增长7.5%。")
    assert [target.verdict for target in track(last, this).targets] == ["missed"]
    wide = track(last, this, tolerance=Tolerance(points=Decimal("0.5")))
    assert [target.verdict for target in wide.targets] == ["met"]


def test_several_reports_tell_of_one_target() -> None:
    last = zfbg.parse(EXAMPLES / "lanqiao-2022.txt")
    this = [zfbg.parse(EXAMPLES / name) for name in ("lanqiao-2023.txt", "lanqiao-2023-bulletin.txt")]
    found = track(last, this)
    assert found == track([last, last], this[::-1])
    verdicts = {target.goal.series.indicator_id: target.verdict for target in found.targets}
    assert verdicts["new-urban-jobs"] == "undecided"
    assert verdicts["gross-domestic-product"] == "met"


@given(reports(), reports())
def test_every_planned_fact_is_a_target_or_left_out(one: str, other: str) -> None:
    last, this = zfbg.parse(one), zfbg.parse(other)
    try:
        found = track(last, this)
    except PanelError:
        return
    goals = {source.span for target in found.targets for source in target.goal.sources}
    left_out = {each.source.span for each in found.left_out}
    assert goals | left_out == {fact.span for fact in last.facts if fact.status == "planned"}
    for target in found.targets:
        assert target.verdict in VERDICTS
        assert (target.verdict in ("met", "missed")) == (not target.why)
        assert target.outcome is None or target.outcome.series.place == target.goal.series.place


@given(texts())
def test_no_text_makes_it_raise(text: str) -> None:
    report = zfbg.parse(text)
    list(track(report, report))


TENTHS = st.integers(-300, 300).map(lambda number: Decimal(number) / 10)


@given(TENTHS, TENTHS, st.integers(0, 300).map(lambda number: Decimal(number) / 10), st.sampled_from(["", "~", ">="]))
def test_what_is_met_stays_met_where_more_is_done(goal: Decimal, outcome: Decimal, more: Decimal, bound: str) -> None:
    series = Series(Place(None, "青禾县"), "foreign-trade", "进出口总额", "level", "", "", "元")
    step = Decimal("0.1")
    target = Known(goal, goal if bound == ">=" else None, None, bound, step, Interval(goal, None))
    first, second = (
        verdict(series, target, Known(number, None, None, "", step, Interval.at(number)), Tolerance())[0]
        for number in (outcome, outcome + more)
    )
    assert first in ("met", "missed")
    assert (first, second) in {("met", "met"), ("missed", "missed"), ("missed", "met")}


def test_a_row_is_of_the_target_whatever_is_told_instead() -> None:
    [row] = paired("进出口总额增长8%以上。", "1-5月，进出口总额增长9%。")
    assert (row["period"], row["measure"], row["outcome_period"]) == ("2023", "growth", "2023-01/2023-05")


def test_the_command_prints_a_row_for_each_target(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(EXAMPLES / f"lanqiao-{year}.txt") for year in (2022, 2023)]
    found = track(*map(zfbg.parse, map(Path, files)))
    assert cli.main(["track", *files, "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["verdict"] for row in rows] == [target.verdict for target in found.targets]
    assert {row["goal_quote"] for row in rows} >= {"6%", "3万人"}
    assert cli.main(["track", *files]) == 0
    printed = capsys.readouterr().out
    assert all(said in printed for said in found.counts)


def test_the_command_refuses_what_cannot_be_paired(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["track", str(EXAMPLES / "lanqiao-2022.txt"), str(EXAMPLES / "qinghe-2023.txt")])
    assert "give two of one region" in capsys.readouterr().err
    assert cli.main(["track", "nope.txt", str(EXAMPLES / "qinghe-2023.txt")]) == 1
    assert "nope.txt" in capsys.readouterr().err
