"""``zfbg load``, ``sql``, ``export`` and ``import``: a store from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from attrs import frozen

from zfbg.errors import StoreError
from zfbg.model import Report
from zfbg.store import results
from zfbg.store.folders import total

if TYPE_CHECKING:
    from zfbg.store.database import Store

WAIT = 30.0
# Empties the line of a terminal from where the cursor stands.
CLEAR = "\x1b[K"


@frozen
class Console:
    """What the command line has for all commands: see there."""

    say: Callable[[str], None]
    table: Callable[[Sequence[str], Sequence[Sequence[str]], TextIO, Sequence[str]], None]
    reports: Callable[[Iterable[str], str | None, list[str]], Iterator[Report]]
    known: Callable[[argparse.Namespace], None]
    print: Callable[[dict[str, Callable[[Iterable[Report], Any], None]], argparse.Namespace], int]


def commands(add: Callable[..., argparse.ArgumentParser], console: Console) -> None:
    """Give the command line the commands of a store."""

    def command(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        sub = add(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        sub.set_defaults(run=partial(_run, run, console), parser=sub, files=[], template=None)
        return sub

    def waiting(sub: argparse.ArgumentParser) -> None:
        text = f"for how long to wait while another process has the store (default: {WAIT:g})"
        sub.add_argument("--wait", metavar="SECONDS", type=float, default=WAIT, help=text)

    sub = command("load", _load, "put reports into a store, to ask with zfbg sql")
    sub.add_argument("files", nargs="+", metavar="FILE", help="file to read, - for standard input")
    sub.add_argument(
        "--to", metavar="STORE", type=Path, required=True, help="the DuckDB file; made where there is none"
    )
    sub.add_argument("--template", metavar="NAME", help="read as this kind of document (see zfbg plugins)")
    sub.add_argument("--no-raw", action="store_true", help="leave the raw texts out")
    sub.add_argument("--anew", action="store_true", help="write what is there already once more")
    waiting(sub)
    sub = command("sql", _sql, "ask a store with SQL; it changes nothing and reads no other file")
    sub.add_argument("store", metavar="STORE", help="the DuckDB file")
    sub.add_argument("query", metavar="QUERY", help='such as "SELECT title, published FROM reports"')
    sub.add_argument("-o", "--output", metavar="FILE", type=Path, help="write into this file, whole or not at all")
    text = f"default: that of the suffix of --output, else {results.FORMATS[0]}"
    sub.add_argument("--format", choices=results.FORMATS, help=text)
    sub.add_argument("--bom", action="store_true", help="begin a csv with a byte-order mark, for Excel")
    waiting(sub)
    sub = command("export", _export, "write a store into a folder of Parquet files")
    sub.add_argument("store", metavar="STORE", help="the DuckDB file")
    sub.add_argument("folder", metavar="FOLDER", type=Path, help="the folder to make, which is there when it is whole")
    sub.add_argument("--replace", action="store_true", help="put it in place of an older export")
    waiting(sub)
    sub = command("import", _import, "put the reports of such a folder into a store")
    sub.add_argument("folder", metavar="FOLDER", type=Path, help="what zfbg export wrote")
    sub.add_argument(
        "--to", metavar="STORE", type=Path, required=True, help="the DuckDB file; made where there is none"
    )
    sub.add_argument("--anew", action="store_true", help="write what is there already once more")
    waiting(sub)


def _run(run: Callable[[argparse.Namespace, Console], int], console: Console, arguments: argparse.Namespace) -> int:
    try:
        return run(arguments, console)
    except StoreError as error:
        console.say(str(error))
        return 2


def _store(path: str | Path, arguments: argparse.Namespace, *, read_only: bool = False) -> Store:
    from zfbg.store.database import Store

    return Store(path, read_only=read_only, wait=arguments.wait)


def names(file: str) -> bool:
    """Whether a file is a store by its name."""
    return file.endswith(".duckdb")


def latest(path: str) -> Iterator[Report]:
    """The latest reports of a store, for commands that take reports."""
    from zfbg.store.database import Store

    yield from Store(path, read_only=True).reports("report_id IN (SELECT report_id FROM reports_latest)")


def _load(arguments: argparse.Namespace, console: Console) -> int:
    console.known(arguments)
    if stores := [*filter(names, arguments.files)]:
        arguments.parser.error(f"{stores[0]} is a store; bring it over with zfbg export and zfbg import")
    store = _store(arguments.to, arguments)
    failed: list[str] = []
    reports = console.reports(arguments.files, arguments.template, failed)
    if sys.stderr.isatty():
        reports = _counted(reports, len(arguments.files), failed)
    options = {} if arguments.template is None else {"template": arguments.template}
    added = store.add(reports, raw=not arguments.no_raw, options=options, anew=arguments.anew)
    print(f"{arguments.to}: {added}")
    if failed:
        console.say(f"{len(failed)} of {len(arguments.files)} files could not be read: {', '.join(failed)}")
    return 1 if failed else 0


def _counted(reports: Iterator[Report], files: int, failed: list[str]) -> Iterator[Report]:
    """The reports, with a count on a line of the terminal that whatever is told next is written over."""
    try:
        for number, report in enumerate(reports, 1):
            print(f"{CLEAR}{number + len(failed)}/{files}\r", end="", file=sys.stderr, flush=True)
            yield report
    finally:
        print(CLEAR, end="", file=sys.stderr, flush=True)


def _sql(arguments: argparse.Namespace, console: Console) -> int:
    found = _store(arguments.store, arguments, read_only=True).sql(arguments.query)

    def table(_: object, out: TextIO) -> None:
        console.table(found.column_names, results.lines(found), out, results.numeric(found))

    def output(written: Callable[[Any, Any], None], _: object, out: Any) -> None:
        written(found, out)

    arguments.against = [arguments.store]  # not to be written over
    return console.print(
        {"table": table, **{kind: partial(output, written) for kind, written in results.WRITTEN.items()}}, arguments
    )


def _export(arguments: argparse.Namespace, console: Console) -> int:
    rows = _store(arguments.store, arguments, read_only=True).export(arguments.folder, replace=arguments.replace)
    print(f"{arguments.folder}: {total(rows)}")
    return 0


def _import(arguments: argparse.Namespace, console: Console) -> int:
    added = _store(arguments.to, arguments).add_parquet(arguments.folder, anew=arguments.anew)
    print(f"{arguments.to}: {added}")
    return 0
