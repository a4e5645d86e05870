from __future__ import annotations

import numpy as np
import pytest

from rolescope.coders.output import Mention
from rolescope.coders.role_evidence import sentence_shares, telling_rows
from rolescope.coders.role_features import SECTIONS, Advertised, Readings, Vocabulary, read_postings
from rolescope.coders.sentences import Sentence
from rolescope.coders.words import read_words

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


def readings_of(postings: list[Advertised]) -> Readings:
    return read_postings(VOCABULARY, postings, read_words([posting.text for posting in postings]))


def test_themes_are_counted_by_section_alone_and_with_doing() -> None:
    reading = readings_of([Advertised("agents engineer", TEXT, SENTENCES, [LOOM])])
    by_section = reading.dense[0, : 2 * len(SECTIONS) * 4].reshape(2, len(SECTIONS), 4)
    assert by_section[0, 1].tolist() == pytest.approx([1 / 5, 2 / 5, 1 / 5, 1 / 5])
    assert by_section[1, 1].tolist() == pytest.approx((np.log1p([1, 2, 1, 1]) / 4).tolist())
    core, absent, title = reading.dense[0, 2 * len(SECTIONS) * 4 :][:6].reshape(3, 2)
    assert core.tolist() == pytest.approx([1 / 5, 2 / 5])
    assert absent.tolist() == [0, 0]
    assert title.tolist() == [0, 0.5]


def test_ngrams_count_once_a_sentence_and_only_where_something_is_asked_for() -> None:
    reading = readings_of([Advertised("engineer", TEXT + " agents", SENTENCES, [])])
    assert reading.gram_rows.tolist() == [1, 2]
    assert [part.tolist() for part in reading.held] == [[0], [0], [2], [0, 0]]
    assert reading.dense[0, VOCABULARY.theme_columns :][: VOCABULARY.title_columns].tolist() == [1]


def test_codes_count_by_section_and_category() -> None:
    reading = readings_of([Advertised("", TEXT, SENTENCES, [LOOM, LOOM._replace(value="shuttle")])])
    assert reading.dense[0, -4:].tolist() == pytest.approx([0, 0, 0, np.log(3) / 4])


def test_shares_of_the_sentences_add_up_to_what_the_themes_add() -> None:
    reading = readings_of([Advertised("agents engineer", TEXT, SENTENCES, [LOOM])])
    weights = np.arange(1.0, reading.dense.shape[1] + 1)[None]
    weights[:, -4:] = 0
    shares = sentence_shares(VOCABULARY, reading, weights)
    assert shares.sum() == pytest.approx(float((weights * reading.dense).sum()))
    assert shares[1] > shares[2] > shares[3] == 0


def test_an_empty_posting() -> None:
    reading = readings_of([Advertised("", "", [], [])])
    assert reading.gram_rows.size == 0
    assert np.isfinite(reading.dense).all()


def test_postings_read_together_are_read_as_each_alone() -> None:
    one = Advertised("agents engineer", TEXT, SENTENCES, [LOOM])
    other = Advertised("", "build a loom", [Sentence(0, 12, "must", False)], [])
    both, first, second = (readings_of(some) for some in ([one, other], [one], [other]))
    assert both.posting.tolist() == [0, 0, 0, 0, 1, 1]
    assert both.titles().tolist() == [0, 4]
    assert both.dense.tolist() == [*first.dense.tolist(), *second.dense.tolist()]
    assert both.held.posting.tolist() == [0] * len(first.held.posting) + [1] * len(second.held.posting)
    assert both.held.column.tolist() == [*first.held.column.tolist(), *second.held.column.tolist()]
    assert both.gram_rows.tolist() == [*first.gram_rows.tolist(), *(second.gram_rows + 4).tolist()]


def test_rows_that_add_most_are_told_but_no_empty_title_and_no_blurb_beside_others() -> None:
    one = Advertised("", TEXT, SENTENCES, [])
    blurb = Advertised("", TEXT, [sentence._replace(section="other") for sentence in SENTENCES], [])
    readings = readings_of([one, blurb])
    shares = np.array([9.0, 1.0, 0.4, 5.0, 9.0, 1.0, 0.6, 2.0])
    assert telling_rows(shares, readings, np.array([False, False])) == [[1], [7, 5]]
    assert telling_rows(shares, readings, np.array([True, True])) == [[0], [4]]


def test_of_equal_rows_the_first_is_told() -> None:
    readings = readings_of([Advertised("", TEXT, SENTENCES, []), Advertised("", "", [], [])])
    shares = np.array([0.0, 2.0, 2.0, 7.0, 0.0])
    assert telling_rows(shares, readings, np.array([False, False])) == [[1, 2], []]
