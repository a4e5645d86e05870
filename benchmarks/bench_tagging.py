"""Tagging beside a plain Aho-Corasick loop and spaCy's PhraseMatcher, same aliases, same texts, same run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import perf_counter

import spacy
from ahocorasick_rs import AhoCorasick, Implementation
from spacy.matcher import PhraseMatcher

from benchmarks.corpora import recombined
from rolescope.clean.text import plain_text
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.tagger import Tagger
from rolescope.coders.words import read_words
from rolescope.collect.sources import BATCH_ROWS

POSTINGS = 1000
ROUNDS = 7


def bench_tagging() -> None:
    texts = [plain_text(row["description"]) for row in recombined(POSTINGS)]
    taxonomy = shipped_taxonomy()
    tagger = Tagger(taxonomy)
    surfaces = sorted({alias.surface.lower() for alias in taxonomy.aliases})
    plain = AhoCorasick(surfaces, implementation=Implementation.ContiguousNFA)
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("skill", [language.make_doc(surface) for surface in surfaces])
    ours, loop, phrases = _paired(
        [
            lambda: [list(tagger.find_all(read_words(some))) for some in batched(texts)],
            lambda: [_plain_loop(plain, text) for text in texts],
            lambda: [matcher(language.make_doc(text)) for text in texts[: POSTINGS // 10]],
        ]
    )
    to_loop = median(a / b for a, b in zip(ours, loop, strict=True))
    to_spacy = median(10 * b / a for a, b in zip(ours, phrases, strict=True))
    print(
        f"\n{len(surfaces):,} aliases, {POSTINGS:,} postings, median of {ROUNDS} paired rounds: "
        f"tagger {1e6 * median(ours) / POSTINGS:.0f} µs a posting, {to_loop:.2f} times the plain loop, "
        f"{to_spacy:.0f} times as fast as PhraseMatcher"
    )


def batched(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts as many at a time as a run tags them."""
    return (texts[begin : begin + BATCH_ROWS] for begin in range(0, len(texts), BATCH_ROWS))


def _plain_loop(automaton: AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    lower = text.lower()
    found = []
    for index, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        if (start == 0 or not lower[start - 1].isalnum()) and (end == len(lower) or not lower[end].isalnum()):
            found.append((start, end, index))
    return found


def _paired(tasks: list[Callable[[], object]]) -> list[list[float]]:
    """Seconds of each task in each round, the tasks taking turns.

    As in `timeit`, garbage is collected between the tasks and not during one: a full collection takes
    as long as half a task, and would be charged to whichever it falls in.
    """
    seconds: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for task, taken in zip(tasks, seconds, strict=True):
            gc.collect()
            gc.disable()
            start = perf_counter()
            task()
            taken.append(perf_counter() - start)
            gc.enable()
    return seconds
