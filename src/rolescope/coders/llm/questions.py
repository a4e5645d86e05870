"""What a model is asked of each posting, and the name under which its codes are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa
from pydantic import BaseModel

from rolescope.codebook.model import Codebook
from rolescope.coders.llm.parts import Part, parts_of
from rolescope.coders.llm.prompt import PostingText, Wording, posting_prompt, system_prompt
from rolescope.coders.llm.schema import NAME, answer_model, answer_schema
from rolescope.coders.uncodable import why_uncodable
from rolescope.fingerprint import digest
from rolescope.llm.request import Request

MOST_TOKENS = 8192
"""Most tokens of an answer: a posting with sixty quotes takes about 3,000, what a model thinks before comes on top."""
_COLUMNS = ("posting_id", "title", "company", "employer_id", "text")


class Asked(NamedTuple):
    """A posting that a model is asked about."""

    posting_id: str
    title: str
    company: str
    employer_id: str
    text: str

    @property
    def why_not(self) -> str | None:
        """Why there is nothing to ask about, as for the local coder; None where there is."""
        return why_uncodable(self.title, self.text)


@dataclass(frozen=True)
class Questions:
    """Questions by one wording and one codebook.

    Parameters
    ----------
    wording
        What a prompt says beside the codebook.
    codebook
        What is coded.
    occasion
        Which time the same is asked, for test and retest; a repetition is another question, with another answer.
    """

    wording: Wording
    codebook: Codebook
    occasion: int = 1

    @cached_property
    def system(self) -> str:
        """What every question begins with."""
        return system_prompt(self.wording, self.codebook)

    @cached_property
    def form(self) -> type[BaseModel]:
        """Form of the answers."""
        return answer_model(self.codebook)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """JSON schema of the answers."""
        return answer_schema(self.form)

    @cached_property
    def hash(self) -> str:
        """Fingerprint of prompt and schema, eight hexadecimal digits."""
        return digest(self.system, json.dumps(self.schema, sort_keys=True), str(MOST_TOKENS))[:8]

    def coder(self, model: str) -> str:
        """Name of the coder that a model is with these questions, as ``llm:openai:gpt-5-mini:0a1b2c3d``."""
        return f"llm:{model}:{self.hash}"

    def of(self, posting: Asked) -> Iterator[tuple[Part, Request]]:
        """A question a part of a posting; none of one that cannot be coded."""
        if posting.why_not:
            return
        text = PostingText(posting.title, posting.company, posting.text)
        again = f"This is reading {self.occasion} of it.\n" if self.occasion > 1 else ""
        for part in parts_of(posting.text):
            prompt = again + posting_prompt(text, part)
            key = f"{posting.posting_id}/{part.number}"
            yield part, Request(key, self.system, prompt, self.schema, NAME, MOST_TOKENS)

    def count(self, postings: Iterable[Asked]) -> int:
        """How many questions there are about postings."""
        return sum(len(parts_of(posting.text)) for posting in postings if not posting.why_not)

    def of_all(self, postings: Iterable[Asked]) -> Iterator[Request]:
        """Questions of many postings."""
        return (request for posting in postings for _, request in self.of(posting))


def asked(postings: pa.Table) -> Iterator[Asked]:
    """Rows of `tables.POSTINGS` as postings to ask about."""
    columns = postings.select(list(_COLUMNS)).to_pydict()
    return (Asked(*(value or "" for value in row)) for row in zip(*columns.values(), strict=True))


def posting_of(key: str) -> str:
    """The id of the posting that a question is about, from the question's key."""
    return key.rpartition("/")[0]
