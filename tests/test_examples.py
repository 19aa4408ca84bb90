"""The example reports: the truth fits the text, and the damaged files are what the tool makes of their sources now."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "examples" / "reports"
LABELLED = {"clean": REPORTS / "clean.txt", "city": REPORTS / "city.txt", "table": REPORTS / "sources" / "table.txt"}
MEASURES = {"level", "growth", "change", "share", "progress", "rank", "criterion"}
FIELDS = {
    *("start", "end", "text", "value", "lower", "upper", "mask", "unit", "bound", "measure", "sign", "base"),
    *("about", "place", "scope", "period", "status"),
}


def _tool() -> ModuleType:
    """tools/make_examples.py, which is a script and no package, as a module."""
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "tools" / "make_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    texts: dict[str, str] = _tool().examples(REPORTS / "sources")
    return texts


@pytest.mark.parametrize("name", LABELLED)
def test_truth_fits_the_text(name: str) -> None:
    raw = LABELLED[name].read_text("utf-8")
    rows = [json.loads(line) for line in (REPORTS / "truth" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) > 80
    at = 0
    for row in rows:
        assert row.keys() == FIELDS
        assert raw[row["start"] : row["end"]] == row["text"]
        assert at <= row["start"] < row["end"], f"{row['text']} is out of order or overlaps"
        at = row["end"]
        assert (row["value"] is None) == (row["lower"] is not None) == (row["upper"] is not None)
        assert row["about"]
        assert row["measure"] in MEASURES
        assert row["bound"] in {"", ">=", "<=", "~"}
        assert row["status"] in {"actual", "estimated", "planned"}


def test_damaged_examples_are_what_the_tool_makes(made: dict[str, str]) -> None:
    assert sorted(made) == ["cms-lost.txt", "masked.txt", "one-line.txt", "repost.txt"]
    for name, text in made.items():
        stored = (REPORTS / name).read_text("utf-8")
        assert stored == text, f"{name} is not what tools/make_examples.py makes now: run it again"


@pytest.mark.parametrize("name", ["table", "cms", "masked", "repost"])
def test_every_source_is_damaged(name: str, made: dict[str, str]) -> None:
    assert (REPORTS / "sources" / f"{name}.txt").read_text("utf-8") not in made.values()
