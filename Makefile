# Two commands matter: `make run` (a filled network in the browser) and `make test` (the suite on both databases).
PYTHON ?= python3
export PORT

.PHONY: run test check e2e bench shots lock messages compile-messages clean

run:  ## everything for a first look: packages, tables, demo, server and worker
	@$(PYTHON) tools/run.py

test:  ## the suite on SQLite, then on PostgreSQL what a database makes a difference to; ARGS="tests/core" chooses
	@$(PYTHON) tools/test.py $(ARGS)

check:  ## format, lint, templates, types, floors, migrations, translations, documentation
	@$(PYTHON) tools/check.py $(ARGS)

e2e:  ## only the journeys in a browser
	@$(PYTHON) tools/test.py -m e2e

bench: .venv/locks-installed  ## speed, as ratios to a bare Django view in the same run
	@.venv/bin/python -m tools.bench $(ARGS)

shots: .venv/locks-installed  ## pictures of the demo for the README
	@.venv/bin/python -m tools.shots $(ARGS)

lock: .venv/locks-installed  ## new versions of all packages, with hashes
	.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header -o requirements/dev.txt requirements/dev.in
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header -c requirements/dev.txt -o requirements/run.txt requirements/run.in
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header -c requirements/dev.txt -o requirements/bootstrap.txt requirements/bootstrap.in

messages: .venv/locks-installed  ## find new strings for the translators
	@.venv/bin/python -m tools.messages extract

compile-messages: .venv/locks-installed
	@.venv/bin/python -m tools.messages compile

.venv/locks-installed: requirements/dev.txt requirements/run.txt
	@$(PYTHON) -c "import sys; sys.path.insert(0, '.'); from tools.house import ensure_packages; ensure_packages('dev')"
	@touch $@

clean:  ## caches and the demo's data; the virtual environment stays
	rm -rf var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
