"""Why nothing can be coded of a posting, whoever codes it."""

from __future__ import annotations

from rolescope.clean.no_posting import why_no_posting

MIN_CHARS = 40
"""Characters of the shortest text that is coded."""


def why_uncodable(title: str, text: str) -> str | None:
    """Reason in words, None where the text can be coded.

    Examples
    --------
    >>> why_uncodable("Clerk", "Apply now.")
    'text shorter than 40 characters'
    >>> why_uncodable("Clerk", "This job is no longer available. Search for other jobs.")
    'not a posting: a notice that the job is gone'
    """
    if len(text) < MIN_CHARS:
        return f"text shorter than {MIN_CHARS} characters"
    instead = why_no_posting(title, text)
    return f"not a posting: {instead}" if instead else None
