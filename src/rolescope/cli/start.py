"""Commands that start from nothing: a study of one's own, the published one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rolescope.cli.application import (
    EXIT_ERROR,
    app,
    err_console,
    out_console,
    readable_errors,
    say,
)
from rolescope.progress import reporter
from rolescope.reproduce import reproduce as reproduce_study
from rolescope.scaffold import scaffold
from rolescope.terminal.leakage import print_leakage
from rolescope.terminal.reproduction import print_reproduction


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Folder for the new study.", metavar="DIR")]) -> None:
    """Scaffold a commented study of one's own.

    Example: `rolescope init my-study`
    """
    with readable_errors():
        path = scaffold(folder)
        say(f"made {path}; run it with: rolescope run {path} --out {folder / 'out'}")


@app.command()
def reproduce(
    corpus: Annotated[Path, typer.Option("--corpus", help="The field-guide corpus.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Processes.")] = None,
) -> None:
    """Print the published study's figures from its own labels, beside what the postings say.

    Example: `rolescope reproduce --corpus ../shared/field-guide`
    """
    with readable_errors():
        with reporter(err_console) as progress:
            found = reproduce_study(corpus, workers=workers, progress=progress)
        print_reproduction(out_console, found.figures)
        print_leakage(out_console, found.leakage)
        if not all(figure.agrees for figure in found.figures):
            raise typer.Exit(EXIT_ERROR)
