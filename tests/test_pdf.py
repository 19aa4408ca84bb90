"""PDF: what page layout did to a text is undone; pages that cannot be read say so."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import zfbg
from zfbg.api import read
from zfbg.errors import SourceError
from zfbg.testing import assert_report

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
SIZE, LEFT, RIGHT, TOP, BOTTOM, LEADING = 16, 72, 524, 740, 100, 28
SENTENCE = "1-5月，全县实现规上工业总产值118.20亿元，同比增长10.5%。"


def document(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def write(canvas: Canvas, x: float, y: float, text: str, size: float = SIZE) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, y, text)


def wrapped(paragraph: str) -> list[tuple[float, str]]:
    """The lines of a paragraph with the places where they begin; figures stay whole, no stop begins a line."""
    placed, line, x, start = [], "", LEFT + 2 * SIZE, LEFT + 2 * SIZE
    tokens = zfbg_tokens(paragraph)
    for token in tokens:
        width = pdfmetrics.stringWidth(token, FONT, SIZE)
        if line and x + width > RIGHT:
            placed.append((start, line))
            line, x, start = "", LEFT, LEFT
        line, x = line + token, x + width
    return [*placed, (start, line)]


def zfbg_tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for sign in text:
        if tokens and (sign in "，。；、）" or (sign.isascii() and tokens[-1].isascii())):
            tokens[-1] += sign
        else:
            tokens.append(sign)
    return tokens


def printed(paragraphs: Sequence[str], head: str = "", title: Sequence[str] = ()) -> bytes:
    """Paragraphs set on pages with a running head and page numbers, below a title in the middle of its lines."""

    def draw(canvas: Canvas) -> None:
        page, y = 1, TOP
        rows = [(297 - pdfmetrics.stringWidth(line, FONT, 24) / 2, line, 24.0) for line in title]
        rows += [(x, line, float(SIZE)) for paragraph in paragraphs for x, line in wrapped(paragraph)]
        for number, (x, line, size) in enumerate(rows):
            write(canvas, x, y, line, size)
            y -= LEADING
            if y < BOTTOM or number == len(rows) - 1:
                write(canvas, 280, 50, f"— {page} —", 12)
                if head:
                    write(canvas, LEFT, 800, head, 10)
                canvas.showPage()
                page, y = page + 1, TOP

    return document(draw)


PHRASES = st.sampled_from(
    [
        "全县实现规上工业总产值",
        "完成固定资产投资",
        "同比增长",
        "重点项目",
        "118.20亿元",
        "10.5%",
        "，",
        "新增规上企业8家",
        "、",
    ]
)


@st.composite
def paragraphs(draw: st.DrawFn) -> list[str]:
    """A heading and paragraphs of several lines, by turns; each ends short of the edge."""
    found = []
    for number in range(draw(st.integers(1, 8))):
        phrases = draw(st.lists(PHRASES, min_size=8, max_size=60))
        body = "全县" + re.sub("(?<=[，、])[，、]+", "", "".join(phrases)).strip("，、") + "。"
        lines = wrapped(body)
        while pdfmetrics.stringWidth(lines[-1][1], FONT, SIZE) > RIGHT - LEFT - 6 * SIZE:
            body = body[:-1] + "稳中有进态势良好。"
            lines = wrapped(body)
        found += [f"{'一二三四五六七八'[number]}、重点工作", body]
    return found


@settings(max_examples=40)  # one costs a document made and read
@given(paragraphs())
def test_lines_and_pages_are_made_paragraphs_again(text: list[str]) -> None:
    source = read(printed(text, head="青禾县2023年工作总结"), "report.pdf")
    aside = "".join(source.raw[part.span.start : part.span.end] for part in source.aside)
    body = source.raw.removesuffix(aside).split("\n")
    assert [line for line in body if line] == text or len(source.locations) == 1
    assert_report(zfbg.parse(source))


def test_page_numbers_and_running_heads_stand_at_the_end() -> None:
    text = [f"{n}、重点工作" if number % 9 == 0 else SENTENCE for number, n in enumerate("一二三四五六七八" * 5)]
    source = read(printed(text, head="青禾县工信局2023年工作总结"), "report.pdf")
    aside = [source.raw[part.span.start : part.span.end].split("\n") for part in source.aside]
    assert aside == [[words for page in range(1, 5) for words in ("青禾县工信局2023年工作总结", f"—{page}—")]]
    assert source.raw.split("\n")[: len(text)] == text


def test_a_fact_is_traced_to_its_page() -> None:
    text = ["一、重点工作", *[SENTENCE] * 30]
    report = zfbg.parse(printed(text), template="generic")
    places = [report.source.where(fact.span) for fact in report.facts]
    assert len(places) == 60
    assert places[0] == ("page 1",)
    assert places[-1] == ("page 3",)


def test_a_title_on_two_lines_is_one() -> None:
    title = ["青禾县工业和信息化局2023年工作", "总结和2024年工作计划"]
    report = zfbg.parse(printed(["一、重点工作", SENTENCE], title=title))
    assert report.meta.title == "青禾县工业和信息化局2023年工作总结和2024年工作计划"


def test_cells_of_a_row_stand_between_tabs() -> None:
    rows = [("指　标", "总量（亿元）", "增长（%）"), ("工业投资", "12.5", "8.1"), ("技改投资", "3.2", "-4")]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for x, cell in zip((80, 240, 400), row, strict=True):
                write(canvas, x, TOP - number * LEADING, cell)

    assert read(document(draw)).raw.split("\n") == ["\t".join(row).replace("　", " ") for row in rows]


def picture() -> ImageReader:
    from base64 import b64decode

    return ImageReader(
        io.BytesIO(
            b64decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
            )
        )
    )


def test_pages_that_are_pictures_are_told() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture(), 0, 0, 595, 842)
        canvas.showPage()

    def mixed(canvas: Canvas) -> None:
        write(canvas, LEFT, TOP, "一、重点工作")
        write(canvas, LEFT, TOP - LEADING, SENTENCE[:20])
        canvas.showPage()
        scan(canvas)

    with pytest.raises(SourceError, match=r"scan\.pdf: has no text, 1 of 1 pages are pictures; .*OCR"):
        read(document(scan), "scan.pdf")
    report = zfbg.parse(document(mixed))
    assert [(issue.code, issue.message[:19]) for issue in report.issues if issue.code == "scanned-page"] == [
        ("scanned-page", "page 2 is a picture")
    ]


def test_two_columns_are_read_one_after_the_other_and_told() -> None:
    def draw(canvas: Canvas) -> None:
        for x, name in ((60, "左"), (320, "右")):
            for number in range(12):
                write(canvas, x, TOP - number * LEADING, name * 11 + "文文文", 14)

    report = zfbg.parse(document(draw))
    assert [issue.code for issue in report.issues if issue.code == "columns"] == ["columns"]
    assert report.source.raw.rindex("左") < report.source.raw.index("右")


def test_files_that_cannot_be_read_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = printed(["一、重点工作", SENTENCE])
    locked = document(lambda canvas: write(canvas, LEFT, TOP, SENTENCE), encrypt=StandardEncryption("secret"))
    for data in (whole[:200], b"%PDF-1.7\n" + b"1 0 obj" * 100, locked):
        with pytest.raises(SourceError, match=r"report\.pdf: is a PDF that is damaged or locked"):
            read(data, "report.pdf")
    for name, bound in (("PAGES", "0"), ("CHARACTERS", "10")):
        with monkeypatch.context() as patch:
            patch.setenv(f"ZFBG_MAX_{name}", bound)
            with pytest.raises(SourceError, match=rf"report\.pdf: the number of its .* set ZFBG_MAX_{name} higher"):
                read(whole, "report.pdf")
    monkeypatch.setenv("ZFBG_MAX_PAGES", "many")
    with pytest.raises(SourceError, match="ZFBG_MAX_PAGES='many' is no number"):
        read(whole, "report.pdf")


def bare(objects: int, content: bytes) -> bytes:
    """A PDF of one page with this content, and so many objects that nothing needs."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    bodies += [b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)]
    bodies += [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *[b"<<>>"] * objects]
    for number, body in enumerate(bodies, 1):
        offsets.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), len(offsets) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, b"".join(offsets))
    return bytes(out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, start))


def test_a_million_objects_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    words = b"BT /F 12 Tf 72 700 Td (GDP 5%) Tj ET"
    assert read(bare(1_000_000, words)).raw == "GDP 5%"
    assert read(bare(0, b"0 0 m 10 10 l S\n" * 50_000 + words)).raw == "GDP 5%"
    monkeypatch.setenv("ZFBG_MAX_CHARACTERS", "1000")
    with pytest.raises(SourceError, match=r"many\.pdf: the number of its characters is .* over 1,000"):
        read(bare(0, b"BT /F 12 Tf 72 700 Td " + b"(GDP) Tj\n" * 20_000 + b"ET"), "many.pdf")


def test_a_page_that_is_not_there_is_told_as_damage() -> None:
    whole = document(lambda canvas: write(canvas, LEFT, TOP, SENTENCE))
    torn = whole.replace(b"/Kids [", b"/Kids [ 999 0 R ").replace(b"/Count 1", b"/Count 2")
    with pytest.raises(SourceError, match="damaged page"):
        read(torn, "report.pdf")


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("shown", [0, 90, 180, 270])
def test_a_page_set_sideways_is_read_as_an_upright_one(turned: int, shown: int) -> None:
    rows = [("指标", "一季度", "二季度"), ("总产值", "118.20", "97.5"), ("增加值", "31.4", "28.6")]

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(shown)
        canvas.translate(297, 421)
        canvas.rotate(turned)
        for down, row in enumerate(rows):
            for along, cell in enumerate(row):
                write(canvas, -200 + 150 * along, 60 - LEADING * down, cell)

    assert read(document(draw), "report.pdf").raw.split("\n") == ["\t".join(row) for row in rows]
