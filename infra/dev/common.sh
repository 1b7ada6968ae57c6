# What every script in this folder shares. Sourced, never run.
set -euo pipefail
umask 022
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
HOME=${HOME:-/root}
export HOME PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf '\nCannot go on: %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

# A word of 32 letters and digits that nobody else knows.
secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# Any Python at all, for small chores before (or beside) the virtual environment.
any_python() { if [ -x "$ROOT/.venv/bin/python" ]; then echo "$ROOT/.venv/bin/python"; else command -v python3; fi; }

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port WISH SPAN: the first port from WISH on that has SPAN free ports after it.
free_port() {
  local port=$1 span=${2:-0} offset
  while :; do
    for offset in $(seq 0 "$span"); do port_is_taken $((port + offset)) && { port=$((port + offset + 1)); continue 2; }; done
    echo "$port"; return
  done
}

# An instance ("dev" is what `make up` serves, "test" is thrown away) keeps everything under .local/<instance>.
instance_home() { local home="$ROOT/.local/$1"; mkdir -p "$home"; echo "$home"; }

# secret_of INSTANCE NAME: the same secret at every call, made at the first.
secret_of() {
  local file; file="$(instance_home "$1")/secrets/$2"
  [ -s "$file" ] || (umask 077; mkdir -p "$(dirname "$file")"; secret > "$file")
  cat "$file"
}
