# make help lists what there is. Another interpreter: make PYTHON=python3.12 test

PYTHON ?= python3
SHELL := /bin/sh
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check -q
STAMP := $(VENV)/.stamp
LOCK_FLAGS ?=

.DEFAULT_GOAL := help
.PHONY: run test bench lock clean help FORCE

# The stamp is written last and holds the folder it was made in. Where it is missing (an
# interrupted installation), names another folder (the project was moved or copied), or its
# interpreter no longer starts or is not the one asked for, the environment is made anew.
VERSION := -c 'import platform; print(platform.python_version())' 2>/dev/null
HAVE := $(shell test "$$(cat $(STAMP) 2>/dev/null)" = "$$(pwd -P)" && $(VENV)/bin/python $(VERSION))
WANT := $(if $(filter file,$(origin PYTHON)),$(HAVE),$(shell $(PYTHON) $(VERSION)))
SOUND := $(and $(HAVE),$(filter $(WANT),$(HAVE)))

run: $(STAMP) ## simulate the Zhangyuan campaign: a table, and pictures in outputs/
	$(VENV)/bin/consent run scenario=zhangyuan

test: $(STAMP) ## style, types, tests and notebooks (under ten minutes on two cores)
	$(VENV)/bin/python -m ruff check .
	$(VENV)/bin/python -m ruff format --check .
	$(VENV)/bin/python -m mypy
	$(VENV)/bin/python -m tests.warm
	@set -- tests; \
	for notebook in notebooks/*.ipynb; do \
		if [ -e "$$notebook" ]; then set -- tests --nbmake --nbmake-timeout=900 notebooks; fi; \
	done; \
	set -- -n 2 --dist loadgroup --no-loadscope-reorder "$$@"; \
	echo "$(VENV)/bin/python -m pytest $$*"; \
	$(VENV)/bin/python -m pytest "$$@"

bench: $(STAMP) ## speed: compiled runs against plain Mesa
	$(VENV)/bin/python -m tests.bench

lock: ## resolve requirements.lock again; LOCK_FLAGS=--upgrade takes the newest versions
	@$(VENV)/bin/python -m pip --version >/dev/null 2>&1 || { $(check_python); $(PYTHON) -m venv --clear $(VENV); }
	@echo "resolving requirements.lock"
	@$(PIP) install uv
	@$(VENV)/bin/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--fork-strategy requires-python --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --extra dev $(LOCK_FLAGS) \
		-o requirements.lock pyproject.toml

clean: ## remove .venv, caches and built packages; outputs/ stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

define check_python
$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || { \
	found=$$($(PYTHON) $(VERSION)); \
	echo "Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is $${found:-missing}." >&2; \
	echo "Name another interpreter, for example: make PYTHON=python3.12 test" >&2; \
	exit 1; }
endef

# The stamp goes first, so that whatever interrupts the next lines leads to a fresh start.
$(STAMP): requirements.lock pyproject.toml $(if $(SOUND),,FORCE)
	@$(if $(SOUND),,$(check_python))
	@echo "installing the locked packages into $(VENV) (a minute or two the first time)"
	@rm -f $(STAMP)
	@$(if $(SOUND),,$(PYTHON) -m venv --clear $(VENV))
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@pwd -P > $(STAMP)

FORCE:
