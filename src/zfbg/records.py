"""Whether a record that a plugin made holds in each field what the field is for.

attrs takes what it is given. A record with a wrong field would fail later, where nobody knows any more who made it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from attrs import fields

_Types = tuple[type, ...]


def fault(record: Any, kind: type[Any]) -> str | None:
    """What is wrong with a record that should be a ``kind``, or None: it is none, or a field holds something else than
    is declared. What tuples hold is not looked at.

    >>> from zfbg.model import Issue, Span
    >>> fault("empty", Issue)
    "'empty' where an Issue belongs"
    >>> fault(Issue(Span(0, 2), "empty", 5), Issue)
    'an Issue whose message is 5 where str belongs'
    >>> fault(Issue(Span(0, 2), "empty", "no text"), Issue)
    """
    if not isinstance(record, kind):
        return f"{record!r:.80} where {_article(kind)} belongs"
    own: Any = type(record)  # of records themselves mypy does not believe that they can be hashed
    names, values, types = _declared(own)
    if all(map(isinstance, values(record), types)):
        return None
    name, value, wanted = next(
        (name, value, wanted)
        for name, value, wanted in zip(names, values(record), types, strict=True)
        if not isinstance(value, wanted)
    )
    belongs = " or ".join("None" if each is type(None) else each.__name__ for each in wanted)
    return f"{_article(own)} whose {name} is {value!r:.80} where {belongs} belongs"


def is_own(function: Any) -> bool:
    """Whether a function is one of zfbg: mypy has held what it makes to what is declared, and no plugin is to blame."""
    return str(getattr(function, "__module__", "")).partition(".")[0] == "zfbg"


def _article(kind: type) -> str:
    return f"{'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"


@cache
def _declared(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[_Types, ...]]:
    """The fields of a kind of record: their names, what gives their values, and what each may hold."""
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names), tuple(_types(hints[name]) for name in names)


def _types(hint: Any) -> _Types:
    """The types of a hint, those of a union each: ``Decimal | None``, ``tuple[str, ...]``."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(one for each in get_args(hint) for one in _types(each))
    return (get_origin(hint) or hint,)
