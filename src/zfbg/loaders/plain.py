"""Plain text, in any encoding of :mod:`zfbg.loaders.encodings`."""

from __future__ import annotations

from zfbg.errors import SourceError
from zfbg.hookspecs import hookimpl
from zfbg.loaders import Loader
from zfbg.loaders.encodings import decoded
from zfbg.model import Source

# What is handed over in place of text, by its first bytes, and what makes text of it.
FORMATS = {
    b"%PDF-": ("a PDF", "pdftotext"),
    b"PK\x03\x04": ("a zip archive, such as docx, xlsx or ofd", "the program that made it"),
    b"\xd0\xcf\x11\xe0": ("an Office file of the old kind, such as doc, xls or wps", "the program that made it"),
    b"{\\rtf": ("an RTF document", "the program that made it"),
    b"\x1f\x8b": ("a gzip archive", "gunzip"),
    b"\x89PNG": ("a picture", "a text recognition program"),
    b"\xff\xd8\xff": ("a picture", "a text recognition program"),
}


def load(data: bytes, name: str) -> Source:
    """The text of ``data`` as it stands, its byte-order mark left out; SourceError where it is no text."""
    who = name or "bytes"
    if not data:
        raise SourceError(f"{who}: is empty; fetch the document again")
    for magic, (what, tool) in FORMATS.items():
        if data.startswith(magic):
            raise SourceError(f"{who}: is {what}, not plain text; turn it into text with {tool} first")
    text = decoded(data, who)
    if (at := text.find("\0")) >= 0:
        raise SourceError(f"{who}: is binary (NUL at character {at}), not plain text; turn it into text first")
    return Source(text, name)


PLAIN = Loader("plain", claims=lambda data, name: False, load=load)


@hookimpl
def zfbg_loaders() -> tuple[Loader, ...]:
    return (PLAIN,)
