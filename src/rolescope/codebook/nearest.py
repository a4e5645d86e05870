"""The labels of a list that are nearest to a name, by the words that both have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rolescope.codebook.references import label_key

MIN_NEARNESS = 0.6
MOST = 3
_FILLERS = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "software", "system", "systems", "the", "to"})


class Nearest:
    """Labels by their words.

    Parameters
    ----------
    labels
        The labels to choose from.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._words: dict[str, frozenset[str]] = {}
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        for label in labels:
            self._words[label] = words = _words(label)
            for word in words:
                self._having[word].append(label)

    def of(self, names: Iterable[str]) -> list[tuple[str, float]]:
        """Up to `MOST` labels near to any of the names, with the Dice coefficient of their words.

        One word in common is enough only where the name, or the label, is that one word.

        >>> Nearest(["perform data analysis", "data mining methods", "bake bread"]).of(["data analysis"])
        [('perform data analysis', 0.8)]
        """
        nearness: dict[str, float] = {}
        for name in names:
            words = _words(name)
            for label in {label for word in words for label in self._having.get(word, ())}:
                others = self._words[label]
                shared = len(words & others)
                if shared == 1 < min(len(words), len(others)):
                    continue
                dice = round(2 * shared / (len(words) + len(others)), 3)
                nearness[label] = max(dice, nearness.get(label, 0.0))
        near = [(label, dice) for label, dice in nearness.items() if dice >= MIN_NEARNESS]
        return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:MOST]


def _words(label: str) -> frozenset[str]:
    return frozenset(label_key(label).replace("/", " ").split()) - _FILLERS
