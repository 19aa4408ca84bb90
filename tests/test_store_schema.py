"""The schema of a store: what stands on its page, its version, how older ones are brought up to date, its views."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from attrs import evolve

import zfbg
from zfbg.errors import StoreError
from zfbg.model import Report, Source, report_id
from zfbg.store import schema

SCHEMAS = Path(__file__).parent / "cases" / "store"
TEXT = "青禾县经信局2031年工作总结\n一、2031年工作情况\n工业投资5.60亿元，同比下降8.7%。\n"
Migration = Callable[[duckdb.DuckDBPyConnection], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.duckdb"


def declared() -> str:
    return "".join(f"{statement};\n" for statement in schema.tables())


def described(path: Path) -> list[tuple[Any, ...]]:
    """All that DuckDB knows of the tables, views, keys and indices."""
    with duckdb.connect(path, read_only=True) as database:
        return [
            database.execute(query).fetchall()
            for query in (
                "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() "
                "WHERE NOT internal AND schema_name = 'main' ORDER BY table_name, column_index",
                "SELECT table_name, constraint_type, constraint_column_names FROM duckdb_constraints() ORDER BY ALL",
                "SELECT index_name, table_name, expressions FROM duckdb_indexes() ORDER BY ALL",
                "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
            )
        ]


def old(path: Path, version: int) -> None:
    """A store as zfbg made it in an older version, without rows."""
    with duckdb.connect(path) as database:
        database.execute((SCHEMAS / f"{version}.sql").read_text("utf-8"))
        database.execute("CREATE TABLE zfbg_schema AS SELECT ?::BIGINT AS version", [version])


def test_who_changes_a_table_raises_the_version() -> None:
    file = SCHEMAS / f"{schema.version()}.sql"
    assert file.read_text("utf-8") == declared(), (
        "the tables of a store have changed: write a migration in zfbg/store/schema.py and the new schema, "
        f"schema.tables(), into {SCHEMAS}/VERSION.sql"
    )


@pytest.mark.parametrize("version", range(1, schema.version() + 1))
def test_every_version_comes_to_the_present_one(version: int, path: Path, tmp_path: Path) -> None:
    old(path, version)
    store = zfbg.Store(path)
    zfbg.Store(tmp_path / "new.duckdb")
    if version < schema.version():
        assert described(path) == described(tmp_path / "new.duckdb")
    assert store.add(zfbg.parse(TEXT)) == zfbg.Added(new=1)


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[Migration], None]:
    """A zfbg whose stores have one version more than now."""

    def give(migrate: Migration) -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, migrate))

    return give


def counted(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("ALTER TABLE reports ADD COLUMN facts BIGINT")
    database.execute("UPDATE reports SET facts = (SELECT count(*) FROM facts WHERE report_id = reports.report_id)")


def test_an_older_store_is_brought_up_to_date_with_all_that_it_has(
    path: Path, next_version: Callable[[Migration], None]
) -> None:
    report = zfbg.parse(TEXT)
    zfbg.Store(path).add(report)
    next_version(counted)
    before = path.read_bytes()
    told = rf"^{path}: this store has version 1, older than 2 of this zfbg; open it once without read_only, "
    with pytest.raises(StoreError, match=told):
        zfbg.Store(path, read_only=True)
    assert path.read_bytes() == before
    store = zfbg.Store(path)
    assert store.sql("SELECT facts, version FROM reports, zfbg_schema").to_pylist() == [{"facts": 2, "version": 2}]
    assert list(zfbg.Store(path, read_only=True).reports()) == [report]


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    path: Path, next_version: Callable[[Migration], None]
) -> None:
    report = zfbg.parse(TEXT)
    zfbg.Store(path).add(report)

    def broken(database: duckdb.DuckDBPyConnection) -> None:
        counted(database)
        database.execute("SELECT no_such_column FROM reports")

    before = described(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (broken,))
        with pytest.raises(StoreError, match=rf"^{path}: .*no_such_column"):
            zfbg.Store(path)
    assert described(path) == before
    assert list(zfbg.Store(path).reports()) == [report]


def test_a_newer_store_is_told_of_and_left_alone(path: Path) -> None:
    zfbg.Store(path)
    with duckdb.connect(path) as database:
        database.execute("UPDATE zfbg_schema SET version = 99")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError, match=rf"^{path}: this store has version 99, newer than 1 .*; update zfbg$"):
            zfbg.Store(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_store_that_grew_newer_meanwhile_is_told_of(path: Path) -> None:
    store = zfbg.Store(path)
    with duckdb.connect(path) as database:
        database.execute("UPDATE zfbg_schema SET version = 99")
    with pytest.raises(StoreError, match=r"update zfbg$"):
        store.add(zfbg.parse(TEXT))


def test_columns_have_their_meaning_and_unit(path: Path) -> None:
    zfbg.Store(path)
    told = {(row[0], row[1]): row[4] for row in described(path)[0]}
    for name, table in schema.TABLES.items():
        for column in table.columns:
            assert told[name, column.name].startswith(column.meaning)
            assert not column.unit or column.unit in told[name, column.name]


def dated(text: str, day: str, **meta: Any) -> Report:
    """A report that was published on a day."""
    from datetime import date

    report = zfbg.parse(text)
    return evolve(report, meta=evolve(report.meta, published=date.fromisoformat(day) if day else None, **meta))


def test_of_what_was_put_up_again_the_latest_counts(path: Path) -> None:
    """The same title (but for blanks), issuer, region and periods; the day it was published tells, else the turn."""
    store = zfbg.Store(path)
    late = dated(TEXT.replace("5.60", "5.80"), "2032-03-01")
    first = dated(TEXT, "2032-01-01")
    undated = dated(TEXT.replace("5.60", "5.90"), "")
    blank = dated(TEXT.replace("2031年工作总结", " 2031年工作总结").replace("5.60", "5.7"), "2032-02-01")
    other = dated(TEXT.replace("青禾县", "云岭县"), "2032-01-01")
    without = [zfbg.parse("一、工作\n开工8个。"), zfbg.parse("一、工作\n开工9个。")]
    for title in (each.meta.title for each in (first, late, undated)):
        assert title == "青禾县经信局2031年工作总结"
    store.add([late, first, undated, blank, other, *without])
    latest = {report_id(each) for each in (late, other, *without)}
    got = store.sql("SELECT report_id FROM reports_latest").to_pydict()["report_id"]
    assert sorted(got) == sorted(latest)
    got = store.sql("SELECT DISTINCT report_id FROM facts_latest").to_pydict()["report_id"]
    assert sorted(got) == sorted(latest)
    store.add([again := dated(TEXT.replace("5.60", "6.10"), "2032-03-01")])
    got = store.sql("SELECT report_id FROM reports_latest").to_pydict()["report_id"]
    assert sorted(got) == sorted(latest - {report_id(late)} | {report_id(again)})
    assert {record.origin.id for record in store.records()} == set(got) & {
        report_id(each) for each in store.reports() if each.facts
    }


@pytest.mark.parametrize(
    "other",
    [
        {"title": "政府工作报告（草案）"},
        {"issuer": "云岭县人民政府"},
        {"issuer": None, "region": zfbg.model.Region("510704", "游仙区", "county")},
        {"summary_period": zfbg.Period("2030")},
        {"plan_period": zfbg.Period("2032")},
    ],
)
def test_what_differs_makes_two_reports(other: dict[str, Any], path: Path) -> None:
    store = zfbg.Store(path)
    told = {"title": "政府工作报告", "issuer": "青禾县人民政府", "summary_period": zfbg.Period("2031")}
    store.add([dated(TEXT, "", **told), dated(TEXT.replace("5.60", "5.70"), "", **told | other)])
    assert store.sql("SELECT count(*) AS n FROM reports_latest").to_pylist() == [{"n": 2}]


@pytest.mark.parametrize("lacking", [["title"], ["issuer", "region"], ["summary_period", "plan_period"]])
def test_reports_that_do_not_tell_enough_are_like_no_other(lacking: list[str], path: Path) -> None:
    store = zfbg.Store(path)
    told = {"title": "政府工作报告", "issuer": "青禾县人民政府", "issuer_full": None, "region": None}
    told |= {"summary_period": zfbg.Period("2031"), "plan_period": None}
    store.add(dated(TEXT.replace("5.60", figure), "", **told) for figure in ("1", "2"))
    assert store.sql("SELECT count(*) AS n FROM reports_latest").to_pylist() == [{"n": 1}]
    told |= dict.fromkeys(lacking)
    store.add(dated(TEXT.replace("5.60", figure), "", **told) for figure in ("3", "4"))
    assert store.sql("SELECT count(*) AS n FROM reports_latest").to_pylist() == [{"n": 3}]


def sources(name: str) -> list[Report]:
    return [zfbg.parse(path) for path in sorted((Path(__file__).parents[1] / "examples" / name).glob("*.txt"))]


def test_the_panel_of_a_store_is_that_of_its_reports(path: Path) -> None:
    told = sources("panel")
    store = zfbg.Store(path)
    store.add(told)
    assert zfbg.panel(store) == zfbg.panel(told)
    asked = {"indicators": "进出口总额", "measure": "growth"}
    assert zfbg.panel(store, **asked) == zfbg.panel(told, **asked)


def test_the_view_panel_has_the_cells_of_the_panel(path: Path) -> None:
    """All cells, with the value where all figures say the same; what differs only by rounding is left to zfbg.panel."""
    told = sources("panel")
    store = zfbg.Store(path)
    store.add(told)
    rows = {
        (each["region_name"], each["indicator"], each["measure"], each["base"], each["period"], each["status"]): each
        for each in store.sql("SELECT * FROM panel").to_pylist()
    }
    cells = zfbg.panel(told).cells
    assert len(rows) == len(cells)
    kinds = set()
    for cell in cells:
        series = cell.series
        row = rows[series.place.name, series.indicator, series.measure, series.base, cell.time.edtf, cell.status]
        assert row["sources"] == len(row["facts"]) == len(cell.sources)
        assert {each["report_id"] for each in row["facts"]} == {each.report_id for each in cell.sources}
        assert row["differ"] == (cell.conflict in ("rounding", "contradiction"))
        assert row["value"] == (None if row["differ"] else cell.value)
        kinds.add(cell.conflict)
    assert kinds == {"", "rounding", "contradiction", "estimate"}


def test_a_panel_of_a_store_without_raw_texts_has_the_words_that_it_kept(path: Path) -> None:
    told = zfbg.parse(Source(TEXT, path="青禾县.txt"))
    store = zfbg.Store(path)
    store.add(told, raw=False)
    without, whole = zfbg.panel(store), zfbg.panel(told)
    assert [cell.value for cell in without.cells] == [cell.value for cell in whole.cells] != []
    for cell, other in zip(without.cells, whole.cells, strict=True):
        assert cell.stands
        assert other.stands
        assert cell.stands.sentence == "工业投资5.60亿元，同比下降8.7%。"
        assert evolve(cell.stands, sentence=other.stands.sentence) == other.stands


def test_targets_are_tracked_from_a_store(path: Path) -> None:
    store, told = zfbg.Store(path), sources("panel")
    store.add(told)
    reports = {each.source.name: each for each in told}
    last, this = reports["qinghe-2023.txt"], reports["qinghe-2024.txt"]
    found = zfbg.track(store.reports("title = ?", [last.meta.title]), store.reports("title = ?", [this.meta.title]))
    assert found == zfbg.track(last, this)
    assert found.targets


def test_a_condition_that_is_none_is_told_of(path: Path) -> None:
    with pytest.raises(StoreError, match=r"no_such_column"):
        list(zfbg.Store(path).reports("no_such_column"))
