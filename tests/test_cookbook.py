"""The recipes for authors of plugins: each is built as it stands on the page, and does what the page says."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import zfbg
from zfbg.plugins import RECORDS
from zfbg.testing import check_template

PAGE = Path(__file__).parents[1] / "docs" / "plugins" / "cookbook.md"
PACKAGE = "zfbg_shixi"
MODULE = f"src/{PACKAGE}/__init__.py"
BLOCK = re.compile(r"^(?:`(?P<path>[^`\n]+)`:\n\n)?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.M | re.S)
FRAME, *RECIPES = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.M)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the plugin that the recipes start from; the current one while the test runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path / "src")
    (tmp_path / "src" / PACKAGE / "lexicon").mkdir(parents=True)
    [frame] = BLOCK.finditer(FRAME)
    assert frame["path"] == MODULE
    Path(MODULE).write_text(frame["body"], "utf-8")
    yield tmp_path
    sys.modules.pop(PACKAGE, None)


def built() -> ModuleType:
    """The plugin as it stands now, imported anew."""
    sys.modules.pop(PACKAGE, None)
    importlib.invalidate_caches()
    for cached in Path("src").rglob("*.pyc"):
        cached.unlink()  # two versions may be of one second and one size
    return importlib.import_module(PACKAGE)


def hold_hooks(module: ModuleType) -> None:
    given = {name: list(hook()) for name, hook in vars(module).items() if name in RECORDS}
    assert given
    assert all(isinstance(record, RECORDS[name]) for name, records in given.items() for record in records)


def run(examples: str, module: ModuleType, name: str) -> int:
    """Run the examples of one block with the names of the plugin and of zfbg; the number that were tried."""
    test = doctest.DocTestParser().get_doctest(examples, {"zfbg": zfbg, **vars(module)}, name, str(PAGE), 0)
    told: list[str] = []
    runner = doctest.DocTestRunner()
    runner.run(test, out=told.append)
    assert not runner.failures, "".join(told)
    return runner.tries


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.partition("\n")[0])
def test_a_recipe_does_what_it_says(recipe: str, fresh: Path) -> None:
    name = recipe.partition("\n")[0]
    files = tried = 0
    for block in BLOCK.finditer(recipe):
        if block["path"]:
            path = Path(block["path"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["body"], "utf-8")
            files += 1
        elif block["language"] == "python":
            module = built()
            hold_hooks(module)
            tried += run(block["body"], module, name)
    assert files
    assert tried
    for path in Path("tests").glob("test_*.py"):
        tests = {"__file__": str(path.resolve())}
        exec(compile(path.read_text("utf-8"), str(path), "exec"), tests)
        for test in [value for key, value in tests.items() if key.startswith("test_")]:
            assert callable(test)
            test(*(check_template for parameter in inspect.signature(test).parameters))
