"""The published study's own labels, given as a model would give them. No text of its postings is written here."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import pytest

from rolescope.coders import imported
from rolescope.published import published_figures
from rolescope.study import run
from rolescope.studyfile import read_study
from tests.scripted_model import Read, played, posting_of, says

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "../shared/field-guide"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "job-market" / "data_raw").is_dir(), reason=f"no corpus at {CORPUS}"),
]


class Replayed(NamedTuple):
    """Tables of the replay, and the study's labels of each posting."""

    codings: list[dict[str, Any]]
    rejections: list[dict[str, Any]]
    assessments: list[dict[str, Any]]
    postings: dict[str, dict[str, Any]]
    labels: dict[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    out = tmp_path_factory.mktemp("replay")
    study = read_study(ROOT / "studies" / "ai-engineer-2026.yaml")
    labels = imported.study_labels(CORPUS.resolve())
    by_labels = study.changed("", coder="imported", labels={"field_guide": "auto"}, slices=())
    run(by_labels, out, corpus=CORPUS, workers=1)
    postings = {row["posting_id"]: row for row in pq.read_table(out / "postings.parquet").to_pylist()}
    known = {Read(row["title"], row["company"], row["text"]): row["source_id"] for row in postings.values()}

    with (
        played(lambda prompt: answer(labels[known[posting_of(prompt)]])) as (room, _),
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr("rolescope.by_model.stage.open_room", lambda *_: nullcontext(room))
        run(study.changed("", coder="llm", model="fake:study", slices=()), out, corpus=CORPUS, workers=1)
    codings, rejections, assessments = (
        pq.read_table(out / f"{name}.parquet").to_pylist() for name in ("codings", "rejections", "assessments")
    )
    return Replayed(
        codings, rejections, assessments, postings, {key: labels[row["source_id"]] for key, row in postings.items()}
    )


def answer(position: Mapping[str, Any]) -> str:
    """A posting's labels as a model writes them; the study has no quotes but the labels themselves."""
    return says(
        role_type={"quotes": [], "value": position["ai_type"]["type"]},
        customer_facing={"quotes": [], "value": bool(position["is_customer_facing"])},
        management={"quotes": [], "value": bool(position["is_management"])},
        skills=[str(entry) for entries in (position.get("skills") or {}).values() for entry in entries or ()],
        responsibilities=[{"quote": str(one), "theme": "none"} for one in position.get("responsibilities") or ()],
    )


def entries(labels: Mapping[str, Any], group: str) -> list[str]:
    return [str(entry) for entry in (labels.get("skills") or {}).get(group) or ()]


def test_accepted_and_rejected_together_are_the_published_figures(replayed: Replayed) -> None:
    refused = {(r["posting_id"], r["variable"], r["value"]) for r in replayed.rejections}
    quotes: dict[str, set[str]] = defaultdict(set)
    for row in replayed.codings:
        if row["variable"] == "skills":
            quotes[row["posting_id"]].add(plain(row["quote"]))
    at_rest = {(r["posting_id"], r["variable"], r["value"]) for r in replayed.assessments if r["value"] is not None}
    for figure in published_figures():
        accepted = rejected = 0
        for posting_id, labels in replayed.labels.items():
            if figure.variable != "skills":
                accepted += (posting_id, figure.variable, figure.entry) in at_rest
                rejected += (posting_id, figure.variable, figure.entry) in refused
                continue
            for entry in entries(labels, figure.group):
                if entry == figure.entry:
                    is_refused = (posting_id, "skills", entry) in refused
                    rejected += is_refused
                    accepted += not is_refused and supports(quotes[posting_id], entry)
        assert accepted + rejected == figure.expected_count, figure


def plain(quote: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|[+#]", quote.casefold()))


def supports(quotes: set[str], entry: str) -> bool:
    """Whether a coding stands on the entry, or on a name of the taxonomy within it."""
    words = f" {plain(entry)} "
    return any(f" {quote} " in words or words in f" {quote} " for quote in quotes)


def test_nothing_that_stands_in_a_posting_as_a_word_of_its_own_is_refused(replayed: Replayed) -> None:
    for row in replayed.rejections:
        if row["variable"] == "skills" and row["reason"] == "no such quote in the text":
            text = replayed.postings[row["posting_id"]]["text"]
            assert not re.search(rf"(?<![\w]){re.escape(row['quote'])}(?![\w+#])", text), row


def test_what_is_refused_is_listed_by_term_and_the_prompts_own_examples_lead(replayed: Replayed) -> None:
    refused = Counter(row["value"] for row in replayed.rejections if row["variable"] == "skills")
    assert {"Docker", "Python", "RAG"} <= {term for term, _ in refused.most_common(20)}
    assert refused["Docker"] > 90, "published at 31 %, named in 20 %"


def test_duties_in_other_words_than_the_postings_are_refused(replayed: Replayed) -> None:
    refused = [row for row in replayed.rejections if row["variable"] == "responsibilities"]
    kept = [row for row in replayed.codings if row["variable"] == "responsibilities"]
    assert len(refused) > 2000 < len(kept)
    for row in kept:
        text = replayed.postings[row["posting_id"]]["text"]
        assert text[row["start_char"] : row["end_char"]] == row["quote"]
