#!/usr/bin/env bash
# Make the virtual environment and install what the lock names. Run by make; safe to repeat.
set -euo pipefail
cd "$(dirname "$0")/.."

python="${PYTHON:-python3}"
venv="${VENV:-.venv}"

say() { printf '%s\n' "$*" >&2; }

if ! command -v "$python" >/dev/null; then
    say "Restride needs Python 3.11 or newer, and found no '$python'. Install it, or name it: make PYTHON=/path/to/python3"
    exit 2
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Restride needs Python 3.11 or newer, and '$python' is $("$python" --version). Name another: make PYTHON=/path/to/python3"
    exit 2
fi

if [ ! -x "$venv/bin/pip" ]; then
    # Debian keeps the module that makes environments in a package of its own.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            say "Installing python3-venv, which '$python -m venv' needs"
            apt-get update -qq </dev/null
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv </dev/null >/dev/null
        else
            say "Restride needs '$python -m venv', and it is not installed. On Debian, as root: apt-get install python3-venv"
            exit 2
        fi
    fi
    say "Making $venv"
    "$python" -m venv "$venv"
fi

if [ "${1:-}" = packages ]; then
    say "Installing the locked packages into $venv (the first time takes a minute or two)"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements/dev.lock
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
