"""Charts as files that need nothing else: SVG whose words are text, and pages that fetch nothing."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from zfbg import writers
from zfbg.errors import ChartError, needs

FORMATS = ("svg", "html")
# Vega makes functions of the expressions of a chart. Nothing can be fetched or sent.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)


def write(chart: Any, path: str | os.PathLike[str], *, format: str | None = None) -> None:  # noqa: A002
    """Write a chart into a file: ``svg``, or ``html`` with all that it needs within it.

    Without ``format`` the suffix of the file tells it. ChartError where it tells neither, or vl-convert-python is not
    installed (extra ``viz``); OSError where the file cannot be written. The file is there when it is whole.
    """
    kind = format or writers.suffix(Path(path))
    if kind not in FORMATS:
        raise ChartError(f"{path}: a chart is written as {' or '.join(FORMATS)}; name the file so, or give format=")
    words = text(chart, kind)
    with writers.replaced(Path(path), text=True) as out:
        out.write(words)


def text(chart: Any, kind: str) -> str:
    """A chart as the text of a file of a kind."""
    try:
        import vl_convert  # noqa: F401 - what Altair writes with
    except ImportError as error:
        raise ChartError(needs("a chart as a file", "vl-convert-python", "viz")) from error
    out = io.StringIO()
    if kind == "svg":
        chart.save(out, format="svg")
        return out.getvalue()
    options = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}, "renderer": "svg"}
    chart.save(out, format="html", inline=True, embed_options=options)
    head = f'<head>\n  <meta http-equiv="Content-Security-Policy" content="{POLICY}">\n  <title>zfbg</title>'
    return out.getvalue().replace("<html>", '<html lang="zh-CN">', 1).replace("<head>", head, 1)
