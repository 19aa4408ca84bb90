"""The tables of a store, made of the declarations of their columns; its version, and how it comes to the present one.

Who changes a column writes a migration: tests/test_store_schema.py holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from zfbg.columns import CHANGES, FACTS, ISSUES, ITEMS, REPORT_ID, SECTIONS, Column, Type
from zfbg.panels.rows import PANEL
from zfbg.store.files import DOCUMENTS, FAILURES
from zfbg.store.kept import REPORTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.BOOLEAN: "BOOLEAN",
    Type.DECIMAL: "DECIMAL(38, 12)",
    Type.FLOAT: "DOUBLE",
    Type.DAY: "DATE",
    Type.BYTES: "BLOB",
}

# Of a figure that a panel takes: which cell it is of, and what it says there.
_CELL = (
    *("region", "region_name", "within", "indicator_id", "indicator", "measure", "base", "scope", "unit", "period"),
    *("period_kind", "period_start", "period_end", "status", "value", "lower", "upper", "value_float", "bound"),
    "sentence",
)
_PANEL = {column.name: column for column in PANEL}


def _of_line(name: str) -> Column:
    column = _PANEL[name]
    return evolve(column, of=lambda entry: column.of(entry[1]))


# Its entries are pairs: the number of the fact, and the line that it is in a panel.
PANEL_FACTS = (
    evolve(REPORT_ID, of=lambda entry: entry[1].source.report_id),
    Column("fact_id", Type.INTEGER, "`fact_id` of the facts", lambda entry: entry[0]),
    *(_of_line(name) for name in _CELL),
)


@frozen
class Table:
    """A table of the store: its columns, its key, and the columns with an index of their own."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indices: tuple[str, ...] = ()


TABLES = {
    "reports": Table(REPORTS, ("report_id",), ("region",)),
    "sections": Table(SECTIONS, ("report_id", "section_id")),
    "items": Table(ITEMS, ("report_id", "item_id")),
    "facts": Table(FACTS, ("report_id", "fact_id"), ("indicator_id",)),
    "changes": Table(CHANGES, ("report_id", "change_id")),
    "issues": Table(ISSUES, ("report_id", "issue_id")),
    "panel_facts": Table(PANEL_FACTS, ("report_id", "fact_id"), ("indicator_id",)),
}

# What became of the files of a batch (zfbg batch), by file and bytes.
FILES = {
    "documents": Table(DOCUMENTS, ("file", "sha256")),
    "failures": Table(FAILURES, ("file", "sha256")),
}
ALL = {**TABLES, **FILES}

# A page that is put up again, or on another site, has the same title (but for blanks), issuer, region and periods.
# Where title, who reports or when is not told, a report is like no other: 政府工作报告 is the title of thousands.
LATEST = """
SELECT * FROM reports
QUALIFY title IS NULL OR coalesce(issuer_full, issuer, region, region_name) IS NULL
    OR coalesce(summary_period, plan_period) IS NULL
    OR 1 = row_number() OVER (
        PARTITION BY regexp_replace(title, '\\s', '', 'g'), coalesce(issuer_full, issuer),
                     coalesce(region, region_name), summary_period, plan_period
        ORDER BY published DESC NULLS LAST, number DESC)
"""
_SERIES = "region, region_name, within, indicator_id, indicator, measure, base, scope, unit"
PANEL_VIEW = f"""
WITH latest AS (SELECT report_id FROM reports_latest),
taken AS (
    SELECT panel_facts.*, bool_and(status = 'estimated') OVER cell OR status <> 'estimated' AS firm
    FROM panel_facts SEMI JOIN latest USING (report_id)
    WINDOW cell AS (PARTITION BY {_SERIES}, period, status = 'planned')),
cells AS (
    SELECT {_SERIES}, period, any_value(period_kind) AS period_kind, any_value(period_start) AS period_start,
           any_value(period_end) AS period_end, any_value(status) FILTER (firm) AS status,
           list(DISTINCT {{'value': value, 'float': value_float, 'lower': lower, 'upper': upper, 'bound': bound}})
               FILTER (firm) AS told,
           count(*) AS sources,
           list({{'report_id': report_id, 'fact_id': fact_id}} ORDER BY report_id, fact_id) AS facts
    FROM taken GROUP BY {_SERIES}, period, status = 'planned')
SELECT {_SERIES}, period, period_kind, period_start, period_end, status,
       CASE WHEN len(told) = 1 THEN told[1].value END AS value,
       CASE WHEN len(told) = 1 THEN told[1].lower END AS lower,
       CASE WHEN len(told) = 1 THEN told[1].upper END AS upper,
       CASE WHEN len(told) = 1 THEN told[1].float END AS value_float,
       CASE WHEN len(told) = 1 THEN told[1].bound END AS bound,
       len(told) > 1 AS differ, sources, facts
FROM cells
"""
VIEWS = {
    "reports_latest": LATEST,
    "facts_latest": "SELECT facts.* FROM facts SEMI JOIN reports_latest USING (report_id)",
    "panel": PANEL_VIEW,
}


def tables() -> list[str]:
    """What makes the tables and their indices."""
    made = []
    for name, table in ALL.items():
        columns = [f'"{each.name}" {_TYPES[each.type]}{"" if each.null else " NOT NULL"}' for each in table.columns]
        made.append(f"CREATE TABLE {name} ({', '.join(columns)}, PRIMARY KEY ({', '.join(table.key)}))")
        made += [f"CREATE INDEX {name}_{each} ON {name} ({each})" for each in table.indices]
    return made


def dress() -> list[str]:
    """What gives tables of the present version their comments and views, whatever these were before."""
    comments = [
        f'COMMENT ON COLUMN {name}."{each.name}" IS {_quoted(_comment(each))}'
        for name, table in ALL.items()
        for each in table.columns
    ]
    return comments + [f"CREATE OR REPLACE VIEW {name} AS {query}" for name, query in VIEWS.items()]


def _comment(column: Column) -> str:
    return f"{column.meaning} [{column.unit}]" if column.unit else column.meaning


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# What makes of the tables of each version those of the next one, version 1 first: any change of a column has one. What
# they cannot reckon from the rows stands in reports.document, which has versions of its own (zfbg.convert).
MIGRATIONS: tuple[Callable[[DuckDBPyConnection], None], ...] = ()


def version() -> int:
    """The version of the tables as they are declared here."""
    return 1 + len(MIGRATIONS)


def bring(database: DuckDBPyConnection, found: int) -> None:
    """Make the tables in an empty file (version 0), or bring those of an older version to the present one."""
    if found == 0:
        for statement in tables():
            database.execute(statement)
    for migrate in MIGRATIONS[found - 1 :] if found else ():
        migrate(database)
    for statement in dress():
        database.execute(statement)
    database.execute("CREATE OR REPLACE TABLE zfbg_schema AS SELECT ?::BIGINT AS version", [version()])
