#!/usr/bin/env bash
# Run a command with a PostgreSQL of its own, in a temporary folder: scripts/with_postgresql.sh COMMAND...
# The command finds its address in RESTRIDE_TEST_DATABASE. Where one is named already, that is used.
set -euo pipefail

[ -n "${RESTRIDE_TEST_DATABASE:-}" ] && exec "$@"

programs="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)"
[ -z "$programs" ] && command -v initdb >/dev/null && programs="$(dirname "$(command -v initdb)")"
if [ ! -x "$programs/initdb" ]; then
    if [ -n "${CI:-}" ]; then
        echo "PostgreSQL is needed here, and is not installed: bash scripts/system_packages.sh" >&2
        exit 2
    fi
    echo "Left out, since PostgreSQL is not installed: $* (bash scripts/system_packages.sh installs it)" >&2
    exit 0
fi

folder="$(mktemp -d /tmp/restride-postgresql-XXXXXX)"
# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as_owner=(runuser -u postgres --)
fi
cleanup() {
    (cd / && "${as_owner[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap cleanup EXIT
(
    cd /
    "${as_owner[@]}" "$programs/initdb" -D "$folder/data" -U restride -A trust --no-sync -E UTF8 --locale C.UTF-8 >/dev/null
    "${as_owner[@]}" "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o \
        "-c listen_addresses='' -k $folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60" \
        start >/dev/null || { cat "$folder/log" >&2; exit 1; }
)
export RESTRIDE_TEST_DATABASE="postgresql://restride@${folder//\//%2F}/restride"
"$@"
