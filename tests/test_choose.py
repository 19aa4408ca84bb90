"""The choice of a template: the most special claimant, whatever the order, and never a silent guess."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zfbg.errors import AmbiguousTemplate, TemplateError
from zfbg.model import Meta, Source
from zfbg.template import Head, Template, by_name, choose

SOURCE = Source("青禾县工作总结", "report.txt")


def template(name: str, *extends: str, claims: bool = True, steps_back: bool = False) -> Template:
    return Template(
        name=name,
        claims=lambda source: claims,
        repairs=(),
        furniture=lambda text: (),
        outline=lambda text, body: ((), ()),
        head=lambda text, furniture, headings: Head(Meta()),
        items=lambda text, lines: (),
        readers=(),
        extends=extends,
        steps_back=steps_back,
    )


FALLBACK = template("generic", claims=False)


@st.composite
def families(draw: st.DrawFn) -> list[Template]:
    """Templates that extend some of those before them and claim the document or not, in any order."""
    names = "abcdef"[: draw(st.integers(0, 6))]
    family = [
        template(
            name,
            *draw(st.sets(st.sampled_from(names[:at] or "-"))),
            claims=draw(st.booleans()),
            steps_back=draw(st.booleans()),
        )
        for at, name in enumerate(names)
    ]
    return draw(st.permutations(family))


def chosen(templates: Sequence[Template]) -> str:
    try:
        return choose(SOURCE, templates, FALLBACK).name
    except AmbiguousTemplate as error:
        return str(error)


@given(families(), st.randoms())
def test_order_decides_nothing(family: list[Template], random: object) -> None:
    shuffled = list(family)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert chosen(family) == chosen(shuffled)


@given(families())
def test_the_chosen_claims_and_no_claimant_extends_it(family: list[Template]) -> None:
    try:
        taken = choose(SOURCE, family, FALLBACK)
    except AmbiguousTemplate:
        return
    claimants = [each for each in family if each.claims(SOURCE)]
    assert taken in claimants or (taken is FALLBACK and not claimants)
    assert all(taken.name not in each.extends for each in claimants)
    extended = {name for each in claimants for name in each.extends}
    assert not taken.steps_back or all(each.steps_back for each in claimants if each.name not in extended)


def test_the_more_special_is_taken() -> None:
    assert chosen([template("province"), template("county", "province")]) == "county"


def test_a_kind_of_document_steps_back_for_any_region() -> None:
    kind, region = template("kind", steps_back=True), template("region")
    assert chosen([kind, region]) == "region"
    assert chosen([kind, template("region", claims=False)]) == "kind"
    assert chosen([kind, template("special", "kind", steps_back=True)]) == "special"
    assert "template 'kind' and template 'other'" in chosen([kind, template("other", steps_back=True)])
    assert "template 'another' and template 'region'" in chosen([kind, region, template("another")])


def test_two_claimants_are_both_named_with_the_cure() -> None:
    with pytest.raises(AmbiguousTemplate, match=r"report\.txt: template 'a' and template 'b' claim this") as raised:
        choose(SOURCE, [template("b"), template("a")], FALLBACK)
    assert "choose one with template=… or --template, or have the claims of one refuse it" in str(raised.value)
    with pytest.raises(AmbiguousTemplate, match=r"template 'a' and template 'b' of plugin 'x' \(zfbg-x 0\.1\) claim"):
        choose(SOURCE, [template("b"), template("a")], FALLBACK, {"b": "plugin 'x' (zfbg-x 0.1)"})


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(TemplateError, match=r"'c'; there are: a, b"):
        by_name("c", [template("b"), template("a")])


def test_extended_takes_over_all_but_the_changes() -> None:
    special = FALLBACK.extended("county", lambda source: True, readers=())
    assert (special.name, special.extends, special.readers) == ("county", ("generic",), ())
    assert special.furniture is FALLBACK.furniture
