# Two commands are enough: `make demo` to see Greenlight, `make test` to check it. Both need Python 3.11 and make.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo run test test-networks slow chaos check bench lock

help: ## Lists the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

demo: .venv/runtime ## Opens a small Slack with life in it: be the author, then the approver
	@$(BIN)/python -m bot demo

run: .venv/runtime ## Runs the bot in your own workspace, with the settings in .env
	@$(BIN)/python -m bot run

test: .venv/complete ## Runs every test but the slow ones
	@.ci/chromium
	@$(BIN)/python -m pytest -n 2 --dist worksteal

test-networks: .venv/complete ## Runs the tests against a real Bluesky server (needs Node 20)
	@.ci/networks
	@TEST_NETWORKS_FOLDER="$(CURDIR)/.venv/networks" $(BIN)/python -m pytest -m networks tests/networks

slow: .venv/complete ## Runs the long tests: kills, races, growth
	@.ci/chromium
	@$(BIN)/python -m pytest -m slow

chaos: .venv/complete ## Kills publishing bots two hundred times, and counts what is lost or doubled
	@$(BIN)/python -m pytest -m slow -s tests/chaos

check: .venv/complete ## Checks lint, format, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: .venv/complete ## Measures throughput, lateness and growth, and writes docs/benchmarks.md
	@$(BIN)/python -m tests.bench

lock: ## Writes the lock files anew after a change of pyproject.toml (needs uv)
	@.ci/lock

# The environment is made from the lock alone, and again whenever the lock changes.
.venv/runtime: requirements.lock .ci/environment
	@.ci/environment "$(PYTHON)" requirements.lock
	@touch $@

.venv/complete: requirements-dev.lock .ci/environment
	@.ci/environment "$(PYTHON)" requirements-dev.lock
	@touch $@ .venv/runtime
