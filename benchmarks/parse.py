"""How fast a whole parse is, beside one pass of a rich number pattern over the same text in the same run.

The pattern finds Arabic, Chinese and masked numbers with scale words and units, with the ``regex`` package; it is the
yardstick of the budget (docs/architecture.md). Times are the least of several rounds; what counts is the ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import regex

import zfbg
from zfbg.facts.units import pattern

ROOT = Path(__file__).resolve().parents[1]
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|[\dxX×*□_]+)(?:\.[\dxX]+)?"
HAN = r"[零〇一二两三四五六七八九十百千几数]+"
YARDSTICK = regex.compile(
    rf"(?:约|近|超过?|逾|不少于|不低于|突破)?(?:{NUMBER}(?:\s?[-~～—至]\s?{NUMBER})?|{HAN}|百分之{HAN})"
    rf"(?:余|多|来)?(?:[十百千]?万?[亿万]|[百千十])?(?:余|多)?{pattern()}(?:以上|以下|以内|左右)?"
)
ROUNDS, ATTEMPTS = 10, 3
# What a parse of clean seeds should cost, in passes of the yardstick, and what it may cost. On 27 November 2026 it took
# 14.6 to 16.2. The yardstick has the units of the vocabulary, so it costs more with each new unit: with those of that
# morning it would have been some 20. Only runs that take turns can be compared: machines and moments differ by a tenth
# and more.
AIM, LIMIT = 15.0, 19.0


def least(*actions: Callable[[], object]) -> list[float]:
    """Seconds of the fastest run of each of ``actions``, which take turns: a slow spell of the machine hits all."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(ROUNDS):
        for action, taken in zip(actions, times, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return list(map(min, times))


def measured(texts: Sequence[str]) -> tuple[float, float]:
    """Seconds of a parse of all ``texts``, and of one pass of the pattern."""
    runs = [
        least(lambda text=text: zfbg.parse(text), lambda text=text: sum(1 for _ in YARDSTICK.finditer(text)))
        for text in texts
    ]
    whole, once = map(sum, zip(*runs, strict=True))
    return whole, once


def main() -> int:
    clean_seeds = [path for path in sorted(ROOT.parent.glob("shared/seeds/*.txt")) if path.name[:3] != "004"]
    examples = sorted(ROOT.glob("examples/reports/*.txt"))
    damaged_seeds = sorted(ROOT.parent.glob("shared/seeds/004*.txt"))
    failed = False
    print(f"{'':28}{'kchar':>7}{'facts':>7}{'ms':>9}{'MB/s':>8}{'pattern ms':>12}{'ratio':>8}")
    for name, paths, limit in (
        ("examples", examples, None),
        ("seeds, clean script", clean_seeds, LIMIT),
        ("seed, traditional+pinyin", damaged_seeds, None),
    ):
        texts = [path.read_text("utf-8") for path in paths]
        if not texts:
            print(f"{name:28}none here")
            continue
        reports = [zfbg.parse(text) for text in texts]
        whole, once = min((measured(texts) for _ in range(ATTEMPTS)), key=lambda pair: pair[0] / pair[1])
        size = sum(len(text.encode("utf-8")) for text in texts)
        ratio = whole / once
        print(
            f"{name:28}{sum(map(len, texts)) / 1000:7.1f}{sum(len(report.facts) for report in reports):7}"
            f"{whole * 1000:9.2f}{size / whole / 1e6:8.2f}{once * 1000:12.3f}{ratio:8.1f}"
        )
        if limit and ratio > AIM:
            print(f"  above the aim of {AIM:.0f} passes; the limit is {limit:.0f}")
            failed = failed or ratio > limit
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
