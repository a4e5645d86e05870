"""The local coder: the skill taxonomy, sections and context rules; no network, no model."""

from __future__ import annotations

import pyarrow as pa

from rolescope.coders.context import is_own_product, is_refused, names_a_party
from rolescope.coders.output import Assessment, Coded, Collector, Mention
from rolescope.coders.sections import Sections
from rolescope.coders.tagger import Match, Tagger, shipped_tagger
from rolescope.coders.wording import MUST, OTHER, WORK

NAME = "local"
MIN_CHARS = 40


def code_batch(postings: pa.Table, codebook: str) -> Coded:
    """Code the skills of a batch of postings.

    Parameters
    ----------
    postings
        Rows of `tables.POSTINGS`.
    codebook
        Name and version of the codebook, stored with each code.

    Returns
    -------
    Coded
        Codings, assessments and rejections, in the order of the postings.
    """
    tagger = shipped_tagger()
    said = Collector(NAME, codebook)
    columns = postings.select(["posting_id", "title", "text", "employer_id"]).to_pydict()
    for posting_id, title, text, employer in zip(*columns.values(), strict=True):
        if len(text) < MIN_CHARS:
            reason = f"text shorter than {MIN_CHARS} characters"
            said.assess(posting_id, Assessment("skills", "uncoded", reason=reason))
            continue
        said.assess(posting_id, Assessment("skills", "coded"))
        said.mentions(posting_id, skill_mentions(tagger, title, text, employer))
    return said.tables()


def skill_mentions(tagger: Tagger, title: str, text: str, employer: str) -> list[Mention]:
    """Skills that a posting names in its text and in its title, with their sections."""
    sections = Sections(text)
    found = [_mention(match, text, "text", sections.at(match.start), employer) for match in tagger.find(text)]
    found.extend(_mention(match, title, "title", WORK, employer) for match in tagger.find(title))
    return [mention for mention in found if mention is not None]


def _mention(match: Match, field_text: str, field: str, section: str, employer: str) -> Mention | None:
    start, end, alias = match
    if section == OTHER and names_a_party(field_text, start, end, alias.skill, employer):
        return None
    if is_refused(field_text, start, end) or (section != MUST and is_own_product(alias.skill, employer)):
        section = OTHER
    return Mention("skills", alias.skill.name, alias.category, section, field, field_text[start:end], start, end)
