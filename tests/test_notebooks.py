"""The notebooks in examples/ run from top to bottom, in their folder, and are stored without what they printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install --group dev")
nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install --group dev")

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def shown(notebook: Any) -> list[dict[str, Any]]:
    """What the cells show, in each of its forms."""
    return [output["data"] for cell in notebook.cells for output in cell.get("outputs", ()) if "data" in output]


@each_notebook
def test_a_notebook_runs(path: Path) -> None:
    notebook = read(path)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    said = [output for cell in notebook.cells for output in cell.get("outputs", ()) if output.get("name") == "stderr"]
    assert said == []
    forms = shown(notebook)
    assert any('class="zfbg"' in form.get("text/html", "") for form in forms)
    assert sum(len(form.get("text/html", "")) for form in forms) < 300_000


@each_notebook
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    for cell in read(path).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@each_notebook
def test_the_links_of_a_notebook_lead_somewhere(path: Path) -> None:
    words = "".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    assert all((EXAMPLES / target).exists() for target in re.findall(r"\]\(([^)#:]+)\)", words))


def test_every_notebook_is_in_the_docs() -> None:
    linked = set(re.findall(r"\(\.\./examples/(\w+)\.ipynb\)", (ROOT / "docs" / "notebooks.md").read_text("utf-8")))
    assert linked == {path.stem for path in NOTEBOOKS}
