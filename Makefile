# The two commands are `make demo` and `make test`. Everything needed is set up on the way, into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never

.PHONY: demo run test test-sqlite test-postgresql test-browser templates check bench lock messages clean

demo: .venv/.run
	$(BIN)/hamshahr demo

run: .venv/.run
	$(BIN)/hamshahr serve

test: templates test-sqlite test-postgresql test-browser

templates: .venv/.dev
	$(BIN)/python -m tests.stores & HAMSHAHR_TEST_STORE=postgresql $(BIN)/python -m tests.stores & \
	$(BIN)/python -m tests.browser.demonstration; wait

test-sqlite: .venv/.dev
	$(BIN)/python -m pytest -n auto --ignore=tests/browser

test-postgresql: .venv/.dev
	HAMSHAHR_TEST_STORE=postgresql $(BIN)/python -m pytest -n auto --ignore=tests/browser

test-browser: .venv/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup tests/browser

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/ty check
	git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	HAMSHAHR_DEBUG=yes $(BIN)/python manage.py makemigrations --check --dry-run
	HAMSHAHR_DEBUG=yes $(BIN)/python scripts/messages.py --check
	$(BIN)/python -m pytest tests/test_house.py

bench: .venv/.dev
	$(BIN)/python -m bench

messages: .venv/.dev
	HAMSHAHR_DEBUG=yes $(BIN)/python scripts/messages.py

lock: .venv/.dev
	$(BIN)/uv pip compile -q $(LOCK) --extra pg -o requirements.lock
	$(BIN)/uv pip compile -q $(LOCK) --extra pg --group dev -o requirements-dev.lock

LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links pyproject.toml

.venv/bin/uv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Hamshahr needs Python 3.11 or newer.")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check uv==0.13.9

.venv/.run: requirements.lock | .venv/bin/uv
	test -e .venv/.dev || $(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e .
	touch $@

.venv/.dev: requirements-dev.lock | .venv/bin/uv
	$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements-dev.lock
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e .
	touch $@ .venv/.run

clean:
	rm -rf build var .pytest_cache .ruff_cache
