from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.coders.classifier import (
    Decision,
    RoleCoder,
    posting_key,
    read_role_coder,
    shipped_role_coder,
    words_key,
)
from rolescope.coders.layout import lay_out
from rolescope.coders.role_features import Advertised
from rolescope.coders.sections import sections_in
from rolescope.coders.sentences import Sentence
from rolescope.coders.skills import skill_finder
from rolescope.coders.words import read_words

AGENTS = """Responsibilities
- Build LLM agents that answer questions of growers, with retrieval and tool calling
- Design prompts and evaluate language models on our own test sets
- Fine-tune language models and ship generative AI features to production
Requirements
- Hands-on experience with LLMs, RAG and prompt engineering
- Python, LangChain and vector databases in production
"""

PLATFORM = """Responsibilities
- Operate the Kubernetes clusters and networking of our greenhouses
- Own Terraform modules, on-call rotas and Linux images for the whole firm
- Keep databases and message queues reliable and patched
Requirements
- Five years of infrastructure engineering with Linux and networking
- Experience with Terraform, monitoring and incident response
"""

SALES = """Responsibilities
- Run demos and workshops with customers and clients across the region
- Guide enterprise customers through proof of concept deployments on site
- Be the trusted advisor of the client before and after the sale
Requirements
- Customer-facing experience as a sales engineer or solutions engineer
- Comfort in front of clients and their stakeholders
"""


def said_by(coder: RoleCoder, postings: Sequence[Advertised]) -> list[list[Decision]]:
    return coder.decide(postings, read_words([posting.text for posting in postings]))


def decide(title: str, text: str, source_id: str = "") -> list[Decision]:
    words = read_words([text])
    layout = lay_out([text], words)
    (skills,) = skill_finder().find_all(["marrow & pike"], layout, read_words([title]), words)
    advertised = Advertised(title, text, layout.units[0], skills, source_id)
    return said_by(shipped_role_coder(), [advertised])[0]


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        ("AI Engineer, Agents", AGENTS, "ai-first"),
        ("Infrastructure Engineer", PLATFORM, "ai-support"),
        ("Sales Engineer", SALES, "ai-support"),
    ],
)
def test_plain_roles(title: str, text: str, role: str) -> None:
    assert decide(title, text)[0].value == role


def test_customer_facing() -> None:
    assert decide("Sales Engineer", SALES)[1].value == "true"
    assert decide("Infrastructure Engineer", PLATFORM)[1].value == "false"


FORECASTS = """Responsibilities
- Design, train and deploy machine learning models for the forecasts of our growers
- Own AI solutions from prototype to production and fine-tune models for accuracy
Requirements
- Python, PyTorch, scikit-learn and deep learning
"""


def test_a_title_and_ai_solutions_are_not_ai_first_where_nothing_of_genai_is_asked_for() -> None:
    nice = FORECASTS + "Nice to have\n- Experience with LLMs and RAG\n"
    wanted = FORECASTS + "- Two years of building with LLMs and RAG\n"
    assert decide("AI Engineer", FORECASTS)[0].value != "ai-first"
    assert decide("AI Engineer", nice)[0].value != "ai-first"
    assert decide("AI Engineer", wanted)[0].value == "ai-first"


def test_a_value_that_a_limit_leaves_keeps_the_probability_that_the_model_gave_it() -> None:
    said = decide("AI Engineer", FORECASTS)[0]
    assert said.probability is not None
    assert said.probability < 0.5


def test_customers_whom_a_product_serves_are_nobody_whom_one_faces() -> None:
    served = AGENTS + "- Ship customer-visible features that customers, clients, sales and marketing use every day\n"
    assert decide("AI Engineer, Customer Experience", served)[1].value == "false"


def test_a_decision_has_one_or_two_quotes_and_false_none() -> None:
    role, customer = decide("Infrastructure Engineer", PLATFORM)
    assert 1 <= len(role.evidence) <= 2
    for span in role.evidence:
        field = PLATFORM if span.field == "text" else "Infrastructure Engineer"
        assert field[span.start_char : span.end_char] == span.quote
    assert customer.evidence == ()


def test_the_sentences_that_speak_of_models_are_the_evidence() -> None:
    quotes = [span.quote for span in decide("Engineer", AGENTS)[0].evidence]
    assert any("LLM" in quote or "language models" in quote for quote in quotes)


def test_nothing_said_is_unknown_and_false() -> None:
    role, customer = decide("Gardener", "We grow tomatoes under glass by the sea.")
    assert (role.value, role.probability, role.evidence) == ("unknown", None, ())
    assert (customer.value, customer.evidence) == ("false", ())


def test_the_same_posting_is_decided_alike() -> None:
    assert decide("AI Engineer", AGENTS) == decide("AI Engineer", AGENTS)


def test_probabilities_are_probabilities() -> None:
    for decision in decide("AI Engineer", AGENTS):
        assert decision.probability is not None
        assert 0 < decision.probability <= 1


def test_a_training_posting_is_known_by_its_words_and_by_its_id() -> None:
    coder = shipped_role_coder()
    keys = {words_key(PLATFORM): 2, posting_key("17", "AI Engineer"): 4}
    sections = sections_in(PLATFORM)
    spans = sections.sentences()
    known = type(coder)(coder.vocabulary, coder.models, keys, coder.telling, coder.heeded, coder.limits)
    postings = [
        Advertised("Any", PLATFORM, spans, []),
        Advertised("Any", PLATFORM.replace("\n", "  ").upper(), [], []),
        Advertised("AI engineer", AGENTS, [], [], "17"),
        Advertised("Baker", AGENTS, [], [], "17"),
    ]
    decided = said_by(known, postings)
    assert [[d.fold for d in decisions] for decisions in decided] == [[2, 2], [2, 2], [4, 4], [None, None]]
    assert decided[0][0].probability != said_by(coder, postings[:1])[0][0].probability


def test_postings_decided_together_are_decided_as_each_alone() -> None:
    coder = shipped_role_coder()
    postings = [
        Advertised(title, text, sections_in(text).sentences(), [])
        for title, text in (("Sales Engineer", SALES), ("", "We grow tomatoes."), ("Engineer", AGENTS), ("", PLATFORM))
    ]
    for together, posting in zip(said_by(coder, postings), postings, strict=True):
        for decision, alone in zip(together, said_by(coder, [posting])[0], strict=True):
            assert decision._replace(probability=None) == alone._replace(probability=None)
            assert decision.probability == pytest.approx(alone.probability, abs=1e-12)


def test_an_id_that_is_missing_is_no_key() -> None:
    assert posting_key("", "AI Engineer") == ""


@settings(max_examples=50)
@given(st.text(), st.text())
def test_any_unicode_is_decided_with_true_quotes(title: str, text: str) -> None:
    for decision in decide(title, text):
        for span in decision.evidence:
            field = title if span.field == "title" else text
            assert field[span.start_char : span.end_char] == span.quote


@pytest.mark.parametrize("piece", ["llm agents ", "build.", "customer-facing/", "- a\n"])
def test_hostile_texts_take_no_longer_than_they_must(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    spans = [Sentence(0, len(text), "work", False)]
    said_by(shipped_role_coder(), [Advertised(piece * 1000, text, spans, [])])
    assert time.process_time() - begun < 20


def test_the_arrays_hold_no_pickle() -> None:
    raw = (files("rolescope.coders") / "models" / "role_type.npz").read_bytes()
    assert all(name.endswith(".npy") for name in zipfile.ZipFile(io.BytesIO(raw)).namelist())
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "if" for name in arrays.files)


def test_an_array_of_objects_is_refused(tmp_path: Path) -> None:
    told: dict[str, list[str]] = {"terms": [], "themes": [], "categories": [], "models": [], "training": []}
    (tmp_path / "role_type.json").write_text(json.dumps(told))
    np.savez(tmp_path / "role_type.npz", theme_bits=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        read_role_coder(tmp_path, "role_type")


def test_the_model_is_small_and_holds_no_long_phrase() -> None:
    folder = files("rolescope.coders") / "models"
    raw = [(folder / name).read_bytes() for name in ("role_type.npz", "role_type.json")]
    assert sum(map(len, raw)) < 2_000_000
    assert max(term.count(" ") for term in json.loads(raw[1])["terms"]) <= 2


def test_every_training_posting_has_a_fold_and_out_of_fold_probabilities() -> None:
    told = json.loads((files("rolescope.coders") / "models" / "role_type.json").read_text(encoding="utf-8"))
    rows = told["training"]
    assert len({row["source_id"] for row in rows}) == len(rows) > 700
    for row in rows:
        assert row["fold"] in range(5)
        assert sum(row["role_type"]) == pytest.approx(1, abs=0.01)
        assert sum(row["customer_facing"]) == pytest.approx(1, abs=0.01)
