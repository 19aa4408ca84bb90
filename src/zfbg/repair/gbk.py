"""GBK byte by byte, for texts whose bytes were cut or stuffed between the two of one character.

A lead byte is 81–FE, a trail byte 40–FE. Python's decoder gives up, or skips, in another way than the sites' decoders
did, so reading is done pair by pair here.
"""

from __future__ import annotations

from functools import cache

WIDE = 0xA3  # the row of full-width ASCII signs: A3A1 is ！, A3FE is ￣


@cache
def pair(lead: int, trail: int) -> str:
    """The character of two bytes; "" where GBK has none."""
    if not 0x81 <= lead <= 0xFE or not 0x40 <= trail <= 0xFE:
        return ""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""


@cache
def code(char: str) -> bytes:
    """The bytes of a character: one for ASCII, else two; none where GBK cannot write it."""
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


def misread(data: bytes, mark: str = "") -> str:
    """What a decoder makes of ``data`` that is not all in phase.

    Two bytes that are no character vanish. A lead byte before ASCII that cannot be its trail vanishes alone, or, where
    the decoder sets a ``mark``, takes the ASCII sign with it.

    >>> misread(b"\\xa1" + "（一）出口订单稳中".encode("gbk") + b"x")
    '。ㄒ唬┏隹诙┑ノ戎衳'
    """
    made, at = [], 0
    while at < len(data):
        lead, trail = data[at], data[at + 1 : at + 2]
        if lead < 0x80:
            made.append(chr(lead))
            at += 1
        elif trail and trail[0] >= 0x40:
            made.append(pair(lead, trail[0]))
            at += 2
        else:
            made.append(mark)
            at += 2 if mark else 1
    return "".join(made)
