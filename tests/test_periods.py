"""Calendar expressions of any sentence: examples as data (cases/periods.json), then what must hold for all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import zfbg
from zfbg.testing import texts

ROWS = json.loads((Path(__file__).parent / "cases" / "periods.json").read_text("utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")
MIXED = st.lists(st.one_of(st.sampled_from([row["text"] for row in ROWS]), texts(max_size=4)), max_size=5).map("".join)
_EDTF = re.compile(r"(?:\.\.|[\dX]{4}(?:-[\dX]{2}){0,2})(?:/(?:\.\.|[\dX]{4}(?:-[\dX]{2}){0,2}))?")


@pytest.mark.parametrize(
    "case",
    [pytest.param(row, id=f"{row['text']} {row['year']}", marks=KNOWN if row.get("fails") else ()) for row in ROWS],
)
def test_examples(case: dict[str, Any]) -> None:
    found = zfbg.periods(case["text"], year=case["year"])
    assert [each.period.edtf for each in found] == case["expected"]
    assert all(case["text"][each.span.start : each.span.end] == each.text for each in found)


@given(MIXED, st.none() | st.integers(1000, 8999))
@example("。".join(row["text"] for row in ROWS), 2030)
@example("".join(row["text"] for row in ROWS), None)
def test_no_text_makes_it_raise_and_the_periods_are_sound(text: str, year: int | None) -> None:
    at = 0
    for found in zfbg.periods(text, year=year):
        assert at <= found.span.start < found.span.end <= len(text)
        at = found.span.end
        period = found.period
        assert _EDTF.fullmatch(period.edtf)
        assert not (period.start and period.end) or period.start <= period.end


@given(
    st.dates(),
    st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0:%Y.%m.%d}"]),
)
def test_a_day_is_read_back(day: Any, form: str) -> None:
    day = day.replace(year=1900 + day.year % 200, day=min(day.day, 28))
    [found] = zfbg.periods(form.format(day))
    assert (found.period.edtf, found.period.start, found.period.end) == (day.isoformat(), day, day)


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 12))
def test_years_and_months_in_chinese_digits_are_those_in_arabic_ones(year: int, first: int, last: int) -> None:
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    chinese = zfbg.periods(f"{digits}年{names[first - 1]}月至{names[last - 1]}月")
    arabic = zfbg.periods(f"{year}年{first}月至{last}月")
    assert [each.period for each in chinese] == [each.period for each in arabic]


@pytest.mark.parametrize("words", ["今年", "去年", "近三年", "未来五年", "目前", "今明两年"])
@given(year=st.integers(1000, 8998))
def test_what_is_told_from_the_present_moves_with_the_year(words: str, year: int) -> None:
    assert zfbg.periods(words) == ()
    [one], [other] = zfbg.periods(words, year=year), zfbg.periods(words, year=year + 1)
    shifted = re.sub(r"\d{4}", lambda found: f"{int(found[0]) + 1:04}", one.period.edtf)
    assert shifted == other.period.edtf


@pytest.mark.parametrize("year", [-1, 0, 31, 99999])
def test_a_year_without_four_digits_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=rf"year={year} is no year"):
        zfbg.periods("今年", year=year)
