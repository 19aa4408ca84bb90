"""Tokens tile a clause, and every word of the lexicon is reached."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zfbg.lexicon
from zfbg.facts.clauses.figures import figures
from zfbg.facts.clauses.tokens import said, tokens, words
from zfbg.lexicon import table
from zfbg.testing import reports, texts
from zfbg.text import half_width

LEXICON = Path(zfbg.lexicon.__file__).parent
WORDS = table("tokens")
KINDS = [(kind, word) for kind, of in WORDS.items() if kind != "nouns" for word in of]


@given(st.one_of(texts(), reports()), st.data())
def test_tokens_tile_a_clause(text: str, data: st.DataObject) -> None:
    key = half_width(text)
    start = data.draw(st.integers(0, len(key)))
    end = data.draw(st.integers(start, len(key)))
    assert said(tokens(key, start, end)) == key[start:end]
    assert said(words(key, start, end)) == key[start:end]


@given(st.one_of(texts(), reports()))
def test_each_quantity_is_a_figure_among_words_of_the_clause(text: str) -> None:
    key = half_width(text)
    found = tokens(key, 0, len(key))
    read = [figure for _, figure in figures(found)]
    assert [figure.quantity for figure in read] == [token.quantity for token in found if token.quantity]
    for figure in read:
        assert figure.quantity.end <= figure.end <= len(key)
        assert said(figure.after) in key or any(token.period for token in figure.following)


@pytest.mark.parametrize(("kind", "word"), KINDS)
def test_every_word_is_reached(kind: str, word: str) -> None:
    if kind == "zone":  # a place where it begins a name
        assert words(word + "智能制造", 0, len(word) + 4)[0].kinds == {"place"}
    elif kind == "tier":  # a place before a word of budgets
        assert words(word + "收支情况", 0, len(word) + 4)[0].kinds == {"place"}
    else:
        (token,) = words(word, 0, len(word))
        assert kind in token.kinds


@pytest.mark.parametrize("noun", WORDS["nouns"])
def test_every_noun_is_whole_and_hides_a_word_or_mark(noun: str) -> None:
    assert [token.words for token in words(noun, 0, len(noun))] == [noun]
    others = {word for _, word in KINDS} | set("(、)")
    stretches = [noun[at:end] for at in range(len(noun)) for end in range(at + 1, len(noun) + 1)]
    # Another noun may begin in it too: 银行 before 为 is no 行为.
    longer = {other for other in WORDS["nouns"] if other != noun}
    begun = any(word.startswith(noun[at:]) for at in range(1, len(noun)) for word in others | longer)
    assert begun or not others.isdisjoint(stretches)


def _lists(name: str, of: object) -> Iterator[tuple[str, list[str]]]:
    """All lists of words within a vocabulary, with where they stand."""
    if isinstance(of, dict):
        for key, value in of.items():
            yield from _lists(f"{name}.{key}", value)
    elif isinstance(of, list):
        yield name, [word for word in of if isinstance(word, str)]
        for value in of:
            yield from _lists(name, value)


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.toml")), ids=lambda path: path.stem)
def test_no_word_stands_twice_in_a_list(path: Path) -> None:
    told = _lists(path.stem, tomllib.loads(path.read_text("utf-8")))
    assert [(name, Counter(of) - Counter(set(of))) for name, of in told if len(of) != len(set(of))] == []


def test_no_word_is_a_noun_as_well() -> None:
    assert {word for _, word in KINDS} & set(WORDS["nouns"]) == set()
