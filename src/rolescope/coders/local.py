"""The local coder: taxonomy, sections, context rules, cues and small models; no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import pyarrow as pa

from rolescope.codebook.model import Codebook
from rolescope.coders.choices import code_choice
from rolescope.coders.classifier import Decision, Span, shipped_role_coder
from rolescope.coders.context import (
    in_address,
    is_field_of_study,
    is_own_product,
    is_refused,
    names_a_party,
    names_the_employer,
)
from rolescope.coders.flags import Cue, code_flags
from rolescope.coders.output import Assessment, Coded, Collector, Mention
from rolescope.coders.sections import Sections
from rolescope.coders.sentences import Sentence, sentences
from rolescope.coders.tagger import Match, Tagger, shipped_tagger, stands_in_list
from rolescope.coders.themes import theme_mentions
from rolescope.coders.trained import Models
from rolescope.coders.wording import MUST, OTHER, WORK

NAME = "local"
MIN_CHARS = 40
_EVERYDAY = {"practices", "security", "infrastructure"}


class Posting(NamedTuple):
    """What the local coder reads of a posting."""

    posting_id: str
    title: str
    text: str
    employer: str
    source_id: str


def code_batch(postings: pa.Table, codebook: Codebook, models: Models | None = None) -> Coded:
    """Code every variable of a codebook for a batch of postings.

    Parameters
    ----------
    postings
        Rows of `tables.POSTINGS`.
    codebook
        What to code.
    models
        Models of the study, which go before those that come with rolescope.

    Returns
    -------
    Coded
        Codings, assessments and rejections, in the order of the postings.
    """
    said = Collector(NAME, codebook.id)
    needs = {variable.kind for variable in codebook.variables} | {variable.by for variable in codebook.variables}
    columns = postings.select(["posting_id", "title", "text", "employer_id", "source_id"]).to_pydict()
    for posting_id, *posting in zip(*columns.values(), strict=True):
        _code(Posting(posting_id, *posting), codebook, models, needs, said)
    return said.tables()


def _code(posting: Posting, codebook: Codebook, models: Models | None, needs: Set[str], said: Collector) -> None:
    if len(posting.text) < MIN_CHARS:
        reason = f"text shorter than {MIN_CHARS} characters"
        for variable in codebook.variables:
            said.assess(posting.posting_id, Assessment(variable.name, "uncoded", reason=reason))
        return
    sections = Sections(posting.text)
    units = list(sentences(posting.text, sections)) if needs & {"themes", "model"} else []
    skills = skill_mentions(shipped_tagger(), posting, sections) if needs & {"mentions", "model"} else []
    decided = _decided(posting, sections, units, skills, codebook, models)
    mentions: list[Mention] = []
    for variable in codebook.variables:
        assessment = Assessment(variable.name, "coded")
        if variable.kind == "mentions":
            mentions += skills
        elif variable.kind == "themes":
            mentions += theme_mentions(variable, posting.text, units)
        elif variable.by == "cues":
            value, evidence = code_choice(variable, posting.text, sections)
            assessment = Assessment(variable.name, "coded", value)
            mentions += evidence
        else:
            assessment, evidence = decided[variable.name]
            mentions += evidence
        said.assess(posting.posting_id, assessment)
    said.mentions(posting.posting_id, mentions)


def _decided(
    posting: Posting,
    sections: Sections,
    units: list[Sentence],
    skills: list[Mention],
    codebook: Codebook,
    models: Models | None,
) -> dict[str, tuple[Assessment, list[Mention]]]:
    """What the rules and the models say, by variable."""
    found: dict[str, tuple[Assessment, list[Mention]]] = {}
    if any(variable.by == "rule" for variable in codebook.variables):
        for flag in code_flags(posting.title, posting.text, sections):
            evidence = [_evidence(flag.variable, flag.value, cue) for cue in flag.cues]
            found[flag.variable] = Assessment(flag.variable, "coded", flag.value), evidence
    for d in _by_models(posting, units, skills, codebook, models):
        assessment = Assessment(d.variable, "coded", d.value, confidence=d.probability, fold=d.fold)
        found[d.variable] = assessment, [_evidence(d.variable, d.value, span) for span in d.evidence]
    return found


def _by_models(
    posting: Posting, units: list[Sentence], skills: list[Mention], codebook: Codebook, models: Models | None
) -> Iterator[Decision]:
    """What the study's models say, and those that come with rolescope of the variables that are left."""
    left = {variable.name for variable in codebook.variables if variable.by == "model"}
    trained = left.intersection(models.variables) if models else set()
    for coder, wanted in ((models.coder if models else None, trained), (shipped_role_coder(), left - trained)):
        if coder and wanted:
            decisions = coder.decide(posting.title, posting.text, units, skills, posting.source_id)
            yield from (decision for decision in decisions if decision.variable in wanted)


def _evidence(variable: str, value: str, span: Span | Cue) -> Mention:
    return Mention(variable, value, None, span.section, span.field, span.quote, span.start_char, span.end_char)


def skill_mentions(tagger: Tagger, posting: Posting, sections: Sections) -> list[Mention]:
    """Skills that a posting names in its text and in its title, with their sections."""
    text, employer = posting.text, posting.employer
    matches = tagger.find(text)
    found = [_in_text(text, matches, position, sections, employer) for position in range(len(matches))]
    found.extend(_mention(match, posting.title, "title", WORK) for match in tagger.find(posting.title))
    return [mention for mention in found if mention is not None]


def _in_text(text: str, matches: Sequence[Match], position: int, sections: Sections, employer: str) -> Mention | None:
    """Mention of a match in the text; None where it names no skill: a degree, an address, the company, a passing word."""
    start, end, alias = match = matches[position]
    if in_address(text, start, end) or is_field_of_study(text, start):
        return None
    section = sections.at(start)
    if is_own_product(alias.skill, employer):
        required = section == MUST and stands_in_list(text, matches, position)
        if not required and names_the_employer(text, start, end, employer):
            return None
        section = section if section == MUST else OTHER
    elif section == OTHER:
        in_passing = alias.category in _EVERYDAY and not stands_in_list(text, matches, position)
        if in_passing or names_a_party(text, start, alias.skill):
            return None
    if is_refused(text, start, end):
        section = OTHER
    return _mention(match, text, "text", section)


def _mention(match: Match, field_text: str, field: str, section: str) -> Mention:
    start, end, alias = match
    return Mention("skills", alias.skill.name, alias.category, section, field, field_text[start:end], start, end)
