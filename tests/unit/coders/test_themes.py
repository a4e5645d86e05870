from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.codebook.model import Option, Variable
from rolescope.coders.cues import cue_finder
from rolescope.coders.output import Mention
from rolescope.coders.sections import sections_in
from rolescope.coders.themes import theme_mentions

THEMES = (
    Option(key="maps", definition="Maps.", cues=("map", "chart")),
    Option(key="boats", definition="Boats.", cues=("boat", "ferry")),
)
DUTIES = Variable(name="responsibilities", kind="themes", definition="Duties.", options=THEMES)
USES = Variable(name="use_cases", kind="themes", definition="Uses.", options=THEMES)
TEXT = """Our ferry line joins two islands of the bay.

What you will do

- Draw a map of the harbour for the crew
- Keep the office tidy on most days
- Tea

Requirements

- You have drawn a map of some boat before
"""


def mentions(variable: Variable, text: str) -> list[Mention]:
    return theme_mentions(variable, text, sections_in(text).sentences(), cue_finder(variable).find(text))


def test_duties_are_the_units_of_the_work_with_their_theme_or_none() -> None:
    found = mentions(DUTIES, TEXT)
    assert [(m.value, m.quote) for m in found] == [
        ("maps", "Draw a map of the harbour for the crew"),
        ("none", "Keep the office tidy on most days"),
    ]


def test_use_cases_are_sentences_outside_requirements_that_a_cue_speaks_for() -> None:
    found = mentions(USES, TEXT)
    assert [(m.value, m.section) for m in found] == [("boats", "other"), ("maps", "work")]


@settings(max_examples=80)
@given(
    st.lists(st.sampled_from(["What you'll do\n", "- draw a map of it\n", "A. B c d e! ", "\n", "  ", "İß é"])).map(
        "".join
    )
)
def test_units_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    last = 0
    for start, end, _, _ in sections_in(text).sentences():
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip(" ")
        last = end
