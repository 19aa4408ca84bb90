"""A fact as a panel takes it: of which series and time it is, what it says, where it stands. Or why it is left out."""

from __future__ import annotations

from attrs import field, frozen

from zfbg.brief import cut, line
from zfbg.facts.mentions.units import base, dimension
from zfbg.facts.naming.indicators import normalised
from zfbg.lexicon import table
from zfbg.model import Fact, Span
from zfbg.panels import known, places, times
from zfbg.panels.indicators import Vocabulary
from zfbg.panels.known import Known
from zfbg.panels.places import Place
from zfbg.panels.records import Record
from zfbg.panels.times import Time

MEASURES = ("level", "growth", "change", "share", "progress", "rank")
REASONS = {
    "criterion": "it only names a class (5000万元以上企业)",
    "supposed": "the text only supposes it",
    "unsure": "its reading may be another (Fact.sure)",
    "masked": "its digits are masked",
    "no-region": "the report tells no region",
    "unknown-place": "its place is no division and no part of the region that reports",
    "several-places": "it is of several places together",
    "no-indicator": "nothing is named that it is of",
    "unknown-indicator": "it is of no indicator of the vocabulary",
    "case": "its indicator is of one project or programme at a time; ask for it by name",
    "narrowed": "it is of a part or a variant of the indicator",
    "no-period": "its time is masked or not told",
    "several-years": "a rate over several years: a year's mean or the whole, which the fact does not tell",
    "no-unit": "its unit is lost",
    "no-scope": "it is a share or a rank, and of what is not told",
    "past": "the report that plans it looks back on its time",
}


@frozen
class Source:
    """Where a figure stands: its report, ``span`` in the raw text, its raw words and the raw sentence around them.

    ``known`` is what it says, in the base unit of its series, ``written`` the same for people, in the unit of the text
    (``≥12亿元``); ``status`` and ``period`` are those of the fact.
    """

    report_id: str
    title: str | None
    file: str
    span: Span
    quote: str
    sentence: str
    known: Known = field(repr=False)
    written: str
    status: str
    period: str

    def __repr__(self) -> str:
        return line(self, cut(self.written), cut(self.file), self.status, span=self.span)


@frozen
class Series:
    """What one row of a panel is: figures that differ in nothing but their time.

    ``indicator`` is the canonical name of ``indicator_id``, else the words of the text. ``base`` is ``yoy`` for a
    growth whose text has no other: that is what 增长 means in a report. ``scope`` is as in a fact.
    """

    place: Place
    indicator_id: str | None
    indicator: str
    measure: str
    base: str
    scope: str
    unit: str

    def __repr__(self) -> str:
        return line(self, self.told, cut(self.scope), cut(self.unit))

    @property
    def told(self) -> str:
        """Place, indicator and measure in a few words."""
        kind = f"{self.measure} {cut(self.base, 12)}".rstrip()
        return f"{cut(self.place.name, 12)} {cut(self.indicator)} {kind}"

    @property
    def sorting(self) -> tuple[str, ...]:
        """By place, indicator, measure."""
        place = (self.place.code or self.place.within or "", self.place.name)
        return (*place, self.indicator_id or "~", self.indicator, self.measure, self.base, self.scope, self.unit)


@frozen
class Told:
    """What a report tells of a series at a time."""

    series: Series
    time: Time
    source: Source

    def __repr__(self) -> str:
        return line(self, self.series.told, self.time.edtf, cut(self.source.written))


@frozen
class LeftOut:
    """A fact that a panel does not take; ``reason`` is a key of :data:`REASONS`."""

    reason: str
    indicator: str
    measure: str
    source: Source

    def __repr__(self) -> str:
        return line(self, self.reason, cut(self.indicator), self.measure, cut(self.source.written))


def told(record: Record, vocabulary: Vocabulary, asked: frozenset[str] | None = frozenset()) -> Told | LeftOut:
    """The fact of a record as a panel takes it, or why it takes it not.

    ``asked`` are the ids and words that were asked for; None takes all. What is in no vocabulary, or is told of one
    case at a time, is taken only where it is asked for.
    """
    fact = record.fact
    source = _source(record)
    name = normalised(fact.subject + fact.indicator)

    def left(reason: str) -> LeftOut:
        return LeftOut(reason, fact.subject + fact.indicator, fact.measure, source)

    if not name:
        return left("no-indicator")
    key = fact.indicator_id if vocabulary.whole(fact) else None
    if asked is not None and (key or name) not in asked:
        if key is None:
            return left("narrowed" if fact.indicator_id else "unknown-indicator")
        if key in table("series")["cases"]:
            return left("case")
    if reason := _unfit(fact):
        return left(reason)
    place = places.of(fact.place, record.origin.region)
    if isinstance(place, str):
        return left(place)
    time = times.of(fact.period)
    if time is None:
        return left("no-period")
    if time.kind in ("years", "since", "span") and fact.measure == "growth":
        return left("several-years")
    if vocabulary.is_stock(key):
        time = times.at_end(time)
    than = _base(fact, time)
    indicator = vocabulary.name(key) if key else name
    series = Series(place, key, indicator, fact.measure, than, fact.scope, _unit(fact, vocabulary))
    return Told(series, time, source)


def _unfit(fact: Fact) -> str:
    """Why a fact can be in no panel whatever it is of, or ""."""
    if fact.measure not in MEASURES:
        return "criterion"
    if not fact.status:
        return "supposed"
    if fact.mask:
        return "masked"
    if not fact.sure:
        return "unsure"
    if fact.measure in ("share", "rank") and not fact.scope:
        return "no-scope"
    return "" if fact.unit or fact.measure == "rank" else "no-unit"


def _unit(fact: Fact, vocabulary: Vocabulary) -> str:
    """The base unit; of firms, which are counted in 家 and 户 alike, the one that is usual for the indicator."""
    entry = vocabulary.entries.get(fact.indicator_id or "")
    if entry and fact.measure == "level":
        usual = base(entry.unit)[1]
        if dimension(usual) == dimension(fact.base_unit) == "enterprises":
            return usual
    return fact.base_unit


def _base(fact: Fact, time: Time) -> str:
    """What a growth is compared with, in one word for one thing: 比2024年 in 2025 and 较年初 in December are yoy."""
    if fact.measure != "growth" or time.end is None:
        return fact.base
    year_end = (time.end.month, time.end.day) == (12, 31)
    if not fact.base:
        return "yoy" if year_end or time.kind != "as-of" else ""
    if year_end and (fact.base == str(time.end.year - 1) and time.kind in ("year", "as-of")):
        return "yoy"
    return "yoy" if fact.base == "year-end" and year_end and time.kind == "as-of" else fact.base


def _written(fact: Fact) -> str:
    """The figure with its sign and its bound, in the unit of the text: ≥12亿元, -3.5%, 5…5.5%."""
    if fact.value is not None:
        # The bound of 下降10%以上 is of the number as written, before its sign.
        turned = {">=": "≤", "<=": "≥"} if fact.value < 0 else {">=": "≥", "<=": "≤"}
        return f"{turned.get(fact.bound, '≈' if fact.bound else '')}{fact.value:f}{fact.unit}"
    ends = ("" if end is None else f"{end:f}" for end in (fact.lower, fact.upper))
    return "…".join(ends) + fact.unit


def _source(record: Record) -> Source:
    origin, fact = record.origin, record.fact
    edtf = fact.period.edtf if fact.period else ""
    told = (fact.span, record.quote, record.sentence, known.of(fact), _written(fact), fact.status, edtf)
    return Source(origin.id, origin.title, origin.file, *told)
