"""What a chart is drawn of: figures with their words, each of a row, an axis and a status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from attrs import asdict, evolve, frozen

from zfbg.cells import figure
from zfbg.columns import Row, nearest
from zfbg.grid import cells as width
from zfbg.grid import cut
from zfbg.model import Period, Report
from zfbg.page.labels import visible
from zfbg.panels import places, times
from zfbg.panels.records import Record, of_report
from zfbg.tables import table

# Cells of a label (a Chinese character takes two), which the tooltip has whole; characters of a sentence.
CELLS = 38
SENTENCE = 120
_LARGER = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_RATES = frozenset({"%", "个百分点", "倍", "番"})


@frozen
class Axis:
    """What figures on one axis have in common."""

    measure: str
    base: str
    unit: str
    kind: str

    @property
    def title(self) -> str:
        """Measure, what it is compared with, and of what kind of period: ``growth yoy · year``."""
        return " · ".join(filter(None, (f"{self.measure} {self.base}".rstrip(), self.kind or "time not told")))


@frozen
class Mark:
    """A figure: ``start`` to ``end`` is what it covers, ``told`` what the text says, with its bound and unit."""

    axis: Axis
    report: str
    place: str
    label: str
    period: str
    status: str
    start: Decimal
    end: Decimal
    told: str
    quote: str
    sentence: str
    file: str
    known: bool

    @property
    def same(self) -> tuple[object, ...]:
        """What two marks share that tell the same: all but where it stands."""
        return self.axis, self.report, self.place, self.label, self.period, self.status, self.start, self.end, self.told

    def values(self, row: str, scale: Decimal) -> dict[str, Any]:
        """The mark as a chart takes it: numbers as floats, words that are safe in any page."""
        words = asdict(self, filter=lambda field, value: isinstance(value, str))
        sentence = self.sentence if len(self.sentence) <= SENTENCE else f"{self.sentence[: SENTENCE - 1]}…"
        numbers = {"start": nearest(self.start / scale), "end": nearest(self.end / scale)}
        words |= {**asdict(self.axis), "sentence": sentence}
        return {**{name: safe(each) for name, each in words.items()}, "row": row, **numbers}


def safe(words: str) -> str:
    """Words that no page takes for markup, whatever way the chart gets there: a joiner, not seen, follows each ``<``.

    >>> safe("5<6</script>") == "5<\\u20606<\\u2060/script>"
    True
    """
    return visible(words).replace("<", "<\u2060")


def label(words: str, *also: str, cells: int = CELLS) -> str:
    """Words as a label, safe and no wider than there is room for; ``also`` is what is not to be cut.

    >>> label("规模以上工业企业利润总额", "2023", cells=15)
    '规模以上… 2023'
    """
    behind = "".join(f" {each}" for each in also if each)
    return safe(cut(words, cells - width(behind)) + behind)


def rows(source: Report | Iterable[Report] | Iterable[Row]) -> list[Row]:
    """The rows of a table or a panel, of rows that were picked out of one, or of reports.

    Those of reports have the sentence of each figure, and whose it is where that is sure.
    """
    if isinstance(source, Report):
        return [{**row, **_place(record)} for row, record in zip(table(source), of_report(source), strict=True)]
    found: list[Any] = list(source)
    return [row for each in found for row in (rows(each) if isinstance(each, Report) else (each,))]


def _place(record: Record) -> Row:
    place = places.of(record.fact.place, record.origin.region)
    return {"sentence": record.sentence} | ({} if isinstance(place, str) else {"region_name": place.name})


def marks(found: Iterable[Row], measure: str) -> Iterator[Mark]:
    """The figures of a measure that can be drawn: sure, said to be so or planned, and not masked or open at an end."""
    for row in found:
        if row["measure"] != measure or not row["status"] or not row.get("sure", True) or row.get("computed"):
            continue
        if (span := _span(row)) is None:
            continue
        unit = row["base_unit"] if "base_unit" in row else row["unit"]
        if not unit:
            continue
        base = row["base"]
        if measure == "growth" and not base:
            base = "yoy"  # what 增长 alone means in a report
        yield Mark(
            axis=Axis(measure, base, unit, _kind(row)),
            report="" if "region_name" in row else row["issuer"] or row["title"] or row["file"],
            place=row.get("region_name") or row["place"],
            label=row.get("subject", "") + row["indicator"] + (f"（{row['scope']}）" if row["scope"] else ""),
            period=row["period"] or "",
            status=row["status"],
            start=span[0],
            end=span[1],
            told=figure({"mask": "", **row}) + row["unit"],
            quote=row["quote"] or "",
            sentence=row.get("sentence") or row.get("section") or "",
            file=row["file"] or "",
            known=row["indicator_id"] is not None,
        )


def _span(row: Row) -> tuple[Decimal, Decimal] | None:
    """From where to where a figure goes, in the base unit: from 0 to a number, over a range from end to end."""
    value = row["base_value"] if "base_value" in row else row["value"]
    if value is not None:
        return (Decimal(0), value) if value.is_finite() else None
    low, high = row["lower"], row["upper"]
    if low is None or high is None or row.get("mask"):
        return None
    if "base_value" in row:
        from zfbg.facts.mentions.units import in_base

        low, high = in_base(low, row["unit"]), in_base(high, row["unit"])
    return low, high


def _kind(row: Row) -> str:
    if "period_kind" in row:
        return str(row["period_kind"])
    period = Period(row["period"], row["period_start"], row["period_end"]) if row["period"] else None
    time = times.of(period)
    return time.kind if time else ""


def told_apart(found: Iterable[Mark]) -> list[Mark]:
    """Marks each once, with the report or the place in their label where they are of several.

    Of a single report the place that most are of is not told.
    """
    every = list({mark.same: mark for mark in reversed(list(found))}.values())[::-1]
    reports = len({mark.report for mark in every}) > 1
    places = Counter(mark.place for mark in every)
    one = len(places) == 1 or len({mark.file for mark in every}) == 1
    usual = places.most_common(1)[0][0] if places and one else None

    def told(mark: Mark) -> str:
        place = mark.place if mark.place != usual else ""
        return " ".join(filter(None, (mark.report if reports else "", place, mark.label)))

    return [evolve(mark, label=told(mark)) for mark in every]


def scaled(unit: str, numbers: Iterable[Decimal]) -> tuple[Decimal, str]:
    """In what to count so that most numbers have few digits, and what that unit is called.

    >>> scaled("元", [Decimal("118200000000"), Decimal("560000000")])
    (Decimal('100000000'), '亿元')
    >>> scaled("米", [Decimal("12000")]), scaled("%", [Decimal("25000")])
    ((Decimal('1000'), '公里'), (Decimal('1'), '%'))
    """
    sizes = sorted(abs(number) for number in numbers) or [Decimal(0)]
    middle = sizes[len(sizes) // 2]
    if unit == "米" and middle >= 1000:
        return Decimal(1000), "公里"
    if unit not in _RATES:
        for size, prefix in _LARGER:
            if middle >= size:
                return size, prefix + unit
    return Decimal(1), unit
