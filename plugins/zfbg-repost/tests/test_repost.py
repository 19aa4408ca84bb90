"""What is taken for a repost, and what this template makes of it that the generic one does not.

The documents are invented, each in the form of one kind of site; ``government.txt`` has no golden file: it must be
refused.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import zfbg
from zfbg.generic import GENERIC
from zfbg.model import Item, Section
from zfbg.template import Template
from zfbg.testing import fuzz, masked
from zfbg_repost import TEMPLATE

DOCUMENTS = Path(__file__).parent / "documents"
README = Path(__file__).parents[1] / "README.md"

# The lines of the documents that a person calls the site's, and the title that the report has.
SITES = {
    "sample": (
        "首页 > 范文大全 > 工作总结 > 半年工作总结",
        "一段时间的工作在不知不觉间已经告一段落了，是不是该好好写一份工作总结呢？以下是小编为大家整理的县发改局上半年工作总结，"
        "欢迎阅读与收藏。",
        "【推荐阅读】县财政局上半年工作总结",
        "【县发改局上半年工作总结】相关文章：",
        "县发改局上半年工作总结（精选10篇）07-12",
        "发改局工作总结04-05",
        "县统计局工作总结范文11-30",
        "上一篇：办公室工作总结",
        "下一篇：教师工作总结",
        "文档下载",
        "Copyright © 范文示例网 版权所有",
    ),
    "preview": (
        "上传人：小雨 文档编号：8812345 上传时间：2031-07-21 格式：DOCX 页数：4 大小：23.5KB",
        "下载 相关 举报",
        "第1页 / 共4页",
        "第2页 / 共4页",
        "亲，该文档总共4页，到这儿已超出免费预览范围，如果喜欢就下载吧！",
        "资源描述",
        "《某市工信局2031年上半年工作总结.docx》由会员分享，可在线阅读，更多相关《某市工信局2031年上半年工作总结.docx"
        "（4页珍藏版）》请在示例文库上搜索。",
        "精品文档",
        "可编辑修改",
        "第 1 页 共 4 页",
        "欢迎下载使用",
        "（未完，全文共2270字，当前显示1590字）",
        "注意事项：本文（某市工信局2031年上半年工作总结.docx）为本站会员（小雨）主动上传，示例文库仅提供信息存储空间。",
    ),
    "messenger": (
        "原创 老笔杆 公文写作材料 2032-01-08 07:30",
        "点击上方蓝字关注我们",
        "▼往期精选▼",
        "某县住建局2031年工作总结",
        "END",
        "来源：网络，版权归原作者所有，如有侵权请联系删除",
        "长按识别二维码，加入材料写作群",
        "点个“在看”，分享给更多人",
    ),
    "copied": (
        "來源:網(wǎng)絡(luò)整理 免責(zé)聲明:本文僅限學(xué)習(x"
        "í)分享,如產(chǎn)生版權(quán)問題,請(qǐng)聯(lián)系我們及時(shí)刪除。",
    ),
}
TITLES = {
    "sample": "县发改局上半年工作总结",
    "preview": "某市工信局2031年上半年工作总结",
    "messenger": "某县农业农村局2031年工作总结和2032年工作打算",
    "copied": "XX县经信局上半年工作总结",
}

PLAIN = """一、主要指标
全县实现规上工业总产值118.20亿元，同比增长5.5%。
二、下步打算
再接再厉，XX村的路要修完。
"""
MASKED = """一、主要指标
全县实现规上工业总产值xx.xx亿元，同比增长x.x%，开工项目xx个，新增企业xx家，投资xx亿元，增长xx%。
二、下步打算
再接再厉，规范文化市场，抓好项目。
"""
RUBY = "一、情況\n實(shí)現(xiàn)增長(zhǎng)，學(xué)習(xí)業(yè)務(wù)。\n"


def read(name: str, template: str | None = None) -> zfbg.Report:
    return zfbg.parse(DOCUMENTS / f"{name}.txt", template=template)


def items(report: zfbg.Report) -> list[str]:
    return [node.text for node in report.walk() if isinstance(node, Item)]


def test_the_documents_are_claimed_and_read_as_their_golden_files_say(
    check_template: Callable[[Template, Path], None],
) -> None:
    check_template(TEMPLATE, DOCUMENTS)


test_any_text = fuzz(TEMPLATE, DOCUMENTS)


@pytest.mark.parametrize(
    "text",
    [
        MASKED,
        RUBY,
        *(
            PLAIN + line
            for line in (
                "来源：网络整理\n",
                "來源:網絡整理 免責聲明\n",
                "以下是小编为大家整理的县发改局工作总结，供参考。\n",
                "以下是小編為大家收集的工作總結\n",
                "《总结.docx》由会员（小雨）分享，可在线阅读\n",
                "工作总结范文（精选5篇）\n",
                "已超出免费预览范围\n",
            )
        ),
    ],
)
def test_texts_that_are_claimed(text: str) -> None:
    assert zfbg.parse(text).template == "repost"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "",
        "来源：县经信局\n" + PLAIN,
        "来源：白石网\n" + PLAIN,
        "国内生产总值(GDP)增长5%，5*8=40。" * 9,
        "小编带您了解：\n" + PLAIN,
        "组织商会会员分享经验，推选优秀论文3篇。\n" + PLAIN,
    ],
)
def test_texts_that_are_refused(text: str) -> None:
    assert zfbg.parse(text).template == "generic"


@pytest.mark.parametrize("name", SITES)
def test_the_lines_of_the_site_are_set_aside_and_no_other(name: str) -> None:
    report = read(name)
    lines = [line for line in report.source.raw.splitlines() if line]
    assert set(SITES[name]) <= set(lines)
    aside = {line for part in report.furniture if part.kind == "page" for line in report.quote(part).splitlines()}
    cut = {change.old.strip() for change in report.changes}  # page marks, which a repair takes out
    assert aside | (cut & set(SITES[name])) == set(SITES[name])


@pytest.mark.parametrize("name", SITES)
def test_the_title_is_what_the_report_is_called(name: str) -> None:
    assert read(name).meta.title == TITLES[name]


def test_each_report_on_a_page_has_its_own_outline() -> None:
    report = read("sample")
    told = [(node.marker.text, node.title) for node in report.children if isinstance(node, Section)]
    assert told == [("篇1", TITLES["sample"]), ("篇2", TITLES["sample"])]
    below = [
        [child.title for child in node.children if isinstance(child, Section)]
        for node in report.children
        if isinstance(node, Section)
    ]
    assert below == [["主要指标完成情况", "存在问题", "下半年工作打算"], ["工作开展情况", "下半年工作打算"]]
    assert [issue.code for issue in report.issues] == []


@pytest.mark.parametrize(
    "lines",
    [
        "【篇一】某局工作总结\n一、情况\n开工8个。\n【篇二】某局工作要点\n一、情况\n开工9个。",
        "篇一：某局工作总结\n一、情况\n开工8个。\n篇二：某局工作要点\n一、情况\n开工9个。",
        "某局工作总结 篇1\n一、情况\n开工8个。\n某局工作要点（篇2）\n一、情况\n开工9个。",
    ],
)
def test_the_forms_of_a_line_that_begins_a_report(lines: str) -> None:
    report = zfbg.parse(lines, template=TEMPLATE)
    assert [node.title for node in report.children if isinstance(node, Section)] == ["某局工作总结", "某局工作要点"]


@pytest.mark.parametrize(
    "lines",
    [
        "某局工作总结 篇1\n一、情况\n开工8个。",  # one only
        "某局工作总结 篇1\n一、情况\n开工8个。\n某局工作总结 篇3\n一、情况\n开工9个。",
        "一、情况\n发表论文 篇1\n发表论文 篇2",  # no titles
    ],
)
def test_what_does_not_count_through_begins_no_report(lines: str) -> None:
    report, generic = (zfbg.parse(lines, template=template) for template in (TEMPLATE, GENERIC))
    assert report.children == generic.children


def test_a_number_stays_before_what_is_no_title_told_before() -> None:
    text = "某局总结和打算范文\n1、上半年工作总结\n开工8个。\n2、下半年工作打算\n开工9个。"
    report = zfbg.parse(text, template=TEMPLATE)
    assert [node.marker.text for node in report.children if isinstance(node, Section)] == ["1、", "2、"]


def test_no_line_of_a_report_is_lost() -> None:
    body = "".join(items(zfbg.parse(MASKED)))
    assert "规范文化市场" in body
    assert "xx.xx亿元" in body
    assert items(zfbg.parse(PLAIN, template="repost")) == items(zfbg.parse(PLAIN, template="generic"))


def test_a_page_that_the_template_of_a_region_claims_too_is_read_by_that() -> None:
    region = GENERIC.extended("region", lambda source: "石溪县" in source.raw)
    page = masked("石溪县经信局2031年工作总结\n" + PLAIN) + MASKED
    assert TEMPLATE.claims(zfbg.Source(page))
    assert zfbg.parse(page, templates=[TEMPLATE, region]).template == "region"
    assert zfbg.parse(page, templates=[TEMPLATE, region], template="repost").template == "repost"
    assert zfbg.parse(page).template == "repost"


def figures(name: str, template: str) -> tuple[int, int, int, int]:
    """Lines of the site that are read as items of the report; fields of the metadata; sections; and facts with an
    ``indicator_id``."""
    report = read(name, template)
    meta = report.meta
    told = (meta.title, meta.issuer, meta.region, meta.published, meta.summary_period, meta.plan_period)
    sites = set(SITES[name])
    return (
        sum(report.quote(node) in sites for node in report.walk() if isinstance(node, Item)),
        sum(value is not None for value in told),
        sum(isinstance(node, Section) for node in report.walk()),
        sum(fact.indicator_id is not None for fact in report.facts),
    )


def test_the_readme_says_by_how_much_it_reads_better() -> None:
    rows = re.findall(r"^\| (\w+) \|(.*)\|$", README.read_text("utf-8"), re.M)
    said = {name: [*map(int, re.findall(r"\d+", cells))] for name, cells in rows if name in SITES}
    found = {
        name: [n for pair in zip(figures(name, "generic"), figures(name, "repost"), strict=True) for n in pair]
        for name in SITES
    }
    assert said == found
