#!/usr/bin/env bash
# Install what the tests of the report need from the system: a browser and a reader of its PDF.
# Without them those tests are skipped on a person's machine, and fail in CI.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests of the report need ${missing[*]}. On Debian, as root: apt-get install ${missing[*]}" >&2
    exit 0
fi
echo "Installing ${missing[*]}" >&2
apt-get update -qq </dev/null
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" fonts-dejavu-core </dev/null >/dev/null
