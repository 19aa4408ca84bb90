"""What stands with a title: the sitting it was given at, who gave or signed it, its date, and to whom it is sent."""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen

from zfbg.outline import agencies, colophon
from zfbg.outline.dates import BARE_DATE, HAN_DATE, day_in
from zfbg.outline.labels import Labelled
from zfbg.outline.reading import LONGEST_NAME, Reading
from zfbg.outline.titles import is_title

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


@frozen
class Bylines:
    """Who gave or signed a report, where and when, by the lines at its title and at its close."""

    agency: str | None  #: who gives it
    sitting: str  #: the words on the sitting that it was given at
    delivered: date | None  #: the day of that sitting
    signed: date | None  #: 成文日期
    signatories: tuple[str, ...]  #: who signed


def read_bylines(page: Reading, title: str | None) -> Bylines:
    """What stands with the title: the sitting it was given at, who gave it, the agency, a bare date."""
    agency: str | None = None
    sitting = ""
    delivered: date | None = None
    signed: date | None = None
    signatories: tuple[str, ...] = ()
    opened = False
    signed_below = False
    titles = [number for number, line in enumerate(page.zone) if page.is_marked(number, "title")]
    for number in titles:  # …工作报告——2026年2月10日在…会议上
        line = page.zone[number]
        given = None if delivered else SITTING.search(page.key, line.start, line.end)
        if given:
            delivered, sitting = day_in(given["date"]), given[0]
            page.add("delivered", line, given["date"])
    for number, line, words in page.free():
        after = page.zone[number + 1] if number + 1 < len(page.zone) else line
        below = page.key[after.start : after.end] if after != line else ""
        below = below if words.startswith("—") or (SAID_ON.match(words) and BREAK.fullmatch(below)) else ""
        if said := SITTING.match(words) or (below and SITTING.match(words + below)):
            delivered = delivered or day_in(said["date"])
            page.add("delivered", line, said["date"])
            sitting = words
            if below and words[-1] not in "上)" and BREAK.fullmatch(below):
                sitting += below
                page.mark(page.zone[number + 1], "title")
            page.mark(line, "title")
            opened = True
        elif person := agencies.office(words):
            agency = agency or person[0] or None
            page.add("speaker", line, words)
            page.mark(line, "header")
            opened = not person[1]
        elif opened and PERSON_NAME.fullmatch(words):
            page.add("speaker", line, words)
            page.mark(line, "header")
            opened = False
        elif title and (names := agencies.in_line(words)):
            agency = agency or names[0]
            page.mark(line, "header")
            if titles and number > titles[0] and not names[0].endswith("大会"):
                page.add("signatories", line, words)
                signatories += names
                signed_below = True
        elif number - 1 in titles and (given_by := agencies.dated(words)):
            agency, signed = agency or given_by[0], signed or given_by[1]
            page.add("signatories", line, words.strip("()"))
            signatories += given_by[:1]
            page.mark(line, "header")
        elif BARE_DATE.fullmatch(words) and (agency or (number - 1 in titles and words[0] == "(")):
            signed = day_in(words)
            page.add("signed", line, words.strip("()"))
            page.mark(line, "header")
        elif title and len(words) <= LONGEST_NAME and PAPER.fullmatch(words) and not is_title(words):
            page.mark(line, "header")
    if signed_below:
        signed = _sign_bare_dates(page, signed)
    return Bylines(agency, sitting, delivered, signed, signatories)


def _sign_bare_dates(page: Reading, told: date | None) -> date | None:
    """The bare date right below an agency under the title is 成文日期; a page writes its own as 2022-03-01."""
    signed = {pair.start for pair in page.labels if pair.name == "signatories"}
    starts = {line.start: number for number, line in enumerate(page.zone)}
    for place, pair in enumerate(page.labels):
        number = starts.get(pair.start, 0)
        words = page.key[pair.start : pair.end]
        bare = not (pair.name or pair.label) and words.endswith("日")
        if number and bare and page.zone[number - 1].start in signed:
            page.labels[place] = Labelled("signed", "", pair.start, pair.end)
            told = told or day_in(words)
    return told


def read_addressees(page: Reading) -> None:
    """主送机关: the line below the title that names agencies and ends with a colon."""
    end = page.zone[-1].end if page.zone else 0
    following = next((line for line in page.lines if line.start >= end), None)
    first = page.headings[0].start if page.headings else len(page.key)
    lines = [line for _, line, _ in page.free()] + ([following] if following and following.end <= first else [])
    marked = [start for start, part in page.stretches.items() if part.kind == "title"]
    for line in lines:
        words = page.key[line.start : line.end]
        if marked and line.start > min(marked) and colophon.addressees(words):
            page.add("recipients", line, words[:-1])
            page.mark(line, "header")
            return
