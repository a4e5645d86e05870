from __future__ import annotations

import pytest

from rolescope.sampling.cascade import SAMPLE, UNSURE_BELOW, Doubt, choose

DOUBTS = [Doubt(f"p{n:03}", n / 200) for n in range(200)]


def test_the_sample_is_random_of_all_and_the_doubtful_come_after_it_least_sure_first() -> None:
    chosen = choose(DOUBTS, seed=7)
    assert len(set(chosen.sample)) == SAMPLE
    assert list(chosen.sample) != sorted(chosen.sample)
    assert list(chosen.unsure) == [d.posting_id for d in DOUBTS if d.confidence < UNSURE_BELOW]
    assert chosen.order[:SAMPLE] == list(chosen.sample)
    assert len(chosen.order) == len(set(chosen.order)) == len({*chosen.sample, *chosen.unsure})


def test_the_order_of_the_postings_changes_nothing_and_the_seed_does() -> None:
    assert set(choose(DOUBTS[::-1], seed=7).sample) == set(choose(DOUBTS, seed=7).sample)
    assert choose(DOUBTS, seed=8).sample != choose(DOUBTS, seed=7).sample


def test_each_posting_is_sampled_as_often_as_its_probability_says() -> None:
    counts = dict.fromkeys((d.posting_id for d in DOUBTS[:20]), 0)
    for seed in range(400):
        for posting_id in choose(DOUBTS[:20], seed, size=5).sample:
            counts[posting_id] += 1
    assert all(60 <= count <= 140 for count in counts.values()), "100 are expected, with a standard deviation of 9"


def test_inclusion_is_that_of_the_postings_that_were_answered() -> None:
    chosen = choose(DOUBTS, seed=7)
    answered = {*chosen.sample[:40], "p-elsewhere"}
    assert chosen.inclusion(answered) == dict.fromkeys(chosen.sample[:40], pytest.approx(40 / 200))


def test_fewer_postings_than_a_sample_are_all_of_it_and_none_is_none() -> None:
    chosen = choose(DOUBTS[:3], seed=1)
    assert chosen.inclusion(set(chosen.sample)) == dict.fromkeys(chosen.sample, 1.0)
    assert choose([], seed=1).order == []
