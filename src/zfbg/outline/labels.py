"""The labelled lines above a report: ``索引号:…``, two pairs on a line, cells of a table, a value below its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import regex
from attrs import frozen

from zfbg.lexicon import of_lexicon, table
from zfbg.outline.titles import KIND, is_title
from zfbg.template import Stretch

LONGEST_LINE = 400
LONGEST_VALUE = 120
# 计划总结 is a class that documents are sorted into; a title is longer.
LONGEST_CLASS = 6
BARS = r":|¦│丨∶"
LEAD = re.compile(rf"[\s{BARS}•·●■◆▪◇○*【\[(]*")
DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s?(?:年|[-/.])\s?(?P<m>0?[1-9]|1[0-2])\s?(?:月|[-/.])\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?[日/])?"
    r"(?:\s*\d{1,2}\s?[:时]\s?\d{1,2}(?:\s?分)?(?:(?:\s?:)?\s?\d{1,2}(?:\s?秒)?)?)?"
)
# 发文字号 (GB/T 9704-2012, 7.2.5): 机关代字〔四位年〕序号号; other brackets, 第 and leading noughts are local habits.
NUMBER = regex.compile(
    r"(?P<agency>\p{Han}{1,14})\s?[〔\[【(]\s?(?P<year>(?:19|20)\d\d)\s?[〕\]】)]\s?(?:第)?0*(?P<number>\d{1,4})\s?号"
)
# 索引号 (政府信息公开目录系统实施指引): the agency's code, perhaps that of a class, the year, a running number.
INDEX = re.compile(
    r"(?=[^\s\u3400-\u9fff]*\d{4})[A-Za-z0-9]{3,25}(?:[-_]\d{2,8}){0,3}[-/](?:19|20)\d\d-?\d{3,7}(?![-/\w])"
)
DATE_SHAPE = r"(?:19|20)\d\d\s?[-年/.]"
NUMBER_SHAPE = r"[\u3400-\u9fff]{1,14}\s?[〔\[【(]\s?(?:19|20)\d\d"
BARE = (("", DATE), ("document_number", NUMBER), ("index_number", INDEX))
# The name of a site before the first label: 某市政府门户网站  更新时间:…
SITE = re.compile(r"[^\s。,;:|]{2,24}\s{2,}")
# A label that is not known, with its value: 发布者:办公室  发布日期:….
UNKNOWN = re.compile(r"[\u3400-\u9fff]{2,6}\s?:\s?[^\s。]{1,30}\s+")
DATES = frozenset(("", "created", "signed", "issued", "published", "effective"))
# A label of any kind behind a wide blank, known or not, ends the value before it: 张三    会签人:李四.
OTHER = re.compile(r"\s{2,}(?=[\u3400-\u9fff]{2,6}\s?:)")
CELL = re.compile(r"[^|¦│\t\s](?:[^|¦│\t]*?[^|¦│\t\s])??(?=\s*[|¦│\t]|\s{2,}|\s*$)")
BLANKS = frozenset(
    " \t\r\v\f\x1c\x1d\x1e\x1f\x85\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f|¦│·•、"
)
OPENS, CLOSES = "[【", "]】"
ENDS = BLANKS | {*OPENS, ";"}


@frozen
class Labelled:
    """A label and its value: ``[start, end)`` of the text holds the value, which may be empty."""

    name: str
    label: str
    start: int
    end: int


def labelled(line: str) -> bool:
    """Whether a line begins with a metadata label, or with a bare date or number that labels or nothing follow.

    >>> [labelled(line) for line in ("• 索 引 号:A-1", "2022-11-02 11:13文章来源: 某局", "时间紧,任务重")]
    [True, True, False]
    """
    return len(line) <= LONGEST_LINE and _start(line) is not None


def _start(line: str) -> tuple[int, tuple[Labelled, ...]] | None:
    """Where the labels of a line begin, and the bare values before them; None where the line has neither."""
    at = LEAD.match(line).end()  # type: ignore[union-attr]
    lead = at
    values: list[Labelled] = []
    while value := _bare(line, at):
        values.append(value)
        at = LEAD.match(line, value.end).end()  # type: ignore[union-attr]
    if at == len(line):
        return (at, tuple(values)) if values else None
    first = _label().match(line, at)
    if first is None and not values and (site := SITE.match(line, lead) or UNKNOWN.match(line, lead)):
        at = site.end()
        first = _label().match(line, at)
    return (at, tuple(values)) if first and first["page"] is None else None


def _bare(line: str, at: int) -> Labelled | None:
    """The date, 发文字号 or 索引号 that stands at ``at`` without a label."""
    for name, pattern in BARE:
        if match := pattern.match(line, at):
            return Labelled(name, "", match.start(), match.end())
    return None


def pairs(key: str, lines: Sequence[Stretch]) -> Iterator[tuple[int, tuple[Labelled, ...]]]:
    """The labelled lines among ``lines``, by number, with their pairs; and the lines that hold values for those above.

    A date or number that stands alone is a pair without a label. ``key`` is the text in half width.
    """
    words = [key[line.start : line.end] for line in lines]
    waiting: list[tuple[Labelled, ...]] = []
    number = 0
    while number < len(lines):
        below = _below(words, lines, number, waiting) if waiting else []
        if below:
            yield from below
            number += len(below)
            waiting = []
            continue
        found = _of_line(words[number], lines[number])
        if found is not None:
            yield number, found
        is_open = bool(found) and all(pair.start == pair.end for pair in found or ())
        waiting = [*waiting, found] if is_open and found else []
        number += 1


def _of_line(words: str, line: Stretch) -> tuple[Labelled, ...] | None:
    """The pairs of a line; None where it has none."""
    begun = _start(words) if len(words) <= LONGEST_LINE else None
    if begun is None:
        return None
    at, values = begun
    found = [Labelled(one.name, one.label, line.start + one.start, line.start + one.end) for one in values]
    marks = list(_label().finditer(words, at))
    for mark, after in zip(marks, [*(mark.start() for mark in marks[1:]), len(words)], strict=False):
        if (name := _name(mark)) != "page":
            other = OTHER.search(words, mark.end(), after)
            low, high = _trimmed(words, mark.end(), other.start() if other and other.start() > mark.end() else after)
            found.append(Labelled(name, _written(mark), line.start + low, line.start + min(high, low + LONGEST_VALUE)))
    return tuple(found)


def _trimmed(words: str, low: int, high: int) -> tuple[int, int]:
    """A value without the blanks and bars around it, the bracket of the next label and brackets around it all.

    A bracket that closes but was not opened in the value belongs to the label: 【发布机构:某局】.
    """
    while low < high and words[low] in BLANKS:
        low += 1
    while low < high and (words[high - 1] in ENDS or (words[high - 1] in CLOSES and not _opened(words, low, high))):
        high -= 1
    if low < high - 1 and words[low] in OPENS and words[high - 1] == CLOSES[OPENS.index(words[low])]:
        return _trimmed(words, low + 1, high - 1)
    return low, high


def _opened(words: str, low: int, high: int) -> bool:
    """Whether the bracket that closes ``words[low:high]`` was opened in it."""
    closing = words[high - 1]
    return words.count(OPENS[CLOSES.index(closing)], low, high) >= words.count(closing, low, high)


def _below(
    words: Sequence[str], lines: Sequence[Stretch], number: int, waiting: Sequence[tuple[Labelled, ...]]
) -> list[tuple[int, tuple[Labelled, ...]]]:
    """What the lines from ``number`` on give for the labels without values above them: cells for cells, a line for each
    of several lines with one label, or a line for the last; [] where they do not look like values."""
    line, above = lines[number], waiting[-1]
    if len(above) > 1:
        if len(words[number]) > LONGEST_LINE:
            return []
        cells = [cell.span() for cell in CELL.finditer(words[number])]
        if len(cells) != len(above) or any(_label().match(words[number], start) for start, _ in cells):
            return []
        return [(number, tuple(_valued(pair, line, *cell) for pair, cell in zip(above, cells, strict=True)))]
    alone = [pairs[0] for pairs in takewhile(lambda pairs: len(pairs) == 1, reversed(waiting))][::-1]
    for labels in (alone, alone[-1:]):
        values = words[number : number + len(labels)]
        if len(values) == len(labels) and all(
            _fits(one.name, value) for one, value in zip(labels, values, strict=True)
        ):
            return [
                (number + n, (_valued(one, lines[number + n], *_trimmed(value, 0, len(value))),))
                for n, (one, value) in enumerate(zip(labels, values, strict=True))
            ]
    return []


def _valued(pair: Labelled, line: Stretch, start: int, end: int) -> Labelled:
    return Labelled(pair.name, pair.label, line.start + start, line.start + end)


def _fits(name: str, words: str) -> bool:
    """Whether a line can be the value of a label above it."""
    if len(words) > LONGEST_VALUE or "。" in words:
        return False
    dated = DATE.fullmatch(words) is not None
    if not dated and _label().match(words, LEAD.match(words).end()):  # type: ignore[union-attr]
        return False
    if name in DATES or dated:
        return dated and name in DATES
    if name == "index_number":
        return re.fullmatch(r"[!-~]{4,60}", words) is not None
    if name == "signer":
        return re.fullmatch(r"[\u3400-\u9fff]\s*[\u3400-\u9fff·]{1,3}", words) is not None
    if name == "document_number":
        return re.search(r"\d|号|^无$", words) is not None and not is_title(words)
    return _start(words) is None and (
        name in ("title", "description") or len(words) <= LONGEST_CLASS or not is_title(words)
    )


def _name(mark: re.Match[str]) -> str:
    return _names()[_written(mark)]


def _written(mark: re.Match[str]) -> str:
    """A label without the blanks in it."""
    return re.sub(r"\s", "", mark["strong"] or mark["weak"] or mark["cell"] or mark["joint"] or mark["page"])


@of_lexicon
def _names() -> dict[str, str]:
    data = table("labels")
    return {label: name for part in ("strong", "weak") for name, labels in data[part].items() for label in labels}


@of_lexicon
def _label() -> re.Pattern[str]:
    """Any label with what separates it from its value."""
    data = table("labels")

    def spaced(labels: list[str]) -> str:
        # 索 引 号 is spaced throughout: in 主动公开  发布日期 no label 公开发布日期 stands.
        ordered = sorted(labels, key=len, reverse=True)
        return "|".join(sign.join(map(re.escape, label)) for sign in ("", r"\s+") for label in ordered)

    strong = spaced([label for labels in data["strong"].values() for label in labels])
    weak = spaced([label for name, labels in data["weak"].items() if name != "page" for label in labels])
    page = spaced(data["weak"]["page"])
    first = "".join(
        sorted({label[0] for part in ("strong", "weak") for labels in data[part].values() for label in labels})
    )
    # A common word that stands in a cell of its own is a label where what follows is what it asks for.
    asked = {
        "document_number": NUMBER_SHAPE,
        "published": DATE_SHAPE,
        "title": rf"[^\s:]{{2,{LONGEST_VALUE}}}{KIND}\s*$",
    }
    cell = "|".join(rf"(?:{spaced(data['weak'][name])})(?=\s+{value})" for name, value in asked.items())
    # Where a line has lost its blanks: 发布机构:某局文号:….
    joint = spaced([label for name in ("document_number", "source", "author") for label in data["weak"][name]])
    colon = rf"\s*(?:[\]】]?\s*[{BARS}]|[\]】])\s*[\]】]?"
    return re.compile(
        # Most characters begin no label: one test for them all.
        rf"(?=[{first}])(?:(?P<strong>{strong})(?:{colon}|(?=[\sA-Z\d]|$))"
        rf"|(?<![\u3400-\u9fff])(?:(?P<weak>{weak})(?:{colon}|(?<=\s.)(?=\s|$))|(?P<page>{page})(?:{colon}|$)"
        rf"|(?P<cell>{cell}))|(?P<joint>{joint})\s?:)"
    )
