# Every target sets up what it needs first; `make` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3.11
UV_VERSION := 0.13.9
export RASA_TELEMETRY_ENABLED := false
export PYTHONWARNINGS := ignore

READY := .venv/.ready
IN_VENV := .venv/bin

.PHONY: help install run chat train odds rules test slow lint evaluate bench

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(READY) ## set up the environment and train the model
	@$(IN_VENV)/alodia train

run: install ## serve the patient page, the nurse desk and the API
	@$(IN_VENV)/alodia serve

chat: install ## have the same conversation in this terminal
	@$(IN_VENV)/alodia chat

train: install ## train the model if its sources changed

odds: $(READY) ## learn warning signs and findings anew from their examples
	@$(IN_VENV)/python -W ignore -m bot.nlu.learning

rules: $(READY) ## renew what is made from the rules, and test them with their cases
	@$(IN_VENV)/python -m criteria
	$(IN_VENV)/pytest -q --noconftest --disable-warnings tests/unit/test_cases.py \
	  tests/unit/test_criteria_documents.py tests/unit/test_criteria_catalogue.py \
	  tests/unit/test_patient_words.py tests/unit/test_wording.py

test: install test-parts ## run all tests (a few minutes)
	$(IN_VENV)/pytest -q

slow: install test-parts ## run the long suites
	ALODIA_SLOW=1 $(IN_VENV)/pytest -q -m slow

lint: $(READY) ## check format, style, types, imports, YAML and Rasa's data
	$(IN_VENV)/ruff format --check .
	$(IN_VENV)/ruff check .
	$(IN_VENV)/mypy
	$(IN_VENV)/lint-imports
	$(IN_VENV)/yamllint --strict .
	$(IN_VENV)/alodia rasa data validate

evaluate: install ## measure the understanding of free text
	$(IN_VENV)/python -m bot.nlu.evaluation

bench: install ## measure speed and memory beside stock Rasa
	$(IN_VENV)/python -m tests.bench

# --- set-up -----------------------------------------------------------------------

$(READY): requirements.lock pyproject.toml | venv-part
	@echo "Setting up the environment in .venv (the first time takes some minutes) …"
	@test -x $(IN_VENV)/python || $(PYTHON) -m venv .venv
	@$(IN_VENV)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(IN_VENV)/uv pip sync --require-hashes requirements.lock
	@$(IN_VENV)/uv pip install --quiet --no-deps --editable .
	@touch $@

# $(call part,COMMAND THAT TELLS WHETHER IT IS THERE,DEBIAN PACKAGES,WHAT FOR)
define part
	@if ! { $(1); } >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo -n"; else as=no; fi; \
	  if [ "$$as" = no ] || ! command -v apt-get >/dev/null; then \
	    echo "Missing: $(2) ($(3)). Install it, for example: apt-get install $(2)"; exit 1; \
	  fi; \
	  echo "Installing $(2) through apt ($(3)) …"; \
	  $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
	fi
endef

.PHONY: venv-part test-parts
venv-part:
	$(call part,$(PYTHON) -c 'import ensurepip$(comma) venv',python3.11-venv,to make the environment)

test-parts:
	$(call part,command -v chromium,chromium,to test the pages in a browser)
	$(call part,/sbin/ldconfig -p | grep libatomic.so.1,libatomic1,for the browser's driver)

comma := ,
