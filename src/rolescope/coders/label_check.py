"""Check a label against the posting and the codebook: what of it can be used, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from rolescope.codebook.model import Codebook, Variable
from rolescope.coders.choices import scale
from rolescope.coders.grounding import occurrences, verbatim
from rolescope.coders.labels import PostingLabels, written
from rolescope.coders.themes import DUTIES, NO_THEME

SENTENCE_KEYS = {DUTIES: "core_tasks", "use_cases": "use_cases"}
"""Variables of themes whose sentences labels have, and under which key."""
NOT_IN_TEXT = "no such quote in the text"
NOT_IN_CODEBOOK = "not in the codebook"
_COPY = "copy the quote from the posting as it stands there"


class Refusal(NamedTuple):
    """A part of a label that cannot be used, why, and what to do about it."""

    variable: str
    value: str
    quote: str
    reason: str
    remedy: str


class _Place(NamedTuple):
    """Key of a label, and the position in its list or the key in its mapping; None where all of it is meant."""

    key: str
    position: int | str | None = None


def check_label(label: PostingLabels, text: str, codebook: Codebook) -> tuple[PostingLabels, list[Refusal]]:
    """The label without what is not in the text or not in the codebook, and what that was.

    A salary or a value that is refused leaves its variable unlabelled.

    Parameters
    ----------
    label
        What an annotator said of a posting.
    text
        The posting's text.
    codebook
        What can be said.
    """
    found = [*_quotes(label, text, codebook), *_values(label, codebook)]
    if not found:
        return label, []
    said: dict[str, Any] = label.model_dump(exclude_unset=True)
    for key in {place.key for place, _ in found}:
        gone = {place.position for place, _ in found if place.key == key}
        if None in gone:
            del said[key]
        elif isinstance(said[key], dict):
            said[key] = {name: given for name, given in said[key].items() if name not in gone}
        else:
            said[key] = [one for position, one in enumerate(said[key]) if position not in gone]
    return PostingLabels.model_validate(said), [refusal for _, refusal in found]


def _quotes(label: PostingLabels, text: str, codebook: Codebook) -> Iterator[tuple[_Place, Refusal]]:
    """Quotes that are not in the text, and sentences of an unknown theme."""
    for position, skill in enumerate(label.skills):
        if not occurrences(text, skill.quote):
            value = skill.skill or skill.quote
            yield _Place("skills", position), Refusal("skills", value, skill.quote, NOT_IN_TEXT, _COPY)
    for name, key in SENTENCE_KEYS.items():
        variable = codebook.variable(name)
        for position, sentence in enumerate(getattr(label, key)):
            theme = sentence.theme or NO_THEME
            if not verbatim(text, sentence.quote):
                yield _Place(key, position), Refusal(name, theme, sentence.quote, NOT_IN_TEXT, _COPY)
            elif variable and theme not in _themes(variable):
                remedy = _one_of(theme, _themes(variable))
                yield _Place(key, position), Refusal(name, theme, sentence.quote, NOT_IN_CODEBOOK, remedy)
    if label.salary and not verbatim(text, label.salary):
        yield _Place("salary"), Refusal("pay", label.salary, label.salary, NOT_IN_TEXT, _COPY)


def _values(label: PostingLabels, codebook: Codebook) -> Iterator[tuple[_Place, Refusal]]:
    """Values of choices and flags that the codebook does not have, and readings that say such a value."""
    for variable in codebook.variables:
        if variable.kind not in ("choice", "flag"):
            continue
        name, known = variable.name, scale(variable)
        said = [(_Place(name), label.value(name))]
        said += [(_Place("passes", name), written(reading)) for reading in label.passes.get(name, ())]
        for place, value in said:
            if value is not None and value not in known:
                yield place, Refusal(name, value, "", NOT_IN_CODEBOOK, _one_of(value, known))


def _themes(variable: Variable) -> list[str]:
    return [*(option.key for option in variable.options), NO_THEME]


def _one_of(value: str, known: Sequence[str]) -> str:
    near = get_close_matches(value, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"one of {', '.join(known)}"
