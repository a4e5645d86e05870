from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from rolescope.llm.observe import TEXTS
from tests.fake_provider.cues import Cue, Script
from tests.unit.llm.asked import OPENAI, ask, echo, model_at, question

KEY = "sk-very-secret"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def test_a_call_is_a_span_by_the_conventions_without_texts(spans: InMemorySpanExporter, tmp_path: Path) -> None:
    with model_at(Script(echo), OPENAI) as model:
        ask([question(7)], model, tmp_path / "journal.sqlite")
    (span,) = spans.get_finished_spans()
    said = dict(span.attributes or {})
    assert (span.name, span.kind) == ("chat gpt-5-mini", trace.SpanKind.CLIENT)
    assert said["gen_ai.provider.name"] == "openai"
    assert (said["gen_ai.usage.output_tokens"], said["gen_ai.response.finish_reasons"]) == (4, ("stop",))
    assert said["server.address"] == "127.0.0.1" and said["server.port"] == urlsplit(model.base_url).port
    assert "word 7" not in span.to_json()
    assert KEY not in span.to_json()


def test_texts_are_told_where_asked_for(
    spans: InMemorySpanExporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TEXTS, "true")
    with model_at(Script(echo), OPENAI) as model:
        ask([question(7)], model, tmp_path / "journal.sqlite")
    (span,) = spans.get_finished_spans()
    said = dict(span.attributes or {})
    assert "word 7" in str(said["gen_ai.input.messages"])
    assert "word 7" in str(said["gen_ai.output.messages"])


def test_a_failed_call_is_told_with_its_status_and_without_the_key(
    spans: InMemorySpanExporter, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "rolescope.llm")
    with model_at(Script(echo).then([Cue(status=400)]), OPENAI) as model:
        ask([question(7)], model, tmp_path / "journal.sqlite")
    (span,) = spans.get_finished_spans()
    assert dict(span.attributes or {})["error.type"] == "400"
    (record,) = [record for record in caplog.records if record.name == "rolescope.llm"]
    assert record.__dict__["error.type"] == "400"
    assert KEY not in span.to_json() + str(record.__dict__)
    assert span.status.description is None, "what a provider says may repeat the question"


def test_tokens_and_durations_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    reader = InMemoryMetricReader()
    monkeypatch.setattr(metrics, "get_meter", MeterProvider([reader]).get_meter)
    with model_at(Script(echo), OPENAI) as model:
        ask(map(question, range(3)), model, tmp_path / "journal.sqlite")
    data: Any = reader.get_metrics_data()
    found = {metric.name: metric for metric in data.resource_metrics[0].scope_metrics[0].metrics}
    tokens = {
        point.attributes["gen_ai.token.type"]: point for point in found["gen_ai.client.token.usage"].data.data_points
    }
    assert (tokens["output"].count, tokens["output"].sum) == (3, 12)
    durations = found["gen_ai.client.operation.duration"].data.data_points
    assert sum(point.count for point in durations) == 3
    assert (durations[0].explicit_bounds[0], durations[0].explicit_bounds[-1]) == (0.01, 81.92)
    assert tokens["input"].explicit_bounds[:4] == (1, 4, 16, 64)
