"""Repairs undo what was done, say where, and leave a sound text alone."""

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import zfbg
from zfbg.model import Section
from zfbg.repair import REPAIRS
from zfbg.repair.pages import PAGES
from zfbg.repair.percent import PERCENT
from zfbg.repair.ruby import ENOUGH, RUBY
from zfbg.repair.runs import _are_wrapped
from zfbg.repair.script import SCRIPT, in_earnest
from zfbg.repair.shift import SHIFT
from zfbg.testing import (
    blanks,
    decimal_stops,
    doubled_commas,
    figures_apart,
    half_width,
    linked,
    masked,
    mojibake,
    noisy,
    outlines,
    paged,
    pinyin,
    pointed,
    ragged,
    reports,
    repost,
    shifted,
    spaced,
    texts,
    traditional,
    typeset,
    unlabelled,
    wrapped,
)
from zfbg.text import Text, replay

# Enough of a document for the shift to be decided by what stands elsewhere in it; the place and figures are invented.
EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
BODY = (
    "青禾县规模以上工业企业实现总产值12.5亿元，工业企业利润增长5%。坚持项目为王，坚持数字赋能，重点项目开工。"
    "全面加强企业培育，工业重点项目建设提速。出口订单减少，企业用工需求增加，县重点项目推进。数字经济领域专业人才不足。\n"
)


def parse(string):
    return zfbg.parse(string, template="generic")


def readings(string):
    """The places that look like inserted pinyin."""
    return re.findall(r"\([^()\W\d\u4e00-\u9fff]+\)", string)


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
    hits = len(readings(seen))
    assume(hits >= ENOUGH)
    assert str(mended(seen)) == report
    assert str(mended(half_width(seen))) == half_width(report)


@given(reports(), st.integers(0, 3))
def test_a_repost_is_mended_line_by_line_but_for_what_followed_a_label_out_of_phase(report, seed):
    """Guaranteed are all lines without a label, and all labels whose line gave them away; never a line more or less."""
    clean = half_width(report).split("\n")
    seen = repost(report, seed=seed)
    assume(len(readings(seen)) >= ENOUGH)
    lines = str(mended(seen)).split("\n")
    assert len(lines) == len(clean)
    for new, old in zip(lines, clean, strict=True):
        assert new == old or old.startswith("(")


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from(["", "份"]))
def test_two_months_run_together_are_cut_apart_where_they_can_be_nothing_else(first, last, part):
    run = f"{first}{last}"
    seen = f"今年{run}月{part}完成投资5亿元。"
    assume(first < last)
    cuts = [at for at in range(1, len(run)) if 0 < int(run[:at]) < int(run[at:]) <= 12 and run[at] != "0"]
    sure = int(run) > 12 and len(cuts) == 1
    assert str(mended(seen)) == (f"今年{first}-{last}月{part}完成投资5亿元。" if sure else seen)


def test_a_number_above_months_is_not_part_of_them():
    seen = "完成投资,15\n月份工业增长5%。"
    assert str(mended(seen)) == seen


def test_other_marks_of_quotation_are_those_of_simplified_texts():
    assert str(mended("做到「六個確保」,全縣經濟運行總體平穩")) == "做到“六个确保”,全县经济运行总体平稳"


@given(texts())
@example("。ㄈ﹫")  # the text ends where a byte is lost
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


def test_paragraphs_that_alone_are_traditional_are_read_alone():
    modern = "青禾县工业经济平稳运行，著名企业拙著甚多。\n" * 80 + "陳喆到青禾县调研。"
    assert str(mended(f"青禾縣工業總產值較上年增長5%，農業總產值增長3%。\n{modern}")) == (
        f"青禾县工业总产值较上年增长5%，农业总产值增长3%。\n{modern}"
    )


def test_figures_set_low_are_put_back_into_their_line():
    assert str(mended("今年广义货币M\n2\n增长13%，细颗粒物（PM\n2.5\n）浓度下降9%。")) == (
        "今年广义货币M2增长13%，细颗粒物（PM2.5）浓度下降9%。"
    )


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


def what_is_said(report):
    """The outline and the facts, without their spans."""

    def sections(nodes, depth=1):
        for node in nodes:
            if isinstance(node, Section):
                yield depth, node.marker.ordinal, half_width(node.title)
                yield from sections(node.children, depth + 1)

    facts = [
        (fact.value, fact.unit, fact.measure, fact.indicator, fact.period and fact.period.edtf, fact.status)
        for fact in report.facts
    ]
    return list(sections(report.children)), facts


def assert_read_the_same(seen, clean):
    """Both texts say the same, and each figure leads to its digits in the damaged one."""
    damaged = parse(seen)
    assert what_is_said(damaged) == what_is_said(parse(clean))
    for fact in damaged.facts:
        quote = re.sub(r"第\d+页共\d+页|\n[-—] ?\d+ ?[-—]\n", "", damaged.quote(fact))
        assert re.sub(r"\D", "", half_width(quote)) == re.sub(r"\D", "", half_width(fact.text))
        assert quote[0] not in " \n"


@given(reports(half=True), st.integers(0, 9))
def test_a_repost_is_read_the_same_or_says_where_it_may_not_be(report, seed):
    """Bytes that vanish in pairs leave no trace, so headings may differ; but each that does is marked as uncertain."""
    seen = repost(report, seed=seed)
    in_phase = re.sub("(?m)^。.*$", "", seen)
    assume(len(readings(in_phase)) >= ENOUGH)
    (sections, facts), (meant, figures) = what_is_said(parse(seen)), what_is_said(parse(report))
    assert facts == figures
    assert [section[:2] for section in sections] == [section[:2] for section in meant]
    unsure = [issue.span for issue in parse(seen).issues if issue.code == "uncertain-repair"]
    headings = [node.heading for node in parse(seen).walk() if isinstance(node, Section)]
    for section, intended, heading in zip(sections, meant, headings, strict=True):
        assert section == intended or any(span.start < heading.end and heading.start < span.end for span in unsure)


@given(reports(half=False))
def test_width_and_script_make_no_difference(report):
    assert what_is_said(parse(half_width(report))) == what_is_said(parse(report))
    assert_read_the_same(traditional(report), report)


@given(reports())
def test_a_mask_hides_a_value_and_nothing_else(report):
    clean, hidden = parse(report), parse(masked(report))
    assert [each[:2] for each in what_is_said(hidden)[0]] == [each[:2] for each in what_is_said(clean)[0]]
    assert all(fact.value is None and fact.mask for fact in hidden.facts)
    said = [
        [(fact.unit, fact.measure, fact.indicator, fact.base, fact.status) for fact in each.facts]
        for each in (clean, hidden)
    ]
    assert said[0] == said[1]
    assert all(mask.lower <= fact.value <= mask.upper for fact, mask in zip(clean.facts, hidden.facts, strict=True))


def numbered(nodes, above=()):
    """The ordinals of sections by the titles that lead to them."""
    found = {}
    for node in nodes:
        if isinstance(node, Section):
            path = (*above, node.title)
            found |= {path: node.marker.ordinal} | numbered(node.children, path)
    return found


@given(reports(), st.sampled_from([0.1, 0.3, 0.6]), st.integers(0, 99))
def test_a_lost_number_is_inferred_rightly_or_left_open(report, share, seed):
    """Never a wrong number, nor another fact; where a bracket is left, never a heading less."""
    seen = unlabelled(report, share, seed)
    damaged, clean = parse(seen), parse(report)
    assert what_is_said(damaged)[1] == what_is_said(clean)[1]
    ordinals, meant = numbered(damaged.children), numbered(clean.children)
    assert all(ordinal in (0, meant[path]) for path, ordinal in ordinals.items())
    lost = [issue.span.start for issue in damaged.issues if issue.code == "ordinal-lost"]
    starts = {node.heading.start: node for node in damaged.walk() if isinstance(node, Section)}
    assert lost == [start for start, node in starts.items() if not node.marker.ordinal]
    if re.search("(?m)^[(（][一二三四五六七八九十]", seen):  # else nothing says that the brackets are labels
        assert starts.keys() >= {match.start() for match in re.finditer("(?m)^(?:[(（]?[)）])", seen)}


SINGLE = [("gbk", "latin-1"), ("gbk", "windows-1252"), ("utf-8", "latin-1"), ("utf-8", "windows-1252")]


@pytest.mark.parametrize(("written", "read"), SINGLE)
@given(reports())
def test_a_wrong_decoding_byte_by_byte_is_undone_exactly(written, read, report):
    seen = mojibake(report, written, read)
    assert str(mended(seen)) == report
    assert_read_the_same(seen, report)


@given(reports())
def test_utf8_read_as_gbk_keeps_every_figure_and_all_whose_bytes_are_left(report):
    seen = mojibake(report, "utf-8", "gbk")
    text = mended(seen)
    changes = text.changes()
    assert len(text) == len(report)
    assert all(
        new == old or any("encoding_lost?" in change.by for change in changes if text.span(at, at + 1) in change.span)
        for at, (new, old) in enumerate(zip(str(text), report, strict=True))
    )
    # What is lost may be 家, and no figure is read, or the 降 of 下降, and the sign is not.
    assert {abs(fact.value) for fact in parse(seen).facts} <= {abs(fact.value) for fact in parse(report).facts}


EXACT = {
    "decimal_stops": decimal_stops,
    "doubled_commas": doubled_commas,
    "linked": linked,
    "noisy": noisy,
}


@pytest.mark.parametrize("damage", EXACT.values(), ids=EXACT)
@given(report=reports(), share=st.sampled_from([0.2, 0.6, 1.0]), seed=st.integers(0, 9))
def test_damage_between_the_words_is_undone_exactly(damage, report, share, seed):
    seen = damage(report, share, seed)
    assert str(mended(seen)) == report
    assert_read_the_same(seen, report)


def with_pinyin(text, share, seed):
    seen = pinyin(traditional(text), share, seed)
    assume(len(readings(seen)) >= ENOUGH)
    return seen


# Those that leave every word of a heading, in whatever style and layout it is printed.
ON_TREES = {
    **EXACT,
    "blanks": blanks,
    "paged": paged,
    "pinyin": with_pinyin,
    "half_width": lambda text, *_: half_width(text),
    "mojibake": lambda text, *_: mojibake(text),
    "spaced": lambda text, *_: spaced(text),
    "traditional": lambda text, *_: traditional(text),
}


@pytest.mark.parametrize("damage", ON_TREES.values(), ids=ON_TREES)
@given(report=outlines(), share=st.sampled_from([0.2, 0.6, 1.0]), seed=st.integers(0, 9))
def test_any_tree_comes_back_from_a_damaged_print(damage, report, share, seed):
    headings = [(depth, ordinal, half_width(title)) for depth, _, ordinal, title in report.headings]
    assert what_is_said(parse(damage(report.text, share, seed)))[0] == headings


@given(reports(), st.sampled_from([0.2, 0.6, 1.0]), st.integers(0, 9))
def test_blanks_in_figures_make_no_difference(report, share, seed):
    seen = blanks(report, share, seed)
    assert str(mended(seen)).replace(" ", "") == report
    assert_read_the_same(seen, report)


@given(reports(half=True))
def test_points_for_full_stops_make_no_difference(report):
    seen = pointed(report)
    assume(len(re.findall(r"(?<=[\u4e00-\u9fff])[.](?!\d)", seen)) >= 3)
    assert str(mended(seen)) == report
    assert_read_the_same(seen, report)


def test_points_behind_the_numbers_of_headings_are_no_full_stops():
    text = "  一.主要工作\n新建水渠9公里.改造水闸3座.清理河道5公里.\n十一.下步打算\n继续努力."
    assert str(mended(text)).split("\n") == [
        *("  一.主要工作", "新建水渠9公里。改造水闸3座。清理河道5公里。", "十一.下步打算", "继续努力。")
    ]


@given(reports(), st.integers(0, 9))
def test_figures_on_lines_of_their_own_go_back_into_their_sentences(report, seed):
    seen = figures_apart(report, 1.0, seed)
    assume(len(re.findall(r"\n\d[\d.]*(?:[万亿]?[\u4e00-\u9fff]{1,2}|%)[、，。；]", seen)) >= 3)
    assert str(mended(seen)) == report
    assert_read_the_same(seen, report)


def test_a_wrapped_text_some_of_whose_lines_begin_with_figures_is_joined_as_a_wrapped_one():
    whole = (
        "今年以来,青禾县消防救援大队紧盯居民小区和商场市场,全面排查电动车充电和消防车通道等突出隐患,共检查单位385家、"
        "督促整改隐患642处、罚款29万元,火灾起数下降26%,没有发生较大以上火灾,社会面火灾形势总体平稳,群众的安全感稳步提升。"
    )
    lines = [whole[at : at + 30] for at in range(0, len(whole), 30)]
    assert _are_wrapped(lines)
    assert not _are_wrapped(re.sub(r"(?=(?<!\d)\d)", "\n", whole).split("\n"))


def test_a_flattened_page_with_its_page_marks_has_its_title_and_its_parts():
    flat = (
        "第1页共2页青禾县水利局上半年工作总结和下半年工作安排2021年上半年,在县委的领导下,完成了各项任务。"
        "一、上半年工作总结〈一〉整治河道。已完成堤防8公里。第 2 页 共 2 页二、"
        "下半年工作安排〈一〉加固水库。加固水库3座。"
    )
    report = parse(flat)
    assert report.meta.title == "青禾县水利局上半年工作总结和下半年工作安排"
    assert [section.title for section in report.children if isinstance(section, Section)] == [
        "上半年工作总结",
        "下半年工作安排",
    ]


def test_a_list_of_counts_keeps_its_lines():
    listed = "主要任务\n3个园区\n5个中心\n7个平台\n2021年,加快推进"
    assert str(mended(listed)) == listed


@given(reports())
def test_letters_apart_are_closed_up(report):
    seen = spaced(report)
    assert str(mended(seen)) == report
    assert_read_the_same(seen, report)


@given(reports(), st.integers(28, 45))
def test_lines_broken_at_a_fixed_width_are_joined(report, width):
    seen = wrapped(report, width)
    lines = seen.split("\n")
    assume(all(len(line) != width for line in report.split("\n")))
    full = [line for line in lines if len(line) == width and line[-1] not in "。;；"]
    assume(len(full) >= 4)
    # Lines most of which begin or end alike are a list, and are left alone.
    for alike in (Counter(line[:2] for line in full), Counter(line[-2:] for line in full)):
        assume(2 * max(alike.values()) <= len(full))
    assert "".join(str(mended(seen)).split()) == "".join(report.split())
    assert_read_the_same(seen, report)


def test_paragraphs_whose_last_lines_are_full_as_well_are_joined():
    first = "全村总面积六千九百亩,其中耕地面积二千六百亩,属于黄土丘陵区,山石多、坡地多、沟岔多、水源少,农业生产靠天。"
    second = "截至年底在册人口共有一百六十九户四百零九人,人均耕地六亩,建档立卡贫困户六十三户,贫困发生率三成,下降明显。"
    width = 18
    assert len(first) % width == len(second) % width == 0
    seen = "\n".join(part[at : at + width] for part in (first, second) for at in range(0, len(part), width))
    assert str(mended(seen)) == f"{first}\n{second}"


@pytest.mark.parametrize("width", range(40, 72, 2))
@pytest.mark.parametrize("name", ["clean", "city"])
def test_lines_of_unequal_width_are_joined_where_words_are_cut(name, width):
    headings, figures = what_is_said(parse((EXAMPLES / f"{name}.txt").read_text("utf-8")))
    seen, again = what_is_said(parse(ragged((EXAMPLES / f"{name}.txt").read_text("utf-8"), width)))
    assert len(seen) == len(headings)
    # A break at a colon within figures (11.5:⏎43.8:44.7) stays.
    assert len(again) >= len(figures) - 3
    said, told = (Counter(figure[:2] for figure in of) for of in (figures, again))
    assert (said - told).total() <= 4


def test_a_heading_that_is_nearly_as_wide_as_a_wrapped_text_stays_one():
    body = "全县上下克服困难，加强运行监测，走访重点企业，完善工作机制，协调解决企业诉求，工业投资增长5%，税收增长7%。"
    heads = ["（一）坚持稳字当头，工业经济运行稳中向好态势良好", "（二）坚持创新驱动，企业培育梯次推进成效十分明显"]
    lines = ["青禾县经信局2031年工作总结", "一、2031年工作总结"]
    for head in heads:
        lines += [head, *wrapped("\n".join([body, body[3:], body[5:], body[7:]]), 28).split("\n")]
    titles, _ = what_is_said(parse("\n".join(lines)))
    assert [title for *_, title in titles] == ["2031年工作总结", *(half_width(head[3:]) for head in heads)]


@given(reports())
def test_blanks_that_are_set_about_figures_make_no_difference(report):
    headings, figures = what_is_said(parse(typeset(report)))
    # Titles keep theirs.
    assert ([(*place, title.replace(" ", "")) for *place, title in headings], figures) == what_is_said(parse(report))


@given(reports(), st.sampled_from([0.2, 0.6, 1.0]), st.integers(0, 9))
def test_page_numbers_are_taken_out(report, share, seed):
    seen = paged(report, share, seed)
    assert_read_the_same(seen, report)


@given(st.one_of(reports(), outlines().map(attrgetter("text"))), st.sampled_from([0.2, 0.6, 1.0]), st.integers(0, 99))
# Cut within a heading that has its text behind it, within the name in one, and within 另一方面, 第二部分 and 十一.
@example("第1部分 工业经济运行稳中有进，加强运行监测。加强运行监测，走访重点企业，完善工作机制。", 1.0, 13)
@example("（一）工业经济运行提质增效，落实《促进企业发展办法》。加强运行监测，走访重点企业，完善工作机制。", 1.0, 46)
@example("走访企业，落实惠企政策。一方面，规上工业增加值下降10.4%，完善工作机制。另一方面，利用外资增长6.3%。", 1.0, 35)
@example(
    "今年以来，走访重点企业，落实惠企政策。第一部分：企业培育。完善工作机制。第二部分：项目建设。走访企业。", 1.0, 5
)
@example(
    "走访重点企业，落实惠企政策，加强运行监测，完善工作机制，推动产业链协同，破解要素难题。十一、企业培育。", 1.0, 12
)
def test_page_numbers_leave_every_line_as_it_was(report, share, seed):
    text = Text.of(paged(report, share, seed))
    assert str(text.edited(PAGES.find(text), by=PAGES.name)) == report


@given(reports(), st.integers(0, 9))
def test_damages_on_top_of_each_other_are_undone(report, seed):
    seen = noisy(doubled_commas(decimal_stops(spaced(traditional(report)), 0.5, seed), 0.3, seed), 0.3, seed)
    assert str(mended(seen)) == report
    assert str(mended(mojibake(seen, "utf-8", "windows-1252"))) == report


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("完成投资2。87亿元，达104。4%。", "完成投资2.87亿元，达104.4%。"),
        ("三次产业结构为11。1:36。3:52。6。", "三次产业结构为11.1:36.3:52.6。"),
        ("下降0。3个百分点。2031年完成", "下降0.3个百分点。2031年完成"),
        ("投资24. 3 亿元", "投资24.3亿元"),
        ("增加值增长4 . 5 %，占比为6 4 %。", "增加值增长4.5%，占比为64%。"),
        ("投资27. 28亿元、24 .3亿元", "投资27.28亿元、24.3亿元"),
        ("产值1 234.5万元", "产值1234.5万元"),
        ("全区10 678名妇女", "全区10678名妇女"),
        ("增长5.7\u2009%，", "增长5.7%，"),
        ("青 禾 县 2 0 3 1 年 工 作 报 告", "青禾县2031年工作报告"),
        ("二、农 业", "二、农业"),
        ("（一）工　业", "（一）工业"),
        ("会议指出,,2031年,,抓落实", "会议指出,2031年,抓落实"),
        ("会议召开,。", "会议召开。"),
        ("抓生产，、抓销售", "抓生产，抓销售"),
        ('各位代表: (f"LD8MJ/\n现在', "各位代表:\n现在"),
        ("工业经济平稳。0 D5 K; g! N3 s\n", "工业经济平稳。\n"),
        ("修订《\n章程\n》，健全《 \n 办法》", "修订《章程》，健全《办法》"),
        ("落实办法\n，抓好开工", "落实办法，抓好开工"),
        ("一是\n加强监测。\n二是\n落实政策。", "一是加强监测。\n二是落实政策。"),
        ("（\n三）改革\n带技术揭榜\n。\n下一步", "（三）改革\n带技术揭榜。\n下一步"),
        (
            "十、教育\n学校9所。 十\n一、卫生\n医院2所。 十\n二、体育",
            "十、教育\n学校9所。\n十一、卫生\n医院2所。\n十二、体育",
        ),
        ("工业\u200b经济\ufeff平稳", "工业经济平稳"),
        ("完成地铁第2页共18页1号线、2号线", "完成地铁1号线、2号线"),
        ("产值增长5%，利润增 —3— 长6%，税收增长 — 4 — 7%。", "产值增长5%，利润增长6%，税收增长7%。"),
        (
            "全年完成工业投资12.5亿元，新开工建设重点项目\n—15—\n二十个，竣工十个。",
            "全年完成工业投资12.5亿元，新开工建设重点项目二十个，竣工十个。",
        ),
        (
            "（二）坚持项目为王，全力扩大有效\n- 3 -\n投资。新开工4个。",
            "（二）坚持项目为王，全力扩大有效投资。新开工4个。",
        ),
        (
            "（一）营商环境。提速。\n（二）坚持数字赋能，持续改善全县营\n\n- 3 -\n\n商服务水平，提升效能。办件5万件。",
            "（一）营商环境。提速。\n（二）坚持数字赋能，持续改善全县营商服务水平，提升效能。办件5万件。",
        ),
        (
            "（二）坚持创新驱动，推动产业升级\n- 3 -\n全县新增企业5家。",
            "（二）坚持创新驱动，推动产业升级\n全县新增企业5家。",
        ),
        ("（二）企业培育\n- 3 -\n强化服务。走访5家。", "（二）企业培育\n强化服务。走访5家。"),
        (
            "对照全年目标，工业经济运行中存在的问题主要表现在以下几\n- 3 -\n个方面：一是总量小。",
            "对照全年目标，工业经济运行中存在的问题主要表现在以下几个方面：一是总量小。",
        ),
        (
            "青禾县第十八届人民代表大会常务委员会第三次会议文件之一二三四\n- 1 -\n主任、各位副主任：",
            "青禾县第十八届人民代表大会常务委员会第三次会议文件之一二三四\n主任、各位副主任：",
        ),
    ],
)
def test_small_damages(seen, meant):
    assert str(mended(seen)) == meant


@pytest.mark.parametrize(
    "kept",
    [
        "同比增长5。2031年，",
        "比例缩小至2.27:1。15亿元投资落地。",
        "排名第5。12亿元投资落地。",
        "达到12.5。3亿元投资落地。",
        "走访企业5。12家企业开工。",
        "1. 2031年完成投资",
        "附件1. 5000万元以上工业项目清单已经印发",
        "规上工业企业营业收入120 350 480万元，分属三个园区",
        "居民消费价格指数为102。1亿元以上项目开工3个",
        "2031-02-09 09:45:30",
        "第1 234万元",
        "增长 5.7 %，完成24.3 亿元",
        "一、综合 经初步核算，全年完成投资24亿元，同比增长5%，超额完成年度目标任务，再上新台阶。",
        "县长 王青禾",
        "王　青",
        "大 中 小",
        "日 一 二 三 四 五 六",
        "编号,,,,",
        "1,,2",
        "时间：2031-02-11",
        "邮箱：qhjxj@example.cn",
        "网址：https://www.example.cn/a1B2",
        "国内生产总值（GDP(PPP)",
        "color: #F5F8FF;}",
        "\U0001f468\u200d\U0001f33e",
        "工作日程：4-9月10:00-18:00",
        "××××××亿元，“××××”",
        "气温25°C，精度±3，Société générale、Düsseldorf、crème brûlée",
        "第一页\n第2页\n共3页",
        "《》\n《《\n收藏",
        "全年完成。\n、农业",
        "九、教育\n学校9所。 十\n一、卫生",
        "负责人：李·约翰逊",
    ],
)
def test_what_is_no_small_damage_stays(kept):
    assert str(mended(BODY + kept)) == BODY + kept


def test_an_uncertain_character_is_told_by_the_document_or_marked():
    around = "工业投资7%，规模以上企业很多。\n" * 2
    assert str(mended(mojibake(around + "业投资5%", "utf-8", "gbk"))) == around + "业投资5%"
    text = mended(mojibake(around + "青禾湖5%", "utf-8", "gbk"))
    assert str(text) == around + "青禾〓5%"
    assert "encoding_lost?" in text.changes()[-1].by


@pytest.mark.parametrize(
    "links",
    [
        "一、开工项目\n青禾县城区污水处理厂提标改造工程项目\n青禾县人民医院传染病区改建扩建项目\n"
        "青禾县第二中学教学综合楼新建项目\n青禾县工业园区标准厂房二期建设项目\n青禾县城乡供水一体化主管网改造项目\n"
        "以上项目年底前全部开工。\n二、竣工项目\n青禾县城北农贸市场升级改造项目\n以上项目年底前全部竣工。\n",
        "一、工业经济平稳有进，狠抓生产\n工业增长。\n二、项目建设提质增效，狠抓开工\n开工五个。\n"
        "三、企业培育成效明显，狠抓服务\n新增三家。\n四、营商环境持续优化，狠抓改革\n办件提速。\n",
        "2031年青禾县国民经济和社会发展统计公报\n" * 8,
        "一、抓生产促发展保民生增效益创佳绩\n" * 8,
        "重点工作\n" * 40,
    ],
)
def test_lines_of_one_length_are_not_always_wrapped(links):
    assert str(mended(BODY + links)) == BODY + links
    assert str(mended(links)) == links


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("投放时间为4-910:00-18:00。", set()),
        ("青禾街道3456区块的7家企业完成整治。", {7}),
        ("淘汰青禾等510蒸吨以下燃煤锅炉。", set()),
        ("淘汰青禾、赤岭等5000万元以上项目12个。", {5000, 12}),
        ("排查165散乱污企业。", set()),
        ("三次产业增加值占比分别为1%32.1%66.9%，", {1, Decimal("32.1"), Decimal("66.9")}),
    ],
)
def test_glued_digits_never_become_a_wrong_number(sentence, figures):
    report = parse("青禾县某局2031年工作总结\n" + sentence)
    assert {fact.value for fact in report.facts} == figures
    assert str(mended(sentence)) == sentence


@pytest.mark.parametrize(
    "unit",
    [
        "。1",
        "1。1亿",
        " .1",
        ". 1亿",
        " 青 ",
        " 青禾",
        "，，",
        "，。",
        "\u200b\n",
        "\n- 1 -",
        "第1页共2页",
        "\n ",
        "a(",
        "锛",
        "é¢˜",
        "Ìâ",
        "€",
        "\ufffd",
        "\n——",
    ],
)
def test_a_pattern_repeated_a_great_many_times(unit):
    text = mended(BODY + unit * 20_000)
    assert replay(BODY + unit * 20_000, text.changes()) == str(text)


CARE = (
    "全县民政系统坚持兜底线、保民生，城乡低保、特困供养和临时救助对象按季度核查，保障对象进出有据，"
    "救助资金按月发放到户，"
)


def test_the_stretches_of_a_preview_are_joined():
    whole = f"2021年工作总结{CARE * 3}共发放低保金2418.36万元，比上年增长5%。{CARE * 3}临时救助312人次。"
    cut = [whole.index("18.36"), whole.rindex("时救助")]
    parts = [whole[: cut[0]], whole[cut[0] : cut[1]], whole[cut[1] :]]
    assert str(mended("\n".join(f"{n}、{part}" for n, part in enumerate(parts, 1)))) == str(mended(whole))


def test_the_items_of_a_list_are_none_of_a_preview():
    text = "\n".join(f"{number}、{CARE * 3}完成{number * 100}户。" for number in (1, 2, 3))
    assert str(mended(text)) == text


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("青禾县民政局2021年工作总结", "一、主要工作开展情况"),
        ("青禾镇人民政府2021年工作报告", "各位代表："),
        ("青禾镇“十二五”工作总结及“十三五”工作规划", "一、2015年工作总结\n今年以来，"),
        ("青禾县卫生局2009年工作总结", "2009年以来，全县卫生系统"),
        ("青禾县卫生局2009年度工作总结", "2009年是转折之年，"),
        ("一、上半年工作情况", "1、救助有力。"),
        ("一、突出重点，狠抓落实", "(一)救助有力。"),
        ("一、2015年工作总结", "今年以来，"),
        ("一、“十二五”时期工作回顾", "“十二五”时期是我镇"),
        ("一、“十二五〞时期工作回顾", "“十二五〞时期是我镇"),
        ("一、三年来扶贫工作成效", "20*—20*年是关键时期，"),
        ("一、经济社会又好又快发展", "五年来，镇政府"),
        ("(一)茶果采收全面丰收", "全区茶园管护面积9万亩，"),
        ("(一)明确责任，加大工作力度", "截至9月2日，拆除违建"),
        ("青禾州扶贫开发工作汇报", "主任、各位副主任："),
    ],
)
def test_a_title_that_has_run_into_the_text_is_set_apart(title, following):
    assert str(mended(f"{title}{following}{CARE}完成预期。")) == f"{title}\n{following}{CARE}完成预期。"


def test_blanks_where_lines_ended_are_taken_out():
    sentence = "全镇完成规上工业产值 27 亿元，同比增长 6.5%，兑现扶持资金 430 万元；培训村干部 120 人次，"
    whole = f"{CARE}{sentence}{CARE[4:]}{sentence[2:]}{CARE[9:]}{sentence}{CARE}完成预期。"
    lines = [line[0] for line in re.finditer(r".{30,31}(?!(?<=\d)\d)|.+$", whole)]
    seen = parse(" ".join(lines))
    assert [(f.indicator, str(f.value)) for f in seen.facts] == [
        (f.indicator, str(f.value)) for f in parse(whole).facts
    ]
    assert not re.search("[\u4e00-\u9fff] [\u4e00-\u9fff]", str(mended(" ".join(lines))))


def test_blanks_that_stand_anywhere_are_no_ends_of_lines():
    parts = ("青禾镇 白沙镇 柳河乡", CARE, "县民政局 县财政局", CARE[7:], "王某某 李某某", CARE[20:], "张某")
    assert "县民政局 县财政局" in str(mended(" ".join(parts)))


def test_a_title_within_a_line_is_set_apart_on_both_sides():
    text = f"{CARE}完成预期。二、2016年工作打算今年是开局之年，{CARE}"
    assert str(mended(text)) == f"{CARE}完成预期。\n二、2016年工作打算\n今年是开局之年，{CARE}"


def test_numbered_titles_within_a_line_are_set_apart_from_the_numbers_below_them():
    text = "现总结如下：一、2017年任务完成情况(一)重点任务 1.全面造林。造林3万亩。2.新建水渠。"
    assert str(mended(text)) == (
        "现总结如下：\n一、2017年任务完成情况\n(一)重点任务\n1.全面造林。造林3万亩。2.新建水渠。"
    )


@pytest.mark.parametrize("subject", ["青禾县人民政府", "我们", "全镇上下自过去", "各乡镇", "推进项目建设，全县"])
def test_a_numbered_sentence_whose_subject_stands_before_its_time_is_left_alone(subject):
    text = f"{CARE}完成预期。一、{subject}五年来，修路9公里。"
    assert str(mended(text)) == text


def test_bracketed_titles_of_a_yearbook_are_set_apart_from_their_paragraphs():
    text = f"【概况】 全县有残疾人201人，{CARE}完成预期。\n【康复工作】{CARE}发放轮椅30辆，拐杖20副。"
    assert str(mended(text)) == text.replace("】 ", "】\n").replace("工作】", "工作】\n")
    assert [section.title for section in parse(text).children] == ["概况", "康复工作"]
    assert str(mended(text.partition("\n")[0])) == text.partition("\n")[0]


def test_a_title_behind_which_a_blank_was_left_is_set_apart():
    told = f"青禾县民政局工作总结 {CARE}完成预期。"
    assert str(mended(told)) == told.replace(" ", "\n", 1)
    page = f"当前位置：首页 > 政务公开 > 总结\n{told}"
    assert parse(page).meta.title == "青禾县民政局工作总结"


def test_percent_signs_are_put_back_where_a_page_has_lost_all_of_them():
    lost = (
        "全镇财政收入812万元，同比增长6.4；农民人均纯收入9214元，同比增长8。"
        "低保对象421人，占总人口的3.1，其中老年人占52人。"
    )
    report = parse(lost)
    assert [(fact.measure, str(fact.value)) for fact in report.facts if fact.unit == "%"] == [
        ("growth", "6.4"),
        ("growth", "8"),
        ("share", "3.1"),
    ]
    assert {issue.code for issue in report.issues} >= {"uncertain-repair"}
    assert str(mended(lost + "参保率达到95%。")) == lost + "参保率达到95%。"


def test_each_of_ever_so_many_lost_signs_is_looked_at_from_near():
    lost = Text.of("全镇出生率7.4，" + "产值同比增长5，" * 40_000)
    edits = [edit.new for edit in PERCENT.find(lost)]
    assert edits == ["‰"] + ["%"] * 40_000


def test_births_and_deaths_among_all_are_told_per_thousand():
    lost = "全镇出生率7.4，死亡率为5.1，自然增长率2.3，计划生育率98。"
    assert [fact.unit for fact in parse(lost).facts] == ["‰", "‰", "‰", "%"]


def test_a_mark_of_lists_before_two_digits_is_a_decimal_point_where_there_is_no_list():
    text = "接待游客576、23万人次，增长12、59%；旅游收入45、07亿元。甲乡、乙乡各投资30、20万元。"
    assert str(mended(text)) == text.replace("576、", "576.").replace("12、", "12.").replace("45、", "45.")
    assert str(mended("投资20、30万元。")) == "投资20、30万元。"


RUNS = (
    "县城管局\n2023\n年工作总结\n一、工作开展情况\n(一)市容管理\n全年出动\n800\n余人次,清理“\n牛皮癣\n”\n3120\n处,拆除广告牌\n45\n块。\n"
    "(二)拆违\n拆除违建\n1200\n平方米。"
)


def test_figures_that_stand_alone_go_back_into_their_sentences():
    assert str(mended(RUNS)) == (
        "县城管局2023年工作总结\n一、工作开展情况\n(一)市容管理\n全年出动800余人次,清理“牛皮癣”3120处,拆除广告牌45块。\n"
        "(二)拆违\n拆除违建1200平方米。"
    )


@pytest.mark.parametrize(
    "kept",
    [
        "指标\n数值\n产粮\n3120\n产棉\n45\n产油\n800\n产茶\n12\n合计",  # the cells of a table
        "全年出动人次,\n1\n清理各处,\n2\n拆除广告,\n3\n修补路面。",  # page numbers count on
        "全年出动\n800\n余人次,清理\n3120\n处。",  # too few to tell
    ],
)
def test_figures_alone_on_lines_stay_where_no_sentence_holds_them(kept):
    assert str(mended(kept)) == kept
