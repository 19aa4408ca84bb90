"""The example reports against their hand-made truth: the share of whole facts that are right may only rise."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import zfbg
from zfbg.generic import GENERIC
from zfbg.model import Fact
from zfbg.text import half_width

REPORTS = Path(__file__).parents[1] / "examples" / "reports"
FILES = {"clean": "clean.txt", "table": "sources/table.txt", "city": "city.txt"}
FLOOR: dict[str, dict[str, float]] = json.loads((REPORTS / "truth" / "floor.json").read_text("utf-8"))


def plain(words: str) -> str:
    """Words for comparison: width, quotation marks and blanks do not count."""
    return half_width(words).translate(dict.fromkeys(map(ord, "“”‘’\"' ")))


def alike(wanted: str, said: str) -> bool:
    """Whether two names share nearly all their characters."""
    wanted, said = plain(wanted), plain(said)
    common = sum((Counter(wanted) & Counter(said)).values())
    return 2 * common >= 0.85 * (len(wanted) + len(said))


def is_quantity(truth: dict[str, Any], fact: Fact) -> bool:
    if plain(fact.unit).removeprefix("个百") != plain(truth["unit"]).removeprefix("个百") and not (
        fact.unit.endswith("百分点") and truth["unit"].endswith("百分点")
    ):
        return False
    if truth["value"] is None:
        return [fact.lower, fact.upper] == [Decimal(str(truth["lower"])), Decimal(str(truth["upper"]))]
    return fact.value == truth["sign"] * Decimal(str(truth["value"]))


def is_whole(truth: dict[str, Any], fact: Fact) -> bool:
    """Whether the quantity, what it measures, of what, when, and whether it happened are all right."""
    about = any(
        alike(words, said) for words in truth["about"] for said in (fact.indicator, fact.subject + fact.indicator)
    )
    if not about or fact.measure != truth["measure"]:
        return False
    if fact.measure == "criterion":
        return True
    said = fact.period.edtf if fact.period else ""
    last = said.rpartition("/")[2] == truth["period"].rpartition("/")[2] and ".." in said + truth["period"]
    return fact.status == truth["status"] and (not truth["period"] or said == truth["period"] or last)


@pytest.mark.parametrize("name", FILES)
def test_the_examples_are_read_as_well_as_before(name: str) -> None:
    report = zfbg.parse(REPORTS / FILES[name], template=GENERIC)
    truths = [json.loads(line) for line in (REPORTS / "truth" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    left = list(report.facts)
    quantities = whole = 0
    for truth in truths:
        over = [fact for fact in left if fact.span.start < truth["end"] and truth["start"] < fact.span.end]
        if over:
            fact = min(over, key=lambda fact: (not is_quantity(truth, fact), abs(fact.span.start - truth["start"])))
            left.remove(fact)
            quantities += is_quantity(truth, fact)
            whole += is_quantity(truth, fact) and is_whole(truth, fact)
    said = len(report.facts) + len(truths)
    scores = {"quantity_f1": 2 * quantities / said, "fact_f1": 2 * whole / said}
    assert all(scores[key] >= least for key, least in FLOOR[name].items()), scores
    # Measured, not tuned: a floor that lies far below is to be raised.
    assert all(scores[key] < least + 0.05 for key, least in FLOOR[name].items()), f"raise the floor: {scores}"
