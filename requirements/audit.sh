#!/bin/sh
# Looks up every locked package in the list of known holes. Run it as `make audit-deps`.
# Exit 1: a package has a known hole. Exit 0: none has, or the list cannot be reached, which is then said;
# with STRICT=1 that is exit 3, for who wants to be sure that it was looked at.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/found.json"
if "$python" -m venv "$work/venv" 2>"$work/errors" &&
    "$work/venv/bin/python" -m pip --disable-pip-version-check -q install 'pip-audit>=2.7' 2>"$work/errors"; then
    # It ends with 1 where it finds a hole and where it cannot ask alike: what it found tells which.
    "$work/venv/bin/pip-audit" --requirement requirements/server.txt --require-hashes --disable-pip --format json \
        --progress-spinner off --timeout 15 >"$work/found.json" 2>"$work/errors" || true
fi
"$python" requirements/audit_result.py "$work/found.json" "$work/errors" requirements/server.txt
