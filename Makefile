# `make` alone says what can be done. PORT and HOST are for `make run`; every other setting: docs/operations.md.
.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA := $(or $(VAR),var)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps --require-hashes
STATIC := $(shell find static */static -not -name '.*' 2>/dev/null)

.PHONY: help setup run test lint drill bench lock check-deps licences messages migrations clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: ## the site and its worker, with a demo newsroom where the site is empty; PORT=8123 for another port
	@$(PYTHON) -m newsroom.ports $(HOST) $(PORT)
	@$(MAKE) setup
	@$(MANAGE) demo --fill-only
	@exec $(MANAGE) serve --host $(HOST) --port $(PORT)

setup: .venv/.site $(DATA)/.static ## what the site needs: packages, database, roles, static files
	@echo "Bringing the database up to date …"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) establish

test: .venv/.dev ## linters, checks and every test, on SQLite and PostgreSQL, and in a browser
	@$(MAKE) lint
	@.ci/suite

lint: .venv/.dev ## style, import contracts, migrations, the checks for production
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/lint-imports --no-logo
	@DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) makemigrations --check --dry-run
	@VAR=$$(mktemp -d) SITE_URL=https://news.example ALLOWED_HOSTS=news.example \
		$(MANAGE) check --deploy --fail-level WARNING

drill: .venv/.dev ## load, faults and attacks on running sites, three hours on a quiet machine (docs/reliability.md)
	@$(BIN)/python -m pytest -p no:cacheprovider -m drill tests/drills

bench: .venv/.dev ## the figures the site is measured by
	@for file in bench/*.py; do $(BIN)/python $$file || exit 1; done

lock: ## write requirements.txt, requirements-s3.txt, requirements-sentry.txt and requirements-dev.txt from the .in files (needs uv)
	@for name in requirements requirements-s3 requirements-sentry requirements-dev; do \
		uv pip compile --quiet --python-version 3.11 --universal --generate-hashes \
			--custom-compile-command "make lock" $$name.in --output-file $$name.txt || exit 1; \
	done

check-deps: .venv/.dev ## known holes in what is pinned (asks PyPI), licences, and what is newer
	@for name in requirements requirements-s3 requirements-sentry requirements-dev; do \
		$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r $$name.txt || exit 1; \
	done
	@$(BIN)/python -m pytest -p no:cacheprovider tests/architecture/test_licences.py
	@$(BIN)/python -m pip --disable-pip-version-check list --outdated

licences: .venv/.dev ## write docs/licences.md
	@$(BIN)/python -m tests.architecture.licences > docs/licences.md

messages: .venv/.dev ## collect the texts to translate into locale/ and compile them (needs gettext)
	@for domain in django djangojs; do \
		$(MANAGE) makemessages --domain $$domain --locale zh_Hans --no-wrap --no-location --verbosity 0 \
			--ignore ".venv/*" --ignore "var/*" --ignore "tests/*" --ignore "static/vendor/*" || exit 1; \
	done
	@$(MANAGE) compilemessages --locale zh_Hans --ignore ".venv/*" --verbosity 0

migrations: .venv/.site ## NAME=add_field_to_article make migrations
	@test -n "$(NAME)" || { echo "A migration needs a name: NAME=what_it_does make migrations"; exit 1; }
	@$(MANAGE) makemigrations --name $(NAME)

clean: ## remove packages and caches; the data in var/ stays
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "Newsroom needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
		echo "With another one: PYTHON=python3.12 make $(MAKECMDGOALS)"; exit 1; }
	@echo "Making a virtual environment in .venv …"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "On Debian: apt install python3-venv"; exit 1; }

.venv/.site: requirements.txt | .venv/bin/python
	@echo "Installing the packages of requirements.txt …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing the packages of requirements-dev.txt …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(DATA)/.static: .venv/.site $(STATIC)
	@echo "Collecting static files …"
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@
