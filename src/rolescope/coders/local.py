"""The local coder: the skill taxonomy, sections and context rules; no network, no model."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from rolescope.coders.context import is_own_product, is_refused, names_a_party
from rolescope.coders.output import Assessment, Coded, Collector, Mention
from rolescope.coders.sections import Sections
from rolescope.coders.tagger import Match, Tagger, shipped_tagger, stands_in_list
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
    matches = tagger.find(text)
    found = [_in_text(text, matches, position, sections, employer) for position in range(len(matches))]
    found.extend(_mention(match, title, "title", WORK) for match in tagger.find(title))
    return [mention for mention in found if mention is not None]


def _in_text(text: str, matches: Sequence[Match], position: int, sections: Sections, employer: str) -> Mention | None:
    """Mention of a match in the text; None where the company's blurb names it in passing."""
    start, end, alias = match = matches[position]
    section = sections.at(start)
    is_own = is_own_product(alias.skill, employer)
    if section == OTHER and not is_own:
        in_passing = not stands_in_list(text, matches, position)
        if in_passing or names_a_party(text, start, alias.skill):
            return None
    if is_refused(text, start, end) or (is_own and section != MUST):
        section = OTHER
    return _mention(match, text, "text", section)


def _mention(match: Match, field_text: str, field: str, section: str) -> Mention:
    start, end, alias = match
    return Mention("skills", alias.skill.name, alias.category, section, field, field_text[start:end], start, end)
