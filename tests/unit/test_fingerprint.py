from __future__ import annotations

from pathlib import Path

from rolescope.fingerprint import code_digest, digest, files_digest


def test_which_part_holds_what_counts() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest("a")


def test_names_and_contents_of_files_count_but_not_their_folder(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "a.txt").write_text("same")
    assert files_digest([one / "a.txt"]) == files_digest([other / "a.txt"])
    (other / "a.txt").write_text("else")
    assert files_digest([one / "a.txt"]) != files_digest([other / "a.txt"])
    (one / "b.txt").write_text("same")
    assert files_digest([one / "a.txt"]) != files_digest([one / "b.txt"])


def test_code_has_a_fingerprint_of_its_own() -> None:
    assert code_digest("clean") != code_digest("coders")
    assert code_digest("tables.py") == code_digest("tables.py")
