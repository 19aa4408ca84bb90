"""The plugins of this repository beside each other: none claims another's documents, and none harms another."""

from __future__ import annotations

from pathlib import Path

import pytest

import zfbg
from zfbg.api import read
from zfbg.plugins import installed
from zfbg.testing import masked

ROOT = Path(__file__).parents[1]
FOUND = {plugin.name for plugin in zfbg.plugins() if plugin.distribution != "zfbg"}
# All and only the documents with a golden file are a plugin's own.
DOCUMENTS = sorted(path.with_suffix(".txt") for path in ROOT.glob("plugins/*/tests/documents/*.json"))
OWN = {path.relative_to(ROOT / "plugins").parts[0].removeprefix("zfbg-") for path in DOCUMENTS}
REGIONS = [path for path in DOCUMENTS if "zfbg-repost" not in path.parts]

pytestmark = pytest.mark.skipif(
    not OWN <= FOUND, reason=f"not installed: {sorted(OWN - FOUND)}; make demo installs all"
)


def plugin_of(path: Path) -> str:
    return path.relative_to(ROOT / "plugins").parts[0].removeprefix("zfbg-")


def named(path: Path) -> str:
    return f"{plugin_of(path)}-{path.stem}"


def claimants(source: zfbg.Source) -> set[str]:
    return {template.name for template in installed().templates if template.claims(source)}


def test_all_are_sound_together() -> None:
    assert all(plugin.error is None for plugin in zfbg.plugins(strict=True))


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_a_document_is_claimed_by_its_own_plugin_alone(path: Path) -> None:
    assert claimants(read(path)) == {plugin_of(path)}


@pytest.mark.parametrize("path", REGIONS, ids=named)
def test_the_page_of_a_region_that_is_passed_on_masked_is_still_its_own(path: Path) -> None:
    head, body = read(path).raw[:500], read(path).raw[500:]
    page = zfbg.Source(f"{head}{masked(body)}\n以下是小编为大家整理的工作总结，欢迎阅读。\n")
    assert claimants(page) == {plugin_of(path), "repost"}
    assert zfbg.parse(page).template == plugin_of(path)
