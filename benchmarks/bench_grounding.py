"""Placing 60 quotes in a posting of 20 KB: CPU of one process. Run with `make bench`."""

from __future__ import annotations

import random
from typing import Any

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
    print(f"\n{len(quotes)} quotes in {len(text):,} characters: {1000 * benchmark.stats.stats.min:.2f} ms; {counts}")
    assert min(counts.values()) >= QUOTES // 6


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
