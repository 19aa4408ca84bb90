"""Write src/zfbg/lexicon/readings.tsv: which Han characters a pinyin syllable can stand for.

Run with the dev dependencies (pypinyin, MIT): ``python tools/build_readings.py``. The characters are those of GBK,
since the sites that insert pinyin and lose bytes work in GBK.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).parents[1] / "src" / "zfbg" / "lexicon" / "readings.tsv"
HEAD = """\
# Syllable, characters whose usual reading it is, characters that can also be read so. Made by tools/build_readings.py
# from pypinyin (MIT) for the Han characters of GBK; do not edit by hand.
"""


def in_gbk(char: str) -> bool:
    """Whether GBK can write ``char``."""
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Write the table, sorted by syllable."""
    usual: defaultdict[str, list[str]] = defaultdict(list)
    other: defaultdict[str, list[str]] = defaultdict(list)
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        if not in_gbk(char):
            continue
        for rank, reading in enumerate(PINYIN_DICT.get(code, "").split(",")):
            syllable = unicodedata.normalize("NFC", reading)
            if syllable.isalpha():  # m̀ and ê̄ have no letter of their own and no use here
                (other if rank else usual)[syllable].append(char)
    lines = ["\t".join((syllable, "".join(usual[syllable]), "".join(other[syllable]))) for syllable in {*usual, *other}]
    TARGET.write_text(HEAD + "".join(line.rstrip("\t") + "\n" for line in sorted(lines)), "utf-8")


if __name__ == "__main__":
    main()
