"""A key is in nothing that a run writes, prints, logs or tells OpenTelemetry; texts are told to OpenTelemetry by none."""

from __future__ import annotations

import json
import logging
from collections import Counter
from pathlib import Path

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from rolescope.cli.application import EXIT_ERROR
from tests.fake_provider.cues import Cue, Script
from tests.functional.test_llm_coder import careful, rolescope, write_study
from tests.functional.test_llm_providers import ANTHROPIC, COMPATIBLE, KEYS, OPENAI, run

SECRET = "sk-KEY-kraken-4711"
ECHOED = Cue(status=400, said=f"Never send {SECRET} about harbour 7 with Python again.")
LATER = Cue(status=429, said=f"Slower, {SECRET}!", headers=(("retry-after", "0.01"),))


class Watched:
    """Spans, metrics and log records of a run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
        self.caplog, self.spans, self.reader = caplog, InMemorySpanExporter(), InMemoryMetricReader()
        tracers = TracerProvider()
        tracers.add_span_processor(SimpleSpanProcessor(self.spans))
        monkeypatch.setattr(trace, "get_tracer", tracers.get_tracer)
        monkeypatch.setattr(metrics, "get_meter", MeterProvider([self.reader]).get_meter)

    def telemetry(self) -> str:
        """All that OpenTelemetry is told."""
        data = self.reader.get_metrics_data()
        return "".join(span.to_json() for span in self.spans.get_finished_spans()) + (data.to_json() if data else "")

    def logged(self) -> str:
        """Every record, with all that it carries."""
        return "\n".join(f"{record.getMessage()} {vars(record)}" for record in self.caplog.records)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Watched:
    for name in set(KEYS.values()):
        monkeypatch.setenv(name, SECRET)
    caplog.set_level(logging.DEBUG)
    for name in ("rolescope.llm", "openai", "anthropic", "httpx", "httpcore", "aiohttp"):
        caplog.set_level(logging.DEBUG, name)
    return Watched(monkeypatch, caplog)


def written(folder: Path) -> bytes:
    """Every byte of every file."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize(
    ("model", "batch"),
    [(OPENAI, ()), (ANTHROPIC, ()), (COMPATIBLE, ()), (OPENAI, ("--batch",)), (ANTHROPIC, ("--batch",))],
)
def test_the_key_is_in_no_file_no_line_and_no_record(
    model: str, batch: tuple[str, ...], tmp_path: Path, watched: Watched
) -> None:
    study = write_study(tmp_path, 6)
    script = Script(careful) if batch else Script(careful).then([ECHOED, LATER, Cue(drop=True)])
    result = run(study, script, model, *batch, "--log", str(tmp_path / "calls.jsonl"))
    out = str(tmp_path / "out")
    shown = [result, *(rolescope([command, out]) for command in ("costs", "show"))]
    assert [one.exit_code for one in shown] == [0, 0, 0], result.output
    assert (tmp_path / "out" / "journal.sqlite").is_file() and watched.caplog.records
    lines = [json.loads(line) for line in (tmp_path / "calls.jsonl").read_text().splitlines()]
    events = Counter(line["event"] for line in lines)
    if batch:
        assert events == {"batch submitted": 1, "batch over": 1}
    else:
        failed = ["429", "no_answer"] if model == COMPATIBLE else ["400", "429", "no_answer"]
        assert events == {"call failed": len(failed), "call answered": 8 - len(failed)}
        assert sorted(line["error.type"] for line in lines if "error.type" in line) == failed
        assert {line["gen_ai.request.model"] for line in lines} == {model.split(":")[1]}
    assert SECRET.encode() not in written(tmp_path)
    for said in (*(one.output for one in shown), watched.logged(), watched.telemetry()):
        assert SECRET not in said
    assert batch or "harbour" not in watched.telemetry() != ""


@pytest.mark.parametrize("model", [OPENAI, ANTHROPIC, COMPATIBLE])
def test_a_run_that_a_wrong_key_ends_tells_no_one_the_key(model: str, tmp_path: Path, watched: Watched) -> None:
    study = write_study(tmp_path, 6)
    cue = Cue(status=401, said=f"Incorrect API key provided: {SECRET}.")
    result = run(study, Script(careful).then([cue] * 50), model)
    assert result.exit_code == EXIT_ERROR and "Incorrect API key provided: ...." in " ".join(result.output.split())
    assert SECRET.encode() not in written(tmp_path)
    assert SECRET not in result.output + watched.logged() + watched.telemetry() + repr(result.exception)
