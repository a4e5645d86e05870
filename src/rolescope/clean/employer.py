"""Employer identity: the company's name without legal form, case and punctuation."""

from __future__ import annotations

import re
import unicodedata

_LEGAL = [
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "mbh",
    "ag",
    "se",
    "kg",
    "ug",
    "ohg",
    "kgaa",
    "sa",
    "sas",
    "sarl",
    "sasu",
    "bv",
    "nv",
    "spa",
    "srl",
    "sl",
    "slu",
    "oy",
    "oyj",
    "ab",
    "as",
    "asa",
    "aps",
    "a/s",
    "pty",
    "pvt",
    "private",
    "pte",
    "kk",
    "sp",
    "zoo",
    "lda",
    "ltda",
    "eireli",
    "pbc",
]
_LEGAL_TAIL = re.compile(rf"(?:[\s,]+(?:{'|'.join(map(re.escape, _LEGAL))}))+$")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\w)\.(?=\s|,|$)")
_NO_WORD = re.compile(r"[^\w&+]+")


def employer_id(company: str, posting_id: str) -> str:
    """Normalised employer; a posting without a company is an employer of its own.

    Examples
    --------
    >>> employer_id("Marrow & Pike, Inc.", "p1")
    'marrow & pike'
    >>> employer_id("", "p1")
    'unknown:p1'
    """
    name = _DOTTED.sub("", unicodedata.normalize("NFKC", company).casefold().strip())
    bare = _LEGAL_TAIL.sub("", name)
    words = _NO_WORD.sub(" ", bare).strip() or _NO_WORD.sub(" ", name).strip()
    return words or f"unknown:{posting_id}"
