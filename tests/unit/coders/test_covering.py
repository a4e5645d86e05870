from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.covering import Covering

WORDS = st.lists(st.sampled_from(["maps", "data", "not", "the"]), max_size=9)


def by_hand(text: list[str], quote: list[str]) -> tuple[int, int] | None:
    """Places of the first and the last word of the cover that ends first, the shortest of those; every choice is tried."""
    content = [place for place, word in enumerate(text) if word != "the"]
    wanted = [word for word in quote if word != "the"]
    found = []
    for places in combinations(content, len(wanted)):
        passed = [at for at in content if places and places[0] < at < places[-1] and at not in places]
        fits = [text[at] for at in places] == wanted and len(passed) <= len(wanted) // 4
        if wanted and fits and "not" not in [text[at] for at in passed]:
            found.append((places[-1], -places[0]))
    return (-min(found)[1], min(found)[0]) if found else None


@given(WORDS, WORDS)
def test_the_first_and_shortest_cover_is_found(text: list[str], quote: list[str]) -> None:
    begins = [sum(len(word) + 1 for word in text[:place]) for place in range(len(text))]
    places = by_hand(text, quote)
    span = Covering(" ".join(text)).find(" ".join(quote))
    assert span == (places and (begins[places[0]], begins[places[1]] + len(text[places[1]])))


def test_the_next_cover_begins_after_the_last() -> None:
    covering = Covering("Maps, Data. maps the data")
    assert covering.find("maps data") == (0, 10)
    assert covering.find("maps data", 10) == (12, 25)
    assert covering.find("maps data", 13) is None


@pytest.mark.parametrize(("passed", "is_found"), [(4, True), (5, False)])
def test_a_long_quote_passes_over_no_more_than_four_words(passed: int, is_found: bool) -> None:
    quote = [f"w{n}" for n in range(40)]
    text = " more ".join(quote[: passed + 1]) + " " + " ".join(quote[passed + 1 :])
    assert (Covering(text).find(" ".join(quote)) is not None) == is_found
