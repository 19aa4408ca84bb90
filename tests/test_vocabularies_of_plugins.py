"""What the installed templates add to the vocabularies is reached, stands once, and does not change what zfbg says."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from zfbg.facts.naming.indicators import fitting, identify, indicators, normalised
from zfbg.lexicon import using
from zfbg.outline import sites
from zfbg.outline.labels import labelled
from zfbg.plugins import installed
from zfbg.template import Template

TEMPLATES = [template for template in installed().templates if template.lexicon.words]
OWN = indicators()
each_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)


def added(template: Template) -> dict[str, tuple[str, ...]]:
    """The names that a template adds, by the id of the indicator."""
    return {
        key: (*([entry["name"]] if "name" in entry else []), *entry.get("aliases", ()))
        for key, entry in template.lexicon.words.get("indicators", {}).items()
    }


@each_template
def test_every_name_that_it_adds_is_found(template: Template) -> None:
    with using(template.lexicon):
        found = {name: identify(name) for names in added(template).values() for name in names}
    assert found == {name: key for key, names in added(template).items() for name in names}


@each_template
def test_every_name_of_zfbg_is_found_as_before(template: Template) -> None:
    names = {name: entry.id for entry in OWN.values() for name in (entry.name, *entry.aliases)}
    with using(template.lexicon):
        assert {name: identify(name) for name in names} == names


@each_template
def test_no_two_of_its_indicators_share_a_name(template: Template) -> None:
    with using(template.lexicon):
        counts = Counter(normalised(name) for entry in indicators().values() for name in (entry.name, *entry.aliases))
    assert [name for name, count in counts.items() if count > 1] == []


@each_template
def test_its_indicators_are_well_formed(template: Template) -> None:
    with using(template.lexicon):
        for key in added(template):
            entry = indicators()[key]
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
            assert entry.kind in {"stock", "flow"}, key
            assert normalised(entry.name) == entry.name, "a name stands as it is compared"
            assert fitting(key, "level", entry.unit) == key, "zfbg does not know the unit"


def test_an_id_means_the_same_in_all_templates() -> None:
    told: dict[str, set[tuple[str, str, str]]] = {}
    for template in TEMPLATES:
        with using(template.lexicon):
            for key in added(template):
                entry = indicators()[key]
                told.setdefault(key, set()).add((entry.name, entry.unit, entry.kind))
    for key, entry in OWN.items():
        if key in told:
            told[key].add((entry.name, entry.unit, entry.kind))
    assert {key: meanings for key, meanings in told.items() if len(meanings) > 1} == {}


@each_template
def test_every_word_before_a_name_is_passed_over(template: Template) -> None:
    words = template.lexicon.words.get("indicator_words", {}).get("before", {})
    with using(template.lexicon):
        found = {word: identify(f"{word}一般公共预算收入") for kind in words.values() for word in kind}
    assert set(found.values()) <= {"budget-revenue"}, found


@each_template
def test_every_label_is_read(template: Template) -> None:
    strong = template.lexicon.words.get("labels", {}).get("strong", {})
    with using(template.lexicon):
        assert [label for labels in strong.values() for label in labels if not labelled(f"{label}:某")] == []


@each_template
def test_every_zone_and_index_number_of_its_site_is_of_a_region(template: Template) -> None:
    told = template.lexicon.words.get("sites", {})
    with using(template.lexicon):
        for name, zone in told.get("zones", {}).items():
            assert {sites.zones()[one].region.name for one in (name, *zone.get("aliases", ()))} == {name}
            assert sites.zones()[name].region.parent
        for number in told.get("index_numbers", {}):
            assert sites.of_index(f"{number}0") or sites.of_index(number)
