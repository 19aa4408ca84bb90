"""zfbg reads Chinese local-government work reports into a tree in which every figure can be traced to its words.

>>> import zfbg
>>> report = zfbg.parse('''青禾县工业和信息化局2023年上半年工作总结
... 一、主要指标
... 1-5月，全县实现规上工业总产值118.20亿元，同比增长10.5%。
... ''')
>>> report.meta.title, report.children[0].title
('青禾县工业和信息化局2023年上半年工作总结', '主要指标')
>>> for fact in report.facts:
...     print(fact.indicator, fact.measure, fact.value, fact.unit, fact.period.edtf)
规上工业总产值 level 118.20 亿元 2023-01/2023-05
规上工业总产值 growth 10.5 % 2023-01/2023-05
>>> report.quote(report.facts[0])
'118.20亿元'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zfbg.api import audit, parse, periods, plugins, quantities  # over the modules zfbg.audit and zfbg.plugins
from zfbg.errors import (
    AmbiguousTemplate,
    BatchError,
    ChartError,
    JsonError,
    PanelError,
    PluginError,
    PluginWarning,
    SourceError,
    StoreError,
    TableError,
    TemplateError,
    ZfbgError,
)
from zfbg.model import (
    Dated,
    Fact,
    Facts,
    Finding,
    Item,
    Meta,
    Period,
    Quantity,
    Report,
    Section,
    Source,
    Span,
    mended,
    report_id,
)
from zfbg.plugins import PluginInfo
from zfbg.template import Template

if TYPE_CHECKING:
    from zfbg import charts as charts
    from zfbg.batch.many import parse_many as parse_many
    from zfbg.convert import from_dict as from_dict
    from zfbg.convert import from_json as from_json
    from zfbg.convert import to_dict as to_dict
    from zfbg.convert import to_json as to_json
    from zfbg.failures import Failure as Failure
    from zfbg.panels import Panel, Tolerance, Track, panel, track
    from zfbg.store import Added, Store
    from zfbg.tables import FactTable as FactTable
    from zfbg.tables import Table as Table
    from zfbg.tables import issues_table as issues_table
    from zfbg.tables import items_table as items_table
    from zfbg.tables import sections_table as sections_table
    from zfbg.tables import table as table

# Where the names are that are loaded when they are asked for.
_LATER = {
    "Failure": "failures",
    "parse_many": "batch.many",
    "Added": "store",
    "FactTable": "tables",
    "Panel": "panels",
    "Store": "store",
    "Table": "tables",
    "Tolerance": "panels",
    "Track": "panels",
    "from_dict": "convert",
    "from_json": "convert",
    "issues_table": "tables",
    "items_table": "tables",
    "panel": "panels",
    "sections_table": "tables",
    "table": "tables",
    "to_dict": "convert",
    "to_json": "convert",
    "track": "panels",
}

__all__ = [
    "Added",
    "AmbiguousTemplate",
    "BatchError",
    "ChartError",
    "Dated",
    "Fact",
    "FactTable",
    "Facts",
    "Failure",
    "Finding",
    "Item",
    "JsonError",
    "Meta",
    "Panel",
    "PanelError",
    "Period",
    "PluginError",
    "PluginInfo",
    "PluginWarning",
    "Quantity",
    "Report",
    "Section",
    "Source",
    "SourceError",
    "Span",
    "Store",
    "StoreError",
    "Table",
    "TableError",
    "Template",
    "TemplateError",
    "Tolerance",
    "Track",
    "ZfbgError",
    "audit",
    "charts",
    "from_dict",
    "from_json",
    "issues_table",
    "items_table",
    "mended",
    "panel",
    "parse",
    "parse_many",
    "periods",
    "plugins",
    "quantities",
    "report_id",
    "sections_table",
    "table",
    "to_dict",
    "to_json",
    "track",
]


def __getattr__(name: str) -> Any:
    if name == "charts":
        return import_module("zfbg.charts")
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


def __dir__() -> list[str]:
    return __all__
