"""What a template claims and reads, held to golden files that lie beside the documents."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from attrs import frozen

from zfbg import api, golden, pipeline
from zfbg.model import Report, Source
from zfbg.plugins import installed
from zfbg.template import Template
from zfbg.testing.soundness import assert_report

GOLDEN = ".json"
CURE = "pytest --zfbg-regen"
MOST = 5
LONGEST = 80


def check_template(template: Template, folder: str | os.PathLike[str], *, regen: bool = False) -> tuple[Path, ...]:
    """AssertionError where a template claims or reads the documents of a folder otherwise than its golden files say.

    A document is a ``.txt`` or what an installed loader claims; its golden file has its name and ``.json``. All
    documents that have a golden file are claimed, and no other; what the template reads of each is what the golden
    file says, and its report is sound. Only the template's own readers run, whatever else is installed. Folders within
    the folder are not looked into.

    ``regen`` writes the golden files instead, once all else is in order, and gives those that differed.
    """
    __tracebackhide__ = True
    place = Path(folder)
    sources = _documents(place)
    faults = list(_strays(place, sources))
    read: dict[Path, str] = {}
    for document, source in sources.items():
        beside, claimed = document.with_suffix(GOLDEN), _claims(template, source)
        if claimed:
            report = _report(template, source)
            read[beside] = golden.dumps(golden.content(report))
            if beside.exists() and not regen:
                faults += _differing(beside, json.loads(read[beside]), template)
        if claimed and not beside.exists() and not regen:
            faults.append(
                f"{document}: template {template.name!r} claims this document, which has no golden file; have claims "
                f"refuse it, or write {beside.name} with {CURE}"
            )
        if not claimed and beside.exists():
            faults.append(
                f"{document}: template {template.name!r} does not claim this document, which has a golden file; "
                f"correct claims, or delete {beside.name} if the document is to be refused"
            )
    if not read and not faults:
        faults.append(
            f"{place}: template {template.name!r} claims none of the {len(sources)} documents here; put one here "
            f"that it is for, and write its golden file with {CURE}"
        )
    if faults:
        raise AssertionError("\n".join(faults))
    return tuple(_written(read)) if regen else ()


def documents(folder: str | os.PathLike[str]) -> tuple[Source, ...]:
    """The documents of a folder: what is a ``.txt`` or claimed by an installed loader; AssertionError where none is."""
    return tuple(_documents(Path(folder)).values())


def _documents(folder: Path) -> dict[Path, Source]:
    if not folder.is_dir():
        raise AssertionError(f"{folder}: there is no such folder; make it and put documents of the template there")
    loaders = installed().loaders
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix != GOLDEN and not path.name.startswith("."):
            text = path.suffix.lower() == ".txt"
            if text or any(loader.claims(path.read_bytes(), str(path)) for loader in loaders):
                found[path] = api.read(path)
    if not found:
        raise AssertionError(f"{folder}: holds no document; put one there, such as a .txt file")
    return found


def _strays(folder: Path, sources: dict[Path, Source]) -> Iterator[str]:
    """Golden files of no document, and of two."""
    of: dict[Path, list[str]] = {path: [] for path in sorted(folder.glob(f"*{GOLDEN}"))}
    for document in sources:
        of.setdefault(document.with_suffix(GOLDEN), []).append(document.name)
    for path, names in of.items():
        if not names:
            yield f"{path}: is the golden file of no document; delete it, or put {path.stem}.txt beside it"
        elif len(names) > 1:
            yield f"{path}: would be the golden file of {' and '.join(names)}; rename one of them"


def _claims(template: Template, source: Source) -> bool:
    try:
        return bool(template.claims(source))
    except Exception as error:
        error.add_note(f"{source.path}: claims of template {template.name!r} raised this; it should refuse instead")
        raise


def _report(template: Template, source: Source) -> Report:
    try:
        report = pipeline.parse(source, template)
    except Exception as error:
        error.add_note(f"{source.path}: was read by template {template.name!r} when this was raised")
        raise
    assert_report(report)
    return report


def _written(read: dict[Path, str]) -> Iterator[Path]:
    for path, text in read.items():
        if not path.exists() or path.read_text("utf-8", "replace") != text:
            path.write_text(text, "utf-8", "backslashreplace", "\n")  # lone surrogates, as JSON writes them
            yield path


@frozen
class Difference:
    """Where in a golden file something else stands than what was read, in the words of the document there."""

    path: str
    words: str
    expected: str
    found: str

    def __str__(self) -> str:
        of = f" of {self.words!r}" if self.words else ""
        return f"  {self.path}{of}: expected {self.expected}, found {self.found}"


def _differing(path: Path, found: dict[str, Any], template: Template) -> Iterator[str]:
    try:
        expected = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        yield f"{path}: is no JSON ({error}); correct it, or write it anew with {CURE}"
        return
    told = [str(each) for each in differences(expected, found)]
    if told:
        more = [f"  … and {len(told) - MOST} more"] if len(told) > MOST else []
        places = "1 place" if len(told) == 1 else f"{len(told)} places"
        yield "\n".join(
            (
                f"{path}: template {template.name!r} reads the document otherwise in {places}",
                *told[:MOST],
                *more,
                f"  correct the template; where what it finds is right, write it down with {CURE}",
            )
        )


def differences(expected: Any, found: Any, path: str = "$", words: str = "") -> Iterator[Difference]:
    """Where two values of JSON differ, in order; things in lists are matched by their quotes.

    >>> for each in differences({"facts": [{"quote": "5家", "unit": "家"}]}, {"facts": []}):
    ...     print(each)
      $.facts[0]: expected {"quote": "5家", "unit": "家"}, found nothing
    """
    if isinstance(expected, dict) and isinstance(found, dict):
        words = str(found.get("quote") or expected.get("quote") or words)
        for name in expected | found:
            there = f"{path}.{name}"
            if name not in expected or name not in found:
                yield _one_sided(there, words, expected.get(name, NOTHING), found.get(name, NOTHING))
            else:
                yield from differences(expected[name], found[name], there, words)
    elif isinstance(expected, list) and isinstance(found, list):
        yield from _in_lists(expected, found, path, words)
    elif expected != found or type(expected) is not type(found):
        yield _one_sided(path, words, expected, found)


NOTHING = object()


def _in_lists(expected: list[Any], found: list[Any], path: str, words: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [*map(_key, expected)], [*map(_key, found)], autojunk=False)
    for _, start, stop, other, end in matcher.get_opcodes():
        for n in range(max(stop - start, end - other)):
            old = expected[start + n] if start + n < stop else NOTHING
            new = found[other + n] if other + n < end else NOTHING
            if NOTHING in (old, new):
                yield _one_sided(f"{path}[{start + n if new is NOTHING else other + n}]", words, old, new)
            else:
                yield from differences(old, new, f"{path}[{start + n}]", words)


def _key(value: Any) -> str:
    return str(value["quote"]) if isinstance(value, dict) and "quote" in value else json.dumps(value, sort_keys=True)


def _one_sided(path: str, words: str, expected: Any, found: Any) -> Difference:
    return Difference(path, _cut(words), _shown(expected), _shown(found))


def _shown(value: Any) -> str:
    return "nothing" if value is NOTHING else _cut(json.dumps(value, ensure_ascii=False))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
