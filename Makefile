# Two commands do it all: make run, make test. Everything lands in .venv/ and node_modules/.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8765
MINUTES ?= 30
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lint types test-python test-node test-browser browsers one-answer bench bench-extension fuzz fuzz-api pack check extension clean

run: .venv/run
	HOST=$(HOST) PORT=$(PORT) $(BIN)/glosslight serve

test: lint types test-python test-node test-browser

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }

.venv/run: requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

.venv/test: requirements/test.txt .venv/run
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

.venv/bench: requirements/bench.txt .venv/test
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 or newer is needed, with npm"; exit 1; }
	npm ci --no-audit --no-fund
	@touch $@

lint: .venv/test node_modules/.package-lock.json
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	npm run --silent lint

types: .venv/test node_modules/.package-lock.json
	$(BIN)/mypy
	npm run --silent types

test-python: .venv/test
	$(BIN)/python -m pytest

test-node: node_modules/.package-lock.json
	npm test --silent

test-browser: node_modules/.package-lock.json .venv/run browsers
	npm run --silent test:browser

# Every page of the corpus, in both browsers, against `annotate`; the tests ask a part of them.
one-answer: node_modules/.package-lock.json .venv/run browsers
	node tests/browser/one-answer-table.js

bench-extension: node_modules/.package-lock.json browsers
	node tests/browser/bench/run.js

# The browsers are the system's; installed if we may, else named.
browsers:
	@sh tests/browser/install.sh

bench: .venv/bench
	$(BIN)/python -m tests.bench

# build/glosslight-chromium.zip and build/glosslight-firefox.zip, the same bytes each time.
extension: node_modules/.package-lock.json
	npm run --silent build

fuzz: .venv/test
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

# Schemathesis over the API's own document.
fuzz-api: .venv/test
	$(BIN)/python -m tests.server.api_fuzz --minutes $(MINUTES)

pack: .venv/run
	$(BIN)/glosslight pack -o extension/glossary.json
	$(BIN)/glosslight pack tests/vectors/glossary -o tests/vectors/pack.json
	$(BIN)/glosslight pack tests/vectors/glossary tests/vectors/later -o tests/vectors/later/pack.json

check: .venv/run
	$(BIN)/glosslight check --stats

lock: .venv/bin/python
	$(PIP) install pip-tools
	for extra in run build test bench; do \
		case $$extra in run) with= ;; build) with="--extra build" ;; test) with="--extra test" ;; \
			bench) with="--extra test --extra bench" ;; esac; \
		$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate $$with \
			-o requirements/$$extra.txt pyproject.toml; \
	done

clean:
	rm -rf .venv node_modules build dist *.egg-info
