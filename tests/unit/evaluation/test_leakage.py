from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from rolescope.errors import RolescopeError
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.leakage import ALL, ONE_WORD, Code, measure_leakage, read_codes, read_terms
from rolescope.terminal.leakage import print_leakage
from tests.unit.evaluation.run_by_hand import code, make_run, posting

TEXT = "We run Docker and Go; no dragons."


def imported(value: str) -> dict[str, str]:
    return {"variable": "skills", "value": value, "grounding": "none"}


def test_a_label_is_supported_by_title_or_text_as_whole_words_or_by_a_quote(tmp_path: Path) -> None:
    said = [imported("docker"), imported("go"), imported("Dragon"), imported("Rust")]
    quoted = code(TEXT, "skills", "Docker", "containers")
    run = make_run(tmp_path, [posting("a", TEXT, employer="e", codes=[*said, quoted], title="Rust engineer")])
    found = {one.label: one.is_supported for one in read_codes(run, "local")}
    assert found == {"docker": True, "go": True, "Dragon": False, "Rust": True, "containers": True}


def test_listed_terms_are_held_against_others() -> None:
    codes = [Code(f"e{n}", "Docker", n >= 4) for n in range(10)]
    codes += [Code(f"e{n}", "Go", n >= 1) for n in range(10)]
    codes += [Code(f"e{n}", "LLM integration", False) for n in range(5)]
    leakage = measure_leakage(codes, ["docker", "Kubernetes"], Chance(1))
    one_word, every = leakage.contrasts
    assert (one_word.labels, one_word.counts) == (ONE_WORD, (4, 10, 1, 10))
    assert (every.labels, every.counts) == (ALL, (4, 10, 6, 15))
    assert one_word.difference.value == pytest.approx(0.3)
    assert one_word.difference.low is not None and one_word.difference.high is not None
    assert one_word.difference.low < 0.3 < one_word.difference.high
    assert [tuple(term) for term in leakage.terms] == [("Docker", 4, 10)]


def test_without_a_listed_term_there_is_no_figure_but_the_reason() -> None:
    leakage = measure_leakage([Code("e", "Go", True)], ["Docker"], Chance(1))
    assert leakage.contrasts[0].listed.value is None
    console = Console(width=100, record=True)
    print_leakage(console, leakage)
    assert "none: there is no such case" in " ".join(console.export_text().split())


def test_a_coder_without_skills_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match="holds no skills of 'imported'"):
        read_codes(make_run(tmp_path, [posting("a")]), "imported")


@pytest.mark.parametrize("content", [None, b"\n \n", b"\xff\xfe\xfa"], ids=["missing", "empty", "no UTF-8"])
def test_a_file_without_terms_is_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "terms.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RolescopeError, match=r"terms\.txt: .*one term a line"):
        read_terms(path)
