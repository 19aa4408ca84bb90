"""Web pages, as files or saved whole (MHTML), read with lxml (the extra ``html``).

``Source.raw`` is what a reader sees, a paragraph a line and the cells of a table's row between tabs, below what the
page says of its article in ``<meta>``. Nothing of it is left out: navigation, links and what stands below the article
is set aside (``Source.aside``). The article is the innermost element with nearly all of the page's sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from zfbg.errors import SourceError, needs
from zfbg.hookspecs import hookimpl
from zfbg.lexicon import table
from zfbg.loaders import Loader
from zfbg.loaders.encodings import decoded
from zfbg.loaders.limits import held
from zfbg.model import Furniture, Location, Source, Span

if TYPE_CHECKING:
    from zfbg.loaders.blocks import Line, Page

_SNIFFED = 1024
_PAGE = re.compile(
    # Comments are possessive: one may not end at a later -->, or each more of them doubles the time.
    rb"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I | re.S,
)
_ENDINGS = (".html", ".htm", ".shtml", ".xhtml")
_SAVED = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related\b", re.I)
# What is quoted in a tag goes to the end of the page where no second mark follows, as libxml2 takes it.
_QUOTED = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))"""
_TAG = re.compile(rf"""<(?>script\b.*?(?:</script|\Z)|!--.*?(?:-->|\Z)|([a-z](?:[^>"']++|{_QUOTED})*+))""", re.I | re.S)
_VALUE = re.compile(_QUOTED)
# Nearly all of a page's sentences stand in its article.
_MOST = 0.85
_LINKS = 0.5
# What libxml2 takes at most.
DEEPEST = 2048


def claims(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a page or a saved one does, or the name says so and there is a tag."""
    start = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    lower = name.lower()
    return (
        bool(_PAGE.match(start))
        or _is_archive(data)
        or (lower.endswith(_ENDINGS) and b"<" in start and not start.startswith((b"PK\x03\x04", b"%PDF-")))
    )


def _is_archive(data: bytes) -> bool:
    return bool(_SAVED.match(data[: 4 * _SNIFFED].replace(b"\r\n", b"\n")))


def load(data: bytes, name: str) -> Source:
    """The text of a page; SourceError where it has none, or where lxml is not installed."""
    who = name or "bytes"
    if _is_archive(data):
        data = _page_of(data, who)
    try:
        from lxml import etree
    except ImportError as error:
        raise SourceError(needs(f"{who}: is a web page; reading it", "lxml", "html")) from error
    from zfbg.loaders.blocks import Page

    text = decoded(data, who).replace("\0", "")
    held(who, "the number of its tags", text.count("<"), "tags")
    held(who, "the number of attributes of a tag", max(_attributes(text), default=0), "attributes")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise SourceError(
            f"{who}: its elements are nested {DEEPEST} deep; have a program such as tidy close them first"
        )
    page = None if root is None else Page(root)
    if page is None or not page.lines:
        raise SourceError(f"{who}: is a web page without text; it may be filled in by a script: save it from a browser")
    return _source(list(_told(root)), page, name)


def _attributes(text: str) -> Iterator[int]:
    """About how many attributes each tag has: libxml2 compares each of them with all others."""
    for found in _TAG.finditer(text):
        if found[1] and len(found[1]) > _SNIFFED:
            names = _VALUE.sub("''", found[1])
            yield max(names.count("="), len(names.split()))


def _page_of(data: bytes, who: str) -> bytes:
    """The page within an MHTML archive (RFC 2557): its first part that is HTML."""
    from email import message_from_bytes, policy

    try:
        parts = list(message_from_bytes(data, policy=policy.compat32).walk())
    except RecursionError as error:
        raise SourceError(f"{who}: its parts are nested hundreds deep; save the page again, as HTML") from error
    for part in parts:
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            body: Any = part.get_payload(decode=True)
            return bytes(body)
    raise SourceError(f"{who}: is a web archive without a page in it; save the page again, as HTML")


def _told(root: Any) -> Iterable[tuple[str, str]]:
    """What the page says of its article: lines, and the paths of their elements."""
    names = {name.lower(): name for name in table("pages")["meta"]["names"]}
    for number, element in enumerate(root.iter("meta"), 1):
        name = names.get((element.get("name") or "").strip().lower())
        said = " ".join((element.get("content") or "").split())
        if name and said:
            yield f"{name}: {said}", f"/html/head/meta[{number}]"


def _source(told: Sequence[tuple[str, str]], page: Page, name: str) -> Source:
    first, last = _article(page)
    parts = [(text, path, "") for text, path in told]
    for number, line in enumerate(page.lines):
        label = line.label if first <= number <= last else ""
        parts.append((label + line.text, line.path, _kind(line, number, first, last)))
    locations: list[Location] = []
    aside: list[Furniture] = []
    at = 0
    for text, path, kind in parts:
        end = at + len(text)
        locations.append(Location(at, path))
        if kind and aside and aside[-1].kind == kind and aside[-1].span.end == at - 1:
            aside[-1] = Furniture(Span(aside[-1].span.start, end), kind)
        elif kind:
            aside.append(Furniture(Span(at, end), kind))
        at = end + 1
    raw = "\n".join(text for text, _, _ in parts)
    return Source(raw, name, media_type="text/html", aside=tuple(aside), locations=tuple(locations))


def _kind(line: Line, number: int, first: int, last: int) -> str:
    """What of the page a line is: "" where it is of the article, or may tell of it as title and labels do."""
    if line.note:
        return "footnote"
    if first <= number <= last:
        return ""
    return "page" if number > last or line.page or line.linked > _LINKS * len(line.text) else ""


def _article(page: Page) -> tuple[int, int]:
    """The first and last line of the article: what the innermost element holds that has most of the sentences.

    A page without sentences has none; all its lines stand before it.
    """
    if not any(line.prose for line in page.lines):
        return len(page.lines), len(page.lines)
    inner = page.innermost(_MOST)
    held = [number for number, line in enumerate(page.lines) if line.element in inner]
    return held[0], held[-1]


HTML = Loader("html", claims=claims, load=load)


@hookimpl
def zfbg_loaders() -> tuple[Loader, ...]:
    return (HTML,)
