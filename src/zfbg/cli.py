"""The command line ``zfbg``: reads reports and prints them as tables, JSON, CSV, Markdown or text.

Exit status 0 done, 1 an input could not be read (the others were), 2 wrong usage. Results go to standard output, all
else to standard error, one line for each problem.
"""

from __future__ import annotations

import argparse
import io
import os
import shlex
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, TextIO

from zfbg import api, printing, writers
from zfbg.batch import command as batch
from zfbg.charts import command as charts
from zfbg.columns import Row
from zfbg.errors import ChartError, PanelError, PluginWarning, ScaffoldError, TableError, TemplateError, ZfbgError
from zfbg.model import Report
from zfbg.panels import command as panels
from zfbg.plugins import PluginInfo
from zfbg.store import command as stores
from zfbg.tables import finding_rows


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line on ``argv``, or on the arguments of the process, and give its exit status."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name that is no UTF-8 comes as lone surrogates; \udc80 is how JSON writes them too.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    with warnings.catch_warnings():
        warnings.simplefilter("always", PluginWarning)
        warnings.showwarning = _show_warning
        try:
            status: int = arguments.run(arguments)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader, such as head, has enough. Python would complain once more as it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zfbg", description="Read Chinese local-government work reports.", allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, output: Output | dict[str, Output] | panels.Outputs, text: str, files: Sequence[str] = ()
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        for file in files:
            sub.add_argument("files", action="append", metavar=file, help="file to read, - for standard input")
        if not files:
            sub.add_argument("files", nargs="+", metavar="FILE", help="file to read, - for standard input")
        sub.add_argument("--template", metavar="NAME", help="read as this kind of document (see zfbg plugins)")
        sub.add_argument("-o", "--output", metavar="FILE", type=Path, help="write into this file, whole or not at all")
        if formats := _formats(output):
            text = f"default: that of the suffix of --output, else {formats[0]}"
            sub.add_argument("--format", choices=formats, help=text)
        if "csv" in formats:
            sub.add_argument("--bom", action="store_true", help="begin a csv with a byte-order mark, for Excel")
        sub.set_defaults(run=partial(_run, output), parser=sub, format=None, bom=False)
        return sub

    whole: dict[str, Output] = {"json": printing.whole, "markdown": printing.markdown, "html": printing.page}
    command("parse", whole, "print the whole report, in JSON one line for each file")
    files = {name: partial(printing.fact_file, name) for name in writers.FORMATS}
    command("facts", {"table": printing.fact_table, **files}, "print the figures")
    command("outline", {"tree": printing.outline_tree, "jsonl": printing.outline_jsonl}, "print headings and items")
    command(
        "meta",
        {"table": printing.meta_table, "json": printing.meta_json},
        "print title, issuer, dates, region, periods",
    )
    command("clean", printing.clean, "print the mended text without the furniture of its page, one paragraph a line")
    found: dict[str, Output] = {
        "table": partial(printing.audit_table, _found),
        "jsonl": partial(printing.audit_jsonl, _found),
    }
    sub = command("audit", found, "print what a report says against itself, and against another")
    sub.add_argument("--all", action="store_true", help="what holds and what is worth knowing as well")
    text = "another report to hold each against, such as that of the year before; may be given again"
    sub.add_argument("--against", action="append", default=[], metavar="FILE", help=text)
    sub.set_defaults(run=_audit)
    text = "print what reports tell as region × indicator × period, in base units"
    panels.panel_arguments(command("panel", panels.Outputs(panels.panel_outputs), text))
    text = "print what came of the targets that a report set"
    command("track", panels.Outputs(panels.track_outputs), text, files=("LAST", "THIS"))
    text = "draw what reports tell"
    charts.chart_arguments(command("chart", panels.Outputs(charts.chart_outputs, charts.FORMATS), text))
    sub = command("view", printing.page, "print a page to read and check, for a browser")
    sub.add_argument("--diff", action="store_true", help="show two reports beside each other")
    sub.set_defaults(run=_view)
    stores.commands(commands.add_parser, stores.Console(_say, printing.aligned, _reports, _known, _print))
    batch.command(commands.add_parser, _say)
    sub = commands.add_parser("plugins", help="list the installed plugins", description="List the installed plugins.")
    sub.set_defaults(run=_plugins)
    text = "write a plugin that works as it stands, to go on from"
    sub = commands.add_parser("new-plugin", help=text, description=f"{text.capitalize()}.", allow_abbrev=False)
    sub.add_argument("name", metavar="NAME", help="small letters, digits and hyphens: the plugin is called zfbg-NAME")
    sub.add_argument("--region", metavar="CODE", help="the region it is for: a code of GB/T 2260, or a name")
    sub.add_argument("--to", metavar="DIR", type=Path, default=Path(), help="where to write it (default: here)")
    sub.set_defaults(run=_new_plugin, parser=sub)
    return parser


Output = Callable[[Iterable[Report], Any], None]


def _formats(output: Output | dict[str, Output] | panels.Outputs) -> tuple[str, ...]:
    """The formats of a command, the default first."""
    if isinstance(output, panels.Outputs):
        return output.formats
    return tuple(output) if isinstance(output, dict) else ()


def _run(output: Output | dict[str, Output] | panels.Outputs, arguments: argparse.Namespace) -> int:
    try:
        if isinstance(output, panels.Outputs):
            output = output.of(arguments, panels.Console(_say, printing.aligned))
        return _print(output if isinstance(output, dict) else {"": output}, arguments)
    except (ChartError, PanelError) as error:
        arguments.parser.error(str(error))
        return 2


def _known(arguments: argparse.Namespace) -> None:
    """Wrong usage where the template that is asked for is unknown."""
    if arguments.template is not None:
        try:
            api.find(arguments.template)
        except TemplateError as error:
            arguments.parser.error(str(error))


def _print(outputs: dict[str, Output], arguments: argparse.Namespace) -> int:
    _known(arguments)
    told = writers.suffix(arguments.output) if arguments.output else ""
    kind = arguments.format or (told if told in outputs else next(iter(outputs)))
    if fault := _fault(kind, arguments):
        arguments.parser.error(fault)
    failed: list[str] = []
    reports = _reports(arguments.files, arguments.template, failed)
    try:
        with _opened(arguments.output, text=kind not in writers.BINARY) as out:
            if arguments.bom:
                out.write(writers.BOM)
            outputs[kind](reports, out)
    except OSError as error:
        if arguments.output is None:
            raise
        _say(f"{arguments.output}: cannot be written: {error.strerror or error}; check the folder and its rights")
        return 2
    return 1 if failed else 0


def _view(arguments: argparse.Namespace) -> int:
    if len(arguments.files) != (2 if arguments.diff else 1):
        arguments.parser.error("a page shows one report, or two with --diff; name as many")
    return _run({"": printing.diff if arguments.diff else printing.page}, arguments)


def _fault(kind: str, arguments: argparse.Namespace) -> str:
    """What forbids to write in a format to where it is to go, or nothing."""
    try:
        writers.suits(kind, bom=arguments.bom)
    except TableError as error:
        return str(error)
    if arguments.output is None:
        terminal = kind in writers.BINARY and sys.stdout.isatty()
        return f"{kind} is not for a terminal; say where to write it with -o FILE" if terminal else ""
    files = [*arguments.files, *getattr(arguments, "against", ())]
    read = any(file != "-" and os.path.realpath(file) == os.path.realpath(arguments.output) for file in files)
    return f"{arguments.output} is one of the files to read; write to another one" if read else ""


@contextmanager
def _opened(path: Path | None, *, text: bool) -> Iterator[Any]:
    """Where to write: the file at ``path``, or standard output."""
    if path is not None:
        with writers.replaced(path, text=text) as out:
            yield out
    elif text:
        yield sys.stdout
    else:
        with TemporaryFile() as whole:  # a pipe cannot be sought in, as these formats ask
            yield whole
            whole.seek(0)
            shutil.copyfileobj(whole, sys.stdout.buffer)


def _reports(files: Iterable[str], template: str | None, failed: list[str]) -> Iterator[Report]:
    """The reports in files and stores, one by one; those that cannot be read are told of and put into ``failed``."""
    for file in files:
        try:
            if stores.names(file):
                yield from stores.latest(file)
            else:
                source = api.read(sys.stdin.buffer.read(), "-") if file == "-" else Path(file)
                yield api.parse(source, template=template)
        except ZfbgError as error:
            failed.append(file)
            _say(str(error))


def _say(message: str) -> None:
    sys.stdout.flush()
    print(f"zfbg: {' '.join(message.split())}", file=sys.stderr)


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    _say(f"warning: {message}")


def _audit(arguments: argparse.Namespace) -> int:
    failed: list[str] = []
    against = list(_reports(arguments.against, None, failed))
    found = partial(_found, against=against, every=arguments.all)
    outputs: dict[str, Output] = {
        "table": partial(printing.audit_table, found),
        "jsonl": partial(printing.audit_jsonl, found),
    }
    return max(_run(outputs, arguments), 1 if failed else 0)


def _found(report: Report, against: Sequence[Report] = (), every: bool = False) -> Iterator[Row]:
    yield from finding_rows(report, api.audit(report, against=against, all=every))


def _plugins(arguments: argparse.Namespace) -> int:
    names = ("plugin", "distribution", "version", "gives")
    infos = api.plugins()
    rows = [(each.name, each.distribution, each.version, _gives(each)) for each in infos]
    printing.aligned(names, rows, sys.stdout)
    for each in infos:
        if each.error:
            print(f"\n{each.error}")
    return 0


def _new_plugin(arguments: argparse.Namespace) -> int:
    from zfbg import scaffold

    try:
        written = scaffold.write(arguments.name, arguments.region, arguments.to)
    except ScaffoldError as error:
        arguments.parser.error(str(error))
    print(f"{written.folder} is written; it reads {written.what}. Next:\n")
    for command in (f"cd {shlex.quote(str(written.folder))}", 'pip install -e ".[testing]"', "pytest"):
        print(f"  {command}")
    for rival in written.rivals:
        _say(f"warning: the template {rival} that is installed claims the sample too; extend it, or have one refuse")
    return 0


def _gives(plugin: PluginInfo) -> str:
    kinds = {
        "template": plugin.templates,
        "reader": plugin.readers,
        "loader": plugin.loaders,
        "check": plugin.checks,
    }
    given = ", ".join(f"{kind} {name}" for kind, names in kinds.items() for name in names)
    return "ERROR, see below" if plugin.error else given


if __name__ == "__main__":
    sys.exit(main())
