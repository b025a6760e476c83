# One task file. Every target sets up what it needs; `itprogram` does the work.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve build check test bench lock clean

serve: $(VENV)/ready
	$(BIN)/itprogram serve

build: $(VENV)/ready
	$(BIN)/itprogram build --audience public
	$(BIN)/itprogram build --audience internal

check: $(VENV)/ready
	$(BIN)/itprogram check

test: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(VENV)/ready-to-test
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.search

$(VENV)/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'Python saknar venv. Installera det med: apt-get install python3-venv'; exit 1; }
	@echo 'Gör i ordning .venv (första gången tar det en halv minut) …'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready requirements-dev.txt tests/install-tools tests/browser/package-lock.json
	@echo 'Gör i ordning det som testerna behöver …'
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@tests/install-tools
	@touch $@

# Write the locks anew. No address of a package index stands in them.
lock: $(VENV)/ready-to-test
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' --extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' --extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) site *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
