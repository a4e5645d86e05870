"""Trained coders of choices and flags: linear models, applied in plain numpy.

Those of `role_type` and `customer_facing` come with rolescope: `scripts/train_role_type.py` fits them on the
labels of the published study; the arrays and their vocabulary lie in `models`. `rolescope train` fits others.
A posting that the models were fitted on is coded by the model of the fold that did not see it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from rolescope.coders.folding import BOUNDARY, fold
from rolescope.coders.function_words import is_content
from rolescope.coders.role_evidence import BLURB, Span, sentence_shares, spans, telling_rows
from rolescope.coders.role_features import Advertised, Floats, Readings, Vocabulary, read_postings
from rolescope.coders.role_limits import LIMITS, Limit, Seen
from rolescope.coders.words import Bools, Ints, Words, read_words

SHIPPED = "role_type"
UNKNOWN, FALSE = "unknown", "false"
GRAM_SCALE = 3.0
_BETWEEN_WORDS = bytes([BOUNDARY, ord(" ")])


class Decision(NamedTuple):
    """What a model says of a posting.

    `probability` is the calibrated one of `value`, low where a limit ruled out what the model would have said; `fold`
    is None where all of the training postings may speak. ``unknown`` and ``false`` have no evidence.
    """

    variable: str
    value: str
    probability: float | None
    fold: int | None
    evidence: tuple[Span, ...]


class Weighed(NamedTuple):
    """Weights of the n-grams that postings hold: `each[v]` of value v, by n-gram, times the `scale` of its posting."""

    each: Floats
    scale: Floats


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
    known: Floats
    temperature: float
    offsets: Floats
    default: str

    def weighed(self, readings: Readings, numbers: Ints) -> Weighed:
        """What the n-grams of postings weigh, each by the model of its number; the less, the more of them it knows."""
        posting, column, _, _ = readings.held
        model = numbers[posting]
        known = np.bincount(posting, self.known[model, column], len(numbers))
        each = np.stack([self.grams[model, value, column] for value in range(len(self.values))])
        return Weighed(each, GRAM_SCALE / np.sqrt(np.maximum(known, 1)))

    def scores(self, readings: Readings, numbers: Ints, grams: Weighed) -> Floats:
        """Score of each value for each posting, by the model of its number."""
        scores: Floats = self.intercepts[numbers] + np.einsum("pvd,pd->pv", self.dense[numbers], readings.dense)
        for value, each in enumerate(grams.each):
            scores[:, value] += np.bincount(readings.held.posting, each, len(numbers)) * grams.scale
        return scores

    def probabilities(self, scores: Floats) -> Floats:
        """Calibrated probability of each value, one row a posting."""
        logits = scores * self.temperature + self.offsets
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


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
        Whether one of an n-gram is enough for a posting to say something, by column; a theme always is.
    limits
        By variable, the value that is not said of every posting.
    """

    vocabulary: Vocabulary
    models: tuple[LinearModel, ...]
    folds: Mapping[str, int]
    telling: Floats
    heeded: Bools
    limits: Mapping[str, Limit]

    def decide(self, postings: Sequence[Advertised], texts: Words) -> list[list[Decision]]:
        """Value, probability and evidence of each variable, by posting.

        Parameters
        ----------
        postings
            With sentences from `sentences.sentences` and skill codes from `skills.SkillFinder`. A training
            posting is known by the id at its source, or by its words.
        texts
            Words of their texts.
        """
        readings = read_postings(self.vocabulary, postings, texts)
        by_words = map(self.folds.get, words_keys(texts))
        folds = [
            self.folds.get(posting_key(posting.source_id, posting.title), known)
            for posting, known in zip(postings, by_words, strict=True)
        ]
        silent = self._silent(readings, len(postings))
        by_model = [self._decided(model, postings, readings, folds, silent) for model in self.models]
        return [list(decisions) for decisions in zip(*by_model, strict=True)]

    def _silent(self, readings: Readings, postings: int) -> Bools:
        """Which postings hold no theme but that of doing, outside the company's blurb, and no n-gram that is heeded."""
        heeded = readings.held.posting[self.heeded[readings.held.column]]
        telling = readings.present[:, 1 : len(self.vocabulary.themes)].any(axis=1) & (readings.section != BLURB)
        spoken = np.bincount(readings.posting[telling], minlength=postings) + np.bincount(heeded, minlength=postings)
        return np.asarray(spoken == 0)

    def _decided(
        self,
        model: LinearModel,
        postings: Sequence[Advertised],
        readings: Readings,
        folds: Sequence[int | None],
        silent: Bools,
    ) -> Iterator[Decision]:
        numbers = np.array([0 if fold is None else fold + 1 for fold in folds], np.int64)
        grams = model.weighed(readings, numbers)
        scores = model.scores(readings, numbers, grams)
        left = self._within_limits(model, scores, Seen(self.vocabulary, readings, postings))
        best = left.argmax(axis=1)
        probability = model.probabilities(scores)[np.arange(len(postings)), best].tolist()
        second = np.argsort(left, axis=1)[:, -2]
        shares = sentence_shares(self.vocabulary, readings, model.dense[numbers, best] - model.dense[numbers, second])
        shares += self._gram_shares(readings, grams, best, second)
        rows = telling_rows(shares, readings, np.array([bool(posting.title.strip()) for posting in postings], bool))
        titles = readings.titles().tolist()
        for number, posting in enumerate(postings):
            fold, value = folds[number], model.values[best[number]]
            if silent[number]:
                yield Decision(model.variable, model.default, None, fold, ())
                continue
            evidence = () if value == FALSE else spans(rows[number], titles[number], posting)
            yield Decision(model.variable, value, probability[number], fold, evidence)

    def _within_limits(self, model: LinearModel, scores: Floats, seen: Seen) -> Floats:
        """Scores, with none for a value that a posting does not have what it takes for."""
        limit = self.limits.get(model.variable)
        if limit is None:
            return scores
        out = ~limit.met(seen)[:, None] & (np.array(model.values) == limit.value)
        return np.where(out, -np.inf, scores)

    def _gram_shares(self, readings: Readings, grams: Weighed, best: Ints, second: Ints) -> Floats:
        """What the n-grams of each row add to the lead of the best value over the second."""
        posting, column, often, of = readings.held
        place = np.arange(len(posting))
        lead = grams.each[best[posting], place] - grams.each[second[posting], place]
        added = lead * self.telling[column] * grams.scale[posting] / often
        return np.asarray(np.bincount(readings.gram_rows, added[of], len(readings.posting)), np.float64)


def posting_key(source_id: str, title: str) -> str:
    """Key of a posting by its id and title; no key of any posting where it has no id."""
    name = f"{source_id}\x1f".encode("utf-8", "replace")
    return _digest(name + fold(title).translate(None, _BETWEEN_WORDS)) if source_id else ""


def words_key(text: str) -> str:
    """Key of a posting by its words, whatever stands between them."""
    return words_keys(read_words([text]))[0]


def words_keys(texts: Words) -> list[str]:
    """The same of many texts whose words these are."""
    return list(map(_digest, texts.letters_of_each()))


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
    heeded = np.zeros_like(telling, bool) if name == SHIPPED else telling > 0
    limits = LIMITS if name == SHIPPED else {}
    return RoleCoder(vocabulary, models, folds, telling, heeded, limits)


def _model(told: dict[str, Any], held: Mapping[str, Any]) -> LinearModel:
    name = told["variable"]
    dense, grams, intercepts = (held[f"{name}_{part}"].astype(np.float64) for part in ("dense", "grams", "intercepts"))
    return LinearModel(
        name,
        tuple(told["values"]),
        dense,
        grams,
        intercepts,
        (grams != 0).any(axis=1).astype(np.float64),
        float(told["temperature"]),
        np.array(told["offsets"]),
        told.get("default", FALSE if FALSE in told["values"] else UNKNOWN),
    )
