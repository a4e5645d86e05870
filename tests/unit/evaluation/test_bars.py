from __future__ import annotations

from pathlib import Path

import pytest

from rolescope.errors import RolescopeError
from rolescope.estimate.bootstrap import Interval
from rolescope.evaluation.bars import check_bars, read_bars
from rolescope.evaluation.figure import Figure, Topic


def figure(variable: str, measure: str, found: float | None, **topic: str) -> Figure:
    return Figure(Topic(variable, **topic), measure, Interval(found, note=None if found is not None else "why"), 9, 9)


FIGURES = [
    figure("role_type", "accuracy", 0.85),
    figure("role_type", "cohen_kappa", None),
    figure("role_type", "accuracy", 0.65, subset="borderline"),
    figure("backend", "recall", 0.9, value="true"),
    figure("role_type", "agreement", 0.9, comparison="families"),
]


def bars(folder: Path, text: str) -> Path:
    path = folder / "bars.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bar_is_met_at_its_minimum_and_missed_below_or_where_there_is_no_figure() -> None:
    minima = {"role_type.accuracy": 0.85, "role_type.borderline.accuracy": 0.7, "role_type.cohen_kappa": 0.0}
    assert [(bar.minimum, bar.is_met) for bar in check_bars(minima, FIGURES, "bars.yaml")] == [
        (0.85, True), (0.7, False), (0.0, False),
    ]  # fmt: skip


def test_bars_are_written_on_a_line_or_below_their_variable(tmp_path: Path) -> None:
    path = bars(
        tmp_path, "role_type.accuracy: 0.8\nbackend: {true: {recall: 1}}\nfamilies: {role_type.agreement: .5}\n"
    )
    minima = read_bars(path)
    assert minima == {"role_type.accuracy": 0.8, "backend.true.recall": 1.0, "families.role_type.agreement": 0.5}
    assert len(check_bars(minima, FIGURES, str(path))) == 3


def test_an_unknown_figure_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(
        RolescopeError, match=r"bars.yaml: there is no figure 'role_type.acuracy'; did you mean 'role_type.accuracy'"
    ):
        check_bars({"role_type.acuracy": 0.8}, FIGURES, "bars.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no bars"),
        ("- 1\n", "holds no bars"),
        ("a: [", "is not valid YAML"),
        ("a: high\n", "'high' is no minimum"),
        ("a: true\n", "True is no minimum"),
        ("a: .nan\n", "nan is no minimum"),
        ("a: {b: }\n", "None is no minimum"),
    ],
)
def test_a_file_that_is_no_bars_is_one_clear_error(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RolescopeError, match=rf"bars\.yaml.*{said}.*as in role_type\.accuracy"):
        read_bars(bars(tmp_path, text))


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"bars\.yaml: cannot be read"):
        read_bars(tmp_path / "bars.yaml")
