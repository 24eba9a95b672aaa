#!/bin/sh
# The Quickstart and the template hold the same app. The Quickstart is where it is worked on; this brings the template up to date.
set -eu
cd "$(dirname "$0")/../.."
app=templates/dotnet-new-trainapp/content/TrainApp.App
git ls-files samples/Quickstart | grep -v '\.csproj$' | while read -r file; do
    target="$app/${file#samples/Quickstart/}"
    mkdir -p "$(dirname "$target")"
    sed 's/Quickstart/TrainApp.App/g' "$file" > "$target"
done
