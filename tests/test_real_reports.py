"""The plugins of regions against real reports, where ../shared lies beside the checkout: who claims what, what is won.

``benchmarks/regions.py ../shared`` prints the figures.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from zfbg.api import read
from zfbg.plugins import installed

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
WANTED = ("seeds", "gold/score.py", "corpus")
MISSING = [str(SHARED / name) for name in WANTED if not (SHARED / name).exists()]
OURS = {"xiamen", "mianyang", "wenzhou", "repost"}
ABSENT = sorted(OURS - {template.name for template in installed().templates})

pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"the real reports are not here: {', '.join(MISSING)}"),
    pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}; pip install -e plugins/…"),
]

CLAIMED = {"huli": "xiamen", "torch": "xiamen", "youxian": "mianyang", "lucheng": "wenzhou", "masked": "repost"}
# How many more facts have an indicator_id than with the generic template, at least.
WON = {"huli": 15, "torch": 25, "youxian": 18, "lucheng": 9, "masked": 0}
# Points of a score that the generic template may lie below a plugin.
NEAR = 0.03


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("regions_benchmark", ROOT / "benchmarks" / "regions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # attrs asks for it
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    found: dict[str, Any] = benchmark().compared(SHARED)
    assert set(found) == set(CLAIMED)
    return found


@pytest.mark.parametrize("name", CLAIMED)
def test_each_report_is_claimed_by_the_plugin_that_is_for_it(figures: dict[str, Any], name: str) -> None:
    generic, own = figures[name]
    assert (generic.template, own.template) == ("generic", CLAIMED[name])


@pytest.mark.parametrize("name", CLAIMED)
def test_a_plugin_finds_more_than_the_generic_template_and_loses_nothing(figures: dict[str, Any], name: str) -> None:
    generic, own = figures[name]
    assert own.identified - generic.identified >= WON[name]
    assert own.facts == generic.facts
    assert own.meta >= generic.meta
    assert own.aside >= generic.aside


@pytest.mark.parametrize("name", CLAIMED)
def test_the_generic_template_stays_near_the_plugin_and_the_plugin_is_not_worse(
    figures: dict[str, Any], name: str
) -> None:
    generic, own = figures[name]
    for score in ("fact_f1", "outline_f1"):
        assert getattr(own, score) >= getattr(generic, score) >= getattr(own, score) - NEAR, score


def test_the_zone_has_a_whole_name_only_by_its_plugin(figures: dict[str, Any]) -> None:
    generic, own = figures["torch"]
    assert own.meta == generic.meta + 1


def claimants(path: Path) -> list[str]:
    """The templates that claim a document."""
    source = read(path)
    return [template.name for template in installed().templates if template.claims(source)]


CORPUS = sorted(path for path in SHARED.glob("corpus/**/*") if path.suffix in {".txt", ".html"})


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_no_plugin_of_a_region_claims_a_report_of_another(path: Path) -> None:
    assert claimants(path) == []


def test_no_seed_is_claimed_twice() -> None:
    for path in sorted(SHARED.glob("seeds/*.txt")):
        assert len(claimants(path)) == 1, path
