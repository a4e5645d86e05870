"""Write models as plain arrays with their vocabulary: no pickle, and nothing that is code."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from rolescope.coders.classifier import posting_key, words_key
from rolescope.coders.role_features import Floats, Vocabulary
from rolescope.storage import whole_file, write_text
from rolescope.training.linear import Fit, Settings
from rolescope.training.posting import Posting
from rolescope.training.terms import vocabulary


class Trained(NamedTuple):
    """Models of one variable: of all postings first, then without each fold.

    Attributes
    ----------
    values
        Its values, in the order of the weights.
    default
        What is said of a posting in which no term stands.
    settings, fits, temperature, offsets
        How they were fitted, the models, and their calibration.
    """

    values: tuple[str, ...]
    default: str
    settings: Settings
    fits: list[Fit]
    temperature: float
    offsets: Floats


def themes_of(known: Vocabulary) -> dict[str, set[str]]:
    """Terms of each theme of a vocabulary."""
    return {
        theme: {term for term, bits in zip(known.terms, known.theme_bits.tolist(), strict=True) if bits >> place & 1}
        for place, theme in enumerate(known.themes)
    }


def save_models(
    folder: Path, name: str, wide: Vocabulary, trained: Mapping[str, Trained], told: Mapping[str, Any]
) -> None:
    """Write arrays and vocabulary, with the n-grams that some model knows.

    Parameters
    ----------
    folder, name
        Where to, and what the two files are called before their endings.
    wide
        Vocabulary of everything that could be chosen.
    trained
        Models by variable.
    told
        What else the file says.
    """
    known = sorted({int(c) for one in trained.values() for model in one.fits for c in model.grams})
    place = {column: number for number, column in enumerate(known)}
    of_column = {int(c): term for term, c in zip(wide.terms, wide.grams, strict=True) if c >= 0}
    of_title = {int(c): term for term, c in zip(wide.terms, wide.title_grams, strict=True) if c >= 0}
    grams = [of_column[column] for column in known]
    title = [of_title[column] for column in range(len(of_title))]
    themes = themes_of(wide)
    terms = sorted({*grams, *title, *itertools.chain.from_iterable(themes.values())})
    kept = vocabulary(terms, themes, grams, title, wide.categories)
    arrays: dict[str, Any] = {
        "theme_bits": kept.theme_bits.astype(np.int32),
        "gram_columns": kept.grams.astype(np.int16),
        "title_columns": kept.title_grams.astype(np.int16),
    }
    for variable, one in trained.items():
        weights = np.zeros((len(one.fits), len(one.values), len(known)), np.float32)
        for number, model in enumerate(one.fits):
            weights[number][:, [place[int(c)] for c in model.grams]] = model.gram_weights
        arrays[f"{variable}_grams"] = weights
        arrays[f"{variable}_dense"] = np.array([model.dense for model in one.fits], np.float32)
        arrays[f"{variable}_intercepts"] = np.array([model.intercepts for model in one.fits], np.float32)
    held = {
        "terms": terms,
        "themes": list(kept.themes),
        "categories": list(kept.categories),
        "models": [_described(variable, one) for variable, one in trained.items()],
    }
    folder.mkdir(parents=True, exist_ok=True)
    with whole_file(folder / f"{name}.npz") as path, path.open("wb") as file:
        np.savez_compressed(file, **arrays)
    text = json.dumps({**told, **held}, ensure_ascii=True, separators=(",", ":")) + "\n"
    write_text(folder / f"{name}.json", text)


def training_row(posting: Posting, fold: int) -> dict[str, Any]:
    """How a training posting is known again, by id and title or by its words, and the fold that it is in."""
    return {
        "source_id": posting.source_id,
        "posting": posting_key(posting.source_id, posting.title),
        "words": words_key(posting.text),
        "fold": fold,
    }


def _described(variable: str, one: Trained) -> dict[str, Any]:
    return {
        "variable": variable,
        "values": list(one.values),
        "default": one.default,
        "settings": one.settings._asdict(),
        "temperature": round(one.temperature, 6),
        "offsets": [round(float(offset), 6) for offset in one.offsets],
    }
