"""A report as the bytes that a store keeps it in, without loss: JSON (docs/json.md), compressed by zlib.

Not a column of JSON: a text may hold half a surrogate pair, which neither UTF-8 nor JSON in DuckDB can, and compressed
it takes about a tenth. What SQL asks for stands in columns of its own.
"""

from __future__ import annotations

import json
import zlib

from zfbg.cells import encodable
from zfbg.convert import Plain, from_dict
from zfbg.model import Report

LEVEL = 6  # of zlib, from 1 (quick) to 9


def packed(plain: Plain, *, raw: bool) -> bytes:
    """The document of a report; ``raw`` says whether it has the raw text itself."""
    source = {name: value for name, value in plain["source"].items() if raw or name != "raw"}
    text = json.dumps({**plain, "source": source}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def exact(raw: str) -> bool:
    """Whether a column of text can hold a raw text as it is."""
    return encodable(raw) == raw


def unpacked(document: bytes, raw: str | None) -> Plain | None:
    """What :func:`packed` made ``document`` of; None where neither it nor ``raw`` has the raw text."""
    plain: Plain = json.loads(zlib.decompress(document).decode("utf-8", "surrogatepass"))
    if "raw" not in plain["source"]:
        if raw is None:
            return None
        plain["source"]["raw"] = raw
    return plain


def report(document: bytes, raw: str | None) -> Report | None:
    """The report of a document, of any version of JSON; None where its raw text is nowhere."""
    plain = unpacked(document, raw)
    return None if plain is None else from_dict(plain)
