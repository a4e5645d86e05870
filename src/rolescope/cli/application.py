"""The application that commands are added to: its consoles, its exit codes, how errors look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from rolescope.errors import RolescopeError
from rolescope.terminal.plain import harmless

app = typer.Typer(
    help="What is this job, really? A market-driven definition of a role from job postings.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    add_completion=False,
)
out_console = Console(emoji=False)
err_console = Console(stderr=True, soft_wrap=True, emoji=False)

taxonomy = typer.Typer(help="The skill taxonomy.", no_args_is_help=True)
app.add_typer(taxonomy, name="taxonomy")

prompt = typer.Typer(help="The prompt of the coders that ask a model.", no_args_is_help=True)
app.add_typer(prompt, name="prompt")

EXIT_ERROR, EXIT_STRICT, EXIT_BELOW, EXIT_INTERRUPTED = 1, 2, 2, 130


@contextmanager
def readable_errors() -> Iterator[None]:
    """Errors that a user can mend are one line; Ctrl-C is a word and exit code 130."""
    try:
        yield
    except RolescopeError as error:
        err_console.print(f"[bold red]error[/]: {harmless(str(error))}", highlight=False)
        raise typer.Exit(EXIT_ERROR) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        err_console.print(f"[bold red]error[/]: {harmless(place + str(error.strerror))}", highlight=False)
        raise typer.Exit(EXIT_ERROR) from error
    except KeyboardInterrupt as error:
        more = f"; {error.args[0]}" if error.args else ""
        note(
            "interrupted; tables that were complete are as they were, none is half written; "
            f"run again to go on from what is finished{more}"
        )
        raise typer.Exit(EXIT_INTERRUPTED) from error


def note(line: str) -> None:
    """Print a remark beside the output."""
    err_console.print(harmless(line), highlight=False)


def say(line: str) -> None:
    """Print a line that names files: as it is, unbroken, so that a script can read it."""
    out_console.print(harmless(line), highlight=False, soft_wrap=True)
