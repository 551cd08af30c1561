# One task runner; CI and the README call only these targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help demo test test-slow check bench docs gallery lock messages clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# Tests and benches start many processes, each of which would compile every module anew.
export PYTHONDONTWRITEBYTECODE =

# The messages are compiled when the package is installed.
$(VENV)/.run: requirements.lock pyproject.toml hatch_build.py $(wildcard cstemplates/locale/*/LC_MESSAGES/*.po)
	@sh tools/make-venv.sh $(PYTHON) $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.run ## install, then make the example company's pack in out/xinghe
	@$(BIN)/cstemplates pack examples/xinghe -o out/xinghe

test: $(VENV)/.dev ## install what the tests need, then run them all
	@sh tools/need-system-packages.sh
	@$(BIN)/python -m pytest -n 2 --dist worksteal

test-slow: $(VENV)/.dev ## the tests that take minutes: faults, floods, a cluster
	@sh tools/need-system-packages.sh
	@$(BIN)/python -m pytest -m slow

check: $(VENV)/.dev ## style, types, import contracts, spelling, catalogue
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell
	@$(BIN)/cstemplates lint --company examples/xinghe --strict
	@$(BIN)/cstemplates lint --company examples/baihe --strict

bench: $(VENV)/.dev ## speed as ratios of one run
	@$(BIN)/python -m bench.engine
	@$(BIN)/python -m bench.peers
	@$(BIN)/python -m bench.batch
	@$(BIN)/python -m bench.start
	@$(BIN)/python -m bench.catalog
	@$(BIN)/python -m bench.pdf
	@$(BIN)/python -m bench.compare

messages: $(VENV)/.dev ## collect new messages into the Chinese catalogue, then compile it
	@mkdir -p build
	@$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k _ -o build/messages.pot cstemplates
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap -l zh -i build/messages.pot -D cstemplates -d cstemplates/locale
	@$(BIN)/pybabel -q compile -D "cstemplates messages" -d cstemplates/locale

docs: $(VENV)/.dev ## make the generated reference pages and schemas anew
	@$(BIN)/python tools/make_reference.py

gallery: $(VENV)/.dev ## show every document as pictures in out/gallery, refresh the thumbnails
	@sh tools/need-system-packages.sh
	@$(BIN)/python tools/make_gallery.py

lock: ## pin the newest allowed versions with hashes (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --group build -o requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove everything that is made
	@rm -rf $(VENV) out build dist
