"""The verdicts of a person on the figures of five real reports, where ../shared lies beside the checkout.

Each row has the check, what it comes out as, and figures that one finding names; of what no row has, nothing may be
said against a report.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import zfbg
from zfbg.model import Finding
from zfbg.plugins import installed

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
PLUGINS = {"xiamen", "mianyang", "wenzhou", "repost"}
ABSENT = sorted(PLUGINS - {template.name for template in installed().templates})

pytestmark = [
    pytest.mark.skipif(not SEEDS.exists(), reason=f"the real reports are not here: {SEEDS}"),
    pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}; pip install -e plugins/…"),
]

AGAINST = {
    "000": {},
    "001": {("numbering", "soft"): 8, ("repeats", "soft"): 3, ("quotes", "soft"): 1, ("years", "hard"): 1},
    "002": {("rates", "soft"): 1, ("plausibility", "soft"): 1},
    "003": {},
    "004": {},
}
VERDICTS = [
    ("000", "plausibility", "holds", "256个 436个"),
    ("000", "plausibility", "holds", "243亿元 409亿元"),
    ("000", "subsets", "holds", "61.21亿元 243亿元"),
    ("000", "subsets", "holds", "34个 132个 44个 256个"),
    ("000", "lists", "holds", "3个 3 of 3"),
    ("000", "lists", "holds", "6个 5 of 6"),
    ("000", "subsets", "holds", "59家 65家"),
    ("000", "subsets", "holds", "1916家次 2596家次"),
    ("000", "plausibility", "holds", "19家 175家"),
    ("000", "plausibility", "holds", "“三高” 10家 175家"),
    ("000", "plausibility", "holds", "双百 10家 175家"),
    ("000", "years", "holds", "2022-00002 2022-06-01"),
    ("000", "numbering", "holds", "一、 from 1 to 3"),
    ("000", "numbering", "holds", "(一) from 1 to 6"),
    ("000", "numbering", "holds", "1. from 1 to 4"),
    ("001", "sums", "holds", "42个 28个 14个"),
    ("001", "sums", "holds", "34个 1个 11个 22个"),
    ("001", "repeats", "holds", "34个"),
    ("001", "sums", "holds", "28.4亿元 135亿元 67.4亿元 230.8亿元"),
    ("001", "shares", "info", "230.8亿元 55.6% 415.1亿元 445亿元"),
    ("001", "sums", "holds", "274个 7个 103个 164个"),
    ("001", "sums", "holds", "16692.60万元 2556.50万元 11149万元 2987.10万元"),
    ("001", "rates", "holds", "16个 22个 73%"),
    ("001", "sums", "holds", "7家 3户 4户"),
    ("001", "sums", "holds", "22户 5户 7户 10户"),
    ("001", "progress", "holds", "22户 275% 8户"),
    ("001", "repeats", "soft", "17户 22户"),
    ("001", "repeats", "holds", "135户"),
    ("001", "repeats", "soft", "54.6亿元 54亿元"),
    ("001", "subsets", "holds", "54.6亿元 72.8亿元"),
    ("001", "sums", "holds", "38个 8个 30个"),
    ("001", "repeats", "soft", "30余项 8个"),
    ("001", "sums", "holds", "4亿元 1.58亿元 3300万元 2.3亿元"),
    ("001", "repeats", "holds", "5500余万元"),
    ("001", "repeats", "holds", "20个"),
    ("001", "subsets", "holds", "8户 8户 39户"),
    ("001", "lists", "holds", "六大 5 to 7 of 6"),
    ("001", "lists", "holds", "三大 3 of 3"),
    ("001", "lists", "holds", "三大 3 to 5 of 3"),
    ("001", "lists", "holds", "三大 make 六大"),
    ("001", "lists", "holds", "两次 of 2"),
    ("001", "lists", "holds", "2个( of 2"),
    ("001", "years", "hard", "2021 2022"),
    ("001", "years", "info", "2022-11-02 306 days"),
    ("001", "years", "info", "2022-06-30 2022-11-02"),
    *(("001", "numbering", "soft", f"the number {number} of “") for number in (4, 5, 7, 8, 9)),
    *(("001", "numbering", "soft", f"the number {number} of an item") for number in (2, 3, 6)),
    ("001", "quotes", "soft", "15 “ 14 ”"),
    ("002", "repeats", "holds", "393家"),
    ("002", "plausibility", "holds", "25.41亿元 21.49% 118.24亿元"),
    ("002", "subsets", "holds", "0.78亿元 25.41亿元"),
    ("002", "subsets", "holds", "4.87亿元 6.33亿元"),
    ("002", "subsets", "holds", "16个 27个"),
    ("002", "subsets", "holds", "39家 116家"),
    ("002", "subsets", "holds", "15家 39家"),
    ("002", "subsets", "holds", "4家 15家"),
    ("002", "subsets", "holds", "58.33亩 64.67亩"),
    ("002", "subsets", "holds", "1200万元 3175.94万元"),
    ("002", "shares", "holds", "12.18% 0.18个百分点 12%"),
    ("002", "plausibility", "soft", "4000个 1050个"),
    ("002", "rates", "soft", "100% 99% 228个"),
    ("002", "ranks", "holds", "第3 第10"),
    ("002", "ranks", "holds", "第2 第14"),
    ("002", "progress", "info", "464.35亩 58.04% 800亩"),
    ("002", "progress", "info", "207.31亩 51.83% 400亩"),
    ("002", "progress", "info", "25亩 8.333% 300亩"),
    ("002", "progress", "info", "27.4万平方米 68.5% 40万平方米"),
    ("002", "progress", "info", "65家 72.22% 90家"),
    ("002", "progress", "info", "6家 60% 10家"),
    ("002", "years", "info", "2024-01-09 193 days"),
    ("002", "numbering", "holds", "(一) from 1 to 5"),
    ("003", "repeats", "holds", "35亿元"),
    ("003", "shares", "holds", "21家 50强 42%"),
    ("003", "shares", "info", "3453.8亿元 42% 8223亿元"),
    ("003", "plausibility", "holds", "833.02亿元 24.12% 3453.8亿元"),
    ("003", "subsets", "holds", "1543.7亿元 1006.6亿元 3453.8亿元"),
    ("003", "subsets", "holds", "19.9亿元 74.4亿元"),
    ("003", "subsets", "holds", "4家 12家"),
    ("003", "subsets", "holds", "46个 1751个"),
    ("003", "subsets", "holds", "179家 1116家"),
    ("003", "subsets", "holds", "9家 29家"),
    ("003", "progress", "info", "189.35亿元 116.02% 163.2亿元"),
    ("003", "progress", "info", "209.38亿元 115.88% 180.7亿元"),
    ("003", "subsets", "info", "189.35亿元 209.38亿元 332.5亿元 overlap"),
    ("003", "growth", "info", "4148家 39.6% 10475家 14623家"),
    ("003", "growth", "holds", "100% leaves nothing"),
    ("003", "subsets", "holds", "1500亩 1000亩"),
    ("003", "years", "holds", "2022-02-17 2022-02-24"),
    ("003", "years", "holds", "published 2022-02-24"),
    ("003", "years", "holds", "〔2022〕10号"),
    ("003", "numbering", "holds", "(一) from 1 to 8"),
    ("003", "numbering", "holds", "一是 from 1 to 4"),
    ("004", "rates", "holds", "办结率 xxx% is 100%"),
    ("004", "rates", "holds", "开工率 xxx% can only be 100%"),
    ("004", "rates", "holds", "竣工投产率 xx.xx% can be"),
    ("004", "rates", "holds", "年度完成率 xx.x% can be"),
    ("004", "rates", "holds", "年度完成率 xx.xx% can be"),
    ("004", "rates", "holds", "基站 完成率 xx.xx% can be"),
    ("004", "rates", "holds", "破解率 xx.x% can be"),
    ("004", "subsets", "holds", "医化 橡塑 工艺 机械 总产值 20亿元 or more"),
    ("004", "subsets", "holds", "开工建设 x个 开工建设 新建工业项目 xx个"),
    ("004", "numbering", "holds", "(一) from 1 to 6"),
    ("004", "numbering", "holds", "(一) from 1 to 5"),
    ("004", "numbering", "holds", "一是 from 1 to 6"),
]


@cache
def findings(seed: str) -> tuple[Finding, ...]:
    [path] = SEEDS.glob(f"{seed}_*.txt")
    return zfbg.audit(zfbg.parse(path), all=True)


@pytest.mark.parametrize(("seed", "check", "severity", "figures"), VERDICTS)
def test_a_verdict_is_reached(seed: str, check: str, severity: str, figures: str) -> None:
    messages = [each.message for each in findings(seed) if (each.check, each.severity) == (check, severity)]
    wanted = Counter(figures.split())
    assert [text for text in messages if all(text.count(word) >= times for word, times in wanted.items())]


@pytest.mark.parametrize("seed", AGAINST)
def test_nothing_else_is_said_against_a_report(seed: str) -> None:
    said = Counter((each.check, each.severity) for each in findings(seed) if each.severity in {"hard", "soft"})
    assert said == AGAINST[seed]


def test_a_negative_growth_that_is_masked_stays_negative() -> None:
    [path] = SEEDS.glob("004_*.txt")
    masked = [
        fact for fact in zfbg.parse(path).facts if fact.mask and fact.measure == "growth" and "投资" in fact.indicator
    ]
    assert [fact.upper is not None and fact.upper <= 0 for fact in masked] == [False, True, True]
