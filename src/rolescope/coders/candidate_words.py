"""Lists of words that tell a phrase somebody may ask for from the words around it."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class CandidateWords(BaseModel):
    """The lists of ``candidate_words.yaml``, which says what each is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    openers: tuple[str, ...]
    modifiers: frozenset[str]
    breaks: frozenset[str]
    verbs: frozenset[str]
    general: frozenset[str]
    heads: frozenset[str]
    elsewhere: frozenset[str]
    job_titles: frozenset[str]
    degrees: frozenset[str]
    spoken: frozenset[str]
    times: frozenset[str]
    no_names: frozenset[str]

    def is_out_of_place(self, words: list[str]) -> bool:
        """Whether lower-case words speak of a job, a degree, a spoken language, a date or a quality.

        Examples
        --------
        >>> shipped_words().is_out_of_place(["software", "engineer"])
        True
        >>> shipped_words().is_out_of_place(["stream", "joins"])
        False
        """
        strange = self.job_titles | self.degrees | self.spoken | self.times | self.elsewhere
        return (
            any(word in strange for word in words)
            or words[-1] in self.heads
            or f"{words[-1]}s" in self.heads
            or all(word in self.general for word in words)
        )

    @cached_property
    def leading(self) -> frozenset[str]:
        """What is cut off the start of a phrase: modifiers, and verbs with their forms in -ing and -s."""
        forms = {form for verb in self.verbs for form in (f"{verb.removesuffix('e')}ing", f"{verb}s")}
        return self.modifiers | self.verbs | forms


@cache
def shipped_words() -> CandidateWords:
    """The lists that come with rolescope."""
    text = (files("rolescope.coders") / "candidate_words.yaml").read_text(encoding="utf-8")
    return CandidateWords.model_validate(yaml.safe_load(text))
