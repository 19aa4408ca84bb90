"""Panels: what reports tell as region × indicator × period, and what of it is never mixed, averaged or dropped."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import cli
from zfbg.lexicon import table
from zfbg.model import Fact, Item, Meta, Period, Region, Report, Section
from zfbg.panels import Panel, panel, times
from zfbg.panels.cells import Cell
from zfbg.panels.indicators import vocabulary
from zfbg.panels.places import of as place_of
from zfbg.panels.places import reporting
from zfbg.panels.records import Record, of_report
from zfbg.panels.rows import PANEL
from zfbg.panels.told import REASONS
from zfbg.testing import traditional
from zfbg.testing.strategies import reports, texts

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "panel").glob("*.txt"))
COUNTY = "青禾县发展和改革局2023年工作总结\n一、2023年工作情况\n"


@cache
def read(path: Path) -> Report:
    return zfbg.parse(path)


@pytest.fixture
def examples() -> list[Report]:
    return [read(path) for path in EXAMPLES]


def told(*sentences: str, head: str = COUNTY) -> Panel:
    """The panel of reports on 2023 by one bureau, each of one sentence."""
    return panel([zfbg.parse(f"{head}{sentence}") for sentence in sentences])


def only(found: Panel, measure: str = "level") -> Cell:
    [cell] = [cell for cell in found.cells if cell.series.measure == measure]
    return cell


def with_facts(report: Report, change: Iterable[tuple[Fact, Fact]]) -> Report:
    """``report`` with each fact in place of another."""
    new = dict(change)

    def of(node: Section | Item) -> Section | Item:
        facts = tuple(new[fact] for fact in node.facts)
        if isinstance(node, Section):
            return evolve(node, facts=facts, children=tuple(map(of, node.children)))
        return evolve(node, facts=facts)

    return evolve(report, children=tuple(map(of, report.children)))


def standing(found: Panel) -> list[tuple[object, ...]]:
    """What a panel says, without where it says it."""
    return [(cell.series, cell.time, cell.status, cell.value, cell.bound, cell.conflict) for cell in found.cells]


# ------------------------------------------------------------------------------------------------- what holds always


@given(st.permutations(EXAMPLES))
def test_the_order_of_reports_never_matters(paths: list[Path]) -> None:
    assert panel(map(read, paths)) == panel(map(read, EXAMPLES))


@given(st.lists(st.sampled_from(EXAMPLES)))
def test_a_report_that_is_given_twice_changes_nothing(again: list[Path]) -> None:
    assert panel(map(read, [*EXAMPLES, *again])) == panel(map(read, EXAMPLES))


def test_the_same_text_under_another_name_is_the_same_report(examples: list[Report]) -> None:
    copies = [evolve(report, source=evolve(report.source, path=f"copy/{report.source.name}")) for report in examples]
    both = panel([*examples, *copies])
    assert both == panel([*copies, *examples])
    assert standing(both) == standing(panel(examples))
    assert [len(cell.sources) for cell in both.cells] == [len(cell.sources) for cell in panel(examples).cells]


@given(st.sampled_from(EXAMPLES), st.sampled_from(((4, "亿", "万"), (8, "亿", ""), (4, "万", ""))))
def test_the_unit_in_which_a_report_tells_changes_nothing(path: Path, scale: tuple[int, str, str]) -> None:
    places, old, new = scale

    def in_other_unit(fact: Fact) -> Fact:
        if fact.measure != "level" or not fact.unit.startswith(old):
            return fact
        value, lower, upper = (
            None if number is None else number.scaleb(places) for number in (fact.value, fact.lower, fact.upper)
        )
        return evolve(fact, value=value, lower=lower, upper=upper, unit=new + fact.unit.removeprefix(old))

    whole = [read(each) for each in EXAMPLES]
    report = read(path)
    changed = with_facts(report, ((fact, in_other_unit(fact)) for fact in report.facts))
    other = [changed if each.source.path == report.source.path else each for each in whole]
    assert standing(panel(other)) == standing(panel(whole))
    assert [(g.value, g.lower, g.upper) for g in panel(other).growths] == [
        (g.value, g.lower, g.upper) for g in panel(whole).growths
    ]


@given(st.lists(reports(), max_size=3))
def test_every_fact_is_in_a_cell_or_left_out_with_a_reason(written: list[str]) -> None:
    read = [zfbg.parse(text) for text in written]
    found = panel(read)
    all_facts = {(zfbg.report_id(report), fact.span) for report in read for fact in report.facts}
    in_cells = {(source.report_id, source.span) for cell in found.cells for source in cell.sources}
    left_out = {(each.source.report_id, each.source.span) for each in found.left_out}
    assert in_cells | left_out == all_facts
    assert {each.reason for each in found.left_out} <= set(REASONS)


@given(st.lists(reports(), max_size=3))
def test_cells_quote_their_text_mix_no_kinds_and_average_nothing(written: list[str]) -> None:
    read = {zfbg.report_id(report): report for report in map(zfbg.parse, written)}
    for cell in panel(read.values()).cells:
        for source in cell.sources:
            raw = read[source.report_id].source.raw
            assert raw[source.span.start : source.span.end] == source.quote
            assert source.quote in source.sentence
            assert source.sentence in raw
        facts = [
            fact
            for report in read.values()
            for fact in report.facts
            if any(source.report_id == zfbg.report_id(report) and source.span == fact.span for source in cell.sources)
        ]
        kinds = {time.kind for fact in facts if (time := times.of(fact.period))}
        assert kinds == {cell.time.kind} or cell.time.kind == "as-of"
        assert {fact.status == "planned" for fact in facts} == {cell.status == "planned"}
        assert cell.value is None or cell.value in {source.known.value for source in cell.sources}
        assert (cell.stands is None) == (cell.conflict == "contradiction")


def test_what_is_quoted_is_raw_where_the_text_was_mended() -> None:
    raw = traditional(EXAMPLES[0].read_text("utf-8"))
    found = panel(zfbg.parse(raw))
    quotes = {source.quote for cell in found.cells for source in cell.sources}
    assert any("億" in quote for quote in quotes)
    assert all(quote in raw for quote in quotes)


@given(texts())
def test_no_text_makes_it_raise(text: str) -> None:
    found = panel(zfbg.parse(text))
    list(found)
    found.wide()


# --------------------------------------------------------------------------------------------------- cells, conflicts


@pytest.mark.parametrize(
    ("one", "other", "conflict", "stands"),
    [
        ("进出口总额54亿元。", "进出口总额54.6亿元。", "rounding", "54.6亿元"),
        ("进出口总额55亿元。", "进出口总额54.6亿元。", "rounding", "54.6亿元"),
        ("进出口总额54亿元。", "进出口总额55.2亿元。", "contradiction", ""),
        ("进出口总额54.5亿元。", "进出口总额54.6亿元。", "contradiction", ""),
        ("进出口总额5.40亿元。", "进出口总额54000万元。", "", "54000万元"),
        ("进出口总额超过50亿元。", "进出口总额54.6亿元。", "", "54.6亿元"),
        ("进出口总额超过60亿元。", "进出口总额54.6亿元。", "contradiction", ""),
        ("进出口总额约50亿元。", "进出口总额54.6亿元。", "", "54.6亿元"),
        ("预计进出口总额53亿元。", "进出口总额54.6亿元。", "estimate", "54.6亿元"),
        ("预计进出口总额53亿元。", "预计进出口总额54.6亿元。", "contradiction", ""),
    ],
)
def test_which_of_two_figures_stands(one: str, other: str, conflict: str, stands: str) -> None:
    cell = only(told(one, other))
    assert (cell.conflict, cell.stands.quote if cell.stands else "") == (conflict, stands)
    assert len(cell.sources) == 2


def test_all_figures_of_a_conflict_are_listed_with_where_they_stand(examples: list[Report]) -> None:
    found = panel(examples)
    assert {each.kind for each in found.conflicts} == {"contradiction", "rounding", "estimate"}
    first = found.conflicts[0]
    assert first.kind == "contradiction"
    assert (first.cell.series.indicator_id, first.cell.value, first.cell.stands) == ("new-urban-jobs", None, None)
    assert {(Path(source.file).name, source.quote) for source in first.sources} == {
        ("lanqiao-2023.txt", "3.2万人"),
        ("lanqiao-2023-bulletin.txt", "29480人"),
    }


def test_what_is_planned_stands_apart_and_an_estimate_is_marked(examples: list[Report]) -> None:
    found = panel(examples, indicators="城镇新增就业", regions="澜桥市")
    by_status = {(cell.time.edtf, cell.status): cell.value for cell in found.cells}
    assert by_status[("2024", "estimated")] == 30500
    assert by_status[("2024", "planned")] == 30000


def test_the_parts_of_a_region_are_not_the_region(examples: list[Report]) -> None:
    found = panel(examples, indicators="budget-revenue", regions="澜桥市", measure="level")
    of_2023 = {cell.series.place.name: cell.value for cell in found.cells if cell.time.edtf == "2023"}
    assert of_2023 == {"澜桥市": Decimal("8627000000"), "澜桥市市本级": Decimal("2140000000")}


def test_months_and_years_stand_in_rows_of_their_own(examples: list[Report]) -> None:
    rows = panel(examples, indicators="foreign-trade", regions="青禾县", measure="level").wide()
    told = {row["period_kind"]: row for row in rows}
    assert told["months-5"]["2024-01/2024-05"] == 231000000
    assert told["months-5"]["2024"] is None
    assert told["year"]["2024"] == 612000000
    assert set(panel(examples, indicators="foreign-trade").wide("year")[0]) >= {"2022", "2023", "2024"}
    assert not [name for row in panel(examples).wide("year") for name in row if "/" in name]


def test_a_wide_row_claims_no_number_where_the_text_tells_a_bound() -> None:
    found = told("国家高新技术企业突破420家。")
    assert found.wide() == []
    assert found.wide(bounded=True)[0]["../2023-12-31"] == 420


def test_what_is_in_no_cell_is_told_with_its_reason() -> None:
    found = told(
        "人均可支配收入占比12%。税收收入占41%。固定资产投资（可比）增长5%。新签合同32份。市区居民消费价格上涨0.3%。进出口总额xx.x亿元。专项资金3亿元。产值5000万元以上企业8家。"
        "如果进出口总额增长5%，就好了。"
    )
    assert {"unknown-indicator", "narrowed", "masked", "case", "no-scope"} <= {each.reason for each in found.left_out}
    assert sum(found.reasons.values()) == len(found.left_out)


def test_what_is_not_sure_or_only_supposed_is_left_out() -> None:
    report = zfbg.parse(f"{COUNTY}进出口总额5.60亿元，同比增长10.5%。")
    for change, reason in (({"sure": False}, "unsure"), ({"status": ""}, "supposed")):
        changed = with_facts(report, ((fact, evolve(fact, **change)) for fact in report.facts))
        assert panel(changed).reasons == {reason: 2}


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("进出口总额增长5%。", "yoy"),
        ("进出口总额同比增长5%。", "yoy"),
        ("进出口总额比2022年增长5%。", "yoy"),
        ("进出口总额比2020年增长5%。", "2020"),
        ("年末全县贷款余额比年初增长5%。", "yoy"),
        ("截至6月底，全县贷款余额比年初增长5%。", "year-end"),
        ("截至6月底，全县贷款余额增长5%。", ""),
        ("5月，进出口总额环比增长5%。", "mom"),
    ],
)
def test_what_a_growth_is_compared_with(sentence: str, base: str) -> None:
    assert [cell.series.base for cell in told(sentence).cells] == [base]


def test_firms_are_counted_in_one_unit() -> None:
    cell = only(told("国家高新技术企业达到50家。", "国家高新技术企业达到50户。"))
    assert (cell.series.unit, cell.value, len(cell.sources)) == ("家", 50, 2)


def test_a_growth_over_several_years_is_left_out() -> None:
    found = told("“十四五”期间，进出口总额增长20%。", head=COUNTY)
    assert found.reasons == {"several-years": 1}


def test_a_region_that_shares_its_name_is_no_region() -> None:
    found = told("全区进出口总额5亿元。", head="鼓楼区商务局2023年工作总结\n一、工作情况\n")
    assert found.reasons == {"no-region": 1}


def test_what_was_asked_for_and_is_not_there_is_told(examples: list[Report]) -> None:
    found = panel(examples, indicators=["GDP", "养老床位"], regions=["青禾县", "510704"])
    assert found.absent == ("养老床位", "510704")
    assert {cell.series.place.name for cell in found.cells} == {"青禾县"}


def test_words_of_no_vocabulary_make_a_series_when_they_are_asked_for() -> None:
    found = panel(zfbg.parse(f"{COUNTY}全县养老床位达到812张。"), indicators="养老床位")
    assert (found.cells[0].series.indicator_id, found.cells[0].series.indicator, found.cells[0].value) == (
        None,
        "养老床位",
        812,
    )


def test_a_case_is_taken_where_it_is_asked_for() -> None:
    assert told("文物保护专项资金3亿元。").cells == ()
    report = zfbg.parse(f"{COUNTY}文物保护专项资金3亿元。")
    assert panel(report, indicators="文物保护专项资金").cells[0].value == 300000000


def test_a_measure_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="measure='sum' is none that a panel has"):
        panel([], measure="sum")


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(TypeError, match="read files with"):
        panel(["青禾县2023年工作总结"])  # type: ignore[list-item]


# ---------------------------------------------------------------------------------------------- places, times, growth


GUANGDONG = Region("440000", "广东省", "province")
YOUXIAN = Region("510704", "绵阳市游仙区", "county", "510700")
INNER = Region("150000", "内蒙古自治区", "province")
ZONE = Region(None, "游仙高新区", "zone", "510704")


@pytest.mark.parametrize(
    ("words", "region", "code", "name", "within"),
    [
        ("", GUANGDONG, "440000", "广东省", None),
        ("全省", GUANGDONG, "440000", "广东省", None),
        ("全区", INNER, "150000", "内蒙古自治区", None),
        ("全区", YOUXIAN, "510704", "游仙区", None),
        ("我市", YOUXIAN, "510700", "绵阳市", None),
        ("全省", YOUXIAN, "510000", "四川省", None),
        ("全国", YOUXIAN, None, "全国", None),
        ("区本级", YOUXIAN, None, "游仙区区本级", "510704"),
        ("经开区", YOUXIAN, None, "游仙区经开区", "510704"),
        ("三台县", Region("510700", "绵阳市", "prefecture", "510000"), "510722", "三台县", None),
        ("", ZONE, None, "游仙高新区", "510704"),
        ("全区", ZONE, None, "游仙高新区", "510704"),
    ],
)
def test_whose_figure_it_is(words: str, region: Region, code: str | None, name: str, within: str | None) -> None:
    place = place_of(words, region)
    assert not isinstance(place, str)
    assert (place.code, place.name, place.within) == (code, name, within)


@pytest.mark.parametrize(
    ("words", "region", "reason"),
    [
        ("全市", GUANGDONG, "unknown-place"),
        ("全县", YOUXIAN, "unknown-place"),
        ("涪城区、三台县", YOUXIAN, "several-places"),
        ("市本级和开发区", Region("510700", "绵阳市", "prefecture", "510000"), "several-places"),
        ("", None, "no-region"),
        ("全市", None, "no-region"),
    ],
)
def test_a_place_that_is_not_sure_is_none(words: str, region: Region | None, reason: str) -> None:
    assert place_of(words, region) == reason


@pytest.mark.parametrize(
    ("meta", "name"),
    [
        (Meta(issuer="青禾县发展和改革局"), "青禾县"),
        (Meta(title="澜桥市2023年国民经济和社会发展统计公报"), "澜桥市"),
        (Meta(issuer="岚泽市澄麓区工业和信息化局"), "岚泽市澄麓区"),
        (Meta(issuer="云岭高新区经发局"), None),
        (Meta(title="全市2023年工作总结"), None),
        (Meta(title="2023年工作总结"), None),
        (Meta(region=Region(None, "xx县", "county")), None),
        (Meta(region=YOUXIAN), "绵阳市游仙区"),
    ],
)
def test_of_which_region_a_report_is(meta: Meta, name: str | None) -> None:
    found = reporting(meta)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("first", "last", "edtf", "kind"),
    [
        ("2023-01-01", "2023-12-31", "2023", "year"),
        ("2023-01-01", "2023-06-30", "2023-01/2023-06", "half-year"),
        ("2023-07-01", "2023-12-31", "2023-07/2023-12", "half-year"),
        ("2023-01-01", "2023-09-30", "2023-01/2023-09", "three-quarters"),
        ("2023-01-01", "2023-03-31", "2023-01/2023-03", "quarter"),
        ("2024-01-01", "2024-02-29", "2024-01/2024-02", "months-2"),
        ("2023-01-01", "2023-11-30", "2023-01/2023-11", "months-11"),
        ("2023-05-01", "2023-05-31", "2023-05", "month"),
        ("2023-04-01", "2023-08-31", "2023-04/2023-08", "span"),
        ("2021-01-01", "2025-12-31", "2021/2025", "years"),
        ("2023-05-02", "2023-05-02", "2023-05-02", "day"),
        ("2023-05-02", "2023-05-09", "2023-05-02/2023-05-09", "span"),
    ],
)
def test_the_kinds_of_time(first: str, last: str, edtf: str, kind: str) -> None:
    time = times.between(date.fromisoformat(first), date.fromisoformat(last))
    assert (time.edtf, time.kind) == (edtf, kind)
    before = times.year_before(time)
    assert (before.kind if before else None) == (None if kind == "years" else kind)


def test_a_masked_or_open_time_is_none_of_these() -> None:
    assert times.of(Period("XXXX")) is None
    assert times.of(None) is None
    since = times.of(Period("2021/..", date(2021, 1, 1)))
    assert since is not None
    assert since.kind == "since"


@pytest.mark.parametrize(
    ("last", "this", "growth"),
    [
        ("进出口总额50.0亿元。", "进出口总额55.0亿元。", ["10.00"]),
        ("地区生产总值50.0亿元。", "地区生产总值55.0亿元。", []),
        ("规上工业增加值50.0亿元。", "规上工业增加值55.0亿元。", []),
        ("森林覆盖率50.0%。", "森林覆盖率55.0%。", []),
        ("PM2.5平均浓度30微克/立方米。", "PM2.5平均浓度33微克/立方米。", []),
        ("进出口总额超过50亿元。", "进出口总额55.0亿元。", []),
        ("进出口总额50.0亿美元。", "进出口总额55.0亿元。", []),
        ("1-5月，进出口总额50.0亿元。", "进出口总额55.0亿元。", []),
        ("1-5月，进出口总额50.0亿元。", "1-5月，进出口总额55.0亿元。", ["10.00"]),
        ("力争进出口总额50.0亿元。", "进出口总额55.0亿元。", []),
        ("市本级一般公共预算收入50.0亿元。", "全市一般公共预算收入55.0亿元。", []),
        ("国家高新技术企业达到50家。", "国家高新技术企业达到55家。", ["10.00"]),
    ],
)
def test_growth_is_reckoned_where_the_terms_allow(last: str, this: str, growth: list[str]) -> None:
    head = "澜桥市发展和改革局{}年工作总结\n一、{}年工作情况\n"
    found = panel([zfbg.parse(head.format(year, year) + text) for year, text in ((2022, last), (2023, this))])
    assert [str(each.value) for each in found.growths] == growth


def test_a_reckoned_growth_has_both_sources_and_is_held_against_the_reported_one(examples: list[Report]) -> None:
    found = panel(examples, regions="澜桥市")
    by_indicator = {(each.series.indicator_id, each.time.edtf): each for each in found.growths}
    trade = by_indicator["foreign-trade", "2023"]
    assert (str(trade.value), str(trade.lower), str(trade.upper)) == ("6.82", "6.74", "6.87")
    assert trade.level.stands is not None
    assert trade.before.stands is not None
    assert (trade.level.stands.quote, trade.before.stands.quote) == ("147.63亿元", "138.2亿元")
    assert (trade.agrees, trade.soft) == (True, False)
    output = by_indicator["industrial-output-above-scale", "2023"]
    assert (output.agrees, output.soft) == (False, True)
    assert ("gross-domestic-product", "2023") not in by_indicator
    computed = [row for row in found if row["computed"]]
    assert len(computed) == len(found.growths)
    assert all(row["before_quote"] and row["quote"] for row in computed)


def test_growth_is_reckoned_though_only_growth_is_asked_for(examples: list[Report]) -> None:
    assert panel(examples, measure="growth").growths == panel(examples).growths
    assert panel(examples, measure="level").growths == ()


# ------------------------------------------------------------------------------------------ vocabulary, store, command


def test_the_words_about_series_are_of_the_vocabulary() -> None:
    words = table("series")
    assert not set(words["cases"]) - set(vocabulary().entries)
    assert not set(words["less"]) & set(words["near"])
    names = [entry.name for entry in vocabulary().entries.values()]
    for word in (*words["rates"], *words["same_set"]):
        same = {"规模以上", "规模工业", "限额以上", "CPI", "PPI", "比重"}
        assert word in same or any(word in name for name in names), word


def test_an_indicator_of_an_installed_plugin_is_known() -> None:
    assert vocabulary().entries["industrial-output-above-scale"].aliases
    assert vocabulary().find("社零总额") == "retail-sales"
    assert vocabulary().find("玩具产业产值") is None


@frozen
class Kept:
    """What a store looks like to a panel."""

    reports: tuple[Report, ...]

    def records(self) -> Iterator[Record]:
        for report in self.reports:
            yield from of_report(report)


def test_a_store_is_as_good_as_reports(examples: list[Report]) -> None:
    assert panel(Kept(tuple(examples))) == panel(examples)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    assert cli.main(["panel", *map(str, EXAMPLES), *arguments]) == 0
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_the_command_prints_the_rows_of_the_panel(examples: list[Report], capsys: pytest.CaptureFixture[str]) -> None:
    expected = list(panel(examples))
    out, err = run(capsys, "--format", "jsonl")
    printed = [json.loads(line) for line in out.splitlines()]
    assert [row["value"] and Decimal(row["value"]) for row in printed] == [row["value"] for row in expected]
    assert list(printed[0]) == [column.name for column in PANEL]
    assert "cells left empty" in err
    out, _ = run(capsys, "--format", "csv")
    assert [row["quote"] for row in csv.DictReader(io.StringIO(out))] == [row["quote"] or "" for row in expected]


def test_the_command_shows_conflicts_and_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "--show", "conflicts", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["quote"] for row in rows if row["conflict"] == "contradiction"] == ["3.2万人", "29480人"]
    out, _ = run(capsys, "--show", "left-out", "--format", "jsonl")
    assert all(json.loads(line)["reason"] in REASONS for line in out.splitlines())


def test_the_command_narrows_and_says_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "--indicator", "GDP", "--indicator", "养老床位", "--region", "青禾县", "--measure", "level")
    assert out.count("地区生产总值") == 3
    assert "nothing is told of 养老床位" in err


@pytest.mark.parametrize("wrong", [("--measure", "sum"), ("--show", "all")])
def test_wrong_usage_is_told(wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["panel", str(EXAMPLES[0]), *wrong])
    assert wrong[1] in capsys.readouterr().err


def test_a_panel_is_a_table_for_every_library(examples: list[Report], tmp_path: Path) -> None:
    pl = pytest.importorskip("polars", reason="polars is not installed")
    found = panel(examples)
    frame = pl.DataFrame(found)
    assert frame.columns == [column.name for column in PANEL]
    assert frame["value_float"].to_list() == [row["value_float"] for row in found]
    assert [value and Decimal(value) for value in frame["value"]] == [row["value"] for row in found]
    found.write(tmp_path / "panel.parquet")
    assert pl.read_parquet(tmp_path / "panel.parquet").equals(frame)


def test_a_file_that_cannot_be_read_costs_only_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["panel", "nope.txt", str(EXAMPLES[0])]) == 1
    printed = capsys.readouterr()
    assert "nope.txt" in printed.err
    assert "地区生产总值" in printed.out


def test_no_cell_is_a_formula_of_a_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("青禾县发展和改革局2023年工作总结\n一、2023年工作情况\n=HYPERLINK(1)进出口总额5亿元。", "utf-8")
    assert cli.main(["panel", str(hostile), "--format", "csv"]) == 0
    for row in csv.DictReader(io.StringIO(capsys.readouterr().out)):
        assert not [cell for cell in row.values() if cell.startswith("=")]
