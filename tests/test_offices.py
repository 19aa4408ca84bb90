"""The whole name of who reports is told where place and office are known, and not else."""

from __future__ import annotations

import pytest

import zfbg
from zfbg.generic import GENERIC
from zfbg.lexicon import Lexicon, divisions, table
from zfbg.model import Region
from zfbg.outline.offices import in_full


@pytest.mark.parametrize(
    ("issuer", "code", "expected"),
    [
        ("湖里区工信局", "350206", "厦门市湖里区工业和信息化局"),
        ("厦门湖里区工信局", "350206", "厦门市湖里区工业和信息化局"),
        ("区经济和信息化局(区民营经济发展局)", "330302", "温州市鹿城区经济和信息化局"),
        ("绵阳市游仙区工业和信息化局", "510704", "绵阳市游仙区工业和信息化局"),
        ("鼓楼区财政局", "350102", "福州市鼓楼区财政局"),
        ("市发改局", "330381", "瑞安市发展和改革局"),
        ("县府办", "330326", "平阳县人民政府办公室"),
        ("省人民政府", "340000", "安徽省人民政府"),
        ("自治区政府", "640000", "宁夏回族自治区人民政府"),
        ("恩施州财政局", "422800", "恩施土家族苗族自治州财政局"),
        # Another office, another place, or an office that goes by other names elsewhere.
        ("区直机关工委", "330302", None),
        ("湖里区建交局", "350206", None),
        ("思明区工信局", "350206", None),
        ("县工信局", "350206", None),
        ("", "350206", None),
    ],
)
def test_the_whole_name(issuer: str, code: str, expected: str | None) -> None:
    region = divisions.division(code)
    assert region
    assert in_full(issuer, region) == expected


@pytest.mark.parametrize("office", table("agencies")["full"])
def test_every_short_name_is_read(office: str) -> None:
    region = divisions.division("350206")
    assert region
    assert in_full("区" + office, region) == "厦门市湖里区" + table("agencies")["full"][office]


def test_a_masked_place_has_no_whole_name() -> None:
    assert in_full("xx县工信局", Region(None, "xx县", "county")) is None


def test_a_zone_has_the_name_that_its_template_tells() -> None:
    zone = {"青禾高新区": {"aliases": ["青高区"], "full": "青禾高新技术产业开发区"}}
    template = GENERIC.extended("site", lambda source: False, lexicon=Lexicon({"sites": {"zones": zone}}))
    for title in ("青禾高新区2031年工作总结", "青高区管委会2031年工作总结"):
        page = f"{title}\n一、2031年工作情况\n工业投资6.33亿元。"
        found = [zfbg.parse(page, template=each).meta.issuer_full for each in (template, GENERIC)]
        assert found == ["青禾高新技术产业开发区管理委员会", None]
