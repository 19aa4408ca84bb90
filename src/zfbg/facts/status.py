"""actual, estimated or planned: by the words of the clause, else by the section it stands in."""

from __future__ import annotations

import re

from attrs import frozen

from zfbg.facts.thread import Thread
from zfbg.lexicon import alternation, of_lexicon, table

_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")

# 今年计划新认定5个,甲园已完成总进度的80%: done, whatever was planned before.
_DONE = re.compile("已(?!计划|纳入计划|列入计划)")


_SAID = ("planned", "estimated", "supposed")


@frozen
class _Words:
    begin: re.Pattern[str]
    planned: re.Pattern[str]
    named: re.Pattern[str]
    estimated: re.Pattern[str]
    supposed: re.Pattern[str]
    existing: re.Pattern[str]
    alike: re.Pattern[str]


@of_lexicon
def _words() -> _Words:
    lists = table("words")["status"]
    planned = alternation(lists["planned"])
    before = "(?:[并再要均且和]|其中|今年|全年|年内|重点|负责){0,2}"
    return _Words(
        # The characters that the words of both begin with: most clauses have none.
        begin=re.compile(
            f"[{''.join({word[0] for word in (*lists['planned'], *lists['estimated'], *lists['supposed'])})}]"
        ),
        planned=re.compile(rf"(?:^|[,、:;。])\s*{before}(?:{planned})|(?:力争|确保|力促)$"),
        named=re.compile(alternation(lists["planned_names"])),
        estimated=re.compile(alternation(lists["estimated"])),
        supposed=re.compile(alternation(lists["supposed"])),
        existing=re.compile(alternation(lists["existing"])),
        alike=re.compile(rf"\s*(?:{alternation(lists['alike'])})"),
    )


def status(thread: Thread, lead: str, own: str, role: str) -> str:
    """The status of a figure behind the clauses ``lead`` and the words ``own``, in a section of ``role``.

    What the text only supposes (如果每人节约1元, 每增长1个百分点) has none.
    The thread learns 预计 and 力争 for what follows in the sentence, and that the figures of a plan are of what exists.
    """
    known = _words()
    if "“" in own or "《" in own:
        own = _QUOTED.sub("", own)
    if known.named.search(own):
        return "planned"
    near = own
    if lead:
        near = _QUOTED.sub("", lead.rpartition("。")[2].rpartition(";")[2]) + own
    if known.begin.search(near):
        if known.supposed.search(near):
            thread.status = "supposed"
        elif known.estimated.search(near):
            thread.status = "estimated"
        elif known.planned.search(near):
            thread.status = "planned"
    if thread.status == "supposed":
        return ""
    if thread.is_ahead():
        return "planned" if thread.status != "estimated" else "estimated"
    if thread.status:
        return "actual" if thread.status == "planned" and _DONE.search(own) else thread.status
    if role not in {"plan", "safeguards"} or thread.is_past():
        return "actual"
    if not known.alike.match(own):
        now = thread.is_present()  # 目前, 截至…: it exists
        here = now or known.existing.search(near.rpartition(",")[2]) is not None
        thread.existing = here or (thread.existing and not lead)
    return "actual" if thread.existing else "planned"
