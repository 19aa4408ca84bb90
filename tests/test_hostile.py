"""Inputs that once broke parse, each in its smallest form; any text must give a report."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, Overflow, localcontext
from typing import Any

import pytest

import zfbg
from zfbg.facts import readers
from zfbg.facts.clauses import labels
from zfbg.facts.clauses.tokens import Token, said, words
from zfbg.facts.measure import measures
from zfbg.facts.naming import names, verbs
from zfbg.generic import GENERIC
from zfbg.model import Item, Report, Section, mended
from zfbg.testing import assert_report


def parse(text: str) -> Report:
    return zfbg.parse(text, template=GENERIC)


@pytest.mark.parametrize(
    "text",
    [
        # A masked year and two digits of the last one: the century is masked too.
        "xxxx-24年3家",
        "XXXX-24年3家",
        "××××—25年新增3家",
        "****至26年新增3家",
        # A first year that is masked in part or not at all, and a last one that is masked.
        "20xx-26年新增3家",
        "2023-xxxx年新增3家",
        # Chinese numerals that are no month and no day.
        "发布日期：二〇二三年五月二五日",
        "发布日期：二〇二三年五月三五日",
        "发布日期：二〇二三年五月二十十日",
        "发布日期：二〇二三年十十月一日",
        "一、工作情况\n发展。\n某局\n二〇二三年五月二五日",
        "——二〇二三年十十月十日在双溪县会议上\n一、工作情况",
        # Months and days that no calendar has, and years at the edge of it.
        "发布日期：2023-13-32\n一、工作情况\n1900年新增3家，2099年底4家，0000年5家，2023年2月30日6家",
        "双溪县1900年工作总结\n一、工作情况\n前年3家\n二、2099年打算\n明年5家",
        # Digits that int() or Decimal() do not take, or take though they are not ASCII.
        "增长²%，新增③家，第Ⅳ名，增长٥.٧%，新增１２家，१२家，𝟓家",
        "²、工作情况\n(٣)工作情况\n⓪工作情况\n٢٠٢٣年٥月新增٣家",
        "x٣家，٣x%，٥-٦家，结构١:٢:٣",
    ],
)
def test_a_text_that_broke_parse_gives_a_report(text: str) -> None:
    assert mended(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        # One break that the signs on both sides of it prove.
        "关于《\n，甲》的通知",
        "关于《\n；甲》的通知",
        # Labels of annexes one below the other, one above a heading, one above a line of the page.
        "一、总结\n（一）抓生产。工业经济平稳。\n附件\n附件1\n项目清单\n青禾大桥",
        "一、总结\n（一）抓生产。工业经济平稳。\n附件1\n附件2\n青禾大桥",
        "一、总结\n（一）抓生产。工业经济平稳。\n附件1\n（）重点项目\n青禾大桥",
        "一、总结\n（一）抓生产。工业经济平稳运行。\n附件1\n[打印]\n主要指标情况\n工业增加值增长5%。\n二、甲乙丙\n投资增长。",
        # Words that can be cut into words in more ways than one, a great many times.
        "打印" + "关闭" * 40 + "甲",
        "签约" + "新入库" * 40 + "甲5家。",
        "签约" + "竣工投产" * 40 + "甲5家。",
        "甲," + "并且" * 40 + "甲,5家。",
        "甲," + "原因是" * 40 + "甲,5家。",
        # Long runs that no pattern may read again from each of their characters.
        "××××年工作总结 © 某局，面积5m²\n" + '<td width="100">1</td>' * 8000,
        "1" + ",000" * 20_000 + "0家",
        "。ㄒ唬┏隹" * 20_000,
        "一、总结\n" + "1.5" * 40_000 + "甲5家。",
        "一、总结\n" + "万" * 40_000 + "甲5家。",
        # Dashes, and words before a time, that could be divided in ever so many ways.
        "一、总结\n" + "-" * 100 + "。",
        "一、总结\n" + "五五五。" * 40 + "甲5家。",
    ],
)
def test_a_text_that_broke_or_stalled_parse_gives_a_report(text: str) -> None:
    report = parse(text)
    assert all("\n" not in node.title for node in report.walk() if isinstance(node, Section))


@pytest.mark.parametrize(
    "text",
    [
        # What the text only supposes has no status.
        "只要六项",
        # A share of what was planned for a time, with nothing before the time.
        "全年任务的95%。",
        "在2025年计划的3个",
        # Ever so many brackets before a figure, with figures of their own and without.
        "甲(5家)乙" * 1500 + "6家。",
        "甲3家," + "(乙)" * 1500 + "5家。",
    ],
)
def test_what_holds_for_every_report_holds(text: str) -> None:
    report = parse(text)
    assert_report(report)
    assert report.facts


def test_many_verbs_are_not_cut_anew_from_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    name, read = "签约" * 1000, 0

    def counted(key: str, start: int, end: int) -> list[Token]:
        nonlocal read
        read += end - start
        return words(key, start, end)

    monkeypatch.setattr(verbs, "words", counted)
    assert verbs.kept_verb(name) == name
    assert read < 50 * len(name)


@pytest.mark.parametrize("clause", ["在", "其中", "甲:", "：", "依次是其中", "根据"])
def test_no_clause_is_read_anew_from_each_of_its_words(clause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counted(of: Iterable[Token]) -> str:
        nonlocal read
        words = said(of)
        read += len(words)
        return words

    for room in (labels, names, readers):
        monkeypatch.setattr(room, "said", counted)
    text = clause * 1000
    parse(f"一、总结\n{text}新增3家。")
    assert read < 500 * len(text)


def test_a_direction_is_sought_without_a_copy_for_each_word() -> None:
    copied = 0

    class Counted(list[Token]):
        """Tokens that count how many of them were copied."""

        def __getitem__(self, at: Any) -> Any:
            nonlocal copied
            if not isinstance(at, slice):
                return super().__getitem__(at)
            found = Counted(super().__getitem__(at))
            copied += len(found)
            return found

    own = Counted(words("增长" + "分别是" * 1000, 0, 3002))
    found, to = measures.direction(own)
    assert (found, to) == (0, False)
    assert copied < 10 * len(own)


def test_a_sum_is_sought_among_the_last_counts_only() -> None:
    text = "新建桥梁1座," + "".join(f"新建水闸{number}座," for number in range(2, 90))
    (told,) = [fact for fact in parse(f"{text}合计{sum(range(1, 90))}座。").facts if fact.value == sum(range(1, 90))]
    assert "等" not in told.indicator


@pytest.mark.parametrize("text", ["xxxx-24年新增3家", "××××-24年新增3家"])
def test_the_last_year_of_a_masked_century_is_not_invented(text: str) -> None:
    (fact,) = parse(text).facts
    assert fact.value == 3
    assert fact.period is None or (fact.period.start is None and fact.period.end is None)


@pytest.mark.parametrize("text", ["2026-2023年新增3家", "2023年5-3月新增3家"])
def test_no_period_ends_before_it_starts(text: str) -> None:
    for fact in parse(text).facts:
        if fact.period and fact.period.start and fact.period.end:
            assert fact.period.start <= fact.period.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("工业产值下降16692.601%。", "-16692.601"),
        ("工业产值增长-16692.601%。", "-16692.601"),
        ("工业产值下降1234567890123456789012345678901.50%。", "-1234567890123456789012345678901.50"),
    ],
)
@pytest.mark.parametrize(
    "context",
    [Context(), Context(prec=5), Context(prec=5, traps=[Inexact]), Context(Emax=3, traps=[Overflow])],
    ids=["default", "short", "exact", "small"],
)
def test_a_decline_keeps_its_digits_whatever_the_decimal_context(text: str, value: str, context: Context) -> None:
    with localcontext(context):
        found = [str(fact.value) for fact in parse(text).facts]
    assert found == [value]


def test_a_decline_of_nothing_is_nought() -> None:
    (fact,) = parse("工业产值下降0%。").facts
    assert fact.value == Decimal(0)
    assert str(fact.value) == "0"


@pytest.mark.parametrize("break_", ["\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\ud800"])
def test_odd_line_breaks_lose_nothing(break_: str) -> None:
    lines = ("双溪县经信局2023年工作总结", "一、工作情况", "一是新增3家。二是增长5%。", "二、打算", "发展。")
    text = break_.join(lines)
    report = parse(text)
    assert mended(report) == text
    kept = [report.source.raw[part.span.start : part.span.end] for part in report.furniture]
    for node in report.walk():
        if isinstance(node, Item):
            kept.append(node.text)
        elif isinstance(node, zfbg.Section):
            kept.append(text[node.heading.start : node.heading.end])
    said = sum(not sign.isspace() for sign in "".join(kept))
    assert said == sum(not sign.isspace() for sign in text)


@pytest.mark.parametrize("sign", ["(", "（", "《", "“", "【", "[", "〔", "((yi)", "(一)", ")", "》"])
@pytest.mark.parametrize("before", ["", "一、", "双溪县工作总结("])
def test_deep_nesting_is_no_danger(sign: str, before: str) -> None:
    text = before + sign * 2000
    assert mended(parse(text)) == text
