"""Numbers, units and quantities: examples as data (cases/*.json), then what must hold for every number and sentence."""

from __future__ import annotations

import json
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import cn2an
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import zfbg
from zfbg.facts.mentions.expressions import EXPRESSION
from zfbg.facts.mentions.numbers import Number, number, quotient
from zfbg.facts.mentions.quantities import mentions
from zfbg.facts.mentions.scan import FIGURES, begin, scan
from zfbg.facts.mentions.units import base, in_base, plain_name, units
from zfbg.generic import GENERIC
from zfbg.lexicon import table
from zfbg.testing import half_width, pinyin, reports, texts, traditional

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The examples of a file; those marked as failing are known to."""
    rows = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    known = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(row, id=row["text"], marks=known if row.get("fails") else ()) for row in rows]


SENTENCES = [
    row["text"]
    for name in ("quantities", "periods")
    for row in json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
]
# Sentences that may hold any form, run together in any order.
MIXED = st.lists(st.one_of(st.sampled_from(SENTENCES), texts(max_size=4)), max_size=5).map("".join)


def written(value: Decimal | None, lower: Decimal | None, upper: Decimal | None) -> str:
    """A number as the examples have it: 3, 3..5, 100.. where one end is open."""
    if value is not None:
        return f"{value:f}"
    return "..".join("" if end is None else f"{end:f}" for end in (lower, upper))


@pytest.mark.parametrize("case", cases("numbers"))
def test_examples_of_numbers(case: dict[str, Any]) -> None:
    read = number(case["text"])
    assert (read and written(*read[:3])) == case["expected"]


@pytest.mark.parametrize("case", cases("quantities"))
def test_examples_of_quantities(case: dict[str, Any]) -> None:
    found = [
        {"text": each.text, "value": written(each.value, *_known(each)), "unit": each.unit, "bound": each.bound}
        for each in zfbg.quantities(case["text"])
    ]
    wanted = [want | {"text": zfbg_text(want["text"])} for want in case["expected"]]
    assert [each | {"text": zfbg_text(each["text"])} for each in found] == wanted


def zfbg_text(text: str) -> str:
    """The text as it is read: quantities give the mended words."""
    return half_width(text).replace("個", "个").replace("點", "点").replace("兩", "两").replace("萬", "万")


def _known(each: zfbg.Quantity) -> tuple[Decimal | None, Decimal | None]:
    return each.lower, each.upper


def plainly(value: int) -> str:
    """An integer in Chinese numerals, done the plain way."""
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if value >= scale:
            above, below = divmod(value, scale)
            gap = "零" if below and below < scale // 10 else ""
            return f"{plainly(above)}{word}{gap}{plainly(below) if below else ''}"
    text = ""
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += "零一二三四五六七八九"[digit] + word
        elif text and not text.endswith("零") and value % place:
            text += "零"
    return text or "零"


@given(st.integers(0, 10**13 - 1))
def test_an_integer_in_chinese_is_read_back(value: int) -> None:
    assert number(plainly(value)) == Number(Decimal(value))


@given(st.integers(1, 9), st.sampled_from(["千瓦", "千米", "千克", "千瓦时"]))
def test_so_many_thousands_of_a_unit_are_found_however_they_are_divided(digit: int, unit: str) -> None:
    (found,) = zfbg.quantities(f"装机{plainly(digit)}{unit}。")
    assert (found.value, found.unit) in {(digit, unit), (digit * 1000, unit[1:])}


@given(st.integers(0, 10**8 - 1), st.from_regex(r"[0-9]{1,6}", fullmatch=True))
def test_a_decimal_in_chinese_is_read_back(whole: int, decimals: str) -> None:
    said = plainly(whole) + "点" + "".join("零一二三四五六七八九"[int(digit)] for digit in decimals)
    read = number(said)
    assert read is not None
    assert read.value == Decimal(f"{whole}.{decimals}")


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "万亿", "千", "百"]), st.integers(0, 99))
def test_an_arabic_number_with_a_scale_is_read_back(whole: int, scale: str, decimals: int) -> None:
    worth = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "千": 10**3, "百": 10**2}[scale]
    read = number(f"{whole}.{decimals:02}{scale}")
    assert read is not None
    assert read.value == Decimal(f"{whole}.{decimals:02}") * worth


@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(0, 9999))
def test_a_mixed_numeral_is_read_back(above: int, middle: int, below: int) -> None:
    said = f"{above}亿" + (f"零{middle}万" if middle else "") + (f"零{below}" if below else "")
    assert number(said) == Number(Decimal(above * 10**8 + middle * 10**4 + below))


@given(st.integers(0, 10**15), st.sampled_from(["low", "up"]))
def test_numerals_of_another_library_are_read_as_it_means_them(value: int, written_as: str) -> None:
    assert number(cn2an.an2cn(value, written_as)) == Number(Decimal(value))


@given(st.decimals(1, 10**10, places=2))
@example(Decimal("5.04"))
@example(Decimal("200000.60"))
def test_sums_of_money_in_formal_numerals_are_read_to_the_cent(value: Decimal) -> None:
    [found] = zfbg.quantities(f"合计{cn2an.an2cn(str(value), 'rmb')}。")
    assert (found.base_value, found.base_unit) == (value, "元")


@given(st.decimals(0, 10**9, places=3).filter(lambda value: value % 1), st.sampled_from(["low", "up"]))
@example(Decimal("100000000.001"), "up")
def test_decimals_of_another_library_are_found_with_their_unit(value: Decimal, written_as: str) -> None:
    [found] = zfbg.quantities(f"产量{cn2an.an2cn(str(value), written_as)}吨。")
    assert (found.value, found.base_unit) == (value, "吨")


# What numerals are made of.
PARTS = (
    "零",
    "一",
    "两",
    "三",
    "四",
    "九",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "点",
    "几",
    "数",
    "半",
    "分之",
    "负",
    "成",
    "余",
    "上",
)


@given(
    st.lists(st.sampled_from((*PARTS, "廿", "几十", "3", "40", "1.5", "1,200", "/", "x", " ", "x.")), max_size=6).map(
        "".join
    )
)
@example("几十")
@example("x十")
def test_a_number_is_read_without_an_error_and_its_ends_are_in_order(text: str) -> None:
    read = number(text)
    if read and read.lower is not None and read.upper is not None:
        assert read.lower <= read.upper
        assert read.value is None


@given(
    st.integers(-(10**9), 10**9),
    st.builds(
        lambda two, five, other: 2**two * 5**five * other,
        st.integers(0, 40),
        st.integers(0, 10),
        st.sampled_from([1, 1, 3]),
    ),
)
@example(999_999_999, 2**40)
def test_a_quotient_is_exact_where_its_expansion_ends(top: int, bottom: int) -> None:
    found, exact = quotient(Decimal(top), Decimal(bottom)), Fraction(top, bottom)
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        assert Fraction(found) == exact
    else:
        assert len(found.as_tuple().digits) == 28
        assert abs(Fraction(found) / exact - 1) < Fraction(1, 10**27)


@given(st.sampled_from(SENTENCES))
@example("。".join(SENTENCES))
def test_figures_do_not_depend_on_the_decimal_context(text: str) -> None:
    usual = zfbg.quantities(text)
    with localcontext(Context(prec=2)):
        assert zfbg.quantities(text) == usual


@given(
    st.decimals(-(10**6), 10**6, places=3), st.sampled_from(sorted(units())), st.sampled_from(["", "万", "亿", "百"])
)
@example(Decimal("4.5"), "亩", "万")
@example(Decimal("4.5"), "公斤", "")
@example(Decimal("4.5"), "/10万", "万")
def test_the_value_in_base_units_is_value_times_factor(value: Decimal, unit: str, scale: str) -> None:
    factor, name = base(scale + unit)
    assert base(name) == (1, name)
    assert (
        abs(Fraction(in_base(value, scale + unit)) - Fraction(value) * factor) <= abs(Fraction(value) * factor) / 10**27
    )


# /10万 is a unit by another itself.
PLAIN = sorted(name for name in units() if "/" not in name)


@given(st.sampled_from(PLAIN), st.sampled_from(PLAIN))
def test_a_unit_by_another_has_the_quotient_of_their_bases(above: str, below: str) -> None:
    top, bottom = base(above), base(f"万{below}")
    assert base(f"{above}/万{below}") == (top[0] / bottom[0], f"{top[1]}/{bottom[1]}")


@pytest.mark.parametrize("name", sorted(table("units")["also"]))
def test_every_other_name_stands_for_a_unit(name: str) -> None:
    assert all(part in units() for part in plain_name(name).split("/"))  # 微克每立方米 is of two


@given(MIXED)
@example("。".join(SENTENCES))
@example("一" * 5000)
@example("9" * 5000 + "万元")
@example("百分之" * 300)
@example("一一一元,九九九到九九九个,百分之千千,三五元五角,万万亿户,十一十一分之一")
def test_no_text_makes_it_raise_and_the_spans_are_in_order(text: str) -> None:
    at = 0
    for found in zfbg.quantities(text):
        assert at <= found.span.start < found.span.end <= len(text)
        at = found.span.end


@given(MIXED)
@example("。".join(SENTENCES))
def test_the_scan_begins_wherever_it_could_match(text: str) -> None:
    key = half_width(text)
    for pattern, begins in ((EXPRESSION, {True, False}), (scan(True), {True}), (scan(False), {False})):
        matches = [match for at in range(len(key)) if (match := pattern.match(key, at)) is not None]
        wanted = [match for match in matches if (match[0][0] in FIGURES) in begins]
        assert [match for match in wanted if not begin().match(key, match.start())] == []


@given(MIXED)
def test_mentions_are_in_order_and_disjoint(text: str) -> None:
    key, at = half_width(text), 0
    for mention in mentions(key, 0, len(key)):
        assert at <= mention.start < mention.end
        at = mention.end


@given(reports(), st.sampled_from(["as it is", "traditional", "pinyin"]))
def test_every_fact_is_among_the_quantities_of_its_sentence(report: str, written_as: str) -> None:
    text = {"as it is": str, "traditional": traditional, "pinyin": lambda of: pinyin(traditional(of))}[written_as](
        report
    )
    read = zfbg.parse(text, template=GENERIC)
    found = {(each.span, each.unit, each.base_unit): each for each in zfbg.quantities(text)}
    assert read.facts or not any(digit in text for digit in "%家场")
    for fact in read.facts:
        same = found[fact.span, fact.unit, fact.base_unit]
        assert (same.text, same.bound) == (fact.text, fact.bound)
        assert same.value is None or abs(same.value) == abs(fact.value or 0)


@pytest.mark.parametrize("case", [case for case in cases("quantities") if not case.marks])
def test_examples_are_the_same_in_a_report(case: dict[str, Any]) -> None:
    """Each alone, and as a paragraph of a report, where blanks about figures are taken out."""
    head = "一、2031年工作情况\n"
    facts = zfbg.parse(f"{head}{case['text']}。\n", template=GENERIC).facts
    alone = zfbg.quantities(case["text"])
    here = [fact for fact in facts if fact.span.start >= len(head)]
    assert [(fact.span.start - len(head), fact.text.replace(" ", "")) for fact in here] == [
        (each.span.start, each.text.replace(" ", "")) for each in alone
    ]


def test_spans_lead_back_to_the_words_as_they_were_given() -> None:
    text = "同比增長(zhǎng)５％，產業(yè)投資(zī)兩億三千萬元。"
    assert [text[each.span.start : each.span.end] for each in zfbg.quantities(text)] == ["５％", "兩億三千萬元"]
