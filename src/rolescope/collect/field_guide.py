"""The layout of the published study: one YAML file a posting, one YAML file of labels beside it."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rolescope.collect.columns import one_short_line
from rolescope.collect.record import Record
from rolescope.errors import RolescopeError
from rolescope.ledger import Problem

VARIABLE = "ROLESCOPE_FIELD_GUIDE"
COMMIT = "1961e78"
EXTRACTED = "2026-02-05"
_EXTRACTED_THEN = re.compile(rf"^\s*extracted_at: ['\"]?{EXTRACTED}".encode(), re.M)
_CLONE = (
    "git clone https://github.com/alexeygrigorev/ai-engineering-field-guide field-guide "
    f"&& git -C field-guide checkout {COMMIT}"
)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY = re.compile(
    r"^(job_id|title|company|location|work_type|level|skills|company_size|description|industries|posted_date|url|source):"
)
_LISTING = Path("job-market/_internal/all_jobs_dedup.csv")
_BLOCK = re.compile(r"(?:[|>][-+0-9]*)?")


def find_corpus(given: Path | None, beside: Path) -> Path:
    """Folder of the corpus: as given, by the environment variable, or ``../shared/field-guide``.

    Raises
    ------
    RolescopeError
        Where it is nowhere, with the one command that fetches it.
    """
    named = os.environ.get(VARIABLE)
    candidates = (
        [given] if given else [Path(named)] if named else [beside / "../shared/field-guide", beside / "field-guide"]
    )
    for candidate in candidates:
        if (candidate / "job-market" / "data_raw").is_dir():
            return candidate.resolve()
    raise RolescopeError(
        "the field-guide corpus is not there",
        ", ".join(str(candidate) for candidate in candidates),
        f"fetch it with `{_CLONE}`, then give --corpus field-guide or set {VARIABLE}",
    )


def read_field_guide(corpus: Path, source: str) -> Iterator[Record | Problem]:
    """Stream the postings of the study: those whose labels were extracted on its day."""
    ids = {path.name.split("_", 1)[0] for path in _label_files(corpus)}
    listing = _listing(corpus)
    for path in sorted((corpus / "job-market" / "data_raw").glob("*.yaml")):
        if path.name.split("_", 1)[0] not in ids:
            continue
        raw = path.read_bytes()
        fields: Any
        try:
            fields = yaml.load(raw, Loader=_LOADER)
        except (yaml.YAMLError, ValueError, RecursionError):
            fields = salvage(raw.decode("utf-8", errors="replace"))
            yield Problem("malformed YAML", path.name, "its known keys were read line by line", dropped=False)
        if not isinstance(fields, dict) or not fields.get("description"):
            yield Problem("malformed record", path.name, "no description could be read; mend the file")
            continue
        listed = listing.get(str(fields.get("job_id")), {})
        place = str(fields.get("location") or listed.get("location") or "")
        yield Record(
            source=source,
            origin=path.name,
            source_id=str(fields.get("job_id") or ""),
            title=str(fields.get("title") or ""),
            company=str(fields.get("company") or ""),
            text=str(fields["description"]),
            places=(place,) if place else (),
            level=str(listed.get("level") or ""),
            pay=str(listed.get("compensation") or ""),
            employment=str(fields.get("work_type") or ""),
            employer_size=str(fields.get("company_size") or ""),
            date_posted=str(fields.get("posted_date") or ""),
            url=str(fields.get("url") or ""),
        )


def field_guide_files(corpus: Path) -> list[Path]:
    """Every file that the postings are read from."""
    listing = corpus / _LISTING
    raw = sorted((corpus / "job-market" / "data_raw").glob("*.yaml"))
    return [*raw, *_label_files(corpus), *([listing] if listing.is_file() else [])]


def read_labels(corpus: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The study's own labels of each of its postings, in the order of their file names.

    Raises
    ------
    RolescopeError
        Where a file is no labels: they are somebody's data and are not guessed at.
    """
    for path in _label_files(corpus):
        try:
            labels = yaml.load(path.read_bytes(), Loader=_LOADER)
            labels["meta"]["job_id"], labels["position"].items()
        except (yaml.YAMLError, ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
            what = f"is no file of labels ({one_short_line(error)})"
            raise RolescopeError(what, str(path), "mend it or take it out of the corpus") from error
        yield path, labels


def salvage(text: str) -> dict[str, str]:
    """Read the known keys of a file that is no valid YAML, its description line by line.

    Lines of the description may have lost their indentation: whatever follows ``description:`` up
    to the next known key is its text.
    """
    fields: dict[str, list[str]] = {}
    key = ""
    for line in text.split("\n"):
        found = _KEY.match(line)
        if found:
            key = found.group(1)
            fields[key] = [line[found.end() :].strip()]
        elif key:
            fields[key].append(line[2:] if line.startswith("  ") else line)
    said = {key: " ".join(lines).strip().strip("'\"") for key, lines in fields.items()}
    if "description" in fields:
        head, *rest = fields["description"]
        said["description"] = "\n".join(rest if _BLOCK.fullmatch(head) else [head, *rest]).rstrip("\n")
    return said


def _label_files(corpus: Path) -> list[Path]:
    folder = corpus / "job-market" / "data_structured"
    return [path for path in sorted(folder.glob("*.yaml")) if _EXTRACTED_THEN.search(path.read_bytes())]


def _listing(corpus: Path) -> dict[str, dict[str, str]]:
    """Rows of the site's own listing by posting id, where the corpus has it."""
    path = corpus / _LISTING
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", errors="replace", newline="") as rows:
        return {row.get("id", ""): row for row in csv.DictReader(rows)}
