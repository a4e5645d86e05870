"""Corpora for the benchmarks: paragraphs of real or example postings recombined, every one perturbed."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

from rolescope.clean.text import plain_text
from rolescope.collect.field_guide import find_corpus, read_field_guide
from rolescope.collect.record import Record

ROOT = Path(__file__).resolve().parents[1]
DUPLICATES = 0.11
_SEED = 20260205


def descriptions() -> list[str]:
    """Raw texts to draw from: the field guide where it is present, else the bundled example."""
    try:
        corpus = find_corpus(None, ROOT)
        return [record.text for record in read_field_guide(corpus, "bench") if isinstance(record, Record)]
    except Exception:
        lines = (ROOT / "studies/example/postings.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["description"] for line in lines]


def recombined(count: int) -> Iterator[dict[str, str]]:
    """`count` postings whose paragraphs come from many; 11 % of them repeat an earlier one.

    Every paragraph gets a word of its own, so that nothing can be answered from a cache.
    """
    draw = random.Random(_SEED)
    texts = [plain_text(text).split("\n\n") for text in descriptions()]
    paragraphs = [paragraph for text in texts for paragraph in text if paragraph.strip()]
    recent: list[str] = []
    for number in range(count):
        if recent and draw.random() < DUPLICATES:
            text = draw.choice(recent)
        else:
            picked = draw.sample(paragraphs, len(draw.choice(texts)))
            text = "\n\n".join(_perturbed(paragraph, draw) for paragraph in picked)
            recent = [*recent[-200:], text]
        yield {
            "id": str(number),
            "title": draw.choice(("AI Engineer", "Senior AI Engineer", "ML Engineer", "LLM Engineer")),
            "company": f"Employer {int(draw.paretovariate(1.1) * 40) % (count // 4 + 10)}",
            "description": text,
        }


def _perturbed(paragraph: str, draw: random.Random) -> str:
    words = paragraph.split(" ")
    words.insert(draw.randrange(len(words) + 1), f"{draw.choice('bdfgklmnprstvz')}{draw.randrange(10**6):06d}")
    return " ".join(words)


def write_study(path: Path, count: int, codebook: str) -> Path:
    """Write a corpus and a study of it by a codebook; returns the study file."""
    with (path / "postings.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in recombined(count))
    study = path / "study.yaml"
    study.write_text(
        "study: bench\nquestion: How fast?\nframe: {query: bench, site: bench, collected: 2026-02-04}\n"
        "sources:\n  - jsonl: postings.jsonl\n"
        "    columns: {source_id: id, title: title, company: company, text: description}\n"
        f"codebook: {codebook}\n",
        encoding="utf-8",
    )
    return study


def cores() -> int:
    """Cores of this machine."""
    return os.cpu_count() or 1
