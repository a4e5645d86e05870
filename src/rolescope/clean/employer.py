"""Employer identity: the company's name without legal form, case and punctuation."""

from __future__ import annotations

import re
import unicodedata

_LEGAL = frozenset(
    [
        "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "plc", "corp", "corporation", "co", "company",
        "gmbh", "mbh", "ag", "se", "kg", "ug", "ohg", "kgaa", "co.kg", "sa", "sas", "sarl", "sasu", "bv", "nv", "spa",
        "srl", "sl", "slu", "oy", "oyj", "ab", "as", "asa", "aps", "a/s", "pty", "pvt", "private", "pte", "kk", "sp",
        "zoo", "lda", "ltda", "eireli", "pbc",
    ]
)  # fmt: skip
_AND = frozenset(["&", "+", "and", "und"])
_SEPARATOR = re.compile(r"[\s,]+")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\w)\.(?=\s|,|$)")
_NO_WORD = re.compile(r"[^\w&+]+")


def employer_id(company: str, posting_id: str) -> str:
    """Normalised employer; a posting without a company is an employer of its own.

    Examples
    --------
    >>> employer_id("Marrow & Pike, Inc.", "p1")
    'marrow & pike'
    >>> employer_id("Inkwell GmbH & Co. KG", "p1")
    'inkwell'
    >>> employer_id("", "p1")
    'unknown:p1'
    """
    name = _DOTTED.sub("", unicodedata.normalize("NFKC", company).casefold().strip())
    bare = _without_legal_form(name)
    words = _NO_WORD.sub(" ", bare).strip() or _NO_WORD.sub(" ", name).strip()
    return words or f"unknown:{posting_id}"


def _without_legal_form(name: str) -> str:
    """The first word stays whatever it is; an "and" goes with the legal form that follows it."""
    words = _SEPARATOR.split(name)
    whole = len(words)
    while len(words) > 1 and (words[-1] in _LEGAL or (len(words) < whole and words[-1] in _AND)):
        words.pop()
    return " ".join(words)
