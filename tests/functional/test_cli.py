from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from rolescope.cli.application import EXIT_BELOW, EXIT_ERROR, EXIT_STRICT, app
from rolescope.tables import PUBLIC

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE, LABELS = ROOT / "studies" / "example.yaml", ROOT / "studies" / "example" / "labels.jsonl"
PROGRESS = re.compile(r"(?:clean|code): [\d,]+(?: of [\d,]+)? postings, [\d.,]+/s")


def rolescope(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refused(*arguments: object) -> str:
    """What is said, on one line, of a mistake that the user can mend."""
    result = rolescope(*arguments)
    assert result.exit_code == EXIT_ERROR, result.exception
    assert isinstance(result.exception, SystemExit), result.exception
    said = [line for line in result.stderr.splitlines() if not PROGRESS.match(line)]
    assert len(said) == 1, said
    assert said[0].startswith("error: ")
    return said[0]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example") / "out"
    result = rolescope("run", EXAMPLE, "--out", out, "--workers", 1, "--strict")
    assert result.exit_code == 0, result.stderr
    return out


@pytest.fixture
def study(tmp_path: Path) -> Path:
    assert rolescope("init", tmp_path / "s").exit_code == 0
    return tmp_path / "s" / "study.yaml"


def append(study: Path, *lines: str) -> None:
    postings = study.parent / "postings.jsonl"
    postings.write_text(postings.read_text().rstrip("\n") + "\n" + "".join(line + "\n" for line in lines))


def test_a_run_leaves_every_table_the_report_and_run_json_and_nothing_else(example: Path) -> None:
    assert {path.name for path in example.iterdir()} == {
        *(f"{name}.parquet" for name in PUBLIC), "report.html", "report.md", "run.json",
    }  # fmt: skip
    for name, schema in PUBLIC.items():
        assert pq.read_schema(example / f"{name}.parquet").names == schema.names


def test_every_quote_of_a_run_stands_at_its_place_in_the_posting(example: Path) -> None:
    postings = {row["posting_id"]: row for row in pq.read_table(example / "postings.parquet").to_pylist()}
    codings = pq.read_table(example / "codings.parquet").to_pylist()
    assert len(codings) > 1000
    for row in codings:
        assert postings[row["posting_id"]][row["field"]][row["start_char"] : row["end_char"]] == row["quote"] != ""


def test_a_run_prints_the_findings_and_where_the_report_is(study: Path) -> None:
    result = rolescope("run", study, "--out", study.parent / "o", "--workers", 1)
    assert result.exit_code == 0
    assert "What is an AI engineer?" in result.stdout
    assert "report.html" in result.stdout
    assert "clean" in result.stderr or "code" in result.stderr


def test_a_run_of_postings_too_short_to_code_says_that_none_was_coded(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("company,body\nInk,SQL.\nQuill,Go.\n", encoding="utf-8")
    study = tmp_path / "study.yaml"
    study.write_text(
        "study: s\nquestion: q\nframe: {query: q, site: s, collected: 2026-02-27}\ncodebook: skills\n"
        "sources: [{csv: p.csv, columns: {text: body, company: company}}]\n",
        encoding="utf-8",
    )
    result = rolescope("run", study, "--out", tmp_path / "out", "--workers", 1)
    assert "0 employers; 2 could not be coded" in result.stdout


def test_show_says_what_titles_hide_and_what_is_reposted(example: Path) -> None:
    said = rolescope("show", example).output
    assert "Titles and what they hide" in said
    assert "have a repost in the corpus" in said


def test_show_prints_the_definition_and_the_tables_of_a_run(example: Path) -> None:
    result = rolescope("show", example)
    families = set(pq.read_table(example / "postings.parquet")["family_id"].to_pylist())
    assert result.exit_code == 0
    assert f"{len(families)} " in result.stdout
    assert "Python" in result.stdout
    assert "Required and nice to have" in result.stdout
    assert re.search(r"^role_type = AI-first \(\d+ postings\): Python \d+ %, ", result.stdout, re.MULTILINE)


def test_report_makes_the_same_page_again_and_figures_that_the_next_run_removes(tmp_path: Path, example: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(example, out)
    pages = {name: (out / name).read_bytes() for name in ("report.html", "report.md")}
    (out / "report.html").write_text("gone")
    result = rolescope("report", out)
    assert result.exit_code == 0
    assert {name: (out / name).read_bytes() for name in pages} == pages
    drawn = {path.name: path.read_bytes() for path in (out / "figures").iterdir()}
    assert {"kinds.svg", "kinds.png", "skills.svg", "duties.svg", "pay-stated.png", "learning-path.svg"} <= set(drawn)
    assert all(content.startswith(b"<svg" if name.endswith("svg") else b"\x89PNG") for name, content in drawn.items())
    assert {Path(line).name for line in result.stdout.splitlines()} == {*pages, *drawn}
    rolescope("report", out)
    assert {path.name: path.read_bytes() for path in (out / "figures").iterdir()} == drawn
    assert rolescope("run", EXAMPLE, "--out", out, "--workers", 1).exit_code == 0
    assert not (out / "figures").exists()


def test_report_opens_the_page_where_it_is_told_to(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    assert rolescope("report", example, "--open").exit_code == 0
    shutil.rmtree(example / "figures")
    assert opened == [(example / "report.html").resolve().as_uri()]


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_export_writes_all_rows_and_prints_each_file_on_a_line(example: Path, tmp_path: Path, format: str) -> None:
    result = rolescope("export", example, "--format", format, "--to", tmp_path / "to")
    assert result.exit_code == 0
    assert [Path(line) for line in result.stdout.splitlines()] == [
        tmp_path / "to" / f"{name}.{format}" for name in PUBLIC
    ]
    if format == "csv":
        with (tmp_path / "to" / "postings.csv").open(encoding="utf-8", newline="") as rows:
            assert sum(1 for _ in csv.DictReader(rows)) == 168


def test_eval_prints_agreement_with_intervals_and_what_is_asked_for_is_reproducible(example: Path) -> None:
    first, again = (rolescope("eval", example, "--gold", LABELS, "--errors", 3) for _ in range(2))
    assert first.exit_code == 0
    assert "168 labelled postings" in first.stdout
    assert "precision" in first.stdout
    assert "recall" in first.stdout
    assert first.stdout == again.stdout


def test_the_two_halves_of_eval_share_no_posting_and_leave_none_out(example: Path) -> None:
    said = [rolescope("eval", example, "--gold", LABELS, "--half", half).stdout for half in (0, 1)]
    counts = [int(text.split()[0]) for text in said]
    assert sum(counts) == 168
    assert min(counts) > 0


@pytest.fixture(scope="module")
def example_gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example-gold") / "out"
    assert rolescope("run", ROOT / "studies" / "example-gold.yaml", "--out", out, "--workers", 1).exit_code == 0
    return out


def test_eval_leaves_its_figures_as_a_table_that_export_writes_too_and_a_new_run_removes(
    study: Path, tmp_path: Path
) -> None:
    out, gold = study.parent / "o", tmp_path / "gold.jsonl"
    rolescope("run", study, "--out", out, "--workers", 1)
    postings = pq.read_table(out / "postings.parquet")["source_id"].to_pylist()
    gold.write_text("".join(json.dumps({"job_id": key, "backend": True}) + "\n" for key in postings))
    assert 0 in [rolescope("eval", out, "--gold", gold, "--half", half).exit_code for half in (0, 1)]
    assert not (out / "agreement.parquet").exists()
    assert rolescope("eval", out, "--gold", gold).exit_code == 0
    assert "backend.accuracy" in pq.read_table(out / "agreement.parquet")["name"].to_pylist()
    assert str(tmp_path / "to" / "agreement.csv") in rolescope("export", out, "--to", tmp_path / "to").stdout
    rolescope("run", study, "--out", out, "--workers", 1)
    assert not (out / "agreement.parquet").exists()


def test_eval_of_one_coder_against_another_shows_where_they_differ(example: Path, example_gold: Path) -> None:
    result = rolescope("eval", example, "--against", example_gold, "--errors", 2)
    assert result.exit_code == 0, result.exception
    assert "168 postings" in result.stdout
    assert "local: " in result.stdout and "; gold: " in result.stdout
    assert "holds no codes of 'gold'" in refused("eval", example, "--coders", "local,gold")
    assert "has no imported labels" in refused("eval", example, "--coders", "local,imported")


def test_eval_codes_a_run_again_by_a_coder_that_it_does_not_hold(example: Path, example_gold: Path) -> None:
    apart = rolescope("eval", example_gold, "--against", example, "--errors", 2).stdout
    again = rolescope("eval", example_gold, "--coders", "gold,local", "--errors", 2)
    assert again.exit_code == 0, again.exception
    tables = apart[apart.index("Choices and flags") :]
    assert tables == again.stdout[again.stdout.index("Choices and flags") :]
    assert "168 of 168 postings" in again.stderr
    assert pq.read_table(example_gold / "assessments.parquet")["coder"].unique().to_pylist() == ["gold"]


def test_bars_that_are_missed_are_named_and_change_the_exit_code(example: Path, tmp_path: Path) -> None:
    bars = tmp_path / "bars.yaml"
    bars.write_text("role_type.accuracy: 0.5\nskills.recall: 0.999\n")
    result = rolescope("eval", example, "--gold", LABELS, "--fail-under", bars)
    assert result.exit_code == EXIT_BELOW
    assert "missed: skills.recall" in result.stdout and "missed: role_type" not in result.stdout
    bars.write_text("role_type.accuracy: 0.5\n")
    assert rolescope("eval", example, "--gold", LABELS, "--fail-under", bars).exit_code == 0
    bars.write_text("role_type.acuracy: 0.5\n")
    assert "did you mean 'role_type.accuracy'?" in refused("eval", example, "--gold", LABELS, "--fail-under", bars)


def test_gold_that_cannot_be_used_is_named_on_stderr(example: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    labels = [
        {"job_id": "exA-01", "role_type": "ai-first", "skills": [{"quote": "Xylophone", "section": "must"}]},
        {"job_id": "exA-02", "role_type": "ai-second"},
        {"job_id": "nowhere"},
    ]
    gold.write_text("".join(json.dumps(label) + "\n" for label in labels))
    result = rolescope("eval", example, "--gold", gold)
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in said] == ["not used"] * 3
    assert f"{gold}:3" in said[0] and f"{gold}:1" in said[1] and f"{gold}:2" in said[2]


def test_init_makes_a_study_that_runs_and_refuses_to_overwrite_it(study: Path) -> None:
    assert "study.yaml is there already" in refused("init", study.parent)
    assert rolescope("run", study, "--out", study.parent / "o", "--workers", 1, "--strict").exit_code == 0


@pytest.mark.parametrize("name", ["plain", "a [draft] market", "a " + "very " * 30 + "long name"])
def test_paths_are_printed_as_they_are_on_one_line(study: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    run = rolescope("run", study, "--out", out, "--workers", 1)
    assert run.exit_code == 0, run.exception
    assert f"report: {out / 'report.html'}" in run.stdout.splitlines()
    made = rolescope("init", tmp_path / "new" / name)
    assert f"made {tmp_path / 'new' / name / 'study.yaml'};" in made.stdout


def test_strict_makes_any_dropped_input_exit_code_2_and_the_run_still_ends(study: Path) -> None:
    append(study, "{not json", '{"id": "9", "description": ""}')
    out = study.parent / "o"
    result = rolescope("run", study, "--out", out, "--workers", 1, "--strict")
    assert result.exit_code == EXIT_STRICT
    assert "dropped 1: malformed record: postings.jsonl:4" in result.stderr
    assert "dropped 1: empty text: postings.jsonl:5" in result.stderr
    assert json.loads((out / "run.json").read_text())["input"]["dropped"] == {
        "empty text": 1,
        "malformed record": 1,
    }
    assert rolescope("run", study, "--out", out, "--workers", 1).exit_code == 0


def test_strict_counts_what_was_repaired_too(study: Path) -> None:
    postings = study.parent / "postings.jsonl"
    postings.write_bytes(postings.read_bytes().rstrip() + b'\n{"id": "9", "description": "caf\xe9 Python"}\n')
    result = rolescope("run", study, "--out", study.parent / "o", "--workers", 1, "--strict")
    assert result.exit_code == EXIT_STRICT
    assert "repaired 1: broken UTF-8: postings.jsonl:4" in result.stderr


def test_a_duplicate_id_with_other_content_is_said_and_the_newest_kept(study: Path) -> None:
    append(study, '{"id": "3", "date_posted": "2026-03-01", "description": "Now only Rust maps are drawn."}')
    out = study.parent / "o"
    result = rolescope("run", study, "--out", out, "--workers", 1)
    assert "dropped 1: duplicate id with other content: postings, id 3" in result.stderr
    texts = {row["source_id"]: row["text"] for row in pq.read_table(out / "postings.parquet").to_pylist()}
    assert sorted(texts) == ["1", "2", "3"]
    assert texts["3"] == "Now only Rust maps are drawn."


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("slices:", "slicse:", "did you mean 'slices'?"),
        ("postings.jsonl", "gone.jsonl", "there is no such file"),
        ("codebook: ai-engineer", "codebook: ai-enginer", "ai-enginer"),
        ("[role_type]", "[role_tpye]", "role_tpye"),
        ("text: description", "text: body", "no postings"),
        ("coder: local", "coder: gold\nlabels: {jsonl: gone.jsonl}", "there is no such file of labels"),
        ("coder: local", "coder: imported\nlabels: {jsonl: gone.jsonl}", "field_guide"),
        ("2026-02-27", "2026-02-31", "study.yaml"),
    ],
)
def test_a_mistake_in_the_study_is_one_line_and_leaves_nothing_half_done(
    study: Path, right: str, wrong: str, said: str
) -> None:
    out = study.parent / "o"
    text = study.read_text()
    assert right in text
    study.write_text(text.replace(right, wrong))
    assert said in refused("run", study, "--out", out, "--workers", 1)
    left = {path.name for path in out.iterdir()} if out.exists() else set()
    assert not {name for name in left if name.endswith(".partial") or name.startswith(".")}


@pytest.mark.parametrize("wrong", ["coder: gold\nlabels: {jsonl: gone.jsonl}", "slices: [compny]", "sources: []"])
def test_a_run_that_fails_leaves_the_tables_of_the_run_before_it(study: Path, wrong: str) -> None:
    out = study.parent / "o"
    assert rolescope("run", study, "--out", out, "--workers", 1).exit_code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    append(study, '{"id": "9", "description": "Another map in Python."}')
    key = wrong.split(":")[0]
    text = study.read_text()
    if key == "sources":
        (study.parent / "postings.jsonl").write_text("")
    else:
        study.write_text(
            "\n".join(line for line in text.split("\n") if not line.startswith(key + ":")) + f"\n{wrong}\n"
        )
    refused("run", study, "--out", out, "--workers", 1)
    assert {path.name for path in out.iterdir()} == set(before)
    assert [path.name for path in out.iterdir() if path.read_bytes() != before[path.name]] == []


@pytest.mark.parametrize("command", [("show",), ("report",), ("export",), ("eval", "--gold", LABELS)])
def test_a_folder_that_is_no_run_is_one_line(tmp_path: Path, command: tuple[object, ...]) -> None:
    assert "rolescope run" in refused(command[0], tmp_path, *command[1:])


def test_a_run_that_was_interrupted_before_its_end_is_one_line_in_show(example: Path, tmp_path: Path) -> None:
    for path in example.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert "run.json" in refused("show", tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file of labels"),
        (b"{not json\n", "gold.jsonl:1"),
        (b'{"skills": []}\n', "gold.jsonl:1"),
        (b'{"job_id": "nowhere"}\n', "no labelled posting is in the run"),
        (b'{"job_id": "caf\xe9"}\n', "gold.jsonl"),
        (b"", "holds no label"),
        (
            b'{"job_id": "exA-01"}\n{"job_id": "exA-01"}\n',
            "gold.jsonl:2: the same annotator labels job_id 'exA-01' twice",
        ),
        (b'{"job_id": "exA-01", "work_mode": "office"}\n', "gold.jsonl:1: is no label (work_mode"),
    ],
)
def test_bad_gold_is_one_line(example: Path, tmp_path: Path, content: bytes | None, said: str) -> None:
    gold = tmp_path / "gold.jsonl"
    if content is not None:
        gold.write_bytes(content)
    assert said in refused("eval", example, "--gold", gold)


@pytest.mark.parametrize("separator", ["\u2028", "\x85"])
def test_a_line_of_gold_ends_at_its_line_feed_alone(example: Path, tmp_path: Path, separator: str) -> None:
    gold = tmp_path / "gold.jsonl"
    label = {"job_id": "exA-01", "note": f"a{separator}b", "skills": [{"quote": "Python", "section": "must"}]}
    gold.write_text(json.dumps(label, ensure_ascii=False) + "\n", encoding="utf-8")
    result = rolescope("eval", example, "--gold", gold)
    assert result.exit_code == 0, result.stderr


def test_an_unknown_format_is_one_line(example: Path) -> None:
    assert "csv, jsonl, parquet" in refused("export", example, "--format", "xlsx")


def test_a_corpus_that_is_nowhere_is_one_line_with_the_commands_that_fetch_it(tmp_path: Path) -> None:
    said = refused("reproduce", "--corpus", tmp_path)
    assert "git clone" in said
    assert "git -C field-guide checkout 1961e78" in said


def test_what_a_posting_says_cannot_reach_the_terminal_as_a_command(study: Path) -> None:
    text = study.read_text().replace("What is an AI engineer?", '"What [bold]is[/] \\e[31m this [/nothing]?"')
    study.write_text(text)
    result = rolescope("run", study, "--out", study.parent / "o", "--workers", 1)
    assert result.exit_code == 0, result.exception
    assert "\x1b" not in result.stdout
    assert "What [bold]is[/]" in result.stdout


def test_without_arguments_the_commands_are_listed() -> None:
    said = rolescope("--help").stdout
    assert all(command in said for command in ("run", "show", "init", "export", "reproduce", "eval"))


def test_the_installed_command_runs_and_says_nothing_but_progress_on_stderr(study: Path) -> None:
    command = [
        str(Path(sys.executable).parent / "rolescope"),
        "run",
        str(study),
        "--out",
        str(study.parent / "o"),
    ]
    done = subprocess.run([*command, "--workers", "1"], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "report.html" in done.stdout
    assert [line for line in done.stderr.splitlines() if not PROGRESS.match(line)] == []
    assert "\x1b" not in done.stdout + done.stderr


def test_a_sample_is_drawn_once_and_the_same_for_the_same_seed(example: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path in files:
        result = rolescope("sample", example, "--n", 30, "--for", "role_type,skills.RAG", "--out", path)
        assert result.exit_code == 0, result.stderr
        assert "30 postings to label" in result.stdout
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "may hold labels" in refused("sample", example, "--n", 30, "--out", files[0])
    more = tmp_path / "more.jsonl"
    assert rolescope("sample", example, "--n", 10, "--not-in", files[0], "--out", more).exit_code == 0
    first, second = (
        {json.loads(line)["job_id"] for line in path.read_text().splitlines()} for path in (files[0], more)
    )
    assert len(first) == 30 and len(second) == 10 and not first & second
    assert "more than the" in refused("sample", example, "--n", 9999, "--out", tmp_path / "c.jsonl")


def test_a_plan_says_what_labels_buy(example: Path) -> None:
    result = rolescope("plan", example, "--for", "backend,skills.RAG", "--n", 40, "--minutes-a-label", 6)
    assert result.exit_code == 0, result.stderr
    assert "Half-widths in points with 40 labels" in result.stdout and "4.0 hours" in result.stdout
    assert "did you mean 'backend'" in refused("plan", example, "--for", "backnd")


def test_terms_are_printed_and_written_and_a_second_time_alike(example: Path, tmp_path: Path) -> None:
    options = ("taxonomy", "terms", example, "--families", 1, "--employers", 1, "--most", 5)
    first = rolescope(*options, "--to", tmp_path / "terms.csv", "--workers", 1)
    again = rolescope(*options, "--to", tmp_path / "again.csv", "--workers", 1)
    assert first.exit_code == 0, first.stderr
    assert first.stdout == again.stdout
    assert (tmp_path / "terms.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()
    with (tmp_path / "terms.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == 5
    postings = pq.read_table(example / "postings.parquet").to_pylist()
    texts = {posting["posting_id"]: posting["text"] for posting in postings}
    for row in listed:
        assert row["term"] in first.stdout
        assert texts[row["posting_id_1"]][int(row["start_char_1"]) : int(row["end_char_1"])] == row["quote_1"]


def test_terms_of_a_folder_without_a_run_are_refused(tmp_path: Path) -> None:
    assert "there is no postings.parquet" in refused("taxonomy", "terms", tmp_path)
