"""JSON: a report goes out and comes back the same, digits included; what is no report is refused with its path."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from attrs import NOTHING, Attribute, fields
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import convert
from zfbg.convert import DEEPEST, MIGRATIONS, SCHEMA
from zfbg.errors import JsonError
from zfbg.model import Fact, Item, Marker, Meta, Period, Report, Section, Source, Span
from zfbg.testing import reports, texts, values

ROOT = Path(__file__).parents[1]
SCHEMA_FILE = ROOT / "docs" / "schema" / "report.schema.json"
TEXT = "青禾县经信局2031年工作总结\n一、2031年工作情况\n一是抓项目。开工27个，投资5.50亿元。二是抓服务。办结12件。\n"
STATED = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text("utf-8")))

Plain = dict[str, Any]


def plain() -> Plain:
    """What is written of a report that has sections, items, facts, dates and periods."""
    told: Plain = json.loads(zfbg.to_json(zfbg.parse(TEXT)))
    return told


def walk(value: Any, path: tuple[Any, ...] = ()) -> Any:
    """Every value within a value, with its path."""
    yield path, value
    for name, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from walk(each, (*path, name))


def named(path: tuple[Any, ...]) -> str:
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path).removeprefix(".")


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for each in path:
        value = value[each]
    return value


PLACES = [path for path, _ in walk(plain()) if path]
NAMED = [path for path in PLACES if isinstance(path[-1], str)]


def written(report: Report) -> str:
    """A report with all its digits, for 5.50 equals 5.5."""
    return repr(attrs.astuple(report))


@given(values())
def test_a_report_comes_back_the_same(report: Report) -> None:
    back = zfbg.from_json(zfbg.to_json(report))
    assert back == report == zfbg.from_dict(zfbg.to_dict(report))
    assert written(back) == written(report)


@given(texts() | reports())
def test_a_report_that_was_read_comes_back_the_same(text: str) -> None:
    report = zfbg.parse(text)
    assert written(zfbg.from_json(zfbg.to_json(report))) == written(report)
    assert zfbg.from_json(zfbg.to_json(report)) == report


@given(values())
def test_the_dict_is_what_json_gives(report: Report) -> None:
    told = zfbg.to_dict(report)
    assert json.loads(zfbg.to_json(report)) == told
    assert next(iter(told.items())) == ("schema", SCHEMA)


def test_the_form_of_a_report() -> None:
    fact = Fact(Span(2, 6), "5.50%", "", "税收", "growth", Decimal("5.50"), None, None, "%", period=Period("2023"))
    report = Report(
        Meta(published=date(2023, 6, 14)), (Item(Span(0, 6), None, "税收5.50%", (fact,)),), (), (), (), Source("…"), "t"
    )
    told = zfbg.to_dict(report)
    assert told["meta"]["published"] == "2023-06-14"
    [item] = told["children"]
    assert (item["kind"], item["span"], item["facts"][0]["value"]) == ("item", {"start": 0, "end": 6}, "5.50")


def test_the_file_of_the_schema_is_what_the_model_says() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "build_schema.py"))["schema"]()
    assert json.loads(SCHEMA_FILE.read_text("utf-8")) == made, "run tools/build_schema.py"
    assert all(part["description"] for record in made["$defs"].values() for part in record["properties"].values())
    jsonschema.Draft202012Validator.check_schema(made)


@given(values() | (texts() | reports()).map(zfbg.parse))
def test_what_is_written_is_what_the_schema_says(report: Report) -> None:
    STATED.validate(zfbg.to_dict(report))


@given(st.sampled_from(NAMED))
def test_the_schema_refuses_a_report_that_lacks_a_field(path: tuple[Any, ...]) -> None:
    told = plain()
    del at(told, path[:-1])[path[-1]]
    assert not STATED.is_valid(told)


@given(st.sampled_from(PLACES), st.sampled_from([3.5, [[]], {"x": 1}, "\x00", True, -1]))
def test_what_the_schema_refuses_is_refused_with_the_place(path: tuple[Any, ...], wrong: Any) -> None:
    told = plain()
    at(told, path[:-1])[path[-1]] = wrong
    if STATED.is_valid(told):
        assert zfbg.to_dict(zfbg.from_dict(told)) == told
    else:
        with pytest.raises(JsonError) as refused:
            zfbg.from_dict(told)
        assert str(refused.value).startswith(named(path))


@given(st.sampled_from([path for path, value in walk(plain()) if isinstance(value, dict)]))
def test_an_unknown_field_is_refused_with_its_place(path: tuple[Any, ...]) -> None:
    told = plain()
    at(told, path)["colour"] = "red"
    assert not STATED.is_valid(told)
    with pytest.raises(JsonError) as refused:
        zfbg.from_dict(told)
    assert str(refused.value).startswith(f"{named((*path, 'colour'))}: no field of ")


@pytest.mark.parametrize("field", fields(Fact), ids=lambda field: field.name)
def test_a_field_that_is_missing_has_its_default_or_is_refused(field: Attribute[Any]) -> None:
    told = plain()
    [item, _] = told["children"][0]["children"]
    del item["facts"][0][field.name]
    if field.default is NOTHING:
        with pytest.raises(JsonError, match=rf"^children\[0\]\.children\[0\]\.facts\[0\]\.{field.name}: is missing$"):
            zfbg.from_dict(told)
    else:
        assert getattr(zfbg.from_dict(told).facts[0], field.name) == field.default


def wrong(path: str, value: object) -> Plain:
    """The report with another value at a place such as ``children.0.title``."""
    told = plain()
    *above, last = [int(each) if each.isdigit() else each for each in path.split(".")]
    at(told, tuple(above))[last] = value
    return told


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("children.0.children.1.facts.0.value", 5, "children[0].children[1].facts[0].value: a string of digits such"),
        ("children.0.children.1.facts.0.value", "NaN", "children[0].children[1].facts[0].value: a string of digits"),
        ("children.0.children.1.facts.0.value", "1E+99999999999999999999", "children[0].children[1].facts[0].value: "),
        ("children.0.children.1.span.end", "9", "children[0].children[1].span.end: an integer is wanted, not '9'"),
        ("children.0.children.1.span.end", 2**80, "children[0].children[1].span.end: an integer of 64 bits is wanted"),
        ("children.0.kind", "chapter", 'children[0].kind: "section" or "item" is wanted, not \'chapter\''),
        ("meta.kinds", "summary", "meta.kinds: a list is wanted, not 'summary'"),
        ("meta.signed", "2023-02-30", "meta.signed: a date such as \"2023-06-14\" is wanted, not '2023-02-30'"),
        ("source.aside", [{"span": {"start": 9, "end": 999}, "kind": "page"}], "source: Furniture("),
        ("schema", "1", "schema: a number from 0 to 1 is wanted, not '1'"),
        (
            "schema",
            SCHEMA + 1,
            f"schema: version {SCHEMA + 1} is newer than this zfbg",
        ),
    ],
)
def test_an_error_names_the_place_and_what_is_wanted(path: str, value: object, message: str) -> None:
    with pytest.raises(JsonError) as refused:
        zfbg.from_dict(wrong(path, value))
    assert str(refused.value).startswith(message)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "text", ["", "[", "{}{}", "[]", "[" * 99999, '{"a":' * 99999, "9" * 9999, "NaN", b"\xff\xfe\xff"]
)
def test_what_is_no_report_is_one_clear_error(text: str | bytes) -> None:
    with pytest.raises(JsonError, match=r"^this is no (JSON|report): .*"):
        zfbg.from_json(text)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda below: st.lists(below) | st.dictionaries(st.text(), below)
    )
)
def test_any_other_json_is_refused(value: Any) -> None:
    with pytest.raises(JsonError):
        zfbg.from_json(json.dumps(value))


def test_a_message_stays_short_whatever_stands_there() -> None:
    for told in (wrong("meta.title", ["x" * 9999] * 9999), plain() | {"y" * 9999: 1}, wrong("meta.kinds", [0] * 99999)):
        with pytest.raises(JsonError) as refused:
            zfbg.from_dict(told)
        assert len(str(refused.value)) < 1000


def nested(depth: int) -> Report:
    marker, node = Marker("cn", 1, "一、"), Section(Span(0, 1), Span(0, 1), Marker("cn", 1, "一、"), "")
    for _ in range(depth - 1):
        node = Section(Span(0, 1), Span(0, 1), marker, "", children=(node,))
    return Report(Meta(), (node,), (), (), (), Source("一"), "generic")


def test_sections_are_read_and_written_to_one_depth() -> None:
    deep = nested(DEEPEST)
    assert zfbg.from_json(zfbg.to_json(deep)) == deep
    with pytest.raises(JsonError, match=f"^children: sections are nested more than {DEEPEST} deep"):
        zfbg.to_dict(nested(DEEPEST + 1))
    told = zfbg.to_dict(deep)
    for _ in range(5_000):
        told["children"] = [zfbg.to_dict(nested(1))["children"][0] | {"children": told["children"]}]
    with pytest.raises(JsonError, match=f"^children: sections are nested more than {DEEPEST} deep"):
        zfbg.from_dict(told)


def test_a_report_without_a_version_is_read_as_the_version_before() -> None:
    """As zfbg wrote them before there were versions; fields that came later have their defaults."""
    told = plain()
    del told["schema"], told["source"]["aside"], told["source"]["locations"], told["meta"]["issuer_full"]
    report = zfbg.parse(TEXT)
    assert zfbg.from_dict(told).children == report.children
    assert zfbg.from_dict(told).source == report.source


def test_each_version_is_brought_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(told: Plain) -> Plain:
        return {("template" if name == "read_by" else name): value for name, value in told.items()}

    steps: tuple[Callable[[Plain], Plain], ...] = (*MIGRATIONS, renamed)
    monkeypatch.setattr(convert, "MIGRATIONS", steps)
    monkeypatch.setattr(convert, "SCHEMA", len(steps))
    report = zfbg.parse(TEXT)
    new = zfbg.to_dict(report)
    assert new["schema"] == len(steps)
    older = {("read_by" if name == "template" else name): value for name, value in new.items()}
    for version in range(len(steps)):
        assert zfbg.from_dict(older | {"schema": version}) == report
    assert zfbg.from_dict(new) == report
