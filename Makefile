# Everything happens in .venv/, made on first use. Needs Python 3.11 or newer, pip and make; no network after setup.
# A smaller torch on Linux (no CUDA):  make setup PIP_OPTIONS="--extra-index-url URL", with the address of PyTorch's CPU builds.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
PIP_OPTIONS ?=
OUT ?= out
BIN := .venv/bin
STAMP := .venv/.made
NBVAL := --nbval --nbval-current-env --nbval-sanitize-with notebooks/nbval.cfg --nbval-cell-timeout=120

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format notebooks lab accuracy scores benchmarks figure dictionary models models-scores clean browser fuzz

help:
	@echo "make setup      the environment in .venv/ (done by the others when needed)"
	@echo "make run        the five articles: tables, graph, figures, notebooks and report into $(OUT)/"
	@echo "make test       unit tests, accuracy floors, notebooks"
	@echo "make browser    the report and JupyterLab in a headless Chromium (make test skips them where there is none)"
	@echo "make fuzz       10,000 invented articles through reading, dating and attribution; takes about an hour"
	@echo "make lab        open the notebooks in JupyterLab"
	@echo "make notebooks  execute the notebooks in place"
	@echo "make accuracy   scores against the hand-coded gold"
	@echo "make scores     the same, and raise the floors and the README's table to them"
	@echo "make benchmarks speed and growth: tables in $(OUT)/benchmarks/ (an hour; docs/scale.md)"
	@echo "make lint       ruff over code and notebooks"
	@echo "make figure     draw the README's figure again"
	@echo "make dictionary write the table descriptions in data/README.md again"
	@echo "make models     train the bundled models again (training/README.md; hours)"
	@echo "make clean      remove .venv/, $(OUT)/ and caches"

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "newsnb needs Python 3.11 or newer; \
	$(PYTHON) is " + sys.version.split()[0] + ". Say which one to use: make setup PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet $(PIP_OPTIONS) --constraint constraints.txt --editable '.[test]'
	@touch $@

run: setup
	$(BIN)/newsnb run data/articles --out $(OUT)

test: setup
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest $(NBVAL) -W default notebooks

browser: setup
	NEWSNB_REQUIRE_BROWSER=1 $(BIN)/python -m pytest -m browser tests/browser

fuzz: setup
	NEWSNB_FUZZ=10000 $(BIN)/python -m pytest tests/test_fuzz.py

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

notebooks: setup
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False notebooks/*.ipynb
	$(BIN)/python notebooks/without_widgets.py notebooks/*.ipynb

lab: setup
	$(BIN)/jupyter lab notebooks

accuracy: setup
	$(BIN)/python tests/accuracy.py

scores: setup
	$(BIN)/python tests/accuracy.py --raise

benchmarks: setup
	$(BIN)/python benchmarks/scale.py --out $(OUT)/benchmarks

figure: setup
	$(BIN)/newsnb run data/articles --out $(OUT) --no-notebooks --quiet
	mkdir -p docs/images
	cp $(OUT)/figures/timeline.png docs/images/timeline.png

dictionary: setup
	$(BIN)/python tests/dictionary.py

models: setup
	$(BIN)/python -m pip install --quiet $(PIP_OPTIONS) --constraint constraints.txt --editable '.[training]'
	$(BIN)/python -m training.parsing all $(TRAINING)

models-scores: setup
	$(BIN)/python -m training.parsing evaluate --page docs/models.md $(TRAINING)

clean:
	rm -rf .venv $(OUT) build dist .pytest_cache .ruff_cache .hypothesis src/newsnb.egg-info
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
