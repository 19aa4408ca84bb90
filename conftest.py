"""Hypothesis without wall-clock limits; under CI with the same examples every time, elsewhere with new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("zfbg", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "zfbg")
