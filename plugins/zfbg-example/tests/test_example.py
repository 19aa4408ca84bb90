"""What the template of the county claims and reads, and what it reads better than the generic one.

The documents are invented; what is read of each stands in the golden file beside it (``pytest --zfbg-regen`` writes
them). ``neighbour.txt`` has none: the template must not claim it.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import zfbg
from zfbg.template import Template
from zfbg.testing import fuzz
from zfbg_example import TEMPLATE

DOCUMENTS = Path(__file__).parent / "documents"

BULLETIN = """青禾快报〔2031〕第12期  青禾县统计局  2031年6月10日
1-5月全县工业经济运行情况
一、总体情况
1-5月，全县实现规上工业总产值118.20亿元，同比增长5.5%。
◁ 上一期 ｜ 目录 ｜ 下一期 ▷
二、存在问题
工业投资6.33亿元，同比下降9.4%。
"""


def test_the_documents_are_claimed_and_read_as_their_golden_files_say(
    check_template: Callable[[Template, Path], None],
) -> None:
    check_template(TEMPLATE, DOCUMENTS)


test_any_text = fuzz(TEMPLATE, DOCUMENTS)


def test_it_claims_the_bulletins_of_its_county_and_nothing_else() -> None:
    assert zfbg.parse(BULLETIN).template == "example"
    assert zfbg.parse(BULLETIN.replace("青禾快报", "白石快报")).template == "generic"


def test_the_masthead_says_number_issuer_and_day() -> None:
    meta = zfbg.parse(BULLETIN).meta
    assert (meta.document_number, meta.issuer, meta.issued) == (
        "青禾快报〔2031〕第12期",
        "青禾县统计局",
        date(2031, 6, 10),
    )
    assert zfbg.parse(BULLETIN, template="generic").meta.document_number is None


def test_masthead_and_pager_are_set_aside() -> None:
    report = zfbg.parse(BULLETIN)
    aside = [(report.quote(part), part.kind) for part in report.furniture]
    assert ("青禾快报〔2031〕第12期  青禾县统计局  2031年6月10日", "header") in aside
    assert ("◁ 上一期 ｜ 目录 ｜ 下一期 ▷", "page") in aside
    assert [report.quote(child.heading) for child in report.children if isinstance(child, zfbg.Section)] == [
        "一、总体情况",
        "二、存在问题",
    ]


def test_the_figures_are_those_of_the_generic_template() -> None:
    assert [str(fact.value) for fact in zfbg.parse(BULLETIN).facts] == ["118.20", "5.5", "6.33", "-9.4"]


def test_a_masthead_with_an_impossible_day_is_read_without_it() -> None:
    assert zfbg.parse(BULLETIN.replace("6月10日", "2月30日")).meta.issued is None
