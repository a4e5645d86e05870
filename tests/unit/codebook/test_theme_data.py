"""The themes of duties and use cases as data, and the labelled sentences of the example corpus."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolescope.clean.text import plain_text

ROOT = Path(__file__).resolve().parents[3]
THEMES = ROOT / "src" / "rolescope" / "codebook" / "themes"
LABELS = ROOT / "tests" / "data" / "themes"
FILES = {
    "responsibilities.jsonl": "responsibilities",
    "use_cases.jsonl": "use_cases",
    "example_responsibilities.jsonl": "responsibilities",
}


def themes(name: str) -> list[dict[str, Any]]:
    read = yaml.safe_load((THEMES / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(read["themes_list"])


def labels(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELS / file).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["responsibilities", "use_cases"])
def test_a_theme_has_a_definition_rules_cues_and_examples(name: str) -> None:
    found = themes(name)
    keys = [theme["key"] for theme in found]
    assert len(set(keys)) == len(keys)
    for theme in found:
        cues = theme["cues"]
        assert theme["definition"] and theme["include"] and theme["exclude"], theme["key"]
        assert 15 <= len(cues) <= 40, theme["key"]
        assert len(set(cues)) == len(cues), theme["key"]
        assert all(cue == cue.lower().strip() for cue in cues), theme["key"]
        assert (len(theme["examples"]), len(theme["counter_examples"])) == (2, 1), theme["key"]


@pytest.mark.parametrize("file", FILES)
def test_each_label_is_a_theme_or_none(file: str) -> None:
    rows = labels(file)
    keys = {theme["key"] for theme in themes(FILES[file])} | {"none"}
    assert {row["theme"] for row in rows} <= keys
    assert {row["annotator_kind"] for row in rows} == {"model"}
    assert max(Counter(row["source_id"] for row in rows).values()) <= 2
    assert len({(row["source_id"], row["start_char"]) for row in rows}) == len(rows)


def test_offsets_of_the_example_corpus_fall_on_the_bounds_of_sentences() -> None:
    lines = (ROOT / "studies" / "example" / "postings.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {post["id"]: plain_text(post["description"]) for post in map(json.loads, lines)}
    for row in labels("example_responsibilities.jsonl"):
        text, start, end = texts[row["source_id"]], row["start_char"], row["end_char"]
        assert 0 <= start < end <= len(text)
        before = text[:start].rstrip(" -\u00a0")
        assert not before or before[-1] in "\n.!?;", row
        assert text[start:end] == text[start:end].strip(), row
        assert end == len(text) or text[end] == "\n" or text[end - 1] in ".!?;", row
