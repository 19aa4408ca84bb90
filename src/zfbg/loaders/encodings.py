"""From bytes to text: UTF-8, UTF-16, GB18030 (and with it GBK and GB2312), Big5.

What the bytes are decides, not what the file says of itself: pages that were saved anew keep the charset they declared.
"""

from __future__ import annotations

import codecs

from zfbg.errors import SourceError

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# As much of a file as tells its encoding.
_SAMPLE = 1 << 16
# Signs, not hanzi, by their first byte: the same in GB 2312 and Big5.
_SIGNS = range(0xA1, 0xA4)
# Hanzi fewer than these tell nothing.
_FEW = 8
# Of a Chinese text nine in ten hanzi are common ones, far fewer where it is read in the wrong encoding.
_MOST = 0.85
# How much of UTF-16 is hanzi or ASCII; with its bytes swapped a tenth is.
_UTF16 = 0.6


def decoded(data: bytes, who: str) -> str:
    """The text of ``data`` as it stands, its byte-order mark left out.

    SourceError says where ``data`` is neither UTF-8 nor GB18030 nor Big5, or UTF-8 that was damaged.

    >>> decoded("全縣工業總產值增長".encode("big5"), "page"), decoded("全县工业总产值".encode("gbk"), "page")
    ('全縣工業總產值增長', '全县工业总产值')
    """
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
        return data.decode(_unmarked_utf16(data) or "utf-8")
    except UnicodeDecodeError as error:
        at, utf8 = error.start, error
    try:
        text = data.decode("big5" if _is_big5(data) else "gb18030")
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


def _unmarked_utf16(data: bytes) -> str:
    """The kind of UTF-16 that ``data`` is without saying so, "" where it is none: then most is hanzi or ASCII."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample or len(data) % 2:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if sum(" " <= char <= "~" or "\u4e00" <= char <= "\u9fff" for char in text) > len(text) * _UTF16:
            return encoding
    return ""


def _is_big5(data: bytes) -> bool:
    """Whether ``data`` reads better as Big5 than as GB18030, which takes nearly any pair of high bytes.

    Common hanzi tell: those of level 1 of GB 2312, and the 常用國字 of Big5.
    """
    try:
        data.decode("big5")
    except UnicodeDecodeError:
        return False
    hanzi = [pair for pair in _pairs(data[:_SAMPLE]) if pair[0] not in _SIGNS]
    if len(hanzi) < _FEW:
        return False
    common = sum(0xB0 <= lead <= 0xD7 and trail >= 0xA1 for lead, trail in hanzi)
    return sum(0xA4 <= lead <= 0xC6 for lead, _ in hanzi) >= _MOST * len(hanzi) > common


def _pairs(data: bytes) -> list[bytes]:
    """The characters of two bytes."""
    pairs, at = [], 0
    while at < len(data) - 1:
        if data[at] < 0x81:
            at += 1
        else:
            pairs.append(data[at : at + 2])
            at += 2
    return pairs


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters are sound UTF-8 of three bytes, as hanzi are, than broken.

    GB18030 accepts nearly any pair of high bytes; of its own text two bytes may be sound UTF-8 by chance, three hardly.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(char >= "\u0800" for char in text) - broken > broken
