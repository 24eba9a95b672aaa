#!/usr/bin/env bash
# Builds everything and runs every test. Needs the .NET SDK and nothing else; prints "N passed, N failed" last.
# Tests that drive the page need Chromium: Debian's is installed where this user may, else they are skipped by name.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
configuration=Release

have_chromium() { [ -n "${TRAINAPP_CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome > /dev/null; }
if ! have_chromium && command -v apt-get > /dev/null; then
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  if [ ${#root[@]} = 0 ] || sudo -n true 2> /dev/null; then
    echo "Installing Debian's Chromium for the tests of the page"
    "${root[@]}" apt-get update -qq > /dev/null 2>&1
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium > /dev/null 2>&1 || echo "It could not be installed: those tests are skipped"
  fi
fi

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
