"""What a template knows of where its documents come from: home, index numbers, development zones."""

from __future__ import annotations

from typing import Any

import pytest

import zfbg
from zfbg.errors import TemplateError
from zfbg.generic import GENERIC
from zfbg.lexicon import Lexicon
from zfbg.model import Region

BODY = "一、2031年工作情况\n全区工业投资6.33亿元，同比增长9.4%。"
SITE: dict[str, Any] = {
    "home": "350100",
    "index_numbers": {"QH": "350100", "QH02": "350102", "QH009": "青禾高新区"},
    "zones": {
        "青禾高新区": {"aliases": ["青高区"], "full": "青禾高新技术产业开发区"},
        "白石经开区": {"parent": "350111"},
    },
}
ZONE = Region(None, "青禾高新区", "zone", "350100")


def region(page: str, site: dict[str, Any] = SITE) -> Region | None:
    template = GENERIC.extended("site", lambda source: False, lexicon=Lexicon({"sites": site}))
    return zfbg.parse(f"{page}\n{BODY}", template=template).meta.region


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("QH02103-01-2031-00002", "350102"),
        ("QH00103-01-2031-00002", "350100"),
        ("XX02103-01-2031-00002", None),
    ],
)
def test_an_index_number_tells_the_region_where_no_name_does(number: str, expected: str | None) -> None:
    found = region(f"索引号：{number}\n发布机构：区工信局\n区工信局2031年工作总结")
    assert (found and found.code) == expected


def test_an_index_number_may_tell_a_zone() -> None:
    assert region("索引号：QH00903-01-2031-00002\n2031年工作总结") == ZONE


def test_a_name_tells_the_region_before_the_index_number() -> None:
    found = region("索引号：QH00103-01-2031-00002\n涵江区工信局2031年工作总结")
    assert found
    assert found.code == "350303"


@pytest.mark.parametrize(
    "title", ["青禾高新区2031年工作总结", "青高区2031年工作总结", "福州青高区管委会2031年工作总结"]
)
def test_a_zone_is_one_region_by_whichever_name(title: str) -> None:
    assert region(title) == ZONE


def test_a_zone_lies_where_its_table_says_else_in_the_home() -> None:
    assert region("白石经开区2031年工作总结") == Region(None, "白石经开区", "zone", "350111")
    assert region("榆树高新区2031年工作总结") == Region(None, "榆树高新区", "zone", "350100")
    assert region("榆树高新区2031年工作总结", {}) == Region(None, "榆树高新区", "zone", None)


def test_a_name_that_several_divisions_have_is_sought_in_the_home() -> None:
    found, other = region("鼓楼区工信局2031年工作总结"), region("鼓楼区工信局2031年工作总结", {})
    assert found
    assert other
    assert (found.code, other.code) == ("350102", None)


@pytest.mark.parametrize(
    "site",
    [{"home": "999999"}, {"index_numbers": {"QH": "青禾"}}, {"zones": {"青禾高新区": {"parent": "福州市"}}}],
)
def test_a_code_that_does_not_exist_is_named(site: dict[str, Any]) -> None:
    with pytest.raises(TemplateError, match=r"sites\.toml: .* is no code of GB/T 2260"):
        region("索引号：QH02103-01-2031-00002\n区工信局2031年工作总结", site)
