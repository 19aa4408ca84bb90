"""The tables of a notebook in a real browser, put into the page as the viewers of notebooks do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

import zfbg

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install --group dev")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if not BROWSER:
    pytest.skip("no browser is found: apt-get install chromium fonts-noto-cjk", allow_module_level=True)

report = zfbg.parse("一、工业情况\n全县工业投资5.60亿元，增长10.5%。技改投资1.20亿元。走访企业9家，培训30余人次。")
# JupyterLab and VS Code set the HTML of an element, the latter below a shadow root as well.
PUT = {
    "element": "html => { document.body.innerHTML = html; window.root = document.body }",
    "shadow": "html => { window.root = document.body.attachShadow({mode: 'open'}); window.root.innerHTML = html }",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
def test_a_click_or_enter_on_a_head_sorts_the_rows(browser: Any, put: str) -> None:
    page = browser.new_page()
    page.evaluate(put, report.facts._repr_html_())
    figures = "[...window.root.querySelectorAll('tbody tr')].map(row => row.cells[1].textContent)"
    head = page.locator("th", has_text="figure")
    assert page.evaluate(figures) == ["5.60", "10.5", "1.20", "9", "≥30"]
    head.click()
    assert page.evaluate(figures) == ["9", "10.5", "≥30", "1.20", "5.60"]
    head.press("Enter")
    assert page.evaluate(figures) == ["5.60", "1.20", "≥30", "10.5", "9"]
    assert head.get_attribute("aria-sort") == "descending"
    page.locator("th", has_text="indicator").click()
    assert page.evaluate(figures)[0] == "5.60"  # 工业投资 before 技改投资, 培训, 走访 by pinyin
    page.close()
