"""The damage done for tests is the damage seen on the web, and does what it says."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zfbg.repair.gbk import misread
from zfbg.repair.readings import can_read
from zfbg.repair.script import simplified
from zfbg.testing import (
    blanks,
    decimal_stops,
    doubled_commas,
    half_width,
    lost,
    masked,
    mojibake,
    noisy,
    one_line,
    paged,
    pinyin,
    reports,
    repost,
    shifted,
    spaced,
    texts,
    traditional,
    wrapped,
)

ADDING = (blanks, doubled_commas, noisy, paged, spaced, wrapped)
DAMAGES = (traditional, pinyin, shifted, masked, one_line, lost, half_width, repost, mojibake, decimal_stops, *ADDING)


@pytest.mark.parametrize("damage", DAMAGES)
@given(text=texts())
def test_any_text_can_be_damaged_and_the_same_way_each_time(damage, text):
    assert damage(text) == damage(text)


@given(reports())
def test_traditional_is_undone_character_by_character(report):
    old = traditional(report)
    assert len(old) == len(report)
    assert "".join(map(simplified, old)) == report


@given(reports(), st.integers(0, 5))
def test_pinyin_is_put_behind_all_or_none_of_a_character_and_can_be_read_so(report, seed):
    old = traditional(report)
    made = pinyin(old, seed=seed)
    hits = re.findall(r"(.)\(([^()\W\d]+)\)", made)
    assert all(can_read(*hit) for hit in hits)
    assert re.sub(r"\([^()\W\d]+\)", "", made) == re.sub(r"\([^()\W\d]+\)", "", old)
    for char, _ in set(hits):
        assert hits.count((char, _)) == old.count(char)


@given(reports(half=False))
def test_shift_takes_every_label_away_and_touches_no_other_line(report):
    before, after = report.split("\n"), shifted(report).split("\n")
    for old, new in zip(before, after, strict=True):
        assert new.startswith("。") if old.startswith("（") else new == old


@pytest.mark.parametrize(
    ("label", "seen"),
    [
        *[
            ("一", "。ㄒ唬"),
            ("二", "。ǘ"),
            ("三", "。ㄈ"),
            ("四", "。ㄋ模"),
            ("五", "。ㄎ澹"),
            ("六", "。"),
            ("七", "。ㄆ撸"),
        ],
        *[("八", "。ò耍"), ("九", "。ň牛"), ("十", "。ㄊ"), ("十一", "。ㄊ唬"), ("十四", "。ㄊ模"), ("十五", "。ㄊ澹")],
    ],
)
def test_labels_become_what_is_seen_on_the_web(label, seen):
    """The column on the right was collected from web pages, not computed."""
    assert misread(b"\xa1" + f"（{label}".encode("gbk") + b"\xa3") == seen


def test_pinyin_between_the_bytes_of_two_characters():
    """B3D6 94B5 has D694 in its middle, which is 謹 (jǐn)."""
    assert pinyin("持數", share=1, bytewise=True).startswith("持")
    assert "持?jǐn)?shù)字" in pinyin("謹慎把持數字", share=1, bytewise=True)


@given(reports())
def test_masks_keep_points_and_the_number_of_digits(report):
    made = masked(report)
    assert len(made) == len(report)
    assert {(a, b) for a, b in zip(report, made, strict=True) if a != b} <= {(str(n), "x") for n in range(10)}


@given(reports())
def test_one_line_keeps_every_word(report):
    made = one_line(report)
    assert made.count("\n") == 1
    assert made.replace("\n", "") == report.replace("\n", "")


@given(reports(), st.integers(0, 5))
def test_lost_only_loses_and_leaves_at_most_empty_brackets(report, seed):
    made = lost(report, seed)
    rest = iter(report)
    assert all(char in rest for char in made)  # a subsequence of the report


@given(reports(half=False))
def test_half_width_folds_one_for_one(report):
    assert all(
        a == b or ord(a) - ord(b) in (0xFEE0, 0x2FE0, 0x80) for a, b in zip(report, half_width(report), strict=True)
    )


def test_seeds_differ():
    text = traditional("规模以上工业增加值同比增长，项目建设进展顺利，营商环境持续优化，企业满意度进一步提升。")
    assert any(a != b for a, b in pairwise(pinyin(text, seed=seed) for seed in range(4)))


@pytest.mark.parametrize("damage", ADDING)
@given(report=reports())
def test_what_is_added_takes_nothing_away(damage, report):
    rest = iter(damage(report))
    assert all(char in rest for char in report)


@given(reports())
def test_decimal_stops_change_points_only(report):
    made = decimal_stops(report)
    assert {(a, b) for a, b in zip(report, made, strict=True) if a != b} <= {(".", "。")}
    assert not re.search(r"\d\.\d", made)


@given(reports(), st.sampled_from(["latin-1", "windows-1252"]), st.sampled_from(["gbk", "utf-8"]))
def test_a_wrong_decoding_leaves_ascii_and_lines_alone(report, read, written):
    made = mojibake(report, written, read)
    assert len(made) == len(report.encode(written))
    assert made.encode("ascii", "ignore") == report.encode("ascii", "ignore")


@pytest.mark.parametrize(
    ("written", "read", "seen"),
    [
        ("gbk", "latin-1", "ÌâÄ¿"),
        ("utf-8", "latin-1", "é¢\x98ç\x9b®"),
        ("utf-8", "windows-1252", "é¢˜ç›®"),
        ("utf-8", "gbk", "棰樼洰"),
    ],
)
def test_mojibake_is_what_is_seen_on_the_web(written, read, seen):
    assert mojibake("题目", written, read) == seen


@given(reports(), st.integers(10, 60))
def test_wrapped_lines_are_no_longer_than_the_width(report, width):
    made = wrapped(report, width)
    assert max(map(len, made.split("\n"))) <= width
    assert made.replace("\n", "") == report.replace("\n", "")


@pytest.mark.parametrize("damage", [paged, noisy, doubled_commas, blanks, decimal_stops])
def test_seeds_differ_where_chance_plays_a_part(damage):
    text = "一是加强运行监测，落实惠企政策，实现总产值12.5亿元，同比增长5.7%，走访重点企业，完善机制。\n" * 5
    assert len({damage(text, 0.5, seed) for seed in range(4)}) > 1
