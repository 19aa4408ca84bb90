"""Word documents (.docx), read with python-docx (the extra ``docx``); old .doc and .wps through LibreOffice.

``Source.raw`` has a paragraph a line, with the labels that the word processor counts out (一、 1.), and the cells of a
row between tabs. What is deleted or hidden is left out. Headers stand above the text, footnotes and footers below it,
set aside.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zfbg.errors import SourceError, needs
from zfbg.hookspecs import hookimpl
from zfbg.loaders import Loader
from zfbg.loaders.limits import held, limits
from zfbg.loaders.numbering import Numbering, of_document
from zfbg.model import Furniture, Location, Source, Span

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "word/document.xml"
_PIECE = 1 << 20
_STREAM, _LOCKED = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = (f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# What of a run is seen: text, and signs that have an element of their own.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_LEVELS = frozenset("012345678")
# Within these is nothing that a reader sees, or what is told a second time (Fallback).
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "Fallback"})

Part = tuple[str, str, str]
"""A line, where it stood, and what it is: "" the text, ``header``, ``footer`` or ``footnote``."""


def claims(data: bytes, name: str) -> bool:
    """Whether the bytes are an archive with a document in it, or one locked with a password (MS-OFFCRYPTO)."""
    return (data.startswith(_ZIP) and _MAIN.encode() in data) or (data.startswith(_OLD) and _LOCKED in data)


def load(data: bytes, name: str) -> Source:
    """The text of a document; SourceError where it is damaged or too large, or python-docx is not installed."""
    who = name or "bytes"
    if data.startswith(_OLD):
        raise SourceError(f"{who}: is an Office document locked with a password; save it without one")
    try:
        import docx
    except ImportError as error:
        raise SourceError(needs(f"{who}: is a Word document; reading it", "python-docx", "docx")) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _bounded(archive, who)
        # All of it is read in here: python-docx looks at many a part only when it is asked for.
        parts = list(_parts(docx.Document(io.BytesIO(data))))
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(
            f"{who}: is a damaged Word document ({type(error).__name__}: {error}); fetch it again, or save it anew"
        ) from error
    if not parts:
        raise SourceError(
            f"{who}: is a Word document without text; if it holds scanned pages, recognise their text first"
        )
    return _source(parts, name)


def _bounded(archive: zipfile.ZipFile, who: str) -> None:
    """SourceError where the archive holds more than is allowed; a tree of XML is many times as large as its text."""
    infos = archive.infolist()
    held(who, "the number of files in it", len(infos), "members")
    held(who, "its size unpacked", sum(info.file_size for info in infos), "unpacked")
    tags = 0
    for info in infos:
        if info.is_dir():
            continue
        with archive.open(info) as member:
            piece = member.read(_PIECE)
            if b"<" not in piece.lstrip()[:4]:  # a mark of the byte order may stand before it
                continue
            while piece:
                tags += piece.count(b"<")
                held(who, "the number of its tags", tags, "tags")
                piece = member.read(_PIECE)


def _source(parts: list[Part], name: str) -> Source:
    locations, aside, at = [], [], 0
    for text, where, kind in parts:
        locations.append(Location(at, where))
        if kind:
            aside.append(Furniture(Span(at, at + len(text)), kind))
        at += len(text) + 1
    raw = "\n".join(text for text, _, _ in parts)
    return Source(raw, name, media_type=MEDIA_TYPE, aside=tuple(aside), locations=tuple(locations))


def _parts(document: Any) -> Iterator[Part]:
    lines = _Lines(document)
    headers: list[str] = []
    footers: list[str] = []
    for section in document.sections:
        for kind in ("", "first_page_", "even_page_"):
            headers += lines.of(getattr(section, f"{kind}header"))
            footers += lines.of(getattr(section, f"{kind}footer"))
    yield from ((text, "header", "header") for text in dict.fromkeys(headers))
    yield from ((text, where, "") for text, where in lines.body())
    for kind in ("footnotes", "endnotes"):
        for relation in document.part.rels.values():
            if relation.reltype == _NOTES + kind and not relation.is_external:
                yield from lines.notes(relation.target_part.blob, kind[:-1])
    yield from ((text, "footer", "footer") for text in dict.fromkeys(footers))


class _Lines:
    """The lines of a document's parts, with the labels of its lists as they are counted from paragraph to paragraph."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbering = self._numbering()
        self.styles: dict[str, Any] = {
            each.get(f"{_W}styleId", ""): each for each in document.styles.element.iter(f"{_W}style")
        }
        self.told: set[Any] = set()
        self.lists: dict[str, tuple[str | None, str | None]] = {}

    def _numbering(self) -> Numbering:
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # python-docx makes no numbering part where the document has none
            return Numbering({})
        return of_document(root, lambda name: _W + name)

    def body(self) -> Iterator[tuple[str, str]]:
        """The lines of the text and where each stood."""
        paragraph = table = 0
        for block in _blocks(self.document.element.body, "p", "tbl"):
            if block.tag == f"{_W}p":
                paragraph += 1
                for line in self._paragraph(block).split("\n"):
                    if line.strip():
                        yield line, f"paragraph {paragraph}"
                continue
            table += 1
            for number, row in enumerate(block.iter(f"{_W}tr"), 1):
                if row.iterancestors(f"{_W}tbl").__next__() is not block:
                    continue  # of a table within this one, whose text its cell has
                cells = [" ".join(self._cell(cell)) for cell in _blocks(row, "tc")]
                if any(cell.strip() for cell in cells):
                    yield "\t".join(cells) if len(cells) > 1 else cells[0], f"table {table}, row {number}"

    def of(self, story: Any) -> Iterator[str]:
        """The lines of a header or footer that no section before has; page numbers have none."""
        if not story.is_linked_to_previous and story._element not in self.told:
            self.told.add(story._element)
            for block in _blocks(story._element, "p"):
                yield from (line for line in self._paragraph(block).split("\n") if any(map(str.isalpha, line)))

    def notes(self, blob: bytes, kind: str) -> Iterator[Part]:
        """The footnotes or endnotes of a part."""
        from lxml import etree

        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for note in root.iter(f"{_W}{kind}"):
            if note.get(f"{_W}type") is None:  # separators have one
                number = note.get(f"{_W}id", "")
                text = " ".join(filter(None, (self._paragraph(block).strip() for block in _blocks(note, "p"))))
                if text:
                    yield text, f"{kind} {number}", "footnote"

    def _cell(self, cell: Any) -> Iterator[str]:
        for block in _blocks(cell, "p"):
            text = " ".join(self._paragraph(block).split())
            if text:
                yield text

    def _paragraph(self, paragraph: Any) -> str:
        text = "".join(_seen(paragraph)).strip(" ")
        return self._label(paragraph) + text if text.strip() else ""

    def _label(self, paragraph: Any) -> str:
        properties = paragraph.find(f"{_W}pPr")
        number, level = self._list(properties) if properties is not None else (None, None)
        style = _value(properties, "pStyle") if properties is not None else None
        inherited = self._inherited(style)
        number, level = number or inherited[0], level or inherited[1] or "0"
        return self.numbering.label(number, int(level)) if number and level in _LEVELS else ""

    def _inherited(self, style: str | None) -> tuple[str | None, str | None]:
        """The list and level that a style has, or the next one that it is based on; each style is asked once."""
        chain: dict[str, None] = {}
        while style and style in self.styles and style not in self.lists and style not in chain:
            chain[style] = None
            style = _value(self.styles[style], "basedOn")
        found = self.lists.get(style or "", (None, None))
        for each in reversed(chain):
            own = self.styles[each].find(f"{_W}pPr")
            number, level = self._list(own) if own is not None else (None, None)
            self.lists[each] = found = number or found[0], level or found[1]
        return found

    @staticmethod
    def _list(properties: Any) -> tuple[str | None, str | None]:
        found = properties.find(f"{_W}numPr")
        return (None, None) if found is None else (_value(found, "numId"), _value(found, "ilvl"))


def _value(parent: Any, name: str) -> str | None:
    found = parent.find(f"{_W}{name}")
    value: str | None = None if found is None else found.get(f"{_W}val")
    return value


def _blocks(story: Any, *names: str) -> Iterator[Any]:
    """The outermost elements of these names that are seen, those within content controls too."""
    wanted = {f"{_W}{name}" for name in names}
    stack = [iter(story)]
    while stack:
        block = next(stack[-1], None)
        if block is None:
            stack.pop()
        elif block.tag in wanted:
            yield block
        elif isinstance(block.tag, str) and block.tag.rpartition("}")[2] not in _UNSEEN:
            stack.append(iter(block))


def _seen(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph, without what is deleted, hidden, or the code of a field; then that of its boxes."""
    stack = [iter(paragraph)]
    boxes = []
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in _UNSEEN or not name:
            continue
        if element.tag in _TEXTS:
            yield (element.text or "") + "".join(comment.tail or "" for comment in element)
        elif element.tag.startswith(_W) and name in _SIGNS:
            yield _SIGNS[name]
        elif name == "r" and _is_hidden(element):
            continue
        elif element.tag == f"{_W}p":  # of a text box, which stands beside the sentence that it is fixed to
            boxes.append(element)
        else:
            stack.append(iter(element))
    for box in boxes:
        yield "\n"
        yield from _seen(box)


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{_W}rPr")
    found = None if properties is None else properties.find(f"{_W}vanish")
    return found is not None and found.get(f"{_W}val") not in {"0", "false"}


def claims_old(data: bytes, name: str) -> bool:
    """Whether the bytes are a compound file (MS-CFB) with a text document in it; a spreadsheet has another stream."""
    return data.startswith(_OLD) and _STREAM in data and _LOCKED not in data


def load_old(data: bytes, name: str) -> Source:
    """The text of a .doc or .wps, which LibreOffice turns into a .docx; SourceError where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise SourceError(
            f"{name}: is an Office document of the old kind; install LibreOffice, or save it as .docx elsewhere"
        )
    with tempfile.TemporaryDirectory(prefix="zfbg-") as folder:
        old = Path(folder, "document.doc")
        old.write_bytes(data)
        # A profile of its own: LibreOffice refuses to run twice on one, and macros of the user's stay out.
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "docx", "--outdir", folder, str(old)]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=limits().seconds)
            converted = Path(folder, "document.docx").read_bytes()
        except subprocess.TimeoutExpired as error:
            raise SourceError(
                f"{name}: took LibreOffice over {limits().seconds} s; set ZFBG_MAX_SECONDS higher, or save it as .docx"
            ) from error
        except (subprocess.CalledProcessError, OSError) as error:
            raise SourceError(
                f"{name}: LibreOffice cannot read it ({error}); save it as .docx, or fetch it again"
            ) from error
    return load(converted, name)


DOCX = Loader("docx", claims=claims, load=load)
DOC = Loader("doc", claims=claims_old, load=load_old)


@hookimpl
def zfbg_loaders() -> tuple[Loader, ...]:
    return (DOCX, DOC)
