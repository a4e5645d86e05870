"""A cascade whose budget ends within its sample: what was asked is a smaller random sample, and the rest is asked later."""

from __future__ import annotations

from pathlib import Path

from tests.fake_provider.cues import Script
from tests.fake_provider.server import serving
from tests.functional.test_llm_coder import STUDY, careful, command, reasons, rolescope, rows, told, write_study

POSTINGS, SAMPLE = 130, 100


def test_a_budget_leaves_a_smaller_sample_with_its_own_probability_and_nothing_uncoded(tmp_path: Path) -> None:
    study, script = write_study(tmp_path, POSTINGS), Script(careful)
    with serving(script) as url:
        arguments = command(study, url)
        arguments[arguments.index("llm")] = "cascade"
        study.write_text(STUDY + "budget_tokens: 60000\n")
        result = rolescope(arguments)
        assert result.exit_code == 0
        assert f"{SAMPLE - len(script.bodies)} postings keep the local coder's codes for it" in told(result)
        asked, gold = len(script.bodies), rows(study, "gold")
        assert 0 < asked == len(gold) < SAMPLE
        assert {row["inclusion_prob"] for row in gold} == {asked / POSTINGS}
        assert reasons(study) == [None] * POSTINGS, "what the model was not asked about the local coder has coded"
        study.write_text(STUDY)
        assert rolescope(arguments).exit_code == 0
    gold = rows(study, "gold")
    assert (len(script.bodies), len(gold)) == (SAMPLE, SAMPLE), "what was answered is not asked again"
    assert {row["inclusion_prob"] for row in gold} == {SAMPLE / POSTINGS}
