#!/usr/bin/env bash
# Install what the tests need from the system: a browser, a reader of its PDF, and PostgreSQL.
# Without them those tests are left out on a person's machine, and fail in CI.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Some tests need ${missing[*]}. On Debian, as root: apt-get install ${missing[*]}" >&2
    exit 0
fi
echo "Installing ${missing[*]}" >&2
apt-get update -qq </dev/null
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" fonts-dejavu-core </dev/null >/dev/null
