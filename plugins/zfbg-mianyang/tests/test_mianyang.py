"""What the template of Mianyang claims and reads, and what it reads better than the generic one.

The documents are invented, in the form of those sites; ``other-city.txt`` and ``news.txt`` have no golden file: they
must be refused.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import zfbg
from zfbg.model import Region, Section
from zfbg.template import Template
from zfbg.testing import fuzz
from zfbg_mianyang import TEMPLATE

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


SOURCE = "2032-01-20 10:05文章来源: 财政局\n字体:【    】 打印\n"
BODY = "一、工作情况\n增长5%。\n"


@pytest.mark.parametrize(
    "page",
    [
        f"三台县财政局2031年工作总结\n{SOURCE}{BODY}",
        f"绵阳市涪城区财政局\n2031年工作总结\n{SOURCE}{BODY}",
        f"2031年江油市财政局工作要点\n来源：江油市财政局　打印\n{BODY}",
        f"游仙高新区2031年工作总结\n{SOURCE}{BODY}",
    ],
)
def test_pages_that_are_claimed(page: str) -> None:
    assert zfbg.parse(page).template == "mianyang"


@pytest.mark.parametrize(
    "page",
    [
        f"德阳市罗江区财政局2031年工作总结\n{SOURCE}{BODY}",
        f"某县赴绵阳市考察工作总结\n{SOURCE}{BODY}",
        f"三台县财政局2031年工作总结\n{BODY}",
        f"三台县财政局2031年工作总结\n{BODY}来源：网络整理 打印\n",
        f"三台县举行运动会\n{SOURCE}{BODY}",
    ],
)
def test_pages_that_are_refused(page: str) -> None:
    assert zfbg.parse(page).template != "mianyang"


def test_a_zone_has_its_city_and_its_whole_name() -> None:
    own, generic = read("zone")
    assert own.meta.region == Region(None, "绵阳经开区", "zone", "510700")
    assert own.meta.issuer_full == "绵阳经济技术开发区管理委员会"
    assert generic.meta.issuer_full is None
    page = f"游仙高新区2031年工作总结\n{SOURCE}{BODY}"
    assert zfbg.parse(page).meta.region == Region(None, "游仙高新区", "zone", "510704")


def test_headings_whose_labels_were_lost_are_found_and_say_so() -> None:
    own, _ = read("bureau")
    markers = [node.marker for node in own.walk() if isinstance(node, Section) and node.marker.style == "cn-paren"]
    assert [(marker.ordinal, marker.inferred) for marker in markers] == [
        (1, False),
        (2, False),
        (3, True),
        (4, True),
    ]


def test_what_is_counted_there_has_an_indicator_and_firms_are_no_money() -> None:
    own, generic = read("bureau")
    assert [fact.value for fact in own.facts] == [fact.value for fact in generic.facts]
    assert [fact.text for fact in own.facts if fact.indicator_id is None] == ["9户"]
    assert sum(fact.indicator_id is None for fact in generic.facts) >= 9
