"""What the template of Wenzhou claims and reads, and what it reads better than the generic one.

The documents are invented, in the form of those sites; ``other-city.txt`` has no golden file: it must be refused.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import zfbg
from zfbg.model import Region
from zfbg.template import Template
from zfbg.testing import fuzz
from zfbg_wenzhou import TEMPLATE

DOCUMENTS = Path(__file__).parent / "documents"


def test_the_documents_are_claimed_and_read_as_their_golden_files_say(
    check_template: Callable[[Template, Path], None],
) -> None:
    check_template(TEMPLATE, DOCUMENTS)


test_any_text = fuzz(TEMPLATE, DOCUMENTS)


def read(name: str) -> tuple[zfbg.Report, zfbg.Report]:
    """A document as this template reads it, and as the generic one does."""
    path = DOCUMENTS / f"{name}.txt"
    return zfbg.parse(path), zfbg.parse(path, template="generic")


TABLE = "组配分类 | 计划总结 | 发布机构 | {} |\n生成日期 | 2032-01-12 | 公开方式 | 主动公开 |\n"
BODY = "一、工作情况\n增长5%。\n"


@pytest.mark.parametrize(
    "head",
    [
        "索引号 | 001008003002003/2032-00001 | ||\n" + TABLE.format("区经信局"),
        "索引号 001008003004002/2032-224864\n" + TABLE.format("市发改局").replace("|", " "),
        "索引号 | 113303260027123456/2032-00001 | ||\n" + TABLE.format("县经信局"),
        "索引号 | A-1 | ||\n" + TABLE.format("泰顺县经信局"),
    ],
)
def test_heads_that_are_claimed(head: str) -> None:
    assert zfbg.parse(head + BODY).template == "wenzhou"


@pytest.mark.parametrize(
    "head",
    [
        "索引号 | 001009003002003/2032-00001 | ||\n" + TABLE.format("区经信局"),
        "索引号 | A-1 | ||\n" + TABLE.format("椒江区经信局") + "赴温州市鹿城区考察\n",
        "索引号：001008003002003/2032-00001\n",
        "泰顺县经信局2031年工作总结\n",
    ],
)
def test_heads_that_are_refused(head: str) -> None:
    assert zfbg.parse(head + BODY).template == "generic"


@pytest.mark.parametrize(
    ("name", "region", "issuer"),
    [
        ("table", Region("330304", "瓯海区", "county", "330300"), "温州市瓯海区经济和信息化局"),
        ("lines", Region("330326", "平阳县", "county", "330300"), "平阳县经济和信息化局"),
    ],
)
def test_the_index_number_tells_the_region_that_no_name_tells(name: str, region: Region, issuer: str) -> None:
    own, generic = read(name)
    assert (own.meta.region, own.meta.issuer_full) == (region, issuer)
    assert (generic.meta.region, generic.meta.issuer_full) == (None, None)


def test_what_is_left_of_the_table_is_set_aside() -> None:
    page = "信息公开元数据\n|\n" + "索引号 | 001008003001077/2032-00001 | ||\n" + TABLE.format("区经信局") + BODY
    own, generic = (
        ["信息公开元数据" in report.quote(part) for part in report.furniture]
        for report in (zfbg.parse(page), zfbg.parse(page, template="generic"))
    )
    assert any(own)
    assert not any(generic)


@pytest.mark.parametrize("name", ["table", "lines"])
def test_what_is_counted_there_has_an_indicator(name: str) -> None:
    own, generic = read(name)
    assert [fact.value for fact in own.facts] == [fact.value for fact in generic.facts]
    assert all(fact.indicator_id for fact in own.facts)
    assert sum(fact.indicator_id is None for fact in generic.facts) >= len(generic.facts) * 2 // 5
