"""Trained coders of choices and flags: linear models, applied in plain numpy.

Those of `role_type` and `customer_facing` come with rolescope: `scripts/train_role_type.py` fits them on the
labels of the published study; the arrays and their vocabulary lie in `models`. `rolescope train` fits others.
A posting that the models were fitted on is coded by the model of the fold that did not see it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from rolescope.coders.folding import BOUNDARY, fold
from rolescope.coders.function_words import is_content
from rolescope.coders.output import Mention
from rolescope.coders.role_features import (
    SECTIONS,
    Floats,
    Reading,
    Vocabulary,
    read_posting,
    sentence_shares,
)
from rolescope.coders.sentences import Sentence
from rolescope.coders.terms import Ints
from rolescope.coders.wording import OTHER

SHIPPED = "role_type"
UNKNOWN, FALSE = "unknown", "false"
GRAM_SCALE = 3.0
_SECOND_SPAN = 0.5
_OTHER = SECTIONS.index(OTHER)
_BETWEEN_WORDS = bytes([BOUNDARY, ord(" ")])


class Span(NamedTuple):
    """A quote that carried a decision; `field[start_char:end_char] == quote`."""

    field: str
    section: str | None
    quote: str
    start_char: int
    end_char: int


class Decision(NamedTuple):
    """What a model says of a posting.

    `probability` is the calibrated one of `value`; `fold` is None where all of the training postings
    may speak. ``unknown`` and ``false`` have no evidence.
    """

    variable: str
    value: str
    probability: float | None
    fold: int | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True)
class LinearModel:
    """A multinomial logistic regression of one variable, and its refits without each fold.

    Parameters
    ----------
    variable, values
        The variable and its values, in the order of the rows of the weights.
    dense, grams, intercepts
        Weights, by model (0: fitted on all postings; f + 1: without fold f), value and feature.
    known
        N-grams that each model knows, by model and n-gram.
    temperature, offsets
        Calibration: probabilities are the softmax of ``scores * temperature + offsets``.
    default
        What is said of a posting that says nothing.
    """

    variable: str
    values: tuple[str, ...]
    dense: Floats
    grams: Floats
    intercepts: Floats
    known: Ints
    temperature: float
    offsets: Floats
    default: str

    def scores(self, reading: Reading, model: int) -> Floats:
        """Score of each value."""
        columns = reading.known_grams
        grams = self.grams[model][:, columns].sum(axis=1) * self.gram_weight(columns, model)
        scores: Floats = self.intercepts[model] + self.dense[model] @ reading.dense + grams
        return scores

    def gram_weight(self, columns: Ints, model: int) -> float:
        """Weight of one n-gram in a posting that has these."""
        return float(GRAM_SCALE / np.sqrt(max(self.known[model, columns].sum(), 1)))

    def probabilities(self, scores: Floats) -> Floats:
        """Calibrated probability of each value."""
        logits = scores * self.temperature + self.offsets
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum())


@dataclass(frozen=True)
class RoleCoder:
    """The models of the role variables, with what they read.

    Parameters
    ----------
    vocabulary
        Terms, themes and categories.
    models
        One a variable.
    folds
        Fold of each training posting, by `posting_key` and by `words_key`.
    telling
        1 for each n-gram that may make a sentence evidence, 0 for one of function words.
    heeded
        Columns of the n-grams of which one is enough for a posting to say something; a theme always is.
    """

    vocabulary: Vocabulary
    models: tuple[LinearModel, ...]
    folds: Mapping[str, int]
    telling: Floats
    heeded: frozenset[int]

    def decide(
        self,
        title: str,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        source_id: str = "",
    ) -> list[Decision]:
        """Value, probability and evidence of each variable.

        Parameters
        ----------
        title, text
            Of the posting.
        sentences
            Of the text, from `sentences.sentences`.
        mentions
            Skill codes of the posting, from `local.skill_mentions`.
        source_id
            The posting's id at its source: a training posting is known by it, or by its words.
        """
        reading = read_posting(self.vocabulary, title, text, sentences, mentions)
        fold = self.folds.get(posting_key(source_id, title), self.folds.get(words_key(text)))
        themes = reading.present[reading.section != _OTHER, 1 : len(self.vocabulary.themes)]
        says_nothing = not themes.any() and self.heeded.isdisjoint(reading.known_grams.tolist())
        decisions = []
        for model in self.models:
            if says_nothing:
                decisions.append(Decision(model.variable, model.default, None, fold, ()))
                continue
            number = 0 if fold is None else fold + 1
            scores = model.scores(reading, number)
            best = int(scores.argmax())
            spans: tuple[Span, ...] = ()
            if model.values[best] != FALSE:
                shares = self._shares(model, reading, number, best, scores)
                spans = _evidence(shares, reading, title, text, sentences)
            probability = float(model.probabilities(scores)[best])
            decisions.append(Decision(model.variable, model.values[best], probability, fold, spans))
        return decisions

    def _shares(self, model: LinearModel, reading: Reading, number: int, best: int, scores: Floats) -> Floats:
        """What title and sentences add to the lead of the best value over the second."""
        second = int(np.argsort(scores)[-2])
        dense = model.dense[number]
        shares = sentence_shares(self.vocabulary, reading, dense[best] - dense[second])
        columns = reading.known_grams
        lead = model.grams[number][best, columns] - model.grams[number][second, columns]
        each = np.zeros(self.vocabulary.gram_columns)
        each[columns] = lead * self.telling[columns] * model.gram_weight(columns, number) / reading.often[columns]
        np.add.at(shares, reading.gram_rows, each[reading.gram_columns])
        return shares


def _evidence(
    shares: Floats, reading: Reading, title: str, text: str, sentences: Sequence[Sentence]
) -> tuple[Span, ...]:
    """The one or two of title and sentences that add most; the company's blurb only where all is blurb."""
    open_to = np.flatnonzero(reading.section != _OTHER)
    if not title.strip():
        open_to = open_to[open_to > 0]
    if not open_to.size:
        open_to = np.arange(1, len(shares))
    ranked = open_to[np.argsort(-shares[open_to], kind="stable")][:2]
    if len(ranked) == 2 and shares[ranked[1]] < max(_SECOND_SPAN * shares[ranked[0]], 0.0):
        ranked = ranked[:1]
    return tuple(sorted(_span(int(row), title, text, sentences) for row in ranked))


def _span(row: int, title: str, text: str, sentences: Sequence[Sentence]) -> Span:
    if row == 0:
        return Span("title", None, title, 0, len(title))
    sentence = sentences[row - 1]
    quote = text[sentence.start : sentence.end]
    return Span("text", sentence.section, quote, sentence.start, sentence.end)


def posting_key(source_id: str, title: str) -> str:
    """Key of a posting by its id and title; no key of any posting where it has no id."""
    name = f"{source_id}\x1f".encode("utf-8", "replace")
    return _digest(name + fold(title).translate(None, _BETWEEN_WORDS)) if source_id else ""


def words_key(text: str) -> str:
    """Key of a posting by its words, whatever stands between them."""
    return _digest(fold(text).translate(None, _BETWEEN_WORDS))


def _digest(words: bytes) -> str:
    return hashlib.blake2b(words, digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def shipped_role_coder() -> RoleCoder:
    """The models that come with rolescope, read once a process."""
    return read_role_coder(files("rolescope.coders") / "models", SHIPPED)


def read_role_coder(folder: Path | Traversable, name: str) -> RoleCoder:
    """Read models from a JSON file and an NPZ file of this name; no pickle is read.

    Of the models that come with rolescope no n-gram is `RoleCoder.heeded`: what speaks of none of their themes
    says nothing of the role.

    Raises
    ------
    ValueError
        Where an array of the model holds Python objects.
    """
    told: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    with (folder / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        held = {name: arrays[name] for name in arrays.files}
    vocabulary = Vocabulary(
        tuple(told["terms"]),
        tuple(told["themes"]),
        held["theme_bits"].astype(np.int64),
        held["gram_columns"].astype(np.int64),
        held["title_columns"].astype(np.int64),
        tuple(told["categories"]),
    )
    models = tuple(_model(one, held) for one in told["models"])
    folds = {key: row["fold"] for row in told["training"] for key in (row["posting"], row["words"]) if key}
    telling = np.zeros(vocabulary.gram_columns)
    for term, column in zip(vocabulary.terms, vocabulary.grams.tolist(), strict=True):
        if column >= 0:
            telling[column] = is_content(term)
    heeded = frozenset() if name == SHIPPED else frozenset(np.flatnonzero(telling).tolist())
    return RoleCoder(vocabulary, models, folds, telling, heeded)


def _model(told: dict[str, Any], held: Mapping[str, Any]) -> LinearModel:
    name = told["variable"]
    dense, grams, intercepts = (held[f"{name}_{part}"].astype(np.float64) for part in ("dense", "grams", "intercepts"))
    return LinearModel(
        name,
        tuple(told["values"]),
        dense,
        grams,
        intercepts,
        (grams != 0).any(axis=1).astype(np.int64),
        float(told["temperature"]),
        np.array(told["offsets"]),
        told.get("default", FALSE if FALSE in told["values"] else UNKNOWN),
    )
