"""A small codebook and an answer by it, written by hand."""

from __future__ import annotations

import json
from typing import Any

from rolescope.codebook.model import Codebook

CODEBOOK = Codebook.model_validate(
    {
        "codebook": "mapper",
        "version": 1,
        "role": "mapper",
        "variables": [
            {
                "name": "kind",
                "kind": "choice",
                "definition": "What is drawn.",
                "default": "land",
                "options": [
                    {"key": "land", "definition": "Land.", "cues": ["land"]},
                    {"key": "sea", "definition": "Sea.", "cues": ["sea"]},
                    {"key": "sky", "definition": "Sky.", "cues": ["sky"]},
                ],
            },
            {"name": "copy", "kind": "flag", "definition": "Copies maps.", "cues": ["copies maps"]},
            {"name": "skills", "kind": "mentions", "by": "taxonomy", "definition": "Skills."},
            {
                "name": "responsibilities",
                "kind": "themes",
                "definition": "Duties.",
                "options": [{"key": "drawing", "definition": "Drawing.", "cues": ["draw"]}],
            },
        ],
    }
)


def said(**changes: Any) -> dict[str, Any]:
    """An answer that finds nothing, but for the changes."""
    nothing = {
        "kind": {"quotes": [], "value": "land"},
        "copy": {"quotes": [], "value": False},
        "skills": [],
        "responsibilities": [],
    }
    return nothing | changes


def written(**changes: Any) -> str:
    """The same as a model writes it."""
    return json.dumps(said(**changes))
