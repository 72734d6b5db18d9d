#!/bin/sh
# Looks up every locked package in the list of known holes. Run it as `make audit-deps`.
# Exit 1: a package has a known hole. Exit 0: none has, or the list cannot be reached, which is then said.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unreached() {
    echo "PERHATIAN: daftar lubang keamanan tidak terjangkau ($1); pustaka TIDAK diperiksa." >&2
    exit 0
}
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check -q install 'pip-audit>=2.7' 2>"$work/errors" || unreached "pip-audit tidak dapat dipasang"
"$work/venv/bin/pip-audit" --requirement requirements/server.txt --require-hashes --disable-pip --format json \
    --progress-spinner off --timeout 15 >"$work/found.json" 2>"$work/errors" || true
"${PYTHON:-python3}" requirements/audit_result.py "$work/found.json"
