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
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from role_corpus import read_training
from role_themes import expand_themes
from scipy.special import softmax
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from rolescope.coders.function_words import is_content
from rolescope.coders.role_features import Floats, Vocabulary
from rolescope.coders.words import Ints
from rolescope.training.linear import Data, Settings, calibrate, choose_grams, design, fit, scores_of
from rolescope.training.posting import Posting
from rolescope.training.saved import Trained, save_models, training_row
from rolescope.training.terms import candidates, read_all

CUES = Path(__file__).with_name("role_type_cues.yaml")
MODELS = Path(__file__).parents[1] / "src" / "rolescope" / "coders" / "models"
FOLDS = 5
CHOOSING_SEEDS = (1, 2, 3, 4)
FINAL_SEED = 20260205
PENALTIES = (0.05, 0.1, 0.2, 0.3)
GRAMS = (0, 500, 1000, 1500, 2000)
BALANCES = (0.3, 0.6, 0.8, 1.0)


def folds(data: Data, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Rows to fit on and rows to test on."""
    return iter(GroupKFold(FOLDS, shuffle=True, random_state=seed).split(data.dense, data.labels, data.groups))


def choose(data: Data) -> tuple[Settings, list[tuple[float, float, Settings]]]:
    """Settings of the best cross-validated kappa; all of them with kappa and accuracy, the best first."""
    values = np.unique(data.labels).tolist()
    said: dict[tuple[Settings, int], np.ndarray[Any, Any]] = defaultdict(lambda: data.labels.copy())
    for seed in CHOOSING_SEEDS:
        for train, test in folds(data, seed):
            for count in GRAMS:
                columns = choose_grams(data, train, count)
                features = design(data, columns)
                for penalty, balance in itertools.product(PENALTIES, BALANCES):
                    settings = Settings(count, penalty, balance)
                    one = fit(data, train, settings, columns, features, values)
                    scores = scores_of(one, features[test])
                    said[settings, seed][test] = np.array(values)[scores.argmax(axis=1)]
    board: dict[Settings, list[tuple[float, float]]] = defaultdict(list)
    for (settings, _), labels in said.items():
        agreement = float((labels == data.labels).mean())
        board[settings].append((float(cohen_kappa_score(labels, data.labels)), agreement))
    means = {settings: np.mean(pairs, axis=0).tolist() for settings, pairs in board.items()}
    ranked = sorted(((*means[settings], settings) for settings in means), reverse=True)
    return ranked[0][2], ranked


class Chosen(NamedTuple):
    """Models of one variable, the fold of each posting and its out-of-fold probabilities."""

    models: Trained
    fold: Ints
    probabilities: Floats


def train(variable: str, data: Data) -> Chosen:
    """Choose, fit, and calibrate out of fold."""
    settings, board = choose(data)
    print(f"{variable}: {len(data.labels)} postings, {dict(Counter(data.labels.tolist()))}")
    for kappa, accuracy, candidate in board[:5]:
        print(f"  grouped CV kappa {kappa:.3f} accuracy {accuracy:.3f} {candidate}")
    everything, values = np.arange(len(data.labels)), np.unique(data.labels).tolist()
    columns = choose_grams(data, everything, settings.grams)
    fits = [fit(data, everything, settings, columns, design(data, columns), values)]
    fold = np.empty(len(everything), np.int64)
    scores = np.empty((len(everything), len(values)))
    for number, (rows, test) in enumerate(folds(data, FINAL_SEED)):
        columns = choose_grams(data, rows, settings.grams)
        features = design(data, columns)
        fits.append(fit(data, rows, settings, columns, features, values))
        fold[test], scores[test] = number, scores_of(fits[-1], features[test])
    truth = np.searchsorted(np.array(values), data.labels)
    temperature, offsets = calibrate(scores, truth, data.weights)
    probabilities = softmax(scores * temperature + offsets, axis=1)
    right = scores.argmax(axis=1) == truth
    said = np.array(values)[scores.argmax(axis=1)]
    print(
        f"  out of fold: accuracy {right.mean():.3f} kappa {cohen_kappa_score(said, data.labels):.3f} "
        f"mean probability {probabilities[everything, scores.argmax(axis=1)].mean():.3f}"
    )
    default = "false" if "false" in values else "unknown"
    return Chosen(Trained(tuple(values), default, settings, fits, temperature, offsets), fold, probabilities)


def save(wide: Vocabulary, postings: Sequence[Posting], chosen: Mapping[str, Chosen]) -> None:
    """Write the models, and for each training posting its fold and out-of-fold probabilities."""
    rows = [_told(posting, row, chosen) for row, posting in enumerate(postings)]
    told = {
        "trained_on": "labels of the published study (one LLM pass), without the gold postings and their families",
        "training": sorted(rows, key=lambda row: str(row["source_id"])),
    }
    save_models(MODELS, "role_type", wide, {variable: one.models for variable, one in chosen.items()}, told)
    for path in sorted(MODELS.glob("role_type.*")):
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")
    print(f"{len(rows)} training postings")


def _told(posting: Posting, row: int, chosen: Mapping[str, Chosen]) -> dict[str, object]:
    return {
        **training_row(posting, int(next(iter(chosen.values())).fold[row])),
        **{name: [round(float(p), 3) for p in one.probabilities[row]] for name, one in chosen.items()},
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
        labels = np.array([posting.labels[variable] for posting in postings])
        with threadpool_limits(1):
            trained[variable] = train(variable, Data(dense, grams, labels, groups, weights, eligible))
    save(wide, postings, trained)


if __name__ == "__main__":
    main()
