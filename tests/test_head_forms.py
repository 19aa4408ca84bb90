"""Heads and closes in all the forms they are found in: what is printed is read back, and no body is set aside."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import zfbg
from zfbg.facts.mentions.edtf import year, years
from zfbg.generic import GENERIC
from zfbg.lexicon import divisions, table
from zfbg.model import Meta, Region
from zfbg.outline.places import registered_at
from zfbg.template import Head, remainder
from zfbg.text import Text

OFFICES = ["云岭县财政局", "双溪市青禾区商务局", "白石区工业和信息化局", "临江县发展和改革局"]
SECTIONS = ["一、主要工作情况", "二、下一步工作安排"]
PARAGRAPHS = [
    "今年以来,全县工业经济稳步增长,规上工业增加值增长5.1%,新增企业12家,各项工作取得新的进展。",
    "强化服务。走访企业86家次,收集问题42个,办结率100%。",
    "时间紧、任务重,来源于基层的意见均已办理,发布政策12条,索引工作全部完成。",
    "附件报送及时,抄送材料减少一半,签发文件更加规范。",
    "印发方案3个,主送机关满意度提高2个百分点。",
]
BLANK_RUNS = ["  ", "    ", "\t", " \u00a0 ", "\u3000\u3000", "\u2002\u2002"]


@frozen
class Page:
    """A generated page: its text, its body's lines, and the elements around them by name."""

    raw: str
    body: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]


def read(raw: str) -> tuple[Text, Head, list[str]]:
    """The head of a page, and the lines that are left as the body."""
    text = Text.of(raw)
    furniture = GENERIC.furniture(text)
    headings, _ = GENERIC.outline(text, remainder(text, furniture))
    found = GENERIC.head(text, furniture, headings)
    lines = remainder(text, (*furniture, *found.stretches))
    return text, found, [raw[line.start : line.end] for line in lines]


def told(raw: str) -> Meta:
    return read(raw)[1].meta


days = st.dates(date(2008, 1, 1), date(2030, 12, 31))


@st.composite
def dates(draw: st.DrawFn) -> str:
    day = draw(days)
    forms = ("{0}-{1:02}-{2:02}", "{0}年{1}月{2}日", "{0}/{1:02}/{2:02}", "{0}.{1}.{2}", "{0}-{1:02}-{2:02} 09:05")
    return draw(st.sampled_from(forms)).format(day.year, day.month, day.day)


@st.composite
def indexes(draw: st.DrawFn) -> str:
    year, number = draw(st.integers(2008, 2030)), draw(st.integers(1, 99999))
    form = draw(st.sampled_from(("QH{1:05}-0101-{0}-{1:05}", "MB16{1:05}/{0}-{1:05}", "0010080{1:05}/{0}-{1:05}")))
    return form.format(year, number)


@st.composite
def values(draw: st.DrawFn, name: str) -> str:
    """A value of the element ``name``."""
    if name in ("created", "signed", "issued", "published"):
        return draw(dates())
    if name == "index_number":
        return draw(indexes())
    if name == "document_number":
        opened, closed = draw(st.sampled_from(("〔〕", "[]", "（）", "【】")))
        return f"云财{opened}{draw(st.integers(2008, 2030))}{closed}{draw(st.integers(1, 300))}号"
    if name == "issuer":
        return draw(st.sampled_from(OFFICES))
    return draw(st.sampled_from(("主动公开", "计划总结", "全社会", "有效")))


NAMES = (
    "index_number",
    "document_number",
    "issuer",
    "created",
    "signed",
    "issued",
    "published",
    "category",
    "openness",
)


@st.composite
def labelled(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Lines with labels and values in one layout, and the elements they hold."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    strong = table("labels")["strong"]
    elements = [(name, draw(st.sampled_from(strong[name])), draw(values(name))) for name in names]
    spaced = draw(st.booleans())
    shown = {label: " ".join(label) if spaced and len(label) < 4 else label for _, label, _ in elements}
    layout = draw(st.sampled_from(("lines", "pairs", "cells", "rows", "columns", "below", "brackets", "blanks")))
    pairs = [(shown[label], value) for _, label, value in elements]
    if layout == "lines":
        mark = draw(st.sampled_from((":", "：", ": ", " : ", "：\u3000", "\t", " | ", "   ")))
        lead = draw(st.sampled_from(("", "• ", "| ", "\u3000")))
        lines = [f"{lead}{label}{mark}{value}" for label, value in pairs]
    elif layout == "pairs":
        mark, gap = draw(st.sampled_from((":", "：", ": "))), draw(st.sampled_from([*BLANK_RUNS, " ", " | "]))
        shards = [f"{label}{mark}{value}" for label, value in pairs]
        lines = [gap.join(shards[number : number + 2]) for number in range(0, len(shards), 2)]
    elif layout == "cells":
        lines = [" | ".join(word for pair in pairs[n : n + 2] for word in pair) + " |" for n in range(0, len(pairs), 2)]
    elif layout == "rows":
        gap = draw(st.sampled_from((" | ", "\t", "|")))
        lines = [gap.join(label for label, _ in pairs), gap.join(value for _, value in pairs)]
    elif layout == "columns":
        lines = [label for label, _ in pairs] + [value for _, value in pairs]
    elif layout == "below":
        mark = draw(st.sampled_from(("", ":", "：")))
        lines = [line for label, value in pairs for line in (label + mark, value)]
    elif layout == "brackets":
        form = draw(st.sampled_from(("【{}】{}", "[{}]{}", "【{}】 {}", "【{}】：{}")))
        gap = draw(st.sampled_from(("\n", " ", "  ")))
        lines = gap.join(form.format(*pair) for pair in pairs).split("\n")
    else:
        lines = [" ".join(word for pair in pairs for word in pair)]
    return lines, elements


@st.composite
def bodies(draw: st.DrawFn) -> list[str]:
    lines = []
    for section in SECTIONS:
        lines += [section, *draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4))]
    return lines


@settings(max_examples=300)
@given(labelled(), bodies())
def test_labels_are_read_in_every_layout(block: tuple[list[str], list[tuple[str, str, str]]], body: list[str]) -> None:
    lines, elements = block
    raw = "\n".join([*lines, *body])
    _, found, left = read(raw)
    assert sorted((one.name, one.label, one.text) for one in found.meta.fields) == sorted(elements)
    assert all(raw[one.span.start : one.span.end] == one.text for one in found.meta.fields)
    assert left == body


@st.composite
def documents(draw: st.DrawFn) -> Page:
    """A document of GB/T 9704-2012, each element there or not, between the navigation and the foot of a page."""
    office = draw(st.sampled_from(OFFICES))
    year = draw(st.integers(2010, 2029))
    lines: list[str] = []
    fields: list[tuple[str, str, str]] = []

    def maybe(*found: tuple[str, str, str] | str) -> None:
        if draw(st.booleans()):
            lines.append(str(found[0]))
            fields.extend(one for one in found[1:] if isinstance(one, tuple))

    maybe("首页 > 政务公开 > 计划总结")
    maybe("000012", ("copy_number", "", "000012"))
    maybe("机密★1年  特急", ("secrecy", "", "机密★1年"), ("urgency", "", "特急"))
    maybe(f"{office}文件", ("masthead", "", f"{office}文件"))
    maybe("云财〔2024〕7号    签发人：张某", ("document_number", "", "云财〔2024〕7号"), ("signer", "签发人", "张某"))
    title = f"{office}{year}年工作总结和{year + 1}年工作计划"
    cited = draw(st.booleans())
    lines.append(f"《{title}》" if cited else title)
    if draw(st.booleans()):
        sitting = draw(
            st.sampled_from(("——{}在云岭县第十八届人民代表大会第三次会议上", "（{}在云岭县第三届人大一次会议上）"))
        )
        lines.append(sitting.format(f"{year + 1}年1月18日"))
        fields.append(("delivered", "", f"{year + 1}年1月18日"))
    maybe("云岭县县长\u3000张\u3000某", ("speaker", "", "云岭县县长\u3000张\u3000某"))
    maybe("各镇人民政府、街道办事处，县级各部门：", ("recipients", "", "各镇人民政府、街道办事处，县级各部门"))
    body = draw(bodies())
    lines += body
    attached = draw(st.sampled_from(("", "附件：重点项目清单", "附件：1.重点项目清单\n2.2024年任务分解表")))
    if attached:
        lines.append(attached)
        fields.append(("attachments", "附件", attached.removeprefix("附件：")))
    signed = draw(st.sampled_from(("", f"{office}    云岭县统计局", office)))
    if signed:
        lines += [signed, f"{year + 1}年1月20日"]
        fields += [("signatories", "", signed), ("signed", "", f"{year + 1}年1月20日")]
    maybe("（此件主动公开）", ("openness", "", "此件主动公开"))
    maybe("抄送：县委办公室，县人大常委会办公室。", ("copied_to", "抄送", "县委办公室，县人大常委会办公室。"))
    printed = f"{year + 1}年1月21日"
    maybe(f"云岭县财政局办公室    {printed}印发", ("printer", "", "云岭县财政局办公室"), ("issued", "", printed))
    maybe("扫一扫在手机打开当前页")
    gap = draw(st.sampled_from(("\n", "\n\n", "\n\u3000\u3000", "\r\n")))
    return Page(gap.join(lines), tuple(body), tuple(fields))


@settings(max_examples=300)
@given(documents())
def test_what_is_taken_away_is_what_was_put_around_the_body(page: Page) -> None:
    _, found, left = read(page.raw)
    assert tuple(left) == page.body
    fields = [(one.name, one.label, "\n".join(one.text.split())) for one in found.meta.fields]
    assert sorted(fields) == sorted((name, label, "\n".join(text.split())) for name, label, text in page.fields)


def test_the_elements_of_a_document_fill_its_metadata() -> None:
    raw = (
        "机密★长期\n云岭县人民政府文件\n云政〔2024〕7号  签发人:张某\n云岭县人民政府\n关于2023年工作情况的报告\n"
        "市人民政府:\n"
        + "\n".join([SECTIONS[0], *PARAGRAPHS])
        + "\n附件:1.2024年项目清单 2.任务分解表\n云岭县人民政府\n2024年1月20日\n(此件依申请公开)\n主题词:工业 总结\n"
        "抄送:市委办公室,市人大常委会办公室。\n云岭县人民政府办公室 2024年1月21日印发"
    )
    found = told(raw)
    assert (found.title, found.issuer) == ("云岭县人民政府关于2023年工作情况的报告", "云岭县人民政府")
    assert (found.document_number, found.signer) == ("云政〔2024〕7号", "张某")
    assert (found.recipients, found.attachments) == (("市人民政府",), ("2024年项目清单", "任务分解表"))
    assert (found.signatories, found.openness) == (("云岭县人民政府",), "依申请公开")
    assert (found.signed, found.issued) == (date(2024, 1, 20), date(2024, 1, 21))
    assert found.copied_to == ("市委办公室", "市人大常委会办公室")
    assert found.keywords == ("工业", "总结")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("政 府 工 作 报 告",), "政府工作报告"),
        (
            ("关于云岭县2023年预算执行情况和", "2024年预算草案的", "报 告"),
            "关于云岭县2023年预算执行情况和2024年预算草案的报告",
        ),
        (("云岭县财政局", "2023年工作总结"), "云岭县财政局2023年工作总结"),
        (("《云岭县财政局2023年工作总结》",), "云岭县财政局2023年工作总结"),
        (("关于印发《云岭县2024年工作要点》的通知",), "关于印发《云岭县2024年工作要点》的通知"),
        (("谱写新篇章", "——云岭县财政局2023年工作总结"), "谱写新篇章——云岭县财政局2023年工作总结"),
    ],
)
def test_titles_of_every_shape(lines: tuple[str, ...], title: str) -> None:
    body = [SECTIONS[0], *PARAGRAPHS]
    _, found, left = read("\n".join([*lines, *body]))
    assert found.meta.title == title
    assert left == body


def test_what_looks_like_an_element_and_is_text_is_left_to_the_body() -> None:
    # The head of a list is no 主送机关, and 附件: before a sentence no 附件说明.
    body = ["重点企业:", "云岭纸业、青禾食品", SECTIONS[0], *PARAGRAPHS, "附件:", "1.新增企业12家。"]
    assert read("\n".join(["云岭县财政局2023年工作总结", *body]))[2] == body


def test_agency_and_date_may_sign_on_one_line() -> None:
    body = [SECTIONS[0], *PARAGRAPHS]
    raw = "\n".join(["云岭县财政局2023年工作总结", *body, "云岭县财政局  2024年1月5日"])
    _, found, left = read(raw)
    assert (found.meta.signatories, found.meta.signed) == (("云岭县财政局",), date(2024, 1, 5))
    assert [(one.name, one.text) for one in found.meta.fields] == [
        ("signatories", "云岭县财政局"),
        ("signed", "2024年1月5日"),
    ]
    assert left == body


def test_a_joint_signature_may_be_letter_spaced_or_stand_below_the_title() -> None:
    spaced = "云 岭 县 财 政 局\u3000\u3000云 岭 县 统 计 局\n2024年1月5日"
    both = ("云岭县财政局", "云岭县统计局")
    assert told("2023年工作总结\n" + "\n".join([SECTIONS[0], *PARAGRAPHS, spaced])).signatories == both
    for line in ("云岭县财政局 云岭县统计局", "云岭县财政局\n云岭县统计局"):
        found = told(f"2023年统计公报\n{line}\n2024年4月30日\n{PARAGRAPHS[0]}")
        assert (found.signatories, found.issuer, found.signed) == (both, both[0], date(2024, 4, 30))


def test_a_report_given_early_in_the_next_year_looks_back_on_the_year_of_its_title() -> None:
    page = "云岭县2023年政府工作报告\n——{}年1月8日在云岭县第三届人民代表大会第四次会议上\n各位代表:\n" + PARAGRAPHS[0]
    periods = {year: told(page.format(year)).summary_period for year in (2023, 2024)}
    assert {year: period and period.edtf for year, period in periods.items()} == {2023: "2022", 2024: "2023"}


def test_a_report_given_in_the_last_months_of_a_year_looks_back_on_that_year() -> None:
    page = (
        "政府工作报告\n——2016年{}月8日在云岭镇第三届人民代表大会第一次会议上\n各位代表:\n一、过去五年工作回顾\n"
        + PARAGRAPHS[0]
    )
    periods = {month: told(page.format(month)).summary_period for month in (1, 12)}
    assert {month: period and period.edtf for month, period in periods.items()} == {1: "2011/2015", 12: "2012/2016"}


def test_bare_values_one_below_the_other() -> None:
    found = told("MB1670946/2023-00023\n青禾街道办事处\n2023-01-17\n2022年工作总结\n" + "\n".join(PARAGRAPHS))
    assert (found.index_number, found.issuer) == ("MB1670946/2023-00023", "青禾街道办事处")
    assert found.published == date(2023, 1, 17)


@given(
    st.sampled_from(
        [("山东省济南市", "370103"), ("山东省枣庄市", "370402"), ("四川省内江市", "511002"), ("四川省乐山市", "511102")]
    )
)
def test_a_shared_name_is_settled_by_the_page_only(place: tuple[str, str]) -> None:
    above, code = place
    page = "市中区2023年工作总结\n" + PARAGRAPHS[0]
    assert told(page).region == Region(None, "市中区", "county", None)
    settled = told(f"首页 > {above} > 政务公开\n{page}").region
    assert settled == Region(code, "市中区", "county", code[:4] + "00")
    assert told(f"发布机构:{above}市中区财政局\n{page}").region == settled
    assert [one.code for one in divisions.parents(code)] == [code[:4] + "00", code[:2] + "0000"]


def credit_code(code: str) -> str:
    """A 统一社会信用代码 with its check sign (GB 32100-2015), of no one."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    stem = f"11{code}00000000X"
    return stem + signs[-sum(signs.index(sign) * pow(3, n, 31) for n, sign in enumerate(stem)) % 31]


@given(st.sampled_from(["370103", "370402", "511002", "511102"]))
def test_a_shared_name_is_settled_by_the_credit_code(code: str) -> None:
    index = credit_code(code) + "/2024-00012"
    found = told(f"索引号:{index}\n市中区2023年工作总结\n{PARAGRAPHS[0]}").region
    assert found is not None
    assert found.code == code
    spoiled = ("0" if index[17] != "0" else "1").join((index[:17], index[18:]))
    assert registered_at(spoiled) is None


def test_a_zone_has_the_place_named_before_it_as_parent() -> None:
    page = "湖里区火炬园区2023年工作总结\n" + PARAGRAPHS[0]
    assert told(page).region == Region(None, "湖里区火炬园区", "zone", "350206")
    bare = "发布机构:厦门市云岭高新区管委会\n云岭高新区2023年工作总结\n" + PARAGRAPHS[0]
    assert told(bare).region == Region(None, "云岭高新区", "zone", "350200")
    assert divisions.parents(Region(None, "某园区", "zone", "350206"))[-1].name == "福建省"


def issues(raw: str) -> list[tuple[str, str]]:
    found = read(raw)[1].issues
    return [(one.code, raw[one.span.start : one.span.end]) for one in found]


def test_a_year_that_title_headings_and_text_tell_differently_is_an_issue() -> None:
    title = "云岭县财政局2021年工作总结和2022年工作计划"
    past, ahead = f"一、2021年工作总结\n{PARAGRAPHS[0]}", f"二、{{}}年工作计划\n{{}}{PARAGRAPHS[1]}"
    assert issues(f"{title}\n{past}\n{ahead.format(2022, '')}") == []
    wrong = f"{title}\n{past}\n{ahead.format(2021, '2022年,县财政局将加强管理。')}"
    assert issues(wrong) == [("year-mismatch", "二、2021年工作计划")]
    found = told(wrong)
    assert found.plan_period is not None
    assert found.plan_period.edtf == "2022"
    late = f"{title}\n{past}\n{ahead.format(2022, '2024年,县财政局将加强管理。')}"
    assert issues(late) == [("year-mismatch", "2024")]
    # Looking back at the beginning of a plan is no contradiction.
    assert issues(f"{title}\n{past}\n{ahead.format(2022, '2021年,全县取得成绩。')}") == []


@pytest.mark.parametrize(
    ("page", "edtf"),
    [
        ("发布机构:云岭县财政局 发布日期:2023-07-20\n上半年工作总结\n{}", "2023-01/2023-06"),
        ("发布机构:云岭县财政局 发布日期:2024-01-09\n上半年工作总结\n{}", "2023-01/2023-06"),
        ("时间:2022-08-08\n上半年工作总结\n{}\n来源:网络整理 免责声明:仅供参考", "XXXX-01/XXXX-06"),
        ("时间:2022-08-08 10:12:30\n上半年工作总结\n{}", "XXXX-01/XXXX-06"),
        ("时间:2022-02-08 10:12:30\n某局全年工作总结\n{}", None),
        ("时间:2022-02-08 10:12:30\n某局全年工作总结\n2021年10月,全县新建学校3所。\n{}", "2021"),
        ("发布日期:2022-02-08\n某局全年工作总结\n{}", "2021"),
        ("发布日期:2022-08-08\n上半年工作总结\n2017年上半年,全县完成投资2亿元,较2016年增长5%。\n{}", "2017-01/2017-06"),
        ("发布日期:2022-08-08\n上半年工作总结\n截至2016年底,全县企业达到86家,较2015年增长5%。\n{}", "XXXX-01/XXXX-06"),
    ],
)
def test_the_year_of_a_report_that_names_none(page: str, edtf: str | None) -> None:
    found = told(page.format(PARAGRAPHS[0])).summary_period
    assert (found and found.edtf) == edtf


@pytest.mark.parametrize(
    ("title", "heading", "edtf"),
    [
        ("2023年政府工作报告", "一、“十四五”以来工作回顾", "2021/2022"),
        ("2026年政府工作报告", "一、“十四五”时期工作回顾", "2021/2025"),
        ("2026年政府工作报告", "一、“十四五”时期和2025年工作回顾", "2025"),
    ],
)
def test_a_five_year_plan_is_told_of_as_far_as_it_has_come(title: str, heading: str, edtf: str) -> None:
    found = told(f"{title}\n{heading}\n{PARAGRAPHS[0]}\n二、{title[:4]}年工作安排\n{PARAGRAPHS[1]}").summary_period
    assert found is not None
    assert found.edtf == edtf


TITLE = "云浦县水利局2023年工作总结"
REST = "\n2023年，全县水利投资完成2亿元，增长5%。\n一、主要工作\n建成水库3座。\n二、存在问题\n资金不足。\n"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (f"{TITLE}\n及2024年工作计划", {"title": f"{TITLE}及2024年工作计划", "kinds": ("summary", "plan")}),
        ("云浦县水利局2023年\n工作总结", {"title": TITLE}),
        ("云浦县水利局2021年工作总结2022年工作安排", {"kinds": ("summary", "plan"), "plan_period": year(2022)}),
        ("云浦县水利局关于印发2024年工作要点的通知", {"kinds": ("plan",), "plan_period": year(2024)}),
        ("云浦县2021年财政决算的报告", {"kinds": ("summary",), "summary_period": year(2021)}),
        ("云浦县水利局2023年工作\n总结", {"title": TITLE}),
        ("中共云浦县委党校\n2023年工作总结", {"title": "中共云浦县委党校2023年工作总结"}),
        (
            f"名        称\t{TITLE}\n文        号\t云水〔2023〕12号",
            {"title": TITLE, "document_number": "云水〔2023〕12号"},
        ),
        (
            f"发文字号：\t关键词：\n成文日期：2024-01-02\t发布日期：2024-01-05\n{TITLE}",
            {"document_number": None, "keywords": (), "signed": date(2024, 1, 2), "published": date(2024, 1, 5)},
        ),
        (f"【发布机构：云浦县水利局】【文号：云水〔2023〕12号】\n{TITLE}", {"document_number": "云水〔2023〕12号"}),
        (
            f"索引号:000-2023-001发布机构:云浦县水利局文号:云水〔2023〕12号发布日期:2023-12-30\n{TITLE}",
            {"index_number": "000-2023-001", "document_number": "云水〔2023〕12号", "published": date(2023, 12, 30)},
        ),
        (f"更新时间：2024-02-01　发布时间：2023-12-30\n{TITLE}", {"published": date(2023, 12, 30)}),
        (f"失效日期：\n2025-12-31\n{TITLE}", {"published": None}),
        (f"签发人：张三　　会签人：李四\n{TITLE}", {"signer": "张三"}),
        (f"签发人：\n云浦县水利局\n{TITLE}", {"signer": None}),
        (f"发布者：办公室　发布日期：2023-12-30\n{TITLE}", {"published": date(2023, 12, 30)}),
        (f"发布机构：局办公室\n{TITLE}", {"issuer": "云浦县水利局"}),
        ("发布机构：湖南省统计局\n郴州市2025年统计公报\n郴州市统计局", {"issuer": "郴州市统计局"}),
        (
            "预算执行情况的报告（摘要）——2026年2月10日在某市人民代表大会会议上",
            {"title": "预算执行情况的报告（摘要）", "delivered": date(2026, 2, 10)},
        ),
        ("政府工作报告\n----2022年1月6日在云浦县人大会议上", {"delivered": date(2022, 1, 6)}),
        ("政府工作报告\n——二〇二二年一月六日在云浦县人大会议上", {"delivered": date(2022, 1, 6)}),
    ],
)
def test_heads_seen_on_pages(above: str, expected: dict[str, object]) -> None:
    found = told(above + REST)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("title", "issuer", "code"),
    [
        ("上海路街道办事处2023年工作总结", "上海路街道办事处", None),
        ("海南镇2023年工作总结", "海南镇", None),
        ("上海市水务局2023年工作总结", "上海市水务局", "310000"),
        ("和田地区教育局2023年工作总结", "和田地区教育局", "653200"),
        ("和各部门2023年工作总结", None, None),
        ("云浦县妇联2023年工作总结", "云浦县妇联", None),
        ("云浦县水利局“十三五”工作总结", "云浦县水利局", None),
        ("xx县住建局2023年工作总结", "xx县住建局", None),
    ],
)
def test_agencies_and_places_in_titles(title: str, issuer: str | None, code: str | None) -> None:
    found = told(title + REST)
    assert found.issuer == issuer
    assert (found.region.code if found.region else None) == code


@pytest.mark.parametrize(
    "foot",
    [
        "发布日期：2024-01-03",
        "索引号：A1/2023-7\n发布机构：云浦县水利局\n发布日期：2024-01-03",
        "发布时间：2024-01-03 来源：云浦县水利局 责任编辑：李四",
    ],
)
def test_labels_at_the_foot_do_not_hide_the_signature(foot: str) -> None:
    found = told(f"{TITLE}{REST}云浦县水利局（盖章）\n2023年12月25日\n{foot}")
    assert (found.signatories, found.signed) == (("云浦县水利局",), date(2023, 12, 25))
    assert found.published == date(2024, 1, 3)


def test_the_only_line_that_divides_a_report_tells_its_time() -> None:
    head = "云浦县水利局工作报告\n2022年1月8日在全县水利工作会议上\n"
    text = head + "各位代表，现在我代表县水利局向大会报告工作，请予审议。\n"
    found = zfbg.parse(f"{text}过去五年的工作回顾\n{PARAGRAPHS[0] * 2}\n{PARAGRAPHS[1]}")
    assert found.meta.summary_period == years(2017, 2021)
    assert getattr(found.children[-1], "title", None) == "过去五年的工作回顾"
