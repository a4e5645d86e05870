"""The gold coder: careful annotators' labels, each grounded in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from rolescope.codebook.model import Codebook, Variable
from rolescope.codebook.taxonomy import alias_key, shipped_taxonomy
from rolescope.coders.cues import cue_finder
from rolescope.coders.grounding import occurrences, verbatim
from rolescope.coders.label_check import SENTENCE_KEYS, check_label
from rolescope.coders.labels import PostingLabels, SkillLabel
from rolescope.coders.output import Assessment, Coded, Collector, Mention, Rejection
from rolescope.coders.themes import NO_THEME, theme_of
from rolescope.coders.wording import WORK

NAME = "gold"


def code_batch(postings: pa.Table, codebook: Codebook, labels: Mapping[str, PostingLabels]) -> Coded:
    """Code a batch by its labels.

    What a label lacks is uncoded, with the reason; a quote that is not in the text and a value that is not
    in the codebook are rejected. Annotators quote skills, duties and use cases: a choice or a flag of theirs
    is an assessment without evidence. A sentence without a theme of theirs gets one by the codebook's cues.
    Duties and use cases are in section ``work``, since the annotator says that they count.

    Parameters
    ----------
    postings
        Rows of `tables.POSTINGS`.
    codebook
        What to code.
    labels
        The label of each posting that has one, by `source_id`.
    """
    said = Collector(NAME, codebook.id)
    names = canonical_names()
    columns = postings.select(["posting_id", "source_id", "text"]).to_pydict()
    for posting_id, source_id, text in zip(*columns.values(), strict=True):
        given = labels.get(source_id)
        if given is None:
            for variable in codebook.variables:
                said.assess(posting_id, Assessment(variable.name, "uncoded", reason="not labelled"))
            continue
        label, refused = check_label(given, text, codebook)
        for refusal in refused:
            if codebook.variable(refusal.variable):
                said.reject(posting_id, Rejection(refusal.variable, refusal.value, refusal.quote, refusal.reason))
        mentions: list[Mention] = []
        for variable in codebook.variables:
            said.assess(posting_id, _assessment(variable, given, label))
            if variable.kind == "mentions":
                mentions += _skills(label, text, names)
            elif variable.kind == "themes":
                mentions += _sentences(variable, label, text)
        said.mentions(posting_id, mentions)
    return said.tables()


def canonical_names() -> dict[str, tuple[str, str]]:
    """Canonical name and category of each spelling of the shipped taxonomy."""
    return {alias_key(a.surface): (a.skill.name, a.category) for a in shipped_taxonomy().aliases}


def _assessment(variable: Variable, given: PostingLabels, label: PostingLabels) -> Assessment:
    """Whether a variable could be coded; `label` is what of the given one can be used."""
    name = variable.name
    if variable.kind in ("choice", "flag"):
        value = label.value(name)
        if value is not None:
            return Assessment(name, "coded", value)
        refused = given.value(name) is not None
        reason = f"value {given.value(name)!r} is not in the codebook" if refused else f"the label has no {name}"
        return Assessment(name, "uncoded", reason=reason)
    key = SENTENCE_KEYS.get(name, name)
    if given.has(key):
        return Assessment(name, "coded")
    return Assessment(name, "uncoded", reason=f"the label has no {key}")


def _skills(label: PostingLabels, text: str, names: Mapping[str, tuple[str, str]]) -> Iterator[Mention]:
    for skill in label.skills:
        name, category = _canonical(skill, names)
        for start, end in occurrences(text, skill.quote):
            yield Mention("skills", name, category, skill.section, "text", text[start:end], start, end)


def _sentences(variable: Variable, label: PostingLabels, text: str) -> Iterator[Mention]:
    if variable.name not in SENTENCE_KEYS:
        return
    for sentence in getattr(label, SENTENCE_KEYS[variable.name]):
        theme = sentence.theme or theme_of(cue_finder(variable), sentence.quote) or NO_THEME
        for start, end in verbatim(text, sentence.quote):
            yield Mention(variable.name, theme, None, WORK, "text", sentence.quote, start, end)


def _canonical(label: SkillLabel, names: Mapping[str, tuple[str, str]]) -> tuple[str, str | None]:
    """The annotator's own canonical name outweighs the taxonomy's."""
    if label.skill:
        return label.skill, names.get(alias_key(label.skill), ("", None))[1]
    return names.get(alias_key(label.quote), (label.quote, None))
