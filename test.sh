#!/usr/bin/env bash
# Builds everything and runs every test. Needs the .NET SDK and nothing else; prints "N passed, N failed" last.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
configuration=Release

dotnet build TrainApp.sln -c "$configuration" -v quiet || { echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# One suite at a time: each of them uses every core by itself.
dotnet test --solution TrainApp.sln -c "$configuration" --no-build --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { grep -E "^ +$1: +[0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' | head -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ "$status" -ne 0 ] && [ "${failed:-0}" = 0 ]; then failed=1; fi
[ "${skipped:-0}" = 0 ] || echo "$skipped skipped; each test says why"
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$status"
