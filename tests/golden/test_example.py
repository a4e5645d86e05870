"""Figures of the example corpus, counted here from its labels, against the stored estimates of a run.

Nothing of rolescope counts here: shares are counted in plain Python from `labels.jsonl`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from scipy import stats

from rolescope.study import run
from rolescope.studyfile import read_study

STUDIES = Path(__file__).resolve().parents[2] / "studies"
REPOSTS = {
    "exA-39": "exA-03", "exA-40": "exA-04", "exB-06": "exB-01", "exB-31": "exB-30",
    "exC-21": "exC-01", "exC-36": "exC-02", "exD-05": "exD-02", "exD-23": "exD-22",
    "exC-33": "exC-12",
}  # fmt: skip
"""The exact reposts, as their authors wrote them, and the one near copy that shares .8 of its word 5-grams."""
SAME_EMPLOYER = {"Quillhaven Ltd": "Quillhaven"}
"""The one employer that is written in two ways."""
RULES = ("any but other", "must")
SKILLS_CHECKED = 40

Held = Mapping[tuple[str, str], frozenset[str]]


def lines(name: str) -> list[dict[str, Any]]:
    text = (STUDIES / "example" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


EMPLOYER = {
    posting["id"]: SAME_EMPLOYER.get(posting["company"], posting["company"])
    for posting in lines("postings.jsonl")
    if posting["id"] not in REPOSTS
}
"""Of each family, by the id of its first posting."""
SIZE = Counter(EMPLOYER.values())


def families_with() -> Held:
    """Families that have each skill, by skill and section rule; a family has what any of its postings has."""
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for label in lines("labels.jsonl"):
        family = REPOSTS.get(label["job_id"], label["job_id"])
        for skill in label["skills"]:
            if skill["section"] != "other":
                held[skill["skill"], "any but other"].add(family)
            if skill["section"] == "must":
                held[skill["skill"], "must"].add(family)
    return {key: frozenset(families) for key, families in held.items()}


HELD = families_with()
REQUIRED = [skill for skill, rule in HELD if rule == "must"]
SKILLS = sorted(REQUIRED, key=lambda skill: (-len(HELD[skill, "any but other"]), skill))[:SKILLS_CHECKED]


def employer_share(families: frozenset[str]) -> Fraction:
    """Mean over employers of the part of their own families that have the skill."""
    mine = Counter(EMPLOYER[family] for family in families)
    return sum((Fraction(mine[employer], size) for employer, size in SIZE.items()), Fraction()) / len(SIZE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example-gold")
    run(read_study(STUDIES / "example-gold.yaml"), out, workers=1)
    return out


Stored = dict[tuple[str, str, str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def stored(folder: Path) -> Stored:
    rows = pq.read_table(folder / "estimates.parquet").to_pylist()
    return {(r["value"], r["section_rule"], r["unit"], r["target"]): r for r in rows if r["slice_by"] is None}


def test_the_corpus_is_what_its_readme_says() -> None:
    assert len(lines("postings.jsonl")) == len(lines("labels.jsonl")) == 168
    assert (len(EMPLOYER), len(SIZE)) == (159, 90)


def test_every_label_stands_in_its_posting(folder: Path) -> None:
    assert pq.read_metadata(folder / "rejections.parquet").num_rows == 0


def test_the_manifest_counts_the_same(folder: Path) -> None:
    postings = json.loads((folder / "run.json").read_text(encoding="utf-8"))["postings"]
    assert {name: postings[name] for name in ("came_in", "kept", "families", "employers")} == {
        "came_in": 168, "kept": 168, "families": 159, "employers": 90,
    }  # fmt: skip


def test_the_manifest_counts_the_same_reposts(folder: Path) -> None:
    sizes = Counter(REPOSTS.values())
    found = json.loads((folder / "run.json").read_text(encoding="utf-8"))["postings"]["reposts"]
    assert (found["redundant"], found["reposted"]) == (len(REPOSTS), len(REPOSTS) + len(sizes))
    assert found["largest"] == 1 + max(sizes.values())


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("skill", SKILLS)
def test_shares_of_postings(stored: Stored, skill: str, rule: str) -> None:
    count = len(HELD[skill, rule])
    observed = stored[skill, rule, "posting", "corpus"]
    assert (observed["count"], observed["n"], observed["n_uncoded"]) == (count, 159, 0)
    assert observed["share"] == pytest.approx(count / 159)
    published = stored[skill, rule, "posting", "process"]
    assert (published["status"], published["count"], published["n_employers"]) == ("published", count, 90)
    assert published["share"] == pytest.approx(count / 159)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("skill", SKILLS)
def test_shares_of_employers(stored: Stored, skill: str, rule: str) -> None:
    row = stored[skill, rule, "employer", "process"]
    assert (row["status"], row["n_employers"]) == ("published", 90)
    assert row["share"] == pytest.approx(float(employer_share(HELD[skill, rule])))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("skill", SKILLS[:5])
def test_intervals_of_shares_of_postings(stored: Stored, skill: str, rule: str) -> None:
    row = stored[skill, rule, "posting", "process"]
    mine = Counter(EMPLOYER[family] for family in HELD[skill, rule])
    share = sum(mine.values()) / 159
    variance = 90 / 89 * sum((mine[e] - share * size) ** 2 for e, size in SIZE.items()) / 159**2
    deff = max(1.0, variance / (share * (1 - share) / 159))
    size = min(159.0, 159 / deff * (stats.t.ppf(0.975, 158) / stats.t.ppf(0.975, 89)) ** 2)
    limits = [float(stats.beta.ppf(q, share * size + 0.5, (1 - share) * size + 0.5)) for q in (0.025, 0.975)]
    assert (row["deff"], row["n_effective"]) == (pytest.approx(deff), pytest.approx(size))
    assert [row["low"], row["high"]] == pytest.approx(limits)


def test_the_estimates_have_every_labelled_skill_and_no_other(stored: Stored) -> None:
    estimated = {value for value, rule, _, _ in stored if rule == "any but other"}
    assert estimated == {skill for skill, rule in HELD if rule == "any but other"}
