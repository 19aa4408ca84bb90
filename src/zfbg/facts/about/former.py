"""Which of two things told before 前者 and 后者 point to."""

from __future__ import annotations

from zfbg.facts.about import lists
from zfbg.facts.clauses.figures import Figure
from zfbg.facts.context.thread import Thread
from zfbg.facts.naming import names
from zfbg.lexicon import of_lexicon, table


def pointed(thread: Thread, figure: Figure, name: str) -> str:
    """外借图书 of 外借图书9万册,到馆读者5万人次,前者|下降2%; else "".

    Of a list without figures 大病筛查 of 开展大病筛查和慢病筛查.
    """
    which = _words().get(name[:2])
    if which is None:
        return ""
    if not which or not thread.two:
        both = () if thread.begun else lists.members(names.topic(figure.lead, names.LONG), 2)
        thread.two = both or thread.recent[-2:]
    return thread.two[which] if len(thread.two) > 1 else ""


@of_lexicon
def _words() -> dict[str, int]:
    return {word: number for number, word in enumerate(table("words")["names"]["former"])}
