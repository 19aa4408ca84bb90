"""The page in a real browser: what a reader clicks, types and sees. Screenshots are kept in build/screenshots."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import zfbg

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install --group dev")

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "build" / "screenshots"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if not BROWSER:
    pytest.skip("no browser is found: apt-get install chromium fonts-noto-cjk", allow_module_level=True)

SEEDS = sorted(ROOT.parent.glob("shared/seeds/*.txt"))
REPORTS = [*sorted((ROOT / "examples" / "reports").glob("*.txt")), *SEEDS]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for path in REPORTS:
        made[path.stem] = folder / f"{path.stem}.html"
        made[path.stem].write_text(zfbg.parse(path).to_html(), "utf-8")
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


class Window:
    """A page that is open, with what its console said and what it asked the network for."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(locale="zh-CN", reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.own = path.as_uri()

    def close(self) -> None:
        """Close it; nothing may have gone wrong or been fetched."""
        self.context.close()
        assert self.said == []
        assert {url.partition("#")[0] for url in self.asked} == {self.own}


@pytest.fixture
def window(browser: Any, pages: dict[str, Path]) -> Iterator[Any]:
    opened: list[Window] = []

    def open_page(name: str = "clean", **options: Any) -> Any:
        opened.append(Window(browser, pages[name], **options))
        return opened[-1].page

    yield open_page
    for each in opened:
        each.close()


@pytest.mark.parametrize("name", [path.stem for path in REPORTS])
def test_every_page_is_accessible_and_fits(window: Any, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: --group dev")
    page = window(name, color_scheme="light", viewport={"width": 1400, "height": 900})
    SHOTS.mkdir(parents=True, exist_ok=True)
    # Repairs are told by hundreds in a repost, all alike; what holds for the text around them holds for them.
    for theme, width in (("light", 1400), ("dark", 390)):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=SHOTS / f"{name[:12]}-{theme}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = axe.Axe().run(page, context={"exclude": [[".raw .change"], ["#changes + ol"]]}).response["violations"]
        serious = [each for each in found if each["impact"] in {"serious", "critical"}]
        assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []


def test_a_click_goes_from_the_text_to_the_table_and_back(window: Any) -> None:
    page = window()
    page.click("#f3")
    assert page.evaluate("document.querySelector('tr.on').id") == "r3"
    assert page.url.endswith("#r3")
    assert page.locator("#r3").is_visible()
    page.click("#r7 a")
    assert page.url.endswith("#f7")
    assert page.evaluate("document.activeElement.id") == "f7"
    box = page.locator("#f7").bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"]


def test_a_link_opens_the_page_at_its_fact(browser: Any, pages: dict[str, Path]) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{pages['city'].as_uri()}#f40")
    assert page.evaluate("document.activeElement.id") == "f40"
    box = page.locator("#f40").bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"]
    context.close()


def test_the_outline_folds_and_jumps(window: Any) -> None:
    page = window()
    inner = page.locator("nav details ul").first
    assert inner.is_visible()
    page.click("#fold")
    assert not inner.is_visible()
    page.locator("nav summary").first.click()
    assert inner.is_visible()
    last = page.locator("nav .tree > li > a").last
    last.click()
    assert page.locator(f"{last.get_attribute('href')}").bounding_box()["y"] < page.viewport_size["height"]


def test_the_table_is_filtered_sorted_and_copied(window: Any) -> None:
    page = window(permissions=["clipboard-read", "clipboard-write"])
    rows = page.locator("table.facts tbody tr:visible")
    whole = rows.count()
    page.select_option("#measure", "growth")
    growths = rows.count()
    assert 0 < growths < whole
    assert int(page.locator("#shown").inner_text()) == growths
    page.fill("#filter", "工业")
    assert 0 < rows.count() < growths
    page.click("th button[data-sort=value]")
    keys = [float(key) for key in rows.evaluate_all("rows => rows.map(row => row.cells[2].dataset.key)") if key]
    assert keys == sorted(keys)
    assert page.locator("th[aria-sort=ascending]").count() == 1
    page.click("th button[data-sort=value]")
    keys = [float(key) for key in rows.evaluate_all("rows => rows.map(row => row.cells[2].dataset.key)") if key]
    assert keys == sorted(keys, reverse=True)
    page.click("#copy")
    page.locator("#copied").wait_for(state="visible")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].startswith("序号,指标,数值,单位")
    assert len(lines) == rows.count() + 1
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert rows.count() == whole


def test_a_click_on_a_fact_that_is_filtered_out_shows_it(window: Any) -> None:
    page = window()
    page.fill("#filter", "nothing has these words")
    assert page.locator("table.facts tbody tr:visible").count() == 0
    page.click("#f1")
    assert page.locator("#r1").is_visible()


def test_the_keyboard_reaches_everything(window: Any) -> None:
    page = window()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "f1"
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "f2"
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    assert page.url.endswith("#r1")
    assert page.evaluate("document.activeElement.closest('tr').id") == "r1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f1"
    page.keyboard.press("o")
    assert page.evaluate("document.activeElement.closest('nav') !== null")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "filter"


def test_language_theme_and_reading_are_switched(window: Any) -> None:
    page = window("repost")
    assert page.locator("h2#facts").inner_text() == "数据"
    page.click("#language")
    assert page.locator("h2#facts").inner_text() == "Facts"
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
    old, new = page.locator(".raw del").first, page.locator(".raw ins").first
    assert old.is_visible()
    assert not new.is_visible()
    page.click("#mended")
    assert not old.is_visible()
    page.locator("#changes + ol a").first.click()
    assert page.url.endswith("#c1")


def test_the_page_reads_without_its_script(browser: Any, pages: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(pages["clean"].as_uri())
    assert page.locator("table.facts tbody tr").first.is_visible()
    assert not page.locator("#filter").is_visible()
    page.click("#r3 a")
    assert page.url.endswith("#f3")
    context.close()


def test_a_hostile_document_is_shown_as_text(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    words = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    path.write_text(zfbg.parse(f"一、{words}总结\n全县新增{words}企业8家。").to_html(), "utf-8")
    opened = Window(browser, path)
    assert "onerror" in opened.page.locator(".raw").inner_text()
    assert opened.page.title() != "run"
    opened.close()
