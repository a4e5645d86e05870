from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from rich.console import Console

from rolescope.coders.labels import design_of, read_annotations
from rolescope.errors import RolescopeError
from rolescope.sampling.draw import draw_sample, write_sample
from rolescope.sampling.frame import read_frame
from rolescope.sampling.plan import make_plan
from rolescope.sampling.targets import Target, read_targets
from rolescope.storage import write_table
from rolescope.tables import AGREEMENT
from rolescope.terminal.sampling import print_plan
from tests.unit.evaluation.run_by_hand import BOOK, code, make_run, posting

TEXT = "Python, SQL and yak shaving"


def run(folder: Path, *more: dict[str, Any]) -> Path:
    postings = [
        posting(f"{i:02}", values={"kind": "green" if i % 3 else "black", "iced": "true" if i % 4 == 0 else "false"},
                codes=[code(TEXT, "skills", "SQL")] if i % 2 else ())
        for i in range(40)
    ]  # fmt: skip
    return make_run(folder, [*postings, *more])


def test_what_is_written_is_read_back_with_its_design_and_without_labels(tmp_path: Path) -> None:
    folder, out = run(tmp_path / "run"), tmp_path / "new" / "tolabel.jsonl"
    sample = draw_sample(read_frame(folder, "kind,skills.SQL"), 12, seed=1)
    write_sample(folder, sample, out)
    labels = read_annotations(out)
    assert len(labels) == len({label.job_id for label in labels}) == 12
    for label in labels:
        design = design_of(label)
        assert design is not None and design.population and design.n
        assert design.inclusion_prob == design.n / design.population
        assert design.sample_id == sample.sample_id and design.targets == (
            "kind = black",
            "kind = herbal",
            "skills = SQL",
        )
        assert label.value("kind") is None and not any(map(label.has, ("skills", "core_tasks", "years_min", "salary")))
    # Σ 1/π over the sample is the number of families, whatever was drawn.
    assert sum(1 / design.inclusion_prob for label in labels if (design := design_of(label))) == pytest.approx(40)
    with pytest.raises(RolescopeError, match="may hold labels"):
        write_sample(folder, sample, out)


def test_a_filled_in_label_is_a_label(tmp_path: Path) -> None:
    folder, out = run(tmp_path / "run"), tmp_path / "tolabel.jsonl"
    write_sample(folder, draw_sample(read_frame(folder), 1, seed=1), out)
    filled = json.loads(out.read_text()) | {"kind": "green", "years_min": None, "skills": []}
    out.write_text(json.dumps(filled) + "\n")
    (label,) = read_annotations(out)
    assert label.value("kind") == "green" and label.has("years_min") and label.has("skills")


def test_families_that_no_label_can_name_and_labelled_ones_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = run(
        tmp_path / "run",
        posting("", family_id="nameless"),
        posting("x", posting_id="p-x1", family_id="x1"),
        posting("x", posting_id="p-x2", family_id="x2"),
        posting("00b", family_id="00"),
    )
    labelled = tmp_path / "gold.jsonl"
    labelled.write_text('{"job_id": "00b"}\n{"job_id": "01"}\n')
    frame = read_frame(folder, None, [labelled])
    assert (len(frame), frame.without_id, frame.labelled) == (38, 3, 2)
    assert not {"", "x", "00", "00b", "01"} & set(frame.source_ids)
    with pytest.raises(RolescopeError, match=r"39 are more than the 38 .*3 without.*2 labelled already.*give 38"):
        draw_sample(frame, 39, seed=1)


def test_nothing_to_draw_from_is_refused_with_the_remedy(tmp_path: Path) -> None:
    frame = read_frame(make_run(tmp_path, [posting("")]))
    with pytest.raises(RolescopeError, match="source_id of their own"):
        make_plan(frame, 1, 0.03)


def test_an_evaluation_replaces_the_guess(tmp_path: Path) -> None:
    folder = run(tmp_path)
    stamp: dict[str, Any] = {"comparison": "gold", "coder": "local", "variable": "iced", "value": "true"}
    rows = [stamp | {"measure": measure, "right": 9, "n": 9} for measure in ("precision", "recall")]
    write_table(folder / "agreement.parquet", pa.Table.from_pylist(rows, schema=AGREEMENT))
    frame = read_frame(folder, "iced,kind.black")
    assert frame.measured == {"iced"}
    assert frame.aims[0].shares[frame.aims[0].yes] == pytest.approx(9.5 / 10)
    assert frame.aims[1].shares[frame.aims[1].yes] == pytest.approx(0.85)


def test_a_plan_finds_the_fewest_labels(tmp_path: Path) -> None:
    frame = read_frame(run(tmp_path), "iced")
    (share,) = make_plan(frame, 20, 0.1).shares
    needed = share.needed.corpus
    assert needed is not None
    (there,), (short,) = (make_plan(frame, n, 0.1).shares for n in (needed, needed - 1))
    assert there.planned.corpus <= 0.1 < short.planned.corpus
    console = Console(record=True, width=120)
    print_plan(console, make_plan(frame, 20, 0.1), 6)
    assert "20 labels at 6 minutes: 2.0 hours" in console.export_text()


@pytest.mark.parametrize("uncoded", [["kind"], ["kind", "iced", "skills", "responsibilities"]])
def test_uncoded_postings_of_one_employer_can_be_planned(tmp_path: Path, uncoded: list[str]) -> None:
    folder = make_run(tmp_path, [posting(str(i), employer="e", uncoded=uncoded) for i in range(12)])
    plan = make_plan(read_frame(folder, "kind"), 6, 0.05)
    assert all(0 < share.planned.corpus <= share.planned.process <= 0.5 for share in plan.shares)


def test_targets_are_read_as_the_command_line_names_them() -> None:
    named = {("skills", "Node.js"), ("responsibilities", "pour")}
    assert read_targets("kind.green, skills.Node.js,iced,responsibilities.pour,iced", BOOK, named) == [
        Target("kind", "choice", "green"),
        Target("skills", "mentions", "Node.js"),
        Target("iced", "flag", "true"),
        Target("responsibilities", "themes", "pour"),
    ]
    assert [target.name for target in read_targets(None, BOOK, named)] == ["kind = black", "kind = herbal", "iced"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("kinds", "did you mean 'kind'"),
        ("skills", "many values.*skills.Node.js"),
        ("skills.Node", "did you mean 'Node.js'"),
        ("kind.blue", "there are green, black, herbal"),
        ("responsibilities.brew", "there is none"),
    ],
)
def test_a_target_that_is_not_there_is_refused_with_the_nearest(wanted: str, said: str) -> None:
    with pytest.raises(RolescopeError, match=said):
        read_targets(wanted, BOOK, {("skills", "Node.js")})
