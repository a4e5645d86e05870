"""What a value of a role variable must have by its definition, and is not said without, whatever the model says.

The models learn from the labels of the published study, in which "AI engineer" in a title is often enough to be
AI-first, and customers whom a product serves are often customers whom one meets. The codebook asks for more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from rolescope.coders.output import Mention
from rolescope.coders.role_features import CORE, Advertised, Readings, Vocabulary
from rolescope.coders.wording import MUST, WORK
from rolescope.coders.words import Bools

GENAI_CATEGORIES = frozenset({"genai", "llm_frameworks", "models"})
OLDER = frozenset({"fine-tuning", "Amazon SageMaker", "Azure Machine Learning", "BERT"})
"""Skills of these categories that are as much of machine learning at large."""
WITH_CUSTOMERS = "with_customers"


class Seen(NamedTuple):
    """Postings, and what was read of them with a vocabulary."""

    vocabulary: Vocabulary
    readings: Readings
    postings: Sequence[Advertised]


class Limit(NamedTuple):
    """A value, and which postings have what it takes."""

    value: str
    met: Callable[[Seen], Bools]


def names_genai(seen: Seen) -> Bools:
    """Whether the title, a requirement or a duty names a skill of generative AI."""
    return np.array([any(map(_is_genai_asked_for, posting.mentions)) for posting in seen.postings], bool)


def _is_genai_asked_for(mention: Mention) -> bool:
    is_genai = mention.category in GENAI_CATEGORIES and mention.value not in OLDER
    return is_genai and (mention.field == "title" or mention.section in (MUST, WORK))


def deals_with_customers(seen: Seen) -> Bools:
    """Whether the title, a requirement or a duty speaks of dealing with customers, and not of customers alone."""
    theme, readings = seen.vocabulary.themes.index(WITH_CUSTOMERS), seen.readings
    asked = readings.counts[:, :CORE, theme].any(axis=1)
    return np.asarray(asked | readings.present[readings.titles(), theme])


LIMITS: Mapping[str, Limit] = {
    "role_type": Limit("ai-first", names_genai),
    "customer_facing": Limit("true", deals_with_customers),
}
"""Limits of the models that come with rolescope, by variable."""
