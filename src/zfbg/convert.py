"""Reports as JSON and back, without loss.

Decimals and dates are strings (``"16692.60"`` keeps its digits, ``"2023-06-14"``), spans ``{"start": 0, "end": 4}``,
and a child of a report or section says in ``kind`` whether it is a ``section`` or an ``item``.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from zfbg.model import Item, Report, Section

if TYPE_CHECKING:
    from cattrs import Converter

KINDS: dict[str, type[Section] | type[Item]] = {"section": Section, "item": Item}


def to_dict(report: Report) -> dict[str, Any]:
    """A report as dicts, lists, strings, integers, booleans and None."""
    plain: dict[str, Any] = _converter().unstructure(report)
    return plain


def from_dict(plain: dict[str, Any]) -> Report:
    """The report that :func:`to_dict` made ``plain`` of."""
    return _converter().structure(plain, Report)


def to_json(report: Report) -> str:
    """A report as one line of JSON, Chinese as it is.

    >>> from zfbg.model import Meta, Report, Source
    >>> report = Report(Meta(title="工作总结"), (), (), (), (), Source("工作总结"), "generic")
    >>> from_json(to_json(report)) == report
    True
    """
    return json.dumps(to_dict(report), ensure_ascii=False)


def from_json(text: str) -> Report:
    """The report that :func:`to_json` made ``text`` of."""
    return from_dict(json.loads(text))


@cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    # Lists, since JSON has no tuples and to_dict should give what json.loads gives back.
    converter = Converter(unstruct_collection_overrides={tuple: list})
    for simple in (Decimal, date):
        converter.register_unstructure_hook(simple, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    for kind, record in KINDS.items():
        converter.register_unstructure_hook(record, _tagged(kind, make_dict_unstructure_fn(record, converter)))
    converter.register_structure_hook(Section | Item, lambda value, _: converter.structure(value, KINDS[value["kind"]]))
    return converter


def _tagged(kind: str, unstructure: Any) -> Any:
    return lambda node: {"kind": kind, **unstructure(node)}
