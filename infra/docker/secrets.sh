#!/bin/sh
# Write .env with fresh passwords for compose.yaml, once. Usage: infra/docker/secrets.sh && docker compose up --build
set -eu
cd "$(dirname "$0")/../.."
[ ! -e .env ] || { echo ".env exists already; nothing was changed" >&2; exit 0; }
word() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
for name in POSTGRES_PASSWORD OWNER_PASSWORD APP_PASSWORD S3_ACCESS_KEY S3_SECRET_KEY; do echo "$name=$(word)"; done > .env
echo "SECRET_KEY=$(word)$(word)" >> .env
