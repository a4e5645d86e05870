"""Fit the local coders of `role_type` and `customer_facing` on the labels of the published study.

    python scripts/train_role_type.py --corpus ../shared/field-guide --gold ../shared/gold/january.jsonl

Postings that the gold file holds, and families (word 5-grams, Jaccard at least .8) of one that it holds,
take no part. Number of n-grams, penalty and weighting of rare values are chosen by the kappa of
cross-validation in which neither an employer nor a family is in two folds; gold has no say. Writes plain
arrays and their vocabulary, and for each training posting its fold and out-of-fold probabilities.
Needs scikit-learn, which inference does not.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from role_corpus import Posting, read_training
from role_terms import candidates, expand_themes, read_all, vocabulary
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from rolescope.coders.classifier import GRAM_SCALE, posting_key, words_key
from rolescope.coders.function_words import is_content
from rolescope.coders.role_features import Floats, Vocabulary
from rolescope.coders.terms import Ints

CUES = Path(__file__).with_name("role_type_cues.yaml")
MODELS = Path(__file__).parents[1] / "src" / "rolescope" / "coders" / "models"
FOLDS = 5
CHOOSING_SEEDS = (1, 2, 3, 4)
FINAL_SEED = 20260205
PENALTIES = (0.05, 0.1, 0.2, 0.3)
GRAMS = (0, 500, 1000, 1500, 2000)
BALANCES = (0.3, 0.6, 0.8, 1.0)


class Settings(NamedTuple):
    """N-grams kept, inverse penalty, and the power by which rare values weigh more."""

    grams: int
    penalty: float
    balance: float


class Data(NamedTuple):
    """Design of the training postings: features, n-grams present, labels, groups and weights."""

    dense: Floats
    grams: Floats
    labels: np.ndarray[Any, Any]
    groups: Ints
    weights: Floats
    eligible: Ints


class Fit(NamedTuple):
    """One fitted model: which n-grams it knows, and its weights by value."""

    grams: Ints
    dense: Floats
    gram_weights: Floats
    intercepts: Floats
    values: tuple[str, ...]


def design(data: Data, columns: Ints) -> Floats:
    """Features with the chosen n-grams, scaled as inference scales them."""
    grams = data.grams[:, columns]
    scaled = GRAM_SCALE * grams / np.sqrt(np.maximum(grams.sum(axis=1, keepdims=True), 1))
    return np.hstack([data.dense, scaled]).astype(np.float32)


def choose_grams(data: Data, rows: Ints, count: int) -> Ints:
    """The n-grams that depend most on the label in these rows."""
    if not count:
        return np.empty(0, np.int64)
    statistic, _ = chi2(data.grams[np.ix_(rows, data.eligible)], data.labels[rows])
    return np.sort(data.eligible[np.argsort(-np.nan_to_num(statistic), kind="stable")[:count]])


def balanced(data: Data, rows: Ints, power: float) -> Floats:
    """Weights of postings: a family counts once, rare values more."""
    weights, labels = data.weights[rows], data.labels[rows]
    share = {value: weights[labels == value].sum() / weights.sum() for value in np.unique(labels)}
    raised = weights * np.array([share[value] ** -power for value in labels])
    return np.asarray(raised / raised.mean())


def fit(data: Data, rows: Ints, settings: Settings, columns: Ints, features: Floats) -> Fit:
    """Fit one model on these rows."""
    model = LogisticRegression(C=settings.penalty, max_iter=500, tol=1e-3)
    model.fit(features[rows], data.labels[rows], sample_weight=balanced(data, rows, settings.balance))
    weights, intercepts = model.coef_, model.intercept_
    if len(weights) == 1:
        weights, intercepts = np.vstack([0 * weights, weights]), np.array([0.0, intercepts[0]])
    split = data.dense.shape[1]
    return Fit(columns, weights[:, :split], weights[:, split:], intercepts, tuple(model.classes_.tolist()))


def folds(data: Data, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Rows to fit on and rows to test on."""
    return iter(GroupKFold(FOLDS, shuffle=True, random_state=seed).split(data.dense, data.labels, data.groups))


def choose(data: Data) -> tuple[Settings, list[tuple[float, float, Settings]]]:
    """Settings of the best cross-validated kappa; all of them with kappa and accuracy, the best first."""
    said: dict[tuple[Settings, int], np.ndarray[Any, Any]] = defaultdict(lambda: data.labels.copy())
    for seed in CHOOSING_SEEDS:
        for train, test in folds(data, seed):
            for count in GRAMS:
                columns = choose_grams(data, train, count)
                features = design(data, columns)
                for penalty, balance in itertools.product(PENALTIES, BALANCES):
                    settings = Settings(count, penalty, balance)
                    one = fit(data, train, settings, columns, features)
                    scores = scores_of(one, features[test])
                    said[settings, seed][test] = np.array(one.values)[scores.argmax(axis=1)]
    board: dict[Settings, list[tuple[float, float]]] = defaultdict(list)
    for (settings, _), labels in said.items():
        agreement = float((labels == data.labels).mean())
        board[settings].append((float(cohen_kappa_score(labels, data.labels)), agreement))
    means = {settings: np.mean(pairs, axis=0).tolist() for settings, pairs in board.items()}
    ranked = sorted(((*means[settings], settings) for settings in means), reverse=True)
    return ranked[0][2], ranked


def scores_of(model: Fit, features: Floats) -> Floats:
    """Scores by row and value."""
    return features @ np.hstack([model.dense, model.gram_weights]).T + model.intercepts


def calibrate(scores: Floats, truth: Ints, weights: Floats) -> tuple[float, Floats]:
    """Temperature and offsets of the least weighted log loss of out-of-fold scores.

    References
    ----------
    Guo et al. (2017), On calibration of modern neural networks.
    """

    def loss(parameters: Floats) -> float:
        logs = log_softmax(scores * np.exp(parameters[0]) + parameters[1:], axis=1)
        return float(-(weights * logs[np.arange(len(truth)), truth]).sum() + 0.01 * (parameters**2).sum())

    found = minimize(loss, np.zeros(scores.shape[1] + 1), method="L-BFGS-B").x
    return float(np.exp(found[0])), found[1:]


class Trained(NamedTuple):
    """Models of one variable: all postings first, then without each fold."""

    settings: Settings
    fits: list[Fit]
    temperature: float
    offsets: Floats
    fold: Ints
    probabilities: Floats


def train(variable: str, data: Data) -> Trained:
    """Choose, fit, and calibrate out of fold."""
    settings, board = choose(data)
    print(f"{variable}: {len(data.labels)} postings, {dict(Counter(data.labels.tolist()))}")
    for kappa, accuracy, candidate in board[:5]:
        print(f"  grouped CV kappa {kappa:.3f} accuracy {accuracy:.3f} {candidate}")
    everything = np.arange(len(data.labels))
    columns = choose_grams(data, everything, settings.grams)
    fits = [fit(data, everything, settings, columns, design(data, columns))]
    fold = np.empty(len(everything), np.int64)
    scores = np.empty((len(everything), len(fits[0].values)))
    for number, (rows, test) in enumerate(folds(data, FINAL_SEED)):
        columns = choose_grams(data, rows, settings.grams)
        features = design(data, columns)
        fits.append(fit(data, rows, settings, columns, features))
        fold[test], scores[test] = number, scores_of(fits[-1], features[test])
    truth = np.searchsorted(np.array(fits[0].values), data.labels)
    temperature, offsets = calibrate(scores, truth, data.weights)
    probabilities = softmax(scores * temperature + offsets, axis=1)
    right = scores.argmax(axis=1) == truth
    said = np.array(fits[0].values)[scores.argmax(axis=1)]
    print(
        f"  out of fold: accuracy {right.mean():.3f} kappa {cohen_kappa_score(said, data.labels):.3f} "
        f"mean probability {probabilities[everything, scores.argmax(axis=1)].mean():.3f}"
    )
    return Trained(settings, fits, temperature, offsets, fold, probabilities)


def save(
    wide: Vocabulary, themes: Mapping[str, set[str]], postings: Sequence[Posting], trained: Mapping[str, Trained]
) -> None:
    """Write arrays and vocabulary with the n-grams that some model knows."""
    known = sorted({int(c) for one in trained.values() for model in one.fits for c in model.grams})
    place = {column: number for number, column in enumerate(known)}
    of_column = {int(c): term for term, c in zip(wide.terms, wide.grams, strict=True) if c >= 0}
    of_title = {int(c): term for term, c in zip(wide.terms, wide.title_grams, strict=True) if c >= 0}
    grams = [of_column[column] for column in known]
    title = [of_title[column] for column in range(len(of_title))]
    terms = sorted({*grams, *title, *itertools.chain.from_iterable(themes.values())})
    kept = vocabulary(terms, themes, grams, title, wide.categories)
    arrays: dict[str, Any] = {
        "theme_bits": kept.theme_bits.astype(np.int32),
        "gram_columns": kept.grams.astype(np.int16),
        "title_columns": kept.title_grams.astype(np.int16),
    }
    models = []
    for variable, one in trained.items():
        weights = np.zeros((len(one.fits), len(one.fits[0].values), len(known)), np.float32)
        for number, model in enumerate(one.fits):
            weights[number][:, [place[int(c)] for c in model.grams]] = model.gram_weights
        arrays[f"{variable}_grams"] = weights
        arrays[f"{variable}_dense"] = np.array([model.dense for model in one.fits], np.float32)
        arrays[f"{variable}_intercepts"] = np.array([model.intercepts for model in one.fits], np.float32)
        models.append(
            {
                "variable": variable,
                "values": list(one.fits[0].values),
                "settings": one.settings._asdict(),
                "temperature": round(one.temperature, 6),
                "offsets": [round(float(offset), 6) for offset in one.offsets],
            }
        )
    rows = [_told(posting, row, trained) for row, posting in enumerate(postings)]
    told = {
        "trained_on": "labels of the published study (one LLM pass), without the gold postings and their families",
        "terms": terms,
        "themes": list(kept.themes),
        "categories": list(kept.categories),
        "models": models,
        "training": sorted(rows, key=lambda row: str(row["source_id"])),
    }
    MODELS.mkdir(exist_ok=True)
    np.savez_compressed(MODELS / "role_type.npz", **arrays)
    (MODELS / "role_type.json").write_text(
        json.dumps(told, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    for path in sorted(MODELS.glob("role_type.*")):
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")
    print(f"{len(terms)} terms, {len(grams)} n-grams, {len(rows)} training postings")


def _told(posting: Posting, row: int, trained: Mapping[str, Trained]) -> dict[str, object]:
    return {
        "source_id": posting.source_id,
        "posting": posting_key(posting.source_id, posting.title),
        "words": words_key(posting.text),
        "fold": int(next(iter(trained.values())).fold[row]),
        **{name: [round(float(p), 3) for p in one.probabilities[row]] for name, one in trained.items()},
    }


def main() -> None:
    """Read, train, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    postings = read_training(given.corpus, given.gold)
    themes = expand_themes(yaml.safe_load(CUES.read_text(encoding="utf-8")), postings)
    wide = candidates(postings, themes)
    dense, grams = read_all(wide, postings)
    _, groups = np.unique([posting.group for posting in postings], return_inverse=True)
    members = Counter(posting.family for posting in postings)
    weights = np.array([1 / members[posting.family] for posting in postings])
    trained = {}
    content = np.array([is_content(term) for term, column in zip(wide.terms, wide.grams, strict=True) if column >= 0])
    for variable, eligible in (("role_type", np.flatnonzero(content)), ("customer_facing", np.arange(len(content)))):
        labels = np.array([getattr(posting, variable) for posting in postings])
        with threadpool_limits(1):
            trained[variable] = train(variable, Data(dense, grams, labels, groups, weights, eligible))
    save(wide, themes, postings, trained)


if __name__ == "__main__":
    main()
