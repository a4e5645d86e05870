"""Near-duplicates planted among the postings of the example corpus: how many families find, and how many they invent."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

import pytest

from rolescope.clean.families import SAME_ADVERTISEMENT, jaccard, link_families
from rolescope.clean.shingles import shingle_sets
from rolescope.clean.signatures import signatures
from rolescope.clean.text import plain_text

EXAMPLE = Path(__file__).parents[2] / "studies/example/postings.jsonl"
MOST_EDITED = 0.05


def families_of(texts: dict[str, str]) -> dict[str, str]:
    return link_families(list(texts), signatures(list(texts.values())), lambda ids: [texts[name] for name in ids])


def edited(text: str, draw: random.Random) -> str:
    """The text with up to a twentieth of its words replaced, dropped or doubled, as a repost has it."""
    words = text.split(" ")
    for place in draw.sample(range(len(words)), round(len(words) * draw.uniform(0, MOST_EDITED))):
        words[place] = draw.choice(["Antwerp", "", f"{words[place]} {words[place]}", "€70,000"])
    return " ".join(words)


@pytest.mark.parametrize("seed", range(3))
def test_planted_near_duplicates_are_found_and_nothing_else_is_linked(seed: int) -> None:
    draw = random.Random(seed)
    rows = map(json.loads, EXAMPLE.read_text(encoding="utf-8").splitlines())
    originals = {row["id"]: plain_text(row["description"]) for row in rows}
    copies = {f"{name} copy": edited(text, draw) for name, text in originals.items()}
    texts = originals | copies
    sets = dict(zip(texts, shingle_sets(list(texts.values())), strict=True))
    planted = {name for name in originals if jaccard(sets[name], sets[f"{name} copy"]) >= SAME_ADVERTISEMENT}
    assert 80 <= len(planted) <= 160, "copies lie on both sides of the border"
    family, before = families_of(texts), families_of(originals)
    linked = {name for name in originals if family[name] == family[f"{name} copy"]}
    assert len(planted & linked) >= 0.95 * len(planted)
    assert len(planted & linked) >= 0.98 * len(linked)
    strangers = [pair for pair in combinations(originals, 2) if before[pair[0]] != before[pair[1]]]
    assert not [pair for pair in strangers if family[pair[0]] == family[pair[1]]]
