"""Reports whose outline is known: a tree of sections, drawn by Hypothesis, and the ways to print it.

Needs Hypothesis: ``pip install 'zfbg[testing]'``.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from hypothesis import strategies as st

from zfbg.repair.lines import han
from zfbg.testing.strategies import DEEDS, DOINGS, OFFICES, PLACES, THEMES, sentences
from zfbg.text import half_width

# The ways to write each style of numbering, from the highest to the lowest: {h} the number in Chinese, {n} in Arabic
# digits; one of a row of signs stands for itself.
LABELS = {
    "part": ("第{h}部分 ", "第{h}部分\u3000", "第{h}部分：", "第{n}部分 "),
    "chapter": ("第{h}章 ", "第{h}章\u3000"),
    "section": ("第{h}节 ", "第{h}节\u3000"),
    "cn": ("{h}、", "{h}.", "{h}．", "{h}、 ", "{h} 、"),
    "cn-paren": ("（{h}）", "({h})", "（{h}）、", "㈠"),
    "arabic": ("{n}.", "{n}、", "{n}．", "{n}. ", "⒈"),
    "arabic-paren": ("（{n}）", "({n})", "{n}）", "{n})", "⑴"),
    "roman": ("Ⅰ、", "Ⅰ．"),
    "circled": ("①",),
}
# The ways to write an item: its style, and the words that count.
LISTS = {
    "shi": ("一是", "二是", "三是", "四是", "五是"),
    "yao": ("一要", "二要", "三要", "四要", "五要"),
    "di": ("第一，", "第二，", "第三，", "第四，", "第五，"),
    "qi": ("其一，", "其二，", "其三，", "其四，", "其五，"),
    "first": ("首先，", "其次，", "再次，"),
    "side": ("一方面，", "另一方面，"),
    "circled": ("①", "②", "③", "④", "⑤"),
    "dash": ("——",) * 5,
    "bullet": ("●",) * 5,
}
# Styles that a line may hold in its midst as headings; the others number the clauses of a sentence there.
INLINE = ("part", "chapter", "section", "cn", "cn-paren", "arabic")
CLOSING = "在肯定成绩的同时，我们也看到，企业经营还有不少困难，需要在下一步工作中认真解决。"
PREFACE = "今年以来，全局上下克服困难，真抓实干，各项工作都按照年初的部署取得了新的进展，现将有关情况报告如下。"
# The longest rows of signs: ㈠ to ㈩, Ⅰ to Ⅻ.
MOST = {"㈠": 10, "Ⅰ": 12, "⒈": 20, "⑴": 20, "①": 20}


@frozen
class Branch:
    """A section: its title, the paragraphs under it, the items that end them, and the sections below."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()


@frozen
class Layout:
    """How a tree is printed.

    ``labels`` are a style and a way to write it for each depth; ``run_in`` says of each depth whether the text goes on
    behind the title, ``stopped`` whether a title on its own line has a full stop. ``items`` is a style of lists,
    ``item_lines`` puts each item on a line. ``one_line`` prints all in one, ``half`` in half width, ``indent`` stands
    before each line; ``closing`` ends each list with a paragraph that leaves it.
    """

    labels: tuple[tuple[str, str], ...]
    run_in: tuple[bool, ...]
    stopped: bool = False
    items: str = "shi"
    item_lines: bool = True
    one_line: bool = False
    half: bool = False
    indent: str = ""
    closing: bool = False


@frozen
class Printed:
    """A text and its outline: ``(depth, style, ordinal, title)`` of headings, ``(style, ordinal, text)`` of items."""

    text: str
    headings: tuple[tuple[int, str, int, str], ...]
    items: tuple[tuple[str, int, str], ...]


def label(form: str, ordinal: int) -> str:
    """The label number ``ordinal`` written as ``form``.

    >>> label("（{h}）", 11), label("{n}.", 2), label("㈠", 3), label("Ⅰ、", 4)
    ('（十一）', '2.', '㈢', 'Ⅳ、')
    """
    if form[0] in MOST:
        return chr(ord(form[0]) + ordinal - 1) + form[1:]
    return form.format(h=han(ordinal), n=ordinal)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3, fewest: int = 1, widest: int = 4) -> tuple[Branch, ...]:
    """The sections of a report, ``depth`` levels at most, ``fewest`` to ``widest`` under each heading.

    Siblings have different titles; every section has text or sections below it.
    """
    made = []
    themes: list[str] = draw(st.lists(st.sampled_from(THEMES), unique=True, min_size=fewest, max_size=widest))
    for theme in themes:
        title = theme + draw(st.sampled_from(DEEDS))
        if draw(st.integers(0, 3)) == 0:
            title += f"，{draw(st.sampled_from(DOINGS))}"
        below = draw(trees(depth - 1, fewest, widest)) if depth > 1 and draw(st.booleans()) else ()
        paragraphs = draw(st.lists(sentences(), min_size=0 if below else 1, max_size=2))
        items: list[str] = []
        listed: bool = draw(st.booleans())
        if paragraphs and listed:
            items = draw(st.lists(sentences(), min_size=2, max_size=3))
        made.append(Branch(title, tuple(paragraphs), tuple(items), below))
    return tuple(made)


@st.composite
def layouts(draw: st.DrawFn, depth: int = 3) -> Layout:
    """A way to print a tree of up to ``depth`` levels: any styles in order of rank, levels left out."""
    one_line = draw(st.booleans())
    styles = INLINE if one_line else tuple(LABELS)
    chosen = sorted(
        draw(st.lists(st.sampled_from(styles), unique=True, min_size=depth, max_size=depth)), key=styles.index
    )
    listed = draw(st.sampled_from([style for style in LISTS if style not in chosen]))
    return Layout(
        tuple((style, draw(st.sampled_from(LABELS[style]))) for style in chosen),
        tuple(draw(st.lists(st.booleans(), min_size=depth, max_size=depth))),
        draw(st.booleans()),
        listed,
        draw(st.booleans()),
        one_line,
        draw(st.booleans()),
        draw(st.sampled_from(("", "\u3000\u3000", "    "))),
        draw(st.booleans()),
    )


@st.composite
def outlines(draw: st.DrawFn, depth: int = 3) -> Printed:
    """A report with its outline: any tree in any layout."""
    layout = draw(layouts(depth))
    tree = draw(trees(depth, fewest=2 if layout.one_line else 1))
    name = f"{draw(st.sampled_from(PLACES))}县{draw(st.sampled_from(OFFICES))}{draw(st.integers(2008, 2025))}年工作总结"
    return printed(tree, layout, name)


def printed(tree: tuple[Branch, ...], layout: Layout, title: str = "") -> Printed:
    """``tree`` printed in ``layout``, under ``title`` and a preface.

    >>> tree = (Branch("项目建设扎实推进", ("新增规上企业3家。",)), Branch("安全生产持续优化", ("走访重点企业。",)))
    >>> print(printed(tree, Layout((("cn", "{h}、"),), (True,)), "某局工作总结").text)
    某局工作总结
    今年以来，全局上下克服困难，真抓实干，各项工作都按照年初的部署取得了新的进展，现将有关情况报告如下。
    一、项目建设扎实推进。新增规上企业3家。
    二、安全生产持续优化。走访重点企业。
    """
    pages = _Pages(layout)
    lines = [title, PREFACE] if title else [PREFACE]
    lines += pages.sections(tree, 1)
    text = (
        "".join(lines[1:] if layout.one_line and title else lines)
        if layout.one_line
        else "\n".join(line if line == title else layout.indent + line for line in lines)
    )
    if layout.one_line and title:
        text = f"{title}\n{text}"
    if not layout.half:
        return Printed(text, tuple(pages.headings), tuple(pages.items))
    return Printed(
        half_width(text),
        tuple((depth, style, ordinal, half_width(words)) for depth, style, ordinal, words in pages.headings),
        tuple((style, ordinal, half_width(words)) for style, ordinal, words in pages.items),
    )


class _Pages:
    """Prints sections and writes down what it has printed."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.headings: list[tuple[int, str, int, str]] = []
        self.items: list[tuple[str, int, str]] = []

    def sections(self, branches: tuple[Branch, ...], depth: int) -> Iterator[str]:
        style, form = self.layout.labels[depth - 1]
        for ordinal, branch in enumerate(branches[: MOST.get(form[0], 99)], 1):
            self.headings.append((depth, style, ordinal, branch.title))
            heading = label(form, ordinal) + branch.title
            text = list(self.text(branch))
            if self.layout.one_line:
                glued = not text and "，" not in branch.title and self.layout.labels[depth][1][0] in "（("
                yield heading + ("。" if text else "" if glued else " ")
                yield from text
            elif self.layout.run_in[depth - 1] and text:
                yield f"{heading}。{text[0]}"
                yield from text[1:]
            else:
                yield heading + ("。" if self.layout.stopped else "")
                yield from text
            if branch.branches:
                yield from self.sections(branch.branches, depth + 1)

    def text(self, branch: Branch) -> Iterator[str]:
        words = LISTS[self.layout.items]
        items = [word + item for word, item in zip(words, branch.items, strict=False)]
        apart = self.layout.item_lines or self.layout.one_line
        self.items += ((self.layout.items, ordinal, item) for ordinal, item in enumerate(items, 1))
        if items and not apart:
            yield from branch.paragraphs[:-1]
            yield branch.paragraphs[-1] + "".join(items)
        else:
            yield from branch.paragraphs
            yield from items
        if items and self.layout.closing:
            yield CLOSING
