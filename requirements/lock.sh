#!/bin/sh
# Writes runtime.txt, server.txt, spark.txt, dev.txt and bench.txt from pyproject.toml: hashes, every supported Python, no addresses.
# Kept versions stay unless UPGRADE is set. Run it as `make lock`.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "Menyusun ulang requirements/*.txt"
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check -q install 'uv>=0.5'

lock() {
    output=$1
    shift
    "$work/venv/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        ${UPGRADE:+--upgrade} "$@" --output-file "$output" pyproject.toml
}

lock requirements/runtime.txt --group build
lock requirements/server.txt --extra postgres --group build --constraints requirements/runtime.txt
lock requirements/spark.txt --extra spark --group build --constraints requirements/runtime.txt
lock requirements/dev.txt --extra spark --extra postgres --group build --group test --group docs --constraints requirements/runtime.txt
lock requirements/bench.txt --extra spark --group build --group bench --constraints requirements/spark.txt

if grep -nE '://|file:|^ *-(i|f|-index|-extra|-find)| @ ' requirements/*.txt; then
    echo "requirements/*.txt must not carry addresses" >&2
    exit 1
fi
