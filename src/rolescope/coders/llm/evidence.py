"""Quotes that a model gives, placed in the posting: in the part that it read, else in the title."""

from __future__ import annotations

from typing import NamedTuple

from rolescope.coders.alignment import Alignment
from rolescope.coders.llm.parts import Part
from rolescope.coders.output import Mention
from rolescope.coders.sections import sections_in

TITLE, TEXT = "title", "text"


class Span(NamedTuple):
    """Where a quote stands in a posting: `field[start:end]`."""

    field: str
    start: int
    end: int
    grounding: str


class Quoted:
    """A posting whose quotes are looked for.

    Parameters
    ----------
    title, text
        Of the posting.
    employer
        Its `employer_id`.
    """

    def __init__(self, title: str, text: str, employer: str) -> None:
        self.title = title
        self.text = text
        self.employer = employer
        self.sections = sections_in(text)

    def field_text(self, span: Span) -> str:
        """The text of the field that a span is of."""
        return self.title if span.field == TITLE else self.text

    def mention(self, variable: str, value: str, category: str | None, section: str | None, span: Span) -> Mention:
        """Evidence of a code."""
        field, start, end, grounding = span
        quote = self.field_text(span)[start:end]
        return Mention(variable, value, category, section, field, quote, start, end, grounding)


class PartQuotes:
    """Finds the quotes of one answer, each again at its next place within what is said of one variable.

    Parameters
    ----------
    posting
        The posting.
    part
        What of its text the model had read.
    """

    def __init__(self, posting: Quoted, part: Part) -> None:
        self._text = Alignment(posting.text[part.start : part.end])
        self._title = Alignment(posting.title)
        self._offset = part.start

    def begin_variable(self) -> None:
        """Find each quote at its first place again."""
        self._text.begin_anew()
        self._title.begin_anew()

    def find(self, quote: str) -> Span | None:
        """Place of a quote; None where it stands nowhere."""
        place = self._text.find(quote)
        if place:
            return Span(TEXT, place.start + self._offset, place.end + self._offset, place.grounding)
        place = self._title.find(quote)
        return Span(TITLE, *place) if place else None
