"""A report as one page to read and check: outline, text with its marks, facts, repairs, issues and findings.

The page needs nothing but itself: style and script stand in it, a Content-Security-Policy lets nothing else run and
nothing be fetched. It is made of HTML that reads without the script; that adds what moves.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from zfbg.cells import digits, figure
from zfbg.model import Finding, Report, Section, Span
from zfbg.page.labels import both, say, text
from zfbg.page.raw import marked
from zfbg.tables import meta_row, table

_META = ("issuer", "document_number", "index_number", "published", "region_name", "summary_period", "plan_period")
_COLUMNS = ("number", "indicator", "value", "unit", "measure", "period", "place", "scope", "status", "section")


def page(report: Report, findings: Iterable[Finding] = ()) -> str:
    """The page of a report; ``findings`` are what :func:`zfbg.audit` found, if it was asked.

    Words of the document are shown as text, whatever they hold.
    """
    found = tuple(findings)
    title = report.meta.title or report.source.name
    body = "".join(
        (
            _header(report, found),
            f'<main><div class="two"><nav aria-label="{both("outline")}" id="outline">{_outline(report)}</nav>',
            f'<article id="text" tabindex="-1"><h2>{say("text")}</h2>',
            f'<div class="raw">{marked(report, found)}</div></article></div>',
            _facts(report),
            _lists(report, found),
            f"</main><footer>{say('made')}<br>{say('keys')}</footer>",
        )
    )
    return document(title or "zfbg", body)


def document(title: str, body: str) -> str:
    """A page around ``body`` that runs its own script and style and nothing else."""
    style, script = _asset("page.css"), _asset("page.js")
    own = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN" data-ui="zh"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{style}</style></head>"
        f"<body>{body}<script>{script}</script></body></html>\n"
    )


@cache
def _asset(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8")


def _hash(words: str) -> str:
    return f"sha256-{b64encode(sha256(words.encode()).digest()).decode()}"


def _header(report: Report, found: Sequence[Finding]) -> str:
    row = {**meta_row(report), "file": report.source.name}
    told_of = [(name, row[name]) for name in (*_META, "template", "file") if row[name]]
    meta = "".join(f"<div><dt>{say(name, 'meta')}</dt><dd>{text(value)}</dd></div>" for name, value in told_of)
    counts = (
        ("facts", len(report.facts), "#facts"),
        ("changes", len(report.changes), "#changes"),
        ("issues", len(report.issues), "#issues"),
        ("findings", len(found), "#findings"),
    )
    links = "".join(f'<li><a href="{href}">{say(name)} <b>{number}</b></a></li>' for name, number, href in counts)
    buttons = "".join(
        f'<button type="button" id="{name}">{say(label)}</button>'
        for name, label in (("language", "language"), ("theme", "theme"))
    )
    title = text(report.meta.title) if report.meta.title else say("untitled")
    return (
        f'<a class="skip" href="#text">{say("skip")}</a><header><h1>{title}</h1><dl class="meta">{meta}</dl>'
        f'<div class="bar"><ul class="counts">{links}</ul><div class="script" role="group">{buttons}'
        f'<button type="button" id="mended" aria-pressed="false">{say("read")}</button></div></div></header>'
    )


def _outline(report: Report) -> str:
    numbers = {id(node): n for n, node in enumerate((n for n in report.walk() if isinstance(n, Section)), 1)}

    def items(sections: Sequence[Section]) -> str:
        return "".join(f"<li>{entry(section)}</li>" for section in sections)

    def entry(section: Section) -> str:
        below = [child for child in section.children if isinstance(child, Section)]
        marker = section.marker
        inferred = f"<small>[{marker.ordinal or '?'}]</small>" if marker.inferred else text(marker.text)
        label = inferred + text(section.title)
        count = sum(len(node.facts) for node in section.children) + len(section.facts)
        link = f'<a href="#s{numbers[id(section)]}">{label}</a>' + (f" <small>{count}</small>" if count else "")
        if not below:
            return link
        fold = f'<span class="hidden">{say("fold one")} {text(section.title)}</span>'
        return f"{link}<details open><summary>{fold}</summary><ul>{items(below)}</ul></details>"

    top = [node for node in report.children if isinstance(node, Section)]
    fold = f'<button type="button" id="fold" class="script">{say("fold")}</button>'
    return f'<h2>{say("outline")}</h2>{fold}<ul class="tree">{items(top)}</ul>'


def _facts(report: Report) -> str:
    head = "".join(
        f'<th scope="col"><button type="button" data-sort="{name}">{say(name, "columns")}</button></th>'
        for name in _COLUMNS
    )
    rows = []
    for row in table(report):
        number, value, measure, status = row["fact_id"], row["value"], row["measure"], row["status"]
        unsure = "" if row["sure"] else f' <small class="unsure">{say("unsure")}</small>'
        base = f" <small>{text(row['base'])}</small>" if row["base"] else ""
        cells = (
            (f'<a href="#f{number}">{number}</a>', str(number)),
            (text(row["subject"] + row["indicator"]) + unsure, ""),
            (text(figure(row)), "" if value is None else digits(value)),
            (text(row["unit"]), ""),
            (say(measure, "measures") + base, measure),
            (text(row["period"] or ""), ""),
            (text(row["place"]), ""),
            (text(row["scope"]), ""),
            (say(status or "supposed", "statuses"), status),
            (text(row["section"]), ""),
        )
        body = "".join(f"<td{_key(key)}>{shown}</td>" for shown, key in cells)
        told = f'id="r{number}" data-measure="{text(measure)}" data-status="{text(status)}"'
        rows.append(f"<tr {told}>{body}</tr>")
    return (
        f'<section><h2 id="facts" tabindex="-1">{say("facts")}</h2>{_tools(report)}'
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="facts"><table class="facts">'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>"
    )


def _key(key: str) -> str:
    return f' data-key="{text(key)}"' if key else ""


def _tools(report: Report) -> str:
    measures = sorted({fact.measure for fact in report.facts})
    statuses = sorted({fact.status for fact in report.facts})

    def choice(name: str, group: str, values: Sequence[str]) -> str:
        options = "".join(
            f'<option value="{text(value)}">{both(value or "supposed", group)}</option>' for value in values
        )
        return (
            f'<label>{say(name)} <select id="{name}"><option value="*">{both("all")}</option>{options}</select></label>'
        )

    return (
        f'<div class="tools script"><label>{say("filter")} <input type="search" id="filter"></label>'
        f"{choice('measure', 'measures', measures)}{choice('status', 'statuses', statuses)}"
        f'<button type="button" id="copy">{say("copy")}</button>'
        f'<output id="shown">{len(report.facts)}</output> {say("shown")}'
        f'<span id="copied" role="status" hidden>{say("copied")}</span></div>'
    )


def _lists(report: Report, found: Sequence[Finding]) -> str:
    changes = [
        (f"c{n}", f"<del>{text(change.old)}</del> → <ins>{text(change.new)}</ins>", ", ".join(change.by))
        for n, change in enumerate(report.changes, 1)
    ]
    issues = [(f"i{n}", text(issue.message), issue.code) for n, issue in enumerate(report.issues, 1)]
    told_by = [(f"a{n}", text(each.message), f"{each.check} · {each.severity}") for n, each in enumerate(found, 1)]
    return "".join(
        _list(name, entries) for name, entries in (("findings", told_by), ("issues", issues), ("changes", changes))
    )


def _list(name: str, entries: Sequence[tuple[str, str, str]]) -> str:
    rows = "".join(f'<li><a href="#{to}">{shown}</a> <small>{text(by)}</small></li>' for to, shown, by in entries)
    body = f"<ol>{rows}</ol>" if rows else f"<p>{say('none')}</p>"
    return f'<section class="list"><h2 id="{name}" tabindex="-1">{say(name)}</h2>{body}</section>'


__all__ = ["Span", "document", "page"]
