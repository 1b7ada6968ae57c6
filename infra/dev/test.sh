#!/usr/bin/env bash
# Every test on throw-away servers of its own. Usage: make test [ARGS="tests/kernel -k clock"] [KEEP=1] [WORKERS=2]
. "$(dirname "$0")/common.sh"
cd "$ROOT"
HERE=infra/dev
export PG_INSTANCE=test S3_INSTANCE=test S3_BUCKET=thongthin-test PG_DURABLE=no
HOME_TEST=$(instance_home test)
STARTED=()

# use SCRIPT WISH SPAN: a server of this checkout that already runs is used and left running; else one is started.
use() {
  local port; port=$(cat "$HOME_TEST/$1.port" 2>/dev/null || echo "$2")
  if ! PG_PORT=$port S3_PORT=$port $HERE/"$1.sh" status 2>/dev/null; then
    port=$(free_port "$port" "$3")
    echo "$port" > "$HOME_TEST/$1.port"
    STARTED+=("$1")
  fi
  PG_PORT=$port S3_PORT=$port $HERE/"$1.sh" start
  case $1 in postgres) export PG_PORT=$port ;; s3) export S3_PORT=$port ;; esac
}

finish() {
  local server
  if [ "${KEEP:-0}" = 1 ]; then return; fi
  for server in "${STARTED[@]}"; do $HERE/"$server.sh" stop || true; done
}

# Where the distribution has no Chromium, Playwright fetches one (and asks for its libraries as root).
browser() {
  if command -v chromium >/dev/null; then return; fi
  export PLAYWRIGHT_BROWSERS_PATH=$ROOT/.local/browsers
  [ -d "$PLAYWRIGHT_BROWSERS_PATH" ] || .venv/bin/playwright install --with-deps chromium \
    || { rm -rf "$PLAYWRIGHT_BROWSERS_PATH"; die "there is no Chromium and none could be fetched." "Install a browser that is called chromium and run the same command again."; }
}

$HERE/packages.sh test
$HERE/bootstrap.sh dev
browser
trap finish EXIT
use postgres 54329 0
use s3 45900 14
(umask 077; {
  echo "# Written by make test: the throw-away servers."
  echo "DJANGO_ENV=test"
  echo "DATABASE_URL=$($HERE/postgres.sh url app)"
  echo "OWNER_DATABASE_URL=$($HERE/postgres.sh url owner)"
  $HERE/s3.sh env
} > .local/test/env)
set -a; . .local/test/env; set +a
say "testing on PostgreSQL at port $PG_PORT and S3 at port $S3_PORT"

# run NAME WORDS…: one pytest process. One file stays with one worker, so that what a file sets up once is set up once.
# A test that hangs for five minutes shows where; the whole may take 45 minutes on a slow machine.
FAILED=()
run() {
  local name=$1 code=0; shift
  say "$name"
  timeout --foreground --signal INT --kill-after 60 45m .venv/bin/python -m pytest -o faulthandler_timeout=300 --durations 10 \
    --junitxml ".local/test/${name// /-}.xml" "$@" </dev/null || code=$?
  [ $code = 0 ] || [ $code = 5 ] || FAILED+=("$name")     # 5: there was nothing to run
}

if [ -n "${ARGS:-}" ]; then
  # shellcheck disable=SC2086
  run "chosen tests" -n "${WORKERS:-2}" --dist loadfile $ARGS
else
  # The browser's driver keeps an event loop running, in which job workers cannot start: a process of its own.
  # Fault drills watch the clock, benchmarks want the whole machine (make bench).
  OTHERS=(--ignore tests/faults --ignore tests/bench)
  run "tests" -n "${WORKERS:-2}" --dist loadfile "${OTHERS[@]}" -k "not chromium"
  run "tests in a browser" -n "${WORKERS:-2}" --dist loadfile "${OTHERS[@]}" -k chromium
  run "fault drills" tests/faults
fi
[ ${#FAILED[@]} = 0 ] || die "failed: $(printf '%s, ' "${FAILED[@]}" | sed 's/, $//')." "What is wrong stands above. Some only: make test ARGS=\"tests/kernel/clocks -k holiday\""
