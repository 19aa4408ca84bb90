"""Repairs undo what was done, say where, and leave a sound text alone."""

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zfbg.repair import REPAIRS
from zfbg.repair.ruby import ENOUGH, RUBY
from zfbg.repair.script import SCRIPT, in_earnest
from zfbg.repair.shift import SHIFT
from zfbg.testing import half_width, masked, pinyin, repost, shifted, traditional
from zfbg.testing.strategies import reports, texts
from zfbg.text import Text, replay

# Enough of a document for the shift to be decided by what stands elsewhere in it; the place and figures are invented.
BODY = (
    "青禾县规模以上工业企业实现总产值12.5亿元，工业企业利润增长5%。坚持项目为王，坚持数字赋能，重点项目开工。"
    "全面加强企业培育，工业重点项目建设提速。出口订单减少，企业用工需求增加，县重点项目推进。数字经济领域专业人才不足。\n"
)


def mended(string):
    text = Text.of(string)
    for repair in REPAIRS:
        text = text.edited(repair.find(text), by=repair.name)
    return text


@given(reports())
def test_a_clean_simplified_report_is_left_alone(report):
    assert all(not list(repair.find(Text.of(text))) for text in (report, masked(report)) for repair in REPAIRS)


@given(reports())
def test_a_clean_traditional_report_is_only_changed_in_script(report):
    old = traditional(report)
    text = mended(old)
    assert str(text) == report
    assert {name for change in text.changes() for name in change.by} <= {SCRIPT.name}
    assert all(len(change.old) == len(change.new) for change in text.changes())


@given(reports(), st.integers(0, 3), st.sampled_from([0.3, 0.6, 1.0]))
def test_pinyin_and_script_are_undone_exactly(report, seed, share):
    old = traditional(report)
    seen = pinyin(old, share, seed)
    hits = len(re.findall(r"\([^()\W\d\u4e00-\u9fff]+\)", seen))
    assume(hits >= ENOUGH)
    assert str(mended(seen)) == report
    assert str(mended(half_width(seen))) == half_width(report)


@given(reports(), st.integers(0, 3))
def test_a_repost_is_mended_line_by_line_but_for_what_followed_a_label_out_of_phase(report, seed):
    """Guaranteed are all lines without a label, and all labels whose line gave them away; never a line more or less."""
    clean = half_width(report).split("\n")
    seen = repost(report, seed=seed)
    assume(len(re.findall(r"\([^()\W\d]+\)", seen)) >= ENOUGH)
    lines = str(mended(seen)).split("\n")
    assert len(lines) == len(clean)
    for new, old in zip(lines, clean, strict=True):
        assert new == old or old.startswith("(")


@given(texts())
def test_any_text_can_be_mended_and_the_changes_replay(string):
    text = mended(string)
    changes = text.changes()
    assert replay(string, changes) == str(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(changes))


@given(reports(), st.integers(0, 3))
def test_spans_of_a_mended_repost_run_forward_and_keep_the_figures(report, seed):
    seen = repost(report, seed=seed)
    text = mended(seen)
    spans = [text.span(at, at + 1) for at in range(len(text))]
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
    for match in re.finditer(r"[\d.]+", str(text)):
        span = text.span(*match.span())
        assert match[0] in seen[span.start : span.end]


@pytest.mark.parametrize("width", [str, half_width])
@pytest.mark.parametrize(
    "heading",
    [
        "（一）出口订单减少，企业用工需求增加。",
        "（二）企业利润增长，",
        "（三）坚持项目为王，",
        "（四）坚持数字赋能，",
        "（六）工业重点项目建设提速。",
        "（十二）全面加强企业培育，",
    ],
)
def test_a_shifted_heading_comes_back(heading, width):
    old = traditional(BODY * 3)
    before = {"（十二）": "（十一）推进。\n"}.get(heading[:4], "")
    seen = width(pinyin(old, 0.6, seed=1) + before + shifted(pinyin(traditional(heading), 1)))
    line = str(mended(seen)).split("\n")[-1]
    assert line.startswith("(")
    assert half_width(line) == half_width(heading)


def test_a_shifted_heading_of_a_simplified_text_comes_back():
    seen = BODY + shifted("（一）出口订单减少，企业用工需求增加2项")
    assert str(mended(seen)).split("\n")[-1].startswith("(一)出口订单减少,企业用工需求")


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("持?jǐn)?shù)字賦能", "持数字赋能"),
        ("經濟領域?qū)I(yè)人才", "经济领域专业人才"),
        ("增長5%?h重點項目推進", "增长5%。县重点项目推进"),
    ],
)
def test_bytes_lost_within_a_line_come_back_in_a_text_full_of_pinyin(seen, meant):
    around = pinyin(traditional(BODY * 2), 0.6, seed=1)
    assert str(mended(around + seen)).split("\n")[-1] == meant
    assert str(mended(traditional(BODY * 2) + seen)).split("\n")[-1] != meant  # no other repair fired: left alone


@pytest.mark.parametrize(
    "kept",
    ["(一)工業", "(GDP)", "(街道)", "增長?5%", "企業(a)", "方案(zh)", "園區(集聚區)", "企業6家;發揮", "國際IP2項"],
)
def test_what_is_no_damage_stays(kept):
    around = pinyin(traditional(BODY * 2), 0.6, seed=1)
    text = mended(around + kept)
    assert not any(set(change.by) - {SCRIPT.name} for change in text.changes() if change.span.start >= len(around))


@pytest.mark.parametrize("said", ["(huì)", "(huì )", "(hui)(hui)", "（huì）", "( hui )"])
def test_pinyin_in_all_its_spellings(said):
    assert str(mended(f"會{said}" * ENOUGH)) == "会" * ENOUGH


def test_a_few_glosses_are_the_authors_own():
    text = Text.of("会(huì)" * (ENOUGH - 1))
    assert not RUBY.find(text)
    assert not SHIFT.find(text)


def test_nested_brackets_keep_their_own():
    assert str(mended("園區(集聚區(qū))" * ENOUGH)) == "园区(集聚区)" * ENOUGH


def test_a_traditional_name_does_not_make_a_text_traditional():
    assert not in_earnest("青禾县工业经济平稳运行" * 10 + "陳喆")
    assert in_earnest("青禾縣工業經濟平穩運行")


def test_residues_of_the_script():
    assert str(mended("沿著著名企業與顯著成效，著力發展甚麼")) == "沿着著名企业与显著成效，着力发展什么"


def test_lone_surrogates_and_nulls_are_carried_over():
    assert str(mended("規\ud800模\x00業企業經濟")) == "规\ud800模\x00业企业经济"


@pytest.mark.parametrize(
    "sign",
    [
        "。",
        "(",
        "?",
        "。ㄒ唬",
        "(yè)",
        "業(",
        "\n",
        " ",
        "。┏",
        "。。ㄈ",
        "\n。ㄈ蹇",
        "?jǐn)",
        "持?jǐn)持",
        "?h縣",
        "國",
    ],
)
def test_a_sign_repeated_a_great_many_times(sign):
    seen = "業(yè)" * ENOUGH + sign * 20_000
    text = mended(seen)
    assert replay(seen, text.changes()) == str(text)
