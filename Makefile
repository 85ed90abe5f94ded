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

.PHONY: check
check: format lint types imports house ## The fast part of the tests: style, types, import rule, house rules

.PHONY: format lint types imports house
format:
	$(BIN)/ruff format --check
lint:
	$(BIN)/ruff check
types:
	$(BIN)/mypy
imports:
	$(BIN)/lint-imports --no-cache
house:
	$(BIN)/pytest -q tests/house

.PHONY: fix
fix: ## Repair what can be repaired by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
