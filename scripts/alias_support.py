"""Count the employers whose postings hold each alias of the skill taxonomy, gold postings left out.

An alias stands in the taxonomy because at least two employers outside the gold sample use it, or because
the skill has a named public source; never because of one gold row. Prints the aliases that have neither,
and how many employers use each: `python scripts/alias_support.py --corpus PATH --gold PATH`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from rolescope.clean.employer import employer_id
from rolescope.clean.text import plain_text
from rolescope.codebook.taxonomy import alias_key, plural, shipped_taxonomy
from rolescope.coders.tagger import Tagger
from rolescope.collect.field_guide import find_corpus, read_field_guide
from rolescope.collect.record import Record

ENOUGH = 2


def main() -> int:
    """Print the support of every alias; exit 1 where one has neither employers nor source."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    gold = {str(json.loads(line)["job_id"]) for line in given.gold.read_text(encoding="utf-8").splitlines()}
    employers = _employers(given.corpus, gold)
    bare = 0
    counts = [0, 0, 0]
    for _, skill in shipped_taxonomy().skills():
        for surface in skill.surfaces():
            keys = {alias_key(form) for form in (surface, plural(surface)) if form}
            users = len(set().union(*(employers[key] for key in keys)))
            counts[min(users, ENOUGH)] += 1
            if users < ENOUGH and skill.source is None:
                bare += 1
                print(f"no support: {surface!r} of {skill.name!r}: {users} employers, no source")
    print(
        f"aliases used by none, one, two or more employers: {counts[0]}, {counts[1]}, {counts[2]}; unsupported: {bare}"
    )
    return 1 if bare else 0


def _employers(corpus: Path, gold: set[str]) -> dict[str, set[str]]:
    """Employers by alias key, over every posting that is not in the gold sample."""
    tagger = Tagger(shipped_taxonomy())
    found: dict[str, set[str]] = defaultdict(set)
    for record in read_field_guide(find_corpus(corpus, Path.cwd()), "support"):
        if isinstance(record, Record) and record.source_id not in gold:
            employer = employer_id(record.company, record.source_id)
            for match in tagger.find(plain_text(record.text)):
                found[alias_key(match.alias.surface)].add(employer)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
