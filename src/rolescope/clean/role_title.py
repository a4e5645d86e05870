"""The job that a title names, without seniority, place, team, contract and ids."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=20_000)
def role_title(title: str) -> str | None:
    """Strip a title to the job it names, in one spelling.

    Of the parts between commas, dashes and the like, the first counts that names an occupation and says
    of what ("Applied AI, Senior MLOps Engineer - NYC" is an MLOps engineer); brackets never do. In it the
    words of seniority, contract and working place are left out, and what stands behind the occupation. Of
    two occupations with a slash the first counts. "ML" is "machine learning", but beside AI both are
    "AI/ML" in any order; "founding", "applied" and "forward deployed" are kinds of work, and stay.

    Returns
    -------
    str or None
        Lower case but for acronyms and names; None where the title is empty.

    Examples
    --------
    >>> role_title("Senior AI Engineer (m/f/d) - Platform, Berlin")
    'AI engineer'
    >>> role_title("Sr. Machine Learning Engineer II"), role_title("ML Engineer, Voice")
    ('machine learning engineer', 'machine learning engineer')
    >>> role_title("Principal ML/AI Engineer")
    'AI/ML engineer'
    """
    whole = _SLASH.sub("/", _BRACKETS.sub(" ", title))
    parts = [part for part in _SEPARATORS.split(whole) if part.strip()]
    named = [name for name in map(_occupation, parts) if name]
    if named:
        return _spelt(next((name for name in named if " " in name), named[0]))
    bare = _words(_NO_ROLE.sub(" ", parts[0])) if parts else ""
    return _spelt(bare if " " in bare else _words(parts[0] if parts else title)) or None


def _occupation(part: str) -> str:
    """What a part says up to its last occupation; nothing where it names none."""
    bare = _FIRST_OF_TWO.sub(r"\1", _NO_ROLE.sub(" ", part))
    ends = [found.end() for found in _OCCUPATION.finditer(bare)]
    return _words(bare[: ends[-1]]) if ends else ""


def _words(text: str) -> str:
    """Words with single spaces, without what punctuation the words left out have left behind."""
    words = (word.strip("/-*") for word in text.split())
    return " ".join(word for word in words if word).lstrip("&+ ").rstrip("&+. ")


def _spelt(name: str) -> str:
    """One spelling for the ways to write a title."""
    shouted = name.isupper()
    words = re.split(r"([ /])", name)
    spelt = "".join(_CAPITALS.get(word.lower()) or _lower(word, shouted=shouted) for word in words)
    for pattern, spelling in _SPELLINGS:
        spelt = pattern.sub(spelling, spelt)
    return spelt


def _lower(word: str, *, shouted: bool) -> str:
    """Lower case, but for acronyms and names such as "MLOps" in a title that is not all in capitals."""
    return word if not shouted and word[1:] != word[1:].lower() else word.lower()


_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|[*:_]in(?:nen)?\b")
_SLASH = re.compile(r"\s*/\s*")
_HEADS = (
    r"(?:engineer|developer|scientist|architect|designer|manager|researcher|consultant|analyst|specialist|"
    r"strategist|educator|writer|physicist|programmer|administrator|evangelist|advocate|trainer|annotator|tester|"
    r"advisor|adviser|coordinator|recruiter|officer|technician|teacher|professor|lecturer|"
    r"entwickler(?:in)?|ingenieur(?:in)?|ingénieure?|développeur|développeuse|ingeniero|desarrollador)"
)
_OCCUPATION = re.compile(
    rf"(?i)(?<!\w){_HEADS}s?\b(?! (?:platform|tool|experience|productivity|market))|\bmembers? of (?:the )?technical staff\b"
)
_FIRST_OF_TWO = re.compile(rf"(?i)(\b{_HEADS}s?)/.*")
_SEPARATORS = re.compile(
    r"(?i)[,;:|@•·#–—]|\s-+|-+\s|(?<=engineer)-|(?<=developer)-|(?<=scientist)-|\s(?:at|for|with|to join)\s"
)
_NO_ROLE = re.compile(
    r"(?i)(?<![\w.-])(?:(?:entry|graduate|junior|mid|senior|staff|associate|lead)[ -]level|senior|sr|snr|junior|jr|"
    r"staff(?<!technical staff)|principal|lead|tech(?:nical)? lead|distinguished|associate|mid|intermediate|medior|entry|experienced|"
    r"level|new grad(?:uate)?|graduate|grad|early[ -]career|managing|(?:corporate |assistant |senior )?vice[ -]president|"
    r"[aes]?vp|director|intern|internship|trainee|apprentice(?:ship)?|working student|werkstudent(?:in)?|praktikant(?:in)?|"
    r"co-op|contract(?:or)?|freelance|permanent|perm|temporary|full[ -]time|part[ -]time|remote|hybrid|on-?site|"
    r"uk|usa?|eu|emea|apac|latam|nyc|summer|autumn|fall|winter|spring|q[1-4]|[a-z]{0,4}-?\d{3,}|"
    r"[mwfdxh](?:/[mwfdxh]){1,3}|all genders|(?-i:IV|VI?|I{1,3}|L[1-7]))(?![\w-])\.?"
)
_CAPITALS = {
    name.lower(): name
    for name in (
        "AI", "ML", "LLM", "NLP", "QA", "API", "HPC", "GTM", "IT", "UI", "UX", "SRE", "KI", "GPU", "ETL", "MLOps", "LLMOps", "AIOps",
        "DevOps", "GenAI", "iOS", "SDK", "AWS", "GCP", "SAP", "AR", "VR", "RAG", ".NET", "Python", "Java", "Rust", "Android",
        "Azure", "Salesforce", "Databricks", "ServiceNow", "Palantir", "Clojure", "Clojure/ClojureScript",
    )
}  # fmt: skip
_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"\bartificial intelligence\b", "AI"),
        (r"\b(?:GenAI|gen[ -]AI|generative AI)\b", "generative AI"),
        (r"\b(?:ML|machine[ -]learning)(?: ?[/&+] ?| and | )AI\b", "AI/ML"),
        (r"\bAI(?: ?[/&+] ?| and | )(?:ML|machine[ -]learning)\b", "AI/ML"),
        (r"(?<!AI/)\bML\b", "machine learning"),
        (r"(?i)\bfull[ -]?stack\b", "full-stack"),
        (r"(?i)\bback[ -]end\b", "backend"),
        (r"(?i)\bfront[ -]end\b", "frontend"),
        (r"(?i)\bforward-deployed\b", "forward deployed"),
        (r"\bsolution (?=engineer|architect)", "solutions "),
        (r"\bapplications (?=engineer|developer)", "application "),
    )
)
