"""The skeleton of a report: headings with their depth and number, and the clauses below them."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.model import Issue, Section
from zfbg.outline.headings import outline
from zfbg.outline.items import items
from zfbg.outline.markers import NUMERAL, leading, number
from zfbg.outline.roles import with_context
from zfbg.repair.lines import han
from zfbg.template import Clause, Heading, Stretch, remainder
from zfbg.testing.strategies import DOINGS
from zfbg.testing.trees import PREFACE, Layout, Printed, layouts, outlines, printed, trees
from zfbg.text import Text

CASES = json.loads((Path(__file__).parent / "cases" / "outline.json").read_text("utf-8"))
PIECES = (
    *"一二三十、。，,；;：: \n\n()（）1238.．①②⑴㈠Ⅰ第是要产业抓推进长\u3000\xa0\ud800",
    "一、",
    "二、",
    "(一)",
    "（二）",
    "1.",
    "2、",
    "(1)",
    "()",
    "一是",
    "二是",
    "三是",
    ";是",
    "一方面，",
    "另一方面，",
    "第一，",
    "首先，",
    "其次，",
    "注：",
    "目录",
    "抓好生产，运行平稳。",
    "增长5%。",
    "\n",
)
reports = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def read(raw: str) -> tuple[Text, tuple[Stretch, ...], list[Heading], list[Issue]]:
    text = Text.of(raw)
    body = remainder(text, ())
    return text, body, *outline(text, body)


def shown(heading: Heading) -> str:
    lost = f"~{heading.marker.ordinal}" if heading.marker.inferred else ""
    return f"{heading.depth} {heading.marker.text}{lost} {heading.title}"


@pytest.mark.parametrize("name", CASES)
def test_headings_are_found_with_depth_number_and_title(name: str) -> None:
    case = CASES[name]
    _, _, headings, issues = read(case["text"])
    assert [shown(heading) for heading in headings] == case["headings"]
    assert [issue.code for issue in issues] == case.get("issues", [])


@given(reports)
def test_headings_are_in_order_apart_and_within_lines(raw: str) -> None:
    text, body, headings, _ = read(raw)
    at = depth = 0
    for heading in headings:
        assert at <= heading.start < heading.end
        last = max(line.end for line in body if line.start < heading.end)
        assert heading.end <= last
        assert heading.marker.style == "annex" or "\n" not in raw[heading.start : heading.end]
        assert 1 <= heading.depth <= depth + 1
        assert heading.title
        assert heading.marker.ordinal >= (heading.marker.text.strip() not in {"()", "（）", ")", "）", "、"})
        assert str(text)[heading.start : heading.end].startswith(heading.marker.text)
        at, depth = heading.end, heading.depth


@given(reports)
def test_reading_twice_gives_the_same(raw: str) -> None:
    text, body, headings, issues = read(raw)
    assert (headings, issues) == outline(text, body)
    assert items(text, body) == items(text, body)


@given(reports)
def test_issues_lie_within_the_raw_text(raw: str) -> None:
    *_, issues = read(raw)
    assert all(0 <= issue.span.start < issue.span.end <= len(raw) for issue in issues)


@given(reports)
def test_clauses_hold_every_character_of_the_lines_but_blanks(raw: str) -> None:
    text = Text.of(raw)
    lines = remainder(text, ())
    clauses = items(text, lines)
    covered = [at for clause in clauses for at in range(clause.start, clause.end)]
    assert covered == sorted(set(covered))
    solid = [at for line in lines for at in range(line.start, line.end) if not raw[at].isspace()]
    assert set(solid) <= set(covered)
    for clause in clauses:
        assert any(line.start <= clause.start < clause.end <= line.end for line in lines)


@given(st.text())
def test_any_text_is_read(raw: str) -> None:
    text, body, _, _ = read(raw)
    items(text, body)


@given(st.integers(1, 99))
def test_ordinals_are_read_in_both_scripts(value: int) -> None:
    numeral = han(value)
    assert number(numeral) == number(str(value)) == value
    assert re.fullmatch(NUMERAL, numeral)
    mark = leading(f"({numeral})发展", 0, 9)
    assert mark is not None
    assert (mark.style, mark.ordinal) == ("cn-paren", value)


@given(st.integers(2, 30), st.data())
def test_one_lost_label_among_siblings_is_found_again(count: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(1, count))
    labels = [f"({han(n)})" for n in range(1, count + 1)]
    labels[lost - 1] = "()"
    raw = "一、工作\n" + "\n".join(f"{label}抓好工作,取得成效。已经完成。" for label in labels)
    _, _, headings, issues = read(raw)
    assert [heading.marker.ordinal for heading in headings] == [1, *range(1, count + 1)]
    assert [heading.marker.inferred for heading in headings[1:]] == [n == lost for n in range(1, count + 1)]
    assert [issue.code for issue in issues] == ["ordinal-inferred"]


@given(st.lists(st.tuples(st.sampled_from(DOINGS), st.booleans()), min_size=2, max_size=6))
def test_items_that_lost_their_numbers_behind_a_semicolon_are_counted(deeds: list[tuple[str, bool]]) -> None:
    lost = [numberless and number > 1 for number, (_, numberless) in enumerate(deeds, 1)]
    labels = ["是" if gone else f"{han(number)}是" for number, gone in enumerate(lost, 1)]
    raw = ";".join(label + deed for label, (deed, _) in zip(labels, deeds, strict=True)) + "。"
    markers = [clause.marker for clause in items(Text.of(raw), [Stretch(0, len(raw))])]
    assert [marker and (marker.ordinal, marker.inferred) for marker in markers] == list(enumerate(lost, 1))


def skeleton(raw: str) -> tuple[tuple[tuple[int, str, int, str], ...], tuple[tuple[str, int, str], ...]]:
    """What is read of a text, in the form of :class:`zfbg.testing.trees.Printed`."""
    text, body, headings, _ = read(raw)
    starts = [0, *(heading.end for heading in headings)]
    stops = [*(heading.start for heading in headings), len(raw)]
    listed = []
    for start, stop in zip(starts, stops, strict=True):
        lines = [
            Stretch(max(line.start, start), min(line.end, stop))
            for line in body
            if start < line.end > line.start < stop
        ]
        listed += [clause for clause in items(text, [line for line in lines if line.end > line.start]) if clause.marker]
    return (
        tuple((each.depth, each.marker.style, each.marker.ordinal, each.title) for each in headings),
        tuple((each.marker.style, each.marker.ordinal, raw[each.start : each.end]) for each in listed if each.marker),
    )


@given(outlines())
def test_the_tree_of_a_printed_report_comes_back(report: Printed) -> None:
    assert skeleton(report.text) == (report.headings, report.items)
    assert read(report.text)[3] == []


@given(outlines(depth=4))
def test_deep_trees_come_back(report: Printed) -> None:
    assert skeleton(report.text) == (report.headings, report.items)


@given(trees(2), trees(2), layouts(2), st.integers(2008, 2025))
def test_lines_that_divide_a_report_stand_above_its_numbering(first, second, layout: Layout, year: int) -> None:
    layout = evolve(layout, one_line=False)
    back, ahead = printed(first, layout), printed(second, layout)
    titles = (f"{year}年工作回顾", f"{year + 1}年工作安排")
    raw = "\n".join((PREFACE, titles[0], back.text, titles[1], ahead.text))
    headings, _ = skeleton(raw)
    below = [[(depth + 1, *rest) for depth, *rest in part.headings] for part in (back, ahead)]
    assert list(headings) == [(1, "bare", 1, titles[0]), *below[0], (1, "bare", 2, titles[1]), *below[1]]
    assert [heading.role for heading in read(raw)[2] if heading.depth == 1] == ["summary", "plan"]


@given(st.integers(2, 6), st.data())
def test_an_issue_names_both_neighbours(count: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(2, count))
    lines = [f"（{han(n)}）抓好工作{n}号。已经完成。" for n in range(1, count + 2) if n != lost]
    _, _, _, issues = read("一、工作\n" + "\n".join(lines))
    assert [issue.code for issue in issues] == ["ordinal-gap"]
    assert f"（{han(lost - 1)}）" in issues[0].message
    assert f"（{han(lost + 1)}）" in issues[0].message


@pytest.mark.parametrize(
    ("titles", "roles"),
    [
        (["2031年工作总结", "2032年民生实事"], ["summary", "plan"]),
        (["2031年工作总结", "2032年工作计划", "全面加强自身建设"], ["summary", "plan", "plan"]),
        (["2031年预算执行情况", "2032年收支预算安排情况"], ["summary", "plan"]),
        (["全面加强自身建设", "2032年工作计划"], ["", "plan"]),
        (["上半年工作总结", "下半年工作打算", "保障措施"], ["summary", "plan", "safeguards"]),
        (["工作亮点", "主要经济指标完成情况"], ["achievements", "indicators"]),
    ],
)
def test_roles_follow_from_the_whole_document(titles: list[str], roles: list[str]) -> None:
    raw = "\n".join(f"{han(n)}、{title}\n已有安排。" for n, title in enumerate(titles, 1))
    assert [heading.role for heading in read(raw)[2]] == roles


@pytest.mark.parametrize(
    ("above", "title", "role"),
    [
        ("目标完成情况", "招商引资目标", ""),
        ("目标完成情况", "2032年招商引资目标", "plan"),
        ("基本情况", "招商引资目标", "plan"),
    ],
)
def test_below_what_was_met_an_aim_says_how_far_it_was(above: str, title: str, role: str) -> None:
    raw = f"一、2031年工作总结\n(一){above}\n1、{title}\n签约5个。"
    assert [heading.role for heading in read(raw)[2]][2] == role


def test_a_part_of_a_plan_looks_back_only_where_it_says_so() -> None:
    raw = "一、2031年总结\n完成。\n二、2032年预算草案\n(一)收支情况\n收入增长。\n(二)2031年收支情况\n收入下降。"
    assert [heading.role for heading in read(raw)[2]] == ["summary", "plan", "", "summary"]


def test_the_title_tells_which_year_is_planned() -> None:
    _, _, headings, _ = read("一、民生实事\n已有安排。\n二、2032年项目\n已有安排。")
    roles = [heading.role for heading in with_context(headings, ["某县2031年工作总结和2032年工作计划"])]
    assert roles == ["", "plan"]


def split(raw: str) -> list[str]:
    text = Text.of(raw)
    return [_labelled(raw, clause) for clause in items(text, remainder(text, ()))]


def _labelled(raw: str, clause: Clause) -> str:
    if clause.marker is None:
        return raw[clause.start : clause.end]
    sign = "~" if clause.marker.inferred else ""
    return f"{sign}{clause.marker.ordinal}|{raw[clause.start : clause.end]}"


@pytest.mark.parametrize(
    ("raw", "clauses"),
    [
        ("平稳。一是稳产,二是增收;三是降本。", ["平稳。", "1|一是稳产,", "2|二是增收;", "3|三是降本。"]),
        ("一是稳产。\n产值增长。\n二是增收。", ["1|一是稳产。", "产值增长。", "2|二是增收。"]),
        (
            "问题:一是少。二是散。\n打算:一是扩。二是聚。",
            ["问题:", "1|一是少。", "2|二是散。", "打算:", "1|一是扩。", "2|二是聚。"],
        ),
        (
            "统一是关键。唯一是他。原因之一是少。一是一,二是二。",
            ["统一是关键。唯一是他。原因之一是少。一是一,二是二。"],
        ),
        ("一是全覆盖二是补短板。完成率73%三是强弱项。", ["1|一是全覆盖", "2|二是补短板。完成率73%", "3|三是强弱项。"]),
        ("一是查;是改治同步;是建立台账。", ["1|一是查;", "~2|是改治同步;", "~3|是建立台账。"]),
        (
            "一是保供给。建仓3座。稳定粮食价格。粮价平稳,略有下降。三是防风险。",
            ["1|一是保供给。建仓3座。", "~2|稳定粮食价格。粮价平稳,略有下降。", "3|三是防风险。"],
        ),
        ("难点有二,一方面是招工难;另一方面是稳岗难。", ["难点有二,", "1|一方面是招工难;", "2|另一方面是稳岗难。"]),
        ("另一方面看,还有差距。", ["另一方面看,还有差距。"]),
        ("产值居全市第一,增速第二,形势好。", ["产值居全市第一,增速第二,形势好。"]),
        ("要做到:第一，站位高。第二，落得实。", ["要做到:", "1|第一，站位高。", "2|第二，落得实。"]),
        ("首先，我代表全镇问好。", ["首先，我代表全镇问好。"]),
        ("首先，定目标。其次，抓落实。最后，严考核。", ["1|首先，定目标。", "2|其次，抓落实。", "3|最后，严考核。"]),
        ("一要快。二要好。一要素市场。", ["1|一要快。", "2|二要好。一要素市场。"]),
        (
            "1.新增停车位500个,改造小区12个。\n2.新增学位800个。",
            ["1|1.新增停车位500个,改造小区12个。", "2|2.新增学位800个。"],
        ),
        ("如:①查漏;②补缺。总产值②达到5亿元。", ["如:", "1|①查漏;", "2|②补缺。总产值②达到5亿元。"]),
        ("一要快。二要好。任务重。一要早。二要实。", ["1|一要快。", "2|二要好。任务重。", "1|一要早。", "2|二要实。"]),
        (
            "第一，稳产。第二，增收。\n第一，抓早。第二，抓实。",
            ["1|第一，稳产。", "2|第二，增收。", "1|第一，抓早。", "2|第二，抓实。"],
        ),
        (
            "一是少。二是散。我们也清醒地认识到，还有不足。",
            ["1|一是少。", "2|二是散。", "我们也清醒地认识到，还有不足。"],
        ),
        ("其一，稳产。其二，增收。其一不是。", ["1|其一，稳产。", "2|其二，增收。其一不是。"]),
        ("目标是：——产量增长。——价格平稳。", ["目标是：", "1|——产量增长。", "2|——价格平稳。"]),
        ("●产量增长。\n价格平稳。\n●收入增加。", ["1|●产量增长。", "价格平稳。", "2|●收入增加。"]),
        ("——2031年1月5日在县人民代表大会上", ["——2031年1月5日在县人民代表大会上"]),
        ("图例:■第一产业 第二产业", ["图例:■第一产业 第二产业"]),
        (
            "一是少。二是散。在肯定成绩的同时，还有不足。",
            ["1|一是少。", "2|二是散。", "在肯定成绩的同时，还有不足。"],
        ),
        ("一是稳。二是进。各位代表！征程万里。", ["1|一是稳。", "2|二是进。", "各位代表！征程万里。"]),
        ("二十一是多。第十一是少。", ["21|二十一是多。第十一是少。"]),
    ],
)
def test_clauses_begin_where_a_list_counts_on(raw: str, clauses: list[str]) -> None:
    assert split(raw) == clauses


MONOTONOUS = (
    "一",
    "(",
    ")",
    "一是",
    "(一)",
    "1.",
    "是;",
    " ",
    "。 ",
    "一、\n",
    "第一，",
    "()甲\n",
    "、",
    "(一)甲\n三、乙\n",
)


@pytest.mark.parametrize("unit", MONOTONOUS)
def test_a_long_text_of_one_sign_is_read(unit: str) -> None:
    text, body, headings, _ = read(unit * 20_000)
    clauses = items(text, body)
    assert all(one.end <= two.start for one, two in pairwise(headings))
    assert all(one.end <= two.start for one, two in pairwise(clauses))


def test_a_paragraph_that_speaks_of_the_whole_again_leaves_the_last_subsection() -> None:
    raw = (
        "一、工作情况\n（一）抓项目\n一是开工8个。\n二是竣工9个。\n在肯定成绩的同时，还存在不足。\n"
        "二、工作打算\n（一）抓企业\n新增7家。\n各位代表！让我们共同努力。\n"
    )
    report = zfbg.parse(raw, template="generic")
    tops = [section for section in report.children if isinstance(section, Section)]
    assert [report.quote(top.children[-1]) for top in tops] == [
        "在肯定成绩的同时，还存在不足。",
        "各位代表！让我们共同努力。",
    ]
    assert [len(top.children) for top in tops] == [2, 2]


def test_lines_in_brackets_are_headings_where_nothing_is_numbered():
    text = "退役军人管理\n【概况】\n全区登记退役军人812名。\n【优抚】\n发放抚恤金135万元，慰问优抚对象31名。"
    report = zfbg.parse(text, template="generic")
    assert [node.title for node in report.children if isinstance(node, Section)] == ["概况", "优抚"]
