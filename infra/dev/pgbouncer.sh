#!/usr/bin/env bash
# A transaction-mode connection pooler in front of a cluster of ours, with fewer connections than callers.
# Usage: pgbouncer.sh start DATABASE_URL | stop | url DATABASE_URL
#   BOUNCER_PORT=56432   where it listens, on 127.0.0.1
#   BOUNCER_SIZE=3       connections to PostgreSQL
. "$(dirname "$0")/common.sh"
: "${BOUNCER_PORT:=56432}" "${BOUNCER_SIZE:=3}"
FOLDER=/tmp/thongthin-pgbouncer-$BOUNCER_PORT-$(id -u)

# part NAME URL: one part of postgis://user:password@host:port/database
part() { sed -E "s#^[a-z]+://([^:]+):([^@]+)@([^:/]+):([0-9]+)/(.+)\$#\\$1#" <<<"$2"; }

start() {
  command -v pgbouncer >/dev/null || die "pgbouncer is not installed." "Run infra/dev/packages.sh test"
  stop
  mkdir -p "$FOLDER"; chmod 700 "$FOLDER"
  echo "\"$(part 1 "$1")\" \"$(part 2 "$1")\"" > "$FOLDER/users"
  cat > "$FOLDER/ini" <<I
[databases]
* = host=$(part 3 "$1") port=$(part 4 "$1")
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $BOUNCER_PORT
unix_socket_dir =
auth_type = scram-sha-256
auth_file = $FOLDER/users
pool_mode = transaction
default_pool_size = $BOUNCER_SIZE
max_db_connections = $BOUNCER_SIZE
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
logfile = $FOLDER/log
pidfile = $FOLDER/pid
I
  if is_root; then chown -R postgres "$FOLDER"; (cd / && runuser -u postgres -- pgbouncer -q -d "$FOLDER/ini"); else pgbouncer -q -d "$FOLDER/ini"; fi
  for _ in $(seq 50); do port_is_taken "$BOUNCER_PORT" && return; sleep 0.1; done
  tail -5 "$FOLDER/log" >&2; die "pgbouncer did not start on port $BOUNCER_PORT."
}

stop() {
  local pid; pid=$(cat "$FOLDER/pid" 2>/dev/null) || return 0
  if grep -qa pgbouncer "/proc/$pid/cmdline" 2>/dev/null; then kill "$pid"; fi
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  rm -f "$FOLDER/pid"
}

case "${1:-}" in
  start) start "${2:?a database address}" ;;
  stop) stop; rm -rf "$FOLDER" ;;
  url) sed -E "s#@[^/]+/#@127.0.0.1:$BOUNCER_PORT/#" <<<"${2:?a database address}" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
esac
