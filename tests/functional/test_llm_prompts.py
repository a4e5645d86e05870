"""What a run sends of a long posting, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.fake_provider.cues import Script
from tests.fake_provider.server import serving
from tests.functional.test_llm_coder import STUDY, command, reasons, rolescope, rows, write_study
from tests.scripted_model import posting_of, says

LAST = "Kubernetes"


def long_text() -> str:
    """A posting of 200 KB in sections, in scripts of one to four bytes, with one section longer than a part."""
    lines = ["We draw charts of every harbour in the land."]
    for n in range(80):
        lines += ["Requirements", *(f"- Chart {n}.{k} of the harbour – café, 港湾 and 🚢 {n * k}" for k in range(35))]
    lines += ["Responsibilities", "- " + "sound the depth, ink it " * 1_700 + "well", "Nice to have", f"- {LAST}"]
    return "\n".join(lines)


def test_every_character_of_a_long_posting_is_in_a_question_and_its_quotes_are_at_their_places(tmp_path: Path) -> None:
    study, text = write_study(tmp_path, 2), long_text()
    assert len(text.encode()) > 200_000
    study.write_text(STUDY + "slices: [title, country]\n")
    with (tmp_path / "postings.jsonl").open("a") as lines:
        lines.write(json.dumps({"id": "long", "title": "Charter", "company": "Quill", "text": text}) + "\n")
    script = Script(lambda _, prompt: says(skills=[LAST] if LAST in posting_of(prompt).text else []))
    with serving(script) as url:
        assert rolescope(command(study, url)).exit_code == 0
    bodies: list[Any] = script.bodies
    assert len({json.dumps({**body, "messages": body["messages"][:-1]}) for body in bodies}) == 1
    said = [body["messages"][-1]["content"] for body in bodies]
    parts = {prompt.splitlines()[0]: posting_of(prompt).text for prompt in said if "Title: Charter\n" in prompt}
    in_order = [f"Part {n} of {len(parts)} of a posting; code this part alone." for n in range(1, len(parts) + 1)]
    assert len(parts) > 10 and sorted(parts) == sorted(in_order)
    assert "".join(parts[part] for part in in_order) == text
    (found,) = (row for row in rows(study, "codings") if row["value"] == LAST)
    assert (text[found["start_char"] :], found["section"]) == (LAST, "nice")


def test_a_part_of_a_long_posting_that_fails_leaves_it_uncoded_with_the_part(tmp_path: Path) -> None:
    study = write_study(tmp_path, 1)
    row = {"id": "long", "title": "Charter", "company": "Quill", "text": long_text()}
    (tmp_path / "postings.jsonl").write_text(json.dumps(row) + "\n")
    with serving(Script(lambda _, prompt: "{" if f"- {LAST}" in prompt or "not a JSON" in prompt else says())) as url:
        assert rolescope(command(study, url)).exit_code == 0
    (reason,) = reasons(study)
    assert reason is not None and reason.startswith("part ") and reason.endswith("invalid JSON, also when asked again")
