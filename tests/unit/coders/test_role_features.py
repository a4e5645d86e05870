from __future__ import annotations

import numpy as np
import pytest

from rolescope.coders.output import Mention
from rolescope.coders.role_features import SECTIONS, Vocabulary, read_posting, sentence_shares
from rolescope.coders.sentences import Sentence

VOCABULARY = Vocabulary(
    terms=("build", "agents", "loom", "engineer"),
    themes=("doing", "agents"),
    theme_bits=np.array([1, 2, 0, 0]),
    grams=np.array([-1, 0, 1, -1]),
    title_grams=np.array([-1, -1, -1, 0]),
    categories=("weaving",),
)
TEXT = "build agents\nthe agents\nour loom"
SENTENCES = [Sentence(0, 12, "work", False), Sentence(13, 23, "work", False), Sentence(24, 32, "other", False)]
LOOM = Mention("skills", "loom", "weaving", "other", "text", "loom", 28, 32)


def test_themes_are_counted_by_section_alone_and_with_doing() -> None:
    reading = read_posting(VOCABULARY, "agents engineer", TEXT, SENTENCES, [LOOM])
    by_section = reading.dense[: 2 * len(SECTIONS) * 4].reshape(2, len(SECTIONS), 4)
    assert by_section[0, 1].tolist() == pytest.approx([1 / 5, 2 / 5, 1 / 5, 1 / 5])
    assert by_section[1, 1].tolist() == pytest.approx((np.log1p([1, 2, 1, 1]) / 4).tolist())
    core, absent, title = reading.dense[2 * len(SECTIONS) * 4 :][:6].reshape(3, 2)
    assert core.tolist() == pytest.approx([1 / 5, 2 / 5])
    assert absent.tolist() == [0, 0]
    assert title.tolist() == [0, 0.5]


def test_ngrams_count_once_a_sentence_and_only_where_something_is_asked_for() -> None:
    reading = read_posting(VOCABULARY, "engineer", TEXT + " agents", SENTENCES, [])
    assert reading.gram_rows.tolist() == [1, 2]
    assert reading.gram_columns.tolist() == [0, 0]
    assert reading.often.tolist() == [2, 0]
    assert reading.title_columns.tolist() == [0]


def test_codes_count_by_section_and_category() -> None:
    reading = read_posting(VOCABULARY, "", TEXT, SENTENCES, [LOOM, LOOM._replace(value="shuttle")])
    assert reading.dense[-4:].tolist() == pytest.approx([0, 0, 0, np.log(3) / 4])


def test_shares_of_the_sentences_add_up_to_what_the_themes_add() -> None:
    reading = read_posting(VOCABULARY, "agents engineer", TEXT, SENTENCES, [LOOM])
    weights = np.arange(1.0, len(reading.dense) + 1)
    weights[-4:] = 0
    shares = sentence_shares(VOCABULARY, reading, weights)
    assert shares.sum() == pytest.approx(float(weights @ reading.dense))
    assert shares[1] > shares[2] > shares[3] == 0


def test_an_empty_posting() -> None:
    reading = read_posting(VOCABULARY, "", "", [], [])
    assert reading.gram_rows.size == 0
    assert np.isfinite(reading.dense).all()
