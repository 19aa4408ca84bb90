"""Show by how much the plugins of regions read their real reports better than the generic template does.

``regions.py SHARED`` reads ``SHARED/seeds`` twice, generically and as the installed templates claim them, and holds
both to the hand-made truth in ``SHARED/gold``. tests/test_real_reports.py asserts what this prints.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from attrs import asdict, frozen

import zfbg
from zfbg.cells import plain
from zfbg.model import Meta
from zfbg.tables import outline_rows, table

COLUMNS = ("identified", "meta", "aside", "fact_f1", "outline_f1")


@frozen
class Figures:
    """What a template made of a report: facts, those with an ``indicator_id``, fields of the metadata, characters set
    aside, and how much of it is right."""

    template: str
    facts: int
    identified: int
    meta: int
    aside: int
    fact_f1: float
    outline_f1: float


def scorer(shared: Path) -> ModuleType:
    """The scorer of the hand-made truth, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(shared: Path) -> Iterator[tuple[str, Path, Path]]:
    """The seeds with hand-made truth: its folder's name, the document, the folder."""
    for source in sorted(shared.glob("gold/*/source")):
        folder = source.parent
        document = (folder / source.read_text("utf-8").strip()).resolve()
        if document.parent.name == "seeds" and not (folder / "window.json").exists():
            yield folder.name, document, folder


def told(meta: Meta) -> int:
    """How many fields of the metadata say something; the labelled lines, of which they are made, do not count."""
    fields = asdict(meta, recurse=False)
    return sum(bool(value) for name, value in fields.items() if name != "fields")


def figures(document: Path, folder: Path, score: ModuleType, template: str | None) -> Figures:
    """What the template of that name, or the one that claims the document, makes of it."""
    report = zfbg.parse(document, template=template)
    rows: list[dict[str, Any]] = [plain(row) for row in table(report)]
    golds = [json.loads(line) for line in (folder / "facts.jsonl").read_text("utf-8").splitlines()]
    outline = json.loads((folder / "outline.json").read_text("utf-8"))
    return Figures(
        template=report.template,
        facts=len(report.facts),
        identified=sum(fact.indicator_id is not None for fact in report.facts),
        meta=told(report.meta),
        aside=sum(part.span.end - part.span.start for part in report.furniture),
        fact_f1=score.score_facts(golds, rows, [])["fact_f1"],
        outline_f1=score.score_outline(outline, list(outline_rows(report)), [])["outline_f1"],
    )


def compared(shared: Path) -> dict[str, tuple[Figures, Figures]]:
    """The figures of each seed, generically and as claimed."""
    score = scorer(shared)
    return {
        name: (figures(document, folder, score, "generic"), figures(document, folder, score, None))
        for name, document, folder in documents(shared)
    }


def _said(figure: float) -> str:
    return f"{figure:.3f}" if isinstance(figure, float) else str(figure)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    found = compared(parser.parse_args().shared)
    print(f"{'':9}{'template':10}{'facts':>6}" + "".join(f"{column:>17}" for column in COLUMNS))
    for name, (generic, own) in found.items():
        cells = (f"{_said(getattr(generic, column))} -> {_said(getattr(own, column))}" for column in COLUMNS)
        print(f"{name:9}{own.template:10}{own.facts:>6}" + "".join(f"{cell:>17}" for cell in cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
