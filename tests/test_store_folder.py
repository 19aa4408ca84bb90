"""A store as a folder of Parquet files: other libraries read it, it comes back, and it is whole or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
import pytest
from attrs import evolve

import zfbg
from zfbg import arrow
from zfbg.errors import StoreError
from zfbg.model import Report, Source
from zfbg.store import batches, folders, schema

TEXT = "青禾县经信局{year}年工作总结\n一、{year}年工作情况\n工业投资5.60亿元，同比下降8.7%。开工27个。\n"


def read(year: int) -> Report:
    return zfbg.parse(TEXT.format(year=year))


@pytest.fixture
def store(tmp_path: Path) -> zfbg.Store:
    store = zfbg.Store(tmp_path / "facts.duckdb")
    store.add([read(2031), read(2032), read(2031 + 2), zfbg.parse("一、工作\n开工\x00\ud8008个。")])
    store.add(read(2034), raw=False)
    return store


def rows(store: zfbg.Store) -> dict[str, list[Any]]:
    return {
        name: store.sql(
            f"SELECT * {'EXCLUDE number' if name == 'reports' else ''} FROM {name} ORDER BY ALL"
        ).to_pylist()
        for name in schema.TABLES
    }


def test_what_is_exported_comes_back(store: zfbg.Store, tmp_path: Path) -> None:
    folder, other = tmp_path / "it's [a] folder*", zfbg.Store(tmp_path / "other.duckdb")
    told = store.export(folder)
    assert told == {name: len(found) for name, found in rows(store).items()}
    assert json.loads((folder / "zfbg.json").read_text()) == {"version": schema.version(), "rows": told}
    other.add([read(2031), evolve(read(2032), template="another"), read(2040)])
    assert other.add_parquet(folder) == zfbg.Added(new=3, same=1, replaced=1)
    assert other.add_parquet(folder) == zfbg.Added(same=5)
    assert other.add_parquet(folder, anew=True) == zfbg.Added(replaced=5)
    assert sorted(other.sql("SELECT number FROM reports").to_pydict()["number"]) == [*range(1, 7)]
    wanted = zfbg.Store(tmp_path / "wanted.duckdb")
    wanted.add_parquet(folder)
    assert rows(wanted) == rows(store)
    assert list(wanted.reports("has_raw AND title IS NOT NULL")) == [read(2031), read(2032), read(2033)]


def test_a_folder_is_what_polars_pandas_arrow_and_duckdb_read(store: zfbg.Store, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    total = store.export(folder)["facts"]
    place = folder / "facts"
    wanted = {2031: 3, 2032: 3, 2033: 3, 2034: 3, 0: 1}
    assert sum(wanted.values()) == total
    by_polars = pl.read_parquet(place, hive_partitioning=True).group_by("year").len()
    assert dict(by_polars.rows()) == wanted
    assert pd.read_parquet(place)["year"].value_counts().to_dict() == wanted
    by_arrow = pa.dataset.dataset(place, partitioning="hive").to_table()
    assert {year: by_arrow["year"].to_pylist().count(year) for year in wanted} == wanted
    query = f"SELECT year, count(*) FROM read_parquet('{place}/*/*.parquet', hive_partitioning=true) GROUP BY 1"
    assert dict(duckdb.sql(query).fetchall()) == wanted


@pytest.mark.parametrize("name", schema.TABLES)
def test_files_have_the_declared_columns(name: str, store: zfbg.Store, tmp_path: Path) -> None:
    store.export(tmp_path / "facts")
    for path in (tmp_path / "facts" / name).rglob("*.parquet"):
        found = pa.parquet.read_schema(path)
        assert found.equals(arrow.schema(schema.TABLES[name].columns), check_metadata=True)


def test_an_empty_store_has_all_tables(tmp_path: Path) -> None:
    store = zfbg.Store(tmp_path / "empty.duckdb")
    assert set(store.export(tmp_path / "facts").values()) == {0}
    assert pl.read_parquet(tmp_path / "facts" / "facts").columns[:2] == ["source_start", "source_end"]
    assert store.add_parquet(tmp_path / "facts") == zfbg.Added()


def test_a_folder_is_whole_or_not_there(store: zfbg.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "facts"
    store.export(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    there = set(tmp_path.iterdir())
    with pytest.raises(StoreError, match=rf"^{folder}: is there already; give another name, or "):
        store.export(folder)
    write = folders._write

    def full(database: Any, name: str, *rest: Any) -> int:
        if name == "issues":
            raise OSError(28, "No space left on device")
        return write(database, name, *rest)

    monkeypatch.setattr(folders, "_write", full)
    with pytest.raises(StoreError, match=rf"^{folder}: cannot be written: No space left on device; "):
        store.export(folder, replace=True)
    with pytest.raises(StoreError, match=r"new: cannot be written: No space left"):
        store.export(tmp_path / "new")
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert set(tmp_path.iterdir()) == there
    store.add(read(2050))
    store.export(folder, replace=True)
    assert (folder / "facts" / "year=2050").is_dir()
    assert set(tmp_path.iterdir()) == there


def test_an_export_that_cannot_be_moved_in_leaves_the_older_one(
    store: zfbg.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "facts"
    store.export(folder)
    there = set(tmp_path.rglob("*"))
    rename = Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path.suffix == ".part":
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(StoreError, match=r"cannot be written: Device or resource busy; "):
        store.export(folder, replace=True)
    assert set(tmp_path.rglob("*")) == there


def test_a_folder_of_something_else_is_left_alone(store: zfbg.Store, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").touch()
    with pytest.raises(StoreError, match=rf"^{folder}: is there already and no export of a store; give another name$"):
        store.export(folder, replace=True)
    with pytest.raises(StoreError, match=rf"^{folder}: is no whole export of a store, which has a file zfbg.json; "):
        store.add_parquet(folder)
    assert [path.name for path in folder.iterdir()] == ["a.jpg"]


@pytest.mark.parametrize(("version", "cure"), [(0, "load it with that zfbg"), (99, "update zfbg")])
def test_a_folder_of_another_version_is_told_of(version: int, cure: str, store: zfbg.Store, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    store.export(folder)
    (folder / "zfbg.json").write_text(json.dumps({"version": version, "rows": {}}))
    with pytest.raises(StoreError, match=rf"^{folder}: was exported in version {version}, and .*; {cure}"):
        store.add_parquet(folder)


def test_a_file_that_is_missing_or_damaged_is_told_of_and_nothing_is_added(store: zfbg.Store, tmp_path: Path) -> None:
    store.export(tmp_path / "facts")
    lost, damaged = (tmp_path / "facts" / name / "year=2031" / "part-0.parquet" for name in ("items", "facts"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    other = zfbg.Store(tmp_path / "other.duckdb")
    with pytest.raises(StoreError, match=rf"^{damaged}: cannot be read: "):
        other.add_parquet(tmp_path / "facts")
    lost.unlink()
    with pytest.raises(StoreError, match=rf"^{lost}: cannot be read: "):
        other.add_parquet(tmp_path / "facts")
    (tmp_path / "facts" / "reports" / "year=2031" / "part-0.parquet").unlink()
    (tmp_path / "facts" / "reports" / "year=2031").rmdir()
    with pytest.raises(
        StoreError, match=rf"^{tmp_path / 'facts'}: has 4 reports, .*, where 5 reports, .* were written; "
    ):
        other.add_parquet(tmp_path / "facts")
    assert len(other) == 0


def test_rows_may_be_made_in_another_process(tmp_path: Path) -> None:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    store = zfbg.Store(tmp_path / "facts.duckdb")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert store.add_batch(pool.submit(made, [2031, 2032]).result()) == zfbg.Added(new=2)
    assert store.add(read(2031)) == zfbg.Added(same=1)
    assert list(store.reports()) == [read(2031), read(2032)]


def made(years: list[int]) -> batches.Batch:
    return batches.batch(map(read, years))


def test_what_is_read_only_takes_no_folder(store: zfbg.Store, tmp_path: Path) -> None:
    store.export(tmp_path / "facts")
    reader = zfbg.Store(store.path, read_only=True)
    with pytest.raises(StoreError, match="was opened with read_only=True"):
        reader.add_parquet(tmp_path / "facts")
    with pytest.raises(StoreError, match="was opened with read_only=True"):
        reader.add_batch(batches.batch([zfbg.parse(Source("一、工作"))]))
