"""When a spelling is the skill and when an everyday word: its rule, compiled."""

from __future__ import annotations

from typing import NamedTuple

from rolescope.codebook.taxonomy import Alias, Rule
from rolescope.coders.beside import Test, begins_with, ends_in

_REACH = 40
_MARKS = "./&'@!:"


class Ambiguity(NamedTuple):
    """Compiled rule of a spelling; one that is never ambiguous has none."""

    surface: str
    case_exact: bool
    punctuated: bool
    listed: bool
    before: Test | None
    after: Test | None
    not_before: Test | None
    not_after: Test | None

    @property
    def is_spelling(self) -> bool:
        """Whether case and punctuation matter."""
        return self.case_exact or self.punctuated

    @property
    def is_wording(self) -> bool:
        """Whether the wording beside a place decides by itself on what stands there."""
        decides = (self.before or self.after) and not self.listed
        return any((self.not_before, self.not_after, decides))

    def is_spelt(self, surface: str) -> bool:
        """Whether case and punctuation are those of the alias, as far as they matter."""
        if surface == self.surface:
            return True
        if self.case_exact:
            return " ".join(surface.split()) == self.surface
        return not self.punctuated or _marks(surface) == _marks(self.surface)

    def is_allowed(self, text: str, start: int, end: int) -> bool:
        """Whether the `not_` patterns allow the match; wording too, if it decides."""
        if self.not_before and self.not_before(text[max(0, start - _REACH) : start].lower()):
            return False
        if self.not_after and self.not_after(text[end : end + _REACH].lower()):
            return False
        return self.listed or not (self.before or self.after) or self.is_worded(text, start, end)

    def is_worded(self, text: str, start: int, end: int) -> bool:
        """Whether the wording beside the span says that it is the skill."""
        if self.before and self.before(text[max(0, start - _REACH) : start].lower()):
            return True
        return bool(self.after and self.after(text[end : end + _REACH].lower()))


def ambiguity(alias: Alias) -> Ambiguity:
    """What makes a spelling ambiguous: its rule, or marks that folding drops (``.NET`` is not ``(NET``)."""
    rule = alias.rule or Rule()
    return Ambiguity(
        alias.surface,
        rule.case == "exact",
        bool(_marks(alias.surface)),
        rule.listed,
        ends_in(rule.before) if rule.before else None,
        begins_with(rule.after) if rule.after else None,
        ends_in(rule.not_before) if rule.not_before else None,
        begins_with(rule.not_after) if rule.not_after else None,
    )


def _marks(surface: str) -> list[str]:
    """Dots, slashes and the like."""
    return [sign for sign in surface if sign in _MARKS]
