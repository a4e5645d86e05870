"""The local coder: taxonomy, sections, context rules, cues and small models; no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import pyarrow as pa

from rolescope.codebook.model import Codebook
from rolescope.coders.choices import code_choice
from rolescope.coders.classifier import RoleCoder, shipped_role_coder
from rolescope.coders.cues import Cue, cue_finder
from rolescope.coders.flags import Cue as FlagCue
from rolescope.coders.flags import code_flags, flag_tagger
from rolescope.coders.layout import lay_out
from rolescope.coders.output import Assessment, Coded, Collector, Mention
from rolescope.coders.role_evidence import Span
from rolescope.coders.role_features import Advertised
from rolescope.coders.sections import Sections
from rolescope.coders.sentences import Sentence
from rolescope.coders.skills import skill_finder
from rolescope.coders.tagger import Match
from rolescope.coders.themes import theme_mentions
from rolescope.coders.trained import Models
from rolescope.coders.uncodable import why_uncodable
from rolescope.coders.words import Words, read_words

NAME = "local"
_PART_CHARS = 2_000_000


class Posting(NamedTuple):
    """What the local coder reads of a posting."""

    posting_id: str
    title: str
    text: str
    employer: str
    source_id: str
    language: str | None = None


Decided = dict[str, tuple[Assessment, list[Mention]]]
"""What a rule or a model says, by variable."""


class Read(NamedTuple):
    """A posting with its sections, its sentences, the skills that it names, the cues of variables, and what is decided."""

    posting: Posting
    sections: Sections
    units: list[Sentence]
    skills: list[Mention]
    cues: Mapping[str, list[Cue]]
    decided: Decided


def code_batch(postings: pa.Table, codebook: Codebook, models: Models | None = None) -> Coded:
    """Code every variable of a codebook for a batch of postings.

    Parameters
    ----------
    postings
        Rows of `tables.POSTINGS`.
    codebook
        What to code.
    models
        Models of the study, which go before those that come with rolescope.

    Returns
    -------
    Coded
        Codings, assessments and rejections, in the order of the postings.
    """
    said = Collector(NAME, codebook.id)
    needs = {variable.kind for variable in codebook.variables} | {variable.by for variable in codebook.variables}
    columns = postings.select(["posting_id", "title", "text", "employer_id", "source_id", "language"]).to_pydict()
    every = [Posting(*values) for values in zip(*columns.values(), strict=True)]
    for some in _parts(every):
        _code(some, codebook, models, needs, said)
    return said.tables()


def _parts(postings: Iterable[Posting]) -> Iterator[list[Posting]]:
    """Postings by the handful, so that features of huge ones do not fill the memory."""
    part: list[Posting] = []
    chars = 0
    for posting in postings:
        part.append(posting)
        chars += len(posting.text)
        if chars >= _PART_CHARS:
            yield part
            part, chars = [], 0
    if part:
        yield part


def _code(
    postings: Sequence[Posting], codebook: Codebook, models: Models | None, needs: Set[str], said: Collector
) -> None:
    reasons = [why_uncodable(posting.title, posting.text) for posting in postings]
    codable = [posting for posting, reason in zip(postings, reasons, strict=True) if reason is None]
    read = iter(_read(codable, codebook, models, needs))
    for posting, reason in zip(postings, reasons, strict=True):
        if reason is None:
            _say(next(read), codebook, said)
            continue
        for variable in codebook.variables:
            said.assess(posting.posting_id, Assessment(variable.name, "uncoded", reason=reason))


def _read(postings: Sequence[Posting], codebook: Codebook, models: Models | None, needs: Set[str]) -> Iterator[Read]:
    """What is found in postings, each step for all of them at once."""
    texts = [posting.text for posting in postings]
    words, titles = read_words(texts), read_words([posting.title for posting in postings])
    layout = lay_out(texts, words)
    sections = [Sections(layout, number) for number in range(len(texts))]
    units: list[list[Sentence]] = [[] for _ in postings]
    skills: list[list[Mention]] = [[] for _ in postings]
    if needs & {"themes", "model"}:
        units = layout.units
    if needs & {"mentions", "model"}:
        skills = skill_finder().find_all([posting.employer for posting in postings], layout, titles, words)
    finders = {v.name: cue_finder(v) for v in codebook.variables if v.kind == "themes" or v.by == "cues"}
    cues = {name: list(finder.find_all(words)) for name, finder in finders.items()}
    decided = _by_models(postings, units, skills, words, codebook, models)
    if "rule" in needs:
        in_titles, in_texts = flag_tagger().find_all(titles), flag_tagger().find_all(words)
        for posting, its, *found, said in zip(postings, sections, in_titles, in_texts, decided, strict=True):
            said |= _by_rules(posting, its, *found)
    for number, columns in enumerate(zip(postings, sections, units, skills, strict=True)):
        yield Read(*columns, {name: of_each[number] for name, of_each in cues.items()}, decided[number])


def _say(read: Read, codebook: Codebook, said: Collector) -> None:
    posting, sections, units, skills, cues, decided = read
    mentions: list[Mention] = []
    unread = _why_unread(posting.language, codebook)
    for variable in codebook.variables:
        assessment = Assessment(variable.name, "coded")
        if variable.kind == "mentions":
            mentions += skills
        elif unread:
            assessment = Assessment(variable.name, "uncoded", reason=unread)
        elif variable.kind == "themes":
            mentions += theme_mentions(variable, posting.text, units, cues[variable.name])
        elif variable.by == "cues":
            value, evidence = code_choice(variable, posting.text, sections, cues[variable.name])
            assessment = Assessment(variable.name, "coded", value)
            mentions += evidence
        else:
            assessment, evidence = decided[variable.name]
            mentions += evidence
        said.assess(posting.posting_id, assessment)
    said.mentions(posting.posting_id, mentions)


def _why_unread(language: str | None, codebook: Codebook) -> str | None:
    """Why words say nothing: names are found in any language, what is worded is not."""
    if not codebook.languages or language is None or language in codebook.languages:
        return None
    return f"written in {language}; the codebook's wording is {', '.join(codebook.languages)}"


def _by_rules(posting: Posting, sections: Sections, in_title: Sequence[Match], in_text: Sequence[Match]) -> Decided:
    return {
        flag.variable: (
            Assessment(flag.variable, "coded", flag.value),
            [_evidence(flag.variable, flag.value, cue) for cue in flag.cues],
        )
        for flag in code_flags(posting.title, posting.text, sections, in_title, in_text)
    }


def _by_models(
    postings: Sequence[Posting],
    units: Sequence[Sequence[Sentence]],
    skills: Sequence[Sequence[Mention]],
    words: Words,
    codebook: Codebook,
    models: Models | None,
) -> list[Decided]:
    """What the study's models say of each posting, and those that come with rolescope of the variables that are left."""
    left = {variable.name for variable in codebook.variables if variable.by == "model"}
    trained = left.intersection(models.variables) if models else set()
    found: list[Decided] = [{} for _ in postings]
    advertised = [
        Advertised(p.title, p.text, its, named, p.source_id)
        for p, its, named in zip(postings, units, skills, strict=True)
    ]
    if models and trained and postings:
        _decide(models.coder, trained, advertised, words, found)
    if left - trained and postings:
        _decide(shipped_role_coder(), left - trained, advertised, words, found)
    return found


def _decide(
    coder: RoleCoder, wanted: Set[str], advertised: Sequence[Advertised], words: Words, found: Sequence[Decided]
) -> None:
    """Add what a coder says of the variables that are wanted of it."""
    for said, decisions in zip(found, coder.decide(advertised, words), strict=True):
        for d in decisions:
            if d.variable in wanted:
                assessment = Assessment(d.variable, "coded", d.value, confidence=d.probability, fold=d.fold)
                said[d.variable] = assessment, [_evidence(d.variable, d.value, span) for span in d.evidence]


def _evidence(variable: str, value: str, span: Span | FlagCue) -> Mention:
    return Mention(variable, value, None, span.section, span.field, span.quote, span.start_char, span.end_char)
