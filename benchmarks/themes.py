"""Agreement of the themes that cues give with labelled sentences: `make themes` prints it.

The cues were written from other postings, so that all sentences are new to them; the folds, which no employer is
in two of, tell how far the figure moves from one set of employers to another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from rolescope.clean.text import plain_text
from rolescope.codebook.model import load_codebook
from rolescope.coders.cues import cue_finder
from rolescope.coders.themes import NO_THEME, theme_of
from rolescope.collect.field_guide import find_corpus, read_field_guide
from rolescope.collect.record import Record

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "tests" / "data" / "themes"
EXAMPLE = ROOT / "studies" / "example" / "postings.jsonl"
FOLDS = 5


class Labelled(NamedTuple):
    """A sentence, its theme by a reader, and the employer."""

    quote: str
    theme: str
    employer: str


def labelled(file: str, texts: dict[str, tuple[str, str]]) -> Iterator[Labelled]:
    """Sentences of a file of labels; `texts` has text and employer of each posting."""
    for line in (LABELS / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, employer = texts[row["source_id"]]
        yield Labelled(text[row["start_char"] : row["end_char"]], row["theme"], employer)


def field_guide() -> dict[str, tuple[str, str]]:
    """Text and employer of each posting of the field-guide corpus."""
    records = (record for record in read_field_guide(find_corpus(None, ROOT), "field-guide"))
    return {r.source_id: (plain_text(r.text), r.company or r.source_id) for r in records if isinstance(r, Record)}


def example() -> dict[str, tuple[str, str]]:
    """Text and employer of each posting of the example corpus."""
    rows = map(json.loads, EXAMPLE.read_text(encoding="utf-8").splitlines())
    return {row["id"]: (plain_text(row["description"]), row["company"]) for row in rows}


def agreement(sentences: Sequence[Labelled], said: Sequence[str]) -> tuple[float, float]:
    """Macro-F1 over the themes that a reader gave, and the part that is right."""
    truth = [sentence.theme for sentence in sentences]
    macro = f1_score(truth, said, average="macro", labels=sorted(set(truth)), zero_division=0)
    return float(macro), float(accuracy_score(truth, said))


def main() -> None:
    """Print macro-F1 and accuracy of each file, overall and by fold."""
    codebook = load_codebook("ai-engineer", ROOT)
    guide = field_guide()
    files = (
        ("responsibilities", "responsibilities.jsonl", guide),
        ("use_cases", "use_cases.jsonl", guide),
        ("responsibilities", "example_responsibilities.jsonl", example()),
    )
    for name, file, texts in files:
        finder = cue_finder(next(variable for variable in codebook.variables if variable.name == name))
        sentences = list(labelled(file, texts))
        said = [theme_of(finder, sentence.quote) or NO_THEME for sentence in sentences]
        macro, right = agreement(sentences, said)
        employers = [sentence.employer for sentence in sentences]
        folds = [
            agreement([sentences[i] for i in rows], [said[i] for i in rows])[0]
            for _, rows in GroupKFold(FOLDS).split(sentences, groups=employers)
        ]
        print(
            f"{file}: {len(sentences)} sentences, macro-F1 {macro:.2f}, right {right:.2f}; "
            f"macro-F1 by fold {', '.join(f'{fold:.2f}' for fold in folds)}"
        )


if __name__ == "__main__":
    main()
