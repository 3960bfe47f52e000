# Two commands for a newcomer: `make demo` and `make test`. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
CLUSTER := .venv-cluster
PEERS := .venv-peers

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint fix docs bench accuracy soak peers cluster check wheel lock clean

help: ## what can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(STAMP) ## install what is pinned in requirements.lock into .venv

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Servanda needs Python 3.11 or newer; say which: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "setting up $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## the main job, end to end, on an invented company (under a minute)
	@$(BIN)/servanda demo demo

test: $(STAMP) ## every quick test (under five minutes)
	$(BIN)/python -m pytest -n auto

lint: $(STAMP) ## format, lint, types, and the walls between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: $(STAMP) ## let the tools mend what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(STAMP) ## write the generated parts of the documentation anew
	$(BIN)/python docs/generate.py

bench: $(STAMP) ## speed, side by side with the peer where there is one
	$(BIN)/python -m benchmarks

accuracy: $(STAMP) ## how right the readings are: the labels of ../shared, then papers of our own, half of them never tuned to
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m benchmarks.accuracy --shared tests/agreements/own
	$(BIN)/python -m benchmarks.deletions --shared tests/agreements/own
	-$(BIN)/python -m benchmarks.formats --shared tests/agreements/own
	$(BIN)/python -m benchmarks.discovery_text ../shared
	$(BIN)/python -m benchmarks.discovery_columns
	$(BIN)/python -m benchmarks.checksums
	$(BIN)/python -m benchmarks.accuracy.calibrate --shared ../shared tests/agreements/own

wheel: $(STAMP) ## build the bare wheel and start it in a clean environment
	$(BIN)/python tests/bare_wheel.py

soak: $(STAMP) ## hostile and huge input, kills at random points: slow, not in CI
	$(BIN)/python -m benchmarks.hostile
	$(BIN)/python -m benchmarks.lake
	$(BIN)/python tests/ledger/test_ledger_tampering.py 10000
	$(BIN)/python tests/safeguards/vault/vault_killing.py --runs 200

peers: ## the programs that `make bench` and `make accuracy` measure beside, in an environment of their own
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.lock

cluster: $(STAMP) ## the scan on Spark's local cluster and on Dask, in an environment of its own (half a gigabyte)
	@test -x $(CLUSTER)/bin/python || $(PYTHON) -m venv $(CLUSTER)
	@$(CLUSTER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.lock
	@$(CLUSTER)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(CLUSTER)/bin/python -m pytest tests/inventory/test_cluster.py

check: lint test wheel ## what CI runs

lock: ## pin everything anew (needs the program uv)
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra dev pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 -c requirements.lock --all-extras pyproject.toml -o requirements-cluster.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 -c requirements.lock pyproject.toml -o requirements-base.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 benchmarks/peers/requirements.in -o requirements-peers.lock

clean: ## remove what was set up and made
	rm -rf $(VENV) $(CLUSTER) $(PEERS) demo build dist
