"""The command line ``zfbg``: reads reports and prints them as tables, JSON, CSV, Markdown or text.

Exit status 0 done, 1 an input could not be read (the others were), 2 wrong usage. Results go to standard output, all
else to standard error, one line for each problem.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import shlex
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from zfbg import api
from zfbg.columns import FACTS, Row
from zfbg.errors import PluginWarning, ScaffoldError, TemplateError, ZfbgError
from zfbg.grid import cut, grid
from zfbg.model import Report
from zfbg.paragraphs import paragraphs
from zfbg.plugins import PluginInfo
from zfbg.tables import fact_rows, finding_rows, meta_row, outline_rows, plain

# Not to be formulas when a spreadsheet opens the file (OWASP, CSV injection).
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")

BOUNDS = {"": "", ">=": "≥", "<=": "≤", "~": "≈"}


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

    def command(name: str, output: Output | dict[str, Output], text: str) -> None:
        sub = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        sub.add_argument("files", nargs="+", metavar="FILE", help="file to read, - for standard input")
        sub.add_argument("--template", metavar="NAME", help="read as this kind of document (see zfbg plugins)")
        if isinstance(output, dict):
            sub.add_argument("--format", choices=output, default=next(iter(output)), help="default: %(default)s")
        else:
            sub.set_defaults(format="")
        outputs = output if isinstance(output, dict) else {"": output}
        sub.set_defaults(run=partial(_run, outputs), parser=sub)

    command("parse", {"json": _json, "markdown": _markdown}, "print the whole report, in JSON one line for each file")
    command("facts", {"table": _fact_table, "jsonl": partial(_jsonl, fact_rows), "csv": _fact_csv}, "print the figures")
    command("outline", {"tree": _tree, "jsonl": partial(_jsonl, outline_rows)}, "print headings and items")
    command("meta", {"table": _meta_table, "json": _meta_json}, "print title, issuer, dates, region, periods")
    command("clean", _clean, "print the mended text without the furniture of its page, one paragraph a line")
    command("audit", {"table": _audit_table, "jsonl": _audit_jsonl}, "print what a report says against itself")
    sub = commands.add_parser("plugins", help="list the installed plugins", description="List the installed plugins.")
    sub.set_defaults(run=_plugins)
    text = "write a plugin that works as it stands, to go on from"
    sub = commands.add_parser("new-plugin", help=text, description=f"{text.capitalize()}.", allow_abbrev=False)
    sub.add_argument("name", metavar="NAME", help="small letters, digits and hyphens: the plugin is called zfbg-NAME")
    sub.add_argument("--region", metavar="CODE", help="the region it is for: a code of GB/T 2260, or a name")
    sub.add_argument("--to", metavar="DIR", type=Path, default=Path(), help="where to write it (default: here)")
    sub.set_defaults(run=_new_plugin, parser=sub)
    return parser


Output = Callable[[Iterable[Report], TextIO], None]


def _run(outputs: dict[str, Output], arguments: argparse.Namespace) -> int:
    if arguments.template is not None:
        try:
            api.find(arguments.template)
        except TemplateError as error:
            arguments.parser.error(str(error))
    failed: list[str] = []
    outputs[arguments.format](_reports(arguments.files, arguments.template, failed), sys.stdout)
    return 1 if failed else 0


def _reports(files: Iterable[str], template: str | None, failed: list[str]) -> Iterator[Report]:
    """The reports in ``files``, read one by one; those that cannot be read are told of and put into ``failed``."""
    for file in files:
        try:
            source = api.read(sys.stdin.buffer.read(), "-") if file == "-" else Path(file)
            report = api.parse(source, template=template)
        except ZfbgError as error:
            failed.append(file)
            _say(str(error))
        else:
            yield report


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


def _print_json(value: object, out: TextIO) -> None:
    print(json.dumps(value, ensure_ascii=False), file=out)


def _json(reports: Iterable[Report], out: TextIO) -> None:
    from zfbg.convert import to_json

    for report in reports:
        print(to_json(report), file=out)


def _markdown(reports: Iterable[Report], out: TextIO) -> None:
    from zfbg.markdown import markdown

    for report in reports:
        print(markdown(report), file=out)


def _jsonl(rows: Callable[[Report], Iterable[Row]], reports: Iterable[Report], out: TextIO) -> None:
    for report in reports:
        for row in rows(report):
            _print_json(plain(row), out)


def _meta_json(reports: Iterable[Report], out: TextIO) -> None:
    for report in reports:
        _print_json(meta_row(report), out)


def _clean(reports: Iterable[Report], out: TextIO) -> None:
    for report in reports:
        for line in paragraphs(report):
            print(line, file=out)


def _fact_csv(reports: Iterable[Report], out: TextIO) -> None:
    writer = csv.DictWriter(out, [column.name for column in FACTS], lineterminator="\n")
    writer.writeheader()
    for report in reports:
        writer.writerows({name: _inert(value) for name, value in row.items()} for row in map(plain, fact_rows(report)))


def _inert(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay as they are."""
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _fact_table(reports: Iterable[Report], out: TextIO) -> None:
    names = ("indicator", "value", "unit", "measure", "period", "status")
    rows = [
        (
            row["subject"] + row["indicator"],
            _value(row),
            row["unit"],
            f"{row['measure']} {row['base']}".rstrip(),
            row["period"] or "",
            row["status"],
        )
        for report in reports
        for row in map(plain, fact_rows(report))
    ]
    _table(names, rows, out, right=("value",))


def _value(row: Row) -> str:
    if told := row["value"] or row["mask"]:
        return f"{BOUNDS[row['bound']]}{told}"
    return f"{row['lower'] or ''}…{row['upper'] or ''}" if row["lower"] or row["upper"] else ""


def _meta_table(reports: Iterable[Report], out: TextIO) -> None:
    for number, report in enumerate(reports):
        row = meta_row(report)
        labelled = [(each["label"], each["text"]) for each in row.pop("fields")]
        told = [(name, ", ".join(value) if isinstance(value, list) else value) for name, value in row.items() if value]
        if number:
            print(file=out)
        _table(("field", "value"), [*told, *labelled], out)


def _audit_table(reports: Iterable[Report], out: TextIO) -> None:
    rows = [
        (row["check"], row["severity"], row["message"], " · ".join(row["quotes"]))
        for report in reports
        for row in finding_rows(report, api.audit(report))
    ]
    _table(("check", "severity", "message", "words"), rows, out)


def _audit_jsonl(reports: Iterable[Report], out: TextIO) -> None:
    for report in reports:
        for row in finding_rows(report, api.audit(report)):
            _print_json(row, out)


def _tree(reports: Iterable[Report], out: TextIO) -> None:
    width = shutil.get_terminal_size().columns
    for report in reports:
        for row in outline_rows(report):
            mark = f"[{row['ordinal']}]" if row["inferred"] else row["marker"]
            text = f"{mark}{row['title']}" if row["kind"] == "section" else f"· {row['text']}"
            print(cut(f"{'  ' * (row['depth'] - 1)}{text}", width), file=out)


def _table(names: Sequence[str], rows: Sequence[Sequence[str]], out: TextIO, right: Sequence[str] = ()) -> None:
    for line in grid(names, rows, shutil.get_terminal_size().columns, right):
        print(line, file=out)


def _plugins(arguments: argparse.Namespace) -> int:
    names = ("plugin", "distribution", "version", "gives")
    infos = api.plugins()
    rows = [(each.name, each.distribution, each.version, _gives(each)) for each in infos]
    _table(names, rows, sys.stdout)
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
