# Thongthin: the commands of daily work. What they do stands in infra/dev/.
.DEFAULT_GOAL := help
.PHONY: help up down reset test lint bench faults shell requirements
export PORT DETACH DEMO YES KEEP ARGS WORKERS SCALE

help: ## Say what each command does.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

up: ## Set up what is missing and serve at http://maehia.localhost:8000 (PORT=8080, DETACH=1).
	@infra/dev/up.sh

down: ## Stop what make up started and keep the data.
	@infra/dev/down.sh

reset: ## Stop and forget the data of this machine's installation (asks; YES=1 does not).
	@infra/dev/down.sh forget

test: ## Run every test on throw-away servers (ARGS="tests/kernel -k clock", KEEP=1, WORKERS=2).
	@infra/dev/test.sh

lint: ## Check format, style, types, layers, migrations, templates and requirements.
	@infra/dev/lint.sh

bench: ## Measure speed and overload side by side (SCALE=full: a million complaints; JSON in .local/bench).
	@ARGS="tests/bench -s $(ARGS)" WORKERS=0 infra/dev/test.sh

faults: ## Kill servers in the middle of work and look for anything lost.
	@ARGS="tests/faults -s $(ARGS)" WORKERS=0 infra/dev/test.sh

shell: ## Open a Python shell with the platform loaded.
	@.venv/bin/python manage.py shell

requirements: ## Compile requirements/*.txt from pyproject.toml.
	@infra/dev/requirements.sh
