"""Words that a template adds: they are read by it, and by no other template."""

from __future__ import annotations

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.errors import LexiconError
from zfbg.generic import GENERIC
from zfbg.lexicon import Lexicon, read, table, using
from zfbg.outline.markers import HEADING_STYLES
from zfbg.testing import assert_report

LOCAL = Lexicon(
    {
        "labels": {"strong": {"issuer": ["责任科室"]}},
        "indicators": {
            "lantern-makers": {
                "name": "花灯企业",
                "aliases": ["花灯厂"],
                "unit": "家",
                "kind": "stock",
                "group": "local",
            }
        },
        "units": {"things": {"盏": "1"}},
    }
)
TEXT = "责任科室：青禾县文旅局\n青禾县2031年工作总结\n一、花灯产业\n花灯厂达到12家，挂出花灯300盏。\n"
TEMPLATE = GENERIC.extended("lanterns", lambda source: False, lexicon=LOCAL)


def told(template: zfbg.Template) -> tuple[object, ...]:
    report = zfbg.parse(TEXT, template=template)
    return report.meta.issuer, [(fact.text, fact.indicator_id) for fact in report.facts]


def test_a_label_an_indicator_and_a_unit_of_its_own() -> None:
    assert told(TEMPLATE) == ("青禾县文旅局", [("12家", "lantern-makers"), ("300盏", None)])


def test_no_other_template_sees_them() -> None:
    before = told(GENERIC)
    told(TEMPLATE)
    assert told(GENERIC) == before != told(TEMPLATE)


def test_what_was_judged_of_a_word_before_is_not_that_of_another_template() -> None:
    page = "一、2031年工作情况\n青禾灯会，灯展面300个。"
    own = GENERIC.extended("own", lambda source: False, lexicon=Lexicon({"words": {"names": {"general": ["灯展面"]}}}))
    subjects = [zfbg.parse(page, template=template).facts[0].subject for template in (GENERIC, own, GENERIC)]
    assert subjects == ["", "青禾灯会", ""]


def test_a_name_of_a_division_is_known_to_one_template_only() -> None:
    page = "青禾州财政局2031年工作总结\n一、2031年工作情况\n税收收入6.33亿元。"
    named = GENERIC.extended(
        "named", lambda source: False, lexicon=Lexicon({"agencies": {"customary": {"青禾州": "513300"}}})
    )
    found = [zfbg.parse(page, template=template).meta.region for template in (named, GENERIC)]
    assert [region and region.code for region in found] == ["513300", None]


def test_repairs_know_the_units_of_one_template_and_of_no_other() -> None:
    raw = "青禾县2031年工作总结\n一、工作情况\n采茶2。87箩，制茶3. 5箩。"
    own = GENERIC.extended("own", lambda source: False, lexicon=Lexicon({"units": {"mass": {"箩": "1/50"}}}))
    for _ in range(2):
        found = [zfbg.mended(zfbg.parse(raw, template=template)) for template in (own, GENERIC)]
        assert found == [raw.replace("。87", ".87").replace(". 5", ".5"), raw]


def test_what_is_made_of_a_table_is_kept_with_the_lexicon() -> None:
    """A plain cache would give the words of the template that came first to all others."""
    kept = []
    for path in (Path(zfbg.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(ast.unparse(each) == "cache" for each in node.decorator_list):
                calls = {ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}
                kept += [f"{path.name}: {node.name}"] if "table" in calls else []
    assert kept == []


def test_threads_do_not_see_each_others_words() -> None:
    expected = [told(TEMPLATE), told(GENERIC)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(told, [TEMPLATE, GENERIC] * 20))
    assert found == expected * 20


def test_a_template_that_extends_another_has_the_words_of_both() -> None:
    more = TEMPLATE.extended("more", lambda source: False, lexicon=Lexicon({"units": {"things": {"串": "1"}}}))
    with using(more.lexicon):
        assert {"盏", "串"} <= set(table("units")["things"])
    with using(TEMPLATE.lexicon):
        assert "串" not in table("units")["things"]


def test_a_lexicon_is_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text('[strong]\nissuer = ["责任科室"]\n', "utf-8")
    (tmp_path / "notes.txt").write_text("no vocabulary", "utf-8")
    with using(read(tmp_path)):
        assert "责任科室" in table("labels")["strong"]["issuer"]
    (tmp_path / "units.toml").write_text("[things\n", "utf-8")
    with pytest.raises(LexiconError, match=r"units\.toml: "):
        read(tmp_path)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"lables": {}}, r"there is no vocabulary 'lables'; there are: agencies, .*labels"),
        (
            {"labels": {"strong": {"issuer": "责任科室"}}},
            r"labels\.toml \[strong\]: 'issuer' holds a string where a list",
        ),
        ({"labels": {"strong": {"bureau": "责任科室"}}}, r"'bureau' holds a string where a list belongs"),
        ({"units": {"things": {"盏": 1}}}, r"units\.toml \[things\]: '盏' holds a number where a string belongs"),
        ({"units": {"lamps": {"盏": 1}}}, r"units\.toml \[lamps\]: '盏' holds a number"),
        ({"indicators": {"lanterns": {"name": "花灯", "aliases": "灯"}}}, r"\[lanterns\]: 'aliases' holds a string"),
        (
            {"labels": {"strong": {"issuer": ["责任科室", 5]}}},
            r"labels\.toml \[strong\]: the list 'issuer' holds 5 where a string belongs",
        ),
        ({"labels": {"strong": {"bureau": [["责任科室"]]}}}, r"the list 'bureau' holds \['责任科室'\] where a string"),
        (
            {"furniture": {"widgets": ["花灯(节"]}},
            r"furniture\.toml: '花灯\(节' in 'widgets' is no regular expression: missing \)",
        ),
    ],
)
def test_words_of_another_form_are_refused(words: dict[str, dict[str, object]], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        Lexicon(words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"units": {"things": {"盏": "many"}}}, r"units\.toml: '盏' is worth 'many'; write a number or a fraction"),
        (
            {"indicators": {"lanterns": {"name": "花灯", "unit": "盏"}}},
            r"indicators\.toml: \[lanterns\] has no aliases and no kind; write it there",
        ),
    ],
)
def test_words_that_only_the_whole_vocabulary_shows_to_be_wrong_stop_the_parse(
    words: dict[str, dict[str, object]], message: str
) -> None:
    wrong = GENERIC.extended("wrong", lambda source: False, lexicon=Lexicon(words))
    with pytest.raises(LexiconError, match=message):
        zfbg.parse(TEXT, template=wrong)


def test_any_word_may_be_one_of_furniture() -> None:
    Lexicon({"furniture": {"words": ["["]}})


def numbering(**patterns: list[str]) -> zfbg.Template:
    return GENERIC.extended("own", lambda source: False, lexicon=Lexicon({"outline": {"numbering": patterns}}))


def headings(report: zfbg.Report) -> list[tuple[str, int, str, str]]:
    sections = [node for node in report.walk() if isinstance(node, zfbg.Section)]
    return [(node.marker.style, node.marker.ordinal, node.marker.text, node.title) for node in sections]


@given(
    st.sampled_from(HEADING_STYLES),
    st.sampled_from([("任务#[:、]", "任务{}："), ("【#】", "【{}】"), ("#号工程", "{}号工程"), ("#、", "{}、")]),
    st.sampled_from(["一二三四", "1234", "壹贰叁肆", "❶❷❸❹", "㊀㊁㊂㊃"]),
)
def test_a_template_may_number_headings_in_a_way_of_its_own(style: str, form: tuple[str, str], numerals: str) -> None:
    pattern, written = form
    labels = [written.format(numeral) for numeral in numerals]
    raw = "青禾县2031年工作总结\n" + "".join(f"{label}抓好生产\n开工8个，运行平稳。\n" for label in labels)
    report = zfbg.parse(raw, template=numbering(**{style: [pattern]}))
    assert headings(report) == [(style, n, label, "抓好生产") for n, label in enumerate(labels, 1)]
    assert not report.issues
    assert_report(report)


def test_a_numbering_of_its_own_stands_above_or_below_the_others_as_its_style_does() -> None:
    raw = (
        "一、工业\n板块一：生产\n（一）总体\n产值6亿元。\n板块二：项目\n开工8个。\n二、农业\n板块一：粮食\n产量8万吨。"
    )
    report = zfbg.parse(raw, template=numbering(circled=["板块#:"]))
    other = zfbg.parse(raw, template=numbering(section=["板块#:"]))
    assert headings(report)[1][:3] == ("circled", 1, "板块一：")
    for made in (report, other):
        first = made.children[0]
        assert isinstance(first, zfbg.Section)
        assert [child.title for child in first.children if isinstance(child, zfbg.Section)] == ["生产", "项目"]


def test_a_line_with_a_numbering_of_its_own_is_no_title() -> None:
    raw = "任务一：2031年工作总结\n产值6亿元。\n任务二：2032年打算\n产值8亿元。"
    assert zfbg.parse(raw, template=numbering(cn=["任务#:"])).meta.title is None
    assert zfbg.parse(raw, template=GENERIC).meta.title is not None


@pytest.mark.parametrize(
    ("patterns", "message"),
    [
        ({"cn": ["任务"]}, r"cn = '任务': a pattern has one # where the number stands, such as"),
        ({"cn": ["#之#"]}, r"cn = '#之#': a pattern has one #"),
        ({"task": ["任务#"]}, r"task = '任务#': there is no such style; take one of part, chapter, .*circled"),
        ({"cn": ["任务(#"]}, r"cn = '任务\(#': is no regular expression: missing \)"),
    ],
)
def test_a_numbering_of_another_form_is_refused(patterns: dict[str, list[str]], message: str) -> None:
    with pytest.raises(LexiconError, match=rf"outline\.toml \[numbering\]: {message}"):
        zfbg.parse(TEXT, template=numbering(**patterns))
