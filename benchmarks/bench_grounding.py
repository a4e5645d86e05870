"""Placing 60 quotes in a posting of 20 KB, and in texts made to be slow: CPU of one process. Run with `make bench`."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from rolescope.coders.alignment import Alignment

CHARS, QUOTES = 20_000, 60
_WORDS = [
    "maps",
    "data",
    "agents",
    "the",
    "drift",
    "of",
    "pilot",
    "Python",
    "logs",
    "and",
    "tests",
    "naïve",
    "C++",
    "tune",
]


def bench_grounding(benchmark: Any) -> None:
    text, quotes = _case()
    places = benchmark.pedantic(lambda: _place(text, quotes), rounds=20, iterations=1, warmup_rounds=2)
    found = [place.grounding if place else "none" for place in places]
    counts = {name: found.count(name) for name in ("exact", "normalised", "fuzzy", "none")}
    print(f"\n{len(quotes)} quotes in {len(text):,} characters: {_cpu(text, quotes):.2f} ms of CPU; {counts}")
    assert min(counts.values()) >= QUOTES // 6


@pytest.mark.parametrize(
    ("text", "end"),
    [("word " * 4000, ""), ("word " * 3999 + "zebra", " zebra"), (("word " * 12 + "zebra ") * 310, " zebra zebra")],
    ids=["one word", "one word and another", "two words that never meet"],
)
def bench_hostile_grounding(benchmark: Any, text: str, end: str) -> None:
    quotes = ["Word " * number + end for number in range(1, QUOTES + 1)]
    benchmark.pedantic(lambda: _place(text, quotes), rounds=20, iterations=1, warmup_rounds=2)
    print(f"\n{len(quotes)} quotes in {len(text):,} characters: {_cpu(text, quotes):.2f} ms of CPU")


def _cpu(text: str, quotes: list[str]) -> float:
    """Least milliseconds of processor time."""
    took = []
    for _ in range(10):
        begun = time.process_time()
        _place(text, quotes)
        took.append(time.process_time() - begun)
    return 1000 * min(took)


def _place(text: str, quotes: list[str]) -> list[Any]:
    alignment = Alignment(text)
    return [alignment.find(quote) for quote in quotes]


def _case() -> tuple[str, list[str]]:
    """A text without two equal lines, and quotes of it: as they are, respaced, with little words left out, changed."""
    chance = random.Random(0)
    lines: list[str] = []
    size = 0
    while size < CHARS:
        line = " ".join(chance.choices(_WORDS, k=14)) + f" {len(lines)} – “{chance.randrange(10**6)}”"
        lines.append(line)
        size += len(line) + 1
    quotes = []
    for number in range(QUOTES):
        line = lines[chance.randrange(len(lines))]
        kept = " ".join(word for word in line.split() if word not in ("the", "of", "and"))
        spaced = line.replace(" – ", "  - ").replace("“", '"').replace("”", '"')
        quotes.append([line, spaced, kept, line.replace(" – ", " kraken ")][number % 4])
    return "\n".join(lines), quotes
