"""One test for any template: whatever text it is given, its report is sound and nothing raises.

Needs Hypothesis: ``pip install 'zfbg[testing]'``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zfbg import api
from zfbg.model import Source
from zfbg.template import Template
from zfbg.testing.goldens import documents
from zfbg.testing.soundness import assert_report
from zfbg.testing.strategies import damaged, reports, texts


def fuzz(template: Template, folder: str | os.PathLike[str] | None = None) -> Callable[[], None]:
    """A test for ``template``, to be given a name that begins with ``test_``.

    It draws anything (``texts``), invented reports, and these damaged; with a ``folder``, its documents too: as they
    are, damaged, and their lines mixed with anything. The template must read each into a sound report, and its
    ``claims`` must raise on none. How many are drawn is left to the profile of Hypothesis.

    >>> from zfbg.generic import GENERIC
    >>> test_any_text = fuzz(GENERIC)
    >>> test_any_text()
    """
    anything = st.one_of(texts(), reports(), damaged())
    found = [] if folder is None else [source.raw for source in documents(folder)]
    if found:
        own = st.sampled_from(found)
        lines = own.flatmap(lambda raw: st.sampled_from(raw.splitlines() or [""]))
        mixed = st.lists(st.one_of(lines, texts(max_size=4)), max_size=20).map("\n".join)
        anything = st.one_of(anything, damaged(own), mixed)

    def any_text(text: str) -> None:
        template.claims(Source(text))
        assert_report(api.parse(text, template=template, strict=True))

    # What Hypothesis knows a test by, when it tries again what failed before.
    any_text.__name__ = any_text.__qualname__ = re.sub(r"\W", "_", f"any_text_{template.name}")
    run: Callable[[], None] = given(text=anything)(any_text)
    for raw in found:
        run = example(text=raw)(run)
    return settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])(run)
