"""Train a model for each choice and flag that somebody labelled, and hold it against those labels out of fold.

Nothing is chosen by the labels that agreement is told on: number of n-grams, penalty and weighting of rare values
are those near which cross-validation has put the models that come with rolescope. No employer and no family is in
two folds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.special import softmax

from rolescope.codebook.model import Codebook, Variable
from rolescope.coders.choices import UNKNOWN, scale
from rolescope.coders.classifier import FALSE, RoleCoder, shipped_role_coder
from rolescope.coders.function_words import is_content
from rolescope.coders.role_features import Advertised, Vocabulary
from rolescope.coders.trained import NAME, find_models, meaning
from rolescope.coders.words import Ints, read_words
from rolescope.errors import RolescopeError
from rolescope.evaluation.choices import Pair, choice_figures
from rolescope.evaluation.figure import Chance, Figure, Topic
from rolescope.training.labelled import Labelled
from rolescope.training.linear import Data, Settings, calibrate, choose_grams, design, fit, scores_of
from rolescope.training.posting import Posting
from rolescope.training.saved import Trained, save_models, themes_of, training_row
from rolescope.training.terms import candidates, read_all

SETTINGS = Settings(grams=1000, penalty=0.2, balance=0.8)
FOLDS = 5
SEED = 20260205
LEAST_POSTINGS = 50
LEAST_OF_A_VALUE = 10


class Learned(NamedTuple):
    """A model of one variable, with its held-out agreement and that of the present model on the same postings."""

    variable: str
    trained: Trained
    postings: int
    employers: int
    agreement: Mapping[str, Figure]
    present: Mapping[str, Figure] | None

    @property
    def is_worse(self) -> bool:
        """Whether the present model agrees better: by kappa, or by accuracy where kappa is not defined."""
        if self.present is None:
            return False
        for measure in ("cohen_kappa", "accuracy"):
            new, old = (side[measure].interval.value for side in (self.agreement, self.present))
            if new is not None and old is not None:
                return new < old
        return False


class Training(NamedTuple):
    """What was learnt, and of which variables nothing could be, with the reason."""

    learned: list[Learned]
    skipped: dict[str, str]
    vocabulary: Vocabulary
    fold: dict[int, int]


def train_models(
    labelled: Labelled, codebook: Codebook, names: Sequence[str], present: RoleCoder, chance: Chance
) -> Training:
    """Train on labels of choices and flags of a codebook.

    Parameters
    ----------
    labelled
        Postings with labels.
    codebook
        What the labels mean.
    names
        The variables to learn.
    present
        The models that would be replaced.
    chance
        How intervals are made.

    Raises
    ------
    RolescopeError
        Where the labels are too few to learn from, for every variable.
    """
    postings = labelled.postings
    wide = candidates(postings, themes_of(shipped_role_coder().vocabulary))
    dense, grams = read_all(wide, postings)
    members = Counter(posting.family for posting in postings)
    weights = np.array([1 / members[posting.family] for posting in postings])
    groups = np.array([posting.group for posting in postings])
    content = [is_content(term) for term, column in zip(wide.terms, wide.grams, strict=True) if column >= 0]
    fold = _folds(groups)
    learned, skipped = [], {}
    for variable in (variable for variable in codebook.variables if variable.name in names):
        rows = np.array([row for row, p in enumerate(postings) if variable.name in p.labels], np.int64)
        labels = np.array([postings[row].labels[variable.name] for row in rows], dtype=str)
        values, parts = _values(labels), np.array([fold[group] for group in groups[rows].tolist()], np.int64)
        if (why := _too_few(labels, values, parts)) is not None:
            skipped[variable.name] = why
            continue
        data = Data(dense[rows], grams[rows], labels, groups[rows], weights[rows], np.flatnonzero(content))
        trained, said = _learn(variable, data, values, parts)
        of = [postings[row] for row in rows]
        learned.append(
            Learned(
                variable.name, trained, len(rows), len({p.employer for p in of}),
                _agreement(variable, of, said, chance), _of_present(variable, of, present, chance),
            )
        )  # fmt: skip
    if not learned:
        reasons = "; ".join(f"{name}: {why}" for name, why in skipped.items())
        raise RolescopeError(f"nothing can be learnt ({reasons})", codebook.id, "label more postings")
    return Training(learned, skipped, wide, fold)


def present_models(folder: Path, codebook: Codebook) -> RoleCoder:
    """The models of a folder, where it holds some of this codebook; else those that come with rolescope.

    Raises
    ------
    RolescopeError
        Where the folder holds models of another codebook.
    """
    return find_models(folder, codebook).coder if models_in(folder, codebook) else shipped_role_coder()


def models_in(folder: Path, codebook: Codebook) -> tuple[str, ...]:
    """Variables that the models of a folder code; none where it holds no models.

    Raises
    ------
    RolescopeError
        As `present_models`.
    """
    return find_models(folder, codebook).variables if (folder / f"{NAME}.json").exists() else ()


def save_training(folder: Path, training: Training, labelled: Labelled, codebook: Codebook) -> None:
    """Write what was learnt and of whom, with the fold of every posting whose employer or family had a say."""
    rows = [training_row(p, training.fold[p.group]) for p in [*labelled.postings, *labelled.beside]]
    variables = {one.variable: one.trained for one in training.learned}
    told: dict[str, Any] = {
        "trained_on": f"labels of the coder {', '.join(labelled.coders)}",
        "codebook": codebook.id,
        "meanings": {v.name: meaning(v) for v in codebook.variables if v.name in variables},
        "agreement": {one.variable: _told(one) for one in training.learned},
        "training": sorted(rows, key=lambda row: (str(row["source_id"]), row["words"])),
    }
    save_models(folder, NAME, training.vocabulary, variables, told)


def _folds(groups: Ints) -> dict[int, int]:
    """Fold of each group."""
    from sklearn.model_selection import GroupKFold

    parts = min(FOLDS, len(set(groups.tolist())))
    if parts < 2:
        return dict.fromkeys(groups.tolist(), 0)
    split = GroupKFold(parts, shuffle=True, random_state=SEED).split(groups, groups=groups)
    return {int(group): number for number, (_, test) in enumerate(split) for group in groups[test]}


def _values(labels: np.ndarray[Any, np.dtype[np.str_]]) -> list[str]:
    """Values with enough postings to be learnt."""
    return sorted(value for value, count in Counter(labels.tolist()).items() if count >= LEAST_OF_A_VALUE)


def _too_few(labels: np.ndarray[Any, np.dtype[np.str_]], values: Sequence[str], fold: Ints) -> str | None:
    if not len(labels):
        return "no labels"
    if len(labels) < LEAST_POSTINGS:
        return f"{len(labels)} labelled postings, at least {LEAST_POSTINGS} are needed"
    if len(values) < 2:
        return f"fewer than two values have {LEAST_OF_A_VALUE} postings"
    if any(sum(np.isin(values, labels[fold != number])) < 2 for number in range(FOLDS)):
        return "all postings of a value are of a few employers"
    return None


def _learn(variable: Variable, data: Data, values: list[str], fold: Ints) -> tuple[Trained, list[str]]:
    """The models of all postings and without each fold, and what is said out of fold of every posting."""
    known = np.isin(data.labels, values)
    rows = np.flatnonzero(known)
    columns = choose_grams(data, rows, SETTINGS.grams)
    fits = [fit(data, rows, SETTINGS, columns, design(data, columns), values)]
    scores = np.empty((len(data.labels), len(values)))
    for number in range(FOLDS):
        rest, test = np.flatnonzero(known & (fold != number)), np.flatnonzero(fold == number)
        columns = choose_grams(data, rest, SETTINGS.grams)
        features = design(data, columns)
        fits.append(fit(data, rest, SETTINGS, columns, features, values))
        scores[test] = scores_of(fits[-1], features[test])
    truth = np.searchsorted(np.array(values), data.labels[rows])
    temperature, offsets = calibrate(scores[rows], truth, data.weights[rows])
    default = FALSE if variable.kind == "flag" else variable.default or UNKNOWN
    trained = Trained(tuple(values), default, SETTINGS, fits, temperature, offsets)
    return trained, [values[place] for place in softmax(scores, axis=1).argmax(axis=1)]


def _agreement(variable: Variable, of: Sequence[Posting], said: Sequence[str], chance: Chance) -> dict[str, Figure]:
    pairs = [Pair(p.employer, p.labels[variable.name], one) for p, one in zip(of, said, strict=True)]
    figures, _ = choice_figures(Topic(variable.name), pairs, scale(variable), chance)
    return {f.measure: f for f in figures if f.topic.value is None and f.measure in ("accuracy", "cohen_kappa")}


def _of_present(
    variable: Variable, of: Sequence[Posting], present: RoleCoder, chance: Chance
) -> dict[str, Figure] | None:
    """Agreement of the present model, out of fold of what it was trained on."""
    if variable.name not in {model.variable for model in present.models}:
        return None
    advertised = [Advertised(p.title, p.text, p.sentences, p.mentions, p.source_id) for p in of]
    decided = present.decide(advertised, read_words([p.text for p in of]))
    said = [next(d.value for d in decisions if d.variable == variable.name) for decisions in decided]
    return _agreement(variable, of, said, chance)


def _told(one: Learned) -> dict[str, Any]:
    return {"postings": one.postings, "employers": one.employers} | {
        measure: figure.interval._asdict() for measure, figure in one.agreement.items()
    }
