"""Plain text: UTF-8, UTF-16 with a byte-order mark, GB18030 (and with it GBK and GB2312)."""

from __future__ import annotations

import codecs

from zfbg.errors import SourceError
from zfbg.hookspecs import hookimpl
from zfbg.loaders import Loader
from zfbg.model import Source

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

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
    text = _decoded(data, who)
    if (at := text.find("\0")) >= 0:
        raise SourceError(f"{who}: is binary (NUL at character {at}), not plain text; turn it into text first")
    return Source(text, name)


def _decoded(data: bytes, who: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                at = error.start + len(mark)
                raise SourceError(
                    f"{who}: its byte-order mark says {encoding} but byte {at} is not; fetch the document again"
                ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at, utf8 = error.start, error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{who}: is neither UTF-8 (byte {at}) nor GB18030 (byte {error.start}); "
            "convert it with iconv -f ENCODING -t UTF-8, or fetch it again"
        ) from error
    if _mostly_utf8(data):
        raise SourceError(
            f"{who}: is UTF-8 that is damaged at byte {at}; fetch it again, or drop the damaged bytes"
        ) from utf8
    return text


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are sound UTF-8 than not: GB18030 accepts nearly any pair of high bytes.

    Of common hanzi in GB18030 about one in seven happens to be sound UTF-8, so true GB18030 stays far below half.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    return sound > broken


PLAIN = Loader("plain", claims=lambda data, name: False, load=load)


@hookimpl
def zfbg_loaders() -> tuple[Loader, ...]:
    return (PLAIN,)
