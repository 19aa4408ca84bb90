# Two commands do all the set-up: `make demo` and `make test`. Both work on a machine with Python >= 3.11 and make,
# offline once .venv is made, and in seconds from the second run on.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Not zfbg-trends: its reader runs in every report, and what is measured here are the figures that zfbg finds.
PLUGINS := $(filter-out plugins/zfbg-trends,$(wildcard plugins/*))
REPORTS := $(wildcard examples/reports/*.txt)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test bench lint format notebooks clean

demo: $(VENV)/.demo
	@$(BIN)/python examples/demo.py $(REPORTS)

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/parse.py

# The notebooks of examples/ with what they print and draw, as pages in build/notebooks.
notebooks: $(VENV)/.dev
	$(BIN)/jupyter nbconvert --to html --execute --output-dir build/notebooks examples/*.ipynb

lint: $(VENV)/.dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis facts.csv

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "zfbg needs Python 3.11 or later; say PYTHON=python3.12 make …")'
	$(PYTHON) -m venv $(VENV)

# The stamps are newer than what they were made of: an unchanged checkout installs nothing again.
$(VENV)/.demo: $(BIN)/python pyproject.toml $(PLUGINS:%=%/pyproject.toml)
	$(PIP) install --editable . $(PLUGINS:%=--editable ./%)
	@touch $@

$(VENV)/.dev: $(VENV)/.demo
	$(PIP) install --upgrade 'pip>=25.1'  # the first that knows dependency groups (PEP 735)
	$(PIP) install --group dev
	@touch $@
