# Every act has one command. Bare `make` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.DEFAULT_GOAL := help
.PHONY: help run test lint bench soak screenshots recording roles-case coherence-pictures frontend frontend-check clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(VENV)/run.done: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Set PYTHON=/path/to/python3.11."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.done: requirements-dev.txt $(VENV)/run.done
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.done ## install what the app needs and open it on the bundled example
	@# Streamlit's welcome would also put an offer to developers over the page.
	@echo "The workbench opens at http://127.0.0.1:$(PORT)"
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.headless false \
	  --logger.hideWelcomeMessage true

test: $(VENV)/test.done ## install what tests need and run everything
	sh tests/browser/install_chromium.sh $(BIN)/python
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory frontend-check
	$(BIN)/pytest -n 2 --dist worksteal

lint: $(VENV)/test.done ## format, lint, types and import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

frontend: ## build the browser components from frontend/ into static/
	cd frontend && npm ci --no-audit --no-fund && npm run build

frontend-check: ## check that static/ is what frontend/ builds
	@if command -v npm >/dev/null 2>&1; then sh frontend/check.sh; \
	else echo "NOT CHECKED: static/ against frontend/, because npm is not installed here."; fi

bench: $(VENV)/test.done ## print what we claim about speed
	sh tests/browser/install_chromium.sh $(BIN)/python
	$(BIN)/python -m benchmarks

soak: $(VENV)/test.done ## the long form of the tests that kill and hammer
	SOAK=1 $(BIN)/pytest tests/store tests/assignment tests/coherence/cross_impact tests/browser/test_monkey.py

screenshots: $(VENV)/test.done ## take the pictures of the README
	$(BIN)/python -m docs.screenshots

recording: $(VENV)/test.done ## draw a journey in the app and take a picture after each gesture
	$(BIN)/python -m docs.recording

roles-case: $(VENV)/test.done ## follow the case of docs/roles.md in the app, check its numbers and take its pictures
	$(BIN)/python -m docs.roles_case

coherence-pictures: $(VENV)/test.done ## take the pictures of docs/coherence.md
	$(BIN)/python -m docs.coherence_pictures

clean: ## remove the virtual environment
	rm -rf $(VENV)
