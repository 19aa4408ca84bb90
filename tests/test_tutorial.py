"""The tutorial for authors of plugins, followed to the letter: every command run, every file written.

It runs in a folder of its own, in environments that it makes itself, without a package index: what pip would fetch is
packed into wheels out of the running environment.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "plugins"
# A block: of commands with what they print, or a file below its path.
BLOCK = re.compile(r"^(?:`(?P<path>[^`\n]+)`:\n\n)?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.M | re.S)
# What the tutorial has pip fetch.
FETCHED = ("editables>=0.5", "hatchling>=1.27", "zfbg[testing]")
# Few examples, since each run of the tests of the plugin draws some; what is tested here is the page.
FEW = """
from hypothesis import settings
settings.register_profile("few", max_examples=1)
settings.load_profile("few")
"""


def steps(page: str) -> Iterator[tuple[str, str]]:
    """Paths with what to write there, and commands (``$ …``) with what they print, in the order of the page."""
    for block in BLOCK.finditer(page):
        if block["path"]:
            yield block["path"], block["body"]
        elif block["language"] == "console":
            for command in re.finditer(r"^(\$ .*)\n((?:(?!\$ ).*\n)*)", block["body"], re.M):
                yield command[1], command[2]


def printing(shown: str) -> re.Pattern[str]:
    """What may be printed where ``shown`` stands: … is the rest of a line, alone on a line any lines."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in shown.split("\n")]
    return re.compile("".join(lines[:-1]))


def needed(requirement: str, known: dict[str, Distribution]) -> None:
    """Add to ``known`` what ``requirement`` needs, itself included, as it is installed here."""
    wanted = Requirement(requirement)
    try:
        known[wanted.name] = found = distribution(wanted.name)
    except PackageNotFoundError:
        pytest.skip(f"{wanted.name} is not installed here, and the tutorial would have to fetch it: make test")
    for line in found.requires or ():
        each = Requirement(line)
        extras = wanted.extras or {""}
        if each.name not in known and (not each.marker or any(each.marker.evaluate({"extra": one}) for one in extras)):
            needed(str(each), known)


def pack(found: Distribution, folder: Path) -> None:
    """A wheel of what is installed."""
    files = [file for file in found.files or () if ".." not in file.parts and "__pycache__" not in file.parts]
    info = next((file.parts[0] for file in files if file.parts[0].endswith(".dist-info")), None)
    tags = re.findall(r"^Tag: (.*)$", found.read_text("WHEEL") or "", re.M)
    if info is None or not tags:
        pytest.skip(f"{found.name} was not installed from a wheel, and the tutorial would have to fetch it: make test")
    own = [file for file in files if file.parts[0] != info or file.name in ("METADATA", "WHEEL", "entry_points.txt")]
    with zipfile.ZipFile(folder / f"{info.removesuffix('.dist-info')}-{tags[-1]}.whl", "w") as wheel:
        for file in own:
            wheel.write(found.locate_file(file), str(file))
        wheel.writestr(f"{info}/RECORD", "".join(f"{file},,\n" for file in (*own, f"{info}/RECORD")))


class Shell:
    """Runs commands one after another as a shell does: a folder and an environment that last."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment, self.kept = folder, environment, folder / "environment"

    def run(self, command: str) -> tuple[int, str]:
        """The exit status of a command and what it printed."""
        # The shell's own state is written behind the command, whatever its exit status.
        script = f'{command}\nstatus=$?; {{ pwd; env -0; }} > "{self.kept}"; exit $status'
        done = subprocess.run(
            ["/bin/sh", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        folder, _, variables = self.kept.read_text("utf-8").partition("\n")
        self.folder = Path(folder)
        self.environment = dict(each.split("=", 1) for each in variables.split("\0") if each)
        return done.returncode, done.stdout


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell in an empty folder beside a link to this checkout, where pip finds what it needs without an index."""
    if not Path("/bin/sh").exists():
        pytest.skip("the commands of the tutorial need a Unix shell, /bin/sh")
    wheels, support, work = (tmp_path / name for name in ("wheels", "support", "work"))
    for folder in (wheels, support, work):
        folder.mkdir()
    known: dict[str, Distribution] = {}
    for requirement in FETCHED:
        needed(requirement, known)
    del known["zfbg"]
    for found in known.values():
        pack(found, wheels)
    (support / "few.py").write_text(FEW, "utf-8")
    # The Python that made the running environment, and none of the commands of that.
    (support / "python3").symlink_to(Path(sys.executable).resolve())
    (work / "zfbg").symlink_to(ROOT)
    here = str(Path(sys.executable).parent)
    path = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder != here]
    environment = {
        "PATH": os.pathsep.join((str(support), *path)),
        "HOME": str(support),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "PYTHONPATH": str(support),
        "PYTEST_ADDOPTS": "-p few",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_FIND_LINKS": str(wheels),
        "PIP_NO_CACHE_DIR": "1",
        "PIP_NO_COMPILE": "0",  # pip takes the value for that of --compile: "1" would compile everything
        "PIP_NO_INDEX": "1",
    }
    return Shell(work, environment)


def test_the_tutorial_ends_in_an_installed_plugin_that_changes_a_parse(shell: Shell) -> None:
    start, plugin = shell.folder, shell.folder
    for step, body in steps((PAGES / "tutorial.md").read_text("utf-8")):
        if step.startswith("$ "):
            status, printed = shell.run(step.removeprefix("$ "))
            told = f"{step}\n{printed}"
            assert (status != 0) == ("1 failed" in body), told
            assert not body or printing(body).fullmatch(printed), f"{told}\n--- the page shows ---\n{body}"
        else:
            (shell.folder / step).write_text(body, "utf-8", newline="\n")
            plugin = shell.folder
    assert plugin != start
    code = (
        "import zfbg, pathlib; page = pathlib.Path('tests/documents/page.txt');"
        "own, other = zfbg.parse(page), zfbg.parse(page, template='generic');"
        "assert own.template == 'kongtong', own.template;"
        "assert own.meta.region and not other.meta.region;"
        "assert [fact.indicator_id for fact in own.facts] != [fact.indicator_id for fact in other.facts];"
        "print(zfbg.__file__, [str(each) for each in zfbg.plugins() if each.distribution != 'zfbg'])"
    )
    shell.environment.pop("PYTHONPATH")
    status, printed = shell.run(f'../elsewhere/bin/python -c "{code}"')
    assert status == 0, printed
    assert printed.endswith("site-packages/zfbg/__init__.py [\"plugin 'kongtong' (zfbg-kongtong 0.1.0)\"]\n")
    assert printed.startswith(str(start / "elsewhere"))


def test_the_chinese_page_has_the_files_of_the_tutorial_and_no_command_that_it_has_not() -> None:
    own, brief = (list(steps((PAGES / name).read_text("utf-8"))) for name in ("tutorial.md", "index.zh-CN.md"))
    rest = iter(own)
    for step, body in brief:
        shown = [other for known, other in rest if known == step]
        assert shown, f"the tutorial has no {step}, or has it before what stands before it here"
        rest = iter(own[own.index((step, shown[0])) + 1 :])
        assert not body or body in shown, step
    files, told = ([step for step, _ in each if not step.startswith("$ ")] for each in (own, brief))
    assert files == told


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n…\n", "a\nb\nc\n", True),
        ("…\nb\n", "a\nb\nc\n", False),
        ("…\nb\n…\n", "a\nb\nc\n", True),
        ("2 passed in …\n", "2 passed in 0.1s\n", True),
        ("2 passed in …\n", "1 failed, 2 passed in 0.1s\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_what_is_shown_is_compared_line_by_line(shown: str, printed: str, same: bool) -> None:
    assert bool(printing(shown).fullmatch(printed)) == same
