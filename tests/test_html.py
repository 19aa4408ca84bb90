"""Web pages: what a reader sees comes, in order and whole, and what stands around the report is set aside."""

from __future__ import annotations

import html
import quopri
import re
from itertools import pairwise

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import zfbg
from zfbg.api import read
from zfbg.errors import SourceError
from zfbg.loaders.html import HTML
from zfbg.testing import assert_report, reports

SENTENCE = "1-5月，全县实现规上工业总产值118.20亿元，同比增长10.5%。"
WORDS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("12.%，。"), min_size=1)
INLINE = (
    "<span style='font-size:12pt'>{}</span>",
    "<b>{}</b>",
    "<font color=red>{}</font>",
    "<a href='#'>{}</a>",
    "{}",
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def raw(body: str, head: str = "") -> str:
    return read(page(body, head), "page.html").raw


@st.composite
def styled(draw: st.DrawFn) -> tuple[str, str]:
    """A paragraph, and as a page has it: in pieces of many styles, one within another."""
    words = draw(WORDS)
    cuts = sorted({0, len(words), *draw(st.lists(st.integers(0, len(words)), max_size=4))})
    pieces = [html.escape(words[start:end]) for start, end in pairwise(cuts)]
    return words, "".join(
        draw(st.sampled_from(INLINE)).format(draw(st.sampled_from(INLINE)).format(piece)) for piece in pieces
    )


@given(st.lists(styled(), min_size=1, max_size=5), st.sampled_from(["p", "div", "li", "h3", "td"]))
def test_no_style_divides_a_paragraph(paragraphs: list[tuple[str, str]], tag: str) -> None:
    body = "".join(f"<{tag}>{marked}</{tag}>" for _, marked in paragraphs)
    if tag == "td":
        assert raw(f"<table><tr>{body}</tr></table>") == "\t".join(words for words, _ in paragraphs)
    else:
        assert raw(body) == "\n".join(words for words, _ in paragraphs)


@given(st.text(st.sampled_from("<>/=\"'& \n\tapdivtrbol!-全县5%。，\0\ufeff")) | st.text())
def test_any_page_is_read_or_refused_with_a_reason(text: str) -> None:
    data = page(text.encode("utf-8", "ignore").decode())
    try:
        source = read(data, "page.html")
    except SourceError as error:
        event(str(error))
        return
    assert_report(zfbg.parse(source))
    for location in source.locations:
        assert source.where(zfbg.Span(location.start, location.start + 1)) == (location.name,)


@given(reports())
def test_a_page_is_read_as_its_text_is(text: str) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    menu = "<nav><a href='/'>首页</a> <a href='/zw'>政务公开</a></nav>"
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    found = zfbg.parse(page(f"{menu}<div><div id='zoom'>{body}</div></div><footer>版权所有 某县人民政府</footer>"))
    plain = zfbg.parse("\n".join(lines))
    told = [(fact.text, fact.indicator, fact.measure, fact.value, fact.period) for fact in found.facts]
    assert told == [(fact.text, fact.indicator, fact.measure, fact.value, fact.period) for fact in plain.facts]
    assert [part.kind for part in found.source.aside][:1] == ["page"]


def test_what_a_page_says_of_its_article_stands_above_it() -> None:
    head = (
        '<meta name="ArticleTitle" content="青禾县工信局2023年上半年工作总结">'
        '<meta name="PubDate" content="2023-07-12 09:30">'
        '<meta name="ContentSource" content="青禾县工信局"><meta name="viewport" content="width=device-width">'
    )
    report = zfbg.parse(page(f"<p>一、主要指标</p><p>{SENTENCE}</p>", head))
    assert report.meta.title == "青禾县工信局2023年上半年工作总结"
    assert (report.meta.issuer, str(report.meta.published)) == ("青禾县工信局", "2023-07-12")
    assert "viewport" not in report.source.raw
    published = next(field for field in report.meta.fields if field.label == "PubDate")
    assert report.source.where(published.span) == ("/html/head/meta[2]",)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "gb2312"), ("utf-16", "utf-8"), ("big5", "gb2312")],
)
def test_what_the_bytes_are_decides_not_what_the_page_declares(encoding: str, declared: str) -> None:
    words = "全縣規模以上工業總產值增長10.5%" if encoding == "big5" else SENTENCE
    text = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    assert read(text.encode(encoding), "page.html").raw == words


def test_rows_of_a_table_stay_rows_and_columns_of_a_page_do_not() -> None:
    head, row = (
        "<tr><th>指标</th><th>总量（亿元）</th><th>增长（%）</th></tr>",
        "<tr><td><p>工业投资</p></td><td>12.5</td><td>8.1</td></tr>",
    )
    assert raw(f"<table>{head}{row}</table>") == "指标\t总量（亿元）\t增长（%）\n工业投资\t12.5\t8.1"
    columns = f"<table><tr><td><a>首页</a></td><td><p>一、总结</p><p>{SENTENCE * 9}</p></td></tr></table>"
    assert raw(columns).splitlines() == ["首页", "一、总结", SENTENCE * 9]
    assert raw(f"<table><tr><td>左</td><td><table>{head}</table></td></tr></table>").count("\t") == 2


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>产值\n  增长</p>", "产值增长"),
        ("<p>GDP \n\t growth</p>", "GDP growth"),
        ("<p>一<br>二</p>", "一\n二"),
        ("<pre>一\n 二</pre>", "一\n二"),
        ("<p>一<script>alert('二')</script>三</p>", "一三"),
        ("<p>一<!-- 二 -->三</p>", "一三"),
        ("<p>一</p><p style='display: none'>二</p><p hidden>三</p><p>四</p>", "一\n四"),
        ("<p>&lt;script&gt;&amp;&nbsp;5%</p>", "<script>&\xa05%"),
        ("<P>大<SPAN>写</SPAN></P>", "大写"),
    ],
)
def test_a_page_reads_as_it_looks(body: str, seen: str) -> None:
    assert raw(body) == seen


def test_a_numbered_list_of_the_article_shows_its_numbers() -> None:
    items = "<ol><li>甲<li><p>乙</p></ol><ol start=5><li>丙<li value=9>丁</ol><ol type=a><li>戊</ol>"
    crumbs = "<ol><li>首页</li><li>政务公开</li></ol>"
    text = raw(f"<div>{crumbs}</div><div id=zoom><p>{SENTENCE}</p>{items}<p>{SENTENCE}</p></div>").split("\n")
    assert text == ["首页", "政务公开", SENTENCE, "1.甲", "2.乙", "5.丙", "9.丁", "戊", SENTENCE]


def test_what_stands_around_the_article_is_set_aside_and_kept() -> None:
    body = (
        "<ul><li><a>走进青禾</a></li><li><a>政务公开</a></li></ul>"
        "<h1><a href='#'>青禾县2023年工作总结</a></h1><p>来源：县政府办</p>"
        f"<div id=zoom><p>一、总结</p><p>{SENTENCE}</p><p>{SENTENCE}</p></div>"
        "<p>上一篇：通知</p><p>技术支持：某公司</p>"
    )
    source = read(page(body), "page.html")
    aside = [source.raw[part.span.start : part.span.end] for part in source.aside]
    assert aside == ["走进青禾\n政务公开", "上一篇：通知\n技术支持：某公司"]
    assert zfbg.parse(source).meta.title == "青禾县2023年工作总结"


def test_footnotes_are_set_apart() -> None:
    note = "<div style='mso-element:footnote-list'><div id=ftn1><p>[1] 规上工业，指年收入2000万元以上。</p></div></div>"
    source = read(page(f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p>{note}</div>"))
    assert [(part.kind, source.raw[part.span.start : part.span.end]) for part in source.aside] == [
        ("footnote", "[1] 规上工业，指年收入2000万元以上。")
    ]


def test_a_page_saved_whole_is_read() -> None:
    body = quopri.encodestring(page(f"<p>{SENTENCE}</p>")).decode()
    archive = (
        "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\t"
        'type="text/html";\n\tboundary="b"\n\n'
        f"--b\nContent-Type: text/css\n\np {{}}\n--b\nContent-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n{body}\n--b--\n"
    )
    assert read(archive.encode(), "page.mhtml").raw == SENTENCE
    with pytest.raises(SourceError, match=r"page\.mhtml: is a web archive without a page"):
        read(re.sub("text/html; ", "text/css; ", archive).encode(), "page.mhtml")


def test_a_place_of_a_page_is_told_from_the_nearest_name() -> None:
    source = read(page(f"<div><p>一、总结</p><div id='zoom'><p>{SENTENCE}</p><p>{SENTENCE}</p></div></div>"))
    assert [location.name for location in source.locations] == [
        "/html/body/div[1]/p[1]",
        "//*[@id='zoom']/p[1]",
        "//*[@id='zoom']/p[2]",
    ]


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li"])
def test_a_page_nested_too_deep_is_refused(tag: str) -> None:
    with pytest.raises(SourceError, match=r"deep\.html: its elements are nested 2048 deep"):
        read(page(f"<{tag}>" * 100_000 + SENTENCE), "deep.html")
    assert read(page("<div>" * 1000 + f"<p>{SENTENCE}</p>"), "page.html").raw == SENTENCE


def test_a_page_without_text_says_what_to_do() -> None:
    with pytest.raises(SourceError, match=r"empty\.html: is a web page without text; .* save it from a browser"):
        read(page("<div id=app></div><script>render()</script>"), "empty.html")


@pytest.mark.parametrize("data", [b"<p>1</p>", b"%PDF-1.4 <html>", "一、<b>总结</b>".encode(), b""])
def test_what_is_no_page_is_not_claimed(data: bytes) -> None:
    assert not HTML.claims(data, "notes.txt")


def test_comments_before_what_is_no_page_cost_no_time() -> None:
    assert read(b"<!---->" * 140 + SENTENCE.encode(), "report.txt").raw.endswith(SENTENCE)


@pytest.mark.parametrize("form", ["a{}", "a{}=1", "a{}='>'", "a{}=1<", "a{0}=\"1\"b{0}='2'", "a{}=''"])
@pytest.mark.parametrize("last", ["", "'", '"'])
def test_a_tag_of_attributes_is_refused_before_they_are_compared(form: str, last: str) -> None:
    many = " ".join(form.format(number) for number in range(6000))
    with pytest.raises(SourceError, match=r"the number of attributes of a tag is .*ZFBG_MAX_ATTRIBUTES"):
        zfbg.parse(f"<html><body><p>{SENTENCE}</p><DIV {many} {last}>".encode())


def test_texts_and_values_of_any_length_are_no_attributes() -> None:
    words = "说 " * 6000
    picture = f"<img src='data:{'A' * 100000}' alt=\"{'='.join(words)}\">"
    page = f"<html><body>{picture}<script>for(i=0;i<n;i++){{{words}}}</script><p>{words}{SENTENCE}</p></body></html>"
    assert SENTENCE in read(page.encode()).raw


def test_a_page_of_tags_is_refused_before_a_tree_is_made_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZFBG_MAX_TAGS", "100")
    with pytest.raises(SourceError, match="ZFBG_MAX_TAGS"):
        read(page("<p>" * 100 + SENTENCE), "page.html")


def test_parts_of_an_archive_a_thousand_deep_are_refused_with_a_reason() -> None:
    def part(at: int) -> str:
        return f'Content-Type: multipart/related; boundary="b{at}"\n\n--b{at}\n'

    data = "".join(map(part, range(1000))) + f"Content-Type: text/html\n\n<p>{SENTENCE}</p>"
    with pytest.raises(SourceError, match="nested hundreds deep"):
        read(data.encode(), "page.mht")
