"""The docs say what the code does: hooks, commands, fields, records, repairs, links, and every example shown."""

from __future__ import annotations

import argparse
import inspect
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import zfbg
from zfbg import cli, hookspecs, model
from zfbg.audit import Check
from zfbg.hookspecs import hookimpl
from zfbg.loaders import Loader
from zfbg.panels.cells import Cell
from zfbg.panels.known import Known
from zfbg.panels.pair import VERDICTS, Target
from zfbg.panels.told import REASONS
from zfbg.plugins import RECORDS
from zfbg.repair import REPAIRS
from zfbg.tables import meta_row, outline_rows
from zfbg.template import Clause, Context, Head, Heading, Reader, Repair, Stretch, Template

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(
    [*DOCS.rglob("*.md"), *(ROOT / name for name in READMES), ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]
)
# Their examples need each other; tests/test_tutorial.py and test_cookbook.py follow them.
STEPWISE = {DOCS / "plugins" / name for name in ("tutorial.md", "index.zh-CN.md", "cookbook.md")}
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
each_whole_page = pytest.mark.parametrize(
    "path", [path for path in PAGES if path not in STEPWISE], ids=lambda path: str(path.relative_to(ROOT))
)
HOOKS = sorted(RECORDS)
PARTS = (Stretch, Head, Heading, Clause, Reader, Context, Repair, model.Edit, Loader, Check, model.Finding)
REPORT = "白石县经信局2031年工作总结\n一、2031年工作情况\n一是抓项目。开工27个。"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def part(text: str, heading: str) -> str:
    """The part of a page below ``heading``, up to the next heading that is no deeper."""
    marks = heading.split()[0]
    found = re.search(rf"^{re.escape(heading)}$(?P<part>.*?)(?=^#{{1,{len(marks)}}} |\Z)", text, re.M | re.S)
    assert found, f"there is no heading {heading!r}"
    return found["part"]


def blocks(path: Path, language: str) -> Iterator[str]:
    """The code blocks of a page in one language."""
    for found in re.finditer(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.M | re.S):
        yield found[1]


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands, by name."""
    [choices] = [action.choices for action in cli._parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(choices)


def documented(text: str) -> set[str]:
    """The names in code in the first cells of the tables of ``text``."""
    cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("|"))
    return {name for cell in cells for name in re.findall(r"`([\w.]+)`", cell)}


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_documented_with_its_signature(hook: str) -> None:
    signature = str(inspect.signature(getattr(hookspecs, hook))).replace("'", "")
    assert f"`{hook}{signature}`" in part(page("plugins/hooks.md"), f"## {hook}")


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_names_what_uses_it(hook: str) -> None:
    _, _, users = part(page("plugins/hooks.md"), f"## {hook}").partition("\nUsed by: ")
    files = [DOCS / "plugins" / target for target in re.findall(r"\]\(([^)#]+\.py)\)", users)]
    assert files
    assert [file for file in files if f"def {hook}(" in file.read_text("utf-8")]
    plugins = {path for path in ROOT.glob("plugins/*/src/*/*.py") if f"def {hook}(" in path.read_text("utf-8")}
    assert plugins <= {file.resolve() for file in files}


def test_no_hook_is_documented_that_does_not_exist() -> None:
    named = {name for path in PAGES for name in re.findall(r"\bzfbg_[a-z]+(?=\()", path.read_text("utf-8"))}
    assert named == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_test(hook: str) -> None:
    assert f"def {hook}(" in (ROOT / "tests" / "test_plugins.py").read_text("utf-8")


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_is_documented(command: str) -> None:
    text = page("command-line.md")
    assert part(text, f"## zfbg {command}").strip()
    [row] = [line for line in text.splitlines() if line.startswith(f"| [`zfbg {command}`]")]
    for action in commands()[command]._actions:
        assert all(f"`{name}" in text for name in action.option_strings if name not in ("-h", "--help"))
        assert re.findall(r"`(\w+)`", row.split("|")[3]) == list(action.choices or ()) or not action.choices


@pytest.mark.parametrize("readme", READMES)
def test_the_readmes_list_the_commands_that_exist(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert set(re.findall(r"^\| `zfbg ([\w-]+)", text, re.M)) == set(commands())


def test_every_field_of_a_row_is_documented_and_no_other() -> None:
    text, report = page("command-line.md"), zfbg.parse(REPORT)
    assert documented(part(text, "## zfbg outline")) == {name for row in outline_rows(report) for name in row}
    assert documented(part(text, "## zfbg meta")) == set(meta_row(report))


def test_every_part_of_panels_is_documented() -> None:
    text = page("panel.md")
    reasons = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (.*?) \|", part(text, "## What is left out"), re.M)))
    assert sorted(reasons) == sorted(REASONS)
    fields = {field.name for record in (Cell, Known) for field in attrs.fields(record)} - {"known", "step", "can_be"}
    assert fields <= documented(part(text, "## A cell"))
    kinds = {"year", "half-year", "three-quarters", "quarter", "month", "day", "as-of", "years", "since", "span"}
    assert all(f"`{kind}`" in text for kind in kinds)
    targets = {field.name for field in attrs.fields(Target)}
    assert targets <= documented(part(page("track.md"), "## Target"))
    assert set(VERDICTS) == set(re.findall(r"`([a-z-]+)`(?=[, ])", _verdicts(page("track.md"))))


def _verdicts(text: str) -> str:
    rows = part(text, "## Target").partition("| verdict | when |")[2]
    return "".join(re.findall(r"^\| (.*?\|)", rows, re.M))


def test_every_exit_status_is_documented() -> None:
    said = set(re.findall(r"^\| (\d) \|", part(page("command-line.md"), "## Exit status and errors"), re.M))
    assert said == {"0", "1", "2"}


@pytest.mark.parametrize("record", ["Report", "Section", "Item", "Marker", "Fact", "Meta"])
def test_every_field_of_a_record_is_documented(record: str) -> None:
    fields = {field.name for field in attrs.fields(getattr(model, record))}
    assert fields <= documented(part(page("model.md"), f"## {record}"))


def test_every_stage_of_a_template_is_documented() -> None:
    # Name and extends are set by extended().
    stages = {field.name for field in attrs.fields(Template)} - {"name", "extends"}
    rows = part(page("plugins/hooks.md"), "## Template").partition("\n### ")[0]
    assert documented(rows) == stages


@pytest.mark.parametrize("record", PARTS, ids=lambda record: record.__name__)
def test_every_field_of_a_record_of_plugins_is_documented_and_no_other(record: type) -> None:
    rows = re.findall(rf"^\| `{record.__name__}` \|.*\n(?:\| \|.*\n)*", page("plugins/hooks.md"), re.M)
    [cells] = [[line.split("|")[2] for line in row.splitlines()] for row in rows]
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert named == [field.name for field in attrs.fields(record)]


def test_every_vocabulary_is_documented_and_no_other() -> None:
    files = {path.stem for path in (ROOT / "src" / "zfbg" / "lexicon").glob("*.toml")}
    assert documented(part(page("plugins/hooks.md"), "## Lexicon")) == files


def test_every_plugin_that_exists_is_listed() -> None:
    there = {path.name for path in (ROOT / "plugins").iterdir() if (path / "pyproject.toml").exists()}
    listed = re.findall(r"^\| \[`([\w-]+)`\]", part(page("plugins/index.md"), "## Plugins that exist"), re.M)
    assert set(listed) == there


def test_every_repair_is_documented_in_its_order() -> None:
    headings = re.findall(r"^## (\w+)$", page("repairs.md"), re.M)
    assert headings == [repair.name for repair in REPAIRS]


def test_every_issue_is_documented() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "zfbg").rglob("*.py"))
    codes = set(re.findall(r'\bIssue\(\w+, "([a-z-]+)"', code))
    assert codes
    assert all(f"`{name}`" in part(page("model.md"), "## Report") for name in codes)


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)[0].split()
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert set(re.findall(r"^\| `make (\w+)`", text, re.M)) == set(targets)


def test_the_readmes_link_to_each_other_and_say_the_same_figures() -> None:
    one, other = ((ROOT / name).read_text("utf-8") for name in READMES)
    assert f"]({READMES[1]})" in one
    assert f"]({READMES[0]})" in other
    figures = re.compile(r"\d+(?:\.\d+)*")
    assert set(figures.findall(part(one, "## Measured"))) == set(figures.findall(part(other, "## 实测")))


@each_page
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", path.read_text("utf-8")):
        file, _, anchor = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), target
        headings = re.findall(r"^#+ (.*)$", there.read_text("utf-8"), re.M) if anchor else []
        assert not anchor or anchor in {heading.lower().replace(" ", "-") for heading in headings}, target


@each_whole_page
def test_plugins_that_are_shown_give_what_their_hooks_promise(path: Path) -> None:
    """Blocks with prompts are doctests; the others are whole modules."""
    for code in blocks(path, "python"):
        if ">>>" in code:
            continue
        module: dict[str, object] = {}
        exec(compile(code, str(path), "exec"), module)
        given = {name: list(hook()) for name, hook in module.items() if name in RECORDS and callable(hook)}
        assert given
        assert all(isinstance(record, RECORDS[name]) for name, records in given.items() for record in records)
        templates = [record for record in given.get("zfbg_templates", ()) if isinstance(record, Template)]
        text = "石溪县人民政府网\n一、情况\n开工8个。\n石溪政务网提示：请登录\n二、打算\n再开工9个。"
        report = zfbg.parse(text, templates=templates)
        assert report.template == "shixi"
        assert "石溪政务网提示：请登录" in [report.quote(each) for each in report.furniture]


@each_whole_page
def test_commands_that_are_shown_print_what_is_shown(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A last line ``…`` stands for the rest of the output."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    for block in blocks(path, "console"):
        command, shown = block.split("\n", 1)
        assert cli.main(shlex.split(command.removeprefix("$ zfbg "))) == 0
        printed = capsys.readouterr().out
        if shown.endswith("\n…\n"):
            assert printed.startswith(shown.removesuffix("…\n"))
        else:
            assert printed == shown


def test_the_marker_of_the_hooks_is_the_one_that_is_shown() -> None:
    assert all(f"@{name}" in page("plugins/hooks.md") for name, value in vars(hookspecs).items() if value is hookimpl)
