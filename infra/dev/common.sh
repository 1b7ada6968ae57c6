# What every script in this folder shares. Sourced, never run.
set -euo pipefail
umask 022
# make hands on what it was not given as empty words: to the platform these are answers, and wrong ones.
for name in PORT DETACH DEMO YES KEEP ARGS WORKERS; do [ -n "${!name-unset}" ] || unset "$name"; done
unset PYTHONDONTWRITEBYTECODE      # compiled once, every later command starts in half the time
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
[ -w "${HOME:-/nowhere}" ] || { mkdir -p "$ROOT/.local/home"; export HOME="$ROOT/.local/home"; }   # build machines have odd homes

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf '\nCannot go on: %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

# A word of 32 letters and digits that nobody else knows.
secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# Any Python at all, for small chores before (or beside) the virtual environment.
any_python() { if [ -x "$ROOT/.venv/bin/python" ]; then echo "$ROOT/.venv/bin/python"; else command -v python3; fi; }

# The first interpreter that starts and passes TEST (a line of Python). A pyenv shim may be there and refuse to start.
find_python() {
  local name path
  local pyenv=${PYENV_ROOT:-$(getent passwd "$(id -u)" | cut -d: -f6)/.pyenv}     # HOME may be odd, the password file is not
  for name in ${PYTHON:-} python3.13 python3.14 python3.12 python3 /usr/bin/python3 $(ls -rd "$pyenv"/versions/3.1[234].*/bin/python3 2>/dev/null); do
    path=$(command -v "$name" 2>/dev/null) || continue
    "$path" -c "import sys; ok = $1; ok and print(sys.executable); sys.exit(not ok)" 2>/dev/null && return
  done
  return 1
}
modern_python() { find_python '(3, 12) <= sys.version_info[:2] <= (3, 14)'; }          # what the platform runs on
venv_python() { find_python 'bool(__import__("venv") and __import__("ensurepip"))'; }    # what can make the tools' environment

# need_disk MEGABYTES FOLDER
need_disk() {
  local free; free=$(df -Pm "$2" | awk 'NR == 2 {print $4}')
  [ "$free" -ge "$1" ] || die "the disk under $2 has $free MB left, and this step needs $1 MB." "Free some space (df -h, du -sh .local) and run the same command again."
}

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

# fresh NAME FINGERPRINT: true when the step NAME was last done for the same fingerprint. done_for remembers it.
fresh() { [ "$(cat "$(instance_home dev)/stamps/$1" 2>/dev/null)" = "$2" ]; }
done_for() { mkdir -p "$(instance_home dev)/stamps"; echo "$2" > "$(instance_home dev)/stamps/$1"; }
