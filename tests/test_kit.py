"""The kit for authors of plugins: each thing that it holds a template to can be broken, and is told of."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import golden
from zfbg.generic import GENERIC
from zfbg.model import Change, Fact, Furniture, Issue, Report
from zfbg.template import Clause, Reader, Template
from zfbg.testing import assert_report, check_template, damage, damaged, fuzz
from zfbg.testing.goldens import differences
from zfbg.testing.strategies import SEEDED, UNSEEDED
from zfbg.text import Span

pytest_plugins = ["pytester"]

TEXT = "白石县经信局2031年工作总结\n一、工業\n产值5.20亿元，增长3%。\n投产8个。\n"
REPORT = zfbg.parse(TEXT, template=GENERIC)
SECTION = REPORT.children[0]
ITEM, LAST = SECTION.children
FACT = ITEM.facts[0]
CHANGE = REPORT.changes[0]


def with_item(**changes: object) -> Report:
    return evolve(REPORT, children=(evolve(SECTION, children=(evolve(ITEM, **changes), LAST)),))


def with_fact(**changes: object) -> Report:
    return with_item(facts=(evolve(FACT, **changes),))


BROKEN: dict[str, tuple[Report, str]] = {
    "outside": (with_item(span=Span(22, 99)), "an item lies outside the text (0 to 42) at [22, 99): "),
    "old": (
        evolve(REPORT, changes=(evolve(CHANGE, old="农"),)),
        "a change says that '农' stood here at [19, 20): '業'",
    ),
    "nobody": (evolve(REPORT, changes=(evolve(CHANGE, by=()),)), "a change names no repair at [19, 20): '業'"),
    "overlap": (
        evolve(REPORT, changes=(CHANGE, Change(Span(18, 20), "工業", "农业", ("demo",)))),
        "a change overlaps the one before it at [18, 20): '工業'",
    ),
    "twice": (
        evolve(REPORT, furniture=(*REPORT.furniture, Furniture(Span(21, 23), "page"))),
        "these words are in a piece of furniture and in an item at [21, 23): '产值'",
    ),
    "nowhere": (
        evolve(REPORT, furniture=()),
        "these words are in no heading, item or furniture at [0, 15): '白石县经信局2031年工作总结'",
    ),
    "order": (
        evolve(REPORT, children=(evolve(SECTION, children=(LAST, ITEM)),)),
        "an item overlaps the one before it, or leaves what it is in at [21, 35): '产值5.20亿元，增长3%。'",
    ),
    "heading": (
        evolve(REPORT, children=(evolve(SECTION, span=Span(17, 41)),)),
        "a heading leaves its section at [16, 20): '一、工業'",
    ),
    "fact": (with_fact(span=Span(35, 37)), "a fact (figures.level) is empty or leaves an item at [35, 37): '\\n投'"),
    "empty": (with_fact(span=Span(23, 23)), "a fact (figures.level) is empty or leaves an item at [23, 23): ''"),
    "words": (
        with_fact(text="5.2亿元"),
        "a fact (figures.level) has the text '5.2亿元', which is '5.20亿元' when mended at [23, 29): '5.20亿元'",
    ),
    "item": (with_item(text="产值。"), "an item has the text '产值。', which is '产值5.20亿元，增长3%。' when mended"),
    "measure": (
        with_fact(measure="levle"),
        "has the measure 'levle', which is none of 'change', 'criterion', ",
    ),
    "status": (
        with_fact(status="done"),
        "has the status 'done', which is none of '', 'actual', 'estimated', 'planned'",
    ),
    "bound": (with_fact(bound=">"), "has the bound '>', which is none of"),
    "float": (with_fact(value=5.2), "has the value 5.2, which is no Decimal at [23, 29): '5.20亿元'"),
    "failed": (
        evolve(REPORT, issues=(Issue(ITEM.span, "reader-failed", "reader 'stars' raised KeyError"),)),
        "reader 'stars' raised KeyError at [21, 35): '产值5.20亿元，增长3%。'",
    ),
}


def test_a_sound_report_passes() -> None:
    assert_report(REPORT)
    assert_report(with_fact(value=Decimal("5.2")))
    assert_report(with_fact(status=""))  # what the text only supposes


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_broken_is_told_with_its_place_and_words(fault: str) -> None:
    report, message = BROKEN[fault]
    with pytest.raises(AssertionError) as failed:
        assert_report(report)
    first, *told = str(failed.value).splitlines()
    assert first == "text: the report breaks what holds for every report"
    assert any(message in line for line in told), told


def test_a_report_that_is_broken_everywhere_is_told_of_in_a_few_lines() -> None:
    facts = [evolve(FACT, measure="levle")] * 9
    with pytest.raises(AssertionError) as failed:
        assert_report(with_item(facts=facts))
    assert len(str(failed.value).splitlines()) == 7
    assert str(failed.value).endswith("\n  … and 4 more")


def test_every_damage_may_be_drawn() -> None:
    drawn = {getattr(each, "func", each).__name__ for each in (*SEEDED, *UNSEEDED)}
    done = {name for name, each in vars(damage).items() if inspect.isfunction(each) and not name.startswith("_")}
    done -= {"code", "double", "misread", "rows", "simplified", "single", "cache"}  # what the module itself calls
    assert done == drawn
    # A damage that takes a seed gets one.
    assert {getattr(each, "func", each).__name__ for each in SEEDED} == {
        name for name in done if "seed" in inspect.signature(getattr(damage, name)).parameters
    }


@given(damaged())
def test_a_damaged_report_gives_a_sound_report(text: str) -> None:
    assert_report(zfbg.parse(text, template=GENERIC))


OURS = "石溪县统计局2031年上半年工作总结\n一、工业\n产值5.20亿元，增长3%。\n二、农業\n粮食产量8万吨。\n"
THEIRS = "白石县统计局2031年上半年工作总结\n一、工业\n产值5.20亿元。\n"


def claims(source: zfbg.Source) -> bool:
    return "石溪县" in source.raw


TEMPLATE = GENERIC.extended("shixi", claims)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, one of them the template's, with its golden file."""
    place = tmp_path / "documents"
    place.mkdir()
    (place / "ours.txt").write_text(OURS, "utf-8")
    (place / "theirs.txt").write_text(THEIRS, "utf-8")
    (place / "notes.md").write_text("石溪县", "utf-8")
    (place / ".ours.txt").write_text("石溪县", "utf-8")
    assert check_template(TEMPLATE, place, regen=True) == (place / "ours.json",)
    return place


def failing(template: Template, folder: Path) -> str:
    with pytest.raises(AssertionError) as failed:
        check_template(template, folder)
    return str(failed.value)


def test_a_golden_file_says_what_was_read_with_its_words(folder: Path) -> None:
    text = (folder / "ours.json").read_text("utf-8")
    told = json.loads(text)
    assert text == json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    assert told["meta"] == {
        "title": "石溪县统计局2031年上半年工作总结",
        "issuer": "石溪县统计局",
        "kinds": ["summary"],
        "summary_period": "2031-01/2031-06",
        "summary_days": "2031-01-01/2031-06-30",
    }
    assert [each["title"] for each in told["outline"] if "title" in each] == ["工业", "农业"]
    assert told["facts"][0] == {
        "quote": "5.20亿元",
        "span": "26:32",
        "subject": "工业",
        "indicator": "产值",
        "measure": "level",
        "value": "5.20",
        "unit": "亿元",
        "indicator_id": "industrial-output",
        "period": "2031-01/2031-06",
        "days": "2031-01-01/2031-06-30",
        "status": "actual",
        "base_value": "520000000",
        "base_unit": "元",
    }
    assert told["furniture"] == [{"kind": "title", "quote": told["meta"]["title"], "span": "0:18"}]
    assert told["issues"] == []
    for each in (*told["outline"], *told["facts"], *told["furniture"]):
        start, end = map(int, each["span"].split(":"))
        assert OURS[start:end] == each["quote"]


def test_what_is_read_as_before_passes_and_is_not_written_again(folder: Path) -> None:
    assert check_template(TEMPLATE, folder) == ()
    assert check_template(TEMPLATE, folder, regen=True) == ()
    # What counts is what it says.
    told = json.loads((folder / "ours.json").read_text("utf-8"))
    (folder / "ours.json").write_text(json.dumps(told), "utf-8")
    assert check_template(TEMPLATE, folder) == ()


def test_what_is_read_otherwise_is_told_with_its_path_and_the_cure(folder: Path) -> None:
    path = folder / "ours.json"
    path.write_text(path.read_text("utf-8").replace('"5.20"', '"5.2"').replace('"农业"', '"农林"'), "utf-8")
    assert failing(TEMPLATE, folder).splitlines() == [
        f"{path}: template 'shixi' reads the document otherwise in 2 places",
        """  $.outline[2].title of '二、农業': expected "农林", found "农业\"""",
        """  $.facts[0].value of '5.20亿元': expected "5.2", found "5.20\"""",
        "  correct the template; where what it finds is right, write it down with pytest --zfbg-regen",
    ]
    assert check_template(TEMPLATE, folder, regen=True) == (path,)
    assert check_template(TEMPLATE, folder) == ()


def test_facts_that_are_lost_or_new_are_told_as_such(folder: Path) -> None:
    without = evolve(TEMPLATE, readers=(Reader("none", lambda text, clause, context: ()),))
    told = failing(without, folder)
    assert '$.facts[0]: expected {"quote": "5.20亿元", "span": "26:32", ' in told
    assert "found nothing" in told
    check_template(without, folder, regen=True)
    assert '$.facts[0]: expected nothing, found {"quote": "5.20亿元"' in failing(TEMPLATE, folder)


def test_a_document_that_should_be_claimed_and_one_that_should_not(folder: Path) -> None:
    told = failing(evolve(TEMPLATE, claims=lambda source: not claims(source)), folder)
    assert f"{folder / 'ours.txt'}: template 'shixi' does not claim this document, which has a golden file" in told
    assert f"{folder / 'theirs.txt'}: template 'shixi' claims this document, which has no golden file" in told
    assert "pytest --zfbg-regen" in told
    before = sorted(folder.iterdir())
    with pytest.raises(AssertionError, match="does not claim"):
        check_template(evolve(TEMPLATE, claims=lambda source: not claims(source)), folder, regen=True)
    assert sorted(folder.iterdir()) == before  # nothing is written where something else is wrong


def test_a_report_that_is_not_sound_fails_before_it_is_written(folder: Path) -> None:
    def read(text: object, clause: object, context: object) -> None:
        raise KeyError("亩")

    with pytest.raises(AssertionError, match=r"ours\.txt: .*\n  reader 'area' raised KeyError: '亩'"):
        check_template(evolve(TEMPLATE, readers=(Reader("area", read),)), folder, regen=True)


def test_what_raises_is_told_with_its_document(folder: Path) -> None:
    claiming, reading = ({name: lambda document: 1 / 0} for name in ("claims", "furniture"))
    for change, kind in ((claiming, ZeroDivisionError), (reading, zfbg.TemplateError)):
        with pytest.raises(kind, match="division by zero") as failed:
            check_template(evolve(TEMPLATE, **change), folder)
        assert str(folder / "ours.txt") in failed.value.__notes__[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "ours.txt").unlink(), r"ours\.json: is the golden file of no document; delete it"),
        (lambda folder: (folder / "ours.json").write_text("{", "utf-8"), r"ours\.json: is no JSON \("),
        (lambda folder: (folder / "ours.json").write_text("[]", "utf-8"), r"\$: expected \[\], found \{"),
        (lambda folder: (folder / "ours.TXT").write_text(OURS, "utf-8"), r"of ours\.TXT and ours\.txt; rename one"),
        (lambda folder: folder.rename(folder.parent / "gone"), r"documents: there is no such folder; make it"),
        (lambda folder: [each.unlink() for each in folder.glob("*s.*")], r"documents: holds no document; put one"),
        (
            lambda folder: [(folder / name).unlink() for name in ("ours.txt", "ours.json")],
            r"documents: template 'shixi' claims none of the 1 documents here; put one here that it is for",
        ),
    ],
)
def test_a_folder_in_disorder_is_told_of(folder: Path, change: Callable[[Path], object], message: str) -> None:
    change(folder)
    with pytest.raises(AssertionError, match=message):
        check_template(TEMPLATE, folder)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "5家", "产值"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["quote", "a"]), inner),
    max_leaves=6,
)


@given(JSON, JSON)
def test_values_differ_where_their_json_does(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (list(differences(one, other)) == []) == same
    assert list(differences(one, one)) == []


def test_a_line_that_is_put_in_before_moves_places_and_nothing_else() -> None:
    one, other = (golden.content(zfbg.parse(text, template=GENERIC)) for text in (OURS, "\n" + OURS))
    assert {each.path.rpartition(".")[2] for each in differences(one, other)} == {"span"}


def test_fuzz_passes_a_sound_template(folder: Path) -> None:
    fuzz(TEMPLATE)()
    fuzz(TEMPLATE, folder)()


def breaking(template: Template, word: str) -> Template:
    """A template that loses the lines with a word."""

    def items(text: object, lines: list[Clause]) -> list[Clause]:
        return [clause for clause in GENERIC.items(text, lines) if word not in text.key[clause.start : clause.end]]

    return evolve(template, items=items)


def test_fuzz_finds_what_is_broken(folder: Path) -> None:
    with pytest.raises(AssertionError, match="in no heading, item or furniture"):
        fuzz(evolve(TEMPLATE, items=lambda text, lines: ()))()
    with pytest.raises(ZeroDivisionError):
        fuzz(evolve(TEMPLATE, claims=lambda source: 1 / 0))()


def test_fuzz_tries_the_documents_of_a_folder(folder: Path) -> None:
    (folder / "ours.txt").write_text(OURS + "橐驼九峰\n" * 9, "utf-8")
    fuzz(breaking(TEMPLATE, "橐驼"))()
    with pytest.raises(AssertionError, match="橐驼"):
        fuzz(breaking(TEMPLATE, "橐驼"), folder)()


TESTS = """
from pathlib import Path
from zfbg.generic import GENERIC

TEMPLATE = GENERIC.extended("shixi", lambda source: "石溪县" in source.raw)

def test_goldens(check_template):
    check_template(TEMPLATE, Path(__file__).parent / "documents")
"""


def test_pytest_compares_or_writes_and_says_which(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TESTS)
    pytester.mkdir("documents")
    (pytester.path / "documents" / "ours.txt").write_text(OURS, "utf-8")
    golden_file = Path("documents") / "ours.json"

    def run(*options: str, **outcomes: int) -> pytest.LineMatcher:
        result = pytester.runpytest_inprocess("-p", "_zfbg_pytest", *options)
        result.assert_outcomes(**outcomes)
        return result.stdout

    run(failed=1).fnmatch_lines(["*claims this document, which has no golden file*pytest --zfbg-regen"])
    assert not golden_file.exists()
    run("--zfbg-regen", passed=1).fnmatch_lines(["*zfbg: golden files*", f"written: {golden_file}", "go through*"])
    run(passed=1).no_fnmatch_line("*zfbg: golden files*")
    again = run("--zfbg-regen", passed=1)
    again.fnmatch_lines(["*zfbg: golden files*", "all were as they should be"])
    again.no_fnmatch_line("written: *")
    golden_file.write_text(golden_file.read_text("utf-8").replace("5.20", "5.21"), "utf-8")
    told = '*$.facts[[]0[]].value of \'5.20亿元\': expected "5.21", found "5.20"'
    run(failed=1).fnmatch_lines([told, "*write it down with pytest --zfbg-regen"])


def test_a_project_that_only_has_zfbg_installed_does_not_feel_it(pytester: pytest.Pytester) -> None:
    # Its own fixture of that name is its own, and nothing of zfbg or Hypothesis is loaded.
    pytester.makepyfile(
        """
        import sys
        import pytest

        @pytest.fixture
        def check_template():
            return 5

        def test_own(check_template):
            assert check_template == 5
            assert not {"zfbg", "attrs", "hypothesis"} & set(sys.modules)
        """
    )
    options = ("-p", "_zfbg_pytest", "-p", "no:hypothesispytest", "-W", "error")
    pytester.runpytest_subprocess(*options).assert_outcomes(passed=1)


def test_goldens_need_no_hypothesis() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; import zfbg.testing as t; t.check_template, t.assert_report\n"
    done = partial(subprocess.run, capture_output=True, text=True)
    assert done([sys.executable, "-c", code]).returncode == 0
    failed = done([sys.executable, "-c", code + "t.fuzz"])
    assert "zfbg.testing.fuzz needs Hypothesis: pip install 'zfbg[testing]'" in failed.stderr


def test_the_golden_of_a_fact_leaves_out_what_says_nothing() -> None:
    bare = Fact(FACT.span, FACT.text, "", "产值", "level", None, None, None, "", by="stars")
    assert golden.content(with_item(facts=(bare,)))["facts"][0] == {
        "quote": "5.20亿元",
        "span": "23:29",
        "indicator": "产值",
        "measure": "level",
        "status": "actual",
    }
