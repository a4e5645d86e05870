# Everything runs from .venv, which the first target that needs it makes from the lock file.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: study test kills lint typecheck format bench coverage themes flags site notebook lock clean

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

study: .venv/installed   ## run the example study and print its findings
	$(BIN)/rolescope run studies/example.yaml --out out/example

test: .venv/installed    ## the whole test suite
	$(BIN)/python -m pytest tests

kills: .venv/installed   ## a run killed at thirty moments, and gone on from (5 minutes)
	ROLESCOPE_KILLS=30 $(BIN)/python -m pytest tests/functional/test_killed.py

lint: .venv/installed
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks

typecheck: .venv/installed
	$(BIN)/mypy

format: .venv/installed
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

bench: .venv/installed   ## speed and memory, each beside a peer in the same run
	$(BIN)/python -m pytest benchmarks -o addopts= -o python_files="bench_*.py" -o python_functions="bench_*" -q -s

coverage: .venv/installed ## coverage and width of corrected shares, by simulation (under 10 minutes on two cores); fails where a bar is missed
	$(BIN)/python -m benchmarks.coverage --draws 4000 --employer-draws 3000 > docs/coverage.md

themes: .venv/installed   ## agreement of duties' and use cases' themes with labelled sentences (field-guide corpus)
	$(BIN)/python -m benchmarks.themes

flags: .venv/installed   ## agreement of roles and flags with 120 labelled postings (field-guide corpus)
	$(BIN)/rolescope run studies/ai-engineer-2026.yaml --out out/ai-engineer-2026
	$(BIN)/rolescope eval out/ai-engineer-2026 --gold tests/data/flags/field_guide.jsonl

site: .venv/installed    ## the documentation as pages, in out/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

notebook: .venv/installed ## execute docs/notebooks/tour.ipynb anew
	$(BIN)/python scripts/run_notebook.py

lock:                    ## pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --all-extras --generate-hashes --universal --python-version 3.11 --output-file requirements.lock

clean:
	rm -rf out .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
