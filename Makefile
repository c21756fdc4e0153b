# Every target needs nothing but python3 (3.11 or later, with venv).
PYTHON ?= python3
VENV := .venv/bin/python

.PHONY: run test bench i18n shots clean

## run: set up, make the example book and its report, open the window on it
run:
	@$(PYTHON) tools/setup_env.py
	@$(VENV) -m tracker.cli demo --dir demo

## test: set up and run everything that guards the project; with COVERAGE=yes, measured
test:
	@$(PYTHON) tools/setup_env.py --dev
	@$(VENV) tools/check.py $(if $(COVERAGE),--coverage)

## bench: measure speed and memory against their floors, and print a table
bench:
	@$(PYTHON) tools/setup_env.py --dev
	@$(VENV) -m tests.bench

## i18n: bring the translation catalogues up to date, and list what lacks Swedish
i18n:
	@$(PYTHON) tools/setup_env.py --dev
	@$(VENV) tools/i18n.py update
	@$(VENV) tools/i18n.py missing

## shots: a picture of every view, light and dark, in shots/
shots:
	@$(PYTHON) tools/setup_env.py
	@$(VENV) -m tracker.cli shots shots

## clean: remove what can be made again; demo/ stays, since someone may have worked in it
clean:
	rm -rf .venv build dist shots htmlcov .coverage .coverage.* .mypy_cache .ruff_cache \
		.pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
