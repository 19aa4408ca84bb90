"""Charts: what stands on one axis is of one kind, nothing of a document runs, and all is there without a network."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

import zfbg
from zfbg import charts, cli
from zfbg.charts.files import text
from zfbg.charts.marks import marks, rows, safe
from zfbg.errors import ChartError
from zfbg.model import Section, Span
from zfbg.testing import reports

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "examples" / "panel").glob("*.txt"))
READ = [zfbg.parse(path) for path in FILES]
LAST, _, THIS, _ = READ[:4]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
KINDS: dict[str, Callable[[], Any]] = {
    "growth": lambda: charts.growth(READ),
    "levels": lambda: charts.levels(READ),
    "panel": lambda: charts.panel(zfbg.panel(READ)),
    "targets": lambda: charts.targets(zfbg.track(LAST, THIS)),
}
MANY = "青禾县2023年工作总结和2024年工作计划\n一、2023年工作总结\n" + "".join(
    f"全县第{n}季{n}号产品产值{n}.5亿元，同比增长{n}.5%。\n" for n in range(1, 26)
)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Any]:
    return {kind: make() for kind, make in KINDS.items()}


def datasets(chart: Any) -> Iterator[list[dict[str, Any]]]:
    """The values of each part of a chart, less those of lines at 0 and through points."""
    return (values for values in chart.to_dict()["datasets"].values() if values and "unit" in values[0])


@pytest.mark.parametrize("kind", KINDS)
def test_one_axis_has_one_unit_one_measure_one_base_and_one_kind_of_period(drawn: dict[str, Any], kind: str) -> None:
    parts = list(datasets(drawn[kind]))
    assert parts
    for values in parts:
        assert len({tuple(value[name] for name in ("unit", "measure", "base", "kind")) for value in values}) == 1


@pytest.mark.parametrize("kind", ["growth", "levels"])
def test_every_figure_is_in_the_chart_once_or_counted(drawn: dict[str, Any], kind: str) -> None:
    measure = {"growth": "growth", "levels": "level"}[kind]
    told = [mark for mark in marks(rows(READ), measure) if measure == "level" or mark.axis.unit == "%"]
    shown = [value for values in datasets(drawn[kind]) for value in values]
    more = drawn[kind].to_dict()["title"]["subtitle"]
    left = int(more.split()[0]) if more else 0
    assert len(shown) + left == len({mark.same for mark in told})
    assert {value["quote"] for value in shown} <= {mark.quote for mark in told}
    assert all(value["sentence"] for value in shown)


def test_the_figures_are_those_of_the_text() -> None:
    report = zfbg.parse("青禾县2023年工作总结\n一、工业情况\n工业投资5.60亿元，增长10.5%。进出口总额下降3%。")
    [values] = datasets(charts.growth(report))
    assert [(each["start"], each["end"], each["told"], each["quote"]) for each in values] == [
        (0, 10.5, "10.5%", "10.5%"),
        (0, -3, "-3%", "3%"),
    ]
    assert all("工业投资5.60亿元" in each["sentence"] for each in values[:1])
    [values] = datasets(charts.levels(zfbg.table(report)))
    assert [(each["end"], each["told"]) for each in values] == [(5.6, "5.60亿元")]


@pytest.mark.parametrize(
    "sentence", ["投资8亿元。", "如果每户节水1吨。", "工业投资xx.x亿元。", "产值5000万元以上企业。"]
)
def test_what_may_be_read_wrongly_is_masked_or_only_supposed_is_not_drawn(sentence: str) -> None:
    report = zfbg.parse(f"青禾县2023年工作总结\n一、工业情况\n{sentence}")
    assert report.facts
    with pytest.raises(ChartError):
        charts.levels(report)


def test_a_contradiction_breaks_the_line() -> None:
    chart = charts.panel(zfbg.panel(READ, indicators="城镇新增就业"))
    [vertices] = (values for values in chart.to_dict()["datasets"].values() if "line" in values[0])
    told = [(vertex["day"][:4], vertex["line"]) for vertex in vertices if vertex["dashed"] == "no"]
    assert [year for year, _ in told] == ["2022", "2024"]  # 2023 is told as 3.2万 and as 29480
    assert len({line for _, line in told}) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_svg_has_text_and_what_is_planned_is_dashed(drawn: dict[str, Any], kind: str) -> None:
    root = etree.fromstring(text(drawn[kind], "svg").encode())
    words = {"".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert any("进出口总额" in each for each in words)
    assert any("level" in each or "growth" in each for each in words)
    assert root.xpath("//*[@stroke-dasharray='3,2' or @stroke-dasharray='4,3']")
    fonts = {each.get("font-family") for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert all(font.startswith("Noto Sans CJK SC, ") for font in fonts)


def test_without_plans_nothing_is_dashed() -> None:
    report = zfbg.parse("青禾县2023年工作总结\n一、工业情况\n工业投资5.60亿元，增长10.5%。")
    assert 'stroke-dasharray="3,2"' not in text(charts.growth(report), "svg")


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "&lt;",
    "]]>",
    "\0\ud800",
)


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join))
@settings(max_examples=8)
def test_nothing_of_a_document_runs(words: str) -> None:
    read = zfbg.parse("青禾县2023年工作总结\n一、工业情况\n工业投资5.60亿元。")
    [first] = read.children
    assert isinstance(first, Section)
    fact = evolve(
        read.facts[0], indicator=words, subject=words, unit=f"亿元{words}", place=words, base_unit=f"元{words}"
    )
    item = evolve(first.children[0], facts=(evolve(fact, span=Span(0, len(words))),))
    source = evolve(read.source, raw=words + read.source.raw, name=words)
    section = evolve(first, children=(item,))
    read = evolve(read, children=(section,), meta=evolve(read.meta, title=words), source=source)
    chart = charts.levels(read)
    for page in (text(chart, "html"), chart.to_html()):
        root = lxml_html.document_fromstring(page.encode("utf-8"))
        assert {each.tag for each in root.iter() if isinstance(each.tag, str)} <= {
            *("html", "head", "meta", "title", "style", "script", "body", "div")
        }
        assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    drawn = etree.fromstring(text(chart, "svg").encode())
    assert {etree.QName(each).localname for each in drawn.iter()}.isdisjoint(
        {"script", "img", "image", "foreignObject"}
    )


def test_a_page_says_what_it_may_do() -> None:
    report = zfbg.parse("青禾县2023年工作总结\n一、工业情况\n工业投资5.60亿元。")
    page = text(charts.levels(report), "html")
    assert "default-src 'none'" in page
    assert "cdn.jsdelivr.net/npm/vega@" not in page


def opened(page: Any, path: Path) -> list[str]:
    """What went wrong or was asked for as a page was opened."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("svg.marks")
    said.remove(path.as_uri())
    return said


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('svg.marks text')].filter(each => each.textContent.trim())
    .map(each => [each.getBoundingClientRect(), each.textContent]);
  const over = [];
  boxes.forEach(([a, words], i) => boxes.slice(i + 1).forEach(([b, others]) => {
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom)
      - Math.max(a.top, b.top);
    if (x > 2 && y > 4) over.push([words, others]);
  }));
  return over;
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: --group dev")
    if not BROWSER:
        pytest.skip("no browser is found: apt-get install chromium fonts-noto-cjk")
    with driver.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("kind", [*KINDS, "many"])
def test_a_page_needs_no_network_and_no_words_lie_over_others(
    drawn: dict[str, Any], kind: str, page: Any, tmp_path: Path
) -> None:
    chart = charts.growth(zfbg.parse(MANY)) if kind == "many" else drawn[kind]
    charts.write(chart, tmp_path / "chart.html")
    assert opened(page, tmp_path / "chart.html") == []
    assert page.evaluate(OVERLAPS) == []
    shots = ROOT / "build" / "screenshots"
    shots.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=shots / f"chart-{kind}.png", full_page=True)


def test_what_cannot_be_drawn_is_said() -> None:
    report = zfbg.parse("一、总结\n走访企业9家。")
    with pytest.raises(ChartError, match="no growth that can be drawn is told; see"):
        charts.growth(report)
    with pytest.raises(ChartError, match="no two figures"):
        charts.panel(zfbg.panel(report))
    with pytest.raises(ChartError, match="no target can be drawn"):
        charts.targets(zfbg.track(report, report))


def test_a_package_that_is_missing_is_named_with_the_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chart = charts.growth(READ)
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ChartError, match=r'vl-convert-python; pip install "zfbg\[viz\]"'):
        charts.write(chart, tmp_path / "chart.svg")
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ChartError, match=r'altair; pip install "zfbg\[viz\]"'):
        charts.growth(READ)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    chart = charts.growth(READ)
    with pytest.raises(ChartError, match="written as svg or html"):
        charts.write(chart, tmp_path / "chart.png")
    charts.write(chart, tmp_path / "chart.SVG")
    assert (tmp_path / "chart.SVG").read_text("utf-8").startswith("<svg")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.SVG"]


def test_the_command_draws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "chart.svg"
    assert cli.main(["chart", str(FILES[0]), str(FILES[2]), "--kind", "targets", "-o", str(out)]) == 0
    assert "targets ◇ and outcomes ●: " in out.read_text("utf-8")
    assert cli.main(["chart", str(FILES[0])]) == 0
    assert capsys.readouterr().out.startswith("<svg")
    assert cli.main(["chart", "nope.txt", "--kind", "levels"]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--kind", "targets"), "--kind targets: name two reports"),
        (("--kind", "pie"), "--kind pie: give one of growth, levels, panel, targets"),
    ],
)
def test_what_the_command_cannot_do_is_wrong_usage(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["chart", str(FILES[0]), *arguments])
    assert message in capsys.readouterr().err


@given(reports())
@settings(max_examples=8)
def test_any_report_can_be_drawn_or_is_told_of(raw: str) -> None:
    read = zfbg.parse(raw)
    for make in (charts.growth, charts.levels):
        with suppress(ChartError):
            assert make(read).to_dict()["datasets"]


def test_a_joiner_keeps_words_from_being_markup() -> None:
    assert "</" not in safe("</script>")
    assert "<!" not in safe("<!--")
