"""The head of a report, and its close: what the lines found there say of title, number, issuer, dates, place and time.

The elements are those of GB/T 9704-2012 (标题, 发文字号, 发文机关署名, 成文日期, 附注) and of the 政府信息公开目录.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from attrs import evolve

from zfbg.lexicon import table
from zfbg.model import Meta, MetaField
from zfbg.outline import agencies, colophon, offices, places
from zfbg.outline.bylines import Bylines, read_addressees, read_bylines
from zfbg.outline.close import read_close
from zfbg.outline.contradictions import contradictions
from zfbg.outline.labels import NUMBER
from zfbg.outline.reading import LONGEST_NAME, Reading
from zfbg.outline.said import SAID
from zfbg.outline.timing import Hints, Timing, below, timing
from zfbg.outline.titles import is_title
from zfbg.outline.titling import read_title
from zfbg.template import Head, Heading, Stretch
from zfbg.text import Text, half_width

YEAR_IN_NUMBER = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
OPENING = 400
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
    page = Reading(text, furniture, headings)
    page.read_labels()
    page.read_masthead()
    title = read_title(page)
    above = read_bylines(page, title)
    if title is not None:
        read_addressees(page)
    meta, told = _meta(page, title, _by_name(read_close(page, title, above), title))
    issues = tuple(contradictions(text, title, headings, told))
    return Head(meta, tuple(page.stretches[start] for start in sorted(page.stretches)), issues)


def _by_name(by: Bylines, title: str | None) -> Bylines:
    """``by``, with the agency as the title has it where that says more of its name."""
    told = agencies.in_title(_subtitle(title))
    return evolve(by, agency=told) if told and by.agency and told.startswith(by.agency) else by


def _opening(page: Reading) -> str:
    """The first words of the body, whatever heading stands in them."""
    start = page.zone[-1].end if page.zone else (page.lines[0].start if page.lines else 0)
    return page.key[start : start + OPENING].strip()


def _openings(page: Reading) -> tuple[str, ...]:
    """The words that open the body and those that follow the first headings."""
    after = [page.key[heading.end : heading.end + OPENING] for heading in page.headings[:2]]
    return tuple(words.strip() for words in (_opening(page), *after))


def _issuer(page: Reading, title: str | None, by: Bylines) -> str | None:
    """Who reports: the title's agency, who speaks, gives or signs it, the labelled one, else the first sentence's.

    A page's 发布机构 may be the office that put it there; a short name (市政府) gives way to one that ends with it.
    """
    titled = agencies.in_title(_subtitle(title))
    opening = _opening(page)
    told = page.value("issuer")
    whole = told if told and agencies.in_line(half_width(told)) else None
    first = (titled, agencies.speaker(opening), by.agency, *by.signatories[:1], whole, page.masthead)
    source = agencies.of_source(half_width(page.value("source") or ""))
    last = (
        told,
        source,
        agencies.behind_year(_subtitle(title)),
        agencies.trustor(opening),
        agencies.in_opening(opening),
    )
    chosen = next((name for name in (*first, *last) if name), None)
    if chosen is None:
        return None
    tail = agencies.short(chosen)
    longer = (name for name in (*first, source) if name and agencies.short(name).endswith(tail))
    return max(longer, key=len, default=chosen)


def _subtitle(title: str | None) -> str:
    """What names agency and year in a title: of a double one, the second."""
    main, dash, subtitle = half_width(title or "").partition("——")
    return subtitle if dash else main


def _dated(page: Reading, title: str | None) -> str | None:
    """``title`` behind the time that stands below it in brackets, where it names none: 办案情况, (2023年4季度)."""
    if SAID.search(half_width(title or "")):
        return title
    return below(page.key[: _top(page)].splitlines()) + (title or "") or None


def _reposted(page: Reading) -> bool:
    """Whether the page only passes the report on, as its foot, its source or a bare 时间 say."""
    foot = next((part for part in reversed(page.furniture) if part.kind == "page"), None)
    source = page.value("source") or ""
    told = source + page.key[: _top(page)][:AROUND] + (page.key[foot.start : foot.end][:AROUND] if foot else "")
    values = table("labels")["values"]
    bare = any(pair.label in values["bare_times"] for pair in page.labels) and not agencies.of_source(
        half_width(source)
    )
    return bare or any(word in told for word in values["reposts"]) or any(word in source for word in values["media"])


def _top(page: Reading) -> int:
    """Where what stands above the body ends."""
    return page.zone[-1].end if page.zone else (page.lines[0].start if page.lines else 0)


def _hints(page: Reading, delivered: date | None, numbered: str, days: Sequence[date | None], is_masked: bool) -> Hints:
    year = YEAR_IN_NUMBER.findall(numbered)
    return Hints(
        _openings(page),
        delivered,
        int(year[-1]) if year else None,
        tuple(day for day in days if day),
        is_masked,
        page.key,
        _reposted(page),
    )


def _meta(page: Reading, title: str | None, by: Bylines) -> tuple[Meta, Timing]:
    issuer = _issuer(page, title, by)
    number = _number(page)
    signed = by.signed or page.dates("signed")
    issued, created = page.dates("issued"), page.dates("created")
    published = page.dates("published", "") or issued or created or signed
    index = page.value("index_number")
    is_masked = places.masked(page.key)
    hints = _hints(page, by.delivered, number or index or "", (signed, issued, created, published), is_masked)
    told = timing(_dated(page, title), page.headings, hints)
    source = agencies.of_source(half_width(page.value("source") or ""))
    names = [_subtitle(title), by.sitting, issuer, by.agency, *by.signatories, page.value("issuer"), source]
    names.append(agencies.place_in_opening(_opening(page)))
    above = places.Page(page.key[: _top(page)][:AROUND], index)
    region = places.region([name for name in names if name], issuer, page.key, is_masked, above)
    meta = Meta(
        title=title,
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
        signatories=by.signatories,
        openness=(page.value("openness") or "").removeprefix("此件") or None,
        fields=tuple(
            MetaField(
                pair.name, pair.label, str(page.text)[pair.start : pair.end], page.text.span(pair.start, pair.end)
            )
            for pair in sorted(page.labels, key=lambda pair: pair.start)
            if pair.start < pair.end
        ),
        delivered=by.delivered,
        recipients=colophon.addressees(half_width(page.value("recipients") or "").rstrip(":") + ":"),
        signer=page.value("signer"),
        attachments=colophon.attached(page.value("attachments") or ""),
        copied_to=page.listed("copied_to"),
        keywords=tuple(re.findall(r"[^\s、,;]+", half_width(page.value("keywords") or ""))),
        category=page.value("category"),
        validity=page.value("validity"),
        issuer_full=offices.in_full(issuer, region) if issuer and region else None,
    )
    return meta, told


def _number(page: Reading) -> str | None:
    """The 发文字号 in its normal form 机关代字〔年〕号; another value as it stands, if it has a number."""
    value = page.value("document_number")
    if value is None:
        return None
    if match := NUMBER.search(half_width(value)):
        return f"{match['agency']}〔{match['year']}〕{match['number']}号"
    return value if re.search(r"\d", value) and len(value) <= LONGEST_NAME and not is_title(value) else None
