"""The head of a report, and its close: labelled lines, title, who reports, when, on which place and time.

The elements are those of GB/T 9704-2012 (标题, 发文字号, 发文机关署名, 成文日期, 附注) and of the 政府信息公开目录.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from zfbg.lexicon import table
from zfbg.model import Meta, MetaField
from zfbg.outline import agencies, places
from zfbg.outline.furniture import NUMBERED, beginning
from zfbg.outline.labels import DATE, Labelled, pairs
from zfbg.outline.timing import Hints, timing
from zfbg.outline.titles import is_title, tight, title_of
from zfbg.template import Head, Heading, Stretch, remainder
from zfbg.text import Text, half_width

# 发文字号 (GB/T 9704-2012, 7.2.5): 机关代字〔四位年〕序号号; other brackets, 第 and leading noughts are local habits.
NUMBER = re.compile(
    r"(?P<agency>[\u3400-\u9fff]{1,14})\s?[〔\[【(]\s?(?P<year>(?:19|20)\d\d)\s?[〕\]】)]\s?(?:第)?0*(?P<number>\d{1,4})\s?号"
)
YEAR_IN_NUMBER = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
SITTING = re.compile(r"(?:——?|--)?\s*\(?(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^。]{0,60}?(?:会\s?[議议]|大会)")
HAN_DATE = re.compile(
    r"(?P<y>[一二][〇○零九八一二三][〇○零一二三四五六七八九]{2})年(?P<m>十?[一二三四五六七八九十])月(?P<d>[二三]?十?[一二三四五六七八九十])日"
)
BREAK = re.compile(r"[^。,:]{0,20}(?:大会|会[議议])[^。,:]{0,14}")
BARE_DATE = re.compile(r"\(?(?:" + re.sub(r"\?P<\w+>", "?:", f"{DATE.pattern}|{HAN_DATE.pattern}") + r")\)?")
HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
PERSON_NAME = re.compile(r"[\u3400-\u9fff]\s*[\u3400-\u9fff](?:\s*[\u3400-\u9fff])?")
JOINS = ("和", "与", "及", "的", "暨", "、")
# A page without text has its head in its first lines; a close has few.
FEW = 10
CLOSING = 8
OPENING = 400
LONGEST_NAME = 60


def head(text: Text, furniture: Sequence[Stretch], headings: Sequence[Heading]) -> Head:
    """The metadata of a report and the stretches that hold it: ``header``, ``title`` and ``closing``.

    Nothing is guessed: what neither the page nor the text says is None.

    >>> page = Text.of("发布机构:某局 发布日期:2022-03-01\\n某局2021年工作总结\\n  2021年,经济增长5%,形势总体平稳。")
    >>> found = head(page, (), ())
    >>> found.meta.title, found.meta.issuer, str(found.meta.published), found.meta.summary_period.edtf
    ('某局2021年工作总结', '某局', '2022-03-01', '2021')
    >>> [part.kind for part in found.stretches]
    ['header', 'title']
    """
    return _Head(text, furniture, headings).read()


class _Head:
    """One reading of a head; holds what its steps find."""

    def __init__(self, text: Text, furniture: Sequence[Stretch], headings: Sequence[Heading]) -> None:
        self.text, self.key, self.headings = text, text.key, headings
        self.lines = remainder(text, furniture)
        self.zone = self._zone()
        self.stretches: dict[int, Stretch] = {}
        self.labels: list[Labelled] = []
        self.title: str | None = None
        self.byline: str | None = None
        self.sitting = ""
        self.delivered: date | None = None
        self.signed: date | None = None
        self.signatories: tuple[str, ...] = ()
        self.note: str | None = None

    def read(self) -> Head:
        self._read_labels()
        self._read_title()
        self._read_bylines()
        self._read_close()
        return Head(self._meta(), tuple(self.stretches[start] for start in sorted(self.stretches)))

    def _zone(self) -> tuple[Stretch, ...]:
        """The lines above the body, the last one cut where a heading begins in it."""
        first = self.headings[0].start if self.headings else len(self.key)
        lines = [line for line in self.lines if line.start < first]
        words = [self.key[line.start : min(line.end, first)].rstrip() for line in lines]
        count = beginning(words)
        if count is None:
            # All above the first heading; without headings, a few lines if none is long.
            short = all(len(line) <= LONGEST_NAME for line in words[:FEW])
            count = len(words) if self.headings else FEW if short else 0
        return tuple(
            Stretch(line.start, line.start + len(word))
            for line, word in zip(lines[:count], words, strict=False)
            if word
        )

    def _mark(self, line: Stretch, kind: str) -> None:
        self.stretches[line.start] = Stretch(line.start, line.end, kind)

    def _free(self) -> Iterator[tuple[int, Stretch, str]]:
        """The lines of the head that nothing was found in yet."""
        for number, line in enumerate(self.zone):
            if line.start not in self.stretches:
                yield number, line, self.key[line.start : line.end]

    def _read_labels(self) -> None:
        for number, found in pairs(self.key, self.zone):
            self._mark(self.zone[number], "header")
            self.labels += found
        self._cut_flattened()
        for _, line, words in self._free():
            if words.endswith("文件") and agencies.in_line(words.removesuffix("文件").strip()):
                self._mark(line, "header")  # 发文机关标志
            elif NUMBER.fullmatch(words):
                self.labels.append(Labelled("document_number", "", line.start, line.end))
                self._mark(line, "header")

    def _cut_flattened(self) -> None:
        """On a page that lost its line breaks the title follows the last label's value."""
        if not (self.zone and self.labels and self.headings and self.zone[-1].start in self.stretches):
            return
        line, last = self.zone[-1], self.labels[-1]
        value = DATE.match(self.key, last.start, last.end) or re.compile(r"\S+").match(self.key, last.start, last.end)
        if self.key.find("\n", line.start, self.headings[0].start) >= 0 or value is None or value.end() == last.end:
            return
        rest = Stretch(
            value.end() + len(self.key[value.end() : line.end]) - len(self.key[value.end() : line.end].lstrip()),
            line.end,
        )
        if is_title(self.key[rest.start : rest.end]):
            self.labels[-1] = Labelled(last.name, last.label, value.start(), value.end())
            self._mark(Stretch(line.start, value.end()), "header")
            self.zone = (*self.zone, rest)

    def _value(self, *names: str) -> str | None:
        """The value of the first label with one of ``names`` that has one."""
        for name in names:
            for pair in self.labels:
                value = str(self.text)[pair.start : pair.end].strip()
                if pair.name == name and value and half_width(value) not in table("labels")["values"]["none"]:
                    return value
        return None

    def _dates(self, *names: str) -> date | None:
        for name in names:
            for pair in self.labels:
                if pair.name == name and (found := _date(self.key[pair.start : pair.end])):
                    return found
        return None

    def _read_title(self) -> None:
        """The title's line or lines: the one that agrees with a labelled title, else the first that can be one."""
        told = self._value("title")
        found = [
            (number, line, title) for number, line, words in self._free() if (title := self._title_at(number, words))
        ]
        if told:
            plain = _plain(told)
            agreeing = [one for one in found if _plain(one[2]) in plain or plain in _plain(one[2])]
            # The label repeats the title; where the line says more, as with the agency's name, the line is the title.
            self.title = max((tight(told), *(one[2] for one in agreeing)), key=lambda title: len(_plain(title)))
            found = agreeing
        elif found:
            # 统计公报 above the title is the name of the column it stands in.
            self.title = next((one[2] for one in found if re.search(r"\d{4}|[xX×*]{2}", one[2])), found[0][2])
        for number, line, title in found:
            if _plain(title) in _plain(self.title or "") or _plain(self.title or "") in _plain(title):
                self._mark(line, "title")
                if number and self._is_half(number - 1):
                    self._mark(self.zone[number - 1], "title")

    def _title_at(self, number: int, words: str) -> str | None:
        line = self.zone[number]
        title = title_of(str(self.text)[line.start : line.end]) if is_title(words) else None
        if title and number and self._is_half(number - 1):
            before = self.zone[number - 1]
            return tight(str(self.text)[before.start : before.end]) + title
        return title

    def _is_half(self, number: int) -> bool:
        """Whether the line is the first half of a title that goes on below it."""
        line = self.zone[number]
        words = self.key[line.start : line.end]
        plain = len(words) <= LONGEST_NAME and line.start not in self.stretches and not re.search(r"[。,;:!?|>]", words)
        return plain and not is_title(words) and (words.startswith("关于") or words.endswith(JOINS))

    def _read_bylines(self) -> None:
        """What stands with the title: the sitting it was given at, who gave it, the agency, a bare date."""
        opened = False
        for number, line, words in self._free():
            after = self.zone[number + 1] if number + 1 < len(self.zone) else line
            below = self.key[after.start : after.end] if after != line and words.startswith("—") else ""
            if sitting := SITTING.match(words) or (below and SITTING.match(words + below)):
                self.delivered = self.delivered or _date(sitting["date"])
                self.sitting = words
                if below and words[-1] not in "上)" and BREAK.fullmatch(below):
                    self.sitting += below
                    self._mark(self.zone[number + 1], "title")
                self._mark(line, "title")
                opened = True
            elif person := agencies.office(words):
                self.byline = self.byline or person[0] or None
                self._mark(line, "header")
                opened = not person[1]
            elif opened and PERSON_NAME.fullmatch(words):
                self._mark(line, "header")
                opened = False
            elif self.title and (names := agencies.in_line(words)):
                self.byline = names[0]
                self._mark(line, "header")
            elif BARE_DATE.fullmatch(words) and self.byline:
                self.signed = _date(words)
                self._mark(line, "header")

    def _read_close(self) -> None:
        """署名, 成文日期 and 附注 at the end of the text, from the last line upwards."""
        low = max(self.headings[-1].end if self.headings else 0, self.zone[-1].end if self.zone else 0)
        dated = False
        for line in self.lines[: -CLOSING - 1 : -1]:
            words = self.key[line.start : line.end]
            if line.start < low or len(words) > 3 * LONGEST_NAME:
                return
            if note := _note().fullmatch(words):
                self.note = note["note"]
            elif words.startswith("(联系人") and words.endswith(")"):
                pass
            elif BARE_DATE.fullmatch(words) and (signed := _date(words)):
                self.signed = self.signed or signed
                dated = True
            elif (names := self._signature(words, dated)) is not None:
                self.signatories = (*names, *self.signatories)
            else:
                return
            self._mark(line, "closing")

    def _signature(self, words: str, dated: bool) -> tuple[str, ...] | None:
        """The agencies that sign; without a date below them only those that the head names too."""
        if NUMBERED.match(words):
            return None
        last = DATE.search(words) or HAN_DATE.search(words)
        if last and last.end() == len(words) and (names := agencies.in_line(words[: last.start()].strip())):
            self.signed = self.signed or _date(last[0])
            return names
        names = agencies.in_line(words)
        known = (self._value("issuer") or "", self.title or "", self.byline or "")
        return names if names and (dated or any(names[0] in half_width(name) for name in known)) else None

    def _opening(self) -> str:
        """The first words of the body, whatever heading stands in them."""
        start = self.zone[-1].end if self.zone else (self.lines[0].start if self.lines else 0)
        return self.key[start : start + OPENING].strip()

    def _openings(self) -> tuple[str, ...]:
        """The words that open the body and those that follow the first headings."""
        after = [self.key[heading.end : heading.end + OPENING] for heading in self.headings[:2]]
        return tuple(words.strip() for words in (self._opening(), *after))

    def _issuer(self) -> str | None:
        """The labelled agency; the title's if the source is its tail; who speaks or signs; the first sentence's."""
        if told := self._value("issuer"):
            return told
        titled = agencies.in_title(half_width(self.title or ""))
        source = agencies.of_source(half_width(self._value("source") or ""))
        if titled and source and titled.endswith(source):
            return titled
        opening = self._opening()
        spoken = agencies.speaker(opening)
        if titled and self.byline and titled.startswith(self.byline):
            self.byline = titled
        signed = self.signatories[0] if self.signatories else None
        return (
            spoken
            or self.byline
            or titled
            or source
            or signed
            or agencies.trustor(opening)
            or agencies.in_opening(opening)
        )

    def _meta(self) -> Meta:
        issuer = self._issuer()
        number = self._number()
        signed = self.signed or self._dates("signed")
        issued, created = self._dates("issued"), self._dates("created")
        published = self._dates("published", "") or issued or created or signed
        index = self._value("index_number")
        is_masked = places.masked(self.key)
        year = YEAR_IN_NUMBER.findall(number or index or "")
        told = timing(
            self.title,
            self.headings,
            Hints(
                self._openings(),
                self.delivered,
                int(year[-1]) if year else None,
                tuple(day for day in (signed, issued, created, published) if day),
                is_masked,
            ),
        )
        source = agencies.of_source(half_width(self._value("source") or ""))
        names = [self.title, self.sitting, issuer, self.byline, *self.signatories, source]
        return Meta(
            title=self.title,
            issuer=issuer,
            document_number=number,
            index_number=index,
            signed=signed,
            issued=issued,
            created=created,
            published=published,
            region=places.region((name for name in names if name), issuer, self.key, is_masked),
            kinds=told.kinds,
            summary_period=told.summary,
            plan_period=told.plan,
            signatories=self.signatories,
            openness=self._value("openness") or (self.note or "").removeprefix("此件") or None,
            fields=tuple(
                MetaField(
                    pair.name, pair.label, str(self.text)[pair.start : pair.end], self.text.span(pair.start, pair.end)
                )
                for pair in self.labels
                if pair.start < pair.end
            ),
        )

    def _number(self) -> str | None:
        """The 发文字号 in its normal form 机关代字〔年〕号; another value as it stands, if it has a number."""
        value = self._value("document_number")
        if value is None:
            return None
        if match := NUMBER.search(half_width(value)):
            return f"{match['agency']}〔{match['year']}〕{match['number']}号"
        return value if re.search(r"\d", value) and len(value) <= LONGEST_NAME else None


def _plain(title: str) -> str:
    """A title for comparing: no width, no blanks, no quotation marks."""
    return re.sub(r"[\s“”\"'《》]", "", half_width(title))


def _date(words: str) -> date | None:
    """The first day in ``words``; None where there is none or the calendar has none such."""
    if match := DATE.search(words):
        numbers = [int(match[part]) for part in "ymd"]
    elif match := HAN_DATE.search(words):
        numbers = [int(match["y"].translate(HAN_DIGITS)), _han_number(match["m"]), _han_number(match["d"])]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def _han_number(words: str) -> int:
    """A number of a calendar, up to 三十一."""
    tens, _, ones = words.rpartition("十")
    digit = {"": 0} | {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
    return (10 * (digit[tens] or 1) if "十" in words else 0) + digit[ones]


@cache
def _note() -> re.Pattern[str]:
    notes = "|".join(map(re.escape, table("labels")["values"]["notes"]))
    return re.compile(rf"[(\[]\s?(?P<note>{notes})\s?[)\]]")
