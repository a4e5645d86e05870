"""Skills against gold labels: spans against quotes, and which postings hold which skill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from rolescope.codebook.taxonomy import alias_key
from rolescope.coders.gold import canonical_names
from rolescope.coders.labels import PostingLabels, SkillLabel
from rolescope.coders.wording import OTHER
from rolescope.estimate.mention_agreement import SECTION_ORDER, MentionAgreement, Predicted, Score
from rolescope.evaluation.coded import CodedPosting
from rolescope.evaluation.figure import Chance, Figure, Topic
from rolescope.evaluation.held import Holding, held_figures
from rolescope.evaluation.part import Confusion, Part

SKILLS = "skills"
MAIN_MATCH, ALL = "IoU ≥ .5", "all"
POSTINGS = "postings"


def skill_part(labelled: Iterable[tuple[PostingLabels, CodedPosting]], chance: Chance) -> Part:
    """Spans first, then what postings hold; both of the text alone, a code of the title is no answer."""
    agreement = MentionAgreement()
    names = canonical_names()
    holdings: list[Holding] = []
    n_uncoded = 0
    for label, posting in labelled:
        if not label.has(SKILLS):
            continue
        if SKILLS in posting.uncoded:
            n_uncoded += 1
            continue
        said = [code for code in posting.evidence.get(SKILLS, ()) if code.field == "text"]
        predicted = [Predicted(c.start, c.end, c.value, c.section or OTHER, c.quote or "") for c in said]
        agreement.add(posting.text, posting.employer, label, predicted)
        gold = frozenset(canonical(skill, names) for skill in label.skills if skill.section != OTHER)
        asked = frozenset(code.value for code in said if code.section != OTHER)
        holdings.append(Holding(posting.employer, gold, asked))
    if not holdings:
        return Part(SKILLS, n_uncoded=n_uncoded)
    employers = len({holding.employer for holding in holdings})
    figures = [_figure(score, employers) for score in agreement.scores(chance.seed, chance.level)]
    figures += held_figures(Topic(SKILLS, subset=POSTINGS), holdings, chance)
    counts = np.array(
        [[agreement.confusion.get((row, column), 0) for column in SECTION_ORDER] for row in SECTION_ORDER]
    )
    return Part(
        SKILLS, figures, Confusion(SECTION_ORDER, counts), missed=dict(agreement.missed), wrong=dict(agreement.wrong),
        n_uncoded=n_uncoded,
    )  # fmt: skip


def canonical(label: SkillLabel, names: Mapping[str, tuple[str, str]]) -> str:
    """What the taxonomy calls a labelled skill: by its quote, else by the annotator's name, else as quoted."""
    for spelling in (label.quote, label.skill):
        if spelling and alias_key(spelling) in names:
            return names[alias_key(spelling)][0]
    return label.skill or label.quote.lower()


def _figure(score: Score, employers: int) -> Figure:
    parts = [part for part in (score.match, score.kind) if part not in (MAIN_MATCH, ALL)]
    measure = score.measure.replace(" ", "_")
    return Figure(Topic(SKILLS, ", ".join(parts) or None), measure, score.interval, score.of, employers, score.right)
