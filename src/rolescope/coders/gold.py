"""The gold coder: careful annotators' labels, each grounded in the text."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from rolescope.codebook.taxonomy import alias_key, shipped_taxonomy
from rolescope.coders.grounding import occurrences
from rolescope.coders.labels import PostingLabels, SkillLabel
from rolescope.coders.output import Assessment, Coded, Collector, Mention, Rejection

NAME = "gold"


def code_batch(postings: pa.Table, codebook: str, labels: Mapping[str, PostingLabels]) -> Coded:
    """Code a batch by its labels; a posting without labels is uncoded, a quote not in the text is rejected."""
    said = Collector(NAME, codebook)
    names = canonical_names()
    columns = postings.select(["posting_id", "source_id", "text"]).to_pydict()
    for posting_id, source_id, text in zip(*columns.values(), strict=True):
        label = labels.get(source_id)
        if label is None:
            said.assess(posting_id, Assessment("skills", "uncoded", reason="not labelled"))
            continue
        said.assess(posting_id, Assessment("skills", "coded"))
        mentions: list[Mention] = []
        for skill in label.skills:
            spans = occurrences(text, skill.quote)
            name, category = _canonical(skill, names)
            if not spans:
                said.reject(posting_id, Rejection("skills", name, skill.quote, "no such quote in the text"))
            mentions.extend(
                Mention("skills", name, category, skill.section, "text", text[start:end], start, end)
                for start, end in spans
            )
        said.mentions(posting_id, mentions)
    return said.tables()


def canonical_names() -> dict[str, tuple[str, str]]:
    """Canonical name and category of each spelling of the shipped taxonomy."""
    return {alias_key(a.surface): (a.skill.name, a.category) for a in shipped_taxonomy().aliases}


def _canonical(label: SkillLabel, names: Mapping[str, tuple[str, str]]) -> tuple[str, str | None]:
    """The annotator's own canonical name outweighs the taxonomy's."""
    if label.skill:
        return label.skill, names.get(alias_key(label.skill), ("", None))[1]
    return names.get(alias_key(label.quote), (label.quote, None))
