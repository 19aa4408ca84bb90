"""The text of a web page as a reader sees it: lines, each with its element, cells of a row kept on one line.

Blanks are those of HTML (a run of blanks is one); an inline element never divides a word or sentence, whatever it is
styled as. What is not seen, such as scripts and ``display:none``, is left out.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field, frozen

from zfbg.lexicon import of_lexicon, table

_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A line break of the file between two hanzi is no blank (CSS Text 3, 4.1.2).
_BROKEN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[\u3000-\u9fff\uff00-\uffef])")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Footnotes of a page that was made from a word processor's document.
_NOTE = re.compile(r"mso-element:\s*(?:foot|end)note(?:-list)?|(?:_?ftn|footnote|endnote)\d*", re.IGNORECASE)
_PROSE = re.compile("[。；，;,]")
_ID = re.compile(r"[\w-]{1,40}")
# Cells longer than this, or with a table in them, hold the columns of a page, not figures.
_LONGEST_CELL = 300
# An element deeper than a path of this length is told by one around it.
_LONGEST_PATH = 200
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "table", "tbody", "thead", "tfoot"})
_ALONE = frozenset({"html", "body"})


@frozen
class Line:
    """A line of text, the number and path of the element it stands in, and how many of its characters are links.

    ``label`` is what a numbered list shows before it; navigation is made of such lists too, and shows none. ``page``
    says that an element around it stands around articles (nav, footer), ``note`` that one is a footnote.
    """

    text: str
    element: int
    path: str
    linked: int
    page: bool
    note: bool
    label: str = ""

    @property
    def prose(self) -> int:
        """How many of its characters are sentences: none in links, titles and labels."""
        return len(self.text) - self.linked if _PROSE.search(self.text) else 0


@define
class _Open:
    """An element that has begun: how many children of each name it has had, and what holds within it."""

    tag: str
    path: str
    number: int
    seen: bool = True
    link: bool = False
    title: bool = False
    page: bool = False
    note: bool = False
    children: dict[str, int] = field(factory=dict)
    items: int = 0


@of_lexicon
def _elements() -> dict[str, frozenset[str]]:
    return {name: frozenset(tags) for name, tags in table("pages")["elements"].items()}


class Page:
    """The lines of a page below ``root``; elements are numbered in the order in which they begin.

    ``parents`` are the numbers of the elements around each, ``ends`` those of the last within each. Time and memory
    are linear in the page, however deep it is nested.
    """

    def __init__(self, root: Any) -> None:
        self.lines: list[Line] = []
        self.parents: list[int] = []
        self.ends: list[int] = []
        self._open: list[_Open] = []
        self._parts: list[str] = []
        self._linked = self._kept = 0
        self._number = ""
        self._rows: list[bool] = []
        self._known = _elements()
        self._breaks = self._known["blocks"] | _CELLS | {"br"}
        self._read(root)

    def innermost(self, share: float) -> range:
        """The elements within the innermost one that has at least ``share`` of all sentences; it is the first."""
        weights = [0] * len(self.parents)
        for line in self.lines:
            weights[line.element] += line.prose
        for number in range(len(weights) - 1, 0, -1):
            weights[self.parents[number]] += weights[number]
        inner = max(number for number, weight in enumerate(weights) if weight >= share * weights[0])
        return range(inner, self.ends[inner] + 1)

    def _read(self, root: Any) -> None:
        from lxml import etree

        data = _data_tables(root)
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                begun = self._begin(element)
                if begun.seen:
                    self._start(begun, element, element in data)
                    self._say(element.text)
                else:
                    walk.skip_subtree()
                continue
            if event == "end":
                self._end(element)
            self._say(element.tail)
        self._line()

    def _begin(self, element: Any) -> _Open:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        above = self._open[-1] if self._open else _Open("", "", 0)
        above.children[tag] = nth = above.children.get(tag, 0) + 1
        begun = _Open(tag, above.path, len(self.parents), link=above.link, title=above.title)
        begun.page, begun.note = above.page or tag in self._known["page"], above.note
        if len(above.path) < _LONGEST_PATH:
            begun.path += f"/{tag}" if tag in _ALONE else f"/{tag}[{nth}]"
        begun.seen = tag not in self._known["silent"]
        begun.link, begun.title = begun.link or tag == "a", begun.title or tag in self._known["titles"]
        if element.attrib:
            self._attributed(begun, element)
        self.parents.append(above.number)
        self.ends.append(begun.number)
        self._open.append(begun)
        return begun

    @staticmethod
    def _attributed(begun: _Open, element: Any) -> None:
        style, name = element.get("style") or "", element.get("id") or ""
        begun.seen = begun.seen and element.get("hidden") is None and not _HIDDEN.search(style)
        begun.note = begun.note or bool(_NOTE.search(style) or _NOTE.fullmatch(name))
        if _ID.fullmatch(name):
            begun.path = f"//*[@id='{name}']"

    def _start(self, begun: _Open, element: Any, is_data: bool) -> None:
        tag = begun.tag
        if tag == "table":
            self._line()
            self._rows.append(is_data)
        elif tag in self._breaks or tag in _ROWS:
            if not self._in_row() or tag in _ROWS:
                self._line()
            else:
                self._parts.append("\t" if tag in _CELLS and "".join(self._parts).strip() else " ")
        self._kept += tag == "pre"
        if tag == "li":
            self._number = self._label(element)

    def _end(self, element: Any) -> None:
        ended = self._open[-1]
        self.ends[ended.number] = len(self.parents) - 1
        tag = ended.tag
        if ended.seen and (tag in self._breaks or tag in _ROWS):
            if not self._in_row() or tag in _ROWS:
                self._line()
            else:
                self._parts.append(" ")
        if ended.seen:
            self._kept -= tag == "pre"
            if tag == "table":
                self._rows.pop()
            elif tag == "li":
                self._number = ""
        self._open.pop()

    def _in_row(self) -> bool:
        return bool(self._rows) and self._rows[-1]

    def _label(self, element: Any) -> str:
        """The number that a numbered list shows before an item."""
        if len(self._open) < 2 or self._open[-2].tag != "ol" or (element.getparent().get("type") or "1") != "1":
            return ""
        above = self._open[-2]
        told = element.get("value") or ("" if above.items else element.getparent().get("start") or "")
        above.items = int(told) if told.isascii() and told.isdecimal() and len(told) < 5 else above.items + 1
        return f"{above.items}."

    def _say(self, words: str | None) -> None:
        if not words:
            return
        self._parts.append(_spaced(words) if self._in_row() else words)
        if self._open and self._open[-1].link and not self._open[-1].title:
            self._linked += len(words.strip())

    def _line(self) -> None:
        whole = "".join(self._parts)
        self._parts.clear()
        linked, self._linked = self._linked, 0
        if not whole.strip() or not self._open:
            return
        within = self._open[-1]
        for line in whole.splitlines() if self._kept else [whole]:
            text = "\t".join(_spaced(cell).strip(" ") for cell in (line.split("\t") if self._in_row() else [line]))
            if text.strip():
                least = min(linked, len(text))
                label, self._number = self._number, ""
                self.lines.append(Line(text, within.number, within.path, least, within.page, within.note, label))


def _spaced(words: str) -> str:
    return _BLANKS.sub(" ", _BROKEN.sub("", words))


def _data_tables(root: Any) -> set[Any]:
    """The tables that hold figures, not the columns of the page."""
    from lxml import etree

    data: set[Any] = set()
    sizes: list[int] = []  # of the cells that are open
    columns: list[bool] = []  # whether the tables that are open hold columns
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.tag == "table":
                if columns:
                    columns[-1] = True
                columns.append(False)
            elif element.tag in _CELLS:
                sizes.append(0)
            if sizes:
                sizes[-1] += len(element.text or "")
            continue
        if element.tag in _CELLS and sizes:
            size = sizes.pop()
            if size > _LONGEST_CELL and columns:
                columns[-1] = True
            if sizes:
                sizes[-1] += size
        elif element.tag == "table" and columns and not columns.pop():
            data.add(element)
        if sizes:
            sizes[-1] += len(element.tail or "")
    return data
