"""``zfbg batch``: a folder of documents into a dataset."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zfbg import api
from zfbg.batch.bounds import Bounds, workers_here
from zfbg.batch.progress import Progress, spell
from zfbg.errors import BatchError, StoreError, TableError, TemplateError

if TYPE_CHECKING:
    from zfbg.batch.dataset import Dataset
    from zfbg.batch.run import Plan, Tally

# Documents that are put into the dataset at once.
PART = 1000
_BOUNDS = Bounds()


def command(add: Callable[..., argparse.ArgumentParser], say: Callable[[str], None]) -> None:
    """Give the command line the command, which tells of what it does by ``say``."""
    text = "read a folder of documents into a dataset"
    parser = add("batch", help=text, description=f"{text.capitalize()}.", allow_abbrev=False)
    parser.set_defaults(run=partial(run, say=say), parser=parser)
    number = partial(parser.add_argument, type=_positive, metavar="N")
    parser.add_argument("folder", metavar="DIR", type=Path, help="the documents, in any depth of folders")
    text = "the dataset: a folder of Parquet files, or a store where the name ends in .duckdb"
    parser.add_argument("--to", metavar="OUT", type=Path, required=True, help=text)
    text = "go on with the dataset that is there; documents that are in it are not read again"
    parser.add_argument("--resume", action="store_true", help=text)
    parser.add_argument("--retry", action="store_true", help="with --resume: read those again that failed")
    parser.add_argument("--template", metavar="NAME", help="read all as this kind of document (see zfbg plugins)")
    text = "processes that read (default: one for each processor)"
    number("--workers", default=workers_here(), help=text)
    text = f"time for one document (default: {_BOUNDS.seconds})"
    number("--seconds", default=_BOUNDS.seconds, help=text)
    text = f"memory for one document (default: {_BOUNDS.megabytes})"
    number("--megabytes", default=_BOUNDS.megabytes, help=text)
    text = f"documents that are put into the dataset at once (default: {PART})"
    number("--part", default=PART, help=text)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def run(options: argparse.Namespace, *, say: Callable[[str], None]) -> int:
    """Do what ``options`` ask for, tell of it by ``say``, and give the exit status."""
    from zfbg.batch.run import Plan, Run, count

    plan = Plan(
        folder=options.folder,
        to=options.to,
        template=options.template,
        workers=options.workers,
        bounds=Bounds(options.seconds, options.megabytes),
        part=options.part,
    )
    try:
        _check(plan, resume=options.resume)
        api.plugins()  # so that it is said at once which of them are broken
        dataset = opened(plan.to)
        if options.retry:
            dataset.forget_failures()
    except (BatchError, StoreError, TableError, TemplateError) as error:
        options.parser.error(str(error))
    progress = Progress(count(plan.folder, plan.to), sys.stderr)
    try:
        with _line_cleared(progress):
            tally = Run(plan, dataset, progress).go()
    except (BatchError, StoreError) as error:
        progress.clear()
        say(str(error))
        return 1
    except OSError as error:
        progress.clear()
        say(f"{plan.to}: cannot be written: {error.strerror or error}; go on with --resume when there is room")
        return 1
    finally:
        dataset.close()
    progress.clear()
    say(told(tally, plan, progress.seconds))
    return 1 if tally.interrupted or tally.failed or tally.failed_before else 0


@contextmanager
def _line_cleared(progress: Progress) -> Iterator[None]:
    """Warnings within begin on a line of their own."""
    with warnings.catch_warnings():
        shown = warnings.showwarning

        def show(*told: Any) -> None:
            progress.clear()
            shown(*told)

        warnings.showwarning = show  # type: ignore[assignment]
        yield


def _check(plan: Plan, *, resume: bool) -> None:
    """BatchError or TemplateError where the plan cannot be carried out."""
    if not plan.folder.is_dir():
        raise BatchError(f"{plan.folder}: is no folder; check the name, or read single files with zfbg facts")
    if plan.template is not None:
        api.find(plan.template)
    if plan.to.exists() and not resume and not (plan.to.is_dir() and not any(plan.to.iterdir())):
        raise BatchError(f"{plan.to}: is there already; go on with it by --resume, or give another name")


def opened(path: Path) -> Dataset:
    """The dataset at ``path``, made where there is none."""
    if path.suffix == ".duckdb":
        from zfbg.batch.stored import Stored

        return Stored(path)
    from zfbg.batch.folder import Folder

    return Folder(path)


def told(tally: Tally, plan: Plan, seconds: float) -> str:
    """The closing summary, one line."""
    rate = f", {tally.done / seconds:.1f}/s" if tally.done and seconds else ""
    parts = [f"{tally.parsed:,} parsed"]
    if tally.copies:
        parts.append(f"{tally.copies:,} with the same text as another")
    parts.append(f"{tally.failed:,} failed")
    if tally.before:
        failed = f" ({tally.failed_before:,} of them failed)" if tally.failed_before else ""
        parts.append(f"{tally.before:,} were done before{failed}")
    if tally.hidden:
        parts.append(f"{tally.hidden:,} hidden left out")
    line = f"{tally.done:,} documents in {spell(seconds)}{rate}: {', '.join(parts)}"
    if tally.failed or tally.failed_before:
        line += f"; the table failures of {plan.to} says why"
    if tally.interrupted:
        line = f"interrupted after {line}; go on with --resume"
    return line
