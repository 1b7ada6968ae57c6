#!/usr/bin/env bash
# Python, uv, the locked libraries, the platform itself and its translations. Does nothing when nothing changed.
# Usage: bootstrap.sh base|dev      ("base" is enough to serve; "dev" adds the tools for tests and checks)
. "$(dirname "$0")/common.sh"
cd "$ROOT"
LEVEL=${1:-base}
STAMP=.venv/thongthin-stamp
export UV_CACHE_DIR=${UV_CACHE_DIR:-$HOME/.cache/uv} UV_NO_PROGRESS=1 UV_LINK_MODE=${UV_LINK_MODE:-copy}
# Offices look into TLS with an authority of their own: trust what this machine trusts.
[ ! -s /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1}

# The parts of pyproject.toml that an installation depends on; the settings of linters are not among them.
project_head() { awk '/^\[/ {keep = /^\[(build-system|project|tool\.hatch)/} keep' pyproject.toml; }
fingerprint() { { cat requirements/tools.txt requirements/base.txt "requirements/$1.txt"; project_head; echo "$ROOT"; } | sha256sum | cut -d' ' -f1; }
in_place() { [ -x .venv/bin/python ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$1 $(fingerprint "$1")" ]; }

install_uv() {
  local wanted have; wanted=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements/tools.txt)
  have=$(.tools/bin/uv --version 2>/dev/null | cut -d' ' -f2) || true
  [ "$have" != "$wanted" ] || return 0
  local python; python=$(venv_python) || die "there is no Python that can make a virtual environment." "Run: apt-get install python3 python3-venv"
  "$python" -m venv --clear .tools
  .tools/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/tools.txt \
    || die "pip could not fetch uv." "Check the network (a proxy? pip config list), then run the same command again."
}

make_venv() {
  local python
  if .venv/bin/python -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then return; fi
  if python=$(modern_python); then .tools/bin/uv venv -q --clear --python "$python" --no-python-downloads .venv
  else
    say "no Python 3.12 or newer here: fetching CPython 3.13"
    .tools/bin/uv venv -q --clear --python 3.13 --managed-python .venv \
      || die "no Python 3.12 or newer is installed, and none could be fetched." \
        "Debian 12 brings 3.11 only: allow this machine to reach github.com, or install 3.12+ (pyenv, uv) and run: PYTHON=/path/to/python3.13 make up"
  fi
}

install_libraries() {
  say "installing the locked libraries ($1)"
  need_disk $([ -x .venv/bin/python ] && echo 300 || echo 1200) "$ROOT"
  install_uv
  make_venv
  rm -f "$STAMP"
  .tools/bin/uv pip sync -q --python .venv --require-hashes "requirements/$1.txt" \
    || die "the locked libraries could not be installed." "The reason is above: usually the network, or a full disk. Run the same command again."
  .tools/bin/uv pip install -q --python .venv --no-deps --no-build-isolation -e .
  echo "$1 $(fingerprint "$1")" > "$STAMP"
}

# Thai is the language of the source; English comes from catalogues that are compiled here and not kept in git.
compile_translations() {
  local source target
  find platform modules tenants onboarding -name '*.po' -path '*/LC_MESSAGES/*' 2>/dev/null | while read -r source; do
    target=${source%.po}.mo
    [ "$target" -nt "$source" ] || msgfmt --check-format -o "$target" "$source" || die "the translation $source does not compile." "msgfmt names the line above."
  done
}

if ! in_place dev && { [ "$LEVEL" = dev ] || ! in_place base; }; then
  # who once had the tools for tests keeps them
  case "$(cat "$STAMP" 2>/dev/null)" in dev*) LEVEL=dev ;; esac
  install_libraries "$LEVEL"
fi
compile_translations
