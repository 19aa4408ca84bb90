"""The vocabularies, as data files beside this module, their loader, and what a template adds to them.

``*.toml`` files are tables of words; ``*.tsv`` files are long tables made by the scripts in ``tools/``.

A template has a :class:`Lexicon` of its own words. While a report is read, that lexicon is the one in use
(:func:`using`), and :func:`table` gives the files of zfbg with its words added. What is made of a table, such as a
pattern, is kept with the lexicon (:func:`of_lexicon`), so that no template sees the words of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from attrs import field, frozen

from zfbg.errors import LexiconError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_LOOKS = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")


P = ParamSpec("P")
T = TypeVar("T")


class _Made(dict[Any, Any]):
    """What was made of tables: by the function that makes it, or by that and what it is given."""

    def __missing__(self, key: Any) -> Any:
        make, *args = key if isinstance(key, tuple) else (key,)
        self[key] = value = make(*args)
        return value


@frozen(eq=False)
class Lexicon:
    """Words that a template adds: by the name of the file, tables of the same form as that file's.

    Lists are added to lists, tables to tables; a single value takes the place of the one in the file. LexiconError
    where there is no such file, or where what is added is not of the form of what the file holds there.

    >>> own = Lexicon({"labels": {"strong": {"issuer": ["责任科室"]}}})
    >>> with using(own):
    ...     "责任科室" in table("labels")["strong"]["issuer"]
    True
    >>> "责任科室" in table("labels")["strong"]["issuer"]
    False
    """

    words: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    # What was made of the tables while this lexicon was in use.
    made: _Made = field(factory=_Made, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for name, own in self.words.items():
            try:
                there = _file(name)
            except FileNotFoundError as error:
                raise LexiconError(f"there is no vocabulary {name!r}; there are: {', '.join(_files())}") from error
            _hold(f"{name}.toml", own, there)
            if name in _PATTERNS:
                _hold_patterns(f"{name}.toml", own)

    def __or__(self, other: Lexicon) -> Lexicon:
        """The words of both."""
        return Lexicon(_added(self.words, other.words))


def read(folder: Traversable) -> Lexicon:
    """The lexicon in a folder of ``*.toml`` files, named and written as those of zfbg; LexiconError as there."""
    import tomllib

    words = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name, _, suffix = file.name.rpartition(".")
        if suffix == "toml":
            try:
                words[name] = tomllib.loads(file.read_text("utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise LexiconError(f"{file.name}: {error}; see https://toml.io") from error
    return Lexicon(words)


def _hold(where: str, own: Mapping[str, Any], there: Mapping[str, Any]) -> None:
    """LexiconError where a value of ``own`` has another form than the one of its name, or than all its neighbours."""
    forms = {type(value) for value in there.values()}
    for key, value in own.items():
        form = type(there[key]) if key in there else next(iter(forms)) if len(forms) == 1 else type(value)
        if type(value) is not form:
            said, wanted = _FORMS.get(type(value), type(value).__name__), _FORMS.get(form, form.__name__)
            raise LexiconError(f"{where}: {key!r} holds {said} where {wanted} belongs")
        if isinstance(value, Mapping):
            _hold(f"{where} [{key}]", value, there.get(key) or _like(there, Mapping, {}))
        elif isinstance(value, list):
            inner = {type(each) for each in there.get(key) or _like(there, list, [])}
            if wrong := [each for each in value if inner and type(each) not in inner]:
                wanted = " or ".join(sorted(_FORMS.get(form, form.__name__) for form in inner))
                raise LexiconError(f"{where}: the list {key!r} holds {wrong[0]!r:.80} where {wanted} belongs")


def _hold_patterns(where: str, own: Mapping[str, Any]) -> None:
    for key, value in own.items():
        for pattern in value if isinstance(value, list) and key != "words" else ():
            try:
                re.compile(pattern)
            except re.error as error:
                raise LexiconError(f"{where}: {pattern!r} in {key!r} is no regular expression: {error}") from error


_FORMS = {str: "a string", list: "a list", dict: "a table", int: "a number", float: "a number", bool: "true or false"}
# The lists of these files hold regular expressions, all but `words`.
_PATTERNS = frozenset({"furniture", "outline"})


def _like(there: Mapping[str, Any], kind: type, nothing: Any) -> Any:
    """One of the values that stand beside a new one, whose form it should have."""
    return next((value for value in there.values() if isinstance(value, kind) and value), nothing)


def _files() -> list[str]:
    return sorted(name for file in _folder().iterdir() if (name := file.name.removesuffix(".toml")) != file.name)


# The words of zfbg alone.
PLAIN = Lexicon()
_in_use: ContextVar[Lexicon] = ContextVar("lexicon", default=PLAIN)


@contextmanager
def using(lexicon: Lexicon) -> Iterator[None]:
    """Within, :func:`table` gives the words of ``lexicon`` too; threads and tasks do not see each other's."""
    token = _in_use.set(lexicon)
    try:
        yield
    finally:
        _in_use.reset(token)


def of_lexicon(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what ``make`` makes of tables, and of its arguments, as long as the lexicon in use is the same.

    Arguments are given by place. These are asked for many times for each figure: hence one way for each number of them.
    """
    in_use = _in_use.get
    plain: Callable[..., T] = make

    def alone() -> T:
        return in_use().made[plain]  # type: ignore[no-any-return]

    def of(*args: Hashable) -> T:
        return in_use().made[(plain, *args)]  # type: ignore[no-any-return]

    takes: int = plain.__code__.co_argcount
    made: Callable[..., T] = of if takes else alone
    return wraps(make)(made)


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last ``size`` values of a function, as ``functools.lru_cache`` does, apart for each lexicon in use."""

    def wrap(make: Callable[P, T]) -> Callable[P, T]:
        @of_lexicon
        def kept() -> Any:
            return lru_cache(size)(make)

        @wraps(make)
        def asked(*args: P.args, **words: P.kwargs) -> T:
            value: T = kept()(*args, **words)
            return value

        return asked

    return wrap


def table(name: str) -> dict[str, Any]:
    """The vocabulary file ``name``.toml as a mapping, with what the lexicon in use adds to it."""
    own = _in_use.get().words.get(name)
    return _merged(name) if own else _file(name)


@of_lexicon
def _merged(name: str) -> dict[str, Any]:
    return _added(_file(name), _in_use.get().words[name])


@cache
def _file(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((_folder() / f"{name}.toml").read_text("utf-8"))


def _folder() -> Traversable:
    # Loaded with the first vocabulary, as tomllib is: an import of zfbg needs neither.
    from importlib.resources import files

    return files(__name__)


def _added(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(one)
    for key, value in other.items():
        before = both.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            both[key] = _added(before, value)
        else:
            both[key] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return both


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``name``.tsv, comments (lines that begin with ``#``) and blank lines left out."""
    lines = (_folder() / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def alternation(patterns: Iterable[str]) -> str:
    """One pattern that matches whatever one of ``patterns`` does; of two that could, the longer less its look-arounds.

    >>> alternation(["到", "(?<!亩)均", "平均"])
    '平均|(?<!亩)均|到'
    """
    return "|".join(sorted(set(patterns), key=lambda pattern: (-len(_LOOKS.sub("", pattern)), pattern)))


def either(words: Iterable[str], behind: Mapping[str, str] = MappingProxyType({})) -> str:
    """One pattern that matches any of ``words`` as it stands, the longest first; ``behind`` has what follows some.

    Those that begin alike stand together: ``re`` tries one branch behind the other.

    >>> either(["万元", "元", "万元(含税)", "个"], {"个": "(?!人)"})
    '万(?:元(?:\\\\(含税\\\\)|))|个(?!人)|元'
    """
    return _branches(sorted(set(words), key=lambda word: (-len(word), word)), "", behind)


def _branches(words: Sequence[str], begun: str, behind: Mapping[str, str]) -> str:
    """The alternation of what stands behind ``begun`` in ``words``, all of which begin with it."""
    at = len(begun)
    alike: dict[str, list[str]] = {}
    for word in words:
        alike.setdefault(word[at : at + 1], []).append(word)
    branches = []
    for sign, of in alike.items():
        if len(of) == 1:
            branches.append(re.escape(of[0][at:]) + behind.get(of[0], ""))
        else:
            branches.append(f"{re.escape(sign)}(?:{_branches(of, begun + sign, behind)})")
    return "|".join(branches)
