"""Growth that is told in words is read as such, once, and nothing else is."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import api, pipeline
from zfbg.generic import GENERIC
from zfbg.model import Fact
from zfbg.plugins import assemble, installed
from zfbg.template import Reader, Template
from zfbg.testing import assert_report, damaged, fuzz
from zfbg_trends import read, reworded

TEMPLATE = evolve(GENERIC, readers=(*GENERIC.readers, Reader("trends", read)))
PROJECT = Path(__file__).parents[1] / "pyproject.toml"
HEAD = "青禾县2031年国民经济和社会发展统计公报\n一、综合\n"

test_any_text = fuzz(TEMPLATE)


def parsed(text: str, template: Template = TEMPLATE) -> zfbg.Report:
    """What the readers of the template alone make of a text, whether the plugin is installed or not."""
    return pipeline.parse(zfbg.Source(text), template)


def told(words: str) -> list[Fact]:
    report = parsed(HEAD + words)
    assert_report(report)
    return [fact for fact in report.facts if fact.by.startswith("trends.")]


@pytest.mark.parametrize(
    ("words", "text", "indicator", "base", "period"),
    [
        ("全年居民消费价格与上年持平。", "持平", "居民消费价格", "yoy", "2031"),
        ("粮食产量12.5万吨，与上年持平。", "持平", "粮食产量", "yoy", "2031"),
        ("食品类下降1.6%，居住类与上年持平，衣着类上涨1.5%。", "持平", "居住类", "yoy", "2031"),
        ("年末装机容量144.35万千瓦，与上年末持平。", "持平", "装机容量", "year-end", "../2031-12"),
        ("1-5月固定资产投资与去年同期持平。", "持平", "固定资产投资", "yoy", "2031-01/2031-05"),
        ("农药使用量实现零增长。", "零增长", "农药使用量", "", "2031"),
    ],
)
def test_what_stands_still_is_a_growth_of_nought(words: str, text: str, indicator: str, base: str, period: str) -> None:
    [fact] = told(words)
    assert (fact.text, fact.indicator, fact.measure, str(fact.value), fact.unit) == (
        text,
        indicator,
        "growth",
        "0",
        "%",
    )
    assert fact.period is not None
    assert (fact.base, fact.period.edtf, fact.bound) == (base, period, "")


@pytest.mark.parametrize("words", ["与上年基本持平", "与上年度相比总体持平", "与去年相当", "比2030年大致持平"])
def test_what_stands_nearly_still_is_about_nought(words: str) -> None:
    [fact] = told(f"粮食产量12.5万吨，{words}。")
    assert (fact.indicator, str(fact.value), fact.bound) == ("粮食产量", "0", "~")


def test_a_turn_has_one_end() -> None:
    up, down = told("规上工业增加值增速由负转正，民间投资由正转负。")
    assert (up.indicator, up.value, str(up.lower), up.upper, up.bound) == ("规上工业增加值", None, "0", None, ">=")
    assert (down.indicator, down.value, down.lower, str(down.upper), down.bound) == ("民间投资", None, None, "0", "<=")


@pytest.mark.parametrize(
    "words",
    [
        "社会消费品零售总额增速与全市平均水平持平。",
        "15%的企业表示价格与上年总体持平。",
        "开展化肥零增长行动。",
        "进出口总额相当于全市的一半。",
        "产品出厂价格总体持平。",
        "粮食产量12.5万吨。",
    ],
)
def test_what_says_nothing_of_growth_is_left_alone(words: str) -> None:
    assert told(words) == []


@given(damaged(), st.sampled_from(["与上年持平，", "由负转正。", "零增长\n"]), st.integers(0, 300))
def test_the_facts_of_figures_stay_as_they_are(text: str, words: str, place: int) -> None:
    text = text[:place] + words + text[place:]
    with_it, without = parsed(text), parsed(text, GENERIC)
    assert_report(with_it)
    assert [fact for fact in with_it.facts if not fact.by.startswith("trends.")] == list(without.facts)


def test_a_text_is_reworded_once() -> None:
    from zfbg.text import Text

    text = Text.of("与上年持平。与上年相比基本持平，由负转正。")
    assert reworded(text) is reworded(text)
    assert str(reworded(text).text) == "比上年增长0%。比上年增长0%，增长0%以上。"
    assert [reworded(text).at(place) for place in (0, 6, len(text))] == [0, 8, len(reworded(text).text)]


def test_it_runs_in_every_report_once_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    [(name, module)] = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["entry-points"]["zfbg"].items()
    there = assemble([EntryPoint(name, module, "zfbg")])
    assert [reader.name for reader in there.readers] == ["trends"]
    monkeypatch.setattr(api, "installed", lambda: evolve(installed(), readers=there.readers))
    for template in ("generic", *(each.name for each in installed().templates)):
        assert "trends.level" in [fact.by for fact in zfbg.parse(HEAD + "价格与上年持平。", template=template).facts]
