#!/bin/sh
# Run once by the Postgres image, in a new volume: the database, and an owner who is no superuser.
set -eu
export PGPASSWORD="$POSTGRES_PASSWORD"
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --set "password=$KENDALI_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE kendali LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE kendali OWNER kendali;
SQL
