"""Furniture, head and roles: nothing of the report is set aside, nothing that the page does not say is said."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zfbg
from zfbg.lexicon import divisions, rows, table
from zfbg.model import Marker, Meta
from zfbg.outline.agencies import in_opening, in_title, speaker
from zfbg.outline.furniture import furniture
from zfbg.outline.head import head
from zfbg.outline.labels import DATES
from zfbg.outline.places import masked
from zfbg.outline.roles import ROLES, role
from zfbg.outline.titles import title_of
from zfbg.template import Heading, remainder
from zfbg.text import Text

BODY = [
    "今年以来,全区工业经济稳步增长,规上工业增加值增长5.1%,新增企业12家,各项工作取得新的进展。",
    "(一)园区建设提速。新开工项目8个,完成投资3.2亿元,为年度计划的64%。",
    "1.开展培训12场次,参训人员达到860人次。",
    "一是优化服务。办结事项320件,办结率100%。",
    "时间紧、任务重,来源于基层的意见建议均已逐条办理,名称核准全部实现网上办结,发布政策12条,打印材料减少一半。",
    "分享发展成果,收藏文物320件,浏览展览的群众超过2万人次,视频监控覆盖率达到98%,登录平台的企业860家。",
]
NAVIGATION = [
    "网站首页",
    "政务公开",
    "登录",
    "首页 > 政务公开 > 计划总结",
    "当前位置：首页>计划总结>正文",
    "无障碍浏览",
]
WIDGETS = [
    "字体：【大 中 小】",
    "【字号：",
    "打印本页",
    "浏览次数:128",
    "分享到：",
    "|",
    "扫一扫在手机打开当前页",
    "以下是小编整理的林业工作总结,希望对大家有所帮助。",
    "---此处隐藏210字,下载后查看---",
]
FOOT = [
    "附件下载",
    "相关解读",
    "上一篇:某某通知",
    "下一篇：没有了",
    "主办单位：某区人民政府办公室",
    "版权所有：某区人民政府",
    "责任编辑：某某",
]
MASKED = "今年以来,xx局深入开展调研。\n完成产值xx.x亿元,增长xx%,新增企业x家,其中xx区重点企业xx家。"


def meta(page: str, *headings: Heading) -> Meta:
    text = Text.of(page)
    return head(text, furniture(text), headings).meta


def heading(page: str, title: str) -> Heading:
    """A stand-in for the outline: the heading 一、… with this title."""
    start = page.index("、" + title) - 1
    return Heading(start, start + 2 + len(title), Marker("han", 1, page[start : start + 2]), title, 1, role(title))


def aside(page: str) -> list[str]:
    return [page[part.start : part.end] for part in furniture(Text.of(page))]


@given(st.lists(st.sampled_from(BODY), min_size=1, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n", "\n  "]))
def test_a_text_without_furniture_loses_nothing(lines: list[str], gap: str) -> None:
    text = Text.of(gap.join(lines))
    assert furniture(text) == []
    assert head(text, (), ()).stretches == ()


@given(
    st.lists(st.sampled_from(NAVIGATION + WIDGETS), max_size=6),
    st.lists(st.sampled_from(BODY), min_size=1, max_size=6),
    st.lists(st.sampled_from(FOOT + WIDGETS), max_size=6),
)
def test_a_page_is_set_aside_and_its_report_kept(above: list[str], body: list[str], below: list[str]) -> None:
    text = Text.of("\n".join([*above, *body, *below]))
    kept = [str(text)[line.start : line.end] for line in remainder(text, furniture(text))]
    assert kept == body


@settings(max_examples=300)
@given(
    st.text(
        alphabet="一二、(1).县市局年度工作总结报告首页>|:：索引号发布日期2023-0.7。;,xX\n\t 　\ud800\0", max_size=120
    )
)
def test_stretches_are_trimmed_disjoint_and_in_the_text(raw: str) -> None:
    text = Text.of(raw)
    found = furniture(text)
    parts = sorted((*found, *head(text, found, ()).stretches))
    at = 0
    for part in parts:
        assert at <= part.start < part.end <= len(raw)
        assert raw[part.start : part.end].strip() == raw[part.start : part.end]
        assert part.kind in ("page", "header", "title", "closing")
        at = part.end


@given(st.text(max_size=400))
def test_any_text_is_read(raw: str) -> None:
    text = Text.of(raw)
    found = head(text, furniture(text), ())
    assert all(raw[one.span.start : one.span.end] == one.text for one in found.meta.fields)


@pytest.mark.parametrize("part", ["strong", "weak"])
@pytest.mark.parametrize("form", ["{}:{}", "{}：{}", "• {}: \xa0{}", "{} | {} |", "[{}] {}", "【{}：{}】", "{}:\n{}"])
def test_every_label_is_read_in_every_form(part: str, form: str) -> None:
    for name, labels in table("labels")[part].items():
        for label in labels if name != "page" else ():
            value = "2023-02-03" if name in DATES else "张三" if name == "signer" else "AB-2023-01"
            fields = meta(form.format(label, value) + "\n" + BODY[0]).fields
            assert [(one.name, one.label, one.text) for one in fields] == [(name, label, value)], (label, form)


def test_labels_may_be_spaced_share_a_line_and_stand_above_their_values() -> None:
    found = meta(
        "索 引 号:A1/2023-7    文  号: 云财〔2023〕7号\n发布机构：某区财政局  发布日期：2023-02-03 浏览次数：9\n"
        + BODY[0]
    )
    assert (found.index_number, found.document_number) == ("A1/2023-7", "云财〔2023〕7号")
    assert (found.issuer, found.published) == ("某区财政局", date(2023, 2, 3))
    table_page = meta("索引号 | 发布机构 | 生成日期\nA1/2023-7 | 某区财政局 | 2023-02-03\n" + BODY[0])
    assert (table_page.index_number, table_page.issuer, table_page.created) == (
        "A1/2023-7",
        "某区财政局",
        date(2023, 2, 3),
    )


def test_dates_are_kept_apart_and_the_best_one_is_the_day_of_publication() -> None:
    page = (
        "生成日期:2023-01-05\n发文日期:2023-01-06\n公开日期:2023年1月7日\n" + BODY[0] + "\n某某局\n二〇二三年一月四日"
    )
    found = meta(page)
    days = (found.signed, found.created, found.issued, found.published)
    assert days == (date(2023, 1, 4), date(2023, 1, 5), date(2023, 1, 6), date(2023, 1, 7))
    assert meta("发文日期:2023-02-30\n生成日期:2023-01-05\n" + BODY[0]).published == date(2023, 1, 5)


@pytest.mark.parametrize("written", ["云工〔2022〕10号", "云工[2022]10号", "云工（2022）第010号", "云工【2022】 10 号"])
def test_a_document_number_has_one_normal_form(written: str) -> None:
    assert meta(f"文号：{written}\n" + BODY[0]).document_number == "云工〔2022〕10号"
    assert meta(f"{written}\n某局工作总结\n" + BODY[0]).document_number == "云工〔2022〕10号"


def test_a_value_that_says_there_is_none_is_none() -> None:
    assert meta("文号:无 索引号:—\n" + BODY[0]).document_number is None


@given(st.integers(1980, 2040))
def test_the_title_tells_kinds_and_periods(year: int) -> None:
    found = meta(f"某区某局{year}年工作总结和{year + 1}年工作计划\n{BODY[0]}")
    assert found.kinds == ("summary", "plan")
    assert found.summary_period is not None
    assert found.summary_period.edtf == str(year)
    assert found.plan_period is not None
    assert found.plan_period.edtf == str(year + 1)


@pytest.mark.parametrize(
    ("title", "summary", "plan"),
    [
        ("2023年上半年工作总结和下半年工作打算", "2023-01/2023-06", "2023-07/2023-12"),
        ("2023年一季度工作总结及下一步工作安排", "2023-01/2023-03", "2023-04/2023-12"),
        ("2023年1-9月工作情况及2024年工作思路", "2023-01/2023-09", "2024"),
        ("二〇二三年工作总结暨明年工作要点", "2023", "2024"),
        ("2024年工作要点", None, "2024"),
        ("2025年国民经济和社会发展统计公报", "2025", None),
        ("关于2025年预算执行情况和2026年预算草案的报告(摘要)", "2025", "2026"),
        ("2026年某省政府工作报告", "2025", "2026"),
        ("20xx年上半年工作总结", "XXXX-01/XXXX-06", None),
        ("某镇2016年半年工作总结", "2016-01/2016-06", None),
        ("2016年上半年经济社会发展情况的报告", "2016-01/2016-06", None),
        ("镇人民政府2021年工作报告", "2020", "2021"),
        ("工作总结", None, None),
    ],
)
def test_periods_of_a_title(title: str, summary: str | None, plan: str | None) -> None:
    found = meta(f"{title}\n{BODY[0]}")
    said = [period and period.edtf for period in (found.summary_period, found.plan_period)]
    assert (found.title, said) == (title, [summary, plan])


@pytest.mark.parametrize(
    ("below", "summary"),
    [
        ("(2023年 4季度)", "2023-10/2023-12"),
        ("（2023年第四季度）", "2023-10/2023-12"),
        ("（2023年1-9月）", "2023-01/2023-09"),
    ],
)
def test_a_time_in_brackets_below_the_title_is_that_of_the_report(below: str, summary: str) -> None:
    found = meta(f"青禾县检察院办案情况\n{below}\n一、总体情况\n{BODY[0]}").summary_period
    assert (found and found.edtf) == summary


@pytest.mark.parametrize(
    ("titles", "summary", "plan"),
    [
        (("2022年上半年各项工作情况", "下半年工作思路"), "2022-01/2022-06", "2022-07/2022-12"),
        (("过去五年工作回顾", "2018年主要任务"), "2013/2017", "2018"),
        (("“十四五”时期和2025年工作回顾", "2026年重点工作"), "2025", "2026"),
        (("工作回顾", "2026年工作安排"), "2025", "2026"),
        (("上半年工作总结", "存在问题"), "XXXX-01/XXXX-06", None),
    ],
)
def test_headings_tell_where_no_title_does(titles: tuple[str, str], summary: str | None, plan: str | None) -> None:
    page = f"各位同志:\n一、{titles[0]}\n{BODY[0]}\n二、{titles[1]}\n{BODY[1]}"
    found = meta(page, *(heading(page, title) for title in titles))
    assert [period and period.edtf for period in (found.summary_period, found.plan_period)] == [summary, plan]


@pytest.mark.parametrize("titles", [("过去五年的回顾", "今后五年的主要任务"), ()])
def test_a_year_that_is_named_often_is_what_an_undated_report_tells_of(titles: tuple[str, ...]) -> None:
    body = "全县1979年种麦，1982年收麦。" * 9 + "1982年种稻。到2000年丰收。"
    page = f"各位同志:\n{body}\n" + "\n".join(f"一、{title}\n{body}" for title in titles)
    found = meta(page, *(heading(page, title) for title in titles))
    said = [period and period.edtf for period in (found.summary_period, found.plan_period)]
    assert said == (["1978/1982", "1983/1987"] if titles else ["1982", None])


def test_a_half_year_without_a_year_takes_that_of_its_publication() -> None:
    found = meta("某局上半年工作总结\n发布时间:2023-07-20\n" + BODY[0]).summary_period
    assert found is not None
    assert found.edtf == "2023-01/2023-06"


@pytest.mark.parametrize(
    ("of_year", "later", "told"), [(2021, "2022年", "2021"), (2021, "2025年", None), (2021, "到2025年", "2021")]
)
def test_what_is_no_report_tells_of_the_year_it_begins_with(of_year: int, later: str, told: str | None) -> None:
    found = meta(f"{of_year}年,各方共同努力,{BODY[0]}\n{later}完成改造。").summary_period
    assert (found and found.edtf) == told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("2021年1至10月,各方共同努力,{}", "2021-01/2021-10"),
        ("1至10月,各方共同努力,{}", "XXXX-01/XXXX-10"),
        ("各方共同努力,前三季度,{}", "XXXX-01/XXXX-09"),
        ("发布时间:2018-07-31\n上半年,各方共同努力,{}", "2018-01/2018-06"),
        ("10月,各方共同努力,{}", None),
    ],
)
def test_what_is_no_report_tells_of_the_months_that_it_begins_with(page: str, told: str | None) -> None:
    found = meta(page.format(BODY[0])).summary_period
    assert (found and found.edtf) == told


def test_a_meeting_that_looked_back_on_a_year_tells_of_it() -> None:
    page = f"全县召开农业工作会议,总结2021年工作,安排部署2022年工作,{BODY[0]}\n2019年建成大棚9栋。"
    found = meta(page).summary_period
    assert (found and found.edtf) == "2021"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("使2018年度招商工作取得实效。", "2018"),
        ("截止目前,2018年全县建成大棚9栋。", "2018"),
        ("截至2018年8月底建成大棚9栋。", "2018"),
        ("比2018年增加9栋。", None),
        ("2018年建成大棚9栋,与2017年同期相比增加2栋。", "2018"),
        ("自2018年以来建成大棚9栋。", None),
        ("2015-2018年建成大棚9栋。", None),
        ("2018年被评为先进单位。", None),
        ("2018年、2017年各建成大棚9栋。", None),
    ],
)
def test_a_short_text_tells_of_the_only_year_that_it_names(said: str, told: str | None) -> None:
    found = meta(f"各镇认真安排,{BODY[0]}\n{said}").summary_period
    assert (found and found.edtf) == told


def test_a_page_of_another_time_does_not_tell_of_the_only_year_that_it_names() -> None:
    page = f"发布时间:2023-07-20\n各镇认真安排,{BODY[0]}\n2018年建成大棚9栋。"
    assert meta(page).summary_period is None


def test_a_masked_report_keeps_its_masks() -> None:
    page = MASKED + "\n一、上半年工作总结\n" + MASKED
    found = meta(page, heading(page, "上半年工作总结"))
    assert masked(page)
    assert found.region is not None
    assert found.summary_period is not None
    assert (found.region.code, found.region.name, found.issuer) == (None, "xx区", "xx局")
    assert found.summary_period.edtf == "XXXX-01/XXXX-06"
    assert found.summary_period.start is None
    assert not masked(BODY[0] * 9 + "增长xx%")


def test_the_title_may_go_over_two_lines_and_the_sitting_too() -> None:
    page = (
        "关于某市2025年预算执行情况和\n2026年预算草案的报告\n——2026年1月8日在某市第五届人民代表大会\n第六次会议上\n"
        "某市财政局局长　王某某\n各位代表:\n" + BODY[0]
    )
    text = Text.of(page)
    found = head(text, (), ())
    assert found.meta.title == "关于某市2025年预算执行情况和2026年预算草案的报告"
    assert found.meta.issuer == "某市财政局"
    assert [part.kind for part in found.stretches] == ["title"] * 4 + ["header"]


def test_a_labelled_title_is_taken_and_its_line_is_not_body() -> None:
    page = "名称：某局2022年工作总结\n发布机构：某局\n2022年工作总结\n" + BODY[0]
    text = Text.of(page)
    found = head(text, (), ())
    assert found.meta.title == "某局2022年工作总结"
    assert [str(text)[part.start : part.end] for part in found.stretches if part.kind == "title"] == ["2022年工作总结"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("某局2022年工作总结-某区人民政府", "某局2022年工作总结"),
        ("2025年某市统计公报[1]", "2025年某市统计公报"),
        ("工 作 总 结", "工作总结"),
        ("青禾县文化工作情况汇报材料", "青禾县文化工作情况汇报材料"),
        ("青禾街道2015年工作总结 2016-03-07", "青禾街道2015年工作总结"),
        ("青禾县火灾形势分析的报告.docx", "青禾县火灾形势分析的报告"),
        ("青禾县住建局工作总结范文(2)", "青禾县住建局工作总结"),
        ("***镇农业振兴计划", "***镇农业振兴计划"),
        ("* 工作计划", None),
        ("(一)工作总结", None),
        ("切实做好总结。", None),
    ],
)
def test_titles(line: str, title: str | None) -> None:
    assert title_of(line) == title


def test_who_reports() -> None:
    source = "某市某区工业和信息化局2021年工作总结\n2022-01-02 11:13文章来源: 工业和信息化局\n"
    assert meta(source + BODY[0]).issuer == "某市某区工业和信息化局"
    assert (
        meta("2022年政府工作报告\n来源：某某日报\n各位代表:\n现在,我代表县人民政府,向大会报告工作。").issuer
        == "县人民政府"
    )
    assert in_opening("一年来,在区委的领导下,区商务局紧紧围绕中心工作,取得成效。") == "区商务局"
    assert in_opening("今年以来,我局认真落实各项部署。") is None
    assert in_title("上半年开发区工作总结") is None
    assert in_title("乡镇2014年工作总结") is None
    assert in_title("xx乡第十届人民代表大会第二次会议政府工作报告") is None
    assert in_title("区环保局201*年上半年工作总结") == "区环保局"
    assert in_title("青禾县公安局治安大队2019年工作总结") == "青禾县公安局治安大队"
    assert in_title("青禾县农业局关于农技中心2019年工作的总结") == "青禾县农业局"
    assert speaker("首先,我谨代表青禾镇党委、政府对各位领导表示欢迎") == "青禾镇党委、政府"
    assert speaker("现在,我代表**镇人民政府,向大会作工作报告") == "**镇人民政府"
    assert in_opening("2022年上半年,青禾区人民检察院共受理案件71件。") == "青禾区人民检察院"


def test_signature_date_and_note_close_the_report() -> None:
    page = f"某局工作总结\n{BODY[0]}\n中共某区某某工委     某区某某管委会\n2022年2月7日\n(此件主动公开)"
    found = head(Text.of(page), (), ())
    assert found.meta.signatories == ("中共某区某某工委", "某区某某管委会")
    assert (found.meta.signed, found.meta.openness) == (date(2022, 2, 7), "主动公开")
    assert [part.kind for part in found.stretches] == ["title", "closing", "closing", "closing"]
    # A last line that only ends as an agency does is text.
    assert head(Text.of(f"{BODY[0]}\n建设便民服务中心"), (), ()).stretches == ()


def test_a_flattened_page_gives_its_title() -> None:
    page = "发布机构:某局 发布日期:2023-02-03 某局2022年工作总结 一、工作情况 全年增长5%,完成投资2亿元。"
    text = Text.of(page)
    found = head(text, (), [heading(page, "工作情况")])
    assert (found.meta.title, found.meta.published) == ("某局2022年工作总结", date(2023, 2, 3))
    assert [page[part.start : part.end] for part in found.stretches] == [
        "发布机构:某局 发布日期:2023-02-03",
        "某局2022年工作总结",
    ]


def test_pipes_that_close_a_cell_are_furniture() -> None:
    assert aside(BODY[0] + " |\n|") == ["|", "|"]
    assert aside("指标 | 数值 |\n产值 | 5亿元 |") == []


def test_a_sitting_on_two_lines_needs_no_dash_before_it() -> None:
    page = "政府工作报告\n2031年1月8日在青禾市白石区\n第八届人民代表大会第二次会议上\n白石区区长  某某某\n各位代表:\n"
    found = head(Text.of(page + BODY[0]), (), ())
    assert found.meta.delivered == date(2031, 1, 8)
    assert "2031年1月8日在青禾市白石区" in [page[part.start : part.end] for part in found.stretches]


def test_a_foot_ends_the_page_even_if_another_article_begins_in_it() -> None:
    body = "\n".join(f"({number}){BODY[0]}" for number in "一二三四五六七八")
    assert aside(f"{body}\n责任编辑:某某\n扫一扫在手机打开当前页\n{BODY[0]}")[-1].endswith(BODY[0])
    assert aside(f"{body}\n免责声明:本文来源于网络,仅供学习参考。\n{body}") == []


def test_a_title_that_stands_above_the_navigation_only_is_kept() -> None:
    assert aside(f"某局2022年工作总结\n首页 > 计划总结 > 正文\n{BODY[0]}") == ["首页 > 计划总结 > 正文"]


def test_every_division_with_a_name_of_its_own_is_found_and_no_shared_name() -> None:
    shared = Counter(name for _, name in rows("divisions"))
    for code, name in rows("divisions"):
        found = divisions.region(name)
        assert (found and found.code) == (code if shared[name] == 1 else None), name
    assert sum(count > 1 for count in shared.values()) > 20


def test_a_shared_name_is_resolved_by_the_division_above() -> None:
    twins = [(code, name) for code, name in rows("divisions") if name == "鼓楼区"]
    names = dict(rows("divisions"))
    assert len(twins) == 4
    for code, name in twins:
        found = divisions.region(names[code[:4] + "00"].removesuffix("市") + name)
        assert found is not None
        assert (found.code, found.level, found.parent) == (code, "county", code[:4] + "00")


@pytest.mark.parametrize(
    ("name", "code", "said", "level"),
    [
        ("绵阳市游仙区某局2021年工作总结", "510704", "绵阳市游仙区", "county"),
        ("2026年安徽省政府工作报告", "340000", "安徽省", "province"),
        ("恩施州2025年工作总结", "422800", "恩施州", "prefecture"),
        ("厦门火炬高新区2021年工作总结", None, "厦门火炬高新区", "zone"),
        ("中共福州市委青禾高新区工委2031年工作总结", None, "青禾高新区", "zone"),
        ("浦东新区2021年工作总结", "310115", "浦东新区", "county"),
    ],
)
def test_the_region_of_a_title(name: str, code: str | None, said: str, level: str) -> None:
    found = meta(f"{name}\n{BODY[0]}").region
    assert found is not None
    assert (found.code, found.name, found.level) == (code, said, level)


def test_no_region_is_guessed() -> None:
    assert meta(f"某局工作总结\n{BODY[0]}赴鹿城区、湖里区学习。").region is None
    assert meta(f"某县赴苏州市考察工作总结\n{BODY[0]}").region is None


def test_every_word_of_the_roles_is_reachable() -> None:
    for name in ROLES:
        words = table("roles")[name]
        for word in (*words["anywhere"], *words["last"]):
            assert role(f"年度{word}") == name, word
        for word in words["first"]:
            assert role(f"{word}工业") == name, word


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("年度目标完成情况", "summary"),
        ("企业服务卓有成效", ""),
        ("坚持问题导向,着力破解难题", ""),
        ("存在问题及下一步打算", "plan"),
        ("工作成效及存在问题", "achievements"),
        ("2021年工作总结和2022年工作计划", ""),
        ("全力完成年度目标任务", ""),
        ("主要经济指标", "indicators"),
        ("", ""),
    ],
)
def test_roles(title: str, said: str) -> None:
    assert role(title) == said


def test_a_year_left_out_of_the_title_is_that_with_which_the_text_begins():
    report = zfbg.parse(
        "市交通局XX年工作总结\n二〇一六年，在市委正确领导下，我局加快项目建设。\n一、主要工作\n完成投资3亿元。"
    )
    assert report.meta.summary_period is not None
    assert report.meta.summary_period.edtf == "2016"


def test_the_agency_of_a_title_may_stand_behind_its_year():
    report = zfbg.parse("2020年青禾县城市管理局工作总结\n一、主要工作\n清理占道经营20处。")
    assert report.meta.issuer == "青禾县城市管理局"


def test_a_court_or_procuratorate_is_known_whatever_stands_behind_it():
    assert zfbg.parse("青禾县检察院检察业务数据情况\n一、刑事检察\n批准逮捕20人。").meta.issuer == "青禾县检察院"


def test_a_title_that_a_sentence_on_its_year_runs_into() -> None:
    found = zfbg.parse(
        "青禾县城管局2019年工作总结2019年是改革后的第一年。各项工作进展顺利。\n一、环境整治\n清理垃圾9吨。"
    ).meta
    assert (found.title, found.issuer) == ("青禾县城管局2019年工作总结", "青禾县城管局")
    assert found.summary_period is not None
    assert found.summary_period.edtf == "2019"


@pytest.mark.parametrize(
    ("line", "title", "issuer"),
    [
        (
            "第1篇 2023年上半年青禾县卫生局工作总结及工作计划 1350字",
            "2023年上半年青禾县卫生局工作总结及工作计划",
            "青禾县卫生局",
        ),
        ("篇一：青禾区残联康复工程总结", "青禾区残联康复工程总结", "青禾区残联"),
        ("青禾县扶贫工作总结范文", "青禾县扶贫工作总结", None),
        ("工作总结|教育工作总结", "教育工作总结", None),
        ("XX年度青禾县教育局过去五年工作总结", "XX年度青禾县教育局过去五年工作总结", "青禾县教育局"),
    ],
)
def test_a_title_that_a_site_has_collected(line, title, issuer):
    meta = zfbg.parse(
        f"{line}\n一、今年工作完成情况\n参合率达到98%。\n二、明年打算\n继续提高。", template="generic"
    ).meta
    assert (meta.title, meta.issuer) == (title, issuer)


def test_a_year_that_says_which_thing_is_meant_below_a_heading_is_not_the_reports():
    report = zfbg.parse(
        "水利上半年工作总结\n我局抢抓机遇，现把2010年1~6月工作总结如下：\n一、重点项目\n2009年一期工程批复投资60万元。\n二、其他工作\n巡河9次。"
    )
    assert report.meta.summary_period is not None
    assert report.meta.summary_period.edtf == "2010-01/2010-06"


def test_the_part_of_the_year_that_a_heading_or_the_first_sentence_names_is_that_of_the_titles_year():
    by_heading = zfbg.parse("青禾县2023年工作情况汇报\n青禾县位于河边。\n一、上半年工作回顾\n完成投资3亿元。")
    by_sentence = zfbg.parse("青禾县2023年工作汇报材料\n2023年上半年,我县加快建设。\n一、主要做法\n完成投资3亿元。")
    for report in (by_heading, by_sentence):
        assert report.meta.summary_period is not None
        assert report.meta.summary_period.edtf == "2023-01/2023-06"


def test_a_plan_has_no_year_from_what_it_tells_of_the_years_before():
    report = zfbg.parse("青禾镇农业振兴计划\n一、发展现状\n2009年,全镇产粮9万吨。\n二、发展目标\n新建大棚8个。")
    assert (report.meta.kinds, report.meta.plan_period) == (("plan",), None)


def test_who_reports_and_when_may_stand_in_a_bracket_below_the_title():
    meta = zfbg.parse(
        "二○一五年主要工作情况\n(青禾街道 2016年1月11日)\n2015年，街道修路9公里。\n一、主要做法\n修路。"
    ).meta
    assert (meta.issuer, meta.signed) == ("青禾街道", date(2016, 1, 11))


def test_the_place_of_the_first_sentence_is_the_region_where_nothing_else_tells():
    meta = zfbg.parse("十八大以来，裕安区认真抓好扶贫，脱贫9万人。\n投入资金8亿元。").meta
    assert meta.issuer is None
    assert meta.region is not None
    assert meta.region.name == "裕安区"


@pytest.mark.parametrize(
    ("congress", "year"),
    [
        ("第七届全国人民代表大会第三次会议", 1990),
        ("第十四届全国人民代表大会第二次会议", 2024),
        ("第二届全国人民代表大会第三次会议", 1962),
        ("第五届全国人民代表大会", 1978),
    ],
)
def test_a_report_that_no_date_tells_is_of_the_year_in_which_its_congress_sat(congress: str, year: int) -> None:
    opening = f"各位代表：\n现在，我代表国务院，向{congress}作报告。\n"
    page = opening + "一、主要成就\n发展农业生产。\n二、今后的任务\n办好学校。\n"
    found = zfbg.parse(page).meta
    assert found.summary_period
    assert found.summary_period.edtf == str(year - 1)


def test_no_congress_sat_where_none_has_that_session() -> None:
    page = "各位代表：\n现在，我代表国务院，向第四届全国人民代表大会第二次会议作报告。\n一、主要成就\n发展农业生产。\n"
    assert zfbg.parse(page).meta.summary_period is None
