# Each target alone sets up what it needs: a virtual environment in .venv, from Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV   ?= .venv
SAMPLE ?= sample_reports/faulty-2016-core.pdf
BIN    := $(VENV)/bin
AXE    := $(VENV)/axe/package/axe.min.js

.PHONY: demo test lint types layers format samples docs pictures snapshots taxonomy bench build clean

demo: $(VENV)/.ready
	@echo "$$ gricheck $(SAMPLE)"; echo
	@status=0; $(BIN)/gricheck check $(SAMPLE) || status=$$?; echo; \
	if [ $$status -eq 1 ]; then echo "Exit code 1: findings, which is right here, since this sample is full of faults."; \
	else echo "Exit code $$status, but this sample is full of faults: 1 was expected." >&2; exit 1; fi

test: $(VENV)/.ready-dev $(AXE)
	$(BIN)/python -m pytest -n auto --dist loadscope

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.ready-dev
	$(BIN)/mypy --strict

layers: $(VENV)/.ready-dev
	$(BIN)/lint-imports

samples: $(VENV)/.ready-dev
	$(BIN)/python sample_reports/build.py

docs: $(VENV)/.ready-dev
	$(BIN)/python -m gricheck.explain.pages docs/rules

pictures: $(VENV)/.ready-dev
	$(BIN)/python docs/pictures/make.py

snapshots: $(VENV)/.ready-dev
	REFRESH_SNAPSHOTS=1 $(BIN)/python -m pytest -q tests/reporter/check/test_formats.py tests/reporter/test_widths.py -k is_as_it_was

taxonomy: $(VENV)/.ready-dev
	$(BIN)/python -m gricheck.catalogue.taxonomy_make "$(ZIP)" gri_standards/xbrl

bench: $(VENV)/.ready-dev
	$(BIN)/python bench/speed.py

build: $(VENV)/.ready-dev
	$(BIN)/python -m build --outdir dist

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "gricheck needs Python 3.11 or newer; say which one with: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(BIN)/python pyproject.toml $(wildcard hatch_build.py)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: $(BIN)/python pyproject.toml $(wildcard hatch_build.py)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.ready

# The accessibility tests want axe-core, which only npm has; without npm they are skipped and say so.
$(AXE):
	@mkdir -p $(VENV)/axe
	@if command -v npm >/dev/null; then \
	cd $(VENV)/axe && npm pack axe-core@4 --silent --loglevel=error >/dev/null && tar xzf axe-core-*.tgz && rm axe-core-*.tgz; \
	else echo "npm is not here, so the accessibility of the HTML page is not tested" >&2; fi
