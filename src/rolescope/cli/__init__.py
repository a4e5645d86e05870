"""The command line: parses, calls, prints. A module a group of commands."""

from rolescope.cli import model, run, start, taxonomy, train, trust
from rolescope.cli.application import app

__all__ = ["app", "model", "run", "start", "taxonomy", "train", "trust"]
