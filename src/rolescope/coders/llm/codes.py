"""Codes of a posting from what a model says of it: every quote is placed in the text, or its code is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rolescope.codebook.model import Codebook
from rolescope.codebook.taxonomy import Alias, alias_key, shipped_taxonomy
from rolescope.coders.alignment import FUZZY
from rolescope.coders.context import is_own_product, is_refused
from rolescope.coders.label_check import NOT_IN_TEXT
from rolescope.coders.llm.evidence import TITLE, PartQuotes, Quoted, Span
from rolescope.coders.llm.parts import Part
from rolescope.coders.llm.votes import decide, read_vote
from rolescope.coders.output import Assessment, Mention, Rejection
from rolescope.coders.tagger import shipped_tagger
from rolescope.coders.wording import MUST, OTHER, WORK

NOT_A_NAME = "in the text an everyday word, not the name"


class Codes(NamedTuple):
    """What stands of a model's answers on one posting."""

    mentions: list[Mention]
    assessments: list[Assessment]
    rejections: list[Rejection]


def code_posting(posting: Quoted, codebook: Codebook, said: Sequence[tuple[Part, Mapping[str, Any]]]) -> Codes:
    """Codes of one posting.

    Sections come from the text, as for every coder. Duties and use cases are in section ``work``, since the model
    says that they count, as annotators do.

    Parameters
    ----------
    posting
        The posting.
    codebook
        What was asked.
    said
        What the model said of each part, by variable, as `reading.read_answer` gives it.
    """
    codes = Codes([], [], [])
    parts = [(PartQuotes(posting, part), given) for part, given in said]
    for variable in codebook.variables:
        name = variable.name
        for quotes, _ in parts:
            quotes.begin_variable()
        if variable.kind in ("choice", "flag"):
            votes = [read_vote(variable, quotes, given[name]) for quotes, given in parts]
            assessment, evidence, refused = decide(variable, votes, posting)
            codes.assessments.append(assessment)
            codes.mentions.extend(evidence)
            codes.rejections.extend(refused)
            continue
        codes.assessments.append(Assessment(name, "coded"))
        read = _name if variable.kind == "mentions" else _sentence
        for quotes, given in parts:
            for one in given[name]:
                found = read(name, one, quotes, posting)
                if isinstance(found, Rejection):
                    codes.rejections.append(found)
                else:
                    codes.mentions.extend(found)
    return Codes(list(dict.fromkeys(codes.mentions)), codes.assessments, sorted(set(codes.rejections)))


def _sentence(
    variable: str, given: Mapping[str, str], quotes: PartQuotes, posting: Quoted
) -> list[Mention] | Rejection:
    quote, theme = given["quote"], given["theme"]
    span = quotes.find(quote)
    if span is None:
        return Rejection(variable, theme, quote, NOT_IN_TEXT)
    return [posting.mention(variable, theme, None, WORK, span)]


def _name(variable: str, quote: str, quotes: PartQuotes, posting: Quoted) -> list[Mention] | Rejection:
    """Skills that a quote names: the taxonomy's where it knows the quote or names within it, else the quote itself."""
    span = quotes.find(quote)
    if span is None:
        return Rejection(variable, quote, quote, NOT_IN_TEXT)
    whole = posting.field_text(span)
    name = " ".join(whole[span.start : span.end].split())
    alias = _aliases().get(alias_key(name))
    if alias and _is_everyday(alias, name, span):
        return Rejection(variable, quote, quote, NOT_A_NAME)
    if alias:
        return [_skill(variable, alias, span, posting)]
    inside = [
        _skill(variable, match.alias, span._replace(start=match.start, end=match.end), posting)
        for match in shipped_tagger().find(whole)
        if span.start <= match.start and match.end <= span.end
    ]
    return inside or [posting.mention(variable, name, None, _section(span, posting), span)]


def _skill(variable: str, alias: Alias, span: Span, posting: Quoted) -> Mention:
    section = _section(span, posting)
    if is_own_product(alias.skill, posting.employer) and section != MUST:
        section = OTHER
    return posting.mention(variable, alias.skill.name, alias.category, section, span)


def _section(span: Span, posting: Quoted) -> str:
    """Section of a name; one that the text says is not asked for is in `other`."""
    if span.field == TITLE:
        return WORK
    return OTHER if is_refused(posting.text, span.start, span.end) else posting.sections.at(span.start)


def _is_everyday(alias: Alias, name: str, span: Span) -> bool:
    """Whether a name that counts in its own case alone (Go, Spark) was found in another."""
    return span.grounding == FUZZY and alias.rule is not None and alias.rule.case == "exact" and name != alias.surface


@lru_cache(maxsize=1)
def _aliases() -> dict[str, Alias]:
    return {alias_key(alias.surface): alias for alias in shipped_taxonomy().aliases}
