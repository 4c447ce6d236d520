# Everything that people do here, from a bare Debian 12 with Python 3.11 and make.
#
#   make demo     the house on this machine, with people in it
#   make test     the tests
#   make check    the tests, and all that a machine can say about the code
#   make bench    how fast, as ratios in one run; make bench-compare: what fell since the last one
#   make workshop every letter, page and paper in the browser; a saved template is shown at once
#   make preview  the same as files with pictures, in preview/
#   make docs     the manual, in build/docs

SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: demo test check bench bench-compare bench-peers bench-long workshop preview docs reference pictures lint lock clean

demo: $(READY)
	@scripts/prepare-system run
	$(PYTHON) -m mailbot demo

test: $(READY)
	@scripts/prepare-system run test
	$(PYTHON) -m pytest -n 2 --dist worksteal

check: test lint

lint: $(READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: $(READY)
	@scripts/prepare-system run
	$(PYTHON) -m bench

bench-compare: $(READY)
	$(PYTHON) -m bench.comparing

# What the report compares us with, each in an environment of its own under build/peers.
bench-peers: $(READY)
	$(PYTHON) -m bench.peers.prepare

bench-long: $(READY)
	@scripts/prepare-system run
	$(PYTHON) -m bench.survival --mails 20000 --kills 200 --folder build/survival --resume

workshop: $(READY)
	@scripts/prepare-system run
	$(PYTHON) -m mailbot preview

preview: $(READY)
	@scripts/prepare-system run test
	$(PYTHON) -m mailbot preview --out preview

# Open build/docs/index.html; nothing of it is fetched from elsewhere.
docs: $(READY)
	$(VENV)/bin/zensical build --strict --clean

# What the manual takes from the code: settings, commands, what commands print, the list of decisions.
reference: $(READY)
	$(PYTHON) -m manual reference

# How it looks: the letters, a page, a paper, the demonstration.
pictures: $(READY)
	@scripts/prepare-system run test
	$(PYTHON) -m manual pictures

$(READY): requirements.lock pyproject.toml scripts/make-venv
	@scripts/prepare-system venv
	@scripts/make-venv $(VENV)
	@touch $@

# The same versions for everybody, with their hashes; `uv` alone can resolve for every platform at once.
lock:
	uv pip compile --quiet --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) preview build .mypy_cache .ruff_cache
