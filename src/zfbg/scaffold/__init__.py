"""The command ``zfbg new-plugin``: writes a plugin that works as it stands, for a region or for a kind of document.

What it writes stands in ``files/`` beside this module, with ``$placeholders``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from string import Template as Words

from attrs import frozen

from zfbg import golden, pipeline
from zfbg.errors import ScaffoldError
from zfbg.generic import GENERIC
from zfbg.lexicon import Lexicon, divisions, rows
from zfbg.model import Region, Source
from zfbg.plugins import installed

PREFIX = re.compile("zfbg[-_](?=.)")
NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
CODE = re.compile("[0-9]+")
# What a region calls itself: 全省, 全市.
UNITS = "省市县区旗州盟"

SAMPLE = "tests/documents/report.txt"
GOLDEN = "tests/documents/report.json"
# What is written, and of which of files/. The document comes before what is read of it.
FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    ".gitattributes": "gitattributes",
    "src/$module/__init__.py": "$sort.py",
    "src/$module/lexicon/labels.toml": "labels.toml",
    "tests/test_$module.py": "test.py",
    SAMPLE: "$sort.txt",
    "tests/documents/neighbour.txt": "neighbour.txt",
}
OF_REGIONS = {"src/$module/lexicon/sites.toml": "sites.toml"}


@frozen
class Written:
    """A plugin that was written: its folder, what it reads, its files, and what templates claim its sample too."""

    folder: Path
    what: str
    paths: tuple[Path, ...]
    rivals: tuple[str, ...]


def write(name: str, region: str | None = None, to: Path = Path()) -> Written:
    """Write the plugin ``zfbg-NAME`` into the folder ``to``; ScaffoldError says what stands in the way.

    ``region`` is a code of GB/T 2260, or the name of a division that no other has. Nothing is overwritten, and nothing
    is written where one of the files is there already.
    """
    told = _told(_checked(name), _division(region) if region is not None else None)
    folder = to / told["distribution"]
    texts = {folder / path: text for path, text in _texts(told).items()}
    at = folder
    try:
        for at in texts:
            if at.exists():
                cure = "move it, or choose another name"
                raise ScaffoldError(f"{at}: is there already, and nothing is overwritten; {cure}")
        for at, text in texts.items():
            at.parent.mkdir(parents=True, exist_ok=True)
            with at.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        cure = "choose another folder with --to"
        raise ScaffoldError(f"{at}: cannot be written ({error.strerror or error}); {cure}") from error
    sample = Source(texts[folder / SAMPLE])
    rivals = tuple(sorted(template.name for template in installed().templates if template.claims(sample)))
    return Written(folder, told["what"], tuple(texts), rivals)


def _checked(name: str) -> str:
    """The name without ``zfbg-``, if it can be one of PyPI, of a module and of a template that is not there yet."""
    bare = PREFIX.sub("", name, count=1) if PREFIX.match(name) else name
    if not NAME.fullmatch(bare):
        better = re.sub("[^a-z0-9]+", "-", bare.lower()).strip("-")
        cure = f"call it {better}" if better else "write it in pinyin, such as qinghe"
        raise ScaffoldError(
            f"{name!r} is no name for a plugin: that is small letters and digits, with single hyphens between; {cure}"
        )
    owners = {template: str(plugin) for plugin in installed().infos for template in plugin.templates}
    if bare in owners:
        cure = "choose another name, or uninstall that plugin"
        raise ScaffoldError(f"a template called {bare!r} is there already, of {owners[bare]}; {cure}")
    return bare


def _division(words: str) -> Region:
    """The division with a code or a name; ScaffoldError where there is none, or several."""
    found = divisions.division(words if CODE.fullmatch(words) else _code(words))
    if found is None:
        cure = "give the six digits of a province, prefecture or county, or its name"
        raise ScaffoldError(f"{words} is no code of GB/T 2260 that zfbg knows; {cure}")
    return found


def _code(words: str) -> str:
    """The code of the division that is called so, with or without the names of those above it."""
    end, last = 0, None
    for mention in divisions.mentions(words):
        if mention.start != end:
            break
        end, last = mention.end, mention
    if last is None or end != len(words):
        names = dict.fromkeys(name for _, name in rows("divisions"))
        near = [name for name in names if words and name.startswith(words)] or get_close_matches(words, names)
        meant = f"did you mean {' or '.join(near[:3])}? Else " if near else ""
        raise ScaffoldError(f"no division is called {words!r}; {meant}give its code of GB/T 2260")
    if last.code is None:
        several = [divisions.division(code) for code, name in rows("divisions") if name == words[last.start :]]
        named = ", ".join(f"{each.code} ({_full(each)})" for each in several if each)
        raise ScaffoldError(f"several divisions are called {words!r}: {named}; give the code of one")
    return last.code


def _full(region: Region) -> str:
    """The name of a division with those above it: 四川省绵阳市游仙区."""
    return "".join(above.name for above in reversed((region, *divisions.parents(region))))


def _told(name: str, region: Region | None) -> dict[str, str]:
    """What the placeholders stand for."""
    module = "zfbg_" + name.replace("-", "_")
    told = {"name": name, "distribution": f"zfbg-{name}", "module": module}
    if region is None:
        words = f"{name}专报"
        return told | {"sort": "kind", "words": words, "what": f"documents that have {words} in their heads"}
    above = divisions.parents(region)
    return told | {
        "sort": "region",
        "code": region.code or "",
        "region": f"{_full(region)}, {region.code}",
        "place": (above[0].name if above else "") + region.name,
        "unit": region.name[-1] if region.name[-1] in UNITS else "区",
        "what": f"the reports of {_full(region)} ({region.code})",
    }


def _texts(told: Mapping[str, str]) -> dict[str, str]:
    """The files of the plugin by their paths in its folder, the golden file last."""
    sources = FILES | (OF_REGIONS if told["sort"] == "region" else {})
    folder = files(__name__) / "files"
    texts = {}
    for path, source in sources.items():
        text = (folder / f"{Words(source).substitute(told)}.in").read_text("utf-8")
        texts[Words(path).substitute(told)] = Words(text).substitute(told)
    lexicon = Lexicon({Path(path).stem: tomllib.loads(text) for path, text in texts.items() if "/lexicon/" in path})
    template = GENERIC.extended(told["name"], lambda source: True, lexicon=lexicon)
    report = pipeline.parse(Source(texts[SAMPLE]), template)
    return texts | {GOLDEN: golden.dumps(golden.content(report))}
