# Belong. `make help` names the targets; every one works from a fresh clone.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTHONS := $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3 python
# Tests run in as many processes as there are cores; PYTEST_ARGS adds words of your own.
PYTEST_PROCESSES ?= auto
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup dev demo test check format bench pictures lock words clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.belong ## a fictional association to look around in (PORT, BELONG_HOME)
	@$(BIN)/belong demo

setup: $(VENV)/.belong ## install what runs Belong into .venv
	@echo "Installed. $(BIN)/belong --help"

dev: $(VENV)/.dev ## install what its development needs, too

test: $(VENV)/.dev ## the whole suite; a PostgreSQL of its own is started
	@$(BIN)/python .ci/with_server.py $(BIN)/python -m pytest -n $(PYTEST_PROCESSES) --dist worksteal -ra $(PYTEST_ARGS)

check: $(VENV)/.dev ## lint, form, types, import contracts, migrations, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	BELONG_SECRET_KEY=check BELONG_HOME=$(VENV)/no-home $(BIN)/python .ci/check_django.py

format: $(VENV)/.dev ## let ruff form the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## speed and memory at size, against the limits (long; BENCH_SCALE=0.1 for a tenth)
	@$(BIN)/python -m tests.load $(BENCH)

pictures: $(VENV)/.dev ## take the documentation's pictures of the demo
	@$(BIN)/python -m tests.pictures

lock: $(VENV)/pyvenv.cfg ## resolve the dependencies anew into the lock files
	@test -x $(VENV)/tools/bin/uv || { $(BIN)/python -m venv $(VENV)/tools && $(VENV)/tools/bin/python -m pip install --quiet uv; }
	$(call compile,--output-file requirements.lock pyproject.toml)
	$(call compile,--output-file requirements-dev.lock --extra dev pyproject.toml)
	echo 'setuptools>=80' | $(call compile,--output-file requirements-build.lock -)

compile = $(VENV)/tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(1)

words: $(VENV)/.dev ## collect what is said into the catalogs of translations, and compile them
	@$(BIN)/python .ci/words.py

clean: ## remove the environment and caches; homes stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build src/*.egg-info

# The environment. Each stamp is made when its step is done, so that a second start does nothing.

$(VENV)/pyvenv.cfg:
	@found=; for each in $(PYTHONS); do \
		if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$each; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Belong needs Python 3.11 or newer, and none was found on PATH."; \
		echo "Debian, Ubuntu: sudo apt-get install python3 python3-venv"; \
		echo "macOS: brew install python@3.13"; \
		echo "Or name it: make PYTHON=/path/to/python3"; exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$found comes without venv. Debian, Ubuntu: sudo apt-get install python3-venv"; exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$found --version) ..."; \
	$$found -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: requirements.lock requirements-build.lock | $(VENV)/pyvenv.cfg
	@echo "Installing what runs Belong ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.lock -r requirements-build.lock
	@touch $@

$(VENV)/.belong: pyproject.toml $(VENV)/.runtime
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src # as pip does for what it installs elsewhere: the first start is quick, too
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.belong
	@echo "Installing what its development needs ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@
