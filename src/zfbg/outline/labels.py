"""The labelled lines above a report: ``索引号:…``, two pairs on a line, cells of a table, a value below its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from zfbg.lexicon import table
from zfbg.outline.titles import is_title
from zfbg.template import Stretch

LONGEST_LINE = 400
LONGEST_VALUE = 120
LEAD = re.compile(r"[\s|•·●■◆▪◇○*【\[(]*")
DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s?(?:年|[-/.])\s?(?P<m>0?[1-9]|1[0-2])\s?(?:月|[-/.])\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?[日/])?"
    r"(?:\s*\d{1,2}\s?[:时]\s?\d{1,2}\s?分?(?::?\s?\d{1,2}(?:\s?秒)?)?)?"
)
BLANKS = " \t|·•、[【"


@frozen
class Labelled:
    """A label and its value: ``[start, end)`` of the text holds the value, which may be empty."""

    name: str
    label: str
    start: int
    end: int


def labelled(line: str) -> bool:
    """Whether a line begins with a metadata label, or with a bare date that labels or nothing follow.

    >>> [labelled(line) for line in ("• 索 引 号:A-1", "2022-11-02 11:13文章来源: 某局", "时间紧,任务重")]
    [True, True, False]
    """
    if len(line) > LONGEST_LINE:
        return False
    at = _after_date(line)
    first = _label().match(line, at)
    return bool(first and first["page"] is None) if at < len(line) else bool(line)


def _after_date(line: str) -> int:
    """Where the line goes on after what may precede a label: bullets, and a bare date."""
    at = LEAD.match(line).end()  # type: ignore[union-attr]
    if date := DATE.match(line, at):
        at = LEAD.match(line, date.end()).end()  # type: ignore[union-attr]
    return at


def pairs(key: str, lines: Sequence[Stretch]) -> Iterator[tuple[int, tuple[Labelled, ...]]]:
    """The labelled lines among ``lines``, by number, with their pairs; and the lines that hold values for those above.

    A bare date is a pair without a label. ``key`` is the text in half width.
    """
    open_pairs: tuple[Labelled, ...] = ()
    for number, line in enumerate(lines):
        words = key[line.start : line.end]
        if open_pairs and DATE.fullmatch(words):
            yield number, _values_below(words, line, open_pairs)
            open_pairs = ()
        elif labelled(words):
            found = tuple(_of_line(key, line))
            open_pairs = found if found and all(pair.start == pair.end for pair in found) else ()
            yield number, found
        elif open_pairs:
            if values := _values_below(words, line, open_pairs):
                yield number, values
            open_pairs = ()


def _of_line(key: str, line: Stretch) -> Iterator[Labelled]:
    start = line.start + LEAD.match(key[line.start : line.end]).end()  # type: ignore[union-attr]
    if date := DATE.match(key, start, line.end):
        yield Labelled("", "", date.start(), date.end())
        start = date.end()
    marks = list(_label().finditer(key, start, line.end))
    for number, mark in enumerate(marks):
        name = _name(mark)
        low = mark.end()
        high = marks[number + 1].start() if number + 1 < len(marks) else line.end
        while low < high and key[low] in BLANKS:
            low += 1
        while low < high and key[high - 1] in BLANKS:
            high -= 1
        if name != "page":
            yield Labelled(name, re.sub(r"\s", "", mark[0].strip(" \t|:[]【】")), low, min(high, low + LONGEST_VALUE))


def _values_below(words: str, line: Stretch, above: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """What the line below labels without values gives for them; () where it does not look like values."""
    if len(words) > LONGEST_VALUE or (is_title(words) and above[0].name != "title") or "。" in words:
        return ()
    cells = [
        (cell.start(), cell.end())
        for cell in re.finditer(r"[^|\t\s](?:[^|\t]*?[^|\t\s])??(?=\s*[|\t]|\s{2,}|\s*$)", words)
    ]
    if len(above) == 1 and cells:
        cells = [(cells[0][0], cells[-1][1])]
    if len(cells) != len(above):
        return ()
    return tuple(
        Labelled(pair.name, pair.label, line.start + start, line.start + end)
        for pair, (start, end) in zip(above, cells, strict=True)
    )


def _name(mark: re.Match[str]) -> str:
    return _names()[re.sub(r"\s", "", mark["strong"] or mark["weak"] or mark["page"])]


@cache
def _names() -> dict[str, str]:
    data = table("labels")
    return {label: name for part in ("strong", "weak") for name, labels in data[part].items() for label in labels}


@cache
def _label() -> re.Pattern[str]:
    """Any label with what separates it from its value."""
    data = table("labels")

    def spaced(labels: list[str]) -> str:
        return "|".join(r"[ \t]*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))

    strong = spaced([label for labels in data["strong"].values() for label in labels])
    weak = spaced([label for name, labels in data["weak"].items() if name != "page" for label in labels])
    page = spaced(data["weak"]["page"])
    colon = r"[ \t]*(?:[\]】]?[ \t]*[:|]|[\]】])[ \t]*[\]】]?"
    return re.compile(
        rf"(?P<strong>{strong})(?:{colon}|(?=[ \t]|$))"
        rf"|(?<![\u3400-\u9fff])(?:(?P<weak>{weak})(?:{colon}|(?<=\s.)$)|(?P<page>{page})(?:{colon}|$))",
        re.MULTILINE,
    )
