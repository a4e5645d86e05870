"""Themes of the role models: their cues, completed by the words of the corpus."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from rolescope.training.posting import Posting
from rolescope.training.terms import of_sentences, used_by_enough


def expand_themes(cues: Mapping[str, Sequence[str]], postings: Sequence[Posting]) -> dict[str, set[str]]:
    """Terms of each theme: alternatives multiplied out, a star completed by the words of the corpus."""
    frequent = used_by_enough(of_sentences(postings, (), 1))
    return {
        theme: {term for line in lines for phrase in line.split(",") for term in _expand(phrase.strip(), frequent)}
        for theme, lines in cues.items()
    }


def _expand(phrase: str, words: Sequence[str]) -> Iterator[str]:
    options = [[form for part in token.split("|") for form in _forms(part, words)] for token in phrase.split(" ")]
    return (" ".join(choice) for choice in itertools.product(*options))


def _forms(word: str, words: Sequence[str]) -> list[str]:
    return [w for w in words if w.startswith(word[:-1])] if word.endswith("*") else [word]
