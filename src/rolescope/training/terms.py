"""The terms that a model may know: given themes, and n-grams that five employers use."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.folding import fold
from rolescope.coders.role_features import DOING, Advertised, Floats, Vocabulary, read_postings
from rolescope.coders.wording import MUST, WORK
from rolescope.coders.words import read_words
from rolescope.training.posting import Posting

FEWEST_EMPLOYERS = 5
LONGEST = 2
_PHRASE = re.compile(rb"[a-z0-9+#_]+(?: [a-z0-9+#_]+)*")


def ngrams(text: str, longest: int) -> Iterator[str]:
    """Folded n-grams of a text, none across punctuation.

    Examples
    --------
    >>> list(ngrams("Ship agents, daily", 2))
    ['ship', 'ship agents', 'agents', 'daily']
    """
    for phrase in _PHRASE.findall(fold(text)):
        words = phrase.decode("ascii").split(" ")
        for start in range(len(words)):
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                yield " ".join(words[start:end])


def used_by_enough(held: Iterable[tuple[str, str]]) -> list[str]:
    """Terms that enough employers use, from pairs of term and employer."""
    employers: dict[str, set[str]] = defaultdict(set)
    for term, employer in held:
        employers[term].add(employer)
    return sorted(term for term, users in employers.items() if len(users) >= FEWEST_EMPLOYERS)


def of_sentences(postings: Sequence[Posting], sections: Sequence[str], longest: int) -> Iterator[tuple[str, str]]:
    """Terms of sentences of these sections (of all, where none is named), each with its employer."""
    for posting in postings:
        for sentence in posting.sentences:
            if not sections or sentence.section in sections:
                for term in ngrams(posting.text[sentence.start : sentence.end], longest):
                    yield term, posting.employer


def vocabulary_terms(postings: Sequence[Posting]) -> tuple[list[str], list[str]]:
    """N-grams of demanding sentences, and of titles."""
    titles = ((term, posting.employer) for posting in postings for term in ngrams(posting.title, LONGEST))
    return used_by_enough(of_sentences(postings, (MUST, WORK), LONGEST)), used_by_enough(titles)


def candidates(postings: Sequence[Posting], themes: Mapping[str, set[str]]) -> Vocabulary:
    """Vocabulary of everything that could be chosen."""
    core, title = vocabulary_terms(postings)
    terms = sorted({*core, *title, *itertools.chain.from_iterable(themes.values())})
    categories = tuple(category.category for category in shipped_taxonomy().categories)
    return vocabulary(terms, themes, core, title, categories)


def vocabulary(
    terms: Sequence[str],
    themes: Mapping[str, set[str]],
    grams: Sequence[str],
    title: Sequence[str],
    categories: tuple[str, ...],
) -> Vocabulary:
    """Vocabulary of these terms, with the columns of those that are n-grams or title words."""
    names = (DOING, *(name for name in themes if name != DOING))
    bits = [sum(1 << place for place, name in enumerate(names) if term in themes[name]) for term in terms]
    columns, titles = ({term: place for place, term in enumerate(some)} for some in (grams, title))
    return Vocabulary(
        tuple(terms),
        names,
        np.array(bits, np.int64),
        np.array([columns.get(term, -1) for term in terms], np.int64),
        np.array([titles.get(term, -1) for term in terms], np.int64),
        categories,
    )


def read_all(wide: Vocabulary, postings: Sequence[Posting]) -> tuple[Floats, Floats]:
    """Dense features and n-grams present, one row a posting."""
    advertised = [Advertised(p.title, p.text, p.sentences, p.mentions) for p in postings]
    readings = read_postings(wide, advertised, read_words([p.text for p in postings]))
    grams = np.zeros((len(postings), wide.gram_columns))
    grams[readings.held.posting, readings.held.column] = 1
    return readings.dense, grams
