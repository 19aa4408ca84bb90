"""What did not happen is a figure too: 未发生亡人事故 says that there were none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from zfbg.facts.indicators import identify
from zfbg.facts.periods import Calendar
from zfbg.facts.status import status
from zfbg.facts.thread import Thread
from zfbg.lexicon import either, table
from zfbg.model import Fact
from zfbg.template import Clause, Context
from zfbg.text import Text

_SENTENCE = re.compile("[。!?;\n]")


def absent(text: Text, clause: Clause, context: Context) -> Iterator[Fact]:
    """A fact of 0 for each thing that a clause says did not happen; its words are the figure's.

    Aims (确保不发生) are no such facts: they say nothing of what happened.
    """
    if not _begin().search(text.key, clause.start, clause.end):
        return
    for found in _absent().finditer(text.key, clause.start, clause.end):
        start = max((stop.end() for stop in _SENTENCE.finditer(text.key, clause.start, found.start())), default=0)
        before = text.key[max(start, clause.start) : found.start()]
        thread = Thread.of(Calendar(context.period, context.meta.summary_period or context.period))
        if status(thread, "", before, context.role) != "actual":
            continue
        what = found["what"] or found["none"]
        yield Fact(
            span=text.span(found.start(), found.end()),
            text=str(text)[found.start() : found.end()],
            subject="",
            indicator=what,
            unit="",
            measure="level",
            value=Decimal(0),
            lower=None,
            upper=None,
            indicator_id=identify(what),
            period=context.period,
            status="actual",
            by="absence",
        )


@cache
def _begin() -> re.Pattern[str]:
    """Characters that such words begin with: a search for these is cheap."""
    return re.compile(f"[{''.join({verb[0] for verb in table('words')['absence']['verbs']})}零]")


@cache
def _absent() -> re.Pattern[str]:
    words = table("words")["absence"]
    happened = f"(?:{either(words['verbs'])})(?P<what>[\\u4e00-\\u9fff]{{0,16}}?(?:{either(words['nouns'])}))"
    return re.compile(f"{happened}|零(?P<none>{either(words['zero'])})")
