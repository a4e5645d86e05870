from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.errors import RolescopeError
from rolescope.studyfile import read_study

STUDY = """\
study: maps
question: What is a cartographer?
frame: {query: Cartographer, site: a site, places: [Porto, Faro], collected: 2026-02-27}
sources:
  - jsonl: postings.jsonl
    columns: {source_id: id, text: description}
slices: [company]
"""


def put(folder: Path, text: str) -> Path:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> RolescopeError:
    path = put(folder, text)
    with pytest.raises(RolescopeError) as caught:
        read_study(path)
    assert "\n" not in str(caught.value)
    assert str(path) in caught.value.place
    assert caught.value.remedy
    return caught.value


def test_a_study_file_is_read_with_its_defaults(tmp_path: Path) -> None:
    study = read_study(put(tmp_path, STUDY))
    assert (study.study, study.question) == ("maps", "What is a cartographer?")
    assert study.frame.collected == dt.date(2026, 2, 27)
    assert study.frame.places == ("Porto", "Faro")
    assert (study.sources[0].kind, study.sources[0].path) == ("jsonl", Path("postings.jsonl"))
    assert (study.codebook, study.coder, study.level, study.slices) == (
        "ai-engineer",
        "local",
        0.95,
        ("company",),
    )


def test_paths_are_relative_to_the_study_file_unless_absolute(tmp_path: Path) -> None:
    study = read_study(put(tmp_path, STUDY))
    assert study.resolve(Path("postings.jsonl")) == tmp_path.resolve() / "postings.jsonl"
    assert study.resolve(Path("/data/p.jsonl")) == Path("/data/p.jsonl")


@pytest.mark.parametrize(
    ("right", "typed", "name", "near"),
    [
        ("slices:", "slicse:", "slicse", "slices"),
        ("places:", "place:", "place", "places"),
        ("slices: [company]", "codbook: ai-engineer", "codbook", "codebook"),
        ("columns: {source_id: id, text:", "columns: {sourceid: id, text:", "sourceid", "source_id"),
        ("    columns:", "    nmae: x\n    columns:", "nmae", "name"),
        ("question:", "quetion:", "quetion", "question"),
        ("query:", "querry:", "querry", "query"),
        ("- jsonl:", "- jsnol:", "jsnol", "jsonl"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(
    tmp_path: Path, right: str, typed: str, name: str, near: str
) -> None:
    error = refusal(tmp_path, STUDY.replace(right, typed))
    assert f"'{name}'" in str(error)
    assert f"did you mean '{near}'?" in str(error)


def test_a_key_like_no_other_is_refused_without_a_guess(tmp_path: Path) -> None:
    error = refusal(tmp_path, STUDY + "zzzzzz: 1\n")
    assert "unknown key 'zzzzzz'" in error.what
    assert "did you mean" not in str(error)


@pytest.mark.parametrize("key", ["folder: /etc", "1: x", "? [a]\n: x", "true: x"])
def test_no_other_key_is_let_through(tmp_path: Path, key: str) -> None:
    refusal(tmp_path, STUDY + key + "\n")


@pytest.mark.parametrize("key", ["study", "question", "frame", "sources"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    kept = [part for part in STUDY.replace("\n  ", "\t").split("\n") if not part.startswith(key + ":")]
    error = refusal(tmp_path, "\n".join(kept).replace("\t", "\n  "))
    assert f"'{key}' is missing" in error.what


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("- jsonl: postings.jsonl\n    columns", "- columns", "exactly one of"),
        ("jsonl: postings.jsonl", "jsonl: a\n    csv: b", "exactly one of"),
        (", text: description", "", "which column holds the text"),
        ("slices: [company]", "coder: parrot", "local"),
        ("slices: [company]", "coder: gold", "needs labels"),
        ("slices: [company]", "coder: gold\nlabels: {}", "exactly one of jsonl, field_guide"),
        ("slices: [company]", "level: 95", "less than 1"),
        ("slices: [company]", "slices: company", "slices"),
        ("slices: [company]", "seed: soon", "seed"),
        ("2026-02-27", "yesterday", "collected"),
        ("2026-02-27", "2026-02-31", "study.yaml"),
        (
            "sources:\n  - jsonl: postings.jsonl\n    columns: {source_id: id, text: description}",
            "sources: []",
            "sources",
        ),
        ("text: description", "text: 5", "columns"),
    ],
)
def test_a_wrong_value_is_one_line_that_says_where(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in STUDY
    assert said in str(refusal(tmp_path, STUDY.replace(right, wrong)))


@pytest.mark.parametrize(
    "text", ["", "just words", "- a\n- list", "study: [unclosed", "a: b: c", "\x01", "a: !!python/none x"]
)
def test_what_is_no_study_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    refusal(tmp_path, text)


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_bytes(STUDY.replace("maps", "karten für alle").encode("latin-1"))
    with pytest.raises(RolescopeError, match="is not valid YAML"):
        read_study(path)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"there is no such study file.*rolescope init"):
        read_study(tmp_path / "gone.yaml")


def test_a_folder_in_the_place_of_a_study_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError):
        read_study(tmp_path)


def test_the_digest_is_of_what_the_file_says_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    here, there = (
        read_study(put(tmp_path, STUDY)),
        read_study(put(tmp_path / "elsewhere", "# a comment\n" + STUDY)),
    )
    assert here.digest() == there.digest()
    assert here.digest() != read_study(put(tmp_path, STUDY + "seed: 1\n")).digest()


@given(st.text(max_size=60) | st.text(st.sampled_from("a:-[]{}&*!|>'\"% \n\t0123456789"), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_in_the_place_of_a_study_is_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("s") / "study.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(RolescopeError) as caught:
        read_study(path)
    assert "\n" not in str(caught.value)


SECOND = "  - {{csv: {path}, columns: {{text: t}}}}\nslices"


def test_a_source_is_called_by_its_path_from_the_study_unless_it_has_a_name(tmp_path: Path) -> None:
    text = STUDY.replace("jsonl: postings.jsonl", f"jsonl: {tmp_path}/jan/postings.jsonl")
    study = read_study(put(tmp_path, text.replace("slices", SECOND.format(path="feb/postings.csv, name: second"))))
    assert [study.source_name(source) for source in study.sources] == ["jan/postings", "second"]


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    read_study(put(tmp_path, STUDY.replace("slices", SECOND.format(path="feb/postings.csv"))))
    said = str(refusal(tmp_path, STUDY.replace("slices", SECOND.format(path="./postings.csv"))))
    assert "two sources are called 'postings'" in said


def test_values_of_margins_are_text_whatever_yaml_makes_of_them(tmp_path: Path) -> None:
    study = read_study(put(tmp_path, STUDY + "margins: {management: {true: .2, false: .8}, level: {2: 1}}\n"))
    assert study.margins == {"management": {"true": 0.2, "false": 0.8}, "level": {"2": 1.0}}


@pytest.mark.parametrize(
    ("margin", "said"),
    [
        ("{DE: .5, GB: .4}", "the shares of country sum to 0.9, not 1"),
        ("{DE: 1, GB: 0}", "the shares of country must be above 0"),
        ("{DE: .5, GB: .nan}", "the shares of country must be above 0"),
        ("{}", "the shares of country sum to 0, not 1"),
        ("[DE]", "valid dictionary"),
        ("{DE: many}", "valid number"),
    ],
)
def test_margins_that_are_no_shares_of_a_whole_are_refused(tmp_path: Path, margin: str, said: str) -> None:
    assert said in refusal(tmp_path, STUDY + f"margins: {{country: {margin}}}\n").what
