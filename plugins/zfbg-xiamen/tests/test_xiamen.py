"""What the template of Xiamen claims and reads, and what it reads better than the generic one.

The documents are invented, in the form of those sites; ``other-city.txt`` has no golden file: it must be refused.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import zfbg
from zfbg.model import Region
from zfbg.template import Template
from zfbg.testing import fuzz
from zfbg_xiamen import TEMPLATE

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


@pytest.mark.parametrize(
    "head",
    [
        "索引号：XM02199-0101-2032-00002\n",
        "索 引 号:XM00203-03-02-2032-001 文号: 厦高管〔2032〕9号\n",
        "• 发布机构：集美区工信局\n• 公文生成日期：2032-01-18\n",
        "• 备注/文号：无\n• 发布机构：厦门市统计局\n",
        "• 发布机构：火炬高新区管委会\n• 公文生成日期：2032-01-18\n",
    ],
)
def test_heads_that_are_claimed(head: str) -> None:
    assert zfbg.parse(head + "2031年工作总结\n一、工作情况\n增长5%。").template == "xiamen"


@pytest.mark.parametrize(
    "head",
    [
        "索引号：QZ02199-0101-2032-00002\n",
        "XM02199-0101-2032-00002\n",
        "设备编号XM02199\n",
        "发布机构：集美区工信局\n发布日期：2032-01-18\n",
        "• 发布机构：洛江区工信局\n• 公文生成日期：2032-01-18\n赴厦门市集美区学习\n",
        "厦门市集美区工信局\n",
    ],
)
def test_heads_that_are_refused(head: str) -> None:
    assert zfbg.parse(head + "2031年工作总结\n一、工作情况\n增长5%。").template == "generic"


def test_the_index_number_tells_the_district_that_no_name_tells() -> None:
    own, generic = read("unnamed")
    assert own.meta.region == Region("350212", "同安区", "county", "350200")
    assert own.meta.issuer_full == "厦门市同安区工业和信息化局"
    assert (generic.meta.region, generic.meta.issuer_full) == (None, None)


def test_the_zone_is_one_region_by_all_its_names_and_has_no_code() -> None:
    own, generic = read("zone")
    assert own.meta.region == Region(None, "厦门火炬高新区", "zone", "350200")
    assert own.meta.issuer_full == "厦门火炬高技术产业开发区管理委员会"
    assert generic.meta.region == Region(None, "火炬高新区", "zone", "350200")
    page = "索引号：XM00203-03-02-2032-004\n中共厦门市委火炬高新区工委2031年工作总结\n一、工作情况\n增长5%。"
    assert zfbg.parse(page).meta.region == own.meta.region


def test_the_label_of_these_sites_gives_the_document_number_and_is_set_aside() -> None:
    own, generic = read("district")
    assert own.meta.document_number == "厦翔工信〔2032〕7号"
    assert generic.meta.document_number is None
    assert len(own.furniture) == len(generic.furniture) + 1


@pytest.mark.parametrize("name", ["district", "zone"])
def test_what_is_counted_there_has_an_indicator(name: str) -> None:
    own, generic = read(name)
    assert [fact.value for fact in own.facts] == [fact.value for fact in generic.facts]
    assert all(fact.indicator_id for fact in own.facts)
    assert sum(fact.indicator_id is None for fact in generic.facts) >= len(generic.facts) // 2
