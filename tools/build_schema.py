"""Write docs/schema/report.schema.json, what ``zfbg.to_json`` writes, from the model: ``python tools/build_schema.py``.

Fields and their types are those of the attrs classes, descriptions are the comments ``#:`` behind them.
"""

from __future__ import annotations

import inspect
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from zfbg.convert import BITS, DAY, KINDS, NUMBER, SCHEMA
from zfbg.model import Report

FILE = Path(__file__).parents[1] / "docs" / "schema" / "report.schema.json"
NAMES = {record: kind for kind, record in KINDS.items()}
SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": -(2**BITS), "maximum": 2**BITS - 1},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": f"^{NUMBER.pattern}$"},
    date: {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"},
    NoneType: {"type": "null"},
}


def schema() -> dict[str, Any]:
    """The JSON schema of a report."""
    records: dict[str, Any] = {}
    _record(Report, records)
    report = records["Report"]
    version = {"const": SCHEMA, "description": "version of this form"}
    report["properties"] = {"schema": version, **report["properties"]}
    report["required"] = ["schema", *report["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report as zfbg.to_json writes it",
        "$ref": "#/$defs/Report",
        "$defs": records,
    }


def _record(record: type, records: dict[str, Any]) -> dict[str, Any]:
    """A reference to a record, which is put into ``records`` with all that it holds."""
    name = record.__name__
    if name not in records:
        records[name] = {}  # sections hold sections
        hints, said = get_type_hints(record), _descriptions(record)
        tag = {"kind": {"const": NAMES[record], "description": "what it is"}} if record in NAMES else {}
        properties: dict[str, Any] = dict(tag)
        for field in attrs.fields(record):
            properties[field.name] = _of(hints[field.name], records) | {"description": said[field.name]}
        records[name] = {
            "type": "object",
            "description": (inspect.getdoc(record) or "").partition("\n\n")[0].replace("``", "`").replace("\n", " "),
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _of(kind: Any, records: dict[str, Any]) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], records)}
    if get_origin(kind) in (Union, UnionType):
        return {"anyOf": [_of(each, records) for each in get_args(kind)]}
    return _record(kind, records) if attrs.has(kind) else dict(SIMPLE[kind])


def _descriptions(record: type) -> dict[str, str]:
    """What stands behind ``#:`` in the line of each field."""
    return dict(re.findall(r"^    (\w+): .*?  #: (.+)$", inspect.getsource(record), re.M))


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", "utf-8")
