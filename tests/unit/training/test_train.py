from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rolescope.codebook.model import Codebook
from rolescope.coders.classifier import read_role_coder, shipped_role_coder
from rolescope.coders.role_features import Advertised
from rolescope.coders.trained import check_models, meaning
from rolescope.coders.words import read_words
from rolescope.errors import RolescopeError
from rolescope.estimate.bootstrap import Interval
from rolescope.evaluation.figure import Chance, Figure, Topic
from rolescope.training.labelled import Labelled
from rolescope.training.linear import Data, Settings, check_installed, design, fit, scores_of
from rolescope.training.posting import Posting, labelled_posting
from rolescope.training.saved import Trained
from rolescope.training.train import SETTINGS, Learned, save_training, train_models

BOOK = Codebook.model_validate(
    {
        "codebook": "book",
        "version": 1,
        "role": "baker",
        "variables": [
            {"name": "nights", "kind": "flag", "by": "model", "definition": "Works at night."},
            {"name": "rare", "kind": "flag", "by": "model", "definition": "Hardly ever true."},
        ],
    }
)
NIGHT = "Responsibilities\n- Bake bread through the night shift\n- Fire the ovens before dawn\n"
DAY = "Responsibilities\n- Sell cakes to guests by day\n- Arrange the shop window\n"


def postings(count: int) -> list[Posting]:
    """Two postings an employer, of night and day in turn."""
    found = []
    for n in range(count):
        night = n // 2 % 2 == 0
        labels = {"nights": str(night).lower(), "rare": "false"}
        found.append(labelled_posting(f"s{n}", "Baker", (NIGHT if night else DAY) + f"- Shop {n}\n", f"e{n // 2}", n, n // 2, labels))  # fmt: skip
    return found


def test_a_model_learns_is_saved_and_codes_out_of_fold(tmp_path: Path) -> None:
    labelled = Labelled(postings(60), postings(62)[60:], ("gold",))
    training = train_models(labelled._replace(beside=[]), BOOK, ["nights", "rare"], shipped_role_coder(), Chance(1))
    (learned,) = training.learned
    assert (learned.variable, learned.postings, learned.employers, learned.present) == ("nights", 60, 30, None)
    assert learned.agreement["accuracy"].interval.value == 1.0
    assert training.skipped == {"rare": "fewer than two values have 10 postings"}
    save_training(tmp_path, training, labelled._replace(beside=[]), BOOK)
    coder = read_role_coder(tmp_path, "models")
    first = labelled.postings[0]
    seen = Advertised(first.title, first.text, first.sentences, first.mentions, first.source_id)
    (decision,), (unseen,) = coder.decide(
        [seen, Advertised("Baker", DAY, [], [], "elsewhere")], read_words([first.text, DAY])
    )
    assert (decision.value, decision.fold) == ("true", training.fold[first.group])
    assert "night" in " ".join(span.quote for span in decision.evidence)
    assert unseen.fold is None


def test_too_few_labels_teach_nothing() -> None:
    with pytest.raises(RolescopeError, match="nights: 40 labelled postings, at least 50 are needed"):
        train_models(Labelled(postings(40), [], ("gold",)), BOOK, ["nights"], shipped_role_coder(), Chance(1))


def test_a_value_that_a_fold_lacks_is_never_chosen() -> None:
    dense = np.array([[0.0], [0.0], [1.0], [1.0]])
    ones = np.ones(4)
    data = Data(dense, np.zeros((4, 0)), np.array(["a", "a", "b", "b"]), np.arange(4), ones, np.empty(0, np.int64))
    none = np.empty(0, np.int64)
    model = fit(data, np.arange(4), Settings(0, 1.0, 0.0), none, design(data, none), ["a", "b", "c"])
    scores = scores_of(model, design(data, none))
    assert (scores.argmax(axis=1) == [0, 0, 1, 1]).all()
    assert (scores[:, 2] == -30).all()


def _figure(measure: str, value: float | None) -> Figure:
    return Figure(Topic("x"), measure, Interval(value), 50, 20)


@pytest.mark.parametrize(
    ("new", "old", "worse"),
    [(0.6, 0.7, True), (0.7, 0.6, False), (0.6, 0.6, False), (None, 0.6, False), (0.2, None, False)],
)
def test_a_model_is_worse_by_kappa_on_the_same_postings(new: float | None, old: float | None, worse: bool) -> None:
    sides = [
        {"cohen_kappa": _figure("cohen_kappa", kappa), "accuracy": _figure("accuracy", 0.9)} for kappa in (new, old)
    ]
    trained = Trained(("false", "true"), "false", SETTINGS, [], 1.0, np.zeros(2))
    assert Learned("x", trained, 50, 20, sides[0], sides[1]).is_worse is worse


def test_the_meaning_of_a_variable_is_not_how_it_is_found() -> None:
    (nights, _) = BOOK.variables
    assert meaning(nights) == meaning(nights.model_copy(update={"by": "cues", "cues": ("night",)}))
    assert meaning(nights) != meaning(nights.model_copy(update={"definition": "Works by day."}))


def test_a_variable_without_a_model_is_an_error_with_the_command() -> None:
    with pytest.raises(RolescopeError, match=r"there is no model for 'nights' .*rolescope train"):
        check_models(BOOK, None)


@pytest.mark.parametrize(
    "role_type",
    [
        {"kind": "choice", "options": [{"key": key, "definition": "x"} for key in ("ai-first", "ai-support")]},
        {"kind": "choice", "options": [{"key": key, "definition": "x"} for key in ("ai-first", "ai-support", "ml-first", "data-first")]},
        {"kind": "choice", "options": [{"key": key, "definition": "x"} for key in ("baker", "confectioner")]},
        {"kind": "flag"},
    ],
)  # fmt: skip
def test_the_shipped_model_codes_no_variable_of_other_values(role_type: dict[str, Any]) -> None:
    variable = {"name": "role_type", "by": "model", "definition": "x"} | role_type
    book = Codebook.model_validate({"codebook": "book", "version": 3, "role": "baker", "variables": [variable]})
    with pytest.raises(RolescopeError, match="book@3 has") as refused:
        check_models(book, None, "folder/book.yaml")
    assert str(refused.value).startswith("folder/book.yaml, variables.role_type: the model of 'role_type'")
    assert "by: cues" in str(refused.value)


def test_without_scikit_learn_training_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(RolescopeError, match=r"pip install 'rolescope\[train\]'"):
        check_installed()
