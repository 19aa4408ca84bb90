"""What a report is: frozen values and tuples, without parents and without methods that parse.

Every :class:`~zfbg.text.Span` is a half-open stretch of code points of ``Report.source.raw``. Names are those of
GB/T 9704-2012 (要素 of an official document). What was read (``source.py``) and what a figure says (``fact.py``) have
rooms of their own; all values can be had here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from attrs import field, frozen

from zfbg import brief
from zfbg.brief import Facts
from zfbg.fact import Dated, Fact, Period, Quantity
from zfbg.source import Furniture, Issue, Location, Source, key_of
from zfbg.text import Edit, Span, replay
from zfbg.text import Replacement as Change

if TYPE_CHECKING:
    from zfbg.notebook import View

__all__ = [
    "Change",
    "Dated",
    "Edit",
    "Fact",
    "Facts",
    "Finding",
    "Furniture",
    "Issue",
    "Item",
    "Location",
    "Marker",
    "Meta",
    "MetaField",
    "Node",
    "Period",
    "Quantity",
    "Region",
    "Report",
    "Section",
    "Source",
    "Span",
]


@frozen
class Region:
    """An administrative division of GB/T 2260; ``code`` is None for a development zone, which has none of its own,
    and where several divisions have the name and the text does not tell which.

    ``level`` is ``province``, ``prefecture``, ``county`` or ``zone``; ``parent`` is the code of the division above.
    """

    code: str | None  #: six digits of GB/T 2260
    name: str  #: its name
    level: str  #: province, prefecture, county or zone
    parent: str | None = None  #: code of the division above


@frozen
class Marker:
    """What numbers a heading or an item: ``一、`` ``(一)`` ``1.`` ``①`` ``一是`` ``第一`` ``一方面``.

    ``text`` is the marker as it stands after repair (empty where it was lost), ``inferred`` says that the ordinal
    does not stand in the text but follows from its neighbours; ``ordinal`` is 0 where these do not tell it. Styles
    ``dash`` and ``bullet`` (——, ●) have their position for an ordinal, ``bare`` and ``annex`` are headings without a
    number that divide the document.
    """

    style: str  #: kind of label: cn for 一、, cn-paren for （一）, shi for 一是 …
    ordinal: int  #: its number, 0 where it is lost and nothing tells it
    text: str  #: the label as read, empty where it was lost
    inferred: bool = False  #: the number does not stand in the text but follows from its neighbours


@frozen
class Item(brief.Shown):
    """A paragraph or an enumerated clause (一是, 第一, 一方面); ``marker`` is None for a plain paragraph."""

    span: Span  #: where it stands
    marker: Marker | None  #: its label; null for a plain paragraph
    text: str  #: its words after repair
    facts: tuple[Fact, ...] = ()  #: its figures

    __repr__ = brief.item


@frozen
class Section(brief.Shown):
    """A numbered heading and all below it; ``heading`` is the stretch of the heading alone, its closing stop included.

    ``role`` is summary, indicators, achievements, problems, plan, safeguards, appendix or ""; it holds below the
    section too.
    """

    span: Span  #: the whole section, with all below it
    heading: Span  #: the heading alone, with the stop that closes it
    marker: Marker  #: its label
    title: str  #: words of the heading
    role: str = ""  #: summary, indicators, achievements, problems, plan, safeguards, appendix or empty
    children: tuple[Section | Item, ...] = ()  #: sections and items in text order
    facts: tuple[Fact, ...] = ()  #: figures in the heading itself

    __repr__ = brief.section


@frozen
class MetaField:
    """An element of the head or close as it stands: the label ``索引号`` ("" where none stands) and its value."""

    name: str  #: which element it is
    label: str  #: the words that name it on the page, empty where none stand
    text: str = field(repr=brief.words)  #: its value as it stands
    span: Span  #: where the value stands


@frozen
class Meta:
    """What the report says of itself; None or empty where the text does not tell.

    Of ``fields``, one that no label names has the label "".
    """

    title: str | None = None  #: its title
    issuer: str | None = None  #: who reports, by the name that stands there
    document_number: str | None = None  #: 发文字号
    index_number: str | None = None  #: 索引号
    signed: date | None = None  #: 成文日期
    issued: date | None = None  #: 发文日期
    created: date | None = None  #: 生成日期
    published: date | None = None  #: 发布日期, else the best of the other three
    region: Region | None = None  #: of the issuer
    kinds: tuple[str, ...] = ()  #: summary, plan
    summary_period: Period | None = None  #: what it looks back on
    plan_period: Period | None = None  #: what it looks ahead to
    signatories: tuple[str, ...] = ()  #: who signed
    openness: str | None = None  #: 公开方式
    fields: tuple[MetaField, ...] = ()  #: the elements that were read, each as it stands
    delivered: date | None = None  #: the day it was given to a congress
    recipients: tuple[str, ...] = ()  #: 主送机关
    signer: str | None = None  #: 签发人
    attachments: tuple[str, ...] = ()  #: names in the 附件说明
    copied_to: tuple[str, ...] = ()  #: 抄送机关
    keywords: tuple[str, ...] = ()  #: 主题词 or 关键词
    category: str | None = None  #: 主题分类 or the site's own
    validity: str | None = None  #: 有效性
    issuer_full: str | None = None  #: whole name of the issuer, where its place and office are known

    __repr__ = brief.meta


@frozen
class Report(brief.Shown):
    """A report: sections and items in text order, with all that was changed to read it and all that was set aside."""

    meta: Meta  #: what it says of itself
    children: tuple[Section | Item, ...]  #: sections and items in text order
    furniture: tuple[Furniture, ...]  #: what stands on the page and is not the body
    changes: tuple[Change, ...] = field(repr=False)  #: what the repairs changed, in text order
    issues: tuple[Issue, ...]  #: what is amiss in the text
    source: Source  #: what was read
    template: str  #: name of the template that read it

    __repr__ = brief.report

    def walk(self) -> Iterator[Section | Item | Fact]:
        """All sections, items and facts in text order, each before what it holds."""
        stack: list[Section | Item] = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            yield from node.facts
            if isinstance(node, Section):
                stack.extend(reversed(node.children))

    @property
    def facts(self) -> Facts:
        """All facts in text order: a tuple, which a notebook shows as a table."""
        return Facts(node for node in self.walk() if isinstance(node, Fact))

    def to_html(self) -> str:
        """One page to read and check this report, for a browser, with what :func:`zfbg.audit` finds."""
        found = import_module("zfbg.api").audit(self)
        page: str = import_module("zfbg.page").page(self, found)
        return page

    def show(self, node: Node | Finding | Span) -> View:
        """What has a place in this report, in its context: the headings above it and the raw words around it.

        A notebook shows it as HTML, a terminal as text. ValueError where it stands outside the text.

        >>> from zfbg import parse
        >>> report = parse("一、工业情况\\n全县工业投资5.60亿元，同比增长10.5%。")
        >>> report.show(report.facts[1])
        一、工业情况
        全县工业投资5.60亿元，同比增长【10.5%】。
        <Fact 工业投资 growth yoy 10.5% actual at 24:29>
        """
        view: View = import_module("zfbg.notebook").view(self, node)
        return view

    def quote(self, node: Node | Span) -> str:
        """The raw words of a section, item, fact, issue or piece of furniture, exactly as they were found."""
        span = node if isinstance(node, Span) else node.span
        return self.source.raw[span.start : span.end]


Node = Section | Item | Fact | Issue | Furniture | Change | MetaField


def mended(report: Report) -> str:
    """The text that was read: the raw input with every change made."""
    return replay(report.source.raw, report.changes)


def report_id(report: Report) -> str:
    """The key of a report in tables and stores: the SHA-256 of its raw text in UTF-8, in hex.

    The same text has the same key whatever file, template or version it was read with.

    >>> report_id(Report(Meta(), (), (), (), (), Source("工作总结"), "generic"))[:12]
    '3bba8fee8942'
    """
    return key_of(report.source.raw)


@frozen
class Finding:
    """What a check of :func:`zfbg.audit` found: ``spans`` are the words it is about, ``check`` is the check's name.

    ``severity`` is ``hard`` where the report cannot be right as it stands, ``soft`` where it may be; ``info`` is worth
    knowing and no contradiction, ``holds`` says that what was compared agrees. Where a report was held against another
    one, ``other`` is that one's file or title and ``other_spans`` count in its raw text.
    """

    check: str  #: the check that found it
    severity: str  #: hard, soft, info or holds
    message: str  #: what is wrong, or what agrees
    spans: tuple[Span, ...]  #: the words it is about
    other: str = ""  #: the file or title of another report that it was held against
    other_spans: tuple[Span, ...] = ()  #: the words of that report

    __repr__ = brief.finding
