"""The command that fits models to labels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rolescope.cli.application import app, err_console, out_console, readable_errors, say
from rolescope.codebook.model import Codebook, load_codebook
from rolescope.errors import RolescopeError
from rolescope.evaluation.figure import Chance
from rolescope.progress import reporter
from rolescope.studyfile import read_study
from rolescope.terminal.training import print_training
from rolescope.training.labelled import labels_of, read_labelled, trainable
from rolescope.training.linear import check_installed
from rolescope.training.train import Training, models_in, present_models, save_training, train_models


@app.command()
def train(
    study: Annotated[Path, typer.Argument(help="The study file.")],
    source: Annotated[str, typer.Option("--from", help="Whose labels: imported, gold or llm.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the models.")] = Path("models"),
    wanted: Annotated[
        str | None, typer.Option("--for", help="Which variables, as in role_type,backend; every choice and flag else.")
    ] = None,
    run: Annotated[
        Path | None, typer.Option("--run", help="Output folder of a run that holds these codes; needed for llm.")
    ] = None,
    gold: Annotated[Path | None, typer.Option("--gold", help="Gold labels, JSON Lines, for --from gold.")] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="The field-guide corpus, if the study uses it.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; the cores of this machine by default.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap of the intervals.")] = 20260205,
    force: Annotated[bool, typer.Option("--force", help="Replace models even by worse ones.")] = False,
) -> None:
    """Fit the local coder's models of choices and flags to somebody's labels.

    Example: `rolescope train studies/example.yaml --from gold --gold studies/example/labels.jsonl --out out/models`
    """
    with readable_errors():
        check_installed()
        loaded = read_study(study)
        codebook = load_codebook(loaded.codebook, loaded.folder)
        present = present_models(out, codebook)
        names = trainable(codebook, wanted)
        with (
            reporter(err_console) as progress,
            labels_of(loaded, source, run, gold, corpus, workers, progress) as folder,
        ):
            labelled = read_labelled(folder, source, names)
        training = train_models(labelled, codebook, names, present, Chance(seed))
        print_training(out_console, training)
        if not force:
            _refuse_worse(training, out)
            _refuse_fewer(training, out, codebook)
        save_training(out, training, labelled, codebook)
        coded = ", ".join(one.variable for one in training.learned)
        say(f"models: {out} ({coded}); a study uses them with `models: FOLDER`, for variables `by: model`")


def _refuse_worse(training: Training, out: Path) -> None:
    """Keep what is there where it agrees better with the same labels.

    Raises
    ------
    RolescopeError
        With both figures.
    """
    for one in training.learned:
        if one.is_worse and one.present:
            old, new = (side["cohen_kappa"].interval.value for side in (one.present, one.agreement))
            figures = f"{_short(old)} against {_short(new)} on the same {one.postings} postings"
            what = f"the present model of {one.variable!r} agrees better: kappa {figures}"
            raise RolescopeError(what, str(out), "nothing was replaced; --force replaces it all the same")


def _refuse_fewer(training: Training, out: Path, codebook: Codebook) -> None:
    """Keep what is there where it codes a variable that the new models do not.

    Raises
    ------
    RolescopeError
        With the variable.
    """
    lost = sorted(set(models_in(out, codebook)) - {one.variable for one in training.learned})
    if lost:
        what = f"the present models code {lost[0]!r} too, and the new ones do not"
        raise RolescopeError(what, str(out), "train both at once, give another --out, or --force")


def _short(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"
