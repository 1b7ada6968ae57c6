#!/usr/bin/env bash
# Compile the locked, hashed requirements from pyproject.toml. Usage: requirements.sh [check | upgrade]
. "$(dirname "$0")/common.sh"
cd "$ROOT"

compile() {   # compile FOLDER: what is pinned there stays pinned as far as pyproject.toml allows
  local options=(--quiet --universal --python-version 3.12 --generate-hashes --no-header --no-annotate)
  [ "${2:-}" = upgrade ] && options+=(--upgrade)
  .tools/bin/uv pip compile "${options[@]}" pyproject.toml -o "$1/base.txt"
  .tools/bin/uv pip compile "${options[@]}" pyproject.toml --group test --group lint -o "$1/dev.txt"
}

no_addresses() {   # whoever installs decides from where
  ! grep -nE '://|^ *-(i|f|-index|-extra-index|-find)' requirements/*.txt || die "a requirements file holds an address (above)." "Run: make requirements"
}

check() {
  no_addresses
  COPY=$(mktemp -d); trap 'rm -rf "$COPY"' EXIT
  cp requirements/*.txt "$COPY/"
  compile "$COPY"
  diff -rq requirements "$COPY" || die "requirements/*.txt do not match pyproject.toml." "Run: make requirements"
}

case "${1:-}" in
  check) check ;;
  upgrade) compile requirements upgrade; no_addresses ;;
  "") compile requirements; no_addresses ;;
  *) sed -n '2s/^# //p' "$0" >&2; exit 2 ;;
esac
