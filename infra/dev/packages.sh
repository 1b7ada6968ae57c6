#!/usr/bin/env bash
# Install the Debian or Ubuntu packages that a job needs. Usage: packages.sh serve|test
. "$(dirname "$0")/common.sh"

postgis() {   # the package name carries the server's major version; take what is there, else the newest on offer
  local ready; ready=$(ls -d /usr/share/postgresql/*/extension/postgis.control 2>/dev/null | sort -V | tail -1)
  if [ "$ready" ] && [ -x "/usr/lib/postgresql/$(cut -d/ -f5 <<<"$ready")/bin/initdb" ]; then return; fi
  local name; name=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | cut -d' ' -f1 | sort -V | tail -1)
  echo "${name:-postgresql-postgis} ${name:+$name-scripts}"
}

wanted() {
  echo "gettext fonts-thai-tlwg"
  echo "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"      # what lays out papers (kernel/printing)
  venv_python >/dev/null || echo "python3 python3-venv"
  postgis
  if [ "$1" = test ]; then
    echo "pgbouncer poppler-utils libatomic1"
    # Ubuntu has no Chromium package, only a snap: there test.sh has Playwright fetch one.
    command -v chromium >/dev/null || grep -q '^ID=ubuntu' /etc/os-release || echo chromium
  fi
}

missing() {
  local name
  for name in $(wanted "$1"); do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
  done
}

as_admin() { if is_root; then "$@"; else sudo "$@"; fi; }

main() {
  local job=${1:?serve or test}
  if ! command -v apt-get >/dev/null; then
    die "this machine has no apt-get." "Thongthin sets itself up on Debian 12 or later and Ubuntu 24.04 or later." \
      "Elsewhere use Docker (see compose.yaml), or install PostgreSQL with PostGIS and gettext by hand."
  fi
  [ "$(missing "$job")" ] || return 0
  if ! is_root && ! command -v sudo >/dev/null; then
    die "packages are missing and there is no sudo here." "Ask whoever runs this machine for:" \
      "apt-get install $(missing "$job" | tr '\n' ' ')" "then run the same command again."
  fi
  say "asking apt for what is missing: $(missing "$job" | tr '\n' ' ')"
  as_admin apt-get update -qq </dev/null || say "apt-get update failed; going on with the lists that are there"
  if ! command -v pg_createcluster >/dev/null && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    as_admin mkdir -p /etc/postgresql-common      # a private cluster is ours to make; the distribution need not make one too
    echo 'create_main_cluster = false' | as_admin tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  local names; names=$(missing "$job" | tr '\n' ' ')
  local log=$ROOT/.local/apt.log; mkdir -p "$ROOT/.local"
  # shellcheck disable=SC2086
  as_admin env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 $names </dev/null >"$log" 2>&1 && return
  tail -n 8 "$log" >&2
  die "apt-get could not install: $names" "Its last words are above (network, disk space, a held lock), all of them in $log." "Mend it and run the same command again."
}
main "$@"
