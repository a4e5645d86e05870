"""Fit multinomial logistic regressions of one variable, and calibrate them out of fold.

Needs scikit-learn (`pip install rolescope[train]`), which coding does not.

References
----------
Guo et al. (2017), On calibration of modern neural networks: temperature and offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax

from rolescope.coders.classifier import GRAM_SCALE
from rolescope.coders.role_features import Floats
from rolescope.coders.words import Ints
from rolescope.errors import RolescopeError

_NEVER = -30.0
"""Score of a value that the rows of a fit do not have."""


class Settings(NamedTuple):
    """N-grams kept, inverse penalty, and the power by which rare values weigh more."""

    grams: int
    penalty: float
    balance: float


class Data(NamedTuple):
    """Design of the training postings: features, n-grams present, labels, groups, weights, n-grams to choose from."""

    dense: Floats
    grams: Floats
    labels: NDArray[np.str_]
    groups: Ints
    weights: Floats
    eligible: Ints

    def of(self, rows: Ints) -> Data:
        """Some of the postings."""
        return Data(
            self.dense[rows], self.grams[rows], self.labels[rows], self.groups[rows], self.weights[rows], self.eligible
        )


class Fit(NamedTuple):
    """One fitted model: which n-grams it knows, and its weights by value."""

    grams: Ints
    dense: Floats
    gram_weights: Floats
    intercepts: Floats


def check_installed() -> None:
    """See that what training needs is there.

    Raises
    ------
    RolescopeError
        Where scikit-learn is not installed.
    """
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise RolescopeError(
            "training needs scikit-learn", "rolescope train", "pip install 'rolescope[train]'"
        ) from error


def design(data: Data, columns: Ints) -> Floats:
    """Features with the chosen n-grams, scaled as inference scales them."""
    grams = data.grams[:, columns]
    scaled = GRAM_SCALE * grams / np.sqrt(np.maximum(grams.sum(axis=1, keepdims=True), 1))
    return np.hstack([data.dense, scaled]).astype(np.float32)


def choose_grams(data: Data, rows: Ints, count: int) -> Ints:
    """The n-grams that depend most on the label in these rows."""
    from sklearn.feature_selection import chi2

    if not count or not len(data.eligible):
        return np.empty(0, np.int64)
    statistic, _ = chi2(data.grams[np.ix_(rows, data.eligible)], data.labels[rows])
    return np.sort(data.eligible[np.argsort(-np.nan_to_num(statistic), kind="stable")[:count]])


def balanced(data: Data, rows: Ints, power: float) -> Floats:
    """Weights of postings: a family counts once, rare values more."""
    weights, labels = data.weights[rows], data.labels[rows]
    share = {value: weights[labels == value].sum() / weights.sum() for value in np.unique(labels)}
    raised = weights * np.array([share[value] ** -power for value in labels])
    return np.asarray(raised / raised.mean())


def fit(data: Data, rows: Ints, settings: Settings, columns: Ints, features: Floats, values: Sequence[str]) -> Fit:
    """Fit one model on these rows; one with two values or more.

    Parameters
    ----------
    data, rows
        The postings, and those of them to fit on.
    settings
        Penalty and balance.
    columns, features
        N-grams that the model may know, and the `design` with them.
    values
        Values in the order of the weights; one that the rows do not have is never chosen.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=settings.penalty, max_iter=500, tol=1e-3)
    model.fit(features[rows], data.labels[rows], sample_weight=balanced(data, rows, settings.balance))
    weights, intercepts = model.coef_, model.intercept_
    if len(weights) == 1:
        weights, intercepts = np.vstack([0 * weights, weights]), np.array([0.0, intercepts[0]])
    places = [values.index(value) for value in model.classes_.tolist()]
    whole, offsets = np.zeros((len(values), weights.shape[1])), np.full(len(values), _NEVER)
    whole[places], offsets[places] = weights, intercepts
    split = data.dense.shape[1]
    return Fit(columns, whole[:, :split], whole[:, split:], offsets)


def scores_of(model: Fit, features: Floats) -> Floats:
    """Scores by row and value."""
    return np.asarray(features @ np.hstack([model.dense, model.gram_weights]).T + model.intercepts)


def calibrate(scores: Floats, truth: Ints, weights: Floats) -> tuple[float, Floats]:
    """Temperature and offsets of the least weighted log loss of out-of-fold scores."""

    def loss(parameters: Floats) -> float:
        logs = log_softmax(scores * np.exp(parameters[0]) + parameters[1:], axis=1)
        return float(-(weights * logs[np.arange(len(truth)), truth]).sum() + 0.01 * (parameters**2).sum())

    found = minimize(loss, np.zeros(scores.shape[1] + 1), method="L-BFGS-B").x
    return float(np.exp(found[0])), found[1:]
