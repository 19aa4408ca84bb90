"""The head of a report, and its close: labelled lines, title, who reports, when, on which place and time.

The elements are those of GB/T 9704-2012 (标题, 发文字号, 发文机关署名, 成文日期, 附注) and of the 政府信息公开目录.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from zfbg.lexicon import either, of_lexicon, table
from zfbg.model import Meta, MetaField
from zfbg.outline import agencies, colophon, offices, places
from zfbg.outline.contradictions import contradictions
from zfbg.outline.dates import BARE_DATE, HAN_DATE, day_in, last_day
from zfbg.outline.furniture import NUMBERED
from zfbg.outline.labels import NUMBER, Labelled, labelled, pairs
from zfbg.outline.reading import LONGEST_NAME, Reading
from zfbg.outline.timing import Hints, Timing, timing
from zfbg.outline.titles import ends_title, is_title, plain, tight, title_of
from zfbg.template import Head, Heading, Stretch
from zfbg.text import Text, half_width

YEAR_IN_NUMBER = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_SPOKEN_DAY = rf"(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|{re.sub('[?]P<[a-z]+>', '?:', HAN_DATE.pattern)}"
SITTING = re.compile(rf"[—―─_-]{{0,4}}\s*\(?(?P<date>{_SPOKEN_DAY})[^。]{{0,60}}?(?:会\s?[議议]|大会)")
# The first of its two lines, if no dash begins it: 2026年2月10日在某市 / 第四届人民代表大会第一次会议上.
SAID_ON = re.compile(rf"(?:{_SPOKEN_DAY})在")
BREAK = re.compile(r"[^。,:]{0,20}(?:大会|会[議议])[^。,:]{0,14}")
# What a congress prints above its papers: 某市第四届人民代表大会第四次会议文件(十七), maybe on two lines.
PAPER = re.compile(
    r"(?![—-])[^。,:]{0,20}(?:届|次)[^。,:]{0,8}(?:人民代表大会|人大|会议)(?:常务?委员?会)?[^。,:]{0,14}(?:文件)?"
    r"\s?(?:\([^()]{1,6}\))?"
)
PERSON_NAME = re.compile(r"[\u3400-\u9fff]\s*[\u3400-\u9fff](?:\s*[\u3400-\u9fff])?")
CONTINUED = re.compile(r"(?:19|20)\d\d|[xX×*]{2,4}年|二[〇○零]|关于|工作|[上下]半年|年度|第?[一二三四]季度")
# Where a title may be cut before its last word: 某局2023年 / 工作总结, 某局2023年工作 / 总结.
CUT = re.compile(r"(?:(?:19|20)\d\d年度?|[上下]半年|季度|工作|报告|情况)$")
JOINS = ("和", "与", "及", "的", "暨", "、")
# A close has few lines.
CLOSING = 8
OPENING = 400
LONGEST_TITLE = 4
AROUND = 2000


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


class _Head(Reading):
    """One reading of a head; holds what its steps find."""

    def __init__(self, text: Text, furniture: Sequence[Stretch], headings: Sequence[Heading]) -> None:
        super().__init__(text, furniture, headings)
        self.title: str | None = None
        self.byline: str | None = None
        self.sitting = ""
        self.delivered: date | None = None
        self.signed: date | None = None
        self.signatories: tuple[str, ...] = ()

    def read(self) -> Head:
        self._read_labels()
        self._read_masthead()
        self._read_title()
        self._read_bylines()
        self._read_addressees()
        self._read_close()
        meta, told = self._meta()
        issues = tuple(contradictions(self.text, self.title, self.headings, told))
        return Head(meta, tuple(self.stretches[start] for start in sorted(self.stretches)), issues)

    def _read_title(self) -> None:
        """The title's line or lines: the one that agrees with a labelled title, else the first that can be one."""
        told = self._value("title")
        found = [
            (numbers, title)
            for number, line, words in self._free()
            if (numbers := self._title_at(number, words))
            for title in [self._joined(numbers)]
        ]
        # The first line of a title on two lines may be one by itself.
        found = [one for one in found if not any(one[0] != other and set(one[0]) < set(other) for other, _ in found)]
        if told:
            said = plain(told)
            agreeing = [one for one in found if plain(one[1]) in said or said in plain(one[1])]
            # The label repeats the title; where the line says more, as with the agency's name, the line is the title.
            self.title = max(
                (title_of(told) or tight(told), *(title for _, title in agreeing)), key=lambda title: len(plain(title))
            )
            found = agreeing
        elif found:
            # 统计公报 above the title is the name of the column it stands in.
            self.title = next((title for _, title in found if re.search(r"\d{4}|[xX×*]{2}", title)), found[0][1])
        for numbers, title in found:
            if plain(title) in plain(self.title or "") or plain(self.title or "") in plain(title):
                for number in numbers:
                    self._mark(self.zone[number], "title")

    def _title_at(self, number: int, words: str) -> range:
        """The lines of the title that ends at line ``number``; none where no title does."""
        first = number
        if words[0] in "—-" and is_title(words.lstrip("—- ")) and not SITTING.match(words):
            return range(number - self._is_main(number - 1), number + 1)
        while first > 0 and number - first < LONGEST_TITLE - 1 and self._is_half(first - 1, words):
            first -= 1
        whole = is_title(words)
        if whole and first == number and number and self._is_agency(number - 1) and CONTINUED.match(words):
            first -= 1
        return range(first, number + 1) if whole or (first < number and ends_title(words)) else range(0)

    def _is_main(self, number: int) -> bool:
        """Whether the line is a main title, which says nothing of its kind, above a ——subtitle that does."""
        if number < 0 or self.zone[number].start in self.stretches:
            return False
        words = self.key[self.zone[number].start : self.zone[number].end]
        return len(words) <= LONGEST_NAME and not re.search(r"[。;:|>]", words) and not agencies.in_line(words)

    def _joined(self, numbers: range) -> str:
        lines = [str(self.text)[self.zone[number].start : self.zone[number].end] for number in numbers]
        whole = "".join(tight(line) for line in lines)
        if lines[-1][0] in "—-":
            return whole if len(lines) > 1 else whole.lstrip("—- ")
        return title_of(whole) or tight(whole)

    def _is_half(self, number: int, below: str) -> bool:
        """Whether the line is the first half of a title that goes on ``below`` it."""
        line = self.zone[number]
        words = self.key[line.start : line.end]
        if len(words) > LONGEST_NAME or line.start in self.stretches or re.search(r"[。,;:!?|>]", words):
            return False
        if is_title(words):
            return below.startswith(JOINS)  # …2023年工作总结 / 和2024年工作计划
        return words.startswith("关于") or words.endswith(JOINS) or (ends_title(below) and bool(CUT.search(words)))

    def _is_agency(self, number: int) -> bool:
        line = self.zone[number]
        return line.start not in self.stretches and len(agencies.in_line(self.key[line.start : line.end])) == 1

    def _read_bylines(self) -> None:
        """What stands with the title: the sitting it was given at, who gave it, the agency, a bare date."""
        opened = False
        signed_below = False
        titles = [number for number, line in enumerate(self.zone) if self._is_marked(number, "title")]
        for number in titles:  # …工作报告——2026年2月10日在…会议上
            line = self.zone[number]
            given = None if self.delivered else SITTING.search(self.key, line.start, line.end)
            if given:
                self.delivered, self.sitting = day_in(given["date"]), given[0]
                self._add("delivered", line, given["date"])
        for number, line, words in self._free():
            after = self.zone[number + 1] if number + 1 < len(self.zone) else line
            below = self.key[after.start : after.end] if after != line else ""
            below = below if words.startswith("—") or (SAID_ON.match(words) and BREAK.fullmatch(below)) else ""
            if sitting := SITTING.match(words) or (below and SITTING.match(words + below)):
                self.delivered = self.delivered or day_in(sitting["date"])
                self._add("delivered", line, sitting["date"])
                self.sitting = words
                if below and words[-1] not in "上)" and BREAK.fullmatch(below):
                    self.sitting += below
                    self._mark(self.zone[number + 1], "title")
                self._mark(line, "title")
                opened = True
            elif person := agencies.office(words):
                self.byline = self.byline or person[0] or None
                self._add("speaker", line, words)
                self._mark(line, "header")
                opened = not person[1]
            elif opened and PERSON_NAME.fullmatch(words):
                self._add("speaker", line, words)
                self._mark(line, "header")
                opened = False
            elif self.title and (names := agencies.in_line(words)):
                self.byline = self.byline or names[0]
                self._mark(line, "header")
                if titles and number > titles[0] and not names[0].endswith("大会"):
                    self._add("signatories", line, words)
                    self.signatories += names
                    signed_below = True
            elif BARE_DATE.fullmatch(words) and (self.byline or (number - 1 in titles and words[0] == "(")):
                self.signed = day_in(words)
                self._add("signed", line, words.strip("()"))
                self._mark(line, "header")
            elif self.title and len(words) <= LONGEST_NAME and PAPER.fullmatch(words) and not is_title(words):
                self._mark(line, "header")
        if signed_below:
            self._sign_bare_dates()

    def _sign_bare_dates(self) -> None:
        """The bare date right below an agency under the title is 成文日期; a page writes its own as 2022-03-01."""
        signed = {pair.start for pair in self.labels if pair.name == "signatories"}
        starts = {line.start: number for number, line in enumerate(self.zone)}
        for place, pair in enumerate(self.labels):
            number = starts.get(pair.start, 0)
            words = self.key[pair.start : pair.end]
            bare = not (pair.name or pair.label) and words.endswith("日")
            if number and bare and self.zone[number - 1].start in signed:
                self.labels[place] = Labelled("signed", "", pair.start, pair.end)
                self.signed = self.signed or day_in(words)

    def _is_marked(self, number: int, kind: str) -> bool:
        found = self.stretches.get(self.zone[number].start)
        return found is not None and found.kind == kind

    def _read_addressees(self) -> None:
        """主送机关: the line below the title that names agencies and ends with a colon."""
        if self.title is None:
            return
        end = self.zone[-1].end if self.zone else 0
        following = next((line for line in self.lines if line.start >= end), None)
        first = self.headings[0].start if self.headings else len(self.key)
        lines = [line for _, line, _ in self._free()] + ([following] if following and following.end <= first else [])
        marked = [start for start, part in self.stretches.items() if part.kind == "title"]
        for line in lines:
            words = self.key[line.start : line.end]
            if marked and line.start > min(marked) and colophon.addressees(words):
                self._add("recipients", line, words[:-1])
                self._mark(line, "header")
                return

    def _read_close(self) -> None:
        """署名, 成文日期 and 附注 at the end of the text, from the last line upwards; 附件说明 and 版记."""
        self.labels += colophon.closing_fields(self.text, [part for part in self.furniture if part.kind == "closing"])
        low = max(self.headings[-1].end if self.headings else 0, self.zone[-1].end if self.zone else 0)
        dated = False
        signatories: tuple[str, ...] = ()
        for line in self.lines[: -CLOSING - 1 : -1]:
            words = self.key[line.start : line.end]
            if line.start < low or len(words) > 3 * LONGEST_NAME or line.start in self.stretches:
                break
            if note := _note().fullmatch(words):
                self._add("openness", line, note["note"])
            elif words.startswith("(联系人") and words.endswith(")"):
                self._add("contact", line, words[1:-1])
            elif BARE_DATE.fullmatch(words) and (signed := day_in(words)):
                self.signed = self.signed or signed
                self._add("signed", line, words.strip("()"))
                dated = True
            elif (names := self._signature(words, dated)) is not None:
                signatories = (*names, *signatories)
                day = last_day(words)
                self._add("signatories", line, words[: day.start()].rstrip() if day else words)
                if day:
                    self._add("signed", line, day[0])
            elif labelled(words):
                self.labels += (pair for _, found in pairs(self.key, [line]) for pair in found)
            elif words.startswith(tuple(table("labels")["values"]["contact"])):
                self._add("contact", line, words)
            else:
                break
            self._mark(line, "closing")
        self.signatories = signatories or self.signatories

    def _signature(self, words: str, dated: bool) -> tuple[str, ...] | None:
        """The agencies that sign; without a date below them only those that the head names too."""
        if NUMBERED.match(words):
            return None
        last = last_day(words)
        if last and (names := agencies.in_line(words[: last.start()].strip())):
            self.signed = self.signed or day_in(last[0])
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
        """Who reports: the title's agency, who speaks, gives or signs it, the labelled one, else the first sentence's.

        A page's 发布机构 may be the office that put it there; a short name (市政府) gives way to one that ends with it.
        """
        titled = agencies.in_title(self._subtitle())
        opening = self._opening()
        told = self._value("issuer")
        whole = told if told and agencies.in_line(half_width(told)) else None
        if titled and self.byline and titled.startswith(self.byline):
            self.byline = titled
        first = (titled, agencies.speaker(opening), self.byline, *self.signatories[:1], whole, self.masthead)
        source = agencies.of_source(half_width(self._value("source") or ""))
        last = (
            told,
            source,
            agencies.behind_year(self._subtitle()),
            agencies.trustor(opening),
            agencies.in_opening(opening),
        )
        chosen = next((name for name in (*first, *last) if name), None)
        if chosen is None:
            return None
        tail = agencies.short(chosen)
        longer = (name for name in (*first, source) if name and agencies.short(name).endswith(tail))
        return max(longer, key=len, default=chosen)

    def _subtitle(self) -> str:
        """What names agency and year in a title: of a double one, the second."""
        main, dash, subtitle = half_width(self.title or "").partition("——")
        return subtitle if dash else main

    def _reposted(self) -> bool:
        """Whether the page only passes the report on, as its foot, its source or a bare 时间 say."""
        foot = next((part for part in reversed(self.furniture) if part.kind == "page"), None)
        source = self._value("source") or ""
        told = source + self.key[: self._top()][:AROUND] + (self.key[foot.start : foot.end][:AROUND] if foot else "")
        values = table("labels")["values"]
        bare = any(pair.label in values["bare_times"] for pair in self.labels) and not agencies.of_source(
            half_width(source)
        )
        return (
            bare or any(word in told for word in values["reposts"]) or any(word in source for word in values["media"])
        )

    def _top(self) -> int:
        """Where what stands above the body ends."""
        return self.zone[-1].end if self.zone else (self.lines[0].start if self.lines else 0)

    def _timing(self, numbered: str, days: Sequence[date | None], is_masked: bool) -> Timing:
        year = YEAR_IN_NUMBER.findall(numbered)
        hints = Hints(
            self._openings(),
            self.delivered,
            int(year[-1]) if year else None,
            tuple(day for day in days if day),
            is_masked,
            self.key,
            self._reposted(),
        )
        return timing(self.title, self.headings, hints)

    def _meta(self) -> tuple[Meta, Timing]:
        issuer = self._issuer()
        number = self._number()
        signed = self.signed or self._dates("signed")
        issued, created = self._dates("issued"), self._dates("created")
        published = self._dates("published", "") or issued or created or signed
        index = self._value("index_number")
        is_masked = places.masked(self.key)
        told = self._timing(number or index or "", (signed, issued, created, published), is_masked)
        source = agencies.of_source(half_width(self._value("source") or ""))
        names = [self._subtitle(), self.sitting, issuer, self.byline, *self.signatories, self._value("issuer"), source]
        page = places.Page(self.key[: self._top()][:AROUND], index)
        region = places.region([name for name in names if name], issuer, self.key, is_masked, page)
        meta = Meta(
            title=self.title,
            issuer=issuer,
            document_number=number,
            index_number=index,
            signed=signed,
            issued=issued,
            created=created,
            published=published,
            region=region,
            kinds=told.kinds,
            summary_period=told.summary,
            plan_period=told.plan,
            signatories=self.signatories,
            openness=(self._value("openness") or "").removeprefix("此件") or None,
            fields=tuple(
                MetaField(
                    pair.name, pair.label, str(self.text)[pair.start : pair.end], self.text.span(pair.start, pair.end)
                )
                for pair in sorted(self.labels, key=lambda pair: pair.start)
                if pair.start < pair.end
            ),
            delivered=self.delivered,
            recipients=colophon.addressees(half_width(self._value("recipients") or "").rstrip(":") + ":"),
            signer=self._value("signer"),
            attachments=colophon.attached(self._value("attachments") or ""),
            copied_to=self._list("copied_to"),
            keywords=tuple(re.findall(r"[^\s、,;]+", half_width(self._value("keywords") or ""))),
            category=self._value("category"),
            validity=self._value("validity"),
            issuer_full=offices.in_full(issuer, region) if issuer and region else None,
        )
        return meta, told

    def _number(self) -> str | None:
        """The 发文字号 in its normal form 机关代字〔年〕号; another value as it stands, if it has a number."""
        value = self._value("document_number")
        if value is None:
            return None
        if match := NUMBER.search(half_width(value)):
            return f"{match['agency']}〔{match['year']}〕{match['number']}号"
        return value if re.search(r"\d", value) and len(value) <= LONGEST_NAME and not is_title(value) else None


@of_lexicon
def _note() -> re.Pattern[str]:
    notes = either(table("labels")["values"]["notes"])
    return re.compile(rf"[(\[]\s?(?P<note>{notes})\s?[)\]]")
