#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the two logins, the template with its extensions, the database.
# The same as infra/dev/postgres.sh does without Docker.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" <<'SQL'
create role thongthin_owner login nosuperuser createrole createdb password :'owner_password';
create role thongthin_app login noinherit nosuperuser nocreaterole nocreatedb password :'app_password';
create database thongthin_template owner thongthin_owner template template0;
\connect thongthin_template
create extension postgis;
create extension pg_trgm;
alter database thongthin_template is_template true;
\connect postgres
create database thongthin owner thongthin_owner template thongthin_template;
SQL
