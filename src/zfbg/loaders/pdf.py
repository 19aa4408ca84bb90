"""PDF, read with pypdfium2 (the extra ``pdf``): from glyphs to lines, from lines to paragraphs.

``Source.raw`` has a paragraph a line. Lines that fill their column are joined with the next, across pages too; page
numbers and running heads stand at the end, set aside. Pages that are pictures, and pages of two columns, are issues.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from math import pi
from typing import Any

from zfbg.errors import SourceError, needs
from zfbg.hookspecs import hookimpl
from zfbg.loaders import Loader
from zfbg.loaders.limits import held
from zfbg.loaders.pagination import Glyph, Line, Sheet, has_columns, lines, paragraphs, running, upright
from zfbg.model import Furniture, Issue, Location, Source, Span

_MAGIC = b"%PDF-"
# A page with fewer characters and a picture on most of it is a scan.
_FEW = 10
_COVERED = 0.5
# Signs that a font without a table of its characters gives.
_UNKNOWN = frozenset("\0\ufffe\uffff\ufffd")
_SOME = 0.05
_PICTURES = 20
# So many characters tell how a page is turned.
_SAMPLE = 500


def claims(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a PDF does; up to a kilobyte may stand before (ISO 32000-1, annex H)."""
    return data.startswith(_MAGIC) or (name.lower().endswith(".pdf") and _MAGIC in data[:1024])


def load(data: bytes, name: str) -> Source:
    """The text of a PDF; SourceError where it has none, is damaged, locked or too large, or pypdfium2 is missing."""
    who = name or "bytes"
    try:
        import pypdfium2
    except ImportError as error:
        raise SourceError(needs(f"{who}: is a PDF; reading it", "pypdfium2", "pdf")) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            f"{who}: is a PDF that is damaged or locked ({error}); fetch it again, or unlock it"
        ) from error
    with document:
        held(who, "the number of its pages", len(document), "pages")
        try:
            sheets = _sheets(document, who)
        except pypdfium2.PdfiumError as error:
            raise SourceError(f"{who}: is a PDF with a damaged page ({error}); fetch it again") from error
    if not any(sheet.lines for sheet in sheets):
        scanned = sum(sheet.scanned for sheet in sheets)
        what = f"has no text, {scanned} of {len(sheets)} pages are pictures" if scanned else "has no text"
        raise SourceError(f"{who}: {what}; have a program recognise it (OCR) first")
    return _source(sheets, name)


def _sheets(document: Any, who: str) -> list[Sheet]:
    sheets, count = [], 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count += text.count_chars()
        held(who, "the number of its characters", count, "characters")
        width, height = page.get_size()
        if page.get_rotation() in (90, 270):  # places are told as if the page were not turned
            width, height = height, width
        quarter = _quarter(text)
        glyphs = upright(_glyphs(text), quarter, width, height)
        if quarter % 2:
            width, height = height, width
        found = lines(glyphs)
        scanned = len(glyphs) < _FEW and _is_picture(page, width * height)
        unknown = sum(glyph.sign in _UNKNOWN for glyph in glyphs) > _SOME * len(glyphs)
        sheets.append(Sheet(number + 1, width, height, found, scanned, unknown, has_columns(found, width)))
        text.close()
        page.close()
    return sheets


def _quarter(text: Any) -> int:
    """By how many quarters clockwise most characters of a page are turned, as those of a table set sideways are."""
    from pypdfium2.raw import FPDFText_GetCharAngle

    angles = (FPDFText_GetCharAngle(text, at) for at in range(min(text.count_chars(), _SAMPLE)))
    counts = Counter(round(angle / (pi / 2)) % 4 for angle in angles if 0 <= angle < 7)
    return counts.most_common(1)[0][0] if counts else 0


def _glyphs(text: Any) -> list[Glyph]:
    """The characters of a page with their boxes, in the order of the file; the height is that of the font."""
    whole = text.get_text_range(0, -1, errors="replace")
    found = []
    if len(whole) != text.count_chars():  # characters beyond the basic plane take two places
        whole = [text.get_text_range(at, 1, errors="replace") for at in range(text.count_chars())]
    for at, sign in enumerate(whole):
        if sign and not sign.isspace():
            left, bottom, right, top = text.get_charbox(at, loose=True)
            found.append(Glyph(sign, left, bottom, right, top))
    return found


def _is_picture(page: Any, area: float) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    for picture in islice(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2), _PICTURES):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _COVERED * area:
            return True
    return False


def _source(sheets: Sequence[Sheet], name: str) -> Source:
    heads = running(sheets)
    texts: list[str] = []
    locations: list[Location] = []
    issues: list[Issue] = []
    at = 0

    def add(text: str, places: Sequence[tuple[int, int]]) -> None:
        nonlocal at
        for offset, page in places:
            if not locations or locations[-1].name != f"page {page}":
                locations.append(Location(at + offset, f"page {page}"))
        texts.append(text)
        at += len(text) + 1

    firsts: dict[int, int] = {}
    for text, places in paragraphs(sheets, heads):
        for offset, page in places:
            firsts.setdefault(page, at + offset)
        add(text, places)
    end = at
    for sheet in sheets:
        for line in sheet.lines:
            if line in heads:
                add(line.text, ((0, sheet.number),))
    raw = "\n".join(texts)
    for sheet in sheets:
        place = firsts.get(sheet.number, min(end, len(raw)))
        for code, message in _amiss(sheet):
            issues.append(
                Issue(Span(min(place, len(raw)), min(place, len(raw))), code, f"page {sheet.number} {message}")
            )
    aside = (Furniture(Span(end, len(raw)), "page"),) if end < len(raw) else ()
    return Source(
        raw, name, media_type="application/pdf", aside=aside, locations=tuple(locations), issues=tuple(issues)
    )


def _amiss(sheet: Sheet) -> list[tuple[str, str]]:
    found = []
    if sheet.scanned:
        found.append(("scanned-page", "is a picture: its text is not read; have a program recognise it (OCR)"))
    if sheet.unknown:
        found.append(("unreadable-font", "has a font that does not tell its characters: some are lost"))
    if sheet.columns:
        found.append(("columns", "has two columns: they are read one after the other, as the file has them"))
    return found


PDF = Loader("pdf", claims=claims, load=load)


@hookimpl
def zfbg_loaders() -> tuple[Loader, ...]:
    return (PDF,)


__all__ = ["PDF", "Line", "claims", "load"]
