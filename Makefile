# The commands a newcomer needs: `make demo` and `make test`, and `make quick` between two edits.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test quick check docs clean

# Checks the bundled example archive; findings are what it is there to show.
demo: $(STAMP)
	@$(BIN)/tqcheck check examples/archive --fail-on never

# The tests, lint and types, as CI runs them.
test: check
	$(BIN)/python -m pytest -n 2 --dist worksteal

# What a change breaks most often, in a minute.
quick: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not slow'
	@echo "Left out: mypy and the tests marked slow (hooks, servers, processes, large documents); make test runs them."

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# One page a rule, from the rules' own docstrings, and the schema of the JSON report; a test fails
# when they are stale.
docs: $(STAMP)
	@mkdir -p docs/rules
	@for rule in $$($(BIN)/tqcheck rules | cut -d' ' -f1); do \
		$(BIN)/tqcheck rules $$rule > docs/rules/$$rule.md; \
	done
	@$(BIN)/tqcheck schema > docs/report.schema.json

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 10) or sys.exit("Python 3.10 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@$(BIN)/python -m compileall -q tqcheck
	@touch $@

clean:
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache
