"""What the end of a name says it is: a rate, a measure, people."""

from __future__ import annotations

from zfbg.lexicon import of_lexicon, table


@of_lexicon
def rates() -> tuple[str, ...]:
    """Of rates and shares.

    >>> "绿化覆盖率".endswith(rates()), "绿化面积".endswith(rates())
    (True, False)
    """
    return tuple(table("words")["endings"]["rates"])


@of_lexicon
def measures() -> tuple[str, ...]:
    """Of what is measured, rates among it: 面积, 产量, 完成额.

    >>> "绿化面积".endswith(measures()), "绿化工程".endswith(measures())
    (True, False)
    """
    return (*rates(), *table("words")["endings"]["measures"])


@of_lexicon
def people() -> tuple[str, ...]:
    """Of people.

    >>> "专任教师".endswith(people()), "困难家庭".endswith(people())
    (True, False)
    """
    return tuple(table("words")["endings"]["people"])


@of_lexicon
def households() -> tuple[str, ...]:
    """Of people, households, and others that are counted as they are: 救助对象.

    >>> "专任教师".endswith(households()), "救助对象".endswith(households())
    (True, True)
    """
    return (*people(), *table("words")["endings"]["households"])
