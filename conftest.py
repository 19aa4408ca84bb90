"""Hypothesis profiles: no wall-clock limits anywhere.

``quick`` is what `make test` runs, so that it takes seconds; ``ci`` (wherever CI is set) tries more, the same examples
every time; ``thorough`` is for a change to the properties themselves: ``ZFBG_PROFILE=thorough pytest tests/…``.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=20_000)
settings.load_profile(os.environ.get("ZFBG_PROFILE") or ("ci" if os.environ.get("CI") else "quick"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow, and say so, unless marks are asked for (``pytest -m slow``)."""
    if not config.option.markexpr:
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="slow; .ci/run runs it, and so does: pytest -m slow"))


# Its examples need the files shown above them: tests/test_cookbook.py writes these first.
collect_ignore = ["docs/plugins/cookbook.md"]
