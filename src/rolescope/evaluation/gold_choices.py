"""Choices, flags and work mode against gold labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rolescope.codebook.model import Codebook
from rolescope.coders.choices import scale
from rolescope.coders.labels import PostingLabels
from rolescope.evaluation.choices import Pair, choice_figures
from rolescope.evaluation.coded import CodedPosting
from rolescope.evaluation.figure import Chance, Topic
from rolescope.evaluation.part import Miss, Part

WORK_MODE = "work_mode"
WORK_MODES = ("remote", "hybrid", "onsite", "unspecified")


def choice_scales(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Values of each choice and flag of a codebook, and of work mode."""
    scales = {v.name: scale(v) for v in codebook.variables if v.kind in ("choice", "flag")}
    return scales | {WORK_MODE: WORK_MODES}


def choice_part(
    variable: str, values: Sequence[str], labelled: Iterable[tuple[PostingLabels, CodedPosting]], chance: Chance
) -> Part:
    """Compare one variable; cases that the label's `VARIABLE_sure` tells apart have figures of their own too."""
    pairs: list[Pair] = []
    by_subset: dict[str, list[Pair]] = defaultdict(list)
    misses: list[Miss] = []
    n_uncoded = 0
    for label, posting in labelled:
        gold = label.work_mode if variable == WORK_MODE else label.value(variable)
        said = posting.work_mode if variable == WORK_MODE else posting.values.get(variable)
        if gold is None:
            continue
        if said is None:
            n_uncoded += 1
            continue
        pairs.append(Pair(posting.employer, gold, said))
        sure = label.value(f"{variable}_sure")
        if sure is not None:
            by_subset[sure].append(pairs[-1])
        if gold != said:
            quote = " … ".join(code.quote or "" for code in posting.evidence.get(variable, ()))
            misses.append(Miss(posting.source_id, gold, said, said_quote=quote))
    if not pairs and not n_uncoded:
        return Part(variable)
    figures, confusion = choice_figures(Topic(variable), pairs, values, chance)
    for subset, some in sorted(by_subset.items(), reverse=True):
        apart, _ = choice_figures(Topic(variable, subset), some, values, chance)
        figures += [figure for figure in apart if figure.topic.value is None]
    return Part(variable, figures, confusion, misses, n_uncoded=n_uncoded)
