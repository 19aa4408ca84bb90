"""The reading of figures: what must hold for every clause, then examples as data (cases/facts.json)."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.facts.numbers import number
from zfbg.facts.quantities import mentions
from zfbg.facts.units import dimension, plain_name, units
from zfbg.generic import GENERIC
from zfbg.lexicon import table
from zfbg.testing import texts
from zfbg.text import half_width

CASES = json.loads((Path(__file__).parent / "cases" / "facts.json").read_text("utf-8"))


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
    named = "光纤宽带" if dimension(unit) == "bandwidth" else {"度": "用电", "折": "打", "分": "得分"}.get(unit, "新增")
    key = f"{named}{lasting}12.5{unit},"
    read = [mention.quantity for mention in mentions(key, 0, len(key)) if mention.quantity]
    assert [quantity.unit for quantity in read] == [unit]


@pytest.mark.parametrize("counter", table("words")["quantities"]["chinese_counters"])
def test_every_chinese_counter_is_reached(counter: str) -> None:
    lasting = "连续" if dimension(counter) == "time" else "打" if counter == "折" else ""
    key = f"{lasting}三{counter},"
    assert [mention.quantity.unit for mention in mentions(key, 0, len(key)) if mention.quantity] == [
        plain_name(counter)
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_examples(case: dict[str, object]) -> None:
    report = zfbg.parse(str(case["text"]), template=GENERIC)
    found = []
    for fact in report.facts:
        row = {
            "text": fact.text,
            "about": fact.subject + fact.indicator,
            "measure": fact.measure,
            "value": None if fact.value is None else str(fact.value),
            "unit": fact.unit,
            "bound": fact.bound,
            "base": fact.base,
            "place": fact.place,
            "scope": fact.scope,
            "period": fact.period.edtf if fact.period else "",
            "status": fact.status,
        }
        found.append(row)
    wanted = case["facts"]
    assert isinstance(wanted, list)
    assert [{name: row[name] for name in want} for row, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), [row["text"] for row in found]
