"""Word documents: the labels that are counted out, what is seen and what is not, and files that mean harm."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg.api import read
from zfbg.errors import SourceError
from zfbg.loaders import docx as loader
from zfbg.loaders.numbering import Level, Numbering, numeral

SENTENCE = "1-5月，全县实现规上工业总产值118.20亿元，同比增长10.5%。"
LEVELS = {0: ("chineseCounting", "%1、"), 1: ("chineseCountingThousand", "（%2）"), 2: ("decimal", "%3.")}


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numbered(paragraphs: list[tuple[int | None, str]], levels: dict[int, tuple[str, str]] = LEVELS) -> bytes:
    """A document whose headings have automatic numbers; the level of a paragraph is None for plain text."""
    document = docx.Document()
    kinds = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (how, text) in levels.items()
    )
    part = document.part.numbering_part.element
    for old in list(part):
        part.remove(old)
    part.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="7">{kinds}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="3"><w:abstractNumId w:val="7"/></w:num>'))
    for level, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if level is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = 3
    return saved(document)


@st.composite
def outlines(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Headings in order: depth from 0, and the number that each has."""
    counts, found, depth = [0, 0, 0], [], 0
    for _ in range(draw(st.integers(1, 12))):
        depth = draw(st.integers(0, min(depth + 1, 2))) if found else 0
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (2 - depth)
        found.append((depth, counts[depth]))
    return found


@given(outlines())
def test_labels_that_are_counted_out_are_read_as_if_they_were_written(outline: list[tuple[int, int]]) -> None:
    labels = [
        (f"{numeral(n, 'chineseCounting')}、", f"（{numeral(n, 'chineseCounting')}）", f"{n}.")[depth]
        for depth, n in outline
    ]
    source = read(numbered([(depth, "重点工作") for depth, _ in outline]), "report.docx")
    assert source.raw.split("\n") == [f"{label}重点工作" for label in labels]


def test_a_document_is_read_as_its_text_is() -> None:
    parts: list[tuple[int | None, str]] = [
        (0, "主要指标"),
        (1, "工业"),
        (None, SENTENCE),
        (1, "投资"),
        (0, "下一步打算"),
    ]
    report = zfbg.parse(numbered(parts))
    assert [node.title for node in report.walk() if isinstance(node, zfbg.Section)] == [
        "主要指标",
        "工业",
        "投资",
        "下一步打算",
    ]
    assert [fact.text for fact in report.facts] == ["118.20亿元", "10.5%"]
    assert report.source.where(report.facts[0].span) == ("paragraph 3",)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("chineseCounting", ["一", "十一", "二十"]),
        ("decimalEnclosedCircle", ["①", "⑪", "⑳"]),
        ("decimalFullWidth", ["１", "１１", "２０"]),
        ("upperRoman", ["I", "XI", "XX"]),
        ("lowerLetter", ["a", "k", "t"]),
        ("ideographTraditional", ["甲", "甲", "癸"]),
        ("decimalZero", ["01", "11", "20"]),
        ("ideographDigital", ["一", "一一", "二〇"]),
        ("unheardOf", ["1", "11", "20"]),
    ],
)
def test_numbers_are_written_as_the_list_says(how: str, told: list[str]) -> None:
    assert [numeral(number, how) for number in (1, 11, 20)] == told


def test_lists_of_a_kind_go_on_and_one_that_says_where_it_starts_does_not() -> None:
    levels = {0: Level(format="chineseCounting", text="%1、", space="nothing"), 1: Level(text="%1.%2", legal=True)}
    numbering = Numbering({"1": ("a", levels, {}), "2": ("a", levels, {}), "3": ("a", levels, {0: 5})})
    assert [numbering.label(number, 0) for number in ("1", "2", "3", "3", "1")] == [
        "一、",
        "二、",
        "五、",
        "六、",
        "三、",
    ]
    assert [numbering.label("1", level) for level in (1, 1, 0, 1)] == ["3.1 ", "3.2 ", "四、", "4.1 "]
    assert numbering.label("9", 0) == numbering.label("1", 7) == ""


def test_a_style_may_give_the_number() -> None:
    data = numbered([(0, "总结"), (None, "计划")])
    document = docx.Document(io.BytesIO(data))
    style = document.styles.add_style("标题甲", 1)
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 3
    based = document.styles.add_style("标题乙", 1)
    based.base_style = style
    document.paragraphs[1].style = based
    assert read(saved(document)).raw == "一、总结\n二、计划"


def test_what_a_reader_does_not_see_is_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("全县实现")
    paragraph.add_run("旧").font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(parse_xml(f"<w:r {nsdecls('w')}><w:delText>初步</w:delText></w:r>"))
    paragraph._p.append(deleted)
    inserted = OxmlElement("w:ins")
    inserted.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>产值</w:t></w:r>"))
    paragraph._p.append(inserted)
    paragraph._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:instrText>PAGE 12</w:instrText><w:noBreakHyphen/><w:t>5亿元</w:t></w:r>")
    )
    assert read(saved(document)).raw == "全县实现产值-5亿元"


def test_tables_are_rows_and_content_controls_are_text() -> None:
    document = docx.Document()
    document.add_paragraph("主要指标")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("指标", "总量（亿元）", "工业投资", "12.5"), strict=True):
        cell.text = text
    control = OxmlElement("w:sdt")
    content = OxmlElement("w:sdtContent")
    content.append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>下一步</w:t></w:r></w:p>"))
    control.append(content)
    document.element.body.insert(-1, control)
    source = read(saved(document), "table.docx")
    assert source.raw == "主要指标\n指标\t总量（亿元）\n工业投资\t12.5\n下一步"
    assert [location.name for location in source.locations] == [
        "paragraph 1",
        "table 1, row 1",
        "table 1, row 2",
        "paragraph 2",
    ]


def test_headers_footers_and_footnotes_are_set_aside() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.sections[0].header.paragraphs[0].text = "青禾县人民政府文件"
    document.sections[0].footer.paragraphs[0].text = "内部资料"
    source = read(saved(document), "report.docx")
    assert [(part.kind, source.raw[part.span.start : part.span.end]) for part in source.aside] == [
        ("header", "青禾县人民政府文件"),
        ("footer", "内部资料"),
    ]
    assert [fact.text for fact in zfbg.parse(source).facts] == ["118.20亿元", "10.5%"]


def member(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with other content for one of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZFBG_MAX_UNPACKED", "10000000")
    bomb = member(numbered([(0, "总结")]), "word/document.xml", b" " * 20_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match=r"bomb\.docx: its size unpacked is 2.*, over 10,000,000.*ZFBG_MAX_UNPACKED"):
        read(bomb, "bomb.docx")


def test_a_document_with_a_password_is_told_as_such() -> None:
    locked = loader._OLD + b"\0" * 504 + loader._LOCKED + loader._STREAM
    with pytest.raises(SourceError, match=r"report\.docx: is an Office document locked with a password; save it"):
        read(locked, "report.docx")


def test_entities_of_a_document_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>产值&a11;</w:t></w:r></w:p></w:body></w:document>"
    bomb = member(numbered([]), "word/document.xml", f'<!DOCTYPE d [<!ENTITY a0 "哈">{entities}]>{body}'.encode())
    try:
        assert len(read(bomb, "bomb.docx").raw) < 100
    except SourceError as error:
        assert "bomb.docx" in str(error)  # noqa: PT017 - either is safe


@pytest.mark.parametrize("cut", [30, 400, 3000, -30])
def test_a_damaged_document_is_refused(cut: int) -> None:
    data = numbered([(0, "总结")])
    with pytest.raises(SourceError, match=r"report\.docx: is .*(?:damaged|zip archive)"):
        read(data[:cut] + (b"" if cut < 0 else b"word/document.xml"), "report.docx")


def test_an_old_document_needs_a_program_that_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SourceError, match=r"report\.wps: .* install LibreOffice, or save it as \.docx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "report.wps")


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed: apt-get install libreoffice-writer"
)
def test_an_old_document_is_read_through_libreoffice(tmp_path: Path) -> None:
    new = tmp_path / "report.docx"
    new.write_bytes(numbered([(0, "总结"), (None, SENTENCE)]))
    import subprocess

    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
            "--headless",
            "--convert-to",
            "doc",
            "--outdir",
            tmp_path,
            new,
        ],
        check=True,
        capture_output=True,
    )
    assert zfbg.parse(tmp_path / "report.doc").source.raw == f"一、总结\n{SENTENCE}"


def test_qualified_names_are_those_of_the_standard() -> None:
    assert qn("w:p").startswith(loader._W)


NAMES = (
    nsdecls("w", "r")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def made(body: str, **parts: str) -> bytes:
    """A document with this body, and other parts of these names under word/ with what stands within them."""
    whole, out = saved(docx.Document()), io.BytesIO()
    told = {f"word/{name}.xml": f"<w:{name} {NAMES}>{inner}</w:{name}>" for name, inner in parts.items()}
    told["word/document.xml"] = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, told.get(name) or old.read(name))
    return out.getvalue()


def words(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(level: str, text: str) -> str:
    return words(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')


def levels(level: str, text: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="{level}"><w:lvlText w:val="{text}"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )


BOX = f"<w:txbxContent>{words('附注')}</w:txbxContent>"
BOXED = (
    f"<w:p><w:r><w:t>总产值</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
    f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>118.20亿元</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (BOXED, "总产值118.20亿元\n附注"),
        (f"<w:tbl><w:tr><w:tc>{BOXED}</w:tc></w:tr></w:tbl>", "总产值118.20亿元 附注"),
        (
            f"<w:tbl><w:tr><w:tc>{words('甲')}</w:tc><w:sdt><w:sdtContent><w:tc>{words('乙')}</w:tc></w:sdtContent>"
            "</w:sdt></w:tr></w:tbl>",
            "甲\t乙",
        ),
        ("<w:p><w:r><w:t>增长</w:t></w:r><m:oMath><m:r><m:t>10%</m:t></m:r></m:oMath></w:p>", "增长10%"),
        (words("总产<!-- c -->值"), "总产值"),
        (f"<mc:AlternateContent><mc:Choice>{words('甲')}</mc:Choice></mc:AlternateContent>", "甲"),
    ],
)
def test_all_that_is_seen_is_read_once(body: str, seen: str) -> None:
    assert read(made(body), "report.docx").raw == seen


@pytest.mark.parametrize("level", ["x", "99", "-1", "²", "9" * 5000])
def test_a_level_that_word_does_not_know_has_no_label(level: str) -> None:
    assert read(made(listed(level, "主要指标"), numbering=levels(level, "%1、")), "report.docx").raw == "主要指标"


def test_a_label_as_long_as_a_book_is_cut() -> None:
    data = made(listed("0", "主要指标") * 10, numbering=levels("0", "甲" * 100_000))
    assert len(read(data, "report.docx").raw) < 2000


def test_each_style_of_a_long_chain_is_asked_once() -> None:
    count = 1000
    chain = "".join(
        f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/><w:pPr/></w:style>' for at in range(count)
    )
    document = docx.Document(io.BytesIO(made(words("甲"), styles=chain)))
    lines = loader._Lines(document)
    assert lines._inherited("s0") == (None, None)
    assert len(lines.lists) == count


def test_a_header_of_many_sections_is_read_once() -> None:
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "青禾县统计局"
    lines = loader._Lines(document)
    assert [list(lines.of(header)) for _ in range(2)] == [["青禾县统计局"], []]


@pytest.mark.parametrize(
    "section", ['<w:headerReference w:type="default" r:id="rId99"/>', '<w:headerReference w:type="default"/>']
)
def test_a_header_that_is_not_there_is_told_as_damage(section: str) -> None:
    with pytest.raises(SourceError, match="damaged Word document"):
        read(made(f"{words('甲')}<w:sectPr>{section}</w:sectPr>"), "report.docx")


def test_a_document_of_tags_is_refused_before_trees_are_made_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZFBG_MAX_TAGS", "5000")
    data = made(words("甲") + "<w:p/>" * 5000)
    with pytest.raises(SourceError, match="ZFBG_MAX_TAGS"):
        read(data, "report.docx")
