"""What GB/T 9704-2012 puts around the text besides title and signature: 版头, 附件说明 and 版记.

The close is found with the page's furniture, before the headings, for the names of attachments are numbered like items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zfbg.lexicon import either, of_lexicon, table
from zfbg.outline.labels import DATE, Labelled
from zfbg.template import Stretch
from zfbg.text import Text

LONGEST = 200
HAN_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}\s?、|\([一二三四五六七八九十]{1,3}\)")
ATTACHED = re.compile(r"附\s*件\s?:\s*(?P<value>[^。]{0,150})")
ENTRY = re.compile(r"(?P<number>\d{1,2})\s?[.、]\s?(?!\d\s)(?P<name>[^。;]{2,100})")
COPIED = re.compile(r"[|\s]*(?P<label>(?:抄\s*送|抄\s*报|分\s*送)(?:机关|单位)?)\s?:\s*(?P<value>.*\S)")
KEYWORDS = re.compile(r"[|\s]*(?P<label>主\s*题\s*词)\s?:\s*(?P<value>.*\S)")
_DAY = re.sub("[?]P<[a-z]+>", "?:", DATE.pattern)
PRINTED = re.compile(rf"[|\s]*(?P<office>[\u3400-\u9fff]{{2,40}}?)[\s|]*(?P<date>{_DAY})\s?印发?[|\s]*")
COPIES = re.compile(r"[|\s]*\(?共印\s?\d+\s?份\)?[|\s]*")
SPLIT = re.compile(r"[、,;]\s*|\s{2,}")
# Nobody attaches more, and no 版记 is longer.
MANY = 40


def closing(words: Sequence[str], top: int) -> list[tuple[int, int]]:
    """The 附件说明 and the 版记 below the text, which begins at line ``top``: first and last line of each, in order."""
    found: list[tuple[int, int]] = []
    for number in range(len(words) - 1, max(top, len(words) - 1 - MANY), -1):
        line = words[number]
        if HAN_NUMBERED.match(line):
            break
        if len(line) > LONGEST or not line:
            continue
        if line[0] in "附" and (match := ATTACHED.fullmatch(line)):
            last = _last_entry(words, number, match)
            if match["value"] or last > number or number == len(words) - 1:
                found.append((number, last))
        elif COPIED.fullmatch(line) or KEYWORDS.fullmatch(line) or PRINTED.fullmatch(line) or COPIES.fullmatch(line):
            found.append((number, number))
    return found[::-1]


def _last_entry(words: Sequence[str], first: int, match: re.Match[str]) -> int:
    """The last line of the 附件说明 that begins with line ``first``: its names are numbered from 1 without a gap."""
    entry = ENTRY.match(match["value"])
    if match["value"] and (entry is None or entry["number"] != "1"):
        return first
    expected, number = (2 if entry else 1), first + 1
    while number < len(words) and (entry := ENTRY.fullmatch(words[number])) and int(entry["number"]) == expected:
        expected, number = expected + 1, number + 1
    return number - 1


def closing_fields(text: Text, stretches: Sequence[Stretch]) -> Iterator[Labelled]:
    """What the close says: attachments, 主题词 (before 2012), 抄送机关, 印发机关 and 印发日期."""
    for part in stretches:
        words = text.key[part.start : part.end]
        if match := ATTACHED.match(words):
            yield Labelled("attachments", "附件", part.start + match.start("value"), part.end)
        elif match := COPIED.fullmatch(words) or KEYWORDS.fullmatch(words):
            label = re.sub(r"\s", "", match["label"])
            name = "keywords" if label == "主题词" else "copied_to"
            yield Labelled(name, label, part.start + match.start("value"), part.start + match.end("value"))
        elif match := PRINTED.fullmatch(words):
            yield Labelled("printer", "", part.start + match.start("office"), part.start + match.end("office"))
            yield Labelled("issued", "", part.start + match.start("date"), part.start + match.end("date"))


def masthead(words: str) -> Iterator[tuple[str, int, int]]:
    """The elements of a line of the 版头 that no label names: 密级 and 紧急程度.

    >>> [name for name, _, _ in masthead("机密★1年  特急")], list(masthead("加急办理"))
    (['secrecy', 'urgency'], [])
    """
    at, found = 0, []
    while at < len(words):
        match = _marks().match(words, at)
        if match is None:
            return
        found.append(((match.lastgroup or ""), match.start(match.lastgroup or 0), match.end(match.lastgroup or 0)))
        at = match.end()
    yield from found


def attached(value: str) -> tuple[str, ...]:
    """The names in an 附件说明.

    >>> attached("1.某区项目清单\\n2.某区任务分解表")
    ('某区项目清单', '某区任务分解表')
    """
    starts: list[re.Match[str]] = []
    while entry := re.compile(rf"(?:^|\s){len(starts) + 1}\s?[.、]").search(value, starts[-1].end() if starts else 0):
        starts.append(entry)
    stops = [*(entry.start() for entry in starts[1:]), len(value)]
    names = [value[entry.end() : stop].strip() for entry, stop in zip(starts, stops, strict=False)] or [value.strip()]
    return tuple(name for name in names if name)


def listed(value: str) -> tuple[str, ...]:
    """The agencies or words in a list: 市委办公室,市人大常委会办公室。

    >>> listed("市委办公室,市纪委办公室。")
    ('市委办公室', '市纪委办公室')
    """
    return tuple(name.strip() for name in SPLIT.split(value.strip("。 \\t|")) if name.strip())


def addressees(line: str) -> tuple[str, ...]:
    """The 主送机关 of a line that ends with a colon; () where it addresses people or says anything else.

    >>> addressees("各镇人民政府、街道办事处,区级各部门:"), addressees("各位代表:")
    (('各镇人民政府', '街道办事处', '区级各部门'), ())
    """
    if not line.endswith(":") or len(line) > LONGEST:
        return ()
    names = [name.strip() for name in re.split(r"[、,;]", line[:-1]) if name.strip()]
    # 各县(市、区)人民政府 is one name.
    merged: list[str] = []
    for name in names:
        if merged and merged[-1].count("(") > merged[-1].count(")"):
            merged[-1] += "、" + name
        else:
            merged.append(name)
    return tuple(merged) if merged and all(_addressee().fullmatch(name) for name in merged) else ()


@of_lexicon
def _addressee() -> re.Pattern[str]:
    words = table("agencies")
    agency, group = either(words["endings"]), either([*words["endings"], *words["addressees"]])
    han = r"[\u3400-\u9fff]{0,30}?(?:\([^()]{1,20}\)[\u3400-\u9fff]{0,20}?)?"
    # 重点企业: is the head of a list; 各重点企业: is an address.
    return re.compile(
        rf"(?!各位|尊敬|同志)(?:{han}(?:{agency})|(?:各|有关|所属|直属|驻|[省市州县区旗镇]级){han}(?:{group}))"
    )


@of_lexicon
def _marks() -> re.Pattern[str]:
    values = table("labels")["values"]
    return re.compile(
        rf"(?P<secrecy>(?:{either(values['secrecy'])})(?:\s?★\s?(?:长期|\d{{1,2}}\s?(?:年|个?月))?)?)(?:\s+|$)"
        rf"|(?P<urgency>{either(values['urgency'])})(?:\s+|$)"
    )
