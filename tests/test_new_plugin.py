"""The command that writes a plugin: what it writes works as it stands; where something is wrong it writes nothing."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import scaffold
from zfbg.cli import main
from zfbg.generic import GENERIC
from zfbg.lexicon import divisions, rows
from zfbg.outline.seats import seat
from zfbg.plugins import installed
from zfbg.template import Template
from zfbg.testing import check_template

CODES = [code for code, _ in rows("divisions")]

Capture = pytest.CaptureFixture[str]


def template(folder: Path, module: str) -> Template:
    """The template of a plugin that was written and not installed."""
    place = folder / "src" / module / "__init__.py"
    spec = importlib.util.spec_from_file_location(module, place, submodule_search_locations=[str(place.parent)])
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    # The module looks for its lexicon by its name.
    sys.modules[module] = made
    try:
        spec.loader.exec_module(made)
    finally:
        del sys.modules[module]
    found: Template = made.TEMPLATE
    return found


def test_a_plugin_is_installed_found_and_passes_its_own_tests(tmp_path: Path, capsys: Capture) -> None:
    assert main(["new-plugin", "kong-tong", "--region", "平凉市崆峒区", "--to", str(tmp_path)]) == 0
    folder, site = tmp_path / "zfbg-kong-tong", tmp_path / "site"
    assert capsys.readouterr().out.splitlines() == [
        f"{folder} is written; it reads the reports of 甘肃省平凉市崆峒区 (620802). Next:",
        "",
        f"  cd {folder}",
        '  pip install -e ".[testing]"',
        "  pytest",
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(site), str(Path(zfbg.__file__).parents[1])))}
    environment.pop("ZFBG_DISABLE_PLUGINS", None)

    def run(*arguments: str) -> str:
        done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    # Nothing is fetched: it is built with what is here, and needs what is here.
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet")
    run("-m", "pip", "install", *offline, f"--target={site}", ".")
    few = "from hypothesis import settings\nsettings.register_profile('few', max_examples=10)\n"
    (folder / "tests" / "conftest.py").write_text(few, "utf-8")
    assert "2 passed" in run("-m", "pytest", "-p", "_zfbg_pytest", "--hypothesis-profile=few")
    files = ["tests/documents/report.txt", "tests/documents/neighbour.txt"]
    told = run("-c", f"from zfbg.cli import main; main(['plugins']); main(['meta', *{files}])").splitlines()
    [listed] = [line for line in told if line.startswith("kong-tong")]
    assert listed.split() == ["kong-tong", "zfbg-kong-tong", "0.1.0", "template", "kong-tong"]
    assert [line.split()[1] for line in told if line.startswith("template")] == ["kong-tong", "generic"]


def test_a_plugin_for_a_kind_of_document_reads_its_sample_and_nothing_else(tmp_path: Path) -> None:
    written = scaffold.write("zfbg-kuai-bao", to=tmp_path)
    assert written.folder == tmp_path / "zfbg-kuai-bao"
    documents = written.folder / "tests" / "documents"
    made = template(written.folder, "zfbg_kuai_bao")
    check_template(made, documents)
    (documents / "report.txt").write_text("白石县2031年工作总结\n", "utf-8")
    with pytest.raises(AssertionError, match="'kuai-bao' does not claim this document"):
        check_template(made, documents)


@given(st.sampled_from(CODES))
def test_any_region_has_a_sample_that_its_template_claims_and_that_tells_the_region(code: str) -> None:
    texts = scaffold._texts(scaffold._told("x", scaffold._division(code)))
    text = texts["tests/documents/report.txt"]
    assert seat(text) == code
    assert seat(texts["tests/documents/neighbour.txt"]) is None
    report = zfbg.parse(text, template=GENERIC)
    assert report.meta.region
    assert report.meta.region.code == code
    assert report.meta.plan_period
    assert len(report.facts) == 8
    assert not report.issues


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=3))
def test_the_seat_of_a_page_is_the_lowest_division_whose_offices_it_names(codes: list[str]) -> None:
    names = []
    for code in codes:
        own = divisions.division(code)
        assert own
        names.append("".join(each.name for each in reversed((own, *divisions.parents(own)))) + "统计局")
    lowest = {code for code in codes if not any(divisions.lies_in(other, code) for other in codes)}
    assert seat(" | ".join(names)) == (lowest.pop() if len(lowest) == 1 else None)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "青禾县统计局",
        "绵阳市2031年工作总结",
        "赴绵阳市统计局考察",
        "鼓楼区统计局",
        "绵阳统计局",
        "全市和县人民政府",
    ],
)
def test_a_page_without_an_office_of_a_division_has_no_seat(words: str) -> None:
    assert seat(words) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("510704", "510704"),
        ("游仙区", "510704"),
        ("四川省绵阳市游仙区", "510704"),
        ("绵阳市", "510700"),
        ("四川", "510000"),
        ("南京市鼓楼区", "320106"),
    ],
)
def test_a_region_is_known_by_its_code_or_by_a_name_of_its_own(words: str, code: str) -> None:
    assert scaffold._division(words).code == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Qing_He"], "'Qing_He' is no name for a plugin: that is small letters and digits, with single hyphens"),
        (["Qing_He"], "; call it qing-he"),
        (["a--b"], "; call it a-b"),
        (["青禾"], "; write it in pinyin, such as qinghe"),
        (["zfbg-"], "; call it zfbg"),
        (["generic"], "a template called 'generic' is there already, of plugin 'generic' (zfbg "),
        (["x", "--region", "510799"], "510799 is no code of GB/T 2260 that zfbg knows; give the six digits"),
        (["x", "--region", "51"], "51 is no code of GB/T 2260"),
        (["x", "--region", "鼓楼区"], "320106 (江苏省南京市鼓楼区), 320302 (江苏省徐州市鼓楼区), 350102 (福建省福州市"),
        (["x", "--region", "游仙"], "no division is called '游仙'; did you mean 游仙区? Else give its code"),
        (["x", "--region", "绵阳市的游仙区"], "no division is called '绵阳市的游仙区'; "),
        (["x", "--region", ""], "no division is called ''; give its code of GB/T 2260"),
    ],
)
def test_what_cannot_be_written_is_wrong_usage_with_the_cure(
    arguments: list[str], message: str, tmp_path: Path, capsys: Capture
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["new-plugin", *arguments, "--to", str(tmp_path)])
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_no_file_is_ever_overwritten(tmp_path: Path, capsys: Capture) -> None:
    paths = scaffold.write("x", "510704", tmp_path / "first").paths
    for number, path in enumerate(paths):
        to = tmp_path / str(number)
        there = to / path.relative_to(tmp_path / "first")
        there.parent.mkdir(parents=True)
        there.write_text("mine", "utf-8")
        with pytest.raises(SystemExit) as ended:
            main(["new-plugin", "x", "--region", "510704", "--to", str(to)])
        assert ended.value.code == 2
        assert f"error: {there}: is there already, and nothing is overwritten; " in capsys.readouterr().err
        assert [file for file in to.rglob("*") if file.is_file()] == [there]
        assert there.read_text("utf-8") == "mine"


def test_a_folder_that_is_none_is_told_of(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit) as ended:
        main(["new-plugin", "x", "--to", str(tmp_path / "file")])
    assert ended.value.code == 2
    assert f"{tmp_path / 'file' / 'zfbg-x' / 'pyproject.toml'}: cannot be written (" in capsys.readouterr().err


def test_a_template_that_claims_the_sample_too_is_told_of(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = installed()
    rival = GENERIC.extended("rival", lambda source: "崆峒区" in source.raw)
    monkeypatch.setattr(scaffold, "installed", lambda: evolve(known, templates=(*known.templates, rival)))
    assert main(["new-plugin", "x", "--region", "620802", "--to", str(tmp_path)]) == 0
    assert "warning: the template rival that is installed claims the sample too; extend it" in capsys.readouterr().err
    assert main(["new-plugin", "y", "--region", "510704", "--to", str(tmp_path)]) == 0
    assert "rival" not in capsys.readouterr().err


@pytest.mark.parametrize("region", [None, "510704"])
def test_what_is_written_is_clean_code(region: str | None, tmp_path: Path) -> None:
    folder = scaffold.write("x", region, tmp_path).folder
    for check in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *check, "--no-cache", str(folder)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
