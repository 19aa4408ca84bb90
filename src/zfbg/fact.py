"""What one figure says: its quantity, when, and all that :mod:`zfbg.facts` reads in the words around it.

Names are those of the 国家统计局 (同比, 环比), and of EDTF (ISO 8601-2) for periods.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from zfbg import brief
from zfbg.text import Span


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
