"""What is taken for a repost, and which of its lines are set aside."""

import pytest

import zfbg
from zfbg.model import Item

PLAIN = """一、主要指标
全县实现规上工业总产值118.20亿元，同比增长5.5%。
二、下步打算
再接再厉，XX村的路要修完。
"""
MASKED = """县经信局上半年工作总结范文（精选5篇）
以下是小编为大家整理的县经信局上半年工作总结，欢迎阅读。
一、主要指标
全县实现规上工业总产值xx.xx亿元，同比增长x.x%，开工项目xx个，新增企业xx家，投资xx亿元，增长xx%。
更多范文：县财政局工作总结
二、下步打算
再接再厉，规范文化市场，抓好项目。
以上就是县经信局上半年工作总结的全部内容，希望对大家有所帮助。
"""
RUBY = "一、情況\n實(shí)現(xiàn)增長(zhǎng)，學(xué)習(xí)業(yè)務(wù)。\n"


@pytest.mark.parametrize("text", [MASKED, RUBY, PLAIN + "来源：网络整理\n", PLAIN + "來源:網絡整理 免責聲明\n"])
def test_masked_spoilt_and_collected_texts_are_reposts(text: str) -> None:
    assert zfbg.parse(text).template == "repost"


@pytest.mark.parametrize("text", [PLAIN, "", "来源：县经信局\n" + PLAIN, "国内生产总值(GDP)增长5%，5*8=40。" * 9])
def test_a_sound_report_is_none(text: str) -> None:
    assert zfbg.parse(text).template == "generic"


def items(report: zfbg.Report) -> list[str]:
    return [node.text for node in report.walk() if isinstance(node, Item)]


def test_lines_of_the_site_are_set_aside_wherever_they_stand() -> None:
    report = zfbg.parse(MASKED)
    aside = "\n".join(report.quote(part) for part in report.furniture)
    for line in ("更多范文：县财政局工作总结", "以上就是县经信局上半年工作总结的全部内容，希望对大家有所帮助。"):
        assert line in aside
    assert "更多范文：县财政局工作总结" in items(zfbg.parse(MASKED, template="generic"))


def test_no_line_of_the_report_is_lost() -> None:
    body = "".join(items(zfbg.parse(MASKED)))
    assert "规范文化市场" in body
    assert "xx.xx亿元" in body
    assert items(zfbg.parse(PLAIN, template="repost")) == items(zfbg.parse(PLAIN, template="generic"))
