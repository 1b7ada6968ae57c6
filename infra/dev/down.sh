#!/usr/bin/env bash
# Stop what `make up` started. Usage: down.sh [forget]     "forget" also deletes its data, after asking (YES=1 does not ask)
. "$(dirname "$0")/common.sh"
cd "$ROOT"
export PG_INSTANCE=dev S3_INSTANCE=dev
PG_PORT=$(cat .local/dev/postgres.port 2>/dev/null || echo 54320) S3_PORT=$(cat .local/dev/s3.port 2>/dev/null || echo 18333); export PG_PORT S3_PORT

if [ "${1:-}" = forget ] && [ "${YES:-}" != 1 ]; then
  read -r -p "Delete the database, the stored files and the passwords of this machine's installation? Type yes: " answer || true
  [ "${answer:-}" = yes ] || die "nothing was deleted." "Without a question: YES=1 make reset"
fi
[ -d .local/dev ] || exit 0
"$(any_python)" infra/dev/supervise.py down
if [ "${1:-}" = forget ]; then
  home=$(infra/dev/postgres.sh home 2>/dev/null || true)
  rm -rf "${home:-$ROOT/.local/dev/postgres}" .local/dev .local/env .local/static
  say "forgotten; make up starts afresh"
fi
