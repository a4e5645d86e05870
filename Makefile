# Everything runs from .venv, which the first target that needs it makes from the lock file.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: study test lint typecheck format bench coverage themes lock clean

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

study: .venv/installed   ## run the example study and print its findings
	$(BIN)/rolescope run studies/example.yaml --out out/example

test: .venv/installed    ## the whole test suite
	$(BIN)/python -m pytest tests

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

coverage: .venv/installed ## coverage and width of corrected shares, by simulation (15 minutes)
	$(BIN)/python -m benchmarks.coverage --draws 4000 --employer-draws 800 > docs/coverage.md

themes: .venv/installed   ## agreement of duties' and use cases' themes with labelled sentences (field-guide corpus)
	$(BIN)/python -m benchmarks.themes

lock:                    ## pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --all-extras --generate-hashes --universal --python-version 3.11 --output-file requirements.lock

clean:
	rm -rf out .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
