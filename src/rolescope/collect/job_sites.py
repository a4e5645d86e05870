"""Names of job sites and of the software that they run on, which no posting means by its employer."""

from __future__ import annotations

import re

_SITES = frozenset(
    [
        "adzuna", "angellist", "arbeitnow", "ashby", "ashbyhq", "bamboohr", "builtin", "careerbuilder",
        "cvlibrary", "dice", "efinancialcareers", "glassdoor", "greenhouse", "hellowork", "himalayas", "hired",
        "icims", "indeed", "infojobs", "jobgether", "jobleads", "jobscout24", "jobteaser", "jobvite", "jooble",
        "lever", "linkedin", "monster", "naukri", "otta", "personio", "recruitee", "reed", "relocateme",
        "remoteok", "remotive", "simplyhired", "smartrecruiters", "stepstone", "talent", "teamtailor",
        "theladders", "themuse", "totaljobs", "weworkremotely", "welcometothejungle", "wellfound", "workable",
        "xing", "ziprecruiter",
    ]
)  # fmt: skip
_ENDING = re.compile(
    r"(?:\.(?:com|co|io|net|org|de|fr|nl|es|it|at|ch|uk|in|me|co\.uk)|\s+(?:jobs|careers|job board))+$"
)
_NO_LETTER = re.compile(r"[\W_]+")


def is_job_site(name: str) -> bool:
    """Whether a name is that of a known job site.

    Examples
    --------
    >>> is_job_site("LinkedIn Jobs"), is_job_site("Built In"), is_job_site("Indeed.co.uk"), is_job_site("Ink & Co")
    (True, True, True, False)
    """
    return _NO_LETTER.sub("", _ENDING.sub("", name.strip().lower())) in _SITES
