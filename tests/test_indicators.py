"""Every name and alias of the vocabulary is found, no two indicators share one, and nothing is guessed."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zfbg.facts.naming.indicators import Indicator, fitting, identify, indicators, normalised
from zfbg.lexicon import table

ENTRIES = list(indicators().values())
NAMES = [(entry, name) for entry in ENTRIES for name in (entry.name, *entry.aliases)]
WORDS = table("indicator_words")
BEFORE = [word for words in WORDS["before"].values() for word in words]
AFTER = [word for words in WORDS["after"].values() for word in words]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_name_and_alias_is_found(entry: Indicator) -> None:
    assert {name: identify(name) for name in (entry.name, *entry.aliases)} == dict.fromkeys(
        (entry.name, *entry.aliases), entry.id
    )


def test_no_two_indicators_share_a_name() -> None:
    counts = Counter(normalised(name) for _, name in NAMES)
    assert [name for name, count in counts.items() if count > 1] == []


def test_entries_are_well_formed() -> None:
    for entry in ENTRIES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id), entry
        assert entry.kind in {"stock", "flow"}, entry
        assert entry.unit, entry
        assert normalised(entry.name) == entry.name, "a name stands as it is compared"


@pytest.mark.parametrize("word", [word for rule in WORDS["same"] for word in rule["from"]])
def test_every_general_term_is_read(word: str) -> None:
    rule = next(rule for rule in WORDS["same"] if word in rule["from"])
    assert normalised(word + rule.get("before", [""])[0]).startswith(rule["to"])


def test_a_word_of_scope_or_a_verb_before_a_name_hides_it_in_less_than_one_case_of_a_thousand() -> None:
    # Together the two may be another name (省+企业技术中心数), or begin like another word (全国+高技术, 共+有效).
    hidden = [word + name for entry, name in NAMES for word in BEFORE if identify(word + name) != entry.id]
    assert len(hidden) < len(NAMES) * len(BEFORE) / 1000


def test_words_after_a_name_do_not_change_it() -> None:
    wrong = [name + after for entry, name in NAMES for after in AFTER if identify(name + after) != entry.id]
    assert wrong == []


@given(st.sampled_from(NAMES), st.sampled_from("玩茶锦瓷"))
def test_any_other_word_makes_it_another_indicator(pair: tuple[Indicator, str], other: str) -> None:
    _, name = pair
    assert identify(other + name) is None
    assert identify(name + other) is None


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_indicator_is_stated_in_its_usual_unit(entry: Indicator) -> None:
    assert fitting(entry.id, "level", entry.unit) == entry.id


@pytest.mark.parametrize(
    ("key", "measure", "unit", "expected"),
    [
        ("bridge-loans", "level", "万元", True),
        ("bridge-loans", "level", "户", False),
        ("bridge-loans", "growth", "%", True),
        ("bridge-loans", "level", "", True),
        ("grain-output", "level", "年", False),
        ("tax-per-mu", "level", "元/平方米", True),
        ("enterprise-visits", "level", "家", True),
        ("industrial-land-supplied", "level", "宗", False),
    ],
)
def test_a_level_in_another_kind_of_unit_is_no_level_of_the_indicator(
    key: str, measure: str, unit: str, expected: bool
) -> None:
    assert (fitting(key, measure, unit) == key) is expected


@given(st.text())
def test_identify_never_raises(words: str) -> None:
    assert identify(words) in {None, *indicators()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("规模以上工业企业总产值", "industrial-output-above-scale"),
        ("规模工业增加值", "industrial-value-added-above-scale"),
        ("我县ＧＤＰ", "gross-domestic-product"),
        ("工业技术改造投资完成", "technical-renovation-investment"),
        ("国家级专精特新“小巨人”企业总数", "little-giants"),
        ("国高企业", "high-tech-enterprises"),
        ("全市社零总额", "retail-sales"),
        ("固定资产投资（不含农户）", "fixed-asset-investment"),
        ("新增国家级高企", "new-high-tech-enterprises"),
        # Without its industry an output names nothing; with one that is not in the vocabulary it is another thing.
        ("产值", None),
        ("平板显示产业产值", "flat-panel-output"),
        ("陶瓷产业产值", None),
        ("固定资产投资增速", None),
        ("全区", None),
        ("", None),
        ("全区" * 50_000, None),
    ],
)
def test_examples(words: str, expected: str | None) -> None:
    assert identify(words) == expected
