from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rolescope.errors import RolescopeError
from rolescope.unfinished import Unfinished, unfinished_run


def writing(run: Unfinished, *names: str) -> Callable[[], list[str]]:
    def write() -> list[str]:
        for name in names:
            (run.made / name).write_text(name)
        return list(names)

    return write


def refuse() -> None:
    raise AssertionError("a stage that was done ran again")


def killed(out: Path) -> None:
    """What a run leaves that was killed in its third stage."""
    with pytest.raises(KeyboardInterrupt), unfinished_run(out) as run:
        run.once("one", "1", writing(run, "a"))
        run.once("two", "2", writing(run, "b", "c"))
        (run.made / "d.partial").write_text("half")
        (run.parts("three", "3") / "00000001").mkdir()
        raise KeyboardInterrupt


def test_stages_that_are_done_run_once(tmp_path: Path) -> None:
    killed(tmp_path)
    with unfinished_run(tmp_path) as run:
        assert run.once("one", "1", refuse) == ["a"]
        assert run.once("two", "2", refuse) == ["b", "c"]
        run.once("three", "3", lambda: None)
        assert sorted(path.name for path in run.made.iterdir()) == ["a", "b", "c"]
        assert run.resumed == ["one", "two"]


@pytest.mark.parametrize(("keys", "resumed"), [("xy", []), ("1y", ["one"]), ("x2", [])])
def test_a_stage_of_another_key_goes_with_all_later_ones(tmp_path: Path, keys: str, resumed: list[str]) -> None:
    killed(tmp_path)
    seen: list[str] = []
    with pytest.raises(KeyboardInterrupt), unfinished_run(tmp_path) as run:
        run.once("one", keys[0], writing(run, "a"))
        seen += sorted(path.name for path in run.made.iterdir())
        if keys == "x2":
            run.once("two", "2", writing(run, "e"))
            seen += sorted(path.name for path in run.made.iterdir())
        raise KeyboardInterrupt
    assert run.resumed == resumed
    assert seen == {"xy": ["a"], "1y": ["a", "b", "c", "d.partial"], "x2": ["a", "a", "e"]}[keys]


def test_a_stage_whose_file_is_gone_runs_again(tmp_path: Path) -> None:
    killed(tmp_path)
    (tmp_path / ".scratch/made/b").unlink()
    with unfinished_run(tmp_path) as run:
        run.once("one", "1", refuse)
        run.once("two", "2", writing(run, "b", "c"))
        assert run.resumed == ["one"]


def test_a_stage_without_a_key_runs_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        with unfinished_run(tmp_path) as run:
            run.once("one", "", writing(run, "a"))
            (run.parts("two", "") / "00000001").mkdir()
            assert run.resumed == []


def test_parts_of_another_key_are_removed_and_those_of_a_stage_that_is_done(tmp_path: Path) -> None:
    killed(tmp_path)
    with unfinished_run(tmp_path) as run:
        assert [part.name for part in run.parts("three", "3").iterdir()] == ["00000001"]
        assert list(run.parts("three", "4").iterdir()) == []
        assert [path.name for path in tmp_path.glob(".scratch/three-*")] == ["three-4"]
        run.once("three", "4", lambda: None)
        assert list(tmp_path.glob(".scratch/three-*")) == []


def test_a_run_cut_off_while_it_is_published_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def cut_off(path: Path, to: Path) -> Path:
        if path.name == "b":
            raise KeyboardInterrupt
        return replace(path, to)

    (tmp_path / "run.json").write_text("of the run before")
    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt), unfinished_run(tmp_path) as run:
        run.once("one", "1", writing(run, "a", "b", "run.json"))
        cut.setattr(Path, "replace", cut_off)
        run.publish()
    assert not (tmp_path / "run.json").exists()
    with unfinished_run(tmp_path) as run:
        assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "run.json", ".lock", ".scratch"}
        assert (tmp_path / "run.json").read_text() == "run.json"
        assert run.once("one", "1", lambda: "made anew") == "made anew"


def test_nothing_is_left_of_a_run_that_finished_nothing(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError), unfinished_run(tmp_path) as run:
        run.parts("one", "1")
        raise RolescopeError("no postings")
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_folder_is_empty_at_first_and_gone_at_last(tmp_path: Path) -> None:
    with unfinished_run(tmp_path) as run:
        with pytest.raises(KeyboardInterrupt), run.temporary() as folder:
            (folder / "x").write_text("x")
            raise KeyboardInterrupt
        assert not folder.exists()
        with run.temporary() as folder:
            assert list(folder.iterdir()) == []
