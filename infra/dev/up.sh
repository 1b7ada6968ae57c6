#!/usr/bin/env bash
# From a bare machine to a serving site. Usage: make up [PORT=8000] [DETACH=1] [DEMO=0]
. "$(dirname "$0")/common.sh"
cd "$ROOT"
export PORT=${PORT:-8000} DETACH=${DETACH:-0} DJANGO_ENV=local
HERE=infra/dev HOME_DEV=$(instance_home dev) PYTHON_HERE=.venv/bin/python
export PG_INSTANCE=dev S3_INSTANCE=dev PG_DURABLE=yes

supervise() { "$PYTHON_HERE" "$ROOT/$HERE/supervise.py" "$@"; }

already_up() {
  [ -x "$PYTHON_HERE" ] && supervise running || return
  PORT=$(sed -n 's/^PORT=//p' .local/env) DETACH=1 supervise addresses
}

refuse_taken_port() {
  local second
  # after a killed supervisor our own web server takes a moment to leave
  if [ -f .local/dev/run/supervisor.pid ]; then for second in $(seq 20); do port_is_taken "$PORT" || break; sleep 1; done; fi
  ! port_is_taken "$PORT" || die "port $PORT is taken by another program." \
    "Choose another one: PORT=8080 make up" "To see who has it: ss -ltnp | grep :$PORT"
}

# port_of SCRIPT WISH SPAN: where our server runs, or where it last did, or the next free port.
port_of() {
  local file=$HOME_DEV/$1.port port; port=$(cat "$file" 2>/dev/null || echo "$2")
  PG_PORT=$port S3_PORT=$port $HERE/"$1.sh" status 2>/dev/null || port=$(free_port "$port" "$3")
  echo "$port" | tee "$file"
}

start_servers() {
  PG_PORT=$(port_of postgres 54320 0); S3_PORT=$(port_of s3 18333 14); export PG_PORT S3_PORT
  local s3
  $HERE/s3.sh start & s3=$!
  $HERE/postgres.sh start
  wait $s3
}

write_environment() {
  (umask 077; {
    echo "# Written by make up at every start; variables of the shell win over it."
    echo "DJANGO_ENV=local"; echo "DEMO=${DEMO:-1}"; echo "PUBLIC_HOST=localhost"; echo "PORT=$PORT"
    echo "SECRET_KEY=$(secret_of dev secret_key_1)$(secret_of dev secret_key_2)"
    echo "DATABASE_URL=$($HERE/postgres.sh url app)"; echo "OWNER_DATABASE_URL=$($HERE/postgres.sh url owner)"
    echo "ACCESS_LOG_DIR=$HOME_DEV/log/access"
    $HERE/s3.sh env
  } > .local/env.new && mv .local/env.new .local/env)
}

manage() { "$PYTHON_HERE" manage.py "$@"; }
digest() { sha256sum | cut -d' ' -f1; }

migrate() {
  local now; now=$({ find platform tenants modules onboarding -path '*/migrations/*.py' -print0 | sort -z | xargs -0 cat; cat .venv/thongthin-stamp; } | digest)
  if fresh migrations "$now"; then return; fi
  say "bringing the tables up to date"
  manage fleet migrate
  done_for migrations "$now"
}

create_towns() {
  local towns="1, demo ${DEMO:-1}"
  if fresh towns "$towns"; then return; fi
  say "creating Mae Hia and Suthep with their configuration and demo data"
  $HERE/towns.sh
  done_for towns "$towns"
}

collect_static() {
  local now; now=$({ find platform tenants modules onboarding -path '*/static/*' -type f -printf '%p %s %T@\n' | sort; cat .venv/thongthin-stamp; } | digest)
  if fresh static "$now" && [ -d .local/static ]; then return; fi
  manage collectstatic --no-input --clear --verbosity 0
  done_for static "$now"
}

keep_access_log() {
  local today; today=$(TZ=Asia/Bangkok date +%F)
  if fresh access-log "$today"; then return; fi
  manage access_log keep >/dev/null
  done_for access-log "$today"
}

serve() {
  mkdir -p "$HOME_DEV/log"
  if [ "$DETACH" != 1 ]; then exec "$PYTHON_HERE" "$ROOT/$HERE/supervise.py" run; fi
  local log=$HOME_DEV/log/up.log code
  [ ! -f "$log" ] || mv "$log" "$log.1"
  rm -f "$HOME_DEV/run/ready"
  setsid nohup "$PYTHON_HERE" "$ROOT/$HERE/supervise.py" run >"$log" 2>&1 </dev/null &
  for _ in $(seq 240); do
    sleep 0.5; code=0; supervise running || code=$?
    if [ $code = 0 ]; then supervise addresses; return; fi
    kill -0 $! 2>/dev/null || break
  done
  tail -n 30 "$log" >&2; curl -s "http://localhost:$PORT/readyz" 2>/dev/null >&2 || true
  die "the site did not become ready." "Its last lines are above; the whole log is $log"
}

if already_up; then exit 0; fi
refuse_taken_port
need_disk 300 "$ROOT"
$HERE/packages.sh serve
$HERE/bootstrap.sh base
start_servers
write_environment
migrate
create_towns
collect_static
keep_access_log
serve
