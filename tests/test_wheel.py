"""What is installed: all of the package, its data files, and the entry points."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_has_every_file_of_the_package_and_the_entry_points(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        [entries] = [archive.read(name).decode() for name in names if name.endswith("/entry_points.txt")]
    source = ROOT / "src"
    files = {str(path.relative_to(source).as_posix()) for path in source.rglob("*") if path.is_file()}
    files = {name for name in files if "__pycache__" not in name and ".egg-info" not in name}
    assert {name for name in names if ".dist-info/" not in name} == files
    assert "zfbg/scaffold/files/region.py.in" in files
    parsed = ConfigParser()
    parsed.read_string(entries)
    assert dict(parsed["console_scripts"]) == {"zfbg": "zfbg.cli:main"}
    # The name is the module's: pytest then takes -p _zfbg_pytest for the same plugin.
    assert dict(parsed["pytest11"]) == {"_zfbg_pytest": "_zfbg_pytest"}
