#!/usr/bin/env bash
# Writes the public API of every package anew into its PublicAPI.Unshipped.txt.
# What PublicAPI.Shipped.txt lists stays there; a shipped member that is gone shows as a *REMOVED* line to be added by hand.
set -euo pipefail
cd "$(dirname "$0")/.."

for unshipped in src/*/PublicAPI.Unshipped.txt; do
    folder=$(dirname "$unshipped")
    project=$(echo "$folder"/*.csproj)
    printf '#nullable enable\n' > "$unshipped"
    dotnet format analyzers "$project" --diagnostics RS0016 --severity warn --verbosity quiet
    { printf '#nullable enable\n'; grep -v '^#nullable enable' "$unshipped" | LC_ALL=C sort -u; } > "$unshipped.sorted" || true
    mv "$unshipped.sorted" "$unshipped"
    echo "$unshipped: $(($(wc -l < "$unshipped") - 1)) members"
done
