"""Plugins: found by entry point, loaded one by one, held to the rules, reported when they fail."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import zfbg
from zfbg import hookspecs
from zfbg.cli import main
from zfbg.errors import LexiconError
from zfbg.plugins import RECORDS, assemble, installed

Add = Callable[..., None]

SOUND = """
from zfbg.generic import GENERIC
from zfbg.hookspecs import hookimpl

@hookimpl
def zfbg_templates():
    yield GENERIC.extended("{name}", claims=lambda source: "{word}" in source.raw)
"""


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Installs a distribution with one module, as pip does, for this test alone."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delenv("ZFBG_DISABLE_PLUGINS", raising=False)
    modules = set(sys.modules)

    def install(name: str, code: str, version: str = "1.0", entry: str = "") -> None:
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
        info = tmp_path / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[zfbg]\n{entry or name} = {name}\n", "utf-8")
        installed.cache_clear()

    yield install
    installed.cache_clear()
    for name in set(sys.modules) - modules:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == tmp_path:
            del sys.modules[name]


def info(name: str) -> zfbg.PluginInfo:
    return next(plugin for plugin in zfbg.plugins() if plugin.name == name)


def test_a_plugin_is_found_listed_and_used(add: Add) -> None:
    add("zfbgx_qinghe", SOUND.format(name="qinghe", word="青禾县"), "2.3")
    assert info("zfbgx_qinghe") == zfbg.PluginInfo("zfbgx_qinghe", "zfbgx_qinghe", "2.3", templates=("qinghe",))
    assert zfbg.parse("青禾县工作总结").template == "qinghe"
    assert zfbg.parse("白石县工作总结").template == "generic"
    assert zfbg.parse("白石县工作总结", template="qinghe").template == "qinghe"


def test_what_zfbg_brings_is_listed_like_a_plugin() -> None:
    assert ("generic",) in [plugin.templates for plugin in zfbg.plugins() if plugin.distribution == "zfbg"]
    assert ("plain",) in [plugin.loaders for plugin in zfbg.plugins() if plugin.distribution == "zfbg"]


def test_the_environment_switches_plugins_off(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    add("zfbgx_off", SOUND.format(name="off", word="县"))
    monkeypatch.setenv("ZFBG_DISABLE_PLUGINS", "1")
    installed.cache_clear()
    assert {plugin.distribution for plugin in zfbg.plugins()} == {"zfbg"}
    assert zfbg.parse("青禾县").template == "generic"


BROKEN = {
    "no_import": ("import no_such_module_of_zfbg", "ModuleNotFoundError"),
    "raises_at_import": ("raise RuntimeError('a\\nb')", "RuntimeError: a b"),
    "exits_at_import": ("import sys\nsys.exit('no licence')", "cannot be loaded: SystemExit: no licence"),
    "exits_in_hook": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_checks():\n    raise SystemExit(3)",
        "zfbg_checks raised SystemExit: 3",
    ),
    "raises_in_hook": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_templates():\n    raise KeyError('县')",
        "zfbg_templates raised KeyError",
    ),
    "raises_while_giving": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_readers():\n    yield 1 / 0",
        "zfbg_readers raised ZeroDivisionError",
    ),
    "wrong_record": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_templates():\n    return ['qinghe']",
        "'qinghe' where a Template belongs",
    ),
    "no_iterable": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_loaders():\n    return 5",
        "TypeError",
    ),
    "forgot_return": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_templates():\n    pass",
        "None where a Template belongs",
    ),
    "misspelt": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_template():\n    return ()",
        "zfbg_checks, zfbg_loaders, zfbg_readers, zfbg_templates",
    ),
    "wrong_arguments": (
        "from zfbg.hookspecs import hookimpl\n@hookimpl\ndef zfbg_templates(register):\n    return ()",
        "register",
    ),
    "wrong_stage": (
        SOUND.format(name="a", word="x").replace("raw)", "raw, furniture=5)"),
        "TemplateError: template 'a': furniture is given 5 where a function belongs",
    ),
    "wrong_repair": (
        SOUND.format(name="a", word="x").replace("raw)", "raw, repairs=('gbk',))"),
        "repairs is given 'gbk' where a Repair belongs",
    ),
    "wrong_words": (
        SOUND.format(name="a", word="x").replace("raw)", "raw, lexicon={'labels': {}})"),
        "lexicon is given {'labels': {}} where a Lexicon belongs",
    ),
    "wrong_lexicon": (
        "from zfbg.lexicon import Lexicon\n"
        + SOUND.format(name="a", word="x").replace("raw)", "raw, lexicon=Lexicon({'labels': {'strong': 5}}))"),
        "LexiconError: labels.toml: 'strong' holds a number where a table belongs",
    ),
    "name_is_no_string": (
        SOUND.format(name="a", word="x").replace('"a"', '["a"]'),
        "zfbg_templates gave a Template whose name is ['a'] where str belongs",
    ),
    "name_is_empty": (SOUND.format(name="", word="x"), "zfbg_templates gave a Template without a name"),
    "load_is_no_function": (
        "from zfbg.hookspecs import hookimpl\nfrom zfbg.loaders import Loader\n@hookimpl\ndef zfbg_loaders():\n"
        "    yield Loader('own', lambda data, name: False, 'gbk')",
        "zfbg_loaders gave a Loader whose load is 'gbk' where Callable belongs",
    ),
    "no_hook": ("def zfgb_templates():\n    return ()", "has none of the hooks zfbg_checks, zfbg_loaders"),
    "unmarked": ("def zfbg_templates():\n    return ()", "not marked with @hookimpl"),
    "takes_generic": (SOUND.format(name="generic", word="县"), "the template name 'generic' is given by"),
    "twice": (SOUND.format(name="a", word="x") + SOUND[SOUND.index("    yield") :].format(name="a", word="y"), "'a'"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_plugin_is_named_and_the_others_go_on(
    add: Add, fault: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, message = BROKEN[fault]
    name = f"zfbgx_{fault}"
    add(name, code, "0.9")
    add("zfbgx_good", SOUND.format(name="good", word="青禾县"))
    with pytest.warns(zfbg.PluginWarning) as caught:
        assert zfbg.parse("青禾县工作总结").template == "good"
    [told] = [str(warning.message) for warning in caught]
    assert told == info(name).error
    assert told.startswith(f"plugin '{name}' ({name} 0.9): ")
    assert message in told
    assert told.endswith(f"update it or uninstall {name}")
    assert "\n" not in told
    assert info(name) == zfbg.PluginInfo(name, name, "0.9", error=told)
    assert info("zfbgx_good").error is None
    with pytest.raises(zfbg.PluginError, match=re.escape(told)):
        zfbg.parse("青禾县工作总结", strict=True)
    with pytest.raises(zfbg.PluginError, match=re.escape(told)):
        zfbg.plugins(strict=True)
    installed.cache_clear()
    assert main(["plugins"]) == 0
    listed = capsys.readouterr()
    assert f"\n{told}\n" in listed.out
    assert f"zfbg: warning: {told}\n" in listed.err
    [row] = [line for line in listed.out.splitlines() if line.startswith(name)]
    assert row.split()[1:] == [name, "0.9", "ERROR,", "see", "below"]


def test_a_name_that_two_plugins_give_belongs_to_neither(add: Add) -> None:
    add("zfbgx_one", SOUND.format(name="same", word="青禾县"))
    add("zfbgx_two", SOUND.format(name="same", word="白石县"))
    with pytest.warns(zfbg.PluginWarning, match="given by plugin 'zfbgx_one' .* and plugin 'zfbgx_two'") as caught:
        assert zfbg.parse("青禾县").template == "generic"
    assert len(caught) == 2


def test_a_plugin_whose_distribution_was_half_removed_is_used_and_listed(add: Add, tmp_path: Path) -> None:
    add("zfbgx_half", SOUND.format(name="half", word="青禾县"))
    (tmp_path / "zfbgx_half-1.0.dist-info" / "METADATA").unlink()
    assert zfbg.parse("青禾县").template == "half"
    assert str(info("zfbgx_half")) == "plugin 'zfbgx_half' (zfbgx_half of unknown version)"


def test_a_module_that_is_named_twice_is_used_once(add: Add) -> None:
    add("zfbgx_same", SOUND.format(name="same", word="青禾县"), entry="zfbgx_again = zfbgx_same\nzfbgx_same")
    with pytest.warns(zfbg.PluginWarning, match="plugin 'zfbgx_same'.*already registered") as caught:
        assert zfbg.parse("青禾县").template == "same"
    assert len(caught) == 1
    assert info("zfbgx_again").templates == ("same",)


def test_a_claim_that_raises_stops_no_other_template(add: Add) -> None:
    add("zfbgx_claims", SOUND.format(name="claims", word="x").replace('"x" in source.raw', "1 / 0"))
    add("zfbgx_good", SOUND.format(name="good", word="青禾县"))
    with pytest.warns(zfbg.PluginWarning, match=r"zfbgx_claims 1\.0\): claims of 'claims' raised ZeroDivisionError"):
        assert zfbg.parse("青禾县").template == "good"


def test_words_that_show_to_be_wrong_in_a_parse_are_traced_to_their_plugin(add: Add) -> None:
    words = "raw, lexicon=Lexicon({'units': {'things': {'盏': 'many'}}}))"
    code = "from zfbg.lexicon import Lexicon\n" + SOUND.format(name="words", word="青禾县").replace("raw)", words)
    add("zfbgx_words", code)
    told = r"^plugin 'zfbgx_words' \(zfbgx_words 1\.0\): units\.toml: '盏' is worth 'many'; write a number"
    with pytest.raises(LexiconError, match=told):
        zfbg.parse("青禾县工作总结\n一、工业\n产值5.2亿元。\n")


HEADING = "Heading({}, Marker('cn', 1, '一、'), '工业', 1)"
# What a function of a template gives or raises, and what is said of it; the text has 22 characters.
STAGES = {
    "furniture_raises": ("furniture=lambda text: 1 / 0", r"furniture raised ZeroDivisionError: .*stage\.py:\d+\)"),
    "furniture_of_no_kind": ("furniture=lambda text: ['x']", "furniture gave 'x' where a Stretch belongs"),
    "furniture_is_none": ("furniture=lambda text: None", "furniture gave None where Stretch records belong"),
    "furniture_outside": (
        "furniture=lambda text: [Stretch(0, 99)]",
        r"furniture gave a Stretch at \[0, 99\) of the mended text, outside \[0, 22\)",
    ),
    "furniture_before_the_text": ("furniture=lambda text: [Stretch(-2, 1)]", r"furniture gave .*\[-2, 1\) .*outside"),
    "furniture_ends_first": ("furniture=lambda text: [Stretch(3, 2)]", r"furniture gave .*\[3, 2\) .*outside"),
    "furniture_twice": (
        "furniture=lambda text: [Stretch(0, 5), Stretch(4, 6)]",
        r"furniture gave a Stretch at \[4, 6\) .* which overlaps the one before it at \[0, 5\)",
    ),
    "furniture_in_disorder": (
        "furniture=lambda text: [Stretch(4, 6), Stretch(0, 3)]",
        r"furniture gave .* at \[0, 3\) .*, or comes late",
    ),
    "outline_of_one_part": (
        "outline=lambda text, lines: []",
        r"outline gave \[\] where headings and issues belong",
    ),
    "headings_outside": (
        f"outline=lambda text, lines: ([{HEADING.format('9, 99')}], [])",
        r"outline gave a Heading at \[9, 99\) of the mended text, outside \[0, 22\)",
    ),
    "issues_outside": (
        "outline=lambda text, lines: ([], [Issue(Span(0, 99), 'x', '')])",
        r"an issue lies outside the text at \[0, 99\)",
    ),
    "heading_without_marker": (
        "outline=lambda text, lines: ([Heading(9, 11, None, '工业', 1)], [])",
        "outline gave a Heading whose marker is None where Marker belongs",
    ),
    "issue_of_no_kind": ("outline=lambda text, lines: ([], ['x'])", "outline gave 'x' where an Issue belongs"),
    "item_of_another_kind": (
        "items=lambda text, lines: [Clause(line.start, line.end, '一是') for line in lines]",
        "items gave a Clause whose marker is '一是' where Marker or None belongs",
    ),
    "meta_of_no_kind": (
        "head=lambda text, aside, headings: Head(None)",
        "head gave a Head whose meta is None where Meta belongs",
    ),
    "period_of_no_kind": (
        "head=lambda text, aside, headings: Head(Meta(summary_period='2031'))",
        "head gave a Meta whose summary_period is '2031' where Period or None belongs",
    ),
    "field_of_no_kind": (
        "head=lambda text, aside, headings: Head(Meta(fields=('x',)))",
        "head gave 'x' where a MetaField belongs",
    ),
    "head_of_no_kind": ("head=lambda text, aside, headings: None", "head gave None where a Head belongs"),
    "head_outside": (
        "head=lambda text, aside, headings: Head(Meta(), (Stretch(20, 99),))",
        r"head gave a Stretch at \[20, 99\)",
    ),
    "field_outside": (
        "head=lambda text, aside, headings: Head(Meta(fields=(MetaField('x', '', '', Span(0, 99)),)))",
        r"an element of the head lies outside the text at \[0, 99\)",
    ),
    "items_outside": (
        "items=lambda text, lines: [Clause(0, 99)]",
        r"items gave a Clause at \[0, 99\) of the mended text, outside \[0, 8\)",
    ),
    "items_twice": (
        "items=lambda text, lines: [Clause(1, 3), Clause(2, 4)]",
        r"items gave a Clause at \[2, 4\) .* which overlaps the one before it at \[1, 3\)",
    ),
    "items_raise_late": ("items=lambda text, lines: (1 / 0 for _ in lines)", "items raised ZeroDivisionError"),
    "repair_raises": ("repairs=(Repair('own', lambda text: 1 / 0),)", "repair 'own' raised ZeroDivisionError"),
    "repair_of_no_kind": ("repairs=(Repair('own', lambda text: 'x'),)", "repair 'own' gave 'x' where an Edit belongs"),
    "repair_outside": ("repairs=(Repair('own', lambda text: [Edit(0, 99, '')]),)", r"repair 'own' .*outside the text"),
}


@pytest.mark.parametrize("fault", STAGES)
def test_what_is_wrong_with_a_stage_is_told_with_its_plugin(add: Add, fault: str) -> None:
    change, message = STAGES[fault]
    code = SOUND.format(name="stage", word="青禾县").replace("raw)", f"raw, {change})")
    add("zfbgx_stage", f"from zfbg.model import *\nfrom zfbg.template import *\nfrom zfbg.text import *\n{code}")
    who = r"plugin 'zfbgx_stage' \(zfbgx_stage 1\.0\): template 'stage' on text: "
    cure = "; tell its authors, or choose another with template=…$"
    with pytest.raises(zfbg.TemplateError, match=f"^{who}.*{message}.*{cure}"):
        zfbg.parse("青禾县工作总结\n一、工业\n产值5.2亿元。\n")
    assert not zfbg.parse("白石县工作总结").issues[1:]
    assert info("zfbgx_stage").error is None


READER = """
from zfbg.hookspecs import hookimpl
from zfbg.model import Fact
from zfbg.template import Reader

def find(text, clause, context):
    yield Fact(text.span(clause.start, clause.start + 1), "", "", "星级", "level", None, None, None, "", by="stars")

@hookimpl
def zfbg_readers():
    return [Reader("stars", find)]
"""


def test_a_reader_runs_for_every_template(add: Add) -> None:
    add("zfbgx_reader", READER)
    add("zfbgx_good", SOUND.format(name="good", word="青禾县"))
    assert info("zfbgx_reader").readers == ("stars",)
    for text in ("一、情况\n青禾县很好。", "一、情况\n白石县很好。"):
        assert "stars" in [fact.by for fact in zfbg.parse(text).facts]


FAULTS = {
    "raises": ("    1 / 0\n    yield", r"raised ZeroDivisionError: division by zero \(.*zfbgx_faulty\.py:\d+\)"),
    "raises_late": ("    yield from ()\n    raise KeyError(text.key[clause.start])", r"raised KeyError: '.' \(.*\)"),
    "no_iterable": ("    return 5", r"raised TypeError: .* is not iterable \(.*\)"),
    "wrong_type": ("    yield 'fact'", r"gave 'fact' where a Fact belongs"),
    "span_of_no_kind": (
        "    yield Fact((0, 1), '', '', '星级', 'level', None, None, None, '')",
        r"gave a Fact whose span is \(0, 1\) where Span belongs",
    ),
    "value_of_no_kind": (
        "    yield Fact(text.span(clause.start, clause.end), '', '', '星级', 'level', 5.0, None, None, '')",
        r"gave a Fact whose value is 5\.0 where Decimal or None belongs",
    ),
    "outside": (
        "    yield Fact(text.span(0, 1), '', '', '星级', 'level', None, None, None, '')",
        r"gave a fact at \[0, 1\), outside its clause",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_reader_that_fails_costs_its_own_facts_only(add: Add, fault: str) -> None:
    body, message = FAULTS[fault]
    head, _, tail = READER.partition("    yield Fact")
    code = f"{head}    if '坏' not in text.key:\n        return ()\n{body}\n" + tail[tail.index("\n@hookimpl") :]
    add("zfbgx_faulty", code, "0.9")
    add("zfbgx_reader", READER.replace('"stars"', '"sound"').replace('="stars"', '="sound"'))
    good, bad = "一、情况\n开工8个。", "一、情况\n开工8个。\n损坏9个。"
    told = rf"plugin 'zfbgx_faulty' \(zfbgx_faulty 0\.9\): reader 'stars' {message}; its facts are left out"
    with pytest.warns(zfbg.PluginWarning, match=told):
        report = zfbg.parse(bad)
    assert [issue.code for issue in report.issues] == ["reader-failed"]
    assert re.search(told, report.issues[0].message)
    assert {fact.by for fact in report.facts} == {"sound", "figures.level"}
    with pytest.raises(zfbg.PluginError, match=told):
        zfbg.parse(bad, strict=True)
    assert not zfbg.parse(good, strict=True).issues


def test_strict_tells_of_every_broken_plugin(add: Add) -> None:
    add("zfbgx_gone", "raise RuntimeError('a')")
    add("zfbgx_lost", "raise RuntimeError('b')")
    with pytest.raises(zfbg.PluginError, match=r"zfbgx_gone.*\n.*zfbgx_lost"):
        zfbg.plugins(strict=True)
    with pytest.raises(zfbg.PluginError, match="zfbgx_gone"):
        zfbg.parse("一、情况", strict=True)


def test_two_plugins_that_claim_one_document_are_both_named(add: Add, tmp_path: Path) -> None:
    add("zfbgx_one", SOUND.format(name="one", word="青禾县"), "0.3")
    add("zfbgx_two", SOUND.format(name="two", word="统计局"))
    (tmp_path / "page.txt").write_text("青禾县统计局2031年工作总结", "utf-8")
    with pytest.raises(zfbg.AmbiguousTemplate) as raised:
        zfbg.parse(tmp_path / "page.txt")
    assert str(raised.value) == (
        "page.txt: template 'one' of plugin 'zfbgx_one' (zfbgx_one 0.3) and template 'two' of plugin 'zfbgx_two' "
        "(zfbgx_two 1.0) claim this document and none of them extends the others; choose one with template=… or "
        "--template, or have the claims of one refuse it"
    )
    assert zfbg.parse(tmp_path / "page.txt", template="two").template == "two"


def test_strict_makes_a_claim_that_raises_an_error(add: Add) -> None:
    add("zfbgx_claims", SOUND.format(name="claims", word="x").replace('"x" in source.raw', "1 / 0"))
    with pytest.raises(zfbg.PluginError, match="claims of 'claims' raised ZeroDivisionError"):
        zfbg.parse("青禾县", strict=True)


def test_a_loader_whose_claims_raises_claims_nothing(add: Add) -> None:
    add("zfbgx_big5", LOADER.format(name="big5").replace('data[:5] == b"BIG5:"', "1 / 0"))
    with pytest.warns(zfbg.PluginWarning, match=r"zfbgx_big5 1\.0\): claims of 'big5' raised ZeroDivisionError"):
        assert zfbg.parse("县".encode()).source.raw == "县"


LOADER = """
from zfbg.hookspecs import hookimpl
from zfbg.loaders import Loader
from zfbg.model import Source

@hookimpl
def zfbg_loaders():
    yield Loader("{name}", lambda data, name: data[:5] == b"BIG5:", lambda data, name: Source(data[5:].decode("big5")))
"""


def test_a_loader_reads_the_files_it_claims(add: Add) -> None:
    add("zfbgx_big5", LOADER.format(name="big5"))
    assert zfbg.parse(b"BIG5:" + "縣".encode("big5")).source.raw == "縣"
    assert zfbg.parse("县".encode()).source.raw == "县"


def test_two_loaders_that_claim_one_file_are_both_named(add: Add) -> None:
    add("zfbgx_big5", LOADER.format(name="big5"))
    add("zfbgx_hkscs", LOADER.format(name="hkscs"))
    one, other = (rf"loader '{name}' of plugin 'zfbgx_{name}' \(zfbgx_{name} 1\.0\)" for name in ("big5", "hkscs"))
    with pytest.raises(zfbg.SourceError, match=f"^bytes: {one} and {other} claim this file; uninstall"):
        zfbg.parse(b"BIG5:")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("1 / 0", r"raised ZeroDivisionError: division by zero \(.*zfbgx_big5\.py:\d+\)"),
        ("data[5:].decode('big5')", "gave '縣' where a Source belongs"),
        ("Source(data)", r"gave a Source whose raw is b'BIG5:\\xbf\\xa4' where str belongs"),
    ],
)
def test_a_loader_that_fails_is_told_with_its_plugin(add: Add, body: str, message: str) -> None:
    add("zfbgx_big5", LOADER.format(name="big5").replace('Source(data[5:].decode("big5"))', body))
    told = (
        rf"^bytes: loader 'big5' of plugin 'zfbgx_big5' \(zfbgx_big5 1\.0\) {message}; tell its authors, or uninstall"
    )
    with pytest.raises(zfbg.SourceError, match=told):
        zfbg.parse(b"BIG5:" + "縣".encode("big5"))


CHECK = """
from zfbg.audit import Check
from zfbg.hookspecs import hookimpl
from zfbg.model import Finding

def find(report):
    yield Finding("idle", "soft", "nothing was begun", (report.facts[0].span,))

@hookimpl
def zfbg_checks():
    yield Check("idle", find)
"""


def test_a_check_is_asked_by_an_audit(add: Add) -> None:
    add("zfbgx_check", CHECK)
    assert info("zfbgx_check").checks == ("idle",)
    report = zfbg.parse("一、情况\n开工率0%。")
    assert [(found.check, report.quote(found.spans[0])) for found in zfbg.audit(report)] == [("idle", "0%")]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("    return 1 / 0", r"raised ZeroDivisionError: division by zero \(.*zfbgx_check\.py:\d+\)"),
        ("    return 'no'", r"gave 'n' where a Finding belongs"),
        (
            "    yield Finding('idle', 'soft', '', Span(0, 1))",
            r"gave a Finding whose spans is Span\(.*\) where tuple belongs",
        ),
        ("    yield Finding('idle', 'soft', '', ((0, 1),))", r"gave \(0, 1\) where a Span belongs"),
        ("    yield Finding('idle', 'soft', '', (Span(0, 99),))", r"gave \[0, 99\), outside the text"),
        ("    yield Finding('idle', 'soft', '', (Span(-1, 2),))", r"gave \[-1, 2\), outside the text"),
    ],
)
def test_a_check_that_fails_costs_what_it_found(add: Add, body: str, message: str) -> None:
    code = CHECK.replace(CHECK[CHECK.index("    yield Finding") : CHECK.index("\n\n@hookimpl")], body)
    add("zfbgx_check", code.replace("import Finding", "import Finding, Span"))
    report = zfbg.parse("一、情况\n占比141%。")
    told = rf"^text: check 'idle' of plugin 'zfbgx_check' \(zfbgx_check 1\.0\) {message}; .*tell its authors"
    with pytest.warns(zfbg.PluginWarning, match=told):
        assert [found.check for found in zfbg.audit(report)] == ["shares"]
    with pytest.raises(zfbg.PluginError, match=told):
        zfbg.audit(report, strict=True)


def test_the_order_of_plugins_decides_nothing(add: Add) -> None:
    add("zfbgx_one", SOUND.format(name="same", word="青禾县"))
    add("zfbgx_two", SOUND.format(name="same", word="白石县"))
    add("zfbgx_good", SOUND.format(name="good", word="青禾县"))
    add("zfbgx_gone", "raise RuntimeError")
    entries = [entry for entry in entry_points(group="zfbg") if entry.name.startswith("zfbgx_")]
    assert len(entries) == 4
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zfbg.PluginWarning)
        first, *others = [assemble(order) for order in itertools.permutations(entries)]
    assert [template.name for template in first.templates] == ["good"]
    assert all(other.infos == first.infos for other in others)
    assert all([template.name for template in other.templates] == ["good"] for other in others)


def test_every_hook_is_declared_documented_and_typed() -> None:
    declared = {name for name in vars(hookspecs) if name.startswith("zfbg_")}
    assert declared == set(RECORDS)
    for name in declared:
        text = getattr(hookspecs, name).__doc__
        assert text.split("\n")[0].endswith(".")
        assert "Example:" in text
        assert "Returns:" in text


def test_import_stays_light() -> None:
    code = (
        "import sys, zfbg; heavy = {'pluggy', 'opencc', 'cattrs', 'importlib.metadata', 'tomllib', 'zfbg.generic'};"
        "later = {'pyarrow', 'openpyxl', 'altair', 'json', 'hashlib', 'zfbg.convert', 'zfbg.tables', 'zfbg.notebook'};"
        "print(sorted((heavy | later) & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_plugins_stays_the_function_whatever_is_imported() -> None:
    code = "import zfbg, zfbg.plugins, zfbg.cli; zfbg.plugins(); print(callable(zfbg.plugins))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True"


def test_public_names_are_sorted_and_exist() -> None:
    assert zfbg.__all__ == sorted(zfbg.__all__)
    assert all(hasattr(zfbg, name) for name in zfbg.__all__)
