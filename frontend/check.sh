#!/bin/sh
# Fails when the types of commands are not those of the schema, when a test fails, or when static/ is
# not what frontend/ builds: builds into a folder of its own and compares.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --silent
npm run --silent types:check
npm run --silent test
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
npm run --silent build -- --outDir "$out" --emptyOutDir
if ! diff -rq "$out" ../static; then
    echo "static/ is not what frontend/ builds. Run 'make frontend' and commit static/."
    exit 1
fi
