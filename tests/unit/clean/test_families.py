from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.clean import families
from rolescope.clean.families import jaccard, link_families
from rolescope.clean.shingles import shingle_sets
from rolescope.clean.signatures import signatures


def linked(texts: dict[str, str]) -> dict[str, str]:
    def texts_of(ids: Sequence[str]) -> list[str]:
        return [texts[name] for name in ids]

    return link_families(list(texts), signatures(list(texts.values())), texts_of)


def members(texts: dict[str, str]) -> set[frozenset[str]]:
    family = linked(texts)
    return {frozenset(name for name in family if family[name] == one) for one in family.values()}


def advertisement(seed: int, length: int = 200) -> list[str]:
    draw = random.Random(seed)
    return [f"w{draw.randrange(10**6)}" for _ in range(length)]


def edited(words: list[str], edits: int, seed: int) -> str:
    draw = random.Random(seed)
    changed = list(words)
    for place in draw.sample(range(len(words)), edits):
        changed[place] = f"z{draw.randrange(10**6)}"
    return " ".join(changed)


def test_one_advertisement_per_city_is_a_family_and_another_is_not() -> None:
    words = advertisement(1)
    texts = {
        "berlin": " ".join([*words, "Berlin", "EUR"]),
        "porto": " ".join([*words, "Porto", "Portugal"]),
        "agency": " ".join(["Our", "client", "hires", *words]),
        "other": " ".join(advertisement(2)),
    }
    assert members(texts) == {frozenset({"berlin", "porto", "agency"}), frozenset({"other"})}


def test_a_family_is_joined_through_others() -> None:
    words = advertisement(3, 100)
    texts = {"a": words, "b": words[10:], "c": words[20:]}
    first, second, third = shingle_sets([" ".join(text) for text in texts.values()])
    assert jaccard(first, third) < 0.8 < min(jaccard(first, second), jaccard(second, third))
    assert members({name: " ".join(text) for name, text in texts.items()}) == {frozenset("abc")}


@pytest.mark.parametrize(("apart", "together"), [(12, True), (13, False)])
def test_the_border_is_a_jaccard_of_eight_tenths(apart: int, together: bool) -> None:
    common = advertisement(4, 100)
    one, other = (" ".join(common + advertisement(seed, apart)) for seed in (5, 6))
    assert jaccard(*shingle_sets([one, other])) == 96 / (96 + 2 * apart)
    assert (len(members({"one": one, "other": other})) == 1) is together


def test_short_texts_are_one_family_only_where_they_are_spelt_alike() -> None:
    words = advertisement(7, 29)
    same, spaced, more = " ".join(words), "\n".join(words), " ".join(words) + "!"
    assert members({"a": same, "b": spaced, "c": more}) == {frozenset("ab"), frozenset("c")}


def test_texts_without_words_belong_to_nobody() -> None:
    assert len(members({"a": "", "b": "", "c": "…", "d": "…"})) == 4


def test_no_postings_have_no_family() -> None:
    assert linked({}) == {}


def test_the_family_id_hangs_on_the_smallest_id_alone() -> None:
    words = advertisement(8)
    two = {"b": " ".join(words), "c": " ".join([*words, "Berlin"])}
    larger = {"d": " ".join(words), "x": " ".join(advertisement(9)), **two}
    assert linked(two)["b"] == linked(larger)["d"] == linked({"b": "other"})["b"]
    assert linked({"a": " ".join(words), **two})["b"] != linked(two)["b"]


CORPUS = {f"{seed}-{copy}": edited(advertisement(seed, 120), copy * 2, copy) for seed in range(4) for copy in range(5)}
EXPECTED = linked(CORPUS)


@given(st.permutations(sorted(CORPUS)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_postings_does_not_matter(order: list[str]) -> None:
    assert linked({name: CORPUS[name] for name in order}) == EXPECTED


@given(st.integers(0, 2**32), st.lists(st.integers(0, 14), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_families_are_those_of_comparing_all_pairs(seed: int, edits: list[int]) -> None:
    base = advertisement(seed)
    texts = {str(number): edited(base, count, seed + number) for number, count in enumerate(edits)}
    sets = dict(zip(texts, shingle_sets(list(texts.values())), strict=True))
    groups = {name: frozenset({name}) for name in texts}
    for one, other in combinations(texts, 2):
        if jaccard(sets[one], sets[other]) >= 0.8:
            union = groups[one] | groups[other]
            groups |= dict.fromkeys(union, union)
    found = members(texts)
    assert all(any(family <= group for group in groups.values()) for family in found), "nothing else is linked"
    if all(not 0.8 <= jaccard(sets[one], sets[other]) < 0.85 for one, other in combinations(texts, 2)):
        assert found == set(groups.values())


def test_texts_are_fetched_a_part_at_a_time_and_only_where_they_are_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "_TEXTS_AT_ONCE", 4)
    texts = CORPUS | {f"alone-{seed}": " ".join(advertisement(100 + seed)) for seed in range(30)}
    asked: list[list[str]] = []

    def texts_of(ids: Sequence[str]) -> list[str]:
        asked.append(list(ids))
        return [texts[name] for name in ids]

    found = link_families(list(texts), signatures(list(texts.values())), texts_of)
    assert {name: found[name] for name in CORPUS} == EXPECTED
    assert max(map(len, asked)) <= 4 + 5
    assert not any(name.startswith("alone") for names in asked for name in names)


def test_many_copies_are_linked_without_fetching_them() -> None:
    text = " ".join(advertisement(10))
    names = [str(number) for number in range(5_000)]

    def texts_of(ids: Sequence[str]) -> list[str]:
        raise AssertionError(ids)

    assert len(set(link_families(names, signatures([text] * 5_000), texts_of).values())) == 1
