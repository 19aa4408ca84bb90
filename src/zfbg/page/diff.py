"""Two reports beside each other: outlines, aligned by what the headings say, and what both tell of an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from zfbg.cells import figure
from zfbg.columns import Row
from zfbg.model import Report, Section
from zfbg.page import document
from zfbg.page.labels import say, text
from zfbg.tables import table

# Headings are one heading where at least so much of their words is the same: 主要指标 and 主要经济指标.
_ALIKE = 0.6
_AHEAD = 12
# What figures of two reports must share to be told of the same thing.
_KEY = ("measure", "base", "place", "scope", "unit")


def diff(one: Report, other: Report) -> str:
    """A page with two reports: outlines line by line, then each indicator that either tells, with both figures."""
    titles = [report.meta.title or report.source.name or "zfbg" for report in (one, other)]
    head = "".join(f'<th scope="col">{text(title)}</th>' for title in titles)
    lines = "".join(_outlines(one, other))
    rows = "".join(_indicators(one, other))
    body = (
        f'<header><h1>{" · ".join(map(text, titles))}</h1><div class="bar"><div class="script" role="group">'
        f'<button type="button" id="language">{say("language")}</button>'
        f'<button type="button" id="theme">{say("theme")}</button></div></div></header>'
        f'<main><section><h2>{say("outline")}</h2><table class="pair"><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></section>"
        f'<section><h2 id="facts">{say("facts")}</h2>'
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="facts"><table><thead><tr>'
        f'<th scope="col">{say("indicator", "columns")}</th><th scope="col">{say("measure", "columns")}</th>{head}'
        f"</tr></thead><tbody>{rows}</tbody></table></div></section></main>"
    )
    return document(" / ".join(titles), body)


def _outlines(one: Report, other: Report) -> Iterator[str]:
    left, right = list(_headings(one.children, 0)), list(_headings(other.children, 0))
    for a, b, same in _aligned([title for _, title, _ in left], [title for _, title, _ in right]):
        marked = ' class="same"' if same else ""
        cells = (_heading(left[a]) if a is not None else "", _heading(right[b]) if b is not None else "")
        yield f"<tr{marked}><td>{cells[0]}</td><td>{cells[1]}</td></tr>"


def _headings(children: tuple[object, ...], depth: int) -> Iterator[tuple[int, str, str]]:
    for node in children:
        if isinstance(node, Section):
            yield depth, node.title, node.marker.text
            yield from _headings(node.children, depth + 1)


def _heading(entry: tuple[int, str, str]) -> str:
    depth, title, marker = entry
    return f'<span class="d{min(depth, 4)}">{text(marker + title)}</span>'


def _aligned(left: list[str], right: list[str]) -> Iterator[tuple[int | None, int | None, bool]]:
    """The places of headings, row by row in the order of both, and whether a row has the same heading twice.

    >>> list(_aligned(["主要指标", "存在问题"], ["主要经济指标", "下一步打算", "组织保障"]))
    [(0, 0, True), (1, 1, False), (None, 2, False)]
    """
    a = b = 0
    for i, j in (*_matches(left, right), (len(left), len(right))):
        yield from ((one, other, False) for one, other in zip_longest(range(a, i), range(b, j)))
        if i < len(left):
            yield i, j, True
        a, b = i + 1, j + 1


def _matches(left: list[str], right: list[str]) -> Iterator[tuple[int, int]]:
    """Headings that are alike, in the order of both; each is looked for a few places ahead."""
    b = 0
    for i, title in enumerate(left):
        ahead = range(b, min(len(right), b + _AHEAD))
        best, place = max(((SequenceMatcher(None, title, right[j]).ratio(), -j) for j in ahead), default=(0.0, 0))
        if best >= _ALIKE:
            yield i, -place
            b = 1 - place


def _indicators(one: Report, other: Report) -> Iterator[str]:
    told: dict[tuple[object, ...], tuple[list[Row], list[Row]]] = {}
    for side, report in enumerate((one, other)):
        for row in table(report):
            about = row["indicator_id"] or row["subject"] + row["indicator"]
            told.setdefault((about, *(row[name] for name in _KEY)), ([], []))[side].append(row)
    for left, right in sorted(told.values(), key=lambda pair: not (pair[0] and pair[1])):
        first = (left or right)[0]
        base = f" <small>{text(first['base'])}</small>" if first["base"] else ""
        about = f"{first['place']} {first['subject']}{first['indicator']}".strip()
        yield (
            f"<tr><td>{text(about)}</td><td>{say(first['measure'], 'measures')}{base}</td>"
            f"<td>{_figures(left)}</td><td>{_figures(right)}</td></tr>"
        )


def _figures(rows: list[Row]) -> str:
    return "<br>".join(
        f"{text(figure(row) + row['unit'])} <small>{text(row['period'] or '')} "
        f"{say(row['status'] or 'supposed', 'statuses')}</small>"
        for row in rows
    )
