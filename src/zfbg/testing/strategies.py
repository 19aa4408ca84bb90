"""Hypothesis strategies: any text that parse may meet, and well-formed reports to check the reading of.

Needs Hypothesis: ``pip install 'zfbg[testing]'``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hypothesis import strategies as st

from zfbg.repair.script import traditional
from zfbg.testing import damage
from zfbg.text import half_width

ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
PLACES = ("青禾", "云岭", "双溪", "白石", "长宁", "临江")
OFFICES = ("经信局", "发改局", "商务局", "财政局")
THEMES = ("工业经济运行", "项目建设", "企业培育", "创新驱动", "营商环境", "安全生产", "数字赋能", "招商引资")
DEEDS = ("稳中有进", "持续优化", "成效明显", "提质增效", "扎实推进")
# Between how many 亿元 they are, so that parts stay below their wholes.
AMOUNTS = {
    "规上工业总产值": (1000, 2000),
    "规上工业增加值": (200, 400),
    "固定资产投资": (500, 2000),
    "技改投资": (1, 400),
    "进出口总额": (1, 2000),
    "实际利用外资": (1, 300),
}
LEVELS = tuple(AMOUNTS)
COUNTS = (("新增规上企业", "家"), ("培育专精特新企业", "家"), ("实施重点项目", "个"), ("开展专题培训", "场"))
DOINGS = (
    *("加强运行监测", "落实惠企政策", "走访重点企业", "完善工作机制", "推动产业链协同", "破解要素难题"),
    "落实《促进企业发展办法》",
)

_FRAGMENTS = (
    *("一、", "（一）", "(二)", "()", ")", "1.", "（1）", "①", "一是", "二是", "；是", "第一，", "一方面", "另一方面"),
    *(
        "x",
        "xx.xx",
        "**",
        "××",
        "2023年",
        "1-5月",
        "上半年",
        "5.7%",
        "16692.60",
        "1,234.5",
        "30余",
        "万元",
        "亿元",
        "个百分点",
    ),
    *(
        "同比增长",
        "下降",
        "其中",
        "分别为",
        "。",
        "，",
        "；",
        "：",
        "“",
        "”",
        "《",
        "》",
        "——",
        "-",
        "~",
        "、",
        "?",
        "!",
    ),
    *(
        "業(yè)",
        "(gong)(gong)",
        "。ㄈ﹫",
        "?jǐn)?shù)",
        "?h",
        "來(lái)源:",
        "索引号:",
        "发布日期：",
        "浏览次数:",
        "扫一扫",
    ),
    *("\n", "\r\n", "\u3000\u3000", "\u00a0", "\t", " ", "\x00", "\ud800", "\udfff", "\ufeff", "\u200b", "\U0001f600"),
    *(*THEMES, *LEVELS, *PLACES, *OFFICES),
)


def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Any string that parse may meet: words, labels, figures, masks, debris and characters of every kind, mixed."""
    pieces = st.one_of(
        st.sampled_from(_FRAGMENTS),
        st.text(st.characters(), max_size=8),
        st.text("一二三0123456789x.%()（）", max_size=8),
    )
    return st.lists(pieces, max_size=max_size).map("".join)


@st.composite
def sentences(draw: st.DrawFn, told: set[str] | None = None) -> str:
    """One sentence, with a figure or without, in full-width punctuation; of what is in ``told`` it tells no figure."""
    told = set() if told is None else told
    kind = draw(st.integers(0, 3))
    counted = [each for each in COUNTS if each[0] not in told]
    levels = [each for each in LEVELS if each not in told]
    if kind == 0 or not (counted if kind == 1 else levels):
        return f"{draw(st.sampled_from(DOINGS))}，{draw(st.sampled_from(DOINGS))}。"
    if kind == 1:
        name, counter = draw(st.sampled_from(counted))
        told.add(name)
        return f"{name}{draw(st.integers(1, 400))}{counter}，{draw(st.sampled_from(DOINGS))}。"
    name = draw(st.sampled_from(levels))
    told.add(name)
    rate = _written(draw(st.integers(1, 600)), 1)
    move = draw(st.sampled_from(("增长", "下降")))
    if kind == 2:
        return f"{name}{move}{rate}%。"
    places = draw(st.integers(0, 2))
    least, most = AMOUNTS[name]
    amount = _written(draw(st.integers(least * 10**places, most * 10**places)), places)
    return f"实现{name}{amount}亿元，同比{move}{rate}%。"


def _written(digits: int, places: int) -> str:
    return f"{digits / 10**places:.{places}f}"


@st.composite
def reports(draw: st.DrawFn, half: bool | None = None) -> str:
    """A clean simplified report: title, sections ``一、``, then ``（一）``, then paragraphs and items ``一是``.

    It tells each figure once, and does not contradict itself.

    ``half`` asks for half-width (True) or full-width (False) punctuation; None leaves it to chance.
    """
    place, year = draw(st.sampled_from(PLACES)), draw(st.integers(2008, 2025))
    lines = [f"{place}县{draw(st.sampled_from(OFFICES))}{year}年工作总结和{year + 1}年工作计划"]
    heads = (f"{year}年工作总结", f"{year + 1}年工作计划", "存在问题")
    told: set[str] = set()
    for number in range(draw(st.integers(1, 3))):
        lines.append(f"{ORDINALS[number]}、{heads[number]}")
        themes = draw(st.lists(st.sampled_from(THEMES), unique=True, max_size=6))
        for ordinal, theme in zip(ORDINALS, themes, strict=False):
            title = f"（{ordinal}）{theme}{draw(st.sampled_from(DEEDS))}"
            body = "".join(draw(st.lists(sentences(told), min_size=1, max_size=3)))
            lines += [f"{title}。{body}"] if draw(st.booleans()) else [title, body]
            items = draw(st.lists(sentences(told), max_size=3))
            lines += [f"{ORDINALS[n]}是{item}" for n, item in enumerate(items)] if len(items) > 1 else items
    text = "\n".join(lines) + "\n"
    return half_width(text) if (draw(st.booleans()) if half is None else half) else text


SEEDED: tuple[Callable[..., str], ...] = (
    *(damage.blanks, damage.decimal_stops, damage.doubled_commas, damage.figures_apart, damage.linked, damage.lost),
    *(damage.noisy, damage.paged, damage.pinyin, partial(damage.pinyin, bytewise=True), damage.repost),
    damage.unlabelled,
)
UNSEEDED: tuple[Callable[..., str], ...] = (
    *(half_width, damage.masked, damage.pointed, damage.mojibake),
    partial(damage.mojibake, written="utf-8"),
    *(partial(damage.mojibake, written="utf-8", read="gbk"), damage.one_line, damage.shifted, damage.spaced),
    *(traditional, damage.wrapped, damage.ragged, damage.typeset),
)


@st.composite
def damaged(draw: st.DrawFn, clean: st.SearchStrategy[str] | None = None) -> str:
    """A report with one or two of the damages of :mod:`zfbg.testing.damage` done to it; ``clean`` draws the report."""
    text = draw(reports() if clean is None else clean)
    for _ in range(draw(st.integers(1, 2))):
        done = draw(st.sampled_from((*UNSEEDED, *SEEDED)))
        text = done(text, seed=draw(st.integers(0, 9))) if done in SEEDED else done(text)
    return text
