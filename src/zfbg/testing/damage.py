"""Damage done on purpose: what befalls a clean report on its way over the web, as functions from string to string.

Each does one damage, as seen in real documents, and does the same to the same text every time; what is left to chance
follows ``seed``.
"""

from __future__ import annotations

import re
from functools import cache, partial
from random import Random

from zfbg.lexicon import rows
from zfbg.repair.encoding import double, single
from zfbg.repair.gbk import code, misread
from zfbg.repair.script import simplified, traditional
from zfbg.text import half_width

_ORDINALS = "一二三四五六七八九十"
_BLANK = "[ \t\u3000\u00a0]*"
_LABEL = re.compile(rf"(?m)^(?P<blank>{_BLANK})(?P<open>[(（])(?P<ordinal>[{_ORDINALS}]{{1,3}})(?P<close>[)）])")
_SIGNS = (
    (re.compile(rf"(?<=[；;])[{_ORDINALS}](?=是)"), 0.2),
    (re.compile(r"(?m)。$"), 0.3),
    (re.compile(r"[，,、。；;](?!$)"), 0.03),
    (re.compile(r"\d(?=[\d.])"), 0.02),
)
_UNIT = re.compile(r"(?<=\d)(?=[万亿]|%|％|个百分点)")
_POINT = re.compile(r"(?<=\d)[.．](?=\d)")
_COMMA = re.compile(r"[,，](?=[\u4e00-\u9fff])|(?=。(?!\d))")
_HEADING = re.compile(rf"(?:[{_ORDINALS}]{{1,3}}、|[(（][{_ORDINALS}]{{1,3}}[)）])(?=[^。;；,，:：]*$)")
_INNER = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_PIECE = re.compile(r"[\dA-Za-z.%]+|.")
_NEVER_FIRST = frozenset("，、。；：！？）》”")
_ABOUT_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\dA-Za-z])|(?<=[\dA-Za-z%])(?=[\u4e00-\u9fff])")
_FIGURE_BEGINS = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d[\d.]*[\u4e00-\u9fff%])(?![\d.]+[年月日])")
_NAME = re.compile("(?<=《)[^《》\n]+(?=》)")
_FIGURE_LABEL = re.compile(rf"(?m)(^{_BLANK}[(（]?\d{{1,2}}(?:[)）、]|[.．](?!\d)))|\d")


def pinyin(text: str, share: float = 0.5, seed: int = 0, bytewise: bool = False) -> str:
    """``text`` with the reading in brackets behind all occurrences of some characters, drawn with the chance ``share``.

    As on the sites that do it the characters are traditional ones; in a text without any, all but the ordinals.
    With ``bytewise`` the reading is put in wherever the two bytes of such a character follow each other in GBK, even
    if they belong to two others; characters that GBK lacks become ``?``.

    >>> pinyin("規上工業增加值", share=1)
    '規(guī)上工業(yè)增加值'
    """
    said = _usual_readings()
    here = sorted({char for char in text if char in said and char not in _ORDINALS})
    chance = Random(seed)
    drawn = [char for char in [char for char in here if simplified(char) != char] or here if chance.random() < share]
    if not bytewise:
        return text.translate({ord(char): f"{char}({said[char]})" for char in drawn})
    data = text.encode("gbk", "replace")
    for char in drawn:
        data = data.replace(code(char), code(char) + f"({said[char]})".encode("gbk"))
    return misread(data, mark="?")


@cache
def _usual_readings() -> dict[str, str]:
    return {char: row[0] for row in rows("readings") for char in row[1]}


def shifted(text: str) -> str:
    """``text`` with a stray byte A1 before each label ``（一）`` at the start of a line, read as GBK.

    The line is out of phase up to its first byte below 80; lines with characters that GBK lacks stay as they are.

    >>> shifted("（一）出口订单稳中有升ABC")
    '。ㄒ唬┏隹诙┑ノ戎杏猩鼳BC'
    """
    return "\n".join(map(_shifted, text.split("\n")))


def _shifted(line: str) -> str:
    match = _LABEL.match(line)
    if not match:
        return line
    rest = [code(char) for char in line[match.end() :]]
    if not all(rest):
        return line
    return match["blank"] + misread(b"\xa1" + f"（{match['ordinal']}）".encode("gbk") + b"".join(rest))


def masked(text: str) -> str:
    """``text`` with an ``x`` for each digit, those of labels left alone; points stay, so do Chinese numerals.

    >>> masked("1、2023年增长5.7%")
    '1、xxxx年增长x.x%'
    """
    return _FIGURE_LABEL.sub(lambda match: match[1] or "x", text)


def one_line(text: str) -> str:
    """The title, then the whole body as a second line, as where a page lost its paragraphs."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join((*lines[:1], "".join(lines[1:])))


def unlabelled(text: str, share: float = 0.3, seed: int = 0) -> str:
    """``text`` with some of its labels ``（四）`` gone, or left as ``（）`` or ``）``, drawn with the chance ``share``.

    >>> unlabelled("（一）工业\\n（二）农业\\n（三）商贸", share=1, seed=1)
    '工业\\n（）农业\\n（）商贸'
    """
    return _unlabelled(text, share, Random(seed))


def _unlabelled(text: str, share: float, chance: Random) -> str:
    def label(match: re.Match[str]) -> str:
        left = ("", match["open"] + match["close"], match["close"])
        return chance.choice(left) if chance.random() < share else match[0]

    return _LABEL.sub(label, text)


def lost(text: str, seed: int = 0) -> str:
    """``text`` less what a site drops that throws away styled stretches: labels, ordinals, stops, signs and digits.

    A label ``（四）`` is gone, or left as ``()`` or ``)``; ``二是`` is left as ``是``.
    """
    chance = Random(seed)

    def sign(match: re.Match[str], rate: float) -> str:
        return "" if chance.random() < rate else match[0]

    text = _unlabelled(text, 0.3, chance)
    for pattern, rate in _SIGNS:
        text = pattern.sub(partial(sign, rate=rate), text)
    return text


def repost(text: str, share: float = 0.5, seed: int = 0) -> str:
    """``text`` as a reposting site gives it: traditional, with pinyin, headings out of phase, half-width."""
    return half_width(shifted(pinyin(traditional(text), share, seed)))


def mojibake(text: str, written: str = "gbk", read: str = "latin-1") -> str:
    """``text`` written as ``gbk`` or ``utf-8`` and read as ``latin-1``, ``windows-1252`` or, from UTF-8, ``gbk``.

    Only UTF-8 read as GBK loses bytes: the last before ASCII where the number of bytes is odd. What GBK cannot write
    becomes ``?``.

    >>> mojibake("增长5%"), mojibake("增加值5%", "utf-8", "gbk")
    ('Ôö³¤5%', '澧炲姞鍊�5%')
    """
    data = text.encode(written, "replace")
    return double(data) if read == "gbk" else single(data, strict=read == "latin-1")


def decimal_stops(text: str, share: float = 1.0, seed: int = 0) -> str:
    """``text`` with ``。`` for decimal points.

    >>> decimal_stops("增长5.7%")
    '增长5。7%'
    """
    return _some(_POINT, "。", text, share, seed)


def pointed(text: str) -> str:
    """``text`` with points for its full stops, as where all signs were made narrow.

    >>> pointed("新增企业12家。投资3.5亿元。")
    '新增企业12家.投资3.5亿元.'
    """
    return text.replace("。", ".")


def blanks(text: str, share: float = 0.5, seed: int = 0) -> str:
    """``text`` with blanks behind or before decimal points and before units, one or two.

    >>> blanks("增长5.7%,完成投资24.3亿元", share=1)
    '增长5 .7  %,完成投资24 .3  亿元'
    """
    chance = Random(seed)

    def point(match: re.Match[str]) -> str:
        return chance.choice((f"{match[0]} ", f" {match[0]}")) if chance.random() < share else match[0]

    def unit(match: re.Match[str]) -> str:
        return " " * chance.randint(1, 2) if chance.random() < share else ""

    return _UNIT.sub(unit, _POINT.sub(point, text))


def doubled_commas(text: str, share: float = 0.3, seed: int = 0) -> str:
    """``text`` with commas set twice, or put before a full stop.

    >>> doubled_commas("会议指出，要抓落实。", share=1)
    '会议指出，，要抓落实，。'
    """
    chance, sign = Random(seed), "，" if "，" in text else ","
    return _COMMA.sub(lambda match: match[0] + (match[0] or sign) * (chance.random() < share), text)


def spaced(text: str) -> str:
    """``text`` with a blank between all letters of its first line and of headings that have a line to themselves.

    >>> spaced("青禾县工作总结\\n二、农业\\n全年增产。")
    '青 禾 县 工 作 总 结\\n二、农 业\\n全年增产。'
    """
    title, *lines = text.split("\n")
    made = [" ".join(title)]
    for line in lines:
        match = _HEADING.match(line)
        made.append(match[0] + " ".join(line[match.end() :]) if match else line)
    return "\n".join(made)


def wrapped(text: str, width: int = 30) -> str:
    """``text`` with all lines broken at ``width`` characters.

    >>> wrapped("加强运行监测，落实惠企政策。", 10)
    '加强运行监测，落实惠\\n企政策。'
    """
    return "\n".join(
        "\n".join(line[at : at + width] for at in range(0, len(line) or 1, width)) for line in text.split("\n")
    )


def typeset(text: str) -> str:
    """``text`` with a blank on both sides of figures, as many offices set them.

    >>> typeset("实现工业投资5.6亿元，列全市第2位。")
    '实现工业投资 5.6 亿元，列全市第 2 位。'
    """
    return _ABOUT_FIGURE.sub(" ", text)


def ragged(text: str, width: int = 50) -> str:
    """``text`` broken at ``width`` cells, as in a PDF, and :func:`typeset` afterwards; no figure is cut.

    >>> ragged("实现工业投资5.6亿元，下降3%。", 16)
    '实现工业投资 5.6\\n亿元，下降 3%。'
    """
    lines = []
    for line in text.split("\n"):
        made, cells = "", 0
        for piece in _PIECE.findall(line):
            size = sum(1 if char < "\u1100" else 2 for char in piece)
            if cells + size > width and piece not in _NEVER_FIRST:
                lines.append(made)
                made, cells = "", 0
            made, cells = made + piece, cells + size
        lines.append(made)
    return typeset("\n".join(lines))


def linked(text: str, share: float = 1.0, seed: int = 0) -> str:
    """``text`` with names in 《》 on lines of their own, as where each link of a page became a line.

    >>> linked("落实《促进企业发展办法》。")
    '落实《\\n促进企业发展办法\\n》。'
    """
    chance = Random(seed)
    return _NAME.sub(lambda match: f"\n{match[0]}\n" if chance.random() < share else match[0], text)


def figures_apart(text: str, share: float = 1.0, seed: int = 0) -> str:
    """``text`` with figures on lines of their own, as where a page sets each apart.

    >>> figures_apart("新增企业12家，投资3.5亿元。")
    '新增企业\\n12家，投资\\n3.5亿元。'
    """
    return _some(_FIGURE_BEGINS, "\n", text, share, seed)


def paged(text: str, share: float = 0.2, seed: int = 0) -> str:
    """``text`` with page numbers between lines, and in the sentences of long lines with breaks or without.

    >>> line = "一是加强运行监测，全面落实各项惠企政策，走访重点企业，完善工作机制，协调解决企业诉求。"
    >>> print(paged(line, share=1, seed=4))
    一是加强运行监测，全面落实各项惠企政策，走访重点企业，完善工作机制，协调解
    - 1 -
    决企业诉求。
    """
    chance = Random(seed)
    lines, number, whole = [], 0, text.split("\n")
    pages = max(99, len(whole))
    for line in whole:
        # Where a page ends the line is full, so a title, which is short, is never cut.
        inner = _INNER.finditer(line, 20) if len(line) > 40 else ()
        places = [match.start() for match in inner if re.search("[,，。]", line[: match.start()])]
        if line and chance.random() < share:
            number += 1
            mark, inline = f"- {number} -", f"第{number}页共{pages}页"
            mark = chance.choice((mark, f"—{number}—", inline))
            if places:
                at = chance.choice(places)
                mark = inline if chance.random() < 0.3 else f"\n{mark}\n"
                line = line[:at] + mark + line[at:]
            else:
                line += f"\n{mark}"
        lines.append(line)
    return "\n".join(lines)


def noisy(text: str, share: float = 0.3, seed: int = 0) -> str:
    """``text`` with debris at the ends of lines, as the forum software Discuz! makes it, and characters not seen.

    >>> noisy("各位代表：", share=1).isascii()
    False
    """
    chance = Random(seed)
    lines = []
    for line in text.split("\n"):
        if line and chance.random() < share:
            at = chance.randrange(len(line) + 1)
            pairs = (
                f"{chr(chance.randint(32, 59))} {chr(chance.randint(63, 126))}" for _ in range(chance.randint(5, 15))
            )
            line = line[:at] + chance.choice("\u200b\u200c\ufeff\u2060") + line[at:] + "".join(pairs)
        lines.append(line)
    return "\n".join(lines)


def _some(pattern: re.Pattern[str], new: str, text: str, share: float, seed: int) -> str:
    """``text`` with ``new`` for the matches of ``pattern`` that are drawn with the chance ``share``."""
    chance = Random(seed)
    return pattern.sub(lambda match: new if chance.random() < share else match[0], text)
