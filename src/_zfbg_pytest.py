"""The pytest plugin of zfbg: golden files of templates. It stands beside the package, so that pytest loads nothing of
zfbg in projects that only have it installed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from zfbg.template import Template

OPTION = "--zfbg-regen"
WRITTEN = "zfbg-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("zfbg").addoption(
        OPTION, action="store_true", help="write the golden files of zfbg templates instead of comparing with them"
    )


@pytest.fixture
def check_template(request: pytest.FixtureRequest) -> Callable[[Template, str | os.PathLike[str]], None]:
    """Hold a template to the documents of a folder and their golden files: zfbg.testing.check_template."""
    from zfbg import testing

    def check(template: Template, folder: str | os.PathLike[str]) -> None:
        __tracebackhide__ = True
        written = testing.check_template(template, folder, regen=request.config.getoption(OPTION))
        # Properties of the test, since they come through to the summary from the workers of pytest-xdist too.
        request.node.user_properties.extend((WRITTEN, str(path)) for path in written)

    return check


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption(OPTION):
        return
    written = {
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == WRITTEN
    }
    terminalreporter.section("zfbg: golden files")
    for path in sorted(written):
        terminalreporter.line(f"written: {os.path.relpath(path, config.invocation_params.dir)}")
    terminalreporter.line("go through them before you commit them" if written else "all were as they should be")
