# The work of the house. `make` alone says what there is.
# `make demo` and `make test` set up everything they need by themselves.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

# One thread a process: two cores are shared by the tests, and timings stay comparable.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

VENV := .venv
BIN := $(VENV)/bin

.PHONY: help
help: ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

# The packages of the lock; again only where the lock has changed.
$(VENV)/.locked: requirements/dev.lock scripts/set_up.sh
	@VENV=$(VENV) bash scripts/set_up.sh packages
	@touch $@

# Restride itself, editable; again only where its entry points or version may have changed.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@VENV=$(VENV) bash scripts/set_up.sh
	@touch $@

# The clinical content in one file that is read fast; again where any of it has changed.
CONTENT := $(shell find src/restride/clinical/knowledge src/restride/plan/knowledge -name '*.yaml')
PACKED := src/restride/clinical/packed_content.json
$(PACKED): $(CONTENT) $(VENV)/.installed
	@$(BIN)/python scripts/pack_content.py

.PHONY: setup
setup: $(VENV)/.installed $(PACKED)

DEMO := out/demo
DATA ?=
ONCE ?=
PORT ?=

.PHONY: demo
demo: setup ## Reports of simulated movements, then a demo clinic until Ctrl-C (ONCE=1 checks it); or DATA=file
	@mkdir -p $(DEMO) && find $(DEMO) -mindepth 1 -maxdepth 1 ! -name clinic -exec rm -rf {} +
ifeq ($(strip $(DATA)),)
	@$(BIN)/restride simulate walk --output $(DEMO)/walk.csv
	@$(BIN)/restride analyze $(DEMO)/walk.csv --json $(DEMO)/analysis.json --report $(DEMO)/report.html
	@$(BIN)/restride simulate tug --output $(DEMO)/up-and-go.csv
	@$(BIN)/restride analyze $(DEMO)/up-and-go.csv --report $(DEMO)/up-and-go.html
	@$(BIN)/restride simulate stand --output $(DEMO)/standing.csv
	@$(BIN)/restride analyze $(DEMO)/standing.csv --eyes open --surface firm --report $(DEMO)/standing.html
	@$(BIN)/restride plan examples/cases/stroke.yaml --report $(DEMO)/plan.html
	@echo "Open the reports in $(DEMO) in a browser: those of movements print on two pages each."
	@$(BIN)/restride clinic demo --home $(DEMO)/clinic $(if $(PORT),--port $(PORT)) --no-browser $(if $(ONCE),--once)
else
	@$(BIN)/restride analyze "$(DATA)" --json $(DEMO)/analysis.json --report $(DEMO)/report.html
	@echo "Open the report in $(DEMO) in a browser."
endif

.PHONY: test
test: setup format lint types imports ## Set everything up and pass every test, as CI does
	$(BIN)/pytest -n 2 --dist worksteal -q
	bash scripts/with_postgresql.sh $(BIN)/pytest -n 2 --dist worksteal -q -m database tests/clinic

.PHONY: check
check: setup format lint types imports house ## The fast part of the tests: style, types, import rule, house

.PHONY: format lint types imports house
format: setup
	$(BIN)/ruff format --check
lint: setup
	$(BIN)/ruff check
types: setup
	$(BIN)/mypy
imports: setup
	$(BIN)/lint-imports --no-cache
house: setup
	$(BIN)/pytest -q tests/house

.PHONY: fix
fix: setup ## Repair what can be repaired by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: fuzz
fuzz: setup ## Read 10000 damaged files of every format; none may crash, hang or swell
	$(BIN)/python tests/fuzz/fuzz_readers.py

.PHONY: benchmark
benchmark: setup ## Run Restride and its peers side by side, and write the tables to docs/validation.md
	$(BIN)/python benchmarks/run.py --markdown docs/validation.md $(BENCHMARK_OPTIONS)
	$(BIN)/python benchmarks/balance.py --markdown docs/validation.md
	$(BIN)/python benchmarks/plan.py --markdown docs/validation.md

.PHONY: reliability
reliability: setup ## Kill, damage and overload a clinic's server for an hour, and write docs/reliability.md
	bash scripts/with_postgresql.sh $(BIN)/python benchmarks/reliability/run.py $(RELIABILITY_OPTIONS)

.PHONY: docs
docs: setup ## Write the pages that are made from the code
	$(BIN)/python scripts/write_docs.py
	$(BIN)/python scripts/write_api_client.py

.PHONY: lock
lock: ## Write the lock files anew; UPGRADE=1 takes the newest versions
	test -x .venv-lock/bin/pip-compile || (python3 -m venv .venv-lock && .venv-lock/bin/pip install -q pip-tools)
	.venv-lock/bin/python scripts/lock.py $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## Take away what the other targets have made
	rm -rf $(VENV) .venv-lock out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
