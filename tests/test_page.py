"""The page of a report: all of the raw text, every mark in its place, and nothing of the document that runs."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import zfbg
from zfbg.model import Section
from zfbg.page import labels, page
from zfbg.page.diff import diff
from zfbg.testing import damaged, texts

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<style>body{display:none}</style></style>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "</pre></div></body><iframe src=javascript:alert(1)>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&lt;script&gt;",
    "<svg/onload=alert(1)>",
    "<base href=//evil.example>",
    "\0",
    "\ud800",
    "\u202e",
)
SENTENCE = "一、{0}主要指标{0}\n1-5月，全县{0}实现规上工业总产值118.20亿元，同比增长10.5%{0}。\n（一）{0}\n"


def tree(text: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(text.encode("utf-8"))


def shown(report: zfbg.Report) -> str:
    """The raw text as the page shows it, without what stands there once it is read."""
    [raw] = tree(page(report)).find_class("raw")
    for new in raw.findall(".//ins"):
        new.text = ""
    return raw.text_content()


def as_read(raw: str) -> str:
    """What HTML makes of line ends, and zfbg of signs that it may not hold."""
    return re.sub(
        "[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "\ufffd", re.sub("\r\n?", "\n", raw.replace("\r", "\n"))
    )


@given(damaged() | texts())
def test_the_page_shows_the_whole_text_as_it_was_found(raw: str) -> None:
    assert as_read(shown(zfbg.parse(raw))).replace("\n", "") == as_read(raw).replace("\n", "")


@given(damaged())
def test_every_fact_change_and_heading_has_its_place(raw: str) -> None:
    report = zfbg.parse(raw)
    root = tree(page(report))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"f{n}" for n in range(1, len(report.facts) + 1)} <= set(ids)
    assert {f"r{n}" for n in range(1, len(report.facts) + 1)} <= set(ids)
    assert {f"c{n}" for n in range(1, len(report.changes) + 1)} <= set(ids)
    for number, fact in enumerate(report.facts, 1):
        words = "".join(
            mark.text_content() for mark in root.xpath(f"//mark[@data-fact='{number}']/text() | //none") if False
        )
        marked = root.xpath(f"//mark[@data-fact='{number}']")
        words = "".join("".join(mark.xpath("./text() | ./del/text()")) for mark in marked)
        assert as_read(words) == as_read(report.quote(fact))
    headings = [node for node in report.walk() if isinstance(node, Section) and len(node.heading)]
    assert len(root.xpath("//*[contains(@class, 'raw')]//*[self::h3 or self::h4 or self::h5 or self::h6]")) == len(
        headings
    )
    missing = [href for href in root.xpath("//a/@href") if href[1:] not in ids]
    assert [href for href in missing if not href.startswith("#s")] == []


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join))
def test_nothing_of_a_document_runs(words: str) -> None:
    report = zfbg.parse(SENTENCE.format(words))
    report = evolve(report, meta=evolve(report.meta, title=words, issuer=words), template=words)
    for made in (page(report, zfbg.audit(report)), diff(report, report)):
        root = tree(made)
        assert len(root.findall(".//script")) == len(root.findall(".//style")) == 1
        assert {element.tag for element in root.iter() if isinstance(element.tag, str)}.isdisjoint(
            {"iframe", "img", "svg", "base", "object", "embed"}
        )
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
        assert all(href.startswith("#") for href in root.xpath("//@href"))
        assert not root.xpath("//@src")


def test_the_policy_of_the_page_lets_its_own_style_and_script_run_and_nothing_else() -> None:
    made = zfbg.parse("一、总结\n新增8家。").to_html()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', made)
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        [words] = re.findall(rf"<{tag}>(.*?)</{tag}>", made, re.S)
        assert f"{tag}-src 'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'" in policy
        assert "http" not in words


def test_every_label_has_both_languages_and_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(labels.__file__).parent.glob("*.py"))
    for group, known in labels._labels().items():
        for name, said in known.items():
            assert len(said) == 2, f"{group}.{name}"
            used = f'"{name}"' in source or f"'{name}'" in source
            assert used or group not in {"page", "columns", "meta"}, f"nothing says {group}.{name}"


def test_the_page_of_a_long_report_stays_light() -> None:
    line = "（{0}）重点工作{0}。1-5月，全县实现总产值{0}.20亿元，同比增长{0}.5%。\n"
    raw = "".join(map(line.format, range(1, 500)))
    report = zfbg.parse("一、总结\n" + raw)
    assert len(report.facts) > 900
    assert len(page(report).encode()) < 1_500_000


@pytest.mark.parametrize("raw", ["", "\n", "　", "全县8%"])
def test_the_smallest_reports_have_a_page(raw: str) -> None:
    assert "<main>" in page(zfbg.parse(raw))
    assert "<main>" in diff(zfbg.parse(raw), zfbg.parse("一、总结"))
