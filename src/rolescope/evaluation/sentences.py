"""Duties and use cases against gold labels: which gold sentences were found, and with which theme."""

from __future__ import annotations

from collections.abc import Iterable

from rolescope.codebook.model import Variable
from rolescope.coders.grounding import overlap, verbatim
from rolescope.coders.label_check import SENTENCE_KEYS
from rolescope.coders.labels import PostingLabels, SentenceLabel
from rolescope.coders.themes import NO_THEME
from rolescope.evaluation.choices import Pair, choice_figures
from rolescope.evaluation.coded import CodedPosting, Evidence
from rolescope.evaluation.facts import NONE, Counted, counted_figure
from rolescope.evaluation.figure import Chance, Topic
from rolescope.evaluation.part import Miss, Part

THEMES = "themes"


def sentence_part(variable: Variable, labelled: Iterable[tuple[PostingLabels, CodedPosting]], chance: Chance) -> Part:
    """Share of gold sentences that a sentence of the coder overlaps, and agreement on the themes of these.

    Annotators mark the main sentences and not all, so that there is no precision. Themes are compared where
    the annotator gives one.
    """
    name, key = variable.name, SENTENCE_KEYS[variable.name]
    counted, themes, misses, n_uncoded = [], [], [], 0
    for label, posting in labelled:
        if not label.has(key):
            continue
        if name in posting.uncoded:
            n_uncoded += 1
            continue
        sentences: tuple[SentenceLabel, ...] = getattr(label, key)
        found = [_nearest(sentence, posting, name) for sentence in sentences]
        counted.append(Counted(posting.employer, sum(hit is not None for hit in found), len(found)))
        for sentence, hit in zip(sentences, found, strict=True):
            if hit is None:
                misses.append(Miss(posting.source_id, sentence.theme or "sentence", NONE, sentence.quote))
            elif sentence.theme:
                themes.append(Pair(posting.employer, sentence.theme, hit.value))
    if not counted:
        return Part(name, misses=misses, n_uncoded=n_uncoded)
    figures = [counted_figure(Topic(name), "recall", counted, chance)]
    confusion = None
    if themes:
        scale = [*(option.key for option in variable.options), NO_THEME]
        of_themes, confusion = choice_figures(Topic(name, THEMES), themes, scale, chance)
        figures += of_themes
    return Part(name, figures, confusion, misses, n_uncoded=n_uncoded)


def _nearest(sentence: SentenceLabel, posting: CodedPosting, variable: str) -> Evidence | None:
    """The coder's sentence that overlaps most with a gold one; None where none does."""
    spans = verbatim(posting.text, sentence.quote)
    best, most = None, 0.0
    for code in posting.evidence.get(variable, ()):
        shared = max(overlap(span, (code.start, code.end)) for span in spans) if code.field == "text" else 0.0
        if shared > most:
            best, most = code, shared
    return best
