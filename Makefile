# make serve: build the book and show it.   make test: prove all of it.   The rest is below.
PYTHON ?= python3
BENCH ?= --every-page
BIN := .venv/bin
# The constraints hold for what a build in isolation fetches, too: PIP_CONSTRAINT reaches it.
INSTALL := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check
TWO := --numprocesses 2 --dist loadfile --no-loadscope-reorder
.PHONY: serve edit book zip pdf release twice shots firefox lab test coverage types newest links mutants fuzz bench lock clean exports foreign

serve: book            ## build the book strictly and serve it on this machine
	@$(BIN)/python -m exercises serve

book: .venv/installed  ## build only, strictly, into _build/html
	@echo "Building the book: half a minute, unless nothing has changed"
	@$(BIN)/python -m exercises build
	@echo "The book is in _build/html"

zip: .venv/installed   ## build, and pack the book into one archive that works from a disk
	@$(BIN)/python -m exercises zip

exports: .venv/installed  ## write the bank as SCORM, Moodle XML, GIFT, QTI and an Anki deck, into _build/exports
	@$(BIN)/python -m exercises export _build/exports

pdf: .venv/tests       ## the whole book as one PDF, by Chromium, into _build/d9311-book.pdf
	@$(BIN)/python tools/pdf.py

release: zip exports pdf  ## gather what a release gives away in _build/release, with checksums
	@$(BIN)/python tools/release.py

edit: .venv/tests  ## live preview: rebuilds and reloads when a page, an item or the face changes
	$(BIN)/jupyter-book config sphinx .   # writes conf.py, which git passes over
	$(BIN)/sphinx-autobuild . _build/edit --port 0 --re-ignore '/(\.|_build|__pycache__)|/conf\.py$$'

lab: .venv/installed   ## JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir book

test: .venv/tests  ## ruff, mypy, the bank, pytest with nbval and the browser
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/python -m exercises check
	$(BIN)/pytest $(TWO)

coverage: .venv/tests  ## which lines no test runs: at most 5 % (without the browser: Playwright and kernels can't be traced)
	$(BIN)/pytest --cov $(TWO) tests --ignore tests/browser

twice: .venv/tests ## build once more from nothing and compare every byte
	$(BIN)/python tools/twice.py

types:                 ## check the scripts' types, strictly, with TypeScript; says how to get it if there is none
	@$(PYTHON) tools/typescript.py

newest: .venv/tests ## build strictly on the newest Sphinx, without Jupyter Book: the way out stays open
	$(BIN)/python tools/newest.py

links: .venv/tests ## fetch every address outside; says which were not reached, exits 0 offline
	$(BIN)/python tools/links.py

shots: .venv/tests ## pictures of ten pages, phone and desktop, light and dark, and the social card
	$(BIN)/python tools/shots.py

firefox: .venv/tests  ## use the archive from a disk in Firefox; says so, and exits 0, if there is none
	$(BIN)/python tools/firefox.py

foreign: .venv/tests   ## score what is exported in engines of others, which npm and PyPI bring; says so if there is no npm
	$(BIN)/python tools/foreign

mutants: .venv/tests  ## change scoring.py in every way that a test should notice
	EXAMPLES=100 $(BIN)/python tools/mutants.py

fuzz: .venv/tests book ## change files by chance for MINUTES=10: page and Python never disagree
	$(BIN)/python tools/fuzz.py

bench: .venv/tests ## measure the book beside its peers, into bench/results.md; BENCH=--quick takes less
	$(BIN)/python -m bench.loader --write bench/results.md
	$(BIN)/python -m bench.site --write bench/results.md $(BENCH)
	$(BIN)/python -m bench.report --write bench/results.md

lock:                  ## resolve both requirements anew into constraints.txt, build tools and all
	rm -rf _build/resolved && $(PYTHON) -m venv _build/resolved
	_build/resolved/bin/pip install --quiet --upgrade pip setuptools wheel
	_build/resolved/bin/pip install --quiet --requirement requirements-test.txt
	_build/resolved/bin/pip freeze --all --exclude-editable > constraints.txt

clean:                 ## delete what was built and installed
	rm -rf _build .venv conf.py .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

.venv/installed: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing what the book needs into .venv: a minute or two, the first time only"
	$(PYTHON) -m venv .venv
	$(INSTALL) pip setuptools wheel
	$(INSTALL) --requirement requirements.txt
	@touch $@

.venv/tests: .venv/installed requirements-test.txt
	@echo "Installing what the checks need into .venv: a minute, the first time only"
	$(INSTALL) --requirement requirements-test.txt
	@touch $@
