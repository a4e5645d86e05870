"""Duties and use cases: the verbatim sentences, each of one theme of the codebook or of none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rolescope.codebook.model import Variable
from rolescope.coders.cues import Cue, CueFinder, best
from rolescope.coders.output import Mention, exact_mention
from rolescope.coders.sentences import Sentence
from rolescope.coders.wording import OTHER, WORK

NO_THEME = "none"
DUTIES = "responsibilities"


def theme_mentions(variable: Variable, text: str, units: Sequence[Sentence], cues: Sequence[Cue]) -> list[Mention]:
    """Sentences of one posting with their themes.

    A variable called ``responsibilities`` takes the sentences that say what the work is, those of no
    theme too; any other takes the sentences outside requirements that a cue speaks for.

    Parameters
    ----------
    variable
        The themes.
    text
        Of the posting.
    units
        Its sentences.
    cues
        Those of the variable in the text, in its order.
    """
    starts = [cue.start for cue in cues]
    takes_all = variable.name == DUTIES
    sections = (WORK,) if takes_all else (WORK, OTHER)
    found = []
    for start, end, section, _ in units:
        if section in sections:
            first = bisect_left(starts, start)
            last = bisect_left(starts, end, first)
            if first < last or takes_all:
                theme = best(cues[first:last]) or NO_THEME
                quote = text[start:end]
                found.append(exact_mention(variable.name, theme, None, section, "text", quote, start, end))
    return found


def theme_of(finder: CueFinder, sentence: str) -> str | None:
    """Theme of one sentence, or None."""
    return best(finder.find(sentence))
