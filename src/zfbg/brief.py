"""What values say of themselves: in one line for ``repr``, true and short whatever they hold; in a notebook, more."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

if TYPE_CHECKING:
    from zfbg.model import Fact, Finding, Item, Marker, Meta, Quantity, Report, Section, Source
    from zfbg.text import Span

LONGEST = 30


class Shown:
    """What shows itself in a notebook. :mod:`zfbg.notebook` is loaded by name: the core imports none of its edges."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(import_module("zfbg.notebook").html(self))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return dict(import_module("zfbg.notebook").bundle(self))


class Facts(tuple["Fact", ...], Shown):
    """A tuple of facts that shows itself as a table; so does a part of it (``report.facts[:20]``).

    >>> Facts()
    <Facts 0 facts>
    """

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> Facts: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Fact | Facts:
        return Facts(super().__getitem__(index)) if isinstance(index, slice) else super().__getitem__(index)

    def __repr__(self) -> str:
        return line(self, many(len(self), "fact"))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # IPython has a way to print every tuple and takes it before the text of the bundle.
        printer.text(self._repr_mimebundle_()["text/plain"])


def line(what: object, *told: str, span: Span | None = None) -> str:
    """The words that say something of a value, and where it stands.

    >>> line(1.5, "工业投资", "", "level")
    '<float 工业投资 level>'
    """
    words = " ".join(word for word in (type(what).__name__, *told) if word)
    return f"<{words} at {span.start}:{span.end}>" if span else f"<{words}>"


def cut(words: object, most: int = LONGEST) -> str:
    """The beginning of words, with ``…`` where more stands; what is not seen or breaks the line is spelt out.

    >>> cut("加强运行监测", 5), cut("一\\n二")
    ('加强运行…', '一\\\\n二')
    """
    told = str(words)
    shown = told if len(told) <= most else f"{told[: most - 1]}…"
    return shown if shown.isprintable() else repr(shown)[1:-1]


def words(value: object) -> str:
    """The ``repr`` of a text, cut: for fields of values that tell all of theirs (``attrs.field(repr=words)``).

    >>> words("全县规上工业总产值"), words(None)
    ("'全县规上工业总产值'", 'None')
    """
    return repr(f"{value[: LONGEST - 1]}…" if isinstance(value, str) and len(value) > LONGEST else value)


def some(values: tuple[Any, ...]) -> str:
    """The ``repr`` of a tuple of which only the first few are told.

    >>> some(("甲", "乙", "丙", "丁")), some(("甲",))
    ("('甲', '乙', '丙', … 1 more)", "('甲',)")
    """
    told = ", ".join(map(words, values[:3]))
    if len(values) > 3:
        return f"({told}, … {len(values) - 3} more)"
    return f"({told},)" if len(values) == 1 else f"({told})"


def many(number: int, noun: str) -> str:
    """How many there are.

    >>> many(1, "fact"), many(0, "fact")
    ('1 fact', '0 facts')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def source(what: Source) -> str:
    """``<Source report.txt text/plain 10940 characters>``"""
    return line(what, cut(what.name), what.media_type, many(len(what.raw), "character"))


def finding(what: Finding) -> str:
    """``<Finding shares hard 141.9% is no share of a whole at 20:26>``"""
    span = what.spans[0] if what.spans else None
    return line(what, what.check, what.severity, cut(what.message, 80), span=span)


def quantity(what: Quantity) -> str:
    """``<Quantity 1.2亿元 at 10:15>``"""
    return line(what, what.bound, cut(what.text), span=what.span)


def fact(what: Fact) -> str:
    """``<Fact 工业投资 growth 同比增长10.5% 2023 actual at 20:27>``"""
    when = cut(what.period.edtf) if what.period else ""
    kind = f"{what.measure} {cut(what.base, 12)}".rstrip()
    told = (cut(what.subject + what.indicator), kind, cut(what.text), when, what.status)
    return line(what, *told, "" if what.sure else "unsure", span=what.span)


def _label(marker: Marker | None) -> str:
    return f"{marker.style} {marker.ordinal}" if marker else ""


def item(what: Item) -> str:
    """``<Item shi 1 '加强运行监测…' 2 facts at 60:95>``"""
    return line(what, _label(what.marker), repr(cut(what.text)), many(len(what.facts), "fact"), span=what.span)


def section(what: Section) -> str:
    """``<Section cn 1 '主要指标' indicators, 3 below at 21:95>``"""
    told = (_label(what.marker), f"{cut(what.title)!r}", what.role, f"with {len(what.children)} below")
    return line(what, *told, span=what.span)


def meta(what: Meta) -> str:
    """``<Meta '青禾县经信局2023年工作总结' 青禾县经信局 2023>``: title, issuer, region, periods."""
    periods = (each.edtf for each in (what.summary_period, what.plan_period) if each)
    region = cut(what.region.name) if what.region else ""
    return line(what, repr(cut(what.title or "")), cut(what.issuer or ""), region, *map(cut, periods))


def report(what: Report) -> str:
    """``<Report '青禾县经信局2023年工作总结' 4 sections, 12 items, 46 facts, 1 issue>``"""
    kinds = [type(node).__name__ for node in what.walk()]
    counts = [many(kinds.count(name), name.lower()) for name in ("Section", "Item", "Fact")]
    title = cut(what.meta.title or what.source.name)
    return line(what, repr(title), ", ".join((*counts, many(len(what.issues), "issue"))))
