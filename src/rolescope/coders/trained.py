"""Models of `rolescope train`, as a study names them (`models: FOLDER`): found, checked, read once a process."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from rolescope.codebook.model import Codebook, Variable
from rolescope.coders.choices import UNKNOWN, scale
from rolescope.coders.classifier import RoleCoder, read_role_coder, shipped_role_coder
from rolescope.errors import RolescopeError
from rolescope.fingerprint import digest, files_digest

NAME = "models"
_TRAIN = "train it with `rolescope train STUDY.yaml --from gold --out FOLDER`, and write `models: FOLDER` in the study"


class Models(NamedTuple):
    """A folder of trained models, the variables that they code, and its fingerprint."""

    folder: str
    variables: tuple[str, ...]
    fingerprint: str

    @property
    def coder(self) -> RoleCoder:
        """The models, read once a process."""
        return _read(self)


def meaning(variable: Variable) -> str:
    """Fingerprint of what a variable means: kind, definition and values; not of how the local coder finds them."""
    said = variable.model_dump(mode="json", exclude={"by": True, "cues": True, "options": {"__all__": {"cues"}}})
    return digest(json.dumps(said, sort_keys=True))


def find_models(folder: Path, codebook: Codebook) -> Models:
    """The models of a folder, for this codebook.

    Raises
    ------
    RolescopeError
        Where there are none, they cannot be read, or they are of another codebook.
    """
    paths = [folder / f"{NAME}.json", folder / f"{NAME}.npz"]
    if not all(path.is_file() for path in paths):
        raise RolescopeError("there are no models", str(folder), _TRAIN)
    try:
        told: dict[str, Any] = json.loads(paths[0].read_text(encoding="utf-8"))
        meanings, of = dict(told["meanings"]), str(told["codebook"])
    except (ValueError, KeyError, TypeError) as error:
        raise RolescopeError("is no file of models", str(paths[0]), _TRAIN) from error
    for name, known in meanings.items():
        variable = codebook.variable(name)
        if variable is None or meaning(variable) != known:
            why = f"has no {name!r}" if variable is None else f"defines {name!r} otherwise"
            raise RolescopeError(f"the models are of codebook {of}, and {codebook.id} {why}", str(paths[0]), _TRAIN)
    return Models(str(folder), tuple(meanings), files_digest(paths))


def check_models(codebook: Codebook, models: Models | None, place: str = "codebook") -> None:
    """See that each variable that is coded by a model has one, and one that says exactly its values.

    Parameters
    ----------
    codebook
        What is coded.
    models
        Models of the study, which go before those that come with rolescope.
    place
        File of the codebook, or what it is called, for the message.

    Raises
    ------
    RolescopeError
        Where neither the study's models nor those that come with rolescope code the variable, or the
        latter code other values: the same name does not make it the same variable.
    """
    shipped = {model.variable: model.values for model in shipped_role_coder().models}
    for variable in codebook.variables:
        if variable.by != "model" or (models and variable.name in models.variables):
            continue
        here = f"{place}, variables.{variable.name}"
        if variable.name not in shipped:
            raise RolescopeError(f"there is no model for {variable.name!r}", here, _TRAIN)
        known, asked = (sorted({*values} - {UNKNOWN}) for values in (shipped[variable.name], scale(variable)))
        if known != asked:
            says, has = ", ".join(known), ", ".join(asked)
            what = f"the model of {variable.name!r} that comes with rolescope says {says}, and {codebook.id} has {has}"
            raise RolescopeError(what, here, f"write `by: cues`, or {_TRAIN}")


@lru_cache(maxsize=4)
def _read(models: Models) -> RoleCoder:
    try:
        return read_role_coder(Path(models.folder), NAME)
    except (OSError, ValueError, KeyError) as error:
        raise RolescopeError("the models cannot be read", models.folder, _TRAIN) from error
