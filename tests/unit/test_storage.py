from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.errors import RolescopeError
from rolescope.storage import (
    database,
    publish,
    read_batches,
    table_path,
    table_writer,
    whole_folder,
    write_table,
    write_text,
)

TABLE = pa.table({"n": list(range(10)), "name": [f"é{n}" for n in range(10)]})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_table_is_read_back_as_it_was_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_table(tmp_path / "t.parquet", TABLE)
    assert pq.read_table(tmp_path / "t.parquet").equals(TABLE)
    assert names(tmp_path) == ["t.parquet"]


def test_the_same_table_is_the_same_bytes(tmp_path: Path) -> None:
    write_table(tmp_path / "a.parquet", TABLE)
    write_table(tmp_path / "b.parquet", TABLE)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_table_does_not_stand_under_its_name_before_it_is_complete(tmp_path: Path) -> None:
    with table_writer(tmp_path / "t.parquet", TABLE.schema) as writer:
        writer.write(TABLE)
        assert not (tmp_path / "t.parquet").exists()
    assert (tmp_path / "t.parquet").exists()


@pytest.mark.parametrize("interruption", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_interrupted_writer_leaves_the_earlier_table_and_no_half(
    tmp_path: Path, interruption: type[BaseException]
) -> None:
    path = tmp_path / "t.parquet"
    write_table(path, TABLE)
    before = path.read_bytes()
    with pytest.raises(interruption), table_writer(path, TABLE.schema) as writer:
        writer.write(TABLE.slice(0, 3))
        raise interruption
    assert path.read_bytes() == before
    assert names(tmp_path) == ["t.parquet"]


def test_a_text_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    write_text(path, "größe\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "half " * 9_999 + "\ud83d")
    assert path.read_text(encoding="utf-8") == "größe\n"
    assert names(tmp_path) == ["t.txt"]


def test_batches_are_of_the_size_asked_for_and_in_order(tmp_path: Path) -> None:
    write_table(tmp_path / "t.parquet", TABLE)
    batches = list(read_batches(tmp_path / "t.parquet", 4))
    assert [batch.num_rows for batch in batches] == [4, 4, 2]
    assert pa.concat_tables(batches).equals(TABLE)


def test_a_table_that_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"there is no codings\.parquet.*rolescope run"):
        table_path(tmp_path, "codings")
    write_table(tmp_path / "codings.parquet", TABLE)
    assert table_path(tmp_path, "codings") == tmp_path / "codings.parquet"


def test_a_table_that_the_caller_names_is_a_view(tmp_path: Path) -> None:
    folder = tmp_path / "it's mine"
    folder.mkdir()
    write_table(folder / "t.parquet", TABLE)
    with database(folder, also=["t"]) as sql:
        assert sql.execute("select sum(n), max(name) from t").fetchone() == (45, "é9")  # 0 + 1 + ... + 9 = 45


@pytest.mark.parametrize("stray", ["2026-01", "my-data", "order", "two words", 'a"b', "select"])
def test_another_table_in_the_folder_does_not_stop_the_reading(tmp_path: Path, stray: str) -> None:
    write_table(tmp_path / "t.parquet", TABLE)
    write_table(tmp_path / f"{stray}.parquet", TABLE)
    with database(tmp_path, also=["t"]) as sql:
        assert sql.execute("select count(*) from t").fetchone() == (10,)


def test_the_database_installs_and_loads_no_extension_of_its_own_accord(tmp_path: Path) -> None:
    with database(tmp_path) as sql:
        settings = sql.execute(
            "select value from duckdb_settings() "
            "where name in ('autoinstall_known_extensions', 'autoload_known_extensions')"
        ).fetchall()
        assert settings == [("false",), ("false",)]
        with pytest.raises(duckdb.Error):
            sql.execute("select * from read_parquet('https://jobs.example/t.parquet')")
    with pytest.raises(duckdb.Error):
        sql.execute("select 1")


def test_the_public_tables_of_a_folder_are_views_and_no_other_is(tmp_path: Path) -> None:
    write_table(tmp_path / "codings.parquet", TABLE)
    write_table(tmp_path / "mine.parquet", TABLE)
    with database(tmp_path) as sql:
        assert sql.execute("select view_name from duckdb_views() where not internal").fetchall() == [("codings",)]


def test_a_folder_appears_when_it_is_complete_and_not_before(tmp_path: Path) -> None:
    (tmp_path / "part.partial").mkdir()
    (tmp_path / "part.partial" / "of a killed run").write_text("x")
    with whole_folder(tmp_path / "part") as part:
        (part / "t").write_text("x")
        assert not (tmp_path / "part").exists()
    assert names(tmp_path / "part") == ["t"]
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "other") as part:
        raise KeyboardInterrupt
    assert names(tmp_path) == ["part"]


def test_a_run_is_published_over_the_one_before_and_its_last_file_says_that_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, out = tmp_path / "made", tmp_path / "out"
    for folder, text in ((made, "new"), (out, "old")):
        folder.mkdir()
        for name in ("a.json", "b.parquet"):
            (folder / name).write_text(text)
    moved: list[str] = []
    replace = Path.replace

    def noted(path: Path, to: Path) -> Path:
        moved.append(path.name)
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", noted)
    publish(made, out, last="a.json")
    assert moved == ["b.parquet", "a.json"]
    assert [(out / name).read_text() for name in names(out)] == ["new", "new"]
