"""What a report is: frozen values and tuples, without parents and without methods that parse.

Every :class:`~zfbg.text.Span` is a half-open stretch of code points of ``Report.source.raw``. Names are those of
GB/T 9704-2012 (要素 of an official document), of the 国家统计局 (同比, 环比), and of EDTF (ISO 8601-2) for periods.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import field, frozen

from zfbg import brief
from zfbg.brief import Facts
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
class Furniture:
    """What stands on the page and is not the report: ``kind`` is header, footer, footnote, title, closing or page."""

    span: Span  #: where it stands
    kind: str  #: header, footer, footnote, title, closing or page


@frozen
class Location:
    """From ``start`` on the raw text stood at ``name`` of the file: ``page 3``, ``paragraph 12``, ``/html/body/p``."""

    start: int  #: the first code point of the raw text that stood there
    name: str  #: where in the file: page 3, paragraph 12, /html/body/p


_START = attrgetter("start")


@frozen
class Source:
    """What was read: the raw text that all spans refer to, and where it came from.

    ``aside`` is what the loader knows to be no part of the report, in order and disjoint: running heads, footnotes,
    the navigation of a page. ``locations`` say where in the file the text stood, in order; plain text has none, its
    offsets say it. ``issues`` are what the loader saw amiss, such as scanned pages. ValueError where any of these is
    out of order or outside the text.
    """

    raw: str = field(repr=False)  #: the text that all spans count in
    name: str = ""  #: what to call it, such as the name of its file; empty where it has none
    path: str | None = None  #: the file as it was given
    media_type: str = "text/plain"  #: of the file, such as text/plain
    aside: tuple[Furniture, ...] = field(default=(), repr=False)  #: what the loader knows to be no part of the report
    locations: tuple[Location, ...] = field(default=(), repr=False)  #: where in the file the text stood
    issues: tuple[Issue, ...] = ()  #: what the loader saw amiss

    __repr__ = brief.source

    def __attrs_post_init__(self) -> None:
        at = 0
        for part in self.aside:
            if not at <= part.span.start <= part.span.end <= len(self.raw):
                raise ValueError(f"{part} overlaps the one before it or lies outside the text")
            at = part.span.end
        if wrong := [issue for issue in self.issues if issue.span not in Span(0, len(self.raw))]:
            raise ValueError(f"{wrong[0]} lies outside the text")
        starts = [0, *(location.start for location in self.locations), len(self.raw)]
        if starts != sorted(starts):
            raise ValueError(f"locations of {self.name or 'a text'} are out of order or outside the text")

    def where(self, span: Span) -> tuple[str, ...]:
        """Where in the file the words of ``span`` stood, in order: one place, or several that they go over.

        >>> source = Source("一、总结新增8家。", locations=(Location(0, "page 1"), Location(4, "page 2")))
        >>> source.where(Span(0, 4)), source.where(Span(2, 6))
        (('page 1',), ('page 1', 'page 2'))
        """
        first = max(0, bisect_right(self.locations, span.start, key=_START) - 1)
        last = max(first + 1, bisect_left(self.locations, span.end, key=_START))
        return tuple(dict.fromkeys(location.name for location in self.locations[first:last]))


@frozen
class Issue:
    """Something in the text that a reader should know of: ``code`` is a stable word, ``message`` says it in full."""

    span: Span  #: the words it is about
    code: str  #: a stable word: empty, no-headings, ordinal-lost …
    message: str = field(repr=brief.words)  #: what is amiss, in full


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
class Period:
    """A time in EDTF with its first and last day; days are None where the text masks or leaves open what they are.

    ``../2023-06-14`` is as of that day, ``2023-01/2023-05`` the months together, ``XXXX`` a masked year.
    """

    edtf: str  #: the time in EDTF (ISO 8601-2)
    start: date | None = None  #: first day, where it is known
    end: date | None = None  #: last day, where it is known


@frozen
class Dated:
    """A calendar expression of a sentence and the period that it names; see :func:`zfbg.periods`."""

    span: Span  #: where it stands in the sentence
    text: str = field(repr=brief.words)  #: its words
    period: Period  #: the time that it names


@frozen
class Quantity:
    """A quantity of a sentence, without what it is of; see :func:`zfbg.quantities`. The fields are those of a Fact.

    ``span`` goes from the first sign of the number to the last of the unit; ``value`` is signed only by a minus sign or
    负, since what the words around it say of a direction is not read.
    """

    span: Span
    text: str
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    unit: str
    bound: str = ""
    mask: str = ""
    base_value: Decimal | None = None
    base_unit: str = ""

    __repr__ = brief.quantity


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


@frozen(slots=False)  # which makes half as slow what a report has by the hundred, all of whose fields are set
class Fact(brief.Shown):
    """One figure and what it says.

    ``measure`` is level, growth, change, share, progress, rank or criterion; ``status`` actual, estimated or planned,
    "" where the text only supposes it (如果每户节水1吨); ``bound`` "" (as stated), ">=", "<=" or "~"; ``base`` "" or
    what is compared with, such as yoy (同比) or mom (环比).
    ``value`` is signed and keeps its digits (16692.60); it is None where the figure is masked or a range, and
    ``lower`` and ``upper`` then hold what is known, None meaning open. ``unit`` is as written, with its multiplier,
    "" where the text lost it. ``base_value`` is the value in ``base_unit``, so that 1.2亿元 and 12000万元 compare:
    exact where its decimal expansion ends, else with 28 significant digits, None where ``value`` is; counters, 倍,
    个百分点 and foreign currencies are their own base. ``place`` is of whom, where the text
    says so; ``scope`` the whole of a share, the set of a rank, the plan of a progress, the other side of a gap; ``by``
    the rule that read the fact; ``sure`` is False where the reading may well be another (:mod:`zfbg.facts.surety`).
    """

    span: Span  #: where the figure stands
    text: str  #: the figure as read, after repair
    subject: str  #: what the indicator belongs to, or empty
    indicator: str  #: what is measured
    measure: str  #: level, growth, change, share, progress, rank or criterion
    value: Decimal | None  #: signed number with its digits as written; null where it is masked or a range
    lower: Decimal | None  #: least that a masked, ranged or bounded number can be; null is open
    upper: Decimal | None  #: most that it can be; null is open
    unit: str  #: as written with its multiplier, empty where there is none
    indicator_id: str | None = None  #: stable id of a known indicator
    bound: str = ""  #: empty, >=, <= or ~
    mask: str = ""  #: the masked numeral as written, or empty
    base: str = ""  #: what it is compared with: yoy, mom, year-end, a year, words of the text, or empty
    place: str = ""  #: the place that the sentence, a label or its heading names, or empty
    scope: str = ""  #: the whole of a share, the set of a rank, the plan of a progress, the other side of a gap
    period: Period | None = None  #: when
    status: str = "actual"  #: actual, estimated or planned; empty where the text only supposes it
    by: str = ""  #: the rule that read it
    base_value: Decimal | None = None  #: the value in the base unit; null where the value is
    base_unit: str = ""  #: 元, 平方米, %, 人 …; counters and foreign currencies are their own
    sure: bool = True  #: false where the reading may well be another

    __repr__ = brief.fact


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


def key_of(raw: str) -> str:
    """The key of the report that is read from a raw text."""
    from hashlib import sha256

    # Not every str can be UTF-8; lone surrogates are to have a key too.
    return sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
