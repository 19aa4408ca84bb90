"""How Han characters are read: the pinyin that sites insert, checked against ``lexicon/readings.tsv``."""

from __future__ import annotations

from functools import cache

from zfbg.lexicon import rows

# GBK has letters of its own for pinyin, among them the script ɑ and ɡ; v and u: stand for ü on keyboards without it.
_TONELESS = str.maketrans(
    "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿɑɡv",
    "aaaaooooeeeeiiiiuuuuüüüünnnmagü",
)
LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿɑɡ"


@cache
def _characters() -> dict[str, str]:
    """Toneless syllable to all characters that can be read so, those whose usual reading it is first."""
    made: dict[str, str] = {}
    for rank in (1, 2):
        for row in rows("readings"):
            syllable = row[0].translate(_TONELESS)
            made[syllable] = made.get(syllable, "") + "".join(row[rank : rank + 1])
    return made


def characters(syllable: str) -> str:
    """The characters that can be read ``syllable``, its tone left aside; none if it is no syllable."""
    return _characters().get(syllable.translate(_TONELESS), "")


def can_read(char: str, syllable: str) -> bool:
    """Whether ``char`` can be read ``syllable``, its tone left aside.

    >>> can_read("業", "yè"), can_read("业", "ye"), can_read("案", "a")
    (True, True, False)
    """
    return char in characters(syllable)
