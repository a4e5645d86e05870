"""Duties and use cases: the verbatim sentences, each of one theme of the codebook or of none."""

from __future__ import annotations

from rolescope.codebook.model import Variable
from rolescope.coders.cues import CueFinder, cue_finder
from rolescope.coders.output import Mention
from rolescope.coders.sections import Sections
from rolescope.coders.sentences import sentences
from rolescope.coders.wording import MUST, NICE, WORK

NO_THEME = "none"
DUTIES = "responsibilities"


def theme_mentions(variable: Variable, text: str, sections: Sections) -> list[Mention]:
    """Sentences of one posting with their themes.

    A variable called ``responsibilities`` takes the sentences that say what the work is, those of no
    theme too; any other takes the sentences outside requirements that a cue speaks for.
    """
    finder = cue_finder(variable)
    found = []
    for sentence in sentences(text, sections):
        quote = text[sentence.start : sentence.end]
        if variable.name == DUTIES:
            if sentence.section != WORK:
                continue
            theme = theme_of(finder, quote) or NO_THEME
        else:
            theme = "" if sentence.section in (MUST, NICE) else theme_of(finder, quote) or ""
        if theme:
            found.append(
                Mention(variable.name, theme, None, sentence.section, "text", quote, sentence.start, sentence.end)
            )
    return found


def theme_of(finder: CueFinder, sentence: str) -> str | None:
    """Theme of one sentence, or None."""
    return finder.best(finder.find(sentence))
