#!/usr/bin/env bash
# Runs of a million sweeps, of 4,096 rungs, of 1,000 chains and of a million points in processes that may have 2 GB: each works, or is
# refused before anything is sampled. It prints the table of docs/promises.md.
#
#   tools/memory.sh [--no-build] ["SWEEPS RUNGS CHAINS POINTS"...]
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
if [ "${1:-}" = --no-build ]; then shift
else dotnet build -c Release -v q -p:RunAnalyzers=false "$root/tools/memory-job.cs" -o "$root/artifacts/memory-job" || exit 1
fi
sizes=("1000000 0 4 24" "200 4096 1 24" "200 4096 4 24" "200 0 1000 24" "2000 0 1000 24" "50 0 4 1000000" "50 6 1 1000000")
[ $# -gt 0 ] && sizes=("$@")

echo "| sweeps | rungs | chains | points | ends with | most memory | seconds |"
echo "| ---: | ---: | ---: | ---: | --- | ---: | ---: |"
for size in "${sizes[@]}"; do
    # shellcheck disable=SC2086
    DOTNET_GCHeapHardLimit=0x80000000 dotnet "$root/artifacts/memory-job/memory-job.dll" $size || echo "$size: failed with $?"
done
