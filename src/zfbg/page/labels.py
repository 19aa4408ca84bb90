"""What a page says in its own words, in Chinese and in English; a switch shows the one or the other."""

from __future__ import annotations

from functools import cache
from html import escape

_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(55296, 57344)), "�")


def visible(words: str) -> str:
    """Words with a sign in place of each character that no page may hold: controls, halves of surrogate pairs."""
    return words.translate(_UNSEEN)


def text(words: object) -> str:
    """Words of a document as text of a page: whatever they hold is shown and never run.

    >>> text("<script>alert('5%')</script>")
    '&lt;script&gt;alert(&#x27;5%&#x27;)&lt;/script&gt;'
    """
    return escape(visible(str(words)))


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads((files(__package__) / "labels.toml").read_text("utf-8"))


def say(name: str, group: str = "page") -> str:
    """A label in both languages, of which one is shown; a name that has none stands for itself."""
    known = _labels()[group].get(name)
    if known is None:
        return text(name)
    chinese, english = known
    return f'<span lang="zh">{text(chinese)}</span><span lang="en">{text(english)}</span>'


def both(name: str, group: str = "page") -> str:
    """A label in both languages for an attribute, where no switch reaches."""
    return text(" / ".join(_labels()[group].get(name, [name])))
