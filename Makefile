# Every target does its own set-up; nothing but git, make and python3 (>= 3.11) is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check format lint types layers bench accuracy corpora docs lock clean

demo: $(VENV)/.ready
	$(BIN)/auditor demo

test: $(VENV)/.ready
	$(BIN)/python -m pytest

check: $(VENV)/.ready format lint types layers test

format: $(VENV)/.ready
	$(BIN)/ruff format --check .

lint: $(VENV)/.ready
	$(BIN)/ruff check .

types: $(VENV)/.ready
	$(BIN)/mypy

layers: $(VENV)/.ready
	$(BIN)/lint-imports

bench: $(VENV)/.ready
	$(BIN)/python -m tests.benchmarks

# How much is found and how much of it is right, and what changed since the last accepted scorecard.
accuracy: $(VENV)/.ready
	$(BIN)/python -m tests.accuracy

# The sample plans as DOCX, PDF and text from their sources, and the rule reference from the catalogue.
corpora: $(VENV)/.ready
	$(BIN)/python -m corpora.build
	$(BIN)/python -m auditor.rules.reference > docs/rules.md
	$(BIN)/python -m auditor.schema > docs/schema.json

# The console blocks of README and guide, as the commands print them now.
docs: $(VENV)/.ready
	$(BIN)/python -m tests.docs_blocks

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Needs uv; writes no index address.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
