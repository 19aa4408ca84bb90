"""The outline of a report as a tree to fold, and as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zfbg.brief import many
from zfbg.grid import cut
from zfbg.model import Item, Report, Section
from zfbg.notebook import grids
from zfbg.page.labels import text

# Headings and items that are shown, and how wide their words are; and so of issues. What is more is counted.
MOST = 600
WIDTH = 100
MOST_ISSUES = 50
MOST_LINES = 60

_Left = list[int]


def report(what: Report) -> Iterator[str]:
    """A report: what it says of itself, its counts, its outline to fold, its issues."""
    meta = what.meta
    yield f"<p><b>{_cut(meta.title or what.source.name or 'untitled')}</b></p>"
    periods = [each.edtf for each in (meta.summary_period, meta.plan_period) if each]
    region = f"{meta.region.name} {meta.region.code or ''}" if meta.region else ""
    told = (meta.issuer, region, meta.document_number, *periods, what.source.name, what.template)
    yield f"<p>{' · '.join(_cut(each) for each in told if each)}</p>"
    yield f"<p>{text(counts(what))}</p>"
    left = [MOST]
    yield f"<ul>{''.join(_nodes(what.children, left, opened=True))}</ul>"
    yield _rest(what)
    if what.issues:
        shown = "".join(
            f"<li>{_cut(each.message)} <small>{text(each.code)} {each.span.start}:{each.span.end}</small></li>"
            for each in what.issues[:MOST_ISSUES]
        )
        more = f"<li>… {len(what.issues) - MOST_ISSUES} more</li>" if len(what.issues) > MOST_ISSUES else ""
        yield f"<details><summary>{many(len(what.issues), 'issue')}</summary><ol>{shown}{more}</ol></details>"


def counts(what: Report) -> str:
    """How much a report holds, with its facts by measure."""
    nodes = Counter(type(node) for node in what.walk())
    facts = what.facts
    kinds = ", ".join(
        f"{number} {measure}" for measure, number in Counter(each.measure for each in facts).most_common()
    )
    told = [many(nodes[Section], "section"), many(nodes[Item], "item")]
    told.append(many(len(facts), "fact") + (f" ({kinds})" if kinds else ""))
    return " · ".join((*told, many(len(what.changes), "change"), many(len(what.issues), "issue")))


def tree(what: Section) -> Iterator[str]:
    """A section with all below it."""
    yield f"<ul>{''.join(_node(what, [MOST], opened=True))}</ul>"
    yield _rest(what)


def item(what: Item) -> Iterator[str]:
    """An item: its words as they were read, and its facts."""
    yield f'<p class="raw">{text(what.text)}</p>'
    yield from grids.facts(what.facts)


def lines(what: Report | Section) -> Iterator[str]:
    """The outline as lines of text."""
    left = MOST_LINES
    stack = [(node, 0) for node in reversed(what.children)]
    while stack and left:
        node, depth = stack.pop()
        left -= 1
        yield cut(f"{'  ' * (depth + 1)}{_words(node)}", WIDTH)
        if isinstance(node, Section):
            stack += [(child, depth + 1) for child in reversed(node.children)]
    if stack:
        yield f"  … {_below(what.children) - MOST_LINES} more"


def _nodes(children: tuple[Section | Item, ...], left: _Left, opened: bool = False) -> Iterator[str]:
    for node in children:
        if left[0] <= 0:
            return
        yield from _node(node, left, opened)


def _node(node: Section | Item, left: _Left, opened: bool) -> Iterator[str]:
    left[0] -= 1
    facts = sum(len(each.facts) for each in _all(node))
    role = f"{node.role} " if isinstance(node, Section) and node.role else ""
    told = f" <small>{text(role)}{many(facts, 'fact')}</small>" if facts else f" <small>{text(role)}</small>"
    label = f"{_cut(_words(node))}{told}"
    if isinstance(node, Item) or not node.children:
        yield f"<li>{label}</li>"
        return
    yield f"<li><details{' open' if opened else ''}><summary>{label}</summary><ul>"
    yield from _nodes(node.children, left)
    yield "</ul></details></li>"


def _words(node: Section | Item) -> str:
    if isinstance(node, Item):
        return node.text
    marker = node.marker
    label = f"[{marker.ordinal or '?'}]" if marker.inferred else marker.text
    return label + node.title


def _all(node: Section | Item) -> Iterator[Section | Item]:
    stack = [node]
    while stack:
        each = stack.pop()
        yield each
        if isinstance(each, Section):
            stack += each.children


def _below(children: tuple[Section | Item, ...]) -> int:
    return sum(1 for node in children for _ in _all(node))


def _rest(what: Report | Section) -> str:
    more = _below(what.children) - MOST
    return f"<p>… {more} more headings and items</p>" if more > 0 else ""


def _cut(words: str) -> str:
    return text(cut(words, WIDTH))
