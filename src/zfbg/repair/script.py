"""Traditional characters to simplified ones, as OpenCC's ``t2s`` has them.

``t2s`` keeps every length, ``tw2sp`` and its like do not and swap words besides (新增 to 添加).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from zfbg.lexicon import either, of_lexicon, table
from zfbg.repair.gbk import code
from zfbg.template import Repair
from zfbg.text import Edit, Text

# Of the Han characters of a traditional report a third are changed, of a simplified one none but a few in names.
IN_EARNEST = 0.02
SAMPLE = 2000
# A text of which some paragraphs alone are traditional, as where two editions were joined: how much of the whole is,
# and how many characters of such a paragraph at least.
IN_PART, FEW = 0.002, 5

_HAN = re.compile("[\u3400-\u9fff]")
_SURROGATES = re.compile("([\ud800-\udfff]+)")


def simplified(string: str) -> str:
    """``string`` in simplified characters, one for one.

    >>> simplified("規模以上工業增加值")
    '规模以上工业增加值'
    """
    convert = _converter()
    try:
        return convert(string)
    except UnicodeEncodeError:  # OpenCC reads UTF-8, which has no place for lone surrogates
        return "".join(part if n % 2 else convert(part) for n, part in enumerate(_SURROGATES.split(string)))


def traditional(text: str) -> str:
    """``text`` in traditional characters, character by character, each only if it leads back to the simplified one.

    >>> traditional("规上工业增加值")
    '規上工業增加值'
    """
    return text.translate({ord(char): _traditional(char) for char in set(text) if "\u3400" <= char <= "\u9fff"})


@cache
def _s2t() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2t").convert
    return convert


@cache
def _traditional(char: str) -> str:
    form = _s2t()(char)
    return form if len(form) == 1 and code(form) and simplified(form) == char else char


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    t2s: Callable[[str], str] = OpenCC("t2s").convert

    def convert(string: str) -> str:
        made = t2s(string)
        if len(made) == len(string):
            return made
        singles = ((char, t2s(char)) for char in string)
        return "".join(new if len(new) == 1 else char for char, new in singles)

    return convert


@of_lexicon
def _residues() -> tuple[re.Pattern[str], dict[str, str]]:
    words = table("script")["words"]
    return re.compile(either(words)), words


def in_earnest(string: str) -> bool:
    """Whether ``string`` is traditional throughout, not simplified with an old character in a name.

    Long texts are first tried on a sample spread over the whole of them, which is what makes simplified ones cheap.
    """
    return _sampled(string) >= IN_EARNEST / 4 and _share(string) >= IN_EARNEST


def _sampled(string: str) -> float:
    return _share(string[:: len(string) // SAMPLE + 1])


def _read(string: str) -> str:
    """``string`` in simplified characters: all of it where it is traditional, else those paragraphs that are."""
    if _sampled(string) < IN_PART:
        return string
    return _made(string) if in_earnest(string) else "\n".join(map(_paragraph, string.split("\n")))


def _paragraph(string: str) -> str:
    changed = sum(map(str.__ne__, simplified(string), string))
    return _made(string) if changed >= FEW and changed >= 2 * IN_EARNEST * len(string) else string


def _made(string: str) -> str:
    pattern, words = _residues()
    return pattern.sub(lambda match: words[match[0]], simplified(string))


def _share(string: str) -> float:
    """The share of Han characters that ``t2s`` changes."""
    made = simplified(string)
    if made == string:
        return 0.0
    return sum(map(str.__ne__, made, string)) / max(1, len(_HAN.findall(string)))


def _find(text: Text) -> Iterator[Edit]:
    """Edits of the runs of changed characters, none of them longer than the piece of the raw input it stands on."""
    string = str(text)
    made = _read(string)
    if made is string:
        return
    # A run over several uneven pieces would make one uneven piece of them and blur where each character came from.
    cuts = {piece.start for piece in text.pieces}
    start = -1
    for at, (old, new) in enumerate(zip(string, made, strict=True)):
        if start >= 0 and (old == new or at in cuts):
            yield Edit(start, at, made[start:at])
            start = -1
        if start < 0 and old != new:
            start = at
    if start >= 0:
        yield Edit(start, len(string), made[start:])


SCRIPT = Repair("script", _find)
