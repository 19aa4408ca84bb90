"""A store in a real DuckDB file: what goes in comes back, once, whatever happens in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zfbg
from zfbg import columns
from zfbg.errors import StoreError
from zfbg.model import Fact, Item, Report, Source, Span, report_id
from zfbg.store import batches, schema
from zfbg.tables import Table
from zfbg.testing import reports, texts, values

TEXT = """青禾县经信局2031年工作总结
一、2031年工作情况
工业投资5.60亿元，，同比下降8.7%。开工27个。
三、存在问题
企业不多。
"""
CONTENT = ("sections", "items", "facts", "changes", "issues")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.duckdb"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> zfbg.Store:
    """A store that examples of a property share, since making one takes longer than they do."""
    return zfbg.Store(tmp_path_factory.mktemp("shared") / "facts.duckdb")


def read(number: int, **source: Any) -> Report:
    """A report that has rows in every table."""
    report = zfbg.parse(Source(TEXT.replace("27", str(number)), **source))
    assert all((report.facts, report.changes, report.issues, report.children))
    return report


def held(name: str, report: Report) -> list[dict[str, Any]]:
    """The rows of a table that a store is to have of a report, as Arrow holds them."""
    table = Table(name, schema.TABLES[name].columns, getattr(columns, name), [report])
    return pa.table(table).to_pylist()


@given(told=values() | (texts() | reports()).map(zfbg.parse), raw=st.booleans())
def test_a_report_comes_back_without_loss(shared: zfbg.Store, told: Report, raw: bool) -> None:
    shared.add(told, raw=raw, anew=True)
    key = report_id(told)
    assert shared.report(key, raw=None if raw else told.source.raw) == told
    of = "WHERE report_id = $1"
    tables = ", ".join(
        f"(SELECT list({name} ORDER BY {schema.TABLES[name].key[1]}) FROM {name} {of})" for name in CONTENT
    )
    # Half a surrogate pair, which no JSON of DuckDB can hold, is spelt out.
    query = f"SELECT json_valid(meta) AND json_valid(options), {tables} FROM reports {of}"
    sound, *got = shared.sql(query, [key]).to_pylist()[0].values()
    assert (sound, [rows or [] for rows in got]) == (True, [held(name, told) for name in CONTENT])


def test_hostile_words_and_numbers_are_stored_and_come_back(path: Path) -> None:
    words = "'; DROP TABLE facts; --\"\x00\ud800\ud83d\ude00\\"
    fact = Fact(Span(0, 2), words, words, words, "level", Decimal(f"{'9' * 40}.{'9' * 40}"), None, None, words)
    report = zfbg.parse(Source(f"一、工作{words}", name=words, path=words))
    report = evolve(report, children=(Item(Span(0, 2), None, words, (fact,)),), template=words)
    store = zfbg.Store(path)
    assert store.add(report) == zfbg.Added(new=1)
    assert store.add(report) == zfbg.Added(same=1)
    assert store.report(report_id(report)) == report
    assert list(store.reports()) == [report]
    [got] = store.sql("SELECT indicator, value, value_float FROM facts").to_pylist()
    assert got == {"indicator": words.encode("utf-8", "backslashreplace").decode(), "value": None, "value_float": 1e40}


def test_the_same_text_is_kept_once(path: Path) -> None:
    store = zfbg.Store(path)
    told = [read(1), read(2, name="a.txt"), read(2, name="b.txt"), read(1)]
    assert store.add(told) == zfbg.Added(new=2, same=2)
    assert store.add(iter(told)) == zfbg.Added(same=4)
    assert zfbg.Store(path).add(read(3)) == zfbg.Added(new=1)
    assert (len(store), list(store.reports())) == (3, [read(1), read(2, name="a.txt"), read(3)])
    assert store.sql("SELECT number FROM reports ORDER BY 1").to_pydict() == {"number": [1, 2, 3]}


def test_a_text_that_is_read_otherwise_takes_the_place_of_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = zfbg.Store(path)
    first, other = read(1), read(2)
    store.add([first, other])
    again = evolve(first, template="another", children=())
    assert store.add([again, other]) == zfbg.Added(replaced=1, same=1)
    assert list(store.reports()) == [again, other]
    assert store.sql("SELECT count(*) FROM facts WHERE report_id = ?", [report_id(first)]).to_pylist() == [
        {"count_star()": 0}
    ]
    assert store.add(again, options={"template": "another"}) == zfbg.Added(replaced=1)
    monkeypatch.setattr(batches, "read_by", lambda template: "zfbg 99.0")
    assert store.add([again, again], options={"template": "another"}) == zfbg.Added(replaced=1, same=1)
    assert store.sql("SELECT DISTINCT read_by FROM reports ORDER BY 1").to_pydict()["read_by"][-1] == "zfbg 99.0"
    assert store.add([again, other], anew=True) == zfbg.Added(replaced=2)


def test_what_read_a_report_is_told_with_its_version() -> None:
    from importlib.metadata import version

    assert batches.read_by("no-such-template").startswith(f"zfbg {version('zfbg')}")
    assert f"zfbg-mianyang {version('zfbg-mianyang')}" in batches.read_by("mianyang")
    assert "zfbg-mianyang" not in batches.read_by("generic")


def test_raw_text_may_be_left_out(path: Path) -> None:
    store, report = zfbg.Store(path), read(1)
    store.add(report, raw=False)
    key = report_id(report)
    assert store.sql("SELECT raw, has_raw FROM reports").to_pylist() == [{"raw": None, "has_raw": False}]
    with pytest.raises(StoreError, match=r"was added without its raw text; give it with raw=$"):
        store.report(key)
    with pytest.raises(StoreError, match=r"was added without its raw text; "):
        list(store.reports())
    with pytest.raises(StoreError, match=r"this is not the raw text of report"):
        store.report(key, raw=report.source.raw + " ")
    assert store.report(key, raw=report.source.raw) == report
    assert store.add(report) == zfbg.Added(replaced=1)
    assert store.report(key) == report


def test_a_key_that_is_not_there(path: Path) -> None:
    store = zfbg.Store(path)
    assert "00" not in store
    with pytest.raises(KeyError, match=r"has no report 00"):
        store.report("00")


def test_only_reports_are_taken(path: Path) -> None:
    with pytest.raises(TypeError, match=r"^a store takes reports, as zfbg.parse gives them, not str$"):
        zfbg.Store(path).add(["一、工作"])  # type: ignore[list-item]


def test_batches_are_written_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "REPORTS", 2)
    store = zfbg.Store(path)

    def broken() -> Iterator[Report]:
        yield from map(read, range(5))
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        store.add(broken())
    assert list(store.reports()) == [read(n) for n in range(4)]
    assert store.add(read(n) for n in range(6)) == zfbg.Added(new=2, same=4)


def test_an_error_in_a_transaction_leaves_nothing_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = zfbg.Store(path)
    store.add(read(1))
    made = batches.made

    def broken(*given: Any) -> Any:
        batch = made(*given)
        return evolve(batch, tables={**batch.tables, "panel_facts": pa.table({"x": [1]})})

    monkeypatch.setattr(batches, "made", broken)
    with pytest.raises(StoreError, match=rf"^{path}: .*Candidate bindings: \"x\""):
        store.add([evolve(read(1), template="another"), read(2)])
    monkeypatch.undo()
    consistent(store)
    assert list(store.reports()) == [read(1)]


def consistent(store: zfbg.Store) -> None:
    """Each report has the rows that its document says, and no row is of no report."""
    kept = list(store.reports())
    for name in CONTENT:
        got = store.sql(f"SELECT report_id, count(*) AS n FROM {name} GROUP BY 1").to_pylist()
        wanted = {report_id(report): len(list(getattr(columns, name)(report))) for report in kept}
        assert {each["report_id"]: each["n"] for each in got} == {key: n for key, n in wanted.items() if n}, name


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("at", ["DELETE", "INSERT", "COMMIT", "close"])
def test_a_process_that_is_killed_leaves_the_last_committed_state(path: Path, at: str) -> None:
    """The third batch is cut off in its midst; the two before it are there, and the next add goes on."""
    script = f"""
        import os, signal, sys
        from pathlib import Path
        from attrs import evolve
        import zfbg
        from zfbg.store import batches, opening
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_store import read

        batches.REPORTS = 2
        done = 0

        class Killed:
            def __init__(self, database):
                self.database = database
            def __getattr__(self, name):
                return getattr(self.database, name)
            def close(self):
                if {at!r} == "close" and done == 3:
                    os.kill(os.getpid(), signal.SIGKILL)
                self.database.close()
            def execute(self, query, *more):
                global done
                done += query == "BEGIN" and 1
                if done == 3 and query.startswith({at!r}) and "items" in query + "items" * ({at!r} == "COMMIT"):
                    os.kill(os.getpid(), signal.SIGKILL)
                return self.database.execute(query, *more)

        connected = opening._connected
        opening._connected = lambda *given: Killed(connected(*given))
        store = zfbg.Store({str(path)!r})
        done = 0
        first = [read(n) for n in range(4)]
        store.add([*first, evolve(first[0], template="another"), read(9)])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    for _ in range(2):
        reader = zfbg.Store(path, read_only=True)
        consistent(reader)
        first = [read(n) for n in range(4)]
        late = [evolve(first[0], template="another"), *first[1:], read(9)]
        assert list(reader.reports()) == (late if at == "close" else first)
    store = zfbg.Store(path)
    assert store.add(late) == (zfbg.Added(same=5) if at == "close" else zfbg.Added(new=1, replaced=1, same=3))
    consistent(store)
    assert list(store.reports()) == late


def test_a_connection_that_is_kept_open_is_told_of(path: Path) -> None:
    store = zfbg.Store(path)
    store.add(read(1))
    script = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline().strip() == b"open"
        told = rf"^{path}: python\S* \(process {other.pid}\) holds the file, and did so for 0 seconds; wait for "
        for use in (lambda: zfbg.Store(path, wait=0), lambda: zfbg.Store(path, read_only=True, wait=0)):
            with pytest.raises(StoreError, match=told if os.name == "posix" else "holds the file"):
                use()
        other.stdin.close()
    assert len(zfbg.Store(path, wait=0)) == 1


def test_who_waits_gets_the_file_when_it_is_free(path: Path) -> None:
    store = zfbg.Store(path, wait=60)
    script = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('open', flush=True); sys.stdin.readline()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        other.stdin.close()  # it ends while the store waits, or has ended
        assert store.add(read(1)) == zfbg.Added(new=1)


def test_two_writers_take_turns(path: Path) -> None:
    """Two processes that add the same and different reports at once: each report is there once."""
    zfbg.Store(path)
    script = f"""
        import sys
        import zfbg
        from zfbg.store import batches
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_store import read
        batches.REPORTS = 2
        added = zfbg.Store({str(path)!r}, wait=60).add(map(read, range(int(sys.argv[1]), int(sys.argv[1]) + 8)))
        print(added.new, added.same, added.replaced)
    """
    processes = [
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(script), first], stdout=subprocess.PIPE, text=True)
        for first in ("0", "4")
    ]
    told = [process.communicate()[0].split() for process in processes]
    assert [sum(int(each[n]) for each in told) for n in range(3)] == [12, 4, 0]
    store = zfbg.Store(path)
    assert sorted(store.sql("SELECT number FROM reports").to_pydict()["number"]) == list(range(1, 13))
    consistent(store)


def test_reports_of_a_store_can_be_added_to_it_while_they_are_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "REPORTS", 1)
    store = zfbg.Store(path, wait=0)
    store.add(map(read, range(3)))
    assert store.add(evolve(each, template="another") for each in store.reports()) == zfbg.Added(replaced=3)


def test_a_store_that_is_read_only_changes_nothing(path: Path) -> None:
    with pytest.raises(StoreError, match=rf"^{path}: there is no such store; "):
        zfbg.Store(path, read_only=True)
    zfbg.Store(path).add(read(1))
    before = path.read_bytes()
    store = zfbg.Store(path, read_only=True)
    assert (len(store), store.report(report_id(read(1)))) == (1, read(1))
    with pytest.raises(StoreError, match=r"was opened with read_only=True; open it without to add reports$"):
        store.add(read(2))
    assert path.read_bytes() == before


def test_a_file_that_is_no_store_is_told_of_and_left_alone(path: Path, tmp_path: Path) -> None:
    path.write_text("一、工作" * 999, "utf-8")
    with pytest.raises(StoreError, match=rf"^{path}: this is no store but another kind of file; give another name$"):
        zfbg.Store(path)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(other) as database:
        database.execute("CREATE TABLE facts (value INTEGER)")
    with pytest.raises(StoreError, match=rf"^{other}: this DuckDB file is no store of zfbg; give another name$"):
        zfbg.Store(other)
    with pytest.raises(StoreError, match=r"there is no such folder; make it first$"):
        zfbg.Store(tmp_path / "nowhere" / "facts.duckdb")


@pytest.mark.parametrize("package", ["duckdb", "pyarrow"])
def test_a_package_that_is_not_installed_is_an_error_with_its_cure(
    package: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(StoreError, match=rf'^a store needs {package}; pip install "zfbg\[store\]"$'):
        zfbg.Store(path)
