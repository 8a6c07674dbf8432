# Everything a person or CI runs. Needs only make and python3 >= 3.11; no root.

PYTHON ?= python3
BIN := .venv/bin
# Fall back to the system's pip where the environment could not be given its own.
PIP_INSTALL = pip="$(BIN)/python -m pip"; \
	$$pip --version >/dev/null 2>&1 || pip="$(PYTHON) -m pip --python $(BIN)/python"; \
	$$pip --disable-pip-version-check --no-input install -q
LOCK = $(UV) pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock'
UV ?= uv
# Of the office that `make bench` fills; fewer is faster.
PROJECTS ?= 100000

.DEFAULT_GOAL := help
.PHONY: help setup demo test check docs bench fuzz fonts messages lock clean

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/dev.stamp ## Make .venv with all that tests and checks need

demo: .venv/runtime.stamp ## Read the shipped samples into demo-output/, then serve an office to try
	@$(BIN)/jixiao demo --output demo-output --serve

# The tests start some hundreds of processes; each would compile the program anew where an environment
# forbids to keep bytecode.
test: .venv/dev.stamp ## Run all tests (JIXIAO_STRICT=1: a skipped test fails the run)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: .venv/dev.stamp ## Check format, lint, import direction, types, generated docs, English of the site
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python docs/generate.py --check
	@$(BIN)/python translations/make.py --check

docs: .venv/dev.stamp ## Write the generated pages of docs/
	@$(BIN)/python docs/generate.py

bench: .venv/dev.stamp .venv-bench/bench.stamp ## Measure speed
	@$(BIN)/python -m bench.run
	@$(BIN)/python -m bench.documents
	@$(BIN)/python -m bench.desk --projects $(PROJECTS)

fuzz: .venv/dev.stamp ## Feed broken input to the readers
	@$(BIN)/python -m tests.fuzz.run
	@JIXIAO_EXAMPLES=search $(BIN)/pytest -q tests/property

fonts: .venv/dev.stamp ## Make the fonts of PDF files and pages anew (needs npm)
	@$(BIN)/python fonts/make.py
	@$(BIN)/python fonts/make_web.py

messages: .venv/dev.stamp ## Gather what the site says, for its English
	@$(BIN)/python translations/make.py

lock: ## Resolve requirements/*.lock anew (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: $(PYTHON) -m pip install uv" >&2; exit 1; }
	@$(LOCK) requirements/runtime.in -o requirements/runtime.lock
	@$(LOCK) requirements/dev.in -o requirements/dev.lock
	@$(LOCK) requirements/bench.in -o requirements/bench.lock

clean: ## Remove .venv, caches and output
	rm -rf .venv .venv-bench demo-output build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests docs bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The stamps are files inside .venv, so removing .venv also forgets them.
.venv/runtime.stamp: requirements/runtime.lock pyproject.toml | $(BIN)/python
	@echo "Installing what jixiao needs to run ... 正在安装运行所需的程序库，只在第一次，要一两分钟"
	@$(PIP_INSTALL) --require-hashes -r requirements/runtime.lock
	@$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

# dev.lock holds everything of runtime.lock, so the runtime stamp is fresh too.
.venv/dev.stamp: requirements/dev.lock requirements/runtime.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need ..."
	@$(PIP_INSTALL) --require-hashes -r requirements/dev.lock
	@$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch .venv/runtime.stamp $@

# Other tools to compare with, in an environment of their own.
.venv-bench/bench.stamp: requirements/bench.lock | $(BIN)/python
	@echo "Installing the tools to compare with ..."
	@$(BIN)/python -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check --no-input install -q \
		--require-hashes -r requirements/bench.lock
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "No $(PYTHON) found. Install Python 3.11 or newer, or say: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "jixiao needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V 2>&1`. Say: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making .venv with `$(PYTHON) -V` ..."
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv .venv; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then $(PYTHON) -m venv --without-pip .venv; \
	else echo "$(PYTHON) has neither ensurepip nor pip. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; fi \
	|| { rm -rf .venv; exit 1; }
