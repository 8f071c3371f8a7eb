# What people type. Every recipe runs in this folder; paths are relative, so that its name may hold spaces.
SHELL := /bin/sh
PY := .venv/bin/python
TESTS ?= tests
.DEFAULT_GOAL := help
.PHONY: help install demo test quick lint format bench soak pins messages

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

install:  ## Make .venv with everything a developer needs, and nothing else
	@sh .ci/venv requirements-dev.txt

demo:  ## Start the whole helpdesk on this machine, with a made-up company (PORT=… for another port)
	@sh .ci/venv --at-least requirements-demo.txt
	@exec $(PY) manage.py demo

# Where Python was told to keep no compiled files, each run would rewrite and compile all tests anew, in each process.
test quick: export PYTHONDONTWRITEBYTECODE :=

test: install  ## Run the tests (TESTS=tests/desk for some of them)
	@$(PY) -m pytest -q -n 2 --dist worksteal "$(TESTS)"

quick: install  ## The tests without whole programs and browsers: for every few minutes of work
	@$(PY) -m pytest -q -n 2 --dist worksteal -m "not slow" "$(TESTS)"

lint: install  ## Everything that is checked without running the product
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy .
	.venv/bin/lint-imports
	find templates tickets mailbridge helpdesk -name '*.html' -print0 | xargs -0 .venv/bin/djade --check --target-version 5.2
	SECRET_KEY=unused $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m tests.translations

format: install  ## Put code and templates into the house's form
	$(PY) -m ruff check --fix --quiet . || true
	$(PY) -m ruff format .
	find templates tickets mailbridge helpdesk -name '*.html' -print0 | xargs -0 .venv/bin/djade --target-version 5.2 || true

bench: install  ## Measure the intake of mail (N=1000 mails)
	$(PY) -m tests.bench $(if $(N),--mails $(N))

soak: install  ## Two minutes of load while parts are killed at random, then count what became of each mail (SEED=7)
	@$(PY) -m tests.crash.soak --seconds 120 $(if $(SEED),--seed $(SEED))

messages: install  ## Compile the translations after editing helpdesk/locale/*/LC_MESSAGES/django.po
	$(PY) -m tests.translations --write

pins:  ## Write requirements*.txt anew from pyproject.toml (needs uv)
	sh .ci/pins
