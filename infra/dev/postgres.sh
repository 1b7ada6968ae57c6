#!/usr/bin/env bash
# A private PostgreSQL cluster with PostGIS, beside whatever the machine already runs.
# Usage: postgres.sh install | start | stop | status | url [app|owner] [database] | psql ARGS… | home
#   PG_INSTANCE=dev|test  which cluster; each has its own folder, socket and passwords
#   PG_PORT=54320         where it listens, on 127.0.0.1 only
#   PG_DURABLE=yes|no     "no" gives up crash safety for speed: only for clusters that are thrown away
# Logins: thongthin_owner (owns the databases, makes roles and databases, no superuser),
#         thongthin_app (what the site signs in as: no DDL, no inherited rights).
. "$(dirname "$0")/common.sh"
: "${PG_INSTANCE:=dev}" "${PG_PORT:=54320}" "${PG_DURABLE:=yes}" "${PG_DATABASE:=thongthin}"
TEMPLATE=thongthin_template

# PostgreSQL refuses to run as root, so root hands the work to the user "postgres" that the package made.
as_pg() { if is_root; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

binaries() {
  local folder best=
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V); do
    [ -x "$folder/initdb" ] && [ -f "/usr/share/postgresql/$(basename "${folder%/bin}")/extension/postgis.control" ] && best=$folder
  done
  [ "$best" ] && echo "$best"
}

# The folder sits in the checkout; when the checkout is closed to the user "postgres" (root's home is), under /var/lib.
cluster_home() {
  local home; home="$(instance_home "$PG_INSTANCE")/postgres"
  if ! is_root || as_pg test -x "$(dirname "$home")"; then echo "$home"
  else echo "/var/lib/thongthin/$PG_INSTANCE-$(cksum <<<"$ROOT" | cut -d' ' -f1)"; fi
}

locate() {
  BIN=$(binaries) || die "no PostgreSQL with PostGIS is installed." "Run infra/dev/packages.sh serve, or ask for: apt-get install postgresql-<version>-postgis-3"
  PG_HOME=$(cluster_home); DATA=$PG_HOME/data
  SOCKET=/tmp/thongthin-pg-$PG_PORT-$(id -u)      # a socket's path may have 107 bytes: the checkout's may be longer
}

create() {
  need_disk 500 "$PG_HOME"
  # C.UTF-8: trigrams know Thai letters, ordering is stable over upgrades; columns that people read name COLLATE "th-x-icu".
  as_pg "$BIN/initdb" -D "$DATA" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --data-checksums \
    $([ "$PG_DURABLE" = no ] && echo --no-sync) >/dev/null
  as_pg tee -a "$DATA/postgresql.conf" >/dev/null <<C
include_if_exists = 'thongthin.conf'
C
  printf '%s\n' 'local all all peer map=thongthin' 'host all all 127.0.0.1/32 scram-sha-256' | as_pg tee "$DATA/pg_hba.conf" >/dev/null
  echo "thongthin $(as_pg id -un) postgres" | as_pg tee "$DATA/pg_ident.conf" >/dev/null
}

# memory_share PART LEAST MOST: a part of this machine's memory in MB, within limits.
memory_share() { awk -v part="$1" -v least="$2" -v most="$3" '/^MemTotal/ {m = int($2 / 1024 / part); print (m < least ? least : (m > most ? most : m))}' /proc/meminfo; }

configure() {
  as_pg tee "$DATA/thongthin.conf" >/dev/null <<C
port = $PG_PORT
listen_addresses = '127.0.0.1'
unix_socket_directories = '$SOCKET'
max_connections = 200
shared_buffers = $(memory_share 16 256 1024)MB
jit = off                                # compiling a query takes longer than any query of ours
random_page_cost = 1.1                   # disks without arms
max_locks_per_transaction = 512          # one municipality is hundreds of relations; cloning one locks them all
recovery_init_sync_method = syncfs       # after a crash: seconds, not a sync of a million small files
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
C
  # Fewer checkpoints: after each, every page that is touched goes into the journal whole.
  [ "$PG_DURABLE" = no ] || printf '%s\n' 'max_wal_size = 4GB' 'checkpoint_timeout = 15min' 'wal_compression = on' \
    | as_pg tee -a "$DATA/thongthin.conf" >/dev/null
  [ "$PG_DURABLE" = yes ] || printf '%s\n' 'fsync = off' 'synchronous_commit = off' 'full_page_writes = off' 'max_wal_size = 4GB' 'autovacuum = off' \
    | as_pg tee -a "$DATA/thongthin.conf" >/dev/null
}

sql() { as_pg "$BIN/psql" -X -h "$SOCKET" -p "$PG_PORT" -U postgres -d "${2:-postgres}" -qAt -v ON_ERROR_STOP=1 -c "$1"; }
running() { as_pg "$BIN/pg_ctl" -D "$DATA" status >/dev/null 2>&1; }

logins() {
  local name attributes
  while read -r name attributes; do
    [ "$(sql "select 1 from pg_roles where rolname = '$name'")" ] || sql "create role $name"
    sql "alter role $name $attributes password '$(secret_of "$PG_INSTANCE" "$name")'"
  done <<'R'
thongthin_owner login nosuperuser createrole createdb
thongthin_app login noinherit nosuperuser nocreaterole nocreatedb
R
  # Tests drop databases that somebody may still be connected to.
  [ "$PG_DURABLE" = yes ] || sql "grant pg_signal_backend to thongthin_owner"
  # Tests make their databases anew, also while a killed process still hangs on to one.
  if [ "$PG_DURABLE" = no ]; then sql "grant pg_signal_backend to thongthin_owner"; fi
}

# Extensions are made by the superuser, once, in a template that the owner may copy.
databases() {
  if [ -z "$(sql "select 1 from pg_database where datname = '$TEMPLATE' and datistemplate")" ]; then
    [ "$(sql "select 1 from pg_database where datname = '$TEMPLATE'")" ] || sql "create database $TEMPLATE owner thongthin_owner template template0"
    sql "create extension if not exists postgis" $TEMPLATE
    sql "create extension if not exists pg_trgm" $TEMPLATE
    sql "alter database $TEMPLATE is_template true"
  fi
  [ "$(sql "select 1 from pg_database where datname = '$PG_DATABASE'")" ] || sql "create database $PG_DATABASE owner thongthin_owner template $TEMPLATE"
}

start() {
  locate
  mkdir -p "$PG_HOME" "$SOCKET"; chmod 700 "$PG_HOME" "$SOCKET"
  if is_root; then chown postgres "$PG_HOME" "$SOCKET"; fi
  running && return
  if port_is_taken "$PG_PORT"; then die "port $PG_PORT is taken by another program." "Choose a free one: PG_PORT=54400 infra/dev/postgres.sh start"; fi
  [ -f "$DATA/PG_VERSION" ] || create
  configure
  as_pg "$BIN/pg_ctl" -D "$DATA" -l "$PG_HOME/log" -w -t 120 start >/dev/null || {
    as_pg tail -n 15 "$PG_HOME/log" >&2
    die "PostgreSQL did not start." "Its last lines are above; the whole log is $PG_HOME/log. A full disk is the usual reason: df -h $PG_HOME"; }
  logins
  databases
}

stop() { locate; running || return 0; as_pg "$BIN/pg_ctl" -D "$DATA" -m fast -w stop >/dev/null; }

url() { echo "postgis://thongthin_${1:-app}:$(secret_of "$PG_INSTANCE" "thongthin_${1:-app}")@127.0.0.1:$PG_PORT/${2:-$PG_DATABASE}"; }

case "${1:-}" in
  install) "$(dirname "$0")/packages.sh" serve ;;
  start) start ;;
  stop) stop ;;
  status) locate; running ;;
  url) url "${2:-app}" "${3:-}" ;;
  home) locate; echo "$PG_HOME" ;;
  psql) locate; shift; as_pg "$BIN/psql" -X -h "$SOCKET" -p "$PG_PORT" -U postgres "$@" ;;
  *) sed -n '2,9s/^# //p' "$0" >&2; exit 2 ;;
esac
