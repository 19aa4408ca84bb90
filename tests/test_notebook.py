"""What values show of themselves in Jupyter and in a terminal: all of it true, short, and nothing that runs."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import zfbg
from zfbg.model import Fact, Facts, Finding, Item, Section, Span
from zfbg.notebook.style import ENTER, SORT, STYLE
from zfbg.panels.told import Source
from zfbg.testing import damaged, texts

ROOT = Path(__file__).parents[1]
SEEDS = sorted(ROOT.parent.glob("shared/seeds/*.txt"))
TEXT = """青禾县经济和信息化局2023年工作总结和2024年工作计划
一、2023年工作总结
（一）工业经济稳中有进。全县工业投资5.60亿元，同比增长10.5%。
（二）项目建设提速。一是抓开工。开工项目21个。二是抓投产。投产项目8个，总投资3200万元。
三、2024年工作计划
力争工业投资增长12%以上。
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "<style>*{display:none}</style></div>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "</td></table><iframe src=javascript:alert(1)>",
    "<!--",
    "&lt;b&gt;",
    "\0",
    "\ud800",
    "\u202e",
)
TAGS = {"div", "style", "p", "b", "ul", "ol", "li", "details", "summary", "small", "mark", "table", "thead", "tbody"}
TAGS |= {"tr", "th", "td"}
ATTRIBUTES = {"class", "open", "scope", "tabindex", "data-n", "data-k", "onclick", "onkeydown"}
report = zfbg.parse(TEXT)


def long_report() -> zfbg.Report:
    line = "（{0}）重点工作{0}{1}。1-5月，全县实现总产值{0}.20亿元，同比增长{0}.5%。\n"
    return zfbg.parse("青禾县2023年工作总结\n一、总结\n" + "".join(line.format(n, "强" * 300) for n in range(1, 900)))


def tree(made: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(made)


def everything(what: zfbg.Report) -> list[Any]:
    """All that shows itself as HTML."""
    nodes = list(what.walk())
    views = [what.show(node) for node in (*nodes[:40], *what.issues, *what.changes[:9], *what.furniture)]
    return [what, what.facts, zfbg.table(what), zfbg.sections_table(what), *nodes[:40], *views]


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join))
def test_nothing_of_a_document_runs(words: str) -> None:
    read = zfbg.parse(TEXT.replace("。", words + "。").replace("增长10.5%", f"增长10.5%{words}"))
    read = evolve(read, meta=evolve(read.meta, title=words, issuer=words), template=words)
    found = Finding(words, "hard", words, (Span(0, 3),))
    for shown in (*everything(read), read.show(found)):
        root = tree(shown._repr_html_())
        assert {element.tag for element in root.iter()} <= TAGS
        assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
        [style] = root.findall(".//style")
        assert style.text == STYLE
        own = tree(f'<table onclick="{SORT}" onkeydown="{ENTER}"></table>').attrib
        for element in root.iter():
            assert all(own[name] == value for name, value in element.attrib.items() if name.startswith("on"))


@given(damaged() | texts())
def test_any_report_shows_itself(raw: str) -> None:
    for shown in everything(zfbg.parse(raw)):
        bundle = shown._repr_mimebundle_()
        assert bundle["text/html"] == shown._repr_html_()
        assert bundle["text/plain"].strip()


@given(damaged())
def test_the_outline_has_every_heading_and_item(raw: str) -> None:
    read = zfbg.parse(raw)
    nodes = [node for node in read.walk() if isinstance(node, Section | Item)]
    assert len(tree(read._repr_html_()).xpath("//ul//li")) == len(nodes)


@given(damaged())
def test_what_is_shown_in_its_place_is_marked_there(raw: str) -> None:
    read = zfbg.parse(raw)
    for fact in read.facts:
        asked = tree(read.show(fact)._repr_html_()).xpath("//mark[@class='asked']")
        assert [mark.text_content() for mark in asked] == [read.quote(fact)]
        assert f"【{read.quote(fact)}】" in repr(read.show(fact))


def test_a_place_is_shown_with_the_headings_above_it() -> None:
    fact = report.facts[1]
    assert "一、2023年工作总结 › （一）工业经济稳中有进" in report.show(fact)._repr_html_().replace("(一)", "（一）")
    shown = repr(report.show(fact)).splitlines()
    assert shown[0] == "一、2023年工作总结"
    assert shown[2].strip("。") == "全县工业投资5.60亿元，同比增长【10.5%】"


def test_stretches_of_one_paragraph_are_marked_in_it_once() -> None:
    first, second, other = (report.facts[n].span for n in (0, 1, 5))
    found = Finding("sums", "hard", "…", (second, first, other))
    root = tree(report.show(found)._repr_html_())
    assert len(root.find_class("raw")) == 2
    assert [mark.text_content() for mark in root.find_class("asked")] == [
        report.quote(s) for s in (first, second, other)
    ]
    assert "全县工业投资【5.60亿元】，同比增长【10.5%】" in repr(report.show(found))


def test_what_stands_elsewhere_is_no_part_of_the_report() -> None:
    with pytest.raises(ValueError, match="stands outside the text of"):
        report.show(Span(0, 10_000))


def test_facts_are_a_tuple_for_all_purposes() -> None:
    facts = report.facts
    assert facts == tuple(facts)
    assert hash(facts) == hash(tuple(facts))
    assert isinstance(facts, tuple)
    assert isinstance(facts[:2], Facts)
    assert isinstance(facts[0], Fact)
    assert pickle.loads(pickle.dumps(facts)) == facts
    assert type(pickle.loads(pickle.dumps(facts))) is Facts


def test_facts_are_sorted_by_what_they_say() -> None:
    rows = tree(report.facts._repr_html_()).xpath("//tbody/tr")
    assert len(rows) == len(report.facts)
    keys = [row[1].get("data-k") for row in rows]
    assert keys[:2] == ["560000000", "10.5"]
    assert "32000000" in keys


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_the_seeds_stay_light(path: Path) -> None:
    read = zfbg.parse(path)
    assert all(len(shown._repr_html_().encode()) <= 300_000 for shown in everything(read))


def test_a_long_report_stays_light_and_says_what_it_leaves_out() -> None:
    read = long_report()
    for shown in everything(read):
        assert len(shown._repr_html_().encode()) <= 300_000
        assert len(shown._repr_mimebundle_()["text/plain"]) < 20_000
    assert f"… {len(read.facts) - 400} more" in read.facts._repr_html_()
    assert f"… {len(read.facts) - 60} more" in read.facts._repr_mimebundle_()["text/plain"]
    assert "more headings and items" in read._repr_html_()


def test_every_value_has_a_short_repr() -> None:
    reports = [zfbg.parse(path) for path in sorted((ROOT / "examples" / "panel").glob("*.txt"))]
    panel = zfbg.panel(reports)
    track = zfbg.track(reports[0], reports[2])
    read = long_report()
    damaged_one = zfbg.parse(Path(ROOT / "examples" / "reports" / "repost.txt"))
    values: list[Any] = [panel, *panel.cells, *panel.conflicts, *panel.growths, *panel.left_out, track, *track.targets]
    values += [each for cell in panel.cells for each in (cell.series, cell.time, *cell.sources)]
    for one in (read, damaged_one):
        values += [one, one.meta, one.source, one.facts, *one.walk(), *one.issues, *one.changes, *one.furniture]
        values += [*one.meta.fields, *zfbg.audit(one, all=True), zfbg.table(one), zfbg.sections_table(one)]
    values += [*zfbg.quantities("三" * 500 + "亿元"), *zfbg.periods("2023年" * 50), *zfbg.plugins(), zfbg.Template]
    assert {Source, Fact, Section, Item} <= {type(value) for value in values}
    long = [repr(value) for value in values if len(repr(value)) >= 200 or "\n" in repr(value)]
    assert long == []


def test_a_repr_is_true() -> None:
    assert (
        repr(report)
        == "<Report '青禾县经济和信息化局2023年工作总结和2024年工作计划' 4 sections, 4 items, 6 facts, 1 issue>"
    )
    fact = report.facts[1]
    assert repr(fact) == f"<Fact 工业投资 growth yoy 10.5% 2023 actual at {fact.span.start}:{fact.span.end}>"


def test_only_public_names_are_offered() -> None:
    assert set(dir(zfbg)) == set(zfbg.__all__)
    assert all(hasattr(zfbg, name) for name in dir(zfbg))
    public = {name for name in dir(report) if not name.startswith("_")}
    fields = {"meta", "children", "furniture", "changes", "issues", "source", "template"}
    assert public == fields | {"facts", "walk", "quote", "show", "to_html"}


def test_ipython_takes_the_text_and_the_html() -> None:
    formatters = pytest.importorskip("IPython.core.formatters", reason="IPython is not installed: --group dev")
    told, _ = formatters.DisplayFormatter().format(report.facts)
    assert told["text/plain"].startswith("<Facts 6 facts>\nindicator ")
    assert told["text/html"] == report.facts._repr_html_()
