"""The ground for reading a head: the lines above the body, their labels, and what was found in which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import regex

from zfbg.lexicon import table
from zfbg.outline import agencies, colophon
from zfbg.outline.dates import BARE_DATE, day_in
from zfbg.outline.furniture import DEEPEST, beginning
from zfbg.outline.labels import NUMBER, Labelled, pairs
from zfbg.outline.titles import is_title
from zfbg.template import Heading, Stretch, remainder
from zfbg.text import Text, half_width

# Values that end by themselves, whatever follows on the line.
_CLOSED = regex.compile(rf"(?:{BARE_DATE.pattern}|{re.sub('[?]P<[a-z]+>', '?:', NUMBER.pattern)}|无)(?=\s)")
_WORD = re.compile(r"\S+")
COPY_NUMBER = re.compile(r"0\d{5}")
# A page without text has its head in its first lines.
FEW = 10
LONGEST_NAME = 60


class Reading:
    """The lines of one head, the elements found in them so far, and the stretches these stand in."""

    def __init__(self, text: Text, furniture: Sequence[Stretch], headings: Sequence[Heading]) -> None:
        self.text, self.key, self.headings, self.furniture = text, text.key, headings, furniture
        self.lines = remainder(text, (*furniture, *self._middle()))
        self.zone = self._zone()
        self.stretches: dict[int, Stretch] = {}
        self.labels: list[Labelled] = []
        self.masthead: str | None = None

    def _middle(self) -> tuple[Stretch, ...]:
        """From the line after the first heading to that of the last: neither head nor close has a line there."""
        if not self.headings:
            return ()
        start = self.key.find("\n", self.headings[0].start) + 1
        end = self.key.rfind("\n", 0, self.headings[-1].end)
        return (Stretch(start, end),) if 0 < start < end else ()

    def _zone(self) -> tuple[Stretch, ...]:
        """The lines above the body, the last one cut where a heading begins in it."""
        first = self.headings[0].start if self.headings else len(self.key)
        lines = [line for line in self.lines if line.start < first]
        words = [self.key[line.start : min(line.end, first)].rstrip() for line in lines]
        count = beginning(words)
        if count is None:
            # All above the first heading; without headings, a few lines if none is long.
            short = all(len(line) <= LONGEST_NAME for line in words[:FEW])
            count = DEEPEST if self.headings else FEW if short else 0
        return tuple(
            Stretch(line.start, line.start + len(word))
            for line, word in zip(lines[:count], words, strict=False)
            if word
        )

    def mark(self, line: Stretch, kind: str) -> None:
        self.stretches[line.start] = Stretch(line.start, line.end, kind)

    def add(self, name: str, line: Stretch, words: str) -> None:
        """An element that no label names; ``words`` end the line or begin it."""
        start = self.key.index(words, line.start, line.end)
        self.labels.append(Labelled(name, "", start, start + len(words)))

    def is_marked(self, number: int, kind: str) -> bool:
        """Whether line ``number`` was found to be of that kind."""
        found = self.stretches.get(self.zone[number].start)
        return found is not None and found.kind == kind

    def free(self) -> Iterator[tuple[int, Stretch, str]]:
        """The lines of the head that nothing was found in yet."""
        for number, line in enumerate(self.zone):
            if line.start not in self.stretches:
                yield number, line, self.key[line.start : line.end]

    def value(self, *names: str) -> str | None:
        """The value of the first label with one of ``names`` that has one."""
        none = table("labels")["values"]["none"]
        for name in names:
            for pair in self.labels:
                if pair.name == name:
                    value = str(self.text)[pair.start : pair.end].strip()
                    if value and half_width(value) not in none:
                        return value
        return None

    def dates(self, *names: str) -> date | None:
        """The first day that a label gives; 发布时间 before 更新时间, 时间 and other words that are common."""
        common = table("labels")["weak"]
        for name in names:
            for pair in sorted(self.labels, key=lambda pair: pair.label in common.get(name, ())):
                if pair.name == name and (found := day_in(self.key[pair.start : pair.end])):
                    return found
        return None

    def listed(self, name: str) -> tuple[str, ...]:
        return colophon.listed(half_width(self.value(name) or ""))

    def read_labels(self) -> None:
        for number, found in pairs(self.key, self.zone):
            self.mark(self.zone[number], "header")
            self.labels += found
        self._cut_flattened()
        bare = {pair.start for pair in self.labels if not pair.label and pair.name != "document_number"}
        for number, line, words in self.free():
            # Number, office and date, one below the other and without labels.
            near = [self.zone[n].start for n in (number - 1, number + 1) if 0 <= n < len(self.zone)]
            if any(start in bare for start in near) and self._above_title(number) and len(agencies.in_line(words)) == 1:
                self.add("issuer", line, words)
                self.mark(line, "header")

    def _above_title(self, number: int) -> bool:
        below = (self.key[line.start : line.end] for line in self.zone[number + 1 :])
        return any(is_title(words) for words in below)

    def _cut_flattened(self) -> None:
        """On a page that lost its line breaks the title follows the last label's value."""
        if not (self.zone and self.labels and self.headings and self.zone[-1].start in self.stretches):
            return
        line, last = self.zone[-1], self.labels[-1]
        value = _CLOSED.match(self.key, last.start, last.end)
        if value is None and self.key.find("\n", line.start, self.headings[0].start) < 0:
            value = _WORD.match(self.key, last.start, last.end)
        if value is None or value.end() == last.end:
            return
        rest = Stretch(
            value.end() + len(self.key[value.end() : line.end]) - len(self.key[value.end() : line.end].lstrip()),
            line.end,
        )
        if is_title(self.key[rest.start : rest.end]):
            self.labels[-1] = Labelled(last.name, last.label, value.start(), value.end())
            self.mark(Stretch(line.start, value.end()), "header")
            self.zone = (*self.zone, rest)

    def read_masthead(self) -> None:
        """What stands above the title of a document on paper: 份号, 密级, 紧急程度, 发文机关标志."""
        for _, line, words in self.free():
            if words.endswith("文件") and agencies.in_line(sign := words.removesuffix("文件").strip()):
                self.add("masthead", line, words)
                self.masthead = self.masthead or agencies.in_line(sign)[0]
            elif COPY_NUMBER.fullmatch(words):
                self.add("copy_number", line, words)
            elif marks := tuple(colophon.masthead(words)):
                for name, start, end in marks:
                    self.labels.append(Labelled(name, "", line.start + start, line.start + end))
            else:
                continue
            self.mark(line, "header")
