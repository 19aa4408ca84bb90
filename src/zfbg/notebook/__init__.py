"""How reports, their parts and tables show themselves in Jupyter, and as text in a terminal.

The HTML holds no script element and asks the network for nothing. One event attribute sorts tables; where a viewer
takes it out, as GitHub and a notebook that is not trusted do, the table stands as it is and offers no sorting.
"""

from __future__ import annotations

from collections.abc import Iterator

from zfbg.model import Fact, Facts, Item, Report, Section
from zfbg.notebook import grids, trees
from zfbg.notebook.places import View, view
from zfbg.notebook.style import STYLE
from zfbg.tables import Tabular

__all__ = ["View", "bundle", "html", "view"]


def html(what: object) -> str:
    """A value as HTML that stands for itself in a page of others; all words of documents are escaped."""
    return f'<div class="zfbg"><style>{STYLE}</style>{"".join(_html(what))}</div>'


def bundle(what: object) -> dict[str, str]:
    """A value in the forms that Jupyter chooses from."""
    return {"text/plain": "\n".join(_lines(what)), "text/html": html(what)}


def _html(what: object) -> Iterator[str]:
    match what:
        case Report():
            yield from trees.report(what)
        case Section():
            yield from trees.tree(what)
        case Item():
            yield from trees.item(what)
        case View():
            yield from what.parts()
        case Fact():
            yield from grids.fields(what)
        case Facts():
            yield from grids.facts(what)
        case Tabular():
            yield from grids.rows(what)
        case _:
            raise TypeError(f"a notebook shows reports, their parts and tables, not {type(what).__name__}")


def _lines(what: object) -> Iterator[str]:
    match what:
        case Report() | Section():
            yield repr(what)
            yield from trees.lines(what)
        case Facts() | Tabular():
            yield from grids.lines(what)
        case _:
            yield repr(what)
