"""Reports as JSON and back, without loss.

Decimals and dates are strings (``"16692.60"`` keeps its digits, ``"2023-06-14"``), spans ``{"start": 0, "end": 4}``,
and a child of a report or section says in ``kind`` whether it is a ``section`` or an ``item``. ``schema`` is the
version of this form; docs/schema/report.schema.json describes it.
"""

from __future__ import annotations

import json
import re
import reprlib
import types
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

from zfbg.errors import JsonError
from zfbg.model import Item, Report, Section

if TYPE_CHECKING:
    from cattrs import Converter

Plain = dict[str, Any]
Hook = Callable[[Any, Any], Any]

KINDS: dict[str, type[Section] | type[Item]] = {"section": Section, "item": Item}

# Sections in sections; no report that is parsed comes near it, and a hostile one is not to exhaust the stack.
DEEPEST = 50
LONGEST_MESSAGE = 300

_DIGITS = 'a string of digits such as "-3.50"'
_DATE = 'a date such as "2023-06-14"'
BITS = 63
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _unversioned(plain: Plain) -> Plain:
    """Version 0, from before a version was written, has the fields of version 1."""
    return plain


# What makes of each version the next one, version 0 first. A field with a default may be added without a new version.
MIGRATIONS: tuple[Callable[[Plain], Plain], ...] = (_unversioned,)
SCHEMA = len(MIGRATIONS)


def to_dict(report: Report) -> Plain:
    """A report as dicts, lists, strings, integers, booleans and None; JsonError where sections are nested too deeply.

    >>> from zfbg.model import Meta, Report, Source
    >>> list(to_dict(Report(Meta(), (), (), (), (), Source("工作总结"), "generic")))[:3]
    ['schema', 'meta', 'children']
    """
    _shallow(report.children, lambda node: getattr(node, "children", ()))
    return {"schema": SCHEMA, **_converter().unstructure(report)}


def from_dict(plain: Plain) -> Report:
    """The report that :func:`to_dict` made ``plain`` of, now or in an older version.

    JsonError names the path of what is missing, unknown or of the wrong type.

    >>> from_dict({"schema": 1, "meta": {"title": 5}})
    Traceback (most recent call last):
    zfbg.errors.JsonError: meta.title: a string is wanted, not 5
    """
    from cattrs import BaseValidationError

    told = _current(plain)
    _shallow(told.get("children"), lambda node: node.get("children") if isinstance(node, dict) else ())
    try:
        return _converter().structure(told, Report)
    except BaseValidationError as error:
        raise JsonError(_first(error)) from None


def to_json(report: Report) -> str:
    """A report as one line of JSON, Chinese as it is; JsonError where sections are nested too deeply.

    Half a surrogate pair, which no UTF-8 can hold, stands in the line as it stood in the text.

    >>> from zfbg.model import Meta, Report, Source
    >>> report = Report(Meta(title="工作总结"), (), (), (), (), Source("工作总结"), "generic")
    >>> from_json(to_json(report)) == report
    True
    """
    return json.dumps(to_dict(report), ensure_ascii=False)


def from_json(text: str | bytes) -> Report:
    """The report that :func:`to_json` made ``text`` of, now or in an older version.

    JsonError where it is no JSON, and names the path of what is missing, unknown or of the wrong type.

    >>> from_json('{"schema": 99}')
    Traceback (most recent call last):
    zfbg.errors.JsonError: schema: version 99 is newer than this zfbg, which reads 0 to 1; update it
    """
    try:
        plain = json.loads(text)
    except RecursionError:
        raise JsonError("this is no report: its JSON is nested too deeply") from None
    except ValueError as error:
        raise JsonError(f"this is no JSON: {_cut(str(error))}") from None
    return from_dict(plain)


def _current(plain: object) -> Plain:
    """What was read, brought to the present version and without it."""
    if not isinstance(plain, dict):
        raise JsonError(f"this is no report: {_not('an object', plain)}")
    version = plain.get("schema", 0)
    if type(version) is not int or version < 0:
        raise JsonError(f"schema: {_not(f'a number from 0 to {SCHEMA}', version)}")
    if version > SCHEMA:
        raise JsonError(f"schema: version {version} is newer than this zfbg, which reads 0 to {SCHEMA}; update it")
    told = {name: value for name, value in plain.items() if name != "schema"}
    for migrate in MIGRATIONS[version:]:
        told = migrate(told)
    return told


def _shallow(children: Any, below: Callable[[Any], Any]) -> None:
    """JsonError where sections are nested deeper than :data:`DEEPEST`; level by level, so that no depth harms."""
    level = [children]
    for _ in range(DEEPEST + 1):
        level = [below(node) for nodes in level if isinstance(nodes, list | tuple) for node in nodes]
        if not level:
            return
    raise JsonError(f"children: sections are nested more than {DEEPEST} deep")


def _first(error: Exception) -> str:
    """The first thing that is wrong, behind its path: ``children[3].facts[0].value: …``."""
    from cattrs import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

    path = ""
    while isinstance(error, ClassValidationError | IterableValidationError):
        noted, others = error.group_exceptions()
        if not noted:
            error = others[0]
            continue
        error, note = noted[0]
        path += f".{note.name}" if isinstance(note, AttributeValidationNote) else f"[{note.index}]"
    if isinstance(error, KeyError):
        what = "is missing"
    elif isinstance(error, ForbiddenExtraKeysError):
        path += f".{_cut(str(min(error.extra_fields, key=str)))}"
        what = f"no field of {error.cl.__name__}"
    elif isinstance(error, _KindError):
        path, what = f"{path}.kind", str(error)
    else:
        what = str(error)
    return f"{path.removeprefix('.')}: {_cut(what)}"


def _cut(message: str) -> str:
    return message if len(message) <= LONGEST_MESSAGE else message[:LONGEST_MESSAGE] + "…"


def _not(wanted: str, value: object) -> str:
    return f"{wanted} is wanted, not {reprlib.repr(value)}"


class _KindError(ValueError):
    """A child that is neither a section nor an item."""


@cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    # Lists, since JSON has no tuples and to_dict should give what json.loads gives back.
    converter = Converter(unstruct_collection_overrides={tuple: list}, forbid_extra_keys=True)
    for simple in (Decimal, date):
        converter.register_unstructure_hook(simple, str)
    for kind, record in KINDS.items():
        converter.register_unstructure_hook(record, _tagged(kind, make_dict_unstructure_fn(record, converter)))

    # cattrs would make 5 of "5" and a list of a string; what is read is to be what was written.
    converter.register_structure_hook(str, _a(str, "a string", _same))
    converter.register_structure_hook(bool, _a(bool, "true or false", _same))
    converter.register_structure_hook(int, _a(int, "an integer", _integer))
    converter.register_structure_hook(Decimal, _a(str, _DIGITS, _decimal))
    converter.register_structure_hook(date, _a(str, _DATE, _day))
    converter.register_structure_hook_factory(_is_tuple, _tuple)
    converter.register_structure_hook_factory(attrs.has, _record)
    converter.register_structure_hook(Section | Item, _a(dict, "an object", partial(_node, converter)))
    return converter


def _tagged(kind: str, unstructure: Callable[[Any], Plain]) -> Callable[[Any], Plain]:
    return lambda node: {"kind": kind, **unstructure(node)}


def _a(kind: type, wanted: str, then: Hook) -> Hook:
    """The hook ``then`` for values of one type; others are a TypeError that says what is ``wanted``."""

    def structure(value: Any, target: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(_not(wanted, value))
        return then(value, target)

    return structure


def _same(value: Any, _: Any) -> Any:
    return value


def _integer(value: int, _: Any) -> int:
    if not -(2**BITS) <= value < 2**BITS:
        raise ValueError(_not("an integer of 64 bits", value))
    return value


def _decimal(value: str, _: Any) -> Decimal:
    # An exponent beyond those that Decimal has is an InvalidOperation.
    with suppress(InvalidOperation):
        if NUMBER.fullmatch(value):
            return Decimal(value)
    raise ValueError(_not(_DIGITS, value))


def _day(value: str, _: Any) -> date:
    # fromisoformat reads other forms too, and raises on the 30th of February.
    with suppress(ValueError):
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
    raise ValueError(_not(_DATE, value))


def _is_tuple(target: Any) -> bool:
    return get_origin(target) is tuple


def _tuple(target: Any, converter: Converter) -> Hook:
    members: Any = types.GenericAlias(list, (get_args(target)[0],))
    return _a(list, "a list", lambda value, _: tuple(converter.structure(value, members)))


def _record(target: Any, converter: Converter) -> Hook:
    return _a(dict, "an object", converter.gen_structure_attrs_fromdict(target))


def _node(converter: Converter, value: Plain, _: Any) -> Any:
    kind = value.get("kind")
    if kind not in tuple(KINDS):
        raise _KindError(_not('"section" or "item"', kind))
    return converter.structure({name: each for name, each in value.items() if name != "kind"}, KINDS[kind])
