#!/usr/bin/env bash
# Every static check, each to its end, then one verdict. Usage: make lint
. "$(dirname "$0")/common.sh"
cd "$ROOT"
infra/dev/bootstrap.sh dev
export PATH="$ROOT/.venv/bin:$PATH" DJANGO_ENV=test
# Reading the settings needs addresses, though none of these checks connects to them.
export DATABASE_URL=${DATABASE_URL:-postgis://nobody:nothing@127.0.0.1:1/none}
export S3_ENDPOINT=${S3_ENDPOINT:-127.0.0.1:1} S3_ACCESS_KEY=${S3_ACCESS_KEY:-none} S3_SECRET_KEY=${S3_SECRET_KEY:-none}
FAILED=()

check() { local name=$1; shift; say "$name"; "$@" || FAILED+=("$name"); }
templates() { find platform tenants modules onboarding -path '*/templates/*' -name '*.html' -print0 | xargs -0 djlint --quiet --lint; }

check "format" ruff format --check --quiet .
check "lint" ruff check --quiet .
check "types" mypy
check "layers" lint-imports
check "migrations" python -W ignore manage.py makemigrations --check --dry-run --verbosity 0
check "templates" templates
check "shell scripts" bash -n infra/dev/*.sh .ci/run
check "requirements" infra/dev/requirements.sh check

[ ${#FAILED[@]} = 0 ] || die "these checks failed: $(printf '%s, ' "${FAILED[@]}" | sed 's/, $//')." "What is wrong stands above, check by check."
say "all checks passed"
