"""Which readings rest on words that leave little room, and which may be another thing.

Three in ten facts of the cases below were wrong in some field, of all others one in twenty (docs/accuracy.md,
``benchmarks/readings.py``). A fact of such a case is told all the same: a person may look at it.
"""

from __future__ import annotations

from zfbg.facts.clauses.figures import Figure
from zfbg.facts.clauses.tokens import said
from zfbg.facts.measure.reading import Reading
from zfbg.facts.mentions.periods import OLD
from zfbg.facts.naming.owners import is_vague
from zfbg.model import Period
from zfbg.template import Context

# A name of so few characters names much (投资, 企业), unless it belongs to something.
SHORT = 2
# So many characters show from where a name was taken.
HEAD = 4
# Further behind a figure its words are of something else.
NEAR = 6


def sure(figure: Figure, reading: Reading, name: str, told: str, period: Period | None, context: Context) -> bool:
    """Whether a reading can be relied on: that ``figure`` is of ``name``, ``told`` to be so in ``period``.

    It cannot where the text names nothing, or little, or what belongs to something that was not found, where it only
    supposes, where its time is not known, where what is measured stands behind the figure, begins in a clause before
    it or has a clause in it (的), where it is told of some of those before or of a class of people only, and in
    reports from before 1990.
    """
    if reading.measure == "criterion":  # the class of 5000万元以上企业: it stands behind, and may be short
        return bool(name)
    if len(name) <= SHORT or not told or (period is None and context.period is not None):
        return False
    if reading.rule == "part" or "的" in name or is_vague(name):
        return False
    if figure.own and figure.own[0].words == "的":  # 占比超过20%的有9种: not all that were counted
        return False
    own = context.meta.summary_period or context.period
    if own and own.end and own.end.year < OLD:
        return False
    head = name[:HEAD]
    if figure.lead and head not in figure.words and head in said(figure.lead).rpartition("。")[2]:
        return False
    return not (figure.after and 0 <= said(figure.after).find(name) <= NEAR)
