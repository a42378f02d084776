#!/bin/sh
# Runs once, when PostgreSQL starts on an empty volume: a database and its owner for each service, and one with the keys of all.
set -eu
for name in ingestion correlation kpi keys; do
  psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" -d postgres -v name="$name" -v password="$(cat "/etc/passwords/$name")" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
done
