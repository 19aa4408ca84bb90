"""The reading of figures: what must hold for every clause, then examples as data (cases/facts)."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.facts.mentions.numbers import number
from zfbg.facts.mentions.quantities import mentions
from zfbg.facts.mentions.units import dimension, plain_name, units
from zfbg.generic import GENERIC
from zfbg.lexicon import table
from zfbg.model import Fact
from zfbg.testing import texts
from zfbg.text import half_width

FOLDER = Path(__file__).parent / "cases" / "facts"
# ``fails`` marks what is known to be read wrongly: when it is put right, the test says so.
CASES = [
    pytest.param(
        case,
        id=f"{path.stem}: {case['comment']}",
        marks=[pytest.mark.xfail(reason="known failure", strict=True)] if case.get("fails") else [],
    )
    for path in sorted(FOLDER.glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))
]


@pytest.mark.parametrize("kind", ["planned", "striving", "coming", "expected", "anticipated", "estimated", "supposed"])
def test_every_pattern_of_what_is_to_come_begins_with_a_sign_of_its_words(kind: str) -> None:
    """Clauses without any of these signs are not searched."""
    assert [word for word in table("words")["status"][kind] if not "\u4e00" <= word[0] <= "\u9fff"] == []


@given(texts())
def test_mentions_are_in_order_disjoint_and_within(text: str) -> None:
    key = half_width(text)
    at = 0
    for mention in mentions(key, 0, len(key)):
        assert at <= mention.start < mention.end <= len(key)
        at = mention.end


@given(st.decimals("0", "99999", places=2))
def test_a_numeral_keeps_its_digits(value: Decimal) -> None:
    read = number(str(value))
    assert read is not None
    assert str(read.value) == str(value)


@given(st.from_regex(r"[1-9]\d{0,3}(\.\d{1,2})?", fullmatch=True), st.data())
def test_a_masked_numeral_is_an_interval_that_holds_the_number(digits: str, data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.sampled_from([at for at, sign in enumerate(digits) if sign != "."]), min_size=1))
    read = number("".join("x" if at in hidden else sign for at, sign in enumerate(digits)))
    assert read is not None
    assert read.value is None
    assert read.lower is not None
    assert read.upper is not None
    assert read.lower <= Decimal(digits) <= read.upper


def in_chinese(value: int) -> str:
    """A number below ten thousand in Chinese numerals, done the plain way."""
    digits, places = "零一二三四五六七八九", ("千", "百", "十", "")
    parts = [
        digits[int(sign)] + place if sign != "0" else "零" for sign, place in zip(f"{value:04}", places, strict=True)
    ]
    text = "".join(parts).strip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.replace("一十", "十", 1) if text.startswith("一十") else text


@given(st.integers(1, 9999))
def test_a_chinese_numeral_is_read(value: int) -> None:
    read = number(in_chinese(value))
    assert read is not None
    assert read.value == value


@pytest.mark.parametrize("unit", sorted(units()))
def test_every_unit_is_reached(unit: str) -> None:
    lasting = "连续" if dimension(unit) == "time" else ""
    named = (
        "光纤宽带"
        if dimension(unit) == "bandwidth"
        else {"度": "用电", "方": "产气", "折": "打", "分": "得分"}.get(unit, "新增")
    )
    key = f"{named}{lasting}12.5{unit},"
    read = [mention.quantity for mention in mentions(key, 0, len(key)) if mention.quantity]
    assert [quantity.unit for quantity in read] == [unit]


# What stands before these where they count.
_LED = {"折": "打", "位": "前移", "个点": "提高"}


@pytest.mark.parametrize("counter", table("words")["quantities"]["chinese_counters"])
def test_every_chinese_counter_is_reached(counter: str) -> None:
    lasting = "连续" if dimension(counter) == "time" else _LED.get(counter, "")
    key = f"{lasting}三{counter},"
    assert [mention.quantity.unit for mention in mentions(key, 0, len(key)) if mention.quantity] == [
        plain_name(counter)
    ]


def alike(one: str, other: str) -> bool:
    """Whether two names share nearly all their characters."""
    one, other = half_width(one), half_width(other)
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common >= 0.85 * (len(one) + len(other)) > 0


def as_wanted(fact: Fact, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was read of the fields that a case tells; a name that is alike one of those wanted counts as they do."""
    row: dict[str, Any] = {
        "text": fact.text,
        "about": fact.subject + fact.indicator,
        "measure": fact.measure,
        "value": None if fact.value is None else str(fact.value),
        "lower": None if fact.lower is None else str(fact.lower),
        "upper": None if fact.upper is None else str(fact.upper),
        "unit": fact.unit,
        "bound": fact.bound,
        "base": fact.base,
        "place": fact.place,
        "scope": fact.scope,
        "period": fact.period.edtf if fact.period else "",
        "status": fact.status,
    }
    names = wanted.get("about")
    if isinstance(names, list) and any(alike(name, said) for name in names for said in (row["about"], fact.indicator)):
        row["about"] = names
    return {name: row[name] for name in wanted}


@pytest.mark.parametrize("case", CASES)
def test_examples(case: dict[str, Any]) -> None:
    facts = zfbg.parse(case["text"], template=GENERIC).facts
    assert [fact.text for fact in facts] == [wanted["text"] for wanted in case["facts"]]
    assert [as_wanted(fact, wanted) for fact, wanted in zip(facts, case["facts"], strict=True)] == case["facts"]
