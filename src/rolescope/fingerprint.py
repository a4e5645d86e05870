"""Fingerprints of files, texts and of rolescope's own code: what says that nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_SIZE = 8


def digest(*parts: str) -> str:
    """Fingerprint of texts; which part holds what counts."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=_SIZE).hexdigest()


def files_digest(paths: Iterable[Path]) -> str:
    """Fingerprint of the names and contents of files."""
    return digest(*(part for path in paths for part in (path.name, _content(path))))


@cache
def code_digest(*parts: str) -> str:
    """Fingerprint of modules and folders of rolescope (``clean``, ``tables.py``), their data included."""
    return digest(*(name for part in parts for name in _contents(files("rolescope") / part)))


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=_SIZE)).hexdigest()


def _contents(entry: Traversable) -> list[str]:
    if entry.is_file():
        return [entry.name, hashlib.blake2b(entry.read_bytes(), digest_size=_SIZE).hexdigest()]
    inside = sorted(entry.iterdir(), key=lambda one: one.name)
    return [name for one in inside if one.name != "__pycache__" for name in _contents(one)]
